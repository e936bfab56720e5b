"""Full and half width, and spaces of every kind: what means the same is made the same, one character for one."""

from __future__ import annotations

_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_SPACE_TABLE = {ord(space): " " for space in _SPACES}
_HALF_TABLE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _SPACE_TABLE


def half(text: str) -> str:
    """`text` with full-width signs, digits and letters in half width and every space as U+0020; same length."""
    return text.translate(_HALF_TABLE)


def spaced(text: str) -> str:
    """`text` in the width typed, with every space as U+0020; same length."""
    return text.translate(_SPACE_TABLE)
