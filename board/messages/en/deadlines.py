"""Deadlines: which day was read, what to point out about it, and what to do when none was."""

TEXTS = {
    "deadline.rest_day": "a day off",
    "deadline.provisional": "holidays not announced yet: counted by the statutory ones",
    "deadline.rolled_year": "over this year, taken in {year}",
    "deadline.hints": "{said}, {hints}",
    "deadline.and": ", ",
    "error.bad_deadline": "No deadline could be read from: {text}",
    "remedy.bad_deadline": "Name one day, such as Dec 4, next friday, in 3 workdays, 2026-12-04 15:00",
    "error.past_deadline": "That day is over: {text}",
    "remedy.past_deadline": "Name today or a later day",
}
