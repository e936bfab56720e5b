"""The ten decisions that the benchmark counts keys for: they are of the report, and what is not is said to be not."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import pytest

from board.fixtures import fixtures_dir, read_template
from tests.bench.decisions import DECISIONS, Decision, PeerCard, strokes

EVERY = pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision.id)
NAMED_KEYS = {"enter", "f2", "tab", "shift+tab", "space", "up", "down", "left", "right", "pageup", "pagedown", "paste"}


@lru_cache(maxsize=1)
def cards() -> dict[str, dict[str, Any]]:
    read = json.loads((fixtures_dir() / "demo" / "article.json").read_text(encoding="utf-8"))
    return {card["id"]: card for card in read["cards"]}


def units() -> set[str]:
    return {unit["name"] for unit in read_template("erqi")["units"]}


def test_there_are_ten_of_ten_kinds():
    assert len(DECISIONS) == len({decision.id for decision in DECISIONS}) == 10


@EVERY
def test_a_decision_stands_in_the_report(decision: Decision):
    card = cards()[decision.card]
    assert decision.quote in card["source"]
    assert card["group"] == decision.group
    assert card["title"] in decision.chair + "".join(decision.pasted)
    titles = {each["title"] for each in cards().values() if each["group"] == decision.group}
    assert all(re.split("[.（]", line)[1].strip() in titles for line in decision.pasted)


@EVERY
def test_what_the_report_does_not_say_is_marked(decision: Decision):
    said = decision.chair + "\n".join(decision.pasted)
    assert all(each in said for each in decision.invented)
    card = cards()[decision.card]
    known = card.get("units", []) + [unit for unit in units() if unit in card["source"]]
    invented = "".join(decision.invented)
    named = {unit for unit in units() if unit in said}
    assert {unit for unit in named if unit not in known} == {unit for unit in named if unit in invented}
    assert [when for when in re.findall("下周.|\\d+月\\d*日?底?前?", said) if when not in invented] == []


@EVERY
def test_the_keys_are_keys(decision: Decision):
    for written in (decision.ours, decision.theirs):
        named = {key for key in strokes(written) if len(key) > 1}
        assert {key for key in named if not key.startswith("ctrl+")} <= NAMED_KEYS
        assert "<" not in "".join(key for key in strokes(written) if len(key) == 1)
    assert strokes(decision.theirs).count("paste") == len(decision.pasted)


@EVERY
def test_the_peer_ends_with_the_same_dates_and_units(decision: Decision):
    """Both programs are told the same: no count is low because less was written down."""
    said = decision.chair + "".join(decision.pasted)
    for unit in units():
        if unit in said and decision.id not in {"note", "date"}:  # there it is the board's own already
            assert any(unit in card.title + card.says for card in decision.after)
    assert len(decision.after) == max(len(decision.pasted), len(decision.before))


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("n路<enter>", ["n", "路", "enter"]),
        ("<tab*3>x", ["tab", "tab", "tab", "x"]),
        ("<ctrl+x>,。", ["ctrl+x", ",", "。"]),
        ("<shift+tab>", ["shift+tab"]),
        ("a b", ["a", " ", "b"]),
    ],
)
def test_a_sequence_is_counted_key_by_key(written: str, keys: list[str]):
    assert strokes(written) == keys


def test_a_card_of_the_peer_begins_with_nothing_said():
    assert all(card == PeerCard(card.title, card.column, card.due) for each in DECISIONS for card in each.before)
