"""A paper as Word has it, laid out as GB/T 9704 asks: page, margins, fonts, line spacing and page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any, BinaryIO, NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from board.messages import Messages
from board.reports.papers import Block, Paper, Sort
from board.reports.safe import plain

PAGE = (210, 297)
TEXT_AREA = (156, 225)
TOP, LEFT = 37, 28
"""Millimetres: A4, the area of the text, and the margins that place it."""
SECOND, THIRD, FOURTH, SMALL_FOURTH = 22.0, 16.0, 14.0, 12.0
"""二号, 三号, 四号, 小四 in points."""
LINE = 28.9
"""Points from line to line: 22 lines on a page."""
RED = RGBColor(0xFF, 0x00, 0x00)
DASH = "\u2014"
"""一字线, on either side of a page number."""
_MARK_POINTS = 36.0
_STYLE = {Sort.HEADING: "Heading 1", Sort.SUBHEADING: "Heading 2", Sort.TITLE: "Title"}


class Look(NamedTuple):
    """A paragraph style of Word: which font of the catalogue, and how large."""

    style: str
    font: str
    points: float


LOOKS = (
    Look("Normal", "text", THIRD),
    Look("Title", "title", SECOND),
    Look("Heading 1", "heading", THIRD),
    Look("Heading 2", "subheading", THIRD),
)


def write(messages: Messages, paper: Paper, stream: BinaryIO) -> None:
    """Write the paper into `stream`."""
    _Document(messages, paper).save(stream)


class _Document:
    def __init__(self, messages: Messages, paper: Paper) -> None:
        self._messages = messages
        self._paper = paper
        self._document: Any = Document()
        self._properties()
        self._styles()
        self._page(self._document.sections[0])
        for block in paper.blocks:
            self._put(block)

    def save(self, stream: BinaryIO) -> None:
        self._document.save(stream)

    # ---- the whole

    def _properties(self) -> None:
        core, when = self._document.core_properties, datetime.fromisoformat(self._paper.when)
        core.title, core.author = plain(self._paper.title)[:255], plain(self._paper.author)[:255]
        core.last_modified_by, core.comments = core.author, ""
        core.created = core.modified = when
        core.language = "zh-CN" if self._messages.lang == "zh" else "en"

    def _styles(self) -> None:
        for look in LOOKS:
            style = self._document.styles[look.style]
            self._font(style.element.get_or_add_rPr(), look.font)
            style.font.size, style.font.bold, style.font.italic = Pt(look.points), False, False
            style.font.color.rgb = RGBColor(0, 0, 0)
            spacing = style.paragraph_format
            spacing.space_before = spacing.space_after = Pt(0)
            spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
            spacing.widow_control = False
            if look.style == "Title":
                spacing.alignment = WD_ALIGN_PARAGRAPH.CENTER
                for border in style.element.pPr.findall(qn("w:pBdr")):
                    style.element.pPr.remove(border)

    def _font(self, properties: Any, name: str) -> None:
        """Name the font for Latin and for Chinese text; what a theme says of it gives way."""
        fonts = properties.get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(key), self._messages(f"official.font.{name}"))
        fonts.set(qn("w:hint"), "eastAsia")

    def _page(self, section: Any) -> None:
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(side) for side in PAGE)
        section.top_margin, section.left_margin = Mm(TOP), Mm(LEFT)
        section.right_margin = Mm(PAGE[0] - LEFT - TEXT_AREA[0])
        section.bottom_margin = Mm(PAGE[1] - TOP - TEXT_AREA[1])
        section.footer_distance, section.header_distance = Mm(24), Mm(15)
        for grid in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001 - python-docx has no other way to it
            section._sectPr.remove(grid)  # noqa: SLF001 - or lines would snap to the grid of its template
        self._document.settings.odd_and_even_pages_header_footer = True
        self._page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        self._page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)

    def _page_number(self, footer: Any, side: WD_ALIGN_PARAGRAPH) -> None:
        """One character in from the outer edge: odd pages right, even pages left."""
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        spacing = paragraph.paragraph_format
        spacing.left_indent = spacing.right_indent = Pt(FOURTH)
        before, after = self._messages("official.page", page="\0", dash=DASH).split("\0")
        self._run(paragraph, before, "page", FOURTH)
        run = self._run(paragraph, "", "page", FOURTH)
        for kind, instruction in (("begin", ""), ("", "PAGE"), ("end", "")):
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark.text = instruction
            run._r.append(mark)  # noqa: SLF001 - python-docx has no fields
        self._run(paragraph, after, "page", FOURTH)

    def _turn(self, section: Any) -> None:
        """The page on its side: what was above is on the left."""
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (Mm(side) for side in reversed(PAGE))
        section.left_margin, section.bottom_margin = Mm(TOP), Mm(LEFT)
        section.footer_distance = Mm(24 - (PAGE[1] - TOP - TEXT_AREA[1] - LEFT))  # as far below the text as upright
        section.top_margin, section.right_margin = (
            Mm(PAGE[0] - LEFT - TEXT_AREA[0]),
            Mm(PAGE[1] - TOP - TEXT_AREA[1]),
        )

    # ---- its blocks

    def _put(self, block: Block) -> None:
        if block.sort is Sort.TABLE:
            self._table(block)
            return
        paragraph = self._document.add_paragraph(style=_STYLE.get(block.sort, "Normal"))
        match block.sort:
            case Sort.MARK:
                self._centred(paragraph, block.text, "mark", _MARK_POINTS, before=Mm(12))
                paragraph.runs[0].font.color.rgb = RED
                paragraph.paragraph_format.line_spacing = Pt(_MARK_POINTS * 1.3)
            case Sort.NUMBER:
                self._centred(paragraph, block.text, "text", THIRD, before=Pt(LINE / 2))
                _line_below(paragraph)
            case Sort.TITLE:
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(LINE / 2)
                paragraph.paragraph_format.line_spacing = Pt(SECOND * 1.5)
                self._run(paragraph, block.text)
            case Sort.FACT:
                said = self._messages("official.fact", label="\0", text=block.text).split("\0")
                self._run(paragraph, said[0] + block.label, "heading", THIRD)
                self._run(paragraph, said[1])
                _indent(paragraph)
            case Sort.ADDRESSEE:
                self._run(paragraph, block.text)
            case Sort.ANNEX:
                self._run(paragraph, block.label + block.text)
                _indent(paragraph, characters=2 if block.label else 5)
                paragraph.paragraph_format.keep_with_next = True
            case Sort.SIGNATURE:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                paragraph.paragraph_format.right_indent = Pt(THIRD * 2)
                paragraph.paragraph_format.keep_with_next = block is not self._paper.blocks[-1]
                self._run(paragraph, block.text)
            case _:
                self._run(paragraph, block.text)
                _indent(paragraph)

    def _centred(self, paragraph: Any, text: str, font: str, points: float, *, before: Any) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = before
        self._run(paragraph, text, font, points)

    def _run(self, paragraph: Any, text: str, font: str = "", points: float = 0) -> Any:
        """A run of text; without a font it has that of its style. It is one line: no text brings its own layout."""
        run = paragraph.add_run(_one_line(text))
        if font:
            self._font(run._r.get_or_add_rPr(), font)  # noqa: SLF001 - python-docx knows no Chinese fonts
            run.font.size = Pt(points)
        return run

    def _table(self, block: Block) -> None:
        """On a page of its own, its heads on every page, its rows never broken."""
        self._document.add_section(WD_SECTION.NEW_PAGE)
        section = self._document.sections[-1]
        self._page(section)
        if block.wide:
            self._turn(section)
        if block.label:
            self._run(self._document.add_paragraph(), block.label, "heading", THIRD)
        title = self._document.add_paragraph(style="Title")
        self._run(title, block.text)
        title.paragraph_format.space_after = Pt(LINE / 2)
        if block.note:
            note = self._document.add_paragraph()
            self._run(note, block.note, "text", SMALL_FOURTH)
            note.paragraph_format.line_spacing_rule, note.paragraph_format.space_after = WD_LINE_SPACING.SINGLE, Pt(6)
        table = self._document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        widths = [Mm(each) for each in column_widths(block.rows, TEXT_AREA[block.wide])]
        for column, each in zip(table.columns, widths, strict=True):
            column.width = each
        heads, *rows = block.rows
        self._row(table, widths, heads, [True] * len(heads), head=True)
        if not rows:
            return
        centred = [all(_FIGURE.fullmatch(cell) for cell in column) for column in zip(*rows, strict=True)]
        pattern = self._row(table, widths, ("x",) * len(widths), centred, head=False)
        table._tbl.remove(pattern)  # noqa: SLF001 - python-docx takes three milliseconds for a row: it is made once
        for values in rows:
            row = deepcopy(pattern)
            for text, value in zip(list(row.iter(qn("w:t"))), values, strict=True):
                _fill(text, plain(value).split("\n"))
            table._tbl.append(row)  # noqa: SLF001 - the same

    def _row(self, table: Any, widths: list[Any], values: tuple[str, ...], centred: list[bool], *, head: bool) -> Any:
        """Add a row; gives its element. What is not `centred` begins at the left."""
        row = table.add_row()
        _repeats_and_stays_whole(row, head=head)
        for cell, room, value, is_centred in zip(row.cells, widths, values, centred, strict=True):
            cell.width, cell.vertical_alignment = room, WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            paragraph.paragraph_format.line_spacing = 1.0
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
            if is_centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._run(paragraph, value, "heading" if head else "text", SMALL_FOURTH)
            _end_as_small(paragraph, SMALL_FOURTH)
        return row._tr  # noqa: SLF001 - for a copy of it


_MILLIMETRE = 72 / 25.4
_FIGURE_POINTS = 7.5
"""A figure or a Latin letter in a table takes half a Chinese character, but more in many a font that stands in."""
_BESIDE = 4.5
"""Millimetres that a cell keeps free on both sides."""


def column_widths(rows: Sequence[Sequence[str]], area: int) -> list[float]:
    """Millimetres of each column of a table that is `area` wide: what stands in it, as long as there is room.

    Where there is not, the widest columns give way, all of them to the same width: their texts take several lines.
    """
    needed = [
        _BESIDE + max(_points(line) for text in column for line in text.split("\n")) / _MILLIMETRE
        for column in zip(*rows, strict=True)
    ]
    left, cap = float(area), 0.0
    for place, each in enumerate(sorted(needed)):  # the narrow ones first, each as wide as it needs
        cap = left / (len(needed) - place)
        if each > cap:
            break
        left -= each
    fitted = [min(each, cap) for each in needed] if sum(needed) > area else needed
    return [round(each * area / sum(fitted), 1) for each in fitted]


def _points(line: str) -> float:
    return sum(_FIGURE_POINTS if char.isascii() else SMALL_FOURTH for char in line)


def _fill(text: Any, lines: list[str]) -> None:
    """Put lines into a text of a cell, with breaks between them."""
    run = text.getparent()
    for place, line in enumerate(lines):
        if place:
            run.append(OxmlElement("w:br"))
            text = OxmlElement("w:t")
            run.append(text)
        text.text = " ".join(line.split())
        text.set(qn("xml:space"), "preserve")


_FIGURE = re.compile(r"[-#.,:%\d ]*")
"""A figure, a rate, a number or a day, or nothing: a column of these stands in its middle."""


def _one_line(text: str) -> str:
    return " ".join(plain(text).split("\n"))


def _indent(paragraph: Any, characters: int = 2) -> None:
    """The first line begins after so many characters, whatever the size of the font."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - python-docx counts in points only
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(int(THIRD * characters * 20)))


def _end_as_small(paragraph: Any, points: float) -> None:
    """The mark at its end, which makes an empty cell as high as its own font, is as small as the text."""
    properties, size = OxmlElement("w:rPr"), OxmlElement("w:sz")
    size.set(qn("w:val"), str(round(points * 2)))
    properties.append(size)
    paragraph._p.get_or_add_pPr().append(properties)  # noqa: SLF001 - python-docx has no such mark


def _line_below(paragraph: Any) -> None:
    """The red line between the head of the paper and its body."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", str(RED))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _repeats_and_stays_whole(row: Any, *, head: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has neither
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
