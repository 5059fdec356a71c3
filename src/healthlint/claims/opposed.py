"""Pairs of claims that cannot both hold: found through an index, weighed by what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from healthlint.claims import Claim
from healthlint.claims.keys import Keys

LONGEST_LIST = 48
"""Claims that share a key up to which it is looked up: what a commoner word says tells nothing apart."""

_OF_LARGER = 0.5
"""The share of the longer clause that must be shared too."""


def pairs_by_words(
    claims: Sequence[Claim], keys: Keys, gap: int, share: float, least: int, subjects: bool
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier) on one scale, `gap` apart, whose clauses share `share` of their weight, `least` keys."""
    holders: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    places = sorted({claim.place for claim in claims})
    for index, claim in enumerate(claims):
        seen: set[int] = set()
        for key in claim.keys | claim.lent:
            for place in places:
                held = holders[claim.scale, place, key]
                if abs(claim.place - place) >= gap and len(held) <= LONGEST_LIST:
                    seen.update(held)
            holders[claim.scale, claim.place, key].append(index)
        for other in sorted(seen):
            earlier = claims[other]
            if claim.start != earlier.start:
                if subjects and not (claim.lead or claim.lent) & (earlier.lead or earlier.lent):
                    continue
                if agree(claim, earlier, keys, share, least):
                    yield claim, earlier


def agree(one: Claim, other: Claim, keys: Keys, share: float, least: int) -> bool:
    """Whether two claims are about the same, and hold for the same."""
    shared = (one.keys & (other.keys | other.lent)) | (other.keys & one.lent)
    if len(shared) < least or not one.keys or not other.keys:
        return False
    smaller, larger = sorted((keys.weight(one.keys), keys.weight(other.keys)))
    common = keys.weight(shared)
    return common >= share * smaller and common >= _OF_LARGER * larger and hold_together(one, other)


def hold_together(one: Claim, other: Claim) -> bool:
    """Whether nothing parts two claims: people, conditions, or words such as "severe" and "another"."""
    for narrow, wide in ((one, other), (other, one)):
        exception = wide.universal and not (wide.groups or wide.held)
        if narrow.groups - wide.groups and not exception:
            return False
        if narrow.parts - wide.parts and not exception:
            return False
        if one.order and other.order and not one.order & other.order:
            return False
        said = wide.keys | wide.held | wide.lent
        if narrow.held and 2 * len(narrow.held & said) < len(narrow.held) and not exception:
            return False
    return True


def pairs_by_head(claims: Sequence[Claim], keys: Keys, gap: int) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier), `gap` apart, that name one thing that the article does not name all the time."""
    holders: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        seen = {id(other): other for key in claim.keys for other in holders[key][-LONGEST_LIST:] if keys.tells(key)}
        for other in seen.values():
            if abs(claim.place - other.place) >= gap and claim.start != other.start and hold_together(claim, other):
                yield claim, other
        for key in claim.keys:
            holders[key].append(claim)
