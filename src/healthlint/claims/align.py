"""Statements: clauses by what they are about and which way they point, for pairs that say a thing and its opposite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from healthlint.claims import Claim
from healthlint.claims.clauses import NEGATIONS
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.claims.reader import Reader
from healthlint.claims.relation import Relation, owner
from healthlint.phrasebook import Match
from healthlint.text import Text

NEGATION = "negation"
"""The scale that every statement stands on: 1 as it is, -1 under a negation."""

FREQUENCY = "frequency"
"""The scale on which the subject may stand behind: "most often seen in children"."""

_NOT_QUITE = frozenset(
    "only just merely necessarily simply solely all every always may might could needed necessary required".split()
)
_DENIALS = NEGATIONS - {"without"}
_BOUND = frozenset("that which who whose if when unless whether why".split())
"""Words that make a denial behind them tell things apart, and assert nothing."""
_RELATIVES = frozenset(["that", "which", "who", "whose"])
_LEAST = 2
_DENIED_WITHIN = 4
"""Words behind a negation within which a word that tells must stand."""
_OF_LARGER = 0.65
"""The share of the longer clause that must be shared too."""
_SAME_LEAD = 0.8
"""What part of these shares is enough where both clauses open with the same subject."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Statement:
    """One clause as a claim without a place, and its places on the scales of a relation."""

    claim: Claim
    signs: Mapping[str, int]


def read_statements(relation: Relation, text: Text, reader: Reader) -> Iterator[Statement]:
    """Every clause of running text that is about enough to be found again."""
    marks: list[tuple[Match, str]] = sorted(
        (match, scale)
        for scale in relation.scales
        if scale != NEGATION
        for match in text.matches(owner(relation, scale))
    )
    at = 0
    for sentence in text.sentences:
        inside = []
        while at < len(marks) and marks[at][0].first < sentence.last:
            inside.append(marks[at])
            at += 1
        if sentence.block.kind in ("title", "heading", "footnote") or sentence.last - sentence.first < 4:
            continue
        for first, last in reader.clauses(sentence):
            mine = [mark for mark in inside if first <= mark[0].first < last]
            signs = _signs(text.words.norms, first, last, mine)
            if signs and not reader.excused(Match(first, last), relation.unless):
                spared = {i for match, scale in mine if scale in signs for i in range(match.first, match.last)}
                claim = reader.statement(relation.name, sentence, first, last, spared)
                denied = _denied(reader.keys, text.words.norms, first, last) if signs[NEGATION] < 0 else _NONE
                if len(claim.keys) >= _LEAST and (denied or signs[NEGATION] > 0):
                    yield Statement(replace(claim, denied=denied), signs)


def _signs(norms: Sequence[str], first: int, last: int, marks: Sequence[tuple[Match, str]]) -> dict[str, int] | None:
    """The places of a clause; none at all where it only says "not only", "may not", or denies twice."""
    if not _RELATIVES.isdisjoint(norms[first + 1 : min(first + 5, last)]):
        return None
    denials = [
        i for i in range(first, last) if norms[i] in _DENIALS and not any(m.first <= i < m.last for m, _ in marks)
    ]
    if len(denials) > 1:
        return None
    for i in denials:
        if not _BOUND.isdisjoint(norms[max(first, i - 3) : i]):
            return None
        if (i + 1 < last and norms[i + 1] in _NOT_QUITE) or (
            i > first and norms[i - 1] in ("may", "might", "or", "could")
        ):
            return None
    signs = {NEGATION: -1 if denials else 1}
    for match, scale in () if "than" in norms[first:last] else marks:
        place = int(match.name)
        if signs.setdefault(scale, place) != place:
            signs[scale] = 0
    return {scale: place for scale, place in signs.items() if place}


def _denied(keys: Keys, norms: Sequence[str], first: int, last: int) -> frozenset[str]:
    """What a negation stands right before; nothing for "is not known", which denies no word that tells."""
    at = next(i for i in range(first, last) if norms[i] in _DENIALS) + 1
    return keys.first_of(at, last, 1) if keys.first_of(at, min(last, at + _DENIED_WITHIN)) else _NONE


def opposed_statements(
    statements: Sequence[Statement], keys: Keys, share: float, least: int
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier) of statements with the same words that differ in one way they point."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        shared: dict[int, int] = defaultdict(int)
        for key in statement.claim.keys:
            held = holders[key]
            if len(held) <= LONGEST_LIST:
                for other in held:
                    shared[other] += 1
            held.append(index)
        for other in sorted(shared):
            earlier = statements[other]
            if shared[other] < least - 1 or statement.claim.start == earlier.claim.start:
                continue
            scale = _parted_on(statement.signs, earlier.signs)
            one, two = (_on(s, scale) for s in (statement, earlier)) if scale else (statement.claim, earlier.claim)
            if scale and _alike(one, two, keys, share, least):
                yield one, two


def _parted_on(one: Mapping[str, int], other: Mapping[str, int]) -> str:
    """The one scale on which two statements stand opposed; two such undo each other."""
    parted = [scale for scale, place in one.items() if other.get(scale, place) != place]
    return parted[0] if len(parted) == 1 else ""


def _alike(one: Claim, other: Claim, keys: Keys, share: float, least: int) -> bool:
    if 2 * len(one.held & other.held) < max(len(one.held), len(other.held)):
        return False
    if not (one.denied <= other.keys and other.denied <= one.keys):
        return False
    same_lead = bool(one.lead) and one.lead == other.lead
    if one.scale not in (NEGATION, FREQUENCY) and not same_lead:
        return False
    if one.scale == NEGATION and not (one.lead & other.keys and other.lead & one.keys):
        return False
    shared = one.keys & other.keys
    if len(shared) < least or not shared - one.frame:
        return False
    ease = _SAME_LEAD if same_lead else 1.0
    smaller, larger = sorted((keys.weight(one.keys), keys.weight(other.keys)))
    common = keys.weight(shared)
    enough = common >= ease * share * smaller and common >= ease * _OF_LARGER * larger
    return enough and hold_together(one, other)


def _on(statement: Statement, scale: str) -> Claim:
    return replace(statement.claim, scale=scale, place=statement.signs[scale])
