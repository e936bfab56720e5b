"""How a board begins: init, demo, the first start; and which board, language, name and clock are used."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from board.settings import default_store, demo_store
from tests.cli.conftest import NOW, Cli


class Terminal(io.StringIO):
    """A person who types these lines."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the screen was opened with; it closes at once."""
    import board.ui.app

    calls: list[dict[str, Any]] = []

    def run_board(reader: Any, **given: Any) -> int:
        calls.append({"board": reader.load(), "writes": hasattr(reader, "commit"), **given})
        return 0

    monkeypatch.setattr(board.ui.app, "run_board", run_board)
    monkeypatch.setattr("board.cli.starting.has_terminal", lambda: True)
    return calls


def test_init_makes_a_board_from_the_erqi_template(cli: Cli) -> None:
    said = cli("init")

    assert (said.code, said.out) == (0, "")
    assert "8 个工作组" in said.err
    assert cli("list", "--group", "治堵").code == 0


def test_init_takes_the_empty_template_and_files(cli: Cli, bare: Cli, tmp_path: Path) -> None:
    mine = tmp_path / "金水.toml"
    mine.write_text('[office]\ndistrict = "金水区"\n[[groups]]\nname = "一组"\n', encoding="utf-8")

    assert "8 groups" in cli("--lang", "en", "init", "--template", "empty").err
    assert "1 groups" in bare("--lang", "en", "--store", tmp_path / "b", "init", "--template", mine).err


def test_a_wrong_template_makes_no_board(cli: Cli, board_path: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[office]\ndistrct = "金水区"\n', encoding="utf-8")
    said = cli("init", "--template", mine)

    assert said.code == 2
    assert "office.distrct" in said.err
    assert not board_path.exists()


def test_init_refuses_a_folder_that_holds_a_board_or_anything_else(one: Cli, bare: Cli, tmp_path: Path) -> None:
    assert one("init").code == 3
    assert len(one("list", "--json").json) == 1
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "x.txt").write_text("x", encoding="utf-8")
    assert bare("--store", tmp_path / "papers", "init").code == 3
    assert [path.name for path in (tmp_path / "papers").iterdir()] == ["x.txt"]


def test_the_demo_has_a_folder_of_its_own_and_is_made_afresh(bare: Cli) -> None:
    assert bare("--now", NOW, "demo", "--no-open").code == 0
    demo = ("--store", demo_store(), "--now", NOW)
    count = len(bare(*demo, "list", "--json").json)
    assert count > 300
    bare(*demo, "add", "我加的")

    bare("--now", NOW, "demo", "--no-open", "--keep")
    assert len(bare(*demo, "list", "--json").json) == count + 1
    bare("--now", NOW, "demo", "--no-open")
    assert len(bare(*demo, "list", "--json").json) == count
    assert not default_store().exists()


def test_demo_keep_makes_one_where_there_is_none(cli: Cli) -> None:
    assert cli("demo", "--keep", "--no-open").code == 0
    assert cli("list").code == 0


@pytest.mark.parametrize("arguments", [("demo", "--no-open"), ("demo", "--no-open", "--keep")])
def test_the_demo_never_takes_the_place_of_a_real_board(one: Cli, arguments: tuple[str, ...]) -> None:
    said = one(*arguments)

    assert said.code == 3
    assert "正式看板" in said.err
    assert len(one("list", "--json").json) == 1


def test_board_opens_the_screen_on_the_store_that_was_named(one: Cli, opened: list[dict[str, Any]]) -> None:
    assert one().code == 0

    [call] = opened
    assert len(call["board"].tasks) == 1
    assert (call["who"], call["read_only"], call["writes"]) == ("张秘书", False, True)
    assert call["messages"].lang == "zh"
    assert call["clock"]().isoformat() == "2026-11-23T09:00:00"
    assert call["settings"].theme == ""


def test_read_only_opens_what_cannot_write(one: Cli, opened: list[dict[str, Any]]) -> None:
    one("--read-only")

    assert (opened[0]["read_only"], opened[0]["writes"]) == (True, False)


def test_demo_opens_the_screen(cli: Cli, opened: list[dict[str, Any]]) -> None:
    cli("demo")

    assert opened[0]["board"].office.demo


@pytest.mark.parametrize(("typed", "units"), [("\n", True), ("1\n", True), ("x\n2\n", False), ("２\n", False)])
def test_a_first_start_offers_a_board(
    cli: Cli, opened: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, typed: str, units: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    said = cli()

    assert (said.code, said.out) == (0, "")
    assert "还没有看板" in said.err
    assert bool(opened[0]["board"].units) is units


@pytest.mark.parametrize("typed", ["0\n", "q\n", ""])
def test_a_first_start_may_be_left(
    cli: Cli,
    opened: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    board_path: Path,
    typed: str,
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))

    assert cli().code == 0
    assert not opened
    assert not board_path.exists()


def test_a_first_start_read_only_offers_nothing(cli: Cli, opened: list[dict[str, Any]]) -> None:
    assert cli("--read-only").code == 3


def test_without_a_terminal_the_screen_is_refused(one: Cli) -> None:
    said = one()

    assert said.code == 2
    assert "board list" in said.err
    assert one("demo", "--no-open").code == 3


def test_the_store_comes_from_the_option_the_environment_the_settings_or_the_machine(
    bare: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for place in (default_store(), tmp_path / "settings", tmp_path / "environment", tmp_path / "option"):
        bare("--store", place, "init")
        bare("--store", place, "add", place.name)
    settings = tmp_path / "settings.toml"

    def title(*options: str | Path) -> str:
        return bare(*options, "list", "--json").json[0]["title"]

    assert title() == "default.board"
    settings.write_text('store = "settings"', encoding="utf-8")
    monkeypatch.setenv("BOARD_CONFIG", str(settings))
    assert title() == "settings"
    monkeypatch.setenv("BOARD_STORE", str(tmp_path / "environment"))
    assert title() == "environment"
    assert title("--store", tmp_path / "option") == "option"


@pytest.mark.parametrize(
    "case",
    [
        ((), "", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ((), "", {"LANG": "en_GB.UTF-8"}, "en"),
        ((), "", {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US"}, "en"),
        ((), "", {"LANG": "C"}, "zh"),
        ((), "zh", {"LANG": "en_US"}, "zh"),
        (("--lang", "en"), "zh", {}, "en"),
        (("--lang=zh",), "en", {}, "zh"),
        (("--store", "--lang", "--lang", "en"), "", {}, "en"),
    ],
)
def test_the_language_comes_from_the_option_the_settings_or_the_environment(
    bare: Cli,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    case: tuple[tuple[str, ...], str, dict[str, str], str],
) -> None:
    options, setting, environment, spoken = case
    settings = tmp_path / "settings.toml"
    settings.write_text(f'lang = "{setting}"', encoding="utf-8")
    monkeypatch.setenv("BOARD_CONFIG", str(settings))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    said = bare(*options, "list", "--nothing")

    assert said.err.startswith("错误" if spoken == "zh" else "Error")


def test_the_name_comes_from_the_option_the_settings_the_system_or_is_the_secretary(
    erqi: Cli, bare: Cli, board_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.toml"
    monkeypatch.setenv("BOARD_CONFIG", str(settings))
    who = []

    def note(*options: str) -> None:
        bare("--store", board_path, *options, "add", "x")
        who.append(bare("--store", board_path, "log", "--json").json[0]["who"])

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    note()
    monkeypatch.setenv("USER", "tester")
    note()
    settings.write_text('name = "张三"', encoding="utf-8")
    note()
    note("--as", "李\x1b四 ")

    assert who == ["秘书", "tester", "张三", "李四"]


def test_the_clock_may_be_fixed(one: Cli, bare: Cli, board_path: Path) -> None:
    [row] = bare("--store", board_path, "--now", "2026-12-05", "list", "--json").json

    assert (row["lamp"], row["days_left"]) == ("red", -1)
