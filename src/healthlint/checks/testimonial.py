"""Single stories offered as proof: by their wording, or as the words of customers that a page shows off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.checks import phrase
from healthlint.finding import Finding
from healthlint.rule import Rule

MOST_SHOWN = 8
"""Words of a quotation that the message repeats."""

# “It worked.” – Maria, Leeds: a quotation, a dash and a short name end the block, or the sentence before the next one
_SIGNED = re.compile(
    r"[“\"‘'](?P<words>[^“”\"\n]{8,600})[”\"’']\s*[*_]*\s*[–—-]{1,2}\s*[*_]*[A-Z][^\n“\"]{0,45}(?=$|[“\"])"
)


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each phrase, and for each signed quotation of a customer that holds a `quoted` phrase."""
    findings = list(phrase.check(rule, analysis))
    yield from findings
    for start, end in _customer_quotes(rule, analysis):
        first, last = analysis.article.source_span(start, end)
        if not any(first <= finding.start < last for finding in findings):
            words = analysis.article.prose[start:end].split()
            shown = " ".join(words[:MOST_SHOWN]) + (" …" if len(words) > MOST_SHOWN else "")
            yield rule.finding(analysis, start, end, match=shown.rstrip(".,;"))


def _customer_quotes(rule: Rule, analysis: Analysis) -> Iterator[tuple[int, int]]:
    for block in analysis.article.blocks:
        if block.kind not in ("quotation", "item", "paragraph"):
            continue
        for found in _SIGNED.finditer(block.text):
            start, end = (block.start + offset for offset in found.span("words"))
            if analysis.matches_in(rule.owner("quoted"), *analysis.word_range(start, end)):
                yield start, end
