"""会议议定: what was decided, from the changes of a meeting or of a day. Rows with codes; words come later."""

from __future__ import annotations

from msgspec import Struct


class Decision(Struct, frozen=True, kw_only=True):
    """One thing that was decided on one task."""

    when: str
    """ISO moment."""
    who: str
    task: int
    """Number of the task."""
    what: str
    """Code of what was done: add assign due extend move close return rebound void restore urge note edit."""
    flagged: bool = False
    """会中变更."""
    params: dict[str, object] = {}
    """What the words of `what` need, as codes and values: unit (id), due (ISO), stage (code), reason, text …"""
