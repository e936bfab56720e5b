"""An entry written as one line again: how a row of a pasted table is corrected."""

from __future__ import annotations

from board.text.entry import Entry


def with_signs(entry: Entry) -> str:
    """The entry as a line with signs. A title of plain words, and names without spaces, are read back the same."""
    parts = [entry.title]
    parts += [f"@{name}" for name in (entry.unit, *(entry.person or "").split("\u3001")) if name]
    parts += [f"+{name}" for name in entry.co_units]
    parts += [f"^{entry.due_words}"] if entry.due_words else []
    parts += [f"!{entry.priority.value}"] if entry.priority else []
    parts += [f"#{tag}" for tag in entry.tags]
    parts += [f">{entry.group}"] if entry.group else []
    line = " ".join(parts)
    labels = [("牵头单位", entry.lead_unit), ("责任领导", entry.leader)]
    return "；".join([line, *(f"{label}：{name}" for label, name in labels if name)])
