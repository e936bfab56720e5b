"""What the desk asks of every wall: show one task alone (聚焦), or keep the frame (画面保持)."""

from __future__ import annotations

from board.errors import BoardError
from board.model.presence import Direction
from board.ui.actions.base import Tasks, TaskScreen


async def spotlight(screen: TaskScreen, tasks: Tasks) -> None:
    """Show the selected task alone on every wall; on the one that is shown already, release it."""
    walls, messages = screen.session.walls, screen.messages
    assert walls is not None  # noqa: S101 - `action_act` saw to it
    asked = walls.direction
    no = screen.target() or tasks[0].no
    if asked.spotlight == no:
        await _ask(screen, asked.lighting(None, screen.session.who), messages("wall_desk.unlit", no=no))
    else:
        said = messages("wall_desk.lit", no=no)
        await _ask(screen, asked.lighting(no, screen.session.who), said)


async def hold(screen: TaskScreen, _: Tasks) -> None:
    """Have every wall keep its frame until it is released."""
    walls, messages = screen.session.walls, screen.messages
    assert walls is not None  # noqa: S101 - `action_act` saw to it
    asked = walls.direction
    if asked.hold:
        await _ask(screen, asked.holding("", screen.session.who), messages("wall_desk.released"))
    else:
        now = screen.session.clock().isoformat(timespec="seconds")
        await _ask(screen, asked.holding(now, screen.session.who), messages("wall_desk.held"))


async def _ask(screen: TaskScreen, direction: Direction, said: str) -> None:
    walls = screen.session.walls
    assert walls is not None  # noqa: S101 - as above
    try:
        await walls.direct(direction)
    except BoardError as error:
        screen.say(screen.error_line(error), "bad")
        return
    screen.say(said, "good")
