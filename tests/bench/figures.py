"""Medians, ratios and table cells."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The ratio of medians, and in brackets the median of the ratios pair by pair."""
    pairs = [a / b for a, b in zip(ours, theirs, strict=True)]
    return f"{median(ours) / median(theirs):.2f} × ({median(pairs):.2f})"


def ms(seconds: Sequence[float]) -> str:
    """Median and p95 in milliseconds."""
    return f"{median(seconds) * 1000:.1f} / {p95(seconds) * 1000:.1f}" if seconds else "-"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; the first column holds words, the others figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
