"""Charts of blanks on coloured ground: what charting libraries draw with has no sure width in every terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from board.ui.wall import paper
from board.ui.wall.paper import Area, Part
from board.ui.widgets.cells import fit, paintable
from board.ui.widgets.styles import Styles


class Slice(NamedTuple):
    """A part of a stacked bar: how much, and in which look."""

    part: int
    look: str


class Pillar(NamedTuple):
    """One column of a column chart."""

    value: float
    said: str
    """Above it."""
    labels: tuple[str, ...]
    """Below it, the most important first."""


def bar(width: int, share: float | None, *, look: str = "bar-on", track: str = "bar-off") -> list[Part]:
    """A bar of `width` cells, filled to `share`, on its `track`; what is more than nothing has at least one cell."""
    part = 0.0 if share is None else min(1.0, max(0.0, share))
    done = max(round(part * width), int(part > 0 and width > 0))
    return [(" " * done, look), (" " * (width - done), track)]


def stacked(width: int, slices: Sequence[Slice], most: int) -> list[Part]:
    """A bar of several parts, as long as `width` when they are `most` together.

    Each part says how much it is, where its figure would not touch the next one: for that a short bar is longer.
    """
    total = sum(each.part for each in slices)
    shown = [each for each in slices if each.part > 0]
    figures = sum(len(str(each.part)) + 1 for each in shown)
    least = figures if figures <= width else len(shown)
    room = min(width, max(least, round(width * total / most))) if most and total else 0
    parts: list[Part] = []
    for each, cells in zip(shown, _shared(room, [each.part for each in shown]), strict=True):
        said = str(each.part)
        before = " " * ((cells - len(said)) // 2)  # what is over stands behind, so that 10 and 6 do not touch
        parts.append((f"{before}{said}".ljust(cells) if len(said) < cells else " " * cells, each.look))
    return [*parts, (" " * (width - room), "")]


def _shared(room: int, counts: Sequence[int]) -> list[int]:
    """`room` cells shared by `counts`: as many for each as its figure needs, where there are so many; else one."""
    total = sum(counts)
    said = [len(str(count)) for count in counts]
    least = next(
        (each for each in ([n + 2 for n in said], [n + 1 for n in said]) if sum(each) <= room), [1] * len(counts)
    )
    spare = max(0, room - sum(least))
    exact = [spare * count / total for count in counts]
    cells = [int(each) for each in exact]
    order = sorted(range(len(counts)), key=lambda place: cells[place] - exact[place])
    for place in order[: spare - sum(cells)]:
        cells[place] += 1
    return [
        more + each if sum(least[:place]) < room else 0
        for place, (more, each) in enumerate(zip(cells, least, strict=True))
    ]


def pillars(styles: Styles, size: tuple[int, int], title: str, columns: Sequence[Pillar], look: str) -> Area:
    """A column chart in an area of exactly `size`: its title, the columns with their values, and what they are."""
    width, height = size
    if not columns or width < 1 or height < 1:
        return paper.blank(styles, "card", max(0, width), max(0, height))
    labels = min(max(len(each.labels) for each in columns), max(0, height - 5))
    rows = max(1, height - 1 - labels)
    most = max((each.value for each in columns), default=0)
    tall = [round((rows - 1) * each.value / most) if most > 0 else 0 for each in columns]
    tall = [max(1, lines) if each.value > 0 else 0 for each, lines in zip(columns, tall, strict=True)]
    spans = paper.spans(width - 2, len(columns), 0)
    area = [paper.line(styles, "head", width, [(f" {title}", "strong")])]
    for row in range(rows, 0, -1):
        parts = [
            part
            for each, lines, cells in zip(columns, tall, spans, strict=True)
            for part in _pillar(each, lines, row, cells, look)
        ]
        area.append(_line(styles, width, parts))
    for place in range(labels):
        texts = [each.labels[place] if place < len(each.labels) else "" for each in columns]
        if any(cell_len(text) >= cells for text, cells in zip(texts, spans, strict=True)):
            last = len(texts) - 1  # they would touch: every second one, the last among them
            texts = [text if (last - number) % 2 == 0 else "" for number, text in enumerate(texts)]
        area.append(
            _line(styles, width, [(_centred(text, cells), "dim") for text, cells in zip(texts, spans, strict=True)])
        )
    return area[:height]


def _pillar(column: Pillar, lines: int, row: int, cells: int, look: str) -> list[Part]:
    """What a column shows in the line that is `row` above the floor."""
    if row == lines + 1:
        return [(_centred(column.said, cells), "strong")]
    if row > lines:
        return [(" " * cells, "")]
    thick = max(1, cells * 3 // 5)
    before = (cells - thick) // 2
    return [(" " * before, ""), (" " * thick, look), (" " * (cells - thick - before), "")]


def _centred(text: str, cells: int) -> str:
    shown = fit(paintable(text), cells)
    before = (cells - cell_len(shown)) // 2
    return " " * before + shown + " " * (cells - cell_len(shown) - before)


def _line(styles: Styles, width: int, parts: Sequence[Part]) -> Strip:
    segments = [Segment(" ", styles("card"))]
    segments += [Segment(text, styles("card", look) if look else styles("card")) for text, look in parts if text]
    return Strip(segments).adjust_cell_length(width, styles("card"))
