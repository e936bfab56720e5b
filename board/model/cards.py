"""红黄牌, 表扬, 批评: what the board's own rules propose for a unit. A person confirms it, or nothing comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from board.model.board import Board
from board.model.entities import Card, Verdict
from board.model.figures import Place
from board.model.task import OPEN, Kind, due_date, due_key, minute_key


class Ground(NamedTuple):
    """Why: `ground.<code>` in the catalogue, with the figure that met the rule."""

    code: str
    """overdue, days, extensions, rebounds, closed or rank."""
    figure: int


class Proposal(NamedTuple):
    """What a rule proposes for a unit."""

    unit: int
    card: Card
    grounds: tuple[Ground, ...]
    """Every rule that was met."""


def days_overdue(board: Board, now: datetime) -> dict[int, int]:
    """Unit id → by how many days its longest overdue task is overdue; checks do not count."""
    found: dict[int, int] = {}
    present = minute_key(now)
    for task in board.tasks.values():
        if task.unit is None or task.void_reason or task.kind is Kind.CHECK or task.stage not in OPEN:
            continue
        if task.due is not None and due_key(task.due) <= present:
            found[task.unit] = max(found.get(task.unit, 0), (now.date() - due_date(task.due)).days)
    return found


def proposals(board: Board, places: Sequence[Place], now: datetime) -> list[Proposal]:
    """What the rules in force propose for the units of a ranking: by card, and within one in the ranking's order.

    Red takes the place of yellow. Praise is for the head of those that have enough tasks to judge by (of a single task
    any rate is 0 or 100 %), and needs something closed and nothing overdue; criticism needs something overdue.
    """
    office = board.office
    longest = days_overdue(board, now)
    ranked = [place for place in places if place.rank is not None]
    head = [place for place in ranked if place.tally.total >= office.praised_tasks][: office.praised]
    first = [place for place in head if place.tally.closed and not place.tally.overdue]
    last = ranked[-office.criticised :] if office.criticised else []
    found: list[Proposal] = []
    for place in ranked:
        red = _met(
            ("overdue", place.tally.overdue, office.red_overdue), ("days", longest.get(place.id, 0), office.red_days)
        )
        yellow = _met(
            ("overdue", place.tally.overdue, office.yellow_overdue),
            ("extensions", place.tally.extensions, office.yellow_extensions),
            ("rebounds", place.tally.rebounds, office.yellow_rebounds),
        )
        if red or yellow:
            found.append(Proposal(place.id, Card.RED if red else Card.YELLOW, red or yellow))
    for place in last:
        if place.tally.overdue and place not in first and place.rank is not None:
            grounds = (Ground("rank", place.rank), Ground("overdue", place.tally.overdue))
            found.append(Proposal(place.id, Card.CRITICISM, grounds))
    for place in first:
        if place.rank is not None:
            grounds = (Ground("rank", place.rank), Ground("closed", place.tally.closed))
            found.append(Proposal(place.id, Card.PRAISE, grounds))
    return sorted(found, key=lambda each: _ORDER[each.card])


_ORDER = {card: place for place, card in enumerate(Card)}


def _met(*rules: tuple[str, int, int]) -> tuple[Ground, ...]:
    """The rules (code, figure, threshold) whose threshold is reached; 0 is no rule."""
    return tuple(Ground(code, count) for code, count, least in rules if least and count >= least)


def verdicts_between(board: Board, since: str, until: str) -> list[Verdict]:
    """What was confirmed after `since` and not after `until`, ISO moments: by card, then in the order of confirming."""
    found = (verdict for verdict in board.verdicts.values() if since < verdict.when <= until)
    return sorted(found, key=lambda each: (_ORDER[each.kind], each.id))


def confirmed(verdicts: Iterable[Verdict], unit: int, card: Card) -> Verdict | None:
    """The verdict among these that confirms a card of this unit."""
    return next((each for each in verdicts if each.unit == unit and each.kind == card), None)


def period_begin(board: Board, now: datetime) -> str:
    """The ISO moment at which the period of today's bulletin began: the end of the last meeting before today.

    Without one it is "", the beginning of the board: a meeting that ended today belongs to the period it closes.
    """
    today = now.date()
    ends = [meeting.end for meeting in board.table("meeting").values() if meeting.end]
    return max((end for end in ends if date.fromisoformat(end[:10]) < today), default="")
