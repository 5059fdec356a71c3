"""Headings that state something: “Surgery is not needed”, unlike “Foods to avoid” or “When to have surgery”."""

from __future__ import annotations

from healthlint.language import Sentence
from healthlint.text import Text

HEADINGS = ("title", "heading")
"""The kinds of block that are headings."""

_ASKING = frozenset("what when where who which why how if whether should can is are do does will".split())
_ORDERS = frozenset("avoid never always do take use eat drink keep stop give have see call".split())
_VERBS = frozenset(
    "is are was were can cannot must should will would may might has have does do never require requires need needs "
    "cause causes cure cures prevent prevents help helps work works relieve relieves spread spreads affect affects "
    "develops progresses runs starts begins ends lasts kills heals goes comes gets gives makes takes turns leads strikes "
    "harms damages hurts protects fights boosts eases treats stops shortens passes carries poses "
    "raise raises lower lowers increase increases reduce reduces improve improves worsen worsens".split()
)
_RELATIVES = frozenset("that which who whose when where if how why".split())
_LEAST = 3


def states(text: Text, sentence: Sentence) -> bool:
    """Whether a title or heading is a statement or an order, so that its section can deny it."""
    norms = text.words.norms[sentence.first : sentence.last]
    if len(norms) < _LEAST or norms[-1] == "?" or not _RELATIVES.isdisjoint(norms):
        return False
    if norms[0] in _ORDERS:
        return norms[0] != "do" or norms[1] == "not"
    return norms[0] not in _ASKING and not _VERBS.isdisjoint(norms[1:])
