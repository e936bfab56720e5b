"""What supervision says beside its figures: the formula of the score, the rules of the cards, why a unit has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from board.messages import Messages
from board.model.cards import Ground
from board.model.entities import Office
from board.reports.supervision import Supervision
from board.reports.urging import urge_texts

_GAINS = ("closure", "on_time")
_LOSSES = ("overdue", "extensions", "rebounds", "urges")


def formula_words(messages: Messages, office: Office, times: str = "") -> str:
    """The formula of the ranking's score, with the office's own weights; see `figures.score`.

    `times` is the sign of multiplication; without it the word, since × is not as wide in every terminal.
    """
    by = times or messages("score.times")

    def terms(names: Iterable[str]) -> str:
        said = [
            messages("score.gain", name=messages(f"score.{name}"), times=by, weight=f"{weight:g}")
            for name in names
            if (weight := office.weights.get(name, 0))
        ]
        return messages("score.plus").join(said)

    losses = terms(_LOSSES)
    told = messages("score.losses", losses=losses) if losses else ""
    return messages("score.formula", gains=terms(_GAINS) or "0", losses=told)


def rules_words(messages: Messages, office: Office) -> str:
    """The rules by which cards, praise and criticism are proposed, in one line."""

    def rule(card: str, names: tuple[str, ...]) -> str:
        counts = [(name, getattr(office, f"{card}_{name}")) for name in names]
        said = [messages(f"cards.{name}", count=count) for name, count in counts if count]
        grounds = messages("cards.or").join(said) or messages("cards.no_rule")
        return messages("cards.rule", card=messages(f"card.{card}"), grounds=grounds)

    return messages(
        "cards.rules",
        red=rule("red", ("overdue", "days")),
        yellow=rule("yellow", ("overdue", "extensions", "rebounds")),
        praised=office.praised,
        least=office.praised_tasks,
        criticised=office.criticised,
    )


def grounds_words(messages: Messages, grounds: Iterable[Ground]) -> str:
    """Why a card, praise or criticism is proposed."""
    return messages("ground.and").join(messages(f"ground.{ground.code}", count=ground.figure) for ground in grounds)


def unit_reminders(messages: Messages, seen: Supervision) -> Iterator[tuple[int, str]]:
    """The ready text for each unit for which something falls due next; see `Supervision.due`."""
    for unit, tasks in seen.due:
        if unit is not None:
            yield unit, urge_texts(messages, seen.board, tasks, seen.until)[unit]


def percent(value: float | None) -> str:
    """A rate as it is written: 75.7%; a dash where there is none."""
    return "-" if value is None else f"{value:.1%}"


def money(value: float) -> str:
    """An amount in 万元 without needless zeros."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")
