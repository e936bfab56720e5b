"""A picker: type to narrow, arrows to choose, Enter to take."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList

from board.messages import Messages
from board.text import clean, names
from board.ui.screens.dialog import ListDialog
from board.ui.widgets.cells import paintable
from board.ui.widgets.line_input import LineInput

_NAME_CELLS = 44
"""Where the notes begin at the latest."""


@dataclass(frozen=True)
class Choice:
    """Something to pick."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    note: str = ""
    """What is said of it beside its name, in grey."""


class Pick(ListDialog):
    """Picks one of `choices`. Words after the first space go along (`城管局 网格长`).

    `submit(choice, typed, rest)` gets None for a name that is new, where `new` offers to make one; it gives the line
    that says what is wrong, or "". `rest` gives the words for what goes along; `about` those for the one that is
    highlighted. With `find`, that gives what fits the typing, best first, and nothing goes along.
    """

    def __init__(
        self,
        messages: Messages,
        heading: str,
        choices: list[Choice],
        submit: Callable[[Choice | None, str, str], Awaitable[str]],
        *,
        hint: str = "",
        new: str = "",
        district: str = "",
        current: str = "",
        notice: Callable[[], str] = str,
        rest: Callable[[str], str] = str,
        about: Callable[[Choice], str] | None = None,
        find: Callable[[str], list[Choice]] | None = None,
    ) -> None:
        super().__init__(messages, heading, hint, notice)
        self._choices = choices
        self._submit = submit
        self._new = new
        self._district = district
        self._current = current
        self._rest = rest
        self._about = about
        self._find = find
        self._found: list[Choice | None] = list(choices)

    def body(self) -> ComposeResult:
        """The line to type in, and the list."""
        yield LineInput(id="typed")
        yield self.choices()

    def on_mount(self) -> None:
        """Everything is offered until something is typed."""
        self._narrow("")
        current = next((place for place, each in enumerate(self._choices) if each.id == self._current), 0)
        self._list.highlighted = current

    def _parts(self, typed: str) -> tuple[str, str]:
        """The name and what follows it: the longest beginning that stands in a name, or else the first word."""
        if self._find is not None:
            return clean.one_line(typed), ""
        parts = clean.one_line(typed).lstrip("@\uff20").split(" ")
        spellings = [spelling.casefold() for each in self._choices for spelling in (each.name, *each.aliases)]
        for count in range(len(parts), 1, -1):
            name = " ".join(parts[:count])
            if any(name.casefold() in spelling for spelling in spellings):
                break
        else:
            count, name = 1, parts[0]
        return name, " ".join(parts[count:]).lstrip("@\uff20")

    def _narrow(self, typed: str) -> None:
        wanted, _ = self._parts(typed)
        self._found = [*(self._find(wanted) if self._find is not None else self._fitting(wanted))]
        spellings = {spelling for each in self._found if each for spelling in (each.name, *each.aliases)}
        if wanted and self._new and wanted not in spellings:
            self._found.append(None)
        width = max((clean.width(each.name) for each in self._found if each), default=0)
        self._fill([self._label(each, wanted, width) for each in self._found], 0 if self._found else None)

    def _fitting(self, wanted: str) -> list[Choice]:
        named = [(place, each.name, each.aliases) for place, each in enumerate(self._choices)]
        return [self._choices[place] for place in names.matching(wanted, named, district=self._district)]

    def _label(self, choice: Choice | None, wanted: str, width: int) -> Content:
        if choice is None:
            return Content.styled(paintable(f"{self._new}{wanted}"), "$b-key")
        gap = " " * (min(width, _NAME_CELLS) - clean.width(choice.name) + 3)
        note = Content.styled(paintable(choice.note), "$b-dim")
        return Content.assemble(paintable(choice.name), gap, note) if choice.note else Content(paintable(choice.name))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow as one types."""
        self._narrow(event.value)
        self._explain()

    def _explain(self) -> None:
        _, rest = self._parts(self.query_one(LineInput).value)
        choice = None if self._place is None else self._found[self._place]
        if self._about is not None and choice is not None:
            self.echo(self._about(choice), good=True)
            return
        new = self._messages("pick.will_add") if choice is None and self._found else ""
        self.echo("    ".join(part for part in (new, self._rest(rest) if rest else "") if part), good=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what is highlighted."""
        self._finish(event.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """So does a click."""
        self._list.highlighted = event.option_index
        self._finish(self.query_one(LineInput).value)

    def _finish(self, typed: str) -> None:
        if self._place is None:
            self.echo(self._messages("form.pick_one"), good=False)
            return
        wanted, rest = self._parts(typed)
        choice = self._found[self._place]
        self.submit(lambda: self._submit(choice, wanted, rest))
