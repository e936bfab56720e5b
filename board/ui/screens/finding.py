"""What the board and the list have in common: the filter bar, jumping to a number, and marks."""

from __future__ import annotations

from collections.abc import Iterable

from board.model.board import Board
from board.model.task import Task
from board.ui.hints import Situation
from board.ui.screens.foot import FootScreen
from board.ui.widgets.chips import Chip
from board.ui.widgets.filter_bar import FilterBar
from board.ui.widgets.line import Piece, bar_keys
from board.ui.widgets.task_view import TaskView


class FindingScreen(FootScreen):
    """A screen whose tasks can be narrowed by a filter and marked for one act."""

    # ---- for subclasses

    @property
    def tasks_view(self) -> TaskView:
        """The widget with the tasks."""
        raise NotImplementedError

    def go_to(self, no: int) -> None:
        """Select a task that is not void, wherever it stands."""

    # ---- what is seen

    def focus_tasks(self) -> None:
        """Give the tasks the keys again."""
        self.tasks_view.focus()

    def seen(self) -> Board:
        """The snapshot as it looks through the filter."""
        return self.session.finding.shown(self.board, self.session.clock())

    def target(self) -> int | None:
        """The selected task."""
        return self.tasks_view.selected

    def freshen(self, numbers: Iterable[int]) -> None:
        """Show which tasks somebody else just changed."""
        self.tasks_view.freshen(numbers)

    def targets(self) -> tuple[int, ...]:
        """The marked tasks in the order of the screen, those that the filter hides last; else the selected one."""
        marked = self.session.marked
        if not marked:
            return super().targets()
        shown = [no for no in dict.fromkeys(self.tasks_view.numbers) if no in marked]
        return (*shown, *sorted(marked.difference(shown)))

    def say_no_task(self) -> None:
        """Where the filter has left nothing, that is why; another column would help nobody."""
        if self.session.finding.text and not self.tasks_view.count:
            self.say(self.messages("list.none_found"), "bad")
        else:
            super().say_no_task()

    def situation(self, task: Task | None, *, overview: bool = False) -> Situation:
        """What the keys would act on with `task` selected."""
        marked, filtered = len(self.session.marked), bool(self.session.finding.text.strip())
        return Situation.of(task, read_only=self.session.read_only, marked=marked, filtered=filtered, overview=overview)

    def found_pieces(self) -> tuple[Piece, ...]:
        """What the head line says of the filter in force, and the marks."""
        finding, said = self.session.finding, self.messages
        pieces = []
        if finding.text.strip():
            name, line = finding.finds.meant(finding.text)
            words = said("head.filter", line=name or line.strip(), count=self.tasks_view.count)
            pieces.append(Piece(f" {words} ", "badge", 93))
        if self.session.marked:
            pieces.append(Piece(f" {said('head.marked', count=len(self.session.marked))} ", "yellow", 98))
        return tuple(pieces)

    def bar_pieces(self) -> tuple[Piece, ...]:
        """What the foot line says while one types in a bar, to which the keys of the board are only letters."""
        bar = self.filter_bar()
        return bar_keys(self.messages("filter.keys")) if bar.is_open and bar.has_focus_within else ()

    def on_descendant_focus(self) -> None:
        """The foot line is about whatever has the keys."""
        self._show_lines()

    def typing_a_filter(self) -> bool:
        """Until Enter the room sees nothing of it."""
        bar = self.filter_bar()
        return bar.is_open and bar.has_focus_within

    def filter_bar(self) -> FilterBar:
        """The bar of this screen."""
        return self.query_one(FilterBar)

    # ---- one task

    def action_open(self) -> None:
        """Everything about the selected task."""
        no = self.target()
        if no is None:
            self.say_no_task()
        else:
            self.open_task(no)

    def on_task_view_opened(self, event: TaskView.Opened) -> None:
        """A double click opens too."""
        self.open_task(event.no)

    # ---- the filter

    async def action_filter(self, line: str | None = None) -> None:
        """Open the bar, with the filter in force or with `line`."""
        finding = self.session.finding
        self.leave_entry()
        self.app.run_worker(self._prepare(), group="finding", exclusive=True)
        earlier = (*finding.finds.recent, *finding.finds.saved)
        await self.filter_bar().open(finding.text if line is None else line, earlier)
        self._say_found()

    async def _prepare(self) -> None:
        finding = self.session.finding
        await finding.prepare(self.board)
        if finding.text:
            self.look_for(finding.text)

    async def action_jump(self) -> None:
        """Type the number of a task and go there."""
        await self.action_filter("#")

    def action_overdue(self) -> None:
        """Only what is overdue, within the filter in force; again: not only that."""
        self.use(self.session.finding.with_overdue())

    def action_use_filter(self, line: str) -> None:
        """Put a saved filter in force."""
        self.use(line)

    def use(self, line: str) -> None:
        """Put a filter in force without the bar, and say what came of it."""
        self.look_for(line)
        finding = self.session.finding
        if finding.text:
            self.say(self.messages("filter.in_force", line=finding.text, count=self._count()), "key")
        else:
            self.say(self.messages("filter.off"))

    def look_for(self, line: str) -> None:
        """Narrow every screen to `line`."""
        self.session.finding.look_for(line, self.board, self.session.clock())
        self.board_changed()
        if self.target() is None and self.tasks_view.count:
            self.board_changed(select=self.tasks_view.numbers[0])
        self._say_found()

    def _say_found(self) -> None:
        bar, finding = self.filter_bar(), self.session.finding
        if not bar.is_open:
            return
        jump = finding.jump(finding.text)
        if jump is not None:
            task = self.board.tasks.get(jump)
            known = task is not None
            said = self.messages("filter.jump", title=self.short(task)) if task else self.messages(
                "error.unknown_task", no=jump)  # fmt: skip
            bar.say([Chip(self.messages("filter.number"), f"#{jump}", "who")], said, good=known)
            return
        chips = [Chip(*each) for each in finding.chips(self.board)]
        bar.say(chips, self._count() if finding.active else "", good=bool(finding.count))

    def _count(self) -> str:
        """How many tasks were found, here and in all."""
        here, count = self.tasks_view.count, self.session.finding.count
        if here == count:
            return self.messages("filter.found", count=count)
        return self.messages("filter.found_elsewhere", here=here, count=count)

    def follow(self, line: str) -> None:
        """The columns follow every key."""
        if line != self.session.finding.text and self.filter_bar().is_open:
            self.look_for(line)

    def on_filter_bar_entered(self, event: FilterBar.Entered) -> None:
        """The line stays in force; `#128` leads to that task; `名称=条件` is saved."""
        finding, line = self.session.finding, event.line
        jump = finding.jump(line)
        if jump is not None:
            self._jump(jump)
            return
        name, meant = finding.finds.meant(line)
        if finding.finds.is_named(line):
            self._save(name, meant)
            return
        finding.finds.used(line)
        self._close(line.strip())

    def _save(self, name: str, line: str) -> None:
        finds = self.session.finding.finds
        known = name in finds.saved
        finds.save(name, line)
        self._close(line)
        code = "filter.saved" if line else "filter.removed" if known else "filter.nothing_saved"
        self.say(self.messages(code, name=name), "good")

    def _jump(self, no: int) -> None:
        task = self.board.tasks.get(no)
        if task is None:
            self.look_for(f"#{no}")  # the bar stays, and says that there is no such task
            return
        self._close("")
        if task.is_void:
            self.open_task(no)
        else:
            self.go_to(no)

    def open_task(self, no: int) -> None:
        """Show everything about a task."""
        from board.ui.screens.detail import DetailScreen

        self.app.push_screen(DetailScreen(self.session, no))

    def leave_entry(self) -> None:
        """Put away the bar in which tasks are typed: of the two only one is open."""

    def leave_filter(self) -> None:
        """Put away the filter bar; what stands in it stays in force, the number of a task does not."""
        if self.filter_bar().is_open:
            finding = self.session.finding
            line = "" if finding.jump(finding.text) is not None else finding.text
            finding.finds.used(line)
            self.filter_bar().close()
            self.look_for(line)

    def on_filter_bar_cleared(self) -> None:
        """Esc: everything is seen again."""
        self._close("")

    def _close(self, line: str) -> None:
        self.filter_bar().close()
        self.look_for(line)
        self.focus_tasks()

    # ---- what leaves the room

    first_paper = "ledger"
    """Code of the paper that is offered first; see `actions.exporting`."""

    def one_place(self) -> bool:
        """Whether only one group is on show, or only the inbox."""
        return False

    def action_export(self) -> None:
        """What is on the screen, or the marked part of it, as a paper: exactly these tasks in exactly this order."""
        from board.reports.ledger import Ledger
        from board.ui.actions.exporting import export

        finding, board = self.session.finding, self.board
        _, line = finding.finds.meant(finding.text)
        numbers = dict.fromkeys(self.tasks_view.numbers)
        shown = Ledger(
            self.messages,
            board,
            tuple(board.tasks[no] for no in numbers if no in board.tasks),
            self.session.clock(),
            filter=line.strip(),
            one_place=self.one_place(),
        )
        if not self.session.marked:
            export(self, shown, None, first=self.first_paper)
            return
        tasks = tuple(board.tasks[no] for no in self.targets() if no in board.tasks)
        marked = Ledger(self.messages, board, tasks, shown.now)
        export(self, shown, marked, first=self.first_paper)

    # ---- marks

    def mark(self, numbers: Iterable[int]) -> None:
        """Mark these tasks, and no others."""
        self.session.marked = frozenset(numbers)
        self.show_marks()
        self.marks_changed()

    def show_marks(self) -> None:
        """Show the marks on what is still there."""
        if self.session.marked:
            self.session.marked = frozenset(no for no in self.session.marked if no in self.board.tasks)
        self.tasks_view.choose(self.session.marked)

    def marks_changed(self) -> None:
        """The head line counts the marks."""
        self._show_lines()

    def unmark(self) -> None:
        """Take all marks away."""
        if self.session.marked:
            self.mark(())

    def action_mark(self) -> None:
        """Mark the selected task, or take its mark away, and go on to the next one."""
        no = self.target()
        if no is None:
            self.say_no_task()
            return
        self.mark(self.session.marked ^ {no})
        self.tasks_view.action_vertical(1)

    def action_mark_all(self) -> None:
        """Mark everything on show; when that is all marked, take the marks away."""
        shown = frozenset(self.tasks_view.numbers)
        marked = self.session.marked
        self.mark(marked - shown if shown <= marked else marked | shown)

    def leave_marks_or_filter(self) -> bool:
        """Esc takes away the marks first, then the filter; False when there were neither."""
        if self.session.marked:
            self.unmark()
        elif self.session.finding.text:
            self.use("")
        else:
            return False
        return True
