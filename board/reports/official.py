"""How official papers write numbers, days and lists."""

from __future__ import annotations

from datetime import date

from board.messages import Messages


def numeral(messages: Messages, number: int) -> str:
    """A number as headings count: 一, 十二, 二十; in a language without such numerals in figures. 1 to 99."""
    digits, ten = messages("official.digits"), messages("official.ten")
    if not ten:
        return str(number)
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + (ten if tens else "") + (digits[ones] if ones or not tens else "")


def heading(messages: Messages, number: int, text: str) -> str:
    """一、text"""
    return messages("official.heading", number=numeral(messages, number), text=text)


def subheading(messages: Messages, number: int, text: str) -> str:
    """（一）text"""
    return messages("official.subheading", number=numeral(messages, number), text=text)


def item(messages: Messages, number: int, text: str) -> str:
    """1. text"""
    return messages("official.item", number=number, text=text)


def day(messages: Messages, when: str) -> str:
    """An ISO day or moment as 2026年12月4日, with its clock time where it has one."""
    found = date.fromisoformat(when[:10])
    said = messages("official.day", year=found.year, month=found.month, day=found.day)
    return f"{said} {when[11:16]}".rstrip()
