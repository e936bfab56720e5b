"""Disks that are really full, and folders that may really not be written."""

from __future__ import annotations

import os
import resource
import subprocess
from pathlib import Path
from random import Random

from board.errors import StoreError
from board.store.creation import create
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.soak.children import Say, children
from tests.soak.tally import Skipped, Tally, expect, told, whole
from tests.store.hands import add, contents, first_change, loaded, new_board, titles

NOBODY = 65534


def file_limit(folder: Path, random: Random, tally: Tally) -> None:
    """No file of a process may grow beyond a random size: the write that reaches it is cut short, the next fails."""
    path = new_board(folder)
    seed = random.random()

    def work(say: Say) -> None:
        _against_the_limit(folder, Random(seed), say)

    with children([work]) as [child]:
        said = [line.partition(" ") for line in child.rest()]
        assert child.end() == 0, "see above"
    tally.tries += sum(kind == "refused" for kind, _, _ in said)
    whole(path, [title for kind, _, title in said if kind == "saved"])


def _against_the_limit(folder: Path, random: Random, say: Say) -> None:
    path = folder / "erqi.board"
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    store = TinyStore(path)
    for number in range(20):
        intent = add(f"{number}")
        newest = max((path / "changes").iterdir())
        limit = newest.stat().st_size + random.randrange(450)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            store.commit(intent)
        except StoreError as error:
            told(error, "not_saved")
            assert titles(loaded(path)) == [f"{place}" for place in range(number)]
            say("refused")
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            store.commit(intent)
        say(f"saved {number}")
        resource.setrlimit(resource.RLIMIT_FSIZE, (random.randrange(3_000), hard))
        if random.random() < 0.3:
            _fails(store.compact, "compaction_failed", say)
        if random.random() < 0.3:
            _fails(lambda: create(folder / "another", [first_change()]), "not_saved", say)
            assert [each.name for each in folder.iterdir()] == ["erqi.board"]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        if random.random() < 0.2:
            store.compact()


def _fails(work: object, code: str, say: Say) -> None:
    assert callable(work)
    try:
        work()
    except StoreError as error:
        told(error, code)
        say("refused")


def small_disk(folder: Path, random: Random, tally: Tally) -> None:
    """A file system of 256 KB without a free byte; room is made, and the same change is saved."""
    where = folder / "small"
    where.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", where], check=False, capture_output=True
    )
    if mounted.returncode:
        raise Skipped(mounted.stderr.decode(errors="replace").strip() or "no mount")
    try:
        _fill_and_free(where, random, tally)
    finally:
        subprocess.run(["umount", "-l", where], check=True)


def _fill_and_free(where: Path, random: Random, tally: Tally) -> None:
    path = new_board(where)
    store, reader = TinyStore(path), TinyReader(path)
    confirmed: list[str] = []
    filler = where / "filler"
    for number in range(12):
        intent = add(f"{number}" + "长" * random.randrange(60))
        with filler.open("ab") as file:
            _fill(file.fileno(), random.choice((1, 512, 4096)))
        for _ in range(200):
            try:
                done = store.commit(intent)
            except StoreError as error:
                told(error, "not_saved")
                break
            confirmed.append(titles(done.board)[-1])
            intent = add(f"{number} {len(confirmed)}" + "长" * random.randrange(60))
        else:
            raise AssertionError("the disk is never full")
        tally.tries += 1
        expect(path, confirmed)
        try:
            store.compact()
        except StoreError as error:
            told(error, "compaction_failed")
        expect(path, confirmed)
        os.truncate(filler, max(0, filler.stat().st_size - 3 * 4096))
        confirmed.append(titles(store.commit(intent).board)[-1])
        assert titles(reader.load()) == confirmed
    filler.unlink()
    store.compact()
    whole(path, confirmed)


def _fill(fd: int, size: int) -> None:
    try:
        while os.write(fd, bytes(size)):
            pass
    except OSError:
        return


def without_permission(folder: Path, random: Random, tally: Tally) -> None:
    """Somebody whom permissions bind has the board open; it is set read-only, and writable again."""
    path = new_board(folder)
    if os.geteuid() == 0:
        for each in (folder, *folder.rglob("*")):
            os.chown(each, NOBODY, NOBODY)
    seed = random.random()

    def work(say: Say) -> None:
        os.chdir(folder)  # the folders above may be closed to others
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        _open_while_closed(Path(path.name), Random(seed), say)

    with children([work]) as [child]:
        said = [line.partition(" ") for line in child.rest()]
        assert child.end() == 0, "see above"
    tally.tries += sum(kind == "refused" for kind, _, _ in said)
    confirmed = [title for kind, _, title in said if kind == "saved"]
    whole(path, confirmed)


def _open_while_closed(path: Path, random: Random, say: Say) -> None:
    store, reader = TinyStore(path), TinyReader(path, full_check=0)
    store.load()
    reader.load()
    for number in range(10):
        intent = add(f"{number}")
        closed = [path, *path.rglob("*")]
        if random.random() < 0.5:
            closed = [random.choice((path / "lock", max((path / "changes").iterdir())))]
        before = contents(path)
        for each in closed:
            each.chmod(0o555 if each.is_dir() else 0o444)
        try:
            store.commit(intent)
        except StoreError as error:
            told(error, "no_permission")
            say("refused")
        else:
            raise AssertionError("written without permission")
        assert contents(path) == before
        reader.poll()
        assert titles(TinyReader(path).load()) == [f"{place}" for place in range(number)]
        for each in closed:
            each.chmod(0o755 if each.is_dir() else 0o644)
        store.commit(intent)
        say(f"saved {number}")
        assert titles(reader.poll() or loaded(path))[-1] == f"{number}"
        if random.random() < 0.2:
            store.compact()
