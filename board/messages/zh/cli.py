"""命令行上的话。"""

TEXTS: dict[str, str] = {}
