"""按键与动作。"""

TEXTS: dict[str, str] = {}
