"""Phrases that should not stand, unless their context or a phrase nearby excuses them."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.checks.scope import in_scope, scope_of
from healthlint.finding import Finding
from healthlint.phrasebook import Match
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each phrase, or with `once` for the first of an article."""
    for match in flagged(rule, analysis):
        instead = rule.options["instead"].get(match.name, "")
        yield rule.finding(analysis, *analysis.span(match), match=analysis.surface(match), instead=instead)
        if rule.options["once"]:
            return


def flagged(rule: Rule, analysis: Analysis) -> Iterator[Match]:
    """The phrases that nothing excuses; of two that cross, the first."""
    reached = 0
    for match in analysis.matches(rule.owner("phrases")):
        if match.first >= reached and in_scope(rule, analysis, match) and not _excused(rule, analysis, match):
            reached = match.last
            yield match


def _excused(rule: Rule, analysis: Analysis, match: Match) -> bool:
    first, last = scope_of(rule.options["within"], analysis, match)
    return bool(analysis.matches_in(rule.owner("excused_by"), first, last))
