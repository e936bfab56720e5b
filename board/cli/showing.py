"""`board wall`: the shared screen in this terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from board.cli.defects import write_down
from board.cli.lookup import find_group
from board.cli.parsing import Spec, flag, option, switch
from board.cli.session import Session
from board.cli.starting import collect_from_here, has_terminal
from board.errors import UsageError
from board.model.board import Board
from board.text import clean

if TYPE_CHECKING:
    from board.ui.wall.show import Options

WALL_OPTIONS = (
    option("--rotate", default="20s"),
    switch("--follow/--no-follow"),
    option("--scene", default=""),
    option("--group", default=""),
    flag("--demo", "of_demo"),
)
"""What the wall in a terminal and the wall in browsers are told in the same way."""
_SCENES = ("overview", "red", "due", "decided", "ranking")
SHORTEST, LONGEST = 1, 3600
"""Seconds that a page may stand."""
_ROTATE = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)\s*([^\d\s]*)")
_MINUTES = frozenset({"m", "min"})


def options(session: Session, board: Board, *, rotate: str, follow: bool, scene: str, group: str) -> Options:
    """What was asked of the wall, names of scenes and groups looked up.

    Raises:
        UsageError: `bad_rotate`, `unknown_scene` or `unknown_group`.
    """
    from board.ui.wall.show import Options

    group_id = find_group(session, board, group) if group else None
    if group and group_id is None:
        raise UsageError("no_group_scene", office=board.office.office)
    return Options(rotate=_seconds(session, rotate), follow=follow, scene=_scene(session, scene), group=group_id)


def take_demo(session: Session, *, of_demo: bool) -> None:
    """Show the demo board, where that is wanted and no board was named."""
    if of_demo:
        session.store = session.demo_path


def _seconds(session: Session, text: str) -> float:
    """Seconds of a text like 20s, 20, 1.5m or `20` with a Chinese word for it; 0 does not rotate."""
    found = _ROTATE.fullmatch(text.strip().lower())
    if found is not None:
        unit, number = found[2], float(found[1])
        minutes = unit in _MINUTES | session.input_words("cli.minute_words")
        seconds = number * 60 if minutes else number
        known = minutes or unit in {"", "s"} | session.input_words("cli.seconds")
        if known and (seconds == 0 or SHORTEST <= seconds <= LONGEST):
            return seconds
    raise UsageError("bad_rotate", text=clean.quoted(text))


def _scene(session: Session, text: str) -> str:
    wanted = text.strip().lower()
    if not wanted:
        return ""
    for name in _SCENES:
        if wanted == name or wanted in session.everywhere(f"show.scene.{name}"):
            return name
    names = [session.messages(f"show.scene.{name}") for name in _SCENES]
    raise UsageError("unknown_scene", text=clean.quoted(text), names=session.listed(names))


def clock_from(session: Session) -> Callable[[], datetime]:
    """The clock of the wall: with `--now` it begins there and goes on."""
    if session.now is None:
        return session.clock
    begun, started = session.now, monotonic()
    return lambda: begun + timedelta(seconds=monotonic() - started)


def wall(session: Session, *, rotate: str, follow: bool, scene: str, group: str, of_demo: bool) -> int:
    """Show the board to the room, and stay until somebody presses Ctrl+Q.

    Raises:
        UsageError: `no_terminal`, or as `options`.
    """
    take_demo(session, of_demo=of_demo)
    with session.reading() as (_, board):
        wanted = options(session, board, rotate=rotate, follow=follow, scene=scene, group=group)
    if not has_terminal():
        raise UsageError("no_terminal")
    from board import wiring
    from board.ui.wall.app import run_wall

    reader = wiring.open_reader(session.path)
    try:
        return run_wall(
            reader,
            wiring.open_presence(session.path),
            messages=session.messages,
            settings=session.settings,
            clock=clock_from(session),
            options=wanted,
            ready=collect_from_here,
            defect=write_down,
        )
    finally:
        reader.close()


SPECS = (Spec("wall", wall, WALL_OPTIONS),)
