"""Help and version, in the language of the screen, for every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from board.cli.program import _SPECS
from board.text.clean import width
from tests.cli.conftest import Cli

COMMANDS = [spec.name for spec in _SPECS]
HAN = re.compile(r"[\u3400-\u9fff]")


def test_the_version_is_data(bare: Cli) -> None:
    from board import __version__

    assert bare("--version") == (0, f"board {__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(bare: Cli, command: str) -> None:
    chinese, english = bare(command, "--help"), bare("--lang", "en", command, "--help")

    assert (chinese.code, english.code, chinese.err, english.err) == (0, 0, "", "")
    assert chinese.out.startswith(f"用法: board {command} [选项]")
    assert english.out.startswith(f"Usage: board {command} [OPTIONS]")
    assert not HAN.search(english.out)


def test_the_first_page_lists_every_command(bare: Cli) -> None:
    for lang in ("zh", "en"):
        said = bare("--lang", lang, "--help")
        listed = re.findall(r"^  ([a-z]+)  ", said.out, flags=re.MULTILINE)
        assert listed[: len(COMMANDS)] == COMMANDS
        assert "--store" in said.out


def test_help_is_aligned_and_fits_an_ordinary_terminal(bare: Cli) -> None:
    for lang in ("zh", "en"):
        for command in COMMANDS:
            said = bare("--lang", lang, command, "--help")
            assert max(map(width, said.out.splitlines())) <= 100


def test_help_and_version_need_no_settings_and_no_board(
    bare: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "settings.toml"
    broken.write_text("[[[", encoding="utf-8")
    monkeypatch.setenv("BOARD_CONFIG", str(broken))

    assert bare("--help").code == 0
    assert bare("--version").code == 0
    assert bare("list", "--help").code == 0
    assert bare("list").code == 2
