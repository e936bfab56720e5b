"""The health of a board's files: doctor, repair, backup, compact."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from board.cli.output import out, out_json_object, prompt
from board.cli.parsing import PLACE, Spec, argument, flag, option
from board.cli.session import Session
from board.errors import Refused, UsageError

_UNHEALTHY = 3
_SHOWN = 100
"""Findings or losses that are printed; --json has all."""


def doctor(session: Session, *, as_json: bool) -> int:
    """Say what is wrong with the board, where, and what to do; nothing is written."""
    from board import wiring

    report = wiring.examine(session.path)
    if as_json:
        out_json_object(report)
    else:
        _print([_finding(session, finding) for finding in report["findings"]], session)
    counts = {name: report[name] for name in ("tasks", "changes", "segments", "backups", "format")}
    session.say("care.examined", path=report["path"], size=_size(report["bytes"]), **counts)
    if report["healthy"]:
        session.say("care.healthy")
        return 0
    newer = any(finding["code"] == "from_newer_version" for finding in report["findings"])
    session.say("care.newer" if newer else "care.unhealthy" if report["damaged"] else "care.faulty")
    return _UNHEALTHY


def _finding(session: Session, finding: dict[str, Any]) -> str:
    messages = session.messages
    detail = messages.get(f"detail.{finding['detail']}") or finding["detail"]
    what = messages(f"finding.{finding['code']}", detail=detail)
    return messages("care.finding", kind=messages(f"care.{finding['kind']}"), where=finding["where"], what=what)


def _print(lines: list[str], session: Session) -> None:
    if lines:
        out("\n".join(lines[:_SHOWN]))
    if len(lines) > _SHOWN:
        session.say("care.more", count=len(lines) - _SHOWN)


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1_000:.1f} kB"


def repair(session: Session, *, source: str | None, yes: bool, as_json: bool) -> int | None:
    """Make a damaged board sound again, or bring back a backup; asks first."""
    _writable(session)
    from board import wiring

    if source is None:
        report = wiring.examine(session.path)
        if not report["damaged"] and all(f["code"] != "from_newer_version" for f in report["findings"]):
            if as_json:
                out_json_object({"done": False, "path": report["path"], "lost": []})
            session.say("care.nothing_to_repair")
            return 0
        question = session.messages("care.ask_repair", path=report["path"], count=len(report["findings"]))
    else:
        question = session.messages("care.ask_restore", path=session.path, name=source)
    if not yes and not agreed(session, question):
        session.say("care.left_alone")
        return 0
    done = wiring.repair(session.path, session.clock(), source)
    if as_json:
        out_json_object(done)
    else:
        _print([_loss(session, lost) for lost in done["lost"]], session)
    session.say("care.repaired", path=done["path"], tasks=done["tasks"], changes=done["changes"])
    if done["source"]:
        session.say("care.from_backup", name=done["source"])
    session.say("care.kept", name=done["kept"])
    session.say("care.lost" if done["lost"] else "care.nothing_lost", count=len(done["lost"]))
    return None


def agreed(session: Session, question: str) -> bool:
    """Whether the person says yes on the terminal. Raises UsageError `needs_yes` where nobody can be asked."""
    if not (sys.stdin is not None and sys.stdin.isatty()):
        raise UsageError("needs_yes")
    return prompt(question).strip().lower() in session.input_words("care.yes_words")


def _loss(session: Session, lost: dict[str, Any]) -> str:
    messages = session.messages
    first, last = lost["first"], lost["last"]
    seqs = f"{first}" if first == last else f"{first}-{last}"
    what = messages(f"lost.{lost['code']}", where=lost["where"], seqs=seqs, told=lost["told"]).strip()
    return messages("lost.but_shown", what=what) if lost["kept"] else what


def backup(session: Session, *, target: Path | None) -> None:
    """Copy the whole board and print where the copy is."""
    _writable(session)
    from board import wiring

    out(str(wiring.back_up(session.path, session.clock(), target)))
    session.say("care.backed_up")


def compact(session: Session) -> None:
    """Write the snapshot anew, so that the board opens faster."""
    _writable(session)
    from board import wiring

    session.say("care.compacted" if wiring.compact(session.path) else "care.compact_already")


def _writable(session: Session) -> None:
    if session.read_only:
        raise Refused("read_only")


SPECS = (
    Spec("doctor", doctor, (flag("--json", "as_json"),)),
    Spec("repair", repair, (option("--from", "source"), flag("--yes"), flag("--json", "as_json"))),
    Spec("backup", backup, (argument("target", type=PLACE, required=False),)),
    Spec("compact", compact, ()),
)
