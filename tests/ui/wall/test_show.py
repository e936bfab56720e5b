"""What a wall shows from moment to moment, over a real board and a real desk beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from board import commands, wiring
from board.commands.meetings import start_meeting
from board.errors import StoreError
from board.ui.wall import record
from board.ui.wall.director import FOLLOW_SECONDS
from board.ui.wall.room import CURTAIN, GROUP, OVERVIEW, SPOTLIGHT, Scene
from board.ui.wall.show import GLOW_SECONDS, NEWS_SECONDS
from tests.support import HOUSING
from tests.ui.support import EIGHT, group_task, history
from tests.ui.wall.support import Desk, Wall


@pytest.fixture
def path(board_path: Path) -> Path:
    wiring.create_board(
        board_path, history(*EIGHT, group_task(1, due="2026-11-20"), group_task(2, 3), group_task(3, None))
    )
    return board_path


def test_it_begins_with_the_overview_and_the_newest_board(path: Path):
    room = Wall(path).room
    assert (room.scene, room.following, room.held, room.trouble) == (Scene(OVERVIEW), False, "", "")
    assert sorted(room.board.tasks) == [1, 2, 3]


def test_nothing_is_painted_again_before_something_is_another_one(path: Path):
    wall = Wall(path)
    wall.after(1)
    wall.time.passed += 0.3
    assert not wall.show.step()
    wall.time.passed += 1
    assert wall.show.step()


def test_it_is_due_when_the_next_second_has_been_read(path: Path):
    wall = Wall(path, rotate=0)
    assert wall.show.due_in() == pytest.approx(1.1)
    wall.after(0.4)
    assert wall.show.due_in() == pytest.approx(0.7)


def test_it_is_due_when_a_glow_ends_when_the_news_end_and_when_a_page_turns(path: Path, desk: Desk):
    wall = Wall(path, rotate=20)
    desk.does(commands.assign, 2, HOUSING)
    wall.after()
    for seconds in (GLOW_SECONDS, NEWS_SECONDS, 20.0):
        wall.after(seconds - 0.2 - wall.time.passed)
        assert wall.show.due_in() == pytest.approx(0.2)
        wall.after(0.2)


def test_while_the_frame_is_held_it_is_due_once_a_second(path: Path, desk: Desk):
    wall = Wall(path, rotate=2)
    desk.does(commands.assign, 2, HOUSING)
    wall.after()
    desk.asks(hold="2026-11-23T15:04:00")
    for _ in range(3):
        wall.after(4)
        assert wall.show.due_in() == pytest.approx(1.1)


def test_following_ends_when_it_is_due(path: Path, desk: Desk):
    wall = Wall(path, rotate=20)
    desk.stands(group=13, task=2)
    assert wall.after(0.05).following
    assert wall.after(FOLLOW_SECONDS - 0.5).following
    assert wall.show.due_in() == pytest.approx(0.5)
    assert not wall.after(0.5).following


def test_a_change_is_seen_at_the_next_look_glows_and_is_told(path: Path, desk: Desk):
    wall = Wall(path)
    desk.does(commands.assign, 2, HOUSING)
    room = wall.after()
    assert room.board.tasks[2].unit == HOUSING
    assert room.fresh == {2}
    assert "#2" in room.news
    assert wall.after(GLOW_SECONDS - 0.1).fresh == {2}
    assert wall.after(0.1).fresh == frozenset()
    assert room.news == wall.room.news
    assert wall.after(NEWS_SECONDS).news == ""


def test_what_was_decided_at_the_meeting_is_there_and_what_was_taken_back_is_not(path: Path, desk: Desk):
    desk.does(commands.note, 1, "开会以前")
    desk.does(start_meeting, "第三次推进会")
    wall = Wall(path)
    assert wall.room.decided == ()
    desk.does(commands.assign, 2, HOUSING)
    desk.does(commands.note, 1, "已开工")
    assert [(each.task, each.what) for each in wall.after().decided] == [(1, "note"), (2, "assign")]
    last = next(iter(desk.store.history()))
    desk.does(commands.undo, last)
    assert [(each.task, each.what) for each in wall.after().decided] == [(2, "assign")]
    assert [each.task for each in Wall(path).room.decided] == [2]


def test_what_the_desk_shows_is_shown_and_the_rotation_comes_back(path: Path, desk: Desk):
    wall = Wall(path)
    desk.stands(group=13, task=2)
    room = wall.after(0.05)
    assert (room.scene, room.selected, room.following) == (Scene(GROUP, group=13), 2, True)
    room = wall.after(FOLLOW_SECONDS)
    assert (room.scene, room.selected, room.following) == (Scene(OVERVIEW), None, False)


def test_the_spotlight_stays_until_it_is_released(path: Path, desk: Desk):
    wall = Wall(path)
    desk.asks(spotlight=2)
    assert wall.after().scene == Scene(SPOTLIGHT, task=2)
    assert wall.after(10_000).scene == Scene(SPOTLIGHT, task=2)
    desk.asks()
    assert wall.after().scene == Scene(OVERVIEW)


def test_the_rotation_can_be_stopped_and_turned_by_hand(path: Path):
    wall = Wall(path)
    wall.show.pause()
    assert wall.after(100).paused
    assert wall.room.scene == Scene(OVERVIEW)
    wall.show.turn(1)
    assert wall.after().scene == Scene(GROUP, group=11)


# ---- hold


def test_a_held_frame_stays_as_it_is_whatever_happens(path: Path, desk: Desk):
    wall = Wall(path)
    before = wall.after()
    desk.asks(hold="2026-11-23T15:04:00")
    held = wall.after()
    assert held.held == "15:04"
    desk.does(commands.void, 2, reason="录错了")
    desk.stands(group=13)
    desk.asks(hold="2026-11-23T15:04:00", spotlight=2)
    for seconds in (0, 1, 60, 3600):
        assert wall.after(seconds) is held
        assert not wall.show.step()
    assert (held.board, held.scene, held.now) == (before.board, before.scene, before.now)


def test_a_slip_that_is_mended_before_the_frame_is_released_is_never_seen(path: Path, desk: Desk):
    wall = Wall(path)
    desk.asks(hold="2026-11-23T15:04:00")
    wall.after()
    desk.does(commands.void, 2, reason="录错了")
    wall.after()
    assert not wall.room.board.tasks[2].is_void

    # Between a wall's look at the store and its look at the desk, the slip is mended and the frame released.
    presence = wall.presence
    seen = presence.seen

    def mended_meanwhile():
        desk.does(commands.restore, 2)
        desk.asks()
        return seen()

    presence.seen = mended_meanwhile
    room = wall.after()
    assert not room.board.tasks[2].is_void
    assert room.held == ""
    assert room.news == ""
    assert room.fresh == frozenset()


def test_a_wall_that_is_opened_while_the_frame_is_held_shows_nothing_of_the_board(path: Path, desk: Desk):
    desk.asks(hold="2026-11-23T15:04:00")
    wall = Wall(path)
    assert (wall.room.scene, wall.room.held) == (Scene(CURTAIN), "15:04")
    assert wall.after(60).scene == Scene(CURTAIN)
    desk.asks()
    assert (wall.after().scene, wall.room.held) == (Scene(OVERVIEW), "")


# ---- trouble


def test_a_board_that_is_gone_is_told_over_the_last_good_frame_and_comes_back_by_itself(path: Path, desk: Desk):
    wall = Wall(path)
    good = wall.after(1)
    away = path.with_name("away.board")
    path.rename(away)
    for seconds in (3, 60):
        room = wall.after(seconds)
        assert room.trouble.startswith("看板文件夹暂时不在")
        assert (room.board, room.read_at) == (good.board, good.read_at)
    away.rename(path)
    room = wall.after(60)
    assert (room.trouble, room.read_at) == ("", wall.time.now())


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: (path / "board.json").write_bytes(b"{}"), "看板文件正在修复或有损坏"),
        (lambda path: (path / "board.json").write_bytes(b""), "看板文件正在修复或有损坏"),
        (lambda path: shutil.rmtree(path / "changes"), "看板文件正在修复或有损坏"),
    ],
)
def test_damage_is_told_calmly_and_what_is_mended_is_shown(path: Path, tmp_path: Path, harm, said: str):
    sound = tmp_path / "sound.board"
    shutil.copytree(path, sound)
    wall = Wall(path)
    harm(path)
    room = wall.after(3)
    assert room.trouble.startswith(said)
    assert "/" not in room.trouble
    assert sorted(room.board.tasks) == [1, 2, 3]
    shutil.rmtree(path)
    sound.rename(path)
    assert wall.after(60).trouble == ""


def test_a_restored_board_is_shown_without_a_word_of_what_changed(path: Path):
    wall = Wall(path)
    shutil.rmtree(path)
    wiring.create_board(path, history(*EIGHT, group_task(7, 3)))
    room = wall.after(3)
    assert sorted(room.board.tasks) == [7]
    assert (room.news, room.fresh, room.trouble) == ("", frozenset(), "")


def test_without_a_board_it_does_not_open(tmp_path: Path):
    with pytest.raises(StoreError, match="no_board"):
        Wall(tmp_path / "none.board")


def test_of_a_meeting_that_never_ends_only_the_newest_changes_are_kept(path: Path, desk: Desk, monkeypatch):
    monkeypatch.setattr(record, "_MOST", 10)
    wall = Wall(path)
    for number in range(25):
        desk.does(commands.note, 1, f"第{number}条")
        kept = wall.after().decided
        assert kept[0].params["text"] == f"第{number}条"
        assert len(kept) <= 10 + 3  # the change that made the board made three tasks
    assert len(kept) >= 5


def test_a_slip_is_not_shown_either_where_the_store_cannot_be_read_when_the_frame_is_released(path: Path, desk: Desk):
    wall = Wall(path)
    good = wall.after().board
    desk.asks(hold="2026-11-23T15:04:00")
    wall.after()
    desk.does(commands.void, 2, reason="录错了")
    wall.after()
    desk.does(commands.restore, 2)
    (path / "board.json").rename(path / "away.json")
    desk.asks()
    room = wall.after(3)
    assert (room.board, room.held) == (good, "")
    assert room.trouble.startswith("看板文件夹暂时不在")
    assert not room.board.tasks[2].is_void
    (path / "away.json").rename(path / "board.json")
    room = wall.after(3)
    assert room.trouble == ""
    assert room.board.seq == good.seq + 2
