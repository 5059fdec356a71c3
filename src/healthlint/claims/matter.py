"""Matter: which words of a clause a phrase in it is said of."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.claims.about import LEAD, POINTING
from healthlint.claims.keys import Keys
from healthlint.claims.relation import Relation
from healthlint.phrasebook import Match
from healthlint.text import Text

_PASSIVE = frozenset("is are was were not never rarely no".split())
_PREDICATES = frozenset("is are was were does did can may could will would has have makes make carries poses".split())
_HELPS = "1"
"""The place of verdicts whose phrase is a verb: “steam loosens the phlegm”."""
_SAID = "known said thought believed designed meant shown found".split()
"""Words before such a verb that are not what helps: “foods known to ease it”."""
_RELATIVE = frozenset([",", "which", "that", "who"])
_USING = frozenset("use take give apply eat drink have try wear avoid using taking".split())
"""Verbs whose object a claim is about, not their subject."""
_DRUGS = ("<medicine>", "<supplement>")
"""The word lists whose entries an act is about even where they stand inside its phrase."""
_OBJECT = 3
"""Words behind a verb within which its object begins."""


def keys_about(
    relation: Relation,
    text: Text,
    keys: Keys,
    vocabulary: frozenset[str],
    clause: tuple[int, int],
    match: Match,
    lent: frozenset[str],
) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of what a phrase is said of, and those of its subject.

    The `vocabulary` of a relation is said of nothing; `lent` are the keys of what words that only point stand for.
    """
    (first, last), norms = clause, text.words.norms
    lead = keys.within(first, match.first)
    if relation.by == "act":
        return _beside(text, keys, vocabulary, clause, match), lead
    if relation.by not in ("words", "head"):
        return keys.within(first, last), lead
    if relation.by == "head":
        helps = match.name == _HELPS
        passive = "be" in norms[match.first : match.last]
        before = helps or passive or norms[match.first] in _PREDICATES
        own = keys.beside(first, match.first, match.last, last, before) - vocabulary
        if helps:
            return own - keys.matters - keys.of_words(_SAID), lead
        points = not POINTING.isdisjoint(norms[first : match.first])
        return own | (lent if points else frozenset()), lead
    own = keys.within(first, last)
    if relation.imperatives and not _is_passive(norms, match):
        own, lead = own - lead, frozenset()
    elif norms[match.last - 1] in _USING:
        own -= lead
        lead = keys.first_of(match.last, min(match.last + _OBJECT, last), 1)
    if norms[first] == "there" and not lead:
        lead = keys.first_of(match.last, last, 1)
    lead -= vocabulary
    if not lead and norms[first] in _RELATIVE:
        lead = keys.within(max(text.sentence_of(match).first, first - LEAD), first) - vocabulary
        own |= lead
    return own - vocabulary, lead


def _beside(
    text: Text, keys: Keys, vocabulary: frozenset[str], clause: tuple[int, int], match: Match
) -> frozenset[str]:
    """What a clause names beside the words of an act: “take your water tablet at night” is about water tablets."""
    drugs = (drug for name in _DRUGS for drug in text.matches_in(name, match.first, match.last))
    inside = keys.within(match.first, match.last) - vocabulary - keys.things
    inside |= {keys.by_word[drug.first] for drug in drugs} - {""}
    return keys.outside(*clause, range(match.first, match.last)) | inside


def _is_passive(norms: Sequence[str], match: Match) -> bool:
    """Whether advice names what it is about before its verb: "splints are needed", "splints should be worn"."""
    following = norms[match.last : match.last + 1]
    return following == ["be"] or (norms[match.first] in _PASSIVE and following != ["to"])
