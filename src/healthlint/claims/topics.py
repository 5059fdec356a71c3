"""Topics: which condition a clause is about, when it says "it", "this condition" or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping

from healthlint.lexicon import Lexicon
from healthlint.phrasebook import Match
from healthlint.text import Text

REACH = 4
"""Words behind a clause within which "for …" or "in …" names its topic."""

LISTS = ("condition", "symptom")
"""The word lists whose entries a claim can be about."""

CONDITION_NOUNS = frozenset("condition disease disorder illness infection syndrome problem ailment virus".split())
"""Nouns that stand for a condition that was named before."""

_DETERMINERS = frozenset(["the", "this"])


class Topics:
    """Resolves the topics of matches."""

    def __init__(self, text: Text, lexicons: Mapping[str, Lexicon]) -> None:
        self._text = text
        self._lexicons = {name: lexicons[name] for name in LISTS if name in lexicons}
        self._over: dict[int, list[list[Match]]] = {}

    def about(self, match: Match, disease: bool) -> tuple[str, frozenset[str], str]:
        """The canonical name of the topic of a match, the name with what it is a kind of, and how the article words it.

        Where the claim is about a `disease` as such, a symptom named beside it is not its topic.
        """
        found = self._nearest(match)
        if found is not None and disease and not self.is_condition(found.name):
            found = self._headed(match) or found
        if found is None:
            headed = self._headed(match)
            return (headed.name, self.over(match), self._worded(headed)) if headed else ("", frozenset(), "")
        return found.name, self._wider(found), self._worded(found)

    def _worded(self, topic: Match) -> str:
        """A topic as the article words it, in small letters but for names and short forms."""
        surface = self._text.surface(topic)
        return surface[0].lower() + surface[1:] if topic.name[0].islower() and surface[1:].islower() else surface

    def _headed(self, match: Match) -> Match | None:
        """The first condition, or else symptom, that the heading over a match names, or the title."""
        for named in self._headings(match):
            if named:
                return next((topic for topic in named if self.is_condition(topic.name)), named[0])
        return None

    def _headings(self, match: Match) -> list[list[Match]]:
        """What the heading over a match names, and the title."""
        text = self._text
        section = text.section_of(text.span(match)[0])
        start = section.start if section else -1
        if start not in self._over:
            blocks = (section.heading if section else None, text.article.title)
            self._over[start] = [self._named(*text.word_range(block.start, block.end)) for block in blocks if block]
        return self._over[start]

    def _nearest(self, match: Match) -> Match | None:
        """The topic that the text itself names.

        Behind the clause ("surgery is rarely needed for …"), else the last one before it, in its sentence and then in
        its block, a condition rather than a symptom.
        """
        text = self._text
        sentence = text.sentence_of(match)
        block, _ = text.word_range(sentence.block.start, sentence.block.end)
        behind = [topic for topic in self._named(match.first, sentence.last) if topic.first <= match.last + REACH]
        for named in (behind, self._named(sentence.first, match.first)[::-1], self._named(block, sentence.first)[::-1]):
            found = [topic for topic in named if not self._points(topic)]
            if found:
                conditions = [topic for topic in found if self.is_condition(topic.name)]
                return (conditions or found)[0]
        return None

    def _points(self, topic: Match) -> bool:
        """Whether a topic is named in full elsewhere: "the disease" in the headings, "infection with …" right behind it."""
        norms = self._text.words.norms
        named = norms[topic.first - 1] in _DETERMINERS or norms[topic.last : topic.last + 1] == ["with"]
        return named and norms[topic.first] in CONDITION_NOUNS

    def over(self, match: Match) -> frozenset[str]:
        """The conditions that the heading over a match names, and the title."""
        return frozenset().union(*(self._wider(topic) for named in self._headings(match) for topic in named))

    def is_condition(self, name: str) -> bool:
        """Whether a canonical name is that of a condition, and not of a symptom."""
        condition = self._lexicons.get("condition")
        return condition is not None and name in condition.terms

    def _named(self, first: int, last: int) -> list[Match]:
        return sorted(match for name in self._lexicons for match in self._text.matches_in(f"<{name}>", first, last))

    def _wider(self, match: Match) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for lexicon in self._lexicons.values():
            if match.name in lexicon.terms:
                found |= lexicon.wider(match.name)
        return found
