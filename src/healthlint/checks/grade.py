"""Reading grade of an article or a section above what its readers can be expected to manage."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.language import Sentence
from healthlint.plain import hardest_words
from healthlint.rule import Rule

FORMULAS = ("flesch_kincaid_grade", "smog_index")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the title, or on the heading of each section, whose grade is above `most`."""
    if rule.options["per"] == "article":
        yield from _graded(rule, analysis, analysis.prose_sentences, analysis.article.title_place)
        return
    prose = {sentence.start for sentence in analysis.prose_sentences}
    for section in analysis.article.sections:
        if section.heading:
            sentences = [s for s in analysis.sentences_in(section.start, section.end) if s.start in prose]
            yield from _graded(rule, analysis, sentences, (section.heading.start, section.heading.end))


def _graded(rule: Rule, analysis: Analysis, sentences: list[Sentence], place: tuple[int, int]) -> Iterator[Finding]:
    grades = analysis.grades(sentences)
    value = getattr(grades, rule.options["formula"])
    # "grade 10, where readers manage 10" is no finding
    if grades.sentences < rule.options["least_sentences"] or round(value) <= rule.options["most"]:
        return
    longest = sorted(sentences, key=lambda s: len(analysis.words_of(s)), reverse=True)[:3]
    related = [(s.start, s.end, f"{len(analysis.words_of(s))} words") for s in longest]
    yield rule.finding(
        analysis,
        *place,
        related,
        grade=f"{value:.0f}",
        most=f"{rule.options['most']:.0f}",
        words=", ".join(hardest_words((word for s in sentences for word in analysis.words_of(s)), 5)),
        heading=analysis.article.prose[slice(*place)],
    )
