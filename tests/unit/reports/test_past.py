"""The board as it was: turned back from the newest one, it is what it was then."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given

from board import commands as do
from board.model.board import Board
from board.model.changes import Change
from board.reports.past import rewound
from tests.support import Story, actor, commit, rows, stories, tell, well_filled


@given(stories)
def test_every_moment_of_a_story_comes_back(story: Story) -> None:
    steps = list(tell(story))
    kept = {step.change.when: step.after for step in steps}  # of several in one second the last
    start = "2026-11-01T00:00:00"
    newest = steps[-1].after if steps else well_filled()

    past = rewound(newest, [step.change for step in reversed(steps)], [start, *kept])

    assert [change.id for change in past.changes] == [step.change.id for step in steps]
    assert rows(past.boards[start]) == rows(well_filled())
    for moment, board in kept.items():
        assert rows(past.boards[moment]) == rows(board)
        assert past.boards[moment].index == board.index


def test_history_is_read_no_further_back_than_it_must() -> None:
    board, changes = well_filled(), []
    for minute in range(1, 6):
        board, change = commit(board, do.note(actor(f"2026-11-23T09:0{minute}"), 2, f"第{minute}次"))
        changes.append(change)
    read: list[Change] = []

    def history() -> Iterator[Change]:
        for change in reversed(changes):
            read.append(change)
            yield change

    past = rewound(board, history(), ["", "2026-11-23T09:03:00"])

    assert len(past.boards["2026-11-23T09:03:00"].notes(2)) == 4
    assert past.boards[""] == Board()
    assert [change.when[-4:-3] for change in read] == ["5", "4", "3"]


def test_what_came_after_the_snapshot_is_not_turned_back() -> None:
    before = well_filled()
    board, change = commit(before, do.note(actor("2026-11-23T09:00"), 2, "一"))
    _, newer = commit(board, do.note(actor("2026-11-23T09:01"), 2, "二"))

    past = rewound(board, [newer, change], ["2026-11-22T09:00:00"])

    assert rows(past.boards["2026-11-22T09:00:00"]) == rows(before)
