"""An immutable mapping from small integers whose copies share what did not change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")
_BITS = 8
_MASK = (1 << _BITS) - 1


class Pages(Mapping[int, T], Generic[T]):
    """Integer keys in pages of 256: changing a key copies its page, so that a change costs the same at any size."""

    __slots__ = ("_count", "_pages")

    def __init__(self, items: Mapping[int, T] | None = None) -> None:
        self._pages: dict[int, dict[int, T]] = {}
        self._count = 0
        if items:
            for key in sorted(items):
                self._pages.setdefault(key >> _BITS, {})[key] = items[key]
            self._count = len(items)

    def __getitem__(self, key: int) -> T:
        return self._pages[key >> _BITS][key]

    def get(self, key: int, default: T | None = None) -> T | None:  # type: ignore[override]
        """The value at `key`, or `default`."""
        page = self._pages.get(key >> _BITS)
        return default if page is None else page.get(key, default)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and key in self._pages.get(key >> _BITS, ())

    def __iter__(self) -> Iterator[int]:
        for number in sorted(self._pages):
            yield from sorted(self._pages[number])

    def values(self) -> Iterator[T]:  # type: ignore[override]
        """The values in the order of their keys."""
        for key in self:
            yield self[key]

    def __len__(self) -> int:
        return self._count

    def differing(self, other: Pages[T]) -> list[int]:
        """The keys whose value is not the same object in `other`, or that only one of the two has."""
        found: list[int] = []
        for number in sorted(self._pages.keys() | other._pages.keys()):
            ours, theirs = self._pages.get(number, {}), other._pages.get(number, {})
            if ours is not theirs:
                found += sorted(key for key in ours.keys() | theirs.keys() if ours.get(key) is not theirs.get(key))
        return found

    def changed(self, states: Mapping[int, T | None]) -> Pages[T]:
        """A copy in which each key of `states` holds the given value, or is gone where it is None."""
        pages = dict(self._pages)
        owned: set[int] = set()
        count = self._count
        for key, value in states.items():
            number = key >> _BITS
            if number not in owned:
                pages[number] = dict(pages.get(number, ()))
                owned.add(number)
            page = pages[number]
            count -= key in page
            if value is None:
                page.pop(key, None)
            else:
                page[key] = value
                count += 1
        copy: Pages[T] = Pages()
        copy._pages, copy._count = pages, count
        return copy
