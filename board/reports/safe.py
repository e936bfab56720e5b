"""Text from people on its way into a file: nothing in it is obeyed, by whatever opens the file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from board.text import clean

_NOT_XML = re.compile("[\ufffe\uffff]")
_FORMULA = re.compile("[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(f"'*{_FORMULA.pattern}")


def plain(text: str) -> str:
    """`text` with plain line breaks, and whatever is harmful, or no file may hold, shown as U+FFFD."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "\n".join(_NOT_XML.sub("\ufffd", clean.visible(line)) for line in text.split("\n"))


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet could take `text` for a formula; full-width signs count, some turn them into plain ones."""
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """`text` for a CSV cell: a `'` before what could be a formula, and before such a `'`, so that one can be taken off.

    See `unguarded`.
    """
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def json_line(row: Mapping[str, Any]) -> str:
    """One JSON object on one line; what a terminal would obey is escaped, which means the same."""
    text = json.dumps(row, ensure_ascii=False)
    if text.isprintable() or clean.visible(text) == text:
        return text
    # json leaves DEL, C1 and bidi controls as they are; escaped, they mean the same and reach no terminal.
    return "".join(char if clean.visible(char) == char else f"\\u{ord(char):04x}" for char in text)
