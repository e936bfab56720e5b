"""The table of keys: every form of every key reaches its action, from the bytes that a terminal sends."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.binding import Binding
from textual.keys import format_key
from textual.screen import Screen

from board.messages import LANGUAGES, Messages
from board.ui.actions.table import ACTIONS
from board.ui.app import BoardApp
from board.ui.keys import ACT, BY_ID, GENERAL, KEYS, NAVIGATE, SECTIONS, VIEWS, Key, bindings, shown_keys, twins
from board.ui.screens.board_screen import BoardScreen
from board.ui.screens.detail import DetailScreen
from board.ui.screens.help import HelpScreen
from board.ui.screens.page import Page
from board.ui.widgets.board_view import BoardView
from tests.ui.support import EIGHT, Desk, group_task, history, opened

SENT = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "delete": "\x1b[3~", "enter": "\r", "escape": "\x1b[27u",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f12": "\x1b[24~", "ctrl+right": "\x1b[1;5C", "ctrl+left": "\x1b[1;5D", "ctrl+down": "\x1b[1;5B",
    "ctrl+x": "\x18", "ctrl+z": "\x1a", "ctrl+y": "\x19", "ctrl+p": "\x10", "ctrl+q": "\x11",
}  # fmt: skip
"""What xterm sends for the keys that an input method lets through."""
SIGNS = {".": ".。．", ",": ",，", "?": "?？"}
"""A sign and what an input method commits for it."""
AVOIDED = {"ctrl+b", "ctrl+j", "ctrl+m", "ctrl+i", "f10", "f11", "ctrl+s", "ctrl+c"}
"""tmux, Enter, Tab, keys that terminals and desktops take, flow control, and the key for copying."""


def forms(key: Key) -> list[str]:
    """Everything that a terminal may send for this key."""
    typed = list(SIGNS.get(key.plain, ""))
    if key.plain.isalnum():
        twin = {chr(ord(each) + 0xFEE0) for each in (key.plain, key.plain.upper())}
        typed = sorted({key.plain, key.plain.upper(), *twin})
    return [*(SENT[safe] for safe in key.safe), *typed]


def received(sent: str) -> events.Key:
    """The key event that Textual's own parser makes of it."""
    [event] = [each for each in XTermParser().feed(sent) if isinstance(each, events.Key)]
    return event


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


async def test_every_form_of_every_key_reaches_its_action(board_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        recorder = Recorder(desk, monkeypatch)
        found = {(key.id, sent): await recorder.of(sent) for key in KEYS for sent in forms(key)}

    wrong = {name: actions for name, actions in found.items() if actions != [BY_ID[name[0]].action]}
    assert not wrong


async def test_the_detail_screen_acts_with_the_same_keys(board_path: Path, monkeypatch: pytest.MonkeyPatch):
    async with opened(board_path, history(*EIGHT, group_task(1))) as desk:
        await desk.press("enter")
        assert isinstance(desk.app.screen, DetailScreen)
        recorder = Recorder(desk, monkeypatch)
        keys = [key for key in KEYS if key.section in (ACT, GENERAL)]
        found = {(key.id, sent): await recorder.of(sent) for key in keys for sent in forms(key)}

    wrong = {name: actions for name, actions in found.items() if actions != [BY_ID[name[0]].action]}
    assert not wrong


def test_no_key_is_bound_twice_on_a_screen():
    screens: dict[str, tuple[type, ...]] = {
        "board": (BoardApp, BoardScreen, BoardView),
        "detail": (BoardApp, DetailScreen, Page),
        "help": (HelpScreen, Page),
    }
    for name, owners in screens.items():
        keys = [each.key for owner in owners for each in Binding.make_bindings(owner.__dict__["BINDINGS"])]
        assert [key for key, count in Counter(keys).items() if count > 1] == [], name


def test_the_table_binds_no_key_twice():
    keys = [part for key in KEYS for part in key.bound.split(",")]

    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert [name for name, count in Counter(key.id for key in KEYS).items() if count > 1] == []


def test_no_key_is_one_that_terminals_or_people_use_otherwise():
    assert not AVOIDED & {part for key in KEYS for part in key.bound.split(",")}


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
    assert {key.section for key in KEYS} == set(SECTIONS) == {NAVIGATE, VIEWS, ACT, GENERAL}


def test_every_action_exists():
    owners = (BoardApp, BoardScreen, BoardView)
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
    written = {key.id: " ".join(shown_keys(key, arrows)) for key in KEYS}

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
    async with opened(board_path, history(*EIGHT, group_task(1)), keys={"new": "f8,w", "nonsense": "x"}) as desk:
        await desk.press("n")
        assert "新增 >" not in desk.text
        await desk.press("w")
        assert "新增 >" in desk.text
        await desk.press("escape", "f1")
        assert "F8  W" in desk.text or "F8  w" in desk.text


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
