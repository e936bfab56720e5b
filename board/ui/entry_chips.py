"""What each piece of an entry line was read as, as chips: live under the line while it is typed."""

from __future__ import annotations

from collections.abc import Iterator

from board.messages import Messages, words
from board.model.task import Priority
from board.text.entry import Doubt, DoubtKind, EntryError, ErrorKind, Piece, PieceKind, Reading
from board.text.names import Names
from board.ui.widgets.chips import Chip

_ERRORS = {
    ErrorKind.UNKNOWN_UNIT: ("bar.unit_unknown", "doubt"),
    ErrorKind.AMBIGUOUS_UNIT: ("bar.unit_unclear", "doubt"),
    ErrorKind.BAD_DEADLINE: ("bar.due_unclear", "bad"),
    ErrorKind.PAST_DEADLINE: ("bar.due_past", "bad"),
    ErrorKind.UNKNOWN_GROUP: ("bar.group_unknown", "doubt"),
}


def chips_of(messages: Messages, reading: Reading, names: Names, group: str | None, today: str) -> list[Chip]:
    """The chips of a line, what must be looked at first; `group` is the one that one stands in, `today` an ISO date."""
    found = _Pieces(messages, reading, today)
    chips = [Chip(messages("bar.title"), reading.title)] if reading.title else []
    if reading.error is not None:
        chips += _error(messages, reading.error)
    chips += found.doubtful()
    chips += found.who()
    chips += found.due()
    chips += found.rest()
    named = [piece.value for piece in found.of(PieceKind.GROUP)]
    chips.append(Chip(messages("bar.group"), (named[-1] if named else group) or names.office))
    return chips


def _error(messages: Messages, error: EntryError) -> Iterator[Chip]:
    if error.kind in _ERRORS:
        label, tone = _ERRORS[error.kind]
        yield Chip(messages(label), error.at or messages("bar.nothing"), tone)


def due_value(messages: Messages, piece: Piece) -> str:
    """What a deadline was read as; words that name no single date are kept as they are."""
    if piece.due is not None:
        return words.deadline_words(messages, piece.due)
    kind = messages(f"lamp.{piece.open_ended}") if piece.open_ended else messages("lamp.none")
    return kind if kind == piece.value else f"{kind} {piece.value}"


def due_tone(piece: Piece, today: str) -> str:
    """Green, orange where the year is to be looked at, red where it is over."""
    if piece.due is None:
        return "plain"
    if piece.due.date.isoformat() < today:
        return "bad"
    return "doubt" if piece.rolled_year else "due"


class _Pieces:
    def __init__(self, messages: Messages, reading: Reading, today: str) -> None:
        self._messages = messages
        self._reading = reading
        self._today = today

    def of(self, kind: PieceKind) -> list[Piece]:
        return [piece for piece in self._reading.pieces if piece.kind is kind]

    def _values(self, kind: PieceKind) -> list[str]:
        return list(dict.fromkeys(piece.value for piece in self.of(kind)))

    def _listed(self, kind: PieceKind) -> str:
        return self._messages("value.and").join(self._values(kind))

    def _units_in_doubt(self) -> list[Doubt]:
        return [doubt for doubt in self._reading.doubts if doubt.kind is DoubtKind.UNIT]

    def doubtful(self) -> Iterator[Chip]:
        """What may have been meant otherwise."""
        for doubt in self._reading.doubts:
            if doubt.kind is DoubtKind.UNIT:
                yield Chip(self._messages("bar.unit_unknown"), doubt.raw, "doubt")
            else:
                yield Chip(self._messages("bar.no_deadline"), doubt.raw)

    def who(self) -> Iterator[Chip]:
        """Units and persons; the unit and its person stand together."""
        said = self._messages
        doubted = {doubt.raw for doubt in self._units_in_doubt()}
        persons = said("value.and").join(name for name in self._values(PieceKind.PERSON) if name not in doubted)
        unit = self._listed(PieceKind.UNIT)
        if unit:
            yield Chip(said("filter.unit"), f"{unit} {persons}".strip(), "who")
        elif persons:
            yield Chip(said("filter.person"), persons, "who")
        for kind, label in ((PieceKind.LEAD_UNIT, "bar.lead_unit"), (PieceKind.CO_UNIT, "filter.co_unit"),
                            (PieceKind.LEADER, "bar.leader")):  # fmt: skip
            if value := self._listed(kind):
                yield Chip(said(label), value, "who")

    def due(self) -> Iterator[Chip]:
        """The deadline."""
        for piece in self.of(PieceKind.DUE):
            yield Chip(self._messages("bar.due"), due_value(self._messages, piece), due_tone(piece, self._today))

    def rest(self) -> Iterator[Chip]:
        """Priority and tags."""
        for piece in self.of(PieceKind.PRIORITY)[-1:]:
            tone = "pressing" if piece.value == Priority.HIGH else "plain"
            yield Chip(self._messages("filter.priority"), self._messages(f"priority.{piece.value}"), tone)
        if tags := self._listed(PieceKind.TAG):
            yield Chip(self._messages("filter.tag"), tags, "tag")
