"""Phrases that should not stand, unless their context or a phrase nearby excuses them."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.checks.scope import flagged
from healthlint.finding import Finding
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each phrase, or with `once` for the first of an article."""
    for match in flagged(rule, analysis):
        instead = rule.options["instead"].get(match.name, "")
        yield rule.finding(analysis, *analysis.span(match), match=analysis.surface(match), instead=instead)
        if rule.options["once"]:
            return
