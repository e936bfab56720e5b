"""What a heading means: by its core word, whatever an office puts around it."""

from __future__ import annotations

import pytest

from board.text.ledger.heads import money_unit, read_head, span_of
from board.text.ledger.roles import Role

T, N = Role.TITLE, Role.NOTE
HEADS: dict[Role, str] = {
    Role.SERIAL: "序号|序|编序|No.|项次",
    Role.CODE: "督办编号|问题编号|项目代码|文号|工单编号|编号",
    Role.TITLE: (
        "存在问题|问题描述|问 题 描 述|具体问题|主要问题|问题隐患|隐患描述|发现问题|反馈问题|"
        "存在的主要问题|问题清单|问题概述|"
        "督办事项|议定事项|工作任务|重点任务|任务名称|工作内容|具体举措|主要任务|目标任务|交办事项|"
        "工作事项|诉求内容|承办事项|"
        "项目名称|工程名称|重点项目|建设项目|测评标准|测评内容|考核标准|实事内容|建议内容|督查事项|"
        "决定事项|任务分解|问题简述|整改事项|"
        "案件描述|反映内容|工单内容|事件描述|年度重点工作|实地考察标准|短板弱项|风险点|违法事实|"
        "扣分项|失分点|需解决问题|领导交办事项|卡点堵点|矛盾纠纷内容|民生工程|违建情况|案件名称|测评要求|治理内容|整治内容|"
        "具体表现|问题图斑|隐患简要情况|巡察意见|"
        "项目及内容|批示事项|细化措施"
    ),
    Role.UNIT: (
        "责任单位|责任部门|责任单位(部门)|整改单位|整改责任单位|承办单位|主办单位|主责单位|实施单位|"
        "落实单位|责任主体|执行单位|"
        "责任局委|责任科室|办理单位|单位|部门|建设单位|属地街道|责任镇办|建设主体|责任分工|工作分工|"
        "责任归属|责任方|项目法人|责任中队|包保园区|责任企业"
    ),
    Role.LEAD_UNIT: "牵头单位|牵头部门|牵头责任单位|牵头科室|牵头",
    Role.CO_UNITS: "配合单位|协办单位|协同部门|协助单位|配合责任单位|参与单位|会办单位|配合|"
    "其他责任单位|共同责任单位|相关单位|联合单位|配合落实单位",
    Role.LEADER: "责任领导|包抓领导|包保领导|挂点领导|牵头领导|分管领导|联系领导|区级领导|包联县级领导|"
    "分管副区长|路长|领导姓名",
    Role.PERSON: "责任人|责任人及电话|责任人/电话|承办人|经办人|具体责任人|联系人|项目联系人|负责人|"
    "责任人（电话）|整改责任人|网格员|"
    "联系人及方式|联络员及联系方式|经办|包保责任人|科室负责人|单位负责人|责任科长|中队长|整改责任人及职务|包保干部|项目经理|社区联系人",
    Role.LEADER_PERSON: "责任领导/责任人|包抓领导及联系人",
    Role.UNIT_PERSON: "责任单位/责任人|责任单位及责任人|责任单位责任人|承办单位及负责人|责任单位（人）"
    "|责任单位、责任人及联系电话",
    Role.DUE: (
        "整改时限|完成时限|办结时限|时限|截止时间|截止日期|整改期限|完成期限|计划完成时间|"
        "计划竣工时间|要求完成时限|办理期限|限期|"
        "完成时间|整改时间|时间节点|时间要求|拟完成时间|预计完成时间|竣工时间|整改完成时限|"
        "目标完成时间|完成日期|计划整改完成时间|投产时间|完成年限|限时|办毕时间|任务节点|节点要求|处理时限及要求|完成时限和标准|交工时间|截至时间"
    ),
    Role.NEW_DUE: "延期至|延长至|顺延至|调整后|延期后时限|调整后完成时限|展期至|延期时间|新时限",
    Role.ASSIGNED: "交办时间|交办日期|派单时间|转办时间|下达时间|分办日期",
    Role.DONE_ON: "实际完成时间|销号时间|销号日期|实际竣工时间|整改到位时间|整改完成时间|验收时间",
    Role.STAGE: "整改状态|办理状态|状态|是否完成|是否化解|是否竣工|已完成/未完成|是否销号|"
    "是否整改到位|是否办结|进展状态|当前阶段|完成与否|"
    "办理结果|整改结果|销号情况",
    Role.MAYBE_STAGE: "整改情况|办理情况|进展情况|落实情况|现状|工作进展|完成情况|形象进度|推进情况|复查结果|处置结果",
    Role.PROGRESS: "整改率|完成率|完成比例|占年度计划%|投资完成率|工作进度|完成百分比|进度|完成度|完成年度目标（%）",
    Role.CATEGORY: "问题大类|点位类型|一级指标|所属领域|项目类别|测评项目|板块",
    Role.KIND: "类型|事项类型|类别|问题类别",
    Role.AREA: "点位名称|具体点位|位置|建设地点|问题地点|行政村|所属社区|路段|所在位置|点位|隐患部位|具体位置"
    "|所在村|河段|巷道名称",
    Role.PLANNED: "年度计划投资|2026年计划投资|年度投资计划（万元）|年度计划（万元）|本年计划投资|投资计划",
    Role.COMPLETED: "本年完成投资|1-10月完成投资|累计完成投资|完成投资（万元）|已完成投资|开工至今累计完成（万元）"
    "|截至10月底完成投资|截至目前完成投资",
    Role.TOTAL: "总投资|总投资（亿元）|概算总投资|估算投资|投资总额",
    Role.LAMP: "预警|亮灯|灯色|预警状态灯|红黄绿灯|红黄牌",
    Role.PHONE: "联系电话|电话|手机号码|联系方式",
    Role.SOURCE: "问题来源|立项依据|任务来源|交办依据",
    Role.NOTE: (
        "备注|整改后照片|督办单位|核查单位|填报单位|填报人|审核人|督导单位|验收单位|监管单位|核查意见|开工时间|"
        "建设性质|是否延期|延期原因|填报时间|检查时间|得分|施工单位|监理单位|交办单位|举报人|"
        "合同工期|问题个数|检查人|督办领导|考核扣分|上报时间|反馈时间|计量单位|领导意见|"
        "责任单位意见|责任单位签字|责任单位数|整改后|整改后照片|督办责任人|督导人员|任务来源时间|复查人|提案人"
    ),
}
UNDER = [
    ("整改责任", "责任领导", Role.LEADER),
    ("投资情况（万元）", "总投资", Role.TOTAL),
    ("投资情况", "2026年计划投资", Role.PLANNED),
    ("2026年投资", "计划", Role.PLANNED),
    ("2026年投资", "完成", Role.COMPLETED),
    ("实际", "竣工时间", Role.DONE_ON),
    ("整改情况", "完成时间", Role.DONE_ON),
    ("整改要求", "整改时限", Role.DUE),
    ("责任分工", "牵头单位", Role.LEAD_UNIT),
    ("责任单位", "牵头", Role.LEAD_UNIT),
    ("责任单位", "配合", Role.CO_UNITS),
    ("牵头领导", "姓名", Role.LEADER),
    ("时限", "调整后", Role.NEW_DUE),
    ("开竣工时间", "计划开工", Role.START),
    ("开竣工时间", "计划竣工", Role.DUE),
    ("完成时限", "原定", Role.DUE),
    ("完成时间", "计划", Role.DUE),
    ("完成时间", "实际", Role.DONE_ON),
    ("整改时间", "实际", Role.DONE_ON),
    ("时间", "交办", Role.ASSIGNED),
    ("交办", "时间", Role.ASSIGNED),
    ("销号", "时间", Role.DONE_ON),
    ("完成时限", "第一次延期", Role.NEW_DUE),
    ("时限", "现时限", Role.NEW_DUE),
    ("起止时间", "止", Role.DUE),
    ("完成时限", "是否延期", Role.NOTE),
    ("牵头", "单位", Role.LEAD_UNIT),
    ("配合", "单位", Role.CO_UNITS),
    ("配合单位", "单位名称", Role.CO_UNITS),
    ("主责单位", "单位名称", Role.UNIT),
    ("责任人", "职务", Role.NOTE),
    ("进展状态", "推进中", Role.STAGE),
    ("进度", "竣工", Role.DUE),
    ("责任领导", "职务", Role.NOTE),
    ("督办单位", "名称", Role.NOTE),
]


@pytest.mark.parametrize(("head", "role"), [(head, role) for role, heads in HEADS.items() for head in heads.split("|")])
def test_a_heading_is_known_by_its_core_word(head: str, role: Role) -> None:
    found = read_head(head)

    assert (found.role if found else Role.NOTE) is role


@pytest.mark.parametrize(("above", "head", "role"), UNDER)
def test_what_stands_above_a_heading_counts(above: str, head: str, role: Role) -> None:
    found = read_head(head, above)

    assert found is not None
    assert found.role is role


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("截止时间", "处置时限"),
        ("整改时限", "完成时间"),
        ("截止日期", "反馈时限"),
        ("计划完成时间", "时间节点"),
        ("责任单位", "建设单位"),
    ],
)
def test_of_two_columns_of_one_role_the_stronger_word_counts(better: str, worse: str) -> None:
    one, other = read_head(better), read_head(worse)

    assert one is not None
    assert other is not None
    assert one.rank > other.rank


@pytest.mark.parametrize(
    ("head", "span"),
    [
        ("1-10月完成投资", "year"),
        ("年度计划投资", "year"),
        ("2026年计划投资", "year"),
        ("本月完成投资", "month"),
        ("10月完成", "month"),
        ("开工至今累计完成", "whole"),
        ("第四季度计划", "quarter"),
        ("完成投资", ""),
    ],
)
def test_the_span_of_a_sum(head: str, span: str) -> None:
    assert span_of(head) == span


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("总投资（亿元）", 10_000),
        ("年度计划(万元)", 1),
        ("完成投资（元）", 0.0001),
        ("单位：万元", 1),
        ("金额单位:亿元", 10_000),
        ("完成投资", None),
        ("责任单位", None),
    ],
)
def test_what_one_is_worth(text: str, worth: float | None) -> None:
    assert money_unit(text) == worth
