"""The wall's looking goes on beside its painting, and the wall says so when it does not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from board import commands, wiring
from board.errors import StoreError
from board.messages import Messages
from board.ui.wall import watch as watching
from board.ui.wall.lookout import Lookout
from board.ui.wall.show import SILENT_SECONDS, Options, Show
from board.ui.wall.watch import Watch
from tests.support import HOUSING
from tests.ui.support import EIGHT, group_task, history
from tests.ui.wall.support import Desk, Time

SECONDS = 20.0
"""How long a test waits for what must come."""


class Bell:
    """Rung by a watch."""

    def __init__(self) -> None:
        self._rung = threading.Semaphore(0)

    def ring(self) -> None:
        self._rung.release()

    def heard(self) -> bool:
        return self._rung.acquire(timeout=SECONDS)


class Disk:
    """A reader whose disk answers, hangs or fails as it is told."""

    def __init__(self, path: Path) -> None:
        self._reader = wiring.open_reader(path)
        self.answers = threading.Event()
        self.answers.set()
        self.hangs = threading.Event()
        """A call is waiting for the disk."""
        self.asked = threading.Semaphore(0)
        self.failure: Exception | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def poll(self) -> Any:
        self.asked.release()
        if not self.answers.is_set():
            self.hangs.set()
            self.answers.wait(SECONDS)
        if self.failure is not None:
            raise self.failure
        return self._reader.poll()


@pytest.fixture
def path(board_path: Path) -> Path:
    wiring.create_board(board_path, history(*EIGHT, group_task(1), group_task(2)))
    return board_path


class Watched:
    """A show whose looks come from a watch."""

    def __init__(self, path: Path) -> None:
        self.disk, self.time, self.bell = Disk(path), Time(), Bell()
        self.defects: list[Exception] = []
        reader: Any = self.disk
        self.watch = Watch(Lookout(reader, wiring.open_presence(path), clock=self.time.now), self.defects.append)
        self.show = Show(
            self.watch,
            messages=Messages("zh"),
            clock=self.time.now,
            monotonic=self.time.monotonic,
            options=Options(rotate=0),
            pages=lambda _: 1,
        )
        self.watch.begin(self.bell.ring)

    def looks(self) -> None:
        """Wait for a look that begins from now on, and for the end of the one before."""
        while self.disk.asked.acquire(blocking=False):
            pass
        for _ in range(2):
            assert self.disk.asked.acquire(timeout=SECONDS)

    def hang(self) -> None:
        """From now on the disk does not answer."""
        self.disk.answers.clear()
        assert self.disk.hangs.wait(SECONDS)

    def steps(self, seconds: int) -> None:
        for _ in range(seconds):
            self.time.passed += 1
            self.show.step()


@pytest.fixture
def wall(path: Path) -> Iterator[Watched]:
    found = Watched(path)
    yield found
    found.disk.answers.set()
    found.watch.end()


def test_it_wakes_whoever_paints_and_hands_over_what_led_there(wall: Watched, desk: Desk):
    desk.does(commands.assign, 2, HOUSING)
    assert wall.bell.heard()
    [look] = wall.watch.new()
    assert look.board.tasks[2].unit == HOUSING
    assert [change.seq for change in look.changes] == [look.board.seq]
    assert wall.watch.new() == []
    desk.stands(group=13)
    assert wall.bell.heard()
    assert wall.watch.new()[-1].presence.standing is not None


def test_looks_that_nobody_took_yet_are_kept_in_their_order(wall: Watched, desk: Desk):
    for number in range(3):
        desk.does(commands.edit, 1, title=f"第{number}次")
        assert wall.bell.heard()
    assert [look.board.tasks[1].title for look in wall.watch.new()] == ["第0次", "第1次", "第2次"]


def test_a_disk_that_does_not_answer_is_told_and_stops_nothing_else(wall: Watched, desk: Desk):
    wall.hang()
    wall.show.step()
    good = wall.show.room.board
    read_at = wall.watch.read_at
    wall.steps(int(SILENT_SECONDS) - 1)
    assert wall.show.room.trouble == ""
    wall.steps(2)
    assert wall.show.room.trouble.startswith("看板所在的盘暂时没有回应")
    assert (wall.show.room.board, wall.show.room.read_at) == (good, read_at)
    assert wall.show.room.now == wall.time.now()
    desk.does(commands.assign, 2, HOUSING)
    wall.disk.answers.set()
    assert wall.bell.heard()
    wall.show.step()
    assert wall.show.room.trouble == ""
    assert wall.show.room.board.tasks[2].unit == HOUSING


def test_a_machine_that_slept_was_not_silent(wall: Watched):
    wall.hang()
    wall.show.step()
    wall.time.passed += 3600
    wall.show.step()
    assert wall.show.room.trouble == ""


def test_a_defect_in_looking_is_written_down_once_and_the_next_look_is_a_new_try(
    wall: Watched, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(watching, "REST_SECONDS", 0.01)
    wall.disk.failure = ZeroDivisionError("a defect")
    for _ in range(3):
        wall.looks()
    assert [type(defect) for defect in wall.defects] == [ZeroDivisionError]
    wall.steps(int(SILENT_SECONDS) + 2)
    assert wall.show.room.trouble.startswith("看板所在的盘暂时没有回应")
    wall.disk.failure = None
    desk.does(commands.assign, 2, HOUSING)
    assert wall.bell.heard()
    wall.show.step()
    assert wall.show.room.trouble == ""


def test_a_board_that_could_not_be_told_is_told_at_the_next_look(path: Path, desk: Desk, monkeypatch):
    lookout = Lookout(wiring.open_reader(path), wiring.open_presence(path), clock=Time().now)
    desk.does(commands.assign, 2, HOUSING)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a defect")

    with monkeypatch.context() as here:
        here.setattr(lookout._decided, "take", broken)
        with pytest.raises(ZeroDivisionError):
            lookout.look()
    look = lookout.look()
    assert look is not None
    assert look.board.tasks[2].unit == HOUSING
    assert look.decided[0].task == 2


def test_trouble_of_the_store_wakes_when_it_comes_and_when_it_is_over(wall: Watched):
    wall.disk.failure = StoreError("no_board", path="x")
    assert wall.bell.heard()
    assert [look.trouble.code for look in wall.watch.new() if look.trouble] == ["no_board"]
    wall.disk.failure = None
    assert wall.bell.heard()
    assert wall.watch.new()[-1].trouble is None


def test_who_comes_while_nobody_watched_is_looked_for_at_once(wall: Watched, monkeypatch):
    monkeypatch.setattr(watching, "REST_SECONDS", 3600.0)
    wall.watch.watched_by(0)
    while wall.disk.asked.acquire(timeout=3 * watching.LOOK_SECONDS):
        pass  # the last looks of the old pace
    wall.watch.watched_by(1)
    wall.looks()


@pytest.mark.parametrize("hung", [False, True])
def test_it_ends_whether_the_disk_answers_or_not(wall: Watched, hung: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watching, "_END_SECONDS", 0.05 if hung else SECONDS)
    if hung:
        wall.hang()
    wall.watch.end()
    assert wall.watch._thread.is_alive() == hung
    wall.disk.answers.set()
    wall.watch._thread.join(SECONDS)
    assert not wall.watch._thread.is_alive()


def test_ending_a_watch_that_never_began_does_no_harm(path: Path):
    Watch(Lookout(wiring.open_reader(path), wiring.open_presence(path), clock=Time().now), lambda _: None).end()


def test_waking_somebody_who_has_ended_does_no_harm(wall: Watched, desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def gone() -> None:
        wall.bell.ring()
        raise RuntimeError("the loop is closed")

    monkeypatch.setattr(wall.watch, "_wake", gone)
    desk.does(commands.assign, 2, HOUSING)
    assert wall.bell.heard()
    wall.looks()
    assert wall.defects == []
