"""The program in a true terminal: bytes in, a screen out, and what is on the disk when the power goes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pty")
pytest.importorskip("fcntl")

import json
import termios

from tests.e2e.conftest import options, run
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.skipif(not os.path.exists("/dev/ptmx"), reason="there are no ptys here")  # noqa: PTH110

GROUPS = ["以绿荫城", "以水润城", "以文化城", "以业兴城", "治污", "治堵", "治脏", "治差"]
HOSTILE = [
    "[/] [red]红[/red] [@click=app.quit]x[/]",
    "👨‍👩‍👧‍👦 家庭 👍🏽 🇨🇳 1️⃣ ❤️",
    "a\u0301\u0308\u0332\u0301\u0308\u0332b 零\u200b宽\u200d\ufeff",
    "\u202e倒着\u202c 的",
    "\x1b[31m红\x1b[0m\x1b[2J",
    "ＡＢＣ　１２３！？",
    "한글 ไทย नमस्ते مرحبا",
    "长" * 10_000,
]


@pytest.fixture
def desk(demo: Path) -> Iterator[Terminal]:
    with Terminal(*options(demo)) as terminal:
        terminal.shows("1 以绿荫城", "F2 n 新增")
        yield terminal
        assert "Traceback" not in terminal.raw.decode(errors="replace")


def listed(path: Path) -> dict[int, dict[str, object]]:
    done = run(*options(path, "list", "--json"))
    assert done.returncode == 0, done.stderr
    return {task["no"]: task for task in json.loads(done.stdout)}


def test_the_first_screen_shows_eight_groups_and_what_is_late(board_path: Path):
    with Terminal(*options(board_path, "demo")) as terminal:
        text = terminal.shows(*GROUPS, "逾期 21", "逾13天", "演示数据", "09:04", "F2 n 新增")
        assert all(f"{number} {name}" in text for number, name in enumerate(GROUPS, 1))
        assert text.count("逾") > 20
        terminal.send("q")
        assert terminal.ends() == 0


def test_chinese_full_width_letters_and_function_keys(desk: Terminal, demo: Path):
    desk.send("ｎ")
    desk.shows("新增 >", "组  以绿荫城")
    desk.send("铁路沿线拆违绿化，三期。")
    desk.shows("铁路沿线拆违绿化，三期")
    desk.send("\r")
    desk.shows("#333 已保存")
    desk.send("\x1b")
    desk.gone("新增 >")
    desk.send("\x1bOR")
    desk.shows("交办 #333")
    desk.send("水利 王某")
    desk.shows("责任人：王某")
    desk.send("\r")
    desk.shows("已交办 水利局 王某")
    desk.send("\x1bOS")
    desk.shows("时限 #333")
    desk.send("2026-12-04")
    desk.shows("2026-12-04 周五（含当日）")
    desk.send("\r")
    desk.shows("#333 铁路沿线拆违绿化，三期 时限")
    desk.send("？")
    desk.shows("帮助", "记进展")
    desk.send("\x1b")
    desk.gone("记进展")
    desk.send("\x1b[17~")
    desk.shows("【催办】#333 铁路沿线拆违绿化，三期")
    desk.send("\r")
    desk.shows("已催办 #333")
    task = listed(demo)[333]
    assert (task["title"], task["unit"], task["person"], task["due"]) == (
        "铁路沿线拆违绿化，三期", "水利局", "王某", "2026-12-04",
    )  # fmt: skip


def test_a_paste_of_several_lines_is_shown_before_it_is_saved(desk: Terminal, demo: Path):
    desk.send("\x1bOQ")
    desk.shows("新增 >")
    desk.paste("1. 拆违@城管局 ^下周五\r\n2. 绿化\t二期\n\n3. 补种行道树，园林局\n")
    desk.shows("粘贴了 3 行", "12-04 周五", "绿化 二期")
    desk.send("\x1bOQ")
    desk.gone("粘贴了 3 行")
    desk.shows("新增 >")
    assert [listed(demo)[no]["title"] for no in (333, 334, 335)] == ["拆违", "绿化 二期", "补种行道树，园林局"]


def test_lines_typed_without_a_pause_are_kept_apart(desk: Terminal, demo: Path):
    desk.send("n甲项\r乙项\r丙项\r丁")
    desk.shows("#335 已保存", "丁")
    assert [listed(demo)[no]["title"] for no in (333, 334, 335)] == ["甲项", "乙项", "丙项"]


def test_a_move_that_was_confirmed_outlives_a_killed_process(desk: Terminal, demo: Path):
    before = listed(demo)[35]["stage"]
    desk.send(".")
    desk.shows("#35 干道拆违绿化 已到「完成」")
    desk.kill()
    assert (before, listed(demo)[35]["stage"]) == ("underway", "met")
    done = run(*options(demo, "move", "120", "met"))
    assert done.returncode == 0, done.stderr


def test_a_reader_beside_it_follows(desk: Terminal, demo: Path):
    with Terminal(*options(demo, "--read-only"), size=(120, 30)) as wall:
        wall.shows("只读", "逾期 21")
        done = run(*options(demo, "add", "刚刚交办的急件", "--due", "2026-11-01", "--group", "1"))
        assert done.returncode == 0, done.stderr
        wall.shows("刚刚交办的急件", "逾22天", "逾期 22")
        desk.shows("刚刚交办的急件")
        wall.send("a")
        wall.shows("这是只读看板，不能修改")
        desk.send("\x1b[1;5C")
        desk.shows("已到「完成」")
        wall.shows("逾期 21")
        wall.send("\x11")
        assert wall.ends() == 0
        assert "Traceback" not in wall.raw.decode(errors="replace")


def test_a_terminal_that_is_resized(desk: Terminal):
    desk.send("l")
    for size, columns in (((80, 24), 2), ((320, 90), 8), ((120, 30), 4), ((40, 10), 1), ((160, 48), 8)):
        desk.resize(*size)
        foot = f"共 {8} 列"
        desk.until(
            lambda text, columns=columns, foot=foot: (  # type: ignore[misc]
                sum(name in text.splitlines()[1] for name in GROUPS) == columns
                and (foot in text.splitlines()[-1]) == (columns < 8)
            ),
            f"{size}",
        )


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
def test_hostile_titles_push_no_column_out_of_line(board_path: Path, size: tuple[int, int]):
    assert run(*options(board_path, "init")).returncode == 0
    for title in HOSTILE:
        done = run(*options(board_path, "add", title, "--literal", "--group", "1"))
        assert done.returncode == 0, done.stderr
    assert run(*options(board_path, "add", "右边的", "--group", "2")).returncode == 0
    with Terminal(*options(board_path), size=size) as terminal:
        terminal.shows("右边的", "#1", "F2 n 新增")
        written = terminal.raw.decode()
        # The gap behind the first column and the edge of the second stand at the same place on every line.
        gap = {80: 40, 160: 20}[size[0]]
        assert {terminal.cells[row][gap] for row in range(3, size[1] - 1)} == {" "}, terminal.text
        row = next(row for row, line in enumerate(terminal.lines) if "右边的" in line)
        assert "".join(terminal.cells[row][gap + 1 : gap + 9]) == "  右边的"
        assert not [char for char in "\u202e\u202c\u200b\u200d\ufeff\x9b" if char in written]
        assert "\x1b[31m" not in written
        terminal.send("jj\r")
        terminal.shows("六定")
        terminal.send("\x1b")
        terminal.gone("六定")
        terminal.send("d")
        terminal.shows("留空为取消时限")
        terminal.send("\x1b")
        terminal.gone("留空为取消时限")
        terminal.send("q")
        assert terminal.ends() == 0
        assert "Traceback" not in terminal.raw.decode(errors="replace")


@pytest.mark.parametrize("how", ["q", "\x11", "ｑ"])
def test_quitting_leaves_the_terminal_as_it_was(desk: Terminal, how: str):
    desk.send(how)
    assert desk.ends() == 0
    assert_sane(desk)


def test_being_told_to_end_leaves_the_terminal_as_it_was(desk: Terminal):
    os.kill(desk.process.pid, signal.SIGTERM)
    assert desk.ends() == 128 + signal.SIGTERM
    assert_sane(desk)


def assert_sane(terminal: Terminal) -> None:
    """Echo and lines are back, the mouse and pasting are no longer reported, the cursor is seen."""
    assert termios.tcgetattr(terminal.slave) == terminal.attributes
    end = terminal.raw[terminal.raw.rindex(b"\x1b[?1049l") - 200 :]
    for mode in (b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?25h", b"\x1b[?1049l", b"\x1b[<u"):
        assert mode in end, mode


def test_a_board_that_is_not_there_is_said_in_one_line(board_path: Path):
    with Terminal(*options(board_path, "--read-only")) as terminal:
        assert terminal.ends() == 3
        assert "没有看板" in terminal.text
        assert "Traceback" not in terminal.text
        assert b"\x1b[?1049h" not in terminal.raw
