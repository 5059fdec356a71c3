"""Claims: what a clause says of a subject (a treatment, a medicine, a test) on the scale of a relation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """What one clause says; `start` and `end` are the prose span of the sentence, `wording` the phrase that says it.

    `topic` is the condition it is about, `called` as the article words it, and `frame` the conditions of the heading and
    title over it, as canonical names; `qualified` when it holds only for some. `keys` are what the clause is about,
    `lent` what the subject of its sentence and the headings add, `over` what the headings name; `groups` the people,
    `held` the conditions and `parts` the words that narrow it. `lead_in` is the prose span of what an item or cell
    completes (“You should not:”), (0, 0) where it is a clause by itself. `sweeping` is whether it speaks of a thing altogether
    (“is useless”, “is harmless”), whatever else the clause names.
    """

    relation: str
    scale: str
    subject: str
    place: int
    named: str
    topic: frozenset[str]
    frame: frozenset[str]
    qualified: bool
    start: int
    end: int
    wording: str
    keys: frozenset[str] = frozenset()
    lent: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    order: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    universal: bool = False
    sweeping: bool = False
    called: str = ""
    lead_in: tuple[int, int] = (0, 0)
