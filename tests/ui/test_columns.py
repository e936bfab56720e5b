"""Columns that are patched after a change are those that would be made anew."""

from datetime import datetime, timedelta
from random import Random

import pytest

from board.messages import Messages
from board.model.changes import Change, Op, apply
from board.model.task import STAGES, Kind, Stage
from board.ui.columns import GROUP, Columns, View
from tests.support import GREEN, make_board, task

NOW = datetime(2026, 11, 23, 9)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("view", [View(), View(kinds=3), View(GROUP, GREEN, 1)])
def test_a_column_follows_every_change(seed: int, view: View) -> None:
    chance = Random(seed)
    board = make_board(*(task(no, kind=chance.choice(tuple(Kind)), due=_due(chance)) for no in range(1, 60)))
    columns = Columns(Messages())
    for step in range(60):
        ops = []
        for _ in range(chance.choice((1, 1, 1, 3))):
            was = board.tasks[chance.randint(1, 59)]
            field, value = chance.choice(
                (("stage", str(chance.choice(STAGES))), ("due", _due(chance)), ("title", "新"))
            )
            ops.append(Op(op="set", entity="task", id=was.no, field=field, value=value, old=getattr(was, field)))
        board = apply(board, Change(id=f"{step}", who="秘书", when=NOW.isoformat(), action="edit", ops=tuple(ops)))
        assert columns.of(board, view, NOW) == Columns(Messages()).of(board, view, NOW)
    assert Stage.CLOSED in {each.stage for each in board.tasks.values()}


def _due(chance: Random) -> str | None:
    return chance.choice((None, (NOW + timedelta(days=chance.randint(-9, 30))).date().isoformat()))
