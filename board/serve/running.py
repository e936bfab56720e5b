"""Puts the wall for browsers together and keeps it running until it is told to end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from time import monotonic

from board.messages import Messages
from board.model.ports import PresenceReader, Reader
from board.serve.pictures import Pictures
from board.serve.server import Plan, Server
from board.ui import theme
from board.ui.wall import frame
from board.ui.wall.lookout import Lookout
from board.ui.wall.painter import FramePainter
from board.ui.wall.show import Options, Show
from board.ui.wall.watch import Watch
from board.ui.widgets.styles import Styles


def serve_wall(
    reader: Reader,
    presence: PresenceReader,
    plan: Plan,
    *,
    messages: Messages,
    theme_name: str,
    clock: Callable[[], datetime],
    options: Options,
    ready: Callable[[int], None],
    report: Callable[[BaseException], object],
) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is told the port, `report` writes down a defect.

    Raises:
        StoreError: the board cannot be read.
        OSError: it cannot listen there.
    """
    name = theme.wall(theme_name)
    colours = theme.colours(name)
    styles = Styles(lambda: name)
    pictures = Pictures(lambda: FramePainter(styles).paint, frame.pages, colour=colours["text"], ground=colours["gap"])
    watch = Watch(Lookout(reader, presence, clock=clock), report)
    show = Show(watch, messages=messages, clock=clock, monotonic=monotonic, options=options, pages=pictures.pages)
    server = Server(show, watch, pictures, plan, messages=messages, colours=colours, clock=clock, report=report)

    async def until_told() -> None:
        stop = asyncio.Event()
        server.stop_on_signals(stop)
        asyncio.get_running_loop().set_exception_handler(
            lambda _, context: server.write_down(context.get("exception") or RuntimeError(context["message"]))
        )
        await server.run(stop, ready)

    asyncio.run(until_told())
