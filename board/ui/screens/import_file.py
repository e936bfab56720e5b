"""Which ledger is to be imported: a path that is typed, pasted or dragged in, or one of those that are offered."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from board.errors import BoardError
from board.settings import downloads
from board.text import clean
from board.ui.actions.base import TaskScreen
from board.ui.ledger_files import OFFERED, common, completions, newest, typed_path
from board.ui.screens.dialog import ListDialog
from board.ui.widgets.cells import fit, paintable
from board.ui.widgets.line_input import LineInput
from board.ui.widgets.progress import Reporting, progress_line

if TYPE_CHECKING:
    from board.ui.intake import Intake, Opener

_WIDTH, _BESIDE, _NAME_CELLS = 100, 9, 48
"""Cells of the dialog at most, of what stands in it beside a name and its folder, and of a name at most."""


class ImportDialog(ListDialog):
    """Enter reads the file away from the screen, Esc leaves it; a refusal is one line, and what is typed stays."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "", show=False)]
    around, most = 12, OFFERED

    def __init__(self, behind: TaskScreen, opener: Opener) -> None:
        messages = behind.messages
        super().__init__(messages, messages("key.import"), messages("intake.file_keys"))
        self._behind = behind
        self._opener = opener
        self._paths: list[str] = []
        """What is offered."""
        self._reading: Reporting | None = None

    def body(self) -> ComposeResult:
        """The line for the path, and what is offered. How far the reading is, the notice says."""
        yield Static(Content(self._messages("intake.file")), classes="label")
        yield LineInput(id="path", take=self._take, paste=self._pasted)
        yield Static("", classes="label", id="offered")
        yield self.choices()

    def on_mount(self) -> None:
        """The newest files are offered."""
        self.query_one(LineInput).focus()
        self._offer("")

    def follow(self) -> None:
        """Nothing here is about the board."""

    # ---- what is offered

    def _offer(self, typed: str) -> None:
        """Look, away from the screen, what the line could become."""
        self.app.run_worker(self._look(typed), group="offer")

    def _is_typed(self, text: str) -> bool:
        return self.is_attached and self.query_one(LineInput).value == text

    async def _look(self, typed: str) -> None:
        if not self._is_typed(typed):
            return
        if typed.strip():
            found = await asyncio.to_thread(completions, typed)
            if found == [typed]:
                found = []
            shown = [(path, Path(path).name + ("/" if path.endswith(("/", "\\")) else ""), "") for path in found]
        else:
            shown = await asyncio.to_thread(self._newest)
        if not self._is_typed(typed):
            return
        self._paths = [path for path, _, _ in shown]
        code = "intake.matching" if typed.strip() else "intake.newest"
        label = self.query_one("#offered", Static)
        label.update(Content(self._messages(code)))
        label.display = bool(shown)
        self._show([(name, where) for _, name, where in shown], 0 if shown and not typed.strip() else None)

    def _newest(self) -> list[tuple[str, str, str]]:
        folders = dict.fromkeys((self._behind.session.exports, downloads()))
        return [(str(path), path.name, _where(path)) for path in newest(folders)]

    def _show(self, rows: list[tuple[str, str]], place: int | None) -> None:
        shown = [(fit(paintable(name), _NAME_CELLS), paintable(where)) for name, where in rows[:OFFERED]]
        name = max((clean.width(each) for each, _ in shown), default=0)
        room = max(1, min(_WIDTH, self.size.width * 96 // 100) - _BESIDE - name)
        labels = [
            Content.assemble(each + " " * (name - clean.width(each) + 2), Content.styled(fit(where, room), "$b-dim"))
            for each, where in shown
        ]
        more = [self._messages("intake.more_files", count=len(rows) - OFFERED)] if len(rows) > OFFERED else []
        self._fill(labels, place, *(Content.styled(each, "$b-dim") for each in more))
        self._list.display = bool(labels)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click puts it into the line."""
        self._put(self._paths[event.option_index])

    def _put(self, path: str) -> None:
        line = self.query_one(LineInput)
        line.value = path
        line.action_end()

    def action_complete(self) -> None:
        """Take the chosen one into the line, or what all that fit begin with."""
        if self._place is not None:
            self._put(self._paths[self._place])
        elif self._paths and len(shared := common(self._paths)) > len(self.query_one(LineInput).value):
            self._put(shared)

    # ---- typing

    def on_input_changed(self) -> None:
        """Another path: what is offered follows it."""
        self.echo("", good=True)
        self._offer(self.query_one(LineInput).value)

    def _pasted(self, text: str) -> bool:
        """What is dragged into a terminal comes as a paste, and takes the place of what stands there."""
        first = next((line for line in text.splitlines() if line.strip()), "").strip()
        path = typed_path(first)
        if not path.is_absolute():
            return False
        self._put(str(path))
        return True

    def _take(self, text: str) -> str | None:
        """Enter: the chosen file, or the one that is typed; a folder is entered."""
        if self._reading is not None:
            return None
        chosen = self._paths[self._place] if self._place is not None else ""
        if not chosen and not text.strip():
            self.echo(self._messages("intake.no_path"), good=False)
            return None
        self._reading = reading = Reporting(self.app, self._progress)
        self.app.run_worker(self._read(chosen or text, reading), group="intake")
        return None

    async def _read(self, typed: str, reading: Reporting) -> None:
        try:
            found = await asyncio.to_thread(self._open, typed, reading)
        except Reporting.Stopped:
            return
        except BoardError as error:
            if self.is_attached:
                self.echo(self._behind.error_line(error), good=False)
        else:
            if self.is_current and not reading.stopped:
                self._go_on(found)
        finally:
            self._reading = None
            if self.is_attached:
                self.query_one(".notice", Static).remove_class("-on")

    def _open(self, typed: str, reading: Reporting) -> Path | Intake:
        """The folder that was typed, or the ledger, read."""
        # What understands a ledger is loaded here, away from the screen, with the preview that shows it.
        import board.ui.screens.import_preview  # noqa: F401
        from board.ui.intake import open_intake

        path = typed_path(typed)
        if path.is_dir():
            return path
        return open_intake(self._opener, path, self._behind.board, reading)

    def _go_on(self, found: Path | Intake) -> None:
        from board.ui.screens.import_preview import ImportPreview

        if isinstance(found, Path):
            self._put(str(found / "x")[:-1])
        else:
            self.app.switch_screen(ImportPreview(self._behind, self._opener, found))

    def _progress(self, what: str, done: int, total: int) -> None:
        if self._reading is not None and self.is_attached:
            notice = self.query_one(".notice", Static)
            notice.update(progress_line(self._messages, what, done, total, notice.size.width or 60))
            notice.add_class("-on")

    def action_leave(self) -> None:
        """Leave; what is being read is not read any further."""
        if self._reading is not None:
            self._reading.stopped = True
        super().action_leave()


def _where(path: Path) -> str:
    """When it was written, and the folder."""
    try:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(path.stat().st_mtime))
    except (OSError, OverflowError, ValueError):
        when = ""
    return f"{when}  {clean.visible(str(path.parent))}"
