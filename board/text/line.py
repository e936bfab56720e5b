"""One typed line while it is being read: what has been taken out of it, and what is left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from board.model.task import OpenEnded
from board.text import clean
from board.text.deadlines import Deadline, DeadlineError, open_ended, parse_deadline
from board.text.entry import Doubt, EntryError, ErrorKind, Piece, PieceKind
from board.text.width import half, spaced

TAKEN = "\0"
"""Stands in `Line.left` for a character that was taken out; no cleaned text holds it."""
SEPARATORS = ",;:\u3001\u3002"
"""，；：、。 as `half` leaves them."""
CLOSING_MARKS = "!?"
"""！ and ？ behind a piece are no part of it, and go with it."""
OPENING, CLOSING = "(\u3010", ")\u3011"
STOPS = ",;\u3002"
"""，；。: what parts one saying from the next."""
EDGE = " " + TAKEN
"""What does not count at the ends of a part."""
LEFT_OVER = EDGE + STOPS + ":\u3001"
"""What may be left over in a bracket, or at the end of a line, when nothing is left of it."""
_SPACES = re.compile(" +")
_REPEATS = re.compile("每 ?(?:[日天周月年]|季度)")
"""Whatever begins so is recurring, a date behind it too (每月25日前)."""


@dataclass(slots=True)
class Named:
    """A unit that the line names, in the role in which it names it."""

    role: PieceKind
    name: str
    start: int
    end: int
    order: int


class Line:
    """A line: three texts of one length, and what was found.

    `raw` is the text cleaned, `flat` the same in half width, `left` the same again with what was taken out replaced
    by `TAKEN`. Offsets are into these; `typed_span` turns them into offsets of the text as it was typed.
    """

    def __init__(self, text: str, now: datetime, kept: frozenset[str] = frozenset(), *, past: bool = False) -> None:
        self.text = text
        self.now = now
        self.past = past
        """Whether a day before today was confirmed."""
        shown = spaced(text)
        cleaned = clean.harmless(shown)
        self._places = None if len(cleaned) == len(text) else clean.harmless_places(shown)
        self.raw = cleaned
        self.flat = half(cleaned)
        self._left = list(self.flat)
        self._left_text: str | None = self.flat
        self.kept = kept
        self.untouchable: set[int] = set()
        """Places of words that were found to be kept."""
        self.named: list[Named] = []
        self.persons: list[tuple[int, str]] = []
        self.leaders: list[tuple[int, str]] = []
        """Where they are named, and their names."""
        self.pieces: list[Piece] = []
        self.errors: list[tuple[int, EntryError]] = []
        self.doubts: list[Doubt] = []
        self.due: Piece | None = None
        self.due_at: tuple[int, int] | None = None
        """Where the words of a sign or a label stand that name the deadline, or tried to."""

    @property
    def due_marked(self) -> bool:
        """Whether a sign or a label named the deadline, or tried to: then none is sought in the title."""
        return self.due_at is not None

    @property
    def left(self) -> str:
        """The line in half width, with `TAKEN` for what is out."""
        if self._left_text is None:
            self._left_text = "".join(self._left)
        return self._left_text

    def take(self, start: int, end: int) -> None:
        """Take these characters out of the title."""
        self._left[start:end] = TAKEN * (end - start)
        self._left_text = None

    def place_of(self, typed: int) -> int:
        """The place in the line of an offset in the text as typed."""
        return typed if self._places is None else bisect_left(self._places, typed)

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the text as typed."""
        if self._places is None:
            return start, end
        if start >= end:
            place = self._places[start] if start < len(self._places) else len(self.text)
            return place, place
        return self._places[start], self._places[end - 1] + 1

    def typed(self, start: int, end: int) -> str:
        """The text as typed, between two offsets of the line."""
        first, last = self.typed_span(start, end)
        return self.text[first:last]

    def words(self, start: int, end: int) -> str:
        """The same for keeping: cleaned, runs of spaces as one."""
        return _SPACES.sub(" ", self.raw[start:end]).strip()

    def is_kept(self, start: int, end: int) -> bool:
        """Whether the person wants these words in the title; then no part of them is read as something else."""
        if not self.kept or self.typed(start, end) not in self.kept:
            return False
        self.untouchable.update(range(start, end))
        return True

    def piece(self, kind: PieceKind, value: str, start: int, end: int, due: Deadline | None = None) -> Piece:
        """Note a recognised piece."""
        first, last = self.typed_span(start, end)
        made = Piece(kind, first, last, self.text[first:last], value, due)
        self.pieces.append(made)
        return made

    def error(self, kind: ErrorKind, start: int, end: int, candidates: tuple[str, ...] = ()) -> None:
        """Note that the characters from `start` to `end` cannot be read."""
        first, last = self.typed_span(start, end)
        self.errors.append((start, EntryError(kind, self.words(start, end), first, last, candidates)))

    def unit(self, role: PieceKind, name: str, start: int, end: int, *, order: int) -> None:
        """Note a unit, named in the piece from `start` to `end`; `order` is where its own name begins."""
        self.named.append(Named(role, name, start, end, order))

    def deadline(self, value: tuple[int, int], whole: tuple[int, int]) -> None:
        """Read a deadline behind a sign or a label, whose words stand at `value` and with the sign at `whole`."""
        start, end = value
        if self.due_at is not None:
            # A second one is the question. Signs are read before labels, so it may be the one read first.
            self.error(ErrorKind.BAD_DEADLINE, *max(value, self.due_at))
            if value > self.due_at:
                return
            if self.due is not None:
                self.pieces.remove(self.due)
        self.due_at = value
        try:
            found = None if _REPEATS.match(self.flat, start, end) else self._deadline_in(self.words(start, end))
        except DeadlineError as error:
            self.error(ErrorKind.PAST_DEADLINE if error.past else ErrorKind.BAD_DEADLINE, start, end)
            return
        self.found_due(self.words(start, end), whole, found)

    def _deadline_in(self, words: str) -> Deadline | None:
        try:
            return parse_deadline(words, self.now)
        except DeadlineError as error:
            if not (error.past and self.past):
                raise
            return parse_deadline(words, self.now, past=True)

    def found_due(self, words: str, span: tuple[int, int], found: Deadline | None) -> None:
        """Note the deadline of the line; None: the words name no single date."""
        first, last = self.typed_span(*span)
        kind = (OpenEnded.RECURRING if _REPEATS.match(half(words)) else open_ended(words)) if found is None else None
        self.due = Piece(PieceKind.DUE, first, last, self.text[first:last], words, found, kind)
        self.pieces.append(self.due)


def segments(text: str, stops: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """What stands between the stops, without space around it; what is empty or taken is left out."""
    end = len(text) if end is None else end
    for part in re.finditer(f"[^{re.escape(stops)}]+", text[start:end]):
        first, last = trimmed_span(text, start + part.start(), start + part.end())
        if first < last:
            yield first, last


def trimmed_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The same places without space, and without what was taken, at the ends."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end
