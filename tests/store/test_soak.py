"""A short run of every promise of the soak script, each in a process of its own: some of them fork and are killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
ROOT = Path(__file__).parents[2]
TRIES = {
    "kill": 300,
    "cut": 200,
    "flip": 2_000,
    "schedule": 20,
    "calls": 80,
    "power": 100,
    "full": 60,
    "tmpfs": 12,
    "locked": 20,
    "swap": 34,
    "clock": 80,
    "eight-60": 480,
    "hang": 5,
    "stop": 20,
    "model": 25,
    "malformed": 300,
}
"""Enough to notice a mistake; the large ones are for the script itself."""


@pytest.mark.parametrize("name", TRIES)
def test_a_promise_holds(name: str, tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "tests.soak", "--only", name, "--tries", f"{TRIES[name]}", "--folder", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert found.returncode == 0, found.stdout + found.stderr
    if "skipped:" in found.stdout:
        pytest.skip(found.stdout.split("skipped:")[1].split("|")[0].strip())


def test_every_promise_is_tried_briefly_or_is_a_larger_one_of_those() -> None:
    from tests.soak.promises import PROMISES

    assert set(PROMISES) - set(TRIES) == {"two", "eight"}


def test_a_promise_that_is_not_there_is_a_usage_error() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "tests.soak", "--only", "nothing"], check=False, cwd=ROOT, capture_output=True
    )

    assert found.returncode == 2
    assert b"kill" in found.stdout
