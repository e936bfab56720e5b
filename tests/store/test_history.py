"""The history from its newest change back, and what others did a moment ago."""

from __future__ import annotations

from pathlib import Path

import pytest

from board import commands as do
from board.errors import StoreError
from board.reports.rows import touched
from board.store import backwards
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.store.hands import ME, add, new_board, retitle


def busy_board(folder: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> Path:
    """A board with a long line, short ones, and several segments; files are read `block` bytes at a time."""
    monkeypatch.setattr(backwards, "_BLOCK", block)
    path = new_board(folder)
    store = TinyStore(path)
    for number in range(4):
        store.commit(add(f"新事项{number}" * (200 if number == 2 else 1)))
        store.commit(do.note(ME, 1, f"进展{number}"))
        if number % 2:
            store.compact()
    return path


@pytest.mark.parametrize("block", [17, 100, 1 << 16])
def test_newest_first_is_the_history_turned_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    reader = TinyReader(busy_board(tmp_path, monkeypatch, block))

    assert list(reader.history()) == list(reader.changes())[::-1]


def test_the_history_of_a_task_is_what_touched_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = busy_board(tmp_path, monkeypatch, 100)
    store = TinyStore(path)
    item = store.commit(do.add_item(ME, 1, "清单")).change.ops[0].id
    store.commit(do.tick_item(ME, item, done=True))
    store.commit(retitle(2, "别的事项"))
    board = store.load()

    found = [change.seq for change in store.history(1) if 1 in touched(board, change.ops)]

    assert found == [change.seq for change in store.changes() if 1 in touched(board, change.ops)][::-1]
    assert [change.action for change in store.history(1)][:2] == ["tick_item", "add_item"]


def test_a_line_still_being_written_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = busy_board(tmp_path, monkeypatch, 100)
    newest = max((path / "changes").iterdir())
    TinyStore(path).commit(add("最后一项"))
    whole = newest.read_bytes()
    newest.write_bytes(whole + whole[:40])
    reader = TinyReader(path)

    assert [change.seq for change in reader.history()] == [change.seq for change in reader.changes()][::-1]


def test_damage_is_told_and_not_stepped_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = busy_board(tmp_path, monkeypatch, 100)
    oldest = min((path / "changes").iterdir())
    lines = oldest.read_bytes().splitlines(keepends=True)
    oldest.write_bytes(b"".join([lines[0], lines[1].replace(b"\xe6", b"\xe7", 1), *lines[2:]]))
    history = TinyReader(path).history()

    with pytest.raises(StoreError, match="damaged"):
        list(history)


def test_a_change_written_twice_comes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = busy_board(tmp_path, monkeypatch, 100)
    TinyStore(path).commit(add("写了两次"))
    segments = sorted((path / "changes").iterdir())
    line = segments[-1].read_bytes().splitlines(keepends=True)[-1]
    (path / "changes" / f"{len(segments) + 1:06d}.jsonl").write_bytes(line)

    assert [change.seq for change in TinyReader(path).history()][:2] == [10, 9]


def test_recent_tells_what_others_did_once(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    mine, others = TinyStore(path), TinyStore(path)
    mine.load()
    others.load()

    own = mine.commit(add("我的"))
    theirs = others.commit(add("别人的"))
    assert mine.poll() is not None

    assert [change.id for change in mine.recent()] == [theirs.change.id]
    assert mine.recent() == ()
    assert [change.id for change in others.recent()] == [own.change.id]


def test_recent_includes_what_a_commit_of_ones_own_caught_up_with(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    mine, others = TinyStore(path), TinyStore(path)
    mine.load()
    theirs = others.commit(add("别人的"))

    mine.commit(add("我的"))

    assert [change.id for change in mine.recent()] == [theirs.change.id]
    assert mine.poll() is None
