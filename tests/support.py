"""Boards for tests: made, changed as a store would change them, and told by random stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import strategies as st

from board import commands as do
from board.commands import Actor
from board.errors import BoardError, Refused, UsageError
from board.model import rules
from board.model.board import Board
from board.model.changes import Change, apply, plain
from board.model.entities import Group, Item, Note, Office, Unit, type_of
from board.model.packed import Packed
from board.model.ports import Intent
from board.model.task import Kind, OpenEnded, Priority, Stage, Task
from tests.conftest import NOW

CITY, HOUSING, ROADS, AUDIT = 1, 2, 3, 4
"""Ids of the units of `make_board`."""
GREEN, WATER, ORDER = 11, 12, 13
"""Ids of its groups, whose numbers are 1, 2 and 3."""

UNITS = {
    CITY: Unit(id=CITY, name="城管局", aliases=("城市管理局",)),
    HOUSING: Unit(id=HOUSING, name="住建局"),
    ROADS: Unit(id=ROADS, name="交通局"),
    AUDIT: Unit(id=AUDIT, name="督查室"),
}
GROUPS = {
    GREEN: Group(id=GREEN, number=1, name="以绿荫城组"),
    WATER: Group(id=WATER, number=2, name="以水润城组"),
    ORDER: Group(id=ORDER, number=3, name="治脏组"),
}


def task(no: int = 1, **fields: Any) -> Task:
    """A task of unit CITY that is under way, unless `fields` say otherwise."""
    return Task(**{"no": no, "title": f"第{no}项", "stage": Stage.UNDERWAY, "unit": CITY, "group": GREEN, **fields})


def make_board(*tasks: Task, office: Office | None = None, **tables: Mapping[int, Any]) -> Board:
    """A board of three groups and four units with these tasks; `tables` add or replace others."""
    rows: dict[str, Mapping[int, Any]] = {
        "office": {1: office or Office(district="二七区", office="提质办")},
        "group": GROUPS,
        "unit": UNITS,
        "task": {each.no: each for each in tasks},
    }
    return Board.build(rows | tables, store="test")


def actor(now: datetime | str = NOW, *, who: str = "秘书", seen: Board | None = None) -> Actor:
    """Somebody who acts at `now`."""
    return Actor(who=who, now=datetime.fromisoformat(now) if isinstance(now, str) else now, seen=seen)


def _unpacked(value: Any) -> list[Any]:
    assert isinstance(value, Packed)
    return list(value)


def commit(board: Board, intent: Intent) -> tuple[Board, Change]:
    """What a store does: the intent's change gets the next seq, becomes JSON, is read back and applied."""
    line = msgspec.json.encode(msgspec.structs.replace(intent(board), seq=board.seq + 1), enc_hook=_unpacked)
    change = msgspec.json.decode(line, type=Change)
    return apply(board, change), change


def run(board: Board, *intents: Intent) -> Board:
    """The board after these intents, one change each."""
    for intent in intents:
        board, _ = commit(board, intent)
    return board


def refused(board: Board, intent: Intent, code: str, kind: type[BoardError] = Refused) -> BoardError:
    """The refusal of `intent`, which must be of this kind and code and leave the board as it is."""
    before = rows(board, revisions=True)
    with pytest.raises(kind) as caught:
        intent(board)
    assert caught.value.code == code
    assert rows(board, revisions=True) == before
    return caught.value


def rows(board: Board, *, revisions: bool = False) -> dict[str, dict[int, Any]]:
    """Everything that stands on a board, as plain data."""
    found: dict[str, dict[int, Any]] = {}
    for entity in type_of:
        for key, row in board.table(entity).items():
            found.setdefault(entity, {})[key] = plain(row if revisions else msgspec.structs.replace(row, rev=0))
    return found


def rebuilt(board: Board) -> Board:
    """The same tables with every index and counter made afresh."""
    return Board.build(board.tables, seq=board.seq, store=board.store, next_ids=board.next_ids)


# ------------------------------------------------------------------------------------- random stories

Wish = Callable[[Board, list[Change], Actor], Intent]
"""What somebody wants next, as a function of the board, what was done so far, and who it is."""

_TEXTS = st.sampled_from(["", "暴雨停工", "材料未到", "复查不合格"])
_DUES = st.sampled_from(["2026-11-20", "2026-11-23", "2026-11-23T15:00", "2026-11-27", "2026-12-31", "2027-03-01"])
_UNITS = st.sampled_from([CITY, HOUSING, ROADS, AUDIT])
_HANDS = st.one_of([st.lists(st.integers(0, 15), min_size=1, max_size=size) for size in (1, 1, 1, 3)])
_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["修路", "拆违", "绿化"]),
        "kind": st.sampled_from(Kind),
        "group": st.sampled_from([None, GREEN, WATER, ORDER]),
        "person": st.sampled_from(["", "网格长", "路长"]),
        "co_units": st.lists(_UNITS, max_size=3).map(tuple),
        "lead_unit": st.none() | _UNITS,
        "priority": st.sampled_from(Priority),
        "tags": st.sampled_from([(), ("曝光",), ("曝光", "重点")]),
        "planned": st.sampled_from([None, 0.0, 1200.5]),
        "completed": st.sampled_from([None, 300.25]),
    },
)


def _on(hands: list[int], board: Board) -> list[int]:
    numbers = list(board.tasks) or [0]
    return [numbers[hand % len(numbers)] for hand in hands]


def _on_with_stage(hand: int, board: Board, way: Callable[[Stage], Stage | None]) -> tuple[int, Stage]:
    no = _on([hand], board)[0]
    return no, way(board.tasks[no].stage) or Stage.MET


def _one(hand: int, keys: list[int]) -> int:
    return keys[hand % len(keys)] if keys else 0


def _undo(hand: int, history: list[Change], who: Actor) -> Intent:
    if not history:
        return do.end_meeting(who)
    return do.undo(who, history[-1 - hand % len(history)])


_WISHES: list[st.SearchStrategy[Wish]] = [
    st.builds(lambda fields: lambda b, h, a: do.add(a, **{"title": "新事项", **fields}), _FIELDS),
    st.builds(lambda unit, due: lambda b, h, a: do.add(a, "交办", unit=unit, due=due), _UNITS, _DUES),
    st.builds(lambda hands, fields: lambda b, h, a: do.edit(a, _on(hands, b), **fields), _HANDS, _FIELDS),
    st.builds(
        lambda hands, to, due, unit: (
            lambda b, h, a: do.move(a, _on(hands, b), to, reason="复查", due=due, verifier="科长", verifier_unit=unit)
        ),
        _HANDS,
        st.sampled_from(Stage),
        _DUES,
        _UNITS,
    ),
    st.builds(
        lambda hand, unit: (
            lambda b, h, a: do.move(
                a, *_on_with_stage(hand, b, rules.stage_on), reason="复查", verifier="科长", verifier_unit=unit
            )
        ),
        st.integers(0, 15),
        _UNITS,
    ),
    st.builds(
        lambda hand, due: (
            lambda b, h, a: do.move(a, *_on_with_stage(hand, b, rules.stage_back), reason="复查", due=due)
        ),
        st.integers(0, 15),
        _DUES,
    ),
    st.builds(
        lambda hands, unit, person: lambda b, h, a: do.assign(a, _on(hands, b), unit, person=person),
        _HANDS,
        _UNITS | st.sampled_from(["园林局", "水务局"]),
        st.none() | st.just("所长"),
    ),
    st.builds(
        lambda hands, due, reason: lambda b, h, a: do.set_deadline(a, _on(hands, b), due, reason=reason, words="约定"),
        _HANDS,
        st.none() | _DUES,
        _TEXTS,
    ),
    st.builds(
        lambda hands, why: lambda b, h, a: do.set_deadline(a, _on(hands, b), None, reason="改", open_ended=why),
        _HANDS,
        st.sampled_from(OpenEnded),
    ),
    st.builds(
        lambda hands, group: lambda b, h, a: do.send_to_group(a, _on(hands, b), group),
        _HANDS,
        st.sampled_from([None, GREEN, WATER, ORDER]),
    ),
    st.builds(lambda hands, text: lambda b, h, a: do.note(a, _on(hands, b), text), _HANDS, _TEXTS),
    st.builds(lambda hands, text: lambda b, h, a: do.urge(a, _on(hands, b), text), _HANDS, _TEXTS),
    st.builds(lambda hands, text: lambda b, h, a: do.void(a, _on(hands, b), reason=text), _HANDS, _TEXTS),
    st.builds(lambda hands: lambda b, h, a: do.restore(a, _on(hands, b)), _HANDS),
    st.builds(
        lambda hands, fields, unit, due, why: (
            lambda b, h, a: do.revise(a, _on(hands, b), unit=unit, due=due, reason=why, **fields)
        ),
        _HANDS,
        _FIELDS,
        _UNITS | st.just("园林局"),
        st.none() | _DUES,
        _TEXTS,
    ),
    st.builds(
        lambda hands, add, remove: lambda b, h, a: do.tag(a, _on(hands, b), add=add, remove=remove),
        _HANDS,
        st.sampled_from([(), ("曝光",), ("重点", "民生")]),
        st.sampled_from([(), ("曝光",)]),
    ),
    st.builds(
        lambda hands, into: lambda b, h, a: do.merge(a, _on(hands, b), _on([into], b)[0], reason="并入"),
        _HANDS,
        st.integers(0, 15),
    ),
    st.builds(
        lambda titles, unit: lambda b, h, a: do.add_many(a, [{"title": title, "unit": unit} for title in titles]),
        st.lists(_TEXTS, max_size=3),
        _UNITS | st.just("水务局"),
    ),
    st.builds(lambda hands, text: lambda b, h, a: do.add_item(a, _on(hands, b), text), _HANDS, _TEXTS),
    st.builds(
        lambda hand, done: lambda b, h, a: do.tick_item(a, _one(hand, list(b.table("item"))), done=done),
        st.integers(0, 5),
        st.booleans(),
    ),
    st.builds(lambda hand: lambda b, h, a: do.remove_item(a, _one(hand, list(b.table("item")))), st.integers(0, 5)),
    st.builds(lambda name: lambda b, h, a: do.add_unit(a, name), st.sampled_from(["园林局", "水务局", "城管局"])),
    st.just(lambda b, h, a: do.start_meeting(a, "推进会")),
    st.just(lambda b, h, a: do.end_meeting(a)),
    st.just(lambda b, h, a: do.next_item(a)),
    st.sampled_from([do.pause_meeting, do.resume_meeting]).map(lambda does: lambda b, h, a: does(a)),
    st.builds(lambda group: lambda b, h, a: do.go_to_item(a, group), st.sampled_from([GREEN, WATER, ORDER])),
    st.builds(lambda number: lambda b, h, a: do.reopen_meeting(a, number), st.integers(1, 3)),
    st.builds(
        lambda who, hand: lambda b, h, a: do.edit_meeting(a, 1 + hand, present=who, agenda=[(WATER, hand)]),
        st.sampled_from(["", "城管局 李某、王主任", "园林局"]),
        st.integers(0, 2),
    ),
    st.builds(lambda hand: lambda b, h, a: _undo(hand, h, a), st.just(0) | st.integers(0, 6)),
]

Story = list[tuple[Wish, int]]
stories: st.SearchStrategy[Story] = st.lists(
    st.tuples(st.one_of(_WISHES), st.integers(0, 3 * 24 * 60)), min_size=10, max_size=30
)
"""Random wishes, each with the minutes that pass before it."""


class Step(NamedTuple):
    """One change of a story, with the boards before and after it."""

    before: Board
    change: Change
    after: Board
    now: datetime


def tell(story: Story) -> Iterator[Step]:
    """The changes that come of a story, one after the other; what the rules refuse is left out."""
    board, now = well_filled(), NOW
    history: list[Change] = []
    for wish, minutes in story:
        now += timedelta(minutes=minutes)
        try:
            intent = wish(board, history, actor(now))
            after, change = commit(board, intent)
        except (Refused, UsageError):
            continue
        yield Step(board, change, after, now)
        history.append(change)
        board = after


def well_filled() -> Board:
    """A board with tasks of every kind in every stage, some overdue, one void, and entries."""
    tasks = [
        task(1 + place, kind=kind, stage=stage, group=group, unit=None if stage is Stage.UNCLAIMED else CITY)
        for place, (kind, stage, group) in enumerate(
            (kind, stage, (None, GREEN, WATER)[number % 3])
            for number, kind in enumerate(Kind)
            for stage in (Stage.UNCLAIMED, Stage.UNDERWAY, Stage.MET)
        )
    ]
    dated = [
        msgspec.structs.replace(each, due=due, original_due=due, met_at="2026-11-20T10:00:00" if done else None)
        for each, due in zip(tasks, ["2026-11-20", "2026-11-23", "2026-11-26", "2026-12-20"] * 3, strict=True)
        for done in [each.stage is Stage.MET]
    ]
    late = [
        task(13, stage=Stage.CONSOLIDATING, consolidate_until="2026-11-23", met_at="2026-10-24T09:00:00"),
        task(14, stage=Stage.CLOSED, closed_at="2026-11-01T09:00:00", verifier="科长", verifier_unit=AUDIT),
        task(15, void_reason="重复"),
    ]
    return make_board(
        *dated,
        *late,
        note={1: Note(id=1, task=2, text="已开工", when="2026-11-01T09:00:00", who="秘书")},
        item={1: Item(id=1, task=2, text="清运"), 2: Item(id=2, task=15, text="作废的一条")},
    )
