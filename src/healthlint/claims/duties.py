"""What words of duty are said of: “need” of what follows it, “essential” of what it stands beside."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.claims import Claim
from healthlint.claims.keys import Keys
from healthlint.claims.relation import Relation
from healthlint.phrasebook import Match

KINDS = ("treatment", "medicine", "test")
"""Words for a means of any kind: what is said of it is said of each."""
_HAVING = frozenset(
    "have has had having be been being undergo get got take receive start begin use using put given give on do done order arrange "
    "eat eating drink drinking consume include choose enjoy add adding still also always each one every any all end ends up ending "
    "need needs needing require requires requiring".split()
)
"""Words between "must" and what must be had."""
_STOPS = frozenset([",", ";", "(", ")", "that", "which", "who", "to", "if", "when", "than"])
_CONSUMING = frozenset(["eat", "drink", "consume", "include"])
"""Verbs behind "should" whose object is all that follows, "foods such as meat" too."""
_LISTING = frozenset([",", "and", "or", "such"])
"""Words behind one of several things of which the same is said."""
_AUXILIARIES = frozenset("is are was were can may must should will has have does do".split())
_OPENING = 3
"""Words of a clause within which its subject begins."""
_SUBJECT = 5
"""Words with a meaning of their own that a subject may have."""
_FEW = 1
"""Words with a meaning of their own that may stand between."""


def governs(relation: Relation, norms: Sequence[str], keys: Keys, first: int, weight: Match, match: Match) -> bool:
    """Whether a word of duty is said of what a phrase names, and not of something else in the clause from `first` on."""
    before = weight.last <= match.first
    if (weight.name in relation.ahead and not before) or (weight.name in relation.behind and before):
        return False
    between = range(weight.last, match.first) if before else range(match.last, weight.first)
    stops = (norms[i] for i in between if norms[i] != "," or not keys.by_word[i - 1])
    if not _STOPS.isdisjoint(stops) and not (weight.name not in relation.ahead and before):
        return False
    example = next((i for i in between if norms[i : i + 2] == ["such", "as"]), between.start)
    told = [
        i
        for i in range(example, between.stop)
        if keys.by_word[i] and norms[i] not in _HAVING and norms[i + 1] not in _LISTING
    ]
    ordered = weight.name != "modal" or norms[weight.last] in _CONSUMING
    if weight.name in relation.behind and match.first <= first + _OPENING:
        return len(told) <= _SUBJECT and _AUXILIARIES.isdisjoint(norms[match.last : weight.first - 2])
    return len(told) <= (_FEW if ordered else 0)


def parted(one: Claim, other: Claim, keys: Keys) -> bool:
    """Whether one thing is called for and another needless, or the one only for those of whom the other does not speak."""
    called, needless = sorted((one, other), key=lambda claim: -claim.place)
    kinds = keys.of_words(KINDS)
    if one.named and other.named and one.named != other.named:
        return True
    if called.subject in kinds and needless.subject and needless.subject not in kinds:
        return True
    return bool(called.held - {"?"} - needless.keys - needless.held - needless.over) and not called.universal
