"""The path of a ledger, as it is typed, pasted or dragged into a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from board.ui.ledger_files import common, completions, newest, typed_path


@pytest.mark.parametrize(
    "written",
    ["{}", " {} ", "'{}'", '"{}"', "{}\r\n", "& '{}'", "\0{}"],
)
def test_a_path_in_quotes(tmp_path: Path, written: str) -> None:
    path = tmp_path / "台账 (一)'s.xlsx"
    path.touch()

    found = typed_path(written.format(str(path).replace("'", "'\\''") if written.startswith("&") else path))
    assert found == path


@pytest.mark.skipif(sys.platform == "win32", reason="there a backslash parts folders")
def test_a_path_with_escaped_signs(tmp_path: Path) -> None:
    path = tmp_path / "台账 (一) & 'b'.xlsx"
    path.touch()

    assert typed_path("".join(f"\\{sign}" if sign in " ()&'" else sign for sign in str(path))) == path


def test_a_url(tmp_path: Path) -> None:
    path = tmp_path / "台账 100%.xlsx"
    path.touch()

    assert typed_path(path.as_uri()) == path


@pytest.mark.parametrize("name", ["'台账.xlsx'", "台账\\ 一.xlsx", " 台账.xlsx"])
@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_file_that_is_called_so_comes_first(tmp_path: Path, name: str) -> None:
    for each in (name, name.strip("' ").replace("\\", "")):
        (tmp_path / each).touch()

    assert typed_path(str(tmp_path / name)).name == name


def test_home_and_what_is_nowhere(tmp_path: Path) -> None:
    assert typed_path("~/台账.xlsx") == Path.home() / "台账.xlsx"
    assert typed_path("~nobody-here/台账.xlsx") == Path("~nobody-here/台账.xlsx")
    assert typed_path("'没有.xlsx'") == Path("没有.xlsx")
    assert typed_path("'没有关上") == Path("'没有关上")
    assert typed_path("长" * 5_000).name == "长" * 5_000


def test_what_a_path_could_become(tmp_path: Path) -> None:
    for name in ("甲.xlsx", "甲乙.CSV", "甲丙.docx", ".甲.xlsx", "~$甲.xlsx"):
        (tmp_path / name).touch()
    (tmp_path / "甲丁").mkdir()

    assert [Path(each).name for each in completions(str(tmp_path / "甲"))] == ["甲丁", "甲.xlsx", "甲乙.CSV"]
    assert completions(str(tmp_path / "甲丁")) == [str(tmp_path / "甲丁") + os.sep]
    assert completions(str(tmp_path) + os.sep)[0] == str(tmp_path / "甲丁") + os.sep
    assert completions(str(tmp_path / "没有" / "甲")) == []
    assert common(["/a/甲乙", "/a/甲丙"]) == "/a/甲"


def test_the_newest_first(tmp_path: Path) -> None:
    for age, name in enumerate(("甲.xlsx", "乙.csv", "丙.xlsm", "丁.txt")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1_000 - age, 1_000 - age))

    assert [each.name for each in newest([tmp_path, tmp_path / "没有"])] == ["甲.xlsx", "乙.csv", "丙.xlsm"]
