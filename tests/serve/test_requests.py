"""What a browser, or whoever else, may ask: only pages, only by GET and HEAD, only with the token."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from board.serve.addresses import is_loopback, links
from board.serve.requests import host_is_ours
from tests.serve.support import TOKEN, Answer, Scenery, Served, served


@pytest.fixture(scope="module")
def wall() -> Iterator[Served]:
    with served() as running:
        yield running


def test_the_page_and_what_it_needs(wall: Served) -> None:
    page = wall.get(wall.base)

    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-length"] == str(len(page.body))
    assert "<title>提质看板</title>" in page.text
    needed = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert [wall.get(each).headers["content-type"] for each in needed] == [
        "text/css; charset=utf-8",
        "text/javascript; charset=utf-8",
    ]


def test_head_is_get_without_a_body(wall: Served) -> None:
    for place in ("", "wall.css", "wall.js"):
        got, headed = wall.get(wall.base + place), wall.get(wall.base + place, method="HEAD")

        assert headed.body == b""
        assert {**headed.headers, "date": ""} == {**got.headers, "date": ""}
    assert wall.get(wall.base + "events?shape=120x30", method="HEAD").status == 200
    assert wall.visitors == 0


def test_every_answer_is_locked_down(wall: Served) -> None:
    for answer in (wall.get(wall.base), wall.get("/"), wall.get(wall.base + "wall.js"), Answer(wall.raw(b"\r\n\r\nx"))):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert "server" not in answer.headers


def test_the_page_holds_nothing_that_its_policy_forbids(wall: Served) -> None:
    page = wall.get(wall.base).text

    assert not re.search(r"\son\w+=|\sstyle=|<style|<script>|javascript:|https?:", page)


def test_a_title_is_text_wherever_it_stands() -> None:
    with served(Scenery("\"><script>alert(1)</script>&'")) as wall:
        page = wall.get(wall.base).text

    assert "<title>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#x27;</title>" in page
    assert page.count("<script") == 1


WRONG = (
    "/",
    "/index.html",
    "/favicon.ico",
    "/wrong-token/",
    f"/{TOKEN[:-1]}/",
    f"/{TOKEN}x/",
    f"//{TOKEN}/",
    f"/{TOKEN.upper()}/",
    f"/x/../{TOKEN}/",
    f"/%61{TOKEN[1:]}/",
    "/?" + TOKEN,
    "/wall.js",
    "/events?shape=120x30",
    "/../../etc/passwd",
    f"/{TOKEN}/../../../etc/passwd",
    f"/{TOKEN}/..%2f..%2fpyproject.toml",
    f"/{TOKEN}/board.json",
    f"/{TOKEN}/server.py",
    f"/{TOKEN}/wall.js/",
    f"/{TOKEN}/wall.js%00.html",
    f"/{TOKEN}/./wall.js",
    f"/{TOKEN}/events",
    f"/{TOKEN}/events?shape=9999x9999",
    f"/{TOKEN}/events?shape=120x30&shape=8000x8000",
    f"/{TOKEN}/events/?shape=120x30",
    f"/{TOKEN}//",
    f"http://127.0.0.1/{TOKEN}/",
    "*",
)


@pytest.mark.parametrize("path", WRONG)
def test_whatever_is_not_the_page_is_the_same_page_that_says_nothing(wall: Served, path: str) -> None:
    answer, plain = wall.get(path), wall.get("/wrong")

    assert answer.status == 404
    assert answer.body == plain.body
    assert {**answer.headers, "date": ""} == {**plain.headers, "date": ""}
    assert not re.search("看板|大屏|board|token", plain.text, re.IGNORECASE)


def request(line: str, *headers: str, body: str = "") -> bytes:
    return "\r\n".join([line, *headers, "", body]).encode("latin-1")


HOST = "Host: localhost"
PAGE = f"/{TOKEN}/"
REFUSED = {
    "post": (request(f"POST {PAGE} HTTP/1.1", HOST, "Content-Length: 3", body="a=1"), 405),
    "put": (request(f"PUT {PAGE} HTTP/1.1", HOST), 405),
    "delete": (request(f"DELETE {PAGE}board.json HTTP/1.1", HOST), 405),
    "options": (request(f"OPTIONS {PAGE} HTTP/1.1", HOST, "Origin: http://evil.example"), 405),
    "trace": (request(f"TRACE {PAGE} HTTP/1.1", HOST), 405),
    "connect": (request("CONNECT 127.0.0.1:22 HTTP/1.1", HOST), 405),
    "a method of nobody's": (request(f"QUIT {PAGE} HTTP/1.1", HOST), 405),
    "get in small letters": (request(f"get {PAGE} HTTP/1.1", HOST), 405),
    "post without the token": (request("POST / HTTP/1.1", HOST), 405),
    "get with a body": (request(f"GET {PAGE} HTTP/1.1", HOST, "Content-Length: 3", body="abc"), 413),
    "get with chunks": (request(f"GET {PAGE} HTTP/1.1", HOST, "Transfer-Encoding: chunked", body="0\r\n\r\n"), 413),
    "both lengths": (
        request(f"GET {PAGE} HTTP/1.1", HOST, "Transfer-Encoding: chunked", "Content-Length: 9"),
        413,
    ),
    "two lengths": (request(f"GET {PAGE} HTTP/1.1", HOST, "Content-Length: 1", "Content-Length: 2"), 400),
    "no host": (request(f"GET {PAGE} HTTP/1.1"), 400),
    "two hosts": (request(f"GET {PAGE} HTTP/1.1", HOST, "Host: evil.example"), 400),
    "a null byte": (request(f"GET {PAGE}\0 HTTP/1.1", HOST), 400),
    "a header over lines": (request(f"GET {PAGE} HTTP/1.1", HOST, "X: a", " b"), 200),
    "a bare name": (request(f"GET {PAGE} HTTP/1.1", HOST, "X"), 400),
    "http 2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 405),
    "http 0.9": (f"GET {PAGE}\r\n\r\n".encode(), 400),
    "tls": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(40) + b"\r\n\r\n", 400),
    "a long path": (request(f"GET {PAGE}{'a' * 20_000} HTTP/1.1", HOST), 431),
    "a long head": (request(f"GET {PAGE} HTTP/1.1", HOST, *(f"X-{n}: {'a' * 90}" for n in range(200))), 431),
    "a path in Chinese, unencoded": (f"GET {PAGE}看板 HTTP/1.1\r\n{HOST}\r\n\r\n".encode(), 400),
    "a websocket gets the page": (
        request(
            f"GET {PAGE} HTTP/1.1",
            HOST,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ),
        200,
    ),
    "an old browser": (request(f"GET {PAGE} HTTP/1.0", HOST), 200),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_plain_request(wall: Served, case: str) -> None:
    sent, status = REFUSED[case]

    assert Answer(wall.raw(sent)).status == status


def test_of_several_requests_at_once_the_first_is_answered(wall: Served) -> None:
    one = request(f"GET {PAGE} HTTP/1.1", HOST)
    whole = wall.raw(one + one + b"POST / HTTP/1.1\r\n\r\n")

    assert whole.count(b"HTTP/1.1 200") == 1
    assert whole.count(b"HTTP/1.1 ") == 1


def test_a_head_that_does_not_come_is_not_waited_for() -> None:
    with served(head_seconds=0.2) as wall:
        assert Answer(wall.raw(f"GET {PAGE} HTTP/1.1\r\nHost: local".encode())).status == 408
        assert wall.raw(b"") == b""


HOSTS = {
    "127.0.0.1:8321": True,
    "127.0.0.1": True,
    "192.168.1.20:8321": True,
    "[::1]:8321": True,
    "localhost:8321": True,
    "LOCALHOST": True,
    "localhost.": True,
    "meeting-room.local:8321": True,
    "evil.example:8321": False,
    "127.0.0.1.evil.example": False,
    "localhost.evil.example": False,
    "": False,
    ":8321": False,
    "[::1": False,
    "[::1]x": False,
    "localhost:evil": False,
    "127.0.0.1:８": False,
    "2130706433": False,
    "\xff": False,
}


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_is_ours_by_its_name_or_as_an_address(host: str) -> None:
    names = frozenset({"localhost", "meeting-room.local"})

    assert host_is_ours(host.encode("utf-8"), names) is HOSTS[host]


def test_a_page_elsewhere_cannot_borrow_our_address(wall: Served) -> None:
    assert wall.get(wall.base, host="evil.example").status == 404
    assert wall.get(wall.base, host=f"localhost:{wall.port}").status == 200


def test_a_public_wall_needs_no_token_but_is_lent_to_no_page_elsewhere() -> None:
    with served(token="") as wall:
        assert wall.get("/", host="wall.gov.example").status == 404
        assert wall.get("/", host=f"localhost:{wall.port}").status == 200
        assert wall.get("/wall.js").status == 200
        assert wall.get("/wall.py").status == 404
        with wall.visit() as visit:
            assert visit.frame()["lines"]


LOOPBACK = {"127.0.0.1": True, "127.8.8.8": True, "::1": True, "localhost": True, "0.0.0.0": False, "10.0.0.1": False}


@pytest.mark.parametrize("host", LOOPBACK)
def test_who_can_reach_it(host: str) -> None:
    assert is_loopback(host) is LOOPBACK[host]


def test_links() -> None:
    assert links("127.0.0.1", 8321, "abc") == ["http://127.0.0.1:8321/abc/"]
    assert links("::1", 80, "") == ["http://[::1]:80/"]
    assert links("::", 8321, "abc")[-1] == "http://[::1]:8321/abc/"
    everywhere = links("0.0.0.0", 8321, "abc")
    assert everywhere[-1] == "http://127.0.0.1:8321/abc/"
    assert not [link for link in everywhere if "0.0.0.0" in link]
