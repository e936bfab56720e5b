"""The screen on which tasks are typed: the entry bar, saving its lines, and what is pasted on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from board import commands
from board.model.ports import Committed
from board.text import clean
from board.ui.actions import TaskScreen
from board.ui.screens.finding import FindingScreen
from board.ui.widgets.entry_bar import EntryBar
from board.ui.widgets.line import Piece, bar_keys

if TYPE_CHECKING:
    from board.text.entry import Entry
    from board.ui.entry_line import EntryLine


class EnteringScreen(FindingScreen):
    """A screen with an entry bar."""

    # ---- the bar

    def entry_bar(self) -> EntryBar:
        """The bar of this screen."""
        return EntryBar(self.messages, self._new_line, self._save_line, self.hush)

    def _new_line(self) -> EntryLine:
        from board.ui.entry_line import EntryLine

        return EntryLine(self.session)

    def bar_pieces(self) -> tuple[Piece, ...]:
        """The keys of the entry bar while one types in it."""
        bar = self.query_one(EntryBar)
        typing = bar.is_open and bar.has_focus_within
        return bar_keys(self.messages("bar.hint")) if typing else super().bar_pieces()

    def leave_entry(self) -> None:
        """Put the entry bar away; an unfinished line stays in it."""
        self.query_one(EntryBar).put_away()

    def board_changed(self, select: int | None = None) -> None:
        """The names on the board are other ones: the line in the bar is read anew."""
        self.query_one(EntryBar).look()

    def do_new(self, paste: str = "") -> None:
        """Open the entry bar; a new task goes to the group one stands in."""
        self.leave_filter()
        group = self.board.group(self.standing_group())
        self.query_one(EntryBar).open(group.name if group else None, paste)
        self.app.run_worker(self._prepare_entering(), group="entering", exclusive=True)

    async def _prepare_entering(self) -> None:
        await self.session.entering.prepare()
        bar = self.query_one(EntryBar)
        bar.look()

    async def _save_line(self, text: str, entry: Entry, new_units: tuple[str, ...]) -> str:
        added: list[int] = []

        def said(committed: Committed) -> str:
            added.extend(op.id for op in committed.change.ops if op.entity == "task" and op.op == "add")
            if bar.is_open and self.is_current:
                return ""  # the bar says it
            task = committed.board.tasks[added[0]]
            return self.messages("done.add", no=task.no, title=self.short(task))

        bar = self.query_one(EntryBar)
        intent = commands.add_entries(self.session.actor(), [entry], new_units=new_units, typed=[text])
        wrong = await self.run_intent(intent, said)
        if not wrong:
            self.session.entering.used(text, [entry])
            self.board_changed(select=added[0])
            if bar.line.notice is None or bar.line.notice.good:
                code = "bar.saved_cut" if clean.is_cut(entry.title) else "bar.saved"
                bar.say(self.messages(code, no=added[0]), good=True, no=added[0])
        return wrong

    def unsaved_line(self) -> str:
        """What stands in the entry bar and is not saved."""
        return self.query_one(EntryBar).typed.strip()

    def hand_over(self, board: TaskScreen) -> None:
        """An unfinished line is finished on the board."""
        line = self.unsaved_line()
        if line and isinstance(board, EnteringScreen):
            board.do_new(line)

    def warn_unsaved(self, line: str) -> None:
        """Show the unfinished line again before the program is left."""
        self.do_new()
        self.query_one(EntryBar).say(self.messages("bar.unsaved", line=line), good=False)

    def on_entry_bar_closed(self) -> None:
        """The tasks have the keys again."""
        self.focus_tasks()

    # ---- pasting

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted on the board is meant to become tasks: one line goes into the bar, several are shown first."""
        event.stop()
        if (refusal := self.session.refusal) is not None:
            self.say(self.error_line(refusal), "bad")
        elif clean.has_lines(event.text):
            self.preview(event.text)
        elif text := clean.one_line(event.text, clean.TEXT_CELLS):
            self.do_new(text)

    def on_entry_bar_pasted(self, event: EntryBar.Pasted) -> None:
        """Several lines were pasted into the bar."""
        self.preview(event.text)

    def preview(self, text: str) -> None:
        """Show how several lines are read, before they become tasks."""
        from board.ui.screens.paste import PasteScreen

        group = self.board.group(self.standing_group())
        self.app.push_screen(PasteScreen(self, text, group.name if group else None))
