"""Qualifiers: phrases of a relation that make a claim hold only for some ("in severe cases", "if other treatment fails")."""

from __future__ import annotations

from itertools import pairwise

from healthlint.claims.relation import Relation
from healthlint.phrasebook import Match
from healthlint.text import Text

_CONTRASTS = frozenset(["but", "however", "although", "though", "yet"])
_CLAUSE_ENDS = _CONTRASTS | {",", ";", ":", "–", "—", "(", ")"}


def is_qualified(relation: Relation, text: Text, match: Match) -> bool:
    """Whether a qualifier stands in the clause of a match, or in one beside it that is nothing but a qualifier.

    "In severe cases, surgery is needed": qualified. "In some cases it aches, this condition requires surgery": not.
    """
    if not relation.qualifiers:
        return False
    sentence = text.sentence_of(match)
    norms = text.words.norms
    cuts = [
        i
        for i in range(sentence.first, sentence.last)
        if norms[i] in _CLAUSE_ENDS and not match.first <= i < match.last
    ]
    parts = list(pairwise([sentence.first, *cuts, sentence.last]))
    own = next(i for i, (first, last) in enumerate(parts) if first <= match.first < last)

    def qualifiers(index: int) -> list[Match]:
        return text.matches_in(f"relation:{relation.name}/qualifiers", *parts[index])

    if qualifiers(own):
        return True
    beside = [index for index in (own - 1, own + 1) if 0 <= index < len(parts)]
    return any(
        found.first <= parts[index][0] + 1 and norms[parts[index][0]] not in _CONTRASTS
        for index in beside
        for found in qualifiers(index)
    )
