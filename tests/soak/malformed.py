"""Folders with anything in them: a sound board comes of it, or an error that has words, soon and in bounded memory."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from board.errors import BoardError, StoreError
from board.messages import LANGUAGES, Messages, words
from board.model.board import Board
from board.reports.rows import change_row, task_row
from board.store.files import Files
from board.store.place import LARGEST
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.conftest import NOW
from tests.soak.children import Say, children
from tests.soak.tally import Tally
from tests.store.hands import add, new_board, same
from tests.support import rebuilt

PER_ROUND = 60
SECONDS = 10.0
"""Far more than anything here takes; a folder that takes longer is a finding."""
MEMORY = 1 << 30
"""What a process may take beside what it has: reading a file of `LARGEST` bytes would break it."""
RAW: dict[str, bytes] = {
    "nan": b"NaN",
    "infinity": b"-Infinity",
    "huge": b"9" * 400,
    "huge float": b"1e999",
    "negative": b"-" + b"9" * 30,
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "surrogate": b'"\\ud800"',
    "twice": b'{"no":1,"no":2}',
    "zero": b'"\\u0000\\u001b[2J"',
    "long": b'"' + "长".encode() * 300_000 + b'"',
}
PLAIN: list[Any] = [
    None, True, 0, -1, 1, 2**31, 2**63, 2**64, 1.5, -0.0, "", "x", "2026-13-45", "2026-11-23T25:61", "今天",
    "0001-01-01", "9999-12-31", "10000-01-01", [], [[]], [1], ["x"], {}, {"a": 1},
]  # fmt: skip


def fuzz(folder: Path, random: Random, tally: Tally) -> None:
    """Some dozens of mutations of one board, each in a copy of its own, in a process with little memory."""
    path = new_board(folder)
    store = TinyStore(path)
    store.commit(add("一"))
    store.compact()
    store.commit(add("二"))
    store.commit(add("三"))
    seeds = [random.getrandbits(48) for _ in range(PER_ROUND)]

    def work(say: Say) -> None:
        size = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
        for seed in seeds:
            say(f"{seed}")
            say(one(path, Random(seed)))

    with children([work]) as [child]:
        said = child.rest()
        if child.end() != 0:
            what = said[-1] if said else "the first"
            raise AssertionError(f"seed {what}: see above")
    tally.tries += len(seeds)
    for outcome in said[1::2]:
        tally.note(outcome)


def one(original: Path, random: Random) -> str:
    """One mutated copy; what came of it."""
    path = original.parent / "copy" / original.name
    shutil.copytree(original, path)
    try:
        random.choice(MUTATIONS)(path, random)
        begin = time.monotonic()
        outcome = judge(path)
        assert time.monotonic() - begin < SECONDS, "too slow"
    finally:
        shutil.rmtree(path.parent)
    return outcome


def judge(path: Path) -> str:
    """Open it in every way that there is; "a board", or the code of the error."""
    outcome = "a board"
    reader = TinyReader(path, full_check=0)
    for read in (reader.load, reader.poll, lambda: _all_of(path), lambda: _written(path)):
        try:
            found = read()
        except StoreError as error:
            _has_words(error)
            outcome = error.code
        else:
            if isinstance(found, Board):
                _is_sound(found)
    return outcome


def _all_of(path: Path) -> None:
    reader = TinyReader(path)
    board = reader.load()
    for changes in (reader.changes(), reader.history(), reader.history(2)):
        for change in changes:
            json.dumps(change_row(board, change))


def _written(path: Path) -> Board:
    return TinyStore(path, files=_NoSync(), lock_seconds=1).commit(add("又")).board


class _NoSync(Files):
    def sync(self, fd: int) -> None:
        """Nothing here outlives a power cut, and need not."""


def _has_words(error: BoardError) -> None:
    for lang in LANGUAGES:
        messages = Messages(lang)
        assert messages.get(f"error.{error.code}", **error.params), error
        for surface in ("cli", "desk"):
            said, _ = words.error_words(messages, error, None, surface)
            assert said
            assert "{" not in re.sub(r"\(.*\)|（.*）", "", said), said


def _is_sound(board: Board) -> None:
    assert same(board, rebuilt(board))
    for task in board.tasks.values():
        json.dumps(task_row(board, task, NOW), ensure_ascii=False).encode()


# ---------------------------------------------------------------------------------------- mutations

Mutation = Callable[[Path, Random], None]


def _files(path: Path) -> list[Path]:
    return [path / "board.json", *sorted((path / "changes").iterdir())]


def _bytes(path: Path, random: Random) -> None:
    """Bytes changed, lost, doubled, or put between."""
    file = random.choice(_files(path))
    data = bytearray(file.read_bytes())
    for _ in range(random.choice((1, 1, 2, 10))):
        place = random.randrange(len(data) + 1)
        size = min(len(data) - place, random.choice((1, 1, 8, 200)))
        match random.randrange(6):
            case 0:
                data[place : place + size] = random.randbytes(size)
            case 1:
                del data[place : place + size]
            case 2:
                data[place:place] = data[place : place + size]
            case 3:
                data[place:place] = random.choice((b"\0", b"\n", b'"', b"{", b"}}", b"[", b"\xff", b"\xed\xa0\x80"))
            case 4:
                data[place : place + size] = bytes(size)
            case 5:
                del data[place:]
    file.write_bytes(data)


def _garbage(path: Path, random: Random) -> None:
    file = random.choice(_files(path))
    size = random.choice((0, 1, 17, 4096, 100_000))
    file.write_bytes(
        random.choice((bytes(size), random.randbytes(size), b"{" * size, b'{"_meta":' * size, b"\n" * size))
    )


def _json(path: Path, random: Random) -> None:
    """A value of the snapshot or of a line becomes another one; the checksum is made to fit."""
    file = random.choice(_files(path)[:1] * 3 + _files(path))
    lines = file.read_bytes().splitlines()
    place = random.randrange(len(lines)) if lines else -1
    if place < 0:
        return
    document = json.loads(lines[place])
    for _ in range(random.choice((1, 1, 3))):
        _spoil(document, random)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    for name, raw in RAW.items():
        text = text.replace(json.dumps(f"raw {name}").encode(), raw)
    mark = b'"checksum":"' if file.name == "board.json" else b'{"crc":"'
    begin = text.find(mark) + len(mark)
    if begin >= len(mark):
        # A snapshot's covers all behind its own digits, a line's all behind its own field.
        checked = text[begin + 8 :] if file.name == "board.json" else text[begin + 10 :]
        text = text[:begin] + b"%08x" % crc32(checked) + text[begin + 8 :]
    lines[place] = text
    file.write_bytes(b"\n".join(lines) + b"\n")


def _spoil(document: Any, random: Random) -> None:
    """Somewhere within."""
    inner = document
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        if not keys:
            return
        key = random.choice(keys)
        value = inner[key]
        if isinstance(value, dict | list) and value and random.random() < 0.85:
            inner = value
            continue
        break
    match random.randrange(5):
        case 0:
            del inner[key]
        case 1 if isinstance(inner, dict):
            inner[random.choice(("x", "1", "", "no", "rev", "due", "-1", "9" * 30, "长" * 50))] = value
        case 2:
            inner[key] = f"raw {random.choice(list(RAW))}"
        case _:
            inner[key] = random.choice(PLAIN)


def _others_place(path: Path, random: Random) -> None:
    """Something else stands where a file or a folder should: a folder, a file, a pipe, a link, a giant, nothing."""
    target = random.choice([*_files(path), path / "changes", path / "lock", path / "backups", path])
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    match random.randrange(8):
        case 0:
            target.mkdir()
        case 1:
            target.touch()
        case 2:
            os.mkfifo(target)
        case 3:
            target.symlink_to(target)
        case 4:
            target.symlink_to("/dev/zero")
        case 5:
            target.symlink_to("nowhere")
        case 6:
            with target.open("wb") as file:
                file.truncate(LARGEST * 4)
        case _:
            pass


def _among_segments(path: Path, random: Random) -> None:
    """Segments with odd names, doubled, exchanged, or with far numbers."""
    one, two = _files(path)[1:3]
    match random.randrange(6):
        case 0:
            shutil.copy(one, path / "changes" / "000003.jsonl")
        case 1:
            shutil.copy(two, path / "changes" / f"{'9' * random.choice((7, 30, 200))}.jsonl")
        case 2:
            for name in ("x.jsonl", "²³.jsonl", "٣.jsonl", "-1.jsonl", "000002.jsonl~", ".jsonl"):
                shutil.copy(two, path / "changes" / name)
        case 3:
            both = one.read_bytes(), two.read_bytes()
            one.write_bytes(both[1])
            two.write_bytes(both[0])
        case 4:
            two.write_bytes(two.read_bytes() * 2)
        case 5:
            one.write_bytes(one.read_bytes() + two.read_bytes())


def _not_utf8_name(path: Path, _: Random) -> None:
    target = os.fsencode(path / "changes") + b"/\xff\xfe.jsonl"
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY))


MUTATIONS: list[Mutation] = [_bytes] * 3 + [_json] * 6 + [_garbage, _others_place, _others_place, _among_segments] + [
    _not_utf8_name
]  # fmt: skip
