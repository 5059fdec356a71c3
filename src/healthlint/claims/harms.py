"""Harms: pairs of which one says that a product or treatment harms nobody, and the other tells of harm that it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from healthlint.claims import Claim
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together

_TAKERS = (
    "volunteer participant user taker customer recruit subject animal mouse mice rat dog monkey trial study experiment "
    "dose dosage treated treatment injection injected jab drug tablet capsule course product supplement operation "
    "procedure session device drip infusion patch cream gel spray needle shot machine gadget"
).split()
"""Words for those who were given what a study or article is about, and for what they were given."""
_STUDY = "trial study experiment volunteer participant recruit".split()
"""Words for a study, in which there is one thing that can harm."""
_PERSONS = (
    "patient people person adult child baby man woman toddler some one two three four five six seven eight nine ten "
    "twelve fifteen twenty thirty forty fifty hundred thousand half third quarter"
).split()
"""Words for those who were given it, and for how many, where the title names a treatment."""
_HARM = frozenset(["side effect"])
"""The key of harm itself, which no claim is about."""
_ITSELF = -3
"""The place of harm that only a treatment does, whatever else the clause names: “an allergic reaction”."""


def pairs_of_harm(claims: Sequence[Claim], keys: Keys, gap: int) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier) of a claim that a thing harms nobody, and of harm from that thing."""
    harmless, harms = ([c for c in claims if c.place * sign > 0] for sign in (1, -1))
    for safe in harmless[-LONGEST_LIST:]:
        for harm in harms[-2 * LONGEST_LIST :]:
            if safe.place - harm.place >= gap and safe.start != harm.start and _of_one(safe, harm, keys):
                yield (safe, harm) if safe.start > harm.start else (harm, safe)


def _of_one(safe: Claim, harm: Claim, keys: Keys) -> bool:
    """Whether the harm is that of the thing which harms nobody: the one that both name, or the one of the title."""
    given = keys.of_words(_TAKERS) | keys.generic.keys()
    said, told = (claim.keys | (claim.lent - claim.over) for claim in (safe, harm))
    things = said & keys.things - given
    wording = keys.of_words(safe.wording.lower().split()) | _HARM
    subject = ((safe.lead or safe.keys) - wording | things) - given - keys.of_words(_PERSONS)
    if subject and subject <= keys.matters:
        return False  # a disease may be harmless too
    title = keys.broadened(keys.titled)
    same = keys.common(subject, told) - keys.generic.keys()
    if same and (same & keys.things or same & title - keys.matters or subject <= same | given):
        return _hold(safe, harm, keys, given)
    if subject and not subject & title and not safe.keys & keys.of_words(_STUDY):
        return False
    foreign = told & keys.things - given - title - keys.broadened(things)
    if foreign or told & keys.matters & keys.titled:
        return False
    by_treatment = bool(keys.titled & (keys.things | given)) and harm.lead <= keys.of_words(_PERSONS)
    named = bool(told & (given | title & keys.things))
    return (harm.place == _ITSELF or by_treatment or named) and _hold(safe, harm, keys, given)


def _hold(safe: Claim, harm: Claim, keys: Keys, given: frozenset[str]) -> bool:
    """Whether nothing parts the two: who harms nobody harms nobody in any group, nor “those who took it”."""
    narrowed = safe.held and not (safe.held & given or (safe.held & safe.lead and safe.lead & given))
    anybody = replace(safe.narrowing, universal=True, groups=frozenset(), held=frozenset())
    return hold_together(safe if narrowed else replace(safe, narrowing_reader=lambda: anybody), harm, keys)
