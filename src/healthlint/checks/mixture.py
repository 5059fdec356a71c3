"""Words of several sorts that stand together in one sentence, in whatever order: an act, what it is done to, a pledge."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.names import BUILT_IN
from healthlint.phrase import Phrase, bare_lists
from healthlint.phrasebook import Match
from healthlint.rule import Rule

REACH = 18
"""Words before and after the rarest part in which the others must stand."""

PHRASES = ("acts", "things", "pledges", "fates")
"""The parts: a pledge with an act and a thing ("overnight", "clears", "acne"), or a fate with a thing."""

LISTED = ("acts", "things")
"""The parts that can be whole word lists, whose matches the phrasebook holds already."""


def lists_of(phrase: Phrase) -> tuple[str, ...]:
    """The word lists from files that a phrase is nothing but a choice of."""
    names = bare_lists(phrase)
    return () if any(name in BUILT_IN for name in names) else names


def matches_in(rule: Rule, analysis: Analysis, part: str, first: int, last: int) -> list[Match]:
    """The matches of a part that start inside a range of words, in order; those of whole word lists too."""
    found = analysis.matches_in(rule.owner(part), first, last)
    if part not in LISTED:
        return found
    names = {name for phrase in rule.options[part] for name in lists_of(phrase)}
    return sorted([*found, *(match for name in names for match in analysis.matches_in(f"<{name}>", first, last))])


def mixtures(rule: Rule, analysis: Analysis) -> Iterator[tuple[Match, list[Match]]]:
    """Yield each stretch of words in which the parts of a rule stand together, once a sentence.

    With it come the parts that a context such as negation may excuse: the stretch, the rarest part and the act.
    """
    for rarest, others in (("pledges", ("acts", "things")), ("fates", ("things",))):
        told = -1
        for match in analysis.matches(rule.owner(rarest)):
            index = analysis.sentence_index(match.first)
            parts = [] if index == told else _joined(rule, analysis, match, others)
            if parts:
                told = index
                stretch = Match(min(part.first for part in parts), max(part.last for part in parts))
                yield stretch, [stretch, *(parts[:2] if "acts" in others else parts[:1])]


def _joined(rule: Rule, analysis: Analysis, match: Match, others: tuple[str, ...]) -> list[Match]:
    """A match and the nearest match of each other part in its sentence; none where one is missing."""
    sentence = analysis.sentence_of(match)
    first, last = max(sentence.first, match.first - REACH), min(sentence.last, match.last + REACH)
    parts = [match]
    for part in others:
        near = [
            other
            for other in matches_in(rule, analysis, part, first, last)
            if all(_apart(other, taken) for taken in parts)
        ]
        if not near:
            return []
        parts.append(min(near, key=lambda other: max(match.first - other.last, other.first - match.last)))
    return parts


def _apart(part: Match, taken: Match) -> bool:
    """Whether a part shares no word with one that is taken; it may fill its gap ("turn asthma around")."""
    return part.last <= taken.first or taken.last <= part.first or (taken.first < part.first and part.last < taken.last)
