"""Finding tasks by words and by what they are: what a filter line asks for, and the tasks that answer it.

A `Finder` keeps for each task the text that words are sought in (title, units, persons, tags, notes, number, and how
these are spelt) and brings it up to date by comparing snapshots, so that a typed character costs a pass over short
strings and nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from msgspec import Struct, structs

from board.model.board import Board, Cell, SortKey, sort_key
from board.model.lamps import Lamp, LampBounds, lamp_bounds, lamp_of
from board.model.task import ACTIVE, OPEN, Kind, OpenEnded, Priority, Stage, Task, due_date, due_key, minute_key

Spell = Callable[[str], tuple[str, str]]
"""A text → its full pinyin and its initials."""
SLICE = 400
"""How many tasks are read in one step of `Finder.prepare`: about two milliseconds."""


class Query(Struct, frozen=True, kw_only=True):
    """What a filter line asks for. Every part narrows; a part that is empty does not.

    Of several values in one part any will do (two units, two stages), but all `words` and all `tags` must be there.
    """

    words: tuple[str, ...] = ()
    """Folded: lower case, half width."""
    numbers: tuple[str, ...] = ()
    """Beginnings of task numbers."""
    tags: tuple[str, ...] = ()
    """Beginnings of tags, folded."""
    units: tuple[int, ...] = ()
    persons: tuple[str, ...] = ()
    """Parts of the name of the person or leader, folded."""
    co_units: tuple[int, ...] = ()
    groups: tuple[int | None, ...] = ()
    kinds: tuple[Kind, ...] = ()
    stages: tuple[Stage, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    priorities: tuple[Priority, ...] = ()
    open_ended: tuple[OpenEnded | None, ...] = ()
    """No deadline, for one of these reasons; None is no reason given."""
    within: int | None = None
    """Open, not overdue, and due within so many days of today."""
    active: bool = False
    """在办."""
    unfinished: bool = False
    """Not met yet."""
    unclaimed: bool = False
    """Without a responsible unit."""
    entries: tuple[str, ...] = ()
    """With at least one entry of each of these kinds (`extension`, `urge` …)."""
    late: bool = False
    """Met after the deadline."""
    void: bool = False
    """Only void tasks, which are otherwise left out."""
    nothing: bool = False
    """A part was not understood: nothing fits it."""

    @property
    def is_empty(self) -> bool:
        """Whether it narrows nothing."""
        return self == Query()

    def also(self, parts: Mapping[str, Any]) -> Query:
        """This query and `parts` (field → value) of one more piece of the line."""
        changed: dict[str, Any] = {}
        for name, value in parts.items():
            was = getattr(self, name)
            if name == "within":
                changed[name] = value if was is None else min(was, value)
            else:
                changed[name] = (*was, *value) if isinstance(value, tuple) else value
        return structs.replace(self, **changed) if changed else self


class _Row(Struct, frozen=True, gc=False):
    task: Task
    text: str


class Finder:
    """Answers queries about one board after another."""

    def __init__(self, spell: Spell | None = None) -> None:
        self._spell = spell
        self._board = Board()
        self._rows: dict[int, _Row] = {}
        self._names: dict[int, str] = {}
        self._kept: dict[str, list[_Row]] = {}
        """What was found for each word, until the board changes."""

    @property
    def ready(self) -> bool:
        """Whether every text has been read once, so that `refresh` costs no more than what has changed."""
        return bool(self._rows)

    @property
    def persons(self) -> tuple[str, ...]:
        """Everybody who is named as the person or the leader of a task."""
        tasks = [row.task for row in self._rows.values()]
        return tuple(sorted({task.person for task in tasks} | {task.leader for task in tasks} - {""}))

    def prepare(self, board: Board, spell: Spell) -> Iterator[None]:
        """Read all texts of `board` in small steps, spelt by `spell`; nothing is answered from them until the end."""
        fresh = Finder(spell)
        for place, no in enumerate(board.tasks):
            fresh._read(board, no)
            if place % SLICE == SLICE - 1:
                yield
        self._spell, self._rows, self._names, self._board = spell, fresh._rows, fresh._names, board
        self._kept.clear()

    def refresh(self, board: Board) -> None:
        """Bring the texts up to date with a snapshot."""
        if board is self._board:
            return
        if board.store != self._board.store or board.units is not self._board.units:
            self._rows.clear()
            self._names.clear()
        was, notes = self._board.tasks, self._board.of_task.get("note")
        now = board.of_task.get("note")
        changed = set(board.tasks.differing(was))
        if now is not None and now is not notes:
            changed.update(now.differing(notes) if notes is not None else now)
        if not self._rows:
            changed = set(board.tasks)
        for no in changed:
            if no in board.tasks:
                self._read(board, no)
            else:
                self._rows.pop(no, None)
        self._board = board
        self._kept.clear()

    def find(self, board: Board, query: Query, now: datetime) -> list[Task]:
        """The tasks that answer the query, in no order."""
        self.refresh(board)
        if query.nothing:
            return []
        words = sorted(query.words, key=len, reverse=True)
        rows = self._with(words[0]) if words else self._rows.values()
        for word in words[1:]:
            rows = [row for row in rows if word in row.text]
        found = [row.task for row in rows]
        for test in _tests(board, query, now):
            found = [task for task in found if test(task)]
        return found

    def _with(self, word: str) -> Iterable[_Row]:
        """The rows with a word; what was found for its beginning, a key ago, is all that needs to be searched."""
        found = self._kept.get(word)
        if found is None:
            near = next(
                (self._kept[word[:end]] for end in range(len(word) - 1, 0, -1) if word[:end] in self._kept), None
            )
            found = self._kept[word] = [
                row for row in (self._rows.values() if near is None else near) if word in row.text
            ]
        return found

    def _read(self, board: Board, no: int) -> None:
        task = board.tasks[no]
        said = [task.title, task.person, task.leader, *task.tags, *(each.text for each in board.notes(no))]
        text = "\n".join(filter(None, said))
        units = [self._unit(board, unit) for unit in (task.unit, task.lead_unit, *task.co_units) if unit is not None]
        self._rows[no] = _Row(task, "\n".join((f"#{no}", self._searchable(text), *units)))

    def _unit(self, board: Board, unit_id: int) -> str:
        name = self._names.get(unit_id)
        if name is None:
            unit = board.units.get(unit_id)
            name = self._searchable("\n".join((unit.name, *unit.aliases))) if unit else ""
            self._names[unit_id] = name
        return name

    def _searchable(self, text: str) -> str:
        plain = folded(text)
        if self._spell is None or plain.isascii():
            return plain
        full, initials = self._spell(plain)
        return f"{plain}\n{full}\n{initials}"


def folded(text: str) -> str:
    """`text` as it is compared: lower case, signs, digits and Latin letters in half width."""
    return text.translate(_HALF).casefold()


_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}


def _tests(board: Board, query: Query, now: datetime) -> Iterator[Callable[[Task], bool]]:
    """One test for each part of the query that narrows, the cheap ones first."""
    yield (lambda task: bool(task.void_reason)) if query.void else (lambda task: not task.void_reason)
    for name, wanted in (
        ("unit", query.units), ("group", query.groups), ("kind", query.kinds), ("stage", query.stages),
        ("priority", query.priorities),
    ):  # fmt: skip
        if wanted:
            yield _among(name, frozenset(wanted))
    if query.active:
        yield lambda task: task.stage in ACTIVE
    if query.unfinished:
        yield lambda task: task.stage in OPEN
    if query.unclaimed:
        yield lambda task: task.unit is None
    if query.numbers:
        yield lambda task: any(str(task.no).startswith(number) for number in query.numbers)
    if query.co_units:
        helpers = frozenset(query.co_units)
        yield lambda task: not helpers.isdisjoint(task.co_units)
    if query.persons:
        yield lambda task: any(part in folded(f"{task.person}\n{task.leader}") for part in query.persons)
    if query.tags:
        yield lambda task: all(any(folded(tag).startswith(part) for tag in task.tags) for part in query.tags)
    for entity in query.entries:
        yield _with_entries(board, entity)
    yield from _time_tests(board, query, now)


def _time_tests(board: Board, query: Query, now: datetime) -> Iterator[Callable[[Task], bool]]:
    if query.lamps:
        yellow, lamps = board.office.yellow_days, frozenset(query.lamps)
        if lamps <= _BY_INDEX:
            lit = frozenset(_lit(board, lamps, lamp_bounds(now, yellow)))
            yield lambda task: task.no in lit
        else:
            yield lambda task: lamp_of(task, now, yellow) in lamps
    if query.open_ended:
        reasons = frozenset(query.open_ended)
        yield lambda task: task.due is None and task.stage in OPEN and task.open_ended in reasons
    if query.within is not None:
        last, present = _last_day(now.date(), query.within), minute_key(now)
        yield lambda task: (
            task.due is not None
            and task.stage in OPEN
            and due_key(task.due) > present
            and due_date(task.due) <= last
        )  # fmt: skip
    if query.late:
        yield lambda task: task.met_at is not None and task.due is not None and due_key(task.due) <= task.met_at[:16]


_BY_INDEX = frozenset({Lamp.RED, Lamp.ORANGE, Lamp.YELLOW})


def _lit(board: Board, lamps: frozenset[Lamp], bounds: LampBounds) -> Iterator[int]:
    """The tasks with these lamps, by bisecting the sorted deadlines: a tenth of the time of looking at each."""
    edges = {Lamp.RED: ("", bounds.red), Lamp.ORANGE: (bounds.red, bounds.orange)}
    edges[Lamp.YELLOW] = (bounds.orange, bounds.yellow)
    for (_, _, stage), keys in board.index.items():
        if stage in OPEN:
            for lamp in lamps:
                low, high = (bisect_right(keys, (edge, 9, 0)) for edge in edges[lamp])
                yield from (key[2] for key in keys[low:high])


def _last_day(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return date.max


def _among(name: str, wanted: frozenset[object]) -> Callable[[Task], bool]:
    return lambda task: getattr(task, name) in wanted


def _with_entries(board: Board, entity: str) -> Callable[[Task], bool]:
    owners = board.of_task.get(entity)
    return lambda task: owners is not None and task.no in owners


def narrowed(board: Board, tasks: Iterable[Task]) -> Board:
    """The same snapshot, its index holding only `tasks`: columns, counts and lamps follow of themselves.

    Void tasks among them are shown as well, for somebody asked for them.
    """
    wanted = {task.no: task for task in tasks}
    index: dict[Cell, list[SortKey]] = {}
    if len(wanted) * 20 > len(board.tasks):  # to pick keys out costs less than to make and sort them
        for cell, whole in board.index.items():
            if keys := [key for key in whole if key[2] in wanted]:
                index[cell] = keys
        if sum(map(len, index.values())) == len(wanted):
            return replace(board, index=index)
        index.clear()
    for task in wanted.values():
        index.setdefault((task.group, task.kind, task.stage), []).append(sort_key(task))
    for keys in index.values():
        keys.sort()
    return replace(board, index=index)
