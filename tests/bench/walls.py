"""The wall in a terminal: how soon it shows what the desk does, what it costs, and whether it grows.

    python -m tests.bench.walls [--presses N] [--seconds S] [--size demo|10000]
    python -m tests.bench.walls --soak MINUTES
    python -m tests.bench.walls --hours HOURS

The soak has a desk move every second and change something every ten while pages turn every two; what it changes grows
the history and not the board. The wall's memory is printed as it goes. The hours are the same without a terminal, with
a clock that is set on by hand: every second a look, every two a page, every ten a change.
Needs a system with ptys; CPU time and memory are read from Linux's /proc.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from board import commands, wiring
from board.commands import Actor
from board.messages import Messages
from board.model.presence import Standing
from board.model.query import MAIN_KINDS, ordered
from board.ui.theme import WALL
from board.ui.wall import frame
from board.ui.wall.lookout import Lookout
from board.ui.wall.painter import FramePainter
from board.ui.wall.show import Options, Show
from board.ui.widgets.styles import Styles
from tests.bench import big_board, measures
from tests.bench.figures import ms, table
from tests.bench.terminal import ESCAPES, FRAME_END, Terminal

SELECTED = b"48;2;20;64;122"
"""The ground of the selected card in the wall's theme."""
WHOLE = b"\xe6\x95\xb0\xe6\x8d\xae\xe6\x88\xaa\xe8\x87\xb3"
"""数据截至: the last line of the frame."""


@contextmanager
def wall(path: Path, around: dict[str, str], *arguments: str) -> Iterator[Terminal]:
    """A wall on a pty of its own, settled."""
    with Terminal([*measures.BOARD, "--store", str(path), "wall", *arguments], around) as terminal:
        terminal.until(WHOLE)
        drain(terminal, 1.0)
        yield terminal


def drain(terminal: Terminal, seconds: float) -> None:
    """Take in whatever comes for so long."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        terminal._pump(left)


def until(terminal: Terminal, shown: Callable[[bytes], bool], act: Callable[[], object]) -> float | None:
    """Seconds from `act` to the end of the frame in which `shown` holds for the bytes that came since."""
    first, began = len(terminal.chunks), terminal._now()
    act()
    while terminal._now() - began < 5.0:
        terminal._pump(0.5)
        came = b"".join(data for _, data in terminal.chunks[first:])
        if shown(came) and FRAME_END in came[-len(FRAME_END) - 4096 :]:
            return terminal.chunks[-1][0] - began
    return None


def changes(path: Path, presses: int, around: dict[str, str]) -> list[float]:
    """Seconds from the call that commits, in this process, to the changed card on the wall."""
    chance = random.Random(presses)
    store = wiring.open_store(path)
    board = store.load()
    no = ordered(board, (board.groups[0].id,), MAIN_KINDS)[0][2]
    found: list[float] = []
    with wall(path, around, "--rotate", "0", "--group", "1") as terminal:
        for n in range(presses):
            drain(terminal, 0.2 + chance.random() / 10)  # anywhere between two looks
            intent = commands.edit(Actor("秘书", datetime.now()), no, title=f"QX{n:04}")
            word = re.compile(" ?".join(f"QX{n:04}").encode())
            took = until(
                terminal,
                lambda came, word=word: bool(word.search(ESCAPES.sub(b"", came))),  # type: ignore[misc]
                lambda intent=intent: store.commit(intent),  # type: ignore[misc]
            )
            if took is None:
                raise RuntimeError(f"the wall did not show change {n}")
            found.append(took)
    store.close()
    return found


def follows(path: Path, presses: int, around: dict[str, str]) -> list[float]:
    """Seconds from a key at a desk in another process to the selected card on the wall."""
    chance = random.Random(presses)
    found: list[float] = []
    with wall(path, around) as terminal, measures.opened(["--store", str(path)], around) as desk:
        for n in range(presses):
            drain(terminal, 0.2 + chance.random() / 10)
            drain(desk, 0.01)
            key = ("down", "right", "up", "left")[n % 4]  # there and back: every one of them moves
            took = until(terminal, lambda came: SELECTED in came, lambda key=key: desk.write(key))  # type: ignore[misc]
            if took is None:
                raise RuntimeError(f"the wall did not show what {key} did at the desk")
            found.append(took)
    return found


def cost(path: Path, seconds: float, around: dict[str, str], *arguments: str) -> float:
    """Share of one core that a wall takes."""
    with wall(path, around, *arguments) as terminal:
        drain(terminal, 3.0)
        before, began = terminal.cpu(), time.perf_counter()
        drain(terminal, seconds)
        return (terminal.cpu() - before) / (time.perf_counter() - began)


def memory_now(pid: int) -> float:
    """Resident MiB of a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def soak(path: Path, minutes: float, around: dict[str, str]) -> list[tuple[float, float]]:
    """(minutes, MiB) of a wall whose pages turn and whose desk does something all the time."""
    chance = random.Random(7)
    store, presence = wiring.open_store(path), wiring.open_desk_presence(path)
    board = store.load()
    numbers = [no for _, _, no in ordered(board, tuple(group.id for group in board.groups), MAIN_KINDS)]
    found: list[tuple[float, float]] = []
    seconds = 0
    with wall(path, around, "--rotate", "2s") as terminal:
        began = time.perf_counter()
        while (passed := (time.perf_counter() - began) / 60) < minutes:
            if not found or passed - found[-1][0] >= minutes / 12:
                found.append((passed, memory_now(terminal.pid)))
                print(f"{passed:6.1f} min {found[-1][1]:7.1f} MiB", file=sys.stderr, flush=True)
            no = chance.choice(numbers)
            if seconds % 10 == 0:
                store.commit(commands.edit(Actor("秘书", datetime.now()), no, title=f"第{seconds}秒的事项"))
            if seconds // 45 % 2:  # a while the desk moves, a while it rests and pages turn
                presence.stand(Standing(group=board.tasks[no].group, task=no))
            seconds += 1
            drain(terminal, 1.0)
            del terminal.chunks[:-4]
        found.append((minutes, memory_now(terminal.pid)))
    presence.close()
    store.close()
    return found


def hours_passed(path: Path, hours: int) -> list[tuple[float, float]]:
    """(hours, MiB) of a wall in this process, whose clock goes on as fast as it can paint."""
    passed, begin = 0, datetime(2026, 11, 23, 9, 4)
    store, reader = wiring.open_store(path), wiring.open_reader(path)
    board = store.load()
    numbers = [no for _, _, no in ordered(board, tuple(group.id for group in board.groups), MAIN_KINDS)]

    def clock() -> datetime:
        return begin + timedelta(seconds=passed)

    show = Show(
        Lookout(reader, wiring.open_presence(path), clock=clock),
        messages=Messages("zh"),
        clock=clock,
        monotonic=lambda: float(passed),
        options=Options(rotate=2),
        pages=lambda room: frame.pages(room, 160, 48),
    )
    painter = FramePainter(Styles(lambda: WALL))
    found: list[tuple[float, float]] = []
    for passed in range(hours * 3600):
        if passed % 10 == 0:
            actor = Actor("秘书", begin + timedelta(seconds=passed))
            store.commit(commands.edit(actor, numbers[passed // 10 % len(numbers)], title=f"第{passed}秒的事项"))
        if show.step():
            painter.paint(show.room, 160, 48)
        if passed % (max(1, hours // 12) * 3600) == 0:
            found.append((passed / 3600, memory_now(os.getpid())))
            print(f"{found[-1][0]:6.0f} h {found[-1][1]:7.1f} MiB", file=sys.stderr, flush=True)
    found.append((hours, memory_now(os.getpid())))
    reader.close()
    store.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.walls")
    parser.add_argument("--presses", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--size", default="demo", help="demo, or a number of tasks")
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES")
    parser.add_argument("--hours", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        around = measures.environment(Path(folder))
        path = Path(folder) / "wall.board"
        if asked.size == "demo":
            measures.run([*measures.BOARD, "--store", str(path), "demo", "--no-open"], around)
        else:
            big_board.make(path, int(asked.size), datetime.now())
        if asked.hours:
            found = hours_passed(path, asked.hours)
            print(table(["hours", "MiB"], [[f"{passed:.0f}", f"{size:.1f}"] for passed, size in found]))
            return 0
        if asked.soak:
            found = soak(path, asked.soak, around)
            print(table(["minutes", "MiB"], [[f"{passed:.0f}", f"{size:.1f}"] for passed, size in found]))
            return 0
        rows = [
            ["commit in another process to the card on the wall, ms", ms(changes(path, asked.presses, around)), "60"],
            ["key at the desk to the selected card on the wall, ms", ms(follows(path, asked.presses, around)), "100"],
            ["a wall that stands, of one core", f"{cost(path, asked.seconds, around, '--rotate', '0'):.2%}", "1 %"],
            ["a wall that turns every 20 s", f"{cost(path, asked.seconds, around):.2%}", ""],
            ["a wall that turns every 2 s", f"{cost(path, asked.seconds, around, '--rotate', '2s'):.2%}", ""],
        ]
        print(table(["median / p95", asked.size, "target"], rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
