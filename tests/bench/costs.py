"""What a way of doing something costs in a process of its own: seconds, processor time and the peak of its memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench.figures import median

Costs = dict[str, float]
"""seconds, cpu (seconds) and memory (MB)."""


def measured(work: Callable[[], object]) -> Costs:
    """Do `work` in this process; its memory is that of the whole process."""
    started, spent = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - started, time.process_time() - spent
    return {"seconds": seconds, "cpu": cpu, "memory": peak_memory()}


def peak_memory() -> float:
    """Of this process alone, in MB; what `getrusage` says begins with what the parent had. Linux only."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


def in_turn(
    module: str, ways: Iterable[str], runs: int, arguments: Callable[[str, int], Iterable[Path]]
) -> dict[str, Costs]:
    """The median of `runs` of each way, in turn: `python -m module --once way arguments…` prints the costs of one."""
    found: dict[str, list[Costs]] = {way: [] for way in ways}
    for number in range(runs):
        for way, costs in found.items():
            command = [sys.executable, "-m", module, "--once", way, *map(str, arguments(way, number))]
            costs.append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    return {way: {key: median([each[key] for each in costs]) for key in costs[0]} for way, costs in found.items()}


def told_once(once: Callable[[str, Path, Path], Costs]) -> bool:
    """Whether this process is one that `in_turn` began; then print what `once` measures."""
    if sys.argv[1:2] != ["--once"]:
        return False
    way, path, folder = sys.argv[2:]
    print(json.dumps(once(way, Path(path), Path(folder))))
    return True
