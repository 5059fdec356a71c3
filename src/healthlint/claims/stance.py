"""Stance: whether what a phrase says is denied in its clause, only said to be possible, or taken back."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.claims import clauses
from healthlint.claims.about import LEAD
from healthlint.phrasebook import Match
from healthlint.text import Text

_HEDGES = frozenset("may might could sometimes whether".split())
_MOSTLY = frozenset("usually generally often typically normally necessarily always".split())
"""Words beside a denial that leave room for exceptions."""
_AIMS = frozenset(["to", "help"])
_CALLING = frozenset(
    "have has need needs ought advised told asked urged important best try essential vital recommended crucial "
    "shown found proven proved known seen is well wise wiser sensible better safer safest".split()
)
"""Words before "to" after which what follows is called for, and no aim."""
_GOALS = frozenset("goal goals aim aims hope hopes hoped ways research how".split())
_OUTDONE_WITHIN = 6
_DENIAL_REACH = 4
"""Words before a phrase within which a negation denies it."""


def is_negated(norms: Sequence[str], clause: tuple[int, int], match: Match) -> bool | None:
    """Whether a negation stands near before a phrase; far before it, one cannot tell, and None is the answer."""
    first, last = clause
    denials = [
        i
        for i in range(first, match.first)
        if norms[i] in clauses.NEGATIONS and norms[i + 1] not in ("only", "just", "merely")
    ]
    if not denials:
        before = norms[max(first - LEAD, 0) : first] if norms[first] == "that" else []
        return False if clauses.NEGATIONS.isdisjoint(before) else None
    at = denials[-1]
    if not _MOSTLY.isdisjoint(norms[max(first, at - 1) : at + 2]):
        return None
    if norms[at - 1] in _HEDGES or clauses.is_partial(norms, at + 1, min(last, match.last + _OUTDONE_WITHIN)):
        return None
    return True if at >= match.first - _DENIAL_REACH else None


def is_outdone(text: Text, phrases: str, last: int, match: Match, place: int) -> bool:
    """Whether what follows up to `last` takes a claim back: "you should avoid", "cannot prevent all"."""
    norms = text.words.norms
    if _holds_denial(text, phrases, match, place):
        return True
    if place < 0:
        denies = not clauses.NEGATIONS.isdisjoint(norms[match.first : match.last])
        return denies and clauses.is_partial(norms, match.first, min(last, match.last + 2))
    near = text.matches_in(phrases, match.first, min(last, match.last + _OUTDONE_WITHIN))
    return any(int(other.name) < 0 for other in near)


def _holds_denial(text: Text, phrases: str, match: Match, place: int) -> bool:
    """Whether the gap of a phrase holds a denial that says the opposite: "most children do not survive"."""
    norms = text.words.norms
    return any(
        int(other.name) * place < 0
        and other.last <= match.last
        and not clauses.NEGATIONS.isdisjoint(norms[other.first : other.last])
        for other in text.matches_in(phrases, match.first + 1, match.last)
    )


def is_possible(norms: Sequence[str], begin: int, first: int, at: int) -> bool:
    """Whether what stands at a word is only said to be possible, or is what somebody aims at.

    `begin` is where its sentence starts, `first` where its clause does.
    """
    hedged = not _HEDGES.isdisjoint(norms[max(first, at - 3) : at])
    return (
        hedged
        or (norms[max(first, at - 1)] in _AIMS and norms[max(first, at - 2)] not in _CALLING)
        or not _GOALS.isdisjoint(norms[begin:at])
    )
