"""How long a pack lasts: what it holds, by what is taken of it a day, must come near the time that the article gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.claims.differing import Pair
from healthlint.claims.measured import Measured
from healthlint.text import Text

SUPPLY = ("amount", "how long it lasts at that dose")
_PACKS = frozenset(
    "bottle box tub jar pack packet tube carton pouch bag tin canister pot vial strip sachet container refill".split()
)
_LASTING = frozenset("supply lasts last lasting enough worth keeps".split())
_EACH = frozenset(["each", "every"])
_TIMES_A_DAY = {"meal": 3.0, "mealtime": 3.0, "meals": 3.0, "morning": 1.0, "evening": 1.0, "night": 1.0, "bedtime": 1.0,
                "breakfast": 1.0}  # fmt: skip
_TWICE = (["morning", "and", "night"], ["morning", "and", "evening"], ["night", "and", "morning"])
_REACH = 6
"""Words behind an amount within which the text says how often it is taken."""
_APART = 1.6
"""How many times longer or shorter the stated time must be."""


def outlasting(measured: Sequence[Measured], text: Text) -> Iterator[Pair]:
    """Pairs (later, earlier) of the time for which a pack is said to last, and of the dose at which it does not."""
    for time in measured:
        content = _content(time, measured, text) if _is_supply(time, text) else None
        if content is None:
            continue
        doses = [(one, _a_day(one, text)) for one in measured if one.figure.measure == content.figure.measure]
        taken = [(one, daily) for one, daily in doses if daily and one is not content]
        if taken and all(_differs(content, daily, time) for _, daily in taken):
            earlier, later = sorted((time, taken[0][0]), key=lambda one: one.figure.first)
            yield later, earlier, *SUPPLY


def _is_supply(one: Measured, text: Text) -> bool:
    """Whether a time is how long a pack lasts: "enough for two weeks", "a month's supply"."""
    figure, norms = one.figure, text.words.norms
    near = norms[max(figure.first - 4, figure.sentence.first) : min(figure.last + 3, figure.sentence.last)]
    return figure.measure == "time" and not figure.days and not figure.bound and not _LASTING.isdisjoint(near)


def _content(time: Measured, measured: Sequence[Measured], text: Text) -> Measured | None:
    """What the pack of a sentence holds: the amount beside its name."""
    sentence = time.figure.sentence
    norms = text.words.norms[sentence.first : sentence.last]
    if _PACKS.isdisjoint(norms) and not any(f"{pack}s" in norms for pack in _PACKS):
        return None
    held = [one for one in measured if one.figure.sentence is sentence and one.figure.measure != "time"]
    held = [one for one in held if one.figure.measure.startswith("count") or one.figure.measure in ("volume", "mass")]
    return held[0] if held and not held[0].figure.days else None


def _a_day(one: Measured, text: Text) -> float:
    """How much a dose comes to in a day; 0 where the text does not say how often it is taken."""
    figure, norms = one.figure, text.words.norms
    amount = (figure.low + figure.high) / 2
    if figure.days:
        return amount / figure.days
    behind = norms[figure.last : min(figure.last + _REACH, figure.sentence.last)]
    if any(behind[i : i + 3] in _TWICE for i in range(len(behind))):
        return 2 * amount
    for i, word in enumerate(behind):
        if word in _TIMES_A_DAY and (behind[max(i - 1, 0)] in _EACH or word.endswith("s") or behind[i - 1] == "at"):
            return amount * _TIMES_A_DAY[word]
    return 0.0


def _differs(content: Measured, daily: float, time: Measured) -> bool:
    days = (content.figure.low + content.figure.high) / 2 / daily
    stated = (time.figure.low + time.figure.high) / 2
    return max(days, stated) > _APART * min(days, stated)
