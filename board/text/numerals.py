"""Figures and signs as people type them, made alike: widths, Chinese numerals, traditional characters, spaces."""

from __future__ import annotations

import re

LONGEST = 120
"""A phrase longer than this is no deadline: in characters, after white space was folded."""
_LONGEST_RAW = 1000

_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SAME: dict[int, str | int | None] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **{ord(char): " " for char in _SPACE},
    # What nobody sees: zero-width spaces and joiners, direction marks, the byte-order mark.
    **dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)),
    **str.maketrans("【】〔〕［］[]", "()()()()"),
    **str.maketrans("‐‑−﹣", "----"),
    **str.maketrans("–—―─〜", "~~~~~"),
    **str.maketrans("、", ","),
    # The characters that PDF readers hand out for 日 月 一 二 八 十, and the traditional ones.
    **str.maketrans("⽇⽉⼀⼆⼋⼗", "日月一二八十"),
    **str.maketrans("週號後內點兩時個節國慶陽從這間達來當兒現幾禮", "周号后内点两时个节国庆阳从这间达来当儿现几礼"),
    **str.maketrans("〇○◯", "零零零"),
    ord("廿"): "二十",
    ord("卅"): "三十",
}

_SPACES = re.compile(r" +")
_DASHES = re.compile(r"~{2,}|-{2,}")
_LOOSE = re.compile(r"(?<![0-9a-z]) | (?![0-9a-z])")
_STOP_IN_FIGURES = re.compile(r"(?<=[0-9])。(?=[0-9])")

DIGITS = "零一二三四五六七八九"
_VALUE = {char: value for value, char in enumerate(DIGITS)} | {"两": 2}
CN = "[零一二两三四五六七八九十百]"
NUMBER = rf"(?:[0-9]{{1,4}}(?![0-9])|{CN}{{1,7}})"
"""A number in figures or in Chinese numerals; `number` says which one, or that it is none."""


def fold(text: str) -> str | None:
    """`text` in one form: half width, lower case, one kind of bracket and dash; spaces only between letters and digits.

    A space between two digits stays, so that 1 5日 is not taken for 15日. None when the text is too long or empty.
    """
    if len(text) > _LONGEST_RAW:
        return None
    folded = _SPACES.sub(" ", text.translate(_SAME).lower()).strip()
    folded = _DASHES.sub("~", _STOP_IN_FIGURES.sub(".", _LOOSE.sub("", folded)))
    return folded if 0 < len(folded) <= LONGEST else None


def number(typed: str) -> int | None:
    """The whole number of `typed`: 15, 十五, 二十, 一百零五, 三零 (30); None for what is no number (两三, 十十).

    Only what `NUMBER` matches may be handed in.
    """
    if typed[0] <= "9":
        return int(typed)
    if "百" in typed:
        hundreds, _, rest = typed.partition("百")
        if hundreds not in _VALUE or hundreds == "零":
            return None
        if rest.startswith("零"):
            rest = rest[1:]
            if rest not in _VALUE or rest == "零":
                return None
        elif rest and "十" not in rest:
            return None
        below = number(rest) if rest else 0
        return None if below is None or below > 99 else _VALUE[hundreds] * 100 + below
    if "十" in typed:
        tens, _, ones = typed.partition("十")
        if (tens and (tens not in _VALUE or tens in "零两")) or (ones and (ones not in _VALUE or ones in "零两")):
            return None
        return (_VALUE[tens] if tens else 1) * 10 + (_VALUE[ones] if ones else 0)
    if len(typed) == 1:
        return _VALUE[typed]
    # 三零 and 零五 are figures read one by one; 三五 is "three or five" and no number.
    return number_of_figures(typed) if len(typed) == 2 and "零" in typed and "两" not in typed else None


def number_of_figures(typed: str) -> int:
    """Figures one by one, as in a year: 二零二六 or 2026."""
    return int("".join(str(_VALUE[char]) if char in _VALUE else char for char in typed))
