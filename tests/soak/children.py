"""Short-lived processes: forked from this one, which has imported everything, so that one costs a millisecond."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence

Say = Callable[[str], None]


class Child:
    """A process that does `work`, and says through a pipe what was confirmed to it."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        self._out, out = os.pipe()
        self._rest = b""
        self._code: int | None = None
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            self._become(work, out)
        os.close(out)

    def _become(self, work: Callable[[Say], None], out: int) -> None:
        code = 1
        try:
            os.close(self._out)
            work(lambda line: _write(out, f"{line}\n".encode()))
            code = 0
        except BaseException:  # noqa: BLE001 - a forked process never returns into its parent's code
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)

    def heard(self) -> list[str]:
        """The lines that are there now, without waiting."""
        while self._out >= 0 and select.select([self._out], [], [], 0)[0]:
            self._take()
        return self._lines()

    def line(self) -> str:
        """The next line; "" when none comes any more."""
        while b"\n" not in self._rest and self._out >= 0:
            self._take()
        first, end, self._rest = self._rest.partition(b"\n")
        return first.decode() if end else ""

    def rest(self) -> list[str]:
        """All lines up to the end of the process. Half a line was not confirmed."""
        while self._out >= 0:
            self._take()
        return self._lines()

    def _take(self) -> None:
        data = os.read(self._out, 1 << 16)
        self._rest += data
        if not data:
            os.close(self._out)
            self._out = -1

    def _lines(self) -> list[str]:
        *lines, self._rest = self._rest.split(b"\n")
        return [line.decode() for line in lines]

    @property
    def ended(self) -> bool:
        """Whether it says nothing more."""
        return self._out < 0

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def wait_until_stopped(self) -> None:
        os.waitpid(self.pid, os.WUNTRACED)

    def end(self, *, kill: bool = False) -> int:
        """Wait for its end; its exit code, negative for a signal."""
        if self._code is None:
            if kill:
                self.signal(signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self._code = os.waitstatus_to_exitcode(status)
        return self._code

    def close(self) -> None:
        self.end(kill=True)
        if self._out >= 0:
            os.close(self._out)
            self._out = -1


def _write(out: int, data: bytes) -> None:
    sent = os.write(out, data)
    assert sent == len(data)


@contextlib.contextmanager
def children(works: Sequence[Callable[[Say], None]]) -> Iterator[list[Child]]:
    """Processes that are gone when the block is left."""
    started: list[Child] = []
    try:
        for work in works:
            started.append(Child(work))  # noqa: PERF401 - those that were started are ended, whatever comes
        yield started
    finally:
        for child in started:
            child.close()
