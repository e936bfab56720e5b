"""Text from people, made harmless: no control characters, no bidi overrides, bounded length and combining marks."""

from __future__ import annotations

import re
import unicodedata

TITLE_CELLS = 500
"""The longest title, in terminal cells."""
TEXT_CELLS = 20_000
"""The longest note, source or other free text, in terminal cells."""
_MARKS = 4
"""Combining and zero-width marks kept on one character; more would climb out of the line, or hide in it."""

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x1c-\x1f\x85]+")
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Control characters, bidi controls, lone surrogates; and what is invisible and means nothing (a zero-width space in a
# pasted name would hide it from every search). Joiners stay: emoji and some scripts are written with them.
_HARMFUL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LOOSE_ENDS = " \n\u200d"
"""What is not left at the end of a text that was cut: white space, and a joiner that joins nothing."""


def one_line(text: str, cells: int = TITLE_CELLS) -> str:
    """`text` as one clean line: runs of white space become one space, at most `cells` wide."""
    line = _SPACES.sub(" ", _stripped(_SPACES.sub(" ", text))).strip()
    start = 0
    while start < len(line) and (line[start] == " " or not _CELLS[line[start]]):
        start += 1  # a mark that stood on a space that is gone
    return clipped(line[start:], cells)


def is_cut(text: str, cells: int = TITLE_CELLS) -> bool:
    """Whether `one_line` would cut `text`: what is cut is said, never dropped in silence."""
    return len(text) * 2 > cells and one_line(text, cells) != one_line(text, 2 * max(len(text), cells))


def lines(text: str, cells: int = TEXT_CELLS) -> str:
    """`text` cleaned line by line, for fields that may hold several; tabs become spaces."""
    parts = _BREAKS.split(text.replace("\t", " "))
    if not _is_clean("".join(parts)):
        parts = [_stripped(line) for line in parts]
    return clipped("\n".join(map(str.rstrip, parts)).strip("\n"), cells)


def has_lines(text: str) -> bool:
    """Whether more than one line of `text` has something in it."""
    return sum(1 for line in _BREAKS.split(text) if line.strip()) > 1


def harmless(text: str) -> str:
    """`text` without what is harmful in it, white space as typed; see `harmless_places` for what is where."""
    return _stripped(text)


def harmless_places(text: str) -> list[int]:
    """The offsets in `text` of the characters that `harmless` keeps."""
    places: list[int] = []
    marks = _MARKS
    for place, char in enumerate(text):
        if _HARMFUL.match(char):
            continue
        marks = marks + 1 if _cell(char) == 0 else 0
        if marks <= _MARKS:
            places.append(place)
    return places


def visible(text: str) -> str:
    """`text` for painting: whatever harmful character still came this far is shown as U+FFFD."""
    return _HARMFUL.sub("\ufffd", text)


def width(text: str) -> int:
    """Width in terminal cells: wide and full-width characters count 2, combining and zero-width ones 0."""
    return sum(map(_CELLS.__getitem__, text))


def clipped(text: str, cells: int) -> str:
    """The longest beginning of `text` that is at most `cells` wide."""
    if len(text) * 2 <= cells:
        return text
    used = 0
    for place, char in enumerate(text):
        used += _cell(char)
        if used > cells:
            return text[:place].rstrip(_LOOSE_ENDS)
    return text


def _is_clean(text: str) -> bool:
    """Whether there is nothing harmful in `text`, and no mark that could be one too many."""
    return _HARMFUL.search(text) is None and (text.isascii() or all(map(_CELLS.__getitem__, text)))


def _stripped(text: str) -> str:
    harmless_text = _HARMFUL.sub("", text)
    if text.isascii() or all(map(_CELLS.__getitem__, harmless_text)):
        return harmless_text
    kept: list[str] = []
    marks = _MARKS  # at the beginning there is nothing that a mark could stand on
    for char in harmless_text:
        marks = marks + 1 if _cell(char) == 0 else 0
        if marks <= _MARKS:
            kept.append(char)
    return "".join(kept)


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


class _Cells(dict[str, int]):
    """The width of every character that was ever asked for: texts are made of few."""

    def __missing__(self, char: str) -> int:
        cells = self[char] = _cell(char)
        return cells


_CELLS = _Cells()
