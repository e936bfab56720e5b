"""What a line was read as: the entry, its pieces as typed, what is doubtful, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from board.errors import UsageError
from board.model.task import OpenEnded, Priority
from board.text import clean

if TYPE_CHECKING:
    from board.text.deadlines import Deadline


class PieceKind(StrEnum):
    """What a recognised piece of a line says."""

    UNIT = "unit"
    LEAD_UNIT = "lead_unit"
    CO_UNIT = "co_unit"
    PERSON = "person"
    LEADER = "leader"
    DUE = "due"
    PRIORITY = "priority"
    TAG = "tag"
    GROUP = "group"


class ErrorKind(StrEnum):
    """Why a line cannot be read."""

    UNKNOWN_UNIT = "unknown_unit"
    AMBIGUOUS_UNIT = "ambiguous_unit"
    BAD_DEADLINE = "bad_deadline"
    PAST_DEADLINE = "past_deadline"
    UNKNOWN_GROUP = "unknown_group"
    EMPTY_TITLE = "empty_title"


@dataclass(frozen=True, slots=True)
class Entry:
    """One task as one line says it. What the line does not say is None; lists are empty."""

    title: str
    unit: str | None = None
    lead_unit: str | None = None
    leader: str | None = None
    person: str | None = None
    co_units: list[str] = field(default_factory=list)
    due: Deadline | None = None
    """None as well when the words name no single date; then `open_ended` says which kind of none it is."""
    due_words: str | None = None
    open_ended: OpenEnded | None = None
    priority: Priority | None = None
    tags: list[str] = field(default_factory=list)
    group: str | None = None
    """None is the office's inbox."""

    @property
    def rolled_year(self) -> bool:
        """Whether the deadline named no year, had passed this year, and was read as next year's."""
        return self.due is not None and self.due.rolled_year


class EntryError(UsageError):
    """A line that cannot be read.

    `at` is the piece as typed, without its sign or label; `start` and `end` are its place in the line typed.
    `candidates` are the names that it could mean.
    """

    def __init__(self, kind: ErrorKind, at: str, start: int, end: int, candidates: Sequence[str] = ()) -> None:
        super().__init__(f"entry_{kind.value}", at=clean.quoted(at), candidates=tuple(candidates))
        self.kind = kind
        self.at = at
        self.start, self.end = start, end
        self.candidates = tuple(candidates)


@dataclass(frozen=True, slots=True)
class Piece:
    """One recognised piece. Names that stand in one piece (`+交通局、林业局`) share its place and its words."""

    kind: PieceKind
    start: int
    end: int
    raw: str
    """The words as typed, sign or label and all: what goes back into the title when the piece is not wanted."""
    value: str
    """What it was read as; of a deadline its words."""
    due: Deadline | None = None
    open_ended: OpenEnded | None = None

    @property
    def rolled_year(self) -> bool:
        """Whether this is a deadline that went to next year."""
        return self.due is not None and self.due.rolled_year


class DoubtKind(StrEnum):
    """Why something that was taken as text, or as a person, should be looked at."""

    PAST_DEADLINE = "past_deadline"
    BAD_DEADLINE = "bad_deadline"
    NEEDS_SIGN = "needs_sign"
    """A bare figure, a length of time or a word of urgency at the end (12.5): a deadline only behind a sign."""
    UNIT = "unit"
    """A person whose name ends like a unit's."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the line that may have been meant otherwise; offsets in the line typed."""

    kind: DoubtKind
    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a line is read: an entry or an error, its pieces from left to right, and what is doubtful."""

    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...]
    entry: Entry | None
    error: EntryError | None
    title: str = ""
    """What is left for the title, also where there is an error."""
