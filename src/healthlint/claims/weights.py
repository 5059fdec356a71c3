"""Weights: the words beside an event that say how often it is so, or how needed: “rarely”, “most people”, “must”, “no”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from healthlint.claims.clauses import NEGATIONS
from healthlint.claims.relation import Relation
from healthlint.phrasebook import Match
from healthlint.text import Text

_POSSIBLE = frozenset("can may might could whether".split())
"""Words that make what has no other weight only possible."""
_ABLE = frozenset(["can"])
"""What can raise a thing does not lower it, and who can stop need not go on; but what can heal may fail to."""
_AIMS = frozenset("to help helps aim aims goal hope hopes".split())
_COMPARING = frozenset("than as called known".split())
"""Words of clauses that compare or name, and say of nothing how often it is so."""
_COMPARING_IN_ORDERS = _COMPARING - {"as"}
"""An order may say "as fast as you can"."""
_COPULAS = frozenset(["is", "are"])
_RELATIVES = frozenset("who whose which that".split())
PARTING = frozenset("if when unless whether before after until while during because".split())
"""Words behind which a phrase belongs to a statement of its own."""
FRONTED = frozenset("before after until during".split())
"""Words that open what comes before a statement of the same clause: "After the scan no treatment is needed"."""
_OPENERS = frozenset("do not never please always also then instead so just simply only".split())
_JOINTS = frozenset([",", "and", "or", ";", "."])
_NEAR = 6
"""Words before a phrase within which a negation denies it."""
BEHIND = 2
"""Words behind a phrase within which a negation denies it."""
_REACH = 8
"""Words from a phrase within which its weights stand."""
_FAR = 12
"""Words behind a phrase within which what is said of it stands, where the phrase may be in the subject."""
_WHOLE = 3
"""The weight of "always", which "not" does not turn into "never"."""


def near(relation: Relation, text: Text, match: Match, shares: Iterable[Match]) -> list[Match]:
    """The words and the `shares` around a phrase that could weigh it."""
    if not relation.weighed_by:
        return []
    reach = _FAR if relation.behind else _REACH
    since, until = match.first - _REACH, match.last + reach
    found = text.matches_in(f"<{relation.weighed_by}>", since, until)
    found += [share for share in shares if since <= share.first < until]
    found.sort(key=lambda weight: (weight.first, -weight.last))
    return _apart(weight for weight in found if weight.name in relation.weights)


def _apart(matches: Iterable[Match]) -> list[Match]:
    """Those that begin behind the end of the one before: in "no need to" stands no "need to"."""
    found: list[Match] = []
    for match in matches:
        if not found or match.first >= found[-1].last:
            found.append(match)
    return found


def weights_of(
    relation: Relation, norms: Sequence[str], clause: tuple[int, int], match: Match, found: Sequence[Match]
) -> list[Match]:
    """Those that stand in the clause of the phrase, and do weigh it."""
    first, last = clause
    return [
        weight
        for weight in found
        if first <= weight.first < last
        and (
            weight.last <= match.first
            or (weight.first >= match.last and not (relation.orders and "and" in norms[match.last : weight.first]))
        )
    ]


def sign_of(
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
    weighed = max(
        [first + (norms[first] in FRONTED), *(weight.last for weight in weights if weight.last <= match.first)]
    )
    told = bool(relation.orders or relation.ahead)
    comparing = _COMPARING_IN_ORDERS if told else _COMPARING
    if _is_parted(norms, max(weighed, match.first - _NEAR), match.first) or (
        not comparing.isdisjoint(norms[first:last])
        and any(norms[i] in comparing and not any(i in span for span in spans) for i in range(first, last))
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
    beside = range(max(first, since), min(last, match.last + BEHIND))
    places = [relation.weights[weight.name] for weight in weights]
    denied = places.count(-1)
    if not NEGATIONS.isdisjoint(norms[beside.start : beside.stop]):
        open_words = (i for i in beside if not any(i in span for span in spans))
        # "clears up without treatment" is no denial, "without clearing up" is
        denied += sum(norms[i] in NEGATIONS and (i < match.last or norms[i] != "without") for i in open_words)
    said = {place for place in places if place != -1}
    if -_WHOLE in said and not denied and 0 not in said:
        return -1
    if denied > 1 or 0 in said or len({place > 0 for place in said}) > 1:
        return 0
    if not said:
        aimed = norms[max(first, match.first - 1)] in _AIMS
        possible = not (_POSSIBLE - _ABLE if relation.objects or relation.orders else _POSSIBLE).isdisjoint(
            norms[beside.start : match.first]
        )
        return 0 if not bare or aimed or possible else -1 if denied else 1
    if denied:
        return -1 if 0 < max(said) < _WHOLE else 0
    return 1 if max(said) > 0 else -1


def is_order(norms: Sequence[str], first: int, at: int) -> bool:
    """Whether a phrase opens its clause, or what follows a comma, "and" or "can" in it."""
    while at > first and norms[at - 1] in _OPENERS:
        at -= 1
    return at == first or norms[at - 1] in _JOINTS or norms[at - 1] in _ABLE


def _is_parted(norms: Sequence[str], first: int, last: int) -> bool:
    return not (
        PARTING.isdisjoint(norms[first:last]) and _RELATIVES.isdisjoint(norms[max(first, last - BEHIND) : last])
    )
