"""The sentences and rows of a bulletin. What people wrote stands in them in one line, without telephone numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from board.messages import Messages
from board.model.cards import Proposal
from board.model.entities import Card, Verdict
from board.model.figures import Place
from board.model.lamps import Lamp
from board.model.task import OPEN, Kind, OpenEnded, Stage, Task
from board.reports import official
from board.reports.decided_words import decision_words
from board.reports.leaving import told, without_numbers
from board.reports.supervision import Supervision
from board.reports.supervision_words import (
    formula_words,
    grounds_words,
    money,
    percent,
    rules_words,
    unit_reminders,
)

NAMED = 8
"""How many units or categories a sentence names."""
LISTED = 200
"""How many tasks of one kind of change are listed. The rest is counted: the ledger and JSON have them all."""
_FIRST = 3
_NOISE = 1e-9
"""Rates that differ by less are the same."""
_TIMES = "\u00d7"
"""The sign of multiplication, which not every terminal shows in one width; paper does."""
_CHANGES = ("new", "met", "closed", "put_right", "extended", "returned", "rebounded", "overdue", "void")
Cell = str | int | float | date | datetime | None


class Wording:
    """Says one supervision in one language."""

    def __init__(self, messages: Messages, seen: Supervision) -> None:
        self._messages = messages
        self._seen = seen
        self._board = seen.board

    # ---- paragraphs

    def basis(self) -> str:
        """依据: on what the bulletin stands, and of which period it tells."""
        return self._messages("bulletin.basis", since=self._since(), until=self.day(self._seen.until))

    def overall(self) -> Iterator[str]:
        """总体情况."""
        messages, seen, total, counts = self._messages, self._seen, self._seen.total, self._seen.counts
        yield messages(
            "bulletin.totals", until=self.day(seen.until), total=total.total, active=total.active, closed=total.closed,
            closure=percent(total.closure_rate), on_time=percent(total.on_time_rate), overdue=total.overdue,
            orange=counts.orange, yellow=counts.yellow, days=self._board.office.yellow_days,
        )  # fmt: skip
        changed = {name: len(numbers) for name, numbers in seen.changed._asdict().items()}
        yield messages("bulletin.changes", since=self._since(), **changed)
        if seen.invested.planned:
            best, worst = seen.investment[0], seen.investment[-1]
            yield messages(
                "bulletin.invested", count=seen.invested.total, planned=money(seen.invested.planned),
                completed=money(seen.invested.completed), rate=percent(seen.invested.investment_rate),
                best=self._category(best[0]), best_rate=percent(best[1].investment_rate),
                worst=self._category(worst[0]), worst_rate=percent(worst[1].investment_rate),
            )  # fmt: skip
        if seen.checked.total:
            yield messages(
                "bulletin.checked", categories=len(seen.checks), total=seen.checked.total, passed=seen.checked.passed,
                rate=percent(seen.checked.rate),
            )  # fmt: skip
        ranked = [place for place in seen.groups if place.rank is not None]
        if ranked:
            yield messages("bulletin.first_groups", names=self._listed(map(self._group, ranked[:_FIRST])))
        yield from self._verdicts(Card.PRAISE)

    def problems(self) -> Iterator[str]:
        """存在问题."""
        messages, seen = self._messages, self._seen
        if seen.overdue:
            by_unit = Counter(late.task.unit for late in seen.overdue)
            first = seen.overdue[0]
            yield messages(
                "bulletin.overdue", count=len(seen.overdue), names=self._most(by_unit),
                no=first.task.no, title=told(first.task.title), unit=self._unit(first.task.unit), days=first.days,
            )  # fmt: skip
        else:
            yield messages("bulletin.no_overdue")
        total = seen.total
        if total.extensions or total.returns or total.rebounds:
            yield messages(
                "bulletin.repeated", extensions=total.extensions, returns=total.returns, rebounds=total.rebounds
            )
        slow = [name for name, tally in seen.investment if _below(tally.investment_rate, seen.invested.investment_rate)]
        if slow:
            rate = percent(seen.invested.investment_rate)
            yield messages("bulletin.slow", rate=rate, names=self._listed(map(self._category, slow)))
        weak = [name for name, passes in seen.checks if _below(passes.rate, seen.checked.rate)]
        if weak:
            rate = percent(seen.checked.rate)
            yield messages("bulletin.weak", rate=rate, names=self._listed(map(self._category, weak)))
        undecided = sum(map(_is_undecided, self._live()))
        unclaimed = sum(task.stage is Stage.UNCLAIMED for task in self._live())
        if undecided or unclaimed:
            yield messages("bulletin.loose", unclaimed=unclaimed, undecided=undecided)
        for card in (Card.RED, Card.YELLOW, Card.CRITICISM):
            yield from self._verdicts(card)
        if seen.flagged:
            numbers = list(dict.fromkeys(decision.task for decision in seen.flagged))
            checks = sum(self._board.tasks[no].kind is Kind.CHECK for no in numbers)
            code = "bulletin.flagged_checks" if checks else "bulletin.flagged"
            names = self._listed(f"#{no}" for no in numbers)
            yield messages(code, count=len(numbers), checks=checks, numbers=names)

    def demands(self) -> Iterator[str]:
        """下一步要求."""
        messages, seen = self._messages, self._seen
        office = self._board.office.office
        said: list[str] = []
        if seen.overdue:
            said.append(messages("bulletin.demand_overdue", count=len(seen.overdue), office=office))
        today = seen.until.date().isoformat()
        due = [task for _, tasks in seen.due for task in tasks]
        if now_due := [task for task in due if (task.due or "")[:10] == today]:
            names = self._most(Counter(task.unit for task in now_due))
            said.append(messages("bulletin.demand_today", count=len(now_due), names=names))
        if soon := [task for task in due if (task.due or "")[:10] != today]:
            said.append(messages("bulletin.demand_soon", count=len(soon), names=self._most(_units(soon))))
        if seen.total.rebounds or seen.total.returns:
            said.append(messages("bulletin.demand_rebound"))
        said.append(messages("bulletin.demand_all", office=office))
        for number, text in enumerate(said, 1):
            yield messages("bulletin.item", number=number, text=text)

    def _verdicts(self, card: Card) -> Iterator[str]:
        """What is confirmed, and what is only proposed, which says so."""
        name = self._messages(f"card.{card}")
        sure = [verdict for verdict in self._seen.verdicts if verdict.kind is card]
        open_ = self._open(card)
        if sure:
            yield self._messages("bulletin.confirmed", card=name, names=self._listed(map(self._of_verdict, sure)))
        if open_:
            yield self._messages("bulletin.proposed", card=name, names=self._listed(map(self._of_proposal, open_)))

    def _open(self, card: Card) -> list[Proposal]:
        """What is proposed and not confirmed yet."""
        seen = self._seen
        return [each for each in seen.proposals if each.card is card and not seen.confirmed(each.unit, card)]

    def _of_verdict(self, verdict: Verdict) -> str:
        return self._messages("bulletin.why", unit=self._unit(verdict.unit), why=told(verdict.reason))

    def _of_proposal(self, proposal: Proposal) -> str:
        why = grounds_words(self._messages, proposal.grounds)
        return self._messages("bulletin.why", unit=self._unit(proposal.unit), why=why)

    # ---- rows

    def formula(self) -> str:
        """The formula of the ranking."""
        return self._messages("bulletin.formula", formula=formula_words(self._messages, self._board.office, _TIMES))

    def rules(self) -> str:
        """The rules of the cards."""
        return rules_words(self._messages, self._board.office)

    def group_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The groups by rank, the inbox, which has none, and all of the board's tasks below."""
        for place in self._seen.groups:
            yield self._place(place, self._group(place))
        if self._seen.inbox.total:
            yield self._place(Place(None, 0, None, self._seen.inbox), self._group_name(None))
        total = self._seen.total
        if total.total:
            yield self._place(Place(None, 0, None, total), self._messages("bulletin.all"))

    def unranked_groups(self) -> int:
        """How many rows stand below the groups."""
        return bool(self._seen.inbox.total) + bool(self._seen.total.total)

    def unit_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The units by rank."""
        for place in self._seen.units:
            yield self._place(place, self._unit(place.id))

    def _place(self, place: Place, name: str) -> tuple[Cell, ...]:
        tally = place.tally
        return (
            place.rank, name, tally.total, tally.active, tally.closed, tally.closure_rate, tally.on_time_rate,
            tally.overdue, tally.extensions, tally.rebounds, tally.urges, place.score,
        )  # fmt: skip

    def lamp_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The lamps of every group and of the inbox."""
        for place, lamps in self._seen.lamps.items():
            if place is not None or any(lamps.values()):
                yield (self._group_name(place), *(lamps[lamp] for lamp in Lamp))

    def overdue_rows(self) -> Iterator[tuple[Cell, ...]]:
        """What is overdue, the longest first."""
        for task, days in self._seen.overdue:
            group = self._group_name(task.group)
            yield (task.no, told(task.title), group, self._unit(task.unit), told(task.person), _due(task), days)

    def investment_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The money of each category, and of all."""
        for name, tally in (*self._seen.investment, (None, self._seen.invested)):
            if tally.planned:
                shown = self._messages("bulletin.all") if name is None else self._category(name)
                yield (shown, tally.total, tally.planned, tally.completed, tally.investment_rate)

    def check_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The pass rate of each category, and of all."""
        for name, passes in (*self._seen.checks, (None, self._seen.checked)):
            if passes.total:
                shown = self._messages("bulletin.all") if name is None else self._category(name)
                yield (shown, passes.total, passes.passed, passes.rate)

    def card_rows(self) -> Iterator[tuple[Cell, ...]]:
        """Cards, criticism and praise: confirmed, or proposed."""
        messages, seen = self._messages, self._seen
        for card in Card:
            name = messages(f"card.{card}")
            for verdict in seen.verdicts:
                if verdict.kind is card:
                    state = messages("verdict.confirmed")
                    yield (self._unit(verdict.unit), name, state, told(verdict.reason))
            for each in self._open(card):
                why = grounds_words(messages, each.grounds)
                yield (self._unit(each.unit), name, messages("verdict.proposed"), why)

    def due_rows(self) -> Iterator[tuple[Cell, ...]]:
        """What falls due next, unit by unit."""
        for unit, tasks in self._seen.due:
            for task in tasks:
                yield (_due(task), task.no, told(task.title), self._unit(unit), told(task.person))

    def urging_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The text to be sent to each unit for which something falls due."""
        counts = {unit: len(tasks) for unit, tasks in self._seen.due}
        for unit, text in unit_reminders(self._messages, self._seen):
            yield (self._unit(unit), counts[unit], without_numbers(text))

    def trend_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The figures at the end of each of the last meetings, and at the end of the period."""
        for point in self._seen.trend:
            day = point.when[:10]
            number = point.meeting
            when = day if number is None else self._messages("bulletin.at_meeting", day=day, number=number)
            yield (when, point.total, point.closed, point.overdue, point.closure_rate)

    def changed_rows(self) -> Iterator[tuple[Cell, ...]]:
        """Every task that changed, under what happened to it; of a whole board that is new only the rest."""
        for name in _CHANGES:
            if name == "new" and not self._seen.since:
                continue
            numbers = getattr(self._seen.changed, name)
            for no in numbers[:LISTED]:
                task = self._board.tasks[no]
                yield (self._messages(f"changed.{name}"), no, told(task.title), self._unit(task.unit))
            if (rest := len(numbers) - LISTED) > 0:
                yield (self._messages(f"changed.{name}"), None, self._messages("bulletin.rest", count=rest), None)

    def flagged_rows(self) -> Iterator[tuple[Cell, ...]]:
        """会中变更."""
        for decision in self._seen.flagged:
            task = self._board.tasks[decision.task]
            what = decision_words(self._messages, self._board, decision, official.day)
            when = decision.when[:16].replace("T", " ")
            yield (when, task.no, told(task.title), self._unit(task.unit), what)

    # ---- names

    def day(self, moment: datetime) -> str:
        """A day as it is written in a sentence."""
        return self._messages("bulletin.day", year=moment.year, month=moment.month, day=moment.day)

    def _since(self) -> str:
        if self._seen.begun is None:
            return self._messages("bulletin.from_the_beginning")
        return self._messages("bulletin.since", day=self.day(self._seen.begun))

    def _group(self, place: Place) -> str:
        return self._group_name(place.id)

    def _group_name(self, group_id: int | None) -> str:
        group = self._board.group(group_id)
        return told(group.name) if group else self._messages("ledger.inbox")

    def _unit(self, unit: int | None) -> str:
        return told(self._board.unit_name(unit)) if unit is not None else self._messages("lists.no_unit")

    def _category(self, name: str) -> str:
        return told(name) or self._messages("bulletin.no_category")

    def _most(self, by_unit: Counter[int | None]) -> str:
        """The units with the most, each with its number: 住建局8项、城管局4项等9个单位."""
        shown = [
            self._messages("bulletin.unit_count", unit=self._unit(unit), count=count)
            for unit, count in by_unit.most_common(NAMED)
        ]
        names = self._listed(shown)
        more = len(by_unit) > NAMED
        return self._messages("bulletin.and_others", names=names, count=len(by_unit)) if more else names

    def _listed(self, names: Iterable[str]) -> str:
        return self._messages("value.and").join(names)

    def _live(self) -> Iterator[Task]:
        return (task for task in self._board.tasks.values() if not task.void_reason and task.kind is not Kind.CHECK)


def _units(tasks: Sequence[Task]) -> Counter[int | None]:
    return Counter(task.unit for task in tasks)


def _is_undecided(task: Task) -> bool:
    return task.due is None and task.open_ended is OpenEnded.UNDECIDED and task.stage in OPEN


def _below(rate: float | None, all_together: float | None) -> bool:
    return rate is not None and all_together is not None and rate < all_together - _NOISE


def _due(task: Task) -> Cell:
    if task.due is None:
        return None
    return datetime.fromisoformat(task.due) if len(task.due) > 10 else date.fromisoformat(task.due)
