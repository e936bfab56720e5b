"""The filter in force: one line for all screens, and the board as it looks through it."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime
from typing import TYPE_CHECKING

from board.finds import Finds
from board.messages import Messages, words
from board.model.board import Board
from board.model.search import Finder, Query, Spell, narrowed
from board.text.finding import Reading, Term, Vocabulary, read_filter, vocabulary_of

if TYPE_CHECKING:
    from board.model.task import Task

_JUMP = re.compile(r"\s*[#＃]([0-9０-９]{1,9})\s*")
_OVERDUE = "desk.overdue_word"
_NONE = Reading(Query(), ())


class Finding:
    """What is looked for, on the board and in the list alike."""

    def __init__(self, messages: Messages, finds: Finds) -> None:
        self._messages = messages
        self.finds = finds
        self.text = ""
        """The line as typed."""
        self.reading = _NONE
        self.count = 0
        """How many tasks answer it."""
        self._finder = Finder()
        self._shown: tuple[Board, str, datetime, Board] | None = None
        self._tasks: list[Task] = []
        self._names: tuple[Board, Vocabulary] | None = None
        self._preparing: asyncio.Task[None] | None = None

    @property
    def active(self) -> bool:
        """Whether anything is narrowed."""
        return not self.reading.query.is_empty

    def look_for(self, text: str, board: Board, now: datetime) -> None:
        """Put another line in force."""
        self.text = text
        self.reading = self._read(text, board, now)

    def shown(self, board: Board, now: datetime) -> Board:
        """The board as it looks through the filter, as of this minute; the board itself without one."""
        if not self.text:
            return board
        minute = now.replace(second=0, microsecond=0)
        kept = self._shown
        if kept is None or kept[0] is not board or kept[1:3] != (self.text, minute):
            self.reading = self._read(self.text, board, now)
            self._tasks = self._finder.find(board, self.reading.query, now)
            self.count = len(self._tasks)
            seen = narrowed(board, self._tasks) if self.active else board
            kept = self._shown = (board, self.text, minute, seen)
        return kept[3]

    def tasks(self, board: Board, now: datetime) -> list[Task]:
        """The tasks that answer the filter, in no order; without one, all that are not void."""
        if not self.text:
            return [task for task in board.tasks.values() if not task.void_reason]
        self.shown(board, now)
        return list(self._tasks)

    @property
    def only_overdue(self) -> bool:
        """Whether the word 逾期 is among what is asked for."""
        return self._messages(_OVERDUE) in self.text.split()

    def with_overdue(self) -> str:
        """The line with the word 逾期 added, or without it when it is there."""
        word, parts = self._messages(_OVERDUE), self.text.split()
        return " ".join(part for part in parts if part != word) if self.only_overdue else " ".join((*parts, word))

    @staticmethod
    def jump(text: str) -> int | None:
        """The number of the task that a line like `#128` leads to, else None."""
        found = _JUMP.fullmatch(text)
        return int(found[1]) if found else None

    async def prepare(self, board: Board) -> None:
        """Read all texts and their pinyin, a little at a time; several callers wait for the same reading."""
        if self._finder.ready:
            return
        if self._preparing is None or self._preparing.done():
            self._preparing = asyncio.create_task(self._prepare(board))
        await self._preparing

    async def _prepare(self, board: Board) -> None:
        spell = await asyncio.to_thread(_spell)
        for _ in self._finder.prepare(board, spell):
            await asyncio.sleep(0)
        self._shown = None

    # ---- how it is read and said

    def _read(self, text: str, board: Board, now: datetime) -> Reading:
        _, line = self.finds.meant(text)
        return read_filter(line, self._vocabulary(board), now)

    def _vocabulary(self, board: Board) -> Vocabulary:
        if self._names is None or self._names[0] is not board:
            kinds = words.all_kind_words(self._messages)
            self._names = board, vocabulary_of(board, kinds, words.all_stage_words(board.office))
        return self._names[1]

    def chips(self, board: Board) -> list[tuple[str, str, str]]:
        """How each piece of the line was understood: (label, value, tone)."""
        return [self._chip(term, board) for term in self.reading.terms]

    def _chip(self, term: Term, board: Board) -> tuple[str, str, str]:
        said = self._messages
        if not term.known:
            return said("filter.unknown"), term.text, "bad"
        if not term.values:
            return said("filter.going_on"), term.text, "plain"
        match term.kind:
            case "unit" | "co_unit":
                value = "/".join(board.unit_name(unit) for unit in term.values)
            case "group":
                found = (board.group(group) for group in term.values)
                value = "/".join(group.name if group else board.office.office for group in found)
            case "stage":
                value = words.stage_head(said, board.office, term.values[0])
            case "kind" | "priority":
                value = said(f"{term.kind}.{term.values[0]}")
            case "within":
                value = said("filter.days", days=term.values[0])
            case "due":
                value = words.day_words(said, term.values[0])
            case "number":
                value = f"#{term.values[0]}"
            case _:
                value = "/".join(map(str, term.values))
        tone = {"state": "due", "within": "due", "due": "due", "word": "plain", "quoted": "plain"}.get(term.kind, "who")
        return said(f"filter.{term.kind}"), value, tone


def _spell() -> Spell:
    from board.text.pinyin import readings, spell

    readings(chr(0x4E00))  # the first character loads the table
    return spell
