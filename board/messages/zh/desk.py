"""主屏上的话。"""

TEXTS: dict[str, str] = {}
