"""Who: units and persons out of one cell, in the many ways that offices write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from board.text.ledger.grid import squeezed
from board.text.phones import without_phones
from board.text.width import spaced

ABOVE = frozenset(("同上", "〃", "″", "′′", "''", '"', "同前", "同上行", "”", "“", "々", "ditto", "同左", "同上单位"))
"""What stands for the cell above."""
_NOBODY = re.compile(
    r"[-—–―/\\_.。·~～×✕*?？]*|无|暂无|没有|空|待定|待[\u4e00-\u9fff]{1,6}|未定|"
    r"暂未[\u4e00-\u9fff]{1,4}|未[明确落实指定]{1,4}|"
    r"[(（]?(?:暂缺|空缺)[)）]?|待定[(（].*[)）]|无责任人|"
    r"不明|不明确|不详|n/?a|none|null|nobody|tb[acd]|unassigned|vacant|tobe(?:confirmed|decided|assigned|determined)|"
    r"无人认领|无责任单位|/+",
    re.IGNORECASE,
)


class Who(NamedTuple):
    """The units and persons of one cell, in their order."""

    units: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    """Units that the cell itself calls 配合."""
    person: str = ""


@lru_cache(maxsize=2048)
def is_nobody(text: str) -> bool:
    """Whether a cell of names names nobody: —, /, 待定, 待明确."""
    return _NOBODY.fullmatch(squeezed(text)) is not None


_UNIT_ENDS = (
    "局 办 委 厅 署 院 校 所 站 队 团 会 社 馆 中心 公司 集团 街道 镇 乡 村 社区 居委 居 园 园区 "
    "组 科 处 室 部 区 县 市 政府 管委会 "
    "分局 支队 大队 中队 总队 派出所 单位 部门 企业 银行 学校 小学 中学 医院 联 行 厂 店 法院 "
    "检察院 专班 指挥部 工会 协会 商会 "
    "项目部 物业 场 段 台 系统 窗口 平台 商户 业委会 业主 办事处 机关 网格 幼儿园 大学 基地 公园 "
    "市场 广场 街办 乡镇 各镇 城管 交警 水务 "
    "住建 公安 民政 教体 文旅 卫健 应急 消防 发改 财政 人社 环保 农业农村 自然资源 资规 市监 "
    "司法 审计 统计 信访 商务 林业 水利 供电 燃气 热力 "
    "电信 移动 联通 铁塔 城投 交投 建投 水投 环卫 园林 市政 属地 各街道 执法"
).split()
_UNIT = re.compile(r".+(?:" + "|".join(sorted(_UNIT_ENDS, key=len, reverse=True)) + r")(?:[一二三四五六七八九十\d]+)?$|"
                   r"(?:" + "|".join(end for end in _UNIT_ENDS if len(end) > 1) + r")$|^各.+")  # fmt: skip
_ENGLISH_UNIT = re.compile(
    r"(?:.* )?(?:bureau|office|department|dept\.?|division|branch|brigade|committee|commission|cent(?:er|re)|company|"
    r"agency|authority|sub-?district|street|town|township|village|community|school|hospital|team|group|station|court|"
    r"university|administration|council|board|institute|co\.?|ltd\.?|corporation|district|government)"
    r"(?: (?:of|for) .+)?",
    re.IGNORECASE,
)
_ENGLISH_PERSON = re.compile(r"(?:Mr|Ms|Mrs|Miss|Dr|Prof)\.? [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费"
    "廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮"
    "蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢"
    "滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎"
    "蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连"
    "茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查"
    "后荆红游竺权逯盖益桓公岳付代闫肖覃涂阳"
)
_NOT_NAMES = frozenset(
    "城管 交警 水务 住建 公安 民政 教体 文旅 卫健 应急 消防 发改 财政 人社 环保 资规 市监 司法 "
    "审计 统计 信访 商务 林业 水利 国土 农业 工信 "
    "团委 妇联 工会 供电 燃气 热力 电信 移动 联通 铁塔 城投 交投 环卫 园林 市政 属地 全区 全市 "
    "全县 各镇 各村 组织 宣传 统战 文明 武装 纪委 监委 "
    "交通 文化 教育 卫生 规划 建设 国资 金融 税务 气象 档案 党校 党办 政府 政办 区委 区府 相关 "
    "有关 路灯 广电 民宗 史志 科技 科协 华侨 时限 经发 "
    "安监 卫计 经信 宗教 房管 房产 文广 国安 国税 党建 农机 农委 林草 石油 金控 路桥 公路 公交 安全 "
    "明确 安排 农经 应急办 和平 幸福 东湖 朝阳 光明 国网 石桥 柳林 全体".split()
)
_TITLES = (
    "先生|女士|同志|局长|副局长|主任|副主任|科长|副科长|书记|副书记|镇长|副镇长|区长|副区长|所长|"
    "队长|大队长|院长|校长|经理|总|工|师傅|老师|处长|站长"
)
_PERSON = re.compile(rf"[\u4e00-\u9fff][某×*xX]{{1,2}}(?:{_TITLES})?|[\u4e00-\u9fff]{{2,4}}|[\u4e00-\u9fff·]{{5,10}}")
_POST = re.compile(r"[(（]([^()（）]*)[)）]")
_ROLE_MARK = re.compile(
    r"[(（\[【〔]\s*(?:主?牵头|主办|主责|承办|责任|协办|配合|第一责任|主要责任)(?:责任)?(?:单位|"
    r"部门|方|人)?\s*[)）\]】〕]"
)
_LEAD_MARK = re.compile(
    r"[(（\[【〔]\s*(?:主?牵头|主办|主责|第一责任|主要责任)(?:责任)?(?:单位|部门|方)?\s*[)）\]】〕]"
)
_HELP_MARK = re.compile(r"[(（\[【〔]\s*(?:协办|配合|协助)(?:单位|部门|方)?\s*[)）\]】〕]")
_LABEL = re.compile(
    r"(?P<lead>牵头|主办|主责|责任|承办|第一责任)(?:责任)?(?:单位|部门|方)?\s*[:：]|"
    r"(?P<help>配合|协办|协助|协同|参与|会办|联办|参加|协管)(?:责任)?(?:单位|部门|方)?\s*[:：]|(?P<person>(?:第一|直接|主要|"
    r"具体|整改)?责任人|联系人|负责人|承办人|经办人|(?:主要|分管|包保|责任)领导)\s*[:：]"
)
_NUMBER = re.compile(r"^(?:[(（]?\d{1,2}[.、)）．]|[①-⑩])\s*")
_LETTER = re.compile(r"[^\W\d_]")
_PARTS = re.compile(r"[、，,;；\n|+＋&]+")
_AMPERSAND = re.compile(r"(?<=[A-Za-z]) & (?=[A-Za-z])")
"""Parks & Gardens Office is one name."""
_SLASH = re.compile(r"(?<!\s)\s*[/／\\]\s*")
_AND = re.compile(r"(?<=[局办委镇道司心区会队院所处])(?:和|及|与|会同|以及)(?=[\u4e00-\u9fff]{2})")


_POSTS = re.compile(
    r"(?:党[委组工]+|村?支部?)?副?书记|村支书|副?[局镇区市县科处所队站院校行股组乡村社厂会]长|副?大队长|副?主任|"
    r"(?:总|副总)?经理|董事长|调研员|主席|科员|网格员|专干|负责人"
)


def is_person(token: str) -> bool:
    """Whether a word looks like a person's name, a post in brackets or behind it left aside."""
    name = _POST.sub("", token).strip()
    if _ENGLISH_PERSON.fullmatch(name):
        return True
    if (post := _POSTS.match(name)) is not None and len(name) - post.end() > 1:
        name = name[post.end() :]
    bare = re.sub(rf"(?:{_TITLES})$", "", name)
    if name != bare and 1 <= len(bare) <= 3 and bare[0] in _SURNAMES:
        return True
    if re.fullmatch(r"[\u4e00-\u9fff][某×*xX]{1,2}", bare):
        return True
    if not 2 <= len(bare) <= 4 or not all("\u4e00" <= char <= "\u9fff" for char in bare) or bare in _NOT_NAMES:
        return False
    return bare[0] in _SURNAMES and len(bare) <= 3 and not _UNIT.fullmatch(bare)


def is_unit(token: str) -> bool:
    """Whether a word looks like the name of a unit."""
    name = _POST.sub("", token).strip()
    return _UNIT.fullmatch(name) is not None or _ENGLISH_UNIT.fullmatch(name) is not None


@lru_cache(maxsize=1024)
def read_units(text: str) -> Who:
    """A cell of units: the first is the unit, and whoever else stands there; persons among them are parted off."""
    return _read(text, units_only=True)


@lru_cache(maxsize=1024)
def read_unit_and_person(text: str) -> Who:
    """A cell that holds both: what looks like a person is one, whatever else is a unit."""
    return _read(text, units_only=False)


def _read(text: str, *, units_only: bool) -> Who:
    clear = without_phones(spaced(text).replace("\u00a0", " ") if "\n" not in text else text).strip()
    clear = BEFORE_BRACKET.sub("", clear)
    if is_nobody(clear):
        return Who()
    units: list[str] = []
    lead: list[str] = []
    helpers: list[str] = []
    persons: list[str] = []
    for found in _INSIDE.finditer(clear):
        helpers += [_joined(token) for token in _tokens(found[1])]
    for mode, part in _labelled(_INSIDE.sub("", clear)):
        for token in _tokens(part):
            name = _ROLE_MARK.sub("", _NUMBER.sub("", token)).strip(" 、,，:：;；-—。")
            behind = _BEHIND.fullmatch(name)
            if behind is not None and is_unit(behind[1]):
                name = behind[1]
            if is_nobody(name) or not _LETTER.search(name):
                continue
            parted = None if mode else _parted(name, glued=not units_only)
            if parted is not None:
                name, person = parted
                persons.append(person)
            if mode == "person" or (is_person(name) and not (units_only and _is_short_unit(name, clear, units, lead))):
                persons.append(name)
            elif mode == "help" or _HELP_MARK.search(token) or (behind is not None and behind["help"]):
                helpers.append(_joined(name))
            else:
                (lead if _LEAD_MARK.search(token) or behind is not None else units).append(_joined(name))
    ordered = tuple(dict.fromkeys([*lead, *units]))
    return Who(ordered, tuple(dict.fromkeys(helper for helper in helpers if helper not in ordered)), "、".join(persons))


_BEHIND = re.compile(r"(.{2,}?)(?:(?:总?牵头|主办|负责|为主)|(?P<help>配合|协办|协助|协同|参与))")
"""区住建局牵头，区城管局配合"""


def _is_short_unit(name: str, cell: str, *before: list[str]) -> bool:
    """Whether what looks like a name is a short unit: alone in its cell, or one of a list (东关、西关街道)."""
    if not any(before) and _alone(cell):
        return True
    return (
        len(name) == 2 and "某" not in name and re.search(rf"(?:^|[、，,;；]){name}(?:[、，,;；]|$)", cell) is not None
    )


def _alone(text: str) -> bool:
    """Whether a cell is one short word: in a column of units that is a unit, however it looks (公安, 文明)."""
    return re.fullmatch(r"[\u4e00-\u9fff]{2,4}", text) is not None and not re.search(r"某|×", text)


def _labelled(text: str) -> list[tuple[str, str]]:
    """The parts of a cell that labels itself (牵头单位：X；配合单位：Y), each with what it is."""
    found = list(_LABEL.finditer(text))
    if not found:
        return [("", text)]
    parts = [("", text[: found[0].start()])]
    for place, label in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        mode = "person" if label["person"] else "help" if label["help"] else ""
        parts.append((mode, text[label.end() : end]))
    return parts


BEFORE_BRACKET = re.compile(r"(?<!\s)\s+(?=[(（])")
"""What a post in brackets is parted by from its person."""
_BOTH = re.compile(r"(?P<one>[^()（）:：]+?)\s*(?:[(（](?P<in>[^()（）]+)[)）]|[:：\-—–]\s*(?P<other>[^()（）:：]+))")


def _parted(name: str, *, glued: bool) -> tuple[str, str] | None:
    """A unit and the person who stands with it in one word: 区住建局（王某）, 王某（区住建局）, 区住建局：王某."""
    found = _BOTH.fullmatch(name)
    if found is not None:
        one, other = found["one"].strip(), (found["in"] or found["other"]).strip()
        if is_person(other) and not is_person(one):
            return one, other
        if is_person(one) and is_unit(other) and not is_person(other):
            return other, one
    for length in (2, 3):
        head, tail = name[:-length], name[-length:]
        if (glued or "某" in tail) and len(head) > 2 and is_unit(head) and is_person(tail) and not is_unit(name):
            return head, tail
    return None


_INSIDE = re.compile(
    r"[(（]\s*(?:配合|协办|协助|会办|会同)(?!(?:责任)?(?:单位|部门|方)\s*[)）])(?:单位|部门)?\s*[:：]?\s*([^()（）]+)[)）]"
)


def _tokens(text: str) -> list[str]:
    """The names of a cell: parted by signs and lines; by spaces and slashes where both sides can stand alone."""
    tokens: list[str] = []
    for part in _outside_brackets(text):
        for piece in _SLASH.split(part) if not _POST.search(part) or "/" not in _POST.search(part)[0] else [part]:  # type: ignore[index]
            words = [word for word in _GAP.split(piece) if word]
            if len(words) > 1 and all(len(word) > 1 for word in words):
                tokens += words
            elif words:
                tokens.append("".join(words))
    return _with_posts([token for each in tokens for token in _apart(each) if token])


_GAP = re.compile(r"(?<![A-Za-z0-9.'’&-])\s+|\s+(?![A-Za-z0-9('’&-])")
"""What parts the words of a cell; English words stay together."""
_ENGLISH_AND = re.compile(r"\s+(?:and|&)\s+")


def _apart(token: str) -> list[str]:
    """Names joined by 和 or and, where each of them is one."""
    names = _ENGLISH_AND.split(token)
    return names if len(names) > 1 and all(map(is_unit, names)) else _AND.split(token)


def _with_posts(tokens: list[str]) -> list[str]:
    """Posts joined to the person beside them: 局长 张某, 张某 局长."""
    joined: list[str] = []
    for token in tokens:
        last = joined[-1] if joined else ""
        if (_POSTS.fullmatch(last) and is_person(token)) or (_POSTS.fullmatch(token) and last and is_person(last)):
            joined[-1] = last + token
        else:
            joined.append(token)
    return joined


def _outside_brackets(text: str) -> list[str]:
    """`text` parted at its signs, those inside brackets left alone."""
    parts, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if char in "(（[【〔":
            depth += 1
        elif char in ")）]】〕":
            depth = max(0, depth - 1)
        elif depth == 0 and _PARTS.match(char) and not _AMPERSAND.match(text, place - 1):
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _joined(name: str) -> str:
    return "".join(_GAP.split(name))


_IS_POST = re.compile(r"(?:书记|主任|[局镇区乡村所队处科站院校楼片组网格路街巷]长|经理|员|人|干部)$")


@lru_cache(maxsize=1024)
def read_persons(text: str) -> Who:
    """A cell of persons as it is written, without numbers to call; units in it are parted off."""
    clear = BEFORE_BRACKET.sub("", without_phones(text).strip())
    if is_nobody(clear):
        return Who()
    persons: list[str] = []
    units: list[str] = []
    for mode, part in _labelled(clear):
        for token in _tokens(part):
            name = token.strip(" 、,，:：;；-—/")
            if is_nobody(name) or not _LETTER.search(name):
                continue
            if name.isascii() and (parted := _parted(name, glued=False)) is not None:  # Water Bureau - Mr Qian
                units.append(parted[0])
                persons.append(parted[1])
            elif mode != "person" and is_unit(name) and not is_person(name) and not _IS_POST.search(name):
                units.append(_joined(name))
            else:
                persons.append(name)
    if not persons:  # 各村支部书记, 网格员: a post, whatever it ends in
        return Who(person="" if units and all(map(is_unit, units)) else "、".join(units), units=tuple(units))
    return Who(units=tuple(units), person="、".join(dict.fromkeys(persons)))
