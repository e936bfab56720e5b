"""What is done to a meeting at the desk: start, go on, pause, end, reopen, and who is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from board import commands
from board.errors import BoardError, UsageError
from board.model import agenda
from board.model.entities import AgendaItem, Meeting
from board.model.ports import Committed, Intent
from board.reports.meetings import overdue_words
from board.ui.actions.base import Looking, TaskScreen
from board.ui.screens.form import Field, Form, Values
from board.ui.screens.pick import Choice, Pick

if TYPE_CHECKING:
    from board.ui.session import Session

_ATTENDANCE = ("present", "excused", "observers")


async def act(screen: TaskScreen, intent_on: Callable[[Session], Intent], said: Callable[[Committed], str]) -> None:
    """Commit one step of the meeting; a refusal, or that nothing can be changed here, is one line."""
    session = screen.session
    await session.settled()
    if session.refusal is not None:
        screen.say(screen.error_line(session.refusal), "bad")
        return
    wrong = await screen.run_intent(intent_on(session), said)
    if wrong:
        screen.say(wrong, "bad")


async def go_on(screen: TaskScreen, group: int | None = None, *, to: bool = False) -> None:
    """Give the floor to the next item, or with `to` to the one of this group."""

    def intent(session: Session) -> Intent:
        return commands.go_to_item(session.actor(), group) if to else commands.next_item(session.actor())

    await act(screen, intent, lambda committed: _floor(screen, committed))


def _floor(screen: TaskScreen, committed: Committed) -> str:
    meeting = committed.board.meeting
    item = agenda.current(meeting) if meeting else None
    return screen.messages("meeting.went_on", group=item_name(screen, item.group if item else agenda.INBOX))


def floor_again(screen: TaskScreen, committed: Committed, what: str) -> str:
    """`what` was taken back or done again, and which item has the floor now."""
    meeting = committed.board.meeting
    item = agenda.current(meeting) if meeting else None
    if item is None:
        return screen.messages("meeting.floor_nobody", what=what)
    return screen.messages("meeting.floor_now", what=what, group=item_name(screen, item.group))


def item_name(screen: TaskScreen, group: int) -> str:
    """A group with its number, or the inbox."""
    found = screen.board.group(group or None)
    if found is None:
        return f"9 {screen.messages('view.inbox', office=screen.board.office.office)}"
    return f"{found.number} {found.name}"


def menu(screen: TaskScreen) -> None:
    """Everything that can be done to the meeting now, the likeliest first; typing narrows it."""
    messages, meeting = screen.messages, screen.board.meeting
    last = meeting or agenda.latest(screen.board)
    if screen.session.refusal is not None:
        screen.say(screen.error_line(screen.session.refusal), "bad")
        return

    async def pause() -> None:
        await act(screen, lambda session: commands.pause_meeting(session.actor()), _said(screen, "meeting.paused_now"))

    async def resume() -> None:
        await act(screen, lambda session: commands.resume_meeting(session.actor()), _said(screen, "meeting.resumed"))

    async def end() -> None:
        await act(screen, lambda session: commands.end_meeting(session.actor()), _said(screen, "meeting.ended_now"))

    async def reopen() -> None:
        number = last.number if last else 0
        await act(
            screen, lambda session: commands.reopen_meeting(session.actor(), number), _said(screen, "meeting.reopened")
        )

    async def start() -> None:
        edit(screen, None)

    async def change() -> None:
        edit(screen, last)

    async def following() -> None:
        await go_on(screen)

    offered: list[tuple[str, str, Callable[[], object]]] = []
    if meeting is not None:
        item = agenda.following(meeting)
        if item is not None:
            offered.append(("next", item_name(screen, item.group), following))
        offered.append(("resume", "", resume) if agenda.paused(meeting) else ("pause", "", pause))
        offered += [("edit", "", change), ("end", "", end)]
        if agenda.paused(meeting):  # whoever comes back from a break goes on where they were
            offered.insert(0, offered.pop(1 if item is not None else 0))
    else:
        offered.append(("start", "", start))
        if last is not None:
            name = last.name or messages("meeting.number", number=last.number)
            offered += [("edit", name, change), ("reopen", name, reopen)]
    choices = [Choice(name, messages(f"meeting.do_{name}"), (), note) for name, note, _ in offered]
    does = {name: do for name, _, do in offered}

    async def submit(choice: Choice | None, _: str, __: str) -> str:
        if choice is None:
            return messages("form.pick_one")
        screen.app.call_later(does[choice.id])
        return ""

    screen.app.push_screen(
        Pick(messages, messages("meeting.menu"), choices, submit, hint=messages("meeting.menu_hint"))
    )


def _said(screen: TaskScreen, code: str) -> Callable[[Committed], str]:
    def said(committed: Committed) -> str:
        meeting = committed.board.meeting or agenda.latest(committed.board)
        return screen.messages(code, number=meeting.number if meeting else 0)

    return said


def edit(screen: TaskScreen, meeting: Meeting | None) -> None:
    """The form of a meeting: a new one begins with what the last one had, but for those who were there."""
    messages, looking = screen.messages, Looking(screen.session)
    last = agenda.latest(screen.board)
    model = meeting or last
    number = meeting.number if meeting else screen.board.next_id("meeting") + (last.number - last.id if last else 0)

    def attending(name: str) -> str:
        people = getattr(model, name) if model is not None and (meeting is not None or name == "present") else ()
        return messages("value.and").join(agenda.attendee_names(screen.board, people))

    def field(name: str, value: str, check: Callable[[str, Values], tuple[bool, str]] | None = None) -> Field:
        return Field(name, messages(f"meeting.form_{name}"), value=value, check=check, selected=False)

    fields = [
        field("name", meeting.name if meeting else ""),
        field("chair", model.chair if model else ""),
        field("place", model.place if model else ""),
        field(
            "agenda", agenda_line(screen, model.agenda if model else ()), lambda typed, _: _check_agenda(screen, typed)
        ),
        *(field(name, attending(name), lambda typed, _: _check_people(screen, typed)) for name in _ATTENDANCE),
        *([field("copies", meeting.copies)] if meeting else []),
    ]

    async def submit(values: Values) -> str:
        try:
            items = read_agenda(screen, values.pop("agenda"))
        except BoardError as error:
            return screen.error_line(error)
        if meeting is None:
            intent = commands.start_meeting(looking.actor(), values.pop("name"), items, **values)
            return await screen.run_intent(intent, _started(screen), looking=looking)
        intent = commands.edit_meeting(looking.actor(), meeting.number, agenda=items, **values)
        return await screen.run_intent(intent, _said(screen, "meeting.edited"), looking=looking)

    heading = messages("meeting.form_edit" if meeting else "meeting.form_start", number=number)
    screen.app.push_screen(Form(messages, heading, fields, submit))


def _started(screen: TaskScreen) -> Callable[[Committed], str]:
    def said(committed: Committed) -> str:
        meeting = committed.board.meeting
        overdue = overdue_words(screen.messages, committed.board)
        return screen.messages("meeting.started", number=meeting.number if meeting else 0, overdue=overdue)

    return said


# ---- the agenda as one line


def agenda_line(screen: TaskScreen, items: tuple[AgendaItem, ...]) -> str:
    """`1:10 3:15 9:5`; of a first meeting, every group."""
    board = screen.board
    if not items:
        return " ".join(f"{group.number}:{agenda.DEFAULT_MINUTES}" for group in board.groups)
    numbers = [(board.group(agenda.group_of(item)), item.minutes) for item in items]
    return " ".join(f"{group.number if group else 9}:{minutes}" for group, minutes in numbers)


def read_agenda(screen: TaskScreen, line: str) -> list[tuple[int, int]]:
    """The line as (group, minutes).

    Raises:
        UsageError: `bad_field`, naming the groups.
    """
    return commands.read_agenda(line, lambda text: _group(screen, text))


def _group(screen: TaskScreen, text: str) -> int:
    from board.text.names import matching

    groups = screen.board.groups
    if text == "9":
        return agenda.INBOX
    exact = next((group.id for group in groups if text == str(group.number)), None)
    if exact is not None:
        return exact
    found = [] if text.isdecimal() else matching(text, [(group.id, group.name, ()) for group in groups])
    if not found:
        listed = " ".join(f"{group.number} {group.name}" for group in groups)
        raise UsageError("bad_field", field="agenda", text=text, names=listed)
    return found[0]


def _check_agenda(screen: TaskScreen, typed: str) -> tuple[bool, str]:
    try:
        items = read_agenda(screen, typed)
    except BoardError as error:
        return False, screen.error_line(error)
    total = sum(minutes for _, minutes in items)
    return True, screen.messages("meeting.agenda_read", count=len(items), minutes=total)


def _check_people(screen: TaskScreen, typed: str) -> tuple[bool, str]:
    found = commands.read_attendees(screen.board, typed)
    units = len({each.unit for each in found if each.unit is not None})
    names = [each.name for each in found if each.unit is None]
    said = screen.messages("meeting.people_read", count=len(found), units=units) if found else ""
    return True, screen.messages("meeting.people_names", said=said, names=screen.messages("value.and").join(names)) if (
        names
    ) else said
