"""A small form: a few lines to type, each understood as it is typed. What was typed is never lost to a refusal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from board.messages import Messages
from board.ui.screens.dialog import Dialog
from board.ui.widgets.line_input import LineInput

Values = dict[str, str]


@dataclass(frozen=True)
class Field:
    """One line of the form. `check` gives (good, echo) for what is typed; `shown` whether the line is asked at all.

    With `complete`, Tab puts what it gives in the place of what is typed ("": Tab goes on to the next line). The line
    begins `selected`, to be typed over, or with the cursor behind what stands there.
    """

    id: str
    label: str
    value: str = ""
    check: Callable[[str, Values], tuple[bool, str]] | None = None
    shown: Callable[[Values], bool] | None = None
    complete: Callable[[str], str] | None = None
    selected: bool = True


class Form(Dialog):
    """Asks for `fields`; Enter goes on to the next line that is empty, or submits; F2 submits from any line.

    `submit` gives the line that says what is wrong, or "" when it is done and the form may close.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "", show=False),
        Binding("down", "app.focus_next", "", show=False),
        Binding("up", "app.focus_previous", "", show=False),
        Binding("f2", "save", "", show=False),
    ]

    def __init__(
        self,
        messages: Messages,
        heading: str,
        fields: list[Field],
        submit: Callable[[Values], Awaitable[str]],
        notice: Callable[[], str] = str,
    ) -> None:
        hint = messages("form.keys" if len(fields) > 1 else "form.keys_one")
        super().__init__(messages, heading, hint, notice)
        self._fields = fields
        self._submit = submit

    def body(self) -> ComposeResult:
        """A label and an input for each field."""
        for field in self._fields:
            yield Static(Content(field.label), classes="label", id=f"label-{field.id}")
            yield LineInput(field.value, id=f"field-{field.id}")

    def on_mount(self) -> None:
        """Begin on the first line, behind what stands there already."""
        self._arrange()
        first = self.query_one(f"#field-{self._fields[0].id}", LineInput)
        first.focus()
        if self._fields[0].selected:
            first.action_select_all()
        else:
            first.action_end()
            self._echo_of(first)

    @property
    def values(self) -> Values:
        """What stands in the lines now."""
        return {field.id: self.query_one(f"#field-{field.id}", LineInput).value for field in self._fields}

    def _asked(self) -> list[Field]:
        values = self.values
        return [field for field in self._fields if field.shown is None or field.shown(values)]

    def _arrange(self) -> None:
        asked = {field.id for field in self._asked()}
        for field in self._fields:
            for name in (f"#label-{field.id}", f"#field-{field.id}"):
                self.query_one(name).display = field.id in asked

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once how it is understood."""
        self._arrange()
        self._echo_of(event.input)

    def _field(self, line: Widget | None) -> Field | None:
        return next((field for field in self._fields if line is not None and f"field-{field.id}" == line.id), None)

    def _echo_of(self, line: Input) -> None:
        field = self._field(line)
        good, said = field.check(line.value, self.values) if field and field.check else (True, "")
        self.echo(said, good=good)

    def action_complete(self) -> None:
        """Tab completes the word, where there is something to complete; else it goes on to the next line."""
        line, field = self.focused, self._field(self.focused)
        whole = field.complete(line.value) if isinstance(line, LineInput) and field and field.complete else ""
        if isinstance(line, LineInput) and whole:
            line.value = whole
            line.action_end()
        else:
            self.focus_next()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: the next line that is still empty, or submit."""
        asked = self._asked()
        for field in asked:
            line = self.query_one(f"#field-{field.id}", LineInput)
            if not line.value.strip() and line is not event.input and asked.index(field) > self._place(event, asked):
                line.focus()
                return
        self.action_save()

    def action_save(self) -> None:
        """Submit as it stands."""
        values = self.values
        self.submit(lambda: self._submit(values))

    @staticmethod
    def _place(event: Input.Submitted, asked: list[Field]) -> int:
        return next((place for place, field in enumerate(asked) if f"field-{field.id}" == event.input.id), 0)
