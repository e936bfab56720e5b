"""Files: what stands in them, and what they are told by their content, whatever they are called."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from board.errors import BoardError, StoreError, Unreadable
from board.sheets import Limits, open_ledger
from board.text.ledger.grid import Percent, Period, Row, Unread

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',  # noqa: E501
    "xl/workbook.xml": f'<workbook xmlns="{NS}" xmlns:r="{REL}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',  # noqa: E501
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',  # noqa: E501
}


def saved(folder: Path, fill: Callable[[Workbook], None], name: str = "台账.xlsx") -> Path:
    """A workbook as openpyxl saves it."""
    book = Workbook()
    fill(book)
    path = folder / name
    book.save(path)
    return path


def packed(folder: Path, sheet: str, name: str = "台账.xlsx", **more: str) -> Path:
    """A workbook with this XML as its only sheet; `more` are further parts."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **more}.items():
            archive.writestr(part, text)
    return path


def rows(path: Path) -> dict[int, Row]:
    return open_ledger(path).sheets[0].rows


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        open_ledger(path, limits)
    return f"{caught.value.refused} {caught.value.code}"


# ---- what stands in a cell


@pytest.mark.parametrize(
    ("value", "shape", "found"),
    [
        ("问题", None, "问题"),
        (12, None, 12),
        (11.3, None, 11.3),
        (46332, None, 46332),
        (0.75, "0%", Percent(0.75)),
        (0.754, "0.0%", Percent(0.754)),
        (date(2026, 10, 20), "yyyy-mm-dd", date(2026, 10, 20)),
        (date(2026, 10, 20), 'm"月"d"日"', date(2026, 10, 20)),
        (datetime(2026, 10, 20, 15, 30), "yyyy/m/d h:mm", datetime(2026, 10, 20, 15, 30)),
        (date(2026, 12, 1), 'yyyy"年"m"月"', Period("2026-12", date(2026, 12, 31))),
        (date(2026, 2, 3), "mmm-yy", Period("2026-02", date(2026, 2, 28))),
        (date(2026, 5, 1), "yyyy", Period("2026", date(2026, 12, 31))),
        (True, None, "TRUE"),
        ("=SUM(A1:A3)", None, Unread.FORMULA),
        ("#DIV/0!", None, Unread.ERROR),
    ],
)
def test_a_cell_is_what_it_shows(tmp_path: Path, value: Any, shape: str | None, found: Any) -> None:
    def fill(book: Workbook) -> None:
        cell = book.active["B2"]
        cell.value = value
        if shape is not None:
            cell.number_format = shape

    held = rows(saved(tmp_path, fill))[2][2]

    assert held == found
    assert type(held) is type(found)


def test_a_formula_with_a_saved_value_is_its_value(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{NS}"><sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1</f><v>完成</v></c><c r="C1"><f>1/0</f><v></v></c><c r="D1" t="e"><v>#N/A</v></c></row></sheetData></worksheet>'  # noqa: E501

    assert rows(packed(tmp_path, sheet)) == {1: {1: 2, 2: "完成", 3: Unread.FORMULA, 4: Unread.ERROR}}


def test_texts_in_pieces_readings_and_escapes(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{NS}"><sheetData><row><c t="inlineStr"><is><r><t>地砖</t></r><r><t xml:space="preserve"> 破损</t></r><rPh sb="0" eb="1"><t>dizhuan</t></rPh></is></c><c t="inlineStr"><is><t>甲_x000D_&#10;乙_x005F_x000D_</t></is></c></row></sheetData></worksheet>'  # noqa: E501

    assert rows(packed(tmp_path, sheet)) == {1: {1: "地砖 破损", 2: "甲\n乙_x000D_"}}


def test_an_escaped_half_of_a_sign_meets_the_other_or_goes(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{NS}"><sheetData><row><c t="str"><v>_xD83D__xDE00_好_xD83D_</v></c></row></sheetData></worksheet>'  # noqa: E501

    assert rows(packed(tmp_path, sheet)) == {1: {1: "😀好"}}


def test_prefixed_names_and_missing_references(tmp_path: Path) -> None:
    sheet = f'<x:worksheet xmlns:x="{NS}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c/><x:c><x:v>3</x:v></x:c></x:row><x:row r="9"><x:c r="C9"><x:v>4</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'  # noqa: E501

    assert rows(packed(tmp_path, sheet)) == {1: {1: 1, 3: 3}, 9: {3: 4, 4: 5}}


def test_merged_hidden_and_coloured(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        sheet.append(["序号", "问题", "预警"])
        sheet.append([1, "积水", None])
        sheet["C2"].fill = PatternFill("solid", fgColor="FFFF0000")
        sheet.merge_cells("A1:A2")
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[2].hidden = True
        book.create_sheet("旧").append(["甲"])
        book["旧"].sheet_state = "hidden"

    book = open_ledger(saved(tmp_path, fill))
    sheet = book.sheets[0]

    assert sheet.merges == [(1, 1, 2, 1)]
    assert (sheet.hidden_columns, sheet.hidden_rows) == ({2}, {2})
    assert sheet.colours[2, 3] == "red"
    assert [each.hidden for each in book.sheets] == [False, True]


def test_the_colour_of_a_dot_is_that_in_which_it_is_written(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.active.append(["●", "●", "甲"])
        book.active["A1"].font = Font(color="FF00B050")
        book.active["B1"].fill = PatternFill("solid", fgColor="FFFF0000")
        book.active["C1"].font = Font(color="FFFF0000")

    assert open_ledger(saved(tmp_path, fill)).sheets[0].colours == {(1, 1): "green", (1, 2): "red"}


@pytest.mark.parametrize(
    ("rgb", "name"),
    [
        ("FFFF0000", "red"),
        ("FFFFFF00", "yellow"),
        ("FF00B050", "green"),
        ("FFBFBFBF", "grey"),
        ("FFFFC000", "orange"),
        ("FFED7D31", "orange"),
        ("FF00B0F0", "blue"),
    ],
)
def test_the_colours_of_lamps(tmp_path: Path, rgb: str, name: str) -> None:
    def fill(book: Workbook) -> None:
        book.active["A1"] = "预警"
        book.active["A2"].fill = PatternFill("solid", fgColor=rgb)

    assert open_ledger(saved(tmp_path, fill)).sheets[0].colours == {(2, 1): name}


def test_the_1904_system(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book.active["A1"] = date(2026, 11, 6)
        book.active["A1"].number_format = "yyyy-mm-dd"

    book = open_ledger(saved(tmp_path, fill))

    assert book.first_date == date(1904, 1, 1)
    assert book.sheets[0].rows == {1: {1: date(2026, 11, 6)}}


def test_a_stray_cell_in_the_last_row_costs_nothing(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{NS}"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData></worksheet>'  # noqa: E501

    assert rows(packed(tmp_path, sheet)) == {1: {1: 1}}


# ---- text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_in_every_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(f'序号{separator}问题\r\n1{separator}"㵲阳路\n积水"\r\n\r\n2{separator}\r\n'.encode(encoding))

    assert rows(path) == {1: {1: "序号", 2: "问题"}, 2: {1: "1", 2: "㵲阳路\n积水"}, 4: {1: "2"}}


def test_an_apostrophe_that_guards_a_text_from_being_a_formula_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("问题,备注,备注\n积水,'=1+1,''-1\n'引号',x,y", encoding="utf-8")

    assert rows(path)[2] == {1: "积水", 2: "=1+1", 3: "'-1"}
    assert rows(path)[3][1] == "'引号'"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_whose_last_character_was_cut(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes("序号,问题\n1,积水".encode(encoding)[:-1])

    assert rows(path)[2] == {1: "1", 2: "积"}


# ---- refusals


def test_what_was_sent_by_half_is_damaged_wherever_it_was_cut(tmp_path: Path) -> None:
    whole = saved(tmp_path, lambda book: book.active.append(["问题"])).read_bytes()
    for cut in (40, len(whole) // 2, len(whole) - 30):
        (tmp_path / "半.xlsx").write_bytes(whole[:cut])
        assert refused(tmp_path / "半.xlsx").startswith("damaged")


def test_what_is_broken_where_nothing_is_read_from_is_damaged_too(tmp_path: Path) -> None:
    whole = bytearray(saved(tmp_path, lambda book: book.active.append(["问题"])).read_bytes())
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        theme = archive.getinfo("xl/theme/theme1.xml")
    whole[theme.header_offset + 200] ^= 0xFF
    (tmp_path / "坏.xlsx").write_bytes(whole)

    assert refused(tmp_path / "坏.xlsx") == "damaged ledger_damaged"


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b"", "empty ledger_empty"),
        (b"\xef\xbb\xbf \r\n", "empty ledger_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_xls ledger_old_xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "damaged ledger_encrypted",
        ),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(100), "old_xls ledger_old_xls"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "old_xls ledger_markup"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "old_xls ledger_markup"),
        (b"%PDF-1.7\x00\x01\x02", "damaged ledger_not_a_workbook"),
        (bytes(range(256)) * 10, "damaged ledger_not_a_workbook"),
        (b"PK\x03\x04 no zip", "damaged ledger_damaged"),
        (b",,,\n,,\n", "empty ledger_empty"),
    ],
)
@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv"])
def test_a_file_is_told_by_its_content(tmp_path: Path, data: bytes, verdict: str, name: str) -> None:
    (tmp_path / name).write_bytes(data)

    assert refused(tmp_path / name) == verdict


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "文件.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    assert refused(tmp_path / "文件.xlsx") == "damaged ledger_not_a_workbook"


def test_a_workbook_with_nothing_but_borders(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{NS}"><sheetData><row r="1"><c r="A1" s="1"/></row></sheetData></worksheet>'

    assert refused(packed(tmp_path, sheet)) == "empty ledger_empty"


def test_entities_and_document_types_are_not_read(tmp_path: Path) -> None:
    sheet = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'  # noqa: E501

    assert refused(packed(tmp_path, sheet)) == "damaged ledger_damaged"


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    sheet = f'<worksheet xmlns="{NS}"><sheetData>' + "<row><c/></row>" * 20_000 + "</sheetData></worksheet>"
    strings = f'<sst xmlns="{NS}">' + "<si><t>x</t></si>" * 9000 + "</sst>"

    assert refused(packed(tmp_path, sheet), Limits(unpacked=200_000)) == "too_large ledger_too_large"
    assert refused(packed(tmp_path, sheet), Limits(file=10)) == "too_large ledger_too_large"
    extra = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="r2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    path = packed(tmp_path, sheet, **{"xl/_rels/workbook.xml.rels": extra, "xl/sharedStrings.xml": strings})
    assert refused(path, Limits(strings=100_000)) == "too_large ledger_too_large"


def test_too_many_rows_and_cells(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("问题,单位\n" * 30, encoding="utf-8")

    assert refused(path, Limits(rows=29)) == "too_large ledger_too_large"
    assert refused(path, Limits(cells=59)) == "too_large ledger_too_large"
    assert len(open_ledger(path, Limits(rows=30, cells=60)).sheets[0].rows) == 30


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_ledger(tmp_path / "没有.xlsx")

    assert caught.value.code == "no_such_file"
    with pytest.raises(StoreError):
        open_ledger(tmp_path)


@given(st.data())
def test_any_damage_is_refused_with_a_reason(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(_WHOLE)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(bytes(whole[: data.draw(st.integers(0, len(whole)))]))

    with suppress(BoardError):
        open_ledger(path)


def _whole() -> bytes:
    book = Workbook()
    book.active.append(["序号", "问题", "责任单位"])
    book.active.append([1, "积水", "区水务局"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


_WHOLE = _whole()
