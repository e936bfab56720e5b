"""What the desk says."""

TEXTS: dict[str, str] = {}
