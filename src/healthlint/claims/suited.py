"""Suited: pairs of which one says that a thing is for certain people, and the other that they must not use it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.claims import Claim
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST

_EVERYBODY = frozenset("everyone everybody anyone anybody ages family".split())
_PEOPLE = "people person adult patient man woman child user wearer sufferer have use take wear".split()
"""Words for people in general and what they do, which tell no group apart; children are one where both speak of them."""


def pairs_of_groups(claims: Sequence[Claim], keys: Keys, gap: int) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier), `gap` apart, on one thing for one group of people, or for everybody."""
    fit, unfit = ([claim for claim in claims if claim.place * sign > 0][-LONGEST_LIST:] for sign in (1, -1))
    for yes in fit:
        for no in unfit:
            if yes.place - no.place >= gap and yes.start != no.start and _of_one(yes, no, keys):
                yield (yes, no) if yes.start > no.start else (no, yes)


def _of_one(yes: Claim, no: Claim, keys: Keys) -> bool:
    """Whether both speak of one group, or the one of everybody, and of one thing."""
    barred = _group(no, keys)
    allowed = yes.keys | yes.held | _named(yes, keys)
    same = keys.common(barred, allowed)
    everybody = not _EVERYBODY.isdisjoint(yes.wording.lower().split())
    if not (everybody or same) or not barred or (no.parts - yes.parts and not everybody):
        return False
    given = frozenset(keys.generic) | keys.of_words(_PEOPLE) | same | barred
    things = [claim.keys & keys.things - given for claim in (yes, no)]
    if all(things):
        return bool(keys.meet(things[0], things[1]))
    title = keys.broadened(keys.titled)
    return all(_is_titled(claim, things[i], given | _group(claim, keys), title) for i, claim in enumerate((yes, no)))


def _is_titled(claim: Claim, things: frozenset[str], given: frozenset[str], title: frozenset[str]) -> bool:
    """Whether a claim names no thing but that of the title."""
    subject = things | (claim.lead - given)
    return not subject or bool(subject & title)


def _group(claim: Claim, keys: Keys) -> frozenset[str]:
    """Those of whom a claim speaks, but for whom the title names."""
    return (claim.held - {"?"} | claim.keys & keys.matters | _named(claim, keys)) - keys.titled


def _named(claim: Claim, keys: Keys) -> frozenset[str]:
    return frozenset().union(*(keys.of_words(name.split()) for name in claim.groups)) - keys.of_words(
        ["people", "with"]
    )
