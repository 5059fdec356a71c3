"""One side of a matter told at far greater length than the other."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the title where sentences with `phrases` outnumber those with `counterparts` `times` over."""
    told = _sentences(rule, analysis, "phrases")
    other = _sentences(rule, analysis, "counterparts")
    if len(told) >= rule.options["least"] and len(told) >= rule.options["times"] * max(len(other), 1):
        yield rule.finding(analysis, *analysis.article.title_place, count=len(told), others=len(other))


def _sentences(rule: Rule, analysis: Analysis, option: str) -> set[int]:
    return {
        analysis.sentence_index(match.first)
        for match in analysis.matches(rule.owner(option))
        if not analysis.contexts.excuse(match, rule.unless)
    }
