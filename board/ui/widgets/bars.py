"""What the head and the foot line of the board say."""

from __future__ import annotations

from datetime import datetime

from board.messages import Messages
from board.model import figures
from board.model.board import Board
from board.model.entities import Meeting
from board.ui.columns import GROUP, INBOX, OVERVIEW, View
from board.ui.widgets.line import Piece

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
        pieces.append(Piece(messages(KIND_NAMES[view.kinds]), "key", 85))
    if board.meeting is not None:
        pieces.append(Piece(meeting_words(messages, board.meeting, now), "good", 65))
    return tuple(pieces)


def meeting_words(messages: Messages, meeting: Meeting, now: datetime) -> str:
    """The running meeting and how long it has been going on."""
    seconds = max(0, int((now - datetime.fromisoformat(meeting.start)).total_seconds()))
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    name = meeting.name or messages("meeting.number", number=meeting.number)
    return f"{name} {clock}"


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
    pieces = [Piece(messages("head.active", count=counts.active), "plain", 55)]
    if counts.red:
        pieces.append(Piece(f" {messages('head.red', count=counts.red)} ", "red", 99))
    if counts.orange:
        pieces.append(Piece(f" {messages('head.orange', count=counts.orange)} ", "orange", 88, 1))
    if counts.yellow:
        days = board.office.yellow_days
        pieces.append(Piece(f" {messages('head.yellow', count=counts.yellow, days=days)} ", "yellow", 70, 1))
    pieces.append(Piece(messages("head.closed", count=counts.closed), "dim", 35))
    if view.mode == OVERVIEW:
        waiting = figures.counts(board, now, (None,), view.shown_kinds)
        if waiting.total:
            name = messages("head.inbox", office=board.office.office, count=waiting.total - waiting.closed)
            pieces.append(Piece(name, "key", 45))
    if read_only:
        pieces.append(Piece(f" {messages('head.read_only')} ", "badge", 96))
    pieces.append(Piece(now.strftime("%H:%M"), "plain", 90))
    return tuple(pieces)
