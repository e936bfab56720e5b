"""A supervision as one JSON object: codes stay codes, units and groups are named, money is in 万元, times are ISO."""

from __future__ import annotations

from typing import Any

from board.messages import Messages
from board.model.board import Board
from board.model.cards import Proposal
from board.model.entities import Card
from board.model.figures import Passes, Place, Tally
from board.model.task import Task
from board.reports.leaving import without_numbers
from board.reports.supervision import Supervision
from board.reports.supervision_words import unit_reminders

KEYS = (
    "district", "office", "since", "until", "totals", "changed", "groups", "units", "lamps", "overdue", "investment",
    "checks", "cards", "due", "trend", "flagged", "weights", "urging", "inbox",
)  # fmt: skip
"""The keys of the object, in their order. New ones are only ever added at the end."""


def supervision_row(messages: Messages, seen: Supervision) -> dict[str, Any]:
    """The object with the keys of `KEYS`, its texts without telephone numbers; `urging` is in the language given."""
    found: dict[str, Any] = without_numbers(_row(messages, seen))
    return found


def _row(messages: Messages, seen: Supervision) -> dict[str, Any]:
    board, office = seen.board, seen.board.office
    counts = seen.counts
    return {
        "district": office.district,
        "office": office.office,
        "since": seen.since or None,
        "until": seen.until.isoformat(timespec="seconds"),
        "totals": {**_tally(seen.total), "due_today": counts.orange, "due_soon": counts.yellow},
        "changed": {name: list(numbers) for name, numbers in seen.changed._asdict().items()},
        "groups": [_place(place, _group(board, place.id)) for place in seen.groups],
        "units": [_place(place, board.unit_name(place.id)) for place in seen.units],
        "lamps": [
            {"group": None if place is None else _group(board, place), **{lamp.value: n for lamp, n in lamps.items()}}
            for place, lamps in seen.lamps.items()
        ],
        "overdue": [{**_task(board, task), "days": days} for task, days in seen.overdue],
        "investment": {
            "all": _money(seen.invested),
            "categories": [{"category": name, **_money(tally)} for name, tally in seen.investment],
        },
        "checks": {
            "all": _passes(seen.checked),
            "categories": [{"category": name, **_passes(passes)} for name, passes in seen.checks],
        },
        "cards": [_card(seen, card, each) for card in Card for each in _given(seen, card)],
        "due": [_task(board, task) for _, tasks in seen.due for task in tasks],
        "trend": [{**point._asdict(), "closure_rate": point.closure_rate} for point in seen.trend],
        "flagged": [{"when": each.when, "no": each.task, "what": each.what} for each in seen.flagged],
        "weights": dict(office.weights),
        "urging": [{"unit": board.unit_name(unit), "text": text} for unit, text in unit_reminders(messages, seen)],
        "inbox": _tally(seen.inbox),
    }


def _group(board: Board, group_id: int) -> str:
    group = board.group(group_id)
    return group.name if group else ""


def _place(place: Place, name: str) -> dict[str, Any]:
    return {"rank": place.rank, "name": name, "score": place.score, **_tally(place.tally)}


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "total": tally.total,
        "active": tally.active,
        "closed": tally.closed,
        "closure_rate": tally.closure_rate,
        "on_time": tally.on_time,
        "answerable": tally.answerable,
        "on_time_rate": tally.on_time_rate,
        "overdue": tally.overdue,
        "extensions": tally.extensions,
        "returns": tally.returns,
        "rebounds": tally.rebounds,
        "urges": tally.urges,
    }


def _money(tally: Tally) -> dict[str, Any]:
    return {
        "projects": tally.total,
        "planned": tally.planned,
        "completed": tally.completed,
        "progress": tally.investment_rate,
    }


def _passes(passes: Passes) -> dict[str, Any]:
    return {"total": passes.total, "passed": passes.passed, "rate": passes.rate}


def _task(board: Board, task: Task) -> dict[str, Any]:
    return {
        "no": task.no,
        "title": task.title,
        "group": None if task.group is None else _group(board, task.group),
        "unit": None if task.unit is None else board.unit_name(task.unit),
        "person": task.person,
        "due": task.due,
    }


def _given(seen: Supervision, card: Card) -> list[int]:
    """The units that have a card or are proposed for it, those that a person confirmed first."""
    sure = [verdict.unit for verdict in seen.verdicts if verdict.kind is card]
    return list(dict.fromkeys([*sure, *(each.unit for each in seen.proposals if each.card is card)]))


def _card(seen: Supervision, card: Card, unit: int) -> dict[str, Any]:
    verdict = seen.confirmed(unit, card)
    proposal = next((each for each in seen.proposals if each.unit == unit and each.card is card), None)
    return {
        "unit": seen.board.unit_name(unit),
        "card": card.value,
        "confirmed": verdict is not None,
        "reason": verdict.reason if verdict else None,
        "grounds": _grounds(proposal),
    }


def _grounds(proposal: Proposal | None) -> dict[str, int]:
    return {} if proposal is None else {ground.code: ground.figure for ground in proposal.grounds}
