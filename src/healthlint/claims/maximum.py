"""Doses above the maximum that the article itself states, per day where the text says how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.claims.differing import belong
from healthlint.claims.keys import Keys
from healthlint.claims.measured import Measured
from healthlint.text import Text

MAXIMUM = ("dose", "maximum dose")
DOSE = ("dose", "dose")
_SINGLE = frozenset("single once".split())
_NO_ADVICE = frozenset(
    "not never no avoid cannot overdose overdosing poisoning toxic fatal deadly damage damages harm harmful "
    "exceed exceeds exceeding than instead was were had took study studies trial rats mice".split()
)
_WITHIN_ROUNDING = 1.05


def exceeding(measured: Sequence[Measured], text: Text, keys: Keys) -> Iterator[tuple[Measured, Measured]]:
    """Each dose that is more than the maximum for the same medicine and people, with that maximum, in order."""
    maxima = [one for one in measured if MAXIMUM in one.attributes and one.figure.bound != "least"]
    for dose in measured if maxima else ():
        if DOSE in dose.attributes and _is_advised(dose, text):
            for maximum in maxima:
                if _exceeds(dose, maximum, text) and belong(dose, maximum, "dose", dose.attributes[DOSE], keys):
                    yield dose, maximum
                    break


def _exceeds(dose: Measured, maximum: Measured, text: Text) -> bool:
    """Whether a dose, taken as often as the text says, is above a maximum for the same time."""
    a, b = dose.figure, maximum.figure
    if a.measure != b.measure or a.sentence is b.sentence or (a.days and not b.days and _is_single(maximum, text)):
        return False
    return a.low / (a.days or 1.0) > _WITHIN_ROUNDING * b.high / (b.days or 1.0)


def _is_single(maximum: Measured, text: Text) -> bool:
    """Whether a maximum is for one dose."""
    return not _SINGLE.isdisjoint(_clause_words(maximum, text))


def _is_advised(dose: Measured, text: Text) -> bool:
    """Whether a dose is what the reader is to take, and not what is warned of or was given in a study."""
    return _NO_ADVICE.isdisjoint(_clause_words(dose, text))


def _clause_words(one: Measured, text: Text) -> list[str]:
    first, last = text.word_range(one.claim.start, one.claim.end)
    return text.words.norms[first:last]
