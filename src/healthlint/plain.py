"""The plain-language index: 0 to 100, higher is plainer, whatever the length of the text.

Seven things cost a reader, each a share or a mean, so that a text twice over scores the same. Each takes from the 100
up to its weight: nothing as long as the value is no more than `easy`, half the weight when it is `half` above that, and
ever less for each step beyond, because a text that is hard already gets little harder by one more figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from healthlint.analysis import Analysis
from healthlint.everyday import is_everyday
from healthlint.language import WORD, Sentence
from healthlint.readability import syllables
from healthlint.terms import is_explained, is_technical


@dataclass(frozen=True)
class Part:
    """One thing that costs a reader, how it is measured, and what it can take from the index."""

    name: str
    what: str
    weight: int
    easy: float
    half: float
    source: str

    def cost(self, value: float) -> float:
        excess = max(value - self.easy, 0.0)
        return self.weight * excess / (excess + self.half)


@dataclass(frozen=True)
class Measured:
    """A part in one text: its value there, and what that takes from the index."""

    part: Part
    value: float

    @property
    def cost(self) -> float:
        return self.part.cost(self.value)


PARTS = (
    Part("hard words", "words in 100 that are not everyday words", 30, 15.0, 20.0, "Dale and Chall 1948, 1995; PEMAT, item 3"),
    Part("research words", "words of trials and statistics to 100 words", 20, 0.0, 4.0, "Cochrane Handbook, chapter III"),
    Part("figures", "decimals, percentages and signs such as = to 100 words", 20, 0.0, 3.0, "PEMAT, items 6 and 7; NHS, Numbers"),
    Part("word length", "syllables a word", 10, 1.3, 0.5, "Flesch 1948"),
    Part("acronyms", "words in 100 that are acronyms", 10, 0.0, 3.0, "CDC Clear Communication Index, item 7"),
    Part("technical words", "words in 100 that no general dictionary has and the text does not explain", 5, 0.0, 2.0, "PEMAT, item 4"),
    Part("sentence length", "words a sentence", 5, 10.0, 15.0, "NHS, How we write"),
)  # fmt: skip
"""The weights are round numbers set by hand: halving or doubling any one of them hardly changes which text is plainer."""


def plain_language(analysis: Analysis) -> float:
    """The index: 100 less what each part costs. A text without words scores 0."""
    if not analysis.article_grades.words:
        return 0.0
    return 100.0 - sum(measured.cost for measured in plain_parts(analysis))


@lru_cache(maxsize=1)  # asked for by the metrics and by each rule about a part
def plain_parts(analysis: Analysis) -> list[Measured]:
    """How the index comes about: the value and the cost of each part, in the order of `PARTS`."""
    sentences = analysis.prose_sentences
    said = [analysis.words_of(sentence) for sentence in sentences]
    words = [word for inside in said for word in inside]
    if not words:
        return [Measured(part, 0.0) for part in PARTS]
    kinds = Counter(map(_kind, words))
    spoken = len(words) - kinds[_NUMBER] - kinds[_ACRONYM]
    figures = sum(len(_FIGURE.findall(analysis.article.prose, s.start, s.end)) for s in sentences)
    figures += sum(words.count(word) for word in _PERCENT)
    values = (
        100 * (kinds[_HARD] + kinds[_TECHNICAL]) / max(spoken, 1),
        100 * _research_words(analysis, sentences) / len(words),
        100 * figures / len(words),
        analysis.article_grades.syllables / len(words),
        100 * kinds[_ACRONYM] / len(words),
        100 * _unexplained(analysis, sentences, said) / len(words),
        len(words) / analysis.article_grades.sentences,
    )
    return [Measured(part, value) for part, value in zip(PARTS, values, strict=True)]


def hardest_words(words: Iterable[str], most: int) -> list[str]:
    """The words in a text that cost most: those that are not everyday words, by their syllables and how often they stand."""
    cost: Counter[str] = Counter()
    for word in words:
        if _kind(word) in (_HARD, _TECHNICAL):
            cost[word.lower()] += syllables(word)
    return [word for word, _ in cost.most_common(most)]


_EVERYDAY, _HARD, _TECHNICAL, _ACRONYM, _NUMBER = range(5)
_FIGURE = re.compile(r"\d[.·]\d|[%=<>±≤≥]")
_PERCENT = ("percent", "cent")  # the latter is of "per cent"
_LETTERS = re.compile(r"[A-Z]+[a-z]?[A-Z0-9][A-Z0-9-]*s?")


@cache
def _kind(word: str) -> int:
    if _LETTERS.fullmatch(word):
        return _ACRONYM
    if any(map(str.isdigit, word)):
        return _NUMBER
    lower = word.lower()
    if is_everyday(lower):
        return _EVERYDAY
    return _TECHNICAL if word == lower and is_technical(lower) else _HARD


def _research_words(analysis: Analysis, sentences: Sequence[Sentence]) -> int:
    counted = {sentence.first for sentence in sentences}
    return sum(analysis.sentence_of(match).first in counted for match in analysis.matches("<research-word>"))


def _unexplained(analysis: Analysis, sentences: Sequence[Sentence], said: Sequence[Sequence[str]]) -> int:
    """How many words are technical ones that the text explains nowhere; `said` are the words of the sentences."""
    technical = {word for inside in said for word in inside if _kind(word) == _TECHNICAL}
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for sentence, inside in zip(sentences, said, strict=True):
        if technical.isdisjoint(inside):
            continue
        for found in WORD.finditer(analysis.article.prose, sentence.start, sentence.end):
            if found[0] in technical:
                places[found[0]].append(found.span())
    return sum(len(spans) for spans in places.values() if not any(is_explained(analysis, *span) for span in spans))
