"""Where a task stands, out of the words of a status column."""

from __future__ import annotations

import re
from functools import lru_cache

from board.model.task import Stage
from board.text.ledger.grid import squeezed

_YES = frozenset(("是", "√", "✓", "✔", "☑", "已", "y", "yes", "true", "对", "ok", "1", "有"))
_NO = frozenset(("否", "×", "✗", "✘", "x", "未", "n", "no", "false", "无", "0", "没有"))
_DONE = (
    r"完成|完毕|整改|达标|完工|竣工|到位|解决|合格|落实|处理|处置|建成|投用|消除|治理|清理|清零|"
    r"验收|办理|销号|办结|结案|闭环|通过|见效|改正|修复|恢复|拆除|化解|采纳"
)
_RULES: tuple[tuple[re.Pattern[str], Stage], ...] = tuple(
    (re.compile(pattern), stage)
    for pattern, stage in (
        (r"^(?:待认领|待交办|无人认领|未认领|未交办|未分配|待分配|待分派)$", Stage.UNCLAIMED),
        (
            rf"^(?:已经?|均已|全部|全面)*(?:{_DONE})(?:完成|完毕|到位)?[,，、(]*(?:但|待|申请|未|尚未)+(?:销号|办结|验收|复核)",
            Stage.MET,
        ),
        (
            (rf"(?:未|没有|没|尚未|不|无法|难以|暂缓)(?:能|按[期时]|全部|全面|完全|彻底|及时|予以|进行|有效|"
            rf"实质性|通过)?(?:{_DONE}|启动|开工|开展|推进|动工|达|合格|销|结)"),
            Stage.UNDERWAY
        ),
        (
            (r"^(?:基本|部分|阶段性?|初步|大部分?|大体|接近|即将|将|拟|预计|计划|力争|正|正在|持续|边|准备|"
            r"尚|暂)"),
            Stage.UNDERWAY
        ),
        (r"部分完成|基本完成|阶段性|部分整改|基本整改", Stage.UNDERWAY),
        (
            (rf"(?:{_DONE})(?:中|进行中|过程中|推进中)$|(?:{_DONE}).{{0,2}}(?:\d|[一二三四五六七八九]成|"
            rf"过半)"),
            Stage.UNDERWAY
        ),
        (r"退回|反弹|重新|返工|滞后|逾期|超期|停滞|受阻|搁置|缓慢|暂停|终止", Stage.UNDERWAY),
        (r"巩固|回头看|观察期|跟踪问效|长效管护", Stage.CONSOLIDATING),
        (r"^(?:待|申请|拟|提请|报请|等待)(?:销号|办结|结案|验收|核查|复核|审核)", Stage.UNDERWAY),
        (
            (r"(?:完成|整改到位|整改完毕|完工|竣工|达标).{0,2}(?:待|申请|未|尚未|等待)(?:销号|办结|验收|"
            r"核查|复核|审核|结案)"),
            Stage.MET
        ),
        (rf"^(?:已经?|全部|均已)?(?:{_DONE})+.{{0,2}}[并且，,]+(?:持续|长期)", Stage.MET),
        (r"销号|办结|结案|归档|闭环|销案|^(?:已)?(?:结|注销|关闭)$|closed", Stage.CLOSED),
        (
            (r"正在|持续|推进|进行|办理中|处理中|实施|施工|在建|建设中|启动|开工|启动|长期|常态|序时|正常|"
            r"按计划|有序|进度|前期|中$|underway"),
            Stage.UNDERWAY
        ),
        (r"^待|^未|延期", Stage.UNDERWAY),
        (rf"(?:已|全部|全面|如期|按期|提前|均)?(?:{_DONE})(?:完成|完毕|到位|合格|了)?|^done$|met", Stage.MET),
    )
)  # fmt: skip
_NOT_YET = (
    r"(?:not|partly|partially|nearly|almost|mostly|largely|substantially|tobe|being|about|pending|awaiting|waiting).*|"
    r"in(?:progress|hand)|ongoing|under(?:way|construction|review)|(?:re)?started|working|wip|active|on(?:track|schedule)|"
    r"delayed|late|overdue|behind(?:schedule)?|onhold|suspended|blocked|stalled|(?:re)?open(?:ed)?|returned|sentback|"
    r"planned|scheduled|new|todo|continu\w+|incomplete|(?!100%)\d+%(?:done|completed?)"
)
_DONE_NOW = (
    r"(?:all|fully|already|now|100%)?"
    r"(?:completed?|done|finished|resolved|fixed|met|achieved|implemented|rectified|delivered)(?:ontime|late|early)?"
)
_ENGLISH: tuple[tuple[re.Pattern[str], Stage], ...] = (
    (re.compile(r"un(?:assigned|claimed)|not(?:assigned|claimed)|tobeassigned"), Stage.UNCLAIMED),
    (re.compile(rf"{_DONE_NOW},?(?:but)?(?:awaiting|pending|not|tobe)\w+"), Stage.MET),
    (re.compile(_NOT_YET), Stage.UNDERWAY),
    (re.compile(r"consolidat\w+|monitoring|follow-?up"), Stage.CONSOLIDATING),
    (re.compile(r"(?:verifiedand)?closed(?:out)?|signedoff|archived|cleared"), Stage.CLOSED),
    (re.compile(_DONE_NOW), Stage.MET),
)
"""Status words in English, matched whole in lower case without spaces."""
_PLAIN = re.compile(
    rf"(?:已|未|尚未|正在|正|基本|部分|阶段性|全部|按期|如期|提前|持续|全面|待|即将|没有|正常|有序|长期|常态化)*"
    rf"(?:{_DONE}|启动|开工|推进|坚持|进行|巩固|提升|退回|反弹|滞后|逾期|超期|回头看|在建|施工|办|"
    rf"结|交办|认领|办理|开展|整治|序时|进度)+"
    rf"(?:完成|完毕|到位|合格|中|之中|过程中|提升|期|推进|进度|了)*"
)
_JOINED = re.compile(r"(?<=.)[并且，,、](?=.{2})")
_ASKS = re.compile(
    rf"是否|有无|否$|{_DONE}|巩固|completed?|closed|done|resolved|finished|rectified|fixed|met", re.IGNORECASE
)
_CLOSES = re.compile(r"销号|办结|结案|闭环|归档|closed", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read_state(text: str, head: str = "") -> Stage | None:
    """The stage that a status word names; None for what names none. `head` says what 是 and 否 answer."""
    flat = squeezed(text).lower().strip("。.!！;；,，")
    if not flat:
        return None
    if flat in _YES and is_state(head):  # ticked under 推进中
        return read_state(head)
    if flat in _YES or flat in _NO:
        if not _ASKS.search(head):
            return None
        if flat in _NO:
            return Stage.UNDERWAY
        if head in ("整改", "整治", "已整治"):
            return Stage.UNDERWAY
        return Stage.CLOSED if _CLOSES.search(head) else Stage.CONSOLIDATING if "巩固" in head else Stage.MET
    if flat.isascii():
        return _english(flat)
    if len(flat) > 16:
        return None
    return next((stage for pattern, stage in _RULES if pattern.search(flat)), None)


def _english(flat: str) -> Stage | None:
    return next((stage for pattern, stage in _ENGLISH if pattern.fullmatch(flat)), None)


def is_yes_or_no(text: str) -> bool:
    """Whether a cell only answers its heading: 是, 否, √."""
    return squeezed(text).lower() in _YES | _NO


@lru_cache(maxsize=4096)
def is_state(text: str) -> bool:
    """Whether a cell is nothing but a status word (已完成, 整改中), so that it is one in a column of other things."""
    flat = squeezed(text).strip("。.!！")
    if flat.isascii():
        return _english(flat.lower()) is not None
    parts = _JOINED.split(flat)
    return 2 <= len(flat) <= 10 and all(map(_PLAIN.fullmatch, parts)) and read_state(flat) is not None
