"""The head of a column: number, name, 逾N and 在办; on a second line the leader and a bar of 销号率."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from board.ui.columns import Head
from board.ui.widgets.card import StyleOf
from board.ui.widgets.cells import fit, paintable

BAR = "_"
"""Draws an unbroken line at the foot of the head, and is one cell wide everywhere."""


def rows(tall: bool) -> int:  # noqa: FBT001 the one thing it asks
    """Lines of a head."""
    return 2 if tall else 1


def paint(head: Head, width: int, style_of: StyleOf, *, selected: bool, tall: bool) -> list[Strip]:
    """The head's strips, each exactly `width` cells."""
    base = "head-on" if selected else "head"
    ground = style_of(base)
    strong = ground + Style(bold=True)
    quiet = ground if selected else style_of(base, "dim")
    over = ground + Style(bold=True) if selected else style_of(base, "over")
    tail = [Segment(head.over, over)] if head.over else []
    count = Segment(f" {head.count} ", ground)
    lead = f" {head.key} " if head.key else " "
    full_name = paintable(head.name)
    needed = cell_len(lead + full_name) + 1 + sum(cell_len(part.text) for part in (*tail, count))
    tail.append(count if needed <= width else Segment(" ", ground))
    tail_width = sum(cell_len(part.text) for part in tail)
    name = fit(full_name, width - cell_len(lead) - tail_width - 1)
    blank = width - cell_len(lead) - cell_len(name) - tail_width
    first = Strip([Segment(lead, quiet), Segment(name, strong), Segment(" " * blank, ground), *tail], width)
    if not tall:
        return [first]
    return [first, _second(head, width, style_of, base, quiet)]


def _second(head: Head, width: int, style_of: StyleOf, base: str, quiet: Style) -> Strip:
    ground = style_of(base)
    percent = "" if head.rate is None else f" {head.rate:.0%} "
    leader = paintable(head.leader)
    room = width - 1 - len(percent)
    leader = f"{leader} " if leader and cell_len(leader) + 7 <= room else ""
    bar = max(0, room - cell_len(leader))
    done = 0 if head.rate is None else min(bar, round(head.rate * bar) or (1 if head.rate > 0 else 0))
    selected = base == "head-on"
    return Strip(
        [
            Segment(f" {leader}", quiet),
            Segment(BAR * done, ground if selected else style_of(base, "bar")),
            Segment(BAR * (bar - done), style_of(base, "rule")),
            Segment(percent, quiet),
        ],
        width,
    )


def more(words: str, width: int, style_of: StyleOf) -> Strip:
    """The line that says how many cards lie above or below, exactly `width` cells."""
    style = style_of("more")
    return Strip([Segment(f"  {words}", style)]).adjust_cell_length(width, style)
