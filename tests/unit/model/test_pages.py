"""The pages under every table: a mapping whose copies share what did not change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.model.pages import Pages

# Keys on both sides of a page's edge, and far away.
keys = st.one_of(st.integers(0, 6), st.integers(250, 260), st.sampled_from([511, 512, 100_000]))
states = st.dictionaries(keys, st.none() | st.integers())


@given(st.dictionaries(keys, st.integers()), st.lists(states, max_size=8))
def test_it_holds_what_a_dictionary_would(first: dict[int, int], some: list[dict[int, int | None]]) -> None:
    pages, plain = Pages(first), dict(first)
    for each in some:
        pages = pages.changed(each)
        plain = {key: value for key, value in (plain | each).items() if value is not None}

        assert pages == plain
        assert len(pages) == len(plain)
        assert list(pages) == sorted(plain)
        assert list(pages.values()) == [plain[key] for key in sorted(plain)]
        assert all(key in pages and pages.get(key) == pages[key] == value for key, value in plain.items())


@given(st.dictionaries(keys, st.integers()), states)
def test_a_copy_leaves_the_original_as_it_was(first: dict[int, int], changed: dict[int, int | None]) -> None:
    pages = Pages(first)
    pages.changed(changed)

    assert pages == first
    assert len(pages) == len(first)


def test_what_is_not_there() -> None:
    pages = Pages({1: "a"})

    assert pages.get(2) is None
    assert pages.get(100_000, "b") == "b"
    assert 2 not in pages
    assert "1" not in pages
    for key in (2, 100_000):
        with pytest.raises(KeyError):
            pages[key]
