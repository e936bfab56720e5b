"""Keys and actions."""

TEXTS: dict[str, str] = {}
