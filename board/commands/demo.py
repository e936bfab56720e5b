"""The demo board: six weeks of work after the promotion meeting of the report, as a history of real changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from itertools import cycle
from typing import Any

import msgspec
from msgspec import Struct

from board.commands.core import Actor, Draft
from board.commands.demo_data import DemoData
from board.commands.demo_plan import MEETINGS, Days, Fate, Plan, Planner
from board.commands.entries import urge
from board.commands.meetings import end_meeting, start_meeting
from board.commands.stages import move
from board.commands.tasks import void
from board.commands.template import template_change
from board.errors import UsageError
from board.model.board import Board
from board.model.changes import Change, apply
from board.model.entities import Group
from board.model.ports import Intent
from board.model.task import OpenEnded, Priority, Stage


class Demo(Struct, frozen=True):
    """The history of the demo board, and the board it leads to."""

    changes: tuple[Change, ...]
    board: Board


def demo_changes(template: dict[str, Any], data: DemoData, now: datetime) -> Demo:
    """The demo board as it would look six weeks into the work, opened at `now`; the same for the same `now`.

    Nothing happens later than yesterday, and no meeting runs.

    Raises:
        UsageError: the template is wrong (see `template_change`), or lacks a unit or a group of the story.
    """
    days = Days(now.date())
    return _Teller(template, data, days, Planner(data, days).plans).tell()


class _Teller:
    """Tells the plans week by week, mostly through the very commands that a person uses."""

    def __init__(self, template: dict[str, Any], data: DemoData, days: Days, plans: list[Plan]) -> None:
        self._story = data.story
        self._days = days
        self._plans = plans
        self._board = Board()
        self._changes: list[Change] = []
        self._actor = Actor(self._story.scribe, datetime.min)
        self._texts = {
            name: cycle(getattr(self._story, name)) for name in ("extensions", "returns", "rebounds", "voids")
        }
        self._at(days.day(-3), 15)
        self._keep(template_change(template, {}, self._actor.now, self._actor.who, demo=True))
        self._units = {unit.name: unit.id for unit in self._board.units.values()}
        self._groups: dict[int, Group] = {group.number: group for group in self._board.groups}
        self._check_names()

    def _check_names(self) -> None:
        for name in sorted({name for plan in self._plans for name in (plan.unit, *plan.co_units) if name}):
            if name not in self._units:
                raise UsageError("template_unknown_unit", where="units", unit=name)
        if missing := {plan.group for plan in self._plans if plan.group} - set(self._groups):
            raise UsageError("template_missing_key", where=f"groups[{min(missing)}]")

    def tell(self) -> Demo:
        """Everything, from the kick-off to yesterday evening."""
        self._kick_off()
        for week in range(MEETINGS):
            if week:
                self._meeting(week)
            if week < MEETINGS - 1:
                self._workdays(week)
        self._yesterday()
        return Demo(tuple(self._changes), self._board)

    # --- the first week

    def _kick_off(self) -> None:
        days = self._days
        places: list[int | None] = [None, *sorted(self._groups)]
        cards = [plan for plan in self._plans if plan.card]
        self._at(days.day(0), 9)
        self._run(start_meeting(self._actor, self._story.meeting))
        self._at(days.day(0), 9, 5)
        self._write("add", cards, self._add_card)
        for place, group in enumerate(places):
            mine = [plan for plan in cards if plan.group == group]
            self._at(days.day(0), 9, 20 + 2 * place)
            self._write("assign", [plan for plan in mine if plan.unit and not plan.claimed], self._assign)
            self._write("due", [plan for plan in mine if plan.due and not plan.claimed], self._first_due)
        self._at(days.day(0), 10, 30)
        self._run(end_meeting(self._actor))
        for place, group in enumerate(places):
            self._at(days.day(0), 16, 5 * place)
            self._write("edit", [plan for plan in cards if plan.group == group], self._set_six)
        self._at(days.day(1), 15)
        self._write("add", [plan for plan in self._plans if plan.project], self._add_sample)
        self._at(days.day(1), 15, 20)
        self._write("add", [plan for plan in self._plans if plan.check], self._add_sample)

    def _add_card(self, draft: Draft, plan: Plan) -> None:
        card = plan.card
        if card is None:
            return
        undecided = OpenEnded.UNDECIDED if plan.fate in (Fate.UNDATED, Fate.UNCLAIMED) else None
        units = [self._units[name] for name in card.units]
        draft.add(
            "task",
            **_said(goal=card.goal, duty=card.duty, due_words=card.due_words),
            title=card.title,
            kind=plan.kind,
            group=self._group_id(plan),
            unit=units[0] if units else None,
            co_units=tuple(units[1:]) or None,
            stage=Stage.UNDERWAY if units else None,
            open_ended=card.open_ended or undecided,
            source=card.source,
            quoted=card.quoted,
            created_at=self._actor.when,
            created_by=self._actor.who,
        )

    def _add_sample(self, draft: Draft, plan: Plan) -> None:
        sample = plan.project or plan.check
        if sample is None:
            return
        due = plan.first_due
        draft.add(
            "task",
            **_said(**plan.six, person=plan.person),
            **self._leading(plan),
            title=sample.title,
            kind=plan.kind,
            group=self._group_id(plan),
            category=sample.category,
            planned=plan.project.planned if plan.project else None,
            completed=plan.project.completed if plan.project else None,
            unit=self._units.get(plan.unit),
            co_units=tuple(self._units[name] for name in plan.co_units) or None,
            stage=Stage.UNDERWAY if plan.unit else None,
            due=due,
            original_due=due,
            open_ended=None if due else OpenEnded.UNDECIDED,
            priority=Priority.HIGH if plan.high else None,
            tags=(plan.tag,) if plan.tag else None,
            created_at=self._actor.when,
            created_by=self._actor.who,
        )

    def _assign(self, draft: Draft, plan: Plan) -> None:
        fields: dict[str, Any] = {"person": plan.person}
        if plan.card and not plan.card.units:
            helpers = tuple(self._units[name] for name in plan.co_units)
            fields |= {"unit": self._units[plan.unit], "co_units": helpers, "stage": Stage.UNDERWAY}
        draft.set("task", plan.no, **fields)

    def _first_due(self, draft: Draft, plan: Plan) -> None:
        draft.set("task", plan.no, due=plan.first_due, original_due=plan.first_due)

    def _set_six(self, draft: Draft, plan: Plan) -> None:
        quoted = plan.card.quoted if plan.card else ()
        fields: dict[str, Any] = {name: text for name, text in plan.six.items() if name not in quoted}
        fields |= self._leading(plan)
        if plan.high:
            fields["priority"] = Priority.HIGH
        if plan.tag:
            fields["tags"] = (plan.tag,)
        draft.set("task", plan.no, **fields)

    def _leading(self, plan: Plan) -> dict[str, Any]:
        group = self._groups.get(plan.group or 0)
        if group is None or plan.fate is Fate.UNCLAIMED or not (plan.six or plan.quiet):
            return {}
        return {"leader": group.leader, "lead_unit": group.lead_unit}

    # --- week after week

    def _meeting(self, week: int) -> None:
        day = self._days.day(7 * week)
        self._at(day, 9)
        self._run(start_meeting(self._actor))
        self._at(day, 9, 10)
        self._write("due", [plan for plan in self._plans if week in plan.extended], self._extend(week))
        claimed = [plan for plan in self._plans if plan.claimed == week]
        self._at(day, 9, 20)
        self._write("assign", claimed, self._assign)
        self._write("due", claimed, self._first_due)
        for place, plan in enumerate(plan for plan in self._plans if week in (plan.returned, plan.rebounded)):
            self._at(day, 9, 30 + place, self._story.inspector)
            self._back(plan, returned=plan.returned == week)
        self._at(day, 9, 50)
        self._move([plan for plan in self._plans if plan.consolidated == week], Stage.CONSOLIDATING)
        self._at(day, 10)
        self._close([plan for plan in self._plans if plan.closed == week])
        if week == MEETINGS // 2:
            for place, plan in enumerate(plan for plan in self._plans if plan.fate is Fate.VOID):
                self._at(day, 10, 10 + place)
                self._run(void(self._actor, plan.no, reason=next(self._texts["voids"])))
        self._at(day, 10, 40)
        self._run(end_meeting(self._actor))

    def _extend(self, week: int) -> Callable[[Draft, Plan], None]:
        def extend(draft: Draft, plan: Plan) -> None:
            step = plan.extended.index(week)
            was, to = [*plan.dues, plan.due][step : step + 2]
            reason, actor = next(self._texts["extensions"]), self._actor
            draft.add(
                "extension", task=plan.no, was=was, to=to, reason=reason, when=actor.when, who=actor.who, words=""
            )
            draft.set("task", plan.no, due=to)

        return extend

    def _back(self, plan: Plan, *, returned: bool) -> None:
        if returned:
            self._run(move(self._actor, plan.no, Stage.UNDERWAY, reason=next(self._texts["returns"])))
        else:
            reason = next(self._texts["rebounds"])
            self._run(move(self._actor, plan.no, Stage.UNDERWAY, reason=reason, due=plan.due))

    def _close(self, plans: list[Plan]) -> None:
        """Verified by one office, and by another what is that office's own; early ones with a reason."""
        first, second = self._story.verifier_units
        batches: dict[tuple[str, str], list[Plan]] = {}
        for plan in plans:
            early = self._story.early if plan.consolidated else ""
            batches.setdefault((second if plan.unit == first else first, early), []).append(plan)
        for (unit, early), batch in batches.items():
            numbers = [plan.no for plan in batch]
            verifier, unit_id = self._story.inspector, self._units[unit]
            self._run(move(self._actor, numbers, Stage.CLOSED, reason=early, verifier=verifier, verifier_unit=unit_id))

    def _workdays(self, week: int) -> None:
        """Wednesday and Friday; in the last week they may still lie ahead."""
        wednesday, friday = self._days.day(7 * week + 2), self._days.day(7 * week + 4)
        self._at(wednesday, 15)
        if week == 0:
            self._write("add_item", [plan for plan in self._plans if plan.items or _own_items(plan)], self._add_items)
        if week in (2, 4):
            listed = [plan for plan in self._plans if self._board.items(plan.no)]
            self._write("tick_item", listed, lambda draft, plan: self._tick(draft, plan, week // 2 - 1))
        self._at(wednesday, 16)
        self._write("note", [plan for plan in self._plans if plan.notes and self._note_week(plan) == week], self._note)
        self._at(wednesday, 17)
        self._move([plan for plan in self._plans if week == 0 and plan.met == -1], Stage.MET)
        self._at(friday, 17)
        self._move([plan for plan in self._plans if plan.met == week], Stage.MET)
        if week == 0:
            self._at(friday, 17, 30)
            self._move([plan for plan in self._plans if plan.consolidated == 0], Stage.CONSOLIDATING)

    def _yesterday(self) -> None:
        day = self._days.day((self._days.today - self._days.kickoff).days - 1)
        for times, hour in ((2, 14), (1, 15)):
            urged = [plan.no for plan in self._plans if plan.urges >= times]
            for place, text in enumerate(self._story.urges):
                self._at(day, hour, 10 * place)
                numbers = urged[place :: len(self._story.urges)]
                if numbers:
                    self._run(urge(self._actor, numbers, text))
        self._at(day, 16)
        again = [plan for plan in self._plans if plan.notes > 1 and plan.met is None]
        self._write("note", again, self._note)
        self._at(day, 17)
        self._move([plan for plan in self._plans if plan.met == MEETINGS - 1], Stage.MET)

    # --- what is written on a task

    def _note_week(self, plan: Plan) -> int:
        return 3 if plan.claimed else 1 + plan.no % 3

    def _note(self, draft: Draft, plan: Plan) -> None:
        texts = self._story.notes[plan.kind]
        text = texts[(plan.no + len(draft.ops)) % len(texts)]
        draft.add("note", task=plan.no, text=text, when=self._actor.when, who=self._actor.who)

    def _add_items(self, draft: Draft, plan: Plan) -> None:
        for text in _own_items(plan) or self._story.items[plan.kind]:
            draft.add("item", task=plan.no, text=text)

    def _tick(self, draft: Draft, plan: Plan, place: int) -> None:
        draft.set("item", self._board.items(plan.no)[place].id, done=True)

    # --- making changes

    def _at(self, day: date, hour: int, minute: int = 0, who: str = "") -> None:
        self._actor = Actor(who or self._story.scribe, datetime.combine(day, time(hour, minute)))

    def _group_id(self, plan: Plan) -> int | None:
        return None if plan.group is None else self._groups[plan.group].id

    def _move(self, plans: Iterable[Plan], to: Stage) -> None:
        if numbers := [plan.no for plan in plans]:
            self._run(move(self._actor, numbers, to))

    def _write(self, action: str, plans: Iterable[Plan], write: Callable[[Draft, Plan], None]) -> None:
        """One change over many tasks that says something else on each."""
        draft = Draft(self._board, self._actor)
        for plan in plans:
            write(draft, plan)
        if draft.ops:
            self._keep(draft.change(action))

    def _run(self, intent: Intent) -> None:
        self._keep(intent(self._board))

    def _keep(self, change: Change) -> None:
        """Numbered as a store would; with an id that is the same at every making."""
        seq = len(self._changes) + 1
        known = msgspec.structs.replace(change, seq=seq, id=f"demo{seq:04d}")
        self._board = apply(self._board, known)
        self._changes.append(known)


def _said(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _own_items(plan: Plan) -> tuple[str, ...]:
    return plan.card.items if plan.card else ()
