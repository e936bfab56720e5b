from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from tinydb import Query, TinyDB

from board import commands as do
from board.errors import BoardError, Conflict, Refused, StoreError
from board.model.board import Board
from board.model.changes import Change, Op
from board.model.task import Stage
from board.store import snapshot
from board.store.files import Files
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.conftest import NOW
from tests.store.hands import ME, TASKS, add, contents, first_change, loaded, new_board, retitle, same, titles
from tests.support import Story, actor, stories, well_filled


def test_a_new_board_holds_what_it_was_made_of(tmp_path: Path) -> None:
    board = loaded(new_board(tmp_path))

    assert board.seq == 1
    assert dict(board.next_ids) == {**well_filled().next_ids, **board.next_ids}
    assert [task.title for task in board.tasks.values()] == [task.title for task in well_filled().tasks.values()]


def test_a_commit_is_there_for_whoever_comes_next(tmp_path: Path) -> None:
    path = new_board(tmp_path)

    done = TinyStore(path).commit(add("修路"))

    assert (done.seq, done.change.seq, done.board.seq) == (2, 2, 2)
    assert same(loaded(path), done.board)
    assert titles(done.board) == ["修路"]


def test_the_change_given_back_is_the_one_that_others_read(tmp_path: Path) -> None:
    path = new_board(tmp_path)

    done = TinyStore(path).commit(lambda _: Change(
        id="a", who="w", when="2026-11-23T09:00:00", action="edit",
        ops=(Op(op="set", entity="task", id=1, field="co_units", value=(1, 2), old=()),),
    ))  # fmt: skip

    assert done.change.ops[0].value == [1, 2]
    assert list(TinyReader(path).changes(1)) == [done.change]


def test_a_refusal_writes_nothing(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path)
    before = contents(path)

    with pytest.raises(Refused):
        store.commit(do.void(ME, 1, reason=""))
    with pytest.raises(ZeroDivisionError):
        store.commit(lambda _: 1 / 0)  # type: ignore[arg-type,return-value]

    assert contents(path) == before


def test_a_conflict_comes_through_with_both_values_and_writes_nothing(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    seen = loaded(path)
    TinyStore(path).commit(retitle(1, "别人的"))
    before = contents(path)

    with pytest.raises(Conflict) as caught:
        TinyStore(path).commit(do.edit(actor(seen=seen), 1, title="我的"))

    assert (caught.value.params["theirs"], caught.value.params["yours"]) == ("别人的", "我的")
    assert contents(path) == before


def test_history_is_read_from_any_point(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path)
    for title in "甲乙丙":
        store.commit(add(title))
        store.compact()

    assert [change.seq for change in store.changes()] == [1, 2, 3, 4]
    assert [change.seq for change in store.changes(2)] == [3, 4]
    assert list(store.changes(4)) == list(store.changes(99)) == []


def test_a_number_is_not_given_twice_even_after_its_task_is_gone(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path)
    added = store.commit(add("错的"))
    store.commit(do.undo(ME, added.change))
    store.compact()

    again = TinyStore(path).commit(add("对的"))

    assert list(again.board.tasks)[-1] == TASKS + 2


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, "\ud800", {"a": {1, 2}}, ["\udfff"], {"deep": [math.nan]}, object()],
)
def test_what_would_not_come_back_as_it_is_is_not_written(tmp_path: Path, value: object) -> None:
    path = new_board(tmp_path)
    before = contents(path)
    op = Op(op="set", entity="task", id=1, field="person", value=value, old="")

    with pytest.raises(StoreError, match="bad_value"):
        TinyStore(path).commit(lambda _: Change(id="x", who="w", when="2026", action="edit", ops=(op,)))

    assert contents(path) == before


def test_nesting_without_end_is_not_written(tmp_path: Path) -> None:
    value: list[object] = []
    for _ in range(5_000):
        value = [value]
    op = Op(op="set", entity="office", id=1, field="weights", value=value, old={})

    with pytest.raises(StoreError, match="nested"):
        TinyStore(new_board(tmp_path)).commit(lambda _: Change(id="x", who="w", when="2026", action="edit", ops=(op,)))


@pytest.mark.parametrize(
    ("op", "code"),
    [
        (Op(op="set", entity="task", id=999, field="title", value="x"), "bad_change"),
        (Op(op="add", entity="task", id=1, value={"no": 1, "title": "x"}), "bad_change"),
        (Op(op="set", entity="task", id=1, field="colour", value="x"), "unknown_field"),
        (Op(op="set", entity="task", id=1, field="title", value=7), "bad_value"),
        (Op(op="set", entity="planet", id=1, field="title", value="x"), "bad_change"),
    ],
)
def test_a_change_that_does_not_fit_is_not_written(tmp_path: Path, op: Op, code: str) -> None:
    path = new_board(tmp_path)
    before = contents(path)

    with pytest.raises(StoreError, match=code):
        TinyStore(path).commit(lambda _: Change(id="x", who="w", when="2026", action="edit", ops=(op,)))

    assert contents(path) == before


def test_stock_tinydb_opens_the_snapshot_and_queries_it(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path)
    store.commit(add("园林绿化"))
    store.compact()

    with TinyDB(path / "board.json", access_mode="r", encoding="utf-8") as stock:
        found = stock.table("task").get(Query().title == "园林绿化")
        underway = stock.table("task").search(Query().stage == Stage.UNDERWAY)
        [meta] = stock.table("_meta").all()
        units = len(stock.table("unit"))

    assert found is not None
    assert found.doc_id == TASKS + 1
    assert {doc["no"] for doc in underway} == {
        task.no for task in store.load().tasks.values() if task.stage is Stage.UNDERWAY
    }
    assert (meta["seq"], units) == (2, 4)


def test_compaction_changes_nothing_but_the_snapshot(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path)
    store.commit(add("甲"))
    before = store.load()

    assert store.compact() is True
    assert store.compact() is False

    assert same(loaded(path), before)
    store.commit(add("乙"))
    assert titles(loaded(path)) == ["甲", "乙"]
    assert sorted(each.name for each in (path / "changes").iterdir()) == ["000001.jsonl", "000002.jsonl"]


def test_a_large_journal_asks_for_compaction(tmp_path: Path) -> None:
    store = TinyStore(new_board(tmp_path))
    store.load()
    assert not store.wants_compaction()

    for _ in range(4):
        store.commit(do.note(ME, list(range(2, 15)), "很长的进展" * 4_000))

    assert store.wants_compaction()
    store.compact()
    assert not store.wants_compaction()


def test_what_is_left_of_a_compaction_that_died_is_swept(tmp_path: Path) -> None:
    path = new_board(tmp_path)
    store = TinyStore(path)
    store.commit(add("甲"))
    (path / "board.json.new-0a1b2c3d").write_bytes(b"half")

    store.compact()

    assert sorted(each.name for each in path.iterdir()) == ["backups", "board.json", "changes", "lock"]


@settings(max_examples=settings.default.max_examples // 2)
@given(story=stories)
def test_memory_and_disk_agree_after_any_story(tmp_path_factory: pytest.TempPathFactory, story: Story) -> None:
    path = new_board(tmp_path_factory.mktemp("story"))
    store, history, board = TinyStore(path), list[Change](), Board()
    for count, (wish, _) in enumerate(story):
        board = store.load()
        try:
            history.append(store.commit(wish(board, history, ME)).change)
        except BoardError:
            assert store.load() is board
        if count % 7 == 6:
            store.compact()

    board = store.load()
    assert same(loaded(path), board)
    assert [change.id for change in store.changes(1)] == [change.id for change in history]
    store.compact()
    assert same(loaded(path), board)


def test_the_same_history_makes_the_same_board(tmp_path: Path) -> None:
    one = new_board(tmp_path)
    store = TinyStore(one)
    store.commit(add("甲"))
    store.commit(retitle(TASKS + 1, "乙"))

    from board.store.creation import create

    create(tmp_path / "again", store.changes())

    again = loaded(tmp_path / "again")
    assert titles(again) == ["乙"]
    assert again.seq == 3
    assert NOW.isoformat() == again.tasks[TASKS + 1].created_at
    assert first_change().id == next(TinyReader(one).changes()).id


def test_a_slow_compaction_does_not_overwrite_a_newer_snapshot(tmp_path: Path) -> None:
    path = new_board(tmp_path)

    class Slow(Files):
        """While its snapshot is being synced, somebody else commits and compacts."""

        def write_some(self, fd: int, data: bytes | memoryview) -> int:
            if not others and bytes(data).startswith(b'{"_meta"'):
                others.append(TinyStore(path))
                others[0].commit(add("乙"))
                others[0].compact()
            return super().write_some(fd, data)

    others: list[TinyStore] = []
    slow = TinyStore(path, files=Slow())
    slow.commit(add("甲"))
    slow.compact()

    assert others
    head = snapshot.head((path / "board.json").read_bytes())
    assert head is not None
    assert head.seq == 3
    assert not list(path.glob("board.json.*"))
    assert titles(loaded(path)) == ["甲", "乙"]
