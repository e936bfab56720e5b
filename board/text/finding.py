"""The filter line: `@城管局 逾期 #曝光 >治脏 3天内` → a query, and how each piece of it was understood.

The signs are those of the entry line; a piece without a sign is a word of the trade (逾期, 无主, a stage, a kind), or
else a word to be found in what the tasks say. Pieces narrow one after another; nothing is an error, for the line is
read at every key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from board.model.board import Board
from board.model.lamps import Lamp
from board.model.search import Query, folded
from board.model.task import Kind, OpenEnded, Priority, Stage
from board.text.names import Names, names_of

_SIGNS = {"@": "@", "+": "+", "#": "#", ">": ">", "!": "!", "^": "^", "》": ">", "……": "^"}
"""Every sign, also as an input method commits it (after folding to half width)."""
_PIECE = re.compile(r"\"[^\"]*\"?|“[^”]*”?|[^\s\u3000]+")
_INNER = re.compile(r"(?=@)|(?<=[^@+#>!^》])(?=[+#>!^》]|……)")
_DAYS = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,2})(?:天|日|d)(?:内|之内|以内)?")
_CHINESE = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"两": 2}

_WORDS: dict[str, dict[str, Any]] = {
    "逾期 超期 过期 红灯 红 overdue late red": {"lamps": (Lamp.RED,)},
    "今日 今天 当日 橙灯 橙 today orange": {"lamps": (Lamp.ORANGE,)},
    "黄灯 黄 临期 yellow": {"lamps": (Lamp.YELLOW,)},
    "绿灯 绿 green": {"lamps": (Lamp.GREEN,)},
    "待定 未定 无时限 undecided tbd": {"open_ended": (None, OpenEnded.UNDECIDED)},
    "长期 standing": {"open_ended": (OpenEnded.STANDING,)},
    "定期 recurring": {"open_ended": (OpenEnded.RECURRING,)},
    "无主 无单位 没人管 nobody unowned": {"unclaimed": True},
    "在办 active": {"active": True},
    "未完成 未达标 未完 open": {"unfinished": True},
    "作废 void": {"void": True},
    "延期 延过期 extended": {"entries": ("extension",)},
    "催办 催过 urged": {"entries": ("urge",)},
    "反弹 rebound": {"entries": ("rebound",)},
    "退回 returned": {"entries": ("return",)},
    "迟达标 逾期达标 met-late": {"late": True},
    "急 加急 紧急 urgent": {"priorities": (Priority.HIGH,)},
}
WORDS = {word: parts for words, parts in _WORDS.items() for word in words.split()}
"""Words of the trade → what they narrow, in both languages."""
_PRIORITIES = {
    **dict.fromkeys("高 急 紧急 特急 重要 gao g high h".split(), Priority.HIGH),
    **dict.fromkeys("普通 一般 中 normal n".split(), Priority.NORMAL),
    **dict.fromkeys("低 low l di d".split(), Priority.LOW),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names and words that a filter line may use."""

    names: Names
    units: Mapping[str, int] = field(default_factory=dict)
    """Name → id."""
    groups: Mapping[str | None, int | None] = field(default_factory=dict)
    """Name → id; None is the office's inbox."""
    stages: Mapping[str, Stage] = field(default_factory=dict)
    """Word, in lower case → stage."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """One piece of the line and how it was understood.

    `kind` is `word quoted number tag unit person co_unit group stage kind priority due` or the word of the trade
    itself; `values` are what was found (ids of units and groups, codes, a date, the folded text); none while the piece
    is still being typed. `known` is False where nothing has that name.
    """

    start: int
    end: int
    text: str
    kind: str
    values: tuple[Any, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A filter line as it was read."""

    query: Query
    terms: tuple[Term, ...]


def vocabulary_of(board: Board, kinds: Mapping[str, Kind], stages: Mapping[str, Stage]) -> Vocabulary:
    """The names that `board` knows, with the words for `kinds` and `stages` in the language of the screen."""
    groups: dict[str | None, int | None] = {group.name: group.id for group in board.groups}
    units = {unit.name: unit.id for unit in board.units.values()}
    return Vocabulary(names_of(board), units, groups | {None: None}, stages, kinds)


def read_filter(text: str, vocabulary: Vocabulary, now: datetime) -> Reading:
    """Read a filter line as of `now`, to which words like 本周 and deadline phrases refer."""
    query, terms = Query(), []
    for start, piece in _pieces(text):
        term, parts = _read(piece, vocabulary, now)
        terms.append(replace(term, start=start, end=start + len(piece), text=piece))
        query = query.also(parts)
    return Reading(query, tuple(terms))


def _pieces(text: str) -> list[tuple[int, str]]:
    found = []
    for match in _PIECE.finditer(text):
        piece, start = match.group(), match.start()
        if piece[0] in '"“':
            found.append((start, piece))
            continue
        plain = _folded(piece)
        cuts = [cut.start() for cut in _INNER.finditer(plain) if 0 < cut.start() < len(piece)]
        if not _sign(piece)[0]:  # only @ begins a piece inside a word: 5#楼, A+B and an e-mail address are words
            at = next((cut for cut in cuts if plain[cut] == "@" and "." not in plain[cut:]), len(piece))
            cuts = [cut for cut in cuts if cut >= at]
        cuts.insert(0, 0)
        for cut, after in zip(cuts, [*cuts[1:], len(piece)], strict=True):
            found.append((start + cut, piece[cut:after]))
    return found


def _folded(text: str) -> str:
    """Folded, and as long as it was: offsets stay."""
    plain = folded(text)
    return plain if len(plain) == len(text) else text


def _sign(piece: str) -> tuple[str, str]:
    """The sign a piece begins with, or "", and what follows it."""
    plain = _folded(piece)
    for sign, meaning in _SIGNS.items():
        if plain.startswith(sign):
            return meaning, piece[len(sign) :]
    return "", piece


def _read(piece: str, names: Vocabulary, now: datetime) -> tuple[Term, dict[str, Any]]:
    if piece[0] in '"“':
        word = folded(piece.strip('"“”'))
        return _term("quoted", word), {"words": (word,)} if word else {}
    sign, rest = _sign(piece)
    if sign and not rest:
        return _term(sign), {}
    match sign:
        case "@":
            return _who(rest, names)
        case "+":
            found = _units(rest, names)
            return _term("co_unit", *found, known=bool(found)), {"co_units": found} if found else _NOTHING
        case ">":
            groups = tuple(names.groups[group] for group in names.names.find_groups(rest) if group in names.groups)
            return _term("group", *groups, known=bool(groups)), {"groups": groups} if groups else _NOTHING
        case "#":
            plain = folded(rest)
            if plain.isdecimal():
                return _term("number", plain), {"numbers": (plain,)}
            return _term("tag", plain), {"tags": (plain,)}
        case "!":
            found_priority = _PRIORITIES.get(folded(rest))
            if found_priority:
                return _term("priority", found_priority), {"priorities": (found_priority,)}
            return _term("priority", known=False), _NOTHING
        case "^":
            return _due(rest, now)
    return _word(piece, names, now.date())


def _due(phrase: str, now: datetime) -> tuple[Term, dict[str, Any]]:
    from board.text.deadlines import DeadlineError, parse_deadline  # only where it is asked for

    try:
        found = parse_deadline(phrase, now)
    except DeadlineError:
        found = None
    if found is None:
        return _term("due", known=False), {}  # most likely it is still being typed
    return _term("due", found.date), {"within": (found.date - now.date()).days}


_NOTHING: dict[str, Any] = {"nothing": True}


def _term(kind: str, *values: Any, known: bool = True) -> Term:
    return Term(0, 0, "", kind, values, known)


def _units(typed: str, names: Vocabulary) -> tuple[int, ...]:
    return tuple(names.units[unit] for unit in names.names.find_units(typed) if unit in names.units)


def _who(rest: str, names: Vocabulary) -> tuple[Term, dict[str, Any]]:
    units = _units(rest, names)
    persons = names.names.find_persons(rest)
    if units:
        return _term("unit", *units), {"units": units}
    if persons:
        return _term("person", *persons), {"persons": tuple(map(folded, persons))}
    # Not known by that name; perhaps a part of one.
    return _term("person", folded(rest)), {"persons": (folded(rest),)}


def _word(piece: str, names: Vocabulary, today: date) -> tuple[Term, dict[str, Any]]:
    word = folded(piece)
    if word in WORDS:
        return _term("state", word), WORDS[word]
    if word in names.stages:
        return _term("stage", names.stages[word]), {"stages": (names.stages[word],)}
    if word in names.kinds:
        return _term("kind", names.kinds[word]), {"kinds": (names.kinds[word],)}
    days = _DAYS.fullmatch(word)
    within = _number(days.group(1)) if days else _span(word, today)
    if within is not None:
        return _term("within", within), {"within": within}
    return _term("word", word), {"words": (word,)}


def _number(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    tens, ten, units = digits.rpartition("十")
    if ten:
        return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[units] if units else 0)
    return _CHINESE[digits[-1]]


def _span(word: str, today: date) -> int | None:
    """Days to the end of a named stretch of time."""
    match word.removesuffix("内"):
        case "明天" | "明日" | "tomorrow":
            return 1
        case "本周" | "这周" | "week":
            return 6 - today.weekday()
        case "下周":
            return 13 - today.weekday()
        case "本月" | "month":
            return ((today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) - today).days
    return None
