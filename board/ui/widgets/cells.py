"""Text in terminal cells: cut and wrapped so that no title, however odd, can push a column out of line."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from board.text import clean

CUT = ".."
"""Two cells, as wide as one Chinese character. The ellipsis sign is 1 cell in some terminals and 2 in others."""

_TRICKY = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f\u20e3\u3164\ufe00-\ufe0f"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
)
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]")
_NO_LINE_END = frozenset("（《「『【〔“‘([{")
_OPENING = "（《「『【〔([{"
_CLOSING = frozenset("）》」』】〕)]}")
_NO_LINE_START = frozenset("，。、；：？！）》」』】〕”’,.;:?!)]}%")


@lru_cache(maxsize=8192)
def paintable(text: str) -> str:
    """`text` made of characters whose widths add up in every terminal.

    Terminals disagree on joined emoji, variation selectors, skin tones and flags: the parts are painted one by one.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = clean.visible(text.replace("\n", " ").replace("\t", " "))
    shown = _FLAG.sub(lambda sign: chr(ord(sign[0]) - 0x1F1E6 + ord("A")), shown)
    return _TRICKY.sub("", unicodedata.normalize("NFC", shown))


def shown_characters(text: str) -> list[str] | None:
    """Each character of `text` as it is painted, "" for what is not; None when all are painted as they are."""
    if not _FLAG.search(text) and not _TRICKY.search(text) and clean.visible(text) == text:
        return None
    return [
        _TRICKY.sub("", _FLAG.sub(lambda sign: chr(ord(sign[0]) - 0x1F1E6 + ord("A")), clean.visible(char)))
        for char in text
    ]


def cells_of(char: str) -> int:
    """How many cells one character takes on a screen."""
    return get_character_cell_size(char)


def fit(text: str, width: int) -> str:
    """`text` cut to at most `width` cells; a cut is shown by two dots when there is room for them."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    room = width - len(CUT)
    return _head(text, room) + CUT if room > 0 else _head(text, width)


def _head(text: str, width: int) -> str:
    used = 0
    for place, char in enumerate(text):
        used += get_character_cell_size(char)
        if used > width:
            return text[:place]
    return text


@lru_cache(maxsize=8192)
def wrap(text: str, width: int, lines: int) -> tuple[str, ...]:
    """`text` broken into at most `lines` lines of `width` cells, the last one cut; at least one line.

    Breaks at a space where one is near, and never parts a bracket or a sign from what it belongs to.
    """
    rest = paintable(text).strip()
    found: list[str] = []
    while len(found) < lines - 1 and cell_len(rest) > width:
        head = _head(rest, width)
        if not head:
            break
        cut = next(
            (place for place in range(len(head), max(0, len(head) - 4), -1) if _may_break(rest, place)), len(head)
        )
        space = rest.rfind(" ", 0, cut + 1)
        bracket = max(rest.rfind(sign, 0, cut) for sign in _OPENING)
        if space > cut * 2 // 3:
            cut = space
        elif bracket > cut * 2 // 3 and not _CLOSING.intersection(rest[bracket:cut]):
            cut = bracket
        elif cut > 1 and _joins(rest[cut - 1], rest[cut]) and (word := _word_start(rest, cut)) > cut // 2:
            cut = word
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    found.append(fit(rest, width))
    return tuple(found)


def _may_break(text: str, place: int) -> bool:
    return text[place] not in _NO_LINE_START and text[place - 1] not in _NO_LINE_END


def _joins(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def _word_start(text: str, place: int) -> int:
    while place > 0 and _joins(text[place - 1], text[place]):
        place -= 1
    return place
