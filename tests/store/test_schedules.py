"""Three writers, a reader, kills, failing writes and syncs, compactions and power cuts, in random order."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from board.errors import StoreError
from board.store.journal import Journal
from board.store.reader import TinyReader
from tests.store.disks import Disk, UnluckyFiles
from tests.store.hands import Crash, add, loaded, new_board, same, titles

SCHEDULES = 120


class Office:
    """What was asked for on one board, and what each was told."""

    def __init__(self, path: Path, seed: int) -> None:
        self._random = Random(seed)
        self._chance = self._random.choice([0.01, 0.03, 0.06])
        self._folder = path.parent
        self._path = path
        self._confirmed: list[str] = []
        self._unknown: set[str] = set()
        self._told: set[str] = set()
        self._titles = (f"{number}" for number in range(1_000))
        self._begin()

    def _begin(self) -> None:
        self.disk = Disk(self._path)
        self._writers = [self._writer() for _ in range(3)]
        self._reader = TinyReader(self._path, full_check=0)
        self._reader.load()

    def _writer(self) -> tuple[Journal, UnluckyFiles]:
        files = UnluckyFiles(self.disk, self._random, self._chance)
        return Journal(self._path, files=files, lock_seconds=1, full_check=0), files

    def act(self) -> None:
        """Somebody commits or compacts; whoever dies or stops is replaced."""
        place = self._random.randrange(3)
        store, files = self._writers[place]
        title = next(self._titles)
        files.acting = True
        try:
            if self._random.random() < 0.15:
                store.compact()
            else:
                store.commit(add(title))
                self._confirmed.append(title)
        except Crash:
            self._unknown.add(title)
            self._writers[place] = self._writer()
        except StoreError as error:
            self._told.add(error.code)
            if error.code == "save_unknown":
                self._unknown.add(title)
                self._writers[place] = self._writer()
        files.acting = False

    def look(self) -> None:
        """Whoever looks sees all that was confirmed, in its order, and nothing that was refused."""
        found = titles(loaded(self._path))
        assert [title for title in found if title in self._confirmed] == self._confirmed
        assert set(found) <= {*self._confirmed, *self._unknown}
        assert len(set(found)) == len(found)
        if self._random.random() < 0.3:
            self._reader.poll()
            assert same(self._reader.load(), loaded(self._path))

    def lose_power(self) -> None:
        """Everybody begins anew on what the disk kept."""
        self._path = self.disk.cut_power(self._folder / f"after-{next(self._titles)}")
        self.disk.close()
        self._begin()

    def run(self) -> None:
        for _ in range(self._random.randrange(5, 40)):
            self.act()
            self.look()
            if self._random.random() < 0.06:
                self.lose_power()
                self.look()
        seqs = [change.seq for change in self._reader.changes()]
        assert seqs == list(range(1, loaded(self._path).seq + 1))
        assert self._told <= {"not_saved", "unreadable", "compaction_failed", "save_unknown"}
        self.disk.close()


@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_nothing_that_was_confirmed_is_lost(tmp_path: Path, seed: int) -> None:
    Office(new_board(tmp_path), seed).run()
