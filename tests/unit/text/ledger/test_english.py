"""Ledgers headed in English or in two languages: the same columns, names, status words and lines of no task."""

from __future__ import annotations

from datetime import date

import pytest

from board.model.task import Kind, Stage
from board.text.ledger.grid import Percent
from board.text.ledger.heads import money_unit, read_head
from board.text.ledger.names import read_persons, read_units
from board.text.ledger.roles import Role
from board.text.ledger.states import is_state, read_state
from tests.unit.text.ledger.grids import only, read, sheet

HEADS: dict[Role, str] = {
    Role.SERIAL: "No.|S/N|Serial No.|No. / 序号",
    Role.CODE: "项目ID|ID|Task ID|Ref.|Issue No|Case number",
    Role.TITLE: "Task|Item|Action Item|Issue|Problem description|Project name|Description|What|Standard|任务 Task",
    Role.UNIT: "Unit|Department|Responsible Unit|Responsible Department|Agency in charge|责任单位 / Responsible Unit",
    Role.LEAD_UNIT: "Lead Unit|Lead agency|Led by",
    Role.CO_UNITS: "Co-units|Supporting Departments|Other units|Partners",
    Role.UNIT_PERSON: "Unit / Person|Responsible Unit and Person|Department/Owner",
    Role.PERSON: "Person|Owner|Person in charge|Responsible|Assigned to|Contact person|Who|责任人 (Person)",
    Role.LEADER: "Leader|Responsible leader",
    Role.PHONE: "Phone|Tel.|Contact number|Mobile No.",
    Role.DUE: "Deadline|Due|Due date|Due by|Target date|To be completed by|Time limit|When|Deadline / 完成时限",
    Role.NEW_DUE: "Extended to|New deadline|Revised due date|Postponed to",
    Role.ASSIGNED: "Assigned|Assigned on|Date of issue",
    Role.DONE_ON: "Completed on|Date closed|Actual completion date",
    Role.START: "Start date|Planned start",
    Role.STAGE: "Status|Current status|Stage|Done?|Closed (Y/N)",
    Role.MAYBE_STAGE: "Update|Latest update|Progress notes|Results",
    Role.PROGRESS: "Progress|Progress (%)|% complete|Completion rate",
    Role.PLANNED: "Planned investment|Annual planned cost|Planned (CNY 10k)",
    Role.COMPLETED: "Completed investment|Spent|Completed (RMB million)",
    Role.TOTAL: "Total investment|Budget",
    Role.CATEGORY: "Category|Sector|Programme",
    Role.KIND: "Type|Task type",
    Role.AREA: "Location|Address|Site",
    Role.SOURCE: "Source",
    Role.GROUP: "Working group",
    Role.LAMP: "RAG|Traffic light",
    Role.NOTE: "Notes|Remarks|Comments|Supervising unit|Reported by|Priority|Photos|Last updated",
}


@pytest.mark.parametrize(("role", "text"), [(role, text) for role, texts in HEADS.items() for text in texts.split("|")])
def test_a_heading(role: Role, text: str) -> None:
    head = read_head(text)
    assert head is not None
    assert head.role is role


@pytest.mark.parametrize(
    "text",
    ["Repair street lamps", "Traffic Police Brigade", "Zhang Mou", "in 3 days", "Urban Management Bureau", "N/A"],
)
def test_what_stands_in_a_cell_is_no_heading(text: str) -> None:
    assert read_head(text) is None


def test_an_unknown_abbreviation_leaves_the_chinese_as_it_is() -> None:
    head = read_head("PPP项目名称")
    assert head is not None
    assert head.role is Role.TITLE


@pytest.mark.parametrize(
    ("text", "worth"),
    [("Planned (CNY 10k)", 1), ("Spent (RMB million)", 100), ("Cost (yuan)", 1e-4), ("Cost", None)],
)
def test_the_unit_of_sums(text: str, worth: float | None) -> None:
    assert money_unit(text) == worth


def test_names_of_several_words_stay_whole() -> None:
    assert read_units("Water Bureau, Parks & Gardens Office").units == ("Water Bureau", "Parks & Gardens Office")
    assert read_units("Water Bureau and Parks Office").units == ("Water Bureau", "Parks Office")
    assert read_units("Bureau of Housing and Construction").units == ("Bureau of Housing and Construction",)
    assert read_units("Water Bureau (Mr Qian)").person == "Mr Qian"
    assert read_persons("Zhang Mou").person == "Zhang Mou"
    assert read_persons("Water Bureau - Mr Qian") == (("Water Bureau",), (), "Mr Qian")


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("In progress", Stage.UNDERWAY),
        ("Not started", Stage.UNDERWAY),
        ("Partly done", Stage.UNDERWAY),
        ("Not completed", Stage.UNDERWAY),
        ("Overdue", Stage.UNDERWAY),
        ("80% complete", Stage.UNDERWAY),
        ("Done", Stage.MET),
        ("Completed", Stage.MET),
        ("Completed, not yet closed", Stage.MET),
        ("Closed", Stage.CLOSED),
        ("Unassigned", Stage.UNCLAIMED),
    ],
)
def test_a_status(words: str, stage: Stage) -> None:
    assert read_state(words) is stage
    assert is_state(words)


def test_what_is_no_status() -> None:
    assert not is_state("100%")
    assert read_state("see annex") is None


def test_yes_means_what_its_heading_asks() -> None:
    assert read_state("Yes", "Closed?") is Stage.CLOSED
    assert read_state("yes", "Done") is Stage.MET
    assert read_state("No", "Done") is Stage.UNDERWAY


def test_a_whole_tracker() -> None:
    found = read(
        sheet(
            [
                ("Old Town - Action Tracker 2026",),
                ("No.", "Issue", "Responsible Unit", "Owner", "Due Date", "Status", "% Complete", "Comments"),
                (1, "Blocked drain", "Urban Management Bureau", "Zhang Mou", date(2026, 12, 18), "In progress",
                 Percent(0.35), "pump ordered"),
                (2, "Broken lamps", "ditto", "N/A", "5 December", "Done", Percent(1), None),
                (3, "Wild market", None, None, "ASAP", "Overdue", None, "tel. 0371-60000000"),
                ("Total", 3),
                ("Note: figures as of 31 October",),
                ("Prepared by: Chen Mou", None, None, "Approved by:"),
            ],
            ("A1:H1",),
            name="Issues",
        ),
        name="tracker",
    )  # fmt: skip
    assert [row.title for row in found.rows] == ["Blocked drain", "Broken lamps", "Wild market"]
    first, second, third = found.rows
    assert first.kind is Kind.PROBLEM
    assert (first.unit, first.person, first.due, first.stage, first.progress) == (
        "Urban Management Bureau", "Zhang Mou", "2026-12-18", Stage.UNDERWAY, 35,
    )  # fmt: skip
    assert first.notes == ["Comments：pump ordered"]
    assert [name for name, _ in found.mappings[0].columns][2:5] == ["Responsible Unit", "Owner", "Due Date"]
    assert (second.unit, second.person, second.due) == ("Urban Management Bureau", None, "2026-12-05")
    assert second.stage is Stage.MET
    assert (third.unit, third.due, third.due_words, third.stage) == (None, None, "ASAP", Stage.UNCLAIMED)


def test_a_heading_in_two_languages() -> None:
    row = only(
        [
            ("No. / 序号", "Task / 任务", "责任单位 Responsible Unit", "Deadline\n完成时限", "备注 Notes"),
            ("1", "整治夜市油烟", "区城管局", "12月15日前", "已装净化器"),
            ("Notes / 备注：每周更新",),
        ],
        is_text=True,
    )
    assert (row.title, row.unit, row.due, row.notes) == (
        "整治夜市油烟", "区城管局", "2026-12-15", ["备注Notes：已装净化器"],
    )  # fmt: skip
