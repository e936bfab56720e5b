"""Fonts and numbering of official papers (GB/T 9704); the fonts' names as an English system knows them."""

TEXTS = {
    "official.font.mark": "FZXiaoBiaoSong-B05S",
    "official.font.title": "FZXiaoBiaoSong-B05S",
    "official.font.text": "FangSong_GB2312",
    "official.font.heading": "SimHei",
    "official.font.subheading": "KaiTi_GB2312",
    "official.font.page": "SimSun",
    "official.digits": "0123456789",
    "official.ten": "",
    "official.heading": "{number}. {text}",
    "official.subheading": "({number}) {text}",
    "official.item": "{number}. {text}",
    "official.fact": "{label}: {text}",
    "official.day": "{year}-{month:02}-{day:02}",
    "official.page": "{dash} {page} {dash}",
}
