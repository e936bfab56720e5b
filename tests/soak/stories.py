"""A board over real files beside a plain dictionary that says what should stand on it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import hypothesis
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from board import commands as do
from board.errors import Conflict, Refused
from board.model.board import Board
from board.model.changes import Change
from board.model.ports import Intent
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.soak.tally import Tally, replay
from tests.store.hands import ME, TASKS, loaded, new_board, same
from tests.support import actor

Key = tuple[Any, ...]
"""(number, field), or ("note", id, number)."""
Cells = dict[Key, Any]
TEXTS = st.sampled_from(["修路", "拆违", "绿化", "“引号”\\", "提质" * 30])
PLACE = st.integers(0, 1)
HAND = st.integers(0, 30)
HELD = ("title", "person", "void_reason")


class BoardMachine(RuleBasedStateMachine):
    """Two stores and a reader on one folder, and the dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="board-machine-"))
        self.path = new_board(self.folder)
        self.stores = [TinyStore(self.path) for _ in range(2)]
        self.reader = TinyReader(self.path, full_check=0)
        board = loaded(self.path)
        self.cells: Cells = {(no, name): getattr(task, name) for no, task in board.tasks.items() for name in HELD}
        self.cells |= {("note", 1, 2): "已开工"}
        self.history: list[tuple[Change, list[tuple[Key, Any, Any]]]] = []
        self.seen: tuple[Board, Cells] = board, dict(self.cells)
        self.seq = 1
        self.next_no = TASKS + 1

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    # ---- what is done

    def commit(self, place: int, intent: Intent, after: Cells, removed: tuple[Key, ...] = ()) -> None:
        """It succeeds, and these cells stand as they should."""
        done = self.stores[place].commit(intent)
        self.seq += 1
        assert done.seq == self.seq
        steps = [(key, self.cells.get(key), value) for key, value in after.items()]
        steps += [(key, self.cells[key], None) for key in removed]
        self.history.append((done.change, steps))
        self._set(steps)

    def _set(self, steps: list[tuple[Key, Any, Any]]) -> None:
        for key, _, value in steps:
            if value is None:
                self.cells.pop(key, None)
            else:
                self.cells[key] = value

    def refused(self, place: int, intent: Intent, kind: type[Refused] = Refused) -> None:
        try:
            self.stores[place].commit(intent)
        except kind:
            return
        raise AssertionError(f"not refused as {kind.__name__}")

    def number(self, hand: int) -> int:
        numbers = [key[0] for key in self.cells if key[-1] == "title"]
        return numbers[hand % len(numbers)]

    @rule(place=PLACE, title=TEXTS)
    def add(self, place: int, title: str) -> None:
        no = self.next_no
        self.commit(place, do.add(ME, title), {(no, "title"): title, (no, "person"): "", (no, "void_reason"): ""})
        self.next_no += 1

    @rule(place=PLACE, hand=HAND, fields=st.dictionaries(st.sampled_from(["title", "person"]), TEXTS, min_size=1))
    def edit(self, place: int, hand: int, fields: dict[str, str]) -> None:
        self._edit(place, self.number(hand), fields, None, self.cells)

    @rule()
    def look(self) -> None:
        self.seen = loaded(self.path), dict(self.cells)

    @rule(place=PLACE, hand=HAND, fields=st.dictionaries(st.sampled_from(["title", "person"]), TEXTS, min_size=1))
    def edit_what_was_seen(self, place: int, hand: int, fields: dict[str, str]) -> None:
        self._edit(place, self.number(hand), fields, *self.seen)

    def _edit(self, place: int, no: int, fields: dict[str, str], board: Board | None, seen: Cells) -> None:
        intent = do.edit(actor(seen=board), no, **fields)
        now = {(no, name): self.cells[no, name] for name in fields}
        wanted = {(no, name): value for name, value in fields.items()}
        if self.cells[no, "void_reason"]:
            self.refused(place, intent)
        elif any(now[key] not in (seen.get(key, now[key]), wanted[key]) for key in wanted):
            self.refused(place, intent, Conflict)
        elif now == wanted:
            self.refused(place, intent)
        else:
            self.commit(place, intent, {key: value for key, value in wanted.items() if now[key] != value})

    @rule(place=PLACE, hand=HAND, text=TEXTS)
    def note(self, place: int, hand: int, text: str) -> None:
        no = self.number(hand)
        if self.cells[no, "void_reason"]:
            self.refused(place, do.note(ME, no, text))
        else:
            key = ("note", self.stores[place].load().next_id("note"), no)
            assert key not in self.cells
            self.commit(place, do.note(ME, no, text), {key: text})

    @rule(place=PLACE, hand=HAND, reason=TEXTS)
    def void(self, place: int, hand: int, reason: str) -> None:
        no = self.number(hand)
        if self.cells[no, "void_reason"]:
            self.refused(place, do.void(ME, no, reason=reason))
        else:
            self.commit(place, do.void(ME, no, reason=reason), {(no, "void_reason"): reason})

    @rule(place=PLACE, hand=HAND)
    def restore(self, place: int, hand: int) -> None:
        no = self.number(hand)
        if self.cells[no, "void_reason"]:
            self.commit(place, do.restore(ME, no), {(no, "void_reason"): ""})
        else:
            self.refused(place, do.restore(ME, no))

    @precondition(lambda self: self.history)
    @rule(place=PLACE, hand=st.just(0) | HAND)
    def undo(self, place: int, hand: int) -> None:
        """Taking back what was done, or what was taken back."""
        change, steps = self.history[-1 - hand % len(self.history)]
        intent = do.undo(ME, change)
        turned = [(key, after, before) for key, before, after in steps]
        if self._may_be_turned(turned):
            done = self.stores[place].commit(intent)
            self.seq += 1
            assert (done.seq, done.change.undoes) == (self.seq, change.id)
            self.history.append((done.change, turned))
            self._set(turned)
        else:
            self.refused(place, intent)

    def _may_be_turned(self, turned: list[tuple[Key, Any, Any]]) -> bool:
        if any(self.cells.get(key) != before for key, before, _ in turned):
            return False
        now = dict(self.cells)
        after = now | {key: value for key, _, value in turned}
        for no in {key[2] if key[0] == "note" else key[0] for key, _, _ in turned}:
            if after.get((no, "title")) is None:
                if any(key[0] == "note" and key[2] == no and value is not None for key, value in after.items()):
                    return False
            elif now.get((no, "void_reason")) and after[no, "void_reason"]:
                return False
        return True

    # ---- what changes nothing

    @rule(place=PLACE)
    def compact(self, place: int) -> None:
        self.stores[place].compact()

    @rule(place=PLACE)
    def reload(self, place: int) -> None:
        self.stores[place].close()
        self.stores[place] = TinyStore(self.path)

    @rule(place=PLACE)
    def poll_store(self, place: int) -> None:
        self.stores[place].poll()

    @rule()
    def history_is_the_board(self) -> None:
        assert same(replay(self.path), loaded(self.path))
        assert [change.id for change in self.reader.changes(1)] == [change.id for change, _ in self.history]
        assert [change.seq for change in self.reader.history()] == list(range(self.seq, 0, -1))

    # ---- what holds after every step

    @initialize()
    def begin(self) -> None:
        self.reader.load()

    @invariant()
    def the_files_say_so(self) -> None:
        board = loaded(self.path)
        cells = {(no, name): getattr(task, name) for no, task in board.tasks.items() for name in HELD}
        cells |= {("note", key, row.task): row.text for key, row in board.table("note").items()}
        assert cells == self.cells
        assert board.seq == self.seq
        self.reader.poll()
        assert same(self.reader.load(), board)


def machine(folder: Path, random: Random, tally: Tally) -> None:
    """Some random stories; a story that fails is shortened and shown."""
    examples, steps = 25, 40
    few = settings(max_examples=examples, stateful_step_count=steps, deadline=None, database=None, print_blob=True)
    run_state_machine_as_test(hypothesis.seed(random.getrandbits(32))(BoardMachine), settings=few)  # type: ignore[no-untyped-call]
    tally.tries += examples
