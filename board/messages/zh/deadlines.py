"""时限：读成了哪一天，还要提醒什么；读不出来怎么办。"""

TEXTS = {
    "deadline.rest_day": "当天休息",
    "deadline.provisional": "放假安排未公布，暂按法定节假日推算",
    "deadline.rolled_year": "今年已过，按{year}年",
    "deadline.hints": "{said}，{hints}",
    "deadline.and": "，",
    "error.bad_deadline": "读不出时限：{text}",
    "remedy.bad_deadline": "请写明一个日期，例如 12月4日前、下周五、3个工作日内、12月4日15:00",
    "error.past_deadline": "时限已过：{text}",
    "remedy.past_deadline": "请写今天或以后的日期",
}
