"""What an input method hands over, in a true terminal: in halves, in bursts, as a paste. Nothing is lost or doubled."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pty")
pytest.importorskip("fcntl")

import fcntl
import json
import shutil
import struct
import termios

from tests.e2e.conftest import options, run
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.skipif(not os.path.exists("/dev/ptmx"), reason="there are no ptys here")  # noqa: PTH110

LINE = "铁路沿线拆违绿化，城管局牵头、交通局配合，下周五之前（含当日）👍🏽。"
TITLE = "铁路沿线拆违绿化，下周五之前（含当日）👍🏽"
"""What stays of it when the units are read."""
LONG = "".join(f"第{number}段：既有拆违也有绿化；" for number in range(1, 121))
"""Longer than what is read from a terminal at once."""


MADE: list[Path] = []
"""The board of these tests, made once, in the surroundings of the first of them."""


@pytest.fixture
def path(board_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not MADE:
        made = tmp_path_factory.mktemp("input") / "erqi.board"
        assert run(*options(made, "init")).returncode == 0
        done = run(*options(made, "add", "甲", "--literal", "--group", "1", "--unit", "城管局", "--new-unit"))
        assert done.returncode == 0, done.stderr
        MADE.append(made)
    return Path(shutil.copytree(MADE[0], board_path))


@pytest.fixture
def desk(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    # A busy machine may read the bytes of one sequence so far apart that the first one passes for the Esc key.
    monkeypatch.setenv("ESCDELAY", "10000")
    with Terminal(*options(path)) as terminal:
        terminal.shows("甲", "F2 n 新增")
        yield terminal
        assert "Traceback" not in terminal.raw.decode(errors="replace")


def shown(path: Path, no: int) -> dict[str, object]:
    done = run(*options(path, "show", str(no), "--json"))
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def changes(path: Path) -> int:
    return len(json.loads(run(*options(path, "log", "--limit", "99", "--json")).stdout))


def in_halves(terminal: Terminal, text: str) -> None:
    """Byte by byte, each as a read of its own."""
    for byte in text.encode():
        terminal.send(bytes([byte]))
        terminal.until(lambda _: not unread(terminal), "nobody reads")


def unread(terminal: Terminal) -> int:
    """How many bytes the program has not read yet."""
    return int(struct.unpack("i", fcntl.ioctl(terminal.slave, termios.FIONREAD, bytes(4)))[0])


def at_once(terminal: Terminal, text: str) -> None:
    terminal.send(text)


def pasted(terminal: Terminal, text: str) -> None:
    terminal.paste(text)


def pasted_in_halves(terminal: Terminal, text: str) -> None:
    in_halves(terminal, f"\x1b[200~{text}\x1b[201~")


WAYS = pytest.mark.parametrize("way", [in_halves, at_once, pasted, pasted_in_halves], ids=lambda way: way.__name__)


@WAYS
def test_in_the_entry_bar(desk: Terminal, path: Path, way):
    desk.send("\x1bOQ")
    desk.shows("新增 >")
    way(desk, LINE)
    desk.send("\r")
    desk.shows("#2 已保存")
    task = shown(path, 2)
    assert (task["title"], task["unit"], task["co_units"]) == (TITLE, "城管局", ["交通局"])


@WAYS
def test_in_a_dialog(desk: Terminal, path: Path, way):
    desk.send("\x1b[15~")
    desk.shows("进展内容")
    way(desk, LINE)
    desk.send("\r")
    desk.gone("进展内容")
    [note] = shown(path, 1)["notes"]  # type: ignore[misc]
    assert note["text"] == LINE


@WAYS
def test_in_the_picker(desk: Terminal, path: Path, way):
    desk.send("\x1bOR")
    desk.shows("交办 #1")
    way(desk, "城管局 网格长（二七）")
    desk.send("\r")
    desk.gone("上下箭头选")
    task = shown(path, 1)
    assert (task["unit"], task["person"]) == ("城管局", "网格长（二七）")


def test_text_and_enter_in_one_write(desk: Terminal, path: Path):
    desk.send(f"ｎ{LINE}\r\x1b[200~乙\t丙\r\n\x1b[201~丁\r戊")
    desk.shows("#3 已保存", "戊")
    desk.send("\r")
    desk.shows("#4 已保存")
    assert [shown(path, no)["title"] for no in (2, 3, 4)] == [TITLE, "乙 丙丁", "戊"]


def test_a_dialog_opened_filled_and_saved_in_one_write(desk: Terminal, path: Path):
    desk.send("p已清运三车，\x1b[200~余两车\n明日完成\x1b[201~。\rp第二条\r")
    desk.until(lambda _: len(shown(path, 1)["notes"]) == 2, "two notes")  # type: ignore[arg-type]
    assert [each["text"] for each in shown(path, 1)["notes"]] == [  # type: ignore[attr-defined]
        "已清运三车，余两车 明日完成。", "第二条",
    ]  # fmt: skip


@pytest.mark.parametrize("way", [at_once, pasted], ids=lambda way: way.__name__)
def test_more_than_one_read(desk: Terminal, path: Path, way):
    desk.send("p")
    desk.shows("进展内容")
    way(desk, LONG)
    desk.send("\r")
    desk.gone("进展内容")
    [note] = shown(path, 1)["notes"]  # type: ignore[misc]
    assert note["text"] == LONG


def test_no_terminal_is_asked_to_send_text_as_sequences(desk: Terminal):
    assert not re.search(rb"\x1b\[>\d+u", desk.raw)
    assert b"\x1b[?2004h" in desk.raw


def test_pasted_on_the_board_it_stands_in_the_entry_bar(desk: Terminal, path: Path):
    before = changes(path)
    pasted(desk, "城管局，交通局。cd\r")
    desk.shows("新增 >", "城管局，交通局。cd")
    assert changes(path) == before
    desk.send("\r")
    desk.shows("#2 已保存")


def test_on_the_board_it_does_nothing(desk: Terminal, path: Path):
    before = changes(path)
    at_once(desk, "城管局，交通局。cd\r")
    desk.shows("「城管局，交通局。cd」没有用上", "按 F2 或 n")
    desk.send("\x1b[17~")
    desk.shows("催办 #1")
    desk.send("\r")
    desk.shows("已催办 #1")
    assert changes(path) == before + 1
