"""Cards, praise and criticism: what the office's rules propose, and for which period a confirmation counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from board.model import figures
from board.model.board import Board
from board.model.cards import Ground, Proposal, period_begin, proposals, verdicts_between
from board.model.entities import Card, Extension, Meeting, Office, Rebound, Verdict
from board.model.task import Kind, Stage
from tests.conftest import NOW
from tests.support import AUDIT, CITY, HOUSING, ROADS, make_board, task


def proposed(board: Board) -> list[Proposal]:
    return proposals(board, figures.ranking(figures.by_unit(board, NOW), board.office.weights), NOW)


def only(unit: int, board: Board) -> dict[Card, tuple[Ground, ...]]:
    return {each.card: each.grounds for each in proposed(board) if each.unit == unit}


def late(no: int, due: str = "2026-11-22", **fields: Any) -> Any:
    return task(no, due=due, original_due=due, **fields)


def rules(**settings: Any) -> Office:
    return Office(weights={"closure": 50, "on_time": 50, "overdue": 30}, praised=0, criticised=0, **settings)


@pytest.mark.parametrize(
    ("tasks", "settings", "wanted"),
    [
        ([late(1)], {}, {Card.YELLOW: (Ground("overdue", 1),)}),
        ([late(1), late(2), late(3)], {}, {Card.RED: (Ground("overdue", 3),)}),
        ([late(1, "2026-11-16")], {}, {Card.RED: (Ground("days", 7),)}),
        ([late(1, "2026-11-17")], {}, {Card.YELLOW: (Ground("overdue", 1),)}),
        ([late(1, "2026-11-16"), late(2), late(3)], {}, {Card.RED: (Ground("overdue", 3), Ground("days", 7))}),
        ([late(1), late(2)], {"red_overdue": 2}, {Card.RED: (Ground("overdue", 2),)}),
        ([late(1, "2026-10-01")], {"red_days": 0, "yellow_overdue": 0}, {}),
        ([late(1, "2026-11-24")], {}, {}),
        ([late(1, stage=Stage.MET, met_at="2026-11-23T08:00:00")], {}, {}),
        ([late(1, kind=Kind.CHECK)], {}, {}),
        ([late(1, void_reason="重复")], {}, {}),
    ],
)
def test_a_card_is_proposed_when_a_rule_is_met(
    tasks: list[Any], settings: dict[str, int], wanted: dict[Card, tuple[Ground, ...]]
) -> None:
    assert only(CITY, make_board(*tasks, office=rules(**settings))) == wanted


def test_extensions_and_rebounds_make_a_yellow_card() -> None:
    entry = {"reason": "雨", "when": "2026-11-01T09:00:00", "who": "秘书"}
    board = make_board(
        task(1), task(2, unit=HOUSING), office=rules(),
        extension={key: Extension(id=key, task=1, was="2026-11-20", **entry) for key in (1, 2)},
        rebound={1: Rebound(id=1, task=2, stage="closed", **entry)},
    )  # fmt: skip

    assert only(CITY, board) == {Card.YELLOW: (Ground("extensions", 2),)}
    assert only(HOUSING, board) == {Card.YELLOW: (Ground("rebounds", 1),)}


def test_praise_is_for_the_head_of_the_ranking_and_criticism_for_its_end() -> None:
    closed = {"stage": Stage.CLOSED, "met_at": "2026-11-01T09:00:00"}
    weights = {"closure": 50, "on_time": 50}
    office = Office(weights=weights, praised=1, praised_tasks=1, criticised=2, yellow_overdue=0, red_days=0)
    board = make_board(
        task(1, unit=CITY, **closed), task(2, unit=HOUSING, **closed), task(3, unit=HOUSING),
        late(4, unit=ROADS), task(5, unit=AUDIT), office=office,
    )  # fmt: skip

    assert proposed(board) == [
        Proposal(ROADS, Card.CRITICISM, (Ground("rank", 4), Ground("overdue", 1))),
        Proposal(CITY, Card.PRAISE, (Ground("rank", 1), Ground("closed", 1))),
    ]


def test_a_unit_with_few_tasks_is_not_praised() -> None:
    closed = {"stage": Stage.CLOSED, "met_at": "2026-11-01T09:00:00"}
    tasks = [task(1, unit=CITY, **closed), *(task(no, unit=HOUSING, **closed) for no in (2, 3))]
    office = Office(weights={"closure": 50}, praised=1, praised_tasks=2)

    assert proposed(make_board(*tasks, office=office)) == [
        Proposal(HOUSING, Card.PRAISE, (Ground("rank", 1), Ground("closed", 2)))
    ]


def test_nobody_is_praised_for_having_done_nothing() -> None:
    assert proposed(make_board(task(1), office=Office(weights={"closure": 50}))) == []


def test_a_period_begins_with_the_end_of_the_last_meeting_before_today() -> None:
    def held(number: int, day: str, end: str | None) -> Meeting:
        ended = f"{day}T{end}" if end else None
        return Meeting(id=number, number=number, name="", start=f"{day}T09:00:00", end=ended)

    meetings = {
        1: held(1, "2026-11-09", "10:00:00"),
        2: held(2, "2026-11-16", "11:00:00"),
        3: held(3, "2026-11-23", "08:30:00"),
        4: held(4, "2026-11-23", None),
    }

    assert period_begin(make_board(meeting=meetings), NOW) == "2026-11-16T11:00:00"
    assert period_begin(make_board(meeting=meetings), datetime(2026, 11, 24)) == "2026-11-23T08:30:00"
    assert period_begin(make_board(), NOW) == ""


def test_what_was_confirmed_counts_for_its_period() -> None:
    def given(key: int, card: Card, when: str) -> Verdict:
        return Verdict(id=key, unit=CITY, kind=card, reason="x", when=when, who="秘书")

    verdicts = {
        1: given(1, Card.PRAISE, "2026-11-16T11:00:00"),
        2: given(2, Card.PRAISE, "2026-11-16T11:00:01"),
        3: given(3, Card.RED, "2026-11-23T09:00:00"),
        4: given(4, Card.YELLOW, "2026-11-23T09:00:01"),
    }

    found = verdicts_between(make_board(verdict=verdicts), "2026-11-16T11:00:00", "2026-11-23T09:00:00")
    assert [verdict.id for verdict in found] == [3, 2]
