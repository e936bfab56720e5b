"""A real terminal for one program: a pty with a screen behind it, read until it shows what is waited for.

Only where there are ptys (Linux, macOS); import it behind `pytest.importorskip("pty")`.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from typing import Any

import pyte

from tests.e2e.conftest import PATIENCE


class Screen(pyte.Screen):
    """pyte's screen, deaf to what it does not know (the keyboard protocols that Textual asks for)."""

    def report_device_status(self, mode: int, **_: Any) -> None:  # type: ignore[override]
        """No answer."""

    def report_device_attributes(self, mode: int = 0, **_: Any) -> None:
        """No answer."""


class Terminal:
    """Runs `python -m board …` in a pty."""

    def __init__(self, *arguments: str, size: tuple[int, int] = (160, 48)) -> None:
        self.width, self.height = size
        self.screen = Screen(*size)
        self.stream = pyte.Stream(self.screen)
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.raw = b""
        self.master, slave = pty.openpty()
        self._set_size(slave)
        self.attributes = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "board", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        self.slave = slave

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self.master)
        os.close(self.slave)

    # ---- typing

    def send(self, text: str | bytes) -> None:
        """Type; a terminal sends bytes."""
        data = text.encode() if isinstance(text, str) else text
        while data:
            _, ready, _ = select.select([], [self.master], [], PATIENCE)
            assert ready, "the program does not read"
            data = data[os.write(self.master, data[:256]) :]
            self._read(0)

    def paste(self, text: str) -> None:
        """Paste as a terminal does that marks what is pasted."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.screen.resize(height, width)
        self._set_size(self.slave)
        os.kill(self.process.pid, signal.SIGWINCH)

    def _set_size(self, fd: int) -> None:
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.height, self.width, 0, 0))

    # ---- reading

    @property
    def cells(self) -> list[list[str]]:
        """What stands in each cell of each line; the right half of a wide character is empty."""
        return [
            [row[x].data for x in range(self.width)] for row in map(self.screen.buffer.__getitem__, range(self.height))
        ]

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return ["".join(cells) for cells in self.cells]

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines)

    def shows(self, *words: str) -> str:
        """Wait until the screen shows all of these; gives the screen."""
        return self.until(lambda text: all(word in text for word in words), f"{words} did not come")

    def gone(self, word: str) -> str:
        """Wait until the screen does not show this any more."""
        return self.until(lambda text: word not in text, f"{word!r} did not go")

    def until(self, condition: Callable[[str], bool], what: str = "it did not come") -> str:
        """Read until the screen is as wanted."""
        end = time.monotonic() + PATIENCE
        while not condition(self.text):
            left = end - time.monotonic()
            assert left > 0, f"{what}:\n{self.text}"
            assert self._read(min(left, 0.5)) or self.process.poll() is None, f"{what}; the program ended:\n{self.text}"
        return self.text

    def ends(self) -> int:
        """Wait until the program ends; gives its exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it does not end:\n{self.text}"
            self._read(0.1)
        while self._read(0.05):
            pass
        return self.process.returncode

    def kill(self) -> None:
        """As when the power goes: nothing is tidied up."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.raw += data
        self.stream.feed(self.decode(data))
        return bool(data)
