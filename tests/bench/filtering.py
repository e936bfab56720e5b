"""What finding costs: `/` and then a word, character by character, in a real pty; and what its index costs a start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.figures import ms
from tests.bench.measures import BOARD, CARD, opened
from tests.bench.terminal import Terminal

WORDS = {"filter han": "城管局", "filter letters": "cgj"}
ACTIVE = re.compile("在办 +(\\d+)")


def figures(path: Path, presses: int, starts: int, around: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(row, figure) for the board at `path`."""
    for row, word in WORDS.items():
        yield row, ms(characters(path, word, presses, around))
    idle, first = beginning(path, starts, around)
    yield "filter idle", ms(idle)
    yield "filter first", ms(first)


def characters(path: Path, word: str, presses: int, around: Mapping[str, str]) -> list[float]:
    """Seconds from each character of `word` to the settled screen; the word is typed and deleted again and again.

    Raises:
        RuntimeError: the count in the header is no other one when the word stands there.
    """
    found: list[float] = []
    with opened(["--store", str(path)], around) as terminal:
        everything = active(terminal)
        terminal.press("/")
        for turn in range(max(2, presses // len(word))):
            answers = [terminal.press(character) for character in word]
            found += [answer.settled for answer in answers if answer.settled is not None]
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
