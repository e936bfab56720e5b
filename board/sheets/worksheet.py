"""One sheet of a workbook, cell by cell. The handlers are called a million times: they do as little as they can."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple
from xml.parsers import expat

from board.sheets.formats import Shows
from board.sheets.limits import Budget, damaged, too_large
from board.text.ledger.grid import DOTS, Box, Percent, Period, Row, Sheet, Unread, Value

_MERGES = 100_000
_COLOURS = 500_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_TEXTS = frozenset("vt")
_DATED = (Shows.DAY, Shows.MONTH, Shows.YEAR)
_LAST_SERIAL = 2_958_465


def unescaped(text: str) -> str:
    """`_x000D_` and its like as the character that it stands for; a carriage return is left out."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # Two halves of a sign make one; a half on its own could not be kept anywhere.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text.replace("\r", "")


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Style(NamedTuple):
    """What a cell style shows: a kind of number, a colour behind it, and the colour of what is written."""

    sort: Shows
    colour: str | None
    ink: str | None = None


_PLAIN = Style(Shows.NUMBER, None)


class _Names(dict[str, str]):
    """Element names without their prefix."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


class SheetParser:
    """Fills a `Sheet` from the events of its part."""

    def __init__(self, sheet: Sheet, strings: list[str], styles: list[Style], first_date: date, budget: Budget) -> None:
        self._sheet, self._strings, self._styles, self._budget = sheet, strings, styles, budget
        self._first = datetime(first_date.year, first_date.month, first_date.day)
        self._names = _Names()
        self._columns: dict[str, int] = {}
        self._coloured = {str(place): style.colour for place, style in enumerate(styles) if style.colour is not None}
        self._inks = {str(place): style.ink or style.colour for place, style in enumerate(styles)}
        self._row_number = self._column = 0
        self._before = ""
        """The reference of the last cell that was passed over; its column is only asked for when one has none."""
        self._row: Row = {}
        self._cell: dict[str, str] = {}
        self._text: list[str] = []
        self._value: str | None = None
        self._has_formula = False
        self._takes = False
        self._readings = 0
        self._inline: dict[str, str] = {}

    def parser(self) -> expat.XMLParserType:
        """A parser that feeds this sheet; it holds the reader, not the other way round, so that both go together."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        return parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names[tag]
        if name == "c":
            self._cell = attributes
            self._value, self._has_formula = None, False
            self._text.clear()
        elif name in _TEXTS:
            self._takes = not self._readings
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            number = attributes.get("r")
            self._row_number = int(number) if number is not None and number.isdecimal() else self._row_number + 1
            self._column, self._before = 0, ""
            self._row = {}
            if attributes.get("hidden") in ("1", "true") or attributes.get("zeroHeight") in ("1", "true"):
                self._sheet.hidden_rows.add(self._row_number)
        elif name == "rPh":
            self._readings += 1
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col":
            self._hide_columns(attributes)

    def _data(self, data: str) -> None:
        if self._takes:
            self._text.append(data)

    def _end(self, tag: str) -> None:
        name = self._names[tag]
        if name == "c":
            cell = self._cell
            if self._value is not None or self._text or self._has_formula or cell.get("t") == "e":
                value = self._read()
                if value is not None:
                    column = self._place()
                    self._row[column] = value
                    if value in DOTS and (ink := self._inks.get(cell.get("s", ""))) is not None:
                        self._sheet.colours[self._row_number, column] = ink
                    return
            colour = self._coloured.get(cell.get("s", ""))
            if colour is not None and len(self._sheet.colours) < _COLOURS:
                self._sheet.colours[self._row_number, self._place()] = colour
            elif "r" in cell:
                self._before = cell["r"]
            else:
                self._place()
        elif name == "v":
            self._takes = False
            self._value = "".join(self._text)
            self._text.clear()
        elif name == "t":
            self._takes = False
        elif name == "row":
            if self._row:
                self._budget.row(len(self._row))
                self._sheet.rows[self._row_number] = self._row
        elif name == "rPh":
            self._readings -= 1

    def _place(self) -> int:
        """The column of this cell: as it says, else behind the one before."""
        reference = self._cell.get("r") or ""
        if reference:
            self._column = self._column_of(reference)
        else:
            self._column = (self._column_of(self._before) if self._before else self._column) + 1
        self._before = ""
        return self._column

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        number = self._columns.get(letters)
        if number is None:
            number = 0
            for letter in letters:
                if not "A" <= letter <= "Z" or number > 16_384:
                    raise damaged()
                number = number * 26 + ord(letter) - 64
            self._columns[letters] = number
        return number

    def _style_of(self, style: str) -> Style:
        if not style:
            return _PLAIN
        try:
            return self._styles[int(style)]
        except (ValueError, IndexError):
            return _PLAIN

    def _read(self) -> Value | None:
        kind, value = self._cell.get("t", ""), self._value
        if kind == "s":
            try:
                text = self._strings[int(value or "")]
            except (ValueError, IndexError):
                raise damaged() from None
            return text if text.strip() else None
        if kind == "inlineStr":
            text = unescaped("".join(self._text))
            return self._inline.setdefault(text, text) if text.strip() else None
        if kind == "e":
            return Unread.ERROR
        if not value:
            return Unread.FORMULA if self._has_formula and kind != "str" else None
        if kind == "str":
            return unescaped(value) if value.strip() else None
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind == "d":
            return self._iso(value)
        return self._number(value)

    def _iso(self, value: str) -> Value:
        try:
            moment = datetime.fromisoformat(value.removesuffix("Z"))
        except ValueError:
            return value
        return moment.date() if not (moment.hour or moment.minute) else moment

    def _number(self, text: str) -> Value:
        sort = self._style_of(self._cell.get("s", "")).sort
        try:
            if sort is Shows.NUMBER:
                return int(text) if text.isdecimal() and len(text) < 16 else float(text)
            number = float(text)
        except ValueError:
            return text
        if sort is Shows.PERCENT:
            return Percent(number)
        if sort in _DATED and 1 <= number <= _LAST_SERIAL:
            return self._date(number, sort)
        return number

    def _date(self, number: float, sort: Shows) -> Value:
        try:
            moment = self._first + timedelta(seconds=round(number * 86_400))
        except OverflowError:
            return number
        if sort is Shows.DAY:
            return moment.date() if not (moment.hour or moment.minute) else moment
        if sort is Shows.YEAR:
            return Period(f"{moment.year}", date(moment.year, 12, 31))
        last = monthrange(moment.year, moment.month)[1]
        return Period(f"{moment.year}-{moment.month:02}", date(moment.year, moment.month, last))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if begin is None or end is None:
            return
        if len(self._sheet.merges) >= _MERGES:
            raise too_large()
        box: Box = (int(begin[2]), self._column_of(begin[1]), int(end[2]), self._column_of(end[1]))
        self._sheet.merges.append(box)

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("hidden") in ("1", "true") or attributes.get("width") == "0"
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if hidden and first.isdecimal() and last.isdecimal():
            self._sheet.hidden_columns.update(range(int(first), min(int(last), 16_384) + 1))
