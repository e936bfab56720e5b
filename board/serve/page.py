"""The page that a visitor gets, its stylesheet and its script; and the pages that say there is nothing to see."""

from __future__ import annotations

import hashlib
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from board.messages import Messages
from board.serve.pictures import SHAPES

HTML, CSS, SCRIPT = "text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8"
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_HEAD = Template(
    '<!DOCTYPE html>\n<html lang="$lang">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="robots" content="noindex">\n$more<title>$title</title>\n'
)
_PAGE = Template(
    '<link rel="stylesheet" href="${base}wall.css">\n</head>\n<body>\n'
    '<main aria-live="off" translate="no" data-base="$base" data-shapes="$shapes" data-patience="$patience" '
    'data-build="$build" $words></main>\n'
    '<p id="band" role="status">$opening</p>\n<noscript><p class="notice">$noscript</p></noscript>\n'
    '<script src="${base}wall.js"></script>\n</body>\n</html>\n'
)
_NOTICE = Template("</head>\n<body>\n<p>$text</p>\n</body>\n</html>\n")
_SAID = ("opening", "lost", "again", "full", "gone", "ended")
"""What the script says, in the words of the page: serve.<name> stands in data-<name>."""
FULL_SECONDS = 30
"""How often a page that found no seat looks again."""
PATIENCE_SECONDS = 8.0
"""How long a page waits for a sign of life before it says that its picture stands still."""


def page(messages: Messages, title: str, base: str, patience: float) -> bytes:
    """The wall's page; every text in it is escaped."""
    said = {name: escape(messages(f"serve.{name}", time="{time}") if name == "lost" else messages(f"serve.{name}"))
            for name in _SAID}  # fmt: skip
    body = _PAGE.substitute(
        base=escape(base),
        shapes=" ".join(shape.name for shape in SHAPES),
        patience=f"{patience:g}",
        build=build(),
        words=" ".join(f'data-{name}="{text}"' for name, text in said.items()),
        opening=said["opening"],
        noscript=escape(messages("serve.noscript")),
    )
    return (_head(messages, title) + body).encode("utf-8", "replace")


def full(messages: Messages) -> bytes:
    """Every seat is taken; it looks again by itself."""
    again = f'<meta http-equiv="refresh" content="{FULL_SECONDS}">\n'
    return _notice(messages, "serve.full_page", again)


def nothing(messages: Messages) -> bytes:
    """There is nothing here; whether there is a board elsewhere is not said."""
    return _notice(messages, "serve.nothing")


def defect(messages: Messages) -> bytes:
    """Something of ours went wrong."""
    return _notice(messages, "serve.defect")


def stylesheet(colours: dict[str, str]) -> bytes:
    """The stylesheet in the colours of the wall's theme."""
    return Template(_asset("wall.css")).substitute(ground=colours["gap"], text=colours["text"], head=colours["head"],
                                                   chase=colours["chase"]).encode()  # fmt: skip


def script() -> bytes:
    """The script of the page."""
    return _asset("wall.js").encode()


@cache
def build() -> str:
    """Another name for a page of another version: one that is still open from before loads anew."""
    return hashlib.sha256((_asset("wall.css") + _asset("wall.js")).encode()).hexdigest()[:12]


@cache
def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _head(messages: Messages, title: str, more: str = "") -> str:
    return _HEAD.substitute(lang=_LANGUAGES[messages.lang], title=escape(title), more=more)


def _notice(messages: Messages, code: str, more: str = "") -> bytes:
    text = messages(code)
    return (_head(messages, text, more) + _NOTICE.substitute(text=escape(text))).encode()
