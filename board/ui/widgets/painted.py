"""Widgets that paint their lines themselves, with the looks of `styles`."""

from __future__ import annotations

from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from board.ui.widgets.styles import Styles


class Styled(Widget, inherit_bindings=False):
    """Subclasses paint in `self._styles`, which are those of the theme in force."""

    ALLOW_SELECT = False

    def __init__(self, *children: Widget, id: str | None = None) -> None:  # noqa: A002 Textual's own name
        super().__init__(*children, id=id)
        self._styles = Styles(lambda: self.app.theme)

    def notify_style_update(self) -> None:
        """Another theme: everything is painted anew."""
        super().notify_style_update()
        self._styles.clear()


class Painted(Styled, inherit_bindings=False):
    """Subclasses give each line in full width and in true colours, without border or padding.

    What Textual would add to a line is then nothing, but looking for it takes half of the time of a frame; and a line
    that is handed over as it is keeps what was written of its parts before.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the visible part `crop`, in the subclass's `render_line`."""
        lines = [self.render_line(y) for y in crop.line_range]
        for each in self.get_line_filters():  # NO_COLOR and the like
            if not isinstance(each, ANSIToTruecolor):
                lines = [line.apply_filter(each, self.background_colors[1]) for line in lines]
        left, right = crop.column_span
        return lines if (left, right) == (0, self.size.width) else [line.crop(left, right) for line in lines]
