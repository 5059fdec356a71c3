"""The plain-language index: 0 to 100, higher is plainer, whatever the length of the text."""

from __future__ import annotations

from healthlint.analysis import Analysis

# What a text of one-syllable words in ten-word sentences loses nothing for, and what costs the whole index.
_EASY_SENTENCE, _HARD_SENTENCE = 10.0, 40.0
_EASY_SHARE, _HARD_SHARE = 0.05, 0.40


def plain_language(analysis: Analysis) -> float:
    """Half of the index is the share of words of three syllables or more, half the mean length of a sentence.

    A text without words scores 0.
    """
    grades = analysis.article_grades
    if not grades.words:
        return 0.0
    length = grades.words / grades.sentences
    share = grades.polysyllables / grades.words
    cost = _part(length, _EASY_SENTENCE, _HARD_SENTENCE) + _part(share, _EASY_SHARE, _HARD_SHARE)
    return 100.0 - 50.0 * cost


def _part(value: float, easy: float, hard: float) -> float:
    return min(max((value - easy) / (hard - easy), 0.0), 1.0)
