"""Pairs of claims about events that cannot both hold: about the same thing, and true of the same cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from healthlint.claims import Claim
from healthlint.claims.duties import KINDS, parted
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.claims.relation import Relation

_FEW = 2
"""Keys that one clause may hold beyond the headings where the other holds none."""


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
    same_lead = bool(keys.meet(one.lead, other.lead))
    if not same_lead and one.topic and other.topic and one.named not in other.topic and other.named not in one.topic:
        return False
    subjects = [frozenset([claim.subject]) - keys.of_words(KINDS) for claim in (one, other) if claim.subject]
    if len(subjects) > 1 and all(subjects) and not keys.meet(*subjects):
        return False
    if relation.ahead and parted(one, other, keys):
        return False
    given = (one.over & other.over) | keys.generic.keys()
    leads = [claim.lead - keys.meet(claim.lead, given) for claim in (one, other)]
    if not share and one.scale in relation.named:
        return same_lead or (not all((one.lead, other.lead)) and one.over == other.over)
    if not share:
        return bool(relation.ahead or relation.orders) or not all(leads) or bool(keys.meet(*leads))
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
    return bool(keys.meet(*agents)) if all(agents) else not any(agents)
