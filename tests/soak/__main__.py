"""What a board promises of its files, tried again and again at random, in one table.

    python -m tests.soak [--minutes M] [--tries N] [--only NAME …] [--seed N] [--folder DIR]

`--minutes` is for all promises together; `--tries` stops each after so many. The same seed makes the same choices,
but for the moments at which a process is killed. Exit code 1 when anything is lost, unreadable or otherwise wrong.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.soak.promises import BRIEF, PROMISES
from tests.soak.tally import Tally


def soak(names: list[str], minutes: float, tries: int, seed: int, where: Path) -> dict[str, Tally]:
    """Try each promise in turn for its share of the time."""
    found: dict[str, Tally] = {}
    share = minutes * 60 / len(names)
    for name in names:
        tally = found[name] = Tally()
        end, round_ = time.monotonic() + share, 0
        while tally.clean and not tally.skipped:
            folder = Path(tempfile.mkdtemp(dir=where, prefix=".soak-"))
            try:
                with tally.judging(f"{name}, seed {seed}, round {round_}"):
                    PROMISES[name].trial(folder, Random(f"{seed} {name} {round_}"), tally)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            round_ += 1
            if (tries and tally.tries >= tries) or (not tries and time.monotonic() >= end):
                break
        print(f"{name}: {tally}", file=sys.stderr, flush=True)
    return found


HEAD = ("promise", "how it was tried", "tries", "lost confirmed changes", "unreadable boards", "other findings")


def table(found: dict[str, Tally]) -> str:
    lines = [f"| {' | '.join(HEAD)} |", "| --- | --- |" + " ---: |" * 4]
    for name, tally in found.items():
        promise, how, _ = PROMISES[name]
        tries = f"skipped: {tally.skipped}" if tally.skipped else f"{tally.tries:,}"
        figures = [tries, f"{tally.lost}", f"{tally.unreadable}", f"{len(tally.other)}"]
        lines.append(f"| {promise} | {how} | {' | '.join(figures)} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--minutes", type=float, default=10, help="for all promises together")
    parser.add_argument("--tries", type=int, default=0, help="of each promise, instead of a time")
    parser.add_argument("--only", nargs="+", default=[name for name in PROMISES if name not in BRIEF], metavar="NAME")
    parser.add_argument("--seed", type=int, default=1)
    # Where /tmp is memory, a sync would cost nothing.
    parser.add_argument("--folder", type=Path, default=Path.cwd(), help="on whose disk; that of the checkout")
    parser.add_argument("--list", action="store_true", help="the names, and nothing else")
    asked = parser.parse_args()
    if asked.list or not set(asked.only) <= set(PROMISES):
        print("\n".join(f"{name:10} {each.promise}: {each.how}" for name, each in PROMISES.items()))
        return 0 if asked.list else 2
    begin = time.monotonic()
    found = soak(asked.only, asked.minutes, asked.tries, asked.seed, asked.folder)
    spent = (time.monotonic() - begin) / 60
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          f"seed {asked.seed}, {spent:.1f} minutes\n")  # fmt: skip
    print(table(found))
    return 0 if all(tally.clean for tally in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
