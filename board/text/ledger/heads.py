"""What a heading means. Offices name their columns as they like, so it is the core word that counts, and what is
in front of it: 责任单位 does the work, 督办单位 only asks for it.

Rules are tried in their order; the first that fits decides. A heading that none fits is kept with its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from board.text.ledger.grid import squeezed


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
    TOTAL = "total"
    """Total investment."""
    LAMP = "lamp"
    PHONE = "phone"
    GROUP = "group"
    SOURCE = "source"
    NOTE = "note"
    """Known, and only to be kept."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading as it was understood. `rank` decides between columns of one role, the highest first."""

    role: Role
    rank: int = 0
    newer: bool = False
    """调整后: it beats its sibling where it is filled."""


_BRACKETS = re.compile(r"[(\[【〔<《][^()\[\]【】〔〕<>《》]*[)\]】〕>》]")
_NEWER = re.compile(r"^(?:现|新)?(?:调整后|变更后|修订后|延期后|顺延后|调整|变更)(?:的|为|至)?(?=.)")
_LAST = "(?:要求|情况)?"


def bare(text: str) -> str:
    """A heading without white space, brackets and the signs around it."""
    flat = squeezed(text)
    return (_BRACKETS.sub("", flat) or flat).strip("*:：、,，。;；/|#★☆△▲-—_·")


def _rule(pattern: str, role: Role, rank: int = 0) -> tuple[re.Pattern[str], Role, int]:
    return re.compile(pattern), role, rank


_ASKERS = (
    "督办|督查|督导|督促|核查|检查|巡查|填报|填表|报送|上报|制表|审核|审批|验收|监督|监管|交办|转办|来源|移交|反馈|反映|复核|复查|"
    "核验|考核|考评|评价|施工|设计|监理|勘察|代建|产权|举报|投诉|受理|发现|签批|批示|立项|提出|提交|建议|通报|抄送|主送|"
    "报告|评估|检测|测评|承建|供货|中标|运营|用户|使用|服务|申报|认定|销号|联系"
)
"""In front of 单位, 部门 or 领导: who asks, checks or is affected, not who does the work."""
_UNITS = "单位|部门|科室|机构|主体|处室|局委|办局|镇办|街镇|镇街|乡镇|街道|办事处|镇|责任方"
_DOERS = "责任|承办|主办|主责|实施|整改|落实|办理|执行|包保|承担|负责|完成|治理|处置|处理|经办|包联|包抓"
_WHEN = "时间|日期|时限|期限|限期|时间点|节点|之日|时点"
_MONEY = "投资|资金|金额|经费|产值|投入|支出|款|万元|亿元"

_RULES = (
    # -- what only counts, and where one calls
    _rule(r"^(?:序号?|编?序|行号|项次|次序|№|no\.?|顺序号?|排序)$", Role.SERIAL),
    _rule(r"^例$", Role.NOTE),
    _rule(r"(?:责任|负责|联系|承办|经办|包保|包抓|整改|具体)[^/]{0,4}人.*(?:电话|联系方式|手机|号码)", Role.PERSON, 5),
    _rule(r"领导.*(?:电话|联系方式|手机)", Role.LEADER, 5),
    _rule(r"^(?:姓名|人员)[及和/、]?(?:联系)?(?:电话|方式|手机)", Role.PERSON, 2),
    _rule(r"电话|手机|联系方式|^号码$|联系号码", Role.PHONE),
    _rule(r"照片|图片|附件|佐证|链接|截图|影像|二维码", Role.NOTE),
    _rule(r"(?:编号|编码|代码|文号|督办号|案号|工单号|单号|台账号|^号$|问题号|流水号)$", Role.CODE),
    # -- a unit and a person in one cell
    _rule(rf"(?:{_ASKERS})(?:单位|部门|机构)?[及和与/、]*(?:{_ASKERS})?(?:人|单位|部门)$", Role.NOTE),
    _rule(
        rf"(?:单位|部门|主体|科室|街道|社区)[及和与/、|+]?.{{0,3}}(?:责任|负责|承办|联系|经办|具体)?.{{0,2}}人(?:员|姓名)?$",
        Role.UNIT_PERSON, 5,
    ),
    _rule(r"(?:责任|负责|承办|经办)人[及和与/、|+]?.{0,3}(?:单位|部门|科室)$", Role.UNIT_PERSON, 5),
    # -- time
    _rule(r"(?:延期|延长|顺延|展期|延时|续期|宽限|调整后?|变更后?|改)(?:至|到|后|为)$", Role.NEW_DUE, 5),
    _rule(rf"(?:延期|延长|顺延|展期|延时|续期|宽限|再次|二次|重新)(?:至|到|后)?的?.{{0,4}}(?:{_WHEN}|期)$", Role.NEW_DUE, 4),
    _rule(r"延期|延时|展期|顺延|是否逾期|逾期|超期|超时", Role.NOTE),
    _rule(rf"(?:交办|转办|派发|派单|派件|下派|下达|分办|移交|批转|签收|交接|分派|下发)的?.{{0,2}}(?:{_WHEN}|日|时)$", Role.ASSIGNED, 3),
    _rule(r"^(?:交办|转办|派发|派单)(?:于|日)$", Role.ASSIGNED, 2),
    _rule(
        rf"(?:实际|已)(?:完成|完工|竣工|办结|整改|销号|达标|交付)?.{{0,4}}(?:{_WHEN})$|"
        rf"(?:销号|销案|归档|验收|结案|整改完成|完成整改|整改到位|整改落实)(?:的)?(?:时间|日期)$",
        Role.DONE_ON, 5,
    ),
    _rule(
        rf"(?:质保|保修|巩固|公示|合同|建设|施工|计划|总)?工期$|(?:质保|保修|巩固|公示|合同|有效|保质|建设|实施|工程|收集|回头看|观察)(?:{_WHEN}|期)$",
        Role.NOTE,
    ),
    _rule(
        rf"(?:开工|启动|开始|起始|进场|动工|立项|发现|检查|巡查|巡视|暗访|反映|投诉|登记|立案|督办|批示|会议|印发|通报|签发|收文|来文|来电|填报|填表|"
        rf"制表|更新|统计|审批|批复|备案|创建|建档|录入|受理|核查|复查|复核|核验|报告|调度|督查|督导|督察|采集|拍摄|举报|信访|事发|案发|接报|申请|"
        rf"约谈|入库|招标|开标|中标|采样|监测|检测)的?(?:{_WHEN}|日|时)$",
        Role.NOTE,
    ),
    _rule(rf"截止|截至|到期|期满|最后{_LAST}(?:{_WHEN})|deadline|^due", Role.DUE, 9),
    _rule(r"(?:反馈|上报|报送|回复|报告|报结|响应|处置|处理|受理|签收)的?(?:时限|期限|限期|时间|日期)" + _LAST + "$", Role.DUE, 2),
    _rule(r"(?:时限|期限|限期)" + _LAST + "$|^限(?:时|于)?(?:完成|整改|办结)", Role.DUE, 8),
    _rule(
        rf"(?:计划|要求|应|拟|预计|目标|规定|承诺|约定|限定|确定|最迟|预期|力争)的?(?:完成|完工|竣工|建成|办结|整改|投用|交付|达标|销号|落实|解决|到位|建成投用|竣工投用)?.{{0,4}}(?:{_WHEN})$",
        Role.DUE, 7,
    ),
    _rule(
        rf"(?:完成|整改|办结|竣工|完工|建成|投用|交付|解决|落实|办理|达标|治理|结束|终止|推进|工作)的?(?:整改|治理|办理)?的?(?:{_WHEN})" + _LAST + "$",
        Role.DUE, 5,
    ),
    _rule(r"^时间$|时间(?:要求|节点|安排|进度|计划)|进度(?:要求|安排|节点|时序)$|^(?:完成)?(?:节点|时间表|期限|时限)$|进度计划$|竣工$", Role.DUE, 4),
    # -- status and progress
    _rule(
        r"(?:完成|整改|占|进度|办结|销号|达标|投资)[^/]{0,8}(?:率|比例|百分比|占比|%)$|占[^/]{0,8}(?:%|比例|比重|比)$|(?:完成|整改|销号|办结)(?:比例|进度)$|"
        r"(?:完成|投资|总体|工作|任务|当前|目前|整改|工程)进度$|^进度$|^百分比$|^进度百分",
        Role.PROGRESS, 5,
    ),
    _rule(r"率$|比例$|占比$|%$|得分|分值|扣分|权重|满分|分数|评分|排名|名次|次数|个数|数量|件数|项数|总数|^数$|户数|面积|长度|规模", Role.NOTE),
    _rule(r"是否(?:按[期时])?(?:已经?)?(?:全部)?(?:完成|整改|达标|到位|办结|销号|结案|闭环|验收|解决|落实|完工|竣工|巩固)", Role.STAGE, 8),
    _rule(r"是否|有无", Role.NOTE),
    _rule(r"(?:预警|亮灯|亮牌|灯色|灯号|红黄绿|晾晒|颜色|红绿灯|灯$|信号灯|警示)", Role.LAMP),
    _rule(r"(?:状态|状况)$", Role.STAGE, 7),
    _rule(r"(?:完成|整改|销号|办结|达标)与否$|^(?:销号|办结)(?:情况|标志|否)?$|(?:办理|整改|处理|督办|销号|核查|落实)结果$|^结果$|(?:当前|目前|所处|所在)?阶段$|进展阶段$", Role.STAGE, 5),
    _rule(r"(?:完成|整改|落实|办理|进展|推进|工作|处置|处理|治理|销号|办结)(?:情况|进展|成效)$|进展$|进度$", Role.MAYBE_STAGE, 3),
    # -- money
    _rule(rf"(?:总投资|概算|估算|投资总额|总概算|总额|预算|总规模)", Role.TOTAL, 3),
    _rule(rf"^(?!.*(?:完成|到位|支付|拨付|累计)).*(?:计划|目标|任务|安排|年度).*(?:{_MONEY})|(?:投资|资金)(?:计划|目标|任务)(?:数|额)?$|^(?:{_MONEY})(?:计划|目标)", Role.PLANNED, 3),
    _rule(rf"^(?!.*(?:计划|目标|任务))(?!.*(?:到位|支付|拨付)).*(?:完成|累计).*(?:{_MONEY})|(?:投资|资金)(?:完成|累计完成)(?:数|额|情况)?$", Role.COMPLETED, 3),
    _rule(rf"(?:计划|目标)(?:完成)?(?:{_MONEY})", Role.PLANNED, 2),
    _rule(rf"(?:{_MONEY})", Role.NOTE),
    # -- who
    _rule(r"(?:督办|督查|交办|批示|签批|审核|审批|签发|填报|检查).{0,2}领导|领导.{{0,2}}(?:批示|意见|签字|签名|要求|指示)|(?:批示|签发)$", Role.NOTE),
    _rule(r"(?:包保|包抓|包联|挂点|挂钩|挂牌|牵头|分管|责任|联系|主管|带队|县级|区级|市级|区|市|县|包案|主要|院|班子|党政)?领导(?:干部)?(?:姓名|及职务|职务)?$|(?:分管|主管|包片)(?:副?[区县市]长|副?主任|副?局长)$|^(?:总|一级|二级)?[路河湖林街段田]长$|^领导", Role.LEADER, 5),
    _rule(r"牵头(?:责任)?(?:单位|部门|科室|处室|局)?(?:名称)?$", Role.LEAD_UNIT, 5),
    _rule(r"(?:配合|协办|协同|协助|参与|参加|会办|协作|联办|配套|支持|协管|会同)(?:责任)?(?:单位|部门|科室|处室|局|方|街道)?(?:名称)?$", Role.CO_UNITS, 5),
    _rule(rf"(?:{_ASKERS})(?:责任|主管|牵头|承办)?(?:{_UNITS})", Role.NOTE),
    _rule(rf"(?:{_DOERS})(?:责任)?(?:{_UNITS})(?:名称)?$|^(?:承办|主办|主责)(?:方|局)?$", Role.UNIT, 8),
    _rule(r"^(?:责任)?(?:单位|部门|科室)(?:名称)?$|责任单位|责任部门|责任主体", Role.UNIT, 7),
    _rule(r"(?:建设|项目|业主|法人|属地|所属|主管|行业主管|行业|归口|管理|管护|权属)(?:责任)?(?:单位|部门|机构)(?:名称)?$|业主$", Role.UNIT, 3),
    _rule(r"(?:单位|部门)(?:名称)?$", Role.UNIT, 2),
    _rule(r"^(?:所属|所在|属地)?(?:镇办|街镇|镇街|乡镇|街道|办事处|镇|辖区|属地|镇\(街道\)|乡镇街道|街道乡镇|街道办)$", Role.UNIT, 1),
    _rule(r"(?:填报|填表|审核|制表|督办|督查|核查|检查|验收|复核|核验|举报|投诉|反映|来电|来访|信访|上访|发现|交办|签批|报送|登记|记录|收件|销号|巡查|采集|拍摄|派单|录入|审批|签收|当事|申请|诉求|提出|测评|考评|评分|法)人(?:员|姓名)?$", Role.NOTE),
    _rule(r"(?:责任|主责|直接责任)(?:人|者|民警)(?:员|姓名)?$|^责任到人$|定人$", Role.PERSON, 9),
    _rule(r"(?:负责|包保|包抓|包联|整改|落实|直接|具体)(?:责任|负责|承办)?(?:人|同志)(?:员|姓名)?$", Role.PERSON, 8),
    _rule(r"(?:承办|经办|办理|实施|执行|工作|主办)人(?:员|姓名)?$", Role.PERSON, 7),
    _rule(r"(?:联系|联络)(?:人|员)(?:姓名)?$|网格[员长]$|专员$|专干$|[楼片]长$", Role.PERSON, 4),
    _rule(r"人(?:员)?(?:姓名)?$|^姓名$", Role.PERSON, 2),
    _rule(r"^(?:工作组|组别|所属(?:工作)?组|专班|所属专班)$", Role.GROUP),
    # -- what kind, where from, where
    _rule(r"来源|依据|出处|批示|^交办(?:文件|渠道)|渠道$", Role.SOURCE),
    _rule(r"^(?:事项|任务|问题|督办|工作|台账)?(?:类型|种类|类别|性质)$", Role.KIND, 5),
    _rule(r"(?:类型|类别|大类|小类|分类|门类|种类|类$|板块|领域|专项|专题|章节|篇章|一级指标|二级指标|指标类|指标名称|测评项目|维度|测评类)", Role.CATEGORY, 5),
    _rule(r"(?:点位|位置|地点|地址|路段|区域|片区|地段|场所|小区|楼院|所在地|所在|具体点|区位|方位)(?:名称|描述|详址)?$|^(?:行政)?村(?:居|社区|庄|名|组)?(?:名称)?$|^(?:所在|所属)?(?:社区|村社|村居|村\(社区\)|社区\(村\)|村镇|道路|街道社区|背街小巷)(?:名称)?$|定片", Role.AREA, 5),
    # -- what is wrong or to be done
    _rule(r"问题(?:原因|成因|照片|等级|级别|程度|数|个数)|原因|成因", Role.NOTE),
    _rule(r"(?:存在|具体|主要|突出|发现|反馈|交办|整改|反映)?的?(?:主要|突出)?(?:问题|隐患|短板|不足|病害|违法|违规|薄弱环节|乱象)(?:描述|内容|名称|表现|概述|摘要|详情|情况|事项|清单|及隐患|和不足|线索|点)?$", Role.TITLE, 9),
    _rule(r"(?:项目|工程)(?:名称|名)$|^(?:建设|重点|子|重大|实施|投资)?(?:项目|工程)$|^工程项目", Role.TITLE, 8),
    _rule(r"(?:具体|工作|主要|重点|推进|落实|细化|实施)?举措(?:内容)?$|(?:具体|细化|分解|子)(?:任务|事项|工作|内容|目标)$", Role.TITLE, 7),
    _rule(r"(?:测评|考核|检查|观测|观察|评价|实地|考评|创建)(?:内容|标准|要点|指标|点)(?:及标准|要求|内容)?$|^(?:三级指标|标准|内容和标准|指标内容)$", Role.TITLE, 6),
    _rule(r"(?:督办|督查|议定|交办|承办|工作|重点|办理|落实|决定|会议|整改|待办|信访|诉求|民生|实事|批示|服务|改革)?(?:事项|任务|事务|议题|事由|诉求|实事)(?:内容|名称|描述|摘要|清单|分解)?$|工作(?:内容|任务|要点|事项|名称|安排)$|^(?:重点|主要|目标|年度)工作$|(?:督办|督查|交办|议定|任务|事项|具体|主要|整改|办理|诉求|信访|来电|投诉)内容$|^内容$|^(?:任务|目标)(?:名称)?$|主要任务", Role.TITLE, 5),
    _rule(r"^(?:名称|标题|主题|要点|工作|清单内容|提案|建议|议案|案由|建议内容)$|(?:提案|建议|议案)(?:标题|名称|题目)$", Role.TITLE, 4),
    _rule(r"(?:整改|工作|具体|解决|治理|推进|落实|办理|保障|主要|处置|防治)(?:措施|办法|方案|对策|思路)$|^(?:措施|办法|做法)$|下一步", Role.TITLE, 1),
    _rule(r"(?:整改|工作|办理|完成|达标|验收|治理|目标)(?:标准|要求|目标)$|^(?:要求|目标|标准要求)$|建设内容|建设规模", Role.TITLE, 1),
    _rule(r"备注|说明|意见|性质|等级|级别|单位$|情况$", Role.NOTE),
)  # fmt: skip


def read_head(text: str, above: str = "") -> Head | None:
    """What a heading means; `above` are the headings over it. None when it is not known.

    What is said above counts where the heading alone is not enough (实际 over 竣工时间, 投资 over 计划).
    """
    own, over = bare(text), bare(above)
    if not own or len(own) > 30:
        return None
    newer = _NEWER.match(own)
    if newer and (head := read_head(own[newer.end() :], above)) is not None:
        if head.role is Role.DUE:
            return Head(Role.NEW_DUE, 5)
        if head.role is not Role.NEW_DUE:
            return Head(head.role, head.rank, newer=True)
    alone = _first(own)
    if not over:
        return alone
    together = _first(over + own)
    if alone is None or alone.role is Role.NOTE:
        return together if together is not None and together.role is not Role.NOTE else alone or _first(over)
    if alone.role is Role.DUE and _DONE_ABOVE.search(over):
        return Head(Role.DONE_ON, 4)
    if alone.role is Role.DUE and together is not None and together.role is Role.NEW_DUE:
        return together
    if alone.role in (Role.UNIT, Role.PERSON, Role.LEADER) and together is not None and together.role is Role.NOTE:
        return together if _ASKED_ABOVE.match(over) else alone
    if alone.role is Role.PERSON and alone.rank <= 2 and together is not None:
        return together
    return alone


_DONE_ABOVE = re.compile(r"实际|(?:整改|完成|办理|进展|销号|落实|验收)(?:情况|结果)$|^结果")
_ASKED_ABOVE = re.compile(rf"(?:{_ASKERS})")


def _first(text: str) -> Head | None:
    lowered = text.lower()
    for pattern, role, rank in _RULES:
        if pattern.search(lowered):
            return Head(role, rank)
    return None


# ---- of which span, in which unit

_MONTHS = re.compile(r"(?:1|一)[-~—至到月]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
_SPANS = (
    (re.compile(r"开工(?:至今|以来)|自开工|总累计|历年|建设以来|以来累计|项目累计"), "whole"),
    (re.compile(r"本月|当月|上月|下月|月度|(?<![\d\-~—至到])\d{1,2}月(?!底|末|份?止)"), "month"),
    (re.compile(r"本季|当季|季度|[一二三四]季"), "quarter"),
    (re.compile(r"本年|当年|今年|年度|全年|\d{2,4}年|年初|年计划|年内|年(?:累计|完成)"), "year"),
)


def span_of(text: str) -> str:
    """Of which time a sum is: year, month, quarter, whole (since work began), or "" where it does not say."""
    flat = squeezed(text)
    if _MONTHS.search(flat) and not re.search(r"开工", flat):
        return "year"
    return next((name for pattern, name in _SPANS if pattern.search(flat)), "")


_MONEY_UNIT = re.compile(r"(亿元?|百万元?|万元?|千元|元)")


def money_unit(text: str) -> float | None:
    """What one is worth in 万元, as a heading or a line above the table says it: （亿元）, 单位：万元."""
    flat = squeezed(text)
    found = re.search(r"[(\[【（:：]([^()）]*?)[)\]】）]?$", flat) or re.search(r"单位[:：]?(.*)", flat)
    unit = _MONEY_UNIT.search(found[1] if found else "")
    return None if unit is None else unit_factor(unit[1])


def unit_factor(unit: str) -> float:
    """What one 元, 万, 亿 … is in 万元."""
    return {"亿": 1e4, "百": 100.0, "万": 1.0, "千": 0.1, "元": 1e-4}[unit[0]]
