"""Boards of every version there was open in this one; those of an older one are written anew, and kept as they were."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from board.errors import StoreError
from board.store import migrations, snapshot
from board.store.doctor import examine
from board.store.journal import Journal
from board.store.migrations import STEPS, Step, upgraded
from board.store.reader import TinyReader
from tests.store.hands import add, contents, loaded, new_board, segment

STORED = Path(__file__).resolve().parents[2] / "fixtures" / "boards"
VERSIONS = sorted(int(each.name.partition("-")[2]) for each in STORED.iterdir())


def test_there_is_a_stored_board_and_a_step_for_every_version() -> None:
    assert list(range(1, snapshot.FORMAT + 1)) == VERSIONS
    assert sorted(STEPS) == VERSIONS[:-1]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stored_board_opens_and_goes_on(tmp_path: Path, version: int) -> None:
    path = tmp_path / "erqi.board"
    shutil.copytree(STORED / f"format-{version}", path)

    board = loaded(path)

    assert (board.seq, board.tasks[1].title, board.tasks[16].title) == (7, "金水河清淤", "铁路沿线拆违绿化")
    assert (board.tasks[16].person, board.notes(2)[-1].text, board.extensions(4)[-1].reason) == (
        "科长",
        "已进场",
        "雨季",
    )
    assert board.meeting is not None
    assert [change.seq for change in TinyReader(path).changes()] == list(range(1, 8))
    assert not examine(path).findings
    Journal(path).commit(add("后来"))
    assert loaded(path).seq == 8


# ------------------------------------------------------------- a version of tomorrow, with ours as the old one


def _wide_titles(tables: migrations.Tables) -> migrations.Tables:
    for document in tables["task"].values():
        document["title"] = f"〔{document['title']}〕"
    return tables


def _wide_change(change: dict[str, Any]) -> dict[str, Any]:
    for op in change["ops"]:
        if op["entity"] == "task" and op["op"] == "add":
            op["value"]["title"] = f"〔{op['value']['title']}〕"
        elif op["entity"] == "task" and op.get("field") == "title":
            op["value"] = f"〔{op['value']}〕"
    return change


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "FORMAT", 2)
    monkeypatch.setitem(STEPS, 1, Step(_wide_titles, _wide_change))


def old_board(folder: Path) -> Path:
    """A board of today with one task in its snapshot and one behind it."""
    path = new_board(folder)
    store = Journal(path)
    store.commit(add("甲"))
    store.compact()
    store.commit(add("乙"))
    return path


def test_an_older_board_is_brought_up_in_memory_and_not_touched(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = old_board(tmp_path)
    before = contents(path)
    request.getfixturevalue("tomorrow")

    board = loaded(path)

    assert [task.title for task in list(board.tasks.values())[-2:]] == ["〔甲〕", "〔乙〕"]
    assert TinyReader(path).poll() is not None
    assert contents(path) == before


@pytest.mark.parametrize("first", ["commit", "compact"])
def test_the_first_to_write_keeps_the_old_and_writes_the_new(
    tmp_path: Path, request: pytest.FixtureRequest, first: str
) -> None:
    path = old_board(tmp_path)
    today, before = loaded(path), {name: data for name, (data, _) in contents(path).items()}
    request.getfixturevalue("tomorrow")
    wall = TinyReader(path, full_check=0)
    wall.load()

    store = Journal(path)
    if first == "commit":
        store.commit(add("丙"))
    else:
        assert store.compact()
        store.commit(add("丙"))

    board = loaded(path)
    assert [task.title for task in list(board.tasks.values())[-3:]] == ["〔甲〕", "〔乙〕", "丙"]
    assert b'"format":2,' in (path / "board.json").read_bytes()[:40]
    shown = wall.poll()
    assert shown is not None
    assert list(shown.tasks.values()) == list(board.tasks.values())
    kept = {name: data for name, (data, _) in contents(path / "backups" / "before-format-2").items()}
    assert kept == before
    assert [change.seq for change in TinyReader(path).changes()] == list(range(1, today.seq + 2))
    assert store.compact()
    assert loaded(path).seq == today.seq + 1


def test_a_program_of_yesterday_writes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_board(tmp_path)
    yesterday = Journal(path)
    yesterday.load()
    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "FORMAT", 2)
        patch.setitem(STEPS, 1, Step(_wide_titles, _wide_change))
        Journal(path).commit(add("丙"))
    before = contents(path)

    with pytest.raises(StoreError, match="from_newer_version"):
        yesterday.commit(add("旧程序"))

    assert contents(path) == before


def test_without_room_for_the_copy_nothing_is_written(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = old_board(tmp_path)
    shutil.rmtree(path / "backups")
    (path / "backups").write_text("in the way")
    before = contents(path)
    request.getfixturevalue("tomorrow")

    with pytest.raises(StoreError):
        Journal(path).commit(add("丙"))

    assert contents(path) == before


def test_documents_that_are_not_of_their_version_are_damage(tmp_path: Path) -> None:
    def impossible(tables: migrations.Tables) -> migrations.Tables:
        return {"task": tables["no such table"]}

    with pytest.raises(StoreError, match="damaged"):
        upgraded({"task": {}}, 1, 2, {1: Step(impossible)})
    with pytest.raises(StoreError, match="damaged"):
        upgraded({"task": {}}, 1, 2, {})


def test_steps_follow_one_another() -> None:
    def mark(number: int) -> Step:
        return Step(lambda tables: {**tables, f"v{number}": {}})

    found = upgraded({}, 1, 4, {number: mark(number) for number in (1, 2, 3)})

    assert list(found) == ["v1", "v2", "v3"]


def test_the_lines_of_yesterday_stay_as_they_were_written(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = old_board(tmp_path)
    lines = segment(path, 2).read_bytes()
    request.getfixturevalue("tomorrow")
    Journal(path).commit(add("丙"))

    assert segment(path, 2).read_bytes() == lines
