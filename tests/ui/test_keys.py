"""The table of keys: every form of every key reaches its action, from the bytes that a terminal sends."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

from board.messages import LANGUAGES, Messages
from board.ui.actions.table import ACTIONS
from board.ui.app import BoardApp
from board.ui.keymap import default
from board.ui.keys import (
    ACT,
    BY_ID,
    FIND,
    GENERAL,
    KEYS,
    NAVIGATE,
    ON_A_TASK,
    SECTIONS,
    VIEWS,
    Key,
    bindings,
    twins,
)  # fmt: skip
from board.ui.screens.board_screen import BoardScreen
from board.ui.screens.detail import DetailScreen
from board.ui.screens.help import HelpScreen
from board.ui.screens.list_screen import ListScreen
from board.ui.screens.meeting import MeetingScreen
from board.ui.screens.page import Page
from board.ui.screens.supervision import SupervisionScreen
from board.ui.widgets.board_view import BoardView
from board.ui.widgets.meeting_view import MeetingView
from board.ui.widgets.sheet_view import SheetView
from board.ui.widgets.task_table import TaskTable
from tests.ui.support import EIGHT, Desk, group_task, history, opened

SENT = {
    "up": ("\x1b[A", "\x1bOA"), "down": ("\x1b[B", "\x1bOB"), "right": ("\x1b[C", "\x1bOC"),
    "left": ("\x1b[D", "\x1bOD"),
    "home": ("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"), "end": ("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"),
    "pageup": ("\x1b[5~",), "pagedown": ("\x1b[6~",), "delete": ("\x1b[3~",), "insert": ("\x1b[2~",),
    "enter": ("\r", "\x1bOM"), "escape": ("\x1b",), "tab": ("\t",), "space": (" ", "　"),
    "f1": ("\x1bOP", "\x1b[[A", "\x1b[11~"), "f2": ("\x1bOQ", "\x1b[[B", "\x1b[12~"),
    "f3": ("\x1bOR", "\x1b[[C", "\x1b[13~"), "f4": ("\x1bOS", "\x1b[[D", "\x1b[14~"),
    "f5": ("\x1b[15~", "\x1b[[E"), "f6": ("\x1b[17~",), "f7": ("\x1b[18~",), "f8": ("\x1b[19~",),
    "f9": ("\x1b[20~",), "f12": ("\x1b[24~",),
    "ctrl+right": ("\x1b[1;5C", "\x1b[5C", "\x1bOc"), "ctrl+left": ("\x1b[1;5D", "\x1b[5D", "\x1bOd"),
    "ctrl+down": ("\x1b[1;5B", "\x1b[5B"), "ctrl+delete": ("\x1b[3;5~", "\x1b[3^"),
    **{f"ctrl+{letter}": (chr(ord(letter) - 96),) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
"""What terminals send for the keys that an input method lets through, xterm first; then in application mode, in tmux
and the Linux console, in rxvt. (For Ctrl+Down rxvt sends what is read as Ctrl+Up: nothing is bound to that.)"""
KITTY = {
    "escape": "\x1b[27u", "enter": "\x1b[13u", "space": "\x1b[32;;32u", "delete": "\x1b[3~", "f3": "\x1b[13~",
    "f1": "\x1b[P", "ctrl+right": "\x1b[1;5C", "ctrl+left": "\x1b[1;69D", "ctrl+delete": "\x1b[3;5~",
    **{f"ctrl+{letter}": f"\x1b[{ord(letter)};5u" for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
"""What terminals with kitty's protocol send, for whoever turns it on."""
AVOIDED = {
    "ctrl+b", "ctrl+j", "ctrl+m", "ctrl+i", "ctrl+h", "f10", "f11", "ctrl+s", "ctrl+c", "ctrl+v", "ctrl+up", "tab",
}  # fmt: skip
"""tmux, Enter, Tab, Backspace, keys that terminals and desktops take, flow control, copying and pasting, and what rxvt
sends for Ctrl+Down."""
COMMITTED = {"/": "、", ".": "。", ",": "，", "?": "？", "!": "！", "#": "＃"}
"""What a Chinese input method commits for a sign."""


def typed(plain: str) -> list[str]:
    """Everything that arrives for a letter, digit or sign: with CapsLock, and from an input method."""
    if not plain:
        return []
    wide = [chr(ord(each) + 0xFEE0) for each in dict.fromkeys((plain, plain.upper()))]
    return list(dict.fromkeys((plain, plain.upper(), *wide, *([] if plain.isalnum() else COMMITTED[plain]))))


def forms(key: Key) -> list[str]:
    """Everything that a terminal may send for this key."""
    return [*(sent for safe in key.safe for sent in SENT[safe]), *typed(key.plain)]


@pytest.fixture(autouse=True)
def plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the program sets it, here where Textual was there first: no protocol that sends text as sequences."""
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", True)


def received(sent: str) -> events.Key:
    """The key event that Textual's own parser makes of it."""
    parser = XTermParser()
    [event] = [each for part in (sent, "") for each in parser.feed(part) if isinstance(each, events.Key)]
    return event


ACTION_OF = {each.key: each.action for each in Binding.make_bindings(bindings())}
"""Textual's name of a key → what it does."""


@pytest.mark.parametrize(("name", "sent"), [(key.id, sent) for key in KEYS for sent in forms(key)])
def test_what_a_terminal_sends_for_a_key_is_the_key(name: str, sent: str):
    assert ACTION_OF[received(sent).key] == BY_ID[name].action


@pytest.mark.parametrize("safe", sorted({safe for key in KEYS for safe in key.safe if safe in KITTY}))
def test_what_a_terminal_with_kittys_protocol_sends(safe: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", False)

    assert received(KITTY[safe]).key == safe


def test_a_sequence_cut_in_two_by_a_read_is_still_one_key():
    for sent in (sent for key in KEYS for sent in forms(key) if len(sent) > 1):
        for cut in range(1, len(sent)):
            parser = XTermParser()
            found = [each.key for part in (sent[:cut], sent[cut:]) for each in parser.feed(part)]  # type: ignore[attr-defined]
            assert found == [received(sent).key], (sent, cut)


def test_every_key_that_is_bound_is_one_that_arrives():
    bound = {each.key for each in Binding.make_bindings(bindings())}

    assert bound == {received(sent).key for key in KEYS for sent in forms(key)}


class Recorder:
    """Takes down the actions of a board instead of doing them."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk = desk
        self.actions: list[str] = []
        monkeypatch.setattr(desk.app, "run_action", self._take)

    async def _take(self, action: object, *_: object, **__: object) -> bool:
        self.actions.append(str(action).removeprefix("app."))
        return True

    async def of(self, sent: str) -> list[str]:
        """The actions that these bytes lead to."""
        self.actions.clear()
        event = received(sent)
        event.set_sender(self.desk.app)
        self.desk.app._driver.send_message(event)  # type: ignore[union-attr]
        await self.desk.settle()
        return list(self.actions)


def chosen(key: Key) -> list[str]:
    """One form of each kind: the whole way of a key takes longer than its name."""
    return [*(SENT[safe][0] for safe in key.safe), *typed(key.plain)[-1:]]


async def test_every_key_reaches_its_action(board_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        recorder = Recorder(desk, monkeypatch)
        found = {(key.id, sent): await recorder.of(sent) for key in KEYS for sent in chosen(key)}

    wrong = {name: actions for name, actions in found.items() if actions != [BY_ID[name[0]].action]}
    assert not wrong


async def test_the_detail_screen_acts_with_the_same_keys(board_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        await desk.press("enter")
        assert isinstance(desk.app.screen, DetailScreen)
        recorder = Recorder(desk, monkeypatch)
        keys = [key for key in KEYS if key.id in ON_A_TASK or key.section == GENERAL]
        found = {(key.id, sent): await recorder.of(sent) for key in keys for sent in chosen(key)}

    wrong = {name: actions for name, actions in found.items() if actions != [BY_ID[name[0]].action]}
    assert not wrong


async def test_the_meeting_acts_with_the_same_keys(board_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        await desk.press("m")
        assert isinstance(desk.app.screen, MeetingScreen)
        recorder = Recorder(desk, monkeypatch)
        found = {(key.id, sent): await recorder.of(sent) for key in KEYS for sent in chosen(key)}

    wrong = {name: actions for name, actions in found.items() if actions != [BY_ID[name[0]].action]}
    assert not wrong


async def test_the_list_acts_with_the_same_keys(board_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        await desk.press("t")
        assert isinstance(desk.app.screen, ListScreen)
        recorder = Recorder(desk, monkeypatch)
        found = {(key.id, sent): await recorder.of(sent) for key in KEYS for sent in chosen(key)}

    wrong = {name: actions for name, actions in found.items() if actions != [BY_ID[name[0]].action]}
    assert not wrong


def test_no_key_is_bound_twice_on_a_screen():
    screens: dict[str, tuple[type[DOMNode], ...]] = {
        "board": (BoardApp, BoardScreen, BoardView),
        "list": (BoardApp, ListScreen, TaskTable),
        "meeting": (BoardApp, MeetingScreen, MeetingView),
        "supervision": (BoardApp, SupervisionScreen, SheetView),
        "detail": (BoardApp, DetailScreen, Page),
        "help": (HelpScreen, Page),
    }
    for name, owners in screens.items():
        keys = [each.key for owner in owners for each in Binding.make_bindings(owner.BINDINGS)]
        assert [key for key, count in Counter(keys).items() if count > 1] == [], name


def test_the_table_binds_no_key_twice():
    keys = [part for key in KEYS for part in key.bound.split(",")]

    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [name for name, count in Counter(key.id for key in KEYS).items() if count > 1] == []


def test_no_key_is_one_that_terminals_or_people_use_otherwise():
    bound = {part for key in KEYS for part in key.bound.split(",") if key.id != "sort"}

    assert not AVOIDED & bound
    assert BY_ID["sort"].safe == ("tab",)  # it leads from field to field elsewhere: a table has no fields


def test_every_action_has_a_key_that_an_input_method_lets_through():
    digits = {key.id for key in KEYS if key.plain.isdigit()}

    assert {key.id for key in KEYS if not key.safe} == digits  # their full-width twins are what it commits


def test_no_function_or_control_key_of_ours_is_taken_from_typing():
    """While a line is typed, its own keys win: none of the letters acts, and the arrows move in the line."""
    plain = {part for key in KEYS if key.plain for part in twins(key.plain).split(",")}

    assert not plain & {part for key in KEYS for part in key.safe}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_has_its_words(lang: str):
    messages = Messages(lang)

    assert [key.id for key in KEYS if messages.get(f"key.{key.id}") is None and not key.id.startswith("group_")] == []
    assert [key.id for key in KEYS if key.hint and messages.get(f"hint.{key.id}") is None] == []
    assert [name for name in SECTIONS if not messages.get(f"section.{name}")] == []


def test_every_key_stands_in_a_section_of_the_help():
    assert {key.section for key in KEYS} == set(SECTIONS) == {NAVIGATE, VIEWS, ACT, FIND, GENERAL}


def test_every_action_exists():
    owners = (BoardApp, BoardScreen, BoardView, TaskTable)
    missing = [key.id for key in KEYS if not any(hasattr(o, f"action_{key.action.partition('(')[0]}") for o in owners)]
    undone = [key.id for key in KEYS if key.action.startswith("act(") and key.action[5:-2] not in {"new", *ACTIONS}]

    assert not missing
    assert not undone


def test_every_key_that_writes_goes_through_the_door_that_a_reader_finds_shut():
    assert {key.id for key in KEYS if key.writes} == {key.id for key in KEYS if key.action.startswith("act(")}


def test_places_in_the_footer_are_given_once():
    places = [key.hint for key in KEYS if key.hint]

    assert len(places) == len(set(places))


def test_keys_are_written_as_people_write_them():
    arrows = {name: Messages("zh")(f"arrow.{name}") for name in ("up", "down", "left", "right")}
    written = {key.id: " ".join(default().shown(key.id, arrows)) for key in KEYS}

    assert written["stage_on"] == "Ctrl+右箭头 ."
    assert written["new"] == "F2 n"
    assert written["void"] == "Del"
    assert written["page_up"] == "PgUp"
    assert written["quit"] == "Ctrl+Q q"


def test_bindings_are_chosen_by_section_and_by_id():
    assert {each.id for each in bindings(ids=("quit", "help"))} == {"quit", "help"}  # type: ignore[union-attr]
    assert {each.id for each in bindings(sections=(NAVIGATE,))} == {k.id for k in KEYS if k.section == NAVIGATE}  # type: ignore[union-attr]
    assert len(bindings()) == len(KEYS)


async def test_the_settings_may_put_other_keys_in_their_place(board_path: Path):
    keys = {"new": "F13, w", "merge": "Ctrl+W", "deadline": "n", "help": "； f1", "left": "←", "open": "Shift+Up"}
    async with opened(board_path, history(*EIGHT, group_task(1)), keys=keys, size=(160, 48)) as desk:
        assert "F13 w 新增" in desk.foot
        for pressed in ("w", "W", "ｗ", "Ｗ", "f13"):
            await desk.press(pressed)
            assert "新增 >" in desk.text, pressed
            await desk.press("escape")
        await desk.press("f2")
        assert "新增 >" not in desk.text
        await desk.press("ｎ")
        assert "时限 #1" in desk.text
        await desk.press("escape", ";")
        assert "F13  w " in desk.text
        await desk.press("shift+up")
        assert "F13  w " not in desk.text
        await desk.press("shift+up")
        assert isinstance(desk.app.screen, DetailScreen)
        assert "n 时限" in desk.foot
        await desk.press("shift+up")
        assert desk.app.screen is desk.screen
        await desk.press("enter")
        assert desk.app.screen is desk.screen
        await desk.press("ctrl+p")
        await desk.settled_palette()
        assert "F13  w" in desk.text


async def test_what_does_not_hold_of_the_settings_is_said_at_the_foot_and_in_the_help(board_path: Path):
    keys = {"new": "a", "undo": "w", "merge": "ctrl+w", "nonsense": "x"}
    async with opened(board_path, history(*EIGHT, group_task(1)), keys=keys, size=(160, 48)) as desk:
        said = "没有叫 nonsense 的动作；a 已用于「交办」，new 仍用 F2 n"
        assert desk.foot.startswith(f" 设置 [keys] 没有全部生效：{said} ")
        await desk.press("a")
        assert "交办 #1" in desk.text
        await desk.press("escape", "n")
        assert "新增 >" in desk.text
        assert "没有全部生效" not in desk.foot
        await desk.press("escape", "c", "enter")
        assert desk.board.urges(1)
        await desk.press("w")
        assert not desk.board.urges(1)
        await desk.press("?")
        assert all(part in desk.text for part in said.split("；"))


async def test_settings_that_hold_are_not_spoken_of(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1)), keys={"undo": "w", "merge": "ctrl+w"}) as desk:
        assert "设置" not in desk.foot
        await desk.press("f1")
        assert "设置" not in desk.text


async def test_pages_scroll_with_the_keys_in_force(board_path: Path):
    settings = {"down": ";", "page_down": "shift+down"}
    async with opened(board_path, history(*EIGHT, group_task(1)), keys=settings, size=(80, 10)) as desk:
        await desk.press("f1")
        page = desk.app.screen.query_one(Page)
        for pressed in (";", "shift+down", "space", "ideographic_space"):
            before = page.scroll_target_y
            await desk.press(pressed)
            assert page.scroll_target_y > before, pressed
        before = page.scroll_target_y
        await desk.press("j", "pagedown")
        assert page.scroll_target_y == before


@pytest.mark.parametrize("key", ["ctrl+c", "tab", "shift+tab", "f7", "x", "ctrl+backslash"])
async def test_other_keys_do_no_harm(board_path: Path, key: str):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        before = desk.bytes()
        await desk.press(key)
        assert desk.app.is_running
        assert desk.bytes() == before
        assert "Search for" not in desk.text
        assert not desk.app._notifications


async def test_ctrl_c_says_how_to_quit(board_path: Path):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        await desk.press("ctrl+c")
        assert "退出请按 Ctrl+Q" in desk.foot


def test_textual_writes_full_width_keys_as_they_are():
    assert received("ｎ").key == "ｎ"
    assert received("。").character == "。"
    assert format_key("f3") == "f3"
    assert issubclass(BoardScreen, Screen)
