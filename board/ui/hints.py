"""What the foot line offers: the keys that make sense now, as they are in force."""

from __future__ import annotations

from dataclasses import dataclass

from board.messages import Messages
from board.model.task import DONE, Stage, Task
from board.ui.keymap import KeyMap
from board.ui.keys import BY_ID, KEYS, Key, key_names
from board.ui.widgets.line import Piece

ANYWHERE = frozenset({"new", "undo", "redo", "filter", "overdue", "list", "jump", "kinds", "help", "quit"})
"""What needs no task."""
MARKED = frozenset({"assign", "deadline", "note", "urge", "stage_on", "priority", "tags", "void", "mark"})
"""What can be done to all marked tasks at once."""
_DETAIL = ("assign", "deadline", "note", "urge", "stage_on", "edit", "restore", "undo", "void", "stage_back", "help")
"""The keys of a task's own screen, in their order."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the keys would act on."""

    read_only: bool = False
    has_task: bool = True
    """A task is selected, or on show."""
    stage: Stage = Stage.UNDERWAY
    void: bool = False
    marked: int = 0
    """How many tasks are marked."""
    filtered: bool = False
    """A filter is on."""
    overview: bool = True
    """All groups are on show, where the inbox is one key away."""

    @classmethod
    def of(
        cls, task: Task | None, *, read_only: bool, marked: int = 0, filtered: bool = False, overview: bool = True
    ) -> Situation:
        """The situation with this task under the cursor (None: an empty column)."""
        return cls(
            read_only=read_only,
            has_task=task is not None,
            stage=Stage.UNDERWAY if task is None else task.stage,
            void=task is not None and bool(task.void_reason),
            marked=marked,
            filtered=filtered,
            overview=overview,
        )


def makes_sense(key: Key, now: Situation) -> bool:
    """Whether the key would do something and not be refused. See `model/rules.py`: each line is one of its rules."""
    if key.writes and now.read_only:
        return False
    if key.id == "inbox":
        return now.overview
    if key.id == "back":
        return bool(now.marked) or now.filtered
    if key.id == "restore":
        return now.has_task and now.void and not now.marked
    if key.id in ANYWHERE:
        return True
    if now.marked:
        return key.id in MARKED
    if not now.has_task:
        return False
    if now.void:
        return not key.writes
    if key.id in ("deadline", "urge"):
        return now.stage not in DONE
    if key.id in ("assign", "stage_on"):
        return now.stage is not Stage.CLOSED
    if key.id == "stage_back":
        return now.stage is not Stage.UNCLAIMED
    return True


def hints(messages: Messages, now: Situation, keymap: KeyMap, skip: frozenset[str] = frozenset()) -> tuple[Piece, ...]:
    """The keys that make sense now, the most useful first; the last ones are left out where there is no room.

    `skip`: actions that the screen does not offer, or offers in words of its own.
    """
    offered = [key for key in KEYS if (key.hint or key.id == "back") and key.id not in skip]
    shown = [key for key in offered if makes_sense(key, now)]
    shown.sort(key=lambda key: key.hint)
    if now.marked:  # what is marked comes first, and how to be rid of the marks
        shown.sort(key=lambda key: key.id not in MARKED)
    ranks = {key.id: 90 - rank for rank, key in enumerate(shown, 1)} | {"help": 95}
    words = {"back": "hint.unmark" if now.marked else "hint.unfilter"}
    return _pieces(messages, [(key.id, words.get(key.id, f"hint.{key.id}"), ranks[key.id]) for key in shown], keymap)


def list_hints(messages: Messages, now: Situation, keymap: KeyMap) -> tuple[Piece, ...]:
    """The same in the list: before them how to leave and how to sort it."""
    own = [("sort", "hint.sort", 91)]
    if not now.marked and not now.filtered:
        own.append(("back", "hint.board", 93))
    choose = _sideways(messages, "hint.column", 74, keymap)
    others = hints(messages, now, keymap, frozenset({"list", "inbox"}))
    return (*_pieces(messages, own, keymap), *others, *choose)


def meeting_hints(messages: Messages, now: Situation, keymap: KeyMap, *, running: bool) -> tuple[Piece, ...]:
    """The same on the screen of the meeting: before them what is done to the meeting itself."""
    own = [("meeting", "hint.meeting_do", 94)] if not now.read_only else []
    if running and not now.read_only:
        own.append(("sort", "hint.meeting_on", 93))
    if not now.marked and not now.filtered:
        own.append(("back", "hint.board", 92))
    look = _sideways(messages, "hint.meeting_look", 91, keymap)
    others = hints(messages, now, keymap, frozenset({"kinds", "inbox"}))
    return (*_pieces(messages, own, keymap), *look, *others)


def detail_hints(messages: Messages, now: Situation, keymap: KeyMap) -> tuple[Piece, ...]:
    """The same on the screen of one task: how to leave it comes first."""
    keys = [BY_ID[name] for name in _DETAIL if name in BY_ID and makes_sense(BY_ID[name], now)]
    named = [("back", "hint.back"), *((key.id, _short(messages, key)) for key in keys)]
    weights = {name: 90 - rank for rank, (name, _) in enumerate(named)} | {"help": 89}  # wherever there is room
    return _pieces(messages, [(name, code, weights[name]) for name, code in named], keymap)


def _sideways(messages: Messages, code: str, weight: int, keymap: KeyMap) -> tuple[Piece, Piece]:
    """The keys to the left and to the right, and what they do."""
    arrows = key_names(messages)
    keys = " ".join(keymap.shown(name, arrows)[0] for name in ("left", "right"))
    return Piece(keys, "key", weight), Piece(messages(code), "dim", weight, 1)


def _short(messages: Messages, key: Key) -> str:
    code = f"hint.{key.id}"
    return code if messages.get(code) is not None else f"key.{key.id}"


def _two(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The first key and the last: one that an input method lets through, and the letter."""
    return keys if len(keys) < 3 else (keys[0], keys[-1])


def _pieces(messages: Messages, chosen: list[tuple[str, str, int]], keymap: KeyMap) -> tuple[Piece, ...]:
    """A key and what it does, for each (action, code of the words, weight)."""
    arrows = key_names(messages)
    return tuple(
        piece
        for name, code, weight in chosen
        for piece in (
            Piece(" ".join(_two(keymap.shown(name, arrows))), "key", weight),
            Piece(messages(code), "dim", weight, 1),
        )
    )
