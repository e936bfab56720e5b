"""公文的字体和编号（GB/T 9704）。"""

TEXTS = {
    "official.font.mark": "方正小标宋简体",
    "official.font.title": "方正小标宋简体",
    "official.font.text": "仿宋_GB2312",
    "official.font.heading": "黑体",
    "official.font.subheading": "楷体_GB2312",
    "official.font.page": "宋体",
    "official.digits": "〇一二三四五六七八九",
    "official.ten": "十",
    "official.heading": "{number}、{text}",
    "official.subheading": "（{number}）{text}",
    "official.item": "{number}. {text}",
    "official.fact": "{label}：{text}",
    "official.day": "{year}年{month}月{day}日",
    "official.page": "{dash} {page} {dash}",
}
