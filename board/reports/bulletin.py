"""督查通报: what a supervision says on paper, as a title, paragraphs and tables. Every format is written from these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from board.messages import Messages
from board.reports.bulletin_words import Wording
from board.reports.supervision import Supervision
from board.reports.supervision_words import money, percent

Value = str | int | float | date | datetime | None
"""What stands in a cell; None where there is nothing."""


class Form(StrEnum):
    """What a column holds. Money is in 万元, a percentage a fraction of 1."""

    TEXT = "text"
    COUNT = "count"
    POINTS = "points"
    MONEY = "money"
    PERCENT = "percent"
    DAY = "day"


@dataclass(frozen=True)
class Section:
    """A head and its paragraphs."""

    head: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """An appendix. `code` names it; `chart` is how it is drawn where charts can be: bars, stacked, line or ""."""

    code: str
    title: str
    note: str
    """What must be known to read it, as the formula of a score; "" for nothing."""
    columns: tuple[tuple[str, Form], ...]
    rows: tuple[tuple[Value, ...], ...]
    chart: str = ""
    drawn: tuple[int, ...] = ()
    """Places of the columns that are drawn."""
    named: int = 0
    """Place of the column that names what is drawn."""
    undrawn: int = 0
    """Rows at the end that are not drawn: all of it together, which is the last one, and what has no rank."""


@dataclass(frozen=True)
class Bulletin:
    """A bulletin in one language, ready to be written."""

    messages: Messages
    seen: Supervision
    title: str
    addressee: str
    basis: str
    sections: tuple[Section, ...]
    appendix: str
    """What the appendices are called together."""
    tables: tuple[Table, ...]
    office: str
    """Who signs."""
    day: str


def bulletin(messages: Messages, seen: Supervision) -> Bulletin:
    """The bulletin of a supervision."""
    office, words = seen.board.office, Wording(messages, seen)
    sections = [
        Section(messages(f"bulletin.{name}"), tuple(paragraphs))
        for name, paragraphs in (
            ("overall", words.overall()),
            ("problems", words.problems()),
            ("demands", words.demands()),
        )
    ]
    return Bulletin(
        messages=messages,
        seen=seen,
        title=messages("bulletin.title", title=_whose(office.district, office.title or office.office)),
        addressee=messages("bulletin.addressee"),
        basis=words.basis(),
        sections=tuple(sections),
        appendix=messages("bulletin.appendix"),
        tables=tuple(table for table in _tables(messages, words) if table.rows),
        office=_whose(office.district, office.office),
        day=words.day(seen.until),
    )


def _whose(district: str, name: str) -> str:
    """The district before a name that does not begin with it."""
    return name if name.startswith(district) else f"{district}{name}"


def _tables(messages: Messages, words: Wording) -> Iterable[Table]:
    def table(
        code: str,
        heads: str,
        forms: str,
        rows: Iterable[tuple[Value, ...]],
        *,
        note: str = "",
        chart: str = "",
        drawn: tuple[int, ...] = (),
        named: int = 0,
        undrawn: int = 0,
    ) -> Table:
        columns = tuple(
            (messages(f"bulletin.col.{head}"), _FORMS[form])
            for head, form in zip(heads.split(), forms.split(), strict=True)
        )
        told = tuple(tuple(None if value == "" else value for value in row) for row in rows)
        return Table(code, messages(f"bulletin.table.{code}"), note, columns, told, chart, drawn, named, undrawn)

    figures = "total active closed closure on_time overdue extensions rebounds urges score"
    forms = "c c c % % c c c c p"
    for name, rows in (("group", words.group_rows()), ("unit", words.unit_rows())):
        yield table(
            f"{name}s", f"rank {name} {figures}", f"c t {forms}", rows, note=words.formula(), chart="bars",
            drawn=(11,), named=1, undrawn=words.unranked_groups() if name == "group" else 0,
        )  # fmt: skip
    yield table(
        "lamps", "group red orange yellow green grey none", "t c c c c c c", words.lamp_rows(), chart="stacked",
        drawn=(1, 2, 3, 4, 5, 6),
    )  # fmt: skip
    yield table("overdue", "no title group unit person due days", "c t t t t d c", words.overdue_rows())
    yield table(
        "investment", "category projects planned completed progress", "t c m m %", words.investment_rows(),
        note=messages("bulletin.by_money"), chart="bars", drawn=(4,), undrawn=1,
    )  # fmt: skip
    yield table(
        "checks", "category checks passed rate", "t c c %", words.check_rows(), chart="bars", drawn=(3,), undrawn=1
    )
    yield table("cards", "unit card state grounds", "t t t t", words.card_rows(), note=words.rules())
    yield table("due", "due no title unit person", "d c t t t", words.due_rows(), note=messages("bulletin.due_note"))
    yield table("urging", "unit count text", "t c t", words.urging_rows())
    yield table(
        "trend", "when total closed overdue closure", "t c c c %", words.trend_rows(), chart="line", drawn=(3, 4)
    )
    yield table("changed", "change no title unit", "t c t t", words.changed_rows())
    yield table("flagged", "when no title unit what", "t c t t t", words.flagged_rows())


_FORMS = {
    "t": Form.TEXT, "c": Form.COUNT, "p": Form.POINTS, "m": Form.MONEY, "%": Form.PERCENT, "d": Form.DAY,
}  # fmt: skip


def said(value: Value, form: Form) -> str:
    """A cell as text: 75.7%, 416,000, 36.3, 2026-12-04."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    match form:
        case Form.PERCENT:
            return percent(value)
        case Form.MONEY:
            return money(value)
        case Form.POINTS:
            return f"{value:.1f}"
    return str(value)
