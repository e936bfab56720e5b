"""What is measured on a board in a folder, each against the program in a real pty."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from board import commands, wiring
from board.commands import Actor
from board.model.query import MAIN_KINDS, ordered
from tests.bench.terminal import COLUMNS, ROWS, Terminal

SIZE = f"{COLUMNS}×{ROWS}"
CARD = "#\\d+|逾\\d+天".encode()
"""A card's number, or its lamp where a column is too narrow for both: cards are on the screen."""
EMPTY_APP = [sys.executable, str(Path(__file__).with_name("empty_app.py"))]
_COMMAND = Path(sys.executable).with_name("board")
BOARD = [str(_COMMAND)] if _COMMAND.exists() else [sys.executable, "-m", "board"]


@dataclass
class Start:
    """Seconds, and CPU seconds, until cards (or the empty app's word) stood on the screen; MiB at the peak."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def environment(folder: Path) -> dict[str, str]:
    """What the programs run in: nobody's settings, a colour terminal, and bytecode kept as an installation keeps it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BOARD_", "XDG_"))}
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    words = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    return {**kept, **home, **words, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def run(command: list[str], around: Mapping[str, str]) -> None:
    """Run a program that opens no screen."""
    subprocess.run(command, env=dict(around), check=True, capture_output=True)


def starts(arguments: list[str], runs: int, around: Mapping[str, str]) -> tuple[Start, Start]:
    """Start the board and the empty app in turn: (board, empty app). The first pair warms the disk and is left out."""
    ours, empty = Start(), Start()
    for run in range(runs + 1):
        for command, pattern, found in (([*BOARD, *arguments], CARD, ours), (EMPTY_APP, b"Hello", empty)):
            with Terminal(command, around) as terminal:
                wall = terminal.until(pattern)
                cpu = terminal.cpu()
                terminal.settle()
                memory = terminal.peak_memory()
                if run == 0:
                    confirm(terminal, pattern)
                    continue
                found.wall.append(wall)
                found.cpu.append(cpu)
                found.memory += [] if memory is None else [memory]
    return ours, empty


def confirm(terminal: Terminal, pattern: bytes) -> None:
    """Check on an emulated screen that what was waited for can be read there.

    Raises:
        RuntimeError: it cannot.
    """
    if not any(re.search(pattern.decode(), line) for line in terminal.screen()):
        raise RuntimeError("\n".join(["not on the screen:", *terminal.screen()]))


@contextmanager
def opened(arguments: list[str], around: Mapping[str, str]) -> Iterator[Terminal]:
    """The board on a screen that has settled."""
    with Terminal([*BOARD, *arguments], around) as terminal:
        terminal.until(CARD)
        terminal.settle()
        yield terminal


def keys(path: Path, presses: int, around: Mapping[str, str]) -> dict[str, list[float]]:
    """Seconds from key to settled screen: down a long column, and from column to column."""
    found: dict[str, list[float]] = {}
    with opened(["--store", str(path)], around) as terminal:
        for name, keys_in_turn in (("down", ("down",)), ("column", ("right", "left")), ("up", ("up",))):
            answers = (terminal.press(keys_in_turn[n % len(keys_in_turn)]) for n in range(presses))
            found[name] = [answer.settled for answer in answers if answer.settled is not None]
    return found


def moves(path: Path, wanted: int, around: Mapping[str, str]) -> list[float]:
    """Seconds from Ctrl+Right to the moved card on the settled screen; only moves that the journal holds count."""
    reader = wiring.open_reader(path)
    before = reader.load().seq
    found: list[float] = []
    with opened(["--store", str(path)], around) as terminal:
        for attempt in range(wanted * 3):
            terminal.press("home")
            answer = terminal.press("ctrl+right")
            after = reader.load().seq
            if after == before + 1 and answer.settled is not None:
                found.append(answer.settled)
            if len(found) == wanted:
                break
            if after == before:
                terminal.press("escape")  # a rule said no, or asked something
            before = after
            terminal.press("right" if attempt % 14 < 7 else "left")
    reader.close()
    return found


def follows(path: Path, wanted: int, around: Mapping[str, str]) -> list[float]:
    """Seconds from the call that commits, in this process, to its picture on another process's read-only screen."""
    chance = random.Random(wanted)
    store = wiring.open_store(path)
    board = store.load()
    no = ordered(board, (board.groups[0].id,), MAIN_KINDS)[0][2]
    found: list[float] = []
    with opened(["--read-only", "--store", str(path)], around) as terminal:
        for n in range(wanted):
            time.sleep(chance.random() / 10)  # anywhere between two polls
            intent = commands.edit(Actor("秘书", datetime.now()), no, title=f"第{n}次改动")
            answer = terminal.watch(lambda intent=intent: store.commit(intent))  # type: ignore[misc]
            if answer.frame is not None:
                found.append(answer.frame)
    store.close()
    return found
