"""The demo board is made while the screen is loaded, and nothing of that can be seen from outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from board.cli.meanwhile import meanwhile

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork: the work is simply done here")


@forks
def test_the_work_is_done_elsewhere_and_waited_for(tmp_path: Path) -> None:
    place = tmp_path / "done"

    wait = meanwhile(lambda: place.write_text(str(os.getpid()), encoding="utf-8") and None)
    wait()

    assert int(place.read_text(encoding="utf-8")) != os.getpid()


@forks
def test_what_went_wrong_is_raised_here() -> None:
    here = os.getpid()

    def work() -> None:
        raise OSError("here" if os.getpid() == here else "there")

    wait = meanwhile(work)

    with pytest.raises(OSError, match=r"^here$"):
        wait()


def test_without_fork_waiting_does_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    place = tmp_path / "done"

    wait = meanwhile(place.touch)
    assert not place.exists()
    wait()

    assert place.exists()
