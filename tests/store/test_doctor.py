"""The doctor names what is wrong by its place, tells damage from what only looks so, and never writes."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

from board.errors import StoreError
from board.messages import LANGUAGES, catalogue
from board.model.changes import Change, Op
from board.store import backups, segments
from board.store.doctor import Report, examine
from board.store.files import Files
from board.store.findings import strict_json
from board.store.journal import Journal
from board.store.lock import Lock
from board.store.reader import TinyReader
from tests.arch.tree import sources
from tests.conftest import NOW
from tests.store.hands import ME, TASKS, FailingFiles, add, contents, do, loaded, new_board, retitle, segment


def used_board(folder: Path) -> Path:
    path = new_board(folder)
    store = Journal(path)
    store.commit(add("甲"))
    store.compact()
    store.commit(add("乙"))
    store.commit(retitle(1, "改过"))
    return path


def damage(report: Report) -> set[str]:
    return {finding.code for finding in report.findings if finding.kind == "damage"}


def lines_of(path: Path, number: int) -> list[bytes]:
    return segment(path, number).read_bytes().splitlines(keepends=True)


def write_lines(path: Path, number: int, lines: list[bytes]) -> None:
    segment(path, number).write_bytes(b"".join(lines))


def resigned(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change board.json and make its checksum fit."""
    file = path / "board.json"
    data = change(file.read_bytes())
    place = data.index(b'"checksum":"') + 12
    file.write_bytes(data[:place] + b"%08x" % crc32(data[place + 8 :]) + data[place + 8 :])


def test_a_sound_board_and_its_counts(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    backups.take_due(path, NOW)

    report = examine(path)

    assert report.healthy
    assert report.findings == ()
    board = loaded(path)
    assert (report.format, report.store, report.seq, report.tasks) == (1, board.store, 4, TASKS + 2)
    assert (report.changes, report.segments, report.backups) == (4, 2, 2)
    assert report.bytes == sum(len(data) for name, (data, _) in contents(path).items() if "backups" not in name)
    assert report.plain()["healthy"] is True
    json.dumps(report.plain())


def a_bad_line(path: Path) -> None:
    lines = lines_of(path, 1)
    write_lines(path, 1, [lines[0], lines[1].replace(b'"who"', b'"wh0"')])


def a_missing_line(path: Path) -> None:
    write_lines(path, 2, lines_of(path, 2)[1:])


def a_repeated_line(path: Path) -> None:
    write_lines(path, 1, lines_of(path, 1) + lines_of(path, 1)[1:])


def a_missing_segment(path: Path) -> None:
    segment(path, 1).unlink()


def a_missing_middle(path: Path) -> None:
    Journal(path).compact()
    Journal(path).commit(add("丙"))
    segment(path, 2).unlink()


def a_spoilt_snapshot(path: Path) -> None:
    (path / "board.json").write_bytes((path / "board.json").read_bytes().replace("甲".encode(), "申".encode()))


def another_title(path: Path) -> None:
    resigned(path, lambda data: data.replace("甲".encode(), "申".encode()))


def a_key_twice(path: Path) -> None:
    resigned(path, lambda data: data.replace(b'"task":{"1":{', b'"task":{"1":{"void_reason":"","void_reason":"",'))


def a_huge_number(path: Path) -> None:
    resigned(path, lambda data: data.replace(b'"task":{"1":{', b'"task":{"1":{"planned":' + b"9" * 30 + b","))


def another_key(path: Path) -> None:
    resigned(path, lambda data: data.replace(b'"unit":{"1":{', b'"unit":{"91":{'))


def no_snapshot(path: Path) -> None:
    (path / "board.json").unlink()


def a_picture(path: Path) -> None:
    (path / "board.json").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


def a_folder_as_segment(path: Path) -> None:
    segment(path, 1).unlink()
    segment(path, 1).mkdir()


def a_stranger(path: Path) -> None:
    (path / "changes" / "copy of 000001.jsonl").write_bytes(segment(path, 1).read_bytes())


DAMAGES: dict[Callable[[Path], None], str] = {
    a_bad_line: "bad_line",
    a_missing_line: "gap",
    a_repeated_line: "repeated",
    a_missing_segment: "gap",
    a_missing_middle: "segment_missing",
    a_spoilt_snapshot: "damaged",
    another_title: "snapshot_differs",
    a_key_twice: "snapshot_unclean",
    a_huge_number: "snapshot_unclean",
    another_key: "wrong_key",
    no_snapshot: "damaged",
    a_picture: "not_a_board",
    a_folder_as_segment: "file_unreadable",
    a_stranger: "stranger",
}


@pytest.mark.parametrize("spoil", DAMAGES, ids=lambda spoil: spoil.__name__)
def test_damage_is_named_and_not_touched(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = used_board(tmp_path)
    spoil(path)
    before = contents(path)

    report = examine(path)

    assert DAMAGES[spoil] in damage(report)
    assert not report.healthy
    assert contents(path) == before


def test_a_place_is_given_with_what_can_be_read_there(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    a_bad_line(path)
    start = len(lines_of(path, 1)[0])

    [found] = [finding for finding in examine(path).findings if finding.code == "bad_line"]

    assert found.where == f"changes/000001.jsonl:{start}"
    assert 'seq=2 when="2026-11-23T09:00:00" action="add"' in found.detail


def test_what_the_protocol_leaves_behind_is_no_damage(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    files = FailingFiles(1, errno.EIO, ("sync",))
    Journal(path, files=files).commit(add("两遍"))  # its first fsync failed: it stands in two segments
    assert len(list((path / "changes").iterdir())) == 3
    with segment(path, 3).open("ab") as file:
        file.write(b'{"crc":"000')
    (path / "board.json.new-0a1b2c3d").write_bytes(b"half")

    report = examine(path)

    assert report.healthy
    assert {finding.code for finding in report.findings} == {"torn", "temporary"}


def test_references_to_nothing_are_for_a_person_to_mend(tmp_path: Path) -> None:
    path = used_board(tmp_path)

    def astray(_: object) -> Change:
        ops = (
            Op(op="set", entity="task", id=1, field="unit", value=99, old=None),
            Op(op="set", entity="task", id=2, field="group", value=98, old=None),
        )
        return Change(id="f" * 32, who="x", when="2026-11-23T09:00:00", action="edit", ops=ops)

    Journal(path).commit(astray)

    report = examine(path)

    assert [(finding.code, finding.where, finding.detail) for finding in report.findings] == [
        ("dangling", "#1", "unit 99"),
        ("dangling", "#2", "group 98"),
    ]
    assert (report.healthy, report.damaged) == (False, False)


def test_whoever_holds_the_lock_is_named(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    with Lock(str(path / "lock"), Files(), name="秘书的看板", seconds=1):
        [found] = examine(path).findings

    assert (found.kind, found.code, found.detail) == ("remark", "locked", f"秘书的看板 ({os.getpid()})")


def test_a_newer_version_is_nobodys_damage(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    file = path / "board.json"
    file.write_bytes(file.read_bytes().replace(b'"format":1,', b'"format":9,'))

    report = examine(path)

    assert (report.format, report.healthy, report.damaged) == (9, False, False)


@pytest.mark.parametrize("make", ["nothing", "file", "other"])
def test_what_is_no_board_at_all(tmp_path: Path, make: str) -> None:
    path = tmp_path / "x"
    if make == "file":
        path.write_text("a letter")
    elif make == "other":
        path.mkdir()
        (path / "board.json").write_text('{"hello": 1}')

    with pytest.raises(StoreError) as caught:
        examine(path)

    assert caught.value.code == {"nothing": "no_board", "file": "not_a_folder", "other": "not_a_board"}[make]


def test_a_change_that_comes_in_the_middle_is_no_damage(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    other = Journal(path)

    class Meanwhile(Files):
        """Somebody commits and compacts between any two of our reads."""

        left = 3

        def open(self, path_: str, flags: int) -> int:
            if self.left and path_.endswith("2.jsonl"):
                self.left -= 1
                other.commit(do.note(ME, 1, "现在"))
                other.compact()
            return super().open(path_, flags)

    assert examine(path, files=Meanwhile()).healthy


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b'{"a":1,"a":2}', "duplicate"),
        (b'{"a":NaN}', "NaN"),
        (b'{"a":1e5,"b":' + b"1" * 40 + b"}", "huge"),
        (b"[" * 100 + b"]" * 100, "deep"),
        (b"[" * 100_000, "recursion"),
        (b'{"a":"\xff"}', "utf-8"),
        (b"{", "column"),
        (b'{"a":[1,2.5,"x",null,true]}', ""),
    ],
)
def test_strict_json(data: bytes, word: str) -> None:
    assert word in strict_json(data)
    assert bool(word) == bool(strict_json(data))


def test_every_finding_and_every_loss_has_its_words() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sources("board/store"))
    found = set(re.findall(r'Finding\(\s*[\w" ]+?,\s*"(\w+)"', text)) | set(
        re.findall(r'Finding\("\w+" if .+?, "(\w+)"', text)
    )
    losses = set(re.findall(r'Lost\(\s*"(\w+)"', text))

    assert len(found) > 12
    assert len(losses) > 4
    for lang in LANGUAGES:
        assert {code for code in found if f"finding.{code}" not in catalogue(lang)} == set()
        assert {code for code in losses if f"lost.{code}" not in catalogue(lang)} == set()


# ------------------------------------------------------------------------------ reading writes nothing


class OnlyReading(Files):
    """A file system on which whatever would write is a defect."""

    def __init__(self) -> None:
        self.flags: set[int] = set()

    def open(self, path: str, flags: int) -> int:
        self.flags.add(flags & (os.O_ACCMODE | os.O_CREAT | os.O_TRUNC | os.O_APPEND))
        return super().open(path, flags)

    def write_some(self, *_: object) -> int:
        raise AssertionError("written")

    truncate = rename = link = unlink = rmdir = mkdir = write_some  # type: ignore[assignment]


@pytest.mark.parametrize("state", ["sound", "torn", "damaged"])
def test_a_reader_and_a_doctor_open_files_for_reading_only(tmp_path: Path, state: str) -> None:
    path = used_board(tmp_path)
    if state == "torn":
        with segment(path, 2).open("ab") as file:
            file.write(b'{"crc":"000')
    elif state == "damaged":
        a_bad_line(path)
        a_missing_line(path)
    before = contents(tmp_path)
    files = OnlyReading()

    reader = TinyReader(path, files=files, full_check=0)
    for method in (
        reader.load,
        reader.newest,
        reader.poll,
        lambda: list(reader.changes()),
        lambda: list(reader.history()),
        lambda: list(reader.history(1)),
        reader.recent,
        reader.close,
        lambda: examine(path, files=files),
        lambda: backups.names(path, files=files),
        lambda: backups.standing(path, files=files),
    ):
        try:
            method()
        except StoreError as error:
            assert state == "damaged", error  # noqa: PT017

    assert {name for name in dir(TinyReader) if not name.startswith("_")} == {
        "changes", "close", "history", "load", "newest", "poll", "recent",
    }  # fmt: skip
    assert files.flags == {os.O_RDONLY}
    assert contents(tmp_path) == before


def test_every_line_of_a_history_is_looked_at(tmp_path: Path) -> None:
    path = used_board(tmp_path)
    for number in (1, 2):
        lines = lines_of(path, number)
        for index, line in enumerate(lines):
            for place in range(0, len(line), 37):
                spoilt = bytearray(line)
                spoilt[place] ^= 2
                write_lines(path, number, [*lines[:index], bytes(spoilt), *lines[index + 1 :]])
                assert damage(examine(path)), (number, index, place)
        write_lines(path, number, lines)
    assert examine(path).healthy
    assert segments.decode(lines_of(path, 1)[0][:-1]) is not None
