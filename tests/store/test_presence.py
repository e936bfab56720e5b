"""Presence: what a desk tells the walls, beside the store."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from board.errors import StoreError
from board.model.presence import NOBODY, Direction, Presence, Standing
from board.store.presence import FOLLOWED_SECONDS, ORPHANED_SECONDS, DeskPresence, PresenceFolder


class Clock:
    """Seconds that go on when told; the same for what the machine counts and for the time of day."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "erqi.board"
    path.mkdir()
    return path


@pytest.fixture
def desk(folder: Path) -> Iterator[DeskPresence]:
    found = DeskPresence(folder)
    yield found
    found.close()


def told(desk: DeskPresence, standing: Standing) -> None:
    """Tell, and wait until it is written."""
    written = threading.Event()
    write = desk._write

    def writing(*args: object) -> None:
        write(*args)  # type: ignore[arg-type]
        written.set()

    desk._write = writing  # type: ignore[method-assign]
    desk.stand(standing)
    assert written.wait(10)
    desk._write = write  # type: ignore[method-assign]


def at_time(path: Path, clock: Clock, when: float) -> PresenceFolder:
    os.utime(path, (when, when))
    return PresenceFolder(path.parent.parent, clock=clock, monotonic=clock)


def test_without_a_desk_nobody_is_there(folder: Path):
    assert PresenceFolder(folder).seen() == NOBODY
    assert PresenceFolder(folder / "gone").seen() == NOBODY


def test_every_wall_sees_where_the_desk_stands(folder: Path, desk: DeskPresence):
    walls = [PresenceFolder(folder), PresenceFolder(folder)]
    told(desk, Standing(group=3, task=128))
    assert [wall.seen() for wall in walls] == [Presence(Standing(group=3, task=128), 1)] * 2
    told(desk, Standing(group=3, task=129, overdue=True))
    assert [wall.seen() for wall in walls] == [Presence(Standing(group=3, task=129, overdue=True), 2)] * 2
    assert walls[0].seen().moves == 2


def test_of_two_desks_the_one_that_moved_last_is_seen(folder: Path, desk: DeskPresence):
    other, wall = DeskPresence(folder), PresenceFolder(folder)
    told(desk, Standing(task=1))
    told(other, Standing(task=2))
    assert wall.seen().standing == Standing(task=2)
    told(desk, Standing(task=3))
    assert wall.seen().standing == Standing(task=3)
    other.close()


def test_of_several_steps_only_where_they_led_is_told(desk: DeskPresence):
    written: list[Standing] = []
    done = threading.Event()

    def write(_: str, what: Standing) -> None:
        written.append(what)
        done.set()

    desk._write = write  # type: ignore[method-assign,assignment]
    with desk._news:  # the thread that writes waits
        desk.stand(Standing(task=1))
        desk.stand(Standing(task=2))
    assert done.wait(10)
    assert written == [Standing(task=2)]


def test_where_a_desk_stood_long_ago_is_no_movement(folder: Path, desk: DeskPresence):
    told(desk, Standing(task=1))
    clock = Clock()
    path = folder / "presence" / "desk.json"
    assert at_time(path, clock, clock.now - FOLLOWED_SECONDS + 1).seen().moves == 1
    assert at_time(path, clock, clock.now - FOLLOWED_SECONDS).seen().moves == 0


def test_a_desk_on_a_machine_whose_clock_is_slow_is_followed_all_the_same(folder: Path, desk: DeskPresence):
    clock = Clock()
    wall = PresenceFolder(folder, clock=clock, monotonic=clock)
    assert wall.seen().moves == 0
    for moves in (1, 2):
        told(desk, Standing(task=moves))
        path = folder / "presence" / "desk.json"
        os.utime(path, (clock.now - 3600 + moves, clock.now - 3600 + moves))
        assert wall.seen() == Presence(Standing(task=moves), moves)


def test_what_is_asked_stays_until_it_is_released_by_whichever_desk(folder: Path, desk: DeskPresence):
    wall, other = PresenceFolder(folder), DeskPresence(folder)
    asked = Direction(by="张三", spotlight=128, hold="2026-11-23T15:04:00")
    desk.direct(asked)
    assert wall.seen().direction == other.seen().direction == asked
    other.direct(Direction())
    assert wall.seen().direction == Direction()
    other.close()


def test_a_desk_that_leaves_releases_what_it_asked_for_and_nothing_else(folder: Path):
    wall, first, second = PresenceFolder(folder), DeskPresence(folder), DeskPresence(folder)
    first.direct(Direction(by="张三", spotlight=1))
    second.close()
    assert wall.seen().direction.spotlight == 1
    first.close()
    assert wall.seen().direction == Direction()


def test_what_a_killed_desk_asked_for_is_over_some_time_after_the_last_desk_is_gone(folder: Path):
    DeskPresence(folder).direct(Direction(spotlight=1))
    clock = Clock()
    path = folder / "presence" / "wall.json"
    wall = at_time(path, clock, clock.now - ORPHANED_SECONDS + 1)
    assert wall.seen().direction.spotlight == 1
    clock.now += 2
    assert wall.seen().direction == Direction()
    assert at_time(path, clock, clock.now).seen().direction.spotlight == 1


@pytest.mark.parametrize("present", [Direction(hold="2026-11-23T15:04:00"), Direction()])
def test_a_desk_that_is_there_keeps_in_force_what_is_asked(folder: Path, desk: DeskPresence, present: Direction):
    DeskPresence(folder).direct(present)
    path = folder / "presence" / "wall.json"
    os.utime(path, (1, 1))
    desk._beat()
    assert (path.stat().st_mtime > 1) is bool(present.hold)


@pytest.mark.parametrize(
    "nonsense", [b"", b"{", b"[]", b'{"task": "x"}', b"\xff\xfe", b"[" * 60_000, b'{"desk": 1, "task": []}']
)
@pytest.mark.parametrize("name", ["desk.json", "wall.json"])
def test_nonsense_is_as_if_it_were_not_there(folder: Path, name: str, nonsense: bytes):
    (folder / "presence").mkdir()
    (folder / "presence" / name).write_bytes(nonsense)
    wall = PresenceFolder(folder)
    assert wall.seen() == NOBODY
    assert wall.seen() == NOBODY


def test_a_desk_over_a_folder_that_is_gone_disturbs_nobody(tmp_path: Path):
    desk = DeskPresence(tmp_path / "gone")
    desk.stand(Standing(task=1))
    with pytest.raises(StoreError, match="presence_unwritable"):
        desk.direct(Direction(spotlight=1))
    desk.close()
    assert not (tmp_path / "gone").exists()


def test_a_walls_look_writes_nothing(folder: Path, desk: DeskPresence):
    told(desk, Standing(task=1))
    before = {path: path.stat() for path in folder.rglob("*")}
    wall = PresenceFolder(folder)
    wall.seen()
    wall.seen()
    assert {path: path.stat() for path in folder.rglob("*")}.keys() == before.keys()
    assert all(path.stat().st_mtime_ns == found.st_mtime_ns for path, found in before.items())
    assert not {"stand", "direct", "close"} & set(dir(PresenceFolder))


def test_what_a_killed_desk_left_half_written_is_swept(folder: Path, desk: DeskPresence):
    (folder / "presence").mkdir()
    left = folder / "presence" / "desk.json-dead.tmp"
    left.write_bytes(b"{")
    os.utime(left, (1, 1))
    told(desk, Standing(task=1))
    assert sorted(path.name for path in (folder / "presence").iterdir()) == ["desk.json"]
