"""Several lines pasted at once, from Word, WeChat or a spreadsheet: items, headings, signatures and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from board.text import tables
from board.text.entry import Entry, EntryError, ErrorKind, Reading
from board.text.labels import begins_with_label
from board.text.names import Names
from board.text.numbering import numbering
from board.text.reader import read_line
from board.text.titles import trimmed
from board.text.width import half

_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_PLACES = ("", ",", ";", "\u3002")
_SIGNS = "@+^!#>\u300b"
_QUOTES = re.compile("[\u201c\u201d\u2018\u2019\"'\u300c\u300d\u300e\u300f\u300a\u300b]")
_GOES_ON = (",", "\u3001")
"""A line that ends so goes on in the next."""
_ASPECT = "方面"
_HAN_DIGITS = "〇○零一二三四五六七八九十"
_DATE = (
    "(?:[0-9]{2,4} *年 *)?[0-9]{1,2} *月 *[0-9]{1,2} *[日号]"
    f"|[{_HAN_DIGITS}]{{4}}年[{_HAN_DIGITS}]+月[{_HAN_DIGITS}]+日"
    r"|[0-9]{4}([-/.])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}"
    "|今天|昨天|前天|(?:周|星期|礼拜)[一二三四五六日天]"
)
_CLOCK = r"(?:(?:凌晨|早上|上午|中午|下午|晚上) *)?[0-9]{1,2}(?::[0-9]{2}){1,2}(?: *[AaPp][Mm])?"
_WHEN = re.compile(f"{_CLOCK}|{_DATE}")


class Skipped(NamedTuple):
    """A line that is no entry: a heading, a signature. `line` counts from 1, blank lines too."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a paste: its first line, its text (lines joined), and how it was read."""

    line: int
    text: str
    reading: Reading
    group: str | None = None
    """The group that it goes to where it names none: that of its heading, or the one that one stands in."""

    @property
    def entry(self) -> Entry | None:
        """The entry, or None where there is an error."""
        return self.reading.entry

    @property
    def error(self) -> EntryError | None:
        """What cannot be read, or None."""
        return self.reading.error

    @property
    def result(self) -> Entry | EntryError:
        """The entry or the error."""
        return self.reading.entry or self.reading.error or EntryError(ErrorKind.EMPTY_TITLE, "", 0, 0)


class Paste(NamedTuple):
    """What a paste holds, in the order of its lines."""

    items: tuple[Item, ...]
    skipped: tuple[Skipped, ...]


@dataclass(slots=True)
class _Block:
    """Lines that belong together. `level` is that of the numbering, None without one."""

    lines: list[Skipped]
    text: str
    level: int | None = None
    columns: tuple[tables.Column, ...] | None = None
    is_signature: bool = False

    def join(self, number: int, text: str) -> None:
        """Without a space, unless the line begins with what counts only behind one: a label, a sign."""
        self.lines.append(Skipped(number, text))
        text = text.strip()
        apart = begins_with_label(half(text)) or half(text[:1]) in tuple(_SIGNS)
        above = self.text.rstrip()
        self.text = above + (" " if apart and half(above[-1:]) not in _PLACES else "") + text


def parse_paste(text: str, now: datetime, names: Names, group: str | int | None = None) -> Paste:
    """Read several lines: one line, one entry, but for lines that go on, headings, signatures and tables.

    Args:
        text: The text as pasted.
        now: The moment to which words like 明天 refer.
        names: What can be named.
        group: The group one stands in, by name or number; None is the office's inbox.
    """
    blocks, skipped = _blocks(text, names)
    here = names.standing(group)
    items: list[Item] = []
    current = here
    first = next((at for at, block in enumerate(blocks) if block.level is not None or block.columns), 0)
    for at, block in enumerate(blocks):
        if block.is_signature:
            skipped += block.lines
            continue
        if block.columns is not None:
            reading = tables.read_row(block.text, block.columns, now, names, current)
        else:
            reading = read_line(block.text, now, names, current)
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if _nothing_read(reading) and (at < first or _is_heading(block, following, names)):
                skipped += block.lines
                current = _group_in(block.text, names, here)
                continue
        items.append(Item(block.lines[0].line, block.text, reading, current))
    return Paste(tuple(items), tuple(sorted(skipped)))


def _blocks(text: str, names: Names) -> tuple[list[_Block], list[Skipped]]:
    """The lines of a paste put together, and the heads of its tables."""
    blocks: list[_Block] = []
    heads: list[Skipped] = []
    above: _Block | None = None
    columns: tuple[tables.Column, ...] | None = None
    for number, line in enumerate(_BREAKS.split(text), 1):
        flat = half(line).strip(" ")
        if not flat:
            above, columns = None, None
            continue
        if "\t" in line:
            if head := tables.columns(line):
                columns, above = head, None
                heads.append(Skipped(number, line))
                continue
            if columns:
                blocks.append(_Block([Skipped(number, line)], line, columns=columns))
                continue
        columns = None
        numbered = numbering(flat)
        last = blocks[-1] if blocks and not blocks[-1].columns and not blocks[-1].is_signature else None
        if numbered is None and _goes_on(flat, above, last, names):
            above = above or last
            if above is not None:
                above.join(number, line)
                continue
        above = _Block([Skipped(number, line)], line, numbered.level if numbered else None)
        above.is_signature = numbered is None and _is_signature(flat, names)
        blocks.append(above)
    return blocks, heads


def _goes_on(flat: str, above: _Block | None, last: _Block | None, names: Names) -> bool:
    """Whether an un-numbered line belongs to the item above: `above` stands directly above, `last` anywhere."""
    if above is not None and not above.is_signature:
        if half(above.text).rstrip(" ").endswith(_GOES_ON):
            return True
        if above.level is not None and not any(_stands_alone(each, names) for each in (half(above.text), flat)):
            return not _is_signature(flat, names)
    return last is not None and begins_with_label(flat)


def _stands_alone(flat: str, names: Names) -> bool:
    """A heading by its looks: no line goes on from it, and it goes on from none."""
    return flat.rstrip(" ").endswith(":") or _names_a_group(flat, names)


def _nothing_read(reading: Reading) -> bool:
    return not reading.pieces and (reading.error is None or reading.error.kind is ErrorKind.EMPTY_TITLE)


def _is_heading(block: _Block, following: _Block | None, names: Names) -> bool:
    if _stands_alone(half(block.text), names):
        return True
    return (
        block.level is not None
        and following is not None
        and following.level is not None
        and following.level > block.level
    )


def _names_a_group(flat: str, names: Names) -> bool:
    """Whether a line is only a group's name, with 组, 工作组 or 方面."""
    number = numbering(flat)
    words = trimmed(_QUOTES.sub("", flat[number.end :] if number else flat))
    return any(names.group_called(form) for form in (words, words.removesuffix(_ASPECT)))


def _group_in(text: str, names: Names, otherwise: str | None) -> str | None:
    """The group that a heading names; where it names none, or several, the one that one stands in."""
    plain = _QUOTES.sub("", half(text))
    found = [group.name for group in names.groups if group.name and half(group.name) in plain]
    return found[0] if len(found) == 1 else otherwise


def _is_signature(flat: str, names: Names) -> bool:
    """Whether a line is nothing but names, dates and clock times: a signature, or who wrote when in a chat."""
    return any(map(str.isalnum, flat)) and all(
        names.is_office(word) or names.is_district(word) or names.unit_called(word) or names.is_person(word)
        for word in _words(flat)
    )


def _words(flat: str) -> Iterator[str]:
    for word in re.split("[ ,;:\u3001\u3002]+", _WHEN.sub(" ", flat)):
        if word:
            yield word
