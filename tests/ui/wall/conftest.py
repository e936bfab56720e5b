"""Somebody at a desk beside the wall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.wall.support import Desk


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    """A desk over the test's own board, its fixture `path`."""
    found = Desk(path)
    yield found
    found.close()
