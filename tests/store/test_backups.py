"""Copies of a board open as boards, come when they are due, go when they have had their time, and disturb nobody."""

from __future__ import annotations

import contextlib
import errno
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from board.errors import StoreError
from board.store import backups, folders
from board.store.backups import find, names, standing, take, take_by_hand, take_due, to_drop
from board.store.doctor import examine
from board.store.files import Files
from board.store.journal import Journal
from board.store.lock import Lock
from tests.conftest import NOW
from tests.store.disks import Disk, DiskFiles
from tests.store.hands import Crash, FailingFiles, add, check_whole, contents, loaded, new_board, same, segment, titles

TODAY = NOW.date()


def own(path: Path) -> dict[str, tuple[bytes, int]]:
    """The files of the board itself."""
    return {name: held for name, held in contents(path).items() if not name.startswith("backups")}


def copies(path: Path) -> list[str]:
    return sorted(each.name for each in (path / "backups").iterdir())


# ---------------------------------------------------------------------------------- what is kept how long


def sessions(*stamps: str) -> list[str]:
    return [f"session-{stamp}" for stamp in stamps]


def test_the_last_ten_sessions_stay() -> None:
    made = sessions(*(f"202611{day:02d}-090000" for day in range(1, 14)))

    assert to_drop(made, TODAY) == made[:3]
    assert to_drop(made[::-1], TODAY) == made[:3]


def test_sessions_of_one_second_are_told_apart() -> None:
    made = sessions(*(["20261101-090000"] + [f"20261101-090000-{count}" for count in range(2, 14)]))

    assert to_drop(made, TODAY) == sorted(made[:3])


def test_daily_copies_stay_thirty_days_and_a_week_of_them_always() -> None:
    days = [TODAY - timedelta(days=back) for back in range(40)]
    made = [f"daily-{day:%Y%m%d}" for day in days]

    assert to_drop(made, TODAY) == sorted(made[31:])
    assert to_drop(made, TODAY + timedelta(days=3650)) == sorted(made[7:])


def test_copies_of_a_wrong_clock_go_first() -> None:
    made = sessions(*(f"209901{day:02d}-090000" for day in range(1, 11)), "20261123-090000")

    assert to_drop(made, TODAY) == ["session-20990101-090000"]
    assert to_drop(["daily-20990101", "daily-20261123"], date(2026, 11, 23)) == []


def test_nothing_else_is_ever_dropped() -> None:
    others = [
        "manual-20200101-090000",
        "before-format-2",
        "damaged-20200101-090000",
        "torn-000001-5-ab",
        "照片",
        "daily-x",
    ]

    assert to_drop(others * 20, TODAY) == []


# ----------------------------------------------------------------------------------------------- copies


def test_a_copy_is_a_board_of_its_own(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = Journal(path)
    store.commit(add("甲"))
    store.compact()
    store.commit(add("乙"))
    with segment(path, 2).open("ab") as file:
        file.write(b'{"crc":"000')  # a writer that died
    before = own(path)

    take(path, tmp_path / "copy")

    assert own(path) == before
    assert same(loaded(tmp_path / "copy"), loaded(path))
    assert examine(tmp_path / "copy").healthy
    assert titles(check_whole(tmp_path / "copy")) == ["甲", "乙"]
    assert own(path) == before


def test_the_desk_takes_a_session_and_a_daily_copy_and_then_only_what_is_new(tmp_path: Path) -> None:
    path = new_board(tmp_path)

    assert take_due(path, NOW) == ["session-20261123-090000", "daily-20261123"]
    assert take_due(path, NOW.replace(hour=14)) == []
    assert take_due(path, NOW + timedelta(days=1)) == ["daily-20261124"]
    Journal(path).commit(add("甲"))
    assert take_due(path, NOW.replace(hour=15)) == ["session-20261123-150000"]
    Journal(path).commit(add("乙"))
    assert take_due(path, NOW.replace(hour=15)) == ["session-20261123-150000-2"]

    assert [titles(loaded(path / "backups" / name)) for name in copies(path)] == [[], [], [], ["甲"], ["甲", "乙"]]
    assert names(path)[0] == "daily-20261124"


def test_a_compaction_alone_is_nothing_new(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    Journal(path).commit(add("甲"))
    take_due(path, NOW)
    Journal(path).compact()

    assert take_due(path, NOW) == []


def test_copies_that_had_their_time_go(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = Journal(path)
    for hour in range(13):
        store.commit(add(f"{hour}"))
        take_due(path, NOW.replace(hour=hour))

    assert copies(path) == ["daily-20261123", *(f"session-20261123-{hour:02d}0000" for hour in range(3, 13))]


def test_closed_segments_are_shared_and_what_a_copy_writes_to_is_its_own(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = Journal(path)
    store.commit(add("甲"))
    store.compact()
    take_due(path, NOW)
    store.commit(add("乙"))
    take_due(path, NOW.replace(hour=10))
    first, daily, second = (
        path / "backups" / name for name in ("session-20261123-090000", "daily-20261123", "session-20261123-100000")
    )

    assert len({segment(each, 1).stat().st_ino for each in (first, daily, second)}) == 1
    assert segment(path, 1).stat().st_ino != segment(first, 1).stat().st_ino
    Journal(first).commit(add("在备份里写"))
    assert titles(loaded(second)) == ["甲", "乙"]
    assert titles(loaded(daily)) == ["甲"]


def test_a_damaged_older_copy_is_not_shared_on(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = Journal(path)
    store.commit(add("甲"))
    store.compact()
    take_due(path, NOW)
    spoilt = segment(path / "backups" / "session-20261123-090000", 1)
    spoilt.write_bytes(spoilt.read_bytes()[:-5] + b"XXXX\n")
    store.commit(add("乙"))

    [name] = take_due(path, NOW.replace(hour=10))

    assert examine(path / "backups" / name).healthy


def test_without_second_names_files_are_copied(tmp_path: Path) -> None:
    class NoLinks(Files):
        def link(self, source: str, target: str) -> None:
            raise OSError(errno.EPERM, "no links here")

    path = new_board(tmp_path)
    Journal(path).commit(add("甲"))
    Journal(path).compact()

    for name in take_due(path, NOW, files=NoLinks()):
        assert titles(loaded(path / "backups" / name)) == ["甲"]


def test_a_copy_by_hand_goes_where_it_is_wanted(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    (tmp_path / "usb").mkdir()

    made = [take_by_hand(path, NOW), take_by_hand(path, NOW), take_by_hand(path, NOW, tmp_path / "new")]
    made += [take_by_hand(path, NOW, tmp_path / "usb"), take_by_hand(path, NOW, tmp_path / "usb")]

    assert [each.relative_to(tmp_path).as_posix() for each in made] == [
        "erqi.board/backups/manual-20261123-090000",
        "erqi.board/backups/manual-20261123-090000-2",
        "new",
        "usb/erqi.board-20261123-090000",
        "usb/erqi.board-20261123-090000-2",
    ]
    assert all(loaded(each).seq == 1 for each in made)


def test_where_a_copy_cannot_go(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    other = new_board(tmp_path / "other")
    (tmp_path / "file").write_text("mine")

    for target, code in (
        (other, "board_exists"),
        (path, "board_exists"),
        (tmp_path / "file", "not_a_folder"),
        (tmp_path / "none" / "deep", "backup_failed"),
    ):
        with pytest.raises(StoreError, match=code):
            take_by_hand(path, NOW, target)


def test_a_damaged_board_is_not_copied_by_hand(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    (path / "board.json").write_bytes(b"")

    with pytest.raises(StoreError, match="damaged"):
        take_by_hand(path, NOW)


def test_a_busy_board_and_no_board(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    with Lock(str(path / "lock"), Files(), name="me", seconds=1), pytest.raises(StoreError, match="store_busy"):
        take(path, tmp_path / "copy", lock_seconds=0.02)
    with pytest.raises(StoreError, match="no_board"):
        take(tmp_path / "nowhere", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_whoever_leaves_stops_the_copy(tmp_path: Path) -> None:
    path = new_board(tmp_path)

    assert take_due(path, NOW, stopped=lambda: True) == []
    assert copies(path) == []


def test_a_copy_is_found_by_name_and_by_path(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    take_due(path, NOW)

    assert find(path, "daily-20261123") == path / "backups" / "daily-20261123"
    assert find(path, str(path)) == path
    with pytest.raises(StoreError, match="no_backup"):
        find(path, "daily-20200101")


def test_what_a_folder_holds_in_two_words(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    assert standing(path) == (loaded(path).store, 1)
    Journal(path).commit(add("甲"))
    assert standing(path) == (loaded(path).store, 2)
    assert standing(tmp_path) is None


# ----------------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize("how", [errno.ENOSPC, errno.EIO, errno.EACCES, "short", "crash"])
def test_each_call_of_a_backup_fails(tmp_path: Path, how: int | str) -> None:
    original = new_board(tmp_path)
    store = Journal(original)
    store.commit(add("甲"))
    store.compact()
    take_due(original, NOW - timedelta(days=1))
    store.commit(add("乙"))
    for nth in range(1, 400):
        path = tmp_path / f"{nth}" / original.name
        shutil.copytree(original, path, copy_function=shutil.copy2)
        before = own(path)
        files = FailingFiles(nth, how)
        with contextlib.suppress(StoreError, Crash):
            take_due(path, NOW, files=files)
        assert own(path) == before
        for name in names(path):  # whatever looks like a copy is one
            assert titles(loaded(path / "backups" / name)) in (["甲"], ["甲", "乙"])
        take_due(path, NOW)
        assert [name for name in copies(path) if name.startswith(".")] == []
        assert titles(loaded(path / "backups" / "daily-20261123")) == ["甲", "乙"]
        shutil.rmtree(path.parent)
        if not files.failed:
            break
    assert 60 < nth < 399


def test_a_copy_survives_a_power_cut(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    Journal(path).commit(add("甲"))
    disk = Disk(path)
    made = take_due(path, NOW, files=DiskFiles(disk))

    after = disk.cut_power(tmp_path / "after")
    disk.close()
    for name in made:
        assert titles(loaded(after / "backups" / name)) == ["甲"]


def test_what_makers_and_removers_that_died_left_is_swept(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    for name in (f"{folders.NEW}dead", f"{folders.OLD}dead", f"{folders.NEW}alive"):
        (path / "backups" / name).mkdir()
        (path / "backups" / name / "lock").touch()
    with Lock(str(path / "backups" / f"{folders.NEW}alive" / "lock"), Files(), name="me", seconds=1):
        take_due(path, NOW)

    assert copies(path) == [f"{folders.NEW}alive", "daily-20261123", "session-20261123-090000"]
    assert backups.names(path) == ["session-20261123-090000", "daily-20261123"]
