"""A board on a screen that nobody looks at: opened over a real store, driven by keys, read as text."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.worker import WorkerCancelled

from board import wiring
from board.commands.demo import demo_changes
from board.commands.demo_data import DemoData
from board.fixtures import fixtures_dir, read_template
from board.messages import Messages
from board.model.board import Board
from board.model.changes import Change, Op, plain
from board.model.entities import Group, Office, Unit, type_of
from board.model.ports import Intent, Store
from board.model.task import Task
from board.sheets import open_ledger
from board.ui.app import BoardApp
from board.ui.screens.board_screen import BoardScreen
from board.ui.session import Session
from board.ui.widgets.board_view import BoardView
from tests.support import UNITS, actor, task

MORNING = datetime(2026, 11, 23, 9, 4)
"""When every screen is looked at: a Monday."""

EIGHT = (
    Office(id=1, district="二七区", office="提质办", title="提质看板"),
    *(Group(id=10 + number, number=number, name=f"第{number}组", leader=f"领导{number}") for number in range(1, 9)),
    *UNITS.values(),
)
"""An office, eight groups with the ids 11 to 18, and four units."""
LATIN = (
    Office(id=1, district="Riverside", office="Quality Office", title="Quality board"),
    *(
        Group(id=10 + number, number=number, name=f"Group {number}", leader=f"Leader {number}")
        for number in range(1, 9)
    ),
    Unit(id=1, name="Parks"),
    Unit(id=2, name="Roads Office"),
    Unit(id=3, name="Audit"),
)
"""The same without one Chinese character."""


def group_task(no: int, group: int | None = 1, **fields: Any) -> Task:
    """A task under way in the group of this number (None: the inbox)."""
    return task(no, **{"group": None if group is None else 10 + group, **fields})


def history(*entities: Any, when: datetime = MORNING, who: str = "秘书") -> list[Change]:
    """A history that has these entities, and whatever stands in their fields: nothing is cleaned on the way."""
    names = {type_: entity for entity, type_ in type_of.items()}
    ops = tuple(
        Op(op="add", entity=names[type(each)], id=each.no if isinstance(each, Task) else each.id, value=plain(each))
        for each in entities
    )
    return [Change(id="c1", seq=1, who=who, when=when.isoformat(timespec="seconds"), action="template", ops=ops)]


@lru_cache(maxsize=4)
def demo_history(when: datetime = MORNING) -> tuple[Change, ...]:
    """The demo board as it is told at `when`."""
    folder = fixtures_dir() / "demo"
    data = DemoData.decode(lambda name: (folder / name).read_bytes())
    return tuple(demo_changes(read_template("erqi"), data, when).changes)


class Desk:
    """An open board: press keys, read lines."""

    def __init__(self, app: BoardApp, pilot: Pilot[None], path: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.path = path

    @property
    def session(self) -> Session:
        return self.app.session

    @property
    def board(self) -> Board:
        """The snapshot on show."""
        return self.session.board

    @property
    def screen(self) -> BoardScreen:
        """The board screen, also when another one lies over it."""
        found = self.app.screen_stack[0]
        assert isinstance(found, BoardScreen)
        return found

    @property
    def view(self) -> BoardView:
        return self.screen.query_one(BoardView)

    @property
    def selected(self) -> int | None:
        return self.view.selected

    @property
    def column(self) -> str:
        """The name of the column that is selected."""
        column = self.view.selected_column
        return column.head.name if column else ""

    # ---- acting

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each when everything that the one before began is done."""
        for key in keys:
            self.send(key)
            await self.settle()

    async def burst(self, *keys: str) -> None:
        """Press keys faster than the program can answer."""
        for key in keys:
            self.send(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text as a terminal hands it over: character by character, as fast as it can."""
        await self.burst(*(" " if char == " " else char for char in text))

    async def paste(self, text: str) -> None:
        """Paste text as a terminal does."""
        self.app.screen.focused.post_message(events.Paste(text))  # type: ignore[union-attr]
        await self.settle()

    def send(self, key: str) -> None:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        original = REPLACED_KEYS.get(name, name)
        char = key if len(key) == 1 else None
        if char is None:
            try:
                char = unicodedata.lookup(_get_unicode_name_from_key(original))
            except KeyError:
                char = None
        event = events.Key(name, char)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    async def settle(self) -> None:
        """Until every message is handled, every worker is done and everything stands where it belongs."""
        quiet = 0
        for _ in range(5_000):
            if quiet >= 2 or not self.app.is_running:
                return
            await asyncio.sleep(0)
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.pilot._wait_for_screen()
            quiet = 0 if self._busy() else quiet + 1
            if self.app.is_running:
                self.app.screen._on_timer_update()
        raise AssertionError("the screen does not come to rest")

    def _busy(self) -> bool:
        if self.app._since is not None or any(not worker.is_finished for worker in self.app.workers):
            return True
        front = list(self.app.screen.walk_children(with_self=True))
        nodes = [self.app, *front, *(node for screen in self.app.screen_stack for node in screen.walk_children())]
        unread = any(node._message_queue is not None and not node._message_queue.empty() for node in nodes)
        return unread or any(node._layout_required or node._refresh_styles_required for node in front)

    async def settled_palette(self) -> None:
        """Until the palette has found what there is to find: it searches with a delay of its own."""
        for _ in range(200):
            await self.settle()
            found = self.app.screen.query_one("CommandList").option_count  # type: ignore[attr-defined]
            if found and not self.app.screen._show_busy and self.app.screen._list_visible:  # type: ignore[attr-defined]
                return
            await asyncio.sleep(0.01)

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def go_to(self, no: int) -> None:
        """Select a task of the view without pressing keys for it."""
        self.screen.board_changed(select=no)
        await self.settle()
        assert self.selected == no

    async def at(self, now: datetime) -> None:
        """The clock shows `now`, and a second has passed."""
        self.session.clock = lambda: now
        self.screen._tick()
        await self.settle()

    async def poll(self) -> None:
        """What the timer does many times a second."""
        self.screen._poll()
        await self.settle()

    # ---- reading

    @property
    def strips(self) -> list[Strip]:
        return self.app.screen._compositor.render_strips()

    @property
    def lines(self) -> list[str]:
        return [strip.text for strip in self.strips]

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def head(self) -> str:
        return self.lines[0]

    @property
    def foot(self) -> str:
        return self.lines[-1]

    @property
    def said(self) -> str:
        """The line at the foot of the screen in front, without what stands at its right end."""
        return self.foot.strip()

    def row_of(self, words: str) -> int:
        """The first line with these words."""
        return next(row for row, line in enumerate(self.lines) if words in line)

    def bytes(self) -> Mapping[str, bytes]:
        """Everything in the folder of the board but who last held the lock, and where the desk stands."""
        files = (path for path in sorted(self.path.rglob("*")) if path.is_file())
        names = {str(path.relative_to(self.path)): path for path in files}
        beside = ("lock", "presence")
        return {name: path.read_bytes() for name, path in names.items() if Path(name).parts[0] not in beside}


def screen_text(app: BoardApp) -> str:
    """The screen as text, a line for each row, without the blanks at their ends."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips()) + "\n"


@asynccontextmanager
async def opened(
    path: Path,
    changes: list[Change] | tuple[Change, ...] | None = None,
    *,
    size: tuple[int, int] = (120, 30),
    lang: str = "zh",
    read_only: bool = False,
    now: datetime = MORNING,
    theme: str = "",
    keys: Mapping[str, str] | None = None,
) -> AsyncIterator[Desk]:
    """A board of these changes (None: the one that is there already) on a screen of this size."""
    if changes is not None:
        wiring.create_board(path, changes)
    reader = wiring.open_reader(path) if read_only else wiring.open_store(path)
    store: Any = None if read_only else reader
    session = Session(
        reader,
        store=store,
        messages=Messages(lang),
        clock=lambda: now,
        who="秘书" if lang == "zh" else "Clerk",
        presence=None if read_only else wiring.open_desk_presence(path),
        opener=None if read_only else open_ledger,
    )
    app = BoardApp(session, theme_name=theme, keymap=keys)
    try:
        async with app.run_test(size=size) as pilot:
            desk = Desk(app, pilot, path)
            await desk.settle()
            yield desk
    finally:
        session.close()


class Elsewhere:
    """Somebody at another machine, over the same folder."""

    def __init__(self, path: Path, now: datetime = MORNING) -> None:
        self.store: Store = wiring.open_store(path)
        self.now = now

    def does(self, intent: Callable[..., Intent], *args: Any, **kwargs: Any) -> Board:
        """Commit an intent made by one of the commands."""
        return self.store.commit(intent(actor(self.now, who="同事"), *args, **kwargs)).board

    def __enter__(self) -> Elsewhere:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()
