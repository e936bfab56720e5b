"""Many hands on one board."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from board import commands as do
from board.errors import Conflict, StoreError
from board.model.board import Board
from board.store.files import Files
from board.store.journal import Journal
from board.store.lock import Lock
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.store.hands import (
    ME,
    TASKS,
    WatchedFiles,
    add,
    check_whole,
    contents,
    loaded,
    new_board,
    same,
    segment,
    titles,
)
from tests.support import actor


def test_two_stores_take_turns_and_nothing_is_lost(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    one, two = TinyStore(path), TinyStore(path)
    one.load()
    two.load()

    for count in range(10):
        (one, two)[count % 2].commit(add(f"{count}"))
        if count == 4:
            one.compact()

    assert titles(loaded(path)) == [f"{count}" for count in range(10)]
    assert list(loaded(path).tasks)[TASKS:] == list(range(TASKS + 1, TASKS + 11))
    assert same(one.load(), two.load())


def test_different_fields_of_one_task_merge_and_the_same_field_conflicts(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    one, two = TinyStore(path), TinyStore(path)
    seen_by_one, seen_by_two = one.load(), two.load()

    one.commit(do.edit(actor(seen=seen_by_one), 1, title="甲"))
    two.commit(do.edit(actor(seen=seen_by_two), 1, person="路长"))
    with pytest.raises(Conflict):
        two.commit(do.edit(actor(seen=seen_by_two), 1, title="乙"))

    task = loaded(path).tasks[1]
    assert (task.title, task.person) == ("甲", "路长")


def test_a_poll_gives_each_new_board_once(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store, reader = TinyStore(path), TinyReader(path)
    assert reader.poll() is not None
    assert reader.poll() is None

    store.commit(add("甲"))
    store.commit(add("乙"))

    board = reader.poll()
    assert board is not None
    assert titles(board) == ["甲", "乙"]
    assert reader.poll() is None
    assert store.poll() is None  # its own commits it has been given


def test_a_refused_commit_does_not_swallow_what_others_did(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path)
    store.load()
    TinyStore(path).commit(add("别人的"))

    with pytest.raises(ZeroDivisionError):
        store.commit(lambda _: 1 / 0)  # type: ignore[arg-type,return-value]

    board = store.poll()
    assert board is not None
    assert titles(board) == ["别人的"]


def test_a_compaction_does_not_swallow_what_others_did(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path)
    store.load()
    TinyStore(path).commit(add("别人的"))

    store.compact()

    assert titles(store.poll() or Board()) == ["别人的"]


def test_a_reader_sees_every_commit_across_compactions(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store, reader = TinyStore(path), TinyReader(path)
    reader.load()

    for count in range(12):
        done = store.commit(add(f"{count}"))
        if count % 3 == 0:
            store.compact()
        board = reader.poll()
        assert board is not None
        assert same(board, done.board)
    assert reader.poll() is None


def test_a_poll_when_nothing_moved_is_two_stats(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    files = WatchedFiles()
    reader = TinyReader(path, files=files, full_check=1e9)
    reader.load()
    reader.poll()
    files.calls.clear()

    assert reader.poll() is None

    assert files.calls == [("stat", "000001.jsonl"), ("stat", "changes")]


def test_a_reader_opens_nothing_for_writing_and_has_nothing_that_writes(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    flags: list[int] = []

    class Opened(Files):
        def open(self, path: str, flag: int) -> int:
            flags.append(flag)
            return super().open(path, flag)

    reader = TinyReader(path, files=Opened(), full_check=0)
    reader.load()
    TinyStore(path).commit(add("甲"))
    reader.poll()
    list(reader.changes())

    assert set(flags) == {os.O_RDONLY}
    public = {name for name in dir(TinyReader) if not name.startswith("_")}
    assert public == {"load", "poll", "changes", "history", "recent", "close", "newest"}


# ------------------------------------------------------------------------------- the last-line check


def cut_last_line(path: Path) -> None:
    """What a writer does whose fsync failed twice."""
    data = segment(path).read_bytes()
    segment(path).write_bytes(data[: data.rindex(b"\n", 0, -1) + 1])


@pytest.mark.parametrize("role", ["reader", "writer"])
def test_a_line_replaced_by_another_of_the_same_length_is_noticed(tmp_path: Path, role: str) -> None:
    path = new_board(tmp_path)
    base = loaded(path)
    follower = TinyStore(path) if role == "writer" else TinyReader(path, full_check=0)
    other = TinyStore(path)
    other.commit(add("甲"))
    assert titles(follower.load()) == ["甲"]
    found = segment(path).stat()

    cut_last_line(path)
    TinyStore(path).commit(add("乙"))
    os.utime(segment(path), ns=(found.st_atime_ns, found.st_mtime_ns))
    assert segment(path).stat().st_size == found.st_size

    if isinstance(follower, TinyStore):
        assert titles(follower.commit(add("丙")).board) == ["乙", "丙"]
        assert titles(check_whole(path)) == ["乙", "丙"]
    else:
        board = follower.poll()
        assert board is not None
        assert titles(board) == ["乙"]
    assert base.seq == 1


def test_a_line_that_was_cut_is_forgotten(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    reader = TinyReader(path)
    TinyStore(path).commit(add("甲"))
    reader.load()

    cut_last_line(path)

    board = reader.poll()
    assert board is not None
    assert (board.seq, titles(board)) == (1, [])


def test_a_long_last_line_is_compared_by_its_head(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store, reader = TinyStore(path), TinyReader(path, full_check=0)
    store.commit(do.note(ME, [1, 2, 3], "很长" * 5_000))
    reader.load()
    TinyStore(path).commit(add("甲"))
    assert titles(reader.poll() or Board()) == ["甲"]
    assert titles(store.commit(add("乙")).board) == ["甲", "乙"]

    store.commit(do.note(ME, [1, 2, 3], "甲" * 8_000))
    reader.load()
    cut_last_line(path)
    TinyStore(path).commit(do.note(ME, [1, 2, 3], "乙" * 8_000))

    board = reader.poll()
    assert board is not None
    assert board.notes(1)[-1].text[0] == "乙"


# --------------------------------------------------------------------------- files that come and go


def test_nothing_is_written_to_another_board_in_the_same_place_before_it_was_seen(tmp_path: Path) -> None:
    path, other = new_board(tmp_path), new_board(tmp_path / "b")
    TinyStore(other).commit(add("另一个"))
    store = TinyStore(path)
    store.commit(add("原来的"))

    shutil.rmtree(path)
    other.rename(path)
    before = contents(path)

    for _ in range(2):
        with pytest.raises(StoreError, match="board_replaced"):
            store.commit(add("又一个"))
    assert contents(path) == before

    assert titles(store.poll() or Board()) == ["另一个"]
    done = store.commit(add("又一个"))
    assert titles(done.board) == ["另一个", "又一个"]
    assert same(loaded(path), done.board)


def test_trouble_is_told_at_each_poll_and_ends_with_it(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    reader = TinyReader(path, full_check=0)
    reader.load()

    path.rename(tmp_path / "away")
    for _ in range(3):
        with pytest.raises(StoreError, match="no_board"):
            reader.poll()
    (tmp_path / "away").rename(path)
    TinyStore(path).commit(add("甲"))

    while True:
        try:
            board = reader.poll()
        except StoreError:
            continue
        break
    assert titles(board or Board()) == ["甲"]


@pytest.mark.parametrize("what", ["changes/000001.jsonl", "changes", "board.json", ""])
def test_a_board_that_vanishes_under_a_store_is_a_clear_error(tmp_path: Path, what: str) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path)
    store.commit(add("甲"))
    target = path / what
    shutil.rmtree(target) if target.is_dir() else target.unlink()

    with pytest.raises(StoreError) as caught:
        store.commit(add("乙"))

    assert caught.value.code in ("damaged", "no_board")


# ----------------------------------------------------------------------------------------- the lock


def test_a_busy_board_names_its_holder_and_writes_nothing(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    holder = Lock(str(path / "lock"), Files(), name="desk 提质办", seconds=5)

    with holder, pytest.raises(StoreError) as caught:
        Journal(path, lock_seconds=0.02).commit(add("甲"))

    assert caught.value.params == {"holder": f"desk 提质办 ({os.getpid()})", "seconds": "0.02"}
    Journal(path).commit(add("乙"))
    assert titles(loaded(path)) == ["乙"]


def test_a_lock_of_a_folder_that_was_replaced_meanwhile_does_not_count(tmp_path: Path) -> None:
    path, other = new_board(tmp_path), new_board(tmp_path / "b")

    class Late(Files):
        """The folder is replaced just when the lock was opened."""

        def open(self, target: str, flags: int) -> int:
            fd = super().open(target, flags)
            if target.endswith("lock") and other.exists():
                path.rename(tmp_path / "old")
                other.rename(path)
                theirs.__enter__()
            return fd

    theirs = Lock(str(path / "lock"), Files(), name="other", seconds=5)
    store = Journal(path, files=Late(), lock_seconds=0.02)
    with pytest.raises(StoreError, match="other"):
        store.commit(add("甲"))
    theirs.__exit__(None, None, None)

    assert titles(store.commit(add("乙")).board) == titles(loaded(path)) == ["乙"]
    assert titles(loaded(tmp_path / "old")) == []


def test_readers_need_no_lock(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    with Lock(str(path / "lock"), Files(), name="x", seconds=5):
        reader = TinyReader(path)
        assert reader.load().seq == 1
        assert reader.poll() is None


def test_one_store_is_shared_by_threads_while_another_polls(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path, lock_seconds=60)
    store.load()
    seen: list[int] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            board = store.poll()
            if board is not None:
                seen.append(board.seq)

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(4) as pool:
        boards = list(pool.map(lambda n: store.commit(add(f"{n}")).board, range(40)))
    done.set()
    watcher.join()

    assert sorted(board.seq for board in boards) == list(range(2, 42))
    assert sorted(titles(loaded(path)), key=int) == [f"{n}" for n in range(40)]
    assert seen == sorted(seen)


def test_several_processes_write_and_their_numbers_never_collide(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    writers = [start_writer(path, name, 25) for name in "甲乙丙"]
    for writer in writers:
        said, _ = writer.communicate(timeout=60)
        assert (writer.returncode, len(said.splitlines())) == (0, 25)

    board = check_whole(path)
    assert sorted(titles(board)) == sorted(f"{name}{n}" for name in "甲乙丙" for n in range(25))
    assert list(board.tasks) == list(range(1, TASKS + 76))


WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from board import commands as do
from board.store.tinydb_store import TinyStore
store = TinyStore(Path(sys.argv[1]), lock_seconds=60)
me = do.Actor(who="秘书", now=datetime(2026, 11, 23, 9))
for n in range(int(sys.argv[3])):
    store.commit(do.add(me, sys.argv[2] + str(n)))
    sys.stdout.write(f"{n}\\n")
    sys.stdout.flush()
    if n % 20 == 10:
        store.compact()
"""


def start_writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_writer_loses_nothing_that_it_was_told_is_saved(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    expected = 0
    for round_ in range(20):
        writer = start_writer(path, f"{round_}-", 1_000_000)
        assert writer.stdout is not None
        confirmed = [writer.stdout.readline() for _ in range(1 + round_ * 2)]
        writer.send_signal(signal.SIGKILL)
        confirmed += writer.stdout.readlines()
        writer.wait()
        writer.stdout.close()

        found = [title for title in titles(loaded(path)) if title.startswith(f"{round_}-")]
        told = sum(line.endswith("\n") for line in confirmed)
        assert found[:told] == [f"{round_}-{n}" for n in range(told)]
        assert len(found) <= told + 1
        expected += len(found)

    assert len(titles(check_whole(path))) == expected
    assert not list(path.glob("board.json.new-*")) or TinyStore(path).compact()
