"""Help: every key in use, by what it is for, and what the colours and words mean."""

from __future__ import annotations

from itertools import zip_longest
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from board.messages import Messages
from board.model.board import Board
from board.text.clean import width
from board.ui.keymap import KeyMap, told
from board.ui.keys import ACT, BY_ID, GENERAL, KEYS, LEAVE, SECTIONS, VIEWS, key_names, leaving, twins
from board.ui.screens.page import Page, Run
from board.ui.widgets.line import Line, Piece

_KEY_CELLS = 22
_BLOCK_CELLS = 66


def _beside(left: list[Run], right: list[Run]) -> list[Run]:
    used = sum(width(words) for words, _ in left)
    return [*left, (" " * max(2, _BLOCK_CELLS - used), ""), *right] if right else left


class HelpScreen(Screen[None]):
    """One page, left with Esc or the key that opened it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *leaving("back", "open", "help"),
        Binding(twins(BY_ID["quit"].plain), "back", "", show=False, id=LEAVE),
    ]
    AUTO_FOCUS = "#page"

    def __init__(self, messages: Messages, board: Board, keymap: KeyMap) -> None:
        super().__init__()
        self._messages = messages
        self._board = board
        self._keymap = keymap
        self._arrows = key_names(messages)

    def compose(self) -> ComposeResult:
        """Head, page, foot."""
        yield Line(id="head")
        yield Page()
        yield Line(id="foot")

    def on_mount(self) -> None:
        """Fill in the words."""
        messages = self._messages
        self.query_one("#head", Line).show((Piece(messages("help.title"), "strong"),))
        lines = self._lines()
        keys = [
            ("back", "hint.back"),
            *([("page_down", "key.page_down")] if len(lines) > self.app.size.height - 4 else []),
        ]
        self.query_one("#foot", Line).show(
            tuple(
                piece
                for name, code in keys
                for piece in (
                    Piece(" ".join(self._keymap.shown(name, self._arrows)), "key"),
                    Piece(messages(code), "dim", gap=1),
                )
            )
        )
        self.query_one(Page).show(lines)

    def action_back(self) -> None:
        """Back to the board."""
        self.dismiss(None)

    def _lines(self) -> list[list[Run]]:
        messages = self._messages
        lines: list[list[Run]] = [[(messages("help.first"), "")], []]
        badges = [(f" {messages(f'help.{lamp}')} ", lamp) for lamp in ("red", "orange", "yellow")]
        room = 2 + max(width(badge) for badge, _ in badges)
        lines += [
            [
                (badge, f"$b-{lamp}-text on $b-{lamp}"),
                (" " * (room - width(badge)), ""),
                (messages(f"help.{lamp}_means"), ""),
            ]
            for badge, lamp in badges
        ]
        lines += [[(messages("help.others"), "$b-dim")], []]
        if wrong := told(messages, self._keymap):
            lines += [[(messages("keymap.head"), "bold $b-bad")], *([("  ", ""), (each, "")] for each in wrong), []]
        blocks = {section: self._block(section) for section in SECTIONS}
        if self.app.size.width >= 2 * _BLOCK_CELLS + 8:
            left = blocks.pop(ACT) + blocks.pop(GENERAL)
            right = [line for block in blocks.values() for line in block]
            nothing: list[Run] = []
            lines += [_beside(one, other) for one, other in zip_longest(left, right, fillvalue=nothing)]
        else:
            lines += [line for block in blocks.values() for line in block]
        lines.append([(messages("help.ime"), "$b-dim")])
        return lines

    def _block(self, section: str) -> list[list[Run]]:
        head: list[Run] = [(self._messages(f"section.{section}"), "bold $b-bar")]
        return [head, *(self._key(name, keys) for name, keys in self._keys(section)), []]

    def _keys(self, section: str) -> list[tuple[str, str]]:
        messages = self._messages
        rows: list[tuple[str, str]] = []
        if section == VIEWS:
            numbers = [group.number for group in self._board.groups if group.number < 9]
            if numbers:
                rows.append((messages("help.groups"), self._groups(numbers)))
        rows += [
            (messages(f"key.{key.id}"), "  ".join(self._keymap.shown(key.id, self._arrows)))
            for key in KEYS
            if key.section == section and not key.id.startswith("group_")
        ]
        return rows

    def _groups(self, numbers: list[int]) -> str:
        """`1-8`, or each group's keys where the settings gave them others than their numbers."""
        keys = {number: self._keymap.keys[f"group_{number}"] for number in numbers}
        if all(keys[number] == (str(number),) for number in numbers):
            return f"{numbers[0]}-{numbers[-1]}"
        return " ".join(each for number in numbers for each in self._keymap.shown(f"group_{number}", self._arrows))

    @staticmethod
    def _key(name: str, keys: str) -> list[Run]:
        return [("  ", ""), (keys + " " * max(1, _KEY_CELLS - width(keys)), "bold $b-key"), (name, "")]
