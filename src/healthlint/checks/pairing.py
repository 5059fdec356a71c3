"""A phrase that needs its counterpart nearby: a figure its source, a medicine its caution."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from healthlint.analysis import Analysis
from healthlint.checks.scope import in_scope, scope_of
from healthlint.finding import Finding
from healthlint.phrasebook import Match
from healthlint.rule import Rule

_CITATION = re.compile(
    r"\[\^[^\]\s]+\]|\[@[^\]]+\]|\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]|<sup\b|[⁰¹²³⁴⁵⁶⁷⁸⁹]"
    r"|(?<=[a-z]{4}[.,;])\d{1,2}(?:,\d{1,2})*(?=\s|$)"
    r"|\([A-Z][\w’'-]+(?: (?:et al\.?|and|others|&|of|for|on|the|[A-Z][\w’'-]+)){0,8},? (?:19|20)\d\d[a-z]?\)"
)
"""A mark that leads to a source, as the file writes it: `[^1]`, `[1]`, `[@smith2019]`, `<sup>`, `(Smith 2019)`, `(Eczema Society, 2021)`; or a raised figure that was pasted flat ("of adults.2")."""

_CLOSING = re.compile(r"[\s.,;:!?)”\"'*_]*")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each trigger without a counterpart within reach; one a sentence.

    With `once` it is one a name, on the first mention with a number behind it where there is one, and none where
    another mention of the name has its counterpart in the same sentence.
    """
    triggers = analysis.matches(rule.owner("triggers"))
    unpaired = [
        match
        for match in triggers
        if in_scope(rule, analysis, match)
        and _called_for(rule, analysis, match)
        and not _paired(rule, analysis, match, rule.options["within"])
    ]
    if rule.options["once"]:
        names = {_name(analysis, match) for match in unpaired}
        settled = {
            name
            for match in triggers
            if (name := _name(analysis, match)) in names and _paired(rule, analysis, match, "sentence")
        }
        unpaired = _foremost(analysis, (match for match in unpaired if _name(analysis, match) not in settled))
    told: set[int] = set()
    for match in unpaired:
        sentence = analysis.sentence_index(match.first)
        if sentence not in told:
            told.add(sentence)
            yield rule.finding(analysis, *analysis.span(match), match=analysis.surface(match))


def _name(analysis: Analysis, match: Match) -> str:
    return " ".join(analysis.words.norms[match.first : match.last])


def _foremost(analysis: Analysis, matches: Iterable[Match]) -> list[Match]:
    """One match for each name: that which has a number behind it ("take senna 15 mg"), else the first."""
    by_name: dict[str, Match] = {}
    with_number: set[str] = set()
    is_number = analysis.words.is_number
    for match in matches:
        name = _name(analysis, match)
        numbered = match.last < len(is_number) and is_number[match.last]
        if name not in by_name or (numbered and name not in with_number):
            by_name[name] = match
        if numbered:
            with_number.add(name)
    return sorted(by_name.values())


def _called_for(rule: Rule, analysis: Analysis, match: Match) -> bool:
    """Whether what makes the trigger count stands near it, where the rule names such phrases."""
    if not rule.options["only_with"]:
        return True
    first, last = scope_of(rule.options["only_with_within"], analysis, match)
    return bool(analysis.matches_in(rule.owner("only_with"), first, last))


def _paired(rule: Rule, analysis: Analysis, match: Match, within: str) -> bool:
    first, last = scope_of(within, analysis, match)
    if analysis.matches_in(rule.owner("counterparts"), first, last):
        return True
    # what speaks for the whole section, such as its list of side effects
    if analysis.matches_in(rule.owner("section_counterparts"), *scope_of("section", analysis, match)):
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
