"""The component styles of a widget, laid over one another and worked out once."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


class Styles:
    """`styles("card", "dim")`: the first name gives the ground, the others their own rules."""

    def __init__(self, widget: Widget, prefix: str) -> None:
        self._widget = widget
        self._prefix = prefix
        self._known: dict[tuple[str, ...], Style] = {}

    def __call__(self, *names: str) -> Style:
        """The style of these names together."""
        style = self._known.get(names)
        if style is None:
            style = self._widget.get_component_rich_style(f"{self._prefix}{names[0]}")
            for name in names[1:]:
                style += self._widget.get_component_rich_style(f"{self._prefix}{name}", partial=True)
            self._known[names] = style
        return style

    def clear(self) -> None:
        """Forget them all: the theme is another one."""
        self._known.clear()
