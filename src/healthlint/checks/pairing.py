"""A phrase that needs its counterpart nearby: a figure its source, a medicine its caution."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.checks.scope import in_scope, scope_of
from healthlint.finding import Finding
from healthlint.phrasebook import Match
from healthlint.rule import Rule

_CITATION = re.compile(
    r"\[\^[^\]\s]+\]|\[@[^\]]+\]|\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]|<sup\b|[⁰¹²³⁴⁵⁶⁷⁸⁹]"
    r"|\([A-Z][\w’'-]+(?: (?:et al\.?|and others|and [A-Z][\w’'-]+|& [A-Z][\w’'-]+))?,? (?:19|20)\d\d[a-z]?\)"
)
"""A mark that leads to a source, as the file writes it: `[^1]`, `[1]`, `[@smith2019]`, `<sup>`, `(Smith 2019)`."""

_CLOSING = re.compile(r"[\s.,;:!?)”\"'*_]*")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each trigger without a counterpart within reach; one a sentence, and with `once` one a name."""
    seen: set[object] = set()
    for match in analysis.matches(rule.owner("triggers")):
        key: object = analysis.sentence_index(match.first)
        if rule.options["once"]:
            key = " ".join(analysis.words.norms[match.first : match.last])
        if key in seen or not in_scope(rule, analysis, match) or not _called_for(rule, analysis, match):
            continue
        if not _paired(rule, analysis, match):
            seen.add(key)
            yield rule.finding(analysis, *analysis.span(match), match=analysis.surface(match))


def _called_for(rule: Rule, analysis: Analysis, match: Match) -> bool:
    """Whether what makes the trigger count stands near it, where the rule names such phrases."""
    if not rule.options["only_with"]:
        return True
    first, last = scope_of(rule.options["only_with_within"], analysis, match)
    return bool(analysis.matches_in(rule.owner("only_with"), first, last))


def _paired(rule: Rule, analysis: Analysis, match: Match) -> bool:
    first, last = scope_of(rule.options["within"], analysis, match)
    if analysis.matches_in(rule.owner("counterparts"), first, last):
        return True
    return rule.options["links_count"] and _has_link(analysis, first, last)


def _has_link(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a link or citation mark stands in a range of words, or right behind it."""
    links = analysis.article.links
    start, end = analysis.words.starts[first], analysis.words.ends[last - 1]
    index = bisect_left(links, start, key=lambda link: link.start)
    if index < len(links) and links[index].start < end:
        return True
    source = analysis.article.source
    begin, stop = analysis.article.source_span(start, end)
    behind = _CLOSING.match(source, stop)
    return bool(_CITATION.search(source, begin, stop) or (behind and _CITATION.match(source, behind.end())))
