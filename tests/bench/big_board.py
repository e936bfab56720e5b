"""Boards of any size for the benchmarks: the same size and day, the same board.

    python -m tests.bench.big_board FOLDER TASKS

Made the way every board is made: the Erqi template is the first change, and the tasks come in as imports of a few
thousand rows. Groups, kinds, stages, deadlines, units and notes are spread as on a board in use.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from board import wiring
from board.commands.template import template_change
from board.fixtures import read_template
from board.model.changes import Change, Op

WHO = "秘书"
ROWS_PER_IMPORT = 5_000
PLACES = "铁路沿线 建中街 大学路 嵩山路 金水河沿岸 航海路 长江路 南三环 京广路 淮河路 侯寨 马寨 樱桃沟 福华街".split()
THINGS = "违章搭建 裸露黄土 占道经营 破损路面 老旧管网 户外广告 黑臭水体 建筑垃圾 架空线缆 停车秩序 楼院环境".split()
DEEDS = "拆除并补植绿化 集中整治 限期整改 排查建账 提升改造 专项治理 分段修复 复核销号".split()
PERSONS = ("网格长", "路长", "河长", "楼院长", "专班联络员", "")
TAGS = ("曝光", "重点", "督办", "群众反映")
SOURCE = "会议要求，各责任单位要对照台账逐项整治，整治一项、达标一项、巩固一项、销号一项，确保按时完成任务。"
NOTES = ("已完成现场摸排，正在制定方案。", "已约谈责任人，限期自行拆除。", "施工队伍进场，完成约六成。")
KINDS = ("assignment", "problem", "problem", "project", "check")
STAGES = ("unclaimed", "underway", "underway", "underway", "met", "consolidating", "closed", "closed")


def make(path: Path, size: int, now: datetime) -> None:
    """Make a board of `size` tasks in the folder `path`."""
    wiring.create_board(path, changes(size, now))


def changes(size: int, now: datetime) -> Iterator[Change]:
    """The history of such a board: the template, then the imports."""
    first = template_change(read_template("erqi"), read_template("empty"), now - timedelta(days=42), WHO)
    yield first
    groups = [op.id for op in first.ops if op.entity == "group"]
    units = [op.id for op in first.ops if op.entity == "unit"]
    chance = random.Random(size)
    entries = {"note": 0, "extension": 0, "urge": 0}
    for start in range(1, size + 1, ROWS_PER_IMPORT):
        ops: list[Op] = []
        for no in range(start, min(start + ROWS_PER_IMPORT, size + 1)):
            task = _task(chance, no, groups, units, now)
            ops.append(Op(op="add", entity="task", id=no, value=task))
            for entity, value in _entries(chance, task, now):
                entries[entity] += 1
                key = entries[entity]
                ops.append(Op(op="add", entity=entity, id=key, value={"id": key, "task": no, **value}))
        when = (now - timedelta(days=40)).isoformat(timespec="seconds")
        yield Change(id=f"{start:032x}", who=WHO, when=when, action="add", ops=tuple(ops))


def _task(chance: random.Random, no: int, groups: list[int], units: list[int], now: datetime) -> dict[str, Any]:
    kind, stage = chance.choice(KINDS), chance.choice(STAGES)
    place, thing = chance.choice(PLACES), chance.choice(THINGS)
    started = (now - timedelta(days=chance.randint(1, 40))).isoformat(timespec="seconds")
    task: dict[str, Any] = {
        "no": no,
        "title": f"{place}{thing}{chance.choice(DEEDS)}" + (f"（第{no % 7 + 1}标段）" if no % 3 == 0 else ""),
        "kind": kind,
        "stage": stage,
        "unit": chance.choice(units),
        "lead_unit": chance.choice(units),
        "person": chance.choice(PERSONS),
        "area": place,
        "priority": chance.choices(("normal", "high", "low"), (8, 1, 1))[0],
        "source": SOURCE,
        "created_at": started,
        "created_by": WHO,
    }
    if chance.random() < 0.97:  # the others wait in the office's inbox
        task["group"] = chance.choice(groups)
    if chance.random() < 0.85:
        due = (now + timedelta(days=round(chance.gauss(20, 25)))).date().isoformat()
        task |= {"due": due, "original_due": due}
    else:
        task["open_ended"] = chance.choice(("undecided", "standing", "recurring"))
    if chance.random() < 0.3:
        task |= {"goal": f"{place}{thing}全部整改到位", "standard": "现场复核合格", "co_units": [chance.choice(units)]}
    if chance.random() < 0.15:
        task["tags"] = [chance.choice(TAGS)]
    if kind == "project":
        planned = chance.randint(20, 9_000)
        task |= {"category": thing, "planned": planned, "completed": round(planned * chance.random(), 1)}
    elif kind == "check":
        task["category"] = thing
    if stage in ("met", "consolidating", "closed"):
        task["met_at"] = (now - timedelta(days=chance.randint(0, 20))).isoformat(timespec="seconds")
    if stage == "consolidating":
        task["consolidate_until"] = (now + timedelta(days=chance.randint(1, 30))).date().isoformat()
    return task


def _entries(chance: random.Random, task: dict[str, Any], now: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    when = {"when": (now - timedelta(days=chance.randint(0, 30))).isoformat(timespec="seconds"), "who": WHO}
    if chance.random() < 0.3:
        yield "note", {"text": chance.choice(NOTES), **when}
    if "due" in task and chance.random() < 0.08:
        was = (now - timedelta(days=chance.randint(1, 20))).date().isoformat()
        yield "extension", {"was": was, "to": task["due"], "reason": "连续阴雨，工期顺延", **when}
    if chance.random() < 0.06:
        yield "urge", {"text": "请抓紧办理", **when}


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), datetime.now())
