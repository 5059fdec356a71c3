"""Neighbouring sentences that all open with the same words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.language import Sentence
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the last of `times` or more sentences of a paragraph that follow each other and open alike."""
    length = rule.options["words"]

    def opening(sentence: Sentence) -> tuple[int, tuple[str, ...]]:
        return sentence.block.start, tuple(analysis.words.norms[sentence.first : sentence.first + length])

    sentences = [sentence for sentence in analysis.prose_sentences if sentence.block.kind == "paragraph"]
    for _, group in groupby(sentences, key=opening):
        alike = list(group)
        if len(alike) >= rule.options["times"]:
            starts = [(s.start, analysis.words.ends[min(s.first + length, s.last) - 1]) for s in alike]
            related = [(*span, "and here") for span in starts[:-1]]
            text = analysis.article.prose[slice(*starts[-1])]
            yield rule.finding(analysis, *starts[-1], related, match=text, times=len(alike))
