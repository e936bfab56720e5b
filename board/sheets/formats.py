"""Number formats and fill colours: what a cell shows beside its number."""

from __future__ import annotations

import re
from colorsys import rgb_to_hsv
from enum import StrEnum


class Shows(StrEnum):
    """What a number format makes of a number."""

    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    MONTH = "month"
    """A date without a day."""
    YEAR = "year"
    """A date without a month."""
    CLOCK = "clock"


# The built-in formats as a Chinese Excel shows them; what is not here is a number.
_BUILT_IN = (
    {9: Shows.PERCENT, 10: Shows.PERCENT, 17: Shows.MONTH}
    | dict.fromkeys((14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58), Shows.DAY)
    | dict.fromkeys((27, 36, 50, 52, 57), Shows.MONTH)
    | dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), Shows.CLOCK)
)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def shows(number: int, code: str | None) -> Shows:
    """What format `number` shows; `code` is its own description, where it has one."""
    if code is None:
        return _BUILT_IN.get(number, Shows.NUMBER)
    plain = _LITERAL.sub("", code.split(";")[0]).lower()
    if "%" in plain:
        return Shows.PERCENT
    if "general" in plain:
        return Shows.NUMBER
    clock = "h" in plain or "s" in plain
    if "d" in plain or "aaa" in plain:
        return Shows.DAY
    if "y" in plain or ("m" in plain and not clock):
        return Shows.MONTH if "m" in plain else Shows.YEAR
    return Shows.CLOCK if clock else Shows.NUMBER


_INDEXED = {
    2: "FF0000", 3: "00FF00", 4: "0000FF", 5: "FFFF00", 10: "FF0000", 11: "00FF00", 12: "0000FF", 13: "FFFF00",
    16: "800000", 17: "008000", 18: "000080", 19: "808000", 22: "C0C0C0", 23: "808080", 42: "CCFFCC", 43: "FFFF99",
    45: "FF99CC", 47: "FFCC99", 48: "3366FF", 50: "99CC00", 51: "FFCC00", 52: "FF9900", 53: "FF6600", 55: "969696",
    57: "339966", 58: "003300", 60: "993300",
}  # fmt: skip
_THEME = {0: "FFFFFF", 1: "000000", 2: "E7E6E6", 3: "44546A", 4: "4472C4", 5: "ED7D31", 6: "A5A5A5", 7: "FFC000",
          8: "5B9BD5", 9: "70AD47"}  # fmt: skip


def colour(attributes: dict[str, str]) -> str | None:
    """The plain name of a fill colour: red, orange, yellow, green, blue, grey; None for white, black and none."""
    rgb = attributes.get("rgb")
    if rgb is None and "indexed" in attributes:
        rgb = _INDEXED.get(_whole(attributes["indexed"]))
    if rgb is None and "theme" in attributes:
        rgb = _THEME.get(_whole(attributes["theme"]))
    try:
        red, green, blue = (int(rgb[-6:][place : place + 2], 16) / 255 for place in (0, 2, 4)) if rgb else (1, 1, 1)
    except ValueError:
        return None
    hue, saturation, value = rgb_to_hsv(red, green, blue)
    if saturation < 0.12:
        tint = attributes.get("tint", "0")
        return "grey" if 0.35 <= value <= 0.93 or (value > 0.93 and tint.startswith("-0.")) else None
    degrees = hue * 360
    if value < 0.2:
        return None
    for limit, name in ((16, "red"), (50, "orange"), (70, "yellow"), (170, "green"), (265, "blue")):
        if degrees < limit:
            return name
    return "red" if degrees > 320 else "blue"


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else -1
