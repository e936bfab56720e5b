"""A terminal for one program: a real pty that is read, answered and timed, and that draws nothing.

Every chunk the program writes is kept with the moment it came. A frame is what stands between the marks of a
synchronized update (`ESC[?2026h` … `ESC[?2026l`): a real terminal shows it at its end, and so that is its time.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

COLUMNS, ROWS = 160, 48
QUIET = 0.06
"""Seconds without a byte after which a screen has settled."""
FRAME_END = b"\x1b[?2026l"
ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[@-Z\\-_])", re.DOTALL)
ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # yes, synchronized updates
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # no in-band resizing
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
}
KEYS = {
    "escape": b"\x1b",
    "backspace": b"\x7f",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "ctrl+right": b"\x1b[1;5C",
    "ctrl+left": b"\x1b[1;5D",
}


class Answer(NamedTuple):
    """What one key did, in seconds from the moment it was pressed."""

    frame: float | None
    """When the first whole frame stood."""
    settled: float | None
    """When the last byte came: the final picture. None: nothing was painted."""


class Terminal:
    """One program on one pty. Use it as a context manager: leaving kills the program."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.chunks: list[tuple[float, bytes]] = []
        self._ended = False
        self._tail = b""
        self._frames = 0
        self._last_frame = 0.0
        self._last_byte = 0.0
        self._fd, program_end = os.openpty()
        fcntl.ioctl(program_end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._begin = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            _become(command, environment, program_end)
        os.close(program_end)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    # ---- what the program writes

    def _now(self) -> float:
        return time.perf_counter() - self._begin

    def _pump(self, seconds: float) -> bool:
        """Take in what comes within `seconds`; False when nothing did."""
        if self._ended or not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self._ended = True
            return False
        self._last_byte = self._now()
        self.chunks.append((self._last_byte, data))
        look = self._tail + data
        if look.count(FRAME_END) > self._tail.count(FRAME_END):
            self._frames += 1
            self._last_frame = self._last_byte
        for question, answer in ANSWERS.items():
            if look.count(question) > self._tail.count(question):
                os.write(self._fd, answer)
        self._tail = look[-16:]
        return True

    def until(self, pattern: bytes, timeout: float = 60.0) -> float:
        """Seconds from the start of the program to the end of the frame that first shows `pattern`.

        Raises:
            RuntimeError: it never did; with what the program wrote instead.
        """
        wanted = re.compile(pattern)
        end = time.perf_counter() + timeout
        seen, read, found = b"", 0, False
        while time.perf_counter() < end:
            while read < len(self.chunks):
                moment, data = self.chunks[read]
                read += 1
                seen += data
                found = found or bool(wanted.search(ESCAPES.sub(b"", seen)))
                if found and FRAME_END in seen[-len(data) - len(FRAME_END) :]:
                    return moment
                seen = seen[-8192:]
            if not self._pump(0.2) and self._ended:
                break
        said = ESCAPES.sub(b"", b"".join(data for _, data in self.chunks)[-2000:]).decode("utf-8", "replace")
        raise RuntimeError(f"{pattern!r} was never shown; the program wrote: {said.strip()!r}")

    def settle(self, timeout: float = 20.0) -> float:
        """Wait until nothing more is painted and the program has nothing to compute.

        Returns:
            The last moment at which it painted or computed, in seconds from its start, to within `QUIET`.
        """
        end = time.perf_counter() + timeout
        busy = self.cpu()
        worked = self._now()
        while time.perf_counter() < end:
            if self._pump(QUIET):
                worked = self._now()
                continue
            now = self.cpu()
            if now - busy < QUIET / 4:
                break
            busy, worked = now, self._now()
        return worked

    def press(self, key: str) -> Answer:
        """Press one key and wait for the final picture."""
        return self.watch(lambda: self.write(key))

    def write(self, key: str) -> None:
        """Press one key and wait for nothing."""
        os.write(self._fd, KEYS.get(key, key.encode()))

    def calm(self, act: Callable[[], object], since: float | None = None) -> float:
        """Do something, and wait until the program has nothing more to paint or to compute.

        Returns:
            Seconds from `since` (default: now) to the last moment at which it painted or computed.
        """
        began = self._now() if since is None else since
        act()
        return self.settle() - began

    def watch(self, act: Callable[[], object], timeout: float = 5.0) -> Answer:
        """Do something that the program will show, and wait for the final picture."""
        frames, count, since = self._frames, len(self.chunks), self._now()
        act()
        frame: float | None = None
        while self._now() - since < timeout:
            answered = len(self.chunks) > count
            if self._pump(QUIET if answered else 0.5):
                if frame is None and self._frames > frames:
                    frame = self._last_frame - since
            elif answered or self._now() - since > 1.0:
                break
        return Answer(frame, self._last_byte - since if len(self.chunks) > count else None)

    # ---- what the system says of the program

    def cpu(self) -> float:
        """CPU seconds of all its living threads; 0 where the system does not say."""
        nanoseconds = 0
        for thread in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            try:
                nanoseconds += int(thread.read_text(encoding="ascii").split()[0])
            except OSError:  # it ended meanwhile
                continue
        return nanoseconds / 1e9

    def peak_memory(self) -> float | None:
        """The most memory it held at once, in MiB; None where the system does not say."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else None

    # ---- what a real terminal would show

    def screen(self) -> list[str]:
        """The picture, drawn by an emulator from everything written so far."""
        import pyte

        picture = pyte.Screen(COLUMNS, ROWS)
        stream = pyte.ByteStream(picture)
        for _, data in self.chunks:
            stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]", b"", data))
        return [line.rstrip() for line in picture.display]


def _become(command: Sequence[str], environment: Mapping[str, str], end: int) -> None:
    """In the child: take the pty as terminal, and run the program."""
    try:
        os.setsid()
        fcntl.ioctl(end, termios.TIOCSCTTY, 0)
        for number in (0, 1, 2):
            os.dup2(end, number)
        os.closerange(3, 256)
        os.execve(command[0], list(command), dict(environment))
    finally:
        os._exit(127)
