"""A word for how often, beside a figure that belies it: "rare, affecting 4 in 10"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.checks.scope import in_scope
from healthlint.claims.figures import Figure
from healthlint.finding import Finding
from healthlint.phrasebook import Match
from healthlint.rule import Rule

BANDS = {"rare": (0.0, 10.0), "common": (0.1, 100.0), "most": (50.0, 100.0), "few": (0.0, 50.0)}
"""The shares, in per cent, that the phrases of each option allow."""

_REACH = 6
"""Words between a word for how often and the figure that it is for."""
_TURNS = frozenset(
    "but while although though whereas than unlike except however yet other others rest and or of".split()
)


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on each phrase of a band and a figure outside that band right behind it."""
    figures = [one.figure for one in analysis.measured if one.figure.measure == "share"]
    for option, (low, high) in BANDS.items():
        for match in analysis.matches(rule.owner(option)) if figures else ():
            figure = next((f for f in figures if 0 <= f.first - match.last <= _REACH), None)
            if figure is None or not in_scope(rule, analysis, match) or not _belongs(analysis, match, figure, option):
                continue
            if figure.low > high or figure.high < low:
                start, _ = analysis.span(match)
                end = analysis.words.ends[figure.last - 1]
                yield rule.finding(
                    analysis,
                    start,
                    end,
                    match=analysis.surface(match),
                    share=analysis.words.surface(figure.first, figure.last),
                )


def _belongs(analysis: Analysis, match: Match, figure: Figure, option: str) -> bool:
    """Whether a figure stands in the sentence of a phrase, and nothing turns to something else on the way.

    "Most people (12%)": what a number of people is must stand in brackets or between commas.
    """
    between = analysis.words.norms[match.last : figure.first]
    if figure.sentence is not analysis.sentence_of(match) or not _TURNS.isdisjoint(between):
        return False
    return option in ("rare", "common") or between[-1:] == ["("] or "," in between
