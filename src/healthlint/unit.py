"""A sentence, paragraph or heading as the checks of repetition compare it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from healthlint.article import Block

# Words that carry no content, so that "is key to" and "is the key to" are the same shingle.
_EMPTY = frozenset("a an the of to in on for and or is are be was were it this that your you also can very".split())


@dataclass(frozen=True)
class Unit:
    """One sentence, paragraph or heading: prose offsets, its words in lower case, and the block it stands in."""

    start: int
    end: int
    words: tuple[str, ...]
    block: Block

    @property
    def key(self) -> str:
        return " ".join(self.words)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The words that carry content, in their order."""
        return tuple(word for word in self.words if word not in _EMPTY)

    @cached_property
    def shingles(self) -> tuple[tuple[str, ...], ...]:
        """Pairs of neighbouring content words, each once; in order, so that every run finds the same repeats."""
        return tuple(dict.fromkeys(pairwise(self.content)))


def unit_of(start: int, end: int, words: Sequence[str], block: Block) -> Unit:
    return Unit(start, end, tuple(" ".join(words).lower().replace("’", "'").split()), block)
