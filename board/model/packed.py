"""A long sequence kept as packed JSON: a tenth of the memory of its items, which are made anew when asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar, overload

import msgspec

T = TypeVar("T")
_BLOCK = 128
"""Items packed together. One is asked for at the price of all in its block."""
_LEVEL = 1
_encode = msgspec.json.Encoder().encode


class Packed(Sequence[T], Generic[T]):
    """Items of one kind, a struct or a dataclass of JSON data. What is done to an item that it gave is not kept."""

    __slots__ = ("_blocks", "_decoder", "_loose", "_seen")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, kind: type[T], items: Iterable[T] = ()) -> None:
        self._decoder = msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]
        self._blocks: list[bytes] = []
        self._loose: list[T] = []
        """What comes behind the blocks: fewer items than fill one."""
        self._seen: tuple[int, list[T]] = (-1, [])
        """The block that was asked for last; its neighbours are likely to be next."""
        self.extend(items)

    def append(self, item: T) -> None:
        """Add an item at the end."""
        self._loose.append(item)
        if len(self._loose) == _BLOCK:
            self._blocks.append(zlib.compress(_encode(self._loose), _LEVEL))
            self._loose = []

    def extend(self, items: Iterable[T]) -> None:
        """Add items at the end."""
        for item in items:
            self.append(item)

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._loose)

    def __iter__(self) -> Iterator[T]:
        for block in self._blocks:
            yield from self._decoder.decode(zlib.decompress(block))
        yield from self._loose

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        number, within = divmod(place % len(self), _BLOCK)
        return self._block(number)[within]

    def _block(self, number: int) -> list[T]:
        if number == len(self._blocks):
            return self._loose
        at, items = self._seen
        if at != number:
            items = self._decoder.decode(zlib.decompress(self._blocks[number]))
            self._seen = (number, items)
        return items

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Packed | tuple | list):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    def json(self) -> Iterator[bytes]:
        """The items as the inside of a JSON array, in pieces that follow each other."""
        comma = b""
        for block in self._blocks:
            yield comma + zlib.decompress(block)[1:-1]
            comma = b","
        if self._loose:
            yield comma + _encode(self._loose)[1:-1]
