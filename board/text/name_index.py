"""Spellings of a list of names, and which of them a typed word means: the steps, the first match deciding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from board.text import clean, pinyin
from board.text.width import half

_LONGEST = 200
"""Letters of a spelling; what is longer spells no name."""


def folded(text: str) -> str:
    """`text` as names are compared: one width, one case, no white space at the ends."""
    return half(clean.one_line(text)).casefold()


class NameIndex:
    """Spellings of a list of names, in the order of the list."""

    def __init__(self, entries: Sequence[Sequence[str]], prefixes: Sequence[str]) -> None:
        self.prefixes = prefixes
        self.spellings: list[tuple[str, int]] = []
        self.whole: dict[str, list[int]] = {}
        for place, spellings in enumerate(entries):
            for form in dict.fromkeys(form for each in spellings for form in self.forms(folded(each)) if form):
                self.spellings.append((form, place))
                self.whole.setdefault(form, []).append(place)

    def forms(self, wanted: str) -> list[str]:
        """`wanted`, and what is left of it without a district in front, which is no part of a name."""
        bare = (wanted.removeprefix(each) for each in self.prefixes if wanted.startswith(each) and wanted != each)
        return [wanted, *bare]

    @cached_property
    def spelt(self) -> list[tuple[str, str, int]]:
        """(full pinyin, initials, place) of every spelling, by the usual readings."""
        return [(*pinyin.spell(form), place) for form, place in self.spellings]

    @cached_property
    def heads(self) -> list[frozenset[str]]:
        """The letters with which a spelling may begin, by all readings of its first character."""
        return [frozenset(reading[:1] for reading in pinyin.readings(form[0])) for form, _ in self.spellings]

    def found(self, test: Callable[[str], bool]) -> list[int]:
        """Places of the names that have a spelling which passes, in the order of the list."""
        return sorted({place for form, place in self.spellings if test(form)})

    def exact(self, forms: Sequence[str]) -> list[int]:
        """The name or an alias, whole."""
        return sorted({place for form in forms for place in self.whole.get(form, ())})

    def by_letters(self, forms: Sequence[str], *, whole: bool) -> list[int]:
        """By full pinyin or initials: all of the name, or its beginning."""
        letters = [form for form in forms if form.isascii() and form]
        if not letters:
            return []
        if whole:
            return sorted({place for full, first, place in self.spelt if full in letters or first in letters})
        starts = tuple(letters)
        return sorted(
            {place for full, first, place in self.spelt if full.startswith(starts) or first.startswith(starts)}
        )

    def by_other_readings(self, forms: Sequence[str], *, whole: bool) -> list[int]:
        """The same by any readings of the characters (长江路 as cjl)."""
        letters = [form for form in forms if form.isascii() and len(form) <= _LONGEST]
        return sorted(
            {
                place
                for (form, place), heads in zip(self.spellings, self.heads, strict=True)
                for typed in letters
                if typed[:1] in heads
                and any(pinyin.spelled(typed, form, whole=whole, short=short) for short in (False, True))
            }
        )

    def strict(self, typed: str, *, letters: bool = True, parts: bool = True) -> list[int]:
        """The names that `typed` means: the first step with a match decides.

        Whole name or alias; its full pinyin or initials; a beginning of either; a part of the name in characters.
        Beginnings and parts need two characters. With `letters` False pinyin counts for nothing; with `parts` False
        only the whole name does.
        """
        forms = self.forms(folded(typed).replace("\u00fc", "v"))
        long = [form for form in forms if len(form) > 1] if parts else []
        steps: list[Callable[[], list[int]]] = [lambda: self.exact(forms)]
        if letters:
            steps.append(lambda: self.by_letters(forms, whole=True))
        if long:
            begins, inside = tuple(long), long
            steps.append(
                lambda: sorted(
                    {*self.found(lambda form: form.startswith(begins))}
                    | {*(self.by_letters(long, whole=False) if letters else ())}
                )
            )
            steps.append(lambda: self.found(lambda form: any(part in form for part in inside)))
        if letters and any(form.isascii() for form in forms):
            steps.append(lambda: self.by_other_readings(forms, whole=True))
            if long:
                steps.append(lambda: self.by_other_readings(long, whole=False))
        return next((found for step in steps if (found := step())), [])
