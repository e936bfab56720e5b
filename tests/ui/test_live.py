"""Several people on one board, and the clock: what is on the screen is true, and the selection stays on its task."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from board import commands
from board.errors import StoreError
from board.model.task import Stage
from board.ui.screens.form import Form
from tests.support import HOUSING
from tests.ui.support import EIGHT, MORNING, Desk, Elsewhere, group_task, history, opened


@pytest.fixture
async def desk(board_path: Path) -> AsyncIterator[Desk]:
    tasks = [group_task(no, due=f"2026-12-{no:02}", original_due=f"2026-12-{no:02}") for no in range(1, 10)]
    async with opened(board_path, history(*EIGHT, *tasks, group_task(20, 2)), size=(160, 40)) as found:
        yield found
        assert not found.app._notifications


async def test_a_task_above_that_becomes_more_urgent_does_not_move_the_selection(desk: Desk):
    await desk.press("down", "down", "down")
    assert desk.selected == 4
    with Elsewhere(desk.path) as other:
        other.does(commands.add, "急件", group=11, due="2026-11-01")
        other.does(commands.set_deadline, 9, "2026-11-20")
        other.does(commands.void, 1, reason="重复")
    await desk.poll()
    assert desk.selected == 4
    assert desk.view.selected_column.numbers[:3] == [21, 9, 2]  # type: ignore[union-attr]


async def test_the_selection_goes_with_its_task_to_another_column(desk: Desk):
    await desk.press("down")
    with Elsewhere(desk.path) as other:
        other.does(commands.send_to_group, 2, 15)
    await desk.poll()
    assert (desk.selected, desk.column) == (2, "第5组")


@pytest.mark.parametrize(("no", "neighbour"), [(1, 2), (4, 5), (9, 8)])
async def test_where_the_selected_task_is_voided_its_neighbour_takes_over(desk: Desk, no: int, neighbour: int):
    await desk.go_to(no)
    with Elsewhere(desk.path) as other:
        other.does(commands.void, no, reason="重复")
    await desk.poll()
    assert desk.selected == neighbour


async def test_where_the_last_task_of_a_column_is_voided_nothing_is_selected(desk: Desk):
    await desk.press("right")
    assert desk.selected == 20
    with Elsewhere(desk.path) as other:
        other.does(commands.void, 20, reason="重复")
        await desk.poll()
        assert (desk.selected, desk.column) == (None, "第2组")
        other.does(commands.add, "又有了", group=12)
        await desk.poll()
    assert desk.selected in (None, 21)
    assert desk.column == "第2组"


async def test_a_task_that_moved_on_is_followed_through_the_stages(desk: Desk):
    await desk.press("1")
    await desk.go_to(3)
    with Elsewhere(desk.path) as other:
        other.does(commands.move, 3, Stage.MET)
    await desk.poll()
    assert desk.selected == 3
    assert desk.view.selected_column.stage is Stage.MET  # type: ignore[union-attr]


async def test_two_people_on_one_task(desk: Desk):
    """What somebody else did meanwhile is neither overwritten nor lost."""
    await desk.press("d")
    await desk.type("2026-11-30")
    with Elsewhere(desk.path) as other:
        other.does(commands.set_deadline, 1, "2026-11-28")
        await desk.poll()
        await desk.press("enter")
        assert other.store.load().tasks[1].due == "2026-11-28"
    assert isinstance(desk.app.screen, Form)
    assert desk.app.screen.values["due"] == "2026-11-30"
    assert "刚被别人改" in desk.text


async def test_acting_on_a_task_that_was_voided_meanwhile(desk: Desk):
    with Elsewhere(desk.path) as other:
        other.does(commands.void, 1, reason="重复")
        await desk.press(".")
        assert other.store.load().tasks[1].stage is Stage.UNDERWAY
    assert "#1" in desk.foot


async def test_ones_own_and_the_others_changes_both_stand(desk: Desk):
    await desk.press("c", "enter")
    with Elsewhere(desk.path) as other:
        other.does(commands.assign, 1, HOUSING)
        await desk.press("p")
        await desk.type("进场")
        await desk.press("enter")
    assert desk.board.tasks[1].unit == HOUSING
    assert len(desk.board.notes(1)) == len(desk.board.urges(1)) == 1


async def test_undo_does_not_overwrite_what_somebody_else_did_since(desk: Desk):
    await desk.press("d")
    await desk.type("2026-11-30")
    await desk.press("enter")
    with Elsewhere(desk.path) as other:
        other.does(commands.set_deadline, 1, "2026-11-25")
        await desk.poll()
        await desk.press("u")
    assert desk.board.tasks[1].due == "2026-11-25"
    assert "之后又有人改过" in desk.foot or "不能撤销" in desk.foot


async def test_a_store_that_cannot_be_read_is_said_and_the_board_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def fails() -> None:
        raise StoreError("unreadable", path="/board", detail="share is away")

    with monkeypatch.context() as patched:
        patched.setattr(desk.session.reader, "poll", fails)
        await desk.poll()
        assert "share is away" in desk.foot
        assert "第1项" in desk.text
        await desk.press("down")
        assert desk.selected == 2
    with Elsewhere(desk.path) as other:
        other.does(commands.add, "回来了", group=12)
    await desk.poll()
    assert "share is away" not in desk.foot
    assert "回来了" in desk.text


# ---- the clock


@pytest.fixture
async def lamps(board_path: Path) -> AsyncIterator[Desk]:
    dues = ["2026-11-22", "2026-11-23", "2026-11-23T09:30", "2026-11-24", "2026-11-27", "2026-12-20"]
    tasks = [group_task(no, due=due, original_due=due) for no, due in enumerate(dues, 1)]
    async with opened(board_path, history(*EIGHT, *tasks), size=(320, 40)) as found:
        yield found


def faces(desk: Desk) -> dict[int, str]:
    """The lamp's word of each card of the first column, from the top."""
    found = {}
    for line in desk.lines[3:-1]:
        facts = line[:39].split()
        if facts and facts[-1].startswith("#"):
            found[int(facts[-1][1:])] = facts[0]
    return found


async def test_the_faces_of_the_morning(lamps: Desk):
    assert faces(lamps) == {1: "逾1天", 3: "今日09:30", 2: "今日", 4: "剩1天", 5: "11-27", 6: "12-20"}
    assert all(words in lamps.head for words in ("逾期 1", "今日 2", "3日内 1", "09:04"))


async def test_a_clock_time_that_passes_turns_its_lamp(lamps: Desk):
    await lamps.at(datetime(2026, 11, 23, 9, 29, 59))
    assert faces(lamps)[3] == "今日09:30"
    await lamps.at(datetime(2026, 11, 23, 9, 30))
    assert faces(lamps)[3] == "今日已过"
    assert all(words in lamps.head for words in ("逾期 2", "今日 1", "09:30"))
    assert "逾2" in lamps.lines[1]


async def test_midnight_turns_the_lamps(lamps: Desk):
    await lamps.press("down", "down", "down")
    assert lamps.selected == 4
    await lamps.at(datetime(2026, 11, 23, 23, 59, 59))
    assert faces(lamps)[2] == "今日"
    await lamps.at(datetime(2026, 11, 24, 0, 0))
    assert faces(lamps) == {1: "逾2天", 3: "逾1天", 2: "逾1天", 4: "今日", 5: "剩3天", 6: "12-20"}
    assert all(words in lamps.head for words in ("逾期 3", "今日 1", "3日内 1", "00:00"))
    assert lamps.selected == 4


async def test_days_later_everything_is_late_and_in_order(lamps: Desk):
    await lamps.at(datetime(2027, 1, 1, 8, 0))
    assert list(faces(lamps)) == [1, 3, 2, 4, 5, 6]
    assert all(word.startswith("逾") for word in faces(lamps).values())
    assert "逾期 6" in lamps.head


async def test_the_clock_of_the_head_goes_on(lamps: Desk):
    for minutes in (1, 2, 60):
        now = MORNING + timedelta(minutes=minutes)
        await lamps.at(now)
        assert now.strftime("%H:%M") in lamps.head


async def test_the_detail_screen_turns_at_midnight_too(lamps: Desk):
    await lamps.go_to(2)
    await lamps.press("enter")
    assert "今日" in lamps.head
    await lamps.at(datetime(2026, 11, 24, 0, 0))
    assert "逾1天" in lamps.head


async def test_a_running_meeting_has_its_clock_in_the_head(lamps: Desk):
    with Elsewhere(lamps.path) as other:
        other.does(commands.start_meeting, "推进会")
    await lamps.poll()
    await lamps.at(MORNING + timedelta(hours=1, minutes=2, seconds=3))
    assert "推进会 01:02:03" in lamps.head


async def test_an_empty_column_stays_selected_when_others_work(desk: Desk):
    await desk.press("right", "right")
    assert (desk.selected, desk.column) == (None, "第3组")
    with Elsewhere(desk.path) as other:
        other.does(commands.add, "别处的", group=16)
        await desk.poll()
        assert (desk.selected, desk.column) == (None, "第3组")
        other.does(commands.add, "这里的", group=13)
        await desk.poll()
    assert (desk.selected, desk.column) == (22, "第3组")


def ground_of(desk: Desk, no: int) -> str:
    """The colour on which the number of a card stands."""
    sign = f"#{no}"
    found = [segment.style for strip in desk.strips for segment in strip if segment.text.strip() == sign]
    assert len(found) == 1
    assert found[0] is not None
    assert found[0].bgcolor is not None
    return str(found[0].bgcolor.name)


async def test_what_somebody_else_did_is_named_and_marked_for_a_moment(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    plain = ground_of(desk, 3)
    with Elsewhere(desk.path) as other:
        other.does(commands.note, 2, "已开工")
        other.does(commands.set_deadline, 3, "2026-12-01")
    await desk.poll()

    assert "同事" in desk.foot
    assert "#3" in desk.foot
    assert "2026-12-01" in desk.foot
    assert "1 次变更" in desk.foot
    assert ground_of(desk, 3) == ground_of(desk, 2) != plain
    assert ground_of(desk, 4) == plain

    monkeypatch.setattr("board.ui.screens.board_screen.monotonic", lambda: float("inf"))
    desk.screen._tick()
    await desk.settle()
    assert ground_of(desk, 3) == plain


async def test_ones_own_change_is_not_told_as_news(desk: Desk):
    await desk.press("f6", "enter")
    await desk.poll()

    assert "已催办" in desk.foot
    assert "秘书 催办" not in desk.foot
