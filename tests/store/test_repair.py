"""A repair saves every whole record, tells the rest, keeps the original, and leaves one sound board at every moment."""

from __future__ import annotations

import contextlib
import errno
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from board.errors import StoreError
from board.store import backups
from board.store.doctor import examine
from board.store.journal import Journal
from board.store.reader import TinyReader
from board.store.remains import read_sheet
from board.store.repair import repair
from tests.conftest import NOW
from tests.store.disks import Disk, DiskFiles
from tests.store.hands import (
    Crash,
    FailingFiles,
    add,
    check_whole,
    contents,
    loaded,
    new_board,
    retitle,
    rows,
    segment,
    titles,
)

LATER = NOW.replace(hour=10)


def used_board(folder: Path, *, compacted: bool = True) -> Path:
    """A board with six changes after the first, and a snapshot in their middle."""
    path = new_board(folder)
    store = Journal(path)
    for title in ("甲", "乙", "丙"):
        store.commit(add(title))
    if compacted:
        store.compact()
    store.commit(add("丁"))
    store.commit(retitle(1, "改过"))
    store.commit(add("戊"))
    return path


def spoil_line(path: Path, index: int, number: int = 1) -> None:
    file = segment(path, number)
    lines = file.read_bytes().splitlines(keepends=True)
    lines[index] = lines[index].replace(b'"who"', b'"wh0"')
    file.write_bytes(b"".join(lines))


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 4
    path.write_bytes(data)


def sound(path: Path) -> None:
    """The board is healthy, whole, and can be written."""
    report = examine(path)
    assert not report.damaged, report.findings
    check_whole(path)


def test_a_healthy_board_is_left_alone(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    before = contents(path)

    done = repair(path, LATER)

    assert (done.done, done.lost) == (False, ())
    assert contents(path) == before


def test_a_bad_line_is_told_and_all_others_stay(tmp_path: Path) -> None:
    path = used_board(tmp_path, compacted=False)
    spoil_line(path, 3)
    with pytest.raises(StoreError, match="damaged"):
        loaded(path)

    done = repair(path, LATER)

    assert titles(loaded(path)) == ["甲", "乙", "丁", "戊"]
    assert [(lost.code, lost.first, lost.last) for lost in done.lost] == [("bad_line", 0, 0), ("gap", 4, 4)]
    assert 'action="add"' in done.lost[0].told
    assert [change.action for change in TinyReader(path).changes()][3:] == ["lost", "add", "edit", "add", "repair"]
    kept = path / "backups" / done.kept
    assert b'"wh0"' in segment(kept).read_bytes()
    sound(path)


def test_a_lost_number_is_not_given_again(tmp_path: Path) -> None:
    path = used_board(tmp_path, compacted=False)
    last = max(loaded(path).tasks)
    spoil_line(path, -1)

    repair(path, LATER)
    board = Journal(path).commit(add("新的")).board

    assert max(board.tasks) > last


def test_the_snapshot_knows_what_a_lost_line_did(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    spoil_line(path, 2)
    board = loaded(path)

    done = repair(path, LATER)

    after = loaded(path)
    assert rows(after) == rows(board)
    assert after.store != board.store
    assert [(lost.code, lost.kept) for lost in done.lost] == [("bad_line", False), ("gap", True)]
    sound(path)


def test_a_lost_snapshot_is_made_from_the_history(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    board = loaded(path)
    for spoil in (lambda file: file.unlink(), lambda file: file.write_bytes(b""), lambda file: flip(file, 2000)):
        spoil(path / "board.json")
        done = repair(path, LATER)
        assert done.lost == ()
        assert rows(loaded(path), revisions=True) == rows(board, revisions=True)
    sound(path)


def test_rows_of_a_damaged_snapshot_fill_in_what_no_line_tells(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    board = loaded(path)
    segment(path, 1).unlink()
    data = (path / "board.json").read_bytes()
    (path / "board.json").write_bytes(data.replace("甲".encode(), b"\xff\xff\xff"))

    done = repair(path, LATER)

    missing = rows(board)["task"].keys() - rows(loaded(path))["task"].keys()
    assert [board.tasks[no].title for no in missing] == ["甲"]
    assert [lost.told for lost in done.lost if lost.code == "row"] == [f"task {no}" for no in missing]
    sound(path)


def test_a_snapshot_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    segment(path, 1).unlink()
    data = (path / "board.json").read_bytes()
    (path / "board.json").write_bytes(data[: data.index('"title":"丙"'.encode())])

    repair(path, LATER)

    assert titles(loaded(path)) == ["甲", "乙", "丁", "戊"]
    assert loaded(path).tasks[1].title == "改过"
    sound(path)


def test_a_backup_gives_what_the_present_files_lost(tmp_path: Path) -> None:
    path = used_board(tmp_path, compacted=False)
    board = loaded(path)
    backups.take_due(path, NOW)
    Journal(path).commit(add("己"))
    spoil_line(path, 2)
    flip(path / "board.json", 2000)

    done = repair(path, LATER)

    assert titles(loaded(path)) == [*titles(board), "己"]
    assert done.lost == ()
    sound(path)


def test_nothing_left_but_a_backup(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    board = loaded(path)
    backups.take_due(path, NOW)
    for file in (path / "changes").iterdir():
        file.write_bytes(b"\0" * 100)
    (path / "board.json").write_bytes(b"")

    done = repair(path, LATER)

    assert rows(loaded(path)) == rows(board)
    assert done.changes == board.seq
    sound(path)


def test_nothing_left_at_all_is_said_and_nothing_touched(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    segment(path).write_bytes(b"")
    (path / "board.json").write_bytes(b"")
    before = contents(path)

    with pytest.raises(StoreError, match="nothing_to_save"):
        repair(path, LATER)

    assert contents(path) == before


def test_a_board_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    backups.take_due(path, NOW)
    file = path / "board.json"
    file.write_bytes(file.read_bytes().replace(b'"format":1,', b'"format":7,'))
    spoil_line(path, 2)
    before = contents(path)

    for source in (None, path / "backups" / "daily-20261123"):
        with pytest.raises(StoreError, match="from_newer_version"):
            repair(path, LATER, source=source)

    assert contents(path) == before


def test_a_backup_is_restored_as_it_was(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    backups.take_due(path, NOW)
    saved = loaded(path)
    Journal(path).commit(add("后来"))
    wall = TinyReader(path, full_check=0)
    wall.load()

    done = repair(path, LATER, source=path / "backups" / "daily-20261123")

    shown = wall.poll()
    assert shown is not None
    assert rows(shown) == rows(saved)
    assert (done.source, [(lost.code, lost.first) for lost in done.lost]) == (
        "daily-20261123",
        [("left_behind", saved.seq + 1)],
    )
    assert titles(loaded(path / "backups" / done.kept))[-1] == "后来"
    assert max(Journal(path).commit(add("新")).board.tasks) > max(saved.tasks) + 1
    sound(path)


def test_a_second_repair_has_nothing_to_do(tmp_path: Path) -> None:
    path = used_board(tmp_path, compacted=False)
    spoil_line(path, 0)
    assert repair(path, LATER).done
    before = contents(path)

    assert not repair(path, LATER).done
    assert contents(path) == before


def test_the_board_is_busy_while_another_holds_it(tmp_path: Path) -> None:
    from board.store.files import Files
    from board.store.lock import Lock

    path = used_board(tmp_path)
    spoil_line(path, 2)
    with Lock(str(path / "lock"), Files(), name="me", seconds=1), pytest.raises(StoreError, match="store_busy"):
        repair(path, LATER, lock_seconds=0.02)


# --------------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize("how", [errno.ENOSPC, errno.EIO, "short", "crash"])
def test_each_call_of_a_repair_fails(tmp_path: Path, how: int | str) -> None:
    original = used_board(tmp_path)
    spoil_line(original, 2, 1)
    spoil_line(original, 1, 2)
    before = {name: data for name, (data, _) in contents(original).items()}
    for nth in range(1, 400):
        path = tmp_path / f"{nth}" / original.name
        shutil.copytree(original, path)
        files = FailingFiles(nth, how)
        with contextlib.suppress(StoreError, Crash):
            repair(path, LATER, files=files)
        now = {name: data for name, (data, _) in contents(path).items() if not name.startswith("backups")}
        if now["board.json"] == before["board.json"]:
            assert {name: now[name] for name in before} == before
            if how != "crash" and files.failed:
                assert now == before
        else:
            assert titles(loaded(path)) == ["甲", "乙", "丙", "丁", "戊"]
        repair(path, LATER)
        assert titles(loaded(path)) == ["甲", "乙", "丙", "丁", "戊"]
        sound(path)
        shutil.rmtree(path.parent)
        if not files.failed:
            break
    assert 60 < nth < 399


def test_a_repair_survives_a_power_cut(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    spoil_line(path, 1, 2)
    disk = Disk(path)
    repair(path, LATER, files=DiskFiles(disk))
    disk.close()

    sound(disk.cut_power(tmp_path / "after"))


# -------------------------------------------------------------------------------- random mutations

Mutation = Callable[[random.Random, Path], None]


def _file(chance: random.Random, path: Path) -> Path:
    return chance.choice([path / "board.json", *sorted((path / "changes").iterdir())])


def _flip(chance: random.Random, path: Path) -> None:
    file = _file(chance, path)
    data = bytearray(file.read_bytes())
    if data:
        place = chance.randrange(len(data))
        data[place] ^= 1 << chance.randrange(8)
        file.write_bytes(data)


def _cut(chance: random.Random, path: Path) -> None:
    file = _file(chance, path)
    data = file.read_bytes()
    file.write_bytes(data[: chance.randrange(len(data) + 1)])


def _hole(chance: random.Random, path: Path) -> None:
    file = _file(chance, path)
    data = bytearray(file.read_bytes())
    place = chance.randrange(len(data) + 1)
    data[place : place + 700] = bytes(len(data[place : place + 700]))
    file.write_bytes(data)


def _double(chance: random.Random, path: Path) -> None:
    file = _file(chance, path)
    lines = file.read_bytes().splitlines(keepends=True)
    if lines:
        index = chance.randrange(len(lines))
        file.write_bytes(b"".join([*lines[: index + 1], *lines[index:]]))


def _drop_line(chance: random.Random, path: Path) -> None:
    file = _file(chance, path)
    lines = file.read_bytes().splitlines(keepends=True)
    if lines:
        del lines[chance.randrange(len(lines))]
        file.write_bytes(b"".join(lines))


def _swap_lines(chance: random.Random, path: Path) -> None:
    file = _file(chance, path)
    lines = file.read_bytes().splitlines(keepends=True)
    chance.shuffle(lines)
    file.write_bytes(b"".join(lines))


def _delete(chance: random.Random, path: Path) -> None:
    _file(chance, path).unlink()


def _copy_file(chance: random.Random, path: Path) -> None:
    shutil.copy(_file(chance, path), path / "changes" / f"{chance.randrange(1, 6):06d}.jsonl.x"[:-2])


def _swap_files(chance: random.Random, path: Path) -> None:
    one, other = _file(chance, path), _file(chance, path)
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


def _folder(chance: random.Random, path: Path) -> None:
    file = _file(chance, path)
    file.unlink()
    file.mkdir()


MUTATIONS: list[Mutation] = [
    _flip, _flip, _cut, _hole, _double, _drop_line, _swap_lines, _delete, _copy_file, _swap_files, _folder,
]  # fmt: skip


def surviving(path: Path) -> set[str]:
    """The ids of all changes of which a whole line is in some file, but for what a younger one overrules."""
    found: set[str] = set()
    for file in (path / "board.json", *(path / "changes").iterdir()):
        if file.is_file():
            found |= {line.id for line in read_sheet(file.read_bytes(), file.name).lines}
    return found


@pytest.mark.parametrize("seed", range(150))
def test_whatever_happens_to_the_files(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = used_board(tmp_path, compacted=seed % 3 > 0)
    if seed % 4 == 0:
        backups.take_due(path, NOW)
        Journal(path).commit(add("己"))
    for _ in range(chance.choice([1, 1, 2, 3])):
        with contextlib.suppress(OSError, IndexError):
            chance.choice(MUTATIONS)(chance, path)
    there = surviving(path)
    refusal = ""
    try:
        loaded(path)
    except StoreError as error:
        refusal = error.code

    try:
        report = examine(path)
    except StoreError as error:
        assert error.code in ("no_board", "not_a_board")  # noqa: PT017
        return
    assert not (refusal and report.healthy), refusal
    if refusal == "from_newer_version":
        return
    try:
        done = repair(path, LATER)
    except StoreError as error:
        assert error.code == "nothing_to_save"  # noqa: PT017
        assert not there
        return

    sound(path)
    assert done.done == report.damaged
    kept = {change.id for change in TinyReader(path).changes()}
    unsaved = sum(lost.code in ("unfit", "overruled") for lost in done.lost)
    assert len(there - kept) <= unsaved
    assert not repair(path, LATER).done
