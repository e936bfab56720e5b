"""`board serve`: the wall in browsers."""

from __future__ import annotations

import errno
import os
import socket
import sys

from board.cli.defects import write_down
from board.cli.parsing import COUNT, Spec, flag, option
from board.cli.session import Session
from board.cli.showing import WALL_OPTIONS, clock_from, options, take_demo
from board.cli.starting import collect_from_here
from board.errors import UsageError

MOST_VISITORS = 500
"""Each takes a descriptor, of which a process commonly has 1,024."""
_LAST_PORT = 65535
_QUIET = 2
"""Blank modules around a code."""


def serve(
    session: Session,
    *,
    host: str,
    port: int,
    visitors: int,
    public: bool,
    rotate: str,
    follow: bool,
    scene: str,
    group: str,
    of_demo: bool,
) -> None:
    """Show the wall to browsers until Ctrl+C.

    Raises:
        UsageError: `bad_port`, `bad_visitors`, `port_taken`, `cannot_listen`, or as `showing.options`.
    """
    if port > _LAST_PORT:
        raise UsageError("bad_port", port=port)
    if not 1 <= visitors <= MOST_VISITORS:
        raise UsageError("bad_visitors", count=visitors, most=MOST_VISITORS)
    take_demo(session, of_demo=of_demo)
    with session.reading() as (_, board):
        wanted = options(session, board, rotate=rotate, follow=follow, scene=scene, group=group)
    from board import wiring
    from board.serve.addresses import new_token
    from board.serve.running import serve_wall
    from board.serve.server import Plan

    token = "" if public else new_token()

    def ready(taken: int) -> None:
        _announce(session, host, taken, token)
        collect_from_here()

    reader = wiring.open_reader(session.path)
    try:
        serve_wall(
            reader,
            wiring.open_presence(session.path),
            Plan(host=host, port=port, visitors=visitors, token=token),
            messages=session.messages,
            theme_name=session.settings.theme,
            clock=clock_from(session),
            options=wanted,
            ready=ready,
            report=write_down,
        )
    except (OSError, UnicodeError) as error:  # UnicodeError: a host that can be no name
        raise _cannot_listen(error, host, port) from error
    finally:
        reader.close()
    session.say("serve.done")


def _announce(session: Session, host: str, port: int, token: str) -> None:
    """Say where the page is, and who can open it."""
    from board.serve.addresses import is_loopback, links

    for link in links(host, port, token):
        session.say("serve.link", link=link)
    if not is_loopback(host):
        session.say("serve.open_to_network" if token else "serve.open_to_all")
        _show_code(session, links(host, port, token)[0])
    session.say("serve.how_to_end")


def _show_code(session: Session, link: str) -> None:
    """A code that a phone's camera reads: nobody types a link that cannot be guessed."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    import segno

    code = segno.make(link, micro=False)
    columns, rows = os.get_terminal_size(sys.stderr.fileno())
    side = code.symbol_size(border=_QUIET)[0]
    session.say("serve.scan")
    if rows > side and columns >= 2 * side:
        code.terminal(out=sys.stderr, border=_QUIET)
    elif columns >= side:
        code.terminal(out=sys.stderr, border=_QUIET, compact=True)


def _cannot_listen(error: Exception, host: str, port: int) -> UsageError:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return UsageError("port_taken", port=port, other=port + 1 if port < _LAST_PORT else port - 1)
    known = isinstance(error, OSError) and error.errno is not None and not isinstance(error, socket.gaierror)
    detail = errno.errorcode.get(error.errno, "") if known else ""  # type: ignore[attr-defined]
    return UsageError("cannot_listen", host=host, port=port, detail=detail or type(error).__name__)


SPECS = (
    Spec(
        "serve",
        serve,
        (
            option("--host", default="127.0.0.1"),
            option("--port", type=COUNT, default="8321"),
            option("--visitors", type=COUNT, default="64"),
            flag("--public"),
            *WALL_OPTIONS,
        ),
    ),
)
