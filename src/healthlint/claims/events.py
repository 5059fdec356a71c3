"""Events: what is said to happen or to be needed, weighed by the words beside it: “rarely”, “most people”, “must”, “no”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
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

_POSSIBLE = frozenset("can may might could whether".split())
"""Words that make what has no other weight only possible."""
_AIMS = frozenset("to help helps aim aims goal hope hopes".split())
_COMPARING = frozenset("than as called known".split())
"""Words of clauses that compare or name, and say of nothing how often it is so."""
_RELATIVES = frozenset("who whose which that".split())
_PARTING = frozenset("if when unless whether before after until while during because".split())
"""Words behind which a phrase belongs to a statement of its own."""
_NEAR = 6
"""Words before a phrase within which a negation denies it."""
_BEHIND = 2
_KINDS = ("treatment", "medicine", "test")
"""Words for a means of any kind: what is said of it is said of each."""
_REACH = 8
"""Words from a phrase within which its weights stand."""
_WHOLE = 3
"""The weight of "always", which "not" does not turn into "never"."""
_FULL = 2
"""The places of an event: 2 is mostly so, -2 mostly not."""
_FEW = 2
"""Keys that one clause may hold beyond the headings where the other holds none."""


def read_events(relation: Relation, text: Text, reader: Reader, topics: Topics) -> Iterator[Claim]:
    """The clauses that hold a phrase of a scale, with the place that their weights give them."""
    for scale, steps in relation.scales.items():
        for match in _longest(text.matches(owner(relation, scale))):
            sentence = text.sentence_of(match)
            if sentence.block.kind == "footnote" or text.words.norms[sentence.last - 1] == ":":
                continue
            first, last = next(
                (begin, max(end, match.last)) for begin, end in reader.clauses(sentence) if begin <= match.first < end
            )
            weights = _weights(relation, text, (first, last), match)
            sign = _sign(
                relation, text.words.norms, (first, last), match, weights, steps[int(match.name)].negated is not None
            )
            if sign and not reader.excused(match, relation.unless):
                place = _FULL * sign * (1 if int(match.name) > 0 else -1)
                yield _claim(relation, scale, place, (first, last), match, weights, text, reader, topics)


def _claim(
    relation: Relation,
    scale: str,
    place: int,
    clause: tuple[int, int],
    match: Match,
    weights: Sequence[Match],
    text: Text,
    reader: Reader,
    topics: Topics,
) -> Claim:
    first, last = clause
    keys = reader.keys
    spread = {i for weight in weights for i in range(weight.first, weight.last)}
    marks = spread.union(range(match.first, match.last))
    persons = [*text.matches_in("<population>", first, last), *text.matches_in("<clinician>", first, last)]
    spared = marks | {i for person in persons for i in range(person.first, min(person.last, last))}
    subjects = (m for name in relation.subjects for m in text.matches_in(f"<{name}>", match.first, match.last))
    named, topic, called = topics.about(match, True)
    sentence = text.sentence_of(match)
    claim = reader.statement(relation.name, sentence, first, last, spread)
    return replace(
        claim,
        scale=scale,
        place=place,
        subject=next((keys.by_word[m.first] for m in subjects), ""),
        wording=text.surface(Match(min(marks), max(marks) + 1)),
        named=named,
        topic=topic,
        called=called,
        keys=reader.resolved(sentence, first, last, spared),
        lead=keys.outside(first, match.first, spared),
        parts=claim.parts.difference(text.words.norms[match.first : match.last], _title(text)),
        groups=frozenset() if relation.for_anybody else claim.groups - _sexes(text, first, last),
    )


def _longest(matches: Iterable[Match]) -> list[Match]:
    """The matches that stand in no other."""
    found: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.first, -one.last)):
        if not found or match.last > found[-1].last:
            found.append(match)
    return found


def _weights(relation: Relation, text: Text, clause: tuple[int, int], match: Match) -> list[Match]:
    """The words near a phrase that say how often it is so, or how needed it is."""
    if not relation.weighed_by:
        return []
    first, last = max(clause[0], match.first - _REACH), min(clause[1], match.last + _REACH)
    found = _longest(text.matches_in(f"<{relation.weighed_by}>", first, last))
    return [weight for weight in found if weight.last <= match.first or weight.first >= match.last]


def _title(text: Text) -> list[str]:
    title = text.article.title
    first, last = text.word_range(title.start, title.end) if title else (0, 0)
    return text.words.norms[first:last]


def _sexes(text: Text, first: int, last: int) -> frozenset[str]:
    """The sex that alone has what a clause or the title names, so that naming it narrows nothing."""
    title = text.article.title
    ranges = [(first, last), text.word_range(title.start, title.end) if title else (0, 0)]
    return frozenset(match.name for where in ranges for match in text.matches_in("<sexed>", *where))


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
    spans = [range(one.first, one.last) for one in (match, *weights)]
    outside = [norms[i] for i in range(first, last) if not any(i in span for span in spans)]
    since = max([first, *(weight.last for weight in weights if weight.last <= match.first)])
    if not _COMPARING.isdisjoint(outside) or _is_parted(norms, max(since, match.first - _NEAR), match.first):
        return 0
    if any(_is_parted(norms, match.last, weight.first) for weight in weights if weight.first > match.first):
        return 0
    near = range(max(first, match.first - _NEAR), min(last, match.last + _BEHIND))
    places = [relation.weights[weight.name] for weight in weights]
    denied = sum(norms[i] in NEGATIONS for i in near if not any(i in span for span in spans)) + places.count(-1)
    said = {place for place in places if place != -1}
    if denied > 1 or 0 in said or len({place > 0 for place in said}) > 1:
        return 0
    if not said:
        aimed = norms[max(first, match.first - 1)] in _AIMS
        possible = not _POSSIBLE.isdisjoint(norms[near.start : match.first])
        return 0 if not bare or aimed or possible else -1 if denied else 1
    if denied:
        return -1 if 0 < max(said) < _WHOLE else 0
    return 1 if max(said) > 0 else -1


def _is_parted(norms: Sequence[str], first: int, last: int) -> bool:
    return not (
        _PARTING.isdisjoint(norms[first:last]) and _RELATIVES.isdisjoint(norms[max(first, last - _BEHIND) : last])
    )


def pairs_of_events(
    claims: Sequence[Claim], keys: Keys, gap: int, share: float, named: Collection[str]
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier), `gap` apart on one scale, that are about the same thing and hold for the same.

    On the scales `named`, both must name it beside what the headings say.
    """
    by_scale: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for earlier in by_scale[claim.scale][-LONGEST_LIST:]:
            apart = abs(claim.place - earlier.place) >= gap and claim.start != earlier.start
            if (
                apart
                and _one_thing(claim, earlier, keys, share, claim.scale in named)
                and hold_together(claim, earlier, keys)
            ):
                yield claim, earlier
        by_scale[claim.scale].append(claim)


def _one_thing(one: Claim, other: Claim, keys: Keys, share: float, named: bool) -> bool:
    """Whether two clauses are about one thing: what they add to the headings is the same, or one adds nothing."""
    if share and one.order != other.order:
        return False
    if one.topic and other.topic and one.named not in other.topic and other.named not in one.topic:
        return False
    generic = keys.generic.keys()
    subjects = [frozenset([claim.subject]) - keys.of_words(_KINDS) for claim in (one, other) if claim.subject]
    if len(subjects) > 1 and all(subjects) and not (keys.meet(*subjects) or keys.meet(*reversed(subjects))):
        return False
    given = (one.over & other.over) | generic
    if not share:
        leads = [claim.lead - keys.meet(claim.lead, given) for claim in (one, other)]
        return not all(leads) or bool(keys.meet(*leads) or keys.meet(*reversed(leads)))
    rest = [claim.keys - keys.meet(claim.keys, given) for claim in (one, other)]
    common = [keys.meet(rest[0], rest[1]), keys.meet(rest[1], rest[0])]
    if all(rest):
        return any(common) and max(keys.part(rest[i], common[i], frozenset()) for i in (0, 1)) >= share
    if named and any(rest):
        return False
    adds_none = all(claim.lead.isdisjoint(left) for claim, left in zip((one, other), rest, strict=True))
    return adds_none and max(map(len, rest)) <= _FEW
