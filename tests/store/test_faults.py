"""Every system call of the store fails in turn, or is the last one of its process, or is followed by a power cut.

What must hold each time: nothing that was confirmed is lost, nothing that was refused is there, the board can be
read and written, and its history has no gap.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from board.errors import StoreError
from board.store.creation import create, replace_demo
from board.store.files import Files
from board.store.journal import Journal
from board.store.reader import TinyReader
from tests.store.disks import Disk, DiskFiles, UnluckyFiles
from tests.store.hands import (
    Crash,
    FailingFiles,
    WatchedFiles,
    add,
    check_whole,
    contents,
    first_change,
    loaded,
    new_board,
    retitle,
    same,
    segment,
    titles,
)

HOWS = (errno.ENOSPC, errno.EIO, errno.EACCES, "short", "crash")


def boards(tmp_path: Path, original: Path) -> Iterator[tuple[int, Path]]:
    """The same folder again and again, numbered from 1."""
    for nth in range(1, 200):
        path = tmp_path / f"{nth}" / original.name
        shutil.copytree(original, path)
        yield nth, path


def with_torn_tail(path: Path) -> None:
    with segment(path).open("ab") as file:
        file.write(b'{"crc":"00000000","seq":')


@pytest.mark.parametrize("torn", [False, True], ids=["clean", "torn"])
@pytest.mark.parametrize("how", HOWS)
def test_each_call_of_a_commit_fails(tmp_path: Path, how: int | str, torn: bool) -> None:
    original = new_board(tmp_path)
    Journal(original).commit(add("先前"))
    if torn:
        with_torn_tail(original)
    for nth, path in boards(tmp_path, original):
        files = FailingFiles(nth, how)
        store = Journal(path, files=files)
        try:
            done = store.commit(add("现在"))
        except (StoreError, Crash) as error:
            found = titles(loaded(path))
            sure = isinstance(error, StoreError) and error.code != "save_unknown"
            assert found == ["先前"] if sure else found in (["先前"], ["先前", "现在"])
            if sure and not torn:  # taken back at once, not left for the next writer to mend
                assert segment(path).read_bytes() == segment(original).read_bytes()
        else:
            assert same(loaded(path), done.board)
            assert titles(done.board) == ["先前", "现在"]
        check_whole(path)
        if not files.failed:
            break
    assert nth > 20


@pytest.mark.parametrize("how", HOWS[:-1])
def test_after_a_failed_commit_the_same_object_goes_on(tmp_path: Path, how: int | str) -> None:
    codes = set[str]()
    original = new_board(tmp_path)
    for nth, path in boards(tmp_path, original):
        files = FailingFiles(nth, how)
        store = Journal(path, files=files)
        try:
            store.commit(add("一"))
            first = ["一"]
        except StoreError as error:
            first = []
            codes.add(error.code)
        files.nth = 0
        done = store.commit(add("二"))
        assert titles(done.board) == [*first, "二"]
        assert same(loaded(path), done.board)
        if not files.failed:
            break
    assert codes <= {"not_saved", "no_permission", "unreadable", "save_unknown"}


@pytest.mark.parametrize("how", HOWS)
def test_each_call_of_a_compaction_fails(tmp_path: Path, how: int | str) -> None:
    original = new_board(tmp_path)
    Journal(original).commit(add("先前"))
    for nth, path in boards(tmp_path, original):
        files = FailingFiles(nth, how)
        store = Journal(path, files=files)
        with contextlib.suppress(StoreError, Crash):
            store.compact()
        files.nth = 0
        assert titles(loaded(path)) == ["先前"]
        if how != "crash":
            assert titles(store.commit(add("同一个")).board) == ["先前", "同一个"]
        check_whole(path)
        other = Journal(path)
        other.compact()
        assert [name for name in contents(path) if name.startswith("board.json")] == ["board.json"]
        if not files.failed:
            break
    assert nth > 30


@pytest.mark.parametrize("how", HOWS)
def test_each_call_of_making_a_board_fails(tmp_path: Path, how: int | str) -> None:
    for nth in range(1, 200):
        path = tmp_path / f"{nth}" / "erqi.board"
        files = FailingFiles(nth, how)
        try:
            create(path, [first_change()], files=files)
        except (StoreError, Crash):
            if path.exists():
                check_whole(path)
            else:
                create(path, [first_change()])
        check_whole(path)
        assert [each.name for each in path.parent.iterdir()] == ["erqi.board"] or how == "crash"
        if not files.failed:
            break
    assert nth > 20


@pytest.mark.parametrize("how", HOWS)
def test_each_call_of_replacing_the_demo_fails(tmp_path: Path, how: int | str) -> None:
    original = new_board(tmp_path, demo=True)
    Journal(original).commit(add("旧的"))
    for nth, path in boards(tmp_path, original):
        files = FailingFiles(nth, how)
        try:
            replace_demo(path, [first_change(demo=True)], files=files)
        except (StoreError, Crash):
            if not path.exists():
                assert how == "crash"  # between the two steps of the swap: the next start makes it
                replace_demo(path, [first_change(demo=True)])
        assert titles(loaded(path)) in ([], ["旧的"])
        check_whole(path)
        if not files.failed:
            break
    assert nth > 30


@pytest.mark.parametrize("how", [errno.EIO, errno.EACCES])
def test_each_call_of_a_reader_fails(tmp_path: Path, how: int) -> None:
    path = new_board(tmp_path)
    codes = set[str]()
    for nth in range(1, 60):
        files = FailingFiles(nth, how)
        failing = TinyReader(path, files=files, full_check=0)
        for read in (failing.load, failing.poll, lambda reader=failing: list(reader.changes())):
            try:
                read()
            except StoreError as error:
                codes.add(error.code)
        if not files.failed:
            break
        assert failing.load().seq == 1
    assert nth > 20
    assert codes <= {"unreadable", "no_permission"}


# ------------------------------------------------------------------------------------ failed fsync


def test_a_change_whose_sync_failed_is_made_certain_in_a_new_segment(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    reader = TinyReader(path)
    reader.load()
    store = Journal(path, files=FailingFiles(1, errno.EIO, ("sync",)))

    done = store.commit(add("要紧"))

    assert [change.id for change in TinyReader(path).changes(1)] == [done.change.id]
    assert len(segment(path, 2).read_bytes().splitlines()) == 1
    board = reader.poll()
    assert board is not None
    assert same(board, done.board)
    assert same(loaded(path), done.board)
    assert titles(store.commit(add("再来")).board) == ["要紧", "再来"]
    assert [change.seq for change in reader.changes()] == [1, 2, 3]
    assert titles(check_whole(path)) == ["要紧", "再来"]


@pytest.mark.parametrize("left", [0, 1, 17, 40, -1, None])
def test_the_doubtful_line_may_come_back_after_a_power_cut_torn_or_whole(tmp_path: Path, left: int | None) -> None:
    path = new_board(tmp_path)
    store = Journal(path, files=FailingFiles(1, errno.EIO, ("sync",)))
    store.commit(add("要紧"))
    doubtful = segment(path, 2).read_bytes()
    store.commit(add("再来"))

    with segment(path).open("ab") as file:
        file.write(doubtful[:left])

    assert titles(check_whole(path)) == ["要紧", "再来"]


def test_a_line_that_was_given_up_does_not_come_back_in_place_of_a_confirmed_one(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    other = shutil.copytree(path, tmp_path / "other")
    Journal(other).commit(add("放弃"))
    given_up = segment(other).read_bytes()[segment(path).stat().st_size :]
    Journal(path, files=FailingFiles(1, errno.EIO, ("sync",))).commit(add("要紧"))

    with segment(path).open("ab") as file:
        file.write(given_up)

    assert titles(check_whole(path)) == ["要紧"]


def test_what_others_left_unsynced_is_made_certain_with_it(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    length = segment(path).stat().st_size
    with pytest.raises(Crash):  # written, and then its writer was killed before the fsync
        Journal(path, files=FailingFiles(1, "crash", ("sync",))).commit(add("别人的"))
    Journal(path, files=FailingFiles(1, errno.EIO, ("sync",))).commit(add("要紧"))

    with segment(path).open("rb+") as file:  # the power cut takes what was not synced
        file.truncate(length)

    assert titles(check_whole(path)) == ["别人的", "要紧"]


class NoSync(WatchedFiles):
    """A disk on which nothing can be synced any more."""

    broken = True

    def before(self, call: str, arguments: tuple[object, ...]) -> None:
        if call == "sync" and self.broken:
            raise OSError(errno.EIO, "broken")


def test_when_nothing_can_be_synced_the_store_stops_and_says_so(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    files = NoSync()
    store = Journal(path, files=files)

    with pytest.raises(StoreError, match="save_unknown"):
        store.commit(add("不知"))
    files.broken = False
    with pytest.raises(StoreError, match="store_stopped"):
        store.commit(add("再试"))

    assert store.load().seq == 1
    assert titles(check_whole(path)) == []
    board = store.poll()
    assert board is not None
    assert titles(board) == ["afterwards"]


# --------------------------------------------------------------------------------------- power cuts

Work = Callable[[Path, Files], list[str]]


def commits(path: Path, files: Files) -> list[str]:
    store = Journal(path, files=files)
    store.commit(add("甲"))
    Journal(path, files=files).commit(add("乙"))
    store.commit(add("丙"))
    return ["甲", "乙", "丙"]


def commits_and_compaction(path: Path, files: Files) -> list[str]:
    store = Journal(path, files=files)
    store.commit(add("甲"))
    store.compact()
    Journal(path, files=files).commit(add("乙"))
    return ["甲", "乙"]


def commit_behind_a_compaction_that_died(path: Path, files: Files) -> list[str]:
    Journal(path, files=files).commit(add("甲"))
    segment(path, 2).touch()  # made, not synced, and then its maker died
    Journal(path, files=files).commit(add("乙"))
    return ["甲", "乙"]


WORKS: list[Work] = [commits, commits_and_compaction, commit_behind_a_compaction_that_died]


@pytest.mark.parametrize("work", WORKS)
def test_what_was_confirmed_survives_a_power_cut(tmp_path: Path, work: Work) -> None:
    path = new_board(tmp_path)
    disk = Disk(path)

    expected = work(path, DiskFiles(disk))

    disk.close()
    assert titles(check_whole(disk.cut_power(tmp_path / "after"))) == expected


def test_a_new_board_survives_a_power_cut(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    disk = Disk(tmp_path / "disk")

    create(tmp_path / "disk" / "a" / "b", [first_change()], files=DiskFiles(disk))

    disk.close()
    check_whole(disk.cut_power(tmp_path / "after") / "a" / "b")


class ForgetfulFiles(DiskFiles):
    """A store whose programmer left out one kind of sync."""

    def __init__(self, disk: Disk, forgotten: str) -> None:
        super().__init__(disk)
        self._forgotten = forgotten

    def sync(self, fd: int) -> None:
        path = Path(self.paths[fd])
        kind = "folder" if path.is_dir() else "snapshot" if "board.json" in path.name else "segment"
        if kind != self._forgotten:
            super().sync(fd)


@pytest.mark.parametrize(
    ("forgotten", "work"),
    [("segment", commits), ("folder", commits_and_compaction), ("snapshot", commits_and_compaction)],
)
def test_these_power_cuts_notice_a_forgotten_sync(tmp_path: Path, forgotten: str, work: Work) -> None:
    path = new_board(tmp_path)
    disk = Disk(path)

    expected = work(path, ForgetfulFiles(disk, forgotten))

    disk.close()
    after = disk.cut_power(tmp_path / "after")
    try:
        found = titles(check_whole(after))
    except StoreError as error:
        found = [error.code]
    assert found != expected


class KilledAtSync(UnluckyFiles):
    """A process that is killed when its line is written and not yet synced."""

    def sync(self, fd: int) -> None:
        self.die()


class LosingFiles(DiskFiles):
    """A disk that loses what it is told to sync, shows it on, and calls it clean."""

    def sync(self, fd: int) -> None:
        if Path(self.paths[fd]).is_file():
            self.disk.lost(fd)
        raise OSError(errno.EIO, "lost")


def test_what_a_disk_lost_of_others_is_due_for_the_next_sync_again(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    disk = Disk(path)
    with pytest.raises(Crash):
        Journal(path, files=KilledAtSync(disk, Random(0), 0)).commit(add("别人的"))
    with pytest.raises(StoreError, match="save_unknown"):
        Journal(path, files=LosingFiles(disk)).commit(add("不知"))

    Journal(path, files=DiskFiles(disk)).commit(add("要紧"))

    disk.close()
    assert titles(check_whole(disk.cut_power(tmp_path / "after"))) == ["别人的", "要紧"]


def test_each_step_is_synced_before_the_next(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    files = WatchedFiles()
    store = Journal(path, files=files)
    store.commit(retitle(1, "甲"))
    files.calls.clear()

    store.commit(retitle(1, "乙"))
    assert files.names() == ["write_some 000001.jsonl", "sync 000001.jsonl"]

    files.calls.clear()
    store.compact()
    [temp] = {name.split()[1] for name in files.names() if "board.json.new" in name}
    assert list(dict.fromkeys(files.names())) == [
        "sync 000001.jsonl",
        "sync 000002.jsonl",
        "sync changes",
        f"write_some {temp}",
        f"sync {temp}",
        f"rename {temp}",
        "sync erqi.board",
    ]
