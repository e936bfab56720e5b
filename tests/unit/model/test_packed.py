"""A packed sequence behaves as the list of its items, over the edges of its blocks too."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.model.changes import Op
from board.model.packed import Packed

lengths = st.sampled_from([0, 1, 127, 128, 129, 255, 256, 300])


def op(key: int) -> Op:
    return Op(op="add", entity="task", id=key, value={"no": key, "title": f"第{key}项“{'甲' * (key % 5)}”"})


def items(length: int) -> list[Op]:
    return [op(key) for key in range(length)]


@given(lengths)
def test_it_is_the_sequence_of_its_items(length: int) -> None:
    packed = Packed(Op, items(length))

    assert len(packed) == length
    assert bool(packed) == bool(length)
    assert list(packed) == list(packed) == items(length)
    assert list(reversed(packed)) == items(length)[::-1]
    assert packed == items(length)
    assert packed == tuple(items(length))
    assert packed == Packed(Op, items(length))
    assert packed != [*items(length), op(0)]
    assert packed != "ops"


@given(lengths, st.integers(-310, 310), st.slices(300))
def test_any_place_can_be_asked_for(length: int, place: int, part: slice) -> None:
    packed, plain = Packed(Op, items(length)), items(length)

    assert packed[part] == plain[part]
    if -length <= place < length:
        assert packed[place] == plain[place]
    else:
        with pytest.raises(IndexError):
            packed[place]


@given(lengths, st.integers(0, 200))
def test_what_is_added_later_stands_behind(length: int, more: int) -> None:
    packed = Packed(Op, items(length))
    packed.extend(items(more))

    assert packed == [*items(length), *items(more)]


@given(lengths)
def test_its_json_is_that_of_the_list(length: int) -> None:
    assert b"[%b]" % b"".join(Packed(Op, items(length)).json()) == msgspec.json.encode(items(length))


def test_two_that_differ_in_one_item_are_not_alike() -> None:
    changed = items(300)
    changed[130] = op(0)

    assert Packed(Op, items(300)) != changed
