"""A phrase that needs its counterpart nearby: a figure its source, a medicine its caution."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.checks.scope import in_scope, scope_of
from healthlint.finding import Finding
from healthlint.phrasebook import Match
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each trigger without a counterpart within reach; one a sentence, and with `once` one a name."""
    seen: set[object] = set()
    for match in analysis.matches(rule.owner("triggers")):
        key: object = analysis.sentence_index(match.first)
        if rule.options["once"]:
            key = match.name or " ".join(analysis.words.norms[match.first : match.last])
        if key in seen or not in_scope(rule, analysis, match) or not _called_for(rule, analysis, match):
            continue
        if not _paired(rule, analysis, match):
            seen.add(key)
            yield rule.finding(analysis, *analysis.span(match), match=analysis.surface(match))


def _called_for(rule: Rule, analysis: Analysis, match: Match) -> bool:
    """Whether the sentence holds what makes the trigger count, where the rule names it."""
    if not rule.options["only_with"]:
        return True
    sentence = analysis.sentence_of(match)
    return bool(analysis.matches_in(rule.owner("only_with"), sentence.first, sentence.last))


def _paired(rule: Rule, analysis: Analysis, match: Match) -> bool:
    first, last = scope_of(rule.options["within"], analysis, match)
    if analysis.matches_in(rule.owner("counterparts"), first, last):
        return True
    return rule.options["links_count"] and _has_link(analysis, first, last)


def _has_link(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a link or footnote mark stands in a range of words."""
    links = analysis.article.links
    start, end = analysis.words.starts[first], analysis.words.ends[last - 1]
    index = bisect_left(links, start, key=lambda link: link.start)
    return index < len(links) and links[index].start < end
