"""What is no board, or one that cannot be read: one clear code each, and the files untouched."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from board.errors import StoreError
from board.store import snapshot
from board.store.creation import create, replace_demo
from board.store.files import Files
from board.store.journal import Journal
from board.store.reader import TinyReader
from tests.store.hands import add, contents, first_change, new_board


def rewritten(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        file = path / "board.json"
        file.write_bytes(change(file.read_bytes()))

    return spoil


def without_board(path: Path) -> None:
    (path / "board.json").unlink()


def without_anything(path: Path) -> None:
    without_board(path)
    (path / "changes" / "000001.jsonl").unlink()
    (path / "changes").rmdir()


def no_folder(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def a_file(path: Path) -> None:
    no_folder(path)
    path.write_text("a letter")


def board_is_a_folder(path: Path) -> None:
    without_board(path)
    (path / "board.json").mkdir()


def doubled(data: bytes) -> bytes:
    return data.replace(b'"task":{"1":{"no":1,', b'"task":{"1":{"no":1,"no":1,')


CASES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "nothing there": (no_folder, "no_board", ""),
    "a file": (a_file, "not_a_folder", ""),
    "an empty folder": (without_anything, "no_board", ""),
    "no snapshot": (without_board, "damaged", "missing"),
    "zero bytes": (rewritten(lambda _: b""), "damaged", "empty"),
    "only NULs": (rewritten(lambda data: bytes(len(data))), "damaged", "empty"),
    "a picture": (rewritten(lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "not_a_board", ""),
    "a letter": (rewritten(lambda _: "提质办".encode()), "not_a_board", ""),
    "another program's JSON": (rewritten(lambda _: b'{"name": "x"}'), "not_a_board", ""),
    "a list": (rewritten(lambda _: b"[1, 2]"), "not_a_board", ""),
    "another TinyDB": (rewritten(lambda _: b'{"_default": {"1": {"a": 1}}}'), "not_a_board", ""),
    "half of it": (rewritten(lambda data: data[: len(data) // 2]), "damaged", "column"),
    "its first bytes": (rewritten(lambda data: data[:25]), "damaged", ""),
    "a duplicate key": (rewritten(doubled), "damaged", "duplicate key 'no'"),
    "NaN": (rewritten(lambda data: data.replace(b'"no":1,', b'"no":NaN,')), "damaged", "NaN"),
    "a lone surrogate": (rewritten(lambda data: data.replace(b'"no":1,', b'"no":1,"title":"\\ud800",')), "damaged", ""),
    "not UTF-8": (rewritten(lambda data: data.replace("二七区".encode(), b"\xff\xfe")), "damaged", "utf-8"),
    "another title": (
        rewritten(lambda data: data.replace("二七区".encode(), "金水区".encode())),
        "damaged",
        "checksum",
    ),
    "written by stock TinyDB": (rewritten(lambda data: json.dumps(json.loads(data)).encode()), "damaged", "checksum"),
    "a newer format": (rewritten(lambda data: data.replace(b'"format":1,', b'"format":2,')), "from_newer_version", ""),
    "a much newer one": (
        rewritten(lambda _: b'{"_meta": {"1": {"format": 77, "how": "?"}}}'),
        "from_newer_version",
        "",
    ),
    "no format": (rewritten(lambda _: b'{"_meta": {"1": {"format": "one"}}}'), "damaged", "format"),
    "a format of zero": (rewritten(lambda data: data.replace(b'"format":1,', b'"format":0,')), "damaged", "format"),
    "a folder as snapshot": (board_is_a_folder, "unreadable", ""),
}


@pytest.mark.parametrize(("spoil", "code", "detail"), CASES.values(), ids=CASES)
def test_it_is_refused_by_its_code_and_left_as_it_is(
    tmp_path: Path, spoil: Callable[[Path], None], code: str, detail: str
) -> None:
    path = new_board(tmp_path)
    spoil(path)
    before = contents(tmp_path)

    for work in (TinyReader(path).load, TinyReader(path).poll, lambda: Journal(path).commit(add("x"))):
        with pytest.raises(StoreError) as caught:
            work()
        assert caught.value.code == code
        assert detail in caught.value.params.get("detail", "")

    assert contents(tmp_path) == before
    assert caught.value.exit_code == 3


def test_every_flipped_bit_of_the_head_of_a_snapshot_is_refused(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    data = (path / "board.json").read_bytes()

    for place in range(data.index(b'"office":{"1"') + 40):
        for bit in range(8):
            flipped = data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]
            with pytest.raises(StoreError):
                snapshot.decode(flipped)


def test_a_format_is_read_from_no_more_than_the_head(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    file = path / "board.json"
    head = re.sub(rb'"format":1,"checksum":"\w+"', b'"format":9,"sum":[]', file.read_bytes()[:200])
    file.write_bytes(head)

    with pytest.raises(StoreError) as caught:
        TinyReader(path).load()

    assert (caught.value.code, caught.value.params) == ("from_newer_version", {"format": 9, "ours": 1})


def test_a_wrong_type_under_a_right_checksum_is_damage(tmp_path: Path) -> None:
    from zlib import crc32

    path = new_board(tmp_path)
    file = path / "board.json"
    data = file.read_bytes().replace(b'"no":2,', b'"no":[],')
    place = data.index(b'"checksum":"') + 12
    file.write_bytes(data[:place] + b"%08x" % crc32(data[place + 8 :]) + data[place + 8 :])

    with pytest.raises(StoreError) as caught:
        TinyReader(path).load()

    assert caught.value.code == "damaged"
    assert "$.task" in caught.value.params["detail"]


# ----------------------------------------------------------------------------------------- creating


def test_a_folder_that_holds_a_board_is_not_made_anew(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    before = contents(path)

    with pytest.raises(StoreError, match="board_exists"):
        create(path, [first_change()])

    assert contents(path) == before


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    for make in (create, replace_demo):
        with pytest.raises(StoreError, match="folder_not_empty"):
            make(tmp_path, [first_change()])

    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_no_place_for_a_board(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")

    for make in (create, replace_demo):
        with pytest.raises(StoreError, match="not_a_folder"):
            make(tmp_path / "x", [first_change()])
        with pytest.raises(StoreError):
            make(tmp_path / "x" / "y", [first_change()])

    assert (tmp_path / "x").read_text() == "mine"


def test_an_empty_folder_becomes_a_board_and_so_does_one_far_down(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    for path in (tmp_path / "empty", tmp_path / "a" / "b" / "c"):
        create(path, [first_change()])
        assert TinyReader(path).load().seq == 1
        assert sorted(each.name for each in path.iterdir()) == ["backups", "board.json", "changes", "lock"]


def test_a_change_that_does_not_fit_makes_no_board(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="bad_change"):
        create(tmp_path / "new", [first_change(), first_change()])

    assert list(tmp_path.iterdir()) == []


def test_a_demo_is_made_afresh_with_another_identity(tmp_path: Path) -> None:
    path = new_board(tmp_path, demo=True)
    wall = TinyReader(path, full_check=0)
    first = wall.load()
    Journal(path).commit(add("旧的"))
    wall.poll()

    replace_demo(path, [first_change(demo=True)])

    board = wall.poll()
    assert board is not None
    assert board.store != first.store
    assert (board.seq, len(board.tasks)) == (1, len(first.tasks))
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_board_that_is_no_demo_is_never_overwritten(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    Journal(path).commit(add("真的"))
    before = contents(path)

    with pytest.raises(StoreError, match="not_a_demo"):
        replace_demo(path, [first_change(demo=True)])
    (path / "board.json").write_bytes(b"")
    with pytest.raises(StoreError, match="damaged"):
        replace_demo(path, [first_change(demo=True)])

    assert contents(path) | {"board.json": None} == before | {"board.json": None}


def test_what_makers_that_died_left_behind_is_swept(tmp_path: Path) -> None:
    left = tmp_path / ".erqi.board.new-0a1b2c3d"
    (left / "changes").mkdir(parents=True)
    (left / "lock").touch()
    (tmp_path / ".erqi.board.new-notours").mkdir()

    new_board(tmp_path)

    assert sorted(each.name for each in tmp_path.iterdir()) == [".erqi.board.new-notours", "erqi.board"]


def test_of_two_makers_one_wins_and_neither_sweeps_the_other_away(tmp_path: Path) -> None:
    path = tmp_path / "erqi.board"

    class Slow(Files):
        """While it writes the snapshot, somebody else makes the same board."""

        def write_some(self, fd: int, data: bytes | memoryview) -> int:
            if not path.exists():
                create(path, [first_change()])
            return super().write_some(fd, data)

    with pytest.raises(StoreError, match="board_exists"):
        create(path, [first_change()], files=Slow())

    assert TinyReader(path).load().seq == 1
    assert [each.name for each in tmp_path.iterdir()] == ["erqi.board"]


# -------------------------------------------------------------------------------------- permissions


@pytest.fixture
def a_user(tmp_path: Path) -> None:
    """Somebody whom permissions bind."""
    secret = tmp_path.with_suffix(".secret")
    secret.touch(mode=0)
    if os.access(secret, os.R_OK):
        pytest.skip("root may do everything")


@pytest.mark.usefixtures("a_user")
def test_a_folder_without_write_permission_is_read_and_followed(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    before = contents(path)
    files = list(path.rglob("*"))
    for each in (*files, path):
        each.chmod(0o555 if each.is_dir() else 0o444)
    try:
        reader = TinyReader(path)
        assert reader.load().seq == 1
        assert reader.poll() is None
        assert len(list(reader.changes())) == 1
        with pytest.raises(StoreError, match="no_permission"):
            Journal(path).commit(add("x"))
        with pytest.raises(StoreError, match="no_permission"):
            create(path / "inner", [first_change()])
    finally:
        for each in (path, *files):
            each.chmod(0o755 if each.is_dir() else 0o644)
    assert contents(path) == before


@pytest.mark.usefixtures("a_user")
def test_a_board_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    (path / "board.json").chmod(0)

    with pytest.raises(StoreError, match="no_permission"):
        TinyReader(path).load()
