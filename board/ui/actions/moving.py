"""From stage to stage: on, back (to be claimed again, returned, rebounded), and straight to the end."""

from __future__ import annotations

from board import commands
from board.model import rules
from board.model.ports import Intent
from board.model.rules import Refusal
from board.model.task import Stage, Task
from board.ui.actions.base import Looking, Numbers, Tasks, TaskScreen
from board.ui.actions.reading import Due, DueLine, check_unit, find_units
from board.ui.screens.form import Field

_HOPELESS = ("stage_skipped", "no_way_back")
"""Refusals that nothing said in a dialog could mend: it is not opened."""


def stage_on(screen: TaskScreen, tasks: Tasks) -> None:
    """To the next stage."""
    _move_all(screen, tasks, {rules.stage_on(task.stage) for task in tasks}, "desk.last_stage")


def stage_back(screen: TaskScreen, tasks: Tasks) -> None:
    """Back: to be claimed again, returned, or rebounded."""
    _move_all(screen, tasks, {rules.stage_back(task.stage) for task in tasks}, "desk.first_stage")


def close(screen: TaskScreen, tasks: Tasks) -> None:
    """Straight to the last stage, for kinds that may skip consolidation."""
    _move(screen, tasks, Stage.CLOSED)


def _move_all(screen: TaskScreen, tasks: Tasks, ways: set[Stage | None], no_way: str) -> None:
    """Several go the same way or none does: what is said with a move is said of all of them.

    `no_way` is said where all of them stand at the end.
    """
    if len(ways) > 1:
        counts: dict[str, int] = {}
        for task in tasks:
            word = screen.stage(task, task.stage)
            counts[word] = counts.get(word, 0) + 1
        standing = " ".join(f"{word} {count}" for word, count in counts.items())
        screen.say(screen.messages("desk.mixed_stages", standing=standing), "bad")
        return
    to = next(iter(ways))
    if to is not None:
        _move(screen, tasks, to)
    else:
        first = tasks[0]
        screen.say(screen.messages(no_way, no=first.no, stage=screen.stage(first, first.stage)), "bad")


def _move(screen: TaskScreen, tasks: Tasks, to: Stage) -> None:
    looking = Looking(screen.session)
    messages, today = screen.messages, screen.session.clock().date()
    needs = [rules.needed_for_move(task, to, today) for task in tasks]
    needed = max(needs, key=len)
    said = screen.said("done.move", tasks, stage=screen.stage(tasks[0], to))

    def hopeless(task: Task) -> Refusal | None:
        refusal = None if task.stage is to else rules.check_move(task, to, today)
        return refusal if refusal and refusal.code in _HOPELESS else None

    if screen.stopped(tasks, hopeless):
        return
    if not needed or all(task.stage is to for task in tasks):
        actor = screen.session.actor()
        screen.perform(tasks, lambda numbers: commands.move(actor, numbers, to), said)
        return
    line = DueLine(screen)
    fields = {
        "reason": Field("reason", messages("form.reason")),
        "due": Field("due", messages("form.new_due"), check=lambda typed, _: line.check(typed)),
        "verifier": Field("verifier", messages("form.verifier")),
    }
    asked = [fields[name] for name in needed]
    if "verifier" in needed:
        unit = Field("unit", messages("form.verifier_unit"), check=lambda typed, _: check_unit(screen, typed))
        asked.insert(1, unit)
    heading = {("reason",): "form.return", ("reason", "due"): "form.rebound"}.get(needed, "form.close")

    async def submit(values: dict[str, str]) -> str:
        due, wrong = line.take(values["due"]) if "due" in values else (Due(None), "")
        if due is None:
            return wrong
        found = find_units(screen, values.get("unit", ""))

        def intent_on(numbers: Numbers) -> Intent:
            return commands.move(
                looking.actor(), numbers, to,
                reason=values.get("reason", ""), due=due.due, due_words=due.words,
                verifier=values.get("verifier", ""), verifier_unit=found[0] if values.get("unit") and found else None,
            )  # fmt: skip

        return await screen.run_on(tasks, intent_on, said, looking=looking)

    screen.ask(heading, tasks, asked, submit)
