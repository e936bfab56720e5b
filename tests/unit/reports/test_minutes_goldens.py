"""The minutes in every format, compared letter for letter, Word paragraph by paragraph: fixtures/golden/minutes.

A change on purpose is written anew with `UPDATE_GOLDENS=1 pytest tests/unit/reports/test_minutes_goldens.py`, and read
in the diff.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from board import commands as do
from board.errors import Refused, StoreError, UsageError
from board.fixtures import fixtures_dir
from board.model.task import Stage
from board.reports.minutes import minutes_record
from board.reports.writers.minutes import FORMATS, write_minutes
from tests.goldens import approved
from tests.support import task
from tests.unit.reports.minutes_board import Told, small_meeting

FOLDER = fixtures_dir() / "golden" / "minutes"


def written(folder: Path, ending: str, lang: str = "zh") -> bytes:
    path = folder / f"minutes.{ending}"
    write_minutes(small_meeting().minutes(lang=lang), path, force=True)
    return path.read_bytes()


def compare(name: str, text: str) -> None:
    assert text == approved(FOLDER / name, text)


def dumped(data: bytes) -> str:
    """What Word shows: the page, then each paragraph with its layout, each run with its font and size, each cell."""
    document: Any = Document(io.BytesIO(data))
    return "\n".join([*_pages(document), *_styles(document), *_body(document)]) + "\n"


def _pages(document: Any) -> Iterator[str]:
    core = document.core_properties
    yield f"{core.title} | {core.author} | {core.created:%Y-%m-%d %H:%M}"
    for section in document.sections:
        sides = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
        sides += [section.left_margin, section.right_margin]
        yield "page mm " + " ".join(f"{side.mm:.0f}" for side in sides)
        for name, footer in (("odd", section.footer), ("even", section.even_page_footer)):
            [paragraph] = footer.paragraphs
            yield f"footer {name} {paragraph.alignment} {''.join(_run(run) for run in paragraph.runs)}"


def _styles(document: Any) -> Iterator[str]:
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = document.styles[name]
        spacing = style.paragraph_format
        yield f"style {name} {_font(style.element.rPr)} {style.font.size.pt:g}pt line {spacing.line_spacing.pt:g}"


def _body(document: Any) -> Iterator[str]:
    for block in document.element.body.iterchildren():
        if block.tag == qn("w:p"):
            paragraph = next(each for each in document.paragraphs if each._p is block)
            yield _paragraph(paragraph)
        elif block.tag == qn("w:tbl"):
            table = next(each for each in document.tables if each._tbl is block)
            yield "widths mm " + " ".join(f"{column.width.mm:.1f}" for column in table.columns)
            for row in table.rows:
                yield "row " + " | ".join("".join(_run(run) for run in cell.paragraphs[0].runs) for cell in row.cells)


def _paragraph(paragraph: Any) -> str:
    indent = paragraph._p.pPr.ind if paragraph._p.pPr is not None else None
    first = "" if indent is None else f" indent {indent.get(qn('w:firstLineChars'))}"
    where = "" if paragraph.alignment is None else f" {paragraph.alignment}"
    return f"[{paragraph.style.name}{where}{first}] " + "".join(_run(run) for run in paragraph.runs)


def _run(run: Any) -> str:
    looks = [_font(run._r.rPr), f"{run.font.size.pt:g}pt" if run.font.size else "", str(run.font.color.rgb or "")]
    said = " ".join(look for look in looks if look)
    return f"<{said}>{run.text}" if said else run.text


def _font(properties: Any) -> str:
    fonts = properties.rFonts if properties is not None else None
    if fonts is None:
        return ""
    names = {fonts.get(qn(f"w:{key}")) for key in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert len(names) == 1
    assert not [key for key in fonts.attrib if key.endswith("Theme")]
    return str(names.pop())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_word_file_is_as_it_was_approved(tmp_path: Path, lang: str) -> None:
    compare(f"minutes-{lang}.docx.txt", dumped(written(tmp_path, "docx", lang)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_markdown_file_is_as_it_was_approved(tmp_path: Path, lang: str) -> None:
    compare(f"minutes-{lang}.md", written(tmp_path, "md", lang).decode())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_json_file_is_as_it_was_approved(tmp_path: Path, lang: str) -> None:
    record = json.loads(written(tmp_path, "json", lang))

    assert record == json.loads(json.dumps(minutes_record(small_meeting().minutes(lang=lang))))
    compare(f"minutes-{lang}.json", json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def test_word_and_markdown_say_the_same(tmp_path: Path) -> None:
    document: Any = Document(io.BytesIO(written(tmp_path, "docx")))
    marked = written(tmp_path, "md").decode().replace("\\", "").replace("**", "")
    lines = [line.lstrip("# ") for line in marked.split("\n") if line and not line.startswith("|")]

    assert lines == [" ".join(each.text.split()) for each in document.paragraphs if each.text]


def test_a_word_file_has_nothing_that_acts(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(tmp_path, "docx"))) as package:
        texts = {name: package.read(name).decode(errors="replace") for name in package.namelist()}

    assert not [name for name in texts if "vba" in name.lower() or "embed" in name.lower()]
    assert not [name for name, text in texts.items() if 'TargetMode="External"' in text]
    fields = texts["word/document.xml"].count("w:instrText")
    assert fields == 0  # the page number stands in the footers


@pytest.mark.parametrize("ending", FORMATS)
def test_text_that_a_terminal_or_word_would_obey_is_shown_not_obeyed(tmp_path: Path, ending: str) -> None:
    told = Told(task(1, title="红\x1b[31m字\u202e\x00尾", unit=None, stage=Stage.UNCLAIMED))
    told.do(do.start_meeting, lambda who: do.note(who, 1, "<script>&x;\uffff"))
    path = tmp_path / f"minutes.{ending}"
    write_minutes(told.minutes(), path)

    if ending == "docx":
        document: Any = Document(str(path))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    else:
        text = path.read_text(encoding="utf-8")
    assert not [char for char in text if char in "\x1b\x00\u202e"]
    assert "字" in text
    assert ending == "json" or "script" in text


def test_a_file_that_is_there_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "minutes.md"
    path.write_text("mine")
    minutes = small_meeting().minutes()

    with pytest.raises(Refused, match="export_exists"):
        write_minutes(minutes, path)
    assert path.read_text() == "mine"
    with pytest.raises(UsageError, match="export_format"):
        write_minutes(minutes, tmp_path / "minutes.pdf")
    with pytest.raises(StoreError, match="export_failed"):
        write_minutes(minutes, tmp_path / "nowhere" / "minutes.md")
    write_minutes(minutes, path, force=True)
    assert path.read_text() != "mine"
    assert list(tmp_path.iterdir()) == [path]
