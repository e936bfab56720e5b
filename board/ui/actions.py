"""What the keys do to tasks, on the board and on the detail screen alike: ask what is needed, commit, say what came."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from board import commands
from board.commands import Actor
from board.errors import BoardError, Conflict
from board.messages import Messages, words
from board.model import rules
from board.model.board import Board
from board.model.ports import Committed, Intent
from board.model.task import Stage, Task
from board.text.clean import clipped
from board.ui.screens.form import Field, Form
from board.ui.screens.pick import Choice, Pick

if TYPE_CHECKING:
    from board.ui.session import Session

TITLE_CELLS = 30
"""How much of a title is quoted in a line of the foot."""
Submit = Callable[[dict[str, str]], Awaitable[str]]


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
    """A screen with tasks to act on. Subclasses say which task, and show what was said."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    # ---- for subclasses

    def target(self) -> int | None:
        """The number of the task to act on."""
        return None

    def say(self, text: str, style: str = "plain") -> None:
        """Show one line to the person."""

    def board_changed(self, select: int | None = None) -> None:
        """Show the session's snapshot, with task `select` selected if one is named."""

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

    async def action_act(self, name: str) -> None:
        """Every acting key comes through here: a read-only board and an empty column answer with one line."""
        await self.session.settled()
        if (refusal := self.session.refusal) is not None:
            self.say(self.error_line(refusal), "bad")
            return
        task = self.board.tasks.get(self.target() or 0)
        if name in ("new", "undo", "redo"):
            getattr(self, f"do_{name}")()
        elif task is None:
            self.say(self.messages("desk.no_task"), "bad")
        else:
            getattr(self, f"do_{name}")(task)

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
            committed = await self.session.commit(intent)
        except BoardError as error:
            if looking is not None and isinstance(error, Conflict):
                looking.again()
            if self.session.stopped:
                self._show_anew()  # every screen says now that it is read-only
            return self.error_line(error)
        self.announce(said(committed), "good", select=select)
        return ""

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

    def perform(self, intent: Intent, said: Callable[[Committed], str], *, select: int | None = None) -> None:
        """Commit without asking anything; a refusal is shown in the foot line."""

        async def work() -> None:
            refused = await self.run_intent(intent, said, select=select)
            if refused:
                self.say(refused, "bad")

        # The app's worker, not the screen's: leaving the screen must not stop a commit half-way.
        self.app.run_worker(work(), group="commit")

    def ask(self, code: str, task: Task, fields: list[Field], submit: Submit) -> None:
        """Open a small form on a task; it stays open, with what was typed, until `submit` has nothing to object."""
        self.app.push_screen(Form(self.messages, self.heading(code, task), fields, submit, self.notice(task)))

    def notice(self, task: Task) -> Callable[[], str]:
        """What an open dialog says when its task is not any more what it was: it is said before anything is saved."""
        store = self.board.store

        def changed() -> str:
            if self.board.store != store:
                return self.messages("desk.other_board")
            now = self.board.tasks.get(task.no)
            return "" if now is not None and now.rev == task.rev else self.messages("form.task_changed", no=task.no)

        return changed

    def heading(self, code: str, task: Task) -> str:
        """A dialog's heading: what is asked, and of which task."""
        return self.messages("form.heading", what=self.messages(code), no=task.no, title=self.short(task))

    def short(self, task: Task) -> str:
        """The beginning of a title, for one line."""
        cut = clipped(task.title, TITLE_CELLS)
        return cut if cut == task.title else f"{cut}.."

    def said(self, code: str, task: Task, **params: object) -> Callable[[Committed], str]:
        """The line that follows a commit."""
        return lambda _: self.messages(code, no=task.no, title=self.short(task), **params)

    # ---- moving

    def do_stage_on(self, task: Task) -> None:
        """To the next stage."""
        to = rules.stage_on(task.stage)
        if to is None:
            self.say(self.messages("desk.last_stage", no=task.no, stage=self.stage(task, task.stage)), "bad")
        else:
            self._move(task, to)

    def do_stage_back(self, task: Task) -> None:
        """Back: to be claimed again, returned, or rebounded."""
        to = rules.stage_back(task.stage)
        if to is None:
            self.say(self.messages("desk.first_stage", no=task.no, stage=self.stage(task, task.stage)), "bad")
        else:
            self._move(task, to)

    def do_close(self, task: Task) -> None:
        """Straight to the last stage, for kinds that may skip consolidation."""
        self._move(task, Stage.CLOSED)

    def stage(self, task: Task, stage: Stage) -> str:
        """The word for a stage of this task."""
        return words.stage_word(self.messages, self.board.office, task.kind, stage)

    def _move(self, task: Task, to: Stage) -> None:
        looking = Looking(self.session)
        needed = rules.needed_for_move(task, to, self.session.clock().date())
        said = self.said("done.move", task, stage=self.stage(task, to))
        refusal = rules.check_move(task, to, self.session.clock().date())
        if not needed or task.void_reason or (refusal and refusal.code in ("stage_skipped", "no_way_back")):
            self.perform(commands.move(self.session.actor(), task.no, to), said, select=task.no)
            return
        fields = {
            "reason": Field("reason", self.messages("form.reason")),
            "due": Field("due", self.messages("form.new_due"), check=self.check_due),
            "verifier": Field("verifier", self.messages("form.verifier")),
        }
        asked = [fields[name] for name in needed]
        if "verifier" in needed:
            asked.insert(1, Field("unit", self.messages("form.verifier_unit"), check=self.check_unit))
        heading = {("reason",): "form.return", ("reason", "due"): "form.rebound"}.get(needed, "form.close")

        async def submit(values: dict[str, str]) -> str:
            try:
                due = commands.iso_due(values["due"]) if values.get("due") else None
            except BoardError as error:
                return self.error_line(error)
            found = self.find_units(values.get("unit", ""))
            intent = commands.move(
                looking.actor(), task.no, to,
                reason=values.get("reason", ""), due=due, due_words=values.get("due", ""),
                verifier=values.get("verifier", ""), verifier_unit=found[0] if values.get("unit") and found else None,
            )  # fmt: skip
            return await self.run_intent(intent, said, select=task.no, looking=looking)

        self.ask(heading, task, asked, submit)

    # ---- who and when

    def find_units(self, typed: str) -> list[int]:
        """The units that fit what was typed, the best first."""
        from board.text.names import matching

        units = [(unit.id, unit.name, unit.aliases) for unit in self.board.units.values()]
        return matching(typed, units, district=self.board.office.district)

    def check_unit(self, typed: str, _: dict[str, str]) -> tuple[bool, str]:
        """The echo below a unit field."""
        if not typed.strip():
            return True, ""
        found = self.find_units(typed)
        if not found:
            return False, self.messages("form.no_unit", typed=typed)
        return True, self.board.unit_name(found[0])

    def check_due(self, typed: str, _: dict[str, str]) -> tuple[bool, str]:
        """The echo below a deadline field: how the date was understood."""
        if not typed.strip():
            return True, ""
        try:
            due = commands.iso_due(typed)
        except BoardError as error:
            return False, self.error_line(error)
        said = words.due_words(self.messages, due)
        if words.has_passed(due, self.session.clock()):
            return False, self.messages("form.due_passed", due=said)
        return True, said

    def do_assign(self, task: Task) -> None:
        """Pick the responsible unit; what follows it after a space is the person."""
        looking = Looking(self.session)
        board, messages = self.board, self.messages
        near = [other.unit for other in board.tasks.values() if other.group == task.group and other.unit is not None]
        used = {unit: near.count(unit) for unit in set(near)}
        units = sorted(board.units.values(), key=lambda unit: (-used.get(unit.id, 0), unit.id))
        choices = [Choice(str(unit.id), unit.name, unit.aliases) for unit in units]

        async def submit(choice: Choice | None, typed: str, rest: str) -> str:
            unit = typed if choice is None else int(choice.id)
            name = typed if choice is None else choice.name
            intent = commands.assign(looking.actor(), task.no, unit, person=rest or None)
            return await self.run_intent(
                intent, self.said("done.assign", task, unit=f"{name} {rest}".rstrip()), select=task.no, looking=looking
            )

        self.app.push_screen(
            Pick(
                messages, self.heading("form.assign", task), choices, submit,
                hint=messages("form.assign_hint"), new=messages("form.new_unit"), district=board.office.district,
                current=str(task.unit or ""), notice=self.notice(task),
                rest=lambda person: messages("form.assign_person", person=person),
            )
        )  # fmt: skip

    def do_send(self, task: Task) -> None:
        """分办: to a group, or back to the inbox."""
        looking = Looking(self.session)
        choices = [Choice(str(group.id), f"{group.number} {group.name}", (str(group.number),)) for group in
                   self.board.groups]  # fmt: skip
        choices.append(Choice("", f"9 {self.messages('view.inbox', office=self.board.office.office)}", ("9",)))

        async def submit(choice: Choice | None, _: str, __: str) -> str:
            if choice is None:
                return self.messages("form.pick_one")
            group = int(choice.id) if choice.id else None
            intent = commands.send_to_group(looking.actor(), task.no, group)
            return await self.run_intent(
                intent, self.said("done.send", task, group=choice.name), select=None, looking=looking
            )

        self.app.push_screen(
            Pick(self.messages, self.heading("form.send", task), choices, submit, hint=self.messages("form.send_hint"),
                 current=str(task.group or ""), notice=self.notice(task))
        )  # fmt: skip

    def do_deadline(self, task: Task) -> None:
        """Set the deadline; a later one, or none, asks for the reason."""
        looking = Looking(self.session)

        def extends(values: dict[str, str]) -> bool:
            try:
                due = commands.iso_due(values["due"]) if values.get("due", "").strip() else None
            except BoardError:
                return False
            return rules.is_extension(task, due)

        def check(typed: str, values: dict[str, str]) -> tuple[bool, str]:
            good, said = self.check_due(typed, values)
            return good, self.messages("form.extension", due=said or self.messages("lamp.none")) if (
                good and extends({"due": typed})
            ) else said

        async def submit(values: dict[str, str]) -> str:
            typed = values["due"].strip()
            try:
                due = commands.iso_due(typed) if typed else None
            except BoardError as error:
                return self.error_line(error)
            intent = commands.set_deadline(looking.actor(), task.no, due, words=typed, reason=values.get("reason", ""))
            said = self.said("done.due", task, due=words.due_words(self.messages, due))
            return await self.run_intent(intent, said, select=task.no, looking=looking)

        fields = [
            Field("due", self.messages("form.due"), value=(task.due or "").replace("T", " "), check=check),
            Field("reason", self.messages("form.extension_reason"), shown=extends),
        ]
        self.ask("form.deadline", task, fields, submit)

    # ---- what is written on a task

    def do_note(self, task: Task) -> None:
        """A progress note."""

        async def submit(values: dict[str, str]) -> str:
            intent = commands.note(self.session.actor(), task.no, values["text"])
            return await self.run_intent(intent, self.said("done.note", task), select=task.no)

        self.ask("form.note", task, [Field("text", self.messages("form.text"))], submit)

    def do_urge(self, task: Task) -> None:
        """Record that the unit was reminded."""

        def said(committed: Committed) -> str:
            count = len(committed.board.count_ids("urge", task.no))
            return self.messages(
                "done.urge", no=task.no, title=self.short(task), unit=self.board.unit_name(task.unit), count=count
            )

        self.perform(commands.urge(self.session.actor(), task.no), said, select=task.no)

    def do_void(self, task: Task) -> None:
        """Set aside, with a reason."""
        looking = Looking(self.session)

        async def submit(values: dict[str, str]) -> str:
            intent = commands.void(looking.actor(), task.no, reason=values["reason"])
            return await self.run_intent(intent, self.said("done.void", task), looking=looking)

        self.ask("form.void", task, [Field("reason", self.messages("form.reason"))], submit)

    # ---- taking back

    def do_undo(self) -> None:
        """Take back the last change of this session."""
        self._reverse(self.session.undo, "done.undo")

    def do_redo(self) -> None:
        """Do again what was taken back."""
        self._reverse(self.session.redo, "done.redo")

    def _reverse(self, step: Callable[[], Awaitable[Committed]], code: str) -> None:
        async def work() -> None:
            try:
                committed = await step()
            except BoardError as error:
                self.say(self.error_line(error), "bad")
                return
            touched = [op.id for op in committed.change.ops if op.entity == "task"]
            numbers = " ".join(f"#{no}" for no in dict.fromkeys(touched)) or self.messages("entity.task")
            alive = touched[0] if touched and touched[0] in committed.board.tasks else None
            self.announce(self.messages(code, what=numbers), "good", select=alive)

        self.app.run_worker(work(), group="commit")
