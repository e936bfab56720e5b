"""What may be done to a task, stage by stage and kind by kind."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from board.model import rules
from board.model.task import DONE, OPEN, Kind, Stage, Task
from tests.support import AUDIT, CITY, make_board, task

TODAY = date(2026, 11, 23)
EVERYTHING: dict[str, Any] = {"reason": "复查", "due": "2026-12-31", "verifier": "科长", "verifier_unit": AUDIT}
"""All that any move may ask for."""

SKIPS, NO_WAY = "stage_skipped", "no_way_back"
# Each row is the stage a task is in; the columns are the stages in order. None: allowed.
MOVES: dict[str, list[str | None]] = {
    "unclaimed": [NO_WAY, None, SKIPS, SKIPS, SKIPS],
    "underway": [None, NO_WAY, None, SKIPS, SKIPS],
    "met": [NO_WAY, None, NO_WAY, None, SKIPS],
    "consolidating": [NO_WAY, None, NO_WAY, NO_WAY, None],
    "closed": [NO_WAY, None, NO_WAY, NO_WAY, NO_WAY],
}
SHORT_CUTS = {("assignment", "met", "closed"), ("project", "met", "closed")}
"""A 任务 or 项目 need not be looked at again (回头看)."""

EVERY_MOVE = [
    pytest.param(
        kind, was, to, None if (kind, was, to) in SHORT_CUTS else refusal, id=f"{kind.value}: {was.value} to {to.value}"
    )
    for kind in Kind
    for was in Stage
    for to, refusal in zip(Stage, MOVES[was], strict=True)
]


def code(refusal: rules.Refusal | None) -> str | None:
    return refusal.code if refusal else None


def run_out(**fields: Any) -> Task:
    """A task whose consolidation, if that is its stage, ended yesterday."""
    return task(consolidate_until="2026-11-22", **fields)


@pytest.mark.parametrize(("kind", "was", "to", "refusal"), EVERY_MOVE)
def test_every_move_of_every_kind(kind: Kind, was: Stage, to: Stage, refusal: str | None) -> None:
    assert code(rules.check_move(run_out(kind=kind, stage=was), to, TODAY, **EVERYTHING)) == refusal


@pytest.mark.parametrize(("kind", "was", "to", "refusal"), EVERY_MOVE)
def test_nothing_moves_a_void_task(kind: Kind, was: Stage, to: Stage, refusal: str | None) -> None:
    void = run_out(kind=kind, stage=was, void_reason="重复")

    assert code(rules.check_move(void, to, TODAY, **EVERYTHING)) == "task_void"


@pytest.mark.parametrize(
    ("was", "to", "said", "refusal"),
    [
        pytest.param("met", "underway", [], "needs_return_reason", id="return without a reason"),
        pytest.param("met", "underway", ["reason"], None, id="return with a reason"),
        pytest.param("consolidating", "underway", ["due"], "needs_rebound_reason", id="rebound without a reason"),
        pytest.param("consolidating", "underway", ["reason"], "needs_new_deadline", id="rebound without a deadline"),
        pytest.param("consolidating", "underway", ["reason", "due"], None, id="rebound"),
        pytest.param("closed", "underway", ["due"], "needs_rebound_reason", id="rebound of a closed one, no reason"),
        pytest.param("closed", "underway", ["reason"], "needs_new_deadline", id="rebound of a closed one, no deadline"),
        pytest.param("closed", "underway", ["reason", "due"], None, id="rebound of a closed one"),
        pytest.param("consolidating", "closed", [], "needs_verifier", id="closing without a verifier"),
        pytest.param("consolidating", "closed", ["verifier"], "needs_verifier", id="a verifier from nowhere"),
        pytest.param("consolidating", "closed", ["verifier_unit"], "needs_verifier", id="a verifier without a name"),
        pytest.param("consolidating", "closed", ["verifier", "verifier_unit"], None, id="closing"),
        pytest.param("unclaimed", "underway", [], None, id="claiming asks for nothing more than the unit"),
        pytest.param("underway", "met", [], None, id="meeting asks for nothing"),
        pytest.param("met", "consolidating", [], None, id="consolidating asks for nothing"),
        pytest.param("underway", "unclaimed", [], None, id="withdrawing asks for nothing"),
    ],
)
@pytest.mark.parametrize("kind", Kind)
def test_what_a_move_needs(kind: Kind, was: str, to: str, said: list[str], refusal: str | None) -> None:
    given = {name: EVERYTHING[name] for name in said}

    assert code(rules.check_move(run_out(kind=kind, stage=Stage(was)), Stage(to), TODAY, **given)) == refusal


@pytest.mark.parametrize(("kind", "was", "to", "refusal"), [row for row in EVERY_MOVE if row.values[3] is None])
@pytest.mark.parametrize("until", [None, "2026-11-22", "2026-11-23"])
def test_what_is_asked_for_is_what_is_needed(
    kind: Kind, was: Stage, to: Stage, refusal: str | None, until: str | None
) -> None:
    """The dialog asks for `needed_for_move`: all of it is enough, and none of it can be left out."""
    moving = task(kind=kind, stage=was, consolidate_until=until)
    needed = rules.needed_for_move(moving, to, TODAY)
    given = {name: EVERYTHING[name] for name in needed}
    if "verifier" in given:
        given["verifier_unit"] = AUDIT

    assert rules.check_move(moving, to, TODAY, **given) is None
    for name in needed:
        assert rules.check_move(moving, to, TODAY, **{key: given[key] for key in given if key != name}) is not None


@pytest.mark.parametrize("kind", Kind)
def test_leaving_unclaimed_needs_a_unit(kind: Kind) -> None:
    nobodys = task(kind=kind, stage=Stage.UNCLAIMED, unit=None)

    assert code(rules.check_move(nobodys, Stage.UNDERWAY, TODAY, **EVERYTHING)) == "needs_unit"


@pytest.mark.parametrize("was", [Stage.CONSOLIDATING, Stage.MET])
def test_the_responsible_unit_does_not_verify_its_own_work(was: Stage) -> None:
    own = {**EVERYTHING, "verifier_unit": CITY}
    helped = run_out(stage=was, unit=CITY, co_units=(AUDIT,))

    assert code(rules.check_move(helped, Stage.CLOSED, TODAY, **own)) == "verifier_is_responsible"
    assert rules.check_move(helped, Stage.CLOSED, TODAY, **EVERYTHING) is None


@pytest.mark.parametrize(
    ("until", "reason", "refusal"),
    [
        pytest.param("2026-11-24", "", "still_consolidating", id="a day to go"),
        pytest.param("2026-11-23", "", "still_consolidating", id="its last day belongs to it"),
        pytest.param("2026-11-22", "", None, id="run out"),
        pytest.param(None, "", None, id="never given"),
        pytest.param("2026-12-23", "省里抽查已过", None, id="a reason opens it at any time"),
    ],
)
def test_closing_waits_for_the_end_of_consolidation_or_a_reason(
    until: str | None, reason: str, refusal: str | None
) -> None:
    steady = task(stage=Stage.CONSOLIDATING, consolidate_until=until)

    assert code(rules.check_move(steady, Stage.CLOSED, TODAY, **{**EVERYTHING, "reason": reason})) == refusal


@pytest.mark.parametrize(
    ("today", "days", "last"),
    [
        pytest.param("2026-11-23", 30, "2026-12-23", id="a month"),
        pytest.param("2026-12-15", 30, "2027-01-14", id="over a year end"),
        pytest.param("2028-02-10", 30, "2028-03-11", id="over a leap day"),
        pytest.param("2026-11-23", 0, "2026-11-23", id="only today"),
    ],
)
def test_the_last_day_of_consolidation(today: str, days: int, last: str) -> None:
    assert rules.consolidation_end(date.fromisoformat(today), days) == last


def test_a_skipped_stage_is_named_so_that_the_screen_can_offer_it() -> None:
    refusal = rules.check_move(task(stage=Stage.UNDERWAY), Stage.CLOSED, TODAY, **EVERYTHING)

    assert refusal is not None
    assert refusal.params["next"] is Stage.MET


@pytest.mark.parametrize(
    ("was", "on", "back"),
    [
        ("unclaimed", "underway", None),
        ("underway", "met", "unclaimed"),
        ("met", "consolidating", "underway"),
        ("consolidating", "closed", "underway"),
        ("closed", None, "underway"),
    ],
)
def test_one_step_on_and_one_step_back(was: str, on: str | None, back: str | None) -> None:
    assert rules.stage_on(Stage(was)) == on
    assert rules.stage_back(Stage(was)) == back


@pytest.mark.parametrize(
    ("was", "to", "extension"),
    [
        pytest.param("2026-12-04", "2026-12-05", True, id="later"),
        pytest.param("2026-12-04", "2026-12-03", False, id="earlier"),
        pytest.param("2026-12-04", "2026-12-04", False, id="the same"),
        pytest.param("2026-12-04", None, True, id="cleared"),
        pytest.param("2026-12-04T15:00", "2026-12-04T15:01", True, id="a minute later"),
        pytest.param("2026-12-04T15:00", "2026-12-04", True, id="from a clock time to the whole day"),
        pytest.param("2026-12-04", "2026-12-04T15:00", False, id="from the whole day to a clock time"),
        pytest.param("2026-12-31", "2027-01-01", True, id="into the next year"),
        pytest.param(None, "2026-12-04", False, id="the first"),
        pytest.param(None, None, False, id="still none"),
    ],
)
def test_what_an_extension_is(was: str | None, to: str | None, extension: bool) -> None:
    moved = task(due=was)

    assert rules.is_extension(moved, to) is extension
    assert code(rules.check_deadline(moved, to)) == ("needs_extension_reason" if extension else None)
    assert rules.check_deadline(moved, to, reason="暴雨") is None


@pytest.mark.parametrize("to", [None, "2026-11-01", "2027-01-01"])
@pytest.mark.parametrize("stage", sorted(DONE))
def test_the_deadline_of_what_is_met_stands_for_ever(stage: Stage, to: str | None) -> None:
    late = task(stage=stage, due="2026-11-20", met_at="2026-11-22T09:00:00")

    assert code(rules.check_deadline(late, to, reason="补办")) == "deadline_of_done"


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_the_deadline_of_what_is_open_may_move_claimed_or_not(stage: Stage) -> None:
    assert rules.check_deadline(task(stage=stage, due="2026-11-20"), "2026-12-20", reason="暴雨") is None


@pytest.mark.parametrize(
    ("stage", "refusal"),
    [(stage, "closed_task" if stage is Stage.CLOSED else None) for stage in Stage],
)
def test_who_is_responsible_may_change_until_it_is_closed(stage: Stage, refusal: str | None) -> None:
    assert code(rules.check_assign(task(stage=stage))) == refusal


def test_a_void_task_keeps_its_deadline_and_its_unit() -> None:
    void = task(void_reason="重复")

    assert code(rules.check_deadline(void, "2026-12-04")) == "task_void"
    assert code(rules.check_assign(void)) == "task_void"


def test_what_is_overdue_at_a_moment() -> None:
    board = make_board(
        task(1, due="2026-11-22"),
        task(2, due="2026-11-23"),
        task(3, due="2026-11-23T09:00"),
        task(4, due="2026-11-23T09:01"),
        task(5, due="2026-11-01", stage=Stage.UNCLAIMED, unit=None, group=None),
        task(6, due="2026-11-01", stage=Stage.MET),
        task(7, due="2026-11-01", void_reason="重复"),
        task(8),
        task(9, due="2026-11-01", kind=Kind.CHECK),
    )

    assert rules.overdue_numbers(board, datetime(2026, 11, 23, 9, 0)) == (1, 3, 5, 9)
