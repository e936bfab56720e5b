"""doctor, repair, backup, compact, as a person calls them; and --read-only, which no command gets around."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.cli.program import _SPECS
from board.store.journal import Journal
from board.store.reader import TinyReader
from tests.cli.conftest import Cli


def held(path: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(file.relative_to(path)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in path.rglob("*")
        if file.is_file()
    }


def without_lock(path: Path) -> dict[str, tuple[bytes, int]]:
    return {name: found for name, found in held(path).items() if name != "lock"}


def spoil(path: Path) -> None:
    """Damage the line of the newest change but one."""
    file = path / "changes" / "000001.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    lines[-2] = lines[-2].replace(b'"who"', b'"wh0"')
    file.write_bytes(b"".join(lines))


@pytest.fixture
def damaged(one: Cli, board_path: Path) -> Cli:
    one("note", "1", "一")
    one("note", "1", "二")
    spoil(board_path)
    return one


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody at a terminal who gives these answers."""
    answers: list[str] = []

    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return answers.pop(0)

    monkeypatch.setattr("sys.stdin", Terminal())
    return answers


# ------------------------------------------------------------------------------------------------ doctor


def test_a_sound_board(one: Cli, board_path: Path) -> None:
    before = held(board_path)
    said = one("doctor")

    assert (said.code, said.out) == (0, "")
    assert "1 个事项，2 条变更" in said.err
    assert "完好" in said.err
    assert held(board_path) == before


def test_a_damaged_board_is_told_with_its_places_and_what_to_do(damaged: Cli, board_path: Path) -> None:
    before = held(board_path)
    said, english = damaged("doctor"), damaged("--lang", "en", "doctor")

    assert (said.code, english.code) == (3, 3)
    assert "[损坏] changes/000001.jsonl:" in said.out
    assert "缺第 3-3 条变更" in said.out
    assert "board repair" in said.err
    assert "[damage] changes/000001.jsonl:" in english.out
    assert held(board_path) == before


def test_a_report_for_scripts(damaged: Cli) -> None:
    said = damaged("doctor", "--json")

    assert said.code == 3
    assert (said.json["healthy"], said.json["damaged"], said.json["format"]) == (False, True, 1)
    assert {finding["code"] for finding in said.json["findings"]} >= {"bad_line", "gap", "damaged"}


def test_no_board_to_examine(cli: Cli, board_path: Path) -> None:
    for command in (("doctor",), ("repair", "--yes"), ("backup",), ("compact",)):
        said = cli(*command)
        assert (said.code, said.out, said.err.count("\n")) == (3, "", 1)
    assert not board_path.exists()


# ------------------------------------------------------------------------------------------------ repair


def test_a_repair_tells_what_was_lost_and_where_the_original_is(damaged: Cli, board_path: Path) -> None:
    said = damaged("repair", "--yes")

    assert said.code == 0
    assert "这一行已坏" in said.out
    assert "第 3 条变更没有了" in said.out
    assert "原件在 backups/damaged-20261123-090000" in said.err
    assert "有 2 处没能救回" in said.err
    assert (board_path / "backups" / "damaged-20261123-090000" / "changes" / "000001.jsonl").is_file()
    assert damaged("doctor").code == 0
    assert [note["text"] for note in damaged("show", "1", "--json").json["notes"]] == ["二"]
    assert "记录缺失" in damaged("log").out
    assert damaged("repair").code == 0


def test_a_repair_for_scripts(damaged: Cli) -> None:
    done = damaged("repair", "--yes", "--json").json

    assert (done["done"], done["seq"]) == (True, 5)
    assert [lost["code"] for lost in done["lost"]] == ["bad_line", "gap"]
    assert damaged("repair", "--json").json["done"] is False


def test_nothing_to_repair(one: Cli, board_path: Path) -> None:
    before = held(board_path)
    said = one("repair")

    assert (said.code, said.out) == (0, "")
    assert "不用修复" in said.err
    assert held(board_path) == before


def test_without_a_terminal_nothing_is_done_unasked(damaged: Cli, board_path: Path) -> None:
    before = held(board_path)
    said = damaged("repair")

    assert (said.code, said.out) == (2, "")
    assert "--yes" in said.err
    assert held(board_path) == before


@pytest.mark.parametrize(
    ("answer", "done"), [("y\n", True), ("是\n", True), ("\n", False), ("n\n", False), ("", False)]
)
def test_at_a_terminal_the_person_is_asked(
    damaged: Cli, board_path: Path, person: list[str], answer: str, done: bool
) -> None:
    person.append(answer)
    said = damaged("repair")

    assert said.code == 0
    assert "[y/N]" in said.err
    assert (damaged("doctor").code == 0) is done


def test_a_backup_is_restored(one: Cli, board_path: Path) -> None:
    one("backup")
    one("add", "后来的")
    said = one("repair", "--from", "manual-20261123-090000", "--yes")

    assert said.code == 0
    assert "第 3 条变更不在这个备份里" in said.out
    assert [task["title"] for task in one("list", "--json").json] == ["铁路沿线拆违绿化"]
    assert one("doctor").code == 0


def test_a_backup_that_is_none(one: Cli, board_path: Path, tmp_path: Path) -> None:
    one("backup")
    before = without_lock(board_path)
    said = one("repair", "--from", "daily-20200101", "--yes")
    assert (said.code, said.err.count("\n")) == (3, 1)
    assert "manual-20261123-090000" in said.err

    bad = tmp_path / "bad"
    one("backup", bad)
    (bad / "board.json").write_bytes(b"x")
    said = one("repair", "--from", bad, "--yes")
    assert (said.code, said.err.count("\n")) == (3, 1)
    assert without_lock(board_path) == before


def test_a_board_of_tomorrow_is_not_repaired(one: Cli, board_path: Path) -> None:
    file = board_path / "board.json"
    file.write_bytes(file.read_bytes().replace(b'"format":1,', b'"format":9,'))
    before = without_lock(board_path)

    for command in (("doctor",), ("repair", "--yes"), ("backup",), ("compact",)):
        said = one(*command)
        assert said.code == 3
        assert "更新的版本" in said.err
    assert without_lock(board_path) == before


# ------------------------------------------------------------------------------------- backup and compact


def test_a_backup_prints_where_it_is(one: Cli, bare: Cli, board_path: Path, tmp_path: Path) -> None:
    said = one("backup")
    assert said.out == f"{board_path / 'backups' / 'manual-20261123-090000'}\n"
    (tmp_path / "usb").mkdir()
    said = one("backup", tmp_path / "usb")
    copy = Path(said.out.strip())

    assert copy == tmp_path / "usb" / "erqi.board-20261123-090000"
    assert bare("--store", copy, "show", "1").code == 0
    assert one("backup", board_path).code == 3


def test_no_command_backs_up_by_itself(one: Cli, board_path: Path) -> None:
    one("note", "1", "一")
    one("compact")

    assert list((board_path / "backups").iterdir()) == []


def test_compact(one: Cli, board_path: Path) -> None:
    seq = TinyReader(board_path).load().seq
    first, second = one("compact"), one("compact")

    assert (first.code, first.out, second.code, second.out) == (0, "", 0, "")
    assert (first.err, second.err) == ("已整理\n", "不用整理\n")
    assert TinyReader(board_path).load().seq == seq
    assert len(list((board_path / "changes").iterdir())) == 2


# --------------------------------------------------------------------------------------------- read-only

COMMANDS: dict[str, list[tuple[str, ...]]] = {
    "demo": [("--keep", "--no-open")],
    "init": [()],
    "list": [(), ("--overdue", "--json")],
    "show": [("1",), ("1", "--json")],
    "log": [(), ("1",), ("--json", "--limit", "0")],
    "read": [("拆违 @城管局",), ("--deadline", "周五")],
    "add": [("新的",)],
    "move": [("1", "达标")],
    "assign": [("1", "交通局")],
    "due": [("1", "2026-12-31", "--reason", "雨")],
    "note": [("1", "一")],
    "urge": [("1",)],
    "void": [("1", "--reason", "重复")],
    "restore": [("1",)],
    "undo": [()],
    "meeting": [("start",), ("next",), ("pause",), ("edit", "--chair", "x"), ("list",), ("show",), ("end",)],
    "doctor": [(), ("--json",)],
    "repair": [("--yes",), ("--from", "daily-20261123", "--yes")],
    "export": [("missing/ledger.csv",)],
    "backup": [(), ("elsewhere",)],
    "compact": [()],
    "set": [(), ("yellow_days", "5")],
    "wall": [()],  # without a terminal it says so
    "serve": [("--host", "198.51.100.7")],  # an address of nobody's: it would stay open
}


@pytest.mark.parametrize("state", ["sound", "damaged", "torn"])
def test_no_command_writes_to_a_board_opened_read_only(
    one: Cli, board_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, state: str
) -> None:
    one("note", "1", "一")
    one("note", "1", "二")
    if state == "damaged":
        spoil(board_path)
    elif state == "torn":
        with (board_path / "changes" / "000001.jsonl").open("ab") as file:
            file.write(b'{"crc":"000')
    monkeypatch.chdir(tmp_path)
    before = held(tmp_path)

    for spec in _SPECS:
        for arguments in COMMANDS[spec.name]:
            expected = (2, 3) if spec.name in ("wall", "serve") else (0, 1, 3)
            assert one("--read-only", spec.name, *arguments).code in expected, spec.name
            assert held(tmp_path) == before, spec.name


def test_a_wall_cannot_be_talked_into_writing() -> None:
    assert not {"commit", "compact"} & set(dir(TinyReader))
    assert {"commit", "compact"} <= set(dir(Journal))
