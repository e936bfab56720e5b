"""What the head and the foot line of the board say."""

from __future__ import annotations

from datetime import datetime

from board.messages import Messages
from board.model import agenda, figures, query
from board.model.board import Board
from board.model.entities import Meeting
from board.model.query import KIND_VIEWS
from board.ui.columns import GROUP, INBOX, OVERVIEW, View
from board.ui.listing import URGENCY, Look, Order
from board.ui.widgets.line import Piece

ALL = len(KIND_VIEWS) - 1
KIND_NAMES = ("kinds.main", "kinds.problem", "kinds.project", "kinds.all")


def head_left(messages: Messages, board: Board, view: View, now: datetime) -> tuple[Piece, ...]:
    """Whose board it is, which view, which meeting."""
    office = board.office
    pieces = [Piece(office.title or messages("app.title"), "strong", 60)]
    if office.demo:
        pieces.append(Piece(f" {messages('head.demo')} ", "badge", 95))
    if view.mode == OVERVIEW:
        pieces.append(Piece(messages("view.overview"), "plain", 80))
    elif view.mode == INBOX:
        pieces.append(Piece(messages("view.inbox", office=office.office), "strong", 92))
    else:
        group = board.group(view.group)
        if group is not None:
            pieces.append(Piece(f"{group.number} {group.name}", "strong", 92))
            if group.leader:
                pieces.append(Piece(group.leader, "dim", 30))
            if group.lead_unit is not None:
                pieces.append(Piece(messages("head.lead", unit=board.unit_name(group.lead_unit)), "dim", 28))
    if view.kinds:
        pieces.append(kinds_piece(messages, view.kinds))
    if board.meeting is not None:
        pieces.append(Piece(meeting_words(messages, board.meeting, now), "good", 65))
    return tuple(pieces)


def list_left(messages: Messages, board: Board, look: Look, count: int, now: datetime) -> tuple[Piece, ...]:
    """Whose list it is, how long, of which kinds, and how it is sorted; the running meeting."""
    office = board.office
    pieces = [Piece(office.title or messages("app.title"), "strong", 20)]
    if office.demo:
        pieces.append(Piece(f" {messages('head.demo')} ", "badge", 87))
    pieces.append(Piece(messages("view.list", count=count), "strong", 94))
    if look.kinds != ALL:
        pieces.append(kinds_piece(messages, look.kinds))
    if look.order != Order():
        column = messages("list.by_lamp" if look.order.column == URGENCY else f"list.{look.order.column}")
        code = "list.sorted_back" if look.order.reverse else "list.sorted"
        pieces.append(Piece(messages(code, column=column), "key", 84))
    if board.meeting is not None:
        pieces.append(Piece(meeting_words(messages, board.meeting, now), "good", 65))
    return tuple(pieces)


def kinds_piece(messages: Messages, kinds: int) -> Piece:
    """Which kinds are on show, by their place in `KIND_VIEWS`."""
    return Piece(messages(KIND_NAMES[kinds]), "key", 85)


def meeting_words(messages: Messages, meeting: Meeting, now: datetime) -> str:
    """The running meeting and how long it has been going on, without its pauses."""
    name = meeting.name or messages("meeting.number", number=meeting.number)
    return f"{name} {clock_words(messages, meeting, now)}"


def clock_words(messages: Messages, meeting: Meeting, now: datetime) -> str:
    """Hours, minutes and seconds; that it is paused."""
    seconds = agenda.elapsed(meeting, now)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return messages("meeting.paused_at", clock=clock) if agenda.paused(meeting) else clock


def head_right(messages: Messages, board: Board, view: View, now: datetime, *, read_only: bool) -> tuple[Piece, ...]:
    """The counts of what the columns show, by lamp, the inbox, and the clock."""
    groups: tuple[int | None, ...] | None = None
    if view.mode == GROUP:
        groups = (view.group,)
    elif view.mode == INBOX:
        groups = (None,)
    else:
        groups = tuple(group.id for group in board.groups)
    counts = figures.counts(board, now, groups, view.shown_kinds)
    pieces = lamp_pieces(messages, counts, board.office.yellow_days)
    if view.mode == OVERVIEW:
        waiting = figures.counts(board, now, (None,), view.shown_kinds)
        if waiting.total:
            # What of it is overdue is in no column: both together are the total of wall and bulletin.
            code = "head.inbox_red" if waiting.red else "head.inbox"
            name = messages(code, office=board.office.office, count=waiting.total - waiting.closed, red=waiting.red)
            pieces.append(Piece(name, "key", 45))
    return (*pieces, *end_pieces(messages, now, read_only=read_only))


def list_right(messages: Messages, board: Board, look: Look, now: datetime, *, read_only: bool) -> tuple[Piece, ...]:
    """The counts of what is listed, by lamp, and the clock."""
    counts = figures.counts(board, now, query.all_groups(board), look.shown_kinds)
    pieces = lamp_pieces(messages, counts, board.office.yellow_days)
    return (*pieces, *end_pieces(messages, now, read_only=read_only))


def lamp_pieces(messages: Messages, counts: figures.Counts, yellow_days: int) -> list[Piece]:
    """What is under way, how much of it is pressing, and what is closed."""
    pieces = [Piece(messages("head.active", count=counts.active), "plain", 55)]
    if counts.red:
        pieces.append(Piece(f" {messages('head.red', count=counts.red)} ", "red", 99))
    if counts.orange:
        pieces.append(Piece(f" {messages('head.orange', count=counts.orange)} ", "orange", 88, 1))
    if counts.yellow:
        pieces.append(Piece(f" {messages('head.yellow', count=counts.yellow, days=yellow_days)} ", "yellow", 70, 1))
    pieces.append(Piece(messages("head.closed", count=counts.closed), "dim", 35))
    return pieces


def end_pieces(messages: Messages, now: datetime, *, read_only: bool) -> tuple[Piece, ...]:
    """Whether anything can be changed here, and the clock."""
    clock = Piece(now.strftime("%H:%M"), "plain", 90)
    return (Piece(f" {messages('head.read_only')} ", "badge", 96), clock) if read_only else (clock,)
