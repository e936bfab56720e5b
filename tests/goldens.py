"""What was approved: the files of fixtures/golden, compared letter for letter."""

from __future__ import annotations

import os
from pathlib import Path


def approved(golden: Path, now: str) -> str:
    """The text that was approved; with UPDATE_GOLDENS in the environment that is what it is `now`."""
    if os.environ.get("UPDATE_GOLDENS"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(now.encode())
    return golden.read_bytes().decode()
