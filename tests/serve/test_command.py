"""`board serve` as a person runs it, on a real board whose every byte stays as it was."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board import wiring
from board.model.presence import Direction
from board.ui.keys import KEYS
from tests.arch.tree import CHECKOUT
from tests.cli.conftest import Cli
from tests.serve.chromium import Chromium
from tests.serve.support import SECONDS, Answer, Visit, read_all, texts
from tests.serve.test_page import READY, off_columns, press
from tests.ui.support import Elsewhere, demo_history

pytestmark = pytest.mark.timeout(300)
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


class Program:
    """A running `board serve`."""

    def __init__(self, store: Path, *options: str) -> None:
        self.store = store
        command = [sys.executable, "-m", "board", "--store", str(store), "--now", "2026-11-23T09:04"]
        self.process = subprocess.Popen(
            [*command, "serve", "--port", "0", *options],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stderr is not None
        self.said = [self.process.stderr.readline()]
        while "Ctrl+C" not in self.said[-1]:
            assert self.said[-1], self.said
            self.said.append(self.process.stderr.readline())
        found = re.search(r"http://127\.0\.0\.1:(\d+)(/.*)\n", "".join(self.said))
        assert found is not None, self.said
        self.port, self.base = int(found[1]), found[2]
        self.url = found[0].strip()

    def get(self, path: str) -> Answer:
        return Answer(self.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()))

    def raw(self, sent: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS) as connection:
            try:
                connection.sendall(sent)
                connection.shutdown(socket.SHUT_WR)
            except ConnectionError:
                pass  # it was refused before all of it was there
            return read_all(connection)

    @contextmanager
    def visit(self, shape: str = "120x30") -> Iterator[Visit]:
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS) as connection:
            request = f"GET {self.base}events?shape={shape} HTTP/1.1\r\nHost: localhost\r\n\r\n"
            connection.sendall(request.encode())
            yield Visit(connection)

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Exit code, what it printed and what it said after its first lines."""
        self.process.send_signal(number)
        out, said = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, out, said


@contextmanager
def program(store: Path, *options: str) -> Iterator[Program]:
    running = Program(store, *options)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo board."""
    path = tmp_path_factory.mktemp("serve") / "demo.board"
    wiring.create_board(path, demo_history())
    return path


def held(store: Path) -> dict[str, tuple[bytes, int]]:
    """All that is there: bytes and time."""
    return {
        str(each): (each.read_bytes() if each.is_file() else b"", each.stat().st_mtime_ns)
        for each in sorted(store.rglob("*"))
    }


@posix
@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
def test_it_says_its_link_and_ends_in_good_order(demo: Path, number: str) -> None:
    with program(demo) as wall, wall.visit() as visit:
        visit.frame()
        code, out, said = wall.end(getattr(signal, number))
        while visit.event()[0] != "end":
            pass

    assert (code, out, said) == (0, "", "大屏已关闭\n")
    assert len(wall.said) == 2
    assert re.fullmatch(r"/[\w-]{32}/", wall.base)


@posix
def test_a_terminal_that_is_gone_ends_nothing(demo: Path) -> None:
    with program(demo) as wall, wall.visit() as visit:
        visit.frame()
        wall.process.send_signal(signal.SIGHUP)

        assert wall.get(wall.base).status == 200
        assert wall.end()[0] == 0


@posix
def test_every_run_has_another_link_and_none_of_them_is_told_on_stdout(demo: Path) -> None:
    with program(demo) as one, program(demo) as two:
        assert one.base != two.base
        assert one.get(two.base).status == two.get(one.base).status == 404
        assert one.end()[1] == two.end()[1] == ""


@posix
def test_where_the_network_can_see_it_says_so(demo: Path) -> None:
    with program(demo, "--host", "0.0.0.0") as wall:
        assert "同一网络里的人，有链接就能看" in "".join(wall.said)
        wall.end()
    with program(demo, "--host", "0.0.0.0", "--public") as wall:
        assert "同一网络里的人，知道地址就能看" in "".join(wall.said)
        assert wall.base == "/"


@posix
def test_what_the_desk_changes_is_seen_in_every_browser(demo: Path, tmp_path: Path) -> None:
    from board import commands as do

    path = tmp_path / "own.board"
    wiring.create_board(path, demo_history())
    with program(path) as wall, wall.visit() as wide, wall.visit("44x40") as tall, Elsewhere(path) as desk:
        wide.frame()
        tall.frame()
        desk.does(do.note, next(iter(desk.store.load().tasks)), "刚记下的进展")

        assert texts(wide.frame())
        assert texts(tall.frame())


@posix
def test_what_the_desk_puts_in_the_spotlight_or_holds_is_so_in_every_browser(tmp_path: Path) -> None:
    path = tmp_path / "own.board"
    wiring.create_board(path, demo_history())
    desk = wiring.open_desk_presence(path)
    with program(path) as wall, wall.visit() as visit:
        visit.frame()
        desk.direct(Direction(by="秘书", spotlight=87))
        visit.reads("#87")
        desk.direct(Direction(by="秘书", spotlight=87, hold="2026-11-23T15:04:00"))
        visit.reads("画面保持15:04")
        with wall.visit("44x40") as newcomer:
            newcomer.reads("画面保持15:04")
        desk.direct(Direction())
    desk.close()


def test_a_port_that_is_taken_is_one_line(cli: Cli, demo: Path) -> None:
    assert cli("init").code == 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = cli("serve", "--port", str(port))

    assert (said.code, said.out) == (2, "")
    assert said.err == f"错误: 端口 {port} 已被占用；怎么办: 另一个大屏可能还开着；或换一个：--port {port + 1}\n"


REFUSED = {
    ("--port", "65536"): "错误: 端口应为 0 到 65535：65536；怎么办: 不写 --port 就用 8321\n",
    ("--visitors", "0"): "错误: 人数应为 1 到 500：0；怎么办: 不写 --visitors 就是 64\n",
    ("--visitors", "9999"): "错误: 人数应为 1 到 500：9999；怎么办: 不写 --visitors 就是 64\n",
}


@pytest.mark.parametrize("options", REFUSED)
def test_what_cannot_be_served_is_one_line(cli: Cli, options: tuple[str, ...]) -> None:
    cli("init")
    said = cli("serve", *options)

    assert (said.code, said.out, said.err) == (2, "", REFUSED[options])


@pytest.mark.parametrize("host", ["198.51.100.7", "no-such-host.invalid", "..", "看" * 70])
def test_where_nobody_can_listen_is_one_line(cli: Cli, host: str) -> None:
    cli("init")
    said = cli("serve", "--host", host)

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"错误: 不能在 {host}:8321 上等待访问（")
    assert said.err.count("\n") == 1


def test_without_a_board_it_says_so(cli: Cli) -> None:
    assert cli("serve").code == 3


# ---- whatever is sent

LINES = st.sampled_from(
    ["GET / HTTP/1.1", "HEAD / HTTP/1.1", "POST / HTTP/1.1", "PUT /board.json HTTP/1.1", "GET TOKEN HTTP/1.1",
     "GET TOKENevents?shape=120x30 HTTP/1.0", "DELETE TOKEN HTTP/1.1", "GET TOKEN../../board.json HTTP/1.1",
     "GET /%2e%2e/%00 HTTP/1.1", "CONNECT a:1 HTTP/1.1", "PRI * HTTP/2.0", "Host: localhost", "Host: evil.example",
     "Content-Length: 5", "Content-Length: -1", "Transfer-Encoding: chunked", "Upgrade: websocket", "Connection: close",
     "Expect: 100-continue", "Range: bytes=0-1", "Cookie: a=b", ": x", "\0", "x" * 9000, "", "5", "abcde"]
)  # fmt: skip
SENT = st.one_of(
    st.binary(max_size=400),
    st.lists(LINES, max_size=12).map(lambda lines: "\r\n".join([*lines, "", ""]).encode()),
    st.tuples(st.lists(LINES, max_size=6), st.binary(max_size=60)).map(
        lambda each: "\n".join(each[0]).encode() + each[1] + b"\r\n\r\n"
    ),
)


@posix
def test_whatever_is_sent_nothing_changes_and_nobody_is_disturbed(demo: Path) -> None:
    before = held(demo)
    with program(demo, "--no-follow") as wall, wall.visit() as visit:
        visit.frame()

        @settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
        @given(SENT)
        def send(sent: bytes) -> None:
            got = wall.raw(sent.replace(b"TOKEN", wall.base.encode()))
            assert re.match(rb"HTTP/1\.1 (200|400|404|405|408|413|431|501|503) |$", got), got[:200]
            assert b"Traceback" not in got
            if got.startswith(b"HTTP/1.1 200"):
                assert b"text/" in got

        send()
        assert visit.event()[0] in ("frame", "beat")
        assert wall.get(wall.base).status == 200
        code, _, said = wall.end()

    assert (code, said) == (0, "大屏已关闭\n")
    assert held(demo) == before


@posix
def test_no_key_of_the_program_reaches_it_from_a_browser(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = held(demo)
    browser = Chromium(tmp_path_factory.mktemp("chromium"))
    try:
        with program(demo, "--scene", "overview", "--no-follow") as wall, browser.page(wall.url) as page:
            page.until(READY)
            for key in KEYS:
                for each in key.bound.split(","):
                    press(page, each)
            page.click(300, 300)

            assert page.ask("location.href") == wall.url
            assert off_columns(page) == []
            assert wall.end()[0] == 0
    finally:
        browser.close()

    assert held(demo) == before
