"""xlsx and xlsm: the parts of the package that say what stands where, each read in one pass with the standard parser.

A part is streamed, so that a formatted cell in the last row of a sheet costs nothing, and an empty one is passed over.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from board.errors import Unreadable
from board.sheets.formats import Shows, colour, shows
from board.sheets.limits import Budget, damaged, too_large
from board.sheets.worksheet import SheetParser, Style, unescaped
from board.text.ledger.grid import Sheet, Workbook

_CHUNK = 1 << 16
_SMALL = 4 << 20
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_EMPTY_END = re.compile(rb"(?:<c/>)+</row>")
"""Cells that say nothing at the end of a row; most of a file that was made to be large."""
_RELS = "_rels/.rels"
Start = Callable[[str, dict[str, str]], None]


@dataclass(slots=True)
class _Listed:
    """What the workbook part says."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    """(name, relation id, hidden)"""
    is_1904: bool = False


class _Package:
    """A zip whose parts are read within a budget."""

    def __init__(self, archive: ZipFile, budget: Budget) -> None:
        self._archive = archive
        self._budget = budget
        self._names = {info.filename.lstrip("/").lower(): info for info in archive.infolist()}
        self._unpacked = 0
        self._read: set[str] = set()

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self._names

    def claim(self, name: str, most: int | None = None) -> None:
        """Count what a part says it unpacks to, before any of it is read."""
        size = self._info(name).file_size
        self._unpacked += size
        if self._unpacked > self._budget.limits.unpacked or (most is not None and size > most):
            raise too_large()

    def check_rest(self) -> None:
        """Look through the small parts that nothing is read from: a file that is broken in one place is broken."""
        for name, info in self._names.items():
            if name.endswith((".xml", ".rels")) and name not in self._read and info.file_size <= _SMALL:
                self._whole(info)

    def _whole(self, info: ZipInfo) -> None:
        try:
            with self._archive.open(info) as part:
                while part.read(_CHUNK):
                    pass
        except _BROKEN as error:
            raise damaged() from error

    def _info(self, name: str) -> ZipInfo:
        try:
            return self._names[name.lower()]
        except KeyError:
            raise damaged() from None

    def parse(self, name: str, parser: expat.XMLParserType) -> None:
        """Feed a part to a parser; entities and document types, which no office writes, are refused."""

        def refuse(*_: object) -> None:
            raise damaged()

        self._read.add(name.lower())
        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        try:
            with self._archive.open(self._info(name)) as part:
                while data := part.read(_CHUNK):
                    parser.Parse(_EMPTY_END.sub(b"</row>", data) if b"<c/><c/>" in data else data)
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes no name
        except (expat.ExpatError, *_BROKEN) as error:
            raise damaged() from error


def read_workbook(file: IO[bytes], name: str, budget: Budget) -> Workbook:
    """All worksheets of a workbook.

    Raises:
        Unreadable: `ledger_damaged`, `ledger_not_a_workbook`, `ledger_too_large`.
        BadZipFile: it is no whole zip.
    """
    with ZipFile(file) as archive:
        package = _Package(archive, budget)
        main = _main_part(package)
        listed = _listed(package, main)
        targets = _relations(package, main)
        wanted = [
            (title, targets[relation][0], hidden)
            for title, relation, hidden in listed.sheets
            if relation in targets and targets[relation][1].endswith("/worksheet")
        ]
        if not wanted:
            raise Unreadable("ledger_not_a_workbook", refused="damaged")
        by_type = {kind.rsplit("/", 1)[-1]: target for target, kind in targets.values()}
        strings_part, styles_part = by_type.get("sharedStrings"), by_type.get("styles")
        if strings_part is not None and package.has(strings_part):
            package.claim(strings_part, budget.limits.strings)
        for _, target, _ in wanted:
            package.claim(target)
        strings = _strings(package, strings_part)
        styles = _styles(package, styles_part)
        first = date(1904, 1, 1) if listed.is_1904 else date(1899, 12, 30)
        sheets = []
        for title, target, hidden in wanted:
            sheet = Sheet(title, hidden=hidden)
            package.parse(target, SheetParser(sheet, strings, styles, first, budget).parser())
            sheets.append(sheet)
        keywords = _keywords(package)
        package.check_rest()
        return Workbook(name, sheets, first_date=first, keywords=keywords)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    return parser


def _elements(package: _Package, name: str, start: Start) -> None:
    """Call `start` with the local name and the attributes of every element of a small part."""
    parser = _parser()
    parser.StartElementHandler = lambda tag, attributes: start(_local(tag), attributes)
    package.parse(name, parser)


def _main_part(package: _Package) -> str:
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    if package.has(_RELS):
        _elements(package, _RELS, start)
    main = found[0] if found else "xl/workbook.xml"
    if not package.has(main):
        raise Unreadable("ledger_not_a_workbook", refused="damaged")
    return main


def _listed(package: _Package, main: str) -> _Listed:
    listed = _Listed()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            relation = next((value for name, value in attributes.items() if _local(name) == "id"), "")
            state = attributes.get("state", "visible")
            listed.sheets.append((attributes.get("name", ""), relation, state != "visible"))
        elif tag == "workbookPr":
            listed.is_1904 = attributes.get("date1904", "0") in ("1", "true")

    package.claim(main)
    _elements(package, main, start)
    return listed


def _relations(package: _Package, main: str) -> dict[str, tuple[str, str]]:
    """Relation id → (part, type)."""
    folder, base = posixpath.split(main)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (whole, attributes.get("Type", ""))

    if package.has(name):
        package.claim(name)
        _elements(package, name, start)
    return found


def _strings(package: _Package, name: str | None) -> list[str]:
    """The shared texts, without the readings (pinyin) that may stand above them."""
    found: list[str] = []
    pieces: list[str] = []
    state = {"t": False, "reading": 0}

    def start(tag: str, _: dict[str, str]) -> None:
        local = _local(tag)
        if local == "t":
            state["t"] = not state["reading"]
        elif local == "rPh":
            state["reading"] += 1

    def end(tag: str) -> None:
        local = _local(tag)
        if local == "t":
            state["t"] = False
        elif local == "rPh":
            state["reading"] -= 1
        elif local == "si":
            found.append(unescaped("".join(pieces)))
            pieces.clear()

    def text(data: str) -> None:
        if state["t"]:
            pieces.append(data)

    if name is not None and package.has(name):
        parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        package.parse(name, parser)
    return found


def _styles(package: _Package, name: str | None) -> list[Style]:
    """What each cell style shows."""
    codes: dict[int, str] = {}
    fills: list[str | None] = []
    found: list[Style] = []
    inks: list[str | None] = []
    where = {"fill": False, "solid": False, "xfs": False, "font": False}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and attributes.get("numFmtId", "").isdecimal():
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "fill":
            fills.append(None)
        elif tag == "patternFill":
            where["solid"] = attributes.get("patternType") == "solid"
        elif tag == "fgColor" and where["solid"] and fills:
            fills[-1] = colour(attributes)
        elif tag in ("fonts", "fills", "cellXfs", "cellStyleXfs", "dxfs"):
            where["font"], where["xfs"] = tag == "fonts", tag == "cellXfs"
        elif tag == "font" and where["font"]:
            inks.append(None)
        elif tag == "color" and where["font"] and inks:
            inks[-1] = colour(attributes)
        elif tag == "xf" and where["xfs"]:
            number, fill = attributes.get("numFmtId", "0"), attributes.get("fillId", "0")
            sort = shows(int(number), codes.get(int(number))) if number.isdecimal() else Shows.NUMBER
            found.append(Style(sort, _at(fills, fill), _at(inks, attributes.get("fontId", "0"))))

    if name is not None and package.has(name):
        package.claim(name)
        _elements(package, name, start)
    return found


def _at(colours: list[str | None], place: str) -> str | None:
    """The colour at a place as a style tells it; the first for a place that is no number."""
    number = int(place) if place.isdecimal() and len(place) < 8 else 0
    return colours[number] if number < len(colours) else None


def _keywords(package: _Package) -> str:
    name = "docProps/core.xml"
    if not package.has(name):
        return ""
    pieces: list[str] = []
    inside: list[str] = []
    parser = _parser()

    def start(tag: str, _: dict[str, str]) -> None:
        inside[:] = [tag] if _local(tag) == "keywords" else []

    def text(data: str) -> None:
        if inside:
            pieces.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: inside.clear()
    parser.CharacterDataHandler = text
    try:
        package.claim(name)
        package.parse(name, parser)
    except Unreadable:
        return ""  # nothing hangs on it
    return "".join(pieces)
