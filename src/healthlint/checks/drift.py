"""Sections and passages that leave the subject of the article.

A section does when its heading names another condition than the title and its text hardly names the title's. A passage
does when its words stand nowhere else in the article and next to none of them belongs to health.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from healthlint.analysis import Analysis
from healthlint.article import Section
from healthlint.finding import Finding
from healthlint.language import Sentence
from healthlint.rule import Rule

_LONGEST = 6
"""Sentences that a passage may have."""

_LEAST_WORDS = 11
_LEAST_IN_ONE = 12
_FOREIGN = 0.8
_FOREIGN_IN_ONE = 0.9
_WORDS_PER_HEALTH_WORD = 11
_SHOWN = 3

_ENDINGS = ("ing", "ies", "ed", "es", "s", "ly")
_LATIN = re.compile(
    r"\w{3,}(?:itis|osis|oses|emia|pathy|pathic|ology|ological|ectomy|plasty|algia|cephaly|trophy|trophic|genic|plegia|phasia"
    r"|oma|omas|ase|emic|itic|otic|cyte|scopy|gram|graphy|globin|rrhea|rrhoea|uria|penia|philia|toxic|cidal|mycin|cillin)"
)
_REFERS_BACK = frozenset(["they", "it", "this", "these", "those", "he", "she", "such", "both", "its", "their"])
_BEFORE_NOUN = frozenset(
    ["a", "an", "the", "our", "your", "their", "its", "his", "her", "of", "with", "for", "in", "on", "and", "any", "or"]
)


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the heading of each such section and on each such passage outside of them."""
    gone: list[tuple[int, int]] = []
    for section, named in _sections(rule, analysis):
        heading, title = section.heading, analysis.article.title
        if heading and title:
            gone.append((section.start, section.end))
            place = (title.start, title.end, "the title")
            yield rule.finding(analysis, heading.start, heading.end, [place], part="section", named=named)
    if analysis.word_count < rule.options["least_words"]:
        return
    for start, end, named in _Passages(rule, analysis).find():
        if not any(first <= start < last for first, last in gone):
            yield rule.finding(analysis, start, end, part="passage", named=named)


def _sections(rule: Rule, analysis: Analysis) -> Iterator[tuple[Section, str]]:
    """The sections whose heading names another condition, symptom or body part, each with what it names."""
    title = analysis.article.title
    subject = _named(rule, analysis, title.start, title.end) if title else frozenset()
    for section in analysis.article.sections if subject else ():
        heading = section.heading
        if heading is None or heading.kind == "title" or not section.blocks:
            continue
        named = _named(rule, analysis, heading.start, heading.end)
        if not named or any(_related(analysis, name, other) for name in named for other in subject):
            continue
        if _share(rule, analysis, section, subject) <= rule.options["most_share"]:
            yield section, min(named)


def _named(rule: Rule, analysis: Analysis, start: int, end: int) -> frozenset[str]:
    """Canonical names of what a prose range names; in "muscle spasm" the muscle is no subject of its own."""
    words = analysis.word_range(start, end)
    found = sorted(
        (match for name in rule.options["lists"] for match in analysis.matches_in(f"<{name}>", *words)),
        key=lambda match: (match.first, -match.last),
    )
    names, reached = set(), -1
    for match in found:
        if match.last > reached:
            names.add(match.name)
            reached = match.last
    return frozenset(names)


def _related(analysis: Analysis, one: str, other: str) -> bool:
    return one in other or _is_kind_of(analysis, one, other) or _is_kind_of(analysis, other, one)


def _is_kind_of(analysis: Analysis, one: str, other: str) -> bool:
    """Whether "ankle sprain" is a kind of "sprain", by its words or by a word list."""
    if other in one:
        return True
    return any(
        one in lexicon.terms and other in lexicon.terms and other in lexicon.wider(one)
        for lexicon in analysis.knowledge.lexicons.values()
    )


def _share(rule: Rule, analysis: Analysis, section: Section, subject: frozenset[str]) -> float:
    """Share of the section's sentences that name the subject of the title or a kind of it."""
    sentences = analysis.sentences_in(section.blocks[0].start, section.end)
    naming = sum(
        any(_is_kind_of(analysis, name, other) for name in _named(rule, analysis, s.start, s.end) for other in subject)
        for s in sentences
    )
    return naming / len(sentences) if sentences else 1.0


@dataclass(frozen=True)
class _Facts:
    """A sentence: its content words, and those of them that stand in no other block."""

    sentence: Sentence
    words: frozenset[str]
    foreign: frozenset[str]


class _Passages:
    """The passages of one article that have nothing to do with the rest of it."""

    def __init__(self, rule: Rule, analysis: Analysis) -> None:
        self.analysis = analysis
        self.norms = analysis.words.norms
        self.neutral = frozenset(rule.options["neutral"])
        self.weights = self._weights(rule)
        self.stem_of: dict[str, str] = {}

    def find(self) -> Iterator[tuple[int, int, str]]:
        """Prose spans, with some of the words that stand nowhere else."""
        sentences = self.analysis.prose_sentences
        stems = {s.first: self._stems(s.first, s.last) for s in sentences}
        seen = Counter(stem for words in stems.values() for stem in words)
        for block in self.analysis.article.blocks:
            if block.kind in ("title", "heading", "cell"):
                seen.update(self._stems(*self.analysis.word_range(block.start, block.end)))
        for _, group in groupby(sentences, key=lambda sentence: sentence.block.start):
            inside = list(group)
            here = Counter(stem for s in inside for stem in stems[s.first])
            facts = [
                _Facts(s, stems[s.first], frozenset(w for w in stems[s.first] if seen[w] == here[w])) for s in inside
            ]
            yield from self._in_block(facts)

    def _in_block(self, facts: list[_Facts]) -> Iterator[tuple[int, int, str]]:
        runs = [
            (first, last)
            for first in range(len(facts))
            for last in range(first + 1, min(first + _LONGEST, len(facts)) + 1)
            if self._is_foreign(facts[first:last])
        ]
        if not runs:
            return
        first, last = max(
            runs, key=lambda run: sum(len(f.foreign) - _LONGEST * self._health(f) for f in facts[run[0] : run[1]])
        )
        named = self._name(facts[first:last])
        if first and self.norms[facts[first].sentence.first] in _REFERS_BACK and self._health(facts[first - 1]) < 2:
            first -= 1
        yield facts[first].sentence.start, facts[last - 1].sentence.end, named

    def _is_foreign(self, run: list[_Facts]) -> bool:
        if sum(len(f.foreign) for f in run) < _FOREIGN * max(len(f.words) for f in run):
            return False
        words = frozenset[str]().union(*(f.words for f in run))
        foreign = len(frozenset[str]().union(*(f.foreign for f in run)))
        if len(words) < _LEAST_WORDS or foreign < _FOREIGN * len(words):
            return False
        health = sum(self._health(f) for f in run)
        if len(run) == 1 and (health or len(words) < _LEAST_IN_ONE or foreign < _FOREIGN_IN_ONE * len(words)):
            return False
        if health * _WORDS_PER_HEALTH_WORD > len(words):
            return False
        prose = self.analysis.article.prose[run[0].sentence.start : run[-1].sentence.end]
        capitals = len(re.findall(r"(?<=[a-z,;] )[A-Z]", prose))
        return "?" not in prose and capitals * 4 < len(words)

    def _health(self, facts: _Facts) -> int:
        """The weight of the words of a sentence that belong to health, names and capitals of medicine included."""
        sentence, weight = facts.sentence, 0
        for index in range(sentence.first, sentence.last):
            if index in self.weights:
                weight += self.weights[index]
            elif len(self.norms[index]) > 1 and self.analysis.words.surface(index, index + 1).isupper():
                weight += self.norms[index].isalpha()
            elif _LATIN.fullmatch(self.norms[index]):
                weight += 2
        return weight

    def _weights(self, rule: Rule) -> dict[int, int]:
        """By first word of each match: 2 for a term of medicine, 1 for a word that has other meanings too; 0 inside."""
        weights: dict[int, int] = {}
        for option, weight in (("health", 1), ("medical", 2)):
            for name in rule.options[option]:
                for match in self.analysis.matches(f"<{name}>"):
                    weights[match.first] = max(weight, weights.get(match.first, 0))
                    for inside in range(match.first + 1, match.last):
                        weights.setdefault(inside, 0)
        return weights

    def _stems(self, first: int, last: int) -> frozenset[str]:
        stems = frozenset(map(self._content_stem, self.norms[first:last]))
        return stems - {""}

    def _content_stem(self, norm: str) -> str:
        """The stem of a word of content; empty for any other."""
        stem = self.stem_of.get(norm)
        if stem is None:
            stem = self.stem_of[norm] = _stem(norm) if self._is_content(norm) else ""
        return stem

    def _is_content(self, norm: str) -> bool:
        return len(norm) > 2 and norm.isalpha() and norm not in self.neutral

    def _name(self, run: list[_Facts]) -> str:
        """A few of the foreign words, those that look like nouns first."""
        likely: list[str] = []
        others: list[str] = []
        for facts in run:
            for index in range(facts.sentence.first, facts.sentence.last):
                norm = self.norms[index]
                if self._content_stem(norm) in facts.foreign and index not in self.weights:
                    (likely if self._ends_noun_phrase(index) else others).append(
                        self.analysis.words.surface(index, index + 1)
                    )
        return ", ".join(list(dict.fromkeys(likely + others))[:_SHOWN])

    def _ends_noun_phrase(self, index: int) -> bool:
        """ "the copper trowel": a word that follows an article or another such word, and no noun follows."""
        before, norm, after = self.norms[index - 1], self.norms[index], self.norms[index + 1 : index + 2]
        if norm.endswith(("ing", "ed", "ly")) or (after and self._is_content(after[0])):
            return False
        return before in _BEFORE_NOUN or self._is_content(before)


@cache
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word
