"""How a line in the entry bar is understood: read against the board of now, questioned, completed, compared."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from board.messages import words
from board.model.board import Board
from board.text import clean, pinyin
from board.text.deadlines import DeadlineError, load_calendars, parse_deadline
from board.text.entry import DoubtKind, Entry, EntryError, ErrorKind, PieceKind, Reading
from board.text.names import Names, names_of
from board.text.quick_entry import Completion, complete, read_line

if TYPE_CHECKING:
    from board.model.task import Task
    from board.ui.session import Session

OFFERED = 6
"""How many names are offered to complete one."""
LATELY = 60
"""How many of the newest tasks say which names were used lately."""
_NEW_UNITS = 8
"""How many unknown units of one line are asked about at once."""
_TITLE_CELLS = 40

UNITS, PAST, YEAR = "units", "past", "year"
"""What a person may be asked: to make new units, to take a day that is over, to take next year."""


class Question(NamedTuple):
    """What must be agreed to before a line is saved: one of `UNITS PAST YEAR`, and the line that asks."""

    kind: str
    said: str
    start: int = 0
    end: int = 0
    """Where the piece stands that is asked about."""
    near: tuple[str, ...] = ()
    """Names that may have been meant by it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """How a line is read for saving: an entry, or a question, or an error."""

    reading: Reading
    new_units: tuple[str, ...] = ()
    question: Question | None = None

    @property
    def entry(self) -> Entry | None:
        """What can be saved as it is."""
        return None if self.question is not None else self.reading.entry

    @property
    def error(self) -> EntryError | None:
        """What no agreement can mend."""
        return None if self.question is not None else self.reading.error


class Entering:
    """Reads the lines of one session; what it knows of a board is kept until there is another one."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: tuple[Board, Names] | None = None
        self._tags: tuple[str, ...] = ()
        self._recent: dict[str, int] = {}
        self.lines: list[str] = []
        """The lines saved by this session, the newest first."""

    # ---- what is known

    @property
    def names(self) -> Names:
        """The names on the board of now."""
        board = self._session.board
        if self._names is None or self._names[0] is not board:
            self._names = (board, names_of(board))
        return self._names[1]

    @property
    def store(self) -> str:
        """Which board it is."""
        return self._session.board.store

    def begin(self) -> None:
        """Look at what was used lately; called when somebody begins to type."""
        board, used = self._session.board, list(self._recent)
        newest = [board.tasks[no] for no in nlargest(LATELY, board.tasks)]
        for task in newest:
            units = [board.unit_name(unit) for unit in (task.unit, *task.co_units) if unit is not None]
            used += [*units, *filter(None, [task.person]), *task.tags]
        self._recent = {name: place for place, name in enumerate(dict.fromkeys(used))}
        self._tags = tuple(dict.fromkeys(tag for task in board.tasks.values() for tag in task.tags))

    async def prepare(self) -> None:
        """Load the pinyin table and the calendar, and read all titles, away from the screen."""
        await asyncio.to_thread(_load, self.names, self.now)
        await self._session.read_titles()

    def used(self, text: str, entries: Collection[Entry]) -> None:
        """Remember a line that was saved, and its names."""
        if text:
            self.lines = [text, *(line for line in self.lines if line != text)][:50]
        named = [
            name
            for entry in entries
            for name in (entry.unit, *entry.co_units, entry.lead_unit, entry.person, *entry.tags, entry.group)
            if name
        ]
        self._recent = {name: place for place, name in enumerate(dict.fromkeys([*named, *self._recent]))}

    # ---- reading

    def read(
        self, text: str, group: str | None, *, kept: Collection[str] = (), agreed: Collection[str] = ()
    ) -> Reading:
        """How the line is read so far."""
        return self._read(text, group, self.names, frozenset(kept), agreed)

    def understand(
        self, text: str, group: str | None, *, kept: Collection[str] = (), agreed: Collection[str] = ()
    ) -> Understood:
        """The same for saving it, with what is to be asked first; `agreed` holds the kinds that were said yes to."""
        names, held = self.names, frozenset(kept)
        reading = first = self._read(text, group, names, held, agreed)
        new: list[str] = []
        while (piece := _unknown(reading, names)) is not None and piece.name not in new and len(new) < _NEW_UNITS:
            new.append(piece.name)
            names = self.names.with_units(new)
            reading = self._read(text, group, names, held, agreed)
        if new and UNITS not in agreed:
            return Understood(first, tuple(new), self._about_units(first, new))
        return Understood(reading, tuple(new), self._about_deadline(reading, agreed))

    def read_with(self, names: Names, text: str, group: str | None, *, past: bool = False) -> Reading:
        """The same with names of one's own; `past`: a day before today was confirmed."""
        return read_line(text, self.now, names, group, past=past)

    @property
    def now(self) -> datetime:
        """The moment from which words like 明天 are read."""
        return self._session.clock()

    def _read(
        self, text: str, group: str | None, names: Names, kept: frozenset[str], agreed: Collection[str]
    ) -> Reading:
        return read_line(text, self.now, names, group, kept=kept, past=PAST in agreed)

    def _about_units(self, reading: Reading, new: list[str]) -> Question:
        said, piece = self._session.messages, _unknown(reading, self.names)
        listed = said("value.and").join(new)
        near = self.names.near(new[0])
        code = "bar.ask_units" if len(new) > 1 else "bar.ask_unit"
        start, end = (piece.start, piece.end) if piece is not None else (0, 0)
        return Question(UNITS, said(code, units=listed), start, end, near)

    def _about_deadline(self, reading: Reading, agreed: Collection[str]) -> Question | None:
        said, error, entry = self._session.messages, reading.error, reading.entry
        if error is not None and error.kind is ErrorKind.PAST_DEADLINE and PAST not in agreed:
            return Question(PAST, said("bar.ask_past", at=error.at), error.start, error.end)
        if entry is not None and YEAR not in agreed and self.is_far(entry):
            piece = next(piece for piece in reading.pieces if piece.kind is PieceKind.DUE)
            return Question(YEAR, said("bar.ask_year", due=self.due_words(reading)), piece.end, piece.end)
        return None

    def is_far(self, entry: Entry) -> bool:
        """Whether the deadline went to next year, and lies so far ahead that this year may have been meant."""
        return entry.due is not None and entry.due.went_far(self._session.clock())

    def due_words(self, reading: Reading) -> str:
        """The deadline of a reading in words."""
        due = next((piece.due for piece in reading.pieces if piece.kind is PieceKind.DUE), None)
        return "" if due is None else words.due_words(self._session.messages, due.due)

    def wrong(self, kind: ErrorKind, at: str) -> str:
        """What cannot be read, in a few words."""
        return self._session.messages(f"bar.wrong.{self._named(kind, at)}", at=clean.clipped(at, _TITLE_CELLS))

    def error_line(self, kind: ErrorKind, at: str) -> str:
        """What cannot be read, and what was expected."""
        said = self._session.messages
        return said("desk.refused", said=self.wrong(kind, at), remedy=said(f"bar.expected.{self._named(kind, at)}"))

    def _named(self, kind: ErrorKind, at: str) -> str:
        """What a line is refused for: a deadline that can be read is one too many."""
        if kind is ErrorKind.BAD_DEADLINE and at:
            with suppress(DeadlineError):
                if parse_deadline(at, self.now) is not None:
                    return "second_deadline"
        return kind

    # ---- completing

    def complete(self, text: str, cursor: int) -> Completion | None:
        """What the name under the cursor could become; None where there is none, or it is all there already."""
        found = complete(text, cursor, self.names, self._tags, most=OFFERED, recent=self._recent)
        if found is None:
            return None
        named = [each for each in found.candidates if self.spelling(each.kind, each.name)]
        if not named or (len(named) == 1 and named[0].name == found.typed):
            return None
        return Completion(found.start, found.end, found.typed, tuple(named))

    def spelling(self, kind: PieceKind, name: str) -> str:
        """How a name is typed: as it is or, as a space would end it, in a form that means the same; "" for none."""
        if " " not in name:
            return name
        names = self.names
        find = {PieceKind.PERSON: names.find_persons, PieceKind.GROUP: names.find_groups}.get(kind, names.find_units)
        forms = (name.replace(" ", ""), *name.split(" "), *pinyin.spell(name))
        return (
            ""
            if kind is PieceKind.TAG
            else next((form for form in forms if " " not in form and find(form) == (name,)), "")
        )

    # ---- comparing

    def similar(self, title: str) -> str:
        """One line about an open task whose title is close to this one; "" when there is none, or not known yet."""
        if not title or not self._session.knows_titles:
            return ""
        board = self._session.board
        found = self._session.titles.close(title, 1)
        return self._session.messages("bar.similar", task=self._shown(board, board.tasks[found[0]])) if found else ""

    def _shown(self, board: Board, task: Task) -> str:
        said, office = self._session.messages, board.office
        title = clean.clipped(task.title, _TITLE_CELLS)
        facts = [board.unit_name(task.unit)] if task.unit is not None else []
        facts.append(words.lamp_word(said, task, self._session.clock(), office.yellow_days, office))
        return said("bar.task", no=task.no, title=title, facts=said("bar.and").join(facts))


def _load(names: Names, now: datetime) -> None:
    """Once through what would be slow at the first letter and at the first deadline."""
    names.find_units("a")
    load_calendars(now)


class _Unknown(NamedTuple):
    name: str
    start: int
    end: int


def _unknown(reading: Reading, names: Names) -> _Unknown | None:
    """The unit of a line that nobody has, and that may be made."""
    error = reading.error
    if error is not None:
        known = error.kind is not ErrorKind.UNKNOWN_UNIT or not names.may_be_new(error.at)
        return None if known else _Unknown(clean.one_line(error.at, 60), error.start, error.end)
    for doubt in reading.doubts:
        if doubt.kind is DoubtKind.UNIT:
            return _Unknown(clean.one_line(doubt.raw, 60), doubt.start, doubt.end)
    return None
