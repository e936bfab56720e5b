"""Every refusal and every mistake is one line in the user's language, with the exit code that it deserves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from board.cli.program import DEFECT, INTERRUPTED
from tests.cli.conftest import Cli

CHECKOUT = Path(__file__).resolve().parents[2]

CASES = [
    (1, ("move", "1", "巩固")),
    (1, ("move", "1", "待认领", "--reason", ""), 0),
    (2, ("show", "99")),
    (2, ("note", "99", "x")),
    (2, ("note", "1", "  ")),
    (2, ("add", "")),
    (2, ("add", "\x1b\x07")),
    (2, ("add", "x", "--due", "下周八")),
    (2, ("add", "x", "--due", "2026-02-30")),
    (2, ("add", "x", "--group", "12")),
    (2, ("add", "x", "--kind", "杂事")),
    (2, ("add", "x", "--priority", "很高")),
    (2, ("add", "x", "--unit", " ", "--new-unit")),
    (2, ("add", "x\udcff")),
    (2, ("move", "1", "瞎走")),
    (2, ("due", "1")),
    (2, ("due", "1", "2026-12-05", "--none", "长期")),
    (2, ("due", "1", "--none", "永远")),
    (2, ("list", "--unit", "没有局")),
    (2, ("list", "--stage", "瞎走")),
    (2, ("list", "--kind", "杂事")),
    (2, ("list", "--group", "杂组")),
    (2, ("list", "--group")),
    (2, ("list", "--nothing")),
    (2, ("list", "--overdue=1")),
    (2, ("list", "x", "y")),
    (2, ("list", "--lang", "en")),
    (2, ("show",)),
    (2, ("show", "abc")),
    (2, ("show", "0")),
    (2, ("show", "1" * 5000)),
    (2, ("log", "--limit", "-1")),
    (2, ("lst",)),
    (2, ("--now", "明天", "list")),
    (2, ("--now", "2026-11-23T09:00+08:00", "list")),
    (2, ("--lang", "fr", "list")),
    (2, ("--store", "", "list")),
    (2, ("--unknown", "list")),
    (2, ("init", "--template", "atlantis")),
    (3, ("init",)),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case[1])[:40].encode("ascii", "replace").decode())
def test_a_mistake_is_one_line_and_an_exit_code(one: Cli, case: tuple, lang: str) -> None:
    code = case[-1] if len(case) == 3 else case[0]
    before = one("log", "--json").out
    said = one("--lang", lang, *case[1])

    assert said.code == code
    if code:
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert said.err.startswith("Error: " if lang == "en" and "fr" not in case[1] else "错误: ")
        assert one("log", "--json").out == before
    assert "Traceback" not in said.err


def test_an_error_says_what_to_do(one: Cli) -> None:
    assert one("move", "1", "巩固").err == (
        "错误: #1 不能直接到「巩固」，下一阶段是「达标」；怎么办: 先执行 board move 1 达标\n"
    )
    assert one("--lang", "en", "move", "1", "巩固").err == (
        "Error: #1 cannot go straight to Consolidating; the next stage is Met; what to do: first: board move 1 'Met'\n"
    )


def test_errors_name_units_not_ids(one: Cli) -> None:
    one("move", "1", "达标")
    one("move", "1", "巩固")
    said = one("move", "1", "销号", "--verifier", "甲", "--verifier-unit", "城管局")

    assert "由 城管局 负责" in said.err


def test_a_defect_is_one_line_and_its_traceback_goes_to_the_log(
    one: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "log" / "board.log"
    monkeypatch.setattr("board.cli.defects.log_path", lambda: log)
    monkeypatch.setattr("board.cli.session.Session.clock", lambda _self: 1 / 0)
    said = one("list")

    assert said.code == DEFECT
    assert said.err.count("\n") == 1
    assert "ZeroDivisionError" in said.err
    assert str(log) in said.err
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_a_defect_without_a_log_is_still_one_line(one: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr("board.cli.defects.log_path", lambda: tmp_path / "file" / "board.log")
    monkeypatch.setattr("board.cli.session.Session.clock", lambda _self: 1 / 0)
    said = one("list")

    assert (said.code, said.err.count("\n")) == (DEFECT, 1)


def test_ctrl_c_is_quiet(one: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_self: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("board.cli.session.Session.clock", interrupted)

    assert one("list") == (INTERRUPTED, "", "")


def board(*arguments: str, env: dict[str, str] | None = None, **settings: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "board", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        check=False,
        **{"capture_output": True, **settings},
    )


@pytest.mark.skipif(os.name == "nt", reason="a pipe and its reader")
def test_a_reader_that_has_seen_enough_is_no_error(one: Cli, board_path: Path) -> None:
    for _ in range(3):
        one("note", "1", "长" * 9000)
    read, write = os.pipe()
    os.close(read)
    try:
        done = board(
            "--store", str(board_path), "show", "1", capture_output=False, stdout=write, stderr=subprocess.PIPE
        )
    finally:
        os.close(write)

    assert (done.returncode, done.stderr) == (0, b"")


def test_output_is_utf8_on_any_locale(one: Cli, board_path: Path) -> None:
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = board("--store", str(board_path), "list", env=plain)

    assert done.returncode == 0
    assert "铁路沿线拆违绿化" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="bytes in arguments")
def test_bytes_that_are_no_text_are_refused(one: Cli, board_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "board", "--store", str(board_path), "add", "拆违".encode("gb18030")],
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2
    assert "UTF-8" in done.stderr.decode("utf-8")
    assert done.stderr.count(b"\n") == 1
