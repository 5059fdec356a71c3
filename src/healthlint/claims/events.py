"""Events: what is said to happen or to be needed, weighed by the words beside it: “rarely”, “most people”, “must”, “no”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from healthlint.claims import Claim, clauses
from healthlint.claims.clauses import NEGATIONS
from healthlint.claims.duties import KINDS, governs, parted
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.claims.reader import Reader
from healthlint.claims.relation import Relation, owner
from healthlint.phrasebook import Match
from healthlint.text import Text

_POSSIBLE = frozenset("can may might could whether".split())
"""Words that make what has no other weight only possible."""
_ABLE = frozenset(["can"])
"""What can raise a thing does not lower it, while what can heal may fail to."""
_AIMS = frozenset("to help helps aim aims goal hope hopes".split())
_COMPARING = frozenset("than as called known".split())
"""Words of clauses that compare or name, and say of nothing how often it is so."""
_ABOUT_ORDERS = frozenset(["as"])
"""What parts descriptions but no orders: "as fast as you can"."""
_BARE = frozenset(["without", "healthy"])
"""Words for the cases in which nothing need be done: "low blood pressure without symptoms needs no treatment"."""
_COPULAS = frozenset(["is", "are"])
_RELATIVES = frozenset("who whose which that".split())
_PARTING = frozenset("if when unless whether before after until while during because".split())
"""Words behind which a phrase belongs to a statement of its own."""
_FRONTED = frozenset("before after until during".split())
"""Words that open what comes before a statement of the same clause: "After the scan no treatment is needed"."""
_OPENERS = frozenset("do not never please always also then instead so just simply only".split())
_JOINTS = frozenset([",", "and", "or", ";", "."])
_NEAR = 6
"""Words before a phrase within which a negation denies it."""
_BEHIND = 2
_BESIDE = 5
"""Words beside a phrase within which its object stands."""
_ENDS = frozenset(".!?")
_REACH = 8
"""Words from a phrase within which its weights stand."""
_FAR = 12
"""Words behind a phrase within which what is said of it stands, where the phrase may be in the subject."""
_WHOLE = 3
"""The weight of "always", which "not" does not turn into "never"."""
_FULL = 2
"""The places of an event: 2 is mostly so, -2 mostly not."""
_FEW = 2
"""Keys that one clause may hold beyond the headings where the other holds none."""


def read_events(relation: Relation, text: Text, reader: Reader) -> Iterator[Claim]:
    """The clauses that hold a phrase of a scale, with the place that their weights give them."""
    for scale, steps in relation.scales.items():
        matches = text.matches(owner(relation, scale))
        for match in matches:
            sentence = text.sentence_of(match)
            if sentence.block.kind == "footnote" or text.words.norms[sentence.last - 1] == ":":
                continue
            first, last = next(
                (begin, max(end, match.last)) for begin, end in reader.clauses(sentence) if begin <= match.first < end
            )
            if "following" in text.words.norms[sentence.first : sentence.last]:
                continue
            if relation.objects and text.words.norms[sentence.last - 1] not in _ENDS:
                continue
            if relation.objects and any(
                first <= other.first < last
                and (int(other.name) > 0) != (int(match.name) > 0)
                and text.words.norms[other.first - 1] != "not"
                for other in matches
            ):
                continue
            weights = _weights(relation, text, (first, last), match)
            if relation.ahead:
                weights = [
                    one for one in weights if governs(relation, text.words.norms, reader.keys, first, one, match)
                ]
            if relation.orders and not weights and not _is_order(text.words.norms, first, match.first):
                continue
            sign = _sign(
                relation, text.words.norms, (first, last), match, weights, steps[int(match.name)].negated is not None
            )
            if relation.objects and not reader.keys.within(first, match.first):
                continue
            if sign < 0 and steps[int(match.name)].negated == 0:
                continue
            if sign and not reader.excused(match, relation.unless):
                place = (
                    int(match.name) if int(match.name) > _FULL else _FULL * sign * (1 if int(match.name) > 0 else -1)
                )
                yield _claim(relation, scale, place, (first, last), match, weights, text, reader)


def _claim(
    relation: Relation,
    scale: str,
    place: int,
    clause: tuple[int, int],
    match: Match,
    weights: Sequence[Match],
    text: Text,
    reader: Reader,
) -> Claim:
    first, last = clause
    keys, norms = reader.keys, text.words.norms
    spread = {i for weight in weights for i in range(weight.first, weight.last)}
    marks = spread.union(range(match.first, match.last))
    persons = [*text.matches_in("<population>", first, last), *text.matches_in("<clinician>", first, last)]
    spared = marks | {i for person in persons for i in range(person.first, min(person.last, last))}
    since = max(first, match.first - _BEHIND)
    subjects = (
        entry
        for name in relation.subjects
        for entry in text.matches_in(f"<{name}>", since, match.last)
        if entry.last > match.first and keys.by_word[entry.first]
    )
    named, topic, called = reader.topics.about(match, True)
    sentence = text.sentence_of(match)
    told = bool(relation.ahead or relation.orders)
    claim = reader.statement(relation.name, sentence, first, last, marks if told else spread)
    groups = (group for group in claim.groups - _sexes(text, first, last) if not named or named not in group)
    kinds = keys.within(match.first, match.last) & keys.of_words(KINDS) if relation.ahead else ()
    bare = {norms[i] for i in range(first, match.first) if norms[i] in _BARE and i not in marks} if told else set()
    return replace(
        claim,
        scale=scale,
        place=place,
        subject=next((keys.by_word[entry.first] for entry in subjects), next(iter(kinds), "")),
        wording=text.surface(Match(min(marks), max(marks) + 1)),
        named=named,
        topic=topic,
        called=called,
        keys=reader.resolved(sentence, first, last, spared),
        lead=_object(keys, norms, first, match, last)
        if relation.objects
        else (frozenset() if norms[first] in _FRONTED else keys.outside(first, match.first, spared)),
        lent=reader.resolved(sentence, first, match.first, spared) if relation.objects else frozenset(),
        held=claim.held - keys.within(match.first, match.last),
        order=claim.order - clauses.order(text, match.first, match.last, ()),
        parts=claim.parts.difference(norms[match.first : match.last], _title(text)) | bare,
        groups=frozenset() if relation.for_anybody else frozenset(groups),
    )


def _object(keys: Keys, norms: Sequence[str], first: int, match: Match, last: int) -> frozenset[str]:
    """What a phrase stands right before, or else what it stands behind."""
    stop = next((i for i in range(match.last, last) if norms[i] in _PARTING or norms[i] == ","), last)
    before = [key for key in keys.by_word[max(first, match.first - _BESIDE) : match.first] if key]
    return keys.first_of(match.last, min(match.last + _BESIDE, stop)) or frozenset(before[-1:])


def _weights(relation: Relation, text: Text, clause: tuple[int, int], match: Match) -> list[Match]:
    """The words near a phrase that say how often it is so, or how needed it is."""
    if not relation.weighed_by:
        return []
    reach = _FAR if relation.behind else _REACH
    first, last = max(clause[0], match.first - _REACH), min(clause[1], match.last + reach)
    found = text.matches_in(f"<{relation.weighed_by}>", first, last)
    found = _apart(weight for weight in found if weight.name in relation.weights)
    norms = text.words.norms
    return [
        weight
        for weight in found
        if weight.last <= match.first
        or (weight.first >= match.last and not (relation.orders and "and" in norms[match.last : weight.first]))
    ]


def _apart(matches: Iterable[Match]) -> list[Match]:
    """Those that begin behind the end of the one before: in "no need to" stands no "need to"."""
    found: list[Match] = []
    for match in matches:
        if not found or match.first >= found[-1].last:
            found.append(match)
    return found


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
    weighed = max(
        [first + (norms[first] in _FRONTED), *(weight.last for weight in weights if weight.last <= match.first)]
    )
    told = bool(relation.orders or relation.ahead)
    if not (_COMPARING - _ABOUT_ORDERS if told else _COMPARING).isdisjoint(outside) or _is_parted(
        norms, max(weighed, match.first - _NEAR), match.first
    ):
        return 0
    if any(
        _is_parted(norms, match.last, weight.first)
        for weight in weights
        if weight.first > match.first and not (told and not _COPULAS.isdisjoint(norms[weight.first - 2 : weight.first]))
    ):
        return 0
    since = match.first - _NEAR
    if relation.ahead:
        since = min([match.first - 3, *(one.first - 2 for one in weights)]) if weights else match.first - 1
    near = range(max(first, since), min(last, match.last + _BEHIND))
    places = [relation.weights[weight.name] for weight in weights]
    denied = sum(norms[i] in NEGATIONS for i in near if not any(i in span for span in spans)) + places.count(-1)
    said = {place for place in places if place != -1}
    if -_WHOLE in said and not denied and 0 not in said:
        return -1
    if denied > 1 or 0 in said or len({place > 0 for place in said}) > 1:
        return 0
    if not said:
        aimed = norms[max(first, match.first - 1)] in _AIMS
        possible = not (_POSSIBLE - _ABLE if relation.objects else _POSSIBLE).isdisjoint(
            norms[near.start : match.first]
        )
        return 0 if not bare or aimed or possible else -1 if denied else 1
    if denied:
        return -1 if 0 < max(said) < _WHOLE else 0
    return 1 if max(said) > 0 else -1


def _is_order(norms: Sequence[str], first: int, at: int) -> bool:
    """Whether a phrase opens its clause, or what follows a comma or "and" in it."""
    while at > first and norms[at - 1] in _OPENERS:
        at -= 1
    return at == first or norms[at - 1] in _JOINTS


def _is_parted(norms: Sequence[str], first: int, last: int) -> bool:
    return not (
        _PARTING.isdisjoint(norms[first:last]) and _RELATIVES.isdisjoint(norms[max(first, last - _BEHIND) : last])
    )


def pairs_of_events(
    claims: Sequence[Claim], keys: Keys, relation: Relation, gap: int, share: float
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier), `gap` apart on one scale, that are about the same thing and hold for the same."""
    by_scale: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for earlier in by_scale[claim.scale][-LONGEST_LIST:]:
            apart = abs(claim.place - earlier.place) >= gap and claim.start != earlier.start
            if apart and _one_thing(claim, earlier, keys, relation, share) and hold_together(claim, earlier, keys):
                yield claim, earlier
        by_scale[claim.scale].append(claim)


def _one_thing(one: Claim, other: Claim, keys: Keys, relation: Relation, share: float) -> bool:
    """Whether two clauses are about one thing: what they add to the headings is the same, or one adds nothing."""
    if share and one.order != other.order:
        return False
    same_lead = _meet(keys, one.lead, other.lead)
    if not same_lead and one.topic and other.topic and one.named not in other.topic and other.named not in one.topic:
        return False
    subjects = [frozenset([claim.subject]) - keys.of_words(KINDS) for claim in (one, other) if claim.subject]
    if len(subjects) > 1 and all(subjects) and not _meet(keys, *subjects):
        return False
    if relation.ahead and parted(one, other, keys):
        return False
    given = (one.over & other.over) | keys.generic.keys()
    leads = [claim.lead - keys.meet(claim.lead, given) for claim in (one, other)]
    if not share and one.scale in relation.named:
        return same_lead or (not all((one.lead, other.lead)) and one.over == other.over)
    if not share:
        return bool(relation.ahead or relation.orders) or not all(leads) or _meet(keys, *leads)
    rest = [claim.keys - keys.meet(claim.keys, given) for claim in (one, other)]
    if relation.objects:
        if not same_lead:
            return False
        rest = [rest[0] - one.lead, rest[1] - other.lead]
        if one.scale in relation.named and not _same_agent(one, other, keys):
            return False
    if all(rest):
        common = [keys.meet(rest[0], rest[1]), keys.meet(rest[1], rest[0])]
        return any(common) and max(keys.part(rest[i], common[i], frozenset()) for i in (0, 1)) >= share
    if one.scale in relation.named and any(rest) and not relation.objects:
        return False
    return relation.objects or (not (leads[0] & rest[0] or leads[1] & rest[1]) and max(map(len, rest)) <= _FEW)


def _same_agent(one: Claim, other: Claim, keys: Keys) -> bool:
    """Whether the same is said to act in both, or neither says what acts."""
    agents = [claim.lent - claim.lead for claim in (one, other)]
    return _meet(keys, *agents) if all(agents) else not any(agents)


def _meet(keys: Keys, one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(keys.meet(one, other) or keys.meet(other, one))
