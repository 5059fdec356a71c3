"""Events: what is said to happen or to be so, weighed by the words beside it: “rarely”, “most people”, “no”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from healthlint.claims import Claim
from healthlint.claims.clauses import NEGATIONS
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.claims.reader import Reader
from healthlint.claims.relation import Relation, owner
from healthlint.claims.topics import Topics
from healthlint.phrasebook import Match
from healthlint.text import Text

_POSSIBLE = frozenset("can may might could if whether".split())
"""Words that make what has no other weight only possible."""
_AIMS = frozenset("to help helps aim aims goal hope hopes".split())
_COMPARING = frozenset("than as called known".split())
"""Words of clauses that compare or name, and say of nothing how often it is so."""
_RELATIVES = frozenset("who whose which that if when unless whether".split())
_NEAR = 6
"""Words before a phrase within which a negation denies it, or a relative makes it a part of something else."""
_BEHIND = 2
_WHOLE = 3
_FULL = 2
"""The places of an event: 2 is mostly so, -2 mostly not."""
_FEW = 2
"""Keys that may be said beyond what the other clause leaves to the headings."""


def read_events(relation: Relation, text: Text, reader: Reader, topics: Topics) -> Iterator[Claim]:
    """The clauses that hold a phrase of a scale, with the place that their weights give them."""
    norms = text.words.norms
    for scale, steps in relation.scales.items():
        for match in _longest(text.matches(owner(relation, scale))):
            sentence = text.sentence_of(match)
            if sentence.block.kind == "footnote" or norms[sentence.last - 1] == ":":
                continue
            first, last = next(
                (begin, max(end, match.last)) for begin, end in reader.clauses(sentence) if begin <= match.first < end
            )
            weights = [
                weight
                for weight in _longest(text.matches_in(f"<{relation.weighed_by}>", first, last))
                if relation.weighed_by and not match.first <= weight.first < match.last
            ]
            place = int(match.name)
            sign = _sign(relation, norms, (first, last), match, weights, steps[place].negated is not None)
            if not sign or reader.excused(match, relation.unless):
                continue
            spread = {i for weight in weights for i in range(weight.first, weight.last)}
            marks = spread.union(range(match.first, match.last))
            claim = reader.statement(relation.name, sentence, first, last, spread)
            people = {
                i for one in text.matches_in("<population>", first, last) for i in range(one.first, min(one.last, last))
            }
            named, topic = topics.about(match, True)
            yield replace(
                claim,
                scale=scale,
                place=_FULL * sign * (1 if place > 0 else -1),
                wording=text.surface(Match(*_around(marks, match, first, last))),
                named=named,
                topic=topic,
                keys=reader.resolved(sentence, first, last, marks | people),
                lead=reader.keys.outside(first, match.first, marks | people),
                groups=frozenset() if relation.for_anybody else claim.groups - _sexes(text, first, last),
            )


def _around(marks: Iterable[int], match: Match, first: int, last: int) -> tuple[int, int]:
    """The words from the first to the last that give a claim its place."""
    return min(marks, default=match.first), max(marks, default=match.last - 1) + 1


def _sexes(text: Text, first: int, last: int) -> frozenset[str]:
    """The sex that alone has what a clause or the title names, so that naming it narrows nothing."""
    title = text.article.title
    ranges = [(first, last), text.word_range(title.start, title.end) if title else (0, 0)]
    return frozenset(match.name for where in ranges for match in text.matches_in("<sexed>", *where))


def _longest(matches: Iterable[Match]) -> list[Match]:
    """The matches that stand in no other."""
    found: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.first, -one.last)):
        if not found or match.last > found[-1].last:
            found.append(match)
    return found


def _sign(
    relation: Relation,
    norms: Sequence[str],
    clause: tuple[int, int],
    match: Match,
    weights: Sequence[Match],
    bare: bool,
) -> int:
    """1 for what is mostly so, -1 for what mostly is not, 0 where a clause cannot be told to say either."""
    first, last = clause
    places = {relation.weights[weight.name] for weight in weights}
    weighed = [range(weight.first, weight.last) for weight in (match, *weights)]
    outside = [norms[i] for i in range(first, last) if not any(i in span for span in weighed)]
    if not _COMPARING.isdisjoint(outside):
        return 0
    since = max([first, *(weight.last for weight in weights if weight.last <= match.first)])
    if not _RELATIVES.isdisjoint(norms[max(since + 1, match.first - _NEAR) : match.first]):
        return 0
    near = range(max(first, match.first - _NEAR), min(last, match.last + _BEHIND))
    denied = sum(norms[i] in NEGATIONS for i in near if not any(i in span for span in weighed))
    if denied > 1:
        return 0
    if not places:
        if not bare or not _POSSIBLE.isdisjoint(outside) or norms[max(first, match.first - 1)] in _AIMS:
            return 0
        return -1 if denied else 1
    low, high = min(places), max(places)
    if (low <= 1 and high >= -1) or low < 0 < high:
        return 0
    if denied:
        return -1 if 0 < high < _WHOLE else 0
    return 1 if high > 0 else -1


def pairs_of_events(
    claims: Sequence[Claim], keys: Keys, relation: Relation, gap: int, share: float
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier), `gap` apart on one scale, that are about the same thing and hold for the same."""
    for index, claim in enumerate(claims):
        for earlier in claims[max(index - LONGEST_LIST, 0) : index]:
            if (
                claim.scale == earlier.scale
                and abs(claim.place - earlier.place) >= gap
                and claim.start != earlier.start
                and _one_thing(claim, earlier, keys, share, claim.scale in relation.named)
                and hold_together(claim, earlier, keys)
            ):
                yield claim, earlier


def _one_thing(one: Claim, other: Claim, keys: Keys, share: float, named: bool) -> bool:
    """Whether two clauses are about one thing: what they add to the headings is the same, or one adds nothing."""
    if one.order != other.order:
        return False
    if one.topic and other.topic and one.named not in other.topic and other.named not in one.topic:
        return False
    given = (one.over & other.over) | keys.generic.keys()
    rest = [claim.keys - keys.meet(claim.keys, given) for claim in (one, other)]
    common = [keys.meet(rest[0], rest[1]), keys.meet(rest[1], rest[0])]
    if not all(rest):
        if named and any(rest):
            return False
        return all(len(left) <= _FEW for left in rest) and not any(
            (claim.lead & left) for claim, left in zip((one, other), rest, strict=True)
        )
    return any(common) and max(keys.part(rest[i], common[i], frozenset()) for i in (0, 1)) >= share
