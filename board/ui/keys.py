"""Every key of the program, in one table: footer, help, palette, key map and README come from it.

An action has a key that works while an input method is on (function keys, arrows, Ctrl), a letter for speed, and what
an input method commits for that letter or sign: its full-width twin, or Chinese punctuation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from board.messages import Messages

SIGNS = {
    "/": "、", ".": "。", "<": "《", ">": "》", "[": "【", "]": "】", "{": "「", "}": "」",
    "'": "‘’", '"': "“”", "$": "￥", "`": "·",
}  # fmt: skip
"""What a Chinese input method commits for a sign, besides its full-width form. For `^` and `_` it commits two
characters, which would act twice."""
NAVIGATE, VIEWS, ACT, FIND, GENERAL = "navigate", "views", "act", "find", "general"
SECTIONS = (ACT, FIND, VIEWS, NAVIGATE, GENERAL)


@dataclass(frozen=True, slots=True)
class Key:
    """One action and its keys. `id` names it in settings and in the catalogue (`key.<id>`)."""

    id: str
    action: str
    safe: tuple[str, ...]
    """Keys that an input method lets through."""
    plain: str = ""
    """A letter, digit or sign; its other forms are bound with it."""
    section: str = ACT
    writes: bool = False
    """It changes the board: on a read-only board it is answered by one line."""
    hint: int = 0
    """Place in the footer, 0 for none."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys, as a person presses them."""
        return (*self.safe, *([self.plain] if self.plain else []))

    @property
    def bound(self) -> str:
        """All its keys, in all their forms, as a binding takes them."""
        return ",".join(all_forms(self.keys))


def all_forms(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys with what CapsLock and an input method make of the letters, digits and signs among them."""
    return tuple(form for key in keys for form in (twins(key).split(",") if len(key) == 1 else _spaces(key)))


def _spaces(key: str) -> tuple[str, ...]:
    return (key, "ideographic_space") if key == "space" else (key,)


def twins(plain: str) -> str:
    """A letter, digit or sign with what CapsLock and an input method make of it, as a binding takes them."""
    if not plain.isascii():
        return plain
    wide = chr(ord(plain) + 0xFEE0)
    if plain.isalpha():
        return ",".join((plain, plain.upper(), wide, chr(ord(plain.upper()) + 0xFEE0)))
    return ",".join(("comma" if plain == "," else plain, *SIGNS.get(plain, ""), wide))


KEYS: tuple[Key, ...] = (
    Key("up", "vertical(-1)", ("up",), "k", NAVIGATE),
    Key("down", "vertical(1)", ("down",), "j", NAVIGATE),
    Key("left", "horizontal(-1)", ("left",), "h", NAVIGATE),
    Key("right", "horizontal(1)", ("right",), "l", NAVIGATE),
    Key("first", "edge(0)", ("home",), "", NAVIGATE),
    Key("last", "edge(1)", ("end",), "", NAVIGATE),
    Key("page_up", "page(-1)", ("pageup",), "", NAVIGATE),
    Key("page_down", "page(1)", ("pagedown",), "", NAVIGATE),
    Key("sort", "sort", ("tab",), "", NAVIGATE),
    Key("overview", "overview", (), "0", VIEWS),
    *(Key(f"group_{n}", f"group({n})", (), str(n), VIEWS) for n in range(1, 9)),
    Key("inbox", "inbox", (), "9", VIEWS, hint=16),
    Key("kinds", "kinds", ("f12",), "z", VIEWS, hint=15),
    Key("list", "list", ("ctrl+t",), "t", VIEWS, hint=12),
    Key("meeting", "meeting", ("ctrl+o",), "m", VIEWS),
    Key("supervision", "supervision", ("ctrl+r",), "r", VIEWS),
    Key("open", "open", ("enter",), "", VIEWS, hint=13),
    Key("export", "export", ("f9",), "x", VIEWS),
    Key("import", "act('import')", ("insert",), "", VIEWS, writes=True),
    Key("new", "act('new')", ("f2",), "n", ACT, writes=True, hint=1),
    Key("assign", "act('assign')", ("f3",), "a", ACT, writes=True, hint=2),
    Key("deadline", "act('deadline')", ("f4",), "d", ACT, writes=True, hint=3),
    Key("note", "act('note')", ("f5",), "p", ACT, writes=True, hint=4),
    Key("urge", "act('urge')", ("f6",), "c", ACT, writes=True, hint=5),
    Key("stage_on", "act('stage_on')", ("ctrl+right",), ".", ACT, writes=True, hint=6),
    Key("stage_back", "act('stage_back')", ("ctrl+left",), ",", ACT, writes=True),
    Key("close", "act('close')", ("ctrl+x",), "", ACT, writes=True),
    Key("send", "act('send')", ("ctrl+down",), "f", ACT, writes=True),
    Key("edit", "act('edit')", ("ctrl+e",), "e", ACT, writes=True, hint=14),
    Key("priority", "act('priority')", ("ctrl+k",), "!", ACT, writes=True),
    Key("tags", "act('tags')", ("ctrl+u",), "b", ACT, writes=True),
    Key("checklist", "act('checklist')", ("ctrl+d",), "i", ACT, writes=True),
    Key("merge", "act('merge')", ("ctrl+w",), "w", ACT, writes=True),
    Key("void", "act('void')", ("delete",), "", ACT, writes=True),
    # Where a terminal sends for Ctrl+Del what it sends for Del, it asks for the reason of a voiding: nothing is lost.
    Key("restore", "act('restore')", ("ctrl+delete",), "", ACT, writes=True, hint=7),
    Key("mark", "mark", ("space",), "v", ACT, hint=11),
    Key("mark_all", "mark_all", ("ctrl+a",), "", ACT),
    Key("undo", "act('undo')", ("ctrl+z",), "u", ACT, writes=True, hint=10),
    Key("redo", "act('redo')", ("ctrl+y",), "y", ACT, writes=True),
    Key("spotlight", "act('spotlight')", ("ctrl+l",), "s", ACT, writes=True),
    Key("hold", "act('hold')", ("ctrl+g",), "g", ACT, writes=True),
    Key("filter", "filter", ("f7", "ctrl+f"), "/", FIND, hint=8),
    Key("overdue", "overdue", ("f8",), "o", FIND, hint=9),
    Key("jump", "jump", ("ctrl+n",), "#", FIND),
    Key("help", "help", ("f1",), "?", GENERAL, hint=17),
    Key("palette", "palette", ("ctrl+p",), "", GENERAL),
    Key("back", "back", ("escape",), "", GENERAL),
    Key("quit", "quit", ("ctrl+q",), "q", GENERAL, hint=18),
)
MARKING = ("mark", "mark_all")
ON_A_TASK = tuple(key.id for key in KEYS if (key.section == ACT or key.writes) and key.id not in MARKING)
"""What can be done on the screen of one task."""
BY_ID = {key.id: key for key in KEYS}


def bindings(*, sections: tuple[str, ...] | None = None, ids: tuple[str, ...] | None = None) -> list[BindingType]:
    """Textual bindings of these sections, or of these keys."""
    return [
        Binding(key.bound, key.action, "", show=False, id=key.id)
        for key in KEYS
        if (sections is None or key.section in sections) and (ids is None or key.id in ids)
    ]


def leaving(*ids: str) -> list[BindingType]:
    """The keys that opened a screen, as keys that leave it."""
    return [Binding(BY_ID[name].bound, "back", "", show=False, id=name) for name in ids]


LEAVE = "leave"
"""The letter that leaves the program leaves a page of text first; what leaves it from anywhere (Ctrl+Q) does not."""


NAVIGATION = bindings(sections=(NAVIGATE,))
_NAMES = {
    "escape": "Esc", "enter": "Enter", "delete": "Del", "home": "Home", "end": "End", "pageup": "PgUp",
    "pagedown": "PgDn", "tab": "Tab", "insert": "Ins", "backspace": "Backspace",
}  # fmt: skip
ARROWS = ("up", "down", "left", "right")


def shown(key: str, arrows: Mapping[str, str]) -> str:
    """A key as people write it: `ctrl+right` → `Ctrl+右箭头`, `f3` → `F3`. `arrows` names the arrow keys."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = arrows.get(last) or _NAMES.get(last) or (last.upper() if len(key) > 1 and len(last) < 4 else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def key_names(messages: Messages) -> dict[str, str]:
    """What the keys are called that have no sign: the arrows and the space bar."""
    return {name: messages(f"arrow.{name}") for name in (*ARROWS, "space")}
