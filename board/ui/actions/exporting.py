"""导出: what is on the screen as a paper in a file, written while one goes on working."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from board.errors import BoardError, UsageError
from board.messages import Messages
from board.model import agenda, cards
from board.model.entities import Meeting
from board.model.ports import Reader
from board.reports.bulletin import bulletin
from board.reports.ledger import Ledger
from board.reports.minutes import minutes_of
from board.reports.supervision import supervise
from board.reports.writers import FORMATS, Progress, Written, write_ledger
from board.reports.writers.bulletin import FORMATS as BULLETIN_FORMATS
from board.reports.writers.bulletin import write_bulletin
from board.reports.writers.minutes import FORMATS as MINUTES_FORMATS
from board.reports.writers.minutes import write_minutes
from board.text import clean
from board.ui.actions.base import TaskScreen
from board.ui.screens.export import ExportDialog, Offer, Wish

_WORKERS = "export"
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""What one system or another does not take in the name of a file."""


@dataclass(frozen=True)
class Material:
    """What a paper is made of: what is on the screen, its board and clock included, and the history."""

    ledger: Ledger
    reader: Reader


@dataclass(frozen=True)
class Paper:
    """Something that can be exported. Its name is `paper.<code>` in the catalogue."""

    code: str
    endings: tuple[str, ...]
    """Its formats, the one that is mostly wanted first; `export.<ending>`, or `export.<code>.<ending>`, says what each
    is good for."""
    write: Callable[[Material, Path, Progress], Written]
    """Writes it into a new file, away from the screen."""
    about: Callable[[Material], str | None]
    """What it would be of, in words; "" is the tasks that are chosen, None that there is nothing to write now."""


def _write_ledger(material: Material, path: Path, progress: Progress) -> Written:
    return write_ledger(material.ledger, path, progress=progress)


def _write_minutes(material: Material, path: Path, _: Progress) -> Written:
    ledger = material.ledger
    meeting = _meeting(material)
    assert meeting is not None  # noqa: S101 - else it was not offered
    minutes = minutes_of(ledger.messages, ledger.board, meeting, material.reader.history(), ledger.now)
    write_minutes(minutes, path)
    return Written(path, minutes.count, 0)


def _meeting(material: Material) -> Meeting | None:
    """The running meeting, else the last one."""
    board = material.ledger.board
    return board.meeting or agenda.latest(board)


def _of_meeting(material: Material) -> str | None:
    meeting = _meeting(material)
    if meeting is None:
        return None
    return meeting.name or material.ledger.messages("meeting.number", number=meeting.number)


def _write_bulletin(material: Material, path: Path, _: Progress) -> Written:
    ledger = material.ledger
    seen = supervise(ledger.board, material.reader.history(), ledger.now)
    write_bulletin(bulletin(ledger.messages, seen), path)
    return Written(path, seen.total.total, 0)


def _of_period(material: Material) -> str | None:
    ledger = material.ledger
    if not ledger.board.tasks:
        return None
    since = cards.period_begin(ledger.board, ledger.now)[:10] or ledger.messages("bulletin.from_the_beginning")
    return ledger.messages("super.period", since=since, until=f"{ledger.now:%Y-%m-%d}")


LEDGER, MINUTES, BULLETIN = "ledger", "minutes", "bulletin"
PAPERS = (
    Paper(LEDGER, tuple(FORMATS), _write_ledger, lambda material: "" if material.ledger.tasks else None),
    Paper(MINUTES, MINUTES_FORMATS, _write_minutes, _of_meeting),
    Paper(BULLETIN, tuple(BULLETIN_FORMATS), _write_bulletin, _of_period),
)
"""What can be exported at the desk, in the order in which it is offered."""


class _Left(Exception):
    """The program has been left: nobody waits for the file any more."""


def export(screen: TaskScreen, shown: Ledger, marked: Ledger | None, *, first: str = LEDGER) -> None:
    """Ask what and where to; `shown` is what is on the screen, `marked` the part of it that is marked.

    `first` is the paper that is offered first.
    """
    if any(worker.group == _WORKERS and not worker.is_finished for worker in screen.app.workers):
        screen.say(screen.messages("export.running"), "bad")
        return
    messages, reader = screen.messages, screen.session.reader
    papers = sorted(PAPERS, key=lambda paper: paper.code != first)
    abouts = {paper.code: paper.about(Material(shown, reader)) for paper in papers}
    offers = [(paper, ending) for paper in papers if abouts[paper.code] is not None for ending in paper.endings]
    if not offers:
        code = "export.nothing" if screen.session.read_only else "export.nothing_yet"
        screen.say(messages(code), "bad")
        return
    sources = [shown] if marked is None else [marked, shown]
    scopes = [messages("export.shown", count=len(shown.tasks))]
    if marked is not None:
        scopes.insert(0, messages("export.marked", count=len(marked.tasks)))

    def target(wish: Wish) -> Path:
        paper, ending = offers[wish.offer]
        return _free(_folder(wish.folder), _stem(screen, paper), ending)

    def check(wish: Wish) -> tuple[bool, str]:
        try:
            return True, messages("export.to", name=target(wish).name)
        except BoardError as error:
            return False, screen.error_line(error)

    async def submit(wish: Wish) -> str:
        try:
            path = target(wish)
        except BoardError as error:
            return screen.error_line(error)
        screen.session.exports = path.parent
        # The clock of the paper is that of the moment it is asked for.
        ledger = replace(sources[wish.scope], now=screen.session.clock())
        _begin(screen, offers[wish.offer][0], Material(ledger, reader), path)
        return ""

    named = [
        Offer(
            messages(f"paper.{paper.code}"), f".{ending}", _good_for(messages, paper, ending), abouts[paper.code] or ""
        )
        for paper, ending in offers
    ]
    folder = str(screen.session.exports)
    beside: tuple[Offer, Callable[[], object]] | None = None
    if not screen.session.read_only:
        other = Offer(messages("key.import"), "", messages("intake.offer"))
        beside = other, lambda: screen.app.run_worker(screen.run_action("act('import')"))
    screen.app.push_screen(ExportDialog(messages, named, scopes, folder, check=check, submit=submit, beside=beside))


def _good_for(messages: Messages, paper: Paper, ending: str) -> str:
    return messages.get(f"export.{paper.code}.{ending}") or messages(f"export.{ending}")


def _folder(typed: str) -> Path:
    """The folder that is meant.

    Raises:
        UsageError: `no_folder`.
    """
    try:
        folder = Path(typed.strip()).expanduser()
        if typed.strip() and folder.is_dir():
            return folder.absolute()
    except (OSError, RuntimeError, ValueError):  # the home of nobody, a name that no system takes
        pass
    raise UsageError("no_folder", path=clean.visible(typed.strip()))


def _stem(screen: TaskScreen, paper: Paper) -> str:
    """二七区台账-20261123-0904: district, paper and moment."""
    district = _NOT_IN_NAMES.sub("", clean.one_line(screen.board.office.district)).strip(". ")
    when = f"{screen.session.clock():%Y%m%d-%H%M}"
    return screen.messages("export.name", district=district, paper=screen.messages(f"paper.{paper.code}"), when=when)


def _free(folder: Path, stem: str, ending: str) -> Path:
    """A file that is not there yet: nothing is ever overwritten from here."""
    path, number = folder / f"{stem}.{ending}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.{ending}", number + 1
    return path


def _begin(screen: TaskScreen, paper: Paper, material: Material, path: Path) -> None:
    """Write away from the screen; the foot tells how far it is, and at the end where the file lies."""
    app, messages = screen.app, screen.messages
    loop = asyncio.get_running_loop()

    def say(text: str, style: str) -> None:
        for each in app.screen_stack:
            if isinstance(each, TaskScreen):
                each.say(text, style)

    def progress(done: int) -> None:
        if not app.is_running:
            raise _Left
        loop.call_soon_threadsafe(
            say, messages("export.progress", done=done, count=len(material.ledger.tasks)), "plain"
        )

    async def work() -> None:
        try:
            written = await asyncio.to_thread(paper.write, material, path, progress)
        except _Left:
            return
        except BoardError as error:
            say(screen.error_line(error), "bad")
            return
        name, folder = clean.visible(written.path.name), clean.visible(str(written.path.parent))
        code, cut = ("export.done_cut", {"cut": written.cut}) if written.cut else ("export.done", {})
        say(messages(code, count=written.tasks, name=name, folder=folder, **cut), "good")

    app.run_worker(work(), group=_WORKERS)
