"""A card, praise or criticism is confirmed by a person, once in a period, with a reason; undo takes it back."""

from __future__ import annotations

from board import commands as do
from board.errors import UsageError
from board.model.entities import Card, Meeting
from tests.support import AUDIT, CITY, actor, commit, make_board, refused, rows, run


def test_it_is_kept_with_who_when_and_why() -> None:
    board, change = commit(make_board(), do.confirm(actor("2026-11-23T09:00"), CITY, Card.PRAISE, " 群众来信\n感谢 "))

    [verdict] = board.verdicts.values()
    assert (verdict.unit, verdict.kind, verdict.reason) == (CITY, Card.PRAISE, "群众来信 感谢")
    assert (verdict.when, verdict.who) == ("2026-11-23T09:00:00", "秘书")
    assert change.action == "confirm"


def test_it_is_taken_back_by_undo_and_by_withdrawing() -> None:
    before = make_board()
    board, change = commit(before, do.confirm(actor(), CITY, Card.RED, "逾期"))

    assert rows(run(board, do.undo(actor(), change))) == rows(before)
    assert rows(run(board, do.withdraw(actor(), CITY, Card.RED))) == rows(before)


def test_a_withdrawal_is_taken_back_too() -> None:
    board, _ = commit(make_board(), do.confirm(actor(), CITY, Card.RED, "逾期"))
    withdrawn, change = commit(board, do.withdraw(actor(), CITY, Card.RED))

    assert rows(run(withdrawn, do.undo(actor(), change))) == rows(board)


def test_once_in_a_period_and_again_in_the_next() -> None:
    board = run(make_board(), do.confirm(actor("2026-11-20T09:00"), CITY, Card.RED, "逾期"))

    refused(board, do.confirm(actor("2026-11-23T09:00"), CITY, Card.RED, "又逾期"), "verdict_given")
    run(board, do.confirm(actor("2026-11-23T09:00"), CITY, Card.YELLOW, "延期"))
    run(board, do.confirm(actor("2026-11-23T09:00"), AUDIT, Card.RED, "逾期"))
    ended = Meeting(id=1, number=1, name="", start="2026-11-20T10:00:00", end="2026-11-20T11:00:00")
    later = make_board(meeting={1: ended}, verdict=board.verdicts)
    assert len(run(later, do.confirm(actor("2026-11-23T09:00"), CITY, Card.RED, "又逾期")).verdicts) == 2
    refused(later, do.withdraw(actor("2026-11-23T09:00"), CITY, Card.RED), "no_verdict")


def test_what_is_refused() -> None:
    refused(make_board(), do.confirm(actor(), CITY, Card.RED, "  "), "needs_verdict_reason")
    refused(make_board(), do.confirm(actor(), 99, Card.RED, "x"), "unknown_unit_id", UsageError)
    refused(make_board(), do.withdraw(actor(), CITY, Card.RED), "no_verdict")
