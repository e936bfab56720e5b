"""What a person wrote on the command line → what the board calls it; what is unknown is answered with what is near."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from board.commands import find_unit
from board.errors import UsageError
from board.messages import words
from board.model.board import Board
from board.model.task import Kind, OpenEnded, Priority, Stage
from board.text import clean

if TYPE_CHECKING:
    from board.cli.session import Session

_INBOX = ("9", "inbox")


def find_group(session: Session, board: Board, text: str) -> int | None:
    """The id of a group by its number, name, part of its name, or id; None for the office's inbox.

    Raises:
        UsageError: `unknown_group`.
    """
    wanted = text.strip()
    by_number = {str(group.number): group.id for group in board.groups}
    if wanted in by_number:
        return by_number[wanted]
    if wanted.lower() in (*_INBOX, board.office.office.lower(), *session.input_words("cli.inbox_words")):
        return None
    names = {group.name: group.id for group in board.groups}
    if wanted in names:
        return names[wanted]
    parts = [group_id for name, group_id in names.items() if wanted and wanted in name]
    if len(parts) == 1:
        return parts[0]
    if wanted.isdecimal() and len(wanted) < 10 and board.group(int(wanted)):
        return int(wanted)
    listed = [f"{group.number} {group.name}" for group in board.groups]
    raise UsageError(
        "unknown_group", text=clean.quoted(text), names=session.listed([*listed, f"9 {board.office.office}"])
    )


def find_known_unit(session: Session, board: Board, text: str) -> int:
    """The id of a unit by its name or alias.

    Raises:
        UsageError: `no_such_unit`, naming what is near.
    """
    return _known_unit(session, board, text, "no_such_unit")


def unit_or_new(session: Session, board: Board, text: str, *, new: bool) -> int | str:
    """The same, or with `new` the name of a unit that is to be made with what needs it.

    Raises:
        UsageError: `unknown_unit`, naming what is near.
    """
    if new and find_unit(board, name := clean.one_line(text)) is None:
        return name
    return _known_unit(session, board, text, "unknown_unit")


def _known_unit(session: Session, board: Board, text: str, code: str) -> int:
    unit = find_unit(board, clean.one_line(text))
    if unit is not None:
        return unit
    names = near_units(board, clean.one_line(text))
    near = session.messages("cli.near", names=session.listed(names)) if names else ""
    raise UsageError(code, name=clean.quoted(text), near=near)


def near_units(board: Board, text: str, most: int = 5) -> list[str]:
    """Names of units that look or read like `text`, the nearest first."""
    from difflib import SequenceMatcher

    scored = []
    for unit in board.units.values():
        likeness = max(SequenceMatcher(None, text, name).ratio() for name in (unit.name, *unit.aliases))
        within = any(text and (text in name or name in text) for name in (unit.name, *unit.aliases))
        if within or likeness >= 0.5:
            scored.append((-within, -likeness, unit.name))
    return [name for _, _, name in sorted(scored)[:most]]


def find_stage(session: Session, board: Board, text: str, kind: Kind | None = None) -> Stage:
    """A stage by its code or any word for it, in either language; the words of `kind` come first.

    Raises:
        UsageError: `unknown_stage`.
    """
    wanted = text.strip().lower()
    own = board.office.stage_words.get(kind or "", {})
    for code, said in own.items():
        if wanted in (word.lower() for word in said.values()):
            return Stage(code)
    known = words.all_stage_words(board.office)
    for stage in Stage:
        for word in session.everywhere(f"stage.{stage}"):
            known.setdefault(word, stage)
    if wanted in known:
        return known[wanted]
    shown = [words.stage_head(session.messages, board.office, stage) for stage in Stage]
    raise UsageError("unknown_stage", text=clean.quoted(text), names=session.listed(shown))


def find_kind(session: Session, text: str) -> Kind:
    """A kind by its code or its word in either language.

    Raises:
        UsageError: `unknown_kind`.
    """
    return _coded(session, text, Kind, "kind", "unknown_kind")


def find_priority(session: Session, text: str) -> Priority:
    """A priority by its code or its word in either language.

    Raises:
        UsageError: `unknown_priority`.
    """
    return _coded(session, text, Priority, "priority", "unknown_priority")


def find_open_ended(session: Session, text: str) -> OpenEnded:
    """Why there is no deadline, by its code or its word in either language.

    Raises:
        UsageError: `unknown_open_ended`.
    """
    return _coded(session, text, OpenEnded, "lamp", "unknown_open_ended")


Coded = TypeVar("Coded", Kind, Priority, OpenEnded)


def _coded(session: Session, text: str, codes: type[Coded], prefix: str, unknown: str) -> Coded:
    wanted = text.strip().lower()
    for code in codes:
        if wanted == code.value or wanted in session.everywhere(f"{prefix}.{code.value}"):
            return code
    names = session.listed(session.messages(f"{prefix}.{code.value}") for code in codes)
    raise UsageError(unknown, text=clean.quoted(text), names=names)
