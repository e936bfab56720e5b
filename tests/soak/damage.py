"""Files that are not any more what they were: cut, flipped, replaced, gone, and times that go back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from board import commands as do
from board.errors import StoreError
from board.model.board import Board
from board.store import snapshot
from board.store.reader import TinyReader
from board.store.tinydb_store import TinyStore
from tests.soak.tally import Lost, Tally, Unreadable, expect, see, told, whole
from tests.store.hands import ME, add, new_board, same, segment, titles

WORDS = ("修路", "拆违 × 3", "绿化\U0001f333", "“引号”与\\反斜杠", "é" * 40, "提质" * 60)


def _story(folder: Path, random: Random, length: int) -> tuple[Path, list[Board]]:
    """A board with some history, and what it was after each change."""
    path = new_board(folder)
    store = TinyStore(path)
    boards = [store.load()]
    for number in range(length):
        words = f"{number} {random.choice(WORDS)}"
        intent = random.choice(
            (add(words), add(words), do.note(ME, [1, 2], words), do.edit(ME, 3, title=words), do.urge(ME, 2))
        )
        boards.append(store.commit(intent).board)
        if random.random() < 0.15:
            store.compact()
    return path, boards


def _newest(path: Path) -> Path:
    return max((path / "changes").iterdir())


def cuts(folder: Path, random: Random, tally: Tally) -> None:
    """Cut at every byte of the last three lines: the whole lines stay, the next writer mends it."""
    path, boards = _story(folder, random, random.randrange(3, 9))
    file = _newest(path)
    data = file.read_bytes()
    ends = [0, *(place + 1 for place, byte in enumerate(data) if byte == 10)]
    first = boards[-1].seq - len(ends) + 1
    begin = max(ends[-4:][0], snapshot.decode((path / "board.json").read_bytes())[0].offset if file == segment(path)
                else 0)  # fmt: skip
    for length in range(begin, len(data) + 1):
        file.write_bytes(data[:length])
        seq = first + sum(end <= length for end in ends) - 1
        tally.tries += 1
        if not same(see(path), boards[seq - 1]):
            raise Lost(f"cut at {length}")
        history = [change.seq for change in TinyReader(path).changes()]
        newest = [change.seq for change in TinyReader(path).history()]
        assert history == newest[::-1] == list(range(1, seq + 1))
        if random.random() < 0.3:
            done = TinyStore(path).commit(add("接着"))
            assert (done.seq, same(see(path), done.board)) == (seq + 1, True)


def flips(folder: Path, random: Random, tally: Tally) -> None:
    """Flip every bit of the last two lines, and some of board.json: refused, never another board."""
    path, boards = _story(folder, random, random.randrange(2, 5))
    file = _newest(path)
    data = file.read_bytes()
    lines = data.splitlines(keepends=True)
    begin = len(data) - sum(map(len, lines[-2:]))
    for place in range(begin, len(data)):
        for bit in range(8):
            file.write_bytes(data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :])
            tally.tries += 1
            _refused(path, boards[-1], f"bit {bit} of byte {place}")
    file.write_bytes(data)
    kept = path / "board.json"
    data = kept.read_bytes()
    for place in random.sample(range(len(data)), 300):
        bit = random.randrange(8)
        kept.write_bytes(data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :])
        tally.tries += 1
        _refused(path, boards[-1], f"bit {bit} of byte {place} of board.json")


def _refused(path: Path, whole_board: Board, where: str) -> None:
    try:
        board = TinyReader(path).load()
    except StoreError as error:
        told(error, "damaged", "not_a_board", "from_newer_version")
        return
    raise AssertionError(f"{where}: read as {'the same' if same(board, whole_board) else 'another'} board")


# ------------------------------------------------------------------------------ under an open board

Harm = Callable[[Path, Random], None]


def _cut_short(name: str) -> Harm:
    def harm(path: Path, random: Random) -> None:
        file = path / name if name else _newest(path)
        os.truncate(file, random.randrange(file.stat().st_size + 1))

    return harm


def _emptied(name: str) -> Harm:
    return lambda path, _: os.truncate(path / name if name else _newest(path), 0)


def _gone(name: str) -> Harm:
    def harm(path: Path, _: Random) -> None:
        target = path / name if name else _newest(path)
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    return harm


def _other_words(name: str) -> Harm:
    def harm(path: Path, random: Random) -> None:
        file = path / name if name else _newest(path)
        spare = file.with_suffix(".spare")
        spare.write_bytes(random.randbytes(random.randrange(2_000)))
        spare.replace(file)

    return harm


def _as_folder(name: str) -> Harm:
    def harm(path: Path, _: Random) -> None:
        file = path / name if name else _newest(path)
        file.unlink()
        file.mkdir()

    return harm


def _as_pipe(path: Path, _: Random) -> None:
    (path / "board.json").unlink()
    os.mkfifo(path / "board.json")


def _other_board(path: Path, _: Random) -> None:
    shutil.rmtree(path)
    new_board(path.parent)
    TinyStore(path).commit(add("另一块"))


def _other_snapshot(path: Path, _: Random) -> None:
    other = new_board(path.parent / "other")
    (other / "board.json").replace(path / "board.json")


def _moved_away(path: Path, _: Random) -> None:
    path.rename(path.with_name("moved"))


def _written_over(path: Path, random: Random) -> None:
    file = _newest(path)
    data = file.read_bytes()
    last = data.rindex(b"\n", 0, -1) + 1 if data.count(b"\n") > 1 else 0
    place = random.randrange(last, len(data))
    size = min(len(data) - place, random.randrange(1, 200))
    file.write_bytes(data[:place] + random.randbytes(size) + data[place + size :])


HARMS: dict[str, Harm] = {
    "segment cut": _cut_short(""),
    "snapshot cut": _cut_short("board.json"),
    "segment emptied": _emptied(""),
    "snapshot emptied": _emptied("board.json"),
    "segment gone": _gone(""),
    "snapshot gone": _gone("board.json"),
    "segments gone": _gone("changes"),
    "folder gone": _gone("."),
    "folder moved": _moved_away,
    "segment replaced": _other_words(""),
    "snapshot replaced": _other_words("board.json"),
    "segment a folder": _as_folder(""),
    "snapshot a folder": _as_folder("board.json"),
    "snapshot a pipe": _as_pipe,
    "another board": _other_board,
    "another board's snapshot": _other_snapshot,
    "last line written over": _written_over,
}


def swaps(folder: Path, random: Random, tally: Tally) -> None:
    """Something happens to the files of an open board; then they come back."""
    for name, harm in HARMS.items():
        swap(folder / name.replace(" ", "-"), random, name, harm)
        tally.tries += 1


def swap(folder: Path, random: Random, name: str, harm: Harm) -> None:
    path, boards = _story(folder, random, 6)
    confirmed = titles(boards[-1])
    reader, writer = TinyReader(path, full_check=0), TinyStore(path, full_check=0)
    reader.load()
    confirmed.append("最后")
    shown = writer.commit(add("最后")).board
    reader.poll()
    away = folder / "kept"
    shutil.copytree(path, away)
    if name != "folder moved":
        away = shutil.copytree(path, folder / "kept2")
    harm(path, random)
    told = ""
    try:
        now = reader.poll()
    except StoreError as error:
        told = error.code
    else:
        # What cannot be told from a writer's own work: one line taken back, or another board as a whole.
        if now is not None and now.store == shown.store and now.seq < shown.seq - 1:
            raise Lost(f"{name}: the reader shows {now.seq} after {shown.seq}")
    try:
        writer.commit(add("不该"))
    except StoreError as error:
        told = told or error.code
    else:
        written = see(path)
        assert same(written, writer.load())
        if written.store != shown.store or not {*confirmed} <= {*titles(written)}:
            raise Lost(f"{name}: written to a board that is not the one shown")
        return  # what was harmed is of no use to anybody any more: an old snapshot, an old line
    shutil.rmtree(path, ignore_errors=True)
    away.rename(path)
    board = None
    for _ in range(50):
        try:
            board = reader.load()
            reader.poll()
            break
        except StoreError as error:
            told = error.code
    if board is None:
        raise Unreadable(f"{name}: {told} after the files came back")
    expect(path, confirmed)
    writer.load()
    writer.commit(add("又好了"))
    whole(path, [*confirmed, "又好了"])


# --------------------------------------------------------------------------------------------- times


def clocks(folder: Path, random: Random, tally: Tally) -> None:
    """People's clocks and the files' times go back, stand still, or jump: order comes from neither."""
    path = new_board(folder)
    stores = [TinyStore(path) for _ in range(2)]
    reader = TinyReader(path)  # looks only at size and time between full checks
    reader.load()
    wanted: list[str] = []
    for number in range(40):
        who = do.Actor(ME.who, ME.now + timedelta(days=random.randrange(-4_000, 4_000)))
        done = random.choice(stores).commit(do.add(who, f"{number}"))
        wanted.append(f"{number}")
        if random.random() < 0.2:
            random.choice(stores).compact()
        for file in (*(path / "changes").iterdir(), path / "board.json", path / "changes", path):
            moment = random.choice((0, 1_000_000_000, 4_000_000_000)) * 1_000_000_000
            os.utime(file, ns=(moment, moment))
        board = reader.poll()
        tally.tries += 1
        if board is None or titles(board) != wanted:
            raise Lost(f"change {number} is not seen")
        assert same(board, done.board)
    whole(path, wanted)
