"""How a board begins and opens: the first start, init, demo, and the screen."""

from __future__ import annotations

import gc
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from board.cli.meanwhile import meanwhile
from board.cli.output import prompt
from board.cli.parsing import Spec, flag, option
from board.cli.session import Session
from board.errors import Refused, StoreError, UsageError
from board.model.changes import Change

if TYPE_CHECKING:
    from board.text.ledger.grid import Workbook

_TEMPLATE = "erqi"
_EMPTY = "empty"


def open_board(session: Session) -> int:
    """`board` alone: the screen, or on a first start the choice of a board."""
    if not has_terminal():
        with session.reading():  # that there is no board yet is the more useful thing to say
            raise UsageError("no_terminal")
    try:
        return open_screen(session, session.path)
    except StoreError as error:
        if error.code != "no_board" or session.read_only:
            raise
    return open_screen(session, session.path) if _first_start(session) else 0


def _first_start(session: Session) -> bool:
    """Offer the template or an empty board; False when the person leaves."""
    session.say("cli.first_start", path=session.path)
    choices = {"1": _TEMPLATE, "": _TEMPLATE, "2": _EMPTY}
    while True:
        line = prompt(session.messages("cli.first_choice"))
        answer = unicodedata.normalize("NFKC", line).strip().lower()  # typed with the input method on, a １ is a 1
        if not line or answer in ("0", "q"):
            return False
        if answer in choices:
            create(session, choices[answer])
            return True
        session.say("cli.first_again")


def open_screen(session: Session, path: Path, *, cared_for: bool = True) -> int:
    """Open the board on the screen and stay until the person quits; a board that is `cared_for` is backed up.

    Raises:
        UsageError: `no_terminal`.
    """
    if not has_terminal():
        raise UsageError("no_terminal")
    from board import wiring

    store = None if session.read_only else wiring.open_store(path)
    reader = store or wiring.open_reader(path)
    try:
        from board.ui.app import run_board

        return run_board(
            reader,
            messages=session.messages,
            settings=session.settings,
            clock=session.clock,
            who=session.who,
            read_only=session.read_only,
            ready=collect_from_here,
            care=wiring.caretaker(path, store) if store is not None and cared_for else None,
            presence=wiring.open_desk_presence(path) if store is not None else None,
            opener=_open_ledger if store is not None else None,
        )
    finally:
        reader.close()


def _open_ledger(path: Path, *, progress: Callable[[int], None]) -> Workbook:
    """The sheets of a file; what reads them is loaded when a ledger is imported, not when the board opens."""
    from board.sheets import open_ledger

    return open_ledger(path, progress=progress)


def collect_from_here() -> None:
    """What is loaded by now stays as long as the program: the collector need never look at it."""
    gc.freeze()
    gc.enable()


def has_terminal() -> bool:
    """Whether a screen can be opened."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def init(session: Session, *, template: str) -> None:
    """Make a new board; opens nothing."""
    create(session, template)


def create(session: Session, template: str) -> None:
    """Make a new board from a template and say so."""
    if session.read_only:
        raise Refused("read_only")
    from board import wiring
    from board.commands.template import template_change
    from board.fixtures import read_template

    change = template_change(read_template(template), read_template(_EMPTY), session.clock(), session.who)
    wiring.create_board(session.path, [change])
    made = Counter(op.entity for op in change.ops)
    session.say("cli.done_init", path=session.path, groups=made["group"], units=made["unit"])


def demo(session: Session, *, keep: bool, no_open: bool) -> int:
    """Make the demo board and open it."""
    path = session.demo_path
    from board import wiring

    if not (keep and _is_demo(path)):
        if session.read_only:
            raise Refused("read_only")

        def make() -> None:
            wiring.create_demo(path, _demo_changes(session))

        if no_open or not has_terminal():
            make()
        else:
            made = meanwhile(make)
            import board.ui.app  # noqa: F401 the longest part of starting

            made()
        session.say("cli.done_demo", path=path)
    return 0 if no_open else open_screen(session, path, cared_for=keep)


def _is_demo(path: Path) -> bool:
    """Whether there is a demo board.

    Raises:
        StoreError: `not_a_demo`, or what is there cannot be read.
    """
    from board import wiring

    reader = wiring.open_reader(path)
    try:
        is_demo = reader.load().office.demo
    except StoreError as error:
        if error.code != "no_board":
            raise
        return False
    finally:
        reader.close()
    if not is_demo:
        raise StoreError("not_a_demo", path=str(path))
    return True


def _demo_changes(session: Session) -> tuple[Change, ...]:
    from board.commands.demo import demo_changes
    from board.commands.demo_data import DemoData
    from board.fixtures import fixtures_dir, read_template

    folder = fixtures_dir() / "demo"
    data = DemoData.decode(lambda name: (folder / name).read_bytes())
    return demo_changes(read_template(_TEMPLATE), data, session.clock()).changes


SPECS = (
    Spec("demo", demo, (flag("--keep"), flag("--no-open"))),
    Spec("init", init, (option("--template", default=_TEMPLATE),)),
)
