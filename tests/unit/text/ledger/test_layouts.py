"""Tables side by side, tables under one another, forms, and tables on their side."""

from __future__ import annotations

from board.model.task import Kind, Stage
from board.text.ledger.layouts import form_of, tables_of
from tests.unit.text.ledger.grids import HEAD, only, read, sheet


def test_tables_side_by_side() -> None:
    found = read(
        sheet(
            [
                ("两个片区问题清单",),
                ("解放路片区", None, None, None, None, "铭功路片区"),
                ("序号", "问题", "责任单位", "时限", None, "序号", "问题", "责任单位", "时限", "备注"),
                (1, "路面破损", "区城管局", "12月1日", None, 1, "井盖缺失", "区水务局", "12月3日", "主路"),
                (2, "垃圾满溢", "同上", "12月5日", None, 2, "围挡破损", "〃", "12月8日"),
                (3, "护栏缺失", None, None),
                ("合计", "3件", None, None, None, "合计", "2件"),
                ("说明：以现场为准",),
            ],
            ("A1:J1", "A2:D2", "F2:J2", "A8:J8"),
        )
    )
    assert [(row.row, row.title, row.unit, row.due) for row in found.rows] == [
        (4, "路面破损", "区城管局", "2026-12-01"),
        (5, "垃圾满溢", "区城管局", "2026-12-05"),
        (6, "护栏缺失", None, None),
        (4, "井盖缺失", "区水务局", "2026-12-03"),
        (5, "围挡破损", "区水务局", "2026-12-08"),
    ]


def test_a_line_above_speaks_for_all_tables_beside_one_another() -> None:
    heads = ("任务", "承办单位", "时限")
    found = read(
        sheet([("交办日期：2026年11月2日",), (*heads, *heads), ("修路", "甲局", "3日内", "种树", "乙局", "5日内")])
    )
    assert [(row.title, row.due) for row in found.rows] == [("修路", "2026-11-05"), ("种树", "2026-11-07")]


def test_an_ordinary_sheet_is_one_table() -> None:
    ledger = sheet([HEAD, (1, "路面破损", "区城管局", "甲某", "12月1日", "整改中", None)])
    assert tables_of(ledger) == [ledger]
    assert form_of(ledger) is None


def test_the_title_of_the_next_table_is_no_task() -> None:
    found = read(
        sheet(
            [
                ("表一 本周",),
                ("问题", "处理单位", "限期"),
                ("垃圾未清", "区城管局", "11月27日"),
                ("表二 上周遗留",),
                ("事项内容", "主办", "完成节点"),
                ("增设信号灯", "交警二大队", "12月15日"),
                ("审核：", None, "制表：甲某"),
            ]
        )
    )
    assert [row.title for row in found.rows] == ["垃圾未清", "增设信号灯"]


def test_a_form() -> None:
    row = only(
        [
            ("督办通知单",),
            ("督办编号", "二督〔2026〕31号", "签发人", "丁某"),
            ("督办事项", "整治金水河沿线排污口"),
            ("承办单位", "区水务局", "责任人", "甲某"),
            ("协办单位", "区生态环境分局、京广路街道"),
            ("办结时限", "12月20日", "联系电话", "1xx-xxxx-0501"),
            ("办理要求", "逐口封堵"),
        ],
        ("A1:D1", "B3:D3"),
    )
    assert (row.row, row.title, row.kind) == (3, "整治金水河沿线排污口", Kind.ASSIGNMENT)
    assert (row.unit, row.person, row.due, row.code) == ("区水务局", "甲某", "2026-12-20", "二督〔2026〕31号")
    assert row.co_units == ("区生态环境分局", "京广路街道")
    assert {"签发人：丁某", "联系电话：1xx-xxxx-0501", "办理要求：逐口封堵"} <= set(row.notes)


def test_forms_under_one_another_with_labels_that_end_in_a_colon() -> None:
    found = read(
        sheet(
            [
                ("交办单",),
                ("问题描述：", "堆放废土"),
                ("整改单位：", "京广路街道"),
                ("整改期限：11月30日前",),
                (),
                ("问题描述：", "烧烤扰民"),
                ("整改单位：", None),
                ("整改期限：", "即日起"),
            ]
        ),
        is_text=True,
    )
    assert [(row.row, row.title, row.unit, row.due, row.stage) for row in found.rows] == [
        (2, "堆放废土", "京广路街道", "2026-11-30", None),
        (6, "烧烤扰民", None, None, Stage.UNCLAIMED),
    ]


def test_a_table_on_its_side() -> None:
    found = read(
        sheet(
            [
                ("2026年任务卡",),
                ("任务名称", "建口袋公园", "改造老旧小区", "增设充电桩"),
                ("责任单位", "区园林中心", "区住建局、各街道", "—"),
                ("完成时限", "12月底前", "2026年11月15日", "待定"),
                ("进展情况", "已建成3处", "完成", "未启动"),
            ]
        )
    )
    assert [(row.title, row.unit, row.due, row.stage) for row in found.rows] == [
        ("建口袋公园", "区园林中心", "2026-12-31", None),
        ("改造老旧小区", "区住建局", "2026-11-15", Stage.MET),
        ("增设充电桩", None, None, Stage.UNCLAIMED),
    ]


def test_labels_without_anything_to_do_are_no_form() -> None:
    assert form_of(sheet([("责任单位", "区城管局"), ("责任人", "甲某"), ("联系电话", "0371-60000000")])) is None


def test_a_row_of_tasks_whose_words_are_headings_too() -> None:
    found = read(
        sheet(
            [
                ("任务", "责任单位", "完成时限", "进展"),
                ("建口袋公园", "区园林中心", "12月底前", "在建"),
                ("改造老旧小区", "区住建局", "11月15日", "完成"),
            ]
        )
    )
    assert [row.title for row in found.rows] == ["建口袋公园", "改造老旧小区"]


def test_a_status_that_is_ticked() -> None:
    found = read(
        sheet(
            [
                ("任务", "责任单位", "进展状态"),
                (None, None, "未启动", "推进中", "已完成", "已销号"),
                ("整治广告", "区城管局", None, "√"),
                ("清理僵尸车", "区城管局", None, None, "√"),
                ("规范单车", "区城管局", "√"),
                ("打通通道", "区消防大队", None, None, None, "√"),
                ("补种行道树", "区园林中心"),
            ],
            ("A1:A2", "B1:B2", "C1:F1"),
        )
    )
    assert [row.stage for row in found.rows] == [Stage.UNDERWAY, Stage.MET, Stage.UNDERWAY, Stage.CLOSED, None]


def test_who_builds_comes_before_who_watches_over_it() -> None:
    row = only([("项目名称", "主管部门", "建设单位", "竣工时间"), ("停车场", "区停管中心", "区城投公司", "12月底")])
    assert row.unit == "区城投公司"
    assert row.notes == ["主管部门：区停管中心"]


def test_beside_a_table_a_sheet_of_labels_is_its_cover() -> None:
    table = sheet([HEAD, (1, "路面破损", "区城管局", "甲某", "12月1日", "整改中", None)])
    cover = sheet([("项目名称", "秋冬季攻坚"), ("牵头单位", "区提质办"), ("联系人", "丁某")], name="基本情况")
    found = read(cover, table)

    assert [row.title for row in found.rows] == ["路面破损"]
    assert [each.sheet for each in found.left_out] == ["基本情况"]
    assert [row.title for row in read(cover).rows] == ["秋冬季攻坚"]


def test_what_is_hidden_in_another_layout_stays_out() -> None:
    rows = [
        ("任务名称", "建口袋公园", "内部的", "增设充电桩"),
        ("责任单位", "区园林中心", "甲局", "区城管局"),
        ("完成时限", "12月底前", "12月1日", "12月5日"),
    ]
    assert [row.title for row in read(sheet(rows, hidden_columns={3})).rows] == ["建口袋公园", "增设充电桩"]
    form = [("督办事项", "清淤"), ("承办单位", "区水务局"), ("备注", "内部的"), ("办结时限", "12月20日")]
    assert "内部的" not in str(read(sheet(form, hidden_rows={3})).rows[0])
