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
from healthlint.phrase import plural_forms
from healthlint.rule import Rule

WORD_LISTS = ("pronouns", "determiners", "adverbs", "subordinators", "openers", "auxiliaries", "verbs", "past")

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
        options = rule.options
        self.norms = analysis.words.norms
        self.pronouns = frozenset(options["pronouns"])
        self.determiners = frozenset(options["determiners"])
        self.subordinators = frozenset(options["subordinators"])
        self.openers = self.subordinators | frozenset(options["openers"])
        self.subjects = [[word] for word in (*options["pronouns"], *options["determiners"])]
        self.adverbs = frozenset(options["adverbs"])
        self.auxiliaries = frozenset(options["auxiliaries"])
        self.plain_verbs = frozenset(options["verbs"])
        self.s_verbs = frozenset(form for verb in options["verbs"] for form in plural_forms(verb)[:1])
        self.verbs = self.auxiliaries | self.plain_verbs | self.s_verbs | frozenset(options["past"])

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
            if self.norms[before[0]] in self.openers:
                continue
            if self._independent(before) and self._starts_clause(after):
                return mark
        return 0

    def _goes_on(self, later: list[tuple[int, int]]) -> bool:
        """Whether "and", "or" or "but" opens a later part: then the commas make a list."""
        return any(first < last and self.norms[first] in ("and", "or", "but") for first, last in later)

    def _subordinate(self, part: tuple[int, int]) -> bool:
        """Whether a part is, or ends with, a clause that cannot stand alone ("if you rest", "it means that if you rest")."""
        words = self.norms[part[0] : part[1]]
        return any(
            word in self.subordinators and (index == 0 or words[index + 1 : index + 2][:1] in self.subjects)
            for index, word in enumerate(words)
        )

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
        if words[0] in self.pronouns and self._verb_follows(words, 1):
            return True
        if words[0] in self.determiners:
            return any(self._agrees(words[index - 1], words[index]) for index in (2, 3) if index < len(words))
        return self._bare_subject(words)

    def _verb_follows(self, words: list[str], index: int) -> bool:
        while index < len(words) - 1 and words[index] in self.adverbs:
            index += 1
        return words[index] in self.verbs

    def _agrees(self, noun: str, verb: str) -> bool:
        """Whether a noun and a verb can stand together: "condition requires", "symptoms require", "drugs can"."""
        if verb in self.auxiliaries:
            return noun.isalpha() and noun not in self.openers
        return verb in (self.plain_verbs if noun.endswith("s") and not noun.endswith("ss") else self.s_verbs)

    def _bare_subject(self, words: list[str]) -> bool:
        """One to three nouns without a determiner and a verb that agrees ("adequate water intake helps")."""
        for index in (1, 2, 3):
            if index < len(words) and self._agrees(words[index - 1], words[index]):
                return all(self._may_be_noun(word) for word in words[:index])
        return False

    def _may_be_noun(self, word: str) -> bool:
        return (
            word.isalpha()
            and word not in self.openers
            and word not in self.verbs
            and word not in self.adverbs
            and not word.endswith(("ing", "ed", "ly"))
        )
