"""Numbering in front of a line: taken off, and in a paste it says which line stands below which."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = "一二三四五六七八九十百"
_BULLETS = "\u2022\u00b7\u25cf\u25cb\u25a0\u25a1\u25c6\u27a2*\u2013-"
# One form a row, from the highest level to the lowest. A digit behind `1.` makes it a figure (12.5公里), a digit or a
# letter behind a bullet a sign of its own (-5℃, *A).
_FORMS = (
    rf"[{_HAN}]+、",
    rf"\([{_HAN}]+\)",
    r"[0-9]{1,3}(?:\.(?![0-9])|、)",
    r"[0-9]{1,3}\)|\([0-9]{1,3}\)|[\u2474-\u2487]",
    r"[\u2460-\u2473\u2488-\u249b]",
    rf"[{_BULLETS}](?![0-9A-Za-z{_BULLETS}])",
)
_NUMBERING = re.compile(" *(?:" + "|".join(f"({form})" for form in _FORMS) + ") *")


class Numbering(NamedTuple):
    """The numbering of a line: where it ends, and its level (0 is the highest)."""

    end: int
    level: int


def numbering(flat: str) -> Numbering | None:
    """The numbering at the start of a line in half width, or None."""
    found = _NUMBERING.match(flat)
    if found is None or found.lastindex is None:
        return None
    return Numbering(found.end(), found.lastindex - 1)
