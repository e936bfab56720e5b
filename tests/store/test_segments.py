from __future__ import annotations

import shutil
from pathlib import Path
from zlib import crc32

import pytest

from board.errors import StoreError
from board.store import segments
from board.store.files import Files
from board.store.journal import Journal
from board.store.reader import TinyReader
from board.store.segments import Tail
from tests.store.hands import add, check_whole, contents, first_change, loaded, new_board, segment, titles


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A board whose journal holds two lines behind the snapshot."""
    path = new_board(tmp_path)
    store = Journal(path)
    store.commit(add("甲"))
    store.commit(add("乙"))
    return path


def last_line(path: Path) -> tuple[bytes, bytes]:
    """The newest segment up to its last line, and that line."""
    data = segment(path).read_bytes()
    start = data.rindex(b"\n", 0, -1) + 1
    return data[:start], data[start:]


def test_a_line_is_json_that_begins_with_the_checksum_of_its_rest() -> None:
    line = segments.encode(first_change())

    assert line.startswith(b'{"crc":"%08x","' % crc32(line[18:-1]))
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    assert segments.decode(line[:-1]) == first_change()


def test_the_newest_segment_cut_at_every_byte_of_its_last_two_lines(path: Path) -> None:
    data = segment(path).read_bytes()
    ends = [place + 1 for place, byte in enumerate(data) if byte == 10]

    for length in range(ends[-3], len(data) + 1):
        segment(path).write_bytes(data[:length])
        kept = sum(end <= length for end in ends) - 1
        assert titles(loaded(path)) == ["甲", "乙"][:kept]

    for length in (ends[-3] + 1, ends[-2] - 1, ends[-2] + 30, len(data) - 1):
        segment(path).write_bytes(data[:length])
        kept = sum(end <= length for end in ends) - 1
        assert titles(check_whole(path)) == ["甲", "乙"][:kept]


def test_a_torn_tail_is_kept_cut_and_told(path: Path) -> None:
    before, line = last_line(path)
    segment(path).write_bytes(before + line[:50])
    store = Journal(path)
    store.load()
    assert segment(path).read_bytes() == before + line[:50]  # reading mends nothing

    store.commit(add("丙"))

    [kept] = (path / "backups").iterdir()
    assert kept.read_bytes() == line[:50]
    [notice] = store.notices()
    assert (notice.code, notice.params["bytes"], notice.params["kept"]) == ("torn_tail", 50, kept.name)
    assert store.notices() == ()
    assert titles(loaded(path)) == ["甲", "丙"]


def test_a_torn_tail_of_a_refused_intent_stays(path: Path) -> None:
    before, line = last_line(path)
    segment(path).write_bytes(before + line[:50])
    found = contents(path)

    with pytest.raises(ZeroDivisionError):
        Journal(path).commit(lambda _: 1 / 0)  # type: ignore[arg-type,return-value]

    assert contents(path) == found


@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_bit_is_refused_and_nothing_touched(path: Path, bit: int) -> None:
    before, line = last_line(path)
    for place in range(len(line)):
        flipped = line[:place] + bytes([line[place] ^ (1 << bit)]) + line[place + 1 :]
        segment(path).write_bytes(before + flipped)

        with pytest.raises(StoreError, match="damaged"):
            loaded(path)

    found = contents(path)
    with pytest.raises(StoreError, match="damaged"):
        Journal(path).commit(add("丙"))
    with pytest.raises(StoreError, match="damaged"):
        list(TinyReader(path).changes())
    assert contents(path) == found


def test_a_bad_line_before_good_ones_is_damage_and_says_where(path: Path) -> None:
    data = bytearray(segment(path).read_bytes())
    start = bytes(data).rindex(b"\n", 0, len(last_line(path)[0]) - 1) + 1
    data[start + 60] ^= 1
    segment(path).write_bytes(data)

    with pytest.raises(StoreError) as caught:
        loaded(path)

    assert caught.value.params["where"] == f"changes/000001.jsonl:{start}"


@pytest.mark.parametrize(
    ("tail", "kind"),
    [
        (b"", Tail.NONE),
        (b"{", Tail.TORN),
        (b'{"crc":"12345678","seq":3,', Tail.TORN),
        (b"\0" * 700 + b"}\n", Tail.TORN),
        (b'{"crc":"12345678","seq"' + bytes(512) + b'"}\n', Tail.TORN),
        (b"{}\n", Tail.DAMAGE),
        (b'{"crc":"12345678","seq":3}\n', Tail.DAMAGE),
        (b"{}\n{", Tail.DAMAGE),
        (b"\0" * 700 + b"}\n" + segments.encode(first_change()), Tail.DAMAGE),
        (segments.encode(first_change())[:-1], Tail.TORN),
        (segments.encode(first_change())[:-1] + b"\x0b", Tail.DAMAGE),
    ],
)
def test_what_stands_behind_the_last_good_line(tail: bytes, kind: Tail) -> None:
    good = segments.encode(first_change())

    found = segments.scan(good + tail, 1_000)

    assert [(line.start, line.end) for line in found.lines] == [(1_000, 1_000 + len(good))]
    assert (found.end, found.tail) == (1_000 + len(good), kind)


class Droplets(Files):
    """A disk that takes a few bytes at a time."""

    def write_some(self, fd: int, data: bytes | memoryview) -> int:
        return super().write_some(fd, data[:7])

    def read_some(self, fd: int, size: int) -> bytes:
        return super().read_some(fd, min(size, 11))


def test_short_writes_and_reads_are_completed(path: Path) -> None:
    Journal(path, files=Droplets()).commit(add("丙"))

    assert titles(loaded(path)) == ["甲", "乙", "丙"]
    assert titles(TinyReader(path, files=Droplets()).load()) == ["甲", "乙", "丙"]


def test_a_missing_segment_or_one_shorter_than_the_snapshot_says_is_damage(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(path, other)
    segment(path).unlink()
    segment(other).write_bytes(segment(other).read_bytes()[:100])

    for each, where in ((path, "000001.jsonl:0"), (other, "000001.jsonl:100")):
        with pytest.raises(StoreError) as caught:
            loaded(each)
        assert caught.value.code == "damaged"
        assert caught.value.params["where"].endswith(where)


def test_a_gap_in_the_history_is_damage(path: Path) -> None:
    store = Journal(path)
    store.compact()
    store.commit(add("丙"))
    store.commit(add("丁"))
    data = segment(path, 2).read_bytes()
    segment(path, 2).write_bytes(data[data.index(b"\n") + 1 :])

    with pytest.raises(StoreError) as caught:
        loaded(path)

    assert caught.value.params["detail"] == "change 4 is missing"
