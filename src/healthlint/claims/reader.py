"""Reads claims: phrases of relations in their clauses, with what they are about and what makes them hold only for some."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from healthlint.claims import Claim, clauses
from healthlint.claims.headings import HEADINGS, states
from healthlint.claims.keys import Keys
from healthlint.claims.qualifiers import is_qualified
from healthlint.claims.relation import Relation, owner
from healthlint.claims.topics import Topics
from healthlint.context import Contexts
from healthlint.language import Sentence
from healthlint.phrasebook import Match
from healthlint.text import Text

_POINTING = frozenset("it they them this these that those its their he she".split())
_ANYBODY = frozenset(["patient", "general population", "parent", "family member", "carer", "couples"])
_NEVER = frozenset("no nothing none nobody never cannot".split())
_PASSIVE = frozenset("is are was were not never rarely no".split())
_PREDICATES = frozenset("is are was were does did can may could will would has have makes make carries poses".split())
_BOTH = frozenset(["male", "female"])
_RELATIVE = frozenset([",", "which", "that", "who"])
_HEDGES = frozenset("may might could sometimes whether".split())
_AIMS = frozenset("to also help".split())
_GOALS = frozenset("goal goals aim aims hope hopes hoped ways research how".split())
_OUTDONE_WITHIN = 6
_DENIAL_REACH = 4
"""Words before a phrase within which a negation denies it."""
_OPENERS = frozenset("please always also then instead so and".split())
_LEAD = 7
"""Words of a sentence within which its subject stands."""


class Reader:
    """Reads the claims of one text."""

    def __init__(self, text: Text, contexts: Contexts, topics: Topics, keys: Keys) -> None:
        self._text = text
        self._contexts = contexts
        self._topics = topics
        self.keys = keys
        self._vocabularies: dict[str, frozenset[str]] = {}
        self._cuts: dict[int, list[tuple[int, int]]] = {}

    def read(self, relation: Relation) -> Iterator[Claim]:
        """The claims of one relation, in the order of the text."""
        for scale, steps in relation.scales.items():
            phrases = owner(relation, scale)
            matches = self._text.matches(phrases)
            begun = {match.first for match in matches}
            orders = [order for order in self._orders(relation) if order.first not in begun]
            for match in sorted([*matches, *orders]):
                if self.excused(match, relation.unless):
                    continue
                negated = self._negated(match)
                place = steps[int(match.name)].negated if negated else int(match.name) if negated is False else None
                if place is not None and place > 0 and self._outdone(phrases, match):
                    place = None
                claim = self._claim(relation, scale, match, place) if place is not None else None
                if claim is not None:
                    yield claim

    def _outdone(self, phrases: str, match: Match) -> bool:
        """Whether the clause goes on with a phrase from the other end of the scale: "you should avoid"."""
        _, last = self._clause(self._text.sentence_of(match), match)
        near = self._text.matches_in(phrases, match.first, min(last, match.last + _OUTDONE_WITHIN))
        return any(int(other.name) < 0 for other in near)

    def _possible(self, first: int, at: int) -> bool:
        """Whether what stands at a word is only said to be possible, or is what somebody aims at."""
        norms = self._text.words.norms
        hedged = not _HEDGES.isdisjoint(norms[max(first, at - 3) : at])
        return (
            hedged
            or norms[max(first, at - 1)] in _AIMS
            or not _GOALS.isdisjoint(norms[self._text.sentences[self._text.sentence_index(at)].first : at])
        )

    def _orders(self, relation: Relation) -> Iterator[Match]:
        """Where a verb of advice opens a sentence or list item."""
        if not relation.imperatives:
            return
        norms = self._text.words.norms
        for sentence in self._text.sentences:
            first = sentence.first
            while first < sentence.last - 1 and norms[first] in _OPENERS:
                first += 1
            denied = norms[first : first + 2] == ["do", "not"]
            verb = first + 2 if denied else first + (norms[first] == "never")
            if relation.by == "head" and verb > first and verb < sentence.last - 2:
                yield Match(first, verb, "-2")
                continue
            if verb < sentence.last - 2 and norms[verb] in relation.imperatives:
                place = relation.imperatives[norms[verb]]
                yield Match(first, verb + 1, str(place if verb == first else -place))

    def _claim(self, relation: Relation, scale: str, match: Match, place: int) -> Claim | None:
        text = self._text
        subject = self._subject(relation, match)
        if relation.by == "subject" and subject is None:
            return None
        sentence = text.sentence_of(match)
        first, last = self._clause(sentence, match)
        if relation.by != "subject" and self._possible(first, match.first):
            return None
        if (
            relation.for_anybody
            and sentence.block.kind in ("item", "cell")
            and not self._names_condition(sentence, match)
        ):
            return None
        if relation.by in ("words", "head") and text.words.norms[sentence.last - 1] == ":":
            return None
        spared = range(match.first, match.last)
        own, lead = self._about(relation, match, first, last)
        if not own and relation.by == "head":
            return None
        named, topic = self._topics.about(match, relation.by == "topic")
        return Claim(
            relation=relation.name,
            scale=scale,
            subject=subject.name if subject else "",
            place=place,
            named=named,
            topic=topic,
            frame=self._topics.over(match),
            qualified=is_qualified(relation, text, match),
            start=sentence.start,
            end=sentence.end,
            wording=text.surface(match),
            keys=own,
            lead=lead,
            lent=self._lent(sentence, first),
            groups=frozenset() if relation.for_anybody else self._groups(sentence, spared),
            held=self._held(first, last, spared) - self._over(sentence),
            order=clauses.order(text, first, last, spared),
            parts=clauses.partings(text, first, last, spared) | self._strangers(sentence),
            universal=clauses.is_universal(text, first, last) or text.words.norms[match.first] in _NEVER,
        )

    def _names_condition(self, sentence: Sentence, match: Match) -> bool:
        """Whether an item is a sentence about a condition, and no fragment of one."""
        return bool(self._text.matches_in("<condition>", sentence.first, match.first))

    def _about(self, relation: Relation, match: Match, first: int, last: int) -> tuple[frozenset[str], frozenset[str]]:
        """The keys of what a phrase is said of, and those of its subject."""
        keys, norms = self.keys, self._text.words.norms
        lead = keys.within(first, match.first)
        if relation.by not in ("words", "head"):
            return keys.within(first, last), lead
        vocabulary = self._vocabulary(relation)
        sentence = self._text.sentence_of(match)
        if relation.by == "head":
            own = keys.beside(first, match.first, match.last, last, norms[match.first] in _PREDICATES) - vocabulary
            points = not _POINTING.isdisjoint(norms[first : match.first])
            return own | (self._lent(sentence, first) if points else frozenset()), lead
        own = keys.within(first, last)
        if relation.imperatives:
            passive = norms[match.first] in _PASSIVE or norms[match.last : match.last + 1] == ["be"]
            own = lead | keys.first_of(match.last, min(match.last + 3, last), 1) if passive and lead else own - lead
        lead -= vocabulary
        if not lead and norms[first] in _RELATIVE:
            lead = keys.within(max(sentence.first, first - _LEAD), first) - vocabulary
            own |= lead
        return own - vocabulary, lead

    def statement(self, relation: str, sentence: Sentence, first: int, last: int, marks: Collection[int]) -> Claim:
        """A clause as a claim that has no place yet; `marks` are the words that will give it one."""
        return Claim(
            relation=relation,
            scale="",
            subject="",
            place=0,
            named="",
            topic=frozenset(),
            qualified=False,
            start=sentence.start,
            end=sentence.end,
            wording=self._text.surface(Match(first, last)).strip(" ,;:–—()"),
            keys=self.keys.outside(first, last, marks),
            lead=self.keys.first_of(first, min([last, *marks])),
            frame=self._over(sentence),
            groups=self._groups(sentence, marks),
            held=self._held(first, last, marks),
            order=clauses.order(self._text, first, last, marks),
            parts=clauses.partings(self._text, first, last, marks) | self._strangers(sentence),
            universal=clauses.is_universal(self._text, first, last),
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

    def _groups(self, sentence: Sentence, spared: Collection[int]) -> frozenset[str]:
        """The people that a sentence names, but for those who have what the article is about."""
        found = [
            match.name
            for match in self._text.matches_in("<population>", sentence.first, sentence.last)
            if match.first not in spared and match.last - 1 not in spared
        ]
        over = self._topics.over(Match(sentence.first, sentence.last)) if found else frozenset()
        groups = frozenset(self.keys.group(name) for name in found if not any(topic in name for topic in over))
        return groups - _ANYBODY - (_BOTH if groups >= _BOTH else frozenset())

    def _negated(self, match: Match) -> bool | None:
        """Whether a negation stands near before a phrase; far before it, one cannot tell, and None is the answer."""
        norms = self._text.words.norms
        first, _ = self._clause(self._text.sentence_of(match), match)
        denials = [
            i
            for i in range(first, match.first)
            if norms[i] in clauses.NEGATIONS and norms[i + 1] not in ("only", "just", "merely")
        ]
        if not denials:
            before = norms[max(first - _LEAD, 0) : first] if norms[first] == "that" else []
            return False if clauses.NEGATIONS.isdisjoint(before) else None
        return True if denials[-1] >= match.first - _DENIAL_REACH else None

    def _vocabulary(self, relation: Relation) -> frozenset[str]:
        if relation.name not in self._vocabularies:
            self._vocabularies[relation.name] = self.keys.of_words(relation.vocabulary)
        return self._vocabularies[relation.name]

    def _clause(self, sentence: Sentence, match: Match) -> tuple[int, int]:
        cuts = self.clauses(sentence)
        first = next(first for first, last in cuts if first <= match.first < last)
        return first, max(match.last, next(last for first, last in cuts if first <= match.first < last))

    def _lent(self, sentence: Sentence, first: int) -> frozenset[str]:
        """What the subject of the sentence, of the one before it when it only points, and the headings add."""
        text, keys = self._text, self.keys
        norms = text.words.norms
        if _POINTING.isdisjoint(norms[first : min(first + _LEAD, sentence.last)]):
            return frozenset()
        lent = keys.within(sentence.first, min(sentence.first + _LEAD, first)) | self._over(sentence)
        if not _POINTING.isdisjoint(norms[sentence.first : min(sentence.first + _LEAD, sentence.last)]):
            index = text.sentence_index(sentence.first) - 1
            if index >= 0 and text.sentences[index].block.start == sentence.block.start:
                before = text.sentences[index]
                lent |= keys.within(before.first, before.last)
        return lent

    def _over(self, sentence: Sentence) -> frozenset[str]:
        section = self._text.section_of(sentence.start)
        found: frozenset[str] = frozenset()
        for block in (section.heading if section else None, self._text.article.title):
            if block:
                found |= self.keys.within(*self._text.word_range(block.start, block.end))
        return found

    def _held(self, first: int, last: int, spared: Collection[int]) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for begin, end in clauses.conditions(self._text, first, last, spared):
            found |= self.keys.within(begin, end) or frozenset("?")
        return found

    def _strangers(self, sentence: Sentence) -> frozenset[str]:
        return self.keys.names(sentence.first, sentence.last) - self.keys.common_names

    def _subject(self, relation: Relation, match: Match) -> Match | None:
        """The first entry of a subject list inside the phrase."""
        found = [
            subject
            for name in relation.subjects
            for subject in self._text.matches_in(f"<{name}>", match.first, match.last)
            if subject.last <= match.last
        ]
        return min(found, default=None)
