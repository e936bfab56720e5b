"""Rows that are no tasks: titles, sections, totals, notes, signatures; and what the lines above a table say for all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from board.text.ledger.dates import Calendar
from board.text.ledger.grid import squeezed
from board.text.ledger.heads import Head, money_unit, read_head
from board.text.ledger.names import is_unit, read_units
from board.text.ledger.roles import Role
from board.text.numbering import numbering
from board.text.width import half


class Line(StrEnum):
    """What a row is that is no task."""

    TITLE = "title"
    HEAD = "head"
    SECTION = "section"
    TOTAL = "total"
    NOTE = "note"
    SIGNATURE = "signature"
    EMPTY = "empty"
    EXAMPLE = "example"
    NO_TITLE = "no_title"


_TOTAL = re.compile(
    r"(?:全[区市县镇]|本[页月季年周]|分项|以上|各.{0,4})?(?:合计|小计|总计|共计|累计|总数|汇总|"
    r"平均|合计数|总合计|小计数)"
    r"(?:[(:：].*|\d.*|[个项件处条户]数?)?|.{1,14}(?:小计|合计|总计|共计)(?:\(.*\))?[:：]?|"
    r"共\d+[个项件处条].{0,12}|(?:grand|sub-?)?total(?:s|[(:].*)?:?"
)
_EXACT_TOTAL = re.compile(
    r"(?:本页)?(?:合计|小计|总计|共计|累计|总数)(?:[(:：].*)?|(?i:(?:grand|sub-?)?totals?(?:/[合小总]计)?(?:[(:].*)?)"
)
_NOTE = re.compile(
    r"(?:备?注|说明|填表说明|填报说明|编制说明|填写说明|要求|填报要求|填表要求|注意事项|特别说明|"
    r"提示)(?:[:：]|\d+[.、:：])|[※*]+(?=\S{4})|"
    r"[(]?以下(?:空白|无正文|为空)|(?:以上|上述)(?:数据|内容|问题|事项).{3,}|附件?[:：]|(?:附件|"
    r"附表)\d*$|抄送[:：]|(?i:notes?|remarks?|n\.b\.|source|legend)(?:/(?:备注|说明))?[:：]|(?:红|黄|绿|蓝|橙|灰)(?:色|灯|牌).{0,3}(?:为|表示|代表|是|指|[:：])"
)
_SIGNATURE = re.compile(
    r"(?:填报|填表|制表|审核|复核|审批|签发|批准|经办|联系|报送|核对|校对|统计|编制|主管|分管|"
    r"负责|单位负责|部门负责|主要负责|主要领导|分管领导|科室负责|盖章|签字|签名|填写|录入|"
    r"上报|制作)(?:人|单位|部门|日期|时间|领导|电话|负责人|员|科室)?(?:人|领导)?(?:\(.{1,6}\))?(?:签[字名章])?[:：]|"
    r"(?:联系|办公|咨询)?电话[:：]|(?i:(?:prepared|compiled|approved|checked|reviewed|signed|verified|submitted)by|"
    r"signature|telephone|tel)[:：]|(?:年{0,1}\s*月\s*日)$|\(?(?:盖章|公章|签字|签章)\)?[:：]?$"
)
_SECTION = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:、|[.．:：]|部分|类|章|篇|批)|"
    r"[(（][一二三四五六七八九十]{1,3}[)）]|[Ⅰ-Ⅻ][、.．])"
)
_NUMERAL = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:类|部分|章|篇|批)?[:：、]?|[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|[Ⅰ-Ⅻ][、.．]?|[A-Z][、.．]?"
)
_COUNT = re.compile(r"[(（【\[]\s*(?:共|合计|小计)?\s*\d+\s*[件项个处条类户家]?\s*[)）】\]]\s*[:：]?\s*$|[:：]\s*$")


def is_total(text: str) -> bool:
    """Whether a cell says that its row adds up others."""
    return _TOTAL.fullmatch(squeezed(text).lower()) is not None


def is_exact_total(text: str) -> bool:
    """Whether a cell is nothing but the word for a total, which no task begins with."""
    return _EXACT_TOTAL.fullmatch(squeezed(text)) is not None


def is_note(text: str) -> bool:
    """Whether a cell begins a remark below a table."""
    return _NOTE.match(squeezed(text)) is not None


def is_signature(text: str) -> bool:
    """Whether a cell is one of the line in which people sign."""
    return _SIGNATURE.match(squeezed(text)) is not None


def is_example(text: str) -> bool:
    """Whether a cell says that its row shows how to fill in the others."""
    return text.strip("（()） 　") in (
        "例",
        "示例",
        "样例",
        "例如",
        "示范",
        "填写示例",
        "例子",
        "e.g.",
        "Example",
        "Sample",
    )


def is_numeral(text: str) -> bool:
    """Whether a cell counts sections: 一, （二）, Ⅲ."""
    return _NUMERAL.fullmatch(squeezed(text)) is not None


def section_level(text: str) -> int | None:
    """How deep a numbered section stands (一、 is 0, （一） is 1); None without such a number."""
    flat = squeezed(text)
    if not _SECTION.match(flat) and not _NUMERAL.fullmatch(flat):
        return None
    return 1 if flat[0] in "(（" else 0


def section_name(text: str) -> str:
    """A section without its number and without （6件）."""
    flat = half(" ".join(text.split())).strip()
    number = numbering(flat)
    rest = (
        flat[number.end :] if number else re.sub(r"^第?[一二三四五六七八九十]{1,3}(?:部分|[、.:])?[:、]?\s*", "", flat)
    )
    rest = rest or flat
    start = len(flat) - len(rest)
    typed = " ".join(text.split()).strip()[start:]
    return _COUNT.sub("", typed).strip() or typed


_LABELLED = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{2,10})(?:[(（][^()（）]{1,6}[)）])?\s*[:：]\s*(?P<value>.*?)"
    r"(?=\s+[\u4e00-\u9fff]{2,10}(?:[(（][^()（）]{1,6}[)）])?\s*[:：]|[;；]|$)"
)
_ASSIGNED = re.compile(
    r"((?:\d{4}年)?\d{1,2}月\d{1,2}日)[^，。,\d]{0,8}(?:交办|转办|下达|派发|派单|下发)|(?:交办|转办)(?:日期|"
    r"时间)?[:：]?(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-./]\d{1,2}[-./]\d{1,2})"
)
_NOT_A_UNIT = re.compile(r"[(（][^()（）]*(?:交办|转办|盖章)[^()（）]*[)）]|^\s*(?:详?见|如)(?:下|附|本|各)?表.*")
"""What may stand behind 责任单位： and names none."""
_YEAR = re.compile(r"(20[0-6]\d)\s*年?(?:度)?")


def _narrow(text: str) -> str:
    """A text with single spaces, since a cell may hold thousands."""
    return " ".join(text.split())


def tells_for_all(texts: list[str]) -> bool:
    """Whether a row is a line above a table (责任单位：X, 交办时间：D), which holds for the rows that follow.

    A label may stand in one cell and what it says in the next.
    """
    if len(texts) > _LABELS or not any(map(_MAY_HOLD.search, texts)):  # nearly every row ends here
        return False
    labels, values = texts[::2], texts[1::2]
    if len(labels) == len(values) and any(_holds(head) for head in map(read_head, labels) if head is not None):
        return all(read_head(value) is None and (is_unit(value) or _DATED.search(value)) for value in values)
    found = [_LABELLED.match(_narrow(text)) for text in texts]
    heads = [read_head(label["label"]) for label in found if label is not None]
    return None not in found and any(head is not None and _holds(head) for head in heads)


_LABELS = 8
"""A line above a table has no more cells than this: labels and what they say."""
_MAY_HOLD = re.compile("单位|部门|主体|科室|局|时间|日期|交办|转办")
_DATED = re.compile(r"\d\s*[年月./-]\s*\d")


def _holds(head: Head) -> bool:
    return head.role is Role.ASSIGNED or (head.role is Role.UNIT and head.rank >= 7)


@dataclass(slots=True)
class Context:
    """What the lines above a table say for every row of it."""

    unit: str = ""
    assigned: date | None = None
    factor: float | None = None
    """What a sum without a unit is worth in 万元."""

    def take(self, texts: list[str], calendar: Calendar) -> None:
        """Take in the cells of one line; a label may stand in one cell and its value in the next."""
        for place, text in enumerate(texts):
            following = texts[place + 1] if place + 1 < len(texts) else ""
            self._labels(text, calendar)
            label = squeezed(text).rstrip(":")
            if label and ":" not in label and following and len(label) <= 12:
                self._label(label, following, calendar)
            if self.factor is None or "单位" in text:
                factor = money_unit(text) if re.search("单位:?[(]?[亿百万千]*元", squeezed(text)) else None
                self.factor = factor if factor is not None else self.factor
            found = _ASSIGNED.search(squeezed(text))
            if found is not None:
                self.assigned = calendar.day(found[1] or found[2]) or self.assigned

    def _labels(self, text: str, calendar: Calendar) -> None:
        for found in _LABELLED.finditer(_narrow(text)):
            self._label(found["label"], found["value"], calendar)

    def _label(self, label: str, value: str, calendar: Calendar) -> None:
        head = read_head(label)
        if head is None or not value.strip():
            return
        if head.role is Role.ASSIGNED:
            self.assigned = calendar.day(value.strip()) or self.assigned
        elif _holds(head) and label != "单位":
            who = read_units(_NOT_A_UNIT.sub("", value))
            self.unit = "、".join(who.units + who.helpers) or self.unit


def year_in(texts: list[str]) -> int | None:
    """The year that a title names: 2026年重点项目, 台账（2026）."""
    for text in texts:
        if found := _YEAR.search(squeezed(text)):
            return int(found[1])
    return None
