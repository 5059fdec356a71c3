"""One thing that an article calls by several names without saying that they are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from healthlint.analysis import Analysis
from healthlint.checks.scope import in_scope
from healthlint.finding import Finding
from healthlint.phrasebook import Match
from healthlint.rule import Rule
from healthlint.stems import stem

_GLOSS_REACH = 8
"""Words between two names within which one explains the other: "eczema, which doctors call atopic dermatitis"."""


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on a rarer name of a thing that the title names, or the article `least_uses` times.

    Names in `exact` lists mean the same, and two are too many; of those in `loose` lists, three are.
    """
    found = [
        by_name
        for lists, least_names in (("exact", 2), ("loose", 3))
        for lexicon in rule.options[lists]
        for matches in _by_thing(analysis, lexicon)
        if len(by_name := _by_name(rule, analysis, matches)) >= least_names
        and _is_topical(analysis, matches, rule.options["least_uses"])
        and not _is_glossed(analysis, matches)
    ]
    for usual, *others in sorted(found, key=lambda names: names[-1][0].first):
        rare = others[-1][0]
        yield rule.finding(
            analysis,
            *analysis.span(rare),
            [(*analysis.span(uses[0]), f"called “{analysis.surface(uses[0])}” here") for uses in (usual, *others[:-1])],
            match=analysis.surface(rare),
            usual=analysis.surface(usual[0]),
        )


def _by_thing(analysis: Analysis, lexicon: str) -> Iterable[list[Match]]:
    """The uses of all names of each thing; of two names that overlap, the longer."""
    things: dict[str, list[Match]] = defaultdict(list)
    reached = 0
    for match in sorted(analysis.matches(f"<{lexicon}>"), key=lambda match: (match.first, -match.last)):
        if match.first >= reached:
            things[match.name].append(match)
            reached = match.last
    return things.values()


def _by_name(rule: Rule, analysis: Analysis, matches: Iterable[Match]) -> list[list[Match]]:
    """The uses of each name that nothing excuses, the name used most first."""
    names: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        if in_scope(rule, analysis, match) and not _is_in_name(analysis, match):
            names[_name(analysis, match)].append(match)
    return sorted(names.values(), key=lambda uses: (-len(uses), uses[0].first))


def _is_in_name(analysis: Analysis, match: Match) -> bool:
    """Whether a term with a capital stands inside a sentence: "the Stop Hypertension diet"."""
    sentence = analysis.sentence_of(match)
    if sentence.block.kind in ("title", "heading") or match.first == sentence.first:
        return False
    surface = analysis.surface(match)
    return surface[0].isupper() and not surface.isupper()


def _name(analysis: Analysis, match: Match) -> str:
    """A name without its endings, so that singular and plural are one."""
    words = analysis.words.norms[match.first : match.last]
    return " ".join(stem(word.removesuffix("ies") + "y" if word.endswith("ies") else word) for word in words)


def _is_glossed(analysis: Analysis, matches: Sequence[Match]) -> bool:
    """Whether two names stand near one another in one sentence or heading: "eczema (atopic dermatitis)"."""
    return any(
        other.first - one.last <= _GLOSS_REACH
        and analysis.sentence_index(one.first) == analysis.sentence_index(other.first)
        and _name(analysis, one) != _name(analysis, other)
        for one, other in pairwise(matches)
    )


def _is_topical(analysis: Analysis, matches: Sequence[Match], least_uses: int) -> bool:
    """Whether an article is about a thing: its title names it, or the text does so time and again."""
    return len(matches) >= least_uses or any(analysis.block_of(match).kind == "title" for match in matches)
