"""A small board with something in every column of the ledger, and with text that a spreadsheet must not obey."""

from __future__ import annotations

from board.messages import Messages
from board.model.board import Board
from board.model.entities import Extension, Item, Note, Office, Rebound, Return, Urge
from board.model.query import Filter, select
from board.model.task import Kind, OpenEnded, Priority, Stage
from board.reports.ledger import Ledger
from tests.conftest import NOW
from tests.support import AUDIT, HOUSING, ORDER, ROADS, WATER, make_board, task

_OFFICE = Office(
    district="二七区",
    office="提质办",
    stage_words={
        "problem": {"underway": {"zh": "整治"}, "closed": {"zh": "销号"}},
        "project": {"underway": {"zh": "推进"}},
    },
)


def ledger_board() -> Board:
    """Nine tasks in three groups and the inbox, one of them void."""
    full = task(
        1,
        title="铁路沿线拆违绿化",
        kind=Kind.PROBLEM,
        group=ORDER,
        leader="分管副区长",
        lead_unit=AUDIT,
        co_units=(HOUSING, ROADS),
        person="网格长",
        area="京广路东侧",
        goal="无违建",
        standard="测评 90 分以上",
        duty="包干到底",
        reward="通报表扬",
        due="2026-12-04",
        original_due="2026-11-20",
        due_words="下下周五",
        priority=Priority.HIGH,
        tags=("曝光", "重点"),
        category="城市管理",
        source="推进会：铁路沿线要整治",
        created_at="2026-11-01T09:00:00",
        created_by="秘书",
        quoted=("title", "source"),
    )
    project = task(
        2, title="断头路打通", kind=Kind.PROJECT, group=WATER, due="2026-11-23T15:30", original_due="2026-11-23T15:30",
        planned=12_345.5, completed=9_345.0, category="道路",
    )  # fmt: skip
    closed = task(
        3, title="占道经营", kind=Kind.PROBLEM, stage=Stage.CLOSED, due="2026-11-01", original_due="2026-11-01",
        met_at="2026-11-03T16:20:30", consolidate_until="2026-11-10", closed_at="2026-11-11T10:00:00",
        verifier="督查员", verifier_unit=AUDIT, close_reason="现场复查合格",
    )  # fmt: skip
    hostile = task(
        4, title="=1+1", person="+86", leader="@SUM(A1)", area="-1", goal="＝cmd", tags=("'=x",), due="2026-11-20",
        source='=HYPERLINK("http://x","点我")', standard="#REF!", duty="甲|乙 <b>*粗*</b> `x` \\ [链](x) & 1",
    )  # fmt: skip
    return make_board(
        full,
        project,
        closed,
        hostile,
        task(5, title="控制\x00字\x1b符\u202e右到左\ufffe", reward="_x000D_\r\n第二行\t末", due="2026-11-25"),
        task(6, kind=Kind.CHECK, open_ended=OpenEnded.STANDING, due_words="长期坚持", unit=None, stage=Stage.UNCLAIMED),
        task(7, group=None, unit=HOUSING, due="2026-11-23"),
        task(8, void_reason="重复"),
        task(
            9, group=WATER, stage=Stage.MET, met_at="2026-11-20T08:00:00", due="2026-11-20", planned=0.0, completed=1.5,
        ),
        office=_OFFICE,
        note={
            1: Note(id=1, task=1, text="已进场\n第二行", when="2026-11-02T10:00:00", who="秘书"),
            2: Note(id=2, task=1, text="2026-11-09 拆完一半", when="2026-11-10T08:30:15", who="督查员"),
        },
        extension={
            1: Extension(
                id=1, task=1, was="2026-11-20", to="2026-12-04", reason="暴雨停工", when="2026-11-19T09:00:00",
                who="秘书", words="下下周五",
            ),
            2: Extension(
                id=2, task=6, was="2026-11-20T15:00", reason="改为长期", when="2026-11-19T09:05:00", who="秘书",
            ),
        },
        urge={1: Urge(id=1, task=1, when="2026-11-12T09:00:00", who="秘书", text="请抓紧\n今日回复")},
        item={1: Item(id=1, task=1, text="清运", done=True), 2: Item(id=2, task=1, text="复绿")},
        **{"return": {1: Return(id=1, task=1, reason="死角未清", when="2026-11-08T09:00:00", who="督查员")}},
        rebound={1: Rebound(id=1, task=1, reason="又搭建", stage="closed", when="2026-11-15T09:00:00", who="督查员")},
    )  # fmt: skip


def small_ledger(lang: str = "zh", *, filter: str = "") -> Ledger:  # noqa: A002 - as the field
    """All of it that is not void, the most urgent first."""
    board = ledger_board()
    return Ledger(Messages(lang), board, tuple(select(board, Filter(), NOW)), NOW, filter=filter)
