"""How our own export is written, for reading it back: headings, words and sentences of every language."""

from __future__ import annotations

import re

from board.messages import LANGUAGES, Messages, words
from board.model.board import Board
from board.model.task import Kind, OpenEnded, Priority, Stage, Task
from board.reports.ledger import COLUMNS, INDENT
from board.text.ledger.grid import squeezed
from board.text.ledger.own import Form


def forms(board: Board) -> tuple[Form, ...]:
    """The forms of all languages; the words of stages are those of this board, and the usual ones."""
    return tuple(_form(Messages(lang), board) for lang in LANGUAGES)


def _form(messages: Messages, board: Board) -> Form:
    stages = {messages(f"stage.{stage}").lower(): stage.value for stage in Stage}
    stages |= {word: stage.value for word, stage in words.all_stage_words(board.office).items()}
    entry = _pattern(messages, "ledger.entry", when=r"\d{4}-\d\d-\d\d \d\d:\d\d", who=".*?", text=".*")
    day = r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?"
    said = [
        _source(messages, code, was=day, to=day, reason=".*") for code in ("ledger.extension", "ledger.cleared")
    ]  # fmt: skip
    in_words = _source(messages, "ledger.in_words", said="\0", words=".*")
    return Form(
        heads={squeezed(messages(column.head)): column.code for column in COLUMNS},
        coded={
            "kind": {messages(f"kind.{kind}").lower(): kind.value for kind in Kind},
            "stage": stages,
            "priority": {messages(f"priority.{each}").lower(): each.value for each in Priority},
            "open_ended": {messages(f"lamp.{each}").lower(): each.value for each in OpenEnded},
            "field": {messages(f"field.{field}").lower(): field for field in Task.__struct_fields__ if field != "rev"},
        },
        listed=messages("value.and"),
        indent=INDENT,
        inbox=messages("ledger.inbox"),
        entry=entry,
        extension=tuple(
            re.compile(pattern, re.DOTALL) for pattern in (*(_within(in_words, each) for each in said), *said)
        ),
        rebound=_pattern(messages, "ledger.rebound", stage=".*?", reason=".*"),
    )


def _within(outer: str, inner: str) -> str:
    """One pattern in the place that another one leaves for it."""
    return outer.replace("(?P<said>\0)", inner.replace("(?P<reason>.*)", "(?P<reason>.*?)"))


def _pattern(messages: Messages, code: str, **parts: str) -> re.Pattern[str]:
    return re.compile(_source(messages, code, **parts), re.DOTALL)


def _source(messages: Messages, code: str, **parts: str) -> str:
    """The pattern of a sentence; each of its parameters is a group."""
    marks = {name: f"\1{name}\1" for name in parts}
    pattern = re.escape(messages(code, **marks))
    for name, part in parts.items():
        pattern = pattern.replace(re.escape(marks[name]), f"(?P<{name}>{part})")
    return pattern
