"""What the columns of a ledger say, as codes."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What the cells of a column say."""

    SERIAL = "serial"
    """序号: counts the rows and says nothing."""
    CODE = "code"
    TITLE = "title"
    KIND = "kind"
    CATEGORY = "category"
    AREA = "area"
    LEADER = "leader"
    LEAD_UNIT = "lead_unit"
    UNIT = "unit"
    CO_UNITS = "co_units"
    PERSON = "person"
    UNIT_PERSON = "unit_person"
    DUE = "due"
    NEW_DUE = "new_due"
    """延期至: beats the deadline where it is filled."""
    ASSIGNED = "assigned"
    DONE_ON = "done_on"
    STAGE = "stage"
    MAYBE_STAGE = "maybe_stage"
    """进展情况: usually a story, sometimes a status word."""
    PROGRESS = "progress"
    PLANNED = "planned"
    COMPLETED = "completed"
    START = "start"
    """开工: when it begins; only kept."""
    TOTAL = "total"
    """Total investment."""
    LAMP = "lamp"
    PHONE = "phone"
    GROUP = "group"
    SOURCE = "source"
    NOTE = "note"
    """Known, and only to be kept."""
