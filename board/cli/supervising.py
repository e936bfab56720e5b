"""`board bulletin` and `board confirm`: what supervision says on paper, and what a person answers for in it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

from board import commands
from board.cli.lookup import find_known_unit
from board.cli.meeting import find_meeting
from board.cli.output import out, out_json, out_table
from board.cli.parsing import PLACE, Spec, argument, flag, option
from board.cli.session import Session
from board.commands import Actor
from board.errors import UsageError
from board.model import cards, figures
from board.model.board import Board
from board.model.entities import Card, Meeting
from board.model.ports import Intent
from board.text import clean


def bulletin(
    session: Session, *, file: Path, since: str | None, until: str | None, meeting: str | None, force: bool
) -> None:
    """Write the bulletin of a period; a file that is there is not overwritten unasked."""
    from board.reports.bulletin import bulletin as told
    from board.reports.supervision import supervise
    from board.reports.writers import format_of
    from board.reports.writers.bulletin import FORMATS, write_bulletin

    format_of(file, tuple(FORMATS))  # before anything is read
    now = session.clock()
    with session.reading() as (reader, board):
        begin, end = _period(board, now, since, until, meeting)
        seen = supervise(board, reader.history(), now, since=begin, until=end)
    write_bulletin(told(session.messages, seen), file, force=force)
    out(str(file))
    session.say("bulletin.written", path=file)


def _period(
    board: Board, now: datetime, since: str | None, until: str | None, meeting: str | None
) -> tuple[str | None, datetime | None]:
    """When the period begins (ISO; None: as usual) and ends (None: now).

    Raises:
        UsageError: `two_periods`, `bad_moment`, `unknown_meeting`, `meeting_goes_on`, `bad_period`.
    """
    if meeting is not None:
        if since is not None or until is not None:
            raise UsageError("two_periods")
        from board.reports.supervision import meeting_period

        return meeting_period(board, _meeting(board, meeting))
    begin = None if since is None else _moment(board, now, since, end_of_day=False)
    end = None if until is None else _moment(board, now, until, end_of_day=True)
    if begin is not None and begin >= (end or now):
        first = begin + timedelta(seconds=1)
        raise UsageError("bad_period", since=f"{first:%Y-%m-%d}", until=f"{end or now:%Y-%m-%d}")
    return None if begin is None else begin.isoformat(timespec="seconds"), end


def _moment(board: Board, now: datetime, text: str, *, end_of_day: bool) -> datetime:
    """The end of a meeting by its number, or a day in figures or words: its first second, or its last."""
    if text.strip().isdecimal() and len(text.strip()) < 5:
        ended = _meeting(board, text).end
        if ended is None:
            raise UsageError("meeting_goes_on", number=int(text))
        return datetime.fromisoformat(ended)
    from board.text.deadlines import DeadlineError, parse_deadline

    try:
        found = parse_deadline(text, now, past=True)
    except DeadlineError:
        found = None
    if found is None:
        raise UsageError("bad_moment", text=clean.quoted(text))
    # A change of the first second belongs to the day: what came before it does not.
    first = datetime.combine(found.date, time()) - timedelta(seconds=1)
    return first + timedelta(days=1) if end_of_day else first


def _meeting(board: Board, text: str) -> Meeting:
    if not text.strip().isdecimal() or len(text) > 9:
        raise UsageError("bad_moment", text=clean.quoted(text))
    return find_meeting(board, int(text))


def confirm(
    session: Session, *, unit: str | None, card: str | None, reason: str, withdraw: bool, as_json: bool
) -> None:
    """Confirm a card, praise or criticism, or take it back; without a unit, list those of this period.

    Raises:
        UsageError: `unknown_card`, or an unknown unit.
        Refused: `needs_verdict_reason`, `verdict_given`, `no_verdict`.
    """
    if unit is None:
        _list_cards(session, as_json=as_json)
        return
    wanted = _find_card(session, card or "")
    told: list[tuple[str, str]] = []

    def intent_on(board: Board, actor: Actor) -> Intent:
        unit_id = find_known_unit(session, board, unit)
        why = clean.one_line(reason) or _grounds(session, board, unit_id, wanted)
        told.append((board.unit_name(unit_id), why))
        if withdraw:
            return commands.withdraw(actor, unit_id, wanted)
        return commands.confirm(actor, unit_id, wanted, why)

    session.act(intent_on)
    name, why = told[-1]
    shown = session.messages(f"card.{wanted}")
    if withdraw:
        session.say("cli.done_withdraw", unit=name, card=shown)
    else:
        session.say("cli.done_confirm", unit=name, card=shown, reason=why)


def _proposals(board: Board, now: datetime) -> list[cards.Proposal]:
    places = figures.ranking(figures.by_unit(board, now), board.office.weights)
    return cards.proposals(board, places, now)


def _grounds(session: Session, board: Board, unit: int, card: Card) -> str:
    from board.reports.supervision_words import grounds_words

    found = (each for each in _proposals(board, session.clock()) if each.unit == unit and each.card is card)
    proposal = next(found, None)
    return grounds_words(session.messages, proposal.grounds) if proposal else ""


def _list_cards(session: Session, *, as_json: bool) -> None:
    from board.reports.supervision_words import grounds_words

    now, messages = session.clock(), session.messages
    with session.reading() as (_, board):
        verdicts = cards.verdicts_between(board, cards.period_begin(board, now), now.isoformat(timespec="seconds"))
        proposed = [each for each in _proposals(board, now) if not cards.confirmed(verdicts, each.unit, each.card)]
    rows = [(each.kind, each.unit, "confirmed", each.reason) for each in verdicts]
    rows += [(each.card, each.unit, "proposed", grounds_words(messages, each.grounds)) for each in proposed]
    order = list(Card)
    rows.sort(key=lambda row: order.index(row[0]))
    if as_json:
        names = ("card", "unit", "state", "reason")
        out_json(
            dict(zip(names, (card.value, board.unit_name(unit), state, why), strict=True))
            for card, unit, state, why in rows
        )
    elif rows:
        out_table(
            [
                (messages(f"card.{card}"), messages(f"verdict.{state}"), board.unit_name(unit), why)
                for card, unit, state, why in rows
            ],
            flexible=3,
        )
    else:
        session.say("cli.no_cards")


def _find_card(session: Session, text: str) -> Card:
    wanted = text.strip().lower()
    for card in Card:
        if wanted == card.value or wanted in session.everywhere(f"card.{card}"):
            return card
    names = session.listed(session.messages(f"card.{card}") for card in Card)
    raise UsageError("unknown_card", text=clean.quoted(text), names=names)


SPECS = (
    Spec(
        "bulletin",
        bulletin,
        (
            argument("file", type=PLACE),
            option("--from", "since"),
            option("--to", "until"),
            option("--meeting"),
            flag("--force"),
        ),
    ),
    Spec(
        "confirm",
        confirm,
        (
            argument("unit", required=False),
            argument("card", required=False),
            option("--reason", default=""),
            flag("--withdraw"),
            flag("--json", "as_json"),
        ),
    ),
)
