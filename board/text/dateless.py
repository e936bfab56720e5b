"""Phrases without a date of their own: at once (today), and those that name no single deadline."""

from __future__ import annotations

import re

from board.model.task import OpenEnded
from board.text.surroundings import any_of, plain

_AT_ONCE = """立即 马上 立刻 即刻 立行立改 立说立行 即知即改 立知立改 立整立改 即查即改 立查立改 即行即改 边查边改 当场
    现场整改 现在 即日 now immediately"""
_UNDECIDED = """尽快 尽早 早日 抓紧 逐步 待定 未定 暂定 暂未定 暂未确定 暂不确定 暂无 另行通知 待通知 待另行通知
    视情 视情况 待明确 待确定 待研究 随时 不确定 tbd asap soon"""
_STANDING = """长期 常态 常态化 持续 全年 长效 常年 长抓不懈 常抓不懈 久久为功 坚持 不限 无期限 无时限 无限期
    没有期限 没有时限 不设期限 不设时限 无固定期限 建立长效机制 形成长效机制 ongoing long-term permanent"""
_REGULAR = "定期 不定期 every daily weekly monthly quarterly yearly regularly"
_EVERY = (
    r"每(?:隔|逢)?(?:[0-9]{1,2}|半|[一二两三四五六七八九十]{1,3})?个?(?:天|日|周|星期|礼拜|月|季|年|旬|工作日|双休日)"
    r"|(?:逐|按)(?:天|日|周|月|季度?|年)(?![一二三四五六日天末底内中初前])"
)
_WAITS = r"视[^0-9,]{0,8}(?:情况|而定)|待[^0-9,]{0,8}(?:通知|明确|确定|研究)"
_BEFORE_IT = """争取 力争 确保 请 务必 必须 要 须 应 需 并 各单位 各部门 完成 整改 办理 办结 报送 上报 反馈 截止
    时限 期限 时间 日期 : , 会后 通知后 接通知后 接到通知后 收到通知后"""

_TODAY = re.compile(rf"(?:{any_of(_BEFORE_IT)})*(?:{any_of(_AT_ONCE)}|right now|at once)(?P<rest>.*)")
_NOTHING = re.compile(r"(?:无|暂无|没有|空|[-~/]|none|n/?a)[.。]?$")
_OPEN = re.compile(
    rf"(?:{any_of(_BEFORE_IT)})*(?:(?P<undecided>{any_of(_UNDECIDED)}|{_WAITS}|as soon as possible|when possible)"
    rf"|(?P<standing>{any_of(_STANDING)}|no (?:deadline|due date)|long term)"
    rf"|(?P<recurring>{_EVERY}|{any_of(_REGULAR)}))"
    r"(?![a-z])(?P<rest>.*)"
)
# Words that tell one deadline where 每 told many, and what may be said beside it.
_ONCE = re.compile(r"[0-9]{4}|[今明后]年|(?<=.)年[底末]|[本下]个?[周月]|[至到]|[日天周月]之?内")
_PARTS = re.compile("[,;]")
_DATE = re.compile(r"[0-9]月[0-9]+日")
_ALONE = frozenset(_STANDING.split()) | {"长期坚持"}


def urgent(words: str) -> bool:
    """Whether `words` say at once (立即, 马上整改), which is today."""
    found = _TODAY.fullmatch(words)
    return found is not None and (len(found["rest"]) != 1 or found["rest"] in "办报改做交。.!") and plain(found["rest"])


def no_date(words: str) -> tuple[bool, OpenEnded | None]:
    """Whether `words` say that there is no single deadline, and why; plain 无 or - does not say why."""
    if _NOTHING.match(words):
        return True, OpenEnded.UNDECIDED if words.startswith("暂") else None
    found = _OPEN.fullmatch(words)
    if found is None:
        return False, None
    if found["recurring"]:
        # 每月25日前报进展，长期坚持 is one; 每周报进展，12月底前完成 has a deadline beside it.
        said, _, more = found["rest"].partition(",")
        yearly = found["recurring"].endswith("年")
        once = _ONCE.search(said) or (_DATE.search(said) and not yearly) or not (plain(more) or more in _ALONE)
        return (False, None) if once else (True, OpenEnded.RECURRING)
    # 长期坚持，每月通报 says twice that there is none.
    if not all(plain(part) or no_date(part)[0] for part in _PARTS.split(found["rest"])):
        return False, None
    return True, OpenEnded.UNDECIDED if found["undecided"] else OpenEnded.STANDING
