"""What is to be exported: a paper in a format, of which tasks, into which folder. Enter takes it as it stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from board.messages import Messages
from board.text import clean
from board.ui.screens.dialog import ListDialog
from board.ui.widgets.cells import paintable
from board.ui.widgets.line_input import LineInput


@dataclass(frozen=True)
class Offer:
    """One paper in one format."""

    name: str
    ending: str
    note: str
    """What the format is good for."""
    about: str = ""
    """What it is of, where that is not the tasks that are chosen."""


@dataclass(frozen=True)
class Wish:
    """What stands in the dialog."""

    offer: int
    """Place of the paper and its format among those offered."""
    scope: int
    """Place of the tasks among those offered."""
    folder: str


class ExportDialog(ListDialog):
    """Arrows choose what, Tab of which tasks; the line is the folder.

    `check` gives (good, echo) for a wish; `submit` the line that says what is wrong, or "".
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "scope", "", show=False)]
    around = 12

    def __init__(
        self,
        messages: Messages,
        offers: list[Offer],
        scopes: list[str],
        folder: str,
        *,
        check: Callable[[Wish], tuple[bool, str]],
        submit: Callable[[Wish], Awaitable[str]],
        beside: tuple[Offer, Callable[[], object]] | None = None,
    ) -> None:
        """`scopes` says in words which tasks there are to choose from; with one, nothing is asked.

        `beside` is offered last and is no paper: chosen, the dialog gives way to it.
        """
        super().__init__(messages, hint=messages("export.keys_scope" if len(scopes) > 1 else "export.keys"))
        self._offers = offers
        self._scopes = scopes
        self._folder = folder
        self._check = check
        self._submit = submit
        self._scope = 0
        self._beside = beside
        offers = [*offers, beside[0]] if beside is not None else offers
        name = max(clean.width(offer.name) for offer in offers)
        ending = max(len(offer.ending) for offer in offers)
        self._labels = [
            Content.assemble(
                paintable(offer.name) + " " * (name - clean.width(offer.name) + 3),
                offer.ending + " " * (ending - len(offer.ending) + 3),
                Content.styled(offer.note, "$b-dim"),
            )
            for offer in offers
        ]

    def body(self) -> ComposeResult:
        """The papers and formats, and the folder."""
        yield self.choices()
        yield Static(Content(self._messages("export.folder")), classes="label")
        yield LineInput(self._folder, id="folder")

    def on_mount(self) -> None:
        """The first paper in its first format; what is typed goes into the folder."""
        self._fill(self._labels, 0)
        self.query_one(LineInput).focus()
        self.query_one(LineInput).action_end()
        self._explain()

    @property
    def wish(self) -> Wish:
        """What stands in the dialog now."""
        return Wish(self._place or 0, self._scope, self.query_one(LineInput).value)

    @property
    def _is_beside(self) -> bool:
        return (self._place or 0) >= len(self._offers)

    def _explain(self) -> None:
        if self._is_beside:
            self.echo("", good=True)
            return
        which = self._offers[self.wish.offer].about or self._scopes[self._scope]
        self.query_one(".heading", Static).update(Content(paintable(self._messages("export.heading", which=which))))
        good, said = self._check(self.wish)
        self.echo(said, good=good)

    def action_scope(self) -> None:
        """The marked tasks, or all on the screen."""
        self._scope = (self._scope + 1) % len(self._scopes)
        self._explain()

    def on_input_changed(self) -> None:
        """Another folder."""
        self._explain()

    def on_input_submitted(self) -> None:
        """Enter exports."""
        if self._is_beside and self._beside is not None:
            self.dismiss(None)
            self._beside[1]()
            return
        wish = self.wish
        self.submit(lambda: self._submit(wish))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chooses; Enter exports."""
        self._list.highlighted = event.option_index
