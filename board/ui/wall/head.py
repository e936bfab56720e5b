"""The head of a frame: whose board it is, the meeting, the clock, the counts by lamp, and which scene is on."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.strip import Strip

from board.messages import words
from board.model import agenda, figures
from board.ui.wall import digits, paper
from board.ui.wall.layout import MARGIN, Layout
from board.ui.wall.paper import Area, Part
from board.ui.wall.room import Room
from board.ui.widgets.styles import Styles

_ROOM_FOR_NAMES = 46
"""Cells that the board's name and the meeting keep beside large figures."""


_LAMPS = 3
"""Figures that are lamps: the first ones."""


class _Figure(NamedTuple):
    word: str
    total: int
    ground: str
    look: str = ""


class Place(NamedTuple):
    """Which scene is on, and which of its pages."""

    title: str
    page: int
    """Counted from 0."""
    pages: int


def paint(room: Room, place: Place, width: int, layout: Layout, styles: Styles) -> Area:
    """The head's lines."""
    if not layout.scale:
        area = _in_words(room, width, layout.figures, styles)
    elif layout.stacked:
        area = _stacked(room, width, layout, styles)
    else:
        area = _beside(room, width, layout, styles)
    return area + _scene_lines(room, place, width, layout.title, styles)


# ---- whose board, which meeting


def _names(room: Room) -> list[Part]:
    office = room.board.office
    name = office.title if office.district in office.title else f"{office.district} {office.title}"
    demo: list[Part] = [("  ", ""), (f" {room.messages('head.demo')} ", "badge")] if office.demo else []
    return [(name, "strong"), *demo]


def meeting_line(room: Room) -> str:
    """The meeting and its item with their minutes; "" outside of one."""
    meeting = room.board.meeting
    if meeting is None:
        return ""
    name = meeting.name or room.messages("meeting.number", number=meeting.number)
    code = "wall.meeting_paused" if agenda.paused(meeting) else "wall.meeting"
    said = room.messages(code, name=name, clock=_minutes(agenda.elapsed(meeting, room.now)))
    item = agenda.current(meeting)
    if item is None:
        return said
    group = room.board.group(agenda.group_of(item))
    clock = _minutes(agenda.used(meeting, item.group, room.now))
    allotted = room.messages("meeting.of_minutes", minutes=item.minutes) if item.minutes else ""
    return room.messages(
        "wall.meeting_item", said=said, group=group.name if group else room.board.office.office, clock=clock + allotted
    )


def _minutes(seconds: int) -> str:
    """0:04."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}"


# ---- counts


def _figures(room: Room) -> list[_Figure]:
    messages, counts = room.messages, figures.counts(room.board, room.now)
    lamps = [
        _Figure(messages("lamp.red"), counts.red, "red"),
        _Figure(messages("lamp.orange"), counts.orange, "orange"),
        _Figure(messages("lamp.yellow", days=room.board.office.yellow_days), counts.yellow, "yellow"),
    ]
    return [
        *(lamp if lamp.total else lamp._replace(ground="lamp-none") for lamp in lamps),
        _Figure(messages("wall.active"), counts.active, "head", "dim"),
        _Figure(messages("wall.closed"), counts.closed, "head", "dim"),
    ]


def _counted(found: list[_Figure]) -> list[Part]:
    """Counts in words: lamps as badges, the others plain."""
    parts: list[Part] = []
    for figure in found:
        said = f"{figure.word} {figure.total}"
        parts += [(f" {said} ", figure.ground), (" ", "")] if figure.ground not in _QUIET else [(f"{said}   ", "")]
    return parts


_QUIET = frozenset({"head", "lamp-none"})


def _inbox(room: Room) -> list[Part]:
    """What no group has yet; what of it is overdue is in the large figure, and in no group's."""
    counts = figures.counts(room.board, room.now, (None,))
    code = "wall.inbox_red" if counts.red else "wall.inbox"
    waiting = counts.total - counts.closed
    return [(room.messages(code, count=waiting, red=counts.red), "chase")] if waiting else []


# ---- as words, as large figures


def _in_words(room: Room, width: int, lines: int, styles: Styles) -> Area:
    clock: list[Part] = [(f"{room.now:%H:%M}", "strong"), ("  ", "")]
    found = _figures(room)
    if lines == 1:
        return [_top(room, width, styles, [], [(" ", ""), *_counted(found[:1]), *clock])]
    meeting = meeting_line(room)
    said: list[Part] = [("    ", ""), (meeting, "key")] if meeting else []
    return [
        _top(room, width, styles, said, [("  ", ""), *clock]),
        paper.line(styles, "head", width, [("  ", ""), *_whole(found, _inbox(room), width - 2)]),
    ]


def _whole(found: list[_Figure], inbox: list[Part], width: int) -> list[Part]:
    """Every count whole or not at all: where there is no room, what is no lamp gives way, then what waits."""
    found = list(found)
    while _cells([*_counted(found), *inbox]) > width and len(found) > _LAMPS:
        found.pop()
    parts = _counted(found)
    return [*parts, *inbox] if _cells([*parts, *inbox]) <= width else parts


def _top(room: Room, width: int, styles: Styles, said: list[Part], right: list[Part]) -> Strip:
    """The first line: whose board it is, what is `said` of it, and the clock. That it is a demo is not cut in half."""
    name, *demo = _names(room)
    before: Part = ("  " if width >= 40 else " ", "")
    if _cells([before, name, *demo, *said, *right]) <= width:
        return paper.line(styles, "head", width, [before, name, *demo, *said], right)
    beside = [*demo, *right] if _cells([*demo, *right]) < width - 8 else right
    return paper.line(styles, "head", width, [before, name, *said], beside)


def _beside(room: Room, width: int, layout: Layout, styles: Styles) -> Area:
    """Names to the left, then as many figures as leave room for them, then the clock: in words before the lamps are."""
    scale = layout.scale
    found = _figures(room)
    clock = [_clock(room, scale, layout.figures, styles)]
    tiles = _tiles(found, width - _wide(clock) - _ROOM_FOR_NAMES, scale, layout.figures, styles)
    if len(tiles) < _LAMPS:
        without = _tiles(found, width - _ROOM_FOR_NAMES, scale, layout.figures, styles)
        if len(without) >= _LAMPS:
            tiles, clock = without[:_LAMPS], []
    left = width - _wide(tiles) - _wide(clock)
    names = _name_lines(room, left, found[len(tiles) :], styles, timed=not clock)
    names = paper.middle(names, styles, "head", left, layout.figures)
    return paper.beside(styles, [names, *tiles, *clock], gap=1, ground="head")


def _wide(areas: list[Area]) -> int:
    """Cells of areas, each with one beside it."""
    return sum(area[0].cell_length + 1 for area in areas)


def _stacked(room: Room, width: int, layout: Layout, styles: Styles) -> Area:
    """Names and the clock, below them the figures: for a screen that stands upright."""
    found = _figures(room)
    high = digits.ROWS + 2
    tiles = _tiles(found, width - 2 * MARGIN + 1, layout.scale, high, styles)
    figures = paper.aside(paper.beside(styles, tiles, gap=1, ground="head"), styles, "head", width, before=MARGIN)
    clock: list[Part] = [(f"{room.now:%H:%M}", "strong"), ("  ", "")]
    meeting = meeting_line(room)
    rest = [*_counted(found[len(tiles) :]), *_inbox(room)]
    return [
        _top(room, width, styles, [], clock),
        paper.line(styles, "head", width, [("  ", ""), (meeting, "key")] if meeting else []),
        *paper.fill(figures, styles, "head", width, high),
        paper.line(styles, "head", width, [("  ", ""), *rest]),
    ]


def _name_lines(room: Room, width: int, rest: list[_Figure], styles: Styles, *, timed: bool) -> Area:
    """The board's name, the meeting, and what is not counted in large figures; `timed`: the clock too."""
    name, *demo = _names(room)
    clock: list[Part] = [(f"{room.now:%H:%M}", "strong"), ("  ", "")] if timed else []
    wide = paper.spaced(name[0])
    fits = cell_len(wide) + _cells([*demo, *clock]) + 2 <= width
    lines: list[list[Part]] = [[(wide if fits else name[0], "strong"), *demo], []]
    meeting = meeting_line(room)
    if meeting:
        lines += [[(meeting, "key")], []]
    lamps = _counted([figure for figure in rest if figure.look != "dim"])
    others = [*_counted([figure for figure in rest if figure.look == "dim"]), *_inbox(room)]
    lines += [[*lamps, *others]] if _cells([*lamps, *others]) + 2 <= width else [lamps, others]
    area = [paper.line(styles, "head", width, [("  ", ""), *parts]) for parts in lines]
    if timed:
        area[0] = paper.line(styles, "head", width, [("  ", ""), *lines[0]], clock)
    return area


def _cells(parts: list[Part]) -> int:
    return sum(cell_len(text) for text, _ in parts)


def _tiles(found: list[_Figure], room: int, scale: int, height: int, styles: Styles) -> list[Area]:
    """As many of the figures as have room, with a cell beside each; those that are no lamps both or neither."""
    tiles = [_tile(figure, scale, height, styles) for figure in found]
    while tiles and sum(tile[0].cell_length + 1 for tile in tiles) > room:
        tiles = tiles[: _LAMPS if len(tiles) > _LAMPS else -1]
    return tiles


def _tile(figure: _Figure, scale: int, height: int, styles: Styles) -> Area:
    """A word above its count, on its colour."""
    count = digits.paint(styles, figure.ground, str(figure.total), look=figure.look, scale=scale)
    word = paper.spaced(figure.word) if scale > 1 else figure.word
    pad = 2 * scale
    width = max(count[0].cell_length, cell_len(word)) + 2 * pad
    return paper.fill(
        [
            *paper.blank(styles, figure.ground, width, scale - 1),
            paper.line(styles, figure.ground, width, [(" " * pad, ""), (word, figure.look)]),
            *paper.aside(count, styles, figure.ground, width, before=pad),
        ],
        styles,
        figure.ground,
        width,
        height,
    )


def _clock(room: Room, scale: int, height: int, styles: Styles) -> Area:
    count = digits.paint(styles, "head", f"{room.now:%H:%M}", scale=scale)
    day = words.day_words(room.messages, room.now.date())
    pad = 2 * scale
    width = count[0].cell_length + 2 * pad
    said = paper.line(styles, "head", width, [(" " * pad, ""), (day, "dim")])
    above = paper.blank(styles, "head", width, scale - 1)
    area = [*above, said, *paper.aside(count, styles, "head", width, before=pad)]
    return paper.fill(area, styles, "head", width, height)


# ---- the scene


def _scene_lines(room: Room, place: Place, width: int, lines: int, styles: Styles) -> Area:
    """The scene's name and place; while the frame is held, a band that says so in its stead."""
    messages = room.messages
    if room.held:
        mark = paper.spaced(messages("wall.held", clock=room.held))
        band = [paper.centred(styles, "badge", width, [(mark, "")])]
        return paper.middle(band, styles, "badge", width, lines)
    right: list[Part] = []
    if place.pages > 1:
        right += [(messages("wall.page", page=place.page + 1, pages=place.pages), "dim"), ("  ", "")]
    if room.paused:
        right += [(f" {messages('wall.paused')} ", "badge"), ("  ", "")]
    if room.following:
        right += [(f" {messages('wall.following')} ", "badge"), ("  ", "")]
    said = paper.spaced(place.title)
    line = paper.line(styles, "gap", width, [("  ", ""), (said, "title")], [("  ", ""), *right] if right else [])
    return paper.middle([line], styles, "gap", width, lines)
