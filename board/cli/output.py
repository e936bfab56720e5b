"""What is printed: data on stdout, narration on stderr, both in UTF-8 and without anything a terminal would obey."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from board.reports.safe import json_line
from board.text import clean

_CUT = ".."


def prepare_streams() -> None:
    """UTF-8 on every locale: a file or a pipe reads the same wherever it was written."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def out(text: str) -> None:
    """Print data; several lines at once."""
    _write(sys.stdout, text)


def narrate(text: str) -> None:
    """Say something to the person, where no script reads it."""
    _write(sys.stderr, text)


def prompt(text: str) -> str:
    """Ask the person for one line; "" when the input has ended."""
    sys.stderr.write(text)
    sys.stderr.flush()
    return sys.stdin.readline()


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:  # pythonw has none
        stream.write("".join(f"{clean.visible(line)}\n" for line in text.split("\n")))


def finish() -> None:
    """Flush what was printed, so that a failure shows while it can still be answered for."""
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon_stdout() -> None:
    """Let the interpreter not complain at its exit about an output that is gone."""
    try:
        stdout = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stdout)
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return


def out_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as one JSON array, a row a line, each as soon as it is made."""
    last = None
    for row in rows:
        out("[" if last is None else f"{last},")
        last = json_line(row)
    out("[]" if last is None else f"{last}\n]")


def out_json_object(row: Mapping[str, Any]) -> None:
    """Print one row as a JSON object."""
    out(json_line(row))


def padded(text: str, cells: int) -> str:
    """`text` filled with spaces to a width in terminal cells; a longer one stays whole."""
    return text + " " * (cells - clean.width(text))


def cut(text: str, cells: int) -> str:
    """`text` at most `cells` wide, a cut shown by two dots."""
    return text if clean.width(text) <= cells else clean.clipped(text, cells - len(_CUT)) + _CUT


def out_table(rows: Sequence[Sequence[str]], *, flexible: int, rightly: frozenset[int] = frozenset()) -> None:
    """Print rows in aligned columns. On a terminal the `flexible` column gives way so that a row fits a line.

    A file or a pipe gets every character; a very long text then only pushes its own row out of line.
    """
    rows = [[clean.visible(cell.replace("\n", " ")) for cell in row] for row in rows]
    widths = [max(map(clean.width, column)) for column in zip(*rows, strict=True)]
    taken = sum(widths) - widths[flexible] + 2 * (len(widths) - 1)
    if sys.stdout is not None and sys.stdout.isatty():
        import shutil

        room = max(shutil.get_terminal_size().columns - taken, 12)
        rows = [[cut(cell, room) if i == flexible else cell for i, cell in enumerate(row)] for row in rows]
        widths[flexible] = min(widths[flexible], room)
    else:
        widths[flexible] = min(widths[flexible], 60)
    lines = []
    for row in rows:
        cells = [
            " " * (width - clean.width(cell)) + cell if i in rightly else padded(cell, width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    out("\n".join(lines))


class Gauge:
    """How far something has come, on one line of stderr; only where a person looks, and only with a `total`."""

    _CELLS = 24

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._shows = total > 0 and sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Gauge:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shows:
            self.at(self._total)
            sys.stderr.write("\n")

    def at(self, done: int) -> None:
        """So much of the total is done."""
        if self._shows:
            share = min(done / self._total, 1.0)
            bar = "#" * round(share * self._CELLS)
            sys.stderr.write(f"\r{self._what} [{bar:-<{self._CELLS}}] {share:4.0%} {done}")
            sys.stderr.flush()
