"""表扬, 批评, 红黄牌: a person confirms what a rule proposed, or what they know themselves, or takes it back."""

from __future__ import annotations

from board.commands.core import Actor, Draft, intent
from board.errors import Refused, UsageError
from board.model.board import Board
from board.model.cards import confirmed, period_begin, verdicts_between
from board.model.changes import Change
from board.model.entities import Card, Verdict
from board.text import clean


@intent
def confirm(board: Board, actor: Actor, unit: int, card: Card, reason: str) -> Change:
    """Confirm a card, praise or criticism of a unit for the period that runs.

    Raises:
        UsageError: `unknown_unit_id`.
        Refused: `needs_verdict_reason`; `verdict_given` when this period has it already.
    """
    if board.units.get(unit) is None:
        raise UsageError("unknown_unit_id", id=unit)
    said = clean.one_line(reason)
    if not said:
        raise Refused("needs_verdict_reason", unit=unit, card=card)
    if _given(board, actor, unit, card) is not None:
        raise Refused("verdict_given", unit=unit, card=card)
    draft = Draft(board, actor)
    draft.add("verdict", unit=unit, kind=card.value, reason=said, when=actor.when, who=actor.who)
    return draft.change("confirm")


@intent
def withdraw(board: Board, actor: Actor, unit: int, card: Card) -> Change:
    """Take back what was confirmed in the period that runs.

    Raises:
        Refused: `no_verdict`.
    """
    verdict = _given(board, actor, unit, card)
    if verdict is None:
        raise Refused("no_verdict", unit=unit, card=card)
    draft = Draft(board, actor)
    draft.remove("verdict", verdict.id)
    return draft.change("withdraw")


def _given(board: Board, actor: Actor, unit: int, card: Card) -> Verdict | None:
    since = period_begin(board, actor.now)
    return confirmed(verdicts_between(board, since, actor.when), unit, card)
