"""The power goes at each single call of a story that changes anything on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.faults import each_call
from tests.store.test_faults import WORKS, Work


@pytest.mark.parametrize("work", WORKS)
def test_what_was_confirmed_survives_a_power_cut_at_every_call(tmp_path: Path, work: Work) -> None:
    assert each_call(tmp_path, work) > 5
