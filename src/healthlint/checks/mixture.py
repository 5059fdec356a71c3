"""Words of several sorts that stand together in one sentence, in whatever order: an act, what it is done to, a pledge."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.phrasebook import Match
from healthlint.rule import Rule

REACH = 18
"""Words before and after the rarest part in which the others must stand."""

PHRASES = ("acts", "things", "pledges", "fates")
"""The parts: a pledge with an act and a thing ("overnight", "clears", "acne"), or a fate with a thing."""


def mixtures(rule: Rule, analysis: Analysis) -> Iterator[Match]:
    """Yield each stretch of words in which the parts of a rule stand together, once a sentence."""
    for rarest, others in (("pledges", ("acts", "things")), ("fates", ("things",))):
        told = -1
        for match in analysis.matches(rule.owner(rarest)):
            index = analysis.sentence_index(match.first)
            found = None if index == told else joined(rule, analysis, match, others)
            if found:
                told = index
                yield found


def joined(rule: Rule, analysis: Analysis, match: Match, others: tuple[str, ...]) -> Match | None:
    """The stretch from a match to the nearest match of each other part in its sentence; none where one is missing."""
    sentence = analysis.sentence_of(match)
    first, last = max(sentence.first, match.first - REACH), min(sentence.last, match.last + REACH)
    parts = [match]
    for part in others:
        near = [
            other
            for other in analysis.matches_in(rule.owner(part), first, last)
            if all(_apart(other, taken) for taken in parts)
        ]
        if not near:
            return None
        parts.append(min(near, key=lambda other: max(match.first - other.last, other.first - match.last)))
    return Match(min(part.first for part in parts), max(part.last for part in parts))


def _apart(part: Match, taken: Match) -> bool:
    """Whether a part shares no word with one that is taken; it may fill its gap ("turn asthma around")."""
    return part.last <= taken.first or taken.last <= part.first or (taken.first < part.first and part.last < taken.last)
