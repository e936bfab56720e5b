"""Every day reads back in every form it can be written in; noise is never a day; widths and spaces change nothing."""

from __future__ import annotations

import string
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from board.text import workdays
from board.text.deadlines import DeadlineError, open_ended, parse_deadline, read_core
from tests.unit.text.phrases import SAMPLE

DIGITS = "〇一二三四五六七八九"
FULL_WIDTH = str.maketrans(string.printable[:94], "".join(chr(ord(char) + 0xFEE0) for char in string.printable[:94]))

days = st.dates(date(2024, 1, 1), date(2035, 12, 31))
todays = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31))
wherever = st.text(st.characters(), max_size=40)


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return f"{DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{DIGITS[ones] if ones else ''}"


def in_figures(year: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(year))


def with_year(day: date) -> list[str]:
    """Every way to write a day with its year."""
    year, month, number = day.year, day.month, day.day
    return [
        f"{year}年{month}月{number}日",
        f"{year}年{month:02}月{number:02}日",
        f"{year}年{month}月{number}号",
        f"{year}年{month}月{number}",
        f"{year % 100}年{month}月{number}日",
        f"{in_figures(year)}年{chinese(month)}月{chinese(number)}日",
        f"{in_figures(year).replace('〇', '零')}年{chinese(month)}月{chinese(number)}号",
        f"{in_figures(year).replace('〇', '○')}年{month}月{chinese(number)}日",
        *(f"{year}{sign}{month}{sign}{number}" for sign in "-/."),
        *(f"{year}{sign}{month:02}{sign}{number:02}" for sign in "-/."),
        f"{year % 100}.{month}.{number}",
        f"{year}{month:02}{number:02}",
        f"{day:%b} {number}, {year}",
        f"{number} {day:%B} {year}",
    ]


def without_year(day: date) -> list[str]:
    """Every way to write a day without its year."""
    month, number = day.month, day.day
    return [
        f"{month}月{number}日",
        f"{month:02}月{number:02}号",
        f"{month}月{number}",
        f"{chinese(month)}月{chinese(number)}日",
        f"{chinese(month)}月份{number}号",
        *(f"{month}{sign}{number}" for sign in "-/."),
        f"{day:%b} {number}",
        f"{number} {day:%B}",
    ]


# What no day is named by: neither figures nor numerals, nor a character of a word for a time.
noise = st.characters(
    exclude_categories=["Nd", "Nl", "No"],
    exclude_characters=f"{DIGITS}零两十廿卅立马即现今明后本次翌当昨周早晚底末内中初旬半年月日天季午班节除夕国庆元旦过春清端重腊冬圣平"
    f"劳青儿建教植情妇记党大场边查⼀⼆⼋⼗⽇⽉{string.ascii_letters}{string.ascii_letters.translate(FULL_WIDTH)}",
)
chinese_endings = st.sampled_from(["", "前", "之前", "以前", "（含）", "前（含当日）", "(含)前"])


def due(text: str, now: datetime, *, past: bool = False) -> str | None:
    found = parse_deadline(text, now, past=past)
    return None if found is None else found.due


@given(days, st.data())
def test_a_day_with_its_year_reads_back(day: date, data: st.DataObject) -> None:
    now = datetime.combine(day - timedelta(days=data.draw(st.integers(0, 700))), datetime.min.time())

    for text in with_year(day):
        ending = "" if text.isascii() and " " in text else data.draw(chinese_endings)
        assert due(text + ending, now) == day.isoformat(), text + ending
        assert read_core(text + ending, now).due == day.isoformat()


@given(days, todays)
def test_a_day_without_its_year_is_the_next_such_day(day: date, now: datetime) -> None:
    assume(f"{day:%m-%d}" != "02-29")
    this_year = day.replace(year=now.year)
    expected = this_year if this_year >= now.date() else day.replace(year=now.year + 1)

    for text in without_year(day):
        found = parse_deadline(text, now)
        assert found is not None
        assert found.date == expected, text
        assert found.rolled_year is (expected.year != now.year)
        assert due(text, now, past=True) == this_year.isoformat()


@given(days)
def test_a_day_over_is_refused_as_past_unless_past_days_are_wanted(day: date) -> None:
    now = datetime.combine(day + timedelta(days=1), datetime.min.time())

    for text in with_year(day):
        with pytest.raises(DeadlineError) as caught:
            parse_deadline(text, now)
        assert caught.value.past, text
        assert due(text, now, past=True) == day.isoformat()


@given(days, st.integers(0, 6))
def test_a_weekday_must_agree_with_its_date(day: date, weekday: int) -> None:
    now = datetime.combine(day, datetime.min.time())
    text = f"{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[weekday]}）"

    if weekday == day.weekday():
        assert due(text, now) == day.isoformat()
    else:
        with pytest.raises(DeadlineError):
            parse_deadline(text, now)


@given(days, st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_reads_back(day: date, hour: int, minute: int) -> None:
    now = datetime.combine(day, datetime.min.time())
    expected = f"{day.isoformat()}T{hour:02}:{minute:02}"
    part = "凌晨" if hour < 5 else "上午" if hour < 12 else "下午" if hour < 18 else "晚上"
    twelve = 12 if hour == 12 else hour % 12

    forms = [f"{hour}:{minute:02}", f"{hour}时{minute:02}分", f"{hour:02}：{minute:02}前", f" {hour:02}:{minute:02}"]
    if hour != 12 or minute:
        forms.append(f"{part}{twelve}点{minute:02}分")
    for form in forms:
        assert due(f"{day.year}年{day.month}月{day.day}日{form}", now) == expected, form


@given(todays, st.integers(1, 400))
def test_days_ahead(now: datetime, count: int) -> None:
    expected = (now.date() + timedelta(days=count)).isoformat()
    written = [
        f"{count}天内",
        f"{count}日内",
        f"{count} 天 之内",
        f"{count}天后",
        f"会后{count}日内",
        f"+{count}",
        f"{count}d",
    ]
    written += [f"{chinese(count)}天内", f"{chinese(count)}日内"] if count < 100 else []

    for text in written:
        assert due(text, now) == expected, text


@given(todays, st.integers(1, 60))
def test_workdays_ahead(now: datetime, count: int) -> None:
    found = parse_deadline(f"{count}个工作日内", now)

    assert found is not None
    between = [now.date() + timedelta(days=ahead) for ahead in range(1, (found.date - now.date()).days + 1)]
    assert sum(map(workdays.is_workday, between)) == count
    assert workdays.is_workday(found.date)


@given(st.sampled_from(SAMPLE), st.data())
def test_widths_and_spaces_change_nothing(case: list[str], data: st.DataObject) -> None:
    text, today, expected = case
    now = datetime.fromisoformat(today)
    changed = text.translate(FULL_WIDTH) if data.draw(st.booleans()) else text
    if not any(char.isalpha() and char.isascii() for char in text):
        places = data.draw(st.lists(st.integers(0, len(changed)), max_size=4))
        for place in sorted(places, reverse=True):
            beside = changed[max(0, place - 1) : place + 1].translate({0xFEE0 + ord(d): d for d in "0123456789"})
            if not (len(beside) == 2 and all(char in string.digits + "-/.:" for char in beside)):
                changed = f"{changed[:place]} {changed[place:]}"
    try:
        assert (due(changed, now) or "none") == expected
    except DeadlineError:
        assert expected == "error"


@given(wherever)
@example("\x00")
@example("\ud800")
@example("9999年12月31日")
@example("20991231" * 3)
@example("999个工作日内")
def test_nothing_else_is_ever_raised(text: str) -> None:
    for now in (datetime(1, 1, 1), datetime(2026, 11, 23), datetime(9999, 12, 31, 23, 59)):
        for past in (False, True):
            for reader in (parse_deadline, read_core):
                try:
                    found = reader(text, now, past=past)
                except DeadlineError:
                    continue
                assert found is None or found.due
    open_ended(text)


@given(st.text(noise, max_size=30))
def test_noise_is_no_day(text: str) -> None:
    try:
        assert parse_deadline(text, datetime(2026, 11, 23)) is None
    except DeadlineError:
        return


@given(st.text(st.sampled_from("0123456789 .,-/:"), max_size=12))
def test_figures_that_are_no_date_are_refused(text: str) -> None:
    """Only month and day, year, month and day, eight figures, a clock time: nothing is ever half read."""
    try:
        found = parse_deadline(text, datetime(2026, 11, 23))
    except DeadlineError:
        return
    assert (
        found is None
        or all(part.lstrip("0") in text for part in (str(found.date.day), str(found.date.month)))
        or ":" in text
    )
