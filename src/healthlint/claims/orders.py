"""Orders: sentences that open with a verb, "never" or "do not": "If you are ill, do not drive"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from healthlint.claims.relation import Relation
from healthlint.language import Sentence
from healthlint.phrasebook import Match

_CIRCUMSTANCES = frozenset("if when whenever to for in during after before while until once unless".split())
"""Words that open what stands before an order: "If you are ill, stay at home"."""
_OPENERS = frozenset("please always also then instead so and".split())


class Orders:
    """Where the main clause of each sentence of a text starts, and the verb there; found once for all relations."""

    def __init__(self, norms: Sequence[str], sentences: Sequence[Sentence]) -> None:
        self._by_verb: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._denied: list[tuple[int, int]] = []
        for sentence in sentences:
            first = _opening(norms, sentence)
            while first < sentence.last - 1 and norms[first] in _OPENERS:
                first += 1
            verb = first
            if norms[first] == "never":
                verb += 1
            elif norms[first] == "do" and norms[first + 1 : first + 2] == ["not"]:
                verb += 2
            if verb < sentence.last - 2:
                self._by_verb[norms[verb]].append((first, verb))
                if verb > first:
                    self._denied.append((first, verb))

    def of(self, relation: Relation) -> Iterator[Match]:
        """The orders that take a place in a relation, those with one verb together."""
        if relation.by == "head" and relation.imperatives:
            yield from (Match(first, verb, "-2") for first, verb in self._denied)
        for verb, place in relation.imperatives.items():
            for first, at in self._by_verb.get(verb, ()):
                if at == first:
                    yield Match(first, at + 1, str(place))
                elif relation.by != "head":
                    yield Match(first, at + 1, str(-place))


def _opening(norms: Sequence[str], sentence: Sentence) -> int:
    """Where the main clause of a sentence starts: behind the comma of "If you are ill, …"."""
    if norms[sentence.first] not in _CIRCUMSTANCES:
        return sentence.first
    commas = (i for i in range(sentence.first, sentence.last - 2) if norms[i] == ",")
    return next((i + 1 for i in commas), sentence.first)
