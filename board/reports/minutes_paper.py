"""会议纪要 in words: the rows of the minutes as an official paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from board.model import agenda
from board.model.task import Kind, Task
from board.reports import official
from board.reports.decided import Decision
from board.reports.decided_words import decision_words
from board.reports.leaving import told, without_numbers
from board.reports.minutes import Minutes, Section
from board.reports.papers import Block, Paper, Sort

_COLUMNS = ("place", "no", "title", "unit", "person", "co_units", "due")
"""Of the schedule: the code of each heading."""


def _leaving(block: Block) -> Block:
    return replace(block, text=without_numbers(block.text), rows=without_numbers(block.rows))


def minutes_paper(minutes: Minutes) -> Paper:
    """The paper, block by block. What people wrote stands in it as they wrote it, but for telephone numbers."""
    return _Words(minutes).paper()


class _Words:
    def __init__(self, minutes: Minutes) -> None:
        self._minutes = minutes
        self._messages = minutes.messages
        self._board = minutes.board
        self._meeting = minutes.meeting

    def paper(self) -> Paper:
        office = self._board.office
        return Paper(
            title=self._say("minutes.file", name=self._name()),
            author=office.office,
            when=self._minutes.now.isoformat(timespec="seconds"),
            blocks=tuple(map(_leaving, self._blocks())),
        )

    def _say(self, code: str, **params: Any) -> str:
        return self._messages(code, **params)

    def _and(self, parts: list[str]) -> str:
        return self._messages("value.and").join(parts)

    def _blocks(self) -> Iterator[Block]:
        office, meeting = self._board.office, self._meeting
        district = "" if office.office.startswith(office.district) else office.district
        yield Block(Sort.MARK, self._say("minutes.mark", district=district, office=office.office).strip())
        yield Block(Sort.NUMBER, self._say("minutes.number", year=meeting.start[:4], number=meeting.number))
        yield Block(Sort.TITLE, self._say("minutes.title", name=self._name()))
        yield self._fact("time", self._time())
        yield self._fact("place", meeting.place or self._say("minutes.not_recorded"))
        yield self._fact("chair", meeting.chair or self._say("minutes.not_recorded"))
        yield Block(Sort.BODY, self._opening())
        number = 0
        for number, section in enumerate(self._minutes.sections, 1):
            yield from self._section(number, section)
        if self._minutes.flagged:
            yield from self._flagged(number + 1)
        yield from self._attendance()
        copies = self._and(self._minutes.copies())
        if copies:
            yield self._fact("copies", copies)
        if self._minutes.schedule:
            yield self._schedule()

    def _fact(self, name: str, text: str) -> Block:
        return Block(Sort.FACT, text, label=self._say(f"minutes.{name}"))

    def _name(self) -> str:
        meeting = self._meeting
        numbered = self._say("meeting.number", number=meeting.number)
        return meeting.name or numbered

    def _time(self) -> str:
        meeting = self._meeting
        start = official.day(self._messages, meeting.start)
        if meeting.end is None:
            return self._say("minutes.from", start=start)
        same = meeting.end[:10] == meeting.start[:10]
        end = meeting.end[11:16] if same else official.day(self._messages, meeting.end)
        return self._say("minutes.span", start=start, end=end)

    def _opening(self) -> str:
        counts = self._minutes.counts()
        said = [self._say(f"minutes.count.{category}", count=count) for category, count in counts]
        if not said:
            return self._say("minutes.nothing")
        return self._say("minutes.opening", count=self._minutes.count, counts=self._say("decided.and").join(said))

    # ---- what was decided

    def _section(self, number: int, section: Section) -> Iterator[Block]:
        group = section.group
        name = group.name if group else self._say("view.inbox", office=self._board.office.office)
        if group and group.leader:
            name = self._say("minutes.led", group=name, leader=group.leader)
        yield Block(Sort.HEADING, official.heading(self._messages, number, name))
        if not section.decided:
            yield Block(Sort.BODY, self._say("minutes.nothing_here"))
        for place, (category, decided) in enumerate(section.parts(), 1):
            words = self._say(f"minutes.category.{category}")
            yield Block(Sort.SUBHEADING, official.subheading(self._messages, place, words))
            for count, each in enumerate(decided, 1):
                yield Block(Sort.BODY, official.item(self._messages, count, self._decision(each)))

    def _flagged(self, number: int) -> Iterator[Block]:
        yield Block(Sort.HEADING, official.heading(self._messages, number, self._say("minutes.flagged")))
        numbers = {each.task for each in self._minutes.flagged}
        checks = sum(self._board.tasks[no].kind is Kind.CHECK for no in numbers)
        code = "minutes.flagged_checks" if checks else "minutes.flagged_means"
        yield Block(Sort.BODY, self._say(code, count=len(numbers), checks=checks))
        for count, each in enumerate(self._minutes.flagged, 1):
            yield Block(Sort.BODY, official.item(self._messages, count, self._decision(each)))

    def _decision(self, decision: Decision) -> str:
        title = told(self._board.tasks[decision.task].title)
        said = {
            "add": self._given,
            "assign": self._given,
            "due": self._due,
            "extend": self._extend,
            "note": self._note,
        }.get(decision.what)
        words = said(decision) if said else ""
        words = words or decision_words(self._messages, self._board, decision, official.day)
        return self._say("minutes.item", title=title, no=decision.task, said=words.rstrip("\u3002."))

    def _given(self, decision: Decision) -> str:
        """Who does it, with whose help, by when."""
        params: dict[str, Any] = dict(decision.params)
        unit, was = params.get("unit"), params.get("was") if decision.what == "assign" else None
        if unit is None:
            parts = [self._say("minutes.nobody")]
        elif was is not None and was != unit:
            parts = [self._say("minutes.by_other", was=self._board.unit_name(was), unit=self._board.unit_name(unit))]
        else:
            parts = [self._say("minutes.by", unit=self._board.unit_name(unit))]
        if params.get("person"):
            parts.append(self._say("minutes.person", person=told(params["person"])))
        if helpers := [self._board.unit_name(each) for each in params.get("co_units") or ()]:
            parts.append(self._say("minutes.helped", units=self._and(helpers)))
        if params.get("due"):
            parts.append(self._say("minutes.by_day", day=official.day(self._messages, params["due"])))
        elif params.get("open_ended"):
            parts.append(self._say("minutes.open_ended", why=self._say(f"lamp.{params['open_ended']}")))
        return self._say("decided.and").join(parts)

    def _due(self, decision: Decision) -> str:
        was, due = decision.params.get("was"), decision.params.get("due")
        if not due:
            return ""
        day = official.day(self._messages, str(due))
        if not was:
            return self._say("minutes.due", day=day)
        return self._say("minutes.due_from", was=official.day(self._messages, str(was)), day=day)

    def _note(self, decision: Decision) -> str:
        return told(str(decision.params.get("text", "")))

    def _extend(self, decision: Decision) -> str:
        params = decision.params
        if not params.get("due"):
            return ""
        was, day = (official.day(self._messages, str(params[name])) for name in ("was", "due"))
        reason = told(str(params.get("reason", "")))
        return self._say("minutes.extended", was=was, day=day, reason=reason)

    # ---- who attended, who does what

    def _attendance(self) -> Iterator[Block]:
        meeting = self._meeting
        for name, attendees in (
            ("present", meeting.present),
            ("excused", meeting.excused),
            ("observers", meeting.observers),
        ):
            if attendees or name == "present":
                names = self._and(agenda.attendee_names(self._board, attendees))
                yield self._fact(name, names or self._say("minutes.not_recorded"))

    def _schedule(self) -> Block:
        heads = tuple(self._say(f"minutes.head.{code}") for code in _COLUMNS)
        rows = tuple(self._scheduled(place, task) for place, task in enumerate(self._minutes.schedule, 1))
        return Block(Sort.TABLE, self._say("minutes.schedule"), rows=(heads, *rows), wide=True)

    def _scheduled(self, place: int, task: Task) -> tuple[str, ...]:
        if task.due:
            due = task.due.replace("T", " ")
        else:
            due = self._say(f"lamp.{task.open_ended}") if task.open_ended else self._say("lamp.none")
        unit = self._board.unit_name(task.unit) or self._say("minutes.nobody_short")
        helpers = self._and([self._board.unit_name(each) for each in task.co_units])
        return (str(place), f"#{task.no}", task.title, unit, task.person, helpers, due)
