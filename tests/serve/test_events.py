"""What visitors hear: everything once, then what changed, and a sign of life while nothing does."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest

from board.serve.pictures import SHAPES, Pictures, Shape
from board.serve.visitors import BUFFER, Visitor, Visitors
from tests.serve.support import COLOURS, Scenery, read_all, served, texts, until


def test_a_visitor_hears_the_whole_frame_at_once() -> None:
    show = Scenery()
    show.shows([("提质看板", "strong")], "第二行 <b>不是标记</b>")
    with served(show) as wall, wall.visit() as visit:
        frame = visit.frame()

    assert visit.head.status == 200
    assert visit.head.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert texts(frame)[0].rstrip() == "提质看板"
    assert texts(frame)[1].rstrip() == "第二行 <b>不是标记</b>"
    assert sorted(texts(frame)) == list(range(30))
    assert (frame["time"], frame["trouble"]) == ("09:04:00", "")


def test_then_only_the_lines_that_differ() -> None:
    show = Scenery()
    show.shows("一", "二", "三")
    with served(show) as wall, wall.visit() as visit:
        visit.frame()
        show.shows("一", "二之后", "三")
        frame = visit.frame()

        assert {row: text.rstrip() for row, text in texts(frame).items()} == {1: "二之后"}
        assert frame["looks"] == {}
        show.shows("一", [("红", "red")], "三")
        assert list(visit.frame()["looks"].values()) == [[COLOURS["red-text"], COLOURS["red"], "b"]]


def test_who_comes_later_hears_everything_too() -> None:
    show = Scenery()
    with served(show) as wall, wall.visit() as first:
        first.frame()
        show.shows("一", [("红", "red")])
        first.frame()
        with wall.visit() as second:
            frame = second.frame()

        assert [text.rstrip() for text in texts(frame).values()][:2] == ["一", "红"]
        numbers = {str(run[3]) for runs in frame["lines"].values() for run in runs}
        assert numbers <= set(frame["looks"])


def test_a_sign_of_life_while_nothing_changes() -> None:
    with served() as wall, wall.visit() as visit:
        assert visit.event()[0] == "frame"
        assert visit.event() == ("beat", {"time": "09:04:00", "trouble": ""})


def test_a_room_that_is_painted_alike_is_no_silence() -> None:
    show = Scenery()
    show.restless = True
    with served(show) as wall, wall.visit() as visit:
        assert visit.event()[0] == "frame"
        assert visit.event()[0] == "beat"


def test_all_shapes_are_painted_and_each_only_while_somebody_looks() -> None:
    show = Scenery()
    with served(show) as wall:
        for shape in SHAPES:
            with wall.visit(shape.name) as visit:
                frame = visit.frame()
            assert {sum(run[1] for run in runs) for runs in frame["lines"].values()} == {shape.width}
            assert len(frame["lines"]) == shape.height
            until(lambda: wall.visitors == 0)
        painted = show.paints
        show.shows("一")
        seen = show.steps
        until(lambda: show.steps > seen + 1)

        assert show.paints == painted


def test_one_painting_is_for_everybody() -> None:
    show = Scenery()
    with served(show) as wall, ExitStack() as stack:
        visits = [stack.enter_context(wall.visit()) for _ in range(12)]
        for visit in visits:
            visit.frame()
        before = show.paints
        show.shows("大家都看到")
        seen = [texts(visit.frame()) for visit in visits]

    assert show.paints == before + 1
    assert seen == [seen[0]] * 12


def test_no_more_visitors_than_seats_and_the_next_one_reads_why() -> None:
    with served(visitors=2) as wall, wall.visit() as one, wall.visit() as two:
        one.frame()
        two.frame()
        for path in (wall.base, f"{wall.base}events?shape=120x30"):
            full = wall.get(path)
            assert full.status == 503
            assert full.headers["retry-after"] == "30"
            assert '<meta http-equiv="refresh" content="30">' in full.text
            assert "已满" in full.text
        one.connection.shutdown(socket.SHUT_RDWR)
        until(lambda: wall.visitors == 1)

        assert wall.get(wall.base).status == 200


def test_connections_are_bounded_beyond_the_visitors() -> None:
    with served(visitors=1) as wall, ExitStack() as stack:
        held = [stack.enter_context(wall.connect()) for _ in range(120)]
        until(lambda: len(wall.server._tasks) >= 65)

        assert len(wall.server._tasks) == 65
        assert read_all(held[-1]) == b""


def test_the_end_is_told() -> None:
    with served() as wall, wall.visit() as visit:
        visit.frame()
        wall.stop()
        name, data = visit.event()
        while name == "beat":
            name, data = visit.event()
        with pytest.raises(EOFError):
            visit.event()

    assert (name, data) == ("end", {})


@pytest.mark.parametrize("how", ["step", "paint"])
def test_a_defect_leaves_the_last_good_frame_and_one_calm_line(how: str) -> None:
    show = Scenery()
    show.shows("好的画面")
    with served(show) as wall, wall.visit() as visit:
        visit.frame()
        show.breaks(how)
        broken = visit.frame()
        with wall.visit() as later:
            newcomer = later.frame()
        show.breaks("")
        mended = visit.frame()
        while mended["trouble"]:
            mended = visit.frame()

    assert broken["trouble"] == newcomer["trouble"] == "画面暂时没有更新，正在恢复"
    assert texts(broken)[0].rstrip() == texts(newcomer)[0].rstrip() == "好的画面"
    assert [type(defect) for defect in wall.defects] == [ZeroDivisionError]
    assert "Traceback" not in str(broken)


def test_a_first_frame_that_cannot_be_painted_is_told_calmly() -> None:
    show = Scenery()
    show.breaks("paint")
    with served(show) as wall, wall.visit() as visit:
        assert visit.frame()["trouble"] == "画面暂时没有更新，正在恢复"
        assert wall.get(wall.base).status == 200


def test_a_defect_that_happens_again_and_again_is_written_down_once() -> None:
    show = Scenery()
    with served(show) as wall:
        show._room = None  # type: ignore[assignment]
        answers = [wall.get(wall.base) for _ in range(3)]

    assert [answer.status for answer in answers] == [500] * 3
    assert all("正在恢复" in answer.text and "Error" not in answer.text for answer in answers)
    assert len(wall.defects) == 1


def test_a_visitor_that_talks_is_let_go_of() -> None:
    with served() as wall, wall.visit() as visit:
        visit.frame()
        visit.connection.sendall(b"x" * 8192)

        until(lambda: wall.visitors == 0)


class Slow:
    """A connection that takes nothing in until it is told to."""

    def __init__(self) -> None:
        self.transport = self
        self.waiting = 0
        self.got: list[bytes] = []
        self.aborted = False

    def get_extra_info(self, name: str) -> None:
        return None

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def write(self, data: bytes) -> None:
        self.got.append(data)
        self.waiting += len(data)

    def abort(self) -> None:
        self.aborted = True


def test_who_reads_slowly_misses_events_and_then_gets_the_whole_frame() -> None:
    slow = Slow()
    visitor = Visitor(slow, None)  # type: ignore[arg-type]
    event, whole = b"e" * 1000, b"whole"
    for second in range(1000):
        visitor.send(event, lambda: whole, 0.001 * second)

    assert slow.waiting <= BUFFER
    slow.waiting = 0
    visitor.send(event, lambda: whole, 2)
    visitor.send(event, lambda: whole, 3)
    assert slow.got[-2:] == [whole, event]


def test_who_never_reads_is_let_go_of() -> None:
    slow = Slow()
    visitor = Visitor(slow, None)  # type: ignore[arg-type]
    for second in range(600):
        visitor.send(b"e" * 10_000, lambda: b"whole", second)

    assert slow.aborted
    assert slow.waiting <= BUFFER


def test_pages_are_those_of_the_shape_that_needs_most() -> None:
    show = Scenery()
    pictures = Pictures(show.painter, lambda room, width, height: 200 // width, colour="#ffffff", ground="#000000")

    assert pictures.pages(show.room) == 1
    pictures.watch(Shape(200, 28))
    pictures.watch(Shape(44, 40))
    assert pictures.pages(show.room) == 4
    pictures.leave(Shape(44, 40))
    assert pictures.pages(show.room) == 1


def test_a_refused_visitor_takes_no_seat() -> None:
    visitors = Visitors(1)
    visitors.seat(Visitor(Slow(), None))  # type: ignore[arg-type]

    assert visitors.full
    assert len(visitors) == 1
