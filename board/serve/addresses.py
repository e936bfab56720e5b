"""Where the page is: the token in its link, the addresses of this machine, the names a browser may call it by."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
from contextlib import suppress

_ELSEWHERE = {socket.AF_INET: ("192.0.2.1", 9), socket.AF_INET6: ("2001:db8::1", 9)}
"""Addresses for documentation: a datagram socket is pointed at one and sends nothing."""


def new_token() -> str:
    """What nobody can guess; new for each run, so that a link given to one meeting does not open the next one."""
    return secrets.token_urlsafe(24)


def base_of(token: str) -> str:
    """The path of the page: "/" when there is no token."""
    return f"/{token}/" if token else "/"


def below(path: bytes, token: str) -> bytes | None:
    """What follows the token in a path: b"" is the page; None when the token is wrong or missing."""
    if not token:
        return path.removeprefix(b"/")
    first, _, rest = path.removeprefix(b"/").partition(b"/")
    return rest if hmac.compare_digest(first, token.encode()) else None


def is_loopback(host: str) -> bool:
    """Only this machine can reach a server there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def links(host: str, port: int, token: str) -> list[str]:
    """Every link that opens the page; where the server listens everywhere, one for each address of this machine."""
    return [f"http://{_bracketed(each)}:{port}{base_of(token)}" for each in _reachable(host)]


def own_names() -> frozenset[str]:
    """The names by which a browser may call this machine, beside its addresses."""
    name = socket.gethostname().lower()
    return frozenset({"localhost", name, name.partition(".")[0], f"{name.partition('.')[0]}.local"})


def _reachable(host: str) -> list[str]:
    try:
        address = ipaddress.ip_address(host or "0.0.0.0")  # noqa: S104 - it is compared, not listened on
    except ValueError:
        return [host]
    if not address.is_unspecified:
        return [host]
    family, own = (socket.AF_INET, "127.0.0.1") if address.version == 4 else (socket.AF_INET6, "::1")
    return [*_own_addresses(family), own]


def _own_addresses(family: socket.AddressFamily) -> list[str]:
    """Addresses of this machine that others can reach, the one towards the network first."""
    found: list[str] = []
    # Without a network there is no way there; the name of the machine may still tell.
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect(_ELSEWHERE[family])
        found.append(probe.getsockname()[0])
    with suppress(OSError):  # a machine whose name nobody knows
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, family)]
    return [each for each in dict.fromkeys(found) if not is_loopback(each) and "%" not in each]


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
