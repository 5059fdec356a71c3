"""Reads claims: phrases of relations in their clauses, with what they are about and what makes them hold only for some."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from healthlint.claims import Claim, Matter, Narrowing, Topic, clauses
from healthlint.claims.about import LEAD, POINTING, About
from healthlint.claims.figures import Figure, read_figures
from healthlint.claims.headings import HEADINGS, states
from healthlint.claims.keys import Keys
from healthlint.claims.orders import Orders
from healthlint.claims.qualifiers import is_qualified
from healthlint.claims.relation import Relation, owner
from healthlint.claims.told import is_order
from healthlint.claims.topics import Topics
from healthlint.context import Contexts
from healthlint.language import Sentence
from healthlint.phrasebook import Match
from healthlint.text import Text

_NEVER = frozenset("no nothing none nobody never cannot".split())
_WHOLLY = frozenset(["never", "always"])
_PASSIVE = frozenset("is are was were not never rarely no".split())
_PREDICATES = frozenset("is are was were does did can may could will would has have makes make carries poses".split())
_HELPS = "1"
"""The place of verdicts whose phrase is a verb: “steam loosens the phlegm”."""
_SAID = "known said thought believed designed meant shown found".split()
"""Words before such a verb that are not what helps: “foods known to ease it”."""
_RELATIVE = frozenset([",", "which", "that", "who"])
_HEDGES = frozenset("may might could sometimes whether".split())
_MOSTLY = frozenset("usually generally often typically normally necessarily always".split())
"""Words beside a denial that leave room for exceptions."""
_AIMS = frozenset(["to", "help"])
_CALLING = frozenset(
    "have has need needs ought advised told asked urged important best try essential vital recommended crucial "
    "shown found proven proved known seen is well wise wiser sensible better safer safest".split()
)
"""Words before "to" after which what follows is called for, and no aim."""
_GOALS = frozenset("goal goals aim aims hope hopes hoped ways research how".split())
_USING = frozenset("use take give apply eat drink have try wear avoid using taking".split())
"""Verbs whose object a claim is about, not their subject."""
_DRUGS = ("<medicine>", "<supplement>")
"""The word lists whose entries an act is about even where they stand inside its phrase."""
_OBJECT = 3
"""Words behind a verb within which its object begins."""
_OUTDONE_WITHIN = 6
_DENIAL_REACH = 4
"""Words before a phrase within which a negation denies it."""


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
                negated = self._negated(match)
                place = steps[int(match.name)].negated if negated else int(match.name) if negated is False else None
                if place is not None and relation.by != "act" and self._outdone(phrases, match, place):
                    place = None
                claim = self._claim(relation, scale, match, place) if place is not None else None
                if claim is not None:
                    yield claim

    def _outdone(self, phrases: str, match: Match, place: int) -> bool:
        """Whether what follows takes a claim back: "you should avoid", "cannot prevent all"."""
        norms = self._text.words.norms
        if self._holds_denial(phrases, match, place):
            return True
        _, last = self.clause(self._text.sentence_of(match), match)
        if place < 0:
            denies = not clauses.NEGATIONS.isdisjoint(norms[match.first : match.last])
            return denies and clauses.is_partial(norms, match.first, min(last, match.last + 2))
        near = self._text.matches_in(phrases, match.first, min(last, match.last + _OUTDONE_WITHIN))
        return any(int(other.name) < 0 for other in near)

    def _holds_denial(self, phrases: str, match: Match, place: int) -> bool:
        """Whether the gap of a phrase holds a denial that says the opposite: "most children do not survive"."""
        inside = self._text.matches_in(phrases, match.first + 1, match.last)
        norms = self._text.words.norms
        return any(
            int(other.name) * place < 0
            and other.last <= match.last
            and not clauses.NEGATIONS.isdisjoint(norms[other.first : other.last])
            for other in inside
        )

    def _possible(self, first: int, at: int) -> bool:
        """Whether what stands at a word is only said to be possible, or is what somebody aims at."""
        norms = self._text.words.norms
        hedged = not _HEDGES.isdisjoint(norms[max(first, at - 3) : at])
        return (
            hedged
            or (norms[max(first, at - 1)] in _AIMS and norms[max(first, at - 2)] not in _CALLING)
            or not _GOALS.isdisjoint(norms[self._text.sentences[self._text.sentence_index(at)].first : at])
        )

    def _claim(self, relation: Relation, scale: str, match: Match, place: int) -> Claim | None:
        text = self._text
        subject = self._subject(relation, match)
        if relation.by == "subject" and subject is None:
            return None
        sentence = text.sentence_of(match)
        first, last = self.clause(sentence, match)
        if relation.by != "subject" and self._possible(first, match.first):
            return None
        if scale in relation.told and not is_order(text.words.norms, first, match.first):
            return None
        if relation.for_anybody and self._may_be_fragment(sentence) and not self._names_condition(sentence, match):
            return None
        if relation.by in ("words", "head") and text.words.norms[sentence.last - 1] == ":":
            return None
        claim = Claim(
            relation=relation.name,
            scale=scale,
            place=place,
            start=sentence.start,
            end=sentence.end,
            wording=text.surface(match),
            over=self._around.over(sentence),
            matter_reader=lambda: self._matter(relation, match, first, last, subject.name if subject else ""),
            topic_reader=lambda: self.topic(match, relation.by == "topic"),
            narrowing_reader=lambda: self._narrowing(relation, sentence, match, first, last),
            qualified=is_qualified(relation, text, match),
            sweeping=bool(relation.sweeping)
            and bool(text.matches_in(f"relation:{relation.name}/sweeping", match.first, match.last)),
        )
        return claim if relation.by != "head" or claim.keys else None

    def _matter(self, relation: Relation, match: Match, first: int, last: int, subject: str) -> Matter:
        lent, spent = self._around.lent(self._text.sentence_of(match), first, match)
        keys, lead = self._about(relation, match, first, last, lent)
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

    def _about(
        self, relation: Relation, match: Match, first: int, last: int, lent: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """The keys of what a phrase is said of, and those of its subject."""
        keys, norms = self.keys, self._text.words.norms
        lead = keys.within(first, match.first)
        if relation.by == "act":
            return self._beside(relation, match, first, last), lead
        if relation.by not in ("words", "head"):
            return keys.within(first, last), lead
        vocabulary = self._vocabularies[relation.name]
        sentence = self._text.sentence_of(match)
        if relation.by == "head":
            helps = match.name == _HELPS
            passive = "be" in norms[match.first : match.last]
            before = helps or passive or norms[match.first] in _PREDICATES
            own = keys.beside(first, match.first, match.last, last, before) - vocabulary
            if helps:
                return own - keys.matters - keys.of_words(_SAID), lead
            points = not POINTING.isdisjoint(norms[first : match.first])
            return own | (lent if points else frozenset()), lead
        own = keys.within(first, last)
        if relation.imperatives and not self._is_passive(match):
            own, lead = own - lead, frozenset()
        elif norms[match.last - 1] in _USING:
            own -= lead
            lead = keys.first_of(match.last, min(match.last + _OBJECT, last), 1)
        if norms[first] == "there" and not lead:
            lead = keys.first_of(match.last, last, 1)
        lead -= vocabulary
        if not lead and norms[first] in _RELATIVE:
            lead = keys.within(max(sentence.first, first - LEAD), first) - vocabulary
            own |= lead
        return own - vocabulary, lead

    def _beside(self, relation: Relation, match: Match, first: int, last: int) -> frozenset[str]:
        """What a clause names beside the words of an act: “take your water tablet at night” is about water tablets."""
        keys = self.keys
        drugs = (drug for name in _DRUGS for drug in self._text.matches_in(name, match.first, match.last))
        inside = keys.within(match.first, match.last) - self._vocabularies[relation.name] - keys.things
        inside |= {keys.by_word[drug.first] for drug in drugs} - {""}
        return keys.outside(first, last, range(match.first, match.last)) | inside

    def _is_passive(self, match: Match) -> bool:
        """Whether advice names what it is about before its verb: "splints are needed", "splints should be worn"."""
        norms = self._text.words.norms
        following = norms[match.last : match.last + 1]
        return following == ["be"] or (norms[match.first] in _PASSIVE and following != ["to"])

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

    def _negated(self, match: Match) -> bool | None:
        """Whether a negation stands near before a phrase; far before it, one cannot tell, and None is the answer."""
        norms = self._text.words.norms
        first, last = self.clause(self._text.sentence_of(match), match)
        denials = [
            i
            for i in range(first, match.first)
            if norms[i] in clauses.NEGATIONS and norms[i + 1] not in ("only", "just", "merely")
        ]
        if not denials:
            before = norms[max(first - LEAD, 0) : first] if norms[first] == "that" else []
            return False if clauses.NEGATIONS.isdisjoint(before) else None
        at = denials[-1]
        if not _MOSTLY.isdisjoint(norms[max(first, at - 1) : at + 2]):
            return None
        if norms[at - 1] in _HEDGES or clauses.is_partial(norms, at + 1, min(last, match.last + _OUTDONE_WITHIN)):
            return None
        return True if at >= match.first - _DENIAL_REACH else None

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
