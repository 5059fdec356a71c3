"""Statements: clauses by what they are about and which way they point, for pairs that say a thing and its opposite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from healthlint.claims import Claim
from healthlint.claims.clauses import NEGATIONS, is_partial
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.claims.reader import Reader
from healthlint.claims.relation import Relation, owner
from healthlint.language import Sentence
from healthlint.phrasebook import Match
from healthlint.text import Text

NEGATION = "negation"
"""The scale that every statement stands on: 1 as it is, -1 under a negation."""

FREQUENCY = "frequency"
"""The scale on which the subject may stand behind: "most often seen in children"."""

_NOT_QUITE = frozenset(
    "only just merely necessarily simply solely all every always may might could needed necessary required".split()
)
_HALF = frozenset("may might or could".split())
_HAVING = frozenset(["have", "be", "cause"])
_DENIALS = NEGATIONS - {"without"}
_BOUND = frozenset("that which who whose if when unless whether why".split())
"""Words that make a denial behind them tell things apart, and assert nothing."""
_RELATIVES = frozenset(["that", "which", "who", "whose"])
_LEAST = 2
"""Keys that a clause needs to be found again where only a negation tells it from another."""
_DENIED_WITHIN = 4
"""Words behind a negation within which a word that tells must stand."""
_OF_LARGER = 0.65
"""The share of the longer clause that must be shared too."""
_SAID_OF_ANYTHING = frozenset(["symptom"])
_ATTRIBUTES = frozenset("common rare usual typical frequent uncommon unusual widespread routine".split())
"""Words that, at the start of a clause, only say which things it is about: "common causes are …"."""
_OF_LARGER_RARE = 0.5
"""The same for a clause that says how common a thing is, which stands anywhere in it."""
_SAME_LEAD = 0.8
"""What part of these shares is enough where both clauses open with the same subject."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Statement:
    """One clause: its words, those that give it places, the word behind its negation (or -1), and its places.

    Most clauses share no word with an opposed one, so what else it holds is read when first asked for.
    """

    reader: Reader
    sentence: Sentence
    first: int
    last: int
    marks: frozenset[int]
    denied_at: int
    signs: Mapping[str, int]

    @cached_property
    def keys(self) -> frozenset[str]:
        return self.reader.resolved(self.sentence, self.first, self.last, self.marks)

    @cached_property
    def probes(self) -> Sequence[str]:
        """The keys of which it must share one with every clause that it can be about one thing with, the rarest first."""
        keys = self.reader.keys
        rarest = keys.rarest(self.keys, _SAME_LEAD * _OF_LARGER)
        return [*rarest, *sorted(keys.broadened(rarest).difference(rarest))]

    @cached_property
    def lead(self) -> frozenset[str]:
        """The first of its keys."""
        return self.reader.keys.first_of(self.first, min([self.last, *self.marks]))

    @cached_property
    def denied(self) -> frozenset[str]:
        """What it denies: what its negation stands right before; nothing in "is not known", which denies no word that tells."""
        at = self.denied_at
        return _NONE if at < 0 else self.reader.keys.first_of(at, min(self.last, at + _DENIED_WITHIN), 1)

    @cached_property
    def tells(self) -> bool:
        """Whether it is about enough to be found again."""
        least = _LEAST if len(self.signs) == 1 else 1
        return (self.denied_at < 0 or bool(self.denied)) and len(self.keys) >= least

    def may_hold(self, keys: frozenset[str]) -> bool:
        """Whether one of its words has one of some keys, or may stand for it."""
        words = self.reader.keys.by_word[self.first : self.last]
        return not keys.isdisjoint(words) or self.reader.points(self.first, self.last)


def read_statements(relation: Relation, text: Text, reader: Reader) -> Iterator[Statement]:
    """Every clause of running text."""
    norms = text.words.norms
    for sentence, inside in _marked(relation, text):
        if sentence.block.kind == "footnote" or sentence.last - sentence.first <= _DENIED_WITHIN:
            continue
        if norms[sentence.last - 1] == ":" or "following" in norms[sentence.first : sentence.last]:
            continue
        for first, last in reader.clauses(sentence):
            mine = [mark for mark in inside if first <= mark[0].first < last]
            signs = _signs(norms, first, last, mine)
            if signs:
                marks = [i for match, scale in mine if scale in signs for i in range(match.first, match.last)]
                denied_at = _denied_at(norms, first, last) if signs[NEGATION] < 0 else -1
                yield Statement(reader, sentence, first, last, frozenset(marks), denied_at, signs)


def _marked(relation: Relation, text: Text) -> Iterator[tuple[Sentence, list[tuple[Match, str]]]]:
    """Each sentence with the phrases of the scales in it."""
    scales = [scale for scale in relation.scales if scale != NEGATION]
    marks = sorted((match, scale) for scale in scales for match in text.matches(owner(relation, scale)))
    at = 0
    for sentence in text.sentences:
        begin = at
        while at < len(marks) and marks[at][0].first < sentence.last:
            at += 1
        yield sentence, marks[begin:at]


def _signs(norms: Sequence[str], first: int, last: int, marks: Sequence[tuple[Match, str]]) -> dict[str, int]:
    """The places of a clause; none at all where it only says "not only", "may not", or denies twice."""
    if not _RELATIVES.isdisjoint(norms[first + 1 : min(first + 5, last)]):
        return {}
    denials = [i for i in range(first, last) if norms[i] in _DENIALS]
    denials = [i for i in denials if not any(match.first <= i < match.last for match, _ in marks)]
    if (
        len(denials) > 1
        or any(norms[i - 1] in ("but", "and", "or") for i in denials)
        or any(_is_half(norms, i, first, last) for i in denials)
    ):
        return {}
    signs = {NEGATION: -1 if denials else 1}
    for match, scale in () if "than" in norms[first:last] else marks:
        if scale != FREQUENCY or match.first > first + 1 or norms[match.first] not in _ATTRIBUTES:
            signs.setdefault(scale, int(match.name))
    return {scale: place for scale, place in signs.items() if place}


def _denied_at(norms: Sequence[str], first: int, last: int) -> int:
    return next(i for i in range(first, last) if norms[i] in _DENIALS) + 1


def _is_half(norms: Sequence[str], at: int, first: int, last: int) -> bool:
    """Whether a negation denies only by half: "not only", "may not", "those that cannot"."""
    following = norms[at + 1] if at + 1 < last else ""
    before = norms[max(first, at - 3) : at]
    if is_partial(norms, at + 1, last):
        return True
    if before and before[-1] in _HAVING:
        before = before[:-1]
    return following in _NOT_QUITE or not _BOUND.isdisjoint(before) or (bool(before) and before[-1] in _HALF)


def opposed_statements(
    statements: Sequence[Statement],
    keys: Keys,
    relation: Relation,
    scales: Collection[str],
    limits: tuple[float, int],
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier) of statements with the same words that differ in one way they point.

    Each is compared with the last few that hold its rarest words, so that a long article costs no more for each word.
    `limits` are the share of the shorter clause and the number of keys that both must hold.
    """
    holders: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    claims: dict[tuple[int, str], Claim | None] = {}
    given = keys.titled | keys.generic.keys() | _SAID_OF_ANYTHING
    for index, signs in sorted(_meeting(statements, scales or relation.scales).items()):
        statement = statements[index]
        seen: set[int] = set()
        for key in statement.probes:
            for scale, place in signs:
                if len(seen) < LONGEST_LIST:
                    seen.update(holders.get((key, scale, -place), ())[-LONGEST_LIST:])
                holders[key, scale, place].append(index)
        for other in sorted(seen):
            earlier = statements[other]
            scale = _parted_on(statement.signs, earlier.signs)
            if scale and _alike(statement, earlier, scale, keys, _NONE if scale == NEGATION else given, limits):
                for place in (index, other):
                    if (place, scale) not in claims:
                        claims[place, scale] = as_claim(statements[place], scale, relation)
                later, before = claims[index, scale], claims[other, scale]
                if later and before and _belong(later, before, keys):
                    yield later, before


def _meeting(statements: Sequence[Statement], scales: Collection[str]) -> dict[int, list[tuple[str, int]]]:
    """The places of those statements that could share a key with one on the opposite place."""
    by_sign: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        for scale, place in statement.signs.items():
            if scale in scales:
                by_sign[scale, place].append(index)
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for (scale, place), ones in by_sign.items():
        others = by_sign.get((scale, -place), [])
        # the probes of the fewer are read first: most of the others need not be read at all
        if place > 0 and others:
            for index in _sharing(statements, *sorted((ones, others), key=len)):
                found[index].append((scale, statements[index].signs[scale]))
    return found


def _sharing(statements: Sequence[Statement], few: Collection[int], many: Collection[int]) -> Iterator[int]:
    """Those of two groups of statements that could share a key with one of the other group."""
    few = [index for index in few if statements[index].tells]
    probes = frozenset().union(*(statements[index].probes for index in few))
    wanted = {keys: keys.narrowed(probes) for keys in {statements[index].reader.keys for index in many}}
    yield from few
    for index in many if few else ():
        statement = statements[index]
        if statement.may_hold(wanted[statement.reader.keys]) and statement.tells:
            yield index


def _parted_on(one: Mapping[str, int], other: Mapping[str, int]) -> str:
    """The one scale on which two statements stand opposed; two such undo each other."""
    parted = [scale for scale, place in one.items() if other.get(scale, place) != place]
    return parted[0] if len(parted) == 1 else ""


def _alike(
    one: Statement, other: Statement, scale: str, keys: Keys, given: frozenset[str], limits: tuple[float, int]
) -> bool:
    """Whether two statements are about the same; `given` are the keys that go without saying."""
    share, least = limits
    if one.sentence is other.sentence:
        return False
    shared = keys.meet(one.keys, other.keys), keys.meet(other.keys, one.keys)
    if max(map(len, shared)) < least and one.keys != other.keys:
        return False
    if not (one.denied <= keys.meet(one.denied, other.keys) and other.denied <= keys.meet(other.denied, one.keys)):
        return False
    if scale != FREQUENCY and not (
        keys.meet(one.lead or one.keys, other.keys) and keys.meet(other.lead or other.keys, one.keys)
    ):
        return False
    ease = _SAME_LEAD if one.lead and one.lead == other.lead else 1.0
    parts = sorted(keys.part(of.keys, shared[i], given) for i, of in enumerate((one, other)))
    return parts[1] >= ease * share and parts[0] >= (_OF_LARGER_RARE if scale == FREQUENCY else ease * _OF_LARGER)


def as_claim(statement: Statement, scale: str, relation: Relation) -> Claim | None:
    """A statement as a claim; none in a context in which nothing is claimed."""
    reader, first, last = statement.reader, statement.first, statement.last
    if reader.excused(Match(first, last), relation.unless):
        return None
    claim = reader.statement(relation.name, statement.sentence, first, last, statement.marks)
    return replace(claim, scale=scale, place=statement.signs[scale])


def _belong(one: Claim, other: Claim, keys: Keys) -> bool:
    """Whether two claims share more than the title says, and hold under the same conditions."""
    if one.scale == NEGATION and 2 * len(one.held & other.held) < max(len(one.held), len(other.held)):
        return False
    return (one.scale != NEGATION or bool((one.keys & other.keys) - one.over)) and hold_together(one, other, keys)
