"""Every error that the program can raise has its words, in every language, filled by what it carries."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

from board import errors
from board.messages import LANGUAGES, catalogue, placeholders
from tests.arch.tree import name, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {kind for kind, value in vars(errors).items() if isinstance(value, type)} | {"Refusal"}


class Raised(NamedTuple):
    where: str
    code: str
    params: frozenset[str]
    open: bool
    """More parameters may come from a `**`."""


def raised() -> Iterator[Raised]:
    """Every `Refused("code", name=value …)` and its like in the program."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=kind) | ast.Attribute(attr=kind), args=[ast.Constant(value=str(code)), *_]
                ) if kind in KINDS:
                    keywords = [keyword.arg for keyword in node.keywords]
                    given = {keyword for keyword in keywords if keyword} | set(_keys(node.args[1:]))
                    yield Raised(f"{name(path)}:{node.lineno}", code, frozenset(given), None in keywords)


def _keys(arguments: list[ast.expr]) -> Iterator[str]:
    """The names in a dict literal: a rule's `Refusal` takes its parameters as one."""
    for argument in arguments:
        if isinstance(argument, ast.Dict):
            yield from (str(ast.literal_eval(key)) for key in argument.keys if key is not None)


def test_every_error_has_its_words_in_every_language() -> None:
    places: dict[str, list[str]] = {}
    for error in raised():
        places.setdefault(error.code, []).append(error.where)
    found = [
        f"error.{code} is not in {lang}, raised at {', '.join(wheres)}"
        for code, wheres in sorted(places.items())
        for lang in LANGUAGES
        if f"error.{code}" not in catalogue(lang)
    ]

    assert not found, "\n" + "\n".join(found)


def test_every_error_carries_what_its_words_ask_for() -> None:
    found = [
        f"{error.where} {code} in {lang} asks for {', '.join(sorted(missing))}"
        for error in raised()
        if not error.open
        for lang in LANGUAGES
        for code, text in catalogue(lang).items()
        if code.split(".")[:2] in (["error", error.code], ["remedy", error.code])
        if (missing := {name for name in placeholders(text) if "[" not in name} - error.params)
    ]

    assert not found, "\n" + "\n".join(found)
