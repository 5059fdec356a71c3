"""Single stories offered as proof: by their wording, or as the words of customers that a page shows off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.checks.scope import flagged
from healthlint.finding import Finding
from healthlint.rule import Rule

MOST_SHOWN = 8
"""Words of a quotation that the message repeats."""

# “It worked.” – Maria, Leeds: a quotation, a dash and a short name, at the end of a block or before the next quotation
_SIGNED = re.compile(
    r"[“\"](?P<words>[^“”\"\n]{8,600})[”\"]\s*[*_]*\s*[–—-]{1,2}\s*[*_]*[A-Z][^\n“\"]{0,45}(?=$|[“\"])"
)


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each story that a phrase gives away, and for each signed quotation with a `quoted` phrase.

    Phrases in one sentence or in two that follow each other in a paragraph are one story.
    """
    told: list[tuple[int, int]] = []
    for match in flagged(rule, analysis):
        index = analysis.sentence_index(match.first)
        here = analysis.sentences[index].block.start
        if (index, here) not in told and (index - 1, here) not in told:
            yield rule.finding(analysis, *analysis.span(match), match=analysis.surface(match))
        told.append((index, here))
    for start, end in _customer_quotes(rule, analysis):
        first, last = analysis.word_range(start, end)
        if not any(
            first <= analysis.sentences[index].last and analysis.sentences[index].first < last for index, _ in told
        ):
            words = analysis.article.prose[start:end].split()
            shown = " ".join(words[:MOST_SHOWN]).rstrip(".,;!") + (" …" if len(words) > MOST_SHOWN else "")
            yield rule.finding(analysis, start, end, match=shown)


def _customer_quotes(rule: Rule, analysis: Analysis) -> Iterator[tuple[int, int]]:
    for block in analysis.article.blocks:
        if block.kind not in ("quotation", "item", "paragraph"):
            continue
        for found in _SIGNED.finditer(block.text):
            start, end = (block.start + offset for offset in found.span("words"))
            if analysis.matches_in(rule.owner("quoted"), *analysis.word_range(start, end)):
                yield start, end
