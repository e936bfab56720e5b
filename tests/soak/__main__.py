"""What a board promises of its files, tried again and again at random, in one table.

    python -m tests.soak [--minutes M] [--tries N] [--only NAME …] [--seed N] [--list]

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
from typing import NamedTuple

from tests.soak import damage, disk, faults, hands, malformed, stories
from tests.soak.tally import Tally, Trial


class Promise(NamedTuple):
    """A row of the table."""

    promise: str
    how: str
    trial: Trial


PROMISES = {
    "kill": Promise(
        "a killed process loses nothing that it was told is saved",
        "SIGKILL at a random moment of commits and compactions, one to three processes",
        hands.kills,
    ),
    "cut": Promise(
        "a torn line costs that line only",
        "newest segment cut at every byte of its last lines, read, then written",
        damage.cuts,
    ),
    "flip": Promise(
        "a damaged line is never taken for a good one",
        "every bit of the last lines and of the snapshot flipped",
        damage.flips,
    ),
    "schedule": Promise(
        "a failed write, a failed fsync or a dead writer costs nobody anything",
        "three writers and a reader in random order, faults at every step, power cuts between",
        faults.schedules,
    ),
    "calls": Promise(
        "any system call may fail",
        "a random call of a random story fails: ENOSPC, EIO, EACCES, EDQUOT, EROFS, half a write, its process dies",
        faults.calls,
    ),
    "power": Promise(
        "what was confirmed survives a power cut",
        "the power goes at a random system call; what was not synced is gone",
        faults.power,
    ),
    "full": Promise(
        "a full disk refuses and keeps; with room again the same change is saved",
        "RLIMIT_FSIZE in a process, at a random byte of a commit, a compaction, a new board",
        disk.file_limit,
    ),
    "tmpfs": Promise(
        "the same on a file system without a free byte",
        "a small tmpfs filled up, emptied, filled up",
        disk.small_disk,
    ),
    "locked": Promise(
        "a folder made read-only refuses, is read on, and takes the change when it may be written again",
        "a process without privileges; folder and files set read-only under its open board",
        disk.without_permission,
    ),
    "swap": Promise(
        "files replaced, deleted or truncated under an open board",
        "one of seventeen things happens to a file while a reader and a writer have the board open",
        damage.swaps,
    ),
    "clock": Promise("no clock is trusted", "the person's clock and the files' times go back, or stand", damage.clocks),
    "two": Promise("two writers at full speed", "2 × 1,000 changes, a reader checks every board", hands.crowd(2, 1000)),
    "eight": Promise("eight writers", "8 × 1,000 changes, a reader checks every board", hands.crowd(8, 1000)),
    "eight-60": Promise("eight writers, briefly", "8 × 60 changes, a reader checks every board", hands.crowd(8, 60)),
    "hang": Promise(
        "a process that hangs with the lock is named, and its death frees the lock",
        "SIGSTOP while it holds the lock, then SIGKILL",
        hands.hangs,
    ),
    "stop": Promise(
        "a process that stands still anywhere keeps nobody from reading",
        "SIGSTOP at a random moment, then SIGKILL",
        hands.stops,
    ),
    "model": Promise(
        "memory, files and a plain dictionary agree",
        "hypothesis: commits of two stores, undo, compaction, reload, a reader",
        stories.machine,
    ),
    "malformed": Promise(
        "whatever stands in the folder: a sound board, or an error that has words",
        "random and mutated files, also under right checksums; bounded time and memory",
        malformed.fuzz,
    ),
}
BRIEF = ("eight-60",)
"""Left out of a run that is not asked for them: a larger one is in it."""


def soak(names: list[str], minutes: float, tries: int, seed: int) -> dict[str, Tally]:
    """Try each promise in turn for its share of the time."""
    found: dict[str, Tally] = {}
    share = minutes * 60 / len(names)
    for name in names:
        tally = found[name] = Tally()
        end, round_ = time.monotonic() + share, 0
        while tally.clean and not tally.skipped:
            # On the disk of the checkout: where /tmp is memory, a sync would cost nothing.
            folder = Path(tempfile.mkdtemp(dir=Path.cwd(), prefix=".soak-"))
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
    parser.add_argument("--list", action="store_true", help="the names, and nothing else")
    asked = parser.parse_args()
    if asked.list or not set(asked.only) <= set(PROMISES):
        print("\n".join(f"{name:10} {each.promise}: {each.how}" for name, each in PROMISES.items()))
        return 0 if asked.list else 2
    begin = time.monotonic()
    found = soak(asked.only, asked.minutes, asked.tries, asked.seed)
    spent = (time.monotonic() - begin) / 60
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          f"seed {asked.seed}, {spent:.1f} minutes\n")  # fmt: skip
    print(table(found))
    return 0 if all(tally.clean for tally in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
