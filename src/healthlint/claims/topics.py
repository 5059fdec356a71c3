"""Topics: which condition a clause is about, when it says "it", "this condition" or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping

from healthlint.lexicon import Lexicon
from healthlint.phrasebook import Match
from healthlint.text import Text

LISTS = ("condition", "symptom")
"""The word lists whose entries a claim can be about."""


class Topics:
    """Resolves the topic of a match: in its sentence, else before it in its block, else the heading, else the title."""

    def __init__(self, text: Text, lexicons: Mapping[str, Lexicon]) -> None:
        self._text = text
        self._lexicons = {name: lexicons[name] for name in LISTS if name in lexicons}

    def of(self, match: Match) -> frozenset[str]:
        """Canonical names of the topic, with what each is a kind of; empty when nothing names one."""
        text = self._text
        sentence = text.sentence_of(match)
        inside = self._named(sentence.first, sentence.last)
        if inside:
            return self._nearest(inside, match)
        first, _ = text.word_range(sentence.block.start, sentence.block.end)
        before = self._named(first, sentence.first)
        if before:
            return self._wider(before[-1])
        return self.over(match)

    def over(self, match: Match) -> frozenset[str]:
        """The conditions that the heading over a match names, and the title."""
        text = self._text
        found: frozenset[str] = frozenset()
        section = text.section_of(text.span(match)[0])
        for block in (section.heading if section else None, text.article.title):
            if block:
                found |= frozenset().union(*map(self._wider, self._named(*text.word_range(block.start, block.end))))
        return found

    def _nearest(self, found: list[Match], match: Match) -> frozenset[str]:
        """The condition named right after the clause ("surgery is rarely needed for …"), else the first in the sentence."""
        behind = [topic for topic in found if match.last <= topic.first <= match.last + 4]
        return self._wider(behind[0] if behind else found[0])

    def _named(self, first: int, last: int) -> list[Match]:
        return sorted(
            match for name in self._lexicons for match in self._text.matches_in(f"<{name}>", first, last)
        )

    def _wider(self, match: Match) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for lexicon in self._lexicons.values():
            if match.name in lexicon.terms:
                found |= lexicon.wider(match.name)
        return found
