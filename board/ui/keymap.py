"""Which keys are in force: the table, with what the settings put in the place of some of it.

    [keys]
    undo = "Ctrl+Z u"        # an action of the table = its keys

What is wrong with that (an action nobody knows, a key that no terminal sends, two actions on one key) is told in one
line, and the rest holds. Pure: nothing here needs a screen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from textual.keys import REPLACED_KEYS, key_to_character

from board.messages import LANGUAGES, Messages
from board.ui.keys import ARROWS, GENERAL, KEYS, LEAVE, SIGNS, Key, all_forms, key_names, shown

UNKNOWN_ACTION, NO_KEY, UNKNOWN_KEY, NEVER_SENT, TAKEN, CLASH = (
    "unknown_action", "no_key", "unknown_key", "never_sent", "taken", "clash",
)  # fmt: skip
"""What may be wrong with an entry; the words are `keymap.<code>`."""

_MODIFIERS = {
    "ctrl": "ctrl", "control": "ctrl", "ctl": "ctrl", "shift": "shift", "alt": "alt", "option": "alt", "opt": "alt",
    "meta": "alt", "cmd": "super", "command": "super", "super": "super", "win": "super",
}  # fmt: skip
_ALIASES = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "page_up": "pageup",
    "pgdn": "pagedown", "pgdown": "pagedown", "page_down": "pagedown", "bs": "backspace", "spacebar": "space",
    "comma": ",", "plus": "+", "minus": "-", "dot": ".", "period": ".", "backtab": "shift+tab",
}  # fmt: skip
_NAMED = frozenset(
    (*ARROWS, "enter", "escape", "space", "delete", "insert", "backspace", "home", "end", "pageup", "pagedown", "tab")
)
_CTRL = frozenset((*ARROWS, "delete", "home", "end", *"adefgklnopqrtuwxyz"))
"""With Ctrl. Missing: what arrives as another key (see `_NEVER`) and what never arrives here (see `_TAKEN`)."""
_SHIFT = frozenset((*ARROWS, "delete"))
_NEVER = frozenset(f"ctrl+{letter}" for letter in "hijm")
"""A terminal sends for these what it sends for Backspace, Tab, Enter and Enter."""
_TAKEN = frozenset(
    "tab shift+tab f10 f11 shift+f10 shift+f11 ctrl+f10 ctrl+f11 ctrl+b ctrl+c ctrl+s ctrl+v ctrl+space shift+space "
    "ctrl+\\ ctrl+insert shift+insert ctrl+pageup ctrl+pagedown shift+pageup shift+pagedown shift+home shift+end "
    "ctrl+tab".split()
)
"""Going on to the next field; the menu, full screen, paging, copying and pasting of terminals; stop and quit of the
line; tmux; the switch of input methods."""
_FUNCTION = re.compile(r"(ctrl\+|shift\+)?f([1-9]|1\d|2[0-4])")
_UNTOLD = frozenset({"f15", "ctrl+f3"})
"""What xterm sends for these (and for Shift+F3) reads as its answer where the cursor stands."""


class KeyProblem(ValueError):
    """A key that cannot be bound; the text is one of the codes above."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One entry of the settings that does not hold, or not wholly."""

    code: str
    id: str
    """The action."""
    key: str = ""
    """The key, as it was written; for a clash, as it is shown."""
    other: str = ""
    """The action that has this key."""


@dataclass(frozen=True, slots=True)
class KeyMap:
    """The keys in force, by the id of their action."""

    keys: Mapping[str, tuple[str, ...]]
    """A letter, digit or sign as itself, any other key by Textual's name."""
    changed: Mapping[str, str]
    """What Textual's own key map takes, for the actions that have other keys than in the table: every form of each."""
    troubles: tuple[Trouble, ...] = ()

    def shown(self, action: str, arrows: Mapping[str, str]) -> tuple[str, ...]:
        """The keys of an action as people write them: `("Ctrl+Z", "u")`."""
        return tuple(shown(key, arrows) for key in self.keys[action])

    def names(self, messages: Messages) -> dict[str, dict[str, str]]:
        """What the sentences of the catalogue call the keys: see `board.messages`."""
        arrows = key_names(messages)
        safe = {action: next((key for key in keys if len(key) > 1), keys[0]) for action, keys in self.keys.items()}
        plain = {action: next((key for key in keys if len(key) == 1), keys[0]) for action, keys in self.keys.items()}
        both = {action: dict.fromkeys((safe[action], plain[action])) for action in self.keys}
        return {
            "keys": {
                action: messages("keymap.or").join(shown(key, arrows) for key in two) for action, two in both.items()
            },
            "safe": {action: shown(key, arrows) for action, key in safe.items()},
            "plain": {action: shown(key, arrows) for action, key in plain.items()},
        }


def default(table: Sequence[Key] = KEYS) -> KeyMap:
    """The keys of the table."""
    return KeyMap({key.id: key.keys for key in table}, {})


def in_force(settings: Mapping[str, str], table: Sequence[Key] = KEYS) -> KeyMap:
    """The table with these settings (action → keys, written as people write them).

    A key that cannot be bound is left out; an action without any good key, and the later one of two that want the same
    key, keep the keys of the table.
    """
    by_id = {key.id: key for key in table}
    wanted: dict[str, tuple[str, ...]] = {}
    troubles: list[Trouble] = []
    for action, written in settings.items():
        if action not in by_id:
            troubles.append(Trouble(UNKNOWN_ACTION, action))
            continue
        good: list[str] = []
        for each in _parts(written):
            try:
                good.append(parsed(each, by_id[action].keys))
            except KeyProblem as problem:
                troubles.append(Trouble(str(problem), action, each))
        if good:
            wanted[action] = tuple(dict.fromkeys(good))
        elif not _parts(written):
            troubles.append(Trouble(NO_KEY, action))
    while (clash := _clash(wanted, by_id)) is not None:
        del wanted[clash.id]
        troubles.append(clash)
    keys = {key.id: wanted.get(key.id, key.keys) for key in table}
    changed = {
        action: ",".join(all_forms(each))
        for action, each in keys.items()
        if frozenset(all_forms(each)) != frozenset(by_id[action].bound.split(","))
    }
    if letters := tuple(each for each in keys.get("quit", ()) if len(each) == 1 and "quit" in changed):
        changed[LEAVE] = ",".join(all_forms(letters))
    return KeyMap(keys, changed, tuple(troubles))


def _clash(wanted: Mapping[str, tuple[str, ...]], by_id: Mapping[str, Key]) -> Trouble | None:
    """Two actions on one key: the one that gives way is of the settings, and of two such the later one."""
    order = {action: place for place, action in enumerate(wanted, 1)}
    owner: dict[str, str] = {}
    for action, key in by_id.items():
        for each in wanted.get(action, key.keys):
            other = owner.setdefault(each, action)
            if other != action:
                later, earlier = sorted((action, other), key=lambda one: order.get(one, 0), reverse=True)
                return Trouble(CLASH, later, each, earlier)
    for action, keys in wanted.items():
        if "space" in keys and (by_id[action].writes or by_id[action].section == GENERAL):
            return Trouble(CLASH, action, "space", "page_down")  # where there is a page to read, it scrolls
    return None


def _parts(written: str) -> list[str]:
    """The single keys of an entry: between them stand blanks, commas or both; a comma that stands alone is a key."""
    parts: list[str] = []
    for chunk in re.sub(r"\s*[+\uff0b]\s*(?=[^\s,\uff0c])", "+", written).split():
        if chunk in (",", "\uff0c"):
            parts.append(",")
            continue
        pieces = re.split("[,\uff0c]", chunk)
        while pieces and not pieces[-1]:
            pieces.pop()
        doubled = re.search("[,\uff0c]{2}$", chunk) is not None
        parts += [piece for piece in pieces if piece]
        parts += [","] if doubled else []
    return parts


def parsed(written: str, own: Sequence[str] = ()) -> str:
    """One key as people write it (`Ctrl+Z`, `ctrl-z`, `^Z`, `F3`, `PgUp`, `Ｎ`, `？`), by its one name.

    What the table gives the action anyway (`own`) it may keep, though no other action may have it (Tab).

    Raises:
        KeyProblem: there is no such key, no terminal sends it, or it does not get here.
    """
    if len(written) == 1:
        return _character(written)
    name = unicodedata.normalize("NFKC", written).lower()
    if re.fullmatch(r"\^[a-z]", name):
        name = f"ctrl+{name[1]}"
    *first, last = re.split(r"(?<=\w)[+-](?=.)", name)
    last = _named(last)
    modifiers = {_MODIFIERS.get(each, "") for each in first}
    if "" in modifiers:
        raise KeyProblem(UNKNOWN_KEY)
    key = "+".join([*sorted(modifiers), last])
    if key in own:
        return key
    if key in _TAKEN:
        raise KeyProblem(TAKEN)
    if not modifiers and len(last) == 1:
        return last
    if modifiers == {"shift"} and last.isalpha() and len(last) == 1:
        return last  # an upper-case letter means what the lower-case one means
    if _FUNCTION.fullmatch(key):
        return _function(key)
    if (not modifiers and last in _NAMED) or (modifiers == {"shift"} and last in _SHIFT):
        return key
    if modifiers == {"ctrl"} and last in _CTRL:
        return key
    raise KeyProblem(NEVER_SENT)


def _function(key: str) -> str:
    """Terminals send F13 to F24 for Shift and a function key."""
    modifier, _, number = key.rpartition("f")
    if modifier == "shift+" and int(number) <= 12:
        key = f"f{int(number) + 12}"
    if key in _UNTOLD or (modifier == "ctrl+" and int(number) > 12) or (modifier == "shift+" and int(number) > 12):
        raise KeyProblem(NEVER_SENT)
    return key


def _character(character: str) -> str:
    """A letter, digit or sign, whichever of its forms was written."""
    plain = next((sign for sign, forms in SIGNS.items() if character in forms), character)
    plain = unicodedata.normalize("NFKC", plain) if not plain.isascii() else plain
    if plain in (named := _arrows()):
        return named[plain]
    if len(plain) != 1 or not plain.isprintable() or plain.isspace() or unicodedata.combining(plain):
        raise KeyProblem(UNKNOWN_KEY)
    return plain.lower() if len(plain.lower()) == 1 else plain


def _named(name: str) -> str:
    """A key's own name, whatever it was called."""
    name = _arrows().get(name, name)
    name = _ALIASES.get(name, name)
    if name in _NAMED or name == "shift+tab" or re.fullmatch(r"f\d+", name):
        if re.fullmatch(r"f\d+", name) and not 1 <= int(name[1:]) <= 24:
            raise KeyProblem(UNKNOWN_KEY)
        return name
    character = name if len(name) == 1 else key_to_character(REPLACED_KEYS.get(name, name))
    if character is None:
        raise KeyProblem(UNKNOWN_KEY)
    return _character(character)


@lru_cache(maxsize=1)
def _arrows() -> Mapping[str, str]:
    """What the footer and the README call the arrows and the space bar, in every language, and the arrows' signs."""
    words = {Messages(lang)(f"arrow.{name}").lower(): name for lang in LANGUAGES for name in (*ARROWS, "space")}
    return {**words, **dict(zip("\u2191\u2193\u2190\u2192", ARROWS, strict=True))}


def told(messages: Messages, found: KeyMap) -> tuple[str, ...]:
    """What does not hold, a sentence each: the entry, why, and for a clash what is in force instead."""
    arrows = key_names(messages)
    return tuple(
        messages(
            f"keymap.{each.code}", id=each.id, key=shown(each.key, arrows) if each.code == CLASH else each.key,
            other=messages.get(f"key.{each.other}") or each.other,
            kept=" ".join(found.shown(each.id, arrows)) if each.id in found.keys else "",
        )
        for each in found.troubles
    )  # fmt: skip


def line(messages: Messages, found: KeyMap, most: int = 3) -> str:
    """All of that in one line: the first `most`, and how many more there are. Empty where everything holds."""
    said = told(messages, found)
    if not said:
        return ""
    more = [messages("keymap.more", count=len(said) - most)] if len(said) > most else []
    return messages("keymap.line", said=messages("keymap.and").join([*said[:most], *more]))
