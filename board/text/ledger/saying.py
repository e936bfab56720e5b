"""What the cells of one row say together: from a row under its headings to a task."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from board.model.task import STAGES, Kind, Stage
from board.text.ledger.dates import Calendar, Due
from board.text.ledger.figures import are_fractions, money, share
from board.text.ledger.grid import DOTS, Percent, Unread, shown
from board.text.ledger.heads import bare, money_unit
from board.text.ledger.kinds import kind_of, kind_said
from board.text.ledger.names import is_nobody
from board.text.ledger.roles import Role
from board.text.ledger.rows import Doubt, Found, LedgerRow, Part
from board.text.ledger.states import is_state, is_yes_or_no, read_state
from board.text.ledger.tables import Column
from board.text.ledger.titles import is_problem, problem_behind, title_columns
from board.text.ledger.whose import Whose
from board.text.numbering import numbering
from board.text.phones import phones, without_phones
from board.text.width import half

_REPORTS_STATE = re.compile("完成|销号|办结|结果|化解")
"""In a column of stories about this the first clause may be the status: 正在推进，完成80%."""
_ANOTHER_NUMBER = re.compile(r"(?<![0-9.])(?:[2-9][.、](?![0-9])|[(][2-9二三][)]|[②③])")
_LAMPS = {"red": "红", "orange": "橙", "yellow": "黄", "green": "绿", "blue": "蓝", "grey": "灰"}
_LONG = 60
"""A problem longer than this, in characters, is not put in front of its tasks."""
_SCHEDULED = re.compile("序时|时序|应达|^(?:计划|目标)(?:完成)?(?:进度|率|比例)")
"""How far it should be by now, not how far it is."""
_NOTABLE = re.compile("滞后|退回|逾期|超期|基本|部分|阶段|反弹|停|延期|受阻|缓慢|搁置")
_HAN_GAP = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])[ \t\r\n]+|[ \t\r\n]+(?=[\u4e00-\u9fff\uff00-\uffef])"
)


@dataclass(slots=True)
class Teller:
    """Reads the rows of one part of a sheet; made once for a part, since columns are judged as a whole."""

    part: Part
    calendar: Calendar
    colours: dict[tuple[int, int], str]
    about: str = ""
    """What the file, the sheet and the lines above the table are called."""
    titles: list[Column] = field(init=False)
    """The columns that may say what is to be done, the best first."""
    behind: Column | None = field(init=False)
    """The column of problems, each of which has several tasks: it is put in front of them."""
    kind: Kind = field(init=False)
    fractions: dict[int, bool] = field(init=False)
    """Columns of shares → whether their plain numbers are parts of 1."""
    factors: dict[int, float] = field(init=False)
    """Columns of sums → what one is worth in 万元."""
    heads: dict[int, str] = field(init=False)
    """Column → its own heading."""
    ordered: list[Column] = field(init=False)
    """From left to right."""

    def __post_init__(self) -> None:
        table = self.part.table
        self.titles = title_columns(self.part)
        self.behind = problem_behind(self.titles, self.part)
        self.kind = kind_of(self.behind or self.title, self.part, self.about)
        self.fractions = {
            column.number: are_fractions(
                [row.values[column.number] for row in self.part.rows if column.number in row.values]
            )
            for column in table.of(Role.PROGRESS)
        }
        self.ordered = sorted(table.columns, key=lambda column: column.number)
        self.heads = {column.number: column.own for column in self.ordered}
        line = self.part.context.factor or 1.0
        self.factors = {
            column.number: _worth(column.path, line)
            for role in (Role.PLANNED, Role.COMPLETED)
            for column in table.of(role)
        }

    @property
    def title(self) -> Column | None:
        """The column that says what is to be done."""
        return self.titles[0] if self.titles else None

    def tell(self, found: Found) -> LedgerRow | None:
        """The task of a row; None where it names nothing to be done."""
        return _Telling(self, found).row()


class _Telling(Whose):
    """One row on its way to a task."""

    def __init__(self, teller: Teller, found: Found) -> None:
        super().__init__(teller.part, teller.heads, found, teller.kind)
        self._teller = teller

    def row(self) -> LedgerRow | None:
        if not self._read_title():
            return None
        self._who()
        self._where()
        self._when()
        self._how_far()
        self._rest()
        return self._out

    # ---- what is to be done

    def _read_title(self) -> bool:
        titles = [column for column in self._teller.titles if column.rank >= 4 or column is self._teller.titles[0]]
        for place, column in enumerate(titles):
            text = self._text(column)
            if place and (column.number in self._found.merged or is_problem(titles[0])):
                continue  # where no problem is told there is none
            if not text or is_nobody(text) or not any(map(str.isalpha, text)) or re.fullmatch(r"[×xX*\s]+", text):
                continue
            clear = without_phones(_HAN_GAP.sub("", text)).strip()
            if not any(map(str.isalpha, clear)):
                continue
            self._out.title = self._with_problem(_unnumbered(clear), column)
            self._use(column)
            self._keep_number(column)
            return True
        return False

    def _with_problem(self, title: str, column: Column) -> str:
        """A task with the problem that it is part of: on its own 完善制度 would not say what is wrong."""
        behind = self._teller.behind
        if behind is None or column is behind:
            return title
        problem = _unnumbered(without_phones(_HAN_GAP.sub("", self._text(behind))).strip())
        known = not any(map(str.isalpha, problem)) or problem in title or len(problem) > _LONG
        return title if known else f"{problem}：{title}"

    # ---- where it belongs

    def _where(self) -> None:
        out = self._out
        categories = [part for part in (self._found.category,) if part]
        column = self._filled(Role.KIND)
        if column is not None:
            text = self._text(column)
            self._use(column)
            if (kind := kind_said(text)) is not None:
                out.kind, out.kind_said = kind, True
            else:
                categories.append(text)
        for each in self._table.of(Role.CATEGORY):
            text = self._text(each)
            if text and not is_nobody(text):
                self._use(each)
                categories.append(_HAN_GAP.sub("", text))
                self._keep_number(each)
        out.category = "/".join(dict.fromkeys(filter(None, map(without_phones, categories)))) or None
        areas = []
        for each in self._table.of(Role.AREA):
            text = self._text(each)
            if text and not is_nobody(text):
                self._use(each)
                self._keep_number(each)
                text = without_phones(text)
                areas.append(_HAN_GAP.sub("", text))
        out.area = " ".join(dict.fromkeys(areas)) or None
        for role in (Role.GROUP, Role.SOURCE, Role.CODE):
            each_column = self._filled(role)
            if each_column is not None:
                self._use(each_column)
                self._keep_number(each_column)
                said = without_phones(" ".join(self._text(each_column).split()))
                setattr(out, role.value, None if is_nobody(said) else said)

    # ---- when

    def _when(self) -> None:
        out = self._out
        assigned = self._context.assigned
        column = self._filled(Role.ASSIGNED)
        if column is not None:
            assigned = self._teller.calendar.day(self._value(column)) or assigned
        done = self._filled(Role.DONE_ON)
        if done is not None:
            out.done_on = self._teller.calendar.day(self._value(done))
        first = self._filled(Role.DUE)
        due = self._due(first, assigned)
        later = self._filled(Role.NEW_DUE)
        if later is not None:
            moved = self._due(later, assigned)
            if moved.due or moved.open_ended or moved.doubt not in ("", "unread"):
                if first is not None:
                    self._keep(first)
                out.original_due = due.due
                due, first = moved, later
            else:
                self._keep(later)
        self._take_due(due, first)

    def _due(self, column: Column | None, assigned: object) -> Due:
        if column is None:
            return Due()
        self._use(column)
        if is_nobody(self._text(column)) and not re.search("待", self._text(column)):
            return Due()
        return self._teller.calendar.due(self._value(column), assigned)  # type: ignore[arg-type]

    def _take_due(self, due: Due, column: Column | None) -> None:
        out = self._out
        out.due, out.open_ended = due.due, due.open_ended
        words = " ".join(without_phones(due.words).split())
        out.due_words = words or None
        if column is None or not due.doubt:
            return
        if due.doubt == "unread" and read_state(words) is not None and is_state(words):
            out.stage = read_state(words)
            return
        out.doubts.append(Doubt(due.doubt, words))
        if phones(self._text(column)):
            self._keep(column)

    # ---- how far

    def _how_far(self) -> None:
        out = self._out
        said = False
        for column in self._table.of(Role.STAGE):
            if self._text(column) and (not said or is_yes_or_no(self._text(column))):
                said = self._take_stage(column) or said
        if not said:
            for column in [*self._table.of(Role.MAYBE_STAGE), *self._table.of(Role.PROGRESS)]:
                text = self._text(column)
                if _REPORTS_STATE.search(column.own):
                    text = re.split("[，,；;。]", text)[0]
                if is_state(text) or is_yes_or_no(text):
                    out.stage = read_state(text, bare(column.own)) or out.stage
                    break
        if out.unit is None:
            out.stage = Stage.UNCLAIMED
        elif out.stage is Stage.UNCLAIMED:
            out.stage = Stage.UNDERWAY
        self._money()
        for role in (Role.PROGRESS, Role.MAYBE_STAGE, Role.STAGE):
            for column in self._table.of(role):
                if out.progress is None:
                    self._share(column)

    def _share(self, column: Column) -> None:
        value = self._value(column)
        if value is None or _SCHEDULED.search(column.own):
            return
        if column.role is not Role.PROGRESS and not isinstance(value, Percent) and "%" not in half(shown(value)):
            return
        self._out.progress = share(value, fraction=self._teller.fractions.get(column.number, False))
        if self._out.progress is not None:
            self._use(column)
            if any(map(str.isalpha, self._text(column))):
                self._keep(column)  # 完成60%

    def _take_stage(self, column: Column) -> bool:
        text = self._text(column)
        stage = read_state(text, bare(column.own))
        if stage is None:
            return False
        self._use(column)
        if is_yes_or_no(text) and self._out.stage is not None and STAGES.index(stage) <= STAGES.index(self._out.stage):
            return True  # of several columns to tick the furthest counts
        if _NOTABLE.search(text) or (not is_state(text) and len(text) > 1):
            self._keep(column)
        self._out.stage = stage
        return True

    def _money(self) -> None:
        for role in (Role.PLANNED, Role.COMPLETED):
            taken = False
            for column in self._table.of(role):
                value = self._value(column)
                if value is None or taken:
                    continue
                found = money(value, self._teller.factors[column.number])
                if found is not None:
                    setattr(self._out, role.value, found)
                    self._use(column)
                    taken = True

    # ---- everything else is kept

    def _rest(self) -> None:
        out = self._out
        for column in self._teller.ordered:
            value = self._found.values.get(column.number)
            if isinstance(value, Unread):
                out.doubts.append(Doubt(value.value, column.own))
            elif column.role is Role.LAMP and (value is None or value in DOTS):
                colour = self._teller.colours.get((self._found.number, column.number))
                if colour is not None:
                    out.lamp = _LAMPS[colour]
                    self._keep(column, _LAMPS[colour])
            elif column.number not in self._used and column.role is not Role.SERIAL:
                self._keep(column)
        for number in sorted(self._found.values.keys() - self._teller.heads.keys()):
            text = shown(self._found.values[number]).strip()
            if text:
                out.notes.append(text)


def _worth(path: tuple[str, ...], otherwise: float) -> float:
    """What one is worth in a column of sums, as its lowest heading says that says it."""
    told = (money_unit(part) for part in reversed(path))
    return next((worth for worth in told if worth is not None), otherwise)


def _unnumbered(title: str) -> str:
    """A title without the number in front of it, where something is left."""
    found = numbering(half(title))
    rest = title[found.end :] if found else title
    if len(rest) < 2 or _ANOTHER_NUMBER.search(half(rest)):
        return title
    return rest
