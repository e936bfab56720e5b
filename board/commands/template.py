"""A new board from a template: the first change of every board, made from parsed TOML."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.commands.core import Actor, Draft
from board.errors import UsageError
from board.model.board import Board
from board.model.changes import Change
from board.model.task import STAGES, Kind
from board.text import clean

_Table = dict[str, Any]
_NAME_CELLS = 60
_OFFICE = ("district", "title", "office")
_DAYS = ("yellow_days", "consolidation_days")
_WEIGHTS = ("closure", "on_time", "overdue", "extensions", "rebounds", "urges")
_CARDS = (
    "red_overdue", "red_days", "yellow_overdue", "yellow_extensions", "yellow_rebounds", "praised", "praised_tasks",
    "criticised",
)  # fmt: skip
_SECTIONS = ("office", "thresholds", "ranking", "cards", "wall", "stages", "groups", "units")
_LANGUAGES = ("zh", "en")


def template_change(template: _Table, defaults: _Table, now: datetime, who: str, *, demo: bool = False) -> Change:
    """The change that makes an office, its units and its groups on an empty board.

    What `template` leaves out is taken from `defaults` (another template), value by value; groups and units as a whole.

    Raises:
        UsageError: with `where` in the file: `template_unknown_key` (a misspelt name is not passed over),
            `template_bad_type` (with an example in TOML), `template_bad_value`, `template_empty`,
            `template_missing_key`, `template_duplicate`, `template_unknown_unit` (a lead unit that is not among the
            units) or `template_no_groups`.
    """
    _known("", template, _SECTIONS)
    draft = Draft(Board(), Actor(who, now))
    draft.add(
        "office",
        **_office(template, defaults),
        **_numbers(template, defaults, "thresholds", _DAYS),
        **_numbers(template, defaults, "cards", _CARDS),
        stage_words=_stage_words(template, defaults),
        weights=_weights(template, defaults),
        **_wall(template, defaults),
        demo=demo or None,
    )
    unit_ids = _add_units(draft, _rows(template, defaults, "units"))
    _add_groups(draft, _rows(template, defaults, "groups"), unit_ids)
    return draft.change("template")


def _office(template: _Table, defaults: _Table) -> _Table:
    given = _section(template, defaults, "office", (*_OFFICE, "persons"))
    fields: _Table = {key: _text(f"office.{key}", given.get(key, ""), empty=True) for key in _OFFICE}
    persons = _texts("office.persons", given.get("persons", []))
    return {**fields, "persons": tuple(dict.fromkeys(persons))}


def _numbers(template: _Table, defaults: _Table, name: str, keys: tuple[str, ...]) -> dict[str, int]:
    given = _section(template, defaults, name, keys)
    return {key: _whole(f"{name}.{key}", given[key], least=0) for key in keys if key in given}


def _weights(template: _Table, defaults: _Table) -> dict[str, float]:
    given = _section(template, defaults, "ranking", _WEIGHTS)
    weights: dict[str, float] = {}
    for key, value in given.items():
        where = f"ranking.{key}"
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UsageError("template_bad_type", where=where, expected="1.5")
        if not 0 <= value < float("inf"):
            raise UsageError("template_bad_value", where=where, value=value)
        weights[key] = float(value)
    return weights


def _wall(template: _Table, defaults: _Table) -> dict[str, bool]:
    given = _section(template, defaults, "wall", ("ranking",)).get("ranking", False)
    if not isinstance(given, bool):
        raise UsageError("template_bad_type", where="wall.ranking", expected="true")
    return {"wall_ranking": True} if given else {}


def _stage_words(template: _Table, defaults: _Table) -> dict[str, dict[str, dict[str, str]]]:
    kinds = tuple(kind.value for kind in Kind)
    stages = tuple(stage.value for stage in STAGES)
    files = tuple(_sub("stages", part, "stages", kinds) for part in (defaults, template))
    words: dict[str, dict[str, dict[str, str]]] = {}
    for kind in kinds:
        tables = tuple(_sub(f"stages.{kind}", part, kind, stages) for part in files)
        words[kind] = {}
        for stage in stages:
            where = f"stages.{kind}.{stage}"
            said: _Table = {}
            for table in tables:
                said |= _sub(where, table, stage, _LANGUAGES)
            if not said:
                raise UsageError("template_missing_key", where=where)
            words[kind][stage] = {lang: _text(f"{where}.{lang}", word) for lang, word in said.items()}
    return words


def _add_units(draft: Draft, rows: list[_Table]) -> dict[str, int]:
    """The units; gives every name and alias with its unit's id."""
    ids: dict[str, int] = {}
    for place, row in enumerate(rows, start=1):
        where = f"units[{place}]"
        _known(where, row, ("name", "aliases"))
        name = _required(where, row, "name")
        said = _texts(f"{where}.aliases", row.get("aliases", []))
        aliases = tuple(alias for alias in dict.fromkeys(said) if alias != name)
        for written in (name, *aliases):
            if written in ids:
                raise UsageError("template_duplicate", where=where, value=written)
        unit_id = draft.add("unit", name=name, aliases=aliases)
        ids.update(dict.fromkeys((name, *aliases), unit_id))
    return ids


def _add_groups(draft: Draft, rows: list[_Table], unit_ids: dict[str, int]) -> None:
    if not rows:
        raise UsageError("template_no_groups")
    seen: set[int | str] = set()
    for place, row in enumerate(rows, start=1):
        where = f"groups[{place}]"
        _known(where, row, ("number", "name", "leader", "lead_unit"))
        number = _whole(f"{where}.number", row.get("number", place), least=1)
        name = _required(where, row, "name")
        for value in (number, name):
            if value in seen:
                raise UsageError("template_duplicate", where=where, value=value)
            seen.add(value)
        lead = _text(f"{where}.lead_unit", row.get("lead_unit", ""), empty=True)
        if lead and lead not in unit_ids:
            raise UsageError("template_unknown_unit", where=f"{where}.lead_unit", unit=lead)
        leader = _text(f"{where}.leader", row.get("leader", ""), empty=True)
        draft.add("group", number=number, name=name, leader=leader, lead_unit=unit_ids.get(lead))


def _section(template: _Table, defaults: _Table, name: str, keys: tuple[str, ...]) -> _Table:
    return {**_sub(name, defaults, name, keys), **_sub(name, template, name, keys)}


def _sub(where: str, table: _Table, key: str, keys: tuple[str, ...]) -> _Table:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise UsageError("template_bad_type", where=where, expected=f"[{where}]")
    _known(where, found, keys)
    return found


def _known(where: str, table: _Table, keys: tuple[str, ...]) -> None:
    for key in table:
        if key not in keys:
            raise UsageError("template_unknown_key", where=f"{where}.{key}" if where else key, known=", ".join(keys))


def _rows(template: _Table, defaults: _Table, name: str) -> list[_Table]:
    rows = template.get(name, defaults.get(name, []))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError("template_bad_type", where=name, expected=f"[[{name}]]")
    return rows


def _required(where: str, row: _Table, key: str) -> str:
    if key not in row:
        raise UsageError("template_missing_key", where=f"{where}.{key}")
    return _text(f"{where}.{key}", row[key])


def _text(where: str, value: object, *, empty: bool = False) -> str:
    if not isinstance(value, str):
        raise UsageError("template_bad_type", where=where, expected='"..."')
    text = clean.one_line(value, _NAME_CELLS)
    if not text and not empty:
        raise UsageError("template_empty", where=where)
    return text


def _texts(where: str, value: object) -> list[str]:
    if not isinstance(value, list):
        raise UsageError("template_bad_type", where=where, expected='["...", "..."]')
    return [_text(f"{where}[{place}]", text) for place, text in enumerate(value, start=1)]


def _whole(where: str, value: object, *, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise UsageError("template_bad_type", where=where, expected="3")
    if not least <= value <= 9999:
        raise UsageError("template_bad_value", where=where, value=value)
    return value
