"""ruff and mypy run with the tests, so that one command tells whether a change may go in."""

from __future__ import annotations

import pytest

from tests.arch.tree import run_tool


def test_ruff_has_nothing_to_say() -> None:
    failed, said = run_tool("-m", "ruff", "check", "--no-cache", "--output-format=concise", ".")

    assert not failed, said


def test_every_file_is_laid_out_by_ruff() -> None:
    failed, said = run_tool("-m", "ruff", "format", "--no-cache", "--check", ".")

    assert not failed, said


@pytest.mark.timeout(300)  # the first run on a machine reads the libraries too
def test_mypy_has_nothing_to_say() -> None:
    failed, said = run_tool("-m", "mypy", "--no-error-summary", "--no-color-output")

    assert not failed, said
