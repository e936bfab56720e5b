"""The page in a real browser: text, columns and colours are those of the frame, and it mends itself."""

from __future__ import annotations

import json
import re
import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from board.serve.pictures import SHAPES
from board.ui.keys import KEYS
from board.ui.wall.paper import Area, Part
from tests.serve.chromium import Chromium, Page
from tests.serve.support import Scenery, Served, served, until
from tests.ui.hostile import TITLES

pytestmark = pytest.mark.timeout(300)

LINES: list[list[Part]] = [
    [("提质看板", "strong"), ("  第3次会议（推进会） 15:04", "dim")],
    [("逾3天", "red"), (" 红旗路积存垃圾清运（一）、“沿线”：《方案》 ", ""), ("今日", "orange"), ("剩2天", "yellow")],
    [("#128 2026-12-04 ", ""), ("城管局", "strong"), (" ", ""), ("12-04", "green"), (" <b>&amp; </main>", "")],
    *([(title, "")] for title in list(TITLES.values())[:20]),
]
SIZES = {
    (1920, 1080): "120x30",
    (3840, 1080): "200x28",
    (1024, 768): "100x34",
    (768, 1024): "60x36",
    (390, 844): "44x40",
}
READY = "document.querySelectorAll('.line span').length && !document.getElementById('band').textContent"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    browser = Chromium(tmp_path_factory.mktemp("chromium"))
    try:
        yield browser
    finally:
        browser.close()


@pytest.fixture
def show() -> Scenery:
    made = Scenery()
    made.lines = list(LINES)
    return made


def area(show: Scenery, shape: str) -> Area:
    width, height = map(int, shape.split("x"))
    return show.paint(show.room, width, height)


def texts(page: Page) -> list[str]:
    found = page.ask("Array.from(document.querySelectorAll('.line'), function (each) { return each.textContent; })")
    return list(found)


def band(page: Page) -> str:
    return str(page.ask("document.getElementById('band').textContent"))


@pytest.mark.parametrize("size", SIZES)
def test_text_columns_and_colours_are_those_of_the_frame(
    chromium: Chromium, show: Scenery, size: tuple[int, int]
) -> None:
    strips = area(show, SIZES[size])
    with served(show) as wall, chromium.page(wall.url, size) as page:
        page.until(READY)

        assert texts(page) == [strip.text for strip in strips]
        assert off_columns(page) == []
        assert off_colours(page, strips) == []


@pytest.mark.parametrize("family", ["DejaVu Sans Mono", "Noto Sans CJK SC", "sans-serif", "serif"])
def test_columns_hold_whatever_fonts_there_are(chromium: Chromium, show: Scenery, family: str) -> None:
    with served(show) as wall, chromium.page(wall.url) as page:
        page.until(READY)
        # What the stylesheet names is not there, and this is what the browser takes instead.
        rule = json.dumps(f"main, main * {{font-family: '{family}' !important}}")
        page.ask(f"document.querySelector('link').sheet.insertRule({rule})")
        page.resize((1600, 900))
        page.until("Math.round(document.querySelector('main').getBoundingClientRect().width) === 1600")

        assert off_columns(page) == []


MEASURE = """
(function () {
  var main = document.querySelector("main").getBoundingClientRect(), lines = document.querySelectorAll(".line");
  var found = [];
  lines.forEach(function (line, row) {
    line.querySelectorAll(":scope > span").forEach(function (span) {
      var text = document.createRange();
      text.selectNodeContents(span.querySelector("b") || span);
      var box = span.getBoundingClientRect(), ink = text.getBoundingClientRect();
      found.push([row, span.textContent, box.left - main.left, box.width, box.top - main.top, box.height,
                  ink.left - box.left, ink.width, span.className]);
    });
  });
  return { width: main.width, height: main.height, rows: lines.length, runs: found };
})()
"""


def off_columns(page: Page) -> list[Any]:
    """Every run that does not stand at its column, or whose text is not as wide as its cells."""
    from rich.cells import cell_len

    measured = page.ask(MEASURE)
    shape = next(shape for shape in SHAPES if shape.height == measured["rows"])
    cell, line = measured["width"] / shape.width, measured["height"] / shape.height
    found, column, before = [], 0, -1
    for row, text, left, width, top, height, ink_left, ink, look in measured["runs"]:
        column, before = (0 if row != before else column), row
        cells = sum(cell_len(char) for char in text)
        stands = abs(left - column * cell) <= 0.6 and abs(width - cells * cell) <= 1.1
        stands = stands and abs(top - row * line) <= 0.6 and abs(height - line) <= 1.1
        fits = abs(ink_left) <= 0.6 and abs(ink - cells * cell) <= 0.6 + 0.02 * cells if not look.startswith("o") else (
            ink <= cells * cell + 1
        )  # fmt: skip
        if not (stands and fits):
            found.append((row, text, left / cell, width / cell, ink / cell, column, cells))
        column += cells
    return found


def pixels(png: bytes) -> tuple[int, Callable[[int, int], tuple[int, int, int]]]:
    """Width of a PNG of eight-bit RGB or RGBA, and the colour of each of its pixels."""
    data, place, head = b"", 8, b""
    while place < len(png):
        [length], kind = struct.unpack(">I", png[place : place + 4]), png[place + 4 : place + 8]
        chunk = png[place + 8 : place + 8 + length]
        head, data = (chunk, data) if kind == b"IHDR" else (head, data + chunk if kind == b"IDAT" else data)
        place += 12 + length
    width, height, _, colour = struct.unpack(">IIBB", head[:10])
    step = 4 if colour == 6 else 3
    raw, stride = zlib.decompress(data), width * step
    rows: list[bytearray] = []
    above = bytearray(stride)
    for row in range(height):
        start = row * (stride + 1)
        above = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), above, step)
        rows.append(above)
    return width, lambda x, y: tuple(rows[y][x * step : x * step + 3])  # type: ignore[return-value]


def unfiltered(how: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    """One line of a PNG as it was before its filter."""
    if how == 2:
        return bytearray((a + b) & 255 for a, b in zip(line, above, strict=True))
    for at in range(len(line) if how else 0):
        left, up, corner = line[at - step] if at >= step else 0, above[at], above[at - step] if at >= step else 0
        guess = left + up - corner
        near = min((left, up, corner), key=lambda each: abs(guess - each))
        line[at] = (line[at] + (0, left, up, (left + up) // 2, near)[how]) & 255
    return line


def off_colours(page: Page, strips: Area) -> list[Any]:
    """Cells of which no corner in the picture of the screen has the ground that the frame has there."""
    from rich.cells import cell_len

    _, colour = pixels(page.picture())
    measured = page.ask(MEASURE)
    left = page.ask("document.querySelector('main').getBoundingClientRect().left")
    found = []
    for row, strip in enumerate(strips):
        cell, line = measured["width"] / strip.cell_length, measured["height"] / len(strips)
        column = 0
        for segment in strip:
            ground = tuple(segment.style.bgcolor.get_truecolor())  # type: ignore[union-attr]
            for char in segment.text:
                x = left + column * cell
                across = (x + 1, x + cell / 2, x + cell_len(char) * cell - 2)
                seen = {colour(int(at), int(row * line + down)) for at in across for down in (2, line / 2, line - 3)}
                if ground not in seen and unicodedata.category(char) not in INKED:
                    found.append((row, column, char, ground, seen))
                column += cell_len(char)
    return found


INKED = {"So", "Mn", "Co", "Cn"}
"""Blocks that leave nothing of the ground, and what has no cell of its own."""


def test_a_telephone_s_sharper_screen_shows_no_seams(chromium: Chromium, show: Scenery) -> None:
    show.lines = [[("", "")]] * 40
    with served(show) as wall, chromium.page(wall.url, (390, 844), scale=3) as page:
        page.until(READY)
        width, colour = pixels(page.picture())

        assert width == 1170
        assert len({colour(600, y) for y in range(2500)}) == 1


def test_a_change_is_painted_and_nothing_else_is_touched(chromium: Chromium, show: Scenery) -> None:
    with served(show) as wall, chromium.page(wall.url) as page:
        page.until(READY)
        page.ask("document.querySelectorAll('.line').forEach(function (line) { line.firstChild.mine = true; }), 0")
        show.shows(*LINES[:4], "刚刚办成的事", *LINES[5:])
        page.until("document.querySelectorAll('.line')[4].textContent.indexOf('刚刚办成的事') === 0")
        untouched = page.ask(
            "Array.from(document.querySelectorAll('.line'), function (line) { return !!line.firstChild.mine; })"
        )

    assert untouched == [row != 4 for row in range(30)]


def test_the_page_is_text_for_a_screen_reader(chromium: Chromium, show: Scenery) -> None:
    with served(show) as wall, chromium.page(wall.url) as page:
        page.until(READY)

        assert page.ask("document.documentElement.lang") == "zh-CN"
        assert page.ask("document.title") == "提质看板"
        assert page.ask("document.querySelector('main').getAttribute('aria-live')") == "off"
        assert "红旗路积存垃圾清运" in page.ask("document.querySelector('main').innerText")


def test_another_size_is_another_shape(chromium: Chromium, show: Scenery) -> None:
    with served(show) as wall, chromium.page(wall.url) as page:
        page.until(READY)
        page.resize((844, 390))
        page.until("Math.round(document.querySelector('main').getBoundingClientRect().width) === 844")
        page.resize((390, 844))
        page.until("document.querySelectorAll('.line').length === 40")
        page.until(READY)

        assert texts(page) == [strip.text for strip in area(show, "44x40")]
        until(lambda: wall.visitors == 1)


def test_no_key_and_no_click_does_anything(chromium: Chromium, show: Scenery) -> None:
    with served(show) as wall, chromium.page(wall.url) as page:
        page.until(READY)
        before = (page.ask("document.documentElement.outerHTML"), page.ask("location.href"))
        for key in KEYS:
            for each in key.bound.split(","):
                press(page, each)
        for x in range(100, 1920, 600):
            page.click(x, 200)

        assert (page.ask("document.documentElement.outerHTML"), page.ask("location.href")) == before
        assert wall.visitors == 1


def press(page: Page, name: str) -> None:
    """A key by the name that the program has for it."""
    *held, key = name.split("+")
    modifiers = sum({"alt": 1, "ctrl": 2, "shift": 8}[each] for each in held)
    arrows = {each: f"Arrow{each.title()}" for each in ("up", "down", "left", "right")}
    known = {
        "space": " ",
        "comma": ",",
        "ideographic_space": "\u3000",
        "pagedown": "PageDown",
        "pageup": "PageUp",
        **arrows,
    }
    known |= {each: each.title() for each in ("enter", "escape", "delete", "home", "end", "tab")}
    page.press(known.get(key, key.upper() if re.fullmatch(r"f\d+", key) else key), modifiers=modifiers)


# ---- when the connection is not there


IMPATIENT = {"patience_seconds": 1}
"""Long enough to be alive, and short enough to wait for."""


def test_a_silence_is_told_and_the_page_comes_back_by_itself(chromium: Chromium, show: Scenery) -> None:
    with served(show, **IMPATIENT) as first, chromium.page(first.url) as page:
        page.until(READY)
        stop_at_once(first)
        page.until("document.getElementById('band').textContent === '连接中断，画面停在 09:04:00，正在重连'")

        assert texts(page)[0].startswith("提质看板")
        show.shows("回来了")
        with served(show, port=first.port):
            page.until("document.querySelector('.line').textContent.indexOf('回来了') === 0")
            page.until(READY)


def test_a_server_that_stands_still_is_told_as_well(chromium: Chromium, show: Scenery) -> None:
    with served(show, **IMPATIENT) as wall, chromium.page(wall.url) as page:
        page.until(READY)
        show.pause.clear()
        page.until("document.getElementById('band').textContent.indexOf('连接中断，画面停在') === 0")
        show.pause.set()
        page.until(READY)


def stop_at_once(wall: Served) -> None:
    """As if the machine had been switched off: nobody is told."""
    wall.server._say_goodbye = nothing  # type: ignore[method-assign]
    wall.stop()


async def nothing() -> None:
    return


def test_the_end_is_told_over_the_last_frame(chromium: Chromium, show: Scenery) -> None:
    with served(show) as first, chromium.page(first.url) as page:
        page.until(READY)
        first.stop()
        page.until("document.getElementById('band').textContent === '大屏已结束'")

        assert texts(page)[0].startswith("提质看板")


def test_the_link_of_another_run_is_said_to_be_another_one(chromium: Chromium, show: Scenery) -> None:
    with served(show, **IMPATIENT) as wall, chromium.page(wall.url) as page:
        page.until(READY)
        stop_at_once(wall)
        with served(show, port=wall.port, token="another-token"):
            page.until("document.getElementById('band').textContent === '链接已失效，请重新打开链接'")


def test_when_every_seat_is_taken(chromium: Chromium, show: Scenery) -> None:
    with served(show, visitors=1) as wall, wall.visit(), chromium.page(wall.url) as page:
        page.until("document.body && document.body.innerText.indexOf('已满') > 0")

        assert page.ask("document.querySelector('meta[http-equiv]').content") == "30"


def test_a_defect_is_one_calm_line_over_the_last_good_frame(chromium: Chromium, show: Scenery) -> None:
    with served(show) as wall, chromium.page(wall.url) as page:
        page.until(READY)
        show.breaks("paint")
        page.until("document.getElementById('band').textContent === '画面暂时没有更新，正在恢复'")

        assert texts(page)[0].startswith("提质看板")
        show.breaks("")
        page.until(READY)


def test_a_page_of_another_version_loads_anew(chromium: Chromium, show: Scenery) -> None:
    with served(show) as wall, chromium.page(wall.url) as page:
        page.until(READY)
        page.ask("document.querySelector('main').dataset.build = 'before', window.before = true")
        show.shows("新的")
        page.until("!window.before && document.querySelectorAll('.line').length")
        page.until(READY)


def test_the_patience_of_a_page_is_longer_than_the_silence_between_beats() -> None:
    from board.serve.page import PATIENCE_SECONDS
    from board.serve.server import BEAT_SECONDS

    assert BEAT_SECONDS < PATIENCE_SECONDS <= 8
