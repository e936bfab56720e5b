"""What is promised of a board's files, and what tries it."""

from __future__ import annotations

from typing import NamedTuple

from tests.soak import damage, disk, faults, hands, malformed, stories
from tests.soak.tally import Trial


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
