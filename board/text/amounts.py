"""Amounts of money as they are typed: 1200, 1,200.5万元, 1.2亿."""

from __future__ import annotations

import re

from board.text import clean

_FORM = re.compile(r"(?P<sum>\d{1,12}(?:\.\d{1,6})?)(?P<unit>亿|万)?元?", re.ASCII)
_PLAIN_YUAN = re.compile(r"[\d.]+元", re.ASCII)


def parse_amount(text: str) -> float | None:
    """The amount in 万元, the unit of every sum on the board; None for what is no amount.

    Without a unit the figure is in 万元; 元 alone is refused, since nobody means it and the sum would be 10,000 times
    too large.
    """
    folded = "".join(chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char for char in clean.one_line(text))
    bare = folded.replace(" ", "").replace(",", "")
    found = _FORM.fullmatch(bare)
    if found is None or _PLAIN_YUAN.fullmatch(bare):
        return None
    return float(found["sum"]) * (10_000 if found["unit"] == "亿" else 1)
