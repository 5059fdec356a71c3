"""Claims: what a clause says of a subject (a treatment, a medicine, a test) on the scale of a relation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Matter:
    """What a claim is about, as keys: its clause, the subject in it (`lead`), and what its sentence and the headings lend.

    `subject` is the entry of the word lists of its relation that it names.
    """

    keys: frozenset[str]
    lead: frozenset[str]
    lent: frozenset[str] = frozenset()
    subject: str = ""


@dataclass(frozen=True)
class Topic:
    """The condition that a claim is about: its name, with what it is a kind of, and as the article words it.

    `frame` are the conditions of the heading and title over it, as canonical names.
    """

    named: str = ""
    topic: frozenset[str] = frozenset()
    called: str = ""
    frame: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Narrowing:
    """What makes a claim hold only for some: people, conditions, words such as "severe", a time; or for all (`universal`)."""

    groups: frozenset[str]
    held: frozenset[str]
    parts: frozenset[str]
    order: frozenset[str]
    universal: bool


@dataclass(frozen=True, eq=False)
class Claim:
    """What one clause says; `start` and `end` are the prose span of the sentence, `wording` the phrase that says it.

    `over` are the keys of what the headings name; `qualified` when it holds only for some. `sweeping` is whether it
    speaks of a thing altogether (“is useless”, “is harmless”), whatever else the clause names. `lead_in` is the prose
    span of what an item or cell completes (“You should not:”), (0, 0) where it is a clause by itself.

    Most claims meet no opposed one, so the rest is read when first asked for.
    """

    relation: str
    scale: str
    place: int
    start: int
    end: int
    wording: str
    over: frozenset[str]
    matter_reader: Callable[[], Matter]
    topic_reader: Callable[[], Topic]
    narrowing_reader: Callable[[], Narrowing]
    qualified: bool = False
    sweeping: bool = False
    lead_in: tuple[int, int] = (0, 0)

    @cached_property
    def matter(self) -> Matter:
        return self.matter_reader()

    @cached_property
    def about(self) -> Topic:
        return self.topic_reader()

    @cached_property
    def narrowing(self) -> Narrowing:
        return self.narrowing_reader()

    @property
    def keys(self) -> frozenset[str]:
        return self.matter.keys

    @property
    def lead(self) -> frozenset[str]:
        return self.matter.lead

    @property
    def lent(self) -> frozenset[str]:
        return self.matter.lent

    @property
    def subject(self) -> str:
        return self.matter.subject

    @property
    def named(self) -> str:
        return self.about.named

    @property
    def topic(self) -> frozenset[str]:
        return self.about.topic

    @property
    def called(self) -> str:
        return self.about.called

    @property
    def frame(self) -> frozenset[str]:
        return self.about.frame

    @property
    def groups(self) -> frozenset[str]:
        return self.narrowing.groups

    @property
    def held(self) -> frozenset[str]:
        return self.narrowing.held

    @property
    def parts(self) -> frozenset[str]:
        return self.narrowing.parts

    @property
    def order(self) -> frozenset[str]:
        return self.narrowing.order

    @property
    def universal(self) -> bool:
        return self.narrowing.universal
