"""A wall that is served to a test: a show that stands where the test puts it, and what a browser hears of it."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from board.messages import Messages
from board.model.board import Board
from board.model.entities import Office
from board.serve.pictures import Paint, Pictures
from board.serve.server import Plan, Server
from board.ui import theme
from board.ui.wall import paper
from board.ui.wall.paper import Area, Part
from board.ui.wall.room import Room
from board.ui.widgets.styles import Styles
from tests.ui.support import MORNING

TOKEN = "a-token-of-this-test"
COLOURS = theme.colours(theme.WALL)
STYLES = Styles(lambda: theme.WALL)
BEAT = 0.2
"""Seconds between signs of life."""
SECONDS = 20.0
"""How long a test waits for what must come."""


class Scenery:
    """A show that shows the lines it was given last."""

    def __init__(self, title: str = "提质看板") -> None:
        office = Office(id=1, district="二七区", office="提质办", title=title)
        self._room = Room(
            messages=Messages("zh"), board=Board.build({"office": {1: office}}), now=MORNING, read_at=MORNING
        )
        self.lines: list[list[Part]] = [[("大屏", "strong")]]
        self.ground = "column"
        self.broken = ""
        """A step or a paint fails in this way: "step", "paint"."""
        self.steps = self.paints = self.failures = 0
        self.restless = False
        """Every step says that something changed."""
        self._changed = False
        self.pause = threading.Event()
        """Cleared, the server stands still."""
        self.pause.set()

    def shows(self, *lines: Sequence[Part] | str) -> None:
        """These lines from now on."""
        self.lines = [[(line, "")] if isinstance(line, str) else list(line) for line in lines]
        self._changed = True

    def breaks(self, how: str) -> None:
        self.broken = how
        self._changed = True

    # ---- what the server calls

    def step(self) -> bool:
        self.steps += 1
        self.pause.wait(SECONDS)
        if self.broken == "step":
            raise ZeroDivisionError("a defect")
        changed, self._changed = self._changed, False
        return changed or self.restless

    def due_in(self) -> float:
        return 0.02

    @property
    def room(self) -> Room:
        return self._room

    def failed(self) -> None:
        self.failures += 1

    def resized(self) -> None:
        pass

    def painter(self) -> Paint:
        return self.paint

    def paint(self, room: Room, width: int, height: int) -> Area:
        """The lines, cut to the shape."""
        self.paints += 1
        if self.broken == "paint":
            raise ZeroDivisionError("a defect")
        area = [paper.line(STYLES, self.ground, width, parts) for parts in self.lines]
        return paper.fill(area, STYLES, "gap", width, height)


class Still:
    """Nobody looks: the show is asked often enough."""

    def begin(self, wake: Callable[[], object]) -> None: ...

    def watched_by(self, count: int) -> None: ...

    def end(self) -> None: ...


class Served:
    """A server that runs in a thread of its own."""

    def __init__(self, show: Any, plan: Plan, pictures: Pictures, clock: Callable[[], datetime]) -> None:
        self.show = show
        self.plan = plan
        self.defects: list[BaseException] = []
        self.server = Server(
            show,
            Still(),
            pictures,
            plan,
            messages=Messages("zh"),
            colours=COLOURS,
            clock=clock,
            report=self.defects.append,
        )
        self.port = 0
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(SECONDS)

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()

        def ready(port: int) -> None:
            self.port = port
            self._ready.set()

        await self.server.run(self._stop, ready)

    def stop(self) -> None:
        """End in good order."""
        if self._thread.is_alive():
            assert self._loop is not None
            assert self._stop is not None
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(SECONDS)
            assert not self._thread.is_alive()

    @property
    def base(self) -> str:
        return f"/{self.plan.token}/" if self.plan.token else "/"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.base}"

    # ---- talking to it

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)

    def raw(self, sent: bytes) -> bytes:
        """All that comes back when these bytes are sent and nothing more."""
        with self.connect() as connection:
            connection.sendall(sent)
            return read_all(connection)

    def get(self, path: str, *, method: str = "GET", host: str | None = None, more: str = "") -> Answer:
        host = f"127.0.0.1:{self.port}" if host is None else host
        return Answer(self.raw(f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n".encode()))

    @contextmanager
    def visit(self, shape: str = "120x30") -> Iterator[Visit]:
        """A visitor that hears events."""
        with self.connect() as connection:
            request = f"GET {self.base}events?shape={shape} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n"
            connection.sendall(request.encode())
            yield Visit(connection)

    @property
    def visitors(self) -> int:
        return len(self.server._visitors)


@contextmanager
def served(
    show: Any = None, *, pictures: Pictures | None = None, clock: datetime = MORNING, **plan: Any
) -> Iterator[Served]:
    """A wall on a free port of this machine."""
    show = show or Scenery()
    pictures = pictures or Pictures(
        show.painter, lambda room, width, height: 1, colour=COLOURS["text"], ground=COLOURS["gap"]
    )
    wanted = Plan(**{"port": 0, "token": TOKEN, "beat_seconds": BEAT, "patience_seconds": 60, **plan})
    running = Served(show, wanted, pictures, lambda: clock)
    running.start()
    try:
        yield running
    finally:
        running.stop()


class Answer:
    """What came back: status, headers in lower case, body."""

    def __init__(self, whole: bytes) -> None:
        head, _, self.body = whole.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(first.split()[1]) if first else 0
        self.headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}

    @property
    def text(self) -> str:
        return self.body.decode()


class Visit:
    """The events of one open page, one after the other."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._kept = b""
        self.head = Answer(self._until(b"\r\n\r\n"))

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._kept:
            data = self.connection.recv(65536)
            if not data:
                raise EOFError
            self._kept += data
        found, _, self._kept = self._kept.partition(mark)
        return found

    def event(self) -> tuple[str, Any]:
        """The next event: its name and its data. Raises EOFError at the end."""
        name, data = self._until(b"\n\n").decode().split("\n")
        return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))

    def frame(self) -> dict[str, Any]:
        """The next frame; signs of life are passed over."""
        name, data = self.event()
        while name == "beat":
            name, data = self.event()
        assert name == "frame"
        return data  # type: ignore[no-any-return]

    def reads(self, words: str) -> None:
        """Wait until a line with these words has come; blanks do not count, for large words are spaced."""
        end, found = time.monotonic() + SECONDS, ""
        while words not in found:
            assert time.monotonic() < end, f"{words}: {found}"
            name, data = self.event()
            found += "\n".join(texts(data).values()).replace(" ", "") if name == "frame" else ""


def texts(frame: dict[str, Any]) -> dict[int, str]:
    """Line number → text."""
    return {int(row): "".join(run[4] for run in runs) for row, runs in frame["lines"].items()}


def read_all(connection: socket.socket) -> bytes:
    """Everything until the other side ends, in whichever way."""
    found = b""
    try:
        while data := connection.recv(65536):
            found += data
    except ConnectionError:
        pass
    return found


def until(holds: Callable[[], object], what: str = "it did not come true") -> None:
    """Wait until something holds that another thread or program brings about."""
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.01)
