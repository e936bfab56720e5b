"""The five stages side by side, as a strip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from board.ui.wall import digits, paper
from board.ui.wall.paper import Area
from board.ui.widgets.cells import fit
from board.ui.widgets.styles import Styles

_ARROW = " > "


class Step(NamedTuple):
    """One stage of the strip."""

    word: str
    total: int | None = None
    ground: str = "head"

    @property
    def quiet(self) -> str:
        """The look of its word."""
        return "dim" if self.ground == "head" else ""


def paint(steps: Sequence[Step], width: int, height: int, styles: Styles, *, large: bool = False) -> Area:
    """The steps in exactly `height` lines of `width` cells, an arrow between them; `large` paints counts as figures."""
    arrow = _ARROW if width >= 60 else " "
    each = paper.spans(width, len(steps), len(arrow))
    areas: list[Area] = []
    for place, (step, cells) in enumerate(zip(steps, each, strict=True)):
        if place:
            between = [paper.line(styles, "gap", len(arrow), [(arrow, "dim")])]
            areas.append(paper.middle(between, styles, "gap", len(arrow), height))
        areas.append(_box(step, cells, height, styles, large=large))
    return paper.beside(styles, areas, gap=0)


def _box(step: Step, width: int, height: int, styles: Styles, *, large: bool) -> Area:
    if large and step.total is not None:
        count = digits.paint(styles, step.ground, str(step.total))
        before = max(0, (width - count[0].cell_length) // 2)
        area = [
            paper.centred(styles, step.ground, width, [(paper.spaced(step.word), step.quiet)]),
            *paper.blank(styles, step.ground, width),
            *paper.aside(count, styles, step.ground, width, before=before),
        ]
        return paper.middle(area, styles, step.ground, width, height)
    said = "" if step.total is None else str(step.total)
    if said and cell_len(step.word) + len(said) + 1 > width and height > 1:
        lines = [
            paper.centred(styles, step.ground, width, [part]) for part in ((step.word, step.quiet), (said, "strong"))
        ]
    else:
        tail = f" {said}" if said else ""
        parts = [(fit(step.word, width - len(tail)), step.quiet), (tail, "strong")]
        lines = [paper.centred(styles, step.ground, width, parts)]
    return paper.middle(lines, styles, step.ground, width, height)
