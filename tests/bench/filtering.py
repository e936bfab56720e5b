"""What finding costs: `/` and then a word, character by character, in a real pty; and what its index costs a start."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.figures import ms
from tests.bench.measures import BOARD, CARD, opened
from tests.bench.terminal import Answer, Terminal

WORDS = {"filter han": "城管局", "filter letters": "cgj"}
ACTIVE = re.compile("在办 +(\\d+)")


def figures(path: Path, presses: int, starts: int, around: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(row, figure) for the board at `path`."""
    for row, word in WORDS.items():
        answers = characters(path, word, presses, around)
        if word.isascii():
            yield "filter echo", ms([answer.frame for answer in answers if answer.frame is not None])
        yield row, ms([answer.settled for answer in answers if answer.settled is not None])
    idle, first = beginning(path, starts, around)
    yield "filter idle", ms(idle)
    yield "filter first", ms(first)
    yield "filter index", index(path)


def index(path: Path) -> str:
    """What reading every text and its pinyin takes, in slices between which the screen answers keys."""
    from board import wiring
    from board.model.search import Finder
    from board.text.pinyin import spell

    began = time.perf_counter()
    spell("字")  # the table of characters
    loaded = time.perf_counter() - began
    reader = wiring.open_reader(path)
    board = reader.load()
    reader.close()
    gc.collect()
    gc.disable()
    slices: list[float] = []
    steps = Finder().prepare(board, spell)
    last = object()
    step: object = None
    while step is not last:
        began = time.perf_counter()
        step = next(steps, last)
        slices.append(time.perf_counter() - began)
    gc.enable()
    return f"{sum(slices) * 1000:.0f} + {loaded * 1000:.0f}, longest {max(slices) * 1000:.1f}"


def characters(path: Path, word: str, presses: int, around: Mapping[str, str]) -> list[Answer]:
    """What each character of `word` did; the word is typed and deleted again and again.

    Raises:
        RuntimeError: the count in the header is no other one when the word stands there.
    """
    found: list[Answer] = []
    with opened(["--store", str(path)], around) as terminal:
        everything = active(terminal)
        terminal.press("/")
        terminal.press(word[0])
        terminal.settle()  # the index is ready
        terminal.press("backspace")
        for turn in range(max(2, presses // len(word))):
            found += [terminal.press(character) for character in word]
            if turn == 0:
                _confirm(terminal, word, everything)
            for _ in word:
                terminal.press("backspace")
    return found


def beginning(path: Path, starts: int, around: Mapping[str, str]) -> tuple[list[float], list[float]]:
    """Seconds from the first cards until nothing is left to compute, and from the first letter of a filter that is
    typed at once after the first cards to its settled screen: the wait for an index that is not ready yet.
    """
    idle: list[float] = []
    first: list[float] = []
    for _ in range(starts):
        with Terminal([*BOARD, "--store", str(path)], around) as terminal:
            cards = terminal.until(CARD)
            idle.append(terminal.calm(lambda: None, since=cards))
        with Terminal([*BOARD, "--store", str(path)], around) as terminal:
            terminal.until(CARD)
            terminal.write("/")
            first.append(terminal.calm(lambda: terminal.write("c")))
    return idle, first


def active(terminal: Terminal) -> int:
    """How many tasks the header counts as 在办.

    Raises:
        RuntimeError: it shows no such count.
    """
    screen = terminal.screen()
    found = ACTIVE.search(screen[0])
    if found is None:
        raise RuntimeError("\n".join(["no count in the header:", *screen]))
    return int(found[1])


def _confirm(terminal: Terminal, word: str, everything: int) -> None:
    if not 0 < active(terminal) < everything:
        raise RuntimeError(f"{word!r} filters nothing: {active(terminal)} of {everything} are shown")
