"""The two lines that a new user copies are the lines that CI runs."""

from __future__ import annotations

import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
CI = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")


def lines_of(language: str) -> list[str]:
    """The lines of every fenced block of one language."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_one_line_opens_the_demo_and_one_runs_the_tests() -> None:
    setups = [line for line in lines_of("sh") if line.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")]

    assert [line.rsplit(" && ", 1)[1] for line in setups if "--no-index" not in line] == [
        ".venv/bin/board demo",
        ".venv/bin/pytest",
    ]


def test_ci_takes_its_command_from_the_readme() -> None:
    pattern = re.search(r"grep -m 1 -E '([^']+)' README\.md", CI)
    assert pattern is not None
    found = [line for line in README.splitlines() if re.search(pattern[1], line)]

    assert found[:1] == ["python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest"]
    assert '\nbash -euo pipefail -c "$command"\n' in CI


def test_windows_has_the_same_two_lines() -> None:
    lines = lines_of("powershell")

    assert any(line.endswith(r".venv\Scripts\board demo") for line in lines)
    assert any(line.endswith(r".venv\Scripts\pytest") for line in lines)
    assert not any("&&" in line for line in lines)  # Windows PowerShell 5 has no &&
