"""The pieces of a line that begin with a sign: @ unit or person, + co-unit, ^ deadline, ! priority, # tag, > group.

Each sign is also read as an input method commits it: full width, …… for ^, 》 for >.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from board.model.task import Priority
from board.text import deadlines
from board.text.entry import Doubt, DoubtKind, ErrorKind, PieceKind
from board.text.line import CLOSING_MARKS, Line
from board.text.name_index import folded
from board.text.names import Names

PRIORITIES = {
    **dict.fromkeys(["高", "急", "紧急", "特急", "重要", "gao", "g", "high", "h"], Priority.HIGH),
    **dict.fromkeys(["普通", "一般", "中", "normal", "n"], Priority.NORMAL),
    **dict.fromkeys(["低", "low", "l", "di", "d"], Priority.LOW),
}
EVERYBODY = "所有人"
UNIT_ENDINGS = ("局", "办", "委", "中心", "公司")

_BREAKS = " ,;\u3002"
"""What a sign may follow, and what ends a piece."""
_SIGNS = "@^+!#>\u2026\u300b"
_ONLY_AT_PLACES = "+!#>"
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WORD = re.compile(r"[^ ,;:\u3002@^+!#>\u2026\u300b()\u3010\u3011?]*")
_LEAST = " ,;:\u3002)\u3011" + _SIGNS
"""What is no content directly behind a sign."""
_LONGEST_PHRASE, _MOST_WORDS = 60, 8
_IN_A_DATE = re.compile(
    r"[0-9A-Za-z:./\-,()一二三四五六七八九十百〇零○两半个年月日号天周星期礼拜旬上中下初末底前内后之以午早晚点时分钟整到至季度第"
    r"首本这今明大工作小节春元旦国庆清端秋除夕宵劳动]+"
)
# Brackets that belong to a piece; any other ends it: 修路灯 @城管局（完成时限：周五）.
_OF_A_DATE = re.compile(r"\((?:周|星期|礼拜|含|包含|包括)[^() ,;:\u3002]{0,12}\)")
_IN_A_TAG = re.compile(r"\([^() ,;:\u3002]{1,20}\)")
_NO_BRACKET = re.compile("(?!)")
_YEAR = re.compile(", ?[0-9]{4}(?![0-9])")


class Sign(NamedTuple):
    """A sign that counts, in its plain form, and where its content begins."""

    char: str
    start: int
    content: int


class _Scanner:
    def __init__(self, line: Line, names: Names, begin: int) -> None:
        self.line = line
        brackets = names.brackets
        self._in_names = re.compile("|".join(map(re.escape, brackets))) if brackets else _NO_BRACKET
        self.flat = line.flat
        self.begin = begin
        self._text = _texts(line)

    def sign(self, place: int, *, inside: bool) -> Sign | None:
        """The sign at `place`, if one counts there; `inside`: a piece has begun."""
        char = self.flat[place]
        if char not in _SIGNS or place in self._text:
            return None
        behind = place + 1
        at_place = inside or place == self.begin or self.flat[place - 1] in _BREAKS
        if char == "\u2026":
            while self.flat.startswith("\u2026", behind):
                behind += 1
            return self._dots(place, behind, at_place=at_place) if behind - place > 1 else None
        if char in "@^":
            return Sign(char, place, behind)
        char = ">" if char == "\u300b" else char
        next_one = self.flat[behind : behind + 1]
        if not at_place or not next_one or next_one in _LEAST or (char == "+" and next_one.isdigit()):
            return None
        if char == "!":
            word = _WORD.match(self.flat, behind)
            if word is None or word[0].casefold() not in PRIORITIES:
                return None
        return Sign(char, place, behind)

    def _dots(self, place: int, behind: int, *, at_place: bool) -> Sign | None:
        following = self.flat[behind : behind + 1]
        if not following or (following in _LEAST and following != "+"):
            return None
        sign = Sign("^", place, behind)
        if at_place:
            return sign
        start, end, _ = self.due_span(sign)
        try:
            deadlines.parse_deadline(self.line.words(start, end), self.line.now)
        except deadlines.DeadlineError:
            return None
        return sign

    def span(self, sign: Sign) -> tuple[int, int, int]:
        """Start and end of a piece's content, and where it ends with its closing marks."""
        end = self._end(sign.content, ",;:\u3002", _IN_A_TAG if sign.char == "#" else self._in_names)
        content, closed = self._closed(sign.content, end)
        if sign.char == "!" and (word := _WORD.match(self.flat, sign.content, content)) and word.end() < content:
            return sign.content, word.end(), word.end()  # a sign directly behind it that does not count: !高#
        return sign.content, content, closed

    def due_span(self, sign: Sign) -> tuple[int, int, int]:
        """The same of a deadline, which goes on over spaces as long as the whole is one deadline and nothing else."""
        start = sign.content
        ends = [self._end(start, ",;\u3002", _OF_A_DATE, plus=True)]
        if ends[0] == start:
            return start, start, start
        while (end := ends[-1]) - start < _LONGEST_PHRASE and len(ends) < _MOST_WORDS:
            if year := _YEAR.match(self.flat, end):
                ends.append(year.end())
                continue
            word = end
            while self.flat.startswith(" ", word):
                word += 1
            if word == end or word >= len(self.flat):
                break
            further = self._end(word, ",;\u3002", _OF_A_DATE)
            if further == word or not _IN_A_DATE.fullmatch(self.flat, word, further):
                break
            ends.append(further)
        for end in reversed(ends[1:]):
            content, closed = self._closed(start, end)
            if _is_one_deadline(self.flat[start:content], self.line):
                return start, content, closed
        return start, *self._closed(start, ends[0])

    def _end(self, start: int, breaks: str, own_bracket: re.Pattern[str], *, plus: bool = False) -> int:
        """Where a piece ends that begins at `start`: at a break, a sign that counts, a bracket that is not its own."""
        place = start
        if plus and self.flat.startswith("+", place):
            place += 1
        while place < len(self.flat):
            char = self.flat[place]
            if char == " " or char in breaks or char in "\u3010)\u3011":
                break
            if char == "(":
                own = own_bracket.match(self.flat, place)
                if own is None:
                    break
                place = own.end()
                continue
            if char in _SIGNS and (self.sign(place, inside=True) or self.flat.startswith("\u2026\u2026", place)):
                break
            place += 1
        return place

    def _closed(self, start: int, end: int) -> tuple[int, int]:
        content = end
        while content > start and self.flat[content - 1] in CLOSING_MARKS:
            content -= 1
        return content, end


def _texts(line: Line) -> frozenset[int]:
    """Places of signs that are text wherever they stand: in an e-mail address, and a 》 that closes a 《."""
    found: set[int] = set()
    if "@" in line.raw:
        for address in _EMAIL.finditer(line.raw):
            found.update(range(*address.span()))
    if "\u300b" in line.flat:
        opened = 0
        for place, char in enumerate(line.flat):
            if char == "\u300a":
                opened += 1
            elif char == "\u300b" and opened:
                opened -= 1
                found.add(place)
    return frozenset(found)


def _is_one_deadline(phrase: str, line: Line) -> bool:
    if phrase.casefold() == "no deadline":
        return True
    try:
        return deadlines.read_core(phrase, line.now) is not None
    except deadlines.DeadlineError:
        return False


class Signs:
    """Reads every piece of a line that begins with a sign, and takes it out."""

    def __init__(self, line: Line, names: Names) -> None:
        self.line, self.names = line, names
        self.priority: Priority | None = None
        self.tags: dict[str, str] = {}
        self.group: tuple[str | None] | None = None
        """The group named, None in it being the inbox; None alone: no group is named."""
        self._has_unit = False

    def read(self, begin: int) -> None:
        """Read the line from `begin` on."""
        line, scanner = self.line, _Scanner(self.line, self.names, begin)
        place, inside = begin, False
        while place < len(line.flat):
            sign = scanner.sign(place, inside=inside)
            if sign is None:
                place, inside = place + 1, False
                continue
            start, end, closed = scanner.due_span(sign) if sign.char == "^" else scanner.span(sign)
            if line.is_kept(sign.start, end) and end > start:
                place, inside = end, True
                continue
            line.take(sign.start, closed)
            if end > start:
                self._piece(sign, start, end)
            else:
                kind = ErrorKind.UNKNOWN_UNIT if sign.char == "@" else ErrorKind.BAD_DEADLINE
                line.error(kind, sign.start, start)
            place, inside = max(closed, start), True

    def _piece(self, sign: Sign, start: int, end: int) -> None:
        line, typed = self.line, self.line.words(start, end)
        match sign.char:
            case "^":
                line.deadline((start, end), (sign.start, end))
            case "!":
                self.priority = PRIORITIES[folded(typed)]
                line.piece(PieceKind.PRIORITY, self.priority.value, sign.start, end)
            case "#":
                tag = typed.rstrip("#\uff03")
                self.tags.setdefault(folded(tag), tag)
                line.piece(PieceKind.TAG, tag, sign.start, end)
            case ">":
                self._group(sign, start, end)
            case _:
                for first, last in _listed(line.flat, start, end):
                    (self._at if sign.char == "@" else self._co_unit)((first, last), (sign.start, end))

    def _group(self, sign: Sign, start: int, end: int) -> None:
        found = self.names.find_groups(self.line.flat[start:end])
        if len(found) != 1:
            self.line.error(ErrorKind.UNKNOWN_GROUP, start, end, tuple(name for name in found if name))
            return
        self.group = (found[0],)
        self.line.piece(PieceKind.GROUP, found[0] or self.names.office, sign.start, end)

    def _co_unit(self, name: tuple[int, int], whole: tuple[int, int]) -> None:
        self._unit(PieceKind.CO_UNIT, self.names.find_units(self.line.flat[slice(*name)]), name, whole)

    def _at(self, name: tuple[int, int], whole: tuple[int, int]) -> None:
        """The first name behind an @ is the unit, or a known person; later ones a person, or a further unit."""
        line, names, typed = self.line, self.names, self.line.flat[slice(*name)]
        if typed == EVERYBODY:
            return
        persons = names.find_persons(typed)
        if not self._has_unit:
            units = names.find_units(typed)
            if not units and len(persons) == 1:
                self._person(persons[0], name, whole)
                return
            self._has_unit = True
            self._unit(PieceKind.UNIT, units, name, whole)
            return
        if len(persons) == 1:
            self._person(persons[0], name, whole)
        elif units := names.units_by_whole(typed):
            self._unit(PieceKind.UNIT, units, name, whole)
        else:
            self._person(line.words(*name), name, whole)
            if typed.endswith(UNIT_ENDINGS):
                first, last = line.typed_span(*name)
                line.doubts.append(Doubt(DoubtKind.UNIT, first, last, line.typed(*name)))

    def _person(self, person: str, name: tuple[int, int], whole: tuple[int, int]) -> None:
        self.line.persons.append((name[0], person))
        self.line.piece(PieceKind.PERSON, person, *whole)

    def _unit(self, role: PieceKind, found: tuple[str, ...], name: tuple[int, int], whole: tuple[int, int]) -> None:
        if len(found) == 1:
            self.line.unit(role, found[0], *whole, order=name[0])
        else:
            self.line.error(ErrorKind.AMBIGUOUS_UNIT if found else ErrorKind.UNKNOWN_UNIT, *name, found)


def _listed(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names of a piece that are parted by 、."""
    found: list[tuple[int, int]] = []
    for part in flat[start:end].split("\u3001"):
        if part:
            found.append((start, start + len(part)))
        start += len(part) + 1
    return found
