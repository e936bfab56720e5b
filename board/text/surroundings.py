"""The words around a date, which change nothing.

What stands before a date must lead to it (请于, 最迟, 报送时间为), what stands behind must be what is to be done by
then (完成, 报提质办, 拿出方案). Whatever could change the meaning, a second date or a figure among it, is refused.
"""

from __future__ import annotations

import re

from board.text.numerals import CN


def any_of(words: str) -> str:
    """A pattern for any of `words` (parted by white space), the longest first."""
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


# ---------------------------------------------------------------------------------- before the date

_LEADS = tuple(
    """
    于 在 到 至 为 是 限 限期 限时 限定 请 务请 务求 务必 必须 须 应 需 要 要求 确保 力争 争取 力求 尽量 尽可能
    麻烦 希望 最迟 最晚 至迟 迟于 晚于 截至 截止 时限 期限 时间 日期 节点 大概 大约 差不多 约 可能 预计 计划 拟
    暂定 先定 就定 初定 拟定 定在 定于
    定为 就 先 应该 估计 原则上 责令 勒令 责成 不超过 不得超过 再给 最多
    明确 决定 商定 约定 承诺 答应 改到 改为 顺延到 顺延至 安排
    并 赶在 抢在 延期到 延期至 均 都 统一 全部 再 也 按 deadline due by before
    """.split()
)
_STOPS = tuple(",.;:!?()。")
# 各镇办周五前报: whoever has to do it may stand before the date.
_WHO = tuple(
    """
    局 办 委 中心 公司 街道 镇 乡 村 组 科 科室 股 大队 单位 部门 所 院 校 站 协会 社区 区 专家 人员 者 同志
    属地 各地
    """.split()
)
_WHO_LONGEST = 20
# 下到周五, 二)十号: half a date, the other half of which would be read.
_HALF = re.compile(rf"[上下本这明今昨后次大个半]+[到至于在,.;:()]*|.*{CN}[到至),.;:]*|[),.;!?]+")
_SIGN = re.compile(r"[-~/=+*#@]")


def leads(words: str) -> bool:
    """Whether `words` may stand before a date: nothing, or plain words that end in one that leads to it."""
    if not words:
        return True
    if _HALF.fullmatch(words) or _SIGN.search(words):
        return False
    said = words.rstrip()  # by q4
    if said.endswith(_LEADS) or said.endswith(_STOPS) or (len(said) <= _WHO_LONGEST and said.endswith(_WHO)):
        return plain(said)
    return False


# ---------------------------------------------------------------------------------- behind the date

_HOW = """
    全部 全面 基本 书面 统一 集中 立即 马上 务必 必须 一律 一并 一次性 再 先 要 须 应 需 都 均 并 予以 给予 及时
    按时 如期 就 把 将 由 向 给 对 按 依 会同
    """
_WHAT = """
    完 办 整改 整治 治理 清理 清运 清除 清零 落实 到位 竣工 建成 建好 投 交 报 反馈 回复 答复 回头看 销号 见效
    见成效 见底 拿 提 出 形成 制定 编制 印发 下发 发 送 签 补 弄 做 搞 改 修 拆 开工 启动 实施 推进 达 解决 处理
    处置 审核 审批 验收 复查 复核 复验
    检查 督查 督办 通报 汇报 总结 上报 上墙 上会 研究 部署 公示 公布 公开 上线 上传 录入 填 核
    查 排 摸 准备 组织 召开 开会 安排 布置 确定 明确 定稿 打造 建设 移交 进场 拨付 支付 取缔 通车 供热 供暖 供水
    联系 协调 对接 通知 转交 转办 呈报 呈送 传 寄 结清 结束 收尾 收官 了结 止 截止 为止 到期
    """
_COMPLETED = """
    完成 完成整改 整改 整改完成 整改到位 整改完毕 整治到位 清理到位 落实 落实到位 到位 办结 完工 竣工 建成
    建成投用 投用 投入使用 销号 见效 见成效 上报 报送 反馈 回复
    """
_DOING = re.compile(rf"[,;:.!]?(?:{any_of(_HOW)})*(?:{any_of(_WHAT)})")
_BY_THEN = re.compile(r"(?!半|内|至|点(?!位)).{2}")
_DONE = re.compile(rf",?(?:{any_of('全部 全面 基本 书面 务必 必须')})*(?:{any_of(_COMPLETED)})[吧.!。]?$")
_SOFT = re.compile(rf"(?:{any_of('吧 哦 噢 啊 呢 呀 了 哈 就行 即可 可以 为准 为限 , . ! ? ; : 。')})*$")


def follows(words: str, *, marked: bool, bare_span: bool) -> bool:
    """Whether `words` may stand behind a date: nothing, or what is to be done by then.

    Behind 前 or 内 (`marked`) any plain words will do; behind a length of time without 内 (`bare_span`) only the
    usual words of completion, since 一周一次 and 三天一报 are no deadlines.
    """
    if not words or _SOFT.match(words):
        return True
    if bare_span:
        return _DONE.match(words) is not None
    if words[0].isascii() and words[0] not in ",;:.!":
        return False
    return bool((marked and _BY_THEN.match(words)) or _DOING.match(words)) and plain(words)


# -------------------------------------------------------------------------------------- plain words

# Words that hold one of the dangerous characters below, and are harmless.
_HARMLESS = re.compile(
    r"每(?:个?(?:单位|镇办|街道|社区|村|部门|小组|工作组|点位|项目)|家|户|名)|不得?[迟晚]于|不得?超过|百日(?:攻坚|行动|会战|整治)|"
    + any_of(
        """
        提前 目前 前期 前往 前来 前面 前端 当前 会前 后续 后期 随后 会后 然后 背后 落后 滞后 起草 发起 一起 引起
        起来 起步 对外 另外 外来 外围 室外 户外 非遗 非法 是非 除险 清除 拆除 消除 解除 排除 扫除 除雪 除草 未来
        若干 已有 已建 未批 未建 未开工 第一时间
        """
    )
)
_DANGER = re.compile(
    r"[前后起每已未若]|初[一二三四五六七八九十]|第$|"
    + any_of(
        """
        以来 开始 或 还是 除 以外 之外 不早于 不是 并非 左右 上下 取消 无需 无须 不用 不必 不要 不需 超过 至少 原定
        原为 原来 如果 倘若 假如 各自 双数 单数 农历 阴历
        """
    )
)
_LATIN = re.compile(r"[a-z]+")
_KNOWN_LATIN = frozenset("deadline due by before please pls ppt excel word pdf wps app led pc wifi gis ppp epc".split())
# 长期；元旦前: that there is no deadline, and one.
_NO_DATE = frozenset("待定 未定 暂无 无 定期 不定期 不限 长期 长期坚持 全年 视情况 另行通知 随时".split())
_PIECES = re.compile(r"[,;.:和]")
_OTHER_TIME = re.compile(
    rf"(?:{CN}|半)+(?:个?(?:天|日(?!常)|号|周|月|年|小时|点|时|星期|礼拜|工作日|季度)|刻|分(?![类级批别步])|[.·]{CN})"
    r"|[今明昨后前]天|[今明昨即次翌]日|[今明]儿|[今明后][早晚]|[首本]季|季[末底]|(?:三八|五四|六一|七一|八一|清明)(?![路街小中大广桥上])|年终(?![总考评奖])|[本这下上次]个?(?:周|月|年|季|星期|礼拜|旬)|周[一二三四五六日天末](?!边)"
    r"|[日天周月份]之?内|[月年季]度?[底末初](?!尾)|度[底末内]|年半|[上中下]旬|[上下]半年|年[前内中]|月[中内]|"
    + any_of(
        """
        星期 礼拜 季度 今年 明年 后年 去年 工作日 春节 元旦 端午 中秋 国庆 五一 十一 元宵 重阳 除夕 节假日 过年
        妇女节 植树节 劳动节 青年节 儿童节 建党节 建军节 教师节 圣诞 七夕 腊八 冬至
        today tomorrow monday tuesday wednesday thursday friday saturday sunday next week month year
        """
    )
)


def plain(words: str) -> bool:
    """Whether `words` hold no figure, no other time and nothing that could change what a date means."""
    if not words:
        return True
    rest = _HARMLESS.sub("_", words)
    if any(char in "0123456789" for char in rest) or _DANGER.search(rest) or _OTHER_TIME.search(rest):
        return False
    return _KNOWN_LATIN.issuperset(_LATIN.findall(rest)) and _NO_DATE.isdisjoint(_PIECES.split(rest))
