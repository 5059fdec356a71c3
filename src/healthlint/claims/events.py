"""Events: what is said to happen or to be needed, weighed by the words beside it: “rarely”, “most people”, “must”, “no”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from healthlint.claims import Claim, Matter, Narrowing, Topic, clauses
from healthlint.claims.duties import KINDS, governs
from healthlint.claims.keys import Keys
from healthlint.claims.reader import Reader
from healthlint.claims.relation import Relation, owner
from healthlint.claims.shares import OF_CASES, OF_PEOPLE, RARELY, share_weights
from healthlint.claims.weights import BEHIND, FRONTED, PARTING, is_order, near, sign_of, weights_of
from healthlint.language import Sentence
from healthlint.phrasebook import Match
from healthlint.text import Text

_BARE = frozenset(["without", "healthy"])
"""Words for the cases in which nothing need be done: "low blood pressure without symptoms needs no treatment"."""
_BESIDE = 5
"""Words beside a phrase within which its object stands."""
_ENDS = frozenset(".!?")
_FULL = 2
"""The places of an event: 2 is mostly so, -2 mostly not."""


def read_events(relation: Relation, text: Text, reader: Reader) -> Iterator[Claim]:
    """The clauses that hold a phrase of a scale, with the place that their weights give them."""
    norms = text.words.norms
    for scale, steps in relation.scales.items():
        phrases = owner(relation, scale)
        matches = text.matches(phrases)
        limits = OF_PEOPLE if scale in relation.named else OF_CASES
        shares = list(share_weights(reader.figures, text, limits)) if matches and RARELY in relation.weights else []
        for match in matches:
            step = int(match.name)
            bare = steps[step].negated is not None
            # who says "is rare: one in 9,000" does not deny it
            around = near(relation, text, match, () if (bare and limits.open) or step < 0 else shares)
            if not bare and not around:
                continue
            sentence = text.sentence_of(match)
            if sentence.block.kind == "footnote" or norms[sentence.last - 1] == ":":
                continue
            if "following" in norms[sentence.first : sentence.last]:
                continue
            clause = reader.clause(sentence, match)
            if relation.objects and not _names_one_change(text, phrases, reader.keys, sentence, clause, match):
                continue
            weights = weights_of(relation, norms, clause, match, around)
            if relation.ahead:
                weights = [one for one in weights if governs(relation, norms, reader.keys, clause[0], one, match)]
            if not weights and (not bare or (relation.orders and not is_order(norms, clause[0], match.first))):
                continue
            sign = sign_of(relation, norms, clause, match, weights, bare)
            if not sign or (sign < 0 and steps[step].negated == 0) or reader.excused(match, relation.unless):
                continue
            place = step if step > _FULL else _FULL * sign * (1 if step > 0 else -1)
            yield _Event(relation, text, reader, sentence, *clause, match, weights).claim(scale, place)


def _names_one_change(
    text: Text, phrases: str, keys: Keys, sentence: Sentence, clause: tuple[int, int], match: Match
) -> bool:
    """Whether a clause says what changes a thing, and of no other thing that it changes the other way."""
    norms, (first, last) = text.words.norms, clause
    return (
        norms[sentence.last - 1] in _ENDS
        and bool(keys.within(first, match.first))
        and not any(
            (int(other.name) > 0) != (int(match.name) > 0) and norms[other.first - 1] != "not"
            for other in text.matches_in(phrases, first, last)
        )
    )


@dataclass(frozen=True)
class _Event:
    """A phrase with its weights in its clause, the words from `first` to before `last`."""

    relation: Relation
    text: Text
    reader: Reader
    sentence: Sentence
    first: int
    last: int
    match: Match
    weights: Sequence[Match]

    def claim(self, scale: str, place: int) -> Claim:
        spans = [self.match, *self.weights]
        wording = Match(min(span.first for span in spans), max(span.last for span in spans))
        return replace(
            self._statement,
            scale=scale,
            place=place,
            wording=self.text.surface(wording),
            matter_reader=self._matter,
            topic_reader=self._topic,
            narrowing_reader=self._narrowing,
        )

    def _topic(self) -> Topic:
        """What the event is about; a symptom beside advice ("once the pain is gone") is no topic."""
        found = self._nearest
        incidental = found.named not in found.frame and not self.reader.is_condition(found.named)
        return Topic(frame=found.frame) if self._is_told and incidental else found

    @cached_property
    def _nearest(self) -> Topic:
        """The condition named nearest, or else the symptom."""
        return self.reader.topic(self.match, True)

    @property
    def _is_told(self) -> bool:
        """Whether the clause tells what to do."""
        return bool(self.relation.ahead or self.relation.orders)

    @cached_property
    def _weighing(self) -> set[int]:
        return {i for weight in self.weights for i in range(weight.first, weight.last)}

    @cached_property
    def _marks(self) -> set[int]:
        return self._weighing.union(range(self.match.first, self.match.last))

    @cached_property
    def _statement(self) -> Claim:
        marks = self._marks if self._is_told else self._weighing
        return self.reader.statement(self.relation.name, self.sentence, self.first, self.last, marks)

    def _matter(self) -> Matter:
        text, first, last, match, reader = self.text, self.first, self.last, self.match, self.reader
        keys, norms = reader.keys, text.words.norms
        persons = [*text.matches_in("<population>", first, last), *text.matches_in("<clinician>", first, last)]
        spared = self._marks | {i for person in persons for i in range(person.first, min(person.last, last))}
        if self.relation.objects:
            lead, lent = (
                _object(keys, norms, first, match, last),
                reader.resolved(self.sentence, first, match.first, spared),
            )
        else:
            lead, lent = keys.outside(first, match.first, spared), frozenset()
            lead = frozenset() if norms[first] in FRONTED else lead
        return Matter(reader.resolved(self.sentence, first, last, spared), lead, lent, self._subject())

    def _subject(self) -> str:
        """What the phrase names that is needed or happens, or else the kind of it."""
        keys, match = self.reader.keys, self.match
        for name in self.relation.subjects:
            for entry in self.text.matches_in(f"<{name}>", max(self.first, match.first - BEHIND), match.last):
                if entry.last > match.first and keys.by_word[entry.first]:
                    return keys.by_word[entry.first]
        kinds = keys.within(match.first, match.last) & keys.of_words(KINDS) if self.relation.ahead else ()
        return min(kinds, default="")

    def _narrowing(self) -> Narrowing:
        text, match, found = self.text, self.match, self._statement.narrowing
        named, norms = self._nearest.named, text.words.norms
        groups = found.groups - _sexes(text, self.first, self.last)
        before = (i for i in range(self.first, match.first) if i not in self._marks)
        bare = _BARE.intersection(norms[i] for i in before) if self._is_told else frozenset()
        return replace(
            found,
            groups=frozenset(
                group for group in groups if not self.relation.for_anybody and (not named or named not in group)
            ),
            held=found.held - self.reader.keys.within(match.first, match.last),
            order=found.order - clauses.order(text, match.first, match.last, ()),
            parts=found.parts.difference(norms[match.first : match.last], _title(text)) | bare,
        )


def _object(keys: Keys, norms: Sequence[str], first: int, match: Match, last: int) -> frozenset[str]:
    """What a phrase stands right before, or else what it stands behind."""
    stop = next((i for i in range(match.last, last) if norms[i] in PARTING or norms[i] == ","), last)
    before = [key for key in keys.by_word[max(first, match.first - _BESIDE) : match.first] if key]
    return keys.first_of(match.last, min(match.last + _BESIDE, stop)) or frozenset(before[-1:])


def _title(text: Text) -> list[str]:
    title = text.article.title
    first, last = text.word_range(title.start, title.end) if title else (0, 0)
    return text.words.norms[first:last]


def _sexes(text: Text, first: int, last: int) -> frozenset[str]:
    """The sex that alone has what a clause or the title names, so that naming it narrows nothing."""
    title = text.article.title
    ranges = [(first, last), text.word_range(title.start, title.end) if title else (0, 0)]
    return frozenset(match.name for where in ranges for match in text.matches_in("<sexed>", *where))
