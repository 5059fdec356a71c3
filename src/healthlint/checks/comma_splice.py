"""Two sentences joined by no more than a comma.

Without a parser: an independent clause before the comma, and after it a subject (pronoun, or determiner and noun, or
bare noun) with a finite verb. Where a list, a subordinate clause or a quotation may be meant, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.language import Sentence
from healthlint.rule import Rule

_BREAKS = frozenset([",", ";", ":", "–", "—", "(", ")", "“", "”", '"', "/"])


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the words around the comma, at most one a sentence."""
    finder = _Finder(rule, analysis)
    for sentence in analysis.prose_sentences:
        comma = finder.splice(sentence)
        if comma:
            last = min(comma + 4, sentence.last)
            start, end = analysis.words.starts[comma - 1], analysis.words.ends[last - 1]
            yield rule.finding(analysis, start, end, match=analysis.article.prose[start:end])


class _Finder:
    """The word lists of the rule, as sets."""

    def __init__(self, rule: Rule, analysis: Analysis) -> None:
        self.norms = analysis.words.norms
        for name in ("pronouns", "determiners", "verbs", "openers", "adverbs"):
            setattr(self, name, frozenset(word.lower() for word in rule.options[name]))

    pronouns: frozenset[str]
    determiners: frozenset[str]
    verbs: frozenset[str]
    openers: frozenset[str]
    adverbs: frozenset[str]

    def splice(self, sentence: Sentence) -> int:
        """Index of the comma that splices; 0 when none does."""
        marks = [i for i in range(sentence.first, sentence.last) if self.norms[i] in _BREAKS]
        edges = [sentence.first - 1, *marks, sentence.last]
        parts = [(left + 1, right) for left, right in pairwise(edges)]
        if any(self.norms[mark] in ("“", "”", '"', ";", "(") for mark in marks) or len(parts) > 5:
            return 0
        for index, mark in enumerate(marks):
            before, after = parts[index], parts[index + 1]
            if self.norms[mark] != "," or self._goes_on(parts[index + 2 :]):
                continue
            if any(self._subordinate(part) for part in parts[: index + 1]):
                continue
            if self._independent(before) and self._starts_clause(after):
                return mark
        return 0

    def _goes_on(self, later: list[tuple[int, int]]) -> bool:
        """Whether "and", "or" or "but" opens a later part: then the commas make a list."""
        return any(first < last and self.norms[first] in ("and", "or", "but") for first, last in later)

    def _subordinate(self, part: tuple[int, int]) -> bool:
        first, last = part
        return first < last and self.norms[first] in self.openers

    def _independent(self, part: tuple[int, int]) -> bool:
        """A subject of one word or more, then a finite verb, and no "who" or "that" before it that owns the verb."""
        first, last = part
        if last - first < 3 or self.norms[first] in self.adverbs:
            return False
        words = self.norms[first:last]
        if words[0] in ("the", "more", "less") and len(words) > 1 and words[1] in ("more", "less", "longer", "sooner"):
            return False
        return any(word in self.verbs for word in words[1:]) and words[-1] not in ("that", "and", "or", "but")

    def _starts_clause(self, part: tuple[int, int]) -> bool:
        first, last = part
        words = self.norms[first:last]
        if words[:1] == ["however"]:
            return len(words) > 4 and any(word in self.verbs for word in words[2:])
        while words and words[0] in self.adverbs:
            words = words[1:]
        if len(words) < 3:
            return False
        if words[0] in self.pronouns:
            return words[1] in self.verbs or (words[1] in self.adverbs and words[2] in self.verbs)
        if words[0] in self.determiners:
            return any(word in self.verbs for word in words[2:4]) and words[1] not in ("of", "same")
        return self._bare_subject(words)

    def _bare_subject(self, words: list[str]) -> bool:
        """Two or three nouns without a determiner and a verb that is nothing else ("adequate water intake helps")."""
        for index in (2, 3):
            if index < len(words) and words[index] in self.verbs:
                return all(word.isalpha() and word not in self.openers and not word.endswith(("ing", "ed", "ly"))
                           and word not in ("and", "or", "but", "not", "also", "as") and word not in self.verbs
                           for word in words[:index])  # fmt: skip
        return False
