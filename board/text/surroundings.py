"""The words around a date, which change nothing, and the words that name no date at all.

What stands before a date must lead to it (请于, 最迟, 报送时间为), what stands behind must be what is to be done by then
(完成, 报提质办, 拿出方案). Anything that could change the meaning, a second date or a figure among it is refused.
"""

from __future__ import annotations

import re

from board.model.task import OpenEnded
from board.text.numerals import CN

_LEADS = tuple(
    "于 在 到 至 为 是 限 限期 限时 限定 限于 请 请在 请于 务必 务请 务求 必须 须 应 需 要 要在 要求 确保 力争 争取 力求 最迟 最晚 至迟 不迟于 不晚于 "
    "迟于 晚于 截至 截止 截止到 截止时间 时限 期限 时间 日期 节点 大概 大约 差不多 约 可能 预计 计划 拟 暂定 定于 就 那就 先 并 并于 尽量 尽可能 麻烦 "
    "希望 赶在 抢在 延期到 延期至 延至 延长至 推迟到 推迟至 调整为 调整至 均 都 统一 全部 再 也 按 deadline due by before".split()
)
_STOPS = tuple(",.;:!?()。，；：")
_OFFICES = tuple("局办委中心司街道镇乡村组科室股队位门所院校站会社区家人员者志属级地方".strip())

_DO = (
    r"(?:全部|全面|基本|书面|统一|集中|立即|马上|务必|必须|一律|一并|一次性|再|先|要|须|应|需|都|均|并|予以|给予|及时|按时|如期|把|将|由|向|给|对|按|依|会同)*"
    r"(?:完|办|整改|整治|治理|清理|清运|清除|清零|落实|到位|竣工|建成|建好|投|交|报|上报|报送|报告|反馈|回复|答复|回头看|销号|见效|见成效|见底|拿|提|出|形成|制定|"
    r"编制|印发|下发|发|送|签|补|弄|做|搞|改|修|拆|开工|启动|实施|推进|达|解决|处理|处置|审核|审批|验收|检查|督查|督办|通报|汇报|总结|上墙|上会|研究|部署|公示|公布|公开|"
    r"上线|上传|提交|录入|填|核|查|排|摸|准备|组织|召开|开会|安排|布置|确定|明确|定稿|定下|打造|建设|移交|进场|拨付|支付|取缔|达标|"
    r"通车|供热|供暖|供水|联系|协调|对接|通知|转交|转办|呈报|呈送|传|寄|结清|结束|收尾|收官|了结|搞定|止|截止|为止|到期)"
)
_DOING = re.compile(rf"[,;:.!]?{_DO}")
_SOFT = re.compile(r"(?:吧|哦|噢|啊|呢|呀|了|哈|就行|即可|可以|为准|为限|[,.!?;:。])*$")
_DONE = re.compile(
    r"(?:[,]?(?:全部|全面|基本|书面|务必|必须)*(?:完成|整改|整改完成|整改到位|整改完毕|整治到位|清理到位|落实到位|落实|到位|办结|完工|竣工|建成|建成投用|投用|"
    r"投入使用|销号|见效|见成效|上报|报送|反馈|回复))?(?:吧|[.!。])?$"
)

# Words that hold a dangerous character and are harmless.
_HARMLESS = re.compile(
    r"提前|目前|前期|前往|前来|前面|前述|当前|会前|后续|后期|随后|会后|然后|起草|发起|一起|引起|起来|起步|对外|另外|外来|外围|室外|户外|非遗|非法|是非|除险|清除|拆除|消除|解除|"
    r"排除|除雪|除草|日前|不(?:迟|晚)于|不得(?:迟|晚)于|未来|左右岸|前后端|上下游|第一时间|一周内|开始时间|已有|已建|未批|未建|未开工|如期|自然|如实|如下|例如|背后|落后|滞后|前端|之前述"
)
_DANGER = re.compile(
    r"[前后起]|以来|开始|或|还是|除|以外|之外|不早于|不是|并非|左右|上下|取消|无需|无须|不用|不必|不要|不需|不超过|超过|至少|原定|原为|原来|[已未]|如果|倘若|若|假如|"
    r"每|各自|双数|单数|农历|阴历|初[一二三四五六七八九十]|第$"
)
_FIGURE = re.compile(r"[0-9]|(?<![a-z])[a-z](?![a-z])")
_TIME_WORD = re.compile(
    rf"[今明昨后前]天|[今明昨]日|{CN}+(?:个?(?:天|日(?!常)|号|周|月|年|小时|点|时|星期|礼拜|工作日|季度)|[.·]{CN})|[本这下上次][个]?(?:周|月|年|季|星期|礼拜|旬)|周[一二三四五六日天末](?!边)|"
    r"星期|礼拜|[月年季]度?[底末初](?!尾)|[上中下]旬|[上下]半年|季度|今年|明年|后年|去年|工作日|年[前内中]|月[中内]|"
    r"春节|元旦|清明节|端午|中秋|国庆|五一|十一|元宵|重阳|除夕|节假日|"
    r"today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next|week|month|year|q[1-4]"
)


def _plain(words: str) -> bool:
    """Whether `words` hold no figure, no other time and nothing that could change what a date means."""
    if not words:
        return True
    rest = _HARMLESS.sub("_", words)
    return not (_FIGURE.search(rest) or _DANGER.search(rest) or _TIME_WORD.search(rest))


def leads(words: str) -> bool:
    """Whether `words` may stand before a date: nothing, or plain words that end in one that leads to it."""
    if not words:
        return True
    if not (words.endswith(_LEADS) or words.endswith(_STOPS) or (words.endswith(_OFFICES) and len(words) <= 20)):
        return False
    return _plain(words)


def follows(words: str, *, marked: bool, bare_span: bool) -> bool:
    """Whether `words` may stand behind a date: nothing, or what is to be done by then.

    Behind 前 or 内 (`marked`) any plain words will do; behind a length of time without 内 (`bare_span`) only the usual
    words of completion, since 一周一次 and 三天一报 are no deadlines.
    """
    if not words or _SOFT.match(words):
        return True
    if bare_span:
        return _DONE.match(words) is not None
    if words[0] in "abcdefghijklmnopqrstuvwxyz~-/(":
        return False
    return bool(marked or _DOING.match(words)) and _plain(words)


# ------------------------------------------------------------------------------ words without a date

_TODAY = re.compile(
    r"(?:立即|马上|立刻|即刻|立行立改|立说立行|即知即改|立知立改|即查即改|立查立改|即行即改|边查边改|当场|现场整改|现在|即日|(?:right )?now|immediately|at once)"
    r"(?P<rest>.*)$"
)
_UNDECIDED = (
    r"尽快|尽早|早日|抓紧|抓早|逐步|待定|未定|暂未?定|暂无|另行通知|待通知|待另行通知|视情况?|待明确|待确定|待研究|随时|不确定|tbd|asap|a\.s\.a\.p\.?|"
    r"as soon as possible|soon|when possible"
)
_STANDING = r"长期|常态化?|持续|全年|长效|常年|长抓不懈|常抓不懈|久久为功|坚持|不限|无期限|无时限|无限期|no deadline|ongoing|long[ -]term|permanent"
_EVERY = (
    r"(?:每|逐|按)(?:隔|逢)?(?:(?:[0-9]{1,2}|半|[一二两三四五六七八九十]{1,3})?个?)"
    r"(?:天|日|周|星期|礼拜|月|季|年|旬|工作日|双休日)|定期|不定期|every|daily|weekly|monthly|quarterly|yearly|annually|regularly"
)
_PREFIX = r"(?:争取|力争|确保|请|务必|必须|要|须|应|需|并|各单位|各部门|完成时限[:]?|整改时限[:]?|时限[:]?|期限[:]?|时间[:]?|完成时间[:]?|[,])*"
_NOTHING = re.compile(r"(?:无|暂无|没有|空|无期限|无时限|[-~/]{1,2}|none|n/?a)[.。]?$")
_OPEN = re.compile(
    rf"{_PREFIX}(?:(?P<undecided>{_UNDECIDED})|(?P<standing>{_STANDING})|(?P<recurring>{_EVERY}))(?P<rest>.*)$"
)


def urgent(words: str) -> bool:
    """Whether `words` say at once (立即, 马上整改), which is today."""
    found = _TODAY.match(words)
    return found is not None and _plain(found["rest"])


def no_date(words: str) -> tuple[bool, OpenEnded | None]:
    """Whether `words` say that there is no single deadline, and of which kind; plain 无 or - says no more than that."""
    if _NOTHING.match(words):
        return True, (OpenEnded.UNDECIDED if words.startswith("暂") else OpenEnded.STANDING if "限" in words else None)
    found = _OPEN.match(words)
    if found is None:
        return False, None
    if found["recurring"]:
        return True, OpenEnded.RECURRING
    if not _plain(found["rest"]):
        return False, None
    return True, OpenEnded.UNDECIDED if found["undecided"] else OpenEnded.STANDING
