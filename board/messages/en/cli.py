"""What the command line says."""

TEXTS: dict[str, str] = {}
