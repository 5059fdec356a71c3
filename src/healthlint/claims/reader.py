"""Reads claims: phrases of relations in their clauses, with what they are about and what makes them hold only for some."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from healthlint.claims import Claim, Matter, Narrowing, Topic, clauses
from healthlint.claims.about import About
from healthlint.claims.figures import Figure, read_figures
from healthlint.claims.headings import HEADINGS, states
from healthlint.claims.keys import Keys
from healthlint.claims.matter import keys_about
from healthlint.claims.orders import Orders
from healthlint.claims.qualifiers import is_qualified
from healthlint.claims.relation import Relation, owner
from healthlint.claims.stance import is_negated, is_outdone, is_possible
from healthlint.claims.told import is_order
from healthlint.claims.topics import Topics
from healthlint.context import Contexts
from healthlint.language import Sentence
from healthlint.phrasebook import Match
from healthlint.text import Text

_NEVER = frozenset("no nothing none nobody never cannot".split())
_WHOLLY = frozenset(["never", "always"])


class Reader:
    """Reads the claims of one text."""

    def __init__(
        self, text: Text, contexts: Contexts, topics: Topics, keys: Keys, vocabularies: Mapping[str, frozenset[str]]
    ) -> None:
        self._text = text
        self._contexts = contexts
        self._topics = topics
        self.keys = keys
        self._around = About(text, topics, keys)
        self._vocabularies = vocabularies
        self._cuts: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def _orders(self) -> Orders:
        return Orders(self._text.words.norms, self._text.sentences)

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures of the text, in order."""
        return list(read_figures(self._text))

    def read(self, relation: Relation) -> Iterator[Claim]:
        """The claims of one relation, in the order of the text."""
        for scale, steps in relation.scales.items():
            phrases = owner(relation, scale)
            matches = self._text.matches(phrases)
            begun = {match.first for match in matches}
            orders = [order for order in self._orders.of(relation) if order.first not in begun]
            for match in sorted([*matches, *orders]):
                if self.excused(match, relation.unless):
                    continue
                clause = self.clause(self._text.sentence_of(match), match)
                negated = is_negated(self._text.words.norms, clause, match)
                place = steps[int(match.name)].negated if negated else int(match.name) if negated is False else None
                if place is None:
                    continue
                if relation.by != "act" and is_outdone(self._text, phrases, clause[1], match, place):
                    continue
                claim = self._claim(relation, scale, match, place, clause)
                if claim is not None:
                    yield claim

    def _claim(self, relation: Relation, scale: str, match: Match, place: int, clause: tuple[int, int]) -> Claim | None:
        text, norms, (first, last) = self._text, self._text.words.norms, clause
        subject = self._subject(relation, match)
        if relation.by == "subject" and subject is None:
            return None
        sentence = text.sentence_of(match)
        if relation.by != "subject" and is_possible(norms, sentence.first, first, match.first):
            return None
        if scale in relation.told and not is_order(norms, first, match.first):
            return None
        if relation.for_anybody and self._may_be_fragment(sentence) and not self._names_condition(sentence, match):
            return None
        if relation.by in ("words", "head") and norms[sentence.last - 1] == ":":
            return None
        claim = Claim(
            relation=relation.name,
            scale=scale,
            place=place,
            start=sentence.start,
            end=sentence.end,
            wording=text.surface(match),
            over=self._around.over(sentence),
            matter_reader=lambda: self._matter(relation, match, clause, subject.name if subject else ""),
            topic_reader=lambda: self.topic(match, relation.by == "topic"),
            narrowing_reader=lambda: self._narrowing(relation, sentence, match, first, last),
            qualified=is_qualified(relation, text, match),
            sweeping=bool(relation.sweeping)
            and bool(text.matches_in(f"relation:{relation.name}/sweeping", match.first, match.last)),
        )
        return claim if relation.by != "head" or claim.keys else None

    def _matter(self, relation: Relation, match: Match, clause: tuple[int, int], subject: str) -> Matter:
        lent, spent = self._around.lent(self._text.sentence_of(match), clause[0], match)
        vocabulary = self._vocabularies[relation.name]
        keys, lead = keys_about(relation, self._text, self.keys, vocabulary, clause, match, lent)
        spent = spent if relation.by == "words" else frozenset()
        return Matter(keys - spent, lead - spent, lent, subject)

    def is_condition(self, name: str) -> bool:
        return self._topics.is_condition(name)

    def topic(self, match: Match, disease: bool) -> Topic:
        """The condition that a match is about; where it is about a `disease` as such, no symptom."""
        return Topic(*self._topics.about(match, disease), self._topics.over(match))

    def _narrowing(self, relation: Relation, sentence: Sentence, match: Match, first: int, last: int) -> Narrowing:
        # whom a phrase such as "safe for babies" names is what the claim is of
        spared = range(match.first, match.first if relation.by == "group" else match.last)
        found = self._around.narrowing(sentence, first, last, spared, relation.for_anybody)
        return replace(
            found,
            held=found.held - self._around.over(sentence),
            universal=found.universal or self._is_whole(relation, match),
        )

    def _is_whole(self, relation: Relation, match: Match) -> bool:
        """Whether a phrase speaks of all cases: "never fatal"; for acts the words beside it too, as in "always shake"."""
        beside = relation.by == "act" and not _WHOLLY.isdisjoint(self._text.words.norms[match.first - 1 : match.first])
        return beside or self._text.words.norms[match.first] in _NEVER

    def _may_be_fragment(self, sentence: Sentence) -> bool:
        """Whether a sentence is an item or cell, or starts like one: with a small letter or a dash."""
        start = self._text.article.prose[sentence.start]
        return sentence.block.kind in ("item", "cell") or not start.isalnum() or start.islower()

    def _names_condition(self, sentence: Sentence, match: Match) -> bool:
        """Whether a sentence names a condition before it says something of it."""
        return bool(self._text.matches_in("<condition>", sentence.first, match.first))

    def resolved(self, sentence: Sentence, first: int, last: int, marks: Collection[int]) -> frozenset[str]:
        """The keys of a clause but for its marks, with what "this condition" stands for in its place."""
        meant, spent = self._around.meant(sentence, first, last)
        return (self.keys.outside(first, last, marks) - spent) | meant

    def points(self, first: int, last: int) -> bool:
        """Whether a clause may point at something named before."""
        return bool(self._around.pointers(first, last))

    def statement(self, relation: str, sentence: Sentence, first: int, last: int, marks: Collection[int]) -> Claim:
        """A clause as a claim that has no place yet; `marks` are the words that will give it one."""
        return Claim(
            relation=relation,
            scale="",
            place=0,
            start=sentence.start,
            end=sentence.end,
            wording=self._text.surface(Match(first, last)).strip(" ,;:–—()"),
            over=self._around.over(sentence),
            matter_reader=lambda: Matter(
                self.resolved(sentence, first, last, marks), self.keys.first_of(first, min([last, *marks]))
            ),
            topic_reader=Topic,
            narrowing_reader=lambda: self._around.narrowing(sentence, first, last, marks),
        )

    def excused(self, match: Match, names: Iterable[str]) -> bool:
        sentence = self._text.sentence_of(match)
        if sentence.block.kind in HEADINGS and not states(self._text, sentence):
            return True
        return bool(self._contexts.excuse(match, ("reference", *names)))

    def clauses(self, sentence: Sentence) -> list[tuple[int, int]]:
        if sentence.first not in self._cuts:
            self._cuts[sentence.first] = clauses.cut(self._text, sentence)
        return self._cuts[sentence.first]

    def clause(self, sentence: Sentence, match: Match) -> tuple[int, int]:
        """The clause of a match, and the rest of the match."""
        first, last = next(cut for cut in self.clauses(sentence) if match.first < cut[1])
        return first, max(match.last, last)

    def _subject(self, relation: Relation, match: Match) -> Match | None:
        """The first entry of a subject list inside the phrase."""
        found = [
            subject
            for name in relation.subjects
            for subject in self._text.matches_in(f"<{name}>", match.first, match.last)
            if subject.last <= match.last
        ]
        return min(found, default=None)
