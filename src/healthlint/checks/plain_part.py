"""One part of the plain-language index above what readers can be expected to manage."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.plain import PARTS, hardest_words, plain_parts
from healthlint.rule import Rule

NAMES = tuple(part.name for part in PARTS)


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the title where the part is above `most`; the sentences with most hard words are related."""
    sentences = analysis.prose_sentences
    measured = next(measured for measured in plain_parts(analysis) if measured.part.name == rule.options["part"])
    if len(sentences) < rule.options["least_sentences"] or measured.value <= rule.options["most"]:
        return
    words = [analysis.words_of(sentence) for sentence in sentences]
    hard = [len(hardest_words(set(inside), len(inside))) for inside in words]
    worst = sorted(range(len(sentences)), key=lambda index: hard[index], reverse=True)[:3]
    yield rule.finding(
        analysis,
        *analysis.article.title_place,
        [(sentences[index].start, sentences[index].end, f"{hard[index]} hard words") for index in worst],
        value=f"{measured.value:.0f}",
        most=f"{rule.options['most']:g}",
        words=", ".join(hardest_words((word for inside in words for word in inside), 5)),
    )
