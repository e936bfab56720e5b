"""Sentences that tell which key to press: they name an action, and say the key that is in force for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from board.messages import LANGUAGES, Messages, catalogue, placeholders
from board.ui.keymap import in_force
from board.ui.keys import BY_ID
from tests.support import task
from tests.ui.support import EIGHT, group_task, history, opened

NAMED = re.compile(r"(keys|safe|plain)\[(\w+)\]")
LITERAL = {
    "zh": re.compile(r"\b(?:F\d{1,2}|(?:Ctrl|Alt|Shift)\+\w+|PgUp|PgDn)|(?<![\w\[])[a-z](?!\w)", re.ASCII),
    "en": re.compile(r"\b(?:F\d{1,2}|(?:Ctrl|Alt|Shift)\+\w+|PgUp|PgDn)\b|(?<![\w'])[b-z](?!\w)|press a\b"),
}
"""A function key, a key with Ctrl, or a single letter, as a sentence writes it."""
OWN_KEYS = re.compile(
    "detail\\.item_done|paste\\.(unknown|key_take|key_units|keys_line|ask_year|ask_leave|left)|bar\\.hint|form\\.keys"
)
"""A tick; the preview of a paste, forms and lines to type in have keys of their own, which settings do not change."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_names_an_action_that_is_not_there(lang: str) -> None:
    named = {name for text in catalogue(lang).values() for name in placeholders(text) if "[" in name}

    assert named
    assert [name for name in named if not (found := NAMED.fullmatch(name)) or found[2] not in BY_ID] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_of_the_screen_has_a_key_that_settings_may_change(lang: str) -> None:
    literal = {
        code: found
        for code, text in catalogue(lang).items()
        if not code.endswith(".cli")
        and not code.startswith(("cli.", "care.", "serve."))
        and code != "import.ask"  # asked by the command line
        and not OWN_KEYS.fullmatch(code)
        and (found := LITERAL[lang].findall(re.sub(r"\{[^}]*\}", "0", text)))
    }

    assert literal == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_command_line_says_names_no_key(lang: str) -> None:
    # It has no keys in force: such a sentence would end it.
    spoken = [
        code
        for code, text in catalogue(lang).items()
        if any("[" in name for name in placeholders(text))
        and code.startswith(("error.", "remedy.", "cli.", "care.", "read."))
        and not code.endswith(".desk")
    ]

    assert spoken == []


@pytest.mark.parametrize(
    ("settings", "keys", "safe", "plain"),
    [
        pytest.param({}, "Ctrl+Z 或 u", "Ctrl+Z", "u", id="as in the table"),
        pytest.param({"undo": "F14"}, "F14", "F14", "F14", id="no letter"),
        pytest.param({"undo": "="}, "=", "=", "=", id="only a sign"),
        pytest.param({"undo": "= F14 F15 Ctrl+F1"}, "F14 或 =", "F14", "=", id="several"),
        pytest.param({"undo": "nothing"}, "Ctrl+Z 或 u", "Ctrl+Z", "u", id="not in force"),
    ],
)
def test_how_an_actions_keys_are_called(settings: dict[str, str], keys: str, safe: str, plain: str) -> None:
    names = in_force(settings).names(Messages("zh"))

    assert [names[each]["undo"] for each in ("keys", "safe", "plain")] == [keys, safe, plain]


async def test_what_is_said_follows_the_settings(tmp_path: Path) -> None:
    keys = {"undo": "F14", "redo": "=", "assign": "Ctrl+F1 w", "merge": "Ctrl+W", "back": "F13 Esc", "inbox": "-"}
    tasks = (group_task(1, stage="unclaimed", unit=None), group_task(2), task(3, group=None))
    async with opened(tmp_path / "b", history(*EIGHT, *tasks), keys=keys) as desk:
        assert "- 提质办 1" in desk.head

        await desk.go_to(2)
        await desk.press("!")
        assert "；按 F14 撤销" in desk.foot

        await desk.press("f14")
        assert "；按 = 重做" in desk.foot

        await desk.go_to(1)
        await desk.press(".")
        assert "按 Ctrl+F1 或 w 交办" in desk.foot

        await desk.press("o")
        assert "按 F13 看全部" in desk.foot


async def test_a_void_task_says_how_to_bring_it_back(tmp_path: Path) -> None:
    tasks = (group_task(1), group_task(2, void_reason="重复"))
    async with opened(tmp_path / "b", history(*EIGHT, *tasks), keys={"restore": "F13"}) as desk:
        await desk.press("#", "2", "enter", "delete")
        assert "#2 已作废（重复）；按 F13 恢复，或按 Ctrl+P 选「恢复」" in desk.foot

        await desk.press("d")
        assert "#2 已作废，不能再改；先恢复：按 F13，或按 Ctrl+P 选「恢复」" in desk.foot
