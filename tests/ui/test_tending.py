"""The desk looks after its board behind the person's back: nothing waits for it, and what fails is one calm line."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from board import commands, wiring
from board.errors import StoreError
from board.store import journal
from board.ui.tending import Tending
from tests.support import actor
from tests.ui.support import EIGHT, MORNING, Desk, group_task, history, opened


class SlowCare:
    """Somebody whose work goes on until `go` is set, or the desk closes."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.go = threading.Event()
        self.stopped: bool | None = None
        self.wants = False
        self.compactions = 0
        self.error: StoreError | None = None

    def back_up(self, now: datetime, stopped: Callable[[], bool]) -> list[str]:
        self.began.set()
        while not self.go.wait(0.001):
            if stopped():
                break
        self.stopped = stopped()
        if self.error is not None:
            raise self.error
        return []

    def wants_compaction(self) -> bool:
        return self.wants

    def compact(self) -> bool:
        self.compactions += 1
        self.back_up(MORNING, lambda: False)
        return True


@pytest.fixture
def care() -> SlowCare:
    return SlowCare()


def tended(desk: Desk, care: SlowCare) -> Tending:
    tending = Tending(desk.app, desk.session, care, desk.app.say_calmly)
    tending.begin()
    assert care.began.wait(10)
    return tending


async def test_keys_and_commits_go_on_while_a_copy_is_made(board_path: Path, care: SlowCare) -> None:
    async with opened(board_path, history(*EIGHT, group_task(1)), size=(160, 40)) as desk:
        tending = tended(desk, care)
        await desk.press("p")
        await desk.type("现在")
        await desk.press("enter")
        assert [note.text for note in desk.board.notes(1)] == ["现在"]
        care.go.set()
        tending.close()
        assert "已记" in desk.said


async def test_leaving_stops_the_copy(board_path: Path, care: SlowCare) -> None:
    async with opened(board_path, history(*EIGHT, group_task(1)), size=(160, 40)) as desk:
        tended(desk, care).close()

        assert care.stopped is True


async def test_a_copy_that_fails_is_one_calm_line(board_path: Path, care: SlowCare) -> None:
    care.error = StoreError("backup_failed", detail="No space left on device")
    async with opened(board_path, history(*EIGHT, group_task(1)), size=(160, 40)) as desk:
        tending = tended(desk, care)
        care.go.set()
        tending._thread.submit(int).result(10)
        await desk.settle()

        assert "没有备份成（No space left on device），不影响使用" in desk.said
        tending.close()


async def test_a_board_is_compacted_when_nobody_changes_it(board_path: Path, care: SlowCare) -> None:
    care.go.set()
    async with opened(board_path, history(*EIGHT, group_task(1)), size=(160, 40)) as desk:
        tending = tended(desk, care)
        tending.look()
        assert care.compactions == 0
        care.wants = True
        await desk.session.commit(commands.note(actor(), 1, "现在"))
        tending.look()  # something came since the last look
        tending.look()
        tending._thread.submit(int).result(10)
        assert care.compactions == 1
        care.error = StoreError("compaction_failed", detail="x")
        tending.look()
        tending._thread.submit(int).result(10)
        tending.look()
        tending._thread.submit(int).result(10)
        assert care.compactions == 2
        tending.close()


async def test_a_commit_goes_through_the_middle_of_a_compaction(
    board_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, go = threading.Event(), threading.Event()
    encode = journal.snapshot.encode

    def slowly(*arguments: object, **settings: object) -> list[bytes]:
        writing.set()
        assert go.wait(10)
        return encode(*arguments, **settings)  # type: ignore[arg-type]

    async with opened(board_path, history(*EIGHT, group_task(1)), size=(160, 40)) as desk:
        await desk.session.commit(commands.note(actor(), 1, "一"))
        store = desk.session.store
        assert store is not None
        care = wiring.caretaker(board_path, store)
        assert care is not None
        monkeypatch.setattr(journal.snapshot, "encode", slowly)
        compaction = threading.Thread(target=care.compact)
        compaction.start()
        assert writing.wait(10)
        await desk.session.commit(commands.note(actor(), 1, "二"))
        assert not go.is_set()
        go.set()
        compaction.join(10)
        monkeypatch.undo()
        await desk.session.commit(commands.note(actor(), 1, "三"))

    assert [note.text for note in wiring.open_reader(board_path).load().notes(1)] == ["一", "二", "三"]
    assert len(list((board_path / "changes").iterdir())) == 2


async def test_the_real_caretaker_takes_the_copies_that_are_due(board_path: Path) -> None:
    async with opened(board_path, history(*EIGHT, group_task(1)), size=(160, 40)) as desk:
        assert desk.session.store is not None
        care = wiring.caretaker(board_path, desk.session.store)
        assert care is not None
        tending = Tending(desk.app, desk.session, care, desk.app.say_calmly)
        tending.begin()
        tending._thread.submit(int).result(10)
        tending.close()

    assert sorted(each.name for each in (board_path / "backups").iterdir()) == [
        "daily-20261123",
        "session-20261123-090400",
    ]
