"""Failing system calls, random schedules, and power cuts, on a disk that thinks the worst."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from random import Random

from board.errors import StoreError
from board.store.creation import create, replace_demo
from board.store.files import Files
from board.store.tinydb_store import TinyStore
from tests.soak.tally import Lost, Tally, Unreadable, expect, see, told, whole
from tests.store.disks import Disk, DiskFiles
from tests.store.hands import Crash, FailingFiles, add, contents, first_change, new_board, segment, titles
from tests.store.test_schedules import Office

HOWS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS, "short", "crash")
TOLD = {"not_saved", "no_permission", "unreadable", "save_unknown", "compaction_failed"}


def schedules(folder: Path, random: Random, tally: Tally) -> None:
    """One of the random schedules of the tests."""
    tally.tries += 1
    Office(new_board(folder), random.getrandbits(48)).run()


def calls(folder: Path, random: Random, tally: Tally) -> None:
    """A random call of a commit, a compaction or a making fails; what was asked for is then asked again."""
    tally.tries += 1
    if random.random() < 0.2:
        _making(folder, random)
        return
    path = new_board(folder)
    confirmed = _past(path, random)
    before = {name: each for name, each in contents(path).items() if ".new-" not in name}
    files = FailingFiles(random.randrange(1, 50), random.choice(HOWS))
    store = TinyStore(path, files=files)
    wanted = add("要紧")
    compacts = random.random() < 0.4
    try:
        if compacts:
            store.compact()
        else:
            store.commit(wanted)
            confirmed.append("要紧")
    except Crash:
        expect(path, confirmed, ["要紧"])
        whole(path, titles(see(path)))
        return
    except StoreError as error:
        told(error, *TOLD)
        if error.code in ("not_saved", "no_permission") and not any("torn" in name for name in contents(path)):
            assert {name: data for name, (data, _) in contents(path).items() if name in before} == {
                name: data for name, (data, _) in before.items()
            }, "refused, and yet written"
        if error.code == "save_unknown":
            expect(path, confirmed, ["要紧"])
            whole(path, titles(see(path)))
            return
    files.nth = 0
    expect(path, confirmed)
    if "要紧" not in confirmed:
        store.commit(wanted)  # there is room again: the same intent, on the same object
        confirmed.append("要紧")
    whole(path, confirmed)


def _past(path: Path, random: Random) -> list[str]:
    """What happened before: changes, compactions, somebody's death in the middle of a line or of a compaction."""
    store = TinyStore(path)
    confirmed = []
    for number in range(random.randrange(4)):
        store.commit(add(f"{number}"))
        confirmed.append(f"{number}")
        if random.random() < 0.3:
            store.compact()
    newest = max((path / "changes").iterdir())
    match random.randrange(4):
        case 0:
            with newest.open("ab") as file:
                file.write(b'{"crc":"00000000","seq":')
        case 1 if newest.stat().st_size:
            segment(path, int(newest.stem) + 1).touch()
        case 2:
            (path / "board.json.new-0a1b2c3d").write_bytes(b"{")
    return confirmed


def _making(folder: Path, random: Random) -> None:
    path = folder / "new" / "erqi.board"
    if demo := random.random() < 0.5:
        new_board(path.parent, demo=True)
    make = replace_demo if demo else create
    files = FailingFiles(random.randrange(1, 60), random.choice(HOWS))
    try:
        make(path, [first_change(demo=demo)], files=files)
    except Crash:
        pass
    except StoreError as error:
        told(error, *TOLD)
        assert path.exists() == demo or not demo
    if not path.exists():
        make(path, [first_change(demo=demo)])
    whole(path, [])


# --------------------------------------------------------------------------------------------- power


class PowerFails(DiskFiles):
    """The power goes at the n-th call from now that changes anything."""

    left = 0

    def _spend(self) -> None:
        self.left -= 1
        if self.left == 0:
            for fd in list(self.paths):
                super().close(fd)
        if self.left <= 0:
            raise Crash

    def close(self, fd: int) -> None:
        if self.left > 0:
            super().close(fd)

    def write_some(self, fd: int, data: bytes | memoryview) -> int:
        self._spend()
        return super().write_some(fd, data)

    def sync(self, fd: int) -> None:
        self._spend()
        super().sync(fd)

    def truncate(self, fd: int, length: int) -> None:
        self._spend()
        super().truncate(fd, length)

    def rename(self, source: str, target: str) -> None:
        self._spend()
        super().rename(source, target)

    def mkdir(self, path: str) -> None:
        self._spend()
        super().mkdir(path)


def power(folder: Path, random: Random, tally: Tally) -> None:
    """Commits and compactions of two stores until the power goes; again and again on what is left."""
    path = new_board(folder / "0")
    confirmed: list[str] = []
    asked = 0
    for number in range(1, 8):
        disk = Disk(path)
        files = PowerFails(disk)
        stores = [TinyStore(path, files=files) for _ in range(2)]
        files.left = random.randrange(1, 80)  # a compaction takes half of them
        title = ""
        try:
            while True:
                asked += 1
                title = f"{asked}"
                store = random.choice(stores)
                if random.random() < 0.25:
                    store.compact()
                else:
                    store.commit(add(title))
                    confirmed.append(title)
        except Crash:
            tally.tries += 1
        disk.close()
        path = disk.cut_power(folder / f"{number}")
        found = titles(expect(path, confirmed, [title]))
        confirmed = found
    whole(path, confirmed)


def each_call(folder: Path, work: Callable[[Path, Files], list[str]]) -> int:
    """The power goes at each call of `work` in turn; how many there are."""
    for nth in range(1, 500):
        path = new_board(folder / f"{nth}")
        disk = Disk(path)
        files = PowerFails(disk)
        files.left = nth
        done = _begun(path, files, work)
        disk.close()
        after = disk.cut_power(folder / f"{nth}" / "after")
        try:
            whole(after, *done)
        except (Lost, Unreadable) as error:
            raise AssertionError(f"power cut at call {nth}: {error}") from error
        if files.left > 0:
            return nth
    raise AssertionError("no end")


def _begun(path: Path, files: PowerFails, work: Callable[[Path, Files], list[str]]) -> tuple[list[str], list[str]]:
    try:
        return work(path, files), []
    except Crash:
        return [], titles(see(path))
