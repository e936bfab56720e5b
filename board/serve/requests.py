"""What a browser asks, read within limits, and what it is answered: GET and HEAD alone, and nothing is taken in."""

from __future__ import annotations

import asyncio
import ipaddress
from email.utils import formatdate
from http import HTTPStatus
from typing import NamedTuple

import h11

HEAD_BYTES, HEAD_SECONDS = 8192, 5.0
"""The longest head of a request, and how long it may take to arrive."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_ALWAYS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Connection": "close",
}
_READ = 4096


class Request(NamedTuple):
    """A request that may be answered."""

    head_only: bool
    path: bytes
    """As it was sent: nothing is decoded, so nothing can hide in an encoding."""
    query: bytes
    host: bytes


class BadRequest(Exception):
    """It is answered with this status and no more is read."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class Gone(Exception):
    """The other side left before it had asked anything."""


async def read_request(reader: asyncio.StreamReader, seconds: float = HEAD_SECONDS) -> Request:
    """The request at the beginning of a connection.

    Raises:
        BadRequest: it is none, too long, carries a body, or is no GET and no HEAD.
        Gone: the connection ended, or nothing came in time.
    """
    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=HEAD_BYTES)
    begun = False
    try:
        async with asyncio.timeout(seconds):
            while True:
                event = connection.next_event()
                if event is not h11.NEED_DATA:
                    break
                data = await reader.read(_READ)
                begun = begun or bool(data)
                connection.receive_data(data)
    except TimeoutError:
        raise BadRequest(HTTPStatus.REQUEST_TIMEOUT) if begun else Gone from None
    except h11.RemoteProtocolError as error:
        if not begun:
            raise Gone from error
        raise BadRequest(_status(error.error_status_hint)) from error
    if not isinstance(event, h11.Request):
        raise Gone
    return _checked(event)


def _status(hint: int) -> HTTPStatus:
    """The status that h11 proposes; 400 for one nobody has heard of."""
    try:
        return HTTPStatus(hint)
    except ValueError:
        return HTTPStatus.BAD_REQUEST


def _checked(request: h11.Request) -> Request:
    if request.method not in (b"GET", b"HEAD"):
        raise BadRequest(HTTPStatus.METHOD_NOT_ALLOWED)
    headers = dict(request.headers)
    if b"transfer-encoding" in headers or headers.get(b"content-length", b"0").strip(b"0"):
        raise BadRequest(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    path, _, query = request.target.partition(b"?")
    return Request(request.method == b"HEAD", path, query, headers.get(b"host", b""))


def host_is_ours(host: bytes, names: frozenset[str]) -> bool:
    """Whether a browser that names this host (and port) meant us.

    A page elsewhere can give its own name our address (DNS rebinding); an address written as such, it cannot fake.
    """
    text = host.decode("latin-1").lower()
    bracketed, separator, rest = text.partition("]")
    if text.startswith("["):
        name, port = bracketed[1:], rest
        if not separator or (port and not port.startswith(":")):
            return False
        port = port[1:]
    else:
        name, _, port = text.partition(":")
    if port and not (port.isascii() and port.isdecimal()):
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name.removesuffix(".") in names
    return True


def head(status: HTTPStatus, kind: str, **more: str) -> bytes:
    """The head of an answer; in the names of `more` an underscore is a hyphen."""
    headers = {"Date": formatdate(usegmt=True), "Content-Type": kind, **_ALWAYS}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def answer(status: HTTPStatus, kind: str, body: bytes, *, head_only: bool = False) -> bytes:
    """A whole answer."""
    more = {"Content_Length": str(len(body))}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        more["Allow"] = "GET, HEAD"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        more["Retry_After"] = "30"
    return head(status, kind, **more) + (b"" if head_only else body)
