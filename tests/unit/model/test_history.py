"""What one person can take back, read from the history."""

from __future__ import annotations

import pytest

from board.model.changes import Change, Op
from board.model.history import steps


def change(name: str, *, who: str = "秘书", undoes: str = "", entity: str = "task") -> Change:
    op = Op(op="add", entity=entity, id=1, value={})
    return Change(id=name, who=who, when="2026-11-23T09:00:00", action="edit", ops=(op,), undoes=undoes)


def stacks(*changes: Change) -> tuple[list[str], list[str]]:
    found = steps(changes, "秘书")
    return [each.id for each in found.done], [each.id for each in found.undone]


@pytest.mark.parametrize(
    ("history", "done", "undone"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([change("a"), change("b")], ["a", "b"], [], id="two steps"),
        pytest.param([change("a"), change("b"), change("-b", undoes="b")], ["a"], ["-b"], id="one taken back"),
        pytest.param(
            [change("a"), change("b"), change("-b", undoes="b"), change("-a", undoes="a")],
            [],
            ["-b", "-a"],
            id="both taken back",
        ),
        pytest.param([change("a"), change("-a", undoes="a"), change("+a", undoes="-a")], ["+a"], [], id="done again"),
        pytest.param(
            [change("a"), change("-a", undoes="a"), change("b")], ["b"], [], id="something new ends what can be redone"
        ),
        pytest.param([change("a"), change("b", who="同事")], ["a"], [], id="somebody else's steps are theirs"),
        pytest.param(
            [change("a"), change("b"), change("-b", undoes="b", who="同事")],
            ["a"],
            [],
            id="what somebody else took back is gone",
        ),
        pytest.param([change("first", entity="office"), change("a")], ["a"], [], id="the making of the board stays"),
    ],
)
def test_own_steps(history: list[Change], done: list[str], undone: list[str]) -> None:
    assert stacks(*history) == (done, undone)
