"""Ten decisions of a promotion meeting: what the chair says, the keys that write it down, what must stand there then.

The tasks, the groups and the units of 1 and 6 are those of the newspaper report of the meeting, in its words (`quote`,
of the card `card` in `fixtures/demo/article.json`). The report says neither who said what nor why: everything that is
not in it stands in `invented` (示例).

Keys are written as they are pressed: a character is one key, `<name>` is one, `<name*3>` is three. Chinese counts as
the characters that the input method commits, the same for both programs; the letters typed for it are not counted for
either. `<paste>` is one key. Both start on the task that is talked about: how one gets there is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from board.model.board import Board
    from board.model.task import Task

FRIDAY, MID_DECEMBER, YEAR_END = "2026-12-04", "2026-12-15", "2026-12-31"
"""下周五, 12月15日 and 12月底, said on Monday 2026-11-23."""
_TOKEN = re.compile(r"<(?P<name>[a-z0-9+]+)(?:\*(?P<times>\d+))?>|(?P<char>.)", re.DOTALL)


def strokes(written: str) -> list[str]:
    """The single keys of a sequence: names of keys (`enter`, `ctrl+x`), and characters."""
    return [
        key for found in _TOKEN.finditer(written) for key in [found["name"] or found["char"]] * int(found["times"] or 1)
    ]


@dataclass(frozen=True)
class PeerCard:
    """A card of the peer: its column is the place of the stage among the five, from 0."""

    title: str
    column: int
    due: str | None = None
    says: str = ""
    """What its description holds. Empty when we start, so that nothing has to be skipped."""


@dataclass(frozen=True)
class Decision:
    """One decision. `ours` and `theirs` are the shortest sequences known, but that our units are typed as initials."""

    id: str
    chair: str
    card: str
    quote: str
    invented: tuple[str, ...]
    at: int | str | None
    """The task of the demo board that is selected, or the beginning of its title; None: a board of the template alone,
    in the column of `group`."""
    group: int
    ours: str
    done: Callable[[Board], bool]
    theirs: str
    before: tuple[PeerCard, ...]
    """The peer's cards at the start, the first in the first row; it has the keys."""
    after: tuple[PeerCard, ...]
    pasted: tuple[str, ...] = ()
    """What the clipboard holds, for each `<paste>` of `theirs` in turn; ours pastes it whole."""


# ------------------------------------------------------------------------------------- what must stand on the board


def _units(board: Board, *ids: int | None) -> list[str]:
    return [board.unit_name(each) for each in ids]


def _only(board: Board, title: str) -> Task | None:
    found = [task for task in board.tasks.values() if task.title == title]
    return found[0] if len(found) == 1 else None


def _new(board: Board, title: str, group: int, unit: str, co_units: list[str], due: str) -> bool:
    task = _only(board, title)
    return (
        task is not None
        and board.group(task.group) == board.groups[group - 1]
        and (task.stage, task.due) == ("underway", due)
        and _units(board, task.unit, *task.co_units) == [unit, *co_units]
    )


def _swept(board: Board) -> bool:
    return len(board.tasks) == 1 and _new(board, "路面清扫机械化", 7, "精细办", ["城管局", "数字化城管中心"], FRIDAY)


def _claimed(board: Board) -> bool:
    task = board.tasks[76]
    return (task.stage, board.unit_name(task.unit)) == ("underway", "水利局")


def _extended(board: Board) -> bool:
    task, found = board.tasks[34], board.extensions(34)
    return (task.due, task.original_due, len(found)) == (MID_DECEMBER, "2026-11-30", 1) and (
        found[-1].reason == "产权单位未签字"
    )


def _noted(board: Board) -> bool:
    notes = board.notes(70)
    return bool(notes) and notes[-1].text == "已清运六成，周四前清完"


def task_at(board: Board, at: int | str) -> int:
    """The number of the task that is meant; the example projects are named by the beginning of their titles."""
    return at if isinstance(at, int) else next(no for no, task in board.tasks.items() if task.title.startswith(at))


def _urged(board: Board) -> bool:
    urged = {no for no in board.tasks if any(urge.when.startswith("2026-11-23") for urge in board.urges(no))}
    return urged == {task_at(board, "厨余垃圾处理站"), 70, 72}


def _closed(board: Board) -> bool:
    task = board.tasks[89]
    return (task.stage, task.verifier, board.unit_name(task.verifier_unit)) == ("closed", "王科长", "文明办")


def _sent_back(board: Board) -> bool:
    return board.tasks[97].stage == "underway" and board.returns(97)[-1].reason == "复查三处没整改"


def _rebounded(board: Board) -> bool:
    task = board.tasks[94]
    return (task.stage, task.due) == ("underway", FRIDAY) and board.rebounds(94)[-1].reason == "背街又贴满了"


def _pasted(board: Board) -> bool:
    return (
        len(board.tasks) == 3
        and _new(board, "垃圾中转站建设", 5, "城管局", [], YEAR_END)
        and _new(board, "渣土清运", 5, "城管局", ["交通局"], FRIDAY)
        and _new(board, "黑臭水体治理", 5, "水利局", [], MID_DECEMBER)
    )


def _dated(board: Board) -> bool:
    task = board.tasks[66]
    return (task.due, task.due_words, task.open_ended) == (FRIDAY, "下周五", None)


# ------------------------------------------------------------------------------------------------------ the decisions
#
# The peer is kanban-tui 0.21.2 with its SQLite board; its sequences were found by running it, and `tests.bench.peer`
# runs them again. It was given the best case: a board of its own for each group (so the group need not be chosen),
# five columns of our five stages, the keys already on the card, an empty description, nothing more written than what
# must be known afterwards. It has a title, a description, a category and a date; unit, co-units, reasons, urges and
# verifiers go into the description. Its date picker begins on today, or on the date that is set, and is walked with
# the shortest way there is (found by trying all). In its form Tab goes title, description, category, the switch that
# says whether there is a date, the date; Ctrl+J saves; L and H move a card by one column.

_NEXT_FRIDAY = "<down><right><left*2><up*3>"  # in the picker, from 11-23 to 12-04
_DATE_ON = "<tab><space><tab><enter>"  # from the category: the switch on, and the picker open

DECISIONS = (
    Decision(
        id="new",
        chair="路面清扫机械化，精细办牵头，城管局、数字化城管中心配合，下周五之前",
        card="ZA10",
        quote="区精细办、城管局、数字化城管中心等单位要按照路面清扫机械化",
        invented=("下周五",),
        at=None,
        group=7,
        ours="n路面清扫机械化@jxb+cgj+szh^下周五<enter>",
        done=_swept,
        theirs=f"n路面清扫机械化<tab>精细办 城管局 数字化城管中心<tab>{_DATE_ON}{_NEXT_FRIDAY}<enter><ctrl+j>L",
        before=(PeerCard("垃圾乱扔", 0),),
        after=(PeerCard("路面清扫机械化", 1, FRIDAY, "精细办 城管局 数字化城管中心"),),
    ),
    Decision(
        id="assign",
        chair="黑臭水体治理还没有人认领，水利局领走",
        card="WU11",
        quote="加强黑臭水体治理",
        invented=("水利局",),
        at=76,
        group=5,
        ours="a水利<enter>",
        done=_claimed,
        theirs="e<tab>水利局<ctrl+j>L",
        before=(PeerCard("黑臭水体治理", 0),),
        after=(PeerCard("黑臭水体治理", 1, None, "水利局"),),
    ),
    Decision(
        id="extend",
        chair="铁路沿线拆违绿化，产权单位未签字，延到12月15日",
        card="LV11",
        quote="全面加快铁路沿线、干道、高速公路出入口的拆违和绿化工作",
        invented=("产权单位未签字", "12月15日"),
        at=34,
        group=1,
        ours="d12.15<enter>产权单位未签字<enter>",
        done=_extended,
        theirs="e<tab>产权单位未签字<tab*3><enter><right><up*2><tab><right><enter><ctrl+j>",
        before=(PeerCard("铁路沿线拆违绿化", 1, "2026-11-30"),),
        after=(PeerCard("铁路沿线拆违绿化", 1, MID_DECEMBER, "产权单位未签字"),),
    ),
    Decision(
        id="note",
        chair="渣土清运，城管局报：已清运六成，周四前清完",
        card="WU05",
        quote="加快渣土和建筑垃圾清运",
        invented=("城管局", "已清运六成，周四前清完"),
        at=70,
        group=5,
        ours="p已清运六成，周四前清完<enter>",
        done=_noted,
        theirs="e<tab>已清运六成，周四前清完<ctrl+j>",
        before=(PeerCard("渣土清运", 1, "2026-11-20"),),
        after=(PeerCard("渣土清运", 1, "2026-11-20", "已清运六成，周四前清完"),),
    ),
    Decision(
        id="urge",
        chair="治污组逾期的这三项，厨余垃圾处理站、渣土清运、垃圾积存，一起催",
        card="WU07",
        quote="彻底消除垃圾积存和管理盲区。",
        invented=("厨余垃圾处理站", "逾期"),
        at="厨余垃圾处理站",
        group=5,
        ours="vvvc<enter>",
        done=_urged,
        theirs="e<tab>催11.23<ctrl+j><down>e<tab>催11.23<ctrl+j><down>e<tab>催11.23<ctrl+j>",
        before=(
            PeerCard("厨余垃圾处理站", 1, "2026-11-19"),
            PeerCard("渣土清运", 1, "2026-11-20"),
            PeerCard("垃圾积存", 1, "2026-11-20"),
        ),
        after=(
            PeerCard("厨余垃圾处理站", 1, "2026-11-19", "催11.23"),
            PeerCard("渣土清运", 1, "2026-11-20", "催11.23"),
            PeerCard("垃圾积存", 1, "2026-11-20", "催11.23"),
        ),
    ),
    Decision(
        id="close",
        chair="街面管理网格化，文明办王科长验收过了，办结",
        card="ZA11",
        quote="街面管理网格化",
        invented=("文明办", "王科长"),
        at=89,
        group=7,
        ours="<ctrl+x>王科长<enter>文明<enter>",
        done=_closed,
        theirs="LLe<tab>文明办王科长验收<ctrl+j>",
        before=(PeerCard("街面管理网格化", 2, "2026-11-11"),),
        after=(PeerCard("街面管理网格化", 4, "2026-11-11", "文明办王科长验收"),),
    ),
    Decision(
        id="return",
        chair="服务设施不完善，复查三处没整改，退回去",
        card="CH01",
        quote="针对服务设施不完善、服务体系不完善等问题",
        invented=("复查三处没整改",),
        at=97,
        group=8,
        ours=",复查三处没整改<enter>",
        done=_sent_back,
        theirs="He<tab>复查三处没整改<ctrl+j>",
        before=(PeerCard("服务设施不完善", 2, "2026-11-09"),),
        after=(PeerCard("服务设施不完善", 1, "2026-11-09", "复查三处没整改"),),
    ),
    Decision(
        id="rebound",
        chair="广告乱贴，背街又贴满了，按反弹处理，下周五再交账",
        card="ZA16",
        quote="重点解决垃圾乱扔、摊贩乱摆、广告乱贴等问题",
        invented=("背街又贴满了", "下周五"),
        at=94,
        group=7,
        ours=",背街又贴满了<enter>下周五<enter>",
        done=_rebounded,
        theirs=("HHHe<tab>背街又贴满了<tab*3><enter><up*3><pagedown*2><shift+tab><left*2><enter><ctrl+j>"),
        before=(PeerCard("广告乱贴", 4, "2026-10-26"),),
        after=(PeerCard("广告乱贴", 1, FRIDAY, "背街又贴满了"),),
    ),
    Decision(
        id="paste",
        chair="治污组会前交来三项，都按上面写的单位和时限办",
        card="WU01",
        quote="全面加快垃圾中转站、垃圾分拣中心建设",
        invented=("城管局", "12月底前", "交通局", "下周五", "水利局", "12月15日"),
        at=None,
        group=5,
        ours="n<paste><f2>",
        done=_pasted,
        # One line at a time, for its title takes only the first of a paste; fetching the next line is not counted.
        # The units stay in the title, where the line has them.
        theirs=(
            f"n<paste><tab*2>{_DATE_ON}<right*3><pagedown><enter><ctrl+j>L"
            f"n<paste><tab*2>{_DATE_ON}{_NEXT_FRIDAY}<enter><ctrl+j>L"
            f"n<paste><tab*2>{_DATE_ON}<up><pagedown><up><right><enter><ctrl+j>L"
        ),
        before=(PeerCard("垃圾积存", 0),),
        after=(
            PeerCard("1. 垃圾中转站建设（责任单位：城管局；完成时限：12月底前）", 1, YEAR_END),
            PeerCard("2. 渣土清运（责任单位：城管局；配合单位：交通局；完成时限：下周五）", 1, FRIDAY),
            PeerCard("3. 黑臭水体治理（责任单位：水利局；完成时限：12月15日）", 1, MID_DECEMBER),
        ),
        pasted=(
            "1. 垃圾中转站建设（责任单位：城管局；完成时限：12月底前）",
            "2. 渣土清运（责任单位：城管局；配合单位：交通局；完成时限：下周五）",
            "3. 黑臭水体治理（责任单位：水利局；完成时限：12月15日）",
        ),
    ),
    Decision(
        id="date",
        chair="垃圾中转站建设，城管局下周五拿出结果",
        card="WU01",
        quote="全面加快垃圾中转站、垃圾分拣中心建设",
        invented=("城管局", "下周五"),
        at=66,
        group=5,
        ours="d下周五<enter>",
        done=_dated,
        theirs=f"e<tab*2>{_DATE_ON}{_NEXT_FRIDAY}<enter><ctrl+j>",
        before=(PeerCard("垃圾中转站建设", 1),),
        after=(PeerCard("垃圾中转站建设", 1, FRIDAY),),
    ),
)
