"""What a cell says: names, status words, sums, shares."""

from __future__ import annotations

import pytest

from board.model.task import Stage
from board.text.ledger.figures import are_fractions, money, share
from board.text.ledger.grid import Percent, Unread
from board.text.ledger.names import Who, is_nobody, read_persons, read_unit_and_person, read_units
from board.text.ledger.states import is_state, read_state

UNITS = [
    ("区住建局", ("区住建局",), (), ""),
    ("柳林镇政府、区交通局\n区城管局", ("柳林镇政府", "区交通局", "区城管局"), (), ""),
    ("区市场监管局（牵头）\n区城管局", ("区市场监管局", "区城管局"), (), ""),
    ("区城管局、区住建局（牵头）", ("区住建局", "区城管局"), (), ""),
    ("区城管局 区住建局", ("区城管局", "区住建局"), (), ""),
    ("区城管局和区住建局", ("区城管局", "区住建局"), (), ""),
    ("区城管局；区住建局，大学路街道", ("区城管局", "区住建局", "大学路街道"), (), ""),
    ("区城管局/大学路街道", ("区城管局", "大学路街道"), (), ""),
    ("牵头单位：区城管局；配合单位：区住建局、交警二大队", ("区城管局",), ("区住建局", "交警二大队"), ""),
    ("区住建局牵头，区城管局配合", ("区住建局",), ("区城管局",), ""),
    ("东关、西关街道", ("东关", "西关街道"), (), ""),
    ("区住建局、张某", ("区住建局",), (), "张某"),
    ("区水利局。", ("区水利局",), (), ""),
    ("主办：区交通局 会办：区自然资源分局、区财政局", ("区交通局",), ("区自然资源分局", "区财政局"), ""),
    ("区住建局（配合：区城管局、区园林局）", ("区住建局",), ("区城管局", "区园林局"), ""),
    ("区城管局、区住建局（配合）", ("区城管局",), ("区住建局",), ""),
    ("县城管局（牵头单位）\n县发改局（配合单位）", ("县城管局",), ("县发改局",), ""),
    ("牵头：县农业农村局\n配合：县卫健局、各乡镇", ("县农业农村局",), ("县卫健局", "各乡镇"), ""),
    ("区住建局 张某", ("区住建局",), (), "张某"),
    ("公安", ("公安",), (), ""),
    ("高新区管委会", ("高新区管委会",), (), ""),
    ("各镇（街道）", ("各镇（街道）",), (), ""),
    ("区 住 建 局", ("区住建局",), (), ""),
    ("待定", (), (), ""),
    ("7", (), (), ""),
    ("/", (), (), ""),
    ("区城管局 1xx-xxxx-0001", ("区城管局",), (), ""),
]
BOTH = [
    ("朝阳客运站 钱某", "朝阳客运站", "钱某"),
    ("交警二大队/孙某 1xx-xxxx-0411", "交警二大队", "孙某"),
    ("区城管局园林所\n吴某", "区城管局园林所", "吴某"),
    ("区中医院、公安分局", "区中医院", ""),
    ("大学路街道办事处（李国强）", "大学路街道办事处", "李国强"),
    ("区住建局：王建国", "区住建局", "王建国"),
    ("区住建局-王建国", "区住建局", "王建国"),
    ("区住建局王某", "区住建局", "王某"),
    ("区教体局\n（王某）", "区教体局", "王某"),
    ("××公司 总经理 王某", "××公司", "总经理王某"),
    ("柳树村 村支书王某", "柳树村", "村支书王某"),
    ("王建国（区住建局）", "区住建局", "王建国"),
    ("区住建局（王建国 1xx****0001）", "区住建局", "王建国"),
    ("—", "", ""),
]
PERSONS = [
    ("张某", "张某"),
    ("张某 1xx-xxxx-0001", "张某"),
    ("冯某、褚某", "冯某、褚某"),
    ("赵某（1xx****0003）", "赵某"),
    ("王某（副区长）", "王某（副区长）"),
    ("张某/1xx-xxxx-0401", "张某"),
    ("张某\n李某", "张某、李某"),
    ("待明确", ""),
    ("无", ""),
    ("各村支部书记", "各村支部书记"),
    ("局长 张某", "局长张某"),
    ("张某 副局长 1xx-xxxx-0001", "张某副局长"),
    ("村支书 王某", "村支书王某"),
    ("张某\n（科长）", "张某（科长）"),
    ("第一责任人：王某；直接责任人：李某", "王某、李某"),
    ("暂缺", ""),
    ("待定（区住建局确定）", ""),
    ("13800000001", ""),
    ("张三丰 联系电话：60000000", "张三丰"),
]


@pytest.mark.parametrize(("text", "units", "helpers", "person"), UNITS)
def test_units(text: str, units: tuple[str, ...], helpers: tuple[str, ...], person: str) -> None:
    assert read_units(text) == Who(units, helpers, person)


@pytest.mark.parametrize(("text", "unit", "person"), BOTH)
def test_a_unit_and_a_person_in_one_cell_are_parted(text: str, unit: str, person: str) -> None:
    who = read_unit_and_person(text)

    assert ("".join(who.units[:1]), who.person) == (unit, person)


@pytest.mark.parametrize(("text", "person"), PERSONS)
def test_persons(text: str, person: str) -> None:
    assert read_persons(text).person == person


@pytest.mark.parametrize(
    "text", ["—", "-", "/", "", "无", "待定", "待明确", "暂无", "待 定", "N/A", "——", "无人认领", "待认领"]
)
def test_nobody(text: str) -> None:
    assert is_nobody(text)


STATES = {
    None: "上会研究|资料齐全|是|",
    Stage.UNDERWAY: (
        "未启动|整改中|推进中|滞后|退回|持续推进|未完成|基本完成|部分完成|阶段性完成|未整改|正在办理|"
        "办理中|未办结|长期坚持|正常推进|"
        "取得阶段性成效|未完成，未销号|未销号|尚未达标|完成80%|正在整改|整改推进中|部分整改到位|即将完成|逾期未完成|待验收|"
        "未达到序时进度|施工中|没有完成|完成过半"
    ),
    Stage.MET: "已完成|完成|整改完成|已整改|达标|整改到位|已整改到位|已完工|已完工待验收|完工|落实到位|"
    "全部完成|已解决|整改完毕|已完成，待销号|已整改，未销号|已整改到位（待验收）|完成并长期坚持",
    Stage.CONSOLIDATING: "巩固|回头看|巩固提升|巩固中",
    Stage.CLOSED: "销号|已销号|办结|已办结|结案|归档|完成销号|整改销号|闭环",
    Stage.UNCLAIMED: "待认领|待交办",
}


@pytest.mark.parametrize(
    ("text", "stage"), [(text, stage) for stage, texts in STATES.items() for text in texts.split("|")]
)
def test_status_words(text: str, stage: Stage | None) -> None:
    assert read_state(text) is stage


@pytest.mark.parametrize(
    ("text", "head", "stage"),
    [
        ("是", "是否完成", Stage.MET),
        ("否", "是否完成", Stage.UNDERWAY),
        ("是", "是否销号", Stage.CLOSED),
        ("否", "是否销号", Stage.UNDERWAY),
        ("√", "是否整改到位", Stage.MET),
        ("√", "销号", Stage.CLOSED),
        ("×", "是否办结", Stage.UNDERWAY),
        ("是", "是否办结", Stage.CLOSED),
        ("否", "整改状态", Stage.UNDERWAY),
        ("是", "备注", None),
    ],
)
def test_yes_and_no_mean_what_the_heading_asks(text: str, head: str, stage: Stage | None) -> None:
    assert read_state(text, head) is stage


@pytest.mark.parametrize(
    "text", ["已完成", "整改中", "办结", "推进中", "已销号", "基本完成", "未启动", "完成并持续巩固"]
)
def test_a_cell_that_is_only_a_status_word(text: str) -> None:
    assert is_state(text)


@pytest.mark.parametrize(
    "text", ["已排班值守", "已开放", "每日巡查", "10月20日", "完成桩基", "主体封顶", "已印发", "方案送审中"]
)
def test_a_story_is_no_status_word(text: str) -> None:
    assert not is_state(text)


@pytest.mark.parametrize(
    ("value", "factor", "found"),
    [
        (38000, 1.0, 38000),
        ("38,000", 1.0, 38000),
        ("1.2亿", 1.0, 12000),
        ("9500万元", 10_000.0, 9500),
        (1.8, 10_000.0, 18000),
        ("4.2亿元", 1.0, 42000),
        ("5000000", 0.0001, 500),
        (0, 1.0, 0),
        ("约300", 1.0, 300),
        ("8500元", 1.0, 0.85),
        ("—", 1.0, None),
        ("待定", 1.0, None),
        (Unread.ERROR, 1.0, None),
        (-5, 1.0, None),
        ("100~200", 1.0, None),
        (Percent(0.5), 1.0, None),
        ("１２００", 1.0, 1200),
    ],
)
def test_money(value: object, factor: float, found: float | None) -> None:
    assert money(value, factor) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "fraction", "found"),
    [
        (Percent(0.75), False, 75),
        (Percent(1.04), True, 104),
        ("75%", False, 75),
        ("75％", False, 75),
        (75, False, 75),
        (0.75, True, 75),
        ("71.1", False, 71.1),
        ("主体封顶", False, None),
        (Unread.FORMULA, False, None),
        ("0.5", True, 50),
        ("已完成60%", False, 60),
        (20000, False, None),
    ],
)
def test_shares(value: object, fraction: bool, found: float | None) -> None:
    assert share(value, fraction=fraction) == found  # type: ignore[arg-type]


def test_plain_numbers_are_parts_of_one_where_none_is_above_it() -> None:
    assert are_fractions([0.5, 1, "0.75", Percent(0.2)])
    assert are_fractions([0.75, 1.1, 0])
    assert not are_fractions([0.5, 80])
    assert not are_fractions([1, 1.2])
    assert not are_fractions(["75%", Percent(0.2)])
