"""Keys of one's own: what people write in the settings, what of it holds, and what is said about the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import _re_cursor_position

from board.messages import LANGUAGES, Messages
from board.ui import keymap
from board.ui.keymap import (
    CLASH,
    NEVER_SENT,
    NO_KEY,
    TAKEN,
    UNKNOWN_ACTION,
    UNKNOWN_KEY,
    KeyProblem,
    Trouble,
    in_force,
    parsed,
)
from board.ui.keys import KEYS, all_forms, key_names

WRITTEN = {
    "Ctrl+Z": "ctrl+z", "ctrl+z": "ctrl+z", "CTRL+Z": "ctrl+z", "ctrl-z": "ctrl+z", "Control+z": "ctrl+z",
    "^Z": "ctrl+z", "ｃｔｒｌ＋ｚ": "ctrl+z", "Ctrl+右箭头": "ctrl+right", "Ctrl+Right": "ctrl+right",
    "ctrl+→": "ctrl+right",
    "F3": "f3", "f12": "f12", "Ｆ３": "f3", "Shift+F1": "f13", "f20": "f20", "Ctrl+F5": "ctrl+f5",
    "n": "n", "N": "n", "ｎ": "n", "Ｎ": "n", "Shift+N": "n", "5": "5", "５": "5", "é": "é", "城": "城",
    "?": "?", "？": "?", "question_mark": "?", "fullwidth_question_mark": "?", "、": "/", "/": "/", "slash": "/",
    "。": ".", "full_stop": ".", "《": "<", "【": "[", "￥": "$", "！": "!", "+": "+", "plus": "+", "-": "-", "#": "#",
    "comma": ",", "minus": "-", "\\": "\\", "backslash": "\\",
    "Esc": "escape", "Enter": "enter", "Return": "enter", "Del": "delete", "PgUp": "pageup", "page_down": "pagedown",
    "Home": "home", "Space": "space", "空格": "space", "上箭头": "up", "Up": "up", "↓": "down", "Ins": "insert",
    "Backspace": "backspace",
    "Shift+Del": "shift+delete", "Shift+Left": "shift+left", "Ctrl+Del": "ctrl+delete", "Ctrl+Home": "ctrl+home",
}  # fmt: skip

REFUSED = {
    UNKNOWN_KEY: ["ctr+z", "f0", "f25", "page-up", "entr", "ctrl+", "xx", "……", "", "\x07", "\u0301", "strg+z"],
    NEVER_SENT: [
        "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "Ctrl+1", "ctrl+.", "ctrl++", "ctrl+enter", "shift+enter", "alt+n",
        "Option+x", "cmd+z", "Ctrl+Shift+Z", "ctrl+escape", "shift+1", "ctrl+城", "shift+f3", "f15", "ctrl+f3",
        "ctrl+f13", "shift+f13", "ctrl+backspace", "ctrl+shift+up", "ctrl+alt+up",
    ],
    TAKEN: [
        "f10", "F11", "ctrl+b", "Ctrl+C", "ctrl+s", "^S", "ctrl+v", "tab", "shift+tab", "ctrl+space", "shift+space",
        "ctrl+\\", "shift+insert", "ctrl+pageup", "shift+pagedown", "shift+f10",
    ],
}  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_a_key_is_read_as_people_write_it(written: str):
    assert parsed(written) == WRITTEN[written]


@pytest.mark.parametrize(("code", "written"), [(code, each) for code, those in REFUSED.items() for each in those])
def test_a_key_that_cannot_be_bound(code: str, written: str):
    with pytest.raises(KeyProblem, match=code):
        parsed(written)


def test_every_key_that_can_be_bound_is_sent_by_some_terminal():
    sent = {
        str(key.value)
        for sequence, keys in ANSI_SEQUENCES_KEYS.items()
        if isinstance(keys, tuple) and len(keys) == 1 and not _re_cursor_position.match(sequence)
        for key in keys
    }
    modified = [f"{modifier}{key}" for modifier in ("", "ctrl+", "shift+") for key in _all_names()]
    accepted = {key for written in modified if (key := _or_none(written)) and len(key) > 1}

    assert accepted - sent == set()
    assert {"ctrl+z", "f12", "ctrl+delete", "shift+up", "space"} <= accepted


def _all_names() -> list[str]:
    names = {str(key.value).split("+")[-1] for keys in ANSI_SEQUENCES_KEYS.values() if isinstance(keys, tuple)
             for key in keys}  # fmt: skip
    return [*names, *"abcdefghijklmnopqrstuvwxyz0123456789@[]^_\\?/.,"]


def _or_none(written: str) -> str | None:
    try:
        return parsed(written)
    except KeyProblem:
        return None


@given(st.text(max_size=12))
def test_whatever_is_written_is_read_or_refused(written: str):
    found = _or_none(written)
    assert found is None or _or_none(found) == found


FIRST = frozenset(
    "up down left right group_1 inbox open new assign note urge stage_back close void undo redo help quit".split()
)
SETTINGS: dict[str, tuple[dict[str, str], dict[str, str], list[Trouble]]] = {
    "nothing": ({}, {}, []),
    "one key": ({"undo": "ctrl+l"}, {"undo": "ctrl+l"}, []),
    "several keys, however they are separated": (
        {"undo": "Ctrl+L, w", "new": "F8 ｂ", "note": "f9，1", "group_1": "Ctrl + N"},
        {"undo": "ctrl+l w", "new": "f8 b", "note": "f9 1", "group_1": "ctrl+n"},
        [],
    ),
    "a comma among them": ({"stage_back": "ctrl+left ,"}, {}, []),
    "a comma at the end of a list": ({"stage_back": "ctrl+left,,"}, {}, []),
    "the same key twice": ({"new": "w,W,Ｗ"}, {"new": "w"}, []),
    "a key that another action gives up": (
        {"undo": "n", "new": "F2 u"},
        {"undo": "n", "new": "f2 u"},
        [],
    ),
    "an action nobody knows": (
        {"undoo": "w", "new": "w"}, {"new": "w"}, [Trouble(UNKNOWN_ACTION, "undoo")],
    ),
    "no key at all": ({"undo": " "}, {}, [Trouble(NO_KEY, "undo")]),
    "a bad key among good ones": (
        {"undo": "ctrl+i, ctr+z, w"},
        {"undo": "w"},
        [Trouble(NEVER_SENT, "undo", "ctrl+i"), Trouble(UNKNOWN_KEY, "undo", "ctr+z")],
    ),
    "nothing but bad keys": ({"undo": "F10"}, {}, [Trouble(TAKEN, "undo", "F10")]),
    "a key of the table": ({"undo": "w n"}, {}, [Trouble(CLASH, "undo", "n", "new")]),
    "a full-width form of a key of the table": ({"undo": "？"}, {}, [Trouble(CLASH, "undo", "?", "help")]),
    "two want the same key: the first has it": (
        {"redo": "w", "undo": "w"}, {"redo": "w"}, [Trouble(CLASH, "undo", "w", "redo")],
    ),
    "what gives way takes its own keys back": (
        {"undo": "w u", "redo": "u", "new": "w"},
        {"undo": "w u"},
        [Trouble(CLASH, "redo", "u", "undo"), Trouble(CLASH, "new", "w", "undo")],
    ),
    "a clash that follows from a clash": (
        {"new": "u", "undo": "a"},
        {},
        [Trouble(CLASH, "undo", "a", "assign"), Trouble(CLASH, "new", "u", "undo")],
    ),
    "the key that scrolls a page": ({"urge": "space"}, {}, [Trouble(CLASH, "urge", "space", "page_down")]),
    "an arrow": ({"undo": "↑"}, {}, [Trouble(CLASH, "undo", "up", "up")]),
}  # fmt: skip


@pytest.mark.parametrize("name", SETTINGS)
def test_what_of_the_settings_holds(name: str):
    settings, changed, troubles = SETTINGS[name]
    found = in_force(settings, TABLE)
    default = {key.id: key.keys for key in TABLE}

    assert {id_: " ".join(keys) for id_, keys in found.keys.items() if keys != default[id_]} == changed
    assert sorted(map(str, found.troubles)) == sorted(map(str, troubles))
    assert set(found.changed) == set(changed)


TABLE = [key for key in KEYS if key.id in FIRST]
"""Some keys of the table, so that these cases stand when it grows."""


def test_a_letter_or_sign_has_its_forms_wherever_it_is_put():
    found = in_force({"new": "w", "merge": "ctrl+w", "undo": ";", "note": "shift+up"})

    assert found.changed["new"] == "w,W,ｗ,Ｗ"
    assert found.changed["undo"] == ";,；"
    assert found.changed["note"] == "shift+up"


names = st.sampled_from([key.id for key in KEYS] + ["nobody"])
lists = st.lists(st.sampled_from([*WRITTEN, "ctrl+i", "f10", "x", "w", "Ctrl+L", "ctrl+n", "f8"]), max_size=3)


@given(st.dictionaries(names, lists.map(" ".join), max_size=8))
def test_no_two_actions_ever_share_a_key(settings: dict[str, str]):
    found = in_force(settings)
    forms = [form for keys in found.keys.values() for form in all_forms(keys)]

    assert len(forms) == len(set(forms))
    assert set(found.keys) == {key.id for key in KEYS}
    assert all(found.keys.values())
    assert {each.code for each in found.troubles} <= {*REFUSED, UNKNOWN_ACTION, NO_KEY, CLASH}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_as_it_is_shown_may_be_written_into_the_settings(lang: str):
    found = keymap.default()
    arrows = key_names(Messages(lang))
    settings = {key.id: " ".join(found.shown(key.id, arrows)) for key in KEYS}

    assert in_force(settings) == found


def test_what_does_not_hold_is_told_in_one_line():
    settings = {"undoo": "w", "undo": "n", "redo": "ctrl+i", "new": "F10", "note": "f99", "urge": ""}
    found = in_force(settings)

    assert keymap.line(Messages("zh"), found) == (
        "设置 [keys] 没有全部生效：没有叫 undoo 的动作；redo：终端发不出 ctrl+i，或与别的键分不开；"
        "new：F10 会被终端或系统占用；另有 3 处，见帮助"
    )
    assert keymap.told(Messages("zh"), found)[3:] == (
        "note：没有叫 f99 的键", "urge 没有写按键，仍用 F6 c", "n 已用于「新增事项」，undo 仍用 Ctrl+Z u",
    )  # fmt: skip
    assert keymap.line(Messages("en"), in_force({"undo": "n"})) == (
        "settings [keys], not in force: n is already for 'new task', undo keeps Ctrl+Z u"
    )
    assert keymap.line(Messages("zh"), in_force({"undo": ";"})) == ""
