"""Acts: pairs of claims on how one thing is to be done, such as gently and hard, or with food and on an empty stomach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from healthlint.claims import Claim
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.claims.relation import Relation

_WISHES = frozenset(["?", "want", "wish", "prefer", "like"])
"""What conditions hold that narrow nothing: “if you want it over with”."""


def pairs_of_acts(claims: Sequence[Claim], keys: Keys, relation: Relation, gap: int) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier), `gap` apart on one scale, of which neither names a thing that the other is not about.

    A sentence that says both, or what lies between them, says neither.
    """
    by_scale: dict[str, list[Claim]] = defaultdict(list)
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for claim in claims:
        places[claim.scale, claim.start].add(claim.place)
    for claim in claims:
        if len(places[claim.scale, claim.start]) > 1:
            continue  # "in the morning and at night"
        for earlier in by_scale[claim.scale][-LONGEST_LIST:]:
            apart = abs(claim.place - earlier.place) >= gap and claim.start != earlier.start
            strict = bool(relation.told) and claim.scale in (*relation.named, *relation.told)
            if (
                apart
                and (not strict or claim.order == earlier.order)
                and _one_thing(claim, earlier, keys, relation)
                and hold_together(_bare(claim), _bare(earlier), keys)
            ):
                yield claim, earlier
        by_scale[claim.scale].append(claim)


def _one_thing(one: Claim, other: Claim, keys: Keys, relation: Relation) -> bool:
    """Whether the things, and the parts of the body and diseases, of two claims are the same, or one names none.

    On a `named` scale the other words must not name two things either: “the heart tablet”, “the water tablet”. On one
    that is `told` both must name one thing or act.
    """
    for narrow, wide in ((one, other), (other, one)):
        if not wide.universal and narrow.held - _WISHES - wide.keys - wide.held - (wide.over - narrow.lent):
            return False
    given = (one.over & other.over) | keys.generic.keys()
    for known in (keys.things, keys.matters):
        named = [(claim.keys | claim.lent) & known - given for claim in (one, other)]
        if all(named) and not keys.meet(*named):
            return False
    if one.scale in relation.told:
        return bool(keys.meet(one.keys | one.lent, other.keys | other.lent))
    rest = [claim.keys - keys.generic.keys() for claim in (one, other)]
    return one.scale not in relation.named or not all(rest) or bool(keys.meet(*rest))


def _bare(claim: Claim) -> Claim:
    """A claim without what narrows no act: wishes, and the “only” of “only when dry”."""
    found = claim.narrowing
    bare = replace(found, held=found.held - _WISHES, parts=found.parts - {"only"})
    return replace(claim, narrowing_reader=lambda: bare)
