"""What a heading means. Offices name their columns as they like; `head_rules` knows their core words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from board.text.ledger.english_heads import read_english
from board.text.ledger.grid import squeezed
from board.text.ledger.head_rules import ASKERS, RULES
from board.text.ledger.roles import Role
from board.text.ledger.states import is_state


@dataclass(frozen=True, slots=True)
class Head:
    """A heading as it was understood. `rank` decides between columns of one role, the highest first."""

    role: Role
    rank: int = 0
    newer: bool = False
    """调整后: it beats its sibling where it is filled."""


_BRACKETS = re.compile(r"[(\[【〔<《][^()\[\]【】〔〕<>《》]*[)\]】〕>》]")
_NEWER = re.compile(r"^(?:现|新)?(?:调整后|变更后|修订后|延期后|顺延后|调整|变更)(?:的|为|至)?(?=.)")


def bare(text: str) -> str:
    """A heading without white space, brackets and the signs around it."""
    flat = squeezed(text)
    return (_BRACKETS.sub("", flat) or flat).strip("*:：、,，。;；/|#★☆△▲-—_·")


def as_shown(text: str) -> str:
    """A heading as a person is shown it: in one width and one line, English words apart."""
    words = unicodedata.normalize("NFKC", text).split()
    return squeezed(text) if len(words) < 2 or not _ENGLISH.search(text) else _HAN_GAP.sub("", " ".join(words))


_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")


@lru_cache(maxsize=4096)
def read_head(text: str, above: str = "") -> Head | None:
    """What a heading means; `above` are the headings over it. None when it is not known.

    What is said above counts where the heading alone is not enough (实际 over 竣工时间, 投资 over 计划). A heading in
    two languages (Unit / 责任单位) means what its Chinese says, and where that is not known what its English says.
    """
    if not _ENGLISH.search(text):
        return _read_chinese(text, above)
    if not _HAN.search(text):
        found = read_english(text) or (read_english(f"{above} {text}") if above else None)
        return _read_chinese(text, above) if found is None else Head(*found)
    found = read_english(" ".join(_ENGLISH.findall(text)))
    if found is None:
        return _read_chinese(text, above)
    if found[0] is Role.CODE:  # 项目ID is no project
        return Head(*found)
    chinese = _read_chinese(_ENGLISH.sub(" ", text), _ENGLISH.sub(" ", above))
    return Head(*found) if chinese is None or chinese.role is Role.NOTE else chinese


_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z](?:[A-Za-z0-9%.,'&()\[\]/\s_-]*[A-Za-z%)\].])?")
"""The English of a heading, from its first letter to its last."""


def _read_chinese(text: str, above: str) -> Head | None:
    own, over = bare(text), bare(above)
    if not own or len(own) > 30:
        return None
    newer = _NEWER.match(own)
    if newer and (head := read_head(own[newer.end() :], above)) is not None:
        if head.role is Role.DUE:
            return Head(Role.NEW_DUE, 5)
        if head.role is not Role.NEW_DUE:
            return Head(head.role, head.rank, newer=True)
    alone = _first(own)
    if alone is not None and alone.role is Role.UNIT and _AND_PERSON.search(squeezed(text)):
        return Head(Role.UNIT_PERSON, 5)
    if (
        (alone is None or alone.role is Role.NOTE or (alone.role, alone.rank) == (Role.STAGE, 4))
        and _SUMS.search(own)
        and re.search("元|投资|资金", squeezed(above + text))
    ):
        alone = _first(own + "资金") or alone
    if "%" in squeezed(text) and (share := _first(own + "%")) is not None and share.role is Role.PROGRESS:
        return share
    return _below(own, over, alone) if over else alone


def _below(own: str, over: str, alone: Head | None) -> Head | None:
    """What a heading means under others, where it means `alone` on its own."""
    together = _first(over + own)
    if (turned := _under_time(own, over) or _under_helpers(own, over)) is not None:
        return turned
    known = alone is not None and alone.role not in (Role.NOTE, Role.STAGE)
    if not known and is_state(own) and (head := _first(over)) is not None and head.role in _OF_STAGES:
        return Head(Role.STAGE, 4)  # 推进中 under 进展状态: ticked
    if alone is None or alone.role is Role.NOTE:
        return together if together is not None and together.role is not Role.NOTE else alone or _first(over)
    if alone.role is Role.DUE and _DONE_ABOVE.search(over):
        return Head(Role.DONE_ON, 4)
    if alone.role is Role.DUE and together is not None and together.role is Role.NEW_DUE:
        return together
    if alone.role in (Role.UNIT, Role.PERSON, Role.LEADER) and together is not None and together.role is Role.NOTE:
        return together if _ASKED_ABOVE.match(over) else alone
    if (alone.role, alone.rank) in ((Role.PERSON, 2), (Role.TITLE, 4), (Role.STAGE, 4)) and together is not None:
        return together
    return alone


_OF_STAGES = (Role.STAGE, Role.MAYBE_STAGE, Role.PROGRESS)
_TIME = re.compile("时间|时限|期限|日期|工期|限期")
_OTHER_TIMES = (Role.DONE_ON, Role.ASSIGNED, Role.NEW_DUE, Role.START)
_ANY_UNIT = re.compile("(?:单位|部门|科室|处室)(?:名称)?")


def _under_time(own: str, over: str) -> Head | None:
    """What 实际 means under 完成时间, and 时间 under 交办: another day than the deadline. None for anything else."""
    if own in ("止", "讫", "至", "止期") and "起" in over:
        return Head(Role.DUE, 6)
    if _TIME.search(over) and not _TIME.search(own) and not own.startswith("是否"):
        said = _first(own + over)
    elif _TIME.fullmatch(own):
        said = _first(over + own)
    else:
        return None
    return said if said is not None and said.role in _OTHER_TIMES else None


def _under_helpers(own: str, over: str) -> Head | None:
    """Whose units 单位 under 牵头 or 配合单位 are."""
    if not _ANY_UNIT.fullmatch(own):
        return None
    said = (_first(over + own), _first(over))
    return next((head for head in said if head and head.role in (Role.LEAD_UNIT, Role.CO_UNITS)), None)


_AND_PERSON = re.compile(r"[(/](?:责任|联系|负责)?人(?:员)?\)?$")
_SUMS = re.compile(r"^(?!.*(?:时间|日期|单位|情况|问题|率|比)).*(?:计划|目标|安排|下达|完成|累计|总投|总额)")
_DONE_ABOVE = re.compile(r"实际|(?:整改|完成|办理|进展|销号|落实|验收)(?:情况|结果)$|^结果")
_ASKED_ABOVE = re.compile(rf"(?:{ASKERS})")


def _first(text: str) -> Head | None:
    lowered = text.lower()
    for pattern, role, rank in RULES:
        if pattern.search(lowered):
            return Head(role, rank)
    return None


# ---- of which span, in which unit

_MONTHS = re.compile(r"(?:1|一)[-~—至到月]+(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
_SPANS = (
    (re.compile(r"开工(?:至今|以来)|自开工|总累计|历年|建设以来|以来累计|项目累计"), "whole"),
    (re.compile(r"本月|当月|上月|下月|月度|(?<![\d\-~—至到])\d{1,2}月(?!底|末|份?止)"), "month"),
    (re.compile(r"本季|当季|季度|[一二三四]季"), "quarter"),
    (re.compile(r"本年|当年|今年|年度|全年|\d{2,4}年|年初|年计划|年内|年(?:累计|完成)"), "year"),
)


def span_of(text: str) -> str:
    """Of which time a sum is: year, month, quarter, whole (since work began), or "" where it does not say."""
    flat = squeezed(text)
    if _MONTHS.search(flat) and not re.search(r"开工", flat):
        return "year"
    return next((name for pattern, name in _SPANS if pattern.search(flat)), "")


_MONEY_UNIT = re.compile(r"(亿元?|百万元?|万元?|千元|元)")
_ENGLISH_UNITS = (
    (re.compile("100m|hundredmillion"), 1e4),
    (re.compile("million|mn"), 100.0),
    (re.compile("10k|10thousand|10,?000"), 1.0),
    (re.compile(r"k(?![a-z])|thousand|1,?000"), 0.1),
    (re.compile("cny|rmb|yuan"), 1e-4),
)
"""The unit of sums in an English heading (CNY 10k, RMB million) and what one is worth in 万元, the first that fits."""


def money_unit(text: str) -> float | None:
    """What one is worth in 万元, as a heading or a line above the table says it: （亿元）, 单位：万元."""
    flat = squeezed(text)
    found = re.search(r"[(\[【（:：]([^()）]*?)[)\]】）]?$", flat) or re.search(r"单位[:：]?(.*)", flat)
    unit = _MONEY_UNIT.search(found[1] if found else "")
    if unit is not None:
        return unit_factor(unit[1])
    english = flat.lower()
    if not _ENGLISH_UNITS[-1][0].search(english):
        return None
    return next(worth for pattern, worth in _ENGLISH_UNITS if pattern.search(english))


def unit_factor(unit: str) -> float:
    """What one 元, 万, 亿 … is in 万元."""
    return {"亿": 1e4, "百": 100.0, "万": 1.0, "千": 0.1, "元": 1e-4}[unit[0]]
