"""Two entries for one thing: which of them stays."""

from __future__ import annotations

from board import commands
from board.errors import BoardError
from board.messages import words
from board.model.task import Task
from board.text import clean
from board.ui.actions.base import Looking, Tasks, TaskScreen
from board.ui.screens.pick import Choice, Pick

_OFFERED = 40
_LIKELY = 0.2
"""How close a title must be to be offered before anything is typed."""
_TITLE_CELLS = 40


def merge(screen: TaskScreen, tasks: Tasks) -> None:
    """Pick the task that stays, by number or by title; the closest titles are offered first."""
    looking = Looking(screen.session)
    messages, board = screen.messages, screen.board
    own = {task.no for task in tasks}
    marked = [task for task in tasks if len(tasks) > 1]
    likely = [board.tasks[no] for no in screen.session.titles.close(tasks[0].title, 12, least=_LIKELY, but=own)]

    def others(keep: int) -> tuple[int, ...]:
        return tuple(task.no for task in tasks if task.no != keep)

    def choice(task: Task) -> Choice:
        cut = clean.clipped(task.title, _TITLE_CELLS)
        stage = screen.stage(task, task.stage)
        note = "  ".join(part for part in (board.unit_name(task.unit), stage) if part)
        return Choice(str(task.no), f"#{task.no} {cut}", note=note)

    def find(typed: str) -> list[Choice]:
        if not typed:
            return [choice(task) for task in (*marked, *likely)]
        return [choice(task) for task in _fitting(screen, typed, own if not marked else set())]

    def about(picked: Choice) -> str:
        keep = int(picked.id)
        gone = " ".join(f"#{no}" for no in others(keep)[:8])
        notes = sum(len(board.count_ids("note", no)) for no in others(keep))
        items = sum(len(board.count_ids("item", no)) for no in others(keep))
        said = messages("merge.preview", gone=gone, keep=keep, notes=notes, items=items)
        sooner = [no for no in others(keep) if _sooner(board.tasks[no], board.tasks[keep])]
        if sooner:
            due = words.due_words(messages, board.tasks[sooner[0]].due)
            said = messages("merge.sooner", said=said, no=sooner[0], due=due)
        return said

    async def submit(picked: Choice | None, _: str, __: str) -> str:
        if picked is None:
            return messages("form.pick_one")
        keep = int(picked.id)
        if not others(keep):
            return screen.error_line(BoardError("merge_itself", no=keep))
        reason = messages("merge.reason", no=keep)
        gone = tuple(task for task in tasks if task.no != keep)
        intent = commands.merge(looking.actor(), others(keep), keep, reason=reason)
        said = screen.said("done.merge", gone, keep=keep)
        return await screen.run_intent(intent, said, select=keep, looking=looking)

    screen.app.push_screen(
        Pick(
            messages, screen.heading("form.merge", tasks), [], submit,
            hint=messages("form.merge_hint"), notice=screen.notice(tasks), find=find, about=about,
        )
    )  # fmt: skip


def _sooner(gone: Task, keep: Task) -> bool:
    return gone.due is not None and (keep.due is None or gone.due < keep.due)


def _fitting(screen: TaskScreen, typed: str, but: set[int]) -> list[Task]:
    """The tasks that are not void and fit a number or a part of a title: the very number first, then the newest."""
    wanted = typed.lstrip("#\uff03").strip().casefold()
    found: list[tuple[int, int]] = []
    for no in screen.board.tasks:
        task = screen.board.tasks[no]
        if no in but or task.void_reason:
            continue
        if str(no) == wanted:
            found.append((0, -no))
        elif wanted in (title := task.title.casefold()):
            found.append((1, -no))
        elif wanted.isdecimal() and str(no).startswith(wanted):
            found.append((2, -no))
        elif _in_order(wanted, title):
            found.append((3, -no))
    return [screen.board.tasks[-negative] for _, negative in sorted(found)[:_OFFERED]]


def _in_order(wanted: str, title: str) -> bool:
    place = 0
    for char in wanted:
        place = title.find(char, place) + 1
        if not place:
            return False
    return bool(wanted.replace(" ", ""))
