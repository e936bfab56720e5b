"""What stands around every scene."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from board.model import figures
from board.model.entities import AgendaItem, Meeting, Office, Pause, Turn
from board.ui.wall import digits
from board.ui.wall.room import Scene
from tests.ui.support import EIGHT, MORNING, group_task, history
from tests.ui.wall.frames import SIZES, STYLES, drawn, eight, filled, group, made, overdue, painted, room, text

SMALL, LARGE = (120, 30), (160, 48)
BOTH = pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)


def large(said: str) -> list[str]:
    """Digits as `drawn` draws them."""
    rows = digits.paint(STYLES, "head", said)
    return [
        "".join(("#" if seg.style.bgcolor == STYLES("head").color else " ") * seg.cell_length for seg in row)
        for row in rows
    ]


@BOTH
def test_whose_board_it_is_and_that_it_is_a_demo(size):
    shown = text(room(), *size).replace(" ", "")
    assert "二七区百城提质暨文明城市创建" in shown
    assert "演示数据" in shown
    assert "演示数据" not in text(room(filled(3)), *size)


def test_the_counts_are_words_where_there_is_no_room_for_large_ones():
    line = text(room(), *SMALL).splitlines()[1]
    assert line.split() == "逾期 24 今日 8 3日内 23 在办 171 办结 19 待分办 36 逾3".split()


def test_the_counts_and_the_clock_are_large_where_there_is_room():
    shown = drawn(room(), *LARGE).splitlines()
    for row, (red, clock) in enumerate(zip(large("24"), large("09:04"), strict=True)):
        assert red in shown[1 + row]
        assert shown[1 + row].endswith(clock.rstrip())
    assert "逾期" in shown[0]


def test_where_there_is_room_for_one_the_lamps_are_large_and_the_clock_is_a_word():
    shown = drawn(room(), 110, 40).splitlines()
    assert [red for red, line in zip(large("24"), shown[1:], strict=False) if red not in line] == []
    assert "09:04" in shown[2]


@BOTH
def test_the_item_that_has_the_floor_and_its_clock(size):
    start = (MORNING - timedelta(minutes=64)).isoformat()
    item = AgendaItem(group=11, minutes=10)
    turn = Turn(group=11, start=(MORNING - timedelta(minutes=12)).isoformat())
    meeting = Meeting(id=1, number=3, name="推进会", start=start, agenda=(item,), turns=(turn,))
    assert "推进会    已开 1:04    议题 第1组 0:12 / 10分钟" in text(room(eight(meeting)), *size)
    paused = msgspec.structs.replace(meeting, pauses=(Pause(start=turn.start),))
    assert "推进会    已开 0:52，休会    议题 第1组 0:00 / 10分钟" in text(room(eight(paused)), *size)


@pytest.mark.parametrize("size", [*SIZES, (100, 44), (130, 44)], ids=str)
def test_counts_of_a_very_large_board(size, monkeypatch):
    counts = figures.Counts(total=10**7, active=10**6, closed=10**5, red=1_234_567, orange=100_000, yellow=98_765)
    monkeypatch.setattr(figures, "counts", lambda *_: counts)
    painted(room(), *size)


def test_the_clock_is_there_at_any_size():
    for size in ((80, 24), (40, 12), (20, 8), (60, 100)):
        assert "09:04" in text(room(), *size)


@BOTH
def test_the_meeting_and_for_how_long_it_has_run(size):
    meeting = Meeting(id=1, number=3, name="推进会", start=(MORNING - timedelta(minutes=64)).isoformat())
    assert "推进会    已开 1:04" in text(room(eight(meeting)), *size)
    over = msgspec.structs.replace(meeting, end=MORNING.isoformat())
    assert "推进会" not in text(room(eight(over)), *size)


@BOTH
def test_a_lamp_is_a_word_on_its_colour(size):
    board = eight(overdue(1), group_task(2, due="2026-11-23"), group_task(3, due="2026-11-25"))
    grounds = {
        segment.text.split()[0]: segment.style.bgcolor
        for strip in painted(room(board), *size)[: 2 if size == SMALL else 1]
        for segment in strip
        if segment.style and segment.text.split()
    }
    assert grounds["逾期"] == STYLES("red").bgcolor
    assert grounds["今日"] == STYLES("orange").bgcolor
    assert grounds["3日内"] == STYLES("yellow").bgcolor


@BOTH
def test_the_scene_its_place_and_why_it_is_on(size):
    shown = text(room(scene=group(7), page=1), *size)
    assert "7 治 脏" in shown
    assert "第 2/" in shown
    assert "已暂停" not in shown
    assert "跟随主屏" not in shown
    assert "已暂停" in text(room(paused=True), *size)
    assert "跟随主屏" in text(room(following=True), *size)


@BOTH
def test_a_held_frame_says_so_in_a_band_and_since_when(size):
    area = painted(room(held="15:04"), *size)
    [band] = [strip for strip in area if "画 面 保 持 15:04" in strip.text]
    assert {segment.style.bgcolor for segment in band} == {STYLES("badge").bgcolor}
    assert "总 览" not in text(room(held="15:04"), *size)


def test_the_ticker_goes_through_what_is_overdue_piece_by_piece():
    board = eight(*(overdue(no, title=f"第{no:02}件要事") for no in range(1, 13)))
    pieces = [text(room(board, step=step), *SMALL).splitlines()[-2] for step in range(12)]
    assert all("逾期 12 项" in piece for piece in pieces)
    assert "第01件要事 城管局 逾3天" in pieces[0]
    assert all(any(f"第{no:02}件要事" in piece for piece in pieces) for no in range(1, 13))
    assert pieces[0] in pieces[1:]
    assert ".." not in "".join(pieces)


def test_a_long_title_in_the_ticker_leaves_the_unit_and_the_days():
    line = text(room(eight(overdue(1, title="长" * 300))), *SMALL).splitlines()[-2]
    assert line.rstrip().endswith(".. 城管局 逾3天")


def test_nothing_is_overdue():
    assert "没有逾期事项" in text(room(filled(3)), *SMALL)


@pytest.mark.parametrize("size", [SMALL, LARGE, (20, 8), (40, 12)], ids=str)
def test_what_was_just_decided_stands_in_the_tickers_place(size):
    shown = text(room(news="#35 交办"), *size)
    assert "刚刚议定" in shown
    assert "逾期 24 项" not in shown


@BOTH
def test_how_old_the_data_are_and_why(size):
    late = MORNING + timedelta(seconds=9)
    last = text(room(read_at=late, trouble="读不到看板，每秒再试"), *size).splitlines()[-1]
    assert last.strip().startswith("读不到看板，每秒再试")
    assert last.endswith("数据截至 09:04:09")


@BOTH
@pytest.mark.parametrize("shown", [False, True])
def test_the_ranking_is_there_only_where_the_board_wants_it(size, shown: bool):
    office = Office(id=1, office="提质办", title="提质看板", weights={"closure": 60, "on_time": 40}, wall_ranking=shown)
    board = made(history(office, *EIGHT[1:], group_task(1, 1), overdue(2, group=2)))
    strip = text(room(board), *size).splitlines()[-3 if size == SMALL else -5]
    assert strip.split() == ("排名 1 第1组 40 2 第2组 0".split() if shown else [])


def test_a_curtain_shows_nothing_of_the_board():
    shown = text(room(scene=Scene("curtain"), held="15:04"), *LARGE)
    assert [line.strip() for line in shown.splitlines() if line.strip()] == [
        "二 七 区 百 城 提 质 暨 文 明 城 市 创 建",
        "画 面 保 持 15:04",
    ]


@pytest.mark.parametrize(("said", "scale"), [("0123456789", 1), ("15:04", 1), ("12-31", 2), ("", 1)])
def test_large_digits_are_as_wide_as_they_say(said: str, scale: int):
    rows = digits.paint(STYLES, "red", said, scale=scale)
    assert len(rows) == digits.ROWS * scale
    assert {row.cell_length for row in rows} == {digits.width(said, scale)}
    assert not "".join(row.text for row in rows).strip()


def test_no_two_digits_look_alike():
    assert len({tuple(large(digit)) for digit in "0123456789"}) == 10


COUNTS, INBOX = "逾期 24 今日 8 3日内 23 在办 171 办结 19".split(), "待分办 36 逾3".split()


@pytest.mark.parametrize("width", range(40, 130))
def test_counts_in_words_are_whole_or_left_out(width: int):
    said = text(room(), width, 30).splitlines()[1].split()
    assert said in [COUNTS[:most] + inbox for most in (6, 8, 10) for inbox in ([], INBOX)]
