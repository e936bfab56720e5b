"""Who does the work of a task, who answers for it and who helps, out of the cells of its row."""

from __future__ import annotations

from collections.abc import Callable

from board.text.ledger.cells import Cells
from board.text.ledger.heads import bare
from board.text.ledger.names import BEFORE_BRACKET, Who, is_nobody, read_persons, read_unit_and_person, read_units
from board.text.ledger.roles import Role
from board.text.ledger.tables import Column
from board.text.phones import phones, without_phones


class Whose(Cells):
    """A row whose units and persons are read."""

    def _who(self) -> None:
        out = self._out
        unit_column, both = self._filled(Role.UNIT), self._filled(Role.UNIT_PERSON)
        units, helpers, persons = list[str](), list[str](), list[str]()
        for column, read in ((unit_column, read_units), (both, read_unit_and_person)):
            if column is None:
                continue
            who = self._names(column, read)
            units += who.units
            helpers += who.helpers
            persons += filter(None, [who.person])
        lead = self._lead_units()
        if both is not None and "牵头" in both.own:
            lead = [*units, *lead]
        helpers += lead[1:]
        persons[:0] = filter(None, [self._leader_and_person()])
        self._persons(units, persons)
        if self._context.unit and not self._table.of(Role.UNIT) and not self._table.of(Role.UNIT_PERSON):
            above = read_units(self._context.unit).units
            units = [*above, *units]
        out.lead_unit = lead[0] if lead else None
        if not units and lead and not self._table.of(Role.UNIT) and not self._table.of(Role.UNIT_PERSON):
            units = [lead[0]]
        out.unit = units[0] if units else None
        helpers = units[1:] + helpers
        for column in self._table.of(Role.CO_UNITS):
            if self._text(column):
                who = self._names(column, read_units)
                helpers += [*who.units, *who.helpers]
        out.co_units = tuple(dict.fromkeys(name for name in helpers if name not in (out.unit, None)))

    def _names(self, column: Column, read: Callable[[str], Who]) -> Who:
        text = self._text(column)
        self._use(column)
        self._keep_number(column)
        return read(text)

    def _lead_units(self) -> list[str]:
        column = self._filled(Role.LEAD_UNIT)
        if column is None:
            return []
        who = self._names(column, read_units)
        return [*who.units, *who.helpers]

    def _persons(self, units: list[str], persons: list[str]) -> None:
        out = self._out
        column = self._filled(Role.PERSON)
        if column is not None:
            who = self._names(column, read_persons)
            if who.person:
                if persons:
                    self._out.notes.append(f"{bare(column.own)}：{who.person}")
                else:
                    persons.append(who.person)
            if who.units:
                if not self._table.of(Role.UNIT) and not self._table.of(Role.UNIT_PERSON):
                    units += who.units
                elif not phones(self._text(column)):
                    self._keep(column)
        out.person = "、".join(dict.fromkeys(persons)) or None
        self._leader()

    def _leader_and_person(self) -> str:
        """The person of a column of leaders and persons (责任领导/责任人): of two names the second."""
        column = self._filled(Role.LEADER_PERSON)
        if column is None:
            return ""
        first, _, others = self._names(column, read_persons).person.partition("、")
        if others:
            self._out.leader = first
        return others or first

    def _leader(self) -> None:
        leader = self._filled(Role.LEADER)
        if leader is not None:
            text = self._text(leader)
            self._use(leader)
            self._keep_number(leader)
            clear = BEFORE_BRACKET.sub("", without_phones(text).strip())
            if not is_nobody(clear) and any(map(str.isalpha, clear)):
                self._out.leader = "、".join(part.strip() for part in clear.splitlines() if part.strip()) or None
