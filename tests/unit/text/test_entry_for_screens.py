"""What a screen asks of the reader beside the entry: pieces given back, days confirmed, names completed."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.text import clean
from board.text.entry import ErrorKind, PieceKind
from board.text.names import Names
from board.text.quick_entry import complete, parse_entry, read_line
from board.text.written import with_signs

NOW = datetime(2026, 11, 23, 9, 4)
NAMES = Names(
    groups=[(1, "以绿荫城"), (7, "治脏")],
    units=[("城管局", ("城市管理局",)), ("交通局", ()), ("住建局", ()), ("城建中心", ()), ("园林绿化中心", ())],
    persons=["李科长", "王主任"],
)
SIGNS = "铁路绿化@＠+＋^＾……!！#＃>＞》高低城管局李科长治脏下周五12.5日前()（）【】，。、；： \u3000\u00a0x"


@given(st.text(alphabet=SIGNS, max_size=40))
def test_no_line_brings_the_reader_down(text: str) -> None:
    reading = read_line(text, NOW, NAMES, "治脏")
    assert (reading.entry is None) == (reading.error is not None)
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in reading.pieces)


@pytest.mark.parametrize(
    ("line", "title"),
    [("甲 !高#", "甲 #"), ("甲 !高+", "甲 +"), ("甲 !高>", "甲 >"), ("甲 !高！", "甲"), ("甲 !高#曝光", "甲")],
)
def test_a_priority_is_its_word(line: str, title: str) -> None:
    entry = parse_entry(line, NOW, NAMES)
    assert (entry.title, entry.priority) == (title, "high")


def test_a_line_that_cannot_be_read_has_a_title_too() -> None:
    reading = read_line("清运垃圾 @没有局 ^下周五", NOW, NAMES)
    assert (reading.entry, reading.title) == (None, "清运垃圾")


@pytest.mark.parametrize(
    ("line", "due"),
    [("甲 ^上周五", "2026-11-20"), ("甲 ^2026年11月1日", "2026-11-01"), ("甲（完成时限：昨天）", "2026-11-22"),
     ("甲 ^3月1日", "2027-03-01"), ("甲 ^下周五", "2026-12-04")],
)  # fmt: skip
def test_a_day_that_is_over_can_be_confirmed_and_no_other_day_changes_by_that(line: str, due: str) -> None:
    confirmed = read_line(line, NOW, NAMES, past=True)
    assert confirmed.entry is not None
    assert confirmed.entry.due is not None
    assert confirmed.entry.due.due == due


def test_unconfirmed_it_is_an_error() -> None:
    error = read_line("甲 ^上周五", NOW, NAMES).error
    assert error is not None
    assert error.kind is ErrorKind.PAST_DEADLINE


# ---- completing


def offered(text: str, **kwargs: object) -> list[str]:
    found = complete(text, len(text), NAMES, ("曝光", "督办"), **kwargs)  # type: ignore[arg-type]
    return [each.name for each in found.candidates] if found else []


def test_names_used_lately_come_first_among_equals() -> None:
    assert offered("甲 @c")[:2] == ["城管局", "城建中心"]
    assert offered("甲 @c", recent={"城建中心": 0})[:2] == ["城建中心", "城管局"]
    assert offered("甲 @", recent={"王主任": 0, "住建局": 1})[0] == "住建局"
    assert offered("甲 #", recent={"督办": 0}) == ["督办", "曝光"]


def test_what_fits_better_comes_before_what_was_used_lately() -> None:
    assert offered("甲 @城管", recent={"城建中心": 0})[0] == "城管局"


def test_no_more_than_asked_for() -> None:
    assert len(offered("甲 @", most=2)) == 2


# ---- new units


@pytest.mark.parametrize(
    ("typed", "may"), [("园林局", True), ("cgk", False), ("城", False), ("12", False), ("3号院", True), ("", False)]
)
def test_what_a_new_unit_may_be_called(typed: str, *, may: bool) -> None:
    assert NAMES.may_be_new(typed) is may


def test_where_units_have_latin_names_a_new_one_may_too() -> None:
    assert Names(units=["Parks", "Roads"]).may_be_new("Audit")


def test_units_about_to_be_made_are_known_and_the_others_stay() -> None:
    names = NAMES.with_units(["园林局"])
    assert parse_entry("甲 @园林局 +城市管理局 >7", NOW, names).unit == "园林局"
    assert parse_entry("甲 @园林局 +城市管理局 >7", NOW, names).co_units == ["城管局"]
    assert NAMES.unit_called("园林局") is None


@pytest.mark.parametrize(
    ("typed", "near"), [("园林局", ("园林绿化中心",)), ("城", ("城管局", "城建中心")), ("没有", ()), ("", ())]
)
def test_what_may_have_been_meant(typed: str, near: tuple[str, ...]) -> None:
    assert NAMES.near(typed)[: len(near)] == near
    assert bool(NAMES.near(typed)) is bool(near)


# ---- written back


@pytest.mark.parametrize(
    "line",
    [
        "铁路沿线拆违绿化 @城管局 @李某 +交通局 ^下周五 !高 #曝光 #督办 >治脏",
        "清运（责任单位：城管局；牵头单位：住建局；责任领导：王区长；完成时限：12月20日前）",
        "清运 @李科长 ^长期",
        "清运 @城管局 @王某、李某 ^每周五",
    ],
)
def test_an_entry_is_written_as_a_line_that_reads_the_same(line: str) -> None:
    entry = parse_entry(line, NOW, NAMES)
    assert parse_entry(with_signs(entry), NOW, NAMES) == entry


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("甲", False),
        ("甲\n", False),
        ("\r\n甲\r\n\r\n", False),
        ("甲\n乙", True),
        ("甲\r乙", True),
        ("甲\u2028乙", True),
    ],
)
def test_whether_a_paste_has_several_lines(text: str, *, many: bool) -> None:
    assert clean.has_lines(text) is many


def test_pieces_given_back_stand_in_the_title() -> None:
    reading = read_line("清运 @城管局 +交通局", NOW, NAMES, kept=frozenset({"+交通局"}))
    assert reading.title == "清运 +交通局"
    assert [piece.kind for piece in reading.pieces] == [PieceKind.UNIT]
