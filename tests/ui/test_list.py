"""The list with the real keys: one table over all groups, with the selection, filter, marks and acts of the board."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown
from textual.widgets import Input

from board import commands as do
from board.errors import StoreError
from board.messages import Messages
from board.model.board import Board
from board.model.changes import apply
from board.model.query import ALL_KINDS
from board.model.task import Kind, OpenEnded, Priority, Stage
from board.ui.columns import GROUP, INBOX, OVERVIEW
from board.ui.listing import COLUMNS, Listing, Order
from board.ui.screens import foot
from board.ui.screens.detail import DetailScreen
from board.ui.screens.list_screen import ListScreen
from board.ui.widgets.task_table import TaskTable
from tests.support import AUDIT, HOUSING, ROADS
from tests.ui.hostile import WRITABLE
from tests.ui.support import EIGHT, MORNING, Desk, Elsewhere, demo_history, group_task, history, opened

TASKS = (
    group_task(1, 1, title="铁路沿线拆违绿化", due="2026-11-20", original_due="2026-11-20", person="王五"),
    group_task(2, 1, title="干道绿化", due="2026-12-04", original_due="2026-12-04", person="李四"),
    group_task(3, 2, title="河道清淤", unit=ROADS, due="2026-11-19", person="赵六"),
    group_task(4, 2, title="长江路修复", unit=ROADS, open_ended=OpenEnded.UNDECIDED, person="李四"),
    group_task(5, 7, title="垃圾清运", kind=Kind.PROBLEM, priority=Priority.HIGH, due="2026-11-23"),
    group_task(6, 7, title="占道经营", stage=Stage.MET, unit=AUDIT, met_at="2026-11-20T09:00:00", due="2026-11-30"),
    group_task(7, None, title="待分的事项", unit=None, stage=Stage.UNCLAIMED, due="2026-11-25"),
    group_task(8, 8, title="卫生测评", kind=Kind.CHECK, unit=HOUSING, due="2026-11-01"),
    group_task(9, 1, title="作废的绿化", void_reason="重复"),
)
URGENT = (8, 3, 1, 5, 7, 2, 4, 6)
"""All that is not void: what is open by its deadline, then what is done."""


@pytest.fixture
async def board(board_path: Path) -> AsyncIterator[Desk]:
    """The board, before the list is opened."""
    async with opened(board_path, history(*EIGHT, *TASKS), size=(200, 30)) as found:
        yield found
        assert not found.app._notifications


@pytest.fixture
async def desk(board: Desk) -> Desk:
    """The list, opened on the overview at task 3: the first of the second group."""
    await board.press("right", "t")
    return board


def screen(desk: Desk) -> ListScreen:
    """The list, also when another screen lies over it."""
    return next(each for each in desk.app.screen_stack if isinstance(each, ListScreen))


def table(desk: Desk) -> TaskTable:
    return screen(desk).tasks_view


def on_the_board(desk: Desk) -> bool:
    return desk.app.screen is desk.screen


async def select(desk: Desk, no: int) -> None:
    await desk.press("home", *["down"] * table(desk).numbers.index(no))
    assert table(desk).selected == no


async def sort_by(desk: Desk, column: str, times: int = 1) -> None:
    step = COLUMNS.index(column) - COLUMNS.index(table(desk).chosen)
    await desk.press(*["right" if step > 0 else "left"] * abs(step), *["tab"] * times)
    assert table(desk).chosen == column


# ---- there and back


@pytest.mark.parametrize("key", ["t", "T", "ｔ", "ctrl+t"])
async def test_it_opens_at_the_same_task_and_closes_with_the_same_key(board: Desk, key: str):
    await board.press("right")
    assert board.selected == 3
    await board.press(key)
    assert table(board).numbers == URGENT
    assert table(board).selected == 3
    assert "清单 8 项" in board.head
    await board.press("down", key)
    assert on_the_board(board)
    assert (board.selected, board.column) == (1, "第1组")


async def test_esc_takes_the_marks_then_the_filter_then_leads_back(desk: Desk):
    await desk.press("o", "space", "escape")
    assert not desk.session.marked
    assert table(desk).numbers == (8, 3, 1)
    await desk.press("escape")
    assert table(desk).numbers == URGENT
    await desk.press("escape")
    assert on_the_board(desk)


@pytest.mark.parametrize(
    ("no", "mode", "kinds"), [(2, OVERVIEW, ""), (7, INBOX, ""), (8, OVERVIEW, "含测评"), (6, OVERVIEW, "")]
)
async def test_the_board_shows_the_task_that_was_selected(desk: Desk, no: int, mode: str, kinds: str):
    await select(desk, no)
    await desk.press("escape")
    assert (desk.selected, desk.view.view.mode) == (no, mode)
    assert ("含测评" in desk.head) == bool(kinds)


async def test_a_task_that_the_columns_do_not_show_is_not_selected_by_opening(board: Desk):
    await board.press("4", "t")
    assert board.screen.target() is None
    assert table(board).selected == URGENT[0]


@pytest.mark.parametrize(("key", "mode", "group"), [("2", GROUP, 12), ("0", OVERVIEW, None), ("9", INBOX, None)])
async def test_a_digit_leads_to_that_board(desk: Desk, key: str, mode: str, group: int | None):
    await desk.press(key)
    assert on_the_board(desk)
    assert (desk.view.view.mode, desk.view.view.group) == (mode, group)
    assert (desk.selected == 3) == (mode != INBOX)


async def test_a_group_that_does_not_exist_is_said_where_one_is(board_path: Path):
    async with opened(board_path, history(*EIGHT[:3], group_task(1)), size=(160, 24)) as desk:
        await desk.press("t", "5")
        assert "没有第 5 组" in desk.foot
        assert not on_the_board(desk)


async def test_enter_opens_the_task_and_esc_leads_back_to_the_list(desk: Desk):
    await desk.press("enter")
    assert isinstance(desk.app.screen, DetailScreen)
    assert "河道清淤" in desk.text
    await desk.press("escape")
    assert desk.app.screen is screen(desk)
    assert table(desk).selected == 3


@pytest.mark.parametrize("keys", ["n", "f2", "enter n"])
async def test_a_new_task_is_typed_on_the_board_in_the_group_of_the_selected_one(desk: Desk, keys: str):
    await desk.press("down", *keys.split())
    assert on_the_board(desk)
    assert "归入：第1组" in desk.text or "第1组" in desk.lines[-4]
    await desk.type("新的事项")
    await desk.press("enter", "escape", "t")
    new = max(desk.board.tasks)
    assert desk.board.tasks[new].title == "新的事项"
    assert desk.board.tasks[new].group == 11
    assert table(desk).selected == new


async def test_a_line_typed_behind_the_key_is_not_lost(desk: Desk):
    await desk.burst("n", "抢", "修", "enter")
    assert desk.board.tasks[max(desk.board.tasks)].title == "抢修"


async def test_the_list_is_found_as_it_was_left(desk: Desk):
    await sort_by(desk, "unit")
    await desk.press("z", "escape", "t")
    assert table(desk).chosen == "unit"
    assert "按责任单位排" in desk.head
    assert "任务 问题 项目" in desk.head


# ---- acting


Done = Callable[[Desk, int], bool]
ACTS: list[tuple[str, tuple[str, ...], Done]] = [
    ("a", ("住建局",), lambda desk, no: desk.board.tasks[no].unit == HOUSING),
    ("d", ("2026-12-08", "会议决定"), lambda desk, no: desk.board.tasks[no].due == "2026-12-08"),
    ("p", ("进场",), lambda desk, no: [note.text for note in desk.board.notes(no)] == ["进场"]),
    ("c", ("",), lambda desk, no: len(desk.board.urges(no)) == 1),
    ("!", (), lambda desk, no: desk.board.tasks[no].priority is Priority.HIGH),
    (".", (), lambda desk, no: desk.board.tasks[no].stage is Stage.MET),
    ("f", ("5",), lambda desk, no: desk.board.tasks[no].group == 15),
    ("delete", ("重复",), lambda desk, no: desk.board.tasks[no].void_reason == "重复"),
]
"""Each acting key, what is typed into what it opens, and how one knows that it was done to a task."""


async def act(desk: Desk, key: str, lines: tuple[str, ...]) -> None:
    await desk.press(key)
    for line in lines:
        await desk.type(line)
        await desk.press("enter")
    assert desk.app.screen is screen(desk)


@pytest.mark.parametrize(("key", "lines", "done"), ACTS, ids=[key for key, *_ in ACTS])
async def test_every_acting_key_acts_on_the_selected_task(desk: Desk, key: str, lines: tuple[str, ...], done: Done):
    before = {no for no in URGENT if done(desk, no)}
    await select(desk, 2)
    await act(desk, key, lines)
    assert {no for no in URGENT if done(desk, no)} == before | {2}
    assert "#2" in desk.foot
    assert table(desk).selected == (2 if key != "delete" else 4)
    await desk.press("u")
    assert "已撤销" in desk.foot
    assert not done(desk, 2)
    assert table(desk).numbers == URGENT


@pytest.mark.parametrize(("key", "lines", "done"), ACTS, ids=[key for key, *_ in ACTS])
async def test_every_acting_key_takes_the_marked_ones_in_one_change(
    desk: Desk, key: str, lines: tuple[str, ...], done: Done
):
    await select(desk, 3)
    await desk.press("space", "space")
    assert "已选 2" in desk.head
    assert desk.text.count("\n*") == 2
    seq = desk.board.seq
    await act(desk, key, lines)
    assert [no for no in (1, 2, 3, 4) if done(desk, no)] == [1, 3]
    assert desk.board.seq == seq + 1
    assert not desk.session.marked
    assert "\n*" not in desk.text
    await desk.press("u")
    assert not done(desk, 1)
    assert not done(desk, 3)
    assert table(desk).numbers == URGENT


@pytest.mark.parametrize("key", ["e", "b", "i", "w"])
async def test_the_other_dialogs_open_over_the_list_and_leave_it_as_it_was(desk: Desk, key: str):
    await desk.press(key)
    assert desk.app.screen is not screen(desk)
    await desk.press("escape")
    assert desk.app.screen is screen(desk)
    assert table(desk).selected == 3


async def test_a_void_task_is_restored_from_the_list(desk: Desk):
    await desk.press("/")
    await desk.type("作废")
    await desk.press("enter", "ctrl+delete")
    assert not desk.board.tasks[9].is_void
    assert table(desk).numbers == ()


async def test_marks_are_the_same_on_both_screens(desk: Desk):
    await desk.press("ctrl+a", "t")
    assert on_the_board(desk)
    assert "已选 8" in desk.head
    assert "*急 垃圾清运" in desk.text
    await desk.press("escape", "t")
    assert "已选" not in desk.head
    assert "\n*" not in desk.text
    await desk.press("space", "t", "escape", "t")
    assert "\n*" not in desk.text


async def test_nothing_selected_is_answered_in_words_of_the_list(desk: Desk):
    await desk.press("/")
    await desk.type("没有这样的事")
    await desk.press("enter")
    for key in ("a", "space", "enter", "delete"):
        await desk.press(key)
        assert "没有符合的事项，按 Esc 看全部" in desk.foot


# ---- finding


async def test_the_filter_narrows_both_screens(desk: Desk):
    await desk.press("/")
    await desk.type("@交通局 ")
    assert table(desk).numbers == (3, 4)
    assert "清单 2 项" in desk.head
    assert "逾期 1" in desk.head
    await desk.press("enter", "t")
    assert on_the_board(desk)
    assert sorted(desk.view.numbers) == [3, 4]
    await desk.press("/", "escape", "t")
    assert table(desk).numbers == URGENT


async def test_a_filter_of_the_board_holds_in_the_list(board: Desk):
    await board.press("o", "t")
    assert table(board).numbers == (8, 3, 1)
    await board.press("escape", "escape")
    assert on_the_board(board)
    assert "筛选" not in board.head
    assert len(board.view.numbers) == 6


async def test_void_tasks_are_listed_when_they_are_asked_for(desk: Desk):
    await desk.press("/")
    await desk.type("作废")
    await desk.press("enter")
    assert table(desk).numbers == (9,)
    assert "作废的绿化" in desk.text
    await desk.press("t")
    assert on_the_board(desk)


async def test_the_selection_stays_while_the_filter_keeps_its_task_and_goes_to_its_neighbour_else(desk: Desk):
    await select(desk, 1)
    await desk.press("/")
    await desk.type("绿化")
    assert (table(desk).numbers, table(desk).selected) == ((1, 2), 1)
    await desk.press(*["backspace"] * 2)
    await desk.paste("@交通局")
    assert (table(desk).numbers, table(desk).selected) == ((3, 4), 4)
    await desk.press("escape")
    assert (table(desk).numbers, table(desk).selected) == (URGENT, 1)


async def test_what_the_filter_hid_does_not_come_back_to_one_who_went_on_or_by_somebody_elses_hand(desk: Desk):
    await select(desk, 1)
    await desk.press("/")
    await desk.type("@交通局")
    await desk.press("enter", "up", "escape")
    assert table(desk).selected == 3
    await select(desk, 8)
    with Elsewhere(desk.path) as other:
        other.does(do.void, 8, reason="重复")
        await desk.poll()
        assert table(desk).selected == 3
        other.does(do.restore, 8)
        await desk.poll()
    assert table(desk).numbers == URGENT
    assert table(desk).selected == 3


async def test_a_number_leads_to_its_task_whatever_is_narrowed(desk: Desk):
    await desk.press("z", "z")
    assert table(desk).numbers == (5,)
    await desk.press("#", "8", "enter")
    assert table(desk).selected == 8
    assert table(desk).numbers == URGENT


@pytest.mark.parametrize(
    ("times", "numbers", "word"),
    [
        (0, URGENT, ""),
        (1, (3, 1, 5, 7, 2, 4, 6), "任务 问题 项目"),
        (2, (5,), "只看问题"),
        (3, (), "只看项目"),
        (4, URGENT, ""),
    ],
)
async def test_kinds_go_round(desk: Desk, times: int, numbers: tuple[int, ...], word: str):
    await desk.press(*["z"] * times)
    assert table(desk).numbers == numbers
    assert word in desk.head
    if not numbers:
        assert "没有这一种事项，按 F12 或 z 换一种" in desk.text


async def test_nothing_found_is_one_line_in_the_middle(desk: Desk):
    await desk.press("/")
    await desk.type("没有这样的事")
    await desk.press("enter")
    [line] = [line for line in desk.lines if "没有符合的事项，按 Esc 看全部" in line]
    left, right = len(line) - len(line.lstrip()), len(line) - len(line.rstrip())
    assert abs(left - right) <= 1
    await desk.press("escape")
    assert table(desk).numbers == URGENT


async def test_an_empty_board_says_how_to_begin(board_path: Path):
    async with opened(board_path, history(*EIGHT)) as desk:
        await desk.press("t", "tab", "down", "end", "pageup")
        assert "还没有事项，按 F2 或 n 新增" in desk.text


# ---- sorting


@pytest.mark.parametrize(
    ("column", "numbers", "reverse"),
    [
        ("lamp", (8, 3, 1, 5, 7, 2, 4, 6), (6, 4, 2, 7, 5, 1, 3, 8)),
        ("no", (1, 2, 3, 4, 5, 6, 7, 8), (8, 7, 6, 5, 4, 3, 2, 1)),
        ("title", (4, 7, 2, 3, 5, 1, 8, 6), (6, 8, 1, 5, 3, 2, 7, 4)),
        ("group", (1, 2, 3, 4, 5, 6, 8, 7), (8, 5, 6, 3, 4, 1, 2, 7)),
        ("unit", (1, 5, 2, 6, 3, 4, 8, 7), (8, 3, 4, 6, 1, 5, 2, 7)),
        ("person", (2, 4, 1, 3, 8, 5, 7, 6), (3, 1, 2, 4, 8, 5, 7, 6)),
        ("due", (8, 3, 1, 5, 7, 6, 2, 4), (2, 6, 7, 5, 1, 3, 8, 4)),
        ("stage", (7, 8, 3, 1, 5, 2, 4, 6), (6, 8, 3, 1, 5, 2, 4, 7)),
        ("kind", (3, 1, 7, 2, 4, 6, 5, 8), (8, 5, 3, 1, 7, 2, 4, 6)),
    ],
)
async def test_a_column_sorts_both_ways_and_the_selection_stays(
    desk: Desk, column: str, numbers: tuple[int, ...], reverse: tuple[int, ...]
):
    """Chinese goes by pinyin: 城管局 督查室 交通局 住建局. What a column does not part stays by urgency."""
    await select(desk, 5)
    await sort_by(desk, column, times=2 if column == "lamp" else 1)
    assert table(desk).numbers == numbers
    assert table(desk).selected == 5
    await desk.press("tab")
    assert table(desk).numbers == reverse
    assert table(desk).selected == 5


async def test_the_head_says_how_it_is_sorted(desk: Desk):
    assert "灯^" in desk.lines[1]
    await sort_by(desk, "due")
    assert "灯^" not in desk.lines[1]
    assert "时限^" in desk.lines[1]
    assert "按时限排" in desk.head
    await desk.press("tab")
    assert "时限v" in desk.lines[1]
    assert "按时限倒排" in desk.head
    await desk.press(*["left"] * 6, "tab")
    assert "灯^" in desk.lines[1]
    assert "排" not in desk.head


async def test_the_chosen_column_stays_within_the_table(desk: Desk):
    await desk.press(*["left"] * 3)
    assert table(desk).chosen == "lamp"
    await desk.press(*["l"] * 20)
    assert table(desk).chosen == "kind"


async def test_a_sorted_list_stays_sorted_when_somebody_changes_it(desk: Desk):
    await sort_by(desk, "title")
    await select(desk, 3)
    with Elsewhere(desk.path) as other:
        other.does(do.edit, 2, title="装修")
        await desk.poll()
        assert table(desk).numbers == (4, 7, 3, 5, 1, 8, 6, 2)
        other.does(do.void, 7, reason="重复")
        await desk.poll()
    assert 7 not in table(desk).numbers
    assert table(desk).selected == 3


def test_the_numbers_are_the_very_same_while_nothing_moved():
    [change] = history(*EIGHT, *TASKS)
    snapshot = apply(Board(), change)
    listing = Listing(Messages())
    for column in COLUMNS:
        for reverse in (False, True):
            order = Order(column, reverse)
            found = listing.numbers(snapshot, ALL_KINDS, order)
            assert sorted(found) == sorted(URGENT)
            assert listing.numbers(snapshot, ALL_KINDS, order) is found


# ---- live


async def test_what_others_do_is_seen_and_the_selection_stays(desk: Desk):
    await select(desk, 2)
    with Elsewhere(desk.path) as other:
        other.does(do.add, "急件", group=11, due="2026-11-02")
        other.does(do.void, 3, reason="重复")
        await desk.poll()
        assert "急件" in desk.text
        assert "河道清淤" not in desk.lines[2:10]
        assert table(desk).selected == 2
        assert "同事" in desk.foot
        other.does(do.set_deadline, 2, "2026-11-01")
        await desk.poll()
    assert table(desk).selected == 2
    assert table(desk).numbers[0] == 2


@pytest.mark.parametrize(("no", "neighbour"), [(8, 3), (5, 7), (6, 4)])
async def test_where_the_selected_task_goes_its_neighbour_takes_over(desk: Desk, no: int, neighbour: int):
    await select(desk, no)
    with Elsewhere(desk.path) as other:
        other.does(do.void, no, reason="重复")
        await desk.poll()
    assert table(desk).selected == neighbour


async def test_what_others_changed_is_marked_for_a_moment(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def ground(no: int) -> object:
        row = table(desk).numbers.index(no) + 2
        return [segment.style.bgcolor for segment in desk.strips[row] if segment.style][2]

    plain = ground(7), ground(5)
    with Elsewhere(desk.path) as other:
        other.does(do.note, 7, "已联系")
        await desk.poll()
    assert ground(7) != plain[0]
    assert ground(5) == plain[1]
    monkeypatch.setattr(foot, "monotonic", lambda: 10**9)
    await desk.at(MORNING)
    assert ground(7) == plain[0]


async def test_the_lamps_follow_the_clock(desk: Desk):
    assert "今日" in desk.lines[5]
    await desk.at(MORNING + timedelta(days=1))
    assert "逾1天" in desk.lines[5]
    assert "09:04" in desk.head


async def test_a_store_that_cannot_be_read_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def fails() -> None:
        raise StoreError("unreadable", path="/board", detail="share is away")

    with monkeypatch.context() as patched:
        patched.setattr(desk.session.reader, "poll", fails)
        await desk.poll()
        assert "share is away" in desk.foot
        await desk.press("down")
        assert table(desk).selected == 1
        assert "share is away" in desk.foot
    await desk.poll()
    assert "share is away" not in desk.foot


async def test_a_poll_without_news_paints_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    painted: list[object] = []
    monkeypatch.setattr(table(desk), "_paint", lambda: painted.append(1))
    for _ in range(5):
        await desk.poll()
    assert not painted


# ---- moving about


@pytest.fixture
async def long(board_path: Path) -> AsyncIterator[Desk]:
    """A hundred tasks, twenty rows."""
    tasks = [group_task(no, 1 + no % 8, due=f"2026-12-{1 + no // 5:02}") for no in range(1, 101)]
    async with opened(board_path, history(*EIGHT, *tasks), size=(120, 24)) as desk:
        await desk.press("t", "home")
        yield desk


@pytest.mark.parametrize(
    ("keys", "no"),
    [
        ("down down", 3),
        ("j j k", 2),
        ("up", 1),
        ("end", 100),
        ("end down", 100),
        ("pagedown", 20),
        ("pagedown pagedown pageup", 20),
        ("end pageup", 81),
        ("end home", 1),
    ],
)
async def test_moving(long: Desk, keys: str, no: int):
    await long.press(*keys.split())
    assert table(long).selected == no
    assert f"#{no} " in long.text


async def test_how_many_lie_above_and_below_is_counted(long: Desk):
    assert "下面还有 80" in long.lines[-2]
    assert "上面" not in long.lines[-2]
    await long.press("end", "pageup", "up")
    assert "上面还有 79    下面还有 1" in long.lines[-2]


async def test_the_mouse(long: Desk):
    await long.pilot.click(offset=(30, 5))
    await long.settle()
    assert table(long).selected == 4
    await long.pilot.click(offset=(30, 7), times=2)
    await long.settle()
    assert isinstance(long.app.screen, DetailScreen)
    await long.press("escape")
    number = long.lines[1].index("编号")
    await long.pilot.click(offset=(number + 1, 1))
    await long.settle()
    assert "编号^" in long.lines[1]
    await long.pilot.click(offset=(number + 1, 1))
    await long.settle()
    assert "编号v" in long.lines[1]
    assert table(long).selected == 6
    assert "#6 " in long.text
    await long.pilot.click(offset=(30, 22))  # the line that counts the others
    await long.settle()
    assert table(long).selected == 6


async def test_the_wheel_scrolls_and_the_selection_stays_behind(long: Desk):
    scroll = MouseScrollDown(table(long), 30, 5, 0, 1, 0, False, False, False)
    for _ in range(2):
        table(long).post_message(scroll)
        await long.settle()
    assert "上面还有 6" in long.lines[-2]
    assert table(long).selected == 1
    with Elsewhere(long.path) as other:
        other.does(do.note, 50, "进展")
        await long.poll()
    assert "上面还有 6" in long.lines[-2]
    await long.press("down")
    assert table(long).selected == 2
    assert "#2 " in long.text


# ---- sizes and odd words

SIZES = [(80, 24), (120, 30), (160, 48), (200, 50), (320, 90), (40, 10)]


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (40, "lamp title"),
        (80, "lamp no title unit"),
        (120, "lamp no title group unit due stage"),
        (160, "lamp no title group unit person due stage kind"),
        (200, "lamp no title group unit person due stage kind"),
    ],
)
async def test_which_columns_there_is_room_for(board_path: Path, width: int, columns: str):
    async with opened(board_path, demo_history(), size=(width, 24)) as desk:
        await desk.press("t")
        assert list(table(desk).columns) == columns.split()
        assert {cell_len(line) for line in desk.lines} == {width}


async def test_a_resize_keeps_the_selection_the_order_and_whole_lines(board_path: Path):
    async with opened(board_path, demo_history(), size=(200, 50)) as desk:
        await desk.press("t", *["right"] * 7, "tab", "end", "up")
        assert table(desk).chosen == "stage"
        no, numbers = table(desk).selected, table(desk).numbers
        for width, height in (*SIZES, (1, 1), (3, 2), (400, 4), (200, 50)):
            await desk.resize(width, height)
            assert (table(desk).selected, table(desk).numbers) == (no, numbers)
            assert {cell_len(line) for line in desk.lines} == {width}
            if width >= 80:
                assert f"#{no} " in desk.text
                assert "按阶段排" in desk.head


async def test_a_chosen_column_that_has_no_room_any_more_gives_way(board_path: Path):
    async with opened(board_path, demo_history(), size=(200, 50)) as desk:
        await desk.press("t", *["right"] * 8)
        assert table(desk).chosen == "kind"
        await desk.resize(80, 24)
        assert table(desk).chosen == "lamp"
        await desk.press("right", "tab")
        assert table(desk).chosen == "no"


async def test_hostile_titles_push_nothing_out_of_line(board_path: Path):
    tasks = [
        group_task(no, title=title, person=title[:60], due="2026-11-20")
        for no, title in enumerate(WRITABLE.values(), 1)
    ]
    async with opened(board_path, history(*EIGHT, *tasks), size=(160, 48)) as desk:
        await desk.press("t")
        for size in ((160, 48), (80, 24), (40, 10), (320, 90)):
            await desk.resize(*size)
            for key in ("home", "pagedown", "end"):
                await desk.press(key)
                for strip in desk.strips:
                    assert cell_len(strip.text) == sum(cell_len(segment.text) for segment in strip) == size[0]
                    assert not {"\x1b", "\x9b", "\x00", "\u202e", "\u200b", "\u200d", "\n"} & set(strip.text)


async def test_the_gap_between_two_columns_is_blank_on_every_row(board_path: Path):
    tasks = [group_task(no, title=title) for no, title in enumerate(WRITABLE.values(), 1)]
    async with opened(board_path, history(*EIGHT, *tasks), size=(160, 48)) as desk:
        await desk.press("t")
        for span in table(desk)._spans[:-1]:
            end = span.left + span.width
            assert {strip.crop(end, end + 2).text for strip in desk.strips[1:-2]} == {"  "}


async def test_the_themes_paint_the_list_anew(desk: Desk):
    before = desk.strips[3]
    await desk.app.run_action("use_theme('board-light')")
    await desk.settle()
    assert desk.strips[3].text == before.text
    assert [segment.style for segment in desk.strips[3]] != [segment.style for segment in before]


# ---- where nothing can be changed, and the other ways to a key


async def test_a_read_only_board_lists_and_refuses(board_path: Path):
    async with opened(board_path, history(*EIGHT, *TASKS), size=(160, 24), read_only=True) as desk:
        before = desk.bytes()
        await desk.press("t", "tab", "o", "down", "space")
        assert "只读" in desk.head
        for key in ("a", "c", "n", "delete", "."):
            await desk.press(key)
            assert "这是只读看板，不能修改" in desk.foot
        assert "F3 a" not in desk.foot
        assert desk.bytes() == before
        await desk.press("escape", "escape", "escape")
        assert on_the_board(desk)


async def test_the_palette_acts_on_the_list(desk: Desk):
    await select(desk, 2)
    await desk.press("ctrl+p")
    await desk.type("催办")
    await desk.settled_palette()
    await desk.press("enter", "enter")
    assert desk.app.screen is screen(desk)
    assert len(desk.board.urges(2)) == 1


async def test_help_lies_over_the_list_and_leads_back_to_it(desk: Desk):
    await desk.resize(200, 60)
    await desk.press("?")
    assert "清单按选中的列排序" in desk.text
    await desk.press("escape")
    assert desk.app.screen is screen(desk)


async def test_leaving_with_an_unsaved_line_shows_it_on_the_board(desk: Desk):
    await desk.press("n")
    await desk.type("没录完")
    await desk.press("escape", "t", "ctrl+q")
    assert on_the_board(desk)
    assert desk.screen.query_one("#entry-text", Input).value == "没录完"


async def test_the_list_in_english(board_path: Path):
    async with opened(board_path, history(*EIGHT, *TASKS), size=(200, 24), lang="en") as desk:
        await desk.press("t", "right", "tab")
        assert "List 8" in desk.head
        assert "by No" in desk.head
        assert "No^" in desk.lines[1]
        assert "Tab sort" in desk.foot
