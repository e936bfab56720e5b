"""Which rows are tasks, and what merged cells, sections, lines above and repeated headings say for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from board.model.task import Kind, Stage
from board.text.ledger.grid import Unread
from tests.unit.text.ledger.grids import HEAD, only, read, sheet, under_head

TASK = (1, "地砖破损", "区城管局", "张某", "10月20日", "整改中", None)


def titles(*rows: Any, merges: tuple[str, ...] = (), **more: Any) -> list[str]:
    return [row.title for row in read(sheet(rows, merges), **more).rows]


NO_TASKS = [
    ("合计", None, "3件"),
    ("合  计", "16件", None),
    ("合计", "16件", "涉及8个单位", None, "已逾期2件"),
    (None, "小计", None, None, None, "已完成2件"),
    ("总计（万元）", None, None, None, 38000),
    (None, "共计16件"),
    ("小计：5件",),
    (9,),
    (9, None, None, None, None, None, None),
    ("注：1.红色为逾期。",),
    ("备注：本表每周五更新",),
    ("填表说明：如实填写",),
    ("※ 以上数据截至10月31日",),
    ("填表人：何某      审核人：吕某      联系电话：1xx-xxxx-0000",),
    (None, "填报人：郑某", None, "审核：冯某"),
    ("负责人（签字）：", None, None, "日期：2026年11月3日"),
    ("主要负责人签字：            填表人：吴某   联系电话：1xx-xxxx-0008",),
    ("例", "××路××处问题", "××街道", "×××", "××月××日", "整改中"),
    ("—", "以下空白"),
    (10, "/", "区城管局"),
    (10, "×××××", "××街道"),
    (11, None, "区城管局", "李某"),
]


@pytest.mark.parametrize("row", NO_TASKS, ids=str)
def test_a_row_that_is_no_task(row: tuple[Any, ...]) -> None:
    assert titles(HEAD, TASK, row) == ["地砖破损"]


def test_a_task_may_speak_of_totals_and_notes() -> None:
    assert titles(
        HEAD,
        (1, "合计三处井盖缺失", "区城管局"),
        (2, "说明牌破损", "区文旅局", "王某"),
        (3, "备注栏未填写", "区政府办"),
    ) == ["合计三处井盖缺失", "说明牌破损", "备注栏未填写"]


def test_two_rows_alike_are_two_tasks() -> None:
    assert titles(HEAD, TASK, TASK) == ["地砖破损", "地砖破损"]


def test_a_row_with_a_title_alone_is_a_task_without_a_unit() -> None:
    row = only([HEAD, (None, "窨井盖下沉")])

    assert (row.unit, row.stage) == (None, Stage.UNCLAIMED)


SECTIONS = [
    ([("一、扬尘污染类（6件）",), TASK], "扬尘污染类"),
    ([("一、扬尘污染类：",), TASK], "扬尘污染类"),
    ([("第一部分 市容环境",), TASK], "市容环境"),
    ([("（二）街道自查问题",), TASK], "街道自查问题"),
    ([("一、市容",), ("（一）占道",), TASK], "市容/占道"),
    ([("一、市容",), ("（一）占道",), TASK, ("二、绿化",), (2, "树木缺株", "区园林局")], "绿化"),
    ([("一", "城建类（2个）", None, None, None, None, 12.3), TASK], "城建类"),
    ([("一、", "城建类"), TASK], "城建类"),
    ([("第一类", "重点工程类（2项）"), TASK, ("第二类", "管理提升"), (2, "修订办法", "区城管局")], "管理提升"),
]


@pytest.mark.parametrize(("rows", "category"), SECTIONS)
def test_a_section_is_the_category_of_the_rows_below(rows: list[tuple[Any, ...]], category: str) -> None:
    found = read(sheet([HEAD, *rows])).rows

    assert found[-1].category == category


def test_a_section_without_a_number_is_known_by_being_merged() -> None:
    row = only([HEAD, ("幸福街道",), TASK], ["A2:G2"])

    assert row.category == "幸福街道"


def test_a_section_above_the_heading_is_one_too_and_the_title_is_none() -> None:
    row = only([("和平街道问题清单",), ("（一）市级暗访",), HEAD, TASK], ["A1:G1", "A2:G2"])

    assert row.category == "市级暗访"


def test_a_new_heading_ends_a_section_that_belongs_to_the_table_above() -> None:
    rows = read(
        sheet(
            [
                HEAD,
                ("幸福街道",),
                TASK,
                ("附件2",),
                ("序号", "工作任务", "牵头单位", "完成时限"),
                (1, "修订办法", "区城管局", "年底"),
            ],
            ["A2:G2", "A4:G4"],
        )
    ).rows

    assert [row.category for row in rows] == ["幸福街道", None]


def test_merged_cells_speak_for_all_their_rows() -> None:
    rows = read(sheet([HEAD, TASK, (2, "垃圾满溢", None, "李某"), (3, "飞线充电", None, None)], ["C2:C3"])).rows

    assert [row.unit for row in rows] == ["区城管局", "区城管局", None]


@pytest.mark.parametrize("same", ["同上", "〃", "″", "同 上"])
def test_ditto_is_the_cell_above(same: str) -> None:
    rows = read(
        sheet([HEAD, TASK, (2, "垃圾满溢", same, same, same, "已完成"), (3, "飞线充电", same, None, same)])
    ).rows

    assert [(row.unit, row.person, row.due) for row in rows] == [
        ("区城管局", "张某", "2026-10-20"),
        ("区城管局", "张某", "2026-10-20"),
        ("区城管局", None, "2026-10-20"),
    ]


def test_a_heading_that_comes_again_is_no_task_and_one_that_changes_is_read_again() -> None:
    rows = read(
        sheet(
            [
                HEAD,
                TASK,
                HEAD,
                (2, "垃圾满溢", "区环卫中心"),
                ("编号", "责任单位", "问题描述", "完成时限"),
                (1, "区园林局", "树木缺株", "11月底"),
            ]
        )
    ).rows

    assert [(row.title, row.unit, row.due) for row in rows] == [
        ("地砖破损", "区城管局", "2026-10-20"),
        ("垃圾满溢", "区环卫中心", None),
        ("树木缺株", "区园林局", "2026-11-30"),
    ]


def test_headings_of_two_and_three_rows() -> None:
    two = only(
        [("序号", "问题", "责任", None), (None, None, "单位", "责任人"), (1, "地砖破损", "区城管局", "张某")],
        ["A1:A2", "B1:B2", "C1:D1"],
    )
    three = only(
        [
            ("序号", "项目名称", "投资情况（亿元）", None, None, "责任单位"),
            (None, None, "总投资", "2026年", None, None),
            (None, None, None, "计划", "完成", None),
            (1, "小学", 1.8, 0.6, 0.5, "区教育局"),
        ],
        ["A1:A3", "B1:B3", "C1:E1", "C2:C3", "D2:E2", "F1:F3"],
    )

    assert (two.unit, two.person) == ("区城管局", "张某")
    assert (three.planned, three.completed, three.unit) == (6000, 5000, "区教育局")


def test_a_heading_of_two_rows_in_csv_has_no_merges_to_tell_it() -> None:
    row = only(
        [
            ("序号", "重点任务", "责任分工", None, "完成时限"),
            (None, None, "牵头单位", "责任单位", None),
            ("1", "修路", "区住建局", "各街道", "12月底"),
        ],
        is_text=True,
    )

    assert (row.title, row.lead_unit, row.unit, row.due) == ("修路", "区住建局", "各街道", "2026-12-31")


ABOVE = [
    ("责任单位：幸福街道办事处", "交办日期：2026年10月9日"),
    ("责任单位：幸福街道办事处    交办日期：2026年10月9日",),
    ("责任单位", "幸福街道办事处", None, "交办时间", date(2026, 10, 9)),
]


@pytest.mark.parametrize("line", ABOVE[:2])
def test_the_line_above_a_table_holds_for_all_its_rows(line: tuple[Any, ...]) -> None:
    row = only([("问题清单",), line, ("序号", "问题", "责任人", "整改时限"), (1, "地砖破损", "张某", "3天")])

    assert (row.unit, row.person, row.due) == ("幸福街道办事处", "张某", "2026-10-12")


@pytest.mark.parametrize(
    "line", ["填报单位：区城管局", "督办单位：区督查室", "牵头部门：区城管局", "单位：万元", "制表：区督查室"]
)
def test_other_lines_above_a_table_say_nothing_of_its_rows(line: str) -> None:
    row = only([("问题清单",), (line,), ("序号", "问题", "责任人", "整改时限"), (1, "地砖破损", "张某", "10月9日")])

    assert row.unit is None


def test_a_table_with_a_column_of_units_does_not_ask_the_line_above() -> None:
    rows = read(sheet([("责任单位：幸福街道办事处",), HEAD, TASK, (2, "垃圾满溢", None)])).rows

    assert [row.unit for row in rows] == ["区城管局", None]


def test_the_finest_text_is_the_title_and_the_coarser_one_is_kept() -> None:
    rows = read(
        sheet(
            [
                ("序号", "重点任务", "具体举措", "责任单位"),
                (1, "城市更新", "改造老旧小区20个", "区住建局"),
                (2, None, "新增停车位1000个", "区城管局"),
            ],
            ["B2:B3"],
        )
    ).rows

    assert [row.title for row in rows] == ["改造老旧小区20个", "新增停车位1000个"]
    assert all("重点任务：城市更新" in row.notes for row in rows)


def test_measures_are_the_title_only_where_they_are_finer_than_the_task() -> None:
    head = ("序号", "工作任务", "工作措施", "责任单位")
    fine = read(sheet([head, (1, "治污", "铺设管网", "区水务局"), (2, None, "清淤", "区水务局")], ["B2:B3"])).rows
    plain = read(sheet([head, (1, "治污", "铺设管网", "区水务局")])).rows

    assert [row.title for row in fine] == ["铺设管网", "清淤"]
    assert [row.title for row in plain] == ["治污"]


def test_the_problems_of_a_project_are_a_remark_and_those_of_a_point_are_the_task() -> None:
    project = only(
        [("序号", "项目名称", "总投资（万元）", "责任单位", "存在问题"), (1, "小学", 900, "区教育局", "征地难")]
    )
    point = only([("序号", "点位名称", "存在问题", "责任单位"), (1, "小学", "门前积水", "区教育局")])

    assert (project.title, project.kind) == ("小学", Kind.PROJECT)
    assert "存在问题：征地难" in project.notes
    assert (point.title, point.area, point.kind) == ("门前积水", "小学", Kind.PROBLEM)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("存在问题", Kind.PROBLEM),
        ("隐患描述", Kind.PROBLEM),
        ("项目名称", Kind.PROJECT),
        ("督办事项", Kind.ASSIGNMENT),
        ("工作任务", Kind.ASSIGNMENT),
        ("测评标准", Kind.CHECK),
    ],
)
def test_the_kind_is_that_of_the_table(head: str, kind: Kind) -> None:
    assert only([("序号", head, "责任单位", "完成时限"), (1, "某件事", "区城管局", "年底")]).kind is kind


def test_a_column_of_kinds_decides_row_by_row_and_others_are_a_category() -> None:
    head = ("序号", "类型", "事项名称", "责任单位")
    rows = read(
        sheet([head, (1, "问题", "甲事", "区城管局"), (2, "项目", "乙事", "区城管局"), (3, "市容", "丙事", "区城管局")])
    ).rows

    assert [(row.kind, row.category) for row in rows] == [
        (Kind.PROBLEM, None),
        (Kind.PROJECT, None),
        (Kind.ASSIGNMENT, "市容"),
    ]


def test_hidden_rows_and_columns_stay_out_until_they_are_asked_for() -> None:
    hidden = sheet(
        [HEAD, TASK, (2, "扣分项", "区城管局", None, None, None, "内部")], hidden_rows={3}, hidden_columns={7}
    )

    assert [row.title for row in read(hidden).rows] == ["地砖破损"]
    everything = read(hidden, hidden=True).rows
    assert everything[1].title == "扣分项"
    assert "备注：内部" in everything[1].notes


def test_sheets_that_are_hidden_or_no_ledgers_stay_out_until_they_are_named() -> None:
    rows = [HEAD, TASK]
    book = [
        sheet(rows),
        sheet(rows, name="填表说明"),
        sheet(rows, name="旧台账", hidden=True),
        sheet(rows, name="汇总表"),
    ]

    assert len(read(*book).rows) == 1
    assert [(each.sheet, each.why) for each in read(*book).left_out] == [
        ("旧台账", "hidden"),
        ("填表说明", "no_ledger"),
        ("汇总表", "no_ledger"),
    ]
    assert [row.sheet for row in read(*book, sheets=["旧台账", "汇总表"]).rows] == ["旧台账", "汇总表"]


def test_the_only_sheet_is_read_whatever_it_is_called() -> None:
    assert len(read(sheet([HEAD, TASK], name="问题汇总表")).rows) == 1


def test_no_unit_is_unclaimed_whatever_the_status_says() -> None:
    assert under_head(1, "地砖破损", "待定", None, None, "已完成").stage is Stage.UNCLAIMED
    assert under_head(1, "地砖破损", None, None, None, "整改中").stage is Stage.UNCLAIMED


def test_without_a_column_of_units_the_lead_unit_does_the_work() -> None:
    row = only(
        [("序号", "工作任务", "牵头单位", "配合单位", "完成时限"), (1, "修路", "区住建局、区城管局", "各街道", "年底")]
    )

    assert (row.lead_unit, row.unit, row.co_units) == ("区住建局", "区住建局", ("区城管局", "各街道"))


def test_who_asks_and_who_checks_does_not_do_the_work() -> None:
    head = ("序号", "问题", "督办单位", "整改单位", "核查单位", "填报单位", "举报人", "责任人")
    row = only([head, (1, "积水", "督查室", "区水务局", "审计局", "区政府办", "李某", "王某")])

    assert (row.unit, row.person, row.co_units) == ("区水务局", "王某", ())


@pytest.mark.parametrize("column", [2, 3, 4])
def test_a_telephone_number_stays_in_the_notes(column: int) -> None:
    values: list[Any] = [1, "地砖破损", "区城管局", "张某", "10月20日", "整改中", None]
    values[column - 1] = f"{values[column - 1]} 1xx-xxxx-0001"
    row = under_head(*values)

    assert (row.title, row.unit, row.person) == ("地砖破损", "区城管局", "张某")
    assert any("1xx-xxxx-0001" in note for note in row.notes)


def test_a_colour_is_kept_and_an_unread_cell_is_told_and_never_nought() -> None:
    head = ("序号", "项目名称", "责任单位", "年度计划投资（万元）", "完成投资（万元）", "完成率", "预警")
    rows = [head, (1, "小学", "区教育局", 900, Unread.FORMULA, Unread.ERROR, None)]
    [row] = read(sheet(rows, colours={(2, 7): "red"})).rows

    assert (row.planned, row.completed, row.progress, row.lamp) == (900, None, None, "红")
    assert "预警：红" in row.notes
    assert [(doubt.kind, doubt.at) for doubt in row.doubts] == [("formula", "完成投资(万元)"), ("error", "完成率")]


def test_of_several_columns_to_tick_the_furthest_counts() -> None:
    head = ("序号", "问题", "责任单位", "整治", "达标", "巩固", "销号")
    rows = read(
        sheet([head, (1, "甲", "区城管局", "√", "√"), (2, "乙", "区城管局", "√", "√", "√", "√"), (3, "丙", "区城管局")])
    ).rows

    assert [row.stage for row in rows] == [Stage.MET, Stage.CLOSED, None]


def test_of_several_questions_the_furthest_yes_counts() -> None:
    head = ("序号", "问题", "责任单位", "是否完成整治", "是否销号")
    rows = read(
        sheet(
            [
                head,
                (1, "甲", "区城管局", "是", "是"),
                (2, "乙", "区城管局", "是", "否"),
                (3, "丙", "区城管局", "否", "否"),
            ]
        )
    ).rows

    assert [row.stage for row in rows] == [Stage.CLOSED, Stage.MET, Stage.UNDERWAY]


@pytest.mark.parametrize(
    ("head", "text", "stage"),
    [
        ("整改完成情况", "正在推进，完成80%", Stage.UNDERWAY),
        ("整改完成情况", "已完成；待验收", Stage.MET),
        ("进展情况", "已完成", Stage.MET),
        ("进展情况", "已完成，正在收尾", None),
        ("进展情况", "已清洗9家", None),
        ("化解情况", "已化解", Stage.MET),
    ],
)
def test_a_story_tells_the_stage_only_where_it_is_a_status_word(head: str, text: str, stage: Stage | None) -> None:
    assert only([("序号", "问题", "责任单位", head), (1, "甲", "区城管局", text)]).stage is stage


def test_few_known_headings_are_enough_where_they_say_what_and_who() -> None:
    assert (
        only([("问题", "单位", "谁来办", "啥时候", "咋样了"), ("路灯不亮", "区城管局", "老王", "下周", "没弄")]).unit
        == "区城管局"
    )


def test_a_heading_with_a_slash_is_one_heading() -> None:
    row = only([("序号", "问题", "责任单位", "整改情况（已完成/正在推进）"), (1, "甲", "区城管局", "已换新")])

    assert row.notes == ["整改情况(已完成/正在推进)：已换新"]


def test_the_street_beside_the_unit_is_where_and_alone_it_is_who() -> None:
    beside = only([("序号", "所在街道", "问题", "责任单位"), (1, "大学路街道", "甲", "区城管局")])
    alone = only([("序号", "街道", "问题", "整改时限"), (1, "大学路街道", "甲", "年底")])

    assert (beside.unit, beside.area) == ("区城管局", "大学路街道")
    assert alone.unit == "大学路街道"


def test_where_no_problem_is_told_there_is_none() -> None:
    head = ("序号", "点位名称", "测评内容", "存在问题", "责任单位")

    assert titles(
        head, (1, "大学路", "环境卫生", "有烟头", "大学路街道"), (2, "康桥社区", "宣传氛围", None, "福华街街道")
    ) == ["有烟头"]


def test_the_numbers_of_several_measures_in_one_cell_stay() -> None:
    head = ("序号", "具体举措", "责任单位")

    assert titles(head, (1, "1.立项20个；\n2.开工10个", "区住建局"), (2, "2.修路", "区住建局")) == [
        "1.立项20个；2.开工10个",
        "修路",
    ]


def test_everything_else_is_kept_under_its_heading() -> None:
    head = ("编号", "问题来源", "问题", "整改措施", "责任单位", "进展情况", "得分")
    row = only([head, ("WT-1", "市级督导", "积水", "疏通", "区水务局", "已疏通一半", 3.5)])

    assert row.notes == ["整改措施：疏通", "进展情况：已疏通一半", "得分：3.5"]
    assert (row.code, row.source) == ("WT-1", "市级督导")


def test_the_year_is_that_of_the_title_or_of_the_file_or_asked_for() -> None:
    rows = [HEAD, TASK]

    assert read(sheet([("2025年台账",), *rows]), year=None).rows[0].due == "2025-10-20"
    assert read(sheet(rows), year=None, name="台账（2024）").rows[0].due == "2024-10-20"
    unknown = read(sheet(rows), year=None)
    assert unknown.needs_year
    assert (unknown.rows[0].due, unknown.rows[0].due_words) == (None, "10月20日")


def test_a_problem_of_several_tasks_stands_in_front_of_each() -> None:
    rows = read(
        sheet(
            [
                ("序号", "具体问题", "整改任务", "责任科室", "完成时限"),
                (1, "学习制度不健全", "完善学习制度", "办公室", "12月31日"),
                (None, None, "严格考勤", "机关党委", "12月31日"),
                (2, "采购不规范", "规范采购", "计财科", "12月31日"),
            ],
            ("B2:B3",),
        )
    ).rows

    assert [row.title for row in rows] == [
        "学习制度不健全：完善学习制度",
        "学习制度不健全：严格考勤",
        "采购不规范：规范采购",
    ]
    assert {row.kind for row in rows} == {Kind.PROBLEM}


def test_standards_are_the_title_where_they_are_finer_than_the_task() -> None:
    head = ("序号", "任务内容", "具体标准", "责任分工", "完成时限")
    rows = [
        head,
        (1, "户厕改造", "完成改造320户", "牵头：县农业农村局\n配合：县卫健局"),
        (2, None, "问题厕所清零", "县住建局"),
    ]

    found = read(sheet(rows, ("B2:B3",))).rows

    assert [(row.title, row.unit, row.co_units) for row in found] == [
        ("完成改造320户", "县农业农村局", ("县卫健局",)),
        ("问题厕所清零", "县住建局", ()),
    ]


def test_a_section_with_a_number_above_the_first_heading() -> None:
    rows = [("百日攻坚任务清单",), ("交办日期：2026年10月15日",), ("一、农村厕所革命（2项）",), HEAD, TASK]

    assert [row.category for row in read(sheet(rows)).rows] == ["农村厕所革命"]
    assert [row.category for row in read(sheet([("一、环境问题整改台账",), HEAD, TASK])).rows] == [None]


@pytest.mark.parametrize(
    ("text", "leader", "person"),
    [
        ("赵某/孙某", "赵某", "孙某"),
        ("赵某\n孙某 1xx-xxxx-0001", "赵某", "孙某"),
        ("周某", None, "周某"),
        ("—", None, None),
    ],
)
def test_leader_and_person_in_one_cell(text: str, leader: str | None, person: str | None) -> None:
    row = only([("序号", "存在问题", "责任单位", "责任领导/责任人"), (1, "黑臭坑塘", "石桥镇", text)])

    assert (row.leader, row.person) == (leader, person)


@pytest.mark.parametrize(
    ("heads", "sums"),
    [
        (("本年计划投资", "本年度实际完成"), (1200.0, 480.0)),
        (("年度目标", "1-10月完成投资"), (1200.0, 480.0)),
    ],
)
def test_the_other_half_of_a_sum_need_not_say_that_it_is_one(heads: tuple[str, str], sums: tuple[float, float]) -> None:
    row = only([("序号", "项目名称", "责任单位", *heads), (1, "供销社小区", "区住建局", 1200, "480")])

    assert (row.planned, row.completed) == sums


def test_a_status_word_in_a_column_of_progress_is_a_status() -> None:
    row = only([("序号", "存在问题", "责任单位", "工作进度"), (1, "黑臭坑塘", "石桥镇", "已完成")])

    assert row.stage is Stage.MET


def test_each_block_of_a_sheet_has_its_own_line_above() -> None:
    head = ("序号", "问题", "位置", "整改时限")
    rows = [
        ("责任单位：区城管局", None, None, "交办时间：2026年10月8日"),
        head,
        (1, "路面坑洼", "解放路", "5日内"),
        ("责任单位：区住建局", None, None, "交办时间：2026年10月20日"),
        head,
        (1, "围挡破损", "滨河工地", "5日内"),
        ("责任单位：公安分局",),
        head,
        (1, "乱停车", "火车站", "立即"),
    ]

    found = read(sheet(rows)).rows

    assert [(row.unit, row.due, row.category) for row in found] == [
        ("区城管局", "2026-10-13", None),
        ("区住建局", "2026-10-25", None),
        ("公安分局", "2026-10-20", None),
    ]


def test_lead_units_with_their_persons() -> None:
    row = only([("序号", "重点任务", "牵头单位及责任人", "配合单位"), (1, "新增企业20家", "区工信局 张某", "区统计局")])

    assert (row.lead_unit, row.unit, row.person, row.co_units) == ("区工信局", "区工信局", "张某", ("区统计局",))


def test_a_dot_of_a_colour_is_a_lamp() -> None:
    rows = [("序号", "存在问题", "责任单位", "亮灯"), (1, "黑臭坑塘", "石桥镇", "●")]

    [row] = read(sheet(rows, colours={(2, 4): "yellow"})).rows

    assert row.lamp == "黄"


def test_a_line_of_two_cells_above_a_heading_is_not_its_upper_half() -> None:
    rows = [
        ("代表建议办理进度表",),
        ("（截至2026年11月20日）", None, None, "2026年3月10日统一交办"),
        ("建议编号", "建议题目", "承办单位", "办理时限", "答复日期"),
        ("001", "新建公交首末站", "区交通局", "3个月", "6月5日"),
    ]

    [row] = read(sheet(rows)).rows

    assert (row.unit, row.due) == ("区交通局", "2026-06-10")


def test_a_title_that_comes_again_on_the_next_page_is_no_section() -> None:
    rows = [("重点任务分解表",), HEAD, TASK, ("重点任务分解表（续）",), HEAD, (2, "井盖缺失", "区城管局")]

    assert [(row.title, row.category) for row in read(sheet(rows, ("A4:G4",))).rows] == [
        ("地砖破损", None),
        ("井盖缺失", None),
    ]


def test_words_beside_a_share_are_kept() -> None:
    row = only([("序号", "项目名称", "责任单位", "工程进度"), (1, "石榴巷", "区城管局", "完成60%")])

    assert (row.progress, row.notes) == (60, ["工程进度：完成60%"])


def test_a_label_above_a_table_may_stand_in_a_cell_of_its_own() -> None:
    rows = [
        ("责任单位", "区城管局", None, "交办日期", "2026年10月9日"),
        ("序号", "问题", "位置", "整改时限"),
        (1, "路面坑洼", "解放路", "3天"),
    ]

    [row] = read(sheet(rows)).rows

    assert (row.unit, row.due) == ("区城管局", "2026-10-12")


def test_how_far_it_should_be_is_not_how_far_it_is() -> None:
    row = only([("序号", "项目名称", "责任单位", "序时进度", "完成率"), (1, "石榴巷", "区城管局", "80%", None)])

    assert (row.progress, row.notes) == (None, ["序时进度：80%"])


def test_a_heading_of_three_rows_in_csv() -> None:
    rows = [
        ("序号", "目标任务", "工作举措", "责任分工", None, None, "时间要求", None, None, "落实情况", None),
        (None, None, None, "牵头领导", "单位", None, "交办时间", "完成时限", None, "进展情况", "办理状态"),
        (None, None, None, None, "责 任 单 位", "配合单位", None, "原定时限", "调整后时限", None, None),
        (
            "1",
            "建平台",
            "上线一期",
            "王某",
            "市数据局",
            "市财政局",
            "2026/9/1",
            "10月底前",
            "12月15日",
            "已招标",
            "推进中",
        ),
        ("2", None, "上线二期", "王某", "市数据局", None, "2026/9/1", "3日内", None, None, "未启动"),
    ]

    found = read(sheet(rows), is_text=True).rows

    assert [(row.title, row.leader, row.unit, row.co_units, row.due, row.original_due) for row in found] == [
        ("上线一期", "王某", "市数据局", ("市财政局",), "2026-12-15", "2026-10-31"),
        ("上线二期", "王某", "市数据局", (), "2026-09-04", None),
    ]


def test_a_single_heading_below_a_single_heading_is_part_of_it() -> None:
    rows = [
        ("序号", "反馈问题", "交办", None, "责任", None, "核查情况", "备注"),
        (None, None, "文号", "时间", "单位", "领导", "核查单位", None),
        ("1", "黑臭坑塘", "3号", "2026.5.6", "石桥镇", "王某", "市局", None),
    ]

    [row] = read(sheet(rows), is_text=True).rows

    assert (row.title, row.unit, row.leader) == ("黑臭坑塘", "石桥镇", "王某")


def test_without_merged_cells_the_column_that_is_always_filled_is_the_finer() -> None:
    head = ("序号", "测评内容", "测评标准", "责任单位")

    assert titles(head, (1, "主次干道", "路面平整", "市城管局"), (2, None, "公益广告占比三成", "市文明办")) == [
        "路面平整",
        "公益广告占比三成",
    ]
    assert titles(
        ("序号", "工作任务", "工作措施", "责任单位"),
        *[(at, f"任务{at}", "抓好落实", "市城管局") for at in range(1, 6)],
        (6, None, "抓好落实", "市城管局"),
    ) == [f"任务{at}" for at in range(1, 6)]


def test_a_table_that_counts_tasks_has_none() -> None:
    head = ("单位", "任务数", "完成数", "完成率", "存在问题")

    assert titles(("督办任务完成情况",), head, ("区城管局", 12, 9, 0.75, "进度偏慢")) == []


def test_what_is_to_be_solved_is_the_title_before_the_name_of_whom_it_is_for() -> None:
    head = ("序号", "企业（项目）名称", "包联县级领导", "需解决问题", "责任部门")

    assert titles(head, (1, "甲公司", "王某", "用地手续办理慢", "县自然资源局")) == ["用地手续办理慢"]


@pytest.mark.parametrize(
    ("heads", "unit", "helpers"),
    [(("责任单位", "相关单位"), "区城管局", ("区水利局",)), (("完成措施", "相关单位"), "区水利局", ())],
)
def test_units_concerned_do_the_work_where_nobody_else_does(
    heads: tuple[str, str], unit: str, helpers: tuple[str, ...]
) -> None:
    row = only([("序号", "存在问题", *heads, "整改时限"), (1, "黑臭坑塘", "区城管局", "区水利局", "12月底")])

    assert (row.unit, row.co_units) == (unit, helpers)


def test_the_point_of_a_problem_is_where_it_is_unless_nothing_else_says_what() -> None:
    row = only(
        [("序号", "隐患点", "隐患内容", "受检单位", "整改单位"), (1, "储罐区", "报警器未联网", "甲公司", "乙公司")]
    )

    assert (row.title, row.area, row.unit) == ("报警器未联网", "储罐区 甲公司", "乙公司")
    assert only([("序号", "隐患点", "整改单位"), (1, "储罐区报警器", "乙公司")]).title == "储罐区报警器"


@pytest.mark.parametrize(
    ("line", "unit", "helpers", "due"),
    [
        ("责任单位（盖章）：区城管局    交办日期：2026.10.9", "区城管局", (), "2026-10-12"),
        ("责任单位：区城管局 交办日期：二〇二六年十月九日", "区城管局", (), "2026-10-12"),
        ("责任单位：区城管局（10月9日交办）", "区城管局", (), "2026-10-12"),
        ("责任单位：区城管局（牵头）、区住建局（配合）", "区城管局", ("区住建局",), None),
        ("责任单位：见下表  交办日期：2026年10月9日", None, (), "2026-10-12"),
        ("填报单位：区城管局  2026年10月9日下发", None, (), "2026-10-12"),
        ("牵头部门：区城管局  派单日期：20261009", None, (), "2026-10-12"),
    ],
)
def test_the_ways_of_a_line_above(line: str, unit: str | None, helpers: tuple[str, ...], due: str | None) -> None:
    row = only([("问题清单",), (line,), ("序号", "问题", "位置", "整改时限"), (1, "坑洼", "解放路", "3天")])

    assert (row.unit, row.co_units, row.due) == (unit, helpers, due)
