"""One run of the program: the language, the clock, who acts, and which board."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from board.cli.output import narrate
from board.commands import Actor
from board.errors import BoardError, Refused
from board.messages import LANGUAGES, Messages, words
from board.model.board import Board
from board.model.changes import Change
from board.model.ports import Committed, Intent, Reader, Store
from board.settings import Settings, default_store, demo_store, load_settings
from board.text import clean

IntentOn = Callable[[Board, Actor], Intent]
"""Makes an intent out of the board it will run on, where the names it was given are looked up."""
_VALUED = ("--store", "--as", "--now")


class Session:
    """What the global options, the settings and the machine say together."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._settings: Settings | None = None
        self._settings_error: BoardError | None = None
        try:
            self._settings = load_settings()
        except BoardError as error:
            self._settings_error = error  # raised by what needs them: help and version do not
        self.messages = Messages(_language(arguments, self._settings.lang if self._settings else ""))
        self.store: Path | None = None
        """The board that was named for this run."""
        self._as = ""
        self.now: datetime | None = None
        self.read_only = False
        self.board: Board | None = None
        """The board last seen, for the names in an error."""

    @property
    def settings(self) -> Settings:
        """The user's settings.

        Raises:
            UsageError: the file is there and cannot be read.
        """
        if self._settings_error is not None:
            raise self._settings_error
        assert self._settings is not None  # noqa: S101 - one of the two is there
        return self._settings

    def begin(self, *, store: Path | None, who: str | None, now: datetime | None, read_only: bool) -> None:
        """Take in the global options."""
        self.store, self.now, self.read_only, self._as = store, now, read_only, who or ""
        if self._settings and self._settings.unknown:
            self.say("cli.unknown_settings", path=self._settings.path, names=self.listed(self._settings.unknown))

    def say(self, code: str, /, **params: object) -> None:
        """Narrate a sentence of the catalogue."""
        narrate(self.messages(code, **params))

    def say_error(self, error: BoardError) -> None:
        """An error in one line: what failed and why, and what to do."""
        what, remedy = words.error_words(self.messages, error, self.board, surface="cli")
        line = self.messages("cli.error_remedy", what=what, remedy=remedy) if remedy else self.messages(
            "cli.error", what=what
        )  # fmt: skip
        narrate(" ".join(line.split()))

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other."""
        return self.messages("value.and").join(names)

    def everywhere(self, code: str) -> frozenset[str]:
        """The text of `code` in every language, in lower case: what is typed may be of either."""
        return frozenset(Messages(lang)(code).lower() for lang in LANGUAGES)

    def input_words(self, code: str) -> frozenset[str]:
        """The words that a text lists, in every language."""
        return frozenset(word for text in self.everywhere(code) for word in text.split())

    def say_kept(self, error: BoardError) -> None:
        """That the board already was as asked: a remark, not an error."""
        narrate(words.error_words(self.messages, error, self.board, surface="cli")[0])

    def clock(self) -> datetime:
        """The moment of `--now`, or this one."""
        return self.now or datetime.now()

    @property
    def who(self) -> str:
        """Who acts: the name that was given, that of the settings, of the system, or simply the secretary."""
        names = (self._as, self.settings.name, _system_user(), self.messages("cli.secretary"))
        return next(name for name in (clean.one_line(name, 60) for name in names) if name)

    @property
    def path(self) -> Path:
        """The board to work on."""
        set_place = self.settings.store  # read in any case: broken settings are not passed over
        return self.store or set_place or default_store()

    @property
    def demo_path(self) -> Path:
        """Where the demo board goes."""
        return self.store or demo_store()

    @contextmanager
    def reading(self) -> Iterator[tuple[Reader, Board]]:
        """The board, opened only to be read."""
        from board.wiring import open_reader

        reader = open_reader(self.path)
        try:
            self.board = reader.load()
            yield reader, self.board
        finally:
            reader.close()

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The board, opened to be changed.

        Raises:
            Refused: `read_only`.
        """
        if self.read_only:
            raise Refused("read_only")
        from board.wiring import open_store

        store = open_store(self.path)
        try:
            yield store
        finally:
            store.close()

    def act(self, intent_on: IntentOn) -> Committed:
        """Commit one intent; the names in it are looked up on the newest board, under the lock."""
        with self.writing() as store:
            return self.commit(store, intent_on)

    def commit(self, store: Store, intent_on: IntentOn) -> Committed:
        """Commit one intent to a store that is open."""
        actor = Actor(self.who, self.clock())

        def run(board: Board) -> Change:
            self.board = board
            return intent_on(board, actor)(board)

        committed = store.commit(run)
        self.board = committed.board
        if committed.change.flagged and committed.change.meeting is not None:
            self.say("cli.flagged", number=committed.change.meeting)
        return committed


def _language(arguments: Sequence[str], wanted: str) -> str:
    """The language to speak from the first word on: errors in the options are said in it too."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _VALUED:
            next(rest, "")
        elif argument == "--lang":
            wanted = next(rest, "")
        elif argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
        elif not argument.startswith("-"):
            break
    if wanted in LANGUAGES:
        return wanted
    spoken = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if spoken.lower().startswith("en") else "zh"


def _system_user() -> str:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if user := os.environ.get(name):
            return user
    return ""
