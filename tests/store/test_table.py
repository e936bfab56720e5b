"""TinyDB's own door: every public method of a table and of the database, over the live board."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document, Table

from board.errors import StoreError
from board.model.changes import Change
from board.store.table import JournalDB
from board.store.tinydb_store import JournalStorage, TinyStore
from tests.store.hands import TASKS, add, contents, loaded, new_board, same

NEXT = TASKS + 1


@pytest.fixture
def store(tmp_path: Path) -> Iterator[TinyStore]:
    store = TinyStore(new_board(tmp_path))
    yield store
    fresh = loaded(tmp_path / "erqi.board")  # whatever a test did, disk and memory agree
    assert same(fresh, store.load())
    store.close()


@pytest.fixture
def tasks(store: TinyStore) -> Table:
    return store.db.table("task")


def since(store: TinyStore, seq: int = 1) -> list[Change]:
    return list(store.changes(seq))


# ------------------------------------------------------------------------------------------ reading


def test_reading_methods_see_the_live_board(store: TinyStore, tasks: Table) -> None:
    assert len(tasks) == len(tasks.all()) == len(list(tasks)) == TASKS
    assert tasks.get(doc_id=3)["title"] == "第3项"
    assert tasks.get(where("title") == "第3项").doc_id == 3
    assert tasks.get(doc_id=99) is None
    assert [doc.doc_id for doc in tasks.get(doc_ids=[2, 99, 1])] == [1, 2]
    assert tasks.contains(where("no") == 3)
    assert not tasks.contains(doc_id=99)
    assert tasks.count(where("kind") == "problem") == len(tasks.search(where("kind") == "problem")) == 3

    store.commit(add("新的"))

    assert tasks.get(doc_id=NEXT)["title"] == "新的"
    assert len(tasks) == NEXT
    assert since(store)[0].action == "add"


def test_a_document_has_every_field_as_plain_data(tasks: Table) -> None:
    found = tasks.search(where("stage") == "unclaimed")

    assert len(found) == 4
    assert all(doc["co_units"] == [] and doc["priority"] == "normal" and doc["due_words"] == "" for doc in found)


def test_a_search_never_serves_the_past_of_another_process(store: TinyStore, tasks: Table, tmp_path: Path) -> None:
    query = where("title") == "别人的"
    assert tasks.search(query) == []

    TinyStore(tmp_path / "erqi.board").commit(add("别人的"))

    assert len(tasks.search(query)) == 1


def test_spoiling_a_result_spoils_nothing(tasks: Table) -> None:
    for doc in tasks.search(Query().no >= 1):
        doc["title"] = "坏了"
        doc["tags"].append("坏了")

    assert not tasks.contains(where("title") == "坏了")
    assert tasks.get(doc_id=1)["tags"] == []


# ------------------------------------------------------------------------------------------ writing


def test_insert_gives_the_next_number_and_is_one_change(store: TinyStore, tasks: Table) -> None:
    assert tasks.insert({"title": "甲", "kind": "problem"}) == NEXT
    assert tasks.insert(Document({"title": "乙"}, doc_id=NEXT + 5)) == NEXT + 5
    assert tasks.insert({"title": "丙"}) == NEXT + 6

    assert [change.action for change in since(store)] == ["add"] * 3
    assert loaded(Path(store.db.storage.journal._place.folder)).tasks[NEXT].kind == "problem"


def test_a_number_that_was_given_is_not_given_again(store: TinyStore, tasks: Table) -> None:
    tasks.insert({"title": "甲"})
    tasks.remove(doc_ids=[NEXT])

    for taken in (1, NEXT):
        with pytest.raises(ValueError, match="already exists"):
            tasks.insert(Document({"title": "乙"}, doc_id=taken))
    with pytest.raises(ValueError, match="given by the board"):
        tasks.insert({"title": "乙", "no": 1})
    assert tasks.insert({"title": "乙", "no": NEXT + 1}) == NEXT + 1


def test_insert_multiple_is_one_change_or_none(store: TinyStore, tasks: Table) -> None:
    assert tasks.insert_multiple({"title": title} for title in "甲乙") == [NEXT, NEXT + 1]
    with pytest.raises(ValueError, match="Mapping"):
        tasks.insert_multiple([{"title": "丙"}, "no document"])  # type: ignore[list-item]
    with pytest.raises(StoreError, match="bad_value"):
        tasks.insert_multiple([{"title": "丙"}, {"title": 7}])
    with pytest.raises(StoreError, match="bad_value"):
        tasks.insert({"kind": "problem"})

    [change] = since(store)
    assert len(change.ops) == 2


def test_update_sets_what_differs(store: TinyStore, tasks: Table) -> None:
    assert tasks.update({"person": "网格长"}, where("kind") == "check") == [10, 11, 12]
    assert tasks.update({"person": "网格长"}, doc_ids=[12, 13, 99]) == [12, 13]
    assert tasks.update({"person": "网格长"}, doc_ids=[99]) == []
    assert tasks.update({"person": "网格长"}, where("kind") == "check") == [10, 11, 12]

    first, second = since(store)
    assert [(op.op, op.id, op.field, op.value, op.old) for op in first.ops] == [
        ("set", no, "person", "网格长", "") for no in (10, 11, 12)
    ]
    assert [op.id for op in second.ops] == [13]


def test_update_takes_functions_and_can_be_without_a_condition(store: TinyStore, tasks: Table) -> None:
    tasks.update({"planned": 5.0}, doc_ids=[1])
    tasks.update(increment("planned"), doc_ids=[1])
    assert tasks.get(doc_id=1)["planned"] == 6.0
    tasks.update(delete("planned"), doc_ids=[1])
    assert tasks.get(doc_id=1)["planned"] is None
    assert tasks.update({"area": "一区"}) == list(range(1, TASKS + 1))

    assert [len(change.ops) for change in since(store)] == [1, 1, 1, TASKS]


def test_update_refuses_what_the_board_gives_or_cannot_be_without(store: TinyStore, tasks: Table) -> None:
    with pytest.raises(ValueError, match="given by the board"):
        tasks.update({"no": 9}, doc_ids=[1])
    with pytest.raises(ValueError, match="cannot be without"):
        tasks.update(delete("title"), doc_ids=[1])
    with pytest.raises(StoreError, match="unknown_field"):
        tasks.update({"colour": "red"}, doc_ids=[1])
    with pytest.raises(StoreError, match="bad_value"):
        tasks.update({"stage": "nowhere"}, doc_ids=[1])
    with pytest.raises(ZeroDivisionError):
        tasks.update(lambda doc: 1 / 0, doc_ids=[1])  # type: ignore[arg-type,return-value]

    assert since(store) == []


@pytest.mark.parametrize(
    "due", ["今天", "2026-13-01", "2026-02-30", "20261201", "2026-W48-1", "2026-12-01 15:00", "x" * 99]
)
def test_what_is_no_date_is_not_written_where_a_date_stands(store: TinyStore, tasks: Table, due: str) -> None:
    with pytest.raises(StoreError, match="bad_value"):
        tasks.update({"due": due}, doc_ids=[1])
    with pytest.raises(StoreError, match="bad_value"):
        tasks.insert({"title": "新", "due": due})

    assert since(store) == []

    tasks.update({"due": "2026-12-01T15:00"}, doc_ids=[1])
    tasks.update({"due": None}, doc_ids=[1])
    assert len(since(store)) == 2


def test_update_multiple_takes_a_generator(store: TinyStore, tasks: Table) -> None:
    pairs = [({"area": "一区"}, where("no") == 2), ({"area": "二区"}, where("no") == 3)]

    assert tasks.update_multiple(pair for pair in pairs) == [2, 3]

    [change] = since(store)
    assert [(op.id, op.value) for op in change.ops] == [(2, "一区"), (3, "二区")]


def test_upsert_updates_what_matches_or_inserts(store: TinyStore, tasks: Table) -> None:
    assert tasks.upsert({"person": "路长"}, where("no") == 2) == [2]
    assert tasks.upsert({"title": "新"}, where("title") == "新") == [NEXT]
    assert tasks.upsert({"title": "新"}, where("title") == "新") == [NEXT]
    assert tasks.upsert(Document({"person": "所长"}, doc_id=4)) == [4]
    assert tasks.upsert(Document({"title": "更新"}, doc_id=NEXT + 9)) == [NEXT + 9]
    with pytest.raises(ValueError, match="condition"):
        tasks.upsert({"title": "新"})

    assert [change.action for change in since(store)] == ["edit", "add", "edit", "add"]


def test_remove_takes_what_belongs_to_the_task_along(store: TinyStore, tasks: Table) -> None:
    assert tasks.remove(doc_ids=[2, 99]) == [2]
    assert tasks.remove(where("kind") == "check") == [10, 11, 12]
    assert tasks.remove(where("kind") == "check") == []
    with pytest.raises(RuntimeError):
        tasks.remove()

    first, second = since(store)
    assert sorted((op.entity, op.id) for op in first.ops) == [("item", 1), ("note", 1), ("task", 2)]
    assert len(second.ops) == 3
    assert store.load().notes(2) == ()


def test_truncate_and_drop_table_empty_it_as_one_change(store: TinyStore) -> None:
    store.db.table("item").truncate()
    store.db.drop_table("note")
    store.db.drop_table("note")

    assert [len(change.ops) for change in since(store)] == [2, 1]
    assert len(store.db.table("item")) == len(store.db.table("note")) == 0
    assert store.db.table("note").insert({"task": 1, "text": "x", "when": "2026", "who": "w"}) == 2


# ------------------------------------------------------------------------------------- the database


def test_the_database_answers_for_its_tasks(store: TinyStore) -> None:
    db = store.db

    assert len(db) == TASKS
    assert db.count(where("no") <= 3) == 3
    assert db.tables() >= {"task", "unit", "group", "note"}
    assert db.insert({"title": "甲"}) == NEXT
    assert "JournalDB" in repr(db)
    assert "task" in repr(db.table("task"))
    assert db.table("unit").get(doc_id=1)["name"] == "城管局"


def test_what_would_undo_other_hands_is_refused(store: TinyStore, tmp_path: Path) -> None:
    before = contents(tmp_path / "erqi.board")

    with pytest.raises(StoreError, match="whole_write"):
        store.db.drop_tables()
    with pytest.raises(StoreError, match="whole_write"):
        store.db.storage.write({})
    with pytest.raises(StoreError, match="unknown_table"):
        store.db.table("planets")

    assert contents(tmp_path / "erqi.board") == before


def test_even_a_stock_database_reads_through_the_storage(store: TinyStore, tmp_path: Path) -> None:
    stock = TinyDB(tmp_path / "erqi.board", storage=JournalStorage)

    assert stock.table("task").get(where("title") == "第3项").doc_id == 3
    with pytest.raises(StoreError, match="whole_write"):
        stock.table("task").insert({"title": "x"})


def test_a_table_has_no_other_public_method_than_those_tried_here() -> None:
    tried = inspect.getsource(inspect.getmodule(test_a_table_has_no_other_public_method_than_those_tried_here))
    public = {name for name, _ in inspect.getmembers(Table, inspect.isfunction) if not name.startswith("_")}

    assert {name for name in public if f"tasks.{name}(" not in tried} <= {"truncate", "clear_cache"}
    assert issubclass(JournalDB, TinyDB)
