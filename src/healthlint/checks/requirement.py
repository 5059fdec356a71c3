"""What an article, or each section of a sort, must say: a trust signal, or one of some phrases."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.article import Section
from healthlint.finding import Finding
from healthlint.phrasebook import Match
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding where nothing of what is required is said.

    It stands on the first of the `called_for_by` phrases where the rule has them (no such phrase, no finding), else on
    the title, or the heading of the section.
    """
    if rule.when.section:
        for section in analysis.article.sections:
            if section.heading and any(analysis.is_about(sort, section) for sort in rule.when.section):
                yield from _check_section(rule, analysis, section)
        return
    signal = rule.options["signal"]
    if signal and analysis.signals[signal]:
        return
    count = len(analysis.words.norms)
    if _said(rule, analysis, 0, count):
        return
    place = _place(rule, analysis, analysis.article.title_place, 0, count)
    if place:
        yield rule.finding(analysis, *place, match=analysis.article.prose[slice(*place)])


def _check_section(rule: Rule, analysis: Analysis, section: Section) -> Iterator[Finding]:
    first, last = analysis.word_range(section.start, section.end)
    heading = section.heading
    if heading is None or not section.blocks or _said(rule, analysis, first, last):
        return
    place = _place(rule, analysis, (heading.start, heading.end), first, last)
    if place:
        yield rule.finding(analysis, *place, match=analysis.article.prose[slice(*place)])


def _said(rule: Rule, analysis: Analysis, first: int, last: int) -> bool:
    matches = analysis.matches_in(rule.owner("phrases"), first, last)
    return any(not analysis.contexts.excuse(match, rule.unless) for match in matches)


def _place(rule: Rule, analysis: Analysis, otherwise: tuple[int, int], first: int, last: int) -> tuple[int, int] | None:
    if not rule.options["called_for_by"]:
        return otherwise
    calls = analysis.matches_in(rule.owner("called_for_by"), first, last)
    call: Match | None = next((match for match in calls if not analysis.contexts.excuse(match, rule.unless)), None)
    return analysis.span(call) if call else None
