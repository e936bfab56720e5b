"""The acceptance samples: lines and pastes in one world, each read as stated."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from board.text.quick_entry import Entry, EntryError, Names, parse_entry, parse_paste

HERE = Path(__file__).parent
WORLD = json.loads((HERE / "world.json").read_text(encoding="utf-8"))
LINES = json.loads((HERE / "entries.json").read_text(encoding="utf-8"))
PASTES = json.loads((HERE / "pastes.json").read_text(encoding="utf-8"))
NOW = datetime.fromisoformat(WORLD["now"])
NAMES = Names(WORLD["groups"], WORLD["units"], WORLD["persons"], office=WORLD["office"], district=WORLD["district"])
ALWAYS = ("title", "unit", "person", "co_units", "due", "due_words", "open_ended", "priority", "tags", "group")


def stated(case: dict[str, Any]) -> dict[str, Any]:
    """What a case says, in the form of `found`."""
    if "error" in case:
        return {"error": case["error"], **({"candidates": case["candidates"]} if "candidates" in case else {})}
    return {"lead_unit": None, "leader": None, **case["expect"], "rolled_year": case.get("rolled_year", False)}


def found(result: Entry | EntryError, case: dict[str, Any]) -> dict[str, Any]:
    if isinstance(result, EntryError):
        read: dict[str, Any] = {"error": {"at": result.at, "kind": result.kind}}
        return read | ({"candidates": list(result.candidates)} if "candidates" in case else {})
    fields = {name: getattr(result, name) for name in (*ALWAYS, "lead_unit", "leader", "rolled_year")}
    return fields | {"due": result.due.due if result.due else None}


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["id"])
def test_a_line_is_read_as_stated(case: dict[str, Any]) -> None:
    result: Entry | EntryError
    try:
        result = parse_entry(case["text"], NOW, NAMES, case["group_here"])
    except EntryError as error:
        result = error

    assert found(result, case) == stated(case)


@pytest.mark.parametrize("case", PASTES, ids=lambda case: case["id"])
def test_a_paste_is_read_as_stated(case: dict[str, Any]) -> None:
    paste = parse_paste(case["text"], NOW, NAMES, case["group_here"])

    assert [item.line for item in paste.items] == [each["line"] for each in case["expect"]]
    assert [line for line, _ in paste.skipped] == case["skipped"]
    for item, each in zip(paste.items, case["expect"], strict=True):
        assert found(item.result, each) == stated(each), item.text
