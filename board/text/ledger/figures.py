"""Sums of money and shares of 100, with the unit that the cell, the heading or the line above says."""

from __future__ import annotations

import re

from board.text.ledger.grid import Percent, Value, squeezed
from board.text.ledger.heads import unit_factor

_SUM = re.compile(
    r"(?:约|共|计|合计|人民币|¥|￥)?(?P<sum>\d[\d,]*(?:\.\d+)?)(?P<unit>亿|百万|万|千元|"
    r"元)?元?(?:左右|整)?(?:\(.*\))?"
)
_SHARE = re.compile(r"(?:约|已?完成)?(\d{1,4}(?:\.\d+)?)[%﹪]")
_JUST_ABOVE = 1.5
"""More than was planned: 1.1 beside 0.75 is 110 %."""
_BARE_SHARE = re.compile(r"\d{1,3}(?:\.\d+)?")


def money(value: Value | None, factor: float) -> float | None:
    """A sum in 万元; `factor` is what one is worth where the cell has no unit of its own. None for what is no sum."""
    if isinstance(value, Percent | bool):
        return None
    if isinstance(value, int | float):
        return round(value * factor, 6) if 0 <= value < 1e13 else None
    if not isinstance(value, str):
        return None
    found = _SUM.fullmatch(squeezed(value))
    if found is None:
        return None
    amount = float(found["sum"].replace(",", ""))
    return round(amount * (unit_factor(found["unit"]) if found["unit"] else factor), 6)


def share(value: Value | None, *, fraction: bool) -> float | None:
    """A share of 100. `fraction` says that the plain numbers of this column are parts of 1."""
    if isinstance(value, Percent):
        return round(value * 100, 2)
    if isinstance(value, int | float):
        found = float(value) * (100 if fraction else 1)
        return round(found, 2) if 0 <= found <= 1000 else None
    if not isinstance(value, str):
        return None
    flat = squeezed(value)
    if percent := _SHARE.fullmatch(flat):
        return float(percent[1])
    return share(float(flat), fraction=fraction) if _BARE_SHARE.fullmatch(flat) else None


def are_fractions(values: list[Value]) -> bool:
    """Whether the plain numbers of a column of shares are parts of 1: none of them is above 1, or only just."""
    plain = [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, Percent)]
    plain += [
        float(flat) for value in values if isinstance(value, str) and _BARE_SHARE.fullmatch(flat := squeezed(value))
    ]
    if not plain or max(plain) <= 1:
        return bool(plain)
    return max(plain) <= _JUST_ABOVE and any(0 < each < 1 for each in plain)
