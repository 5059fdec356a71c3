"""Pairs of figures for one thing that cannot both hold: found through an index on what they measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from healthlint.claims.attribute import Attribute
from healthlint.claims.figures import Figure
from healthlint.claims.keys import Keys
from healthlint.claims.measured import LISTS, MEANT, Measured
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.language import Sentence
from healthlint.stems import LIGHT

Pair = tuple[Measured, Measured, str, str]
"""The later and the earlier, and the group and name of the attribute that both have; "" where only words tell."""

_TWICE = 2.0
"""How far apart two upper or two lower ends must be: "up to 60 %" and "up to 5 %" are not said of one thing."""
_SHARE = 0.6
_OF_LARGER = 0.4
_LEAST = 2
_ENDS = frozenset('.!?:)”"’*')
_UNTELLING = frozenset("risk adult child female male baby daily full usual disease diagnose condition develop".split())
"""Keys that two clauses may share and yet be about different things."""
_RATE_MEASURES = frozenset(["time", "count times"])
_LISTED = frozenset(["item", "cell"])


def differing(measured: Sequence[Measured], keys: Keys) -> Iterator[Pair]:
    """The pairs of figures that do not meet, in the order of the later."""
    by_attribute: dict[tuple[str, str, str], list[Measured]] = defaultdict(list)
    by_key: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    for one in measured:
        seen: dict[int, tuple[Measured, tuple[str, str]]] = {}
        for key in one.claim.keys:
            for other in by_key[one.figure.measure, key][-LONGEST_LIST:]:
                seen[id(other)] = other, ("", "")
            by_key[one.figure.measure, key].append(one)
        for group, name in one.attributes:
            place = group, name, one.figure.measure
            for other in by_attribute[place][-LONGEST_LIST:]:
                seen[id(other)] = other, (group, name)
            by_attribute[place].append(one)
        for other, (group, name) in seen.values():
            attribute = one.attributes.get((group, name))
            if (
                _apart(one, other, attribute)
                and _alike(one, other, attribute, keys)
                and belong(one, other, group, attribute, keys)
            ):
                yield one, other, group, name


def _apart(one: Measured, other: Measured, attribute: Attribute | None) -> bool:
    """Whether no figure of one clause meets a figure of the other on the same measure."""
    a, b = one.figure.sentence, other.figure.sentence
    if a is b or (_is_listed(a) and _is_listed(b)):
        return False
    threshold = attribute is not None and attribute.threshold
    mine = [one.figure, *(f for f in one.beside if _is_like(f, one.figure))]
    theirs = [other.figure, *(f for f in other.beside if _is_like(f, other.figure))]
    return all(_differ(x, y, threshold) for x in mine for y in theirs)


def _is_like(one: Figure, other: Figure) -> bool:
    return one.measure == other.measure and bool(one.days) == bool(other.days)


def _is_listed(sentence: Sentence) -> bool:
    """Whether a sentence is one of a list: its neighbours tell what it is about."""
    text = sentence.block.text
    return sentence.block.kind in _LISTED or text[-1:] not in _ENDS


def _differ(one: Figure, other: Figure, threshold: bool) -> bool:
    if bool(one.days) != bool(other.days):
        return False
    a, b = (tuple(end / (f.days or 1.0) for end in (f.low, f.high)) for f in (one, other))
    if one.bound and one.bound == other.bound:
        low, high = sorted((a[1], b[1]) if one.bound == "most" else (a[0], b[0]))
        return high > (
            1.15 * low if threshold and one.measure != "temperature" else low + 0.4 if threshold else _TWICE * low
        )
    return a[1] < b[0] or b[1] < a[0]


def belong(one: Measured, other: Measured, group: str, attribute: Attribute | None, keys: Keys) -> bool:
    """Whether two figures are said of the same subject and hold for the same people and conditions."""
    if one.of_group or other.of_group:
        return False
    if group == "dose" and (one.named[1] | one.over[1]).isdisjoint(other.named[1] | other.over[1]):
        return False  # of two medicines, or of products that nothing names
    if (
        group == "time"
        and bool(one.named[1]) != bool(other.named[1])
        and not (one.named[1] | other.named[1]) & (one.over[1] | other.over[1])
    ):
        return False  # what takes a week with a medicine takes longer without
    if one.ordinals and other.ordinals and not one.ordinals & other.ordinals:
        return False
    if attribute is None or attribute.one_per != "article":
        if not (_for_all_of(one, other, keys) and _for_all_of(other, one, keys)):
            return False
        for index, lists in enumerate(zip(one.named, one.over, other.named, other.over, strict=True)):
            if _foreign(*lists, LISTS[index] is MEANT):
                return False
    return _same_circumstances(one, other) and hold_together(one.claim, other.claim, keys)


def _for_all_of(wide: Measured, narrow: Measured, keys: Keys) -> bool:
    """Whether the people of one figure are those whom the other, or the heading over it, names too."""
    said = wide.claim.keys | wide.claim.over
    groups = narrow.claim.groups - wide.claim.groups
    return all(keys.of_words(set(group.split()) - LIGHT) <= said for group in groups)


def _foreign(
    mine: frozenset[str], over_mine: frozenset[str], theirs: frozenset[str], over_theirs: frozenset[str], both: bool
) -> bool:
    """Whether one sentence, or `both`, names a condition (or medicine …) that the other is not about."""
    strangers = [
        bool(known) and any(not any(name in other or other in name for other in known) for name in here)
        for here, known in ((mine, theirs | over_theirs), (theirs, mine | over_mine))
    ]
    return all(strangers) if both else any(strangers)


def _same_circumstances(one: Measured, other: Measured) -> bool:
    """Whether no other figure of the clauses (an age, a time after) parts them."""
    return not any(
        mine.measure == theirs.measure != one.figure.measure
        and not (one.figure.days and mine.measure in _RATE_MEASURES)
        and (mine.bound != theirs.bound or _differ(mine, theirs, False))
        for mine in one.beside
        for theirs in other.beside
    )


def _alike(one: Measured, other: Measured, attribute: Attribute | None, keys: Keys) -> bool:
    """Whether two figures are said of the same; of an attribute that a thing has one of, the subject alone tells."""
    a, b = one.claim, other.claim
    if attribute and attribute.one_per:
        return True
    if attribute:
        mine, theirs = a.keys - b.keys - b.over, b.keys - a.keys - a.over
        if a.lead and b.lead and not a.lead & (b.keys | b.over) and not b.lead & (a.keys | a.over):
            return False
        common = keys.weight(a.keys & b.keys)
        return bool(a.keys & b.keys - _UNTELLING) and common >= min(keys.weight(mine), keys.weight(theirs))
    if one.figure.measure.startswith("count") and min(one.figure.high, other.figure.high) < _LEAST:
        return False  # "one of her two chromosomes" is no count
    if len((a.keys & b.keys) - a.over - _UNTELLING) < _LEAST or (a.lead - b.keys and b.lead - a.keys):
        return False
    smaller, larger = sorted((keys.weight(a.keys), keys.weight(b.keys)))
    common = keys.weight(a.keys & b.keys)
    return common >= _SHARE * smaller and common >= _OF_LARGER * larger
