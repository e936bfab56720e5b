"""What visitors of `board serve` cost: CPU, memory, and how long a change takes to reach them.

    python -m tests.bench.serving [--seconds N] [--visitors 0,1,10,50]

The server is a process of its own over the demo board; visitors are sockets that read. A wall at rest still sends its
clock's line each second. Figures are read from Linux's /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import cycle
from pathlib import Path

from board import wiring
from board.commands import Actor, edit
from board.serve.pictures import SHAPES
from tests.bench.figures import median, table
from tests.bench.measures import environment

CHECKOUT = Path(__file__).resolve().parents[2]
BOARD = [sys.executable, "-m", "board"]
_TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A running `board serve`."""

    def __init__(self, store: Path, folder: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [*BOARD, "--lang", "zh", "--store", str(store), "serve", "--port", "0", *options],
            cwd=CHECKOUT,
            env=environment(folder),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stderr is not None
        found = re.search(r":(\d+)(/.*)", self.process.stderr.readline())
        assert found is not None
        self.port, self.base = int(found[1]), found[2]

    def cpu(self) -> float:
        """CPU seconds so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def memory(self) -> float:
        """MiB that are resident."""
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{self.process.pid}/status").read_text())
        assert found is not None
        return int(found[1]) / 1024


@contextmanager
def serving(store: Path, folder: Path, *options: str) -> Iterator[Server]:
    running = Server(store, folder, *options)
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.communicate(timeout=20)


class Audience:
    """Visitors that read all they are sent, and note when a mark first comes."""

    def __init__(self) -> None:
        self.first: list[float] = []
        """Seconds from connecting to the first frame, of each."""
        self.mark = b""
        self.heard: list[float] = []
        """When each heard the mark."""
        self.bytes = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def come(self, server: Server, count: int, shapes: int = 1) -> None:
        """So many more, one after the other, in so many shapes in turn."""
        for shape, _ in zip(cycle(SHAPES[:shapes]), range(count), strict=False):
            begun = time.perf_counter()
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            request = f"GET {server.base}events?shape={shape.name} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            writer.write(request.encode())
            await reader.readuntil(b"\n\n")
            self.first.append(time.perf_counter() - begun)
            self._tasks.append(asyncio.create_task(self._listen(reader, writer)))

    async def _listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        known = b""
        with _closing(writer):
            while data := await reader.read(65536):
                self.bytes += len(data)
                if self.mark and self.mark != known and self.mark in data:
                    known = self.mark
                    self.heard.append(time.perf_counter())

    async def go(self) -> None:
        """All of them leave."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@contextmanager
def _closing(writer: asyncio.StreamWriter) -> Iterator[None]:
    try:
        yield
    finally:
        writer.close()


async def at_rest(server: Server, audience: Audience, seconds: float) -> tuple[float, float, float]:
    """Percent of a core, MiB, KiB a second to each."""
    await asyncio.sleep(1)
    cpu, sent, begun = server.cpu(), audience.bytes, time.perf_counter()
    await asyncio.sleep(seconds)
    took = time.perf_counter() - begun
    each = (audience.bytes - sent) / max(1, len(audience.first)) / took / 1024
    return (server.cpu() - cpu) / took * 100, server.memory(), each


async def changing(server: Server, audience: Audience, store: Path, seconds: float) -> tuple[float, list[float]]:
    """One change a second: percent of a core, and seconds from each commit to each visitor."""
    desk = wiring.open_store(store)
    no = next(iter(desk.load().tasks))
    waits: list[float] = []
    cpu, begun = server.cpu(), time.perf_counter()
    for number in range(int(seconds)):
        audience.mark, audience.heard = f"{time.time_ns() % 10**8:08d}".encode(), []
        who = Actor("秘书", datetime.now())
        await asyncio.get_running_loop().run_in_executor(
            None, desk.commit, edit(who, no, title=f"测{audience.mark.decode()}")
        )
        committed = time.perf_counter()
        await asyncio.sleep(max(0.5, begun + number + 1 - time.perf_counter()))
        waits += [max(0.0, heard - committed) for heard in audience.heard]
    took = time.perf_counter() - begun
    desk.close()
    return (server.cpu() - cpu) / took * 100, waits


def p99(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def ms(values: list[float]) -> str:
    """p50 and p99 in milliseconds."""
    return f"{median(values) * 1000:.0f} / {p99(values) * 1000:.0f}" if values else "-"


async def measure(store: Path, counts: list[int], seconds: float) -> list[list[str]]:
    """A row for each number of visitors, and two for the most of them on a wall that turns its pages."""
    rows = []
    for count in counts:
        with serving(store, store.parent, "--rotate", "0", "--no-follow") as server:
            audience = Audience()
            await audience.come(server, count)
            cpu, memory, each = await at_rest(server, audience, seconds)
            busy, waits = await changing(server, audience, store, seconds) if count else (0.0, [])
            rows.append(
                [f"{count}", ms(audience.first), f"{cpu:.1f}", f"{busy:.1f}" if count else "-", ms(waits),
                 f"{memory:.0f}", f"{each:.1f}"]
            )  # fmt: skip
            await audience.go()
    for words, shapes in (("one shape", 1), ("every shape", len(SHAPES))):
        with serving(store, store.parent, "--rotate", "2s", "--no-follow") as server:
            audience = Audience()
            await audience.come(server, counts[-1], shapes)
            cpu, memory, each = await at_rest(server, audience, seconds)
            rows.append([f"{counts[-1]}, a page each 2 s, {words}", ms(audience.first), f"{cpu:.1f}", "-", "-",
                         f"{memory:.0f}", f"{each:.1f}"])  # fmt: skip
            await audience.go()
    return rows


HEAD = [
    "visitors",
    "first frame, ms p50 / p99",
    "at rest, % of a core",
    "a change each second, % of a core",
    "commit to visitor, ms p50 / p99",
    "memory, MiB",
    "KiB/s each",
]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.serving")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--visitors", default="0,1,10,50")
    asked = parser.parse_args()
    counts = [int(each) for each in asked.visitors.split(",")]
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        store = Path(folder) / "demo.board"
        make = [*BOARD, "--store", str(store), "demo", "--no-open"]
        subprocess.run(make, cwd=CHECKOUT, env=environment(store.parent), check=True, capture_output=True)
        rows = asyncio.run(measure(store, counts, asked.seconds))
    print(table(HEAD, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
