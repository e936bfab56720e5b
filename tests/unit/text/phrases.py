"""Reading a phrase as the tests see it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from board.text.deadlines import DeadlineError, parse_deadline

MONDAY = "2026-11-23"
SAMPLE = [
    line.split("\t") for line in Path(__file__).with_name("deadline_cases.tsv").read_text(encoding="utf-8").splitlines()
]
"""Phrase, today, what it is read as: a deadline, `none` or `error`."""


def at(today: str) -> datetime:
    return datetime.fromisoformat(f"{today}T09:00")


def read(text: str, today: str = MONDAY, *, past: bool = False) -> str:
    """The deadline as a task keeps it, `none`, `past` or `error`."""
    try:
        found = parse_deadline(text, at(today), past=past)
    except DeadlineError as error:
        return "past" if error.past else "error"
    return "none" if found is None else found.due
