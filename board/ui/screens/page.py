"""A page of text to read: scrolls with the keys of the board, and leaves with Esc."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from board.ui.keys import BY_ID
from board.ui.widgets.cells import paintable

Run = tuple[str, str]
"""(words, style)"""


_SCROLLING = {
    "up": "scroll_up", "down": "scroll_down", "page_up": "page_up", "page_down": "page_down",
    "first": "scroll_home", "last": "scroll_end",
}  # fmt: skip


def content(lines: list[list[Run]]) -> Content:
    """Lines of styled words as content; the words are data, never markup."""
    parts: list[Content] = []
    for number, line in enumerate(lines):
        if number:
            parts.append(Content("\n"))
        parts += [
            Content.styled(paintable(words), style) if style else Content(paintable(words)) for words, style in line
        ]
    return Content.assemble(*parts)


class Page(VerticalScroll, inherit_bindings=False):
    """Scrolls a text."""

    BINDINGS = [  # noqa: RUF012 Textual's own way
        *(Binding(BY_ID[name].bound, action, "", show=False, id=name) for name, action in _SCROLLING.items()),
        ("space,ideographic_space", "page_down", ""),
    ]

    def __init__(self) -> None:
        super().__init__(Static("", id="page-text"), id="page")

    def show(self, lines: list[list[Run]]) -> None:
        """Show these lines."""
        self.query_one("#page-text", Static).update(content(lines))
