"""The catalogue: complete in both languages, safe for columns, and the only place that holds words."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module

import pytest

from board.errors import StoreError, UsageError
from board.messages import LANGUAGES, PARTS, Messages, catalogue, placeholders
from board.messages.words import error_words
from board.model.entities import type_of
from board.model.lamps import Lamp
from board.model.task import Kind, OpenEnded, Priority, Stage, Task
from tests.arch.tree import name, sources

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff00-\uffef]")


def parts(lang: str) -> dict[str, dict[str, str]]:
    return {part: import_module(f"board.messages.{lang}.{part}").TEXTS for part in PARTS}


def test_both_languages_have_the_same_codes_in_the_same_parts() -> None:
    chinese, english = parts("zh"), parts("en")

    assert {part: sorted(chinese[part].keys() ^ english[part].keys()) for part in PARTS} == {part: [] for part in PARTS}


def test_no_code_stands_in_two_parts() -> None:
    counted = Counter(code for texts in parts("zh").values() for code in texts)

    assert [code for code, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_code_stands_twice_in_a_part(lang: str, part: str) -> None:
    [path] = [path for path in sources("board/messages") if name(path) == f"board/messages/{lang}/{part}.py"]
    keys = [
        key.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]

    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_both_languages_ask_for_the_same_parameters() -> None:
    # What a Chinese sentence says of a kind or a unit the English one may leave out, but never the other way round
    # without the error carrying it, which the tests of errors see to; all other texts match exactly.
    differing = [
        code
        for code, text in catalogue("zh").items()
        if placeholders(text) != placeholders(catalogue("en")[code]) and not code.startswith(("error.", "remedy."))
    ]

    assert differing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_can_be_filled(lang: str) -> None:
    messages = Messages(lang)
    messages.key_names = {name: defaultdict(lambda: "F1") for name in ("keys", "safe", "plain")}

    for code, text in catalogue(lang).items():
        filled = messages(code, **dict.fromkeys(placeholders(text), "x"))
        assert "{" not in filled, code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_has_a_character_whose_width_depends_on_the_terminal(lang: str) -> None:
    found = {
        f"{code}: {char!r} U+{ord(char):04X}"
        for code, text in catalogue(lang).items()
        for char in text
        if unicodedata.east_asian_width(char) == "A"
    }

    assert sorted(found) == []


def test_the_english_catalogue_has_no_chinese() -> None:
    found = [code for code, text in catalogue("en").items() if HAN.search(text) or FULL_WIDTH.search(text)]

    assert found == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_model_holds_as_codes_has_a_word(lang: str) -> None:
    wanted = [
        *(f"kind.{kind}" for kind in Kind),
        *(f"stage.{stage}" for stage in Stage),
        *(f"priority.{priority}" for priority in Priority),
        *(f"lamp.{open_ended}" for open_ended in OpenEnded),
        *(f"lamp.{lamp}" for lamp in (Lamp.RED, Lamp.ORANGE, Lamp.YELLOW, Lamp.NONE)),
        *(f"entity.{entity}" for entity in type_of),
        *(f"field.{field}" for field in Task.__struct_fields__ if field != "rev"),
        *(f"action.{action}" for action in actions()),
    ]

    assert [code for code in wanted if code not in catalogue(lang)] == []


def actions() -> Iterator[str]:
    """The name of every intent: `draft.change("assign")`."""
    for path in sources("board/commands"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "change":
                yield from (
                    child.value
                    for argument in node.args
                    for child in ast.walk(argument)
                    if isinstance(child, ast.Constant) and isinstance(child.value, str)
                )


def test_every_text_that_the_program_names_is_there() -> None:
    found = [
        f"{name(path)}:{node.lineno} {node.args[0].value}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and ast.unparse(node.func).split(".")[-1] in {"messages", "_messages", "say"}
        and node.args[0].value not in catalogue("zh")
    ]

    assert found == []


def test_no_words_escape_the_catalogue() -> None:
    found = [
        f"{name(path)}:{node.lineno} {node.value!r}"
        for path in sources()
        if not name(path).startswith(WORDY)
        for node in literals(ast.parse(path.read_text(encoding="utf-8")))
        if HAN.search(node.value) and (name(path), node.value) not in READ
    ]

    assert found == []


WORDY = ("board/messages/zh/", "board/messages/en/", "board/text/")
"""The catalogue itself, and the grammars of what is typed, whose words are read and never shown."""
READ = {
    ("board/commands/units.py", "区"),
    (
        "board/model/similar.py",
        r"\d+|[一二三四五六七八九十百]+(?=[号期批段标区组栋楼街])|(?<=第)[一二三四五六七八九十百]+",
    ),
}
"""The same elsewhere: the first character that a district's units may have before their name; numbers in titles."""


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string that the program holds, without the bare ones: documentation."""
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node


def test_an_error_without_a_sentence_still_says_something() -> None:
    what, remedy = error_words(Messages("zh"), UsageError("never_heard_of", x=1), None, surface="cli")

    assert "never_heard_of" in what
    assert remedy == ""


def test_damage_is_told_in_the_users_language() -> None:
    error = StoreError("damaged", where="changes/000001.jsonl:12", detail="checksum")

    assert "校验不符" in error_words(Messages("zh"), error, None, surface="cli")[0]
    assert "checksum does not fit" in error_words(Messages("en"), error, None, surface="cli")[0]


def test_a_language_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="fr"):
        Messages("fr")
