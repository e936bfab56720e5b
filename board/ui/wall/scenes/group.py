"""The scene `group`: one group with its stages, and its tasks as large cards, the most urgent first."""

from __future__ import annotations

from board.messages import words
from board.model import figures
from board.model.entities import Group
from board.model.query import MAIN_KINDS, ordered
from board.model.task import OPEN, STAGES, Kind, Stage
from board.ui.wall import cards, paper, pipeline
from board.ui.wall.paper import Area, Part
from board.ui.wall.pipeline import Step
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter
from board.ui.widgets.styles import Styles

_GAP = 2
_COLUMN = 50
"""Cells of a card from which on a further column is opened."""
_WORDY = 100
"""Cells from which on the stages have the words of every kind."""
_SHOWN = (*OPEN, Stage.MET, Stage.CONSOLIDATING)


class _Plan:
    """How an area of this size is shared out."""

    def __init__(self, width: int, height: int) -> None:
        self.large = height >= 56 and width >= 110
        self.head = 0 if height < 5 else 1 if height < 10 else 2
        self.strip = 0 if height < 8 else 9 if self.large else 3 if height >= 18 else 1
        top = self.head + (self.strip + 1 if self.strip else 0) + (1 if height >= 18 else 0)
        self.top = top
        self.columns = max(1, min(4, (width + _GAP) // (_COLUMN + _GAP)))
        self.bottom = room = height - top
        wanted = 6 if height >= 56 else 5 if height >= 26 else 4 if height >= 18 else 2 if width >= _COLUMN else 3
        self.card = max(1, min(wanted, room))
        self.rows = max(1, (room + cards.GAP) // (self.card + cards.GAP))
        # What is left over makes all cards higher, then all gaps; cards of one page are of one height.
        left = room + cards.GAP - self.rows * (self.card + cards.GAP)
        self.card += left // self.rows
        self.gap = cards.GAP + (1 if self.rows > 1 and left % self.rows == self.rows - 1 else 0)

    @property
    def size(self) -> int:
        """Cards of a page."""
        return self.columns * self.rows


def _group(room: Room) -> Group | None:
    return room.board.group(room.scene.group)


def _numbers(room: Room, group: Group) -> list[int]:
    """Its tasks in the order in which they are shown; one that is selected is among them, whatever it is."""
    found = [no for _, _, no in ordered(room.board, (group.id,), MAIN_KINDS, _SHOWN)]
    selected = None if room.selected is None else room.board.tasks.get(room.selected)
    if selected is not None and selected.group == group.id and selected.no not in found and not selected.is_void:
        found.append(selected.no)
    return found


def _pages(room: Room, width: int, height: int) -> int:
    group = _group(room)
    if group is None:
        return 0
    if not room.board.count((group.id,), MAIN_KINDS, STAGES):
        return 0
    return max(1, -(-len(_numbers(room, group)) // _Plan(width, height).size))


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    group = _group(room)
    if group is None:
        return paper.blank(styles, "gap", width, height)
    plan = _Plan(width, height)
    area = _head(room, group, width, plan.head, styles)
    if plan.strip:
        area += paper.blank(styles, "gap", width, 1 if height >= 18 else 0)
        area += pipeline.paint(_steps(room, group, width), width, plan.strip, styles, large=plan.large)
    area = paper.fill(area, styles, "gap", width, plan.top)
    return area + _cards(room, _numbers(room, group), plan, width, styles)


def _cards(room: Room, numbers: list[int], plan: _Plan, width: int, styles: Styles) -> Area:
    height = plan.bottom
    if not numbers:
        calm = [(paper.spaced(room.messages("wall.all_done")), "good")]
        return paper.middle([paper.centred(styles, "gap", width, calm)], styles, "gap", width, height)
    page = _page_of(room, numbers, plan)
    shown = numbers[page * plan.size : (page + 1) * plan.size]
    widths = paper.spans(width, plan.columns, _GAP)
    area: Area = []
    for row in range(plan.rows):
        line = shown[row * plan.columns : (row + 1) * plan.columns]
        if not line:
            break
        if row:
            area += paper.blank(styles, "gap", width, plan.gap)
        tiles = [
            cards.paint(room, room.board.tasks[line[place]], wide, plan.card, styles, large=True, staged=True)
            if place < len(line)
            else paper.blank(styles, "gap", wide, plan.card)
            for place, wide in enumerate(widths)
        ]
        area += paper.beside(styles, tiles, gap=_GAP)
    return paper.fill(area, styles, "gap", width, height)


def _page_of(room: Room, numbers: list[int], plan: _Plan) -> int:
    """The page with the selected task, if it is here; else the room's."""
    if room.selected is not None and room.selected in numbers:
        return numbers.index(room.selected) // plan.size
    return room.page % max(1, -(-len(numbers) // plan.size))


def _page(room: Room, width: int, height: int) -> int:
    group = _group(room)
    return 0 if group is None else _page_of(room, _numbers(room, group), _Plan(width, height))


def _steps(room: Room, group: Group, width: int) -> list[Step]:
    """The stages with their counts; where it is narrow, in the words of problems only."""
    board = room.board
    return [
        Step(
            words.stage_head(room.messages, board.office, stage)
            if width >= _WORDY
            else words.stage_word(room.messages, board.office, Kind.PROBLEM, stage),
            board.count((group.id,), MAIN_KINDS, (stage,)),
        )
        for stage in STAGES
    ]


def _head(room: Room, group: Group, width: int, lines: int, styles: Styles) -> Area:
    """Who leads and who answers, the counts by lamp, and on a second line the bar of 销号率."""
    messages, board = room.messages, room.board
    counts = figures.counts(board, room.now, (group.id,))
    said = []
    if group.leader:
        said.append(messages("wall.leader", name=group.leader))
    if group.lead_unit is not None:
        said.append(messages("wall.lead_unit", name=board.unit_name(group.lead_unit)))
    lamps: list[Part] = []
    for code, count, look in (
        ("head.red", counts.red, "red"),
        ("head.orange", counts.orange, "orange"),
        ("head.yellow", counts.yellow, "yellow"),
    ):
        if count:
            lamps += [(f" {messages(code, count=count, days=board.office.yellow_days)} ", look), (" ", "")]
    percent = "" if counts.closure_rate is None else f"{counts.closure_rate:.0%}"
    area = [
        paper.line(styles, "head", width, [(" ", ""), ("    ".join(said), "strong")], [(" ", ""), *lamps]),
        paper.bar(styles, "head", width, counts.closure_rate, words=messages("wall.rate", percent=percent)),
    ]
    return area[:lines]


def _title(room: Room) -> str:
    group = _group(room)
    return "" if group is None else room.messages("wall.group", number=group.number, name=group.name)


PAINTER = Painter(_pages, _paint, _title, _page)
