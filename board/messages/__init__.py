"""The catalogue: every word on a screen or on stderr, in Chinese (the default) and in English.

A language is a package of modules that each hold a flat `TEXTS` of code → sentence, with `{name}` for parameters.

A sentence that tells which key to press names the action, and says the key that is in force for it:
`{keys[assign]}` its keys (F3 或 a), `{safe[assign]}` one that an input method lets through, `{plain[assign]}` the
quickest. A screen puts the names in (`Messages.key_names`); the command line has no keys and says none.
"""

from __future__ import annotations

import importlib
import string
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

LANGUAGES = ("zh", "en")
PARTS = (
    "words",
    "errors",
    "desk",
    "acting",
    "cli",
    "care",
    "keys",
    "keymap",
    "finding",
    "deadlines",
    "list",
    "entry",
    "bar",
    "wall_desk",
    "show",
    "settings",
    "decided",
    "wall",
    "lists",
    "ledger_out",
    "meeting",
    "ledger_in",
    "import_screen",
    "serve",
    "supervision",
    "bulletin",
    "official",
    "minutes",
)


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(lang: str) -> dict[str, str]:
    """All texts of one language, by code.

    Raises:
        ValueError: there is no such language.
    """
    if lang not in LANGUAGES:
        raise ValueError(lang)
    texts: dict[str, str] = {}
    for part in PARTS:
        texts |= importlib.import_module(f"board.messages.{lang}.{part}").TEXTS
    return texts


class Messages:
    """The texts of one language: `messages("desk.saved")`."""

    def __init__(self, lang: str = "zh") -> None:
        self.lang = lang
        self._texts = catalogue(lang)
        self.key_names: Mapping[str, Mapping[str, str]] = {}
        """`keys`, `safe`, `plain` → action → what its keys are called in a sentence of this language."""

    def __call__(self, code: str, /, **params: Any) -> str:
        """The text of `code` with its parameters filled in.

        Raises:
            KeyError: there is no such text, or a parameter is missing, or it names a key where there are none.
        """
        text = self._texts[code]
        if "[" in text:
            params = {**self.key_names, **params}
        return text.format(**params) if params or "{" in text else text

    def get(self, code: str, /, **params: Any) -> str | None:
        """The text of `code`, or None where the catalogue has none."""
        return self(code, **params) if code in self._texts else None


def placeholders(text: str) -> frozenset[str]:
    """The parameter names that a text uses."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
