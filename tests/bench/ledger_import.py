"""What importing a ledger costs, beside openpyxl's own read-only loop over the same cells in the same run.

    python -m tests.bench.ledger_import [TASKS] [--runs N]

Each is measured in processes of its own, in turn, that load no more than they need: seconds from opening the file, and
the peak memory of the whole process. The import reads, understands, plans and commits to a board on the disk; openpyxl
only looks at every cell. The last way is what people type, `board import FILE --yes`, with its start.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.bench.costs import Costs, in_turn, measured, told_once
from tests.bench.figures import table

TASKS = 10_000
WAYS = ("import", "read only", "openpyxl", "command")
BOARD = "import.board"
NOW = datetime(2026, 11, 23, 9)
_HEADS = (
    "序号",
    "问题编号",
    "问题来源",
    "问题类别",
    "问题描述",
    "具体点位",
    "所在社区",
    "整改措施",
    "整改标准",
    "包抓领导",
    "牵头单位",
    "责任单位",
    "配合单位",
    "责任人及电话",
    "交办时间",
    "整改时限",
    "延期至",
    "整改状态",
    "完成率",
    "进展情况",
    "督办单位",
    "销号时间",
    "预警",
    "备注",
)
_STREETS = ("嵩山路", "航海路", "大学路", "长江路", "淮河路", "德化街", "铭功路", "建中街")
_STATES = ("整改中", "已完成", "未启动", "已销号", "基本完成", "持续推进")


def make_ledger(path: Path, tasks: int) -> None:
    """A ledger as another office might send it: 24 columns, dates, words, phones, two heading lines above."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("问题台账")
    sheet.append(["二七区2026年城市提质问题整改台账"])
    sheet.append(_HEADS)
    first = date(2026, 3, 2)
    for no in range(tasks):
        street, assigned = _STREETS[no % 8], first + timedelta(days=no % 200)
        due = (
            assigned + timedelta(days=20),
            f"{1 + no % 12}月{1 + no % 28}日前",
            f"{1 + no % 9}个工作日内",
            "长期坚持",
        )
        sheet.append(
            [
                no + 1,
                f"WT-{no:05}",
                "区级自查",
                ("市容", "绿化", "污水")[no % 3],
                f"{street}{no}号门前第{no % 40}处地砖破损需要更换",
                f"{street}与{_STREETS[(no + 3) % 8]}交叉口",
                f"第{no % 30}社区",
                f"更换地砖并清理周边，第{no % 50}批",
                "平整无破损",
                f"王{'一二三四'[no % 4]}某",
                "区城管局",
                f"{street}街道办事处",
                "区住建局、区园林局" if no % 3 else None,
                f"张某 1xx-xxxx-{no % 10_000:04}",
                assigned,
                due[no % 4],
                None if no % 11 else assigned + timedelta(days=40),
                _STATES[no % 6],
                (no % 100) / 100,
                f"已完成第{no % 20}段，剩余部分正在施工",
                "区督查室",
                assigned if no % 6 == 3 else None,
                None,
                "资料齐全" if no % 5 else None,
            ]
        )
    book.save(path)


def once(way: str, path: Path, folder: Path) -> Costs:
    """One measurement, in this process; what it needs is loaded before the clock runs."""
    if way == "command":
        return measured(_command(path, folder))
    return measured(_look_at(path) if way == "openpyxl" else _take_in(way, path, folder))


def _look_at(path: Path) -> Callable[[], None]:
    from openpyxl import load_workbook

    def work() -> None:
        for sheet in load_workbook(path, read_only=True):
            for row in sheet.iter_rows(values_only=True):
                for _ in row:
                    pass

    return work


def _take_in(way: str, path: Path, folder: Path) -> Callable[[], None]:
    from board.sheets import open_ledger
    from board.text.ledger.reading import read_ledger

    if way == "read only":
        return _without_gc(lambda: read_ledger(open_ledger(path)))
    from board.commands import Actor
    from board.commands.importing import import_rows
    from board.store.tinydb_store import TinyStore

    def work() -> None:
        reading = read_ledger(open_ledger(path))
        store = TinyStore(folder / BOARD)
        store.commit(import_rows(Actor("秘书", NOW), reading.rows, reason="导入"))

    return _without_gc(work)


def _without_gc(work: Callable[[], object]) -> Callable[[], None]:
    """As the command does it."""

    def run() -> None:
        gc.disable()
        work()

    return run


def _command(path: Path, folder: Path) -> Callable[[], None]:
    def work() -> None:
        from board.cli.program import run

        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
            run(["--now", NOW.isoformat(), "--store", str(folder / BOARD), "import", str(path), "--yes"])

    return _without_gc(work)


def bench_import(path: Path, folder: Path, runs: int) -> str:
    """The table: an import, its reading alone, and how they stand to openpyxl's loop."""
    from tests.bench import big_board

    def of_its_own(way: str, number: int) -> tuple[Path, Path]:
        place = folder / f"{way}-{number}"
        place.mkdir()
        big_board.make(place / BOARD, 1, NOW)
        return path, place

    figures = in_turn("tests.bench.ledger_import", WAYS, runs, of_its_own)
    base = figures["openpyxl"]
    rows = [
        [
            way,
            f"{each['seconds']:.2f}",
            f"{each['seconds'] / base['seconds']:.2f}",
            f"{each['cpu']:.2f}",
            f"{each['cpu'] / base['cpu']:.2f}",
            f"{each['memory']:.0f}",
            f"{each['memory'] / base['memory']:.2f}",
        ]
        for way, each in figures.items()
    ]
    return table(["import", "s", "÷ openpyxl", "CPU s", "÷ openpyxl", "peak MB", "÷ openpyxl"], rows)


def main() -> None:
    if told_once(once):
        return
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ledger_import")
    parser.add_argument("tasks", nargs="?", type=int, default=TASKS)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        path = Path(folder) / "ledger.xlsx"
        make_ledger(path, asked.tasks)
        print(f"{asked.tasks:,} tasks, {len(_HEADS)} columns, median of {asked.runs}\n")
        print(bench_import(path, Path(folder), asked.runs))


if __name__ == "__main__":
    main()
