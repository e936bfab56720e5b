"""settings.toml: what it may hold, and what is said when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.errors import UsageError
from board.settings import Settings, default_exports, load_settings, settings_path
from tests.cli.conftest import Cli


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "conf" / "settings.toml"
    path.parent.mkdir()
    monkeypatch.setenv("BOARD_CONFIG", str(path))
    return path


def test_without_a_file_nothing_is_set(file: Path) -> None:
    assert load_settings() == Settings(file)


def test_the_users_own_file_is_used_when_none_is_named() -> None:
    assert settings_path().name == "settings.toml"
    assert "tizhi-board" in settings_path().parts


def test_everything_that_can_be_set(file: Path) -> None:
    file.write_text(
        '\ufeffname = " 张三 "\nlang = "en"\ntheme = "dark"\nstore = "boards/erqi"\nexports = "papers"\n'
        '[keys]\nundo = "ctrl+z,u"\n',
        encoding="utf-8",
    )

    assert load_settings() == Settings(
        path=file,
        name="张三",
        lang="en",
        theme="dark",
        store=file.parent / "boards" / "erqi",
        exports=file.parent / "papers",
        keys={"undo": "ctrl+z,u"},
    )


def test_papers_go_to_the_documents_or_home_where_there_is_no_such_folder() -> None:
    assert default_exports() == Path.home()

    (Path.home() / "Documents").mkdir()
    assert default_exports() == Path.home() / "Documents"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name = ", "settings_invalid"),
        (b"[" * 5000, "settings_invalid"),
        ("name = '张三'".encode("gb18030"), "settings_unreadable"),
        (b"name = 3", "settings_value"),
        (b"lang = 'fr'", "settings_value"),
        (b"store = ['a']", "settings_value"),
        (b"exports = 3", "settings_value"),
        (b"keys = 'u'", "settings_value"),
        (b"[keys]\nundo = 3", "settings_value"),
    ],
)
def test_a_wrong_file_is_refused_with_its_path(file: Path, content: bytes, code: str) -> None:
    file.write_bytes(content)

    with pytest.raises(UsageError) as refusal:
        load_settings()

    assert refusal.value.code == code
    assert refusal.value.params["path"] == str(file)


def test_a_wrong_file_is_one_line_on_the_command_line(erqi: Cli, file: Path) -> None:
    file.write_text("name = \n", encoding="utf-8")
    said = erqi("list")

    assert said.code == 2
    assert said.err.count("\n") == 1
    assert str(file) in said.err


def test_unknown_names_are_reported_in_one_line_and_the_rest_is_used(
    erqi: Cli, bare: Cli, board_path: Path, file: Path
) -> None:
    file.write_text('nmae = "张三"\ncolour = 1\nname = "李四"\n', encoding="utf-8")
    said = bare("--store", board_path, "add", "x")

    assert said.code == 0
    assert said.err.splitlines()[0] == f"设置文件 {file} 里有不认识的项：nmae、colour"
    assert bare("--store", board_path, "log", "--json").json[0]["who"] == "李四"
