"""Priority and tags."""

from __future__ import annotations

from collections import Counter

from board import commands
from board.model.task import Priority
from board.text import clean, names
from board.ui.actions.base import Tasks, TaskScreen
from board.ui.screens.form import Field

_NEXT = {Priority.NORMAL: Priority.HIGH, Priority.HIGH: Priority.LOW, Priority.LOW: Priority.NORMAL}
_OFFERED = 8
"""How many known tags are shown below the line."""


def priority(screen: TaskScreen, tasks: Tasks) -> None:
    """The next priority: normal, high, low, and round again; several get the same one."""
    to = _NEXT[tasks[0].priority]
    actor = screen.session.actor()
    said = screen.said("done.priority", tasks, priority=screen.messages(f"priority.{to}"))
    screen.perform(tasks, lambda numbers: commands.edit(actor, numbers, priority=to), said)


def tags(screen: TaskScreen, tasks: Tasks) -> None:
    """One line with the tags that all of these have: what is added is put on all, what is taken away taken off all."""
    messages = screen.messages
    shared = [tag for tag in tasks[0].tags if all(tag in task.tags for task in tasks)]
    known = known_tags(screen)

    def check(typed: str, _: dict[str, str]) -> tuple[bool, str]:
        fitting = offered(known, typed)
        if fitting:
            return True, messages("form.tags_known", tags="  ".join(fitting))
        new = [tag for tag in split_tags(typed) if tag not in known]
        return True, messages("form.tags_new", tags="  ".join(new)) if new else ""

    async def submit(values: dict[str, str]) -> str:
        wanted = split_tags(values["tags"])
        add = [tag for tag in wanted if tag not in shared]
        remove = [tag for tag in shared if tag not in wanted]
        shown = " ".join(f"#{tag}" for tag in wanted) or messages("value.empty")
        return await screen.run_on(
            tasks,
            lambda numbers: commands.tag(screen.session.actor(), numbers, add=add, remove=remove),
            screen.said("done.tags", tasks, tags=shown),
        )

    begun = " ".join(shared) + " " if shared else ""
    field = Field("tags", messages("form.tags_label"), value=begun, check=check, selected=False,
                  complete=lambda typed: completed(known, typed))  # fmt: skip
    screen.ask("form.tags", tasks, [field], submit)


def known_tags(screen: TaskScreen) -> list[str]:
    """Every tag on the board, the most used first."""
    counted = Counter(tag for task in screen.board.tasks.values() if not task.void_reason for tag in task.tags)
    return [tag for tag, _ in counted.most_common()]


def split_tags(typed: str) -> list[str]:
    """The tags of a line: words between blanks or commas, their # left out, each once."""
    words = clean.one_line(typed).replace("\uff0c", " ").replace(",", " ").replace("\u3001", " ").split(" ")
    return [tag for tag in dict.fromkeys(word.lstrip("#\uff03") for word in words) if tag]


def offered(known: list[str], typed: str) -> list[str]:
    """The known tags that fit the word being typed, without those that stand in the line already."""
    *before, last = f" {typed}".replace("\u3000", " ").split(" ")
    word = last.lstrip("#\uff03")
    places = names.matching(word, [(place, tag, ()) for place, tag in enumerate(known)])
    return [known[place] for place in places if known[place] not in split_tags(" ".join(before))][:_OFFERED]


def completed(known: list[str], typed: str) -> str:
    """The line with its last word completed to the first known tag that fits; "" where none does."""
    *before, last = typed.replace("\u3000", " ").split(" ")
    found = offered(known, typed) if last else []
    return " ".join([*before, found[0], ""]) if found else ""
