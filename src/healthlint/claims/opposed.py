"""Pairs of claims that cannot both hold: found through an index, weighed by what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from healthlint.claims import Claim
from healthlint.claims.clauses import ELSEWHERE, NARROWING_WORDS
from healthlint.claims.keys import Keys

LONGEST_LIST = 8
"""Claims with one key, the last ones before, that a claim is compared with; keeps the comparison linear."""

_COMMONEST = 48
"""Claims with the rarest keys of a claim, which it is compared with: what a commoner word says tells nothing apart."""

_FEW = 2
"""Things of which a claim that names none may be taken to speak."""
_OF_LARGER = 0.5
"""The share of the longer clause that must be shared too."""


def pairs_by_words(
    claims: Sequence[Claim], keys: Keys, limits: tuple[int, float, int], subjects: bool, told: bool
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier) on one scale; `limits` are how far apart, the share of their weight and how many keys.

    Their `subjects` must be one; where readers are `told` what to do, one subject is enough.
    """
    gap, share, least = limits
    holders: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    claims = _of_wide_scales(claims, gap)
    places = sorted({claim.place for claim in claims})
    for index, claim in enumerate(claims):
        seen: set[int] = set()
        known = keys.broadened(claim.keys | claim.lent)
        far = [place for place in places if abs(claim.place - place) >= gap]
        for _, key, place in sorted((len(holders[claim.scale, p, key]), key, p) for p in far for key in known):
            held = holders[claim.scale, place, key]
            if len(seen) + len(held) > _COMMONEST:
                break
            seen.update(held)
        for key in known:
            holders[claim.scale, claim.place, key].append(index)
        for other in sorted(seen):
            earlier = claims[other]
            if claim.start != earlier.start:
                same = (subjects or (told and claim.lead and earlier.lead)) and of_one_subject(
                    claim, earlier, keys, share
                )
                same = same or (not subjects and agree(claim, earlier, keys, share, least))
                if same and hold_together(claim, earlier, keys):
                    yield claim, earlier


def _of_wide_scales(claims: Sequence[Claim], gap: int) -> Sequence[Claim]:
    """The claims of the scales on which two stand `gap` or more apart; those of the others need not be read in full."""
    places: dict[str, set[int]] = defaultdict(set)
    for claim in claims:
        places[claim.scale].add(claim.place)
    wide = {scale for scale, taken in places.items() if max(taken) - min(taken) >= gap}
    return [claim for claim in claims if claim.scale in wide]


def agree(one: Claim, other: Claim, keys: Keys, share: float, least: int) -> bool:
    """Whether two claims are about the same; what the headings over both name goes without saying."""
    given = one.over & other.over
    shared = (
        keys.meet(one.keys, other.keys | other.lent | given),
        keys.meet(other.keys, one.keys | one.lent | given),
    )
    if max(map(len, shared)) < least:
        return False
    parts = sorted(keys.part(of.keys, shared[i], given) for i, of in enumerate((one, other)))
    return parts[1] >= share and parts[0] >= _OF_LARGER


def of_one_subject(one: Claim, other: Claim, keys: Keys, share: float) -> bool:
    """Whether two claims say of one subject what it does to one thing; one that names no thing speaks of all."""
    sweeping = one.sweeping or other.sweeping
    subjects = [claim.lead | claim.lent if sweeping else claim.lead or claim.lent for claim in (one, other)]
    same = keys.common(subjects[0], subjects[1])
    whole = sweeping and any(claim.lead and claim.lead <= same for claim in (one, other))
    if (same.isdisjoint(keys.things) and not whole) or same <= keys.generic.keys():
        return False
    given = (one.over & other.over) | subjects[0] | subjects[1]
    things = [claim.keys - keys.meet(claim.keys, given) for claim in (one, other)]
    if sweeping:
        return _nothing_else_named(one, other, keys, given)
    if not all(things):
        return len(things[0] | things[1]) <= _FEW
    known = one.keys | one.lent, other.keys | other.lent
    parts = sorted(keys.part(things[i], keys.meet(things[i], known[1 - i]), frozenset()) for i in (0, 1))
    return parts[1] >= share and parts[0] >= _OF_LARGER


def _nothing_else_named(one: Claim, other: Claim, keys: Keys, given: frozenset[str]) -> bool:
    """Whether neither of two claims on one thing names a disease, a part of the body or a remedy of its own."""
    named = [claim.keys & (keys.things | keys.matters) - given for claim in (one, other)]
    alone = [
        names - keys.meet(names, others | given) - keys.generic.keys()
        for names, others in zip(named, named[::-1], strict=True)
    ]
    return not any(alone)


def hold_together(one: Claim, other: Claim, keys: Keys) -> bool:
    """Whether nothing parts two claims: people, conditions, or words such as "severe" and "another"."""
    if one.order and other.order and not one.order & other.order:
        return False
    if (one.parts ^ other.parts) & ELSEWHERE:
        return False
    for narrow, wide in ((one, other), (other, one)):
        if wide.universal and not (wide.groups or wide.held):
            continue
        said = wide.keys | wide.held | wide.over
        if any(not keys.of_words(group.split()) & said for group in narrow.groups - wide.groups):
            return False
        if any(part in NARROWING_WORDS or not keys.of_words([part]) <= said for part in narrow.parts - wide.parts):
            return False
        held = narrow.held - {"?"} if narrow.universal else narrow.held
        if 2 * len(held & said) < len(held):
            return False
    return True


def pairs_by_head(claims: Sequence[Claim], keys: Keys, gap: int) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier), `gap` apart, that name one thing that the article does not name all the time."""
    holders: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        telling = [key for key in keys.broadened(claim.keys) if keys.tells(key)]
        seen = {id(other): other for key in telling for other in holders[key][-LONGEST_LIST:]}
        for other in seen.values():
            apart = abs(claim.place - other.place) >= gap and claim.start != other.start
            if apart and _covers(claim, other, keys) and hold_together(claim, other, keys):
                yield claim, other
        for key in telling:
            holders[key].append(claim)


def _covers(one: Claim, other: Claim, keys: Keys) -> bool:
    """Whether what is good is what is bad, or a kind of it: who says "eat fish" may well say "avoid raw fish"."""
    bad, good = sorted((one, other), key=lambda claim: claim.place)
    return not good.keys.isdisjoint(bad.keys) or not (keys.broadened(good.keys) - good.keys).isdisjoint(bad.keys)
