"""Telephone numbers in a text: found, and taken out together with what only led to them.

A masked number (1xx-xxxx-0001, 138****0001) is a number: whoever masked it did not mean it for the room either.
"""

from __future__ import annotations

import re

from board.text.width import half

_D = r"[0-9xX*×✕]"
_HYPHEN = r"[-\u2010-\u2015\u2212 .]?"
_EXTENSION = r"(?: ?(?:转|-) ?[0-9]{1,5}(?![0-9]))?"
_MOBILE = rf"(?:\(?\+?(?:00)?86\)?{_HYPHEN})?\+?1{_D}{{2}}{_HYPHEN}{_D}{{4}}{_HYPHEN}{_D}{{4}}"
_WITH_AREA = rf"(?:\(0[0-9]{{2,3}}\)|0[0-9]{{2,3}}){_HYPHEN}[2-9xX*×]{_D}{{2,3}}{_HYPHEN}{_D}{{4}}{_EXTENSION}"
_SERVICE = rf"[48]00{_HYPHEN}[0-9xX*]{{3,4}}{_HYPHEN}[0-9xX*]{{3,4}}"
_LABEL = r"(?:(?:联系|办公|值班|监督|举报)?(?:电话|手机)(?:号码?)?|联系方式|座机|固话|[Tt][Ee][Ll]\.?)"
_NUMBER = rf"(?<![0-9xX*×.])(?:{_MOBILE}|{_WITH_AREA}|{_SERVICE})(?![0-9xX*×])"
_DIGIT = re.compile(r"\d{2}|\d[xX*×✕ｘＸ＊]")
_FOUND = re.compile(_NUMBER)
_LABELLED = re.compile(
    rf"(?:{_LABEL} ?[:]? ?)(?P<local>[2-9xX*×]{_D}{{2,3}}{_HYPHEN}{_D}{{4}}{_EXTENSION})(?![0-9xX*×])"
)
_LEADS = re.compile(rf"{_LABEL} ?:? ?$")
_HOLLOW = re.compile(r"[(（\[【〔][\s,，、;；:：/]*[)）\]】〕]")
_APART = re.compile(r" +(?=[,，、;；)）\]】〕])")
_LOOSE = " \t,，、;；:：/|+-—"


def phones(text: str) -> list[str]:
    """The telephone numbers in `text`, as they are typed, in their order."""
    if _DIGIT.search(text) is None:
        return []
    return [text[start:end] for start, end in _places(half(text))]


def without_phones(text: str) -> str:
    """`text` without its telephone numbers, the labels in front of them and the brackets they leave empty.

    A text without a number comes back as it is.
    """
    while _DIGIT.search(text) and (places := _places(half(text))):  # what was apart may meet and make another
        text = _without(text, places)
    return text


def _without(text: str, places: list[tuple[int, int]]) -> str:
    flat = half(text)
    kept: list[str] = []
    done = 0
    for start, end in places:
        label = _LEADS.search(flat, done, start)
        kept.append(text[done : label.start() if label else start])
        done = end
    kept.append(text[done:])
    joined = _APART.sub("", _HOLLOW.sub("", " ".join(kept)))
    lines = (re.sub(r"[ \t\u3000]{2,}", " ", line).strip(_LOOSE + "\u3000") for line in joined.splitlines())
    return "\n".join(line for line in lines if line)


def _places(flat: str) -> list[tuple[int, int]]:
    """Where numbers stand in a text in half width (start, end), none in another."""
    found = [match.span() for match in _FOUND.finditer(flat)]
    found += [
        span
        for span in (match.span("local") for match in _LABELLED.finditer(flat))
        if all(span[1] <= start or end <= span[0] for start, end in found)
    ]
    return sorted(found)
