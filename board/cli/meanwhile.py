"""Two things at once, where the system can: the demo board is made while the program for the screen is loaded."""

from __future__ import annotations

import os
from collections.abc import Callable


def meanwhile(work: Callable[[], None]) -> Callable[[], None]:
    """Begin `work` in a process of its own; what is given back waits until it is done.

    Where there is no such process to be had, or it came to grief, waiting does the work here, so that whatever is
    wrong is raised here. `work` must not mind being done twice. Call it before there are threads.
    """
    if not hasattr(os, "fork"):
        return work
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            work()
            failed = 0
        finally:
            os._exit(failed)  # nothing of the parent's is to be tidied up or printed a second time

    def wait() -> None:
        _, status = os.waitpid(child, 0)
        if status:
            work()

    return wait
