"""What a deadline phrase answers beside its day: what was over, what is a guess, why there is none."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from board.messages import Messages
from board.messages.words import deadline_words
from board.model.task import OpenEnded
from board.text.deadlines import DeadlineError, needs_sign, open_ended, parse_deadline, read_core
from tests.unit.text.phrases import MONDAY, at, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("10月25日前", "2026-10-25", id="this year's, though it is over"),
        pytest.param("12月5日", "2026-12-05", id="this year's"),
        pytest.param("6月底", "2026-06-30", id="a month"),
        pytest.param("上半年", "2026-06-30", id="a half-year"),
        pytest.param("国庆前", "2026-09-30", id="a festival"),
        pytest.param("2025-12-31", "2025-12-31", id="another year, as written"),
        pytest.param("上周五", "2026-11-20", id="a day of last week"),
        pytest.param("3天前", "2026-11-20", id="days ago"),
        pytest.param("两个月前", "2026-09-23", id="months ago"),
        pytest.param("2 months ago", "2026-09-23", id="months ago in English"),
        pytest.param("3个工作日前", "2026-11-18", id="workdays ago"),
        pytest.param("9月20日至10月10日", "2026-10-10", id="a range"),
        pytest.param("12月20日至1月10日", "2027-01-10", id="a range that begins this year"),
        pytest.param("11月31日", "error", id="what never was stays an error"),
        pytest.param("长期", "none", id="no deadline"),
    ],
)
def test_past_days_are_read_where_they_are_wanted(text: str, expected: str) -> None:
    assert read(text, past=True) == expected


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("12月15日前", True),
        ("12 月 15 日 前", True),
        ("明天下午5点前", True),
        ("by dec 15", True),
        ("会后3日内", True),
        ("fri 5pm", True),
        ("周五（11月27日）", True),
        ("请于12月15日前", False),
        ("12月15日前完成", False),
        ("下周五！", False),
        ("12月15日前报提质办", False),
        ("大概周五", False),
        ("到12月15日", False),
        ("立即", False),
        ("尽快", False),
        ("", False),
    ],
)
def test_a_core_has_nothing_around_it(text: str, core: bool) -> None:
    if core:
        assert read_core(text, at(MONDAY)).due == read(text)
    else:
        with pytest.raises(DeadlineError):
            read_core(text, at(MONDAY))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("尽快", OpenEnded.UNDECIDED),
        ("视情况", OpenEnded.UNDECIDED),
        ("另行通知", OpenEnded.UNDECIDED),
        ("抓紧落实", OpenEnded.UNDECIDED),
        ("ASAP", OpenEnded.UNDECIDED),
        ("长期", OpenEnded.STANDING),
        ("长期坚持", OpenEnded.STANDING),
        ("全年", OpenEnded.STANDING),
        ("常态化推进", OpenEnded.STANDING),
        ("长效机制", OpenEnded.STANDING),
        ("无期限", OpenEnded.STANDING),
        ("定期", OpenEnded.RECURRING),
        ("每周五", OpenEnded.RECURRING),
        ("每 月 5 日 前", OpenEnded.RECURRING),
        ("每季度末", OpenEnded.RECURRING),
        ("无", None),
        ("周五", None),
        ("立即", None),
        ("", None),
        ("拆除违建", None),
    ],
)
def test_why_there_is_no_deadline(text: str, why: OpenEnded | None) -> None:
    assert open_ended(text) is why


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("12.5", True),
        ("12/15", True),
        ("+10", True),
        ("3d", True),
        ("20261215", True),
        ("15:00", True),
        ("立即", True),
        ("12.5前", False),
        ("2026-12-15", False),
        ("12月5日", False),
        ("周五", False),
        ("今天", False),
        ("3天", False),
        ("", False),
    ],
)
def test_what_is_too_little_without_a_sign(text: str, needed: bool) -> None:
    assert needs_sign(text) is needed


def test_what_a_deadline_knows() -> None:
    found = parse_deadline(" 明年1月2日下午3点前 ", at(MONDAY))

    assert found is not None
    assert (found.date, found.time, found.due) == (date(2027, 1, 2), time(15), "2027-01-02T15:00")
    assert found.words == " 明年1月2日下午3点前 "
    assert found.understood == "2027-01-02 周六 15:00"
    assert found.is_rest_day
    assert not found.rolled_year
    assert not found.provisional


@pytest.mark.parametrize(
    ("text", "rolled"),
    [
        ("10月底前", True),
        ("11月22日", True),
        ("上半年", True),
        ("国庆前", True),
        ("11月10日至20日", True),
        ("nov 20", True),
        ("12月20日至1月10日", False),
        ("元旦前", False),
        ("春节前", False),
        ("五一前", False),
        ("1号", False),
        ("明年10月", False),
        ("12月", False),
        ("月初", False),
    ],
)
def test_a_year_that_was_not_said_is_never_silently_the_next(text: str, rolled: bool) -> None:
    found = parse_deadline(text, at(MONDAY))

    assert found is not None
    assert found.rolled_year is rolled


@pytest.mark.parametrize(
    ("text", "today", "provisional"),
    [
        ("5个工作日内", "2026-11-23", False),
        ("5个工作日内", "2026-12-25", True),
        ("in 30 workdays", "2026-11-23", True),
        ("下一个工作日", "2026-12-31", True),
        ("1月4日前", "2026-12-25", False),
        ("元旦后第一个工作日", "2026-12-25", True),
        ("国庆后第一个工作日", "2026-09-01", False),
    ],
)
def test_workdays_of_a_year_without_a_calendar_are_provisional(text: str, today: str, provisional: bool) -> None:
    found = parse_deadline(text, at(today))

    assert found is not None
    assert found.provisional is provisional


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("12月4日前", "2026-12-04 周五（含当日）", "2026-12-04 Fri"),
        ("12月4日15:00", "2026-12-04 周五 15:00", "2026-12-04 Fri 15:00"),
        ("12月5日", "2026-12-05 周六（含当日），当天休息", "a day off"),
        (
            "10月底前",
            "2027-10-31 周日（含当日），今年已过，按2027年，当天休息",
            "over this year, taken in 2027, a day off",
        ),
        (
            "30个工作日内",
            "2027-01-05 周二（含当日），放假安排未公布，暂按法定节假日推算",
            "holidays not announced yet",
        ),
    ],
)
def test_a_deadline_in_words(text: str, zh: str, en: str) -> None:
    found = parse_deadline(text, at(MONDAY))

    assert found is not None
    assert deadline_words(Messages("zh"), found) == zh
    assert zh.startswith(found.understood)
    assert en in deadline_words(Messages("en"), found)


@pytest.mark.parametrize(
    ("text", "code"), [("昨天", "past_deadline"), ("周八", "bad_deadline"), ("x" * 10**6, "bad_deadline")]
)
def test_a_refusal_says_what_to_do(text: str, code: str) -> None:
    with pytest.raises(DeadlineError) as caught:
        parse_deadline(text, at(MONDAY))

    assert caught.value.code == code
    assert caught.value.text == text
    for lang in ("zh", "en"):
        assert len(Messages(lang)(f"error.{code}", **caught.value.params)) < 100
        assert Messages(lang)(f"remedy.{code}")


@pytest.mark.parametrize(
    ("text", "far"),
    [("12月4日", False), ("2月1日", False), ("5月24日", False), ("5月26日", True), ("11月20日", True),
     ("2027年11月20日", False)],
)  # fmt: skip
def test_a_date_that_went_to_next_year_and_far_ahead_is_one_to_ask_about(text: str, far: bool) -> None:
    now = datetime(2026, 11, 23, 9, 4)
    deadline = parse_deadline(text, now)
    assert deadline is not None
    assert deadline.went_far(now) == far
