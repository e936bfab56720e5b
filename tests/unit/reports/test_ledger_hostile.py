"""Text that a spreadsheet, a terminal or XML would obey comes through every format as text, or as U+FFFD."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from board.messages import Messages
from board.reports.ledger import Ledger
from board.reports.safe import begins_formula, guarded, json_line, plain, unguarded
from board.reports.writers import write_ledger
from board.reports.writers.xlsx import LONGEST
from tests.conftest import NOW
from tests.support import make_board, task
from tests.unit.reports.ledger_files import csv_rows, markdown_rows

SIGNS = "=+-@\t\r＝＋－＠'"
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=SIGNS + 'a1中\n "|\\<>&_x000D\u202e\u2066\x00\x1b\x9b\ufffe\ufeff\ud800', max_size=12),
)
"""Any Unicode, and the signs that matter much more often."""


def ledger_of(*titles: str) -> Ledger:
    tasks = tuple(task(no, title=title, area=title, source=title) for no, title in enumerate(titles, 1))
    return Ledger(Messages(), make_board(*tasks), tasks, NOW)


def files(ledger: Ledger) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for ending in ("xlsx", "csv", "json", "md"):
            path = Path(folder) / f"x.{ending}"
            write_ledger(ledger, path)
            found[ending] = path.read_bytes()
        return found


@given(st.lists(TEXTS, min_size=1, max_size=4))
@example(["=cmd|' /C calc'!A0", "＝1", "\t=1", "\r=1", "'=1", "#N/A", "=", "-", "_x003D_1", "\ufffe"])
def test_whatever_is_written_is_read_back_as_text(titles: list[str]) -> None:
    found = files(ledger_of(*titles))
    wanted = [plain(title) for title in titles]

    sheet = load_workbook(io.BytesIO(found["xlsx"])).worksheets[0]
    read = [sheet.cell(3 + place, 2) for place in range(len(titles))]
    assert [unescape(cell.value or "") for cell in read] == wanted
    assert {cell.data_type for cell in read if cell.value is not None} <= {"s"}
    flat = csv_rows(found["csv"])
    assert [unguarded(row["事项"]) for row in flat] == wanted
    assert not [row["事项"] for row in flat if begins_formula(row["事项"])]
    # A lone surrogate is no Unicode and cannot be in a file; json escapes it, and everything else that is not plain.
    assert [row["title"] for row in json.loads(found["json"])] == titles
    assert [row["事项"] for row in markdown_rows(found["md"])] == wanted


@given(TEXTS)
def test_nothing_harmful_is_left_in_a_text(text: str) -> None:
    left = plain(text)

    assert plain(left) == left
    assert not set(left) & {"\x00", "\x1b", "\x9b", "\u202e", "\u2066", "\ufffe", "\uffff", "\r", "\t", "\ud800"}
    left.encode()


@given(TEXTS)
def test_the_guard_of_csv_can_be_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not begins_formula(guarded(text))


@pytest.mark.parametrize("sign", SIGNS.replace("'", ""))
def test_a_text_that_begins_like_a_formula_is_guarded(sign: str) -> None:
    assert guarded(f"{sign}1") == f"'{sign}1"
    assert guarded(f"1{sign}") == f"1{sign}"
    assert guarded(f"'{sign}1") == f"''{sign}1"


@pytest.mark.parametrize("text", ["'", "'a", "1-1", "a=b", "", "（=）"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_a_text_longer_than_a_cell_is_cut_in_excel_only_and_counted(tmp_path: Path) -> None:
    long = "长" * 40_000
    ledger = ledger_of(long)
    written = {ending: write_ledger(ledger, tmp_path / f"x.{ending}") for ending in ("xlsx", "csv", "json", "md")}

    assert {ending: each.cut for ending, each in written.items()} == {"xlsx": 3, "csv": 0, "json": 0, "md": 0}
    sheet = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert sheet["B3"].value == "长" * LONGEST
    csv.field_size_limit(1_000_000)
    assert csv_rows((tmp_path / "x.csv").read_bytes())[0]["事项"] == long
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))[0]["title"] == long


@pytest.mark.parametrize("room", range(9))
def test_a_cut_does_not_part_an_escape(tmp_path: Path, room: int) -> None:
    text = "a" * (LONGEST - room) + "_x000D_" + "b" * 9
    write_ledger(ledger_of(text), tmp_path / "x.xlsx")

    value = load_workbook(tmp_path / "x.xlsx").worksheets[0]["B3"].value

    assert len(value) <= LONGEST
    assert text.startswith(unescape(value))


def test_json_escapes_what_a_terminal_would_obey() -> None:
    line = json_line({"title": "a\x9b31m\u202e\x7f中"})

    assert line == '{"title": "a\\u009b31m\\u202e\\u007f中"}'
    assert json.loads(line) == {"title": "a\x9b31m\u202e\x7f中"}
