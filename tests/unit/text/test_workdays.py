"""The years whose workdays stand in our own table, day by day as the library of holidays has them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays import country_holidays

from board.text import workdays


@pytest.mark.parametrize("year", workdays.PUBLISHED)
def test_our_table_is_that_of_the_library(year: int) -> None:
    table = country_holidays("CN", years=year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]

    worked = [day for day in days if day in table.weekend_workdays or (day.weekday() < 5 and day not in table)]

    assert [day for day in days if workdays.is_workday(day)] == worked
    assert year in table.special_public_holidays, "nothing but what the State Council has published"
    assert workdays.is_published(year)
