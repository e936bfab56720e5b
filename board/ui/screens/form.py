"""A small form: a few lines to type, each understood as it is typed. What was typed is never lost to a refusal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from board.messages import Messages
from board.ui.widgets.cells import paintable
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


class Dialog(ModalScreen[None]):
    """A box over the board, left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.submitting = False
        """What was entered is being saved."""

    def submit(self, what: Callable[[], Awaitable[str]]) -> None:
        """Do `what`, which gives the line that says what is wrong, or "" when it is done and the dialog may close.

        A second Enter meanwhile submits nothing; leaving the dialog meanwhile stops nothing.
        """

        async def work() -> None:
            wrong = await what()
            if not self.is_attached:
                return
            if wrong:
                self.submitting = False
                self.echo(wrong, good=False)
            elif self.is_current:
                self.dismiss(None)

        if not self.submitting:
            self.submitting = True
            self.app.run_worker(work(), group="submit")

    def action_leave(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)

    def board_changed(self) -> None:
        """The board behind the dialog is another now: say so where it concerns this task. What is typed stays."""
        said = self._notice()
        line = self.query_one(".notice", Static)
        line.set_class(bool(said), "-on")
        line.update(Content(paintable(said)))

    def _notice(self) -> str:
        return ""

    def echo(self, text: str, *, good: bool) -> None:
        """Show how the typing was understood, or why it cannot be taken."""
        line = self.query_one(".echo", Static)
        line.set_class(not good, "-bad")
        line.update(Content(paintable(text)))


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
        super().__init__()
        self._messages = messages
        self._heading = heading
        self._fields = fields
        self._submit = submit
        self._changed = notice

    def _notice(self) -> str:
        return self._changed()

    def compose(self) -> ComposeResult:
        """The heading, a label and an input for each field, the echo, and what the keys do."""
        with Vertical(id="box"):
            yield Static(Content(paintable(self._heading)), classes="heading")
            for field in self._fields:
                yield Static(Content(field.label), classes="label", id=f"label-{field.id}")
                yield LineInput(field.value, id=f"field-{field.id}")
            yield Static("", classes="echo")
            yield Static("", classes="notice")
            keys = "form.keys" if len(self._fields) > 1 else "form.keys_one"
            yield Static(Content(self._messages(keys)), classes="hint")

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
