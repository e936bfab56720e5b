"""The demo board's data files, typed. What they hold and where it comes from: `fixtures/demo/README.md`."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct

from board.model.task import Kind, OpenEnded


class Card(Struct, frozen=True, kw_only=True):
    """A task, project, problem or duty of the report, with the words it was read from."""

    id: str
    title: str
    kind: Kind
    group: int | None
    source: str
    quoted: tuple[str, ...]
    units: tuple[str, ...] = ()
    """Names; the first is responsible, the others help."""
    goal: str = ""
    duty: str = ""
    due_words: str = ""
    open_ended: OpenEnded | None = None
    named: bool = False
    """Its title or its quote names a company or a real place: nothing is made up about it."""
    items: tuple[str, ...] = ()


class SampleProject(Struct, frozen=True):
    """A made-up project. Money is in 万元."""

    title: str
    category: str
    group: int
    unit: str
    planned: int
    completed: int


class SampleCheck(Struct, frozen=True):
    """A made-up check (测评)."""

    title: str
    category: str
    group: int
    unit: str


class Story(Struct, frozen=True):
    """What is said and done on the demo board, all of it made up. Group 0 is the office's inbox."""

    scribe: str
    inspector: str
    verifier_units: tuple[str, str]
    meeting: str
    late: frozenset[str]
    """Ids of the only cards of the report that may be shown as late."""
    late_projects: dict[int, int]
    """Group → how many of its sample projects are late."""
    responsible: dict[str, str]
    """Id of a card for which the report names no unit → the unit that does it on the demo board."""
    helpers: dict[int, tuple[str, ...]]
    """Group → the units that help in it."""
    persons: dict[Kind, tuple[str, ...]]
    six: dict[Kind, dict[str, tuple[str, ...]]]
    notes: dict[Kind, tuple[str, ...]]
    urges: tuple[str, ...]
    extensions: tuple[str, ...]
    returns: tuple[str, ...]
    rebounds: tuple[str, ...]
    voids: tuple[str, ...]
    early: str
    items: dict[Kind, tuple[str, ...]]
    tags: dict[Kind, str]


class DemoData(Struct, frozen=True):
    """Everything that the demo board is made of, beside its template."""

    cards: tuple[Card, ...]
    projects: tuple[SampleProject, ...]
    checks: tuple[SampleCheck, ...]
    story: Story

    @classmethod
    def decode(cls, read: Callable[[str], bytes]) -> DemoData:
        """The data from its files, each given by `read(name)`."""
        return cls(
            cards=msgspec.json.decode(read("article.json"), type=_Cards).cards,
            projects=msgspec.json.decode(read("projects.json"), type=_Projects).projects,
            checks=msgspec.json.decode(read("checks.json"), type=_Checks).checks,
            story=msgspec.json.decode(read("story.json"), type=Story),
        )


class _Cards(Struct):
    cards: tuple[Card, ...]


class _Projects(Struct):
    projects: tuple[SampleProject, ...]


class _Checks(Struct):
    checks: tuple[SampleCheck, ...]
