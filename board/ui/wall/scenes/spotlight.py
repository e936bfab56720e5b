"""The scene `spotlight`: one task full screen, with its deadline in large digits, its 六定 and what happened to it."""

from __future__ import annotations

from rich.cells import cell_len

from board.messages import words
from board.model.lamps import Lamp, days_left, lamp_of
from board.model.task import SIX, STAGES, Task, due_date
from board.reports.leaving import told
from board.ui.wall import digits, paper, pipeline
from board.ui.wall.paper import Area
from board.ui.wall.pipeline import Step
from board.ui.wall.room import Room
from board.ui.wall.scenes import Painter, one_page
from board.ui.widgets.card import BADGES, face_of
from board.ui.widgets.cells import paintable, wrap
from board.ui.widgets.styles import Styles

_GAP = 4
_WHEN = 13
"""Cells of a moment and what parts it from what happened."""
_ENTRY_LOOKS = {"extension": "chase", "rebound": "bad", "return": "bad", "note": "good", "urge": "chase"}
_TWO_COLUMNS = 90
"""Cells from which on the history stands beside the fields."""


def _task(room: Room) -> Task | None:
    return None if room.scene.task is None else room.board.tasks.get(room.scene.task)


def _paint(room: Room, width: int, height: int, styles: Styles) -> Area:
    task = _task(room)
    if task is None or task.is_void:
        return _nothing(room, task, width, height, styles)
    area = _title_lines(room, task, width, height, styles)
    if height >= 18:
        area += paper.blank(styles, "gap", width)
    area += _band(room, task, width, _band_lines(width, height), styles)
    if height >= 10:
        gap = paper.blank(styles, "gap", width, 1 if height >= 18 else 0)
        area += [*gap, *pipeline.paint(_steps(room, task), width, 3 if height >= 30 else 1, styles), *gap]
    left = max(0, height - len(area))
    return paper.fill(area + _fields_and_history(room, task, width, left, styles), styles, "gap", width, height)


def _nothing(room: Room, task: Task | None, width: int, height: int, styles: Styles) -> Area:
    """A task that is gone or void: said, calmly."""
    messages, no = room.messages, room.scene.task
    if task is None:
        area = [paper.centred(styles, "gap", width, [(messages("wall.gone", no=no), "dim")])]
    else:
        area = [
            paper.centred(styles, "gap", width, [(messages("wall.void", no=no), "strong")]),
            *paper.blank(styles, "gap", width),
            paper.centred(styles, "gap", width, [(told(task.title), "dim")]),
            paper.centred(styles, "gap", width, [(told(task.void_reason), "dim")]),
        ]
    return paper.middle(area, styles, "gap", width, height)


def _title_lines(room: Room, task: Task, width: int, height: int, styles: Styles) -> Area:
    """The title as large as letters get: bold, and with blanks between them where that fits."""
    ground = "card-fresh" if task.no in room.fresh else "column"
    most = 3 if height >= 18 else 2 if height >= 8 else 1
    face = face_of(room.board, task, room.now, room.messages)
    title = paintable(told(task.title))
    plain = f"{face.pressing} {title}" if face.pressing else title
    group = room.board.group(task.group)
    name = group.name if group else room.messages("view.inbox", office=room.board.office.office)
    cells = width - 6 - cell_len(paintable(name))
    if cells < width // 2:
        name, cells = "", width - 4
    lines = wrap(paper.spaced(plain), cells, most + 1)
    if len(lines) > most:
        lines = wrap(plain, cells, most)
    lead = len(face.pressing)
    area = [
        paper.line(styles, ground, width, [("  ", ""), (text[:cut], "over"), (text[cut:], "strong")], tail)
        for text, cut, tail in zip(
            lines, (lead, *[0] * most), ([(name, "dim"), ("  ", "")], *[[]] * most), strict=False
        )
    ]
    pad = paper.blank(styles, ground, width, 1 if height >= 24 else 0)
    return [*pad, *area, *pad]


# ---- the lamp and the deadline


def _band_lines(width: int, height: int) -> int:
    if height >= 60 and width >= 200:
        return 14
    if width < 56 or height < 16:
        return 1
    return 7 if height >= 19 else 5


def _band(room: Room, task: Task, width: int, height: int, styles: Styles) -> Area:
    """A band in the lamp's colour: its word; the day, and how many days, in large digits."""
    messages, office = room.messages, room.board.office
    lamp = lamp_of(task, room.now, office.yellow_days)
    ground = str(lamp) if lamp in BADGES else f"lamp-{lamp}"
    word = words.lamp_word(messages, task, room.now, office.yellow_days, office)
    day = "" if task.due is None else f"{words.day_words(messages, due_date(task.due))} {task.due[11:]}".rstrip()
    if height < digits.ROWS or task.due is None:
        said = [(f"  {paper.spaced(word)}", ""), (f"    {messages('wall.due')} {day}" if task.due else "", "")]
        lines = [paper.line(styles, ground, width, said)]
        return paper.middle(lines, styles, ground, width, min(height, 3))
    scale = 2 if height >= 2 * digits.ROWS + 2 else 1
    high = digits.ROWS * scale
    gap = 2 * scale
    said_width = 26 if width >= 100 else 0
    left = [digits.paint(styles, ground, f"{due_date(task.due):%m-%d}", scale=scale)]
    if said_width:
        said_lines = [[(paper.spaced(word), "")], [], [(messages("wall.due"), "")], [(day, "")]]
        area = [paper.line(styles, ground, said_width, parts) for parts in said_lines]
        left.insert(0, paper.middle(area, styles, ground, said_width, high))
    days = days_left(task, room.now)
    right: list[Area] = []
    if lamp is not Lamp.GREY and days:
        right = [
            _words(messages("wall.days_over" if days < 0 else "wall.days_left"), ground, high, styles),
            digits.paint(styles, ground, str(abs(days)), scale=scale),
            _words(messages("wall.days"), ground, high, styles),
        ]
    elif reached := task.closed_at or task.met_at:
        code = "field.closed_at" if task.closed_at else "field.met_at"
        right = [
            _words(messages(code), ground, high, styles),
            digits.paint(styles, ground, f"{due_date(reached):%m-%d}", scale=scale),
        ]
    sides = [paper.beside(styles, side, gap=gap, ground=ground) for side in (left, right) if side]
    free = width - 4 - sum(side[0].cell_length for side in sides)
    if free < 2:  # the days say it in words
        sides, free = sides[:1], width - 4 - sides[0][0].cell_length
    if len(sides) == 1 and not said_width and free >= cell_len(word) + 4:
        sides.append(_words(word, ground, high, styles))
        free -= cell_len(paper.spaced(word))
    figures = paper.beside(styles, sides, gap=max(0, free), ground=ground)
    return paper.middle(paper.aside(figures, styles, ground, width, before=2), styles, ground, width, height)


def _words(text: str, ground: str, height: int, styles: Styles) -> Area:
    """A word in the middle of the lines that the digits beside it have."""
    said = paper.spaced(text)
    return paper.middle(
        [paper.line(styles, ground, cell_len(said), [(said, "")])], styles, ground, cell_len(said), height
    )


# ---- stage, fields, history


def _steps(room: Room, task: Task) -> list[Step]:
    """The stages in this kind's words: the one it is in stands out."""
    office = room.board.office
    return [
        Step(
            words.stage_word(room.messages, office, task.kind, stage),
            ground="badge" if stage is task.stage else "head",
        )
        for stage in STAGES
    ]


def _fields_and_history(room: Room, task: Task, width: int, height: int, styles: Styles) -> Area:
    if height < 1:
        return []
    if width < _TWO_COLUMNS:
        fields = _fields(room, task, width, max(min(height, 2 + len(SIX)), height * 2 // 3), styles)
        if height > len(fields) + 2:
            fields += [
                *paper.blank(styles, "gap", width),
                *_history(room, task, width, height - len(fields) - 1, styles),
            ]
        return fields[:height]
    history_width = (width - _GAP) * 6 // 11
    fields_width = width - _GAP - history_width
    halves = [
        paper.fill(_fields(room, task, fields_width, height, styles), styles, "gap", fields_width, height),
        paper.fill(_history(room, task, history_width, height, styles), styles, "gap", history_width, height),
    ]
    return paper.beside(styles, halves, gap=_GAP)


def _fields(room: Room, task: Task, width: int, height: int, styles: Styles) -> Area:
    """Who answers for it, then the six 定; what is longer than a line gets a second one where there is room."""
    messages, board = room.messages, room.board
    group = board.group(task.group)
    rows: list[tuple[str, str, bool]] = [
        (messages("field.unit"), board.unit_name(task.unit), True),
        (messages("field.leader"), task.leader or (group.leader if group else ""), True),
        *((messages(f"field.{name}"), told(getattr(task, name)), True) for name in SIX),
        (messages("field.lead_unit"), board.unit_name(task.lead_unit), False),
        (messages("field.co_units"), messages("value.and").join(map(board.unit_name, task.co_units)), False),
    ]
    shown = [(label, text) for label, text, always in rows if text or always]
    spare = max(0, height - len(shown))
    label_cells = max(cell_len(label) for label, _ in shown) + 2
    blocks: list[Area] = []
    for label, text in shown:
        lines = (
            wrap(paintable(text), max(2, width - label_cells), 1 + min(2, spare))
            if text
            else (messages("wall.unsaid"),)
        )
        spare -= len(lines) - 1
        leads = (_padded(label, label_cells), *[" " * label_cells] * 2)
        look = "strong" if text else "faint"
        blocks.append(
            [
                paper.line(styles, "gap", width, [(lead, "dim"), (line, look)])
                for lead, line in zip(leads, lines, strict=False)
            ]
        )
    return _parted(blocks, height, width, styles, after=(1, len(SIX) + 1))


def _parted(blocks: list[Area], height: int, width: int, styles: Styles, after: tuple[int, ...] = ()) -> Area:
    """Blocks below one another, parted by a blank line where there is room for all such lines, or for those `after`."""
    used = sum(map(len, blocks))
    gap = 2 if used + 2 * (len(blocks) - 1) <= height * 3 // 5 else 1
    everywhere = used + gap * (len(blocks) - 1) <= height
    here = used + len(after) <= height
    area: Area = []
    for place, block in enumerate(blocks):
        area += block
        if place < len(blocks) - 1 and (everywhere or (here and place in after)):
            area += paper.blank(styles, "gap", width, gap)
    return area[:height]


def _padded(text: str, cells: int) -> str:
    return text + " " * max(0, cells - cell_len(text))


def _history(room: Room, task: Task, width: int, height: int, styles: Styles) -> Area:
    """What weighs most first: extensions, what came back, then notes and urges, the newest first."""
    messages, board, no = room.messages, room.board, task.no
    entries: list[tuple[str, str, str]] = []
    for each in reversed(board.extensions(no)):
        until = _day(each.to) if each.to else messages("lamp.none")
        said = messages("wall.extended", was=_day(each.was), to=until, reason=told(each.reason))
        entries.append((each.when, "extension", said))
    for entity in ("rebound", "return"):
        entries += [(each.when, entity, told(each.reason)) for each in reversed(board.entries(entity, no))]
    later = [(each.when, "note", told(each.text)) for each in board.notes(no)]
    later += [(each.when, "urge", told(each.text)) for each in board.urges(no)]
    entries += sorted(later, reverse=True)
    if not entries or height < 2:
        return []
    indent = min(width // 2, _WHEN + max(cell_len(messages(f"entity.{entity}")) for _, entity, _ in entries) + 2)
    blocks: list[Area] = []
    for when, entity, text in entries[:height]:
        lines = wrap(paintable(text), max(2, width - indent), 3) or ("",)
        lead = [(f"{_day(when)}  ", "dim"), (messages(f"entity.{entity}"), _ENTRY_LOOKS[entity])]
        gap = " " * max(0, indent - sum(cell_len(part) for part, _ in lead))
        first = paper.line(styles, "gap", width, [*lead, (gap, ""), (lines[0], "strong")])
        more = [paper.line(styles, "gap", width, [(" " * indent, ""), (line, "strong")]) for line in lines[1:]]
        blocks.append([first, *more])
    head = [paper.line(styles, "gap", width, [(messages("wall.history"), "title")])]
    return _parted([head, *blocks], height, width, styles)


def _day(when: str) -> str:
    return when[5:10] if len(when) <= 10 else when[5:16].replace("T", " ")


def _title(room: Room) -> str:
    return room.messages("wall.spotlight", no=room.scene.task)


PAINTER = Painter(one_page, _paint, _title)
