"""The screen that actions act on: which tasks, the one road to the store, and how it is said what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from board.commands import Actor
from board.errors import BoardError, Conflict, Refused
from board.messages import Messages, words
from board.model.board import Board
from board.model.ports import Committed, Intent
from board.model.rules import Refusal
from board.model.task import Stage, Task
from board.text.clean import clipped
from board.ui.screens.form import Field, Form

if TYPE_CHECKING:
    from board.ui.session import Session

TITLE_CELLS = 30
"""How much of a title is quoted in a line of the foot."""
NAMED = 5
"""How many refusing tasks a line names."""
Tasks = tuple[Task, ...]
"""The tasks of one act, as they stand on the board; at least one."""
Numbers = tuple[int, ...]
Action = Callable[["TaskScreen", Tasks], Awaitable[None] | None]
Submit = Callable[[dict[str, str]], Awaitable[str]]
TO_BE_SAID = frozenset(
    "needs_return_reason needs_rebound_reason needs_new_deadline needs_verifier needs_void_reason "
    "needs_extension_reason still_consolidating".split()
)
"""Refusals that a word more in the dialog mends: no task needs to be left out for them."""


class Looking:
    """What a person has before their eyes while a dialog is open: the snapshot it began with.

    After a conflict, which shows both values, they have seen the newest one, and saving again means it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._board: Board | None = session.board

    def actor(self) -> Actor:
        """The person, now, looking at that snapshot."""
        return self._session.actor(self._board)

    def again(self) -> None:
        """They have been shown the newest values, which the next poll brings."""
        self._board = None


class TaskScreen(Screen[None]):
    """A screen with tasks to act on. Subclasses say which tasks, and show what was said."""

    no_task = "desk.no_task"
    """What an acting key is answered where no task is selected."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    # ---- for subclasses

    def target(self) -> int | None:
        """The number of the task to act on."""
        return None

    def targets(self) -> Numbers:
        """The numbers of all tasks to act on: the marked ones, or else the one of `target`."""
        no = self.target()
        return () if no is None else (no,)

    def say_no_task(self) -> None:
        """Answer a key that needs a task where none is selected."""
        self.say(self.messages(self.no_task), "bad")

    def unmark(self) -> None:
        """Take all marks away: what they were set for is done."""

    def say(self, text: str, style: str = "plain") -> None:
        """Show one line to the person."""

    def board_changed(self, select: int | None = None) -> None:
        """Show the session's snapshot, with task `select` selected if one is named."""

    def hand_over(self, board: TaskScreen) -> None:
        """Before this screen is left for the board: what is not done here yet goes along."""

    def do_new(self) -> None:
        """Open the bar in which a new task is typed."""

    # ---- common ground

    @property
    def messages(self) -> Messages:
        """The words of this screen."""
        return self.session.messages

    @property
    def board(self) -> Board:
        """The snapshot on show."""
        return self.session.board

    def error_line(self, error: BoardError) -> str:
        """A refusal in one line: why, and what to press."""
        said, remedy = words.error_words(self.messages, error, self.board, "desk")
        return self.messages("desk.refused", said=said, remedy=remedy) if remedy else said

    def stopped(self, tasks: Tasks, check: Callable[[Task], Refusal | None]) -> bool:
        """Whether a rule is against it for one of these; the line says why, and for which of several."""
        refusals = [(task.no, refusal) for task in tasks if (refusal := check(task)) is not None]
        if not refusals:
            return False
        first = refusals[0][1]
        error = Refused(first.code, **first.params)
        numbers, stopping = tuple(task.no for task in tasks), [no for no, _ in refusals]
        line = self.error_line(error) if len(tasks) == 1 else self.refusal_of_some(error, numbers, stopping)
        self.say(line, "bad")
        return True

    def to_board(self) -> TaskScreen:
        """Leave every screen that lies over the board, which is the first one."""
        board = cast(TaskScreen, self.app.screen_stack[0])
        for screen in self.app.screen_stack[1:]:
            if isinstance(screen, TaskScreen):
                screen.hand_over(board)
        while self.app.screen is not board:
            self.app.pop_screen()
        return board

    # ---- committing

    async def run_intent(
        self,
        intent: Intent,
        said: Callable[[Committed], str],
        *,
        select: int | None = None,
        looking: Looking | None = None,
    ) -> str:
        """Commit; say what was done, or give back the line that says why not."""
        try:
            await self._commit(intent, said, select, looking)
        except BoardError as error:
            return self.error_line(error)
        return ""

    async def run_on(
        self,
        tasks: Tasks,
        intent_on: Callable[[Numbers], Intent],
        said: Callable[[Committed], str],
        *,
        looking: Looking | None = None,
        select: bool = True,
    ) -> str:
        """Commit one change to all of `tasks`; what one of them refuses is done to none, and the line says which.

        With `select`, a single task is selected wherever it went.
        """
        numbers = tuple(task.no for task in tasks)
        single = numbers[0] if select and len(numbers) == 1 else None
        try:
            await self._commit(intent_on(numbers), said, single, looking)
        except BoardError as error:
            return self.error_line(error) if len(tasks) == 1 else self._refusal_of_some(error, numbers, intent_on)
        self.unmark()
        return ""

    async def _commit(
        self, intent: Intent, said: Callable[[Committed], str], select: int | None, looking: Looking | None
    ) -> None:
        try:
            committed = await self.session.commit(intent)
        except BoardError as error:
            if looking is not None and isinstance(error, Conflict):
                looking.again()
            if self.session.stopped:
                self._show_anew()  # every screen says now that it is read-only
            raise
        self.announce(said(committed), "good", select=select)

    def _refusal_of_some(self, error: BoardError, numbers: Numbers, intent_on: Callable[[Numbers], Intent]) -> str:
        """Why none of several tasks was changed."""
        if isinstance(error, Conflict):
            said, remedy = words.error_words(self.messages, error, self.board, "desk")
            return self.messages("desk.refused", said=f"#{error.params['id']} {said}", remedy=remedy)
        if not isinstance(error, Refused) or "no" not in error.params or error.code in TO_BE_SAID:
            return self.error_line(error)
        # The store knew a newer board than the one on show, on which nothing may refuse yet.
        stopping = [no for no in numbers if no == error.params["no"] or self.refuses(intent_on((no,)))]
        return self.refusal_of_some(error, numbers, stopping)

    def refusal_of_some(self, error: BoardError, numbers: Numbers, stopping: list[int]) -> str:
        """The line that says why none of `numbers` was changed: what the first one said, and all that stop the act."""
        said, _ = words.error_words(self.messages, error, self.board, "desk")
        named = " ".join(f"#{no}" for no in stopping[:NAMED]) + (" .." if len(stopping) > NAMED else "")
        others = len(numbers) - len(stopping)
        code = "desk.refused_by_some" if others else "desk.refused_by_all"
        said = said.rstrip("?\uff1f")  # another sentence follows
        return self.messages(code, said=said, count=len(numbers), others=others, named=named)

    def refuses(self, intent: Intent) -> bool:
        """Whether the board as it stands refuses this; that there is nothing to do is no refusal."""
        try:
            intent(self.board)
        except BoardError as error:
            return error.code not in ("nothing_to_do", "already_there", "already_due")
        return False

    def announce(self, text: str, style: str, *, select: int | None = None) -> None:
        """Show the new snapshot on every open screen, and one line on the one in front."""
        self._show_anew(select)
        for screen in self.app.screen_stack:
            if isinstance(screen, TaskScreen):
                screen.say(text, style)

    def _show_anew(self, select: int | None = None) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, TaskScreen):
                screen.board_changed(select)

    def perform(self, tasks: Tasks, intent_on: Callable[[Numbers], Intent], said: Callable[[Committed], str]) -> None:
        """Commit without asking anything; a refusal is shown in the foot line."""

        async def work() -> None:
            refused = await self.run_on(tasks, intent_on, said)
            if refused:
                self.say(refused, "bad")

        # The app's worker, not the screen's: leaving the screen must not stop a commit half-way.
        self.app.run_worker(work(), group="commit")

    # ---- asking, and saying of what

    def ask(self, code: str, tasks: Tasks, fields: list[Field], submit: Submit) -> None:
        """Open a small form; it stays open, with what was typed, until `submit` has nothing to object."""
        self.app.push_screen(Form(self.messages, self.heading(code, tasks), fields, submit, self.notice(tasks)))

    def notice(self, tasks: Tasks) -> Callable[[], str]:
        """What an open dialog says when a task is not any more what it was: it is said before anything is saved."""
        store = self.board.store

        def changed() -> str:
            if self.board.store != store:
                return self.messages("desk.other_board")
            others = [task.no for task in tasks if self._revision(task.no) != task.rev]
            return self.messages("form.task_changed", no=" #".join(map(str, others[:NAMED]))) if others else ""

        return changed

    def _revision(self, no: int) -> int | None:
        task = self.board.tasks.get(no)
        return None if task is None else task.rev

    def heading(self, code: str, tasks: Tasks) -> str:
        """A dialog's heading: what is asked, and of which task or of how many."""
        return self.messages("form.heading", what=self.messages(code), which=self.which(tasks))

    def which(self, tasks: Tasks) -> str:
        """One task by number and title; several by how many they are."""
        if len(tasks) > 1:
            return self.messages("done.many", count=len(tasks))
        return f"#{tasks[0].no} {self.short(tasks[0])}"

    def short(self, task: Task) -> str:
        """The beginning of a title, for one line."""
        cut = clipped(task.title, TITLE_CELLS)
        return cut if cut == task.title else f"{cut}.."

    def said(self, code: str, tasks: Tasks, **params: object) -> Callable[[Committed], str]:
        """The line that follows a commit."""
        return lambda _: self.messages(code, which=self.which(tasks), **params)

    def stage(self, task: Task, stage: Stage) -> str:
        """The word for a stage of this task."""
        return words.stage_word(self.messages, self.board.office, task.kind, stage)
