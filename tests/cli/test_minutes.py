"""`board minutes`: which meeting, what is printed, and that nothing is overwritten unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Cli
from tests.cli.test_read_only import everything


@pytest.fixture
def met(one: Cli) -> Cli:
    """The same, and a meeting was held in which a task was added and a note written."""
    assert one("meeting", "start", "推进会").code == 0
    assert one("add", "滨河公园照明补亮 @住建局 ^12月5日").code == 0
    assert one("note", "1", "已进场").code == 0
    assert one("meeting", "end").code == 0
    return one


@pytest.mark.parametrize("ending", ["docx", "md", "json"])
def test_the_file_lies_where_stdout_says_and_stderr_tells_how_much(met: Cli, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"纪要.{ending}"

    said = met("minutes", file)

    assert (said.code, said.out) == (0, f"{file}\n")
    assert said.err == f"第 1 次会议纪要已写到 {file}：议定 2 条\n"
    shown = (
        "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
        if ending == "docx"
        else file.read_text(encoding="utf-8")
    )
    assert "滨河公园照明补亮" in shown
    assert "已进场" in shown


def test_the_last_meeting_unless_another_is_named(met: Cli, tmp_path: Path) -> None:
    assert met("meeting", "start", "第二次").code == 0
    names = []
    for place, option in enumerate(((), ("--meeting", "1"), ("--meeting", "2"))):
        file = tmp_path / f"{place}.json"
        assert met("minutes", *option, file).code == 0
        names.append(json.loads(file.read_text(encoding="utf-8"))["name"])

    assert names == ["第二次", "推进会", "第二次"]


def test_the_line_as_it_was_typed_is_in_json_only(met: Cli, tmp_path: Path) -> None:
    assert met("minutes", tmp_path / "m.json").code == 0
    assert met("minutes", tmp_path / "m.md").code == 0

    assert "滨河公园照明补亮 @住建局 ^12月5日" in (tmp_path / "m.json").read_text(encoding="utf-8")
    assert "@住建局" not in (tmp_path / "m.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("m.pdf",), 2, ".docx .md .json"),
        (("--meeting", "7", "m.md"), 2, "没有第7次会议"),
        (("--meeting", "x", "m.md"), 2, "x"),
        (("missing/m.md",), 3, "m.md"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    met: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = met("minutes", *arguments)

    assert (answer.code, answer.out, answer.err.count("\n")) == (code, "", 1)
    assert said in answer.err


def test_before_any_meeting_there_are_no_minutes(one: Cli, tmp_path: Path) -> None:
    assert (one("minutes", tmp_path / "m.md").code, list(tmp_path.glob("m*"))) == (1, [])


def test_a_file_is_overwritten_only_when_that_is_asked_for(met: Cli, tmp_path: Path) -> None:
    file = tmp_path / "m.md"
    file.write_text("mine")

    assert met("minutes", file).code == 1
    assert file.read_text() == "mine"
    assert met("minutes", "--force", file).code == 0


def test_a_read_only_board_gives_its_minutes_and_stays_as_it_is(met: Cli, tmp_path: Path, board_path: Path) -> None:
    before = everything(board_path)

    assert met("--read-only", "minutes", tmp_path / "elsewhere.docx").code == 0
    assert everything(board_path) == before
