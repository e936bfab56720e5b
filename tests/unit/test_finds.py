"""Recent and saved filters: kept across runs, and no more than a convenience."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from board.finds import RECENT, Finds


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "finds.json"


def test_lines_used_come_back_the_newest_first_and_once(path: Path):
    finds = Finds(path)
    for line in ("@城管局", "逾期", " @城管局 ", "", "无主"):
        finds.used(line)
    assert Finds(path).recent == ("无主", "@城管局", "逾期")


def test_only_so_many_are_remembered(path: Path):
    finds = Finds(path)
    for number in range(RECENT + 5):
        finds.used(f"第{number}段")
    assert Finds(path).recent == tuple(f"第{number}段" for number in range(RECENT + 4, 4, -1))


def test_a_saved_line_is_meant_by_its_name(path: Path):
    Finds(path).save("曝光逾期", "逾期 #曝光")
    assert Finds(path).meant(" 曝光逾期 ") == ("曝光逾期", "逾期 #曝光")
    assert Finds(path).meant("曝光") == ("", "曝光")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("曝光逾期=逾期 #曝光", ("曝光逾期", "逾期 #曝光")),
        (" 周报 ＝ 本周 ", ("周报", "本周")),
        ("周报=", ("周报", "")),
    ],
)
def test_a_line_may_name_itself(typed: str, meant: tuple[str, str]):
    assert Finds.is_named(typed)
    assert Finds().meant(typed) == meant


@pytest.mark.parametrize("typed", ["", "逾期", "=逾期", "@城管局=1", "#a=b", "“a=b”"])
def test_a_line_that_names_nothing(typed: str):
    assert not Finds.is_named(typed)
    assert Finds().meant(typed) == ("", typed)


def test_an_empty_line_takes_the_name_away(path: Path):
    finds = Finds(path)
    finds.save("周报", "本周")
    finds.save("周报", "  ")
    assert dict(Finds(path).saved) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"recent": 1, "saved": {}}', b'{"recent": [], "saved": []}',
        b"[" * 99_999,
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_costs_the_memory_and_nothing_else(path: Path, content: bytes):
    path.parent.mkdir()
    path.write_bytes(content)
    finds = Finds(path)
    assert (finds.recent, dict(finds.saved)) == ((), {})
    finds.used("逾期")
    assert json.loads(path.read_text(encoding="utf-8")) == {"recent": ["逾期"], "saved": {}}


def test_a_place_that_cannot_be_written_costs_nothing_but_the_memory_of_it(path: Path):
    path.parent.write_text("", encoding="utf-8")  # a file where the folder should be
    finds = Finds(path)
    finds.used("逾期")
    assert finds.recent == ("逾期",)
    assert Finds(path).recent == ()
