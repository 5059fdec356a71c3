"""What a clause is about beside its own words: what "it" and "this medicine" stand for, for whom it holds, and when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property

from healthlint.article import Block
from healthlint.claims import Narrowing, clauses
from healthlint.claims.keys import Keys
from healthlint.claims.topics import Topics
from healthlint.language import Sentence
from healthlint.phrasebook import Match
from healthlint.text import Text

POINTING = frozenset("it they them this these that those its their he she such".split())
"""Words that stand for something named elsewhere."""
LEAD = 7
"""Words of a sentence within which its subject stands."""

_DETERMINERS = frozenset("this these that those such the its either both".split())
_ANYBODY = frozenset(["patient", "general population", "parent", "family member", "carer", "couples"])
_BOTH = frozenset(["male", "female"])
_ARTICLES = frozenset("the a an your his her their our".split())
_SUFFERING = frozenset(
    "get gets getting catch catches contract develop develops carry carries suffer suffers live want test positive diagnosed diagnosis affected".split()
)
_WISHING = frozenset("want wants wish wishes hope hopes try tries".split())
"""Verbs behind "who" that tell what readers are after, not who they are."""
_FOR = frozenset("of among with at from for in to if when by during while as".split())
"""Words behind which stand the people that a clause holds for."""
_OBJECT = 4
"""Words behind a verb within which those it acts on are named."""
_COMMON = 2.0
"""The weight of what every third sentence names: the people whom a whole article is about narrow none of its claims."""
_RARE = 9.0
_BACK = 4
"""Sentences before one in which what it points at may stand."""


class About:
    """Answers for one text."""

    def __init__(self, text: Text, topics: Topics, keys: Keys) -> None:
        self._text = text
        self._topics = topics
        self._keys = keys
        self._named_over: dict[int, frozenset[str]] = {}

    def over(self, sentence: Sentence) -> frozenset[str]:
        """The keys of the heading over a sentence, and of the title."""
        section = self._text.section_of(sentence.start)
        start = section.start if section else -1
        if start not in self._named_over:
            blocks = (section.heading if section else None, self._text.article.title)
            named = frozenset().union(*(self._within(block) for block in blocks if block))
            self._named_over[start] = named | self._keys.of_words(word for key in named for word in key.split())
        return self._named_over[start]

    def _within(self, block: Block) -> frozenset[str]:
        return self._keys.within(*self._text.word_range(block.start, block.end))

    def lent(self, sentence: Sentence, first: int, match: Match) -> tuple[frozenset[str], frozenset[str]]:
        """What the words of a clause that only point stand for, and the keys of those words.

        That is the subject of its sentence or of the one before, what was last named of the kind that it points at
        ("this medicine"), and what the headings name.
        """
        text, keys = self._text, self._keys
        norms = text.words.norms
        until = min(max(first + LEAD, match.last + 3), sentence.last)
        lent, spent = self.meant(sentence, first, until)
        if POINTING.isdisjoint(norms[first:until]):
            return lent, spent
        lent |= keys.within(sentence.first, min(sentence.first + LEAD, first)) | self.over(sentence)
        if not POINTING.isdisjoint(norms[sentence.first : min(sentence.first + LEAD, sentence.last)]):
            index = text.sentence_index(sentence.first) - 1
            before = text.sentences[index] if index >= 0 else None
            if before and before.block.kind not in ("title", "heading"):
                lent |= keys.first_of(before.first, before.last)
        return lent, spent

    def meant(self, sentence: Sentence, first: int, last: int) -> tuple[frozenset[str], frozenset[str]]:
        """What "the medicine" or "this condition" stands for."""
        meant: frozenset[str] = frozenset()
        spent: frozenset[str] = frozenset()
        for i in self.pointers(first, last):
            key = self._keys.by_word[i]
            found = self._last_named(self._keys.generic[key], sentence)
            if found:
                meant, spent = meant | found, spent | {key}
        return meant, spent

    def pointers(self, first: int, last: int) -> Sequence[int]:
        """The words of a range, but for its first, that may stand for something named before: "this condition"."""
        places = self._pointers
        return places[bisect_right(places, first) : bisect_left(places, last)]

    @cached_property
    def _pointers(self) -> list[int]:
        generic, norms = self._keys.generic, self._text.words.norms
        by_word = enumerate(self._keys.by_word)
        return [i for i, key in by_word if key in generic and i and norms[i - 1] in _DETERMINERS]

    def _last_named(self, lists: Collection[str], sentence: Sentence) -> frozenset[str]:
        text, by_word = self._text, self._keys.by_word
        index = text.sentence_index(sentence.first)
        for before in reversed(text.sentences[max(index - _BACK, 0) : index]):
            found = [
                by_word[match.first]
                for name in lists
                for match in text.matches_in(f"<{name}>", before.first, before.last)
                if by_word[match.first] and by_word[match.first] not in self._keys.generic
            ]
            if found:
                return frozenset(found)
        return frozenset()

    def narrowing(
        self, sentence: Sentence, first: int, last: int, spared: Collection[int], for_anybody: bool = False
    ) -> Narrowing:
        """What makes a clause hold only for some, but for the `spared` words; `for_anybody` people narrow nothing."""
        return Narrowing(
            groups=frozenset() if for_anybody else self._groups(sentence, last, spared),
            held=self._held(first, last, spared, for_anybody),
            parts=self._parts(sentence, first, last, spared),
            order=clauses.order(self._text, first, last, spared),
            universal=clauses.is_universal(self._text, first, last),
        )

    def _groups(self, sentence: Sentence, last: int, spared: Collection[int]) -> frozenset[str]:
        """The people that a sentence names up to the end of a clause, but for those who have what the article is about."""
        found = [
            match.name
            for match in self._text.matches_in("<population>", sentence.first, last)
            if match.first not in spared and match.last - 1 not in spared and not self._suffers(match, spared)
        ]
        over = self._topics.over(Match(sentence.first, sentence.last)) if found else frozenset()
        keys = [self._keys.group(name) for name in found if not any(topic in name for topic in over)]
        groups = frozenset(key for key in keys if self._keys.weights.get(key, _RARE) >= _COMMON)
        return groups - _ANYBODY - (_BOTH if _BOTH.issubset(keys) else frozenset())

    def _suffers(self, match: Match, spared: Collection[int]) -> bool:
        """Whether people are what a verb acts on, and not whom its clause holds for: "it harms the baby"."""
        norms = self._text.words.norms
        near = next((i for i in range(match.first - 1, match.first - _OBJECT, -1) if i in spared), match.first)
        return (
            norms[near] not in _FOR and norms[near + 1] in _ARTICLES and _FOR.isdisjoint(norms[near + 1 : match.first])
        )

    def _held(self, first: int, last: int, spared: Collection[int], for_anybody: bool) -> frozenset[str]:
        """What must be so for a clause to hold, as keys."""
        found: frozenset[str] = frozenset()
        norms = self._text.words.norms
        for begin, end in clauses.conditions(self._text, first, last, spared):
            within = self._keys.within(begin, end)
            anybody = for_anybody or within <= self._sufferers or norms[begin] in _WISHING
            if norms[begin - 1] != "who" or not anybody:
                found |= within or frozenset("?")
        return found

    @cached_property
    def _sufferers(self) -> frozenset[str]:
        """The keys of what makes up "who catch the virus" and "who have the disease": nobody else is spoken of."""
        return self._keys.of_words(_SUFFERING) | self._keys.generic.keys()

    def _parts(self, sentence: Sentence, first: int, last: int, spared: Collection[int]) -> frozenset[str]:
        """The words of a clause that part what it speaks of from the rest: "severe", and names not met elsewhere."""
        strangers = self._keys.names(sentence.first, sentence.last) - self._keys.common_names
        keys, norms = self._keys, self._text.words.norms
        partings = clauses.partings(self._text, first, last, spared)
        parts = frozenset(norms[i] for i in partings if not keys.is_inside_term(i))
        return parts | strangers | self._kinds(first, last)

    def _kinds(self, first: int, last: int) -> frozenset[str]:
        """The words before the conditions of a clause that make them a kind of their own: "infant botulism"."""
        at = self._before_conditions
        return frozenset(self._text.words.norms[i] for i in at[bisect_left(at, first) : bisect_left(at, last - 1)])

    @cached_property
    def _before_conditions(self) -> list[int]:
        """Where a part of the body, a disease or people are named right before a condition."""
        keys, text = self._keys, self._text
        before = (match.first - 1 for match in text.matches("<condition>") if match.first)
        people = {match.last - 1 for match in text.matches("<population>")}
        return sorted({i for i in before if keys.by_word[i] in keys.matters or i in people})
