"""Chinese characters in Latin letters, so that a name or a title is found by its pinyin or its initials.

Readings are those of single characters: usual first, without tones, ü as v. What a word would read otherwise
(长江 chang, but 科长 zhang) is found because a search for names tries the other readings of a character too.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

_WITHOUT_PHRASES = {"PYPINYIN_NO_PHRASES": "1", "PYPINYIN_NO_DICT_COPY": "1"}
"""How pypinyin is told, at its import, to leave its words out: 57 ms and 8 MiB instead of 297 ms and 50 MiB."""


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@lru_cache(maxsize=1)
def _characters() -> Mapping[int, str]:
    """Code point → its readings with tones, parted by commas; imported when the first letter is wanted."""
    with _environment(_WITHOUT_PHRASES):
        from pypinyin import pinyin_dict

    found: Mapping[int, str] = pinyin_dict.pinyin_dict
    return found


@lru_cache(maxsize=8192)
def readings(char: str) -> tuple[str, ...]:
    """All readings of one character, usual first: 长 → `("zhang", "chang")`, 旅 → `("lv",)`.

    A character that is not Han stands for itself, in lower case and half width.
    """
    found = _characters().get(ord(char)) if char >= "\u3007" else None
    if found is None:
        return (unicodedata.normalize("NFKC", char).lower(),)
    plain = unicodedata.normalize("NFD", found).replace("u\u0308", "v")
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return tuple(dict.fromkeys(bare.split(",")))


class _Table(dict[int, str]):
    """A table for `str.translate` that learns a character when it first meets it."""

    def __init__(self, cut: Callable[[str], str]) -> None:
        super().__init__()
        self._cut = cut

    def __missing__(self, code: int) -> str:
        char = chr(code)
        reading = readings(char)[0]
        self[code] = found = self._cut(reading) if code in _characters() else reading
        return found


class Speller:
    """Spells many texts fast: each different character is looked up once."""

    def __init__(self) -> None:
        self._full = _Table(lambda reading: reading)
        self._initials = _Table(lambda reading: reading[:1])

    def full(self, text: str) -> str:
        """`text` in full pinyin: 文旅局A → `wenlvjua`."""
        return text.translate(self._full)

    def initials(self, text: str) -> str:
        """`text` in initials: 文旅局A → `wlja`."""
        return text.translate(self._initials)


@lru_cache(maxsize=1)
def speller() -> Speller:
    """The speller that everybody shares, so that no character is learnt twice."""
    return Speller()


def spell(text: str) -> tuple[str, str]:
    """Full pinyin and initials of `text` by the usual readings; what is not Han stays, in lower case and half width."""
    return speller().full(text), speller().initials(text)


def spelled(typed: str, text: str, *, whole: bool, short: bool) -> bool:
    """Whether `typed` (lower case) spells `text` by any readings of its characters.

    Args:
        typed: Latin letters.
        text: The name.
        whole: All of the name; otherwise its beginning will do, which may end inside a syllable.
        short: By initials instead of full pinyin.
    """
    places = {0}
    for char in text:
        reached: set[int] = set()
        for reading in readings(char):
            piece = reading[:1] if short else reading
            for place in places:
                if typed.startswith(piece, place):
                    reached.add(place + len(piece))
                elif not whole and piece.startswith(typed[place:]):
                    return True
        if not whole and len(typed) in reached:
            return True
        places = reached
        if not places:
            return False
    return len(typed) in places
