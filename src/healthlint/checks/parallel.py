"""Texts that look alike because they are built alike: the same words about another thing."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

from healthlint.analysis import Analysis
from healthlint.claims.keys import LISTS
from healthlint.unit import Unit

OPENING = 3
"""Words at their start that two neighbours have in common when they are one figure ("If the tumour …")."""

SAME_FRAME = 85
"""Likeness, from 0 to 100, of what two paragraphs say beside the names in them, above which only the names were changed."""

_NAMES = (*(f"<{name}>" for name in LISTS if name != "concept"), "<population>")
_LABEL = re.compile(r"[ivx]{1,4}[a-c]?|[b-h]")
_NOT = frozenset("not no never without neither nor cannot".split())


class Parallels:
    """Whether two units of one article that look alike speak of different things."""

    def __init__(self, analysis: Analysis, unit: str) -> None:
        self._analysis = analysis
        self._sentences = unit == "sentence"

    def are(self, one: Unit, other: Unit) -> bool:
        """Whether each has a name or number that the other lacks, only one denies, or they are set side by side.

        A reworded paragraph may well name something new, so of paragraphs the rest must be the same.
        """
        if self._sentences and _denies(one) != _denies(other):
            return True
        if (
            _side_by_side(one, other)
            and set(one.content) - set(other.content)
            and set(other.content) - set(one.content)
        ):
            return True
        own, others = self._names(one), self._names(other)
        apart = bool(_without(own, others) and _without(others, own))
        return apart and (self._sentences or ratio(_frame(one, own), _frame(other, others)) >= SAME_FRAME)

    def _names(self, unit: Unit) -> set[str]:
        """What a unit is about, each thing under one name; numbers, stages and letters with them."""
        first, last = self._analysis.word_range(unit.start, unit.end)
        names = {match.name for owner in _NAMES for match in self._analysis.matches_in(owner, first, last)}
        words = self._analysis.words
        numbers = {words.norms[index] for index in range(first, last) if words.is_number[index]}
        return names | numbers | {word for word in unit.words if _LABEL.fullmatch(word)}


def _without(names: set[str], others: set[str]) -> set[str]:
    """The names that the others lack, also in a longer or shorter form ("pain", "back pain")."""
    parts = [set(other.split()) for other in others]
    return {name for name in names if not any(part <= set(name.split()) or set(name.split()) <= part for part in parts)}


def _frame(unit: Unit, names: set[str]) -> str:
    named = {word for name in names for word in name.split()}
    return " ".join(word for word in unit.content if word not in named)


def _denies(unit: Unit) -> bool:
    return any(word in _NOT or word.endswith("n't") for word in unit.words)


def _side_by_side(one: Unit, other: Unit) -> bool:
    """Items of one list, or sentences of one block that start alike and follow each other."""
    first, second = sorted((one, other), key=lambda unit: unit.start)
    if first.block.start != second.block.start:
        return bool(first.block.group) and first.block.group == second.block.group
    return second.start - first.end < 3 and first.words[:OPENING] == second.words[:OPENING]
