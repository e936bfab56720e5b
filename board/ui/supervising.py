"""The sheets of the supervision screen: what stands in which column, and what a row is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len

from board.messages import Messages, words
from board.model.cards import Proposal
from board.model.entities import Card
from board.model.figures import Place, Tally
from board.model.lamps import Lamp, lamp_of
from board.model.task import Task
from board.reports.supervision import Point, Supervision
from board.reports.supervision_words import formula_words, grounds_words, money, percent, rules_words
from board.reports.urging import urge_texts
from board.ui.widgets.charts import Pillar, Slice
from board.ui.widgets.sheet import Bar, Cell, Chart, Column, Row, Sheet, Stack, Words

GROUP, UNIT, TASK, CARD, CATEGORY = "group", "unit", "task", "card", "category"
_LOOKS = {
    Lamp.RED: "red",
    Lamp.ORANGE: "orange",
    Lamp.YELLOW: "yellow",
    Lamp.GREEN: "lamp-green",
    Lamp.GREY: "lamp-grey",
    Lamp.NONE: "lamp-none",
}
_CARDS = {Card.RED: "red", Card.YELLOW: "yellow", Card.CRITICISM: "orange", Card.PRAISE: "lamp-green"}
_RATE = 7
_BAR = 27
_AROUND = 2
"""Cells of the ground around a word on its colour."""
_FIGURE = 4


class Target(NamedTuple):
    """What a row is about; it is the row's key."""

    sort: str
    id: int | None = None
    """Of a group, a unit (None: nobody), or the number of a task."""
    card: Card | None = None
    name: str = ""
    """Of a category."""


def sheets(messages: Messages, seen: Supervision) -> tuple[Sheet, ...]:
    """Every sheet, in the order in which they are turned to."""
    maker = _Sheets(messages, seen)
    made: tuple[tuple[str, Callable[[], Sheet]], ...] = (
        ("groups", maker.groups),
        ("units", maker.units),
        ("overdue", maker.overdue),
        ("investment", maker.investment),
        ("checks", maker.checks),
        ("trend", maker.trend),
        ("cards", maker.cards),
        ("due", maker.due),
    )
    return tuple(make() for _, make in made)


class _Sheets:
    def __init__(self, messages: Messages, seen: Supervision) -> None:
        self._messages = messages
        self._seen = seen
        self._board = seen.board

    def _sheet(self, code: str, **parts: object) -> Sheet:
        empty = self._messages(f"super.empty.{code}")
        return Sheet(code, self._messages(f"super.{code}"), empty=empty, **parts)  # type: ignore[arg-type]

    def _head(self, code: str) -> str:
        return self._messages(f"bulletin.col.{code}")

    # ---- the rankings

    def groups(self) -> Sheet:
        """Groups by rank, with their lamps."""
        most = max((sum(lamps.values()) for lamps in self._seen.lamps.values()), default=0)
        columns = (
            *self._ranked("group", 10, 14),
            Column(self._messages("super.lamps"), 18, grow=90),
            *self._counted("overdue", "extensions", "rebounds", "urges"),
        )
        rows = []
        for place in self._seen.groups:
            lamps = self._seen.lamps.get(place.id, {})
            stack = Stack(tuple(Slice(count, _LOOKS[lamp]) for lamp, count in lamps.items()), most)
            tally = place.tally
            counts = self._counts(tally.overdue, tally.extensions, tally.rebounds, tally.urges)
            rows.append(Row(Target(GROUP, place.id), (*self._place(place, self._group(place.id)), stack, *counts)))
        total = Row(Target(GROUP), span=self._total(), chosen=False)
        return self._sheet("groups", columns=columns, rows=(*rows, *self._inbox(most)), notes=self._notes(total))

    def _inbox(self, most: int) -> Iterator[Row]:
        """提质办's own, which has no rank."""
        lamps = self._seen.lamps.get(None, {})
        if any(lamps.values()):
            stack = Stack(tuple(Slice(count, _LOOKS[lamp]) for lamp, count in lamps.items()), most)
            nothing = Words("")
            cells = (nothing, Words(self._messages("ledger.inbox"), "dim"), *(nothing,) * 3, stack)
            yield Row(Target(GROUP), (*cells, *self._counts(lamps.get(Lamp.RED, 0)), *(nothing,) * 3))

    def units(self) -> Sheet:
        """Units by rank."""
        columns = (
            *self._ranked("unit", 12, 20),
            *self._counted("total", "active", "closed", "overdue", "extensions", "rebounds", "urges"),
        )
        rows = tuple(
            Row(
                Target(UNIT, place.id),
                (
                    *self._place(place, self._unit(place.id)),
                    *self._counts(place.tally.total, place.tally.active, place.tally.closed, look="plain"),
                    *self._counts(place.tally.overdue, place.tally.extensions, place.tally.rebounds, place.tally.urges),
                ),
            )
            for place in self._seen.units
        )
        return self._sheet(
            "units", columns=columns, rows=rows, notes=(formula_words(self._messages, self._board.office),)
        )

    def _ranked(self, name: str, least: int, most: int) -> tuple[Column, ...]:
        return (
            Column(self._head("rank"), 4, right=True),
            Column(self._head(name), least, grow=most),
            Column(self._head("score"), 6, right=True),
            Column(self._head("closure"), _RATE, grow=_BAR),
            Column(self._head("on_time"), _RATE, grow=_BAR),
        )

    def _counted(self, *names: str) -> tuple[Column, ...]:
        drops = {"urges": 5, "active": 4, "rebounds": 3, "extensions": 2}
        return tuple(
            Column(self._head(name), self._figure(name), drop=drops.get(name, 0), right=True) for name in names
        )

    def _figure(self, name: str) -> int:
        return max(_FIGURE, len(self._head(name)) if self._messages.lang == "en" else 0)

    def _place(self, place: Place, name: str) -> tuple[Cell, ...]:
        tally = place.tally
        return (
            Words("" if place.rank is None else str(place.rank), "dim"),
            Words(name, "strong"),
            Words("" if place.score is None else f"{place.score:.1f}", "strong"),
            _rate(tally.closure_rate),
            _rate(tally.on_time_rate),
        )

    def _counts(self, first: int, *others: int, look: str = "dim") -> tuple[Cell, ...]:
        """Figures; what is overdue stands out."""
        lead = Words(str(first), ("over" if first else "dim") if look == "dim" else look)
        return (lead, *(Words(str(count), look if count else "faint") for count in others))

    def _total(self) -> tuple[tuple[str, str], ...]:
        tally: Tally = self._seen.total
        said = self._messages(
            "super.total", total=tally.total, active=tally.active, closed=tally.closed, overdue=tally.overdue,
            closure=percent(tally.closure_rate), on_time=percent(tally.on_time_rate),
        )  # fmt: skip
        return ((said, "plain"),)

    def _notes(self, total: Row) -> tuple[str, ...]:
        return (total.span[0][0], formula_words(self._messages, self._board.office))

    # ---- tasks

    def overdue(self) -> Sheet:
        """What is overdue, the longest first."""
        columns = (
            Column(self._messages("super.lamp"), self._lamp_width()),
            Column(self._head("no"), 6, right=True),
            Column(self._head("title"), 20, grow=60),
            Column(self._head("unit"), 12, grow=20),
            Column(self._head("person"), 8, grow=14, drop=3),
            Column(self._head("group"), 10, grow=16, drop=2),
            Column(self._head("due"), 10, grow=16, drop=4),
        )
        rows = tuple(
            Row(
                Target(TASK, late.task.no),
                (
                    self._lamp(late.task),
                    Words(f"#{late.task.no}", "dim"),
                    Words(late.task.title, "strong"),
                    Words(self._unit(late.task.unit)),
                    Words(late.task.person, "dim"),
                    Words(self._group(late.task.group), "dim"),
                    Words((late.task.due or "").replace("T", " "), "dim"),
                ),
            )
            for late in self._seen.overdue
        )
        return self._sheet("overdue", columns=columns, rows=rows)

    def due(self) -> Sheet:
        """明日转红预告: what falls due next, by unit, with the text that reminds it."""
        columns = (
            Column(self._messages("super.lamp"), self._lamp_width()),
            Column(self._head("no"), 6, right=True),
            Column(self._head("title"), 20, grow=60),
            Column(self._head("person"), 8, grow=14, drop=1),
        )
        rows: list[Row] = []
        for unit, tasks in self._seen.due:
            count = self._messages("lists.count", count=len(tasks))
            rows.append(Row(Target(UNIT, unit), span=((f"{self._unit(unit)}  ", "strong"), (count, "dim"))))
            rows += [
                Row(
                    Target(TASK, task.no),
                    (
                        self._lamp(task),
                        Words(f"#{task.no}", "dim"),
                        Words(task.title, "strong"),
                        Words(task.person, "dim"),
                    ),
                )
                for task in tasks
            ]
        return self._sheet("due", columns=columns, rows=tuple(rows), aside=self._urging)

    def _urging(self, key: object) -> str:
        """The text for the unit of the selected row."""
        if not isinstance(key, Target):
            return ""
        tasks = due_of(self._seen, key)
        texts = urge_texts(self._messages, self._board, tasks, self._seen.until)
        lead = self._messages("super.urging")
        return "\n\n".join([lead, *texts.values()])

    def _lamp_width(self) -> int:
        """Wide enough for the lamps of what is overdue or falls due."""
        say = self._messages
        usual = (say("lamp.overdue", days=100), say("lamp.today_at", clock="00:00"), say("lamp.passed_today"))
        return _widest(usual) + _AROUND

    def _lamp(self, task: Task) -> Words:
        office, now = self._board.office, self._seen.until
        said = words.lamp_word(self._messages, task, now, office.yellow_days, office)
        return Words(f" {said} ", _LOOKS[lamp_of(task, now, office.yellow_days)])

    # ---- money and checks

    def investment(self) -> Sheet:
        """Money by category, and in all."""
        columns = (
            Column(self._head("category"), 16, grow=30),
            Column(self._head("projects"), self._figure("projects"), right=True),
            Column(self._head("planned"), 12, grow=14, drop=1, right=True),
            Column(self._head("completed"), 12, grow=14, drop=1, right=True),
            Column(self._head("progress"), 16, grow=100),
        )
        rows = tuple(
            Row(
                Target(CATEGORY, name=name or ""),
                (
                    Words(self._all(name), "strong"),
                    Words(str(tally.total)),
                    Words(money(tally.planned)),
                    Words(money(tally.completed)),
                    _rate(tally.investment_rate),
                ),
            )
            for name, tally in (*self._seen.investment, (None, self._seen.invested))
            if tally.planned
        )
        return self._sheet("investment", columns=columns, rows=rows, notes=(self._messages("bulletin.by_money"),))

    def checks(self) -> Sheet:
        """Pass rates by category, and in all."""
        columns = (
            Column(self._head("category"), 16, grow=30),
            Column(self._head("checks"), 6, right=True),
            Column(self._head("passed"), 6, right=True),
            Column(self._head("rate"), 16, grow=110),
        )
        rows = tuple(
            Row(
                Target(CATEGORY, name=name or ""),
                (
                    Words(self._all(name), "strong"),
                    Words(str(passes.total)),
                    Words(str(passes.passed)),
                    _rate(passes.rate),
                ),
            )
            for name, passes in (*self._seen.checks, (None, self._seen.checked))
            if passes.total
        )
        return self._sheet("checks", columns=columns, rows=rows)

    def _all(self, name: str | None) -> str:
        return self._messages("bulletin.all") if name is None else name or self._messages("bulletin.no_category")

    # ---- the trend, and the cards

    def trend(self) -> Sheet:
        """The figures at the end of the last meetings, and what changed since the last one."""
        points = self._seen.trend
        overdue = tuple(Pillar(point.overdue, str(point.overdue), self._when(point)) for point in points)
        closure = tuple(
            Pillar(point.closure_rate or 0, percent(point.closure_rate), self._when(point)) for point in points
        )
        changed = {name: len(numbers) for name, numbers in self._seen.changed._asdict().items()}
        since = self._seen.begun
        said = f"{since:%Y-%m-%d}" if since is not None else self._messages("bulletin.from_the_beginning")
        return self._sheet(
            "trend",
            charts=(
                Chart(self._messages("super.overdue_trend"), overdue, "red"),
                Chart(self._messages("super.closure_trend"), closure, "bar-on"),
            ),
            notes=(self._messages("bulletin.changes", since=said, **changed),),
        )

    def _when(self, point: Point) -> tuple[str, ...]:
        day = datetime.fromisoformat(point.when).strftime("%m-%d")
        if point.meeting is not None:
            return day, self._messages("super.meeting", number=point.meeting)
        is_last = point is self._seen.trend[-1]
        return (day, self._messages("super.now")) if is_last else (day,)

    def cards(self) -> Sheet:
        """Cards, criticism and praise: proposed, or confirmed."""
        messages, seen = self._messages, self._seen
        columns = (
            Column(self._head("card"), _widest(messages(f"card.{card}") for card in Card) + _AROUND),
            Column(self._head("state"), _widest(messages(f"verdict.{state}") for state in ("proposed", "confirmed"))),
            Column(self._head("unit"), 12, grow=24),
            Column(self._head("grounds"), 24, grow=90),
        )
        rows: list[Row] = []
        for card in Card:
            told = {verdict.unit: (True, verdict.reason) for verdict in seen.verdicts if verdict.kind is card}
            for each in seen.proposals:
                if each.card is card:
                    told.setdefault(each.unit, (False, grounds_words(messages, each.grounds)))
            for unit, (sure, why) in told.items():
                state = Words(
                    messages("verdict.confirmed" if sure else "verdict.proposed"), "good" if sure else "chase"
                )
                name = Words(f" {messages(f'card.{card}')} ", _CARDS[card])
                rows.append(Row(Target(CARD, unit, card), (name, state, Words(self._unit(unit), "strong"), Words(why))))
        return self._sheet(
            "cards", columns=columns, rows=tuple(rows), notes=(rules_words(messages, self._board.office),)
        )

    # ---- names

    def _group(self, group_id: int | None) -> str:
        group = self._board.group(group_id)
        return group.name if group else self._messages("ledger.inbox")

    def _unit(self, unit: int | None) -> str:
        return self._messages("lists.no_unit") if unit is None else self._board.unit_name(unit)


def _widest(texts: Iterable[str]) -> int:
    return max(map(cell_len, texts))


def _rate(share: float | None) -> Bar:
    return Bar(share, percent(share))


def proposal(seen: Supervision, target: Target) -> Proposal | None:
    """What a rule proposes where a card is selected; None where only a person gave it."""
    return next((each for each in seen.proposals if (each.unit, each.card) == (target.id, target.card)), None)


def due_of(seen: Supervision, target: Target) -> list[Task]:
    """What falls due next of the unit that is selected, or of the unit whose task is."""
    for unit, tasks in seen.due:
        is_unit = target.sort == UNIT and target.id == unit
        if is_unit or (target.sort == TASK and any(task.no == target.id for task in tasks)):
            return list(tasks)
    return []
