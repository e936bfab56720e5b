"""The line in the entry bar as it stands: how it is read, what could complete it, what was asked and agreed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from board.text.entry import PieceKind, Reading
from board.ui.entering import Entering, Understood
from board.ui.entry_chips import chips_of

if TYPE_CHECKING:
    from board.ui.session import Session
    from board.ui.widgets.chips import Chip


class Offer(NamedTuple):
    """Names for the characters from `start` to `end`: as they are shown, and as they are typed."""

    start: int
    end: int
    shown: tuple[str, ...]
    typed: tuple[str, ...]

    def put(self, text: str, place: int) -> tuple[str, int]:
        """`text` with one of them in it and a space behind it, and where the cursor goes."""
        head, rest = text[: self.start] + self.typed[place], text[self.end :]
        return head + (rest if rest[:1] == " " else f" {rest}"), len(head) + 1


def offered(entering: Entering, text: str, cursor: int) -> Offer | None:
    """The names that could complete the one under the cursor; None for none."""
    found = entering.complete(text, cursor)
    if found is None:
        return None
    spelt = tuple(entering.spelling(each.kind, each.name) for each in found.candidates)
    return Offer(found.start, found.end, tuple(each.name for each in found.candidates), spelt)


class Notice(NamedTuple):
    """One line said about the line; good news stays while the next line is typed, until there is more to say."""

    text: str
    good: bool
    no: int = 0
    """The task it speaks of; 0 for none."""
    stays: bool = False
    """It is not about the words: it stands until the next Enter, whatever is typed."""


class EntryLine:
    """What one types, one line after the other; nothing in it is drawn."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.entering: Entering = session.entering
        self.group: str | None = None
        """The group one stands in; None is the inbox."""
        self.text, self.cursor = "", 0
        self.kept: list[str] = []
        """Words that the person wants back in the title, in the order in which they were given back."""
        self.offer: Offer | None = None
        self.place = 0
        """Which of the offered names Tab takes."""
        self.notice: Notice | None = None
        self.similar = ""
        """A word about a task with nearly the same title; "" for none."""
        self._compared: tuple[str, int, bool] | None = None
        """For what `similar` was found: it costs more than the reading."""
        self.reading: Reading = self._read()
        self._agreed: set[str] = set()
        self._asked = ""
        self._recalled = 0

    # ---- following the typing

    def changed(self, text: str, cursor: int) -> None:
        """The line is another one, or the cursor stands elsewhere in it."""
        if text != self.text:
            self._agreed.clear()
            self._asked = ""
            if self.notice is not None and not (self.notice.good or self.notice.stays):
                self.notice = None
            if not text.strip():
                self.kept.clear()
        self.text, self.cursor = text, cursor
        self.look()

    def look(self) -> None:
        """Read the line as it stands, on the board of now."""
        self.reading = self._read()
        self.place = 0
        self.offer = offered(self.entering, self.text, self.cursor)
        self._compare()

    def follow(self) -> None:
        """The board is another one. What was said or asked stands, unless it is not so any more."""
        reading, notice = self._read(), self.notice
        if notice is not None and notice.no and notice.no not in self._session.board.tasks:
            self.notice = None
        if _gist(reading) != _gist(self.reading):
            self._asked = ""
            if notice is not None and not (notice.good or notice.stays):
                self.notice = None
            self.look()
        else:
            self.reading = reading
            self._compare()

    def _compare(self) -> None:
        about = (self.reading.title, self._session.board.seq, self._session.knows_titles)
        if about != self._compared:
            self._compared = about
            self.similar = self.entering.similar(self.reading.title)

    def _read(self) -> Reading:
        return self.entering.read(self.text, self.group, kept=self.kept)

    def chips(self) -> list[Chip]:
        """How each piece is read; a name that is still being typed, and could become one, is no error yet."""
        today = self._session.clock().date().isoformat()
        reading, error, offer = self.reading, self.reading.error, self.offer
        if error is not None and offer is not None and self.notice is None and error.start >= offer.start:
            reading = replace(reading, error=None)
        return chips_of(self._session.messages, reading, self.entering.names, self.group, today)

    # ---- completing, and giving back

    def step(self, steps: int) -> bool:
        """Go to another of the offered names; False when none are offered."""
        if self.offer is None:
            return False
        self.place = (self.place + steps) % len(self.offer.shown)
        return True

    def completed(self) -> tuple[str, int] | None:
        """The line with the offered name in it and a space behind it, and where the cursor goes."""
        if self.offer is None:
            return None
        return self.offer.put(self.text, self.place)

    def give_back(self) -> bool:
        """Put the words of the last piece back into the title; when none is left, all pieces are read again."""
        left = [piece.raw for piece in self.reading.pieces]
        if left:
            self.kept.append(left[-1])
        elif self.kept:
            self.kept.clear()
        else:
            return False
        self.notice = None
        self.look()
        return True

    def recalled(self, steps: int) -> str | None:
        """A line saved before, `steps` further back; the one that was being typed comes first. None: there is none."""
        lines = self.entering.lines
        if self._recalled == 0:
            self._draft = self.text
        place = max(0, min(len(lines), self._recalled + steps))
        if place == self._recalled:
            return None
        self._recalled = place
        return lines[place - 1] if place else self._draft

    _draft = ""

    # ---- saving

    def enter(self, text: str) -> Understood:
        """Read the line for saving. What stands in the way is said; a question that was said before is agreed to."""
        if self.notice is not None and self.notice.stays:
            self.notice = None
        if self._asked:
            self._agreed.add(self._asked)
            self._asked = ""
        understood = self.entering.understand(text, self.group, kept=self.kept, agreed=self._agreed)
        self.reading = understood.reading
        question, error = understood.question, understood.error
        if question is not None:
            self._asked = question.kind
            self._say_and_offer(question.said, question.start, question.end, question.near)
        elif error is not None:
            near = error.candidates or self.entering.names.near(error.at)
            self._say_and_offer(self.entering.error_line(error.kind, error.at), error.start, error.end, near)
        return understood

    def _say_and_offer(self, said: str, start: int, end: int, names: Iterable[str]) -> None:
        self.cursor = end
        self.notice = Notice(said, good=False)
        spelt = [(name, self.entering.spelling(PieceKind.UNIT, name)) for name in names]
        usable = [pair for pair in spelt if pair[1]]
        self.place = 0
        self.offer = Offer(start, end, *zip(*usable, strict=True)) if usable and start < end else None

    def taken(self) -> None:
        """The line is being saved; the next one begins."""
        self._agreed.clear()
        self.kept.clear()
        self._asked, self._recalled = "", 0
        self.changed("", 0)


def _gist(reading: Reading) -> tuple[object, ...]:
    error = reading.error
    return reading.pieces, reading.doubts, reading.title, error and (error.kind, error.at, error.candidates)
