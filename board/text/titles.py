"""The title of an entry: what is left of a line when everything that was read is out of it."""

from __future__ import annotations

import re

from board.text.line import CLOSING, OPENING, SEPARATORS, TAKEN, Line

_SPACES = re.compile(" +")
_GAP = SEPARATORS + " " + TAKEN
_TRIMMED = " ,:;" + "\uff0c\uff1a\uff1b" + "\u3001\u3002"
_OPENING = OPENING + "\uff08"


def trimmed(text: str) -> str:
    """`text` with single spaces, and without spaces and separators at its ends; width as typed."""
    return _SPACES.sub(" ", text).strip(_TRIMMED)


def title_of(line: Line) -> str:
    """What is left of a line: in the order and width typed, spaces single, no separators at the ends.

    Where something was taken out, the separators that met there become one.
    """
    kept: list[str] = []
    left, raw = line.left, line.raw
    place = 0
    while place < len(left):
        if left[place] != TAKEN:
            kept.append(raw[place])
            place += 1
            continue
        while place < len(left) and left[place] == TAKEN:
            place += 1
        place = _join(kept, line, place)
    return trimmed("".join(kept))


def _join(kept: list[str], line: Line, place: int) -> int:
    """Join what is before a gap with what begins at `place` behind it; returns where to go on."""
    end = place
    while end < len(line.left) and line.left[end] in _GAP:
        end += 1
    behind = line.left[place:end]
    spaced_before = bool(kept) and kept[-1] == " "
    while kept and kept[-1] == " ":
        kept.pop()
    closes = end < len(line.left) and line.left[end] in CLOSING
    if closes:
        while kept and kept[-1] in _TRIMMED:
            kept.pop()
        return end
    if not kept or kept[-1] in _OPENING:
        return end
    if kept[-1] in _TRIMMED:
        if spaced_before:
            kept.append(" ")
        return end
    separators = [at for at in range(place, end) if line.left[at] in SEPARATORS]
    if separators:
        kept.append(line.raw[separators[0]])
        if line.left[end - 1] == " ":
            kept.append(" ")
    elif spaced_before or " " in behind:
        kept.append(" ")
    return end
