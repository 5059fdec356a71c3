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
    "still also always each one every any all".split()
)
"""Words between "must" and what must be had."""
_STOPS = frozenset([",", ";", "(", ")", "that", "which", "who", "to", "if", "when", "than"])
_FEW = 1
"""Words with a meaning of their own that may stand between."""


def governs(relation: Relation, norms: Sequence[str], keys: Keys, weight: Match, match: Match) -> bool:
    """Whether a word of duty is said of what a phrase names, and not of something else in its clause."""
    before = weight.last <= match.first
    if (weight.name in relation.ahead and not before) or (weight.name in relation.behind and before):
        return False
    between = range(weight.last, match.first) if before else range(match.last, weight.first)
    if not _STOPS.isdisjoint(norms[i] for i in between) and not (weight.name not in relation.ahead and before):
        return False
    told = [i for i in between if keys.by_word[i] and norms[i] not in _HAVING]
    return len(told) <= (0 if weight.name == "modal" else _FEW)


def parted(one: Claim, other: Claim, keys: Keys) -> bool:
    """Whether one thing is called for and another needless, or the one only for those of whom the other does not speak."""
    called, needless = sorted((one, other), key=lambda claim: -claim.place)
    kinds = keys.of_words(KINDS)
    if one.named and other.named and one.named != other.named:
        return True
    if called.subject in kinds and needless.subject and needless.subject not in kinds:
        return True
    return bool(called.held - {"?"} - needless.keys - needless.held - needless.over) and not called.universal
