"""The wall beside a desk, each in a terminal of its own: what the room sees, and what it outlives."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pty")
pytest.importorskip("fcntl")

from tests.e2e.conftest import PATIENCE, options, run
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.skipif(not os.path.exists("/dev/ptmx"), reason="there are no ptys here")  # noqa: PTH110


@pytest.fixture
def wall(demo: Path) -> Iterator[Terminal]:
    with Terminal(*options(demo, "wall"), size=(120, 30)) as terminal:
        terminal.shows("1 以绿荫城", "逾期 24", "数据截至")
        yield terminal
        assert "Traceback" not in terminal.raw.decode(errors="replace")


@pytest.fixture
def desk(demo: Path) -> Iterator[Terminal]:
    with Terminal(*options(demo)) as terminal:
        terminal.shows("1 以绿荫城", "F2 n 新增")
        yield terminal


def test_the_room_sees_what_the_secretary_shows_and_nothing_of_what_is_being_typed(desk: Terminal, wall: Terminal):
    desk.send("7")
    desk.shows("7 治脏")
    wall.shows("7 治 脏", "跟随主屏")
    desk.send("n")
    desk.shows("新增 >")
    desk.send("还没有想好的话")
    desk.shows("还没有想好的话")
    before = wall.raw
    desk.send("，^今天\r")
    desk.shows("已保存")
    wall.shows("还 没 有 想 好 的 话")
    assert "想好" not in before.decode(errors="replace").replace(" ", "")


def test_one_task_alone_and_a_frame_that_is_held(desk: Terminal, wall: Terminal):
    desk.send("7")
    wall.shows("跟随主屏")
    desk.send("s")
    desk.shows("大屏聚焦 #")
    wall.shows("聚 焦", "片区", "奖惩")
    desk.send("s")
    wall.gone("聚 焦")
    desk.send("ｇ")
    desk.shows("大屏保持 09:0")
    wall.shows("画 面 保 持")
    before = [line for line in wall.lines if "保 持" not in line]
    desk.send("n")
    desk.shows("新增 >")
    desk.send("写错了的一项，^今天\r")
    desk.shows("已保存")
    desk.send("\x1b")
    desk.gone("新增 >")
    desk.send("u")
    desk.shows("撤销")
    assert [line for line in wall.lines if "保 持" not in line] == before
    desk.send("g")
    wall.gone("画 面 保 持")
    assert "写 错 了" not in wall.text
    assert "写错了" not in wall.text


def test_a_desk_that_is_killed_leaves_the_room_a_wall(desk: Terminal, wall: Terminal):
    desk.send("s")
    wall.shows("聚 焦")
    desk.kill()
    wall.shows("数据截至")
    assert wall.process.poll() is None


def test_a_desk_that_leaves_releases_the_walls(desk: Terminal, wall: Terminal):
    desk.send("s")
    wall.shows("聚 焦")
    desk.send("\x11")
    assert desk.ends() == 0
    wall.gone("聚 焦")


def test_it_outlives_a_hangup_a_stop_and_other_sizes(wall: Terminal):
    os.kill(wall.process.pid, signal.SIGHUP)
    os.kill(wall.process.pid, signal.SIGSTOP)
    time.sleep(0.2)  # the machine sleeps
    os.kill(wall.process.pid, signal.SIGCONT)
    wall.resize(200, 50)
    wall.shows("1 以绿荫城", "数据截至")
    wall.until(lambda text: "数据截至" in text.splitlines()[-1], "the frame does not fill the screen")
    wall.resize(80, 24)
    wall.until(lambda text: "数据截至" in text.splitlines()[-1], "the frame does not fit the screen")
    assert wall.process.poll() is None


def test_it_ends_with_its_terminal(demo: Path):
    wall = Terminal(*options(demo, "wall"), size=(120, 30))
    wall.shows("数据截至")
    os.close(wall.slave)
    os.close(wall.master)
    end = time.monotonic() + PATIENCE
    while wall.process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    ended = wall.process.poll()
    wall.kill()
    assert ended is not None


@pytest.mark.parametrize(("how", "code"), [("\x11", 0), (signal.SIGTERM, 128 + signal.SIGTERM)])
def test_it_leaves_in_good_order(wall: Terminal, how: str | signal.Signals, code: int):
    if isinstance(how, str):
        wall.send(how)
    else:
        os.kill(wall.process.pid, how)
    assert wall.ends() == code
    assert "\x1b[?1049l" in wall.raw.decode(errors="replace")


def test_a_board_that_goes_and_comes_back(wall: Terminal, demo: Path):
    away = demo.with_name("away.board")
    demo.rename(away)
    wall.shows("看板文件夹暂时不在", "1 以绿荫城")
    away.rename(demo)
    wall.gone("看板文件夹暂时不在")


def test_without_a_terminal_or_a_board_it_says_so_in_one_line(demo: Path, tmp_path: Path):
    for arguments, code, said in (
        (options(demo, "wall"), 2, "终端"),
        (options(tmp_path / "none.board", "wall"), 3, "看板"),
        (options(demo, "wall", "--rotate", "x"), 2, "20s"),
        (options(demo, "wall", "--scene", "x"), 2, "总览"),
        (options(demo, "wall", "--group", "99"), 2, "治差"),
        (options(demo, "wall", "--group", "9"), 2, "--group 3"),
    ):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (code, ""), done.stderr
        assert said in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(("size", "painted"), [((160, 50), b"\x1b[7m"), ((80, 24), "█".encode()), ((30, 24), b"")])
def test_a_link_for_others_comes_with_a_code_for_their_phones(demo: Path, size: tuple[int, int], painted: bytes):
    arguments = options(demo, "serve", "--host", "0.0.0.0", "--port", "0")
    with Terminal(*arguments, size=size) as terminal:
        terminal.shows("Ctrl+C")
        assert painted in terminal.raw
        assert (b"\x1b[7m" in terminal.raw) + ("█".encode() in terminal.raw) == bool(painted)
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.ends() == 0
    with Terminal(*options(demo, "serve", "--port", "0"), size=size) as terminal:
        terminal.shows("Ctrl+C")
        assert "扫" not in terminal.text
