"""Our own export, read back field by field: what went out comes in again as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from board.model.task import Kind, OpenEnded, Stage
from board.text.ledger.figures import money
from board.text.ledger.grid import Row, Sheet, Value, shown, squeezed
from board.text.ledger.rows import LedgerRow, OwnTask

_ENOUGH = 20
"""So many of our headings, the number and the task among them, are no other office's ledger."""
_LISTED = ("co_units", "tags", "quoted")
_DATES = ("original_due", "due", "met_at", "consolidate_until", "closed_at", "created_at")
_CODED = ("kind", "stage", "priority")
_SUMS = ("planned", "completed")
_DERIVED = frozenset(("extensions", "lamp", "invested", "rebounds", "urges", "returns"))
_ENTRIES = {
    "notes": "note", "items": "item", "extension_list": "extension", "urge_list": "urge", "return_list": "return",
    "rebound_list": "rebound",
}  # fmt: skip
_ITEM = re.compile(r"\[(?P<done>[x ])\] (?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Form:
    """How our export is written in one language. Words are looked up in lower case."""

    heads: Mapping[str, str]
    """Heading without white space → field."""
    coded: Mapping[str, Mapping[str, str]]
    """`kind`, `stage`, `priority`, `open_ended`, `field` → word → code."""
    listed: str
    """What stands between the names of a list."""
    indent: str
    """What the further lines of an entry begin with."""
    inbox: str
    entry: re.Pattern[str]
    """`when`, `who`, `text` of an entry."""
    extension: tuple[re.Pattern[str], ...]
    """`was`, `to`, `reason`, `words` of an extension's text, the longest form first."""
    rebound: re.Pattern[str]
    """`stage` and `reason` of a rebound's text."""


def own_heads(sheet: Sheet, forms: tuple[Form, ...]) -> tuple[Form, int, dict[int, str]] | None:
    """The form, the row of the headings and the field of each column, where a sheet is our own export."""
    for number, row in islice(sheet.rows.items(), 3):
        for form in forms:
            fields = {
                column: form.heads[head]
                for column, value in row.items()
                if isinstance(value, str) and (head := squeezed(value)) in form.heads
            }
            if len(fields) >= _ENOUGH and {"no", "title"} <= set(fields.values()):
                return form, number, fields
    return None


def own_rows(sheet: Sheet, forms: tuple[Form, ...]) -> Iterator[LedgerRow]:
    """The tasks of a sheet that is our own export."""
    found = own_heads(sheet, forms)
    if found is None:
        return
    form, head, columns = found
    for number, row in sheet.rows.items():
        if number > head and (told := _Own(form, columns, row).row(sheet.name, number)) is not None:
            yield told


class _Own:
    """One row of our own export."""

    def __init__(self, form: Form, columns: Mapping[int, str], row: Row) -> None:
        self._form = form
        self._cells = {field: row[column] for column, field in columns.items() if column in row}

    def row(self, sheet: str, number: int) -> LedgerRow | None:
        title, no = self._text("title"), _whole(self._cells.get("no"))
        if not title or no is None:
            return None
        fields = dict(self._fields())
        own = OwnTask(fields, tuple(self._entries()))
        return LedgerRow(
            sheet,
            number,
            title,
            Kind(fields.get("kind", Kind.ASSIGNMENT)),
            kind_said=True,
            leader=fields.get("leader"),
            lead_unit=fields.get("lead_unit"),
            unit=fields.get("unit"),
            co_units=fields.get("co_units", ()),
            person=fields.get("person"),
            due=fields.get("due"),
            due_words=fields.get("due_words"),
            open_ended=OpenEnded(fields["open_ended"]) if "open_ended" in fields else None,
            stage=Stage(fields["stage"]) if "stage" in fields else None,
            planned=fields.get("planned"),
            completed=fields.get("completed"),
            category=fields.get("category"),
            area=fields.get("area"),
            group=fields.get("group"),
            source=fields.get("source"),
            no=no,
            notes=[entry["text"] for entity, entry in own.entries if entity == "note"],
            own=own,
        )

    def _text(self, field: str) -> str:
        return shown(self._cells.get(field))

    def _fields(self) -> Iterator[tuple[str, Any]]:
        for field, value in self._cells.items():
            if field in _DERIVED or field in _ENTRIES or field == "no":
                continue
            text = shown(value)
            if field in _LISTED:
                names = tuple(text.split(self._form.listed))
                words = self._form.coded["field"]
                yield (
                    field,
                    tuple(words[n.lower()] for n in names if n.lower() in words) if field == "quoted" else names,
                )
            elif field in _DATES:
                yield from self._date(field, value, text)
            elif field in _CODED:
                if (code := self._form.coded[field].get(text.strip().lower())) is not None:
                    yield field, code
            elif field in _SUMS:
                if (amount := money(value, 1.0)) is not None:
                    yield field, amount
            elif field != "group" or text.strip() != self._form.inbox:
                yield field, text

    def _listed(self, field: str, names: list[str]) -> tuple[str, ...]:
        if field != "quoted":
            return tuple(names)
        words = self._form.coded["field"]
        return tuple(words[name.lower()] for name in names if name.lower() in words)

    def _date(self, field: str, value: Value, text: str) -> Iterator[tuple[str, Any]]:
        moment = _moment(value, text)
        why = self._form.coded["open_ended"].get(text.strip().lower())
        if moment is None:
            if field == "due" and why is not None:
                yield "open_ended", why
            return
        if field in ("met_at", "closed_at", "created_at"):
            whole = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
            yield field, whole.isoformat(timespec="seconds")
        else:
            yield field, moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()

    def _entries(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for field, entity in _ENTRIES.items():
            for text in _parted(self._text(field), self._form.indent):
                if entity == "item":
                    if found := _ITEM.fullmatch(text):
                        yield entity, {"text": found["text"], "done": found["done"] == "x"}
                elif found := self._form.entry.fullmatch(text):
                    yield entity, self._entry(entity, found)

    def _entry(self, entity: str, found: re.Match[str]) -> dict[str, Any]:
        entry: dict[str, Any] = {"when": f"{found['when'].replace(' ', 'T')}:00", "who": found["who"]}
        text = found["text"]
        if entity in ("note", "urge"):
            return entry | {"text": text}
        if entity == "extension":
            for form in self._form.extension:
                if told := form.fullmatch(text):
                    parts = {"to": None, "words": ""} | told.groupdict()
                    days = {name: day.strip().replace(" ", "T") for name in ("was", "to") if (day := parts[name])}
                    return entry | {"to": None} | days | {"reason": parts["reason"], "words": parts["words"]}
            return entry | {"was": "", "to": None, "reason": text, "words": ""}
        if entity == "rebound" and (told := self._form.rebound.fullmatch(text)):
            stage = self._form.coded["stage"].get(told["stage"].lower(), Stage.CLOSED.value)
            return entry | {"stage": stage, "reason": told["reason"]}
        return entry | {"reason": text} | ({"stage": Stage.CLOSED.value} if entity == "rebound" else {})


def _parted(text: str, indent: str) -> list[str]:
    """The entries of a cell; their further lines are indented."""
    entries: list[str] = []
    for line in text.split("\n"):
        if line.startswith(indent) and entries:
            entries[-1] += "\n" + line.removeprefix(indent)
        elif line:
            entries.append(line)
    return entries


def _moment(value: Value, text: str) -> date | datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return None


def _whole(value: Value | None) -> int | None:
    text = shown(value).strip().removeprefix("#")
    return int(text) if text.isdecimal() and 0 < len(text) < 12 else None
