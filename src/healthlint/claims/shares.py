"""Shares as words for how often: “nine in ten” is most, “fewer than 2 percent” and “1 in 5,000” are few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from healthlint.claims.bounds import BEFORE_FIGURE
from healthlint.claims.figures import Figure
from healthlint.phrasebook import Match
from healthlint.text import Text

USUALLY, SOMETIMES, RARELY = "usually", "sometimes", "rarely"
_UPWARDS = frozenset(["to", "as", "many", "much"])
"""Words before a figure that give its upper end and still call it many: "up to one in five", "as many as half"."""
_SLACK = 0.8
"""The part of a limit from which on a figure, widened by its tolerance, counts as reaching it."""


@dataclass(frozen=True)
class Limits:
    """From how many percent on a thing is usual, and up to how many it is rare, also where only the upper end is given.

    What lies between is said to be so sometimes, unless `open`: then it takes no place.
    """

    usual: float
    rare: float
    rare_at_most: float
    open: bool


OF_CASES = Limits(usual=60, rare=12, rare_at_most=30, open=False)
"""What becomes of most: "one in ten recovers"."""
OF_PEOPLE = Limits(usual=10, rare=0.5, rare_at_most=5, open=True)
"""How common a thing is, by the frequency classes of side effects: very common from one in ten, uncommon below 1 percent."""


def share_weights(figures: Iterable[Figure], text: Text, limits: Limits) -> Iterator[Match]:
    """The shares among the figures with the words that bound them, by the name of the weight that they have."""
    norms = text.words.norms
    for figure in figures:
        if figure.measure != "share":
            continue
        first = figure.first
        while first > figure.sentence.first and norms[first - 1] in BEFORE_FIGURE:
            first -= 1
        upwards = first < figure.first and norms[figure.first - 1] in _UPWARDS
        name = _weight(figure, limits, upwards)
        if name:
            yield Match(first, figure.last, name)


def _weight(figure: Figure, limits: Limits, upwards: bool) -> str:
    if upwards:
        return USUALLY if figure.high >= limits.usual else "" if limits.open else SOMETIMES
    if figure.bound != "most" and figure.low >= _SLACK * limits.usual:
        return USUALLY
    if figure.high <= (limits.rare_at_most if figure.bound == "most" else limits.rare):
        return RARELY
    return "" if limits.open else SOMETIMES
