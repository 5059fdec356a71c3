"""How many people an article says were in its study: "all 240 patients" must be some number that it gives elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from healthlint.claims.differing import Pair
from healthlint.claims.measured import Measured
from healthlint.text import Text

STUDY = ("amount", "people in the study")
_MEASURES = ("count people", "count animals")
_LEAST = 10
_NARROWING = frozenset("who whose that with aged given taking on without under over treated assigned".split())
_ALL = (["all", "the"], ["all", "of"], ["total", "of"])
_MOST_COUNTS = 12
"""Counts of people above which an article is about so many studies that none can be told from another."""


def miscounted(measured: Sequence[Measured], text: Text) -> Iterator[Pair]:
    """Pairs (later, earlier) of "all N people" and the number who took part, where N is no number of the article."""
    counts = [
        one
        for one in measured
        if one.figure.measure in _MEASURES and one.figure.high >= _LEAST and not one.figure.bound
    ]
    if len(counts) > _MOST_COUNTS:
        return
    enrolled = [one for one in counts if STUDY in one.attributes]
    for whole in counts:
        if not _is_whole(whole, text) or any(_meet(whole, other) for other in counts if other is not whole):
            continue
        if any(_adds_up(whole, *pair) for pair in combinations(counts, 2) if whole not in pair):
            continue
        narrowed = _is_narrowed(whole, text)
        others = [one for one in enrolled if one.figure.sentence is not whole.figure.sentence]
        other = next((one for one in others if not narrowed or len(one.claim.keys & whole.claim.keys) > 1), None)
        if other is not None:
            earlier, later = sorted((whole, other), key=lambda one: one.figure.first)
            yield later, earlier, *STUDY


def _is_whole(one: Measured, text: Text) -> bool:
    """Whether a figure stands for everybody: "all 240 patients"."""
    norms, figure = text.words.norms, one.figure
    before = norms[max(figure.first - 3, 0) : figure.first]
    return before[-1:] == ["all"] or before[-2:] in _ALL or before == ["all", "of", "the"]


def _is_narrowed(one: Measured, text: Text) -> bool:
    """Whether words behind a figure say which of the people are meant."""
    last = one.figure.last
    return not _NARROWING.isdisjoint(text.words.norms[last : min(last + 3, one.figure.sentence.last)])


def _meet(one: Measured, other: Measured) -> bool:
    return one.figure.low <= other.figure.high and other.figure.low <= one.figure.high


def _adds_up(whole: Measured, one: Measured, other: Measured) -> bool:
    """Whether two numbers add up to the whole, or leave it: 300 screened, 60 left out, all 240 treated."""
    w, a, b = ((m.figure.low + m.figure.high) / 2 for m in (whole, one, other))
    return min(abs(a + b - w), abs(abs(a - b) - w)) <= 0.01 * w
