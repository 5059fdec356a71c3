"""How much of a text is content words, and how much of it is the same few phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.rule import Rule

_FUNCTION_WORDS = frozenset(
    "a an the this that these those some any no every each either neither all both half such what which whose i you "
    "he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself himself "
    "herself itself ourselves yourselves themselves who whom one ones somebody someone something anybody anyone "
    "anything nobody nothing everybody everyone everything there here of in to for with on at by from up about into "
    "over after under during before between against through across behind beyond above below near off out down around "
    "along among within without until upon since per via than as like and or but nor so yet if because although though "
    "while whereas unless whether when where why how once be am is are was were been being have has had having do does "
    "did doing can could may might must shall should will would ought not never also too very just only even then now "
    "again more most less least much many few little other another own same quite rather".split()
)


_CONTENT_WORDS = 2
"""Words of a repeated phrase that must say something, so that “as well as the” is none."""


def check_lexical_density(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the title where content words are more than `most` in 100."""
    sentences = analysis.prose_sentences
    words = [word.lower() for sentence in sentences for word in analysis.words_of(sentence)]
    content = sum(word not in _FUNCTION_WORDS for word in words)
    if len(sentences) >= rule.options["least_sentences"] and 100 * content > rule.options["most"] * len(words):
        share = f"{100 * content / len(words):.0f}"
        yield rule.finding(analysis, *analysis.article.title_place, share=share, most=f"{rule.options['most']:g}")


def check_repeated_phrase(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the last of the places of a phrase of `words` words that makes up more than `most` in 100."""
    length, norms = rule.options["words"], analysis.words.norms
    total = sum(sentence.last - sentence.first for sentence in analysis.prose_sentences)
    least = max(rule.options["times"], int(rule.options["most"] * total / 100 / length) + 1)
    if total < rule.options["least_words"]:
        return
    counts = Counter(zip(*(norms[skipped:] for skipped in range(length)), strict=False))
    often = [phrase for phrase, count in counts.items() if count >= least and _says_something(phrase)]
    where: dict[tuple[str, ...], list[int]] = {phrase: [] for phrase in often}
    for sentence in analysis.prose_sentences if often else ():
        for first in range(sentence.first, sentence.last - length + 1):
            phrase = tuple(norms[first : first + length])
            if phrase in where:
                where[phrase].append(first)
    places = max(where.values(), key=len, default=[])
    if len(places) >= least:
        spans = [(analysis.words.starts[first], analysis.words.ends[first + length - 1]) for first in places]
        related = [(*span, "and here") for span in spans[:-1]]
        text = analysis.article.prose[slice(*spans[-1])]
        yield rule.finding(analysis, *spans[-1], related, match=text, times=len(places))


def _says_something(phrase: tuple[str, ...]) -> bool:
    return sum(word[0].isalpha() and word not in _FUNCTION_WORDS for word in phrase) >= _CONTENT_WORDS
