"""Rhythms: how often a thing is to be changed, cleaned, checked or taken, for pairs that cannot both be followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from healthlint.claims import Claim, Matter
from healthlint.claims.clauses import NEGATIONS
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.claims.reader import Reader
from healthlint.claims.relation import Relation, owner
from healthlint.measures import DAYS, UNITS
from healthlint.numerals import value_of
from healthlint.phrasebook import Match
from healthlint.text import Text

_PERIODS = {unit: known.factor for unit, known in UNITS.items() if known.dimension == "time"} | {
    "morning": 1.0, "evening": 1.0, "afternoon": 1.0, "bedtime": 1.0, "meal": 1 / 3, "weekend": 7.0, "feed": 1 / 6,
    "spring": 365.0, "summer": 365.0, "autumn": 365.0, "fall": 365.0, "winter": 365.0, "birthday": 365.0, "quarter": 91.0,
    "monday": 7.0, "sunday": 7.0, "saturday": 7.0, "friday": 7.0,
}  # fmt: skip
"""How many days lie between one and the next."""
_ADVERBS = {word: days for word, days in DAYS.items() if word.endswith("ly")} | {"fortnightly": 14.0}
_EACH = frozenset(["every", "each"])
_PER = _EACH | {"a", "an", "per"}
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_FEW = {"other": 2.0, "second": 2.0, "third": 3.0, "few": 3.0, "couple": 2.0}
_EVER = (["for", "life"], ["for", "ever"], ["for", "years"], ["for", "decades"], ["a", "lifetime"], ["ever", "need"])
_LONGEST = 3650.0
_PHASES = frozenset("least maximum minimum first initially until then later".split())
"""Words of clauses that say how often at the least, or only for a while."""
_BOUNDS = (["more", "than"], ["up", "to"], ["at", "most"], ["or", "more"], ["or", "so"])
_RANGES = frozenset(["or", "to"])
_TAKEN = "take"
"""The scale on which "the tablets" may be others."""
_RENEWED = "renew"
"""The scale of what is kept until it is changed."""
_KEPT = frozenset(["for", "last", "lasts"])
_WHOM = frozenset(["you", "them", "him", "her", "most"])
_CHECKED = "check"
"""The scale on which a look at the feet is not a test of them."""
_SEXES = frozenset(["male", "female"])
_HOURS = 24


def read_rhythms(relation: Relation, text: Text, reader: Reader) -> Iterator[Claim]:
    """The clauses that hold an act of a scale and one time from each to the next; its hours are the place."""
    norms = text.words.norms
    for scale in relation.scales:
        for match in text.matches(owner(relation, scale)):
            sentence = text.sentence_of(match)
            first, last = reader.clause(sentence, match)
            found = _interval(norms, first, last) or (_kept(norms, first, last) if scale == _RENEWED else None)
            if found is None or _is_loose(norms, first, last, max(found[1])) or reader.excused(match, relation.unless):
                continue
            days, marks = found
            claim = reader.statement(relation.name, sentence, first, last, marks)
            act = set(range(match.first, match.last))
            keys = reader.keys.outside(first, last, marks | act)
            keys |= reader.keys.within(match.first, match.last) & reader.keys.things
            yield replace(
                claim,
                scale=scale,
                place=max(1, round(days * _HOURS)),
                wording=text.surface(Match(min(marks), max(marks) + 1)),
                matter_reader=partial(Matter, keys, reader.keys.within(match.first, match.last)),
            )


def _is_loose(norms: Sequence[str], first: int, last: int, behind: int) -> bool:
    """Whether a clause is a denial, gives the least or the most, or speaks of a while only."""
    denied = not NEGATIONS.isdisjoint(norms[first:behind])
    return (
        denied
        or not _PHASES.isdisjoint(norms[first:last])
        or any(norms[i : i + 2] in _BOUNDS for i in range(first, last))
    )


def _interval(norms: Sequence[str], first: int, last: int) -> tuple[float, set[int]] | None:
    """The days from one time to the next, and the words that say so; None where a clause names none, or two."""
    found: list[tuple[float, set[int]]] = []
    taken: set[int] = set()
    for i in range(first, last):
        one = None if i in taken else _at(norms, i, last)
        if one:
            found.append(one)
            taken |= one[1]
    return found[0] if len(found) == 1 and norms[min(found[0][1]) - 1] not in _RANGES else None


def _kept(norms: Sequence[str], first: int, last: int) -> tuple[float, set[int]] | None:
    """How long a thing is kept before the next: "lasts six months", "leave it in for a fortnight"."""
    for i in range(first, last - 2):
        if norms[i] not in _KEPT:
            continue
        at = i + 1 + (norms[i + 1] in _WHOM)
        count = 1.0 if norms[at] in ("a", "an") else value_of(norms[at])
        if count and norms[at + 1] in _PERIODS:
            return _PERIODS[norms[at + 1]] * count, set(range(i, at + 2))
    return None


def _at(norms: Sequence[str], i: int, last: int) -> tuple[float, set[int]] | None:
    word, after = norms[i], norms[i + 1] if i + 1 < last else ""
    if word in _ADVERBS:
        return _ADVERBS[word], {i}
    if norms[i : i + 2] in _EVER:
        return _LONGEST, {i, i + 1}
    if word in _TIMES or after == "times":
        count, at = _TIMES.get(word) or value_of(word), i + 1 + (after == "times")
        each = _each(norms, at, last) if norms[at : at + 1] and norms[at] in _PER else None
        return (each[0] / count, {*range(i, at), *each[1]}) if each and count else None
    return _each(norms, i, last) if word in _EACH else None


def _each(norms: Sequence[str], i: int, last: int) -> tuple[float, set[int]] | None:
    """What stands behind "every": a unit of time, or a number of them."""
    at, count = i + 1, 1.0
    if at < last and (norms[at] in _FEW or value_of(norms[at])):
        count, at = _FEW.get(norms[at]) or value_of(norms[at]), at + 1
    at += at < last and norms[at] == "of"
    if at >= last or norms[at] not in _PERIODS:
        return None
    return _PERIODS[norms[at]] * count, set(range(i - (norms[i - 1] == "after"), at + 1))


def pairs_of_rhythms(claims: Sequence[Claim], keys: Keys, gap: int) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier) of one act on one thing, the one `gap` times as often as the other."""
    by_scale: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for earlier in by_scale[claim.scale][-LONGEST_LIST:]:
            apart = max(claim.place, earlier.place) >= gap * min(claim.place, earlier.place)
            if apart and claim.start != earlier.start and _of_one(claim, earlier, keys):
                yield claim, earlier
        by_scale[claim.scale].append(claim)


def _of_one(one: Claim, other: Claim, keys: Keys) -> bool:
    """Whether two claims are on one thing; what holds for women where only women are spoken of holds for all."""
    spared = keys.generic.keys() if one.scale == _TAKEN else frozenset()
    own = [claim.keys - spared for claim in (one, other)]
    same = keys.meet(own[0], own[1]) or (one.lead & other.lead & keys.generic.keys())  # "the booster"
    if not same or one.order != other.order:
        return False
    if one.scale == _CHECKED and not keys.meet(one.lead, other.lead):
        return False
    for known in (keys.things, keys.matters):
        named = [mine & known - (one.over & other.over) for mine in own]
        if any(named) and not keys.meet(named[0], named[1]):
            return False
    sexes = _SEXES if not (one.groups & _SEXES and other.groups & _SEXES) else frozenset()
    bare = [replace(c.narrowing, groups=c.groups - sexes, parts=c.parts - {"only"}) for c in (one, other)]
    first, second = (replace(c, narrowing_reader=partial(replace, b)) for c, b in zip((one, other), bare, strict=True))
    return hold_together(first, second, keys)
