"""A real browser without a screen, driven over a pipe by the DevTools protocol: JSON messages that end in NUL."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

SECONDS = 60.0
"""How long an answer may take on a busy machine."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions --disable-default-apps --mute-audio "
    "--disable-dev-shm-usage --hide-scrollbars --force-device-scale-factor=1 --remote-debugging-pipe"
).split()

# The browser reads descriptor 3 and writes 4, and this is how it gets them, whatever their numbers are here.
_LAUNCH = (
    "import fcntl, os, sys; high = [fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3]]; "
    "os.dup2(high[0], 3); os.dup2(high[1], 4); os.execv(sys.argv[3], sys.argv[3:])"
)


def program() -> str:
    """Where Chromium is. Where it is not, the test is skipped; in CI, which installs it, the test fails."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is not None and sys.platform == "linux":
        return found
    reason = "needs Chromium on Linux (Debian: apt-get install chromium fonts-noto-cjk)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


class Chromium:
    """The browser; its pages are opened one after the other."""

    def __init__(self, folder: Path) -> None:
        found = program()
        command_in, self._to = os.pipe()
        self._from, answers_out = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, str(command_in), str(answers_out), found, *_QUIET,
             f"--user-data-dir={folder}", "about:blank"],
            pass_fds=(command_in, answers_out),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(command_in)
        os.close(answers_out)
        self._kept = b""
        self._number = 0

    def close(self) -> None:
        with suppress(OSError, AssertionError):
            self.call("Browser.close")
        os.close(self._to)
        os.close(self._from)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """What a method of the protocol answers; events are passed over."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session is not None:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + SECONDS
        while b"\0" not in self._kept:
            ready, _, _ = select.select([self._from], [], [], max(0.0, end - time.monotonic()))
            assert ready, "Chromium does not answer"
            data = os.read(self._from, 1 << 16)
            assert data, "Chromium has ended"
            self._kept += data
        found, _, self._kept = self._kept.partition(b"\0")
        return dict(json.loads(found))

    @contextmanager
    def page(self, url: str, size: tuple[int, int] = (1920, 1080), *, scale: float = 1) -> Iterator[Page]:
        """A page of a screen of this size, open at `url`."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        opened = Page(self, session)
        opened.resize(size, scale)
        opened.call("Page.navigate", url=url)
        try:
            yield opened
        finally:
            self.call("Target.closeTarget", targetId=target)


class Page:
    """One open page."""

    def __init__(self, browser: Chromium, session: str) -> None:
        self._browser = browser
        self._session = session

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **params)

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression, of plain data."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, expression: str) -> Any:
        """Wait until a JavaScript expression is true in the page; while that is loading it may fail."""
        end = time.monotonic() + SECONDS
        guarded = f"(() => {{ try {{ return ({expression}) }} catch {{ return null }} }})()"
        while True:
            found = self.ask(guarded)
            if found:
                return found
            assert time.monotonic() < end, f"{expression}: {self.ask('document.body.innerText')!r}"
            time.sleep(0.02)

    def resize(self, size: tuple[int, int], scale: float = 1) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=size[0],
            height=size[1],
            deviceScaleFactor=scale,
            mobile=size[0] < size[1],
        )

    def press(self, key: str, code: str = "", *, modifiers: int = 0) -> None:
        """A key down and up; a character is typed as well."""
        event = {"key": key, "code": code, "modifiers": modifiers}
        text = key if len(key) == 1 and not modifiers & ~8 else ""
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **event)
        self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def picture(self) -> bytes:
        """The screen as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])
