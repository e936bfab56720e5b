"""The server: goes on with the show, paints it once for everybody, answers browsers. It has nothing that writes."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Protocol

from board.messages import Messages
from board.serve import page
from board.serve.addresses import base_of, below, own_names
from board.serve.pictures import SHAPES, Picture, Pictures, Shape, event
from board.serve.requests import (
    HEAD_SECONDS,
    BadRequest,
    Gone,
    Request,
    answer,
    head,
    host_is_ours,
    read_request,
)
from board.serve.visitors import Visitor, Visitors, stay
from board.ui.wall.room import Room

BEAT_SECONDS = 5.0
"""A sign of life goes out when nothing else did for so long."""
_EMPTY_SECONDS = 1.0
"""How often the show goes on while nobody is there."""
_WAITING = 64
"""Connections beside the visitors' own: pages being fetched, and whoever only knocks."""
_WRITE_SECONDS, _LINGER_SECONDS, _END_SECONDS = 10.0, 1.0, 2.0
_LINGER_BYTES = 64 * 1024
_DEFECTS = 100
"""So many different ones are written down in a run."""
_STREAM = "text/event-stream; charset=utf-8"
_EVENTS = {f"shape={shape.name}".encode(): shape for shape in SHAPES}


class Showing(Protocol):
    """What is on show: `board.ui.wall.show.Show`."""

    def step(self) -> bool:
        """Take in what was seen; True when `room` is another one."""
        ...

    def due_in(self) -> float:
        """Seconds until time alone may change something."""
        ...

    @property
    def room(self) -> Room:
        """The moment to paint."""
        ...

    def failed(self) -> None:
        """It could not be painted: the next page is a new try."""
        ...

    def resized(self) -> None:
        """It is painted in other shapes: scenes have other pages."""
        ...


class Watching(Protocol):
    """Who looks at the board and the desk: `board.ui.wall.watch.Watch`."""

    def begin(self, wake: Callable[[], object]) -> None:
        """Look from now on; `wake` is called on another thread when there is something new."""
        ...

    def watched_by(self, count: int) -> None:
        """Look less often while nobody watches."""
        ...

    def end(self) -> None:
        """Look no more."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to serve."""

    host: str = "127.0.0.1"
    port: int = 8321
    """0 takes one that is free."""
    visitors: int = 64
    token: str
    """What the path of the page begins with; "" needs none."""
    beat_seconds: float = BEAT_SECONDS
    head_seconds: float = HEAD_SECONDS
    patience_seconds: float = page.PATIENCE_SECONDS


class Server:
    """One board for many browsers."""

    def __init__(
        self,
        show: Showing,
        watch: Watching,
        pictures: Pictures,
        plan: Plan,
        *,
        messages: Messages,
        colours: dict[str, str],
        clock: Callable[[], datetime],
        report: Callable[[BaseException], object],
    ) -> None:
        """`colours` are those of the wall's theme, `report` writes down a defect of ours."""
        self._show = show
        self._watch = watch
        self._news = asyncio.Event()
        """There may be something new to send."""
        self._pictures = pictures
        self._plan = plan
        self._messages = messages
        self._clock = clock
        self._report = report
        self._visitors = Visitors(plan.visitors)
        self._tasks: set[asyncio.Task[None]] = set()
        self._names = own_names() | {plan.host.lower()}
        self._styles = page.stylesheet(colours)
        self._trouble = ""
        self._known_defects: set[str] = set()
        self._ended = False
        self.port = 0
        """Where it listens, once it does."""

    async def run(self, stop: asyncio.Event, ready: Callable[[int], None]) -> None:
        """Serve until `stop`; `ready` is told the port when visitors may come.

        Raises:
            OSError: it cannot listen there.
        """
        server = await asyncio.start_server(self._arrive, self._plan.host, self._plan.port, backlog=256)
        self.port = server.sockets[0].getsockname()[1]
        loop = asyncio.get_running_loop()
        self._watch.begin(lambda: loop.call_soon_threadsafe(self._news.set))
        playing = asyncio.create_task(self._play())
        try:
            ready(self.port)
            await stop.wait()
        finally:
            playing.cancel()
            self._watch.end()
            server.close()
            await self._say_goodbye()

    def stop_on_signals(self, stop: asyncio.Event) -> None:
        """SIGINT and SIGTERM end in good order, a terminal that is gone (SIGHUP) ends nothing."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Windows: Ctrl+C cancels, which ends in good order as well
            loop.add_signal_handler(signal.SIGINT, stop.set)
            loop.add_signal_handler(signal.SIGTERM, stop.set)
            loop.add_signal_handler(signal.SIGHUP, lambda: None)

    async def _say_goodbye(self) -> None:
        self._ended = True
        last = event("end", "{}")
        for visitor in self._visitors:
            visitor.end(last)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_END_SECONDS)
            for task in late:
                task.cancel()

    # ---- the show

    async def _play(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            self._step()
            self._watch.watched_by(len(self._visitors))
            seconds = self._show.due_in() if self._visitors else _EMPTY_SECONDS
            soon = loop.call_later(seconds, self._news.set)
            await self._news.wait()
            soon.cancel()
            self._news.clear()

    def _step(self) -> None:
        """One look at the show; what differs goes to everybody, and so does a sign of life when it is due."""
        now = asyncio.get_running_loop().time()
        was = self._trouble
        try:
            changed = self._show.step()
        except Exception as error:  # noqa: BLE001 - whatever it is, the last good frame stays
            self._stumble(error)
            changed = False
        else:
            self._trouble = "" if changed else was
        told_otherwise = self._trouble != was
        for picture in self._pictures:
            if changed or told_otherwise:
                self._tell(picture, now, whole=told_otherwise)
            if now - picture.told_at >= self._plan.beat_seconds:
                self._send_to(picture, event("beat", _json({"time": self._time(), "trouble": self._trouble})), now)

    def _tell(self, picture: Picture, now: float, *, whole: bool) -> None:
        """Paint the room in this shape and send what differs, or everything with `whole`."""
        try:
            changed = picture.paint(self._show.room, self._told())
        except Exception as error:  # noqa: BLE001 - the same
            self._stumble(error)
            self._show.failed()
            changed, whole = None, True
        if whole:
            picture.forget()
            changed = picture.whole(self._told())
        if changed is not None:
            self._send_to(picture, changed, now)

    def _send_to(self, picture: Picture, sent: bytes, now: float) -> None:
        picture.told_at = now
        for visitor in self._visitors:
            if visitor.picture is picture:
                visitor.send(sent, lambda: picture.whole(self._told()), now)

    def _stumble(self, error: Exception) -> None:
        """A defect of ours: visitors keep the last good frame and read one calm line."""
        self._trouble = self._messages("serve.defect")
        self.write_down(error)

    def write_down(self, error: BaseException) -> None:
        """Report a defect; the same one once, and never without end: visitors must not be able to fill a log."""
        kind = f"{type(error).__name__}: {error}"
        if kind not in self._known_defects and len(self._known_defects) < _DEFECTS:
            self._known_defects.add(kind)
            self._report(error)

    def _told(self) -> dict[str, object]:
        return {"time": self._time(), "trouble": self._trouble, "build": page.build()}

    def _time(self) -> str:
        return f"{self._clock():%H:%M:%S}"

    # ---- browsers

    async def _arrive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if self._ended or task is None or len(self._tasks) >= self._plan.visitors + _WAITING:
            writer.transport.abort()
            return
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except (Gone, OSError):  # OSError: the connection broke, or did not take what was written in time
            writer.transport.abort()
        except Exception as error:  # noqa: BLE001 - one browser's answer must not be another one's end
            self.write_down(error)
            writer.write(answer(HTTPStatus.INTERNAL_SERVER_ERROR, page.HTML, page.defect(self._messages)))
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await read_request(reader, self._plan.head_seconds)
        except BadRequest as bad:
            await self._send(reader, writer, answer(bad.status, page.HTML, page.nothing(self._messages)))
            return
        shape = self._stream_wanted(request)
        if shape is not None and not request.head_only and not self._visitors.full:
            await self._seat(shape, reader, writer)
        else:
            await self._send(reader, writer, self._answer(request, stream=shape is not None))

    def _place(self, request: Request) -> bytes | None:
        """What is asked for, below the token; None for whoever does not know it or came by a strange name."""
        if not host_is_ours(request.host, self._names):
            return None
        return below(request.path, self._plan.token)

    def _stream_wanted(self, request: Request) -> Shape | None:
        return _EVENTS.get(request.query) if self._place(request) == b"events" else None

    def _answer(self, request: Request, *, stream: bool) -> bytes:
        place, alone = self._place(request), request.head_only
        if place == b"wall.css":
            return answer(HTTPStatus.OK, page.CSS, self._styles, head_only=alone)
        if place == b"wall.js":
            return answer(HTTPStatus.OK, page.SCRIPT, page.script(), head_only=alone)
        if (stream or place == b"") and self._visitors.full:
            return answer(HTTPStatus.SERVICE_UNAVAILABLE, page.HTML, page.full(self._messages), head_only=alone)
        if stream:
            return head(HTTPStatus.OK, _STREAM)
        if place == b"":
            title, base = self._show.room.board.office.title, base_of(self._plan.token)
            body = page.page(self._messages, title, base, self._plan.patience_seconds)
            return answer(HTTPStatus.OK, page.HTML, body, head_only=alone)
        return answer(HTTPStatus.NOT_FOUND, page.HTML, page.nothing(self._messages), head_only=alone)

    async def _seat(self, shape: Shape, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Show the wall to a visitor until it leaves."""
        picture = self._pictures.watch(shape)
        visitor = Visitor(writer, picture)
        self._visitors.seat(visitor)
        self._news.set()
        try:
            if picture.blank:
                self._show.resized()
                self._tell_first(picture)
            writer.write(head(HTTPStatus.OK, _STREAM, X_Accel_Buffering="no") + picture.whole(self._told()))
            await stay(reader)
        finally:
            self._visitors.leave(visitor)
            self._pictures.leave(shape)
            self._show.resized()
            if not self._ended:
                writer.transport.abort()

    def _tell_first(self, picture: Picture) -> None:
        """A shape that nobody looked at is painted for its first visitor."""
        try:
            picture.paint(self._show.room, self._told())
        except Exception as error:  # noqa: BLE001 - the visitor reads the calm line until a frame succeeds
            self._stumble(error)

    async def _send(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, whole: bytes) -> None:
        """Send an answer and close; what is still coming in is thrown away, lest the answer be lost with it."""
        writer.write(whole)
        async with asyncio.timeout(_WRITE_SECONDS):
            await writer.drain()
        with suppress(TimeoutError):
            async with asyncio.timeout(_LINGER_SECONDS):
                writer.write_eof()
                left = _LINGER_BYTES
                while left > 0 and (data := await reader.read(4096)):
                    left -= len(data)


def _json(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
