"""Keys: what the words of an article are about, one key for all wordings of one thing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from healthlint.lexicon import Lexicon
from healthlint.phrasebook import Match
from healthlint.stems import LIGHT, stem
from healthlint.text import Text

LISTS = ("condition", "symptom", "medicine", "supplement", "treatment", "test", "body-part", "concept")
"""The word lists whose entries are keys; the last one that holds a word names it."""

_TELLING = 2.5
_VAGUE = frozenset("food drink medicine treatment test symptom disease doctor body product eat wear daily risk".split())
_BEFORE_CAPITALS = frozenset(["“", '"', ":", "."])


class Keys:
    """The key of each word: the canonical term of the list entry that it belongs to, else its stem."""

    def __init__(self, text: Text, lexicons: Mapping[str, Lexicon], known_names: Collection[str] = ()) -> None:
        self._text = text
        self._known_names = known_names
        self._concepts = lexicons["concept"].stems if "concept" in lexicons else {}
        self._lists = [name for name in LISTS if name in lexicons]

    @cached_property
    def by_word(self) -> list[str]:
        """One key for each word, empty for light words and punctuation; a term of several words has its key once."""
        concepts = self._concepts
        keys = [
            "" if norm in LIGHT or not norm[0].isalpha() or len(norm) < 2 else concepts.get(stem(norm)) or stem(norm)
            for norm in self._text.words.norms
        ]
        terms = sorted(
            {
                m
                for name in self._lists
                for m in self._text.matches(f"<{name}>")
                if m.last - m.first > 1 or name == "concept"
            },
            key=lambda match: (match.first - match.last, match.first),
        )
        taken = bytearray(len(keys))
        for match in terms:
            if not any(taken[match.first : match.last]):
                taken[match.first : match.last] = b"\1" * (match.last - match.first)
                keys[match.first : match.last] = [self._canonical(match)] + [""] * (match.last - match.first - 1)
        return keys

    def _canonical(self, match: Match) -> str:
        head = stem(match.name) if " " not in match.name else match.name
        return self._concepts.get(head, head)

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a key says: the more, the fewer sentences hold it."""
        count: Counter[str] = Counter()
        for sentence in self._text.sentences:
            count.update(set(self.by_word[sentence.first : sentence.last]))
        total = max(len(self._text.sentences), 40)
        return {key: math.log2(1 + total / seen) for key, seen in count.items() if key}

    def within(self, first: int, last: int) -> frozenset[str]:
        return frozenset(filter(None, self.by_word[first:last]))

    def outside(self, first: int, last: int, spared: Collection[int]) -> frozenset[str]:
        """The keys of a range but for the `spared` words."""
        return frozenset(self.by_word[i] for i in range(first, last) if self.by_word[i] and i not in spared)

    def first_of(self, first: int, last: int, count: int = 2) -> frozenset[str]:
        """The first keys of a range: in a plain statement, its subject."""
        found = [key for key in self.by_word[first:last] if key]
        return frozenset(found[:count])

    def beside(self, first: int, left: int, right: int, last: int, before: bool) -> frozenset[str]:
        """What a phrase speaks of: the last three keys before `left`, or the first three from `right` on."""
        found = [key for key in self.by_word[first:left] if key][-3:] if before else []
        found = found or [key for key in self.by_word[right:last] if key][:3]
        return frozenset(found) | frozenset(stem(key.split()[-1]) for key in found if " " in key)

    def of_words(self, words: Iterable[str]) -> frozenset[str]:
        """The keys of single words."""
        return frozenset(self._concepts.get(stem(word)) or stem(word) for word in words)

    def group(self, name: str) -> str:
        """People as their key, so that babies and infants are one group."""
        head = stem(name) if " " not in name else name
        return self._concepts.get(head, head)

    def tells(self, key: str) -> bool:
        """Whether a key stands in no more than one sentence of five."""
        return key not in _VAGUE and self.weights.get(key, 0.0) >= _TELLING

    def weight(self, keys: Iterable[str]) -> float:
        weights = self.weights
        return sum(weights.get(key, 1.0) for key in keys)

    @cached_property
    def common_names(self) -> frozenset[str]:
        """The names (capitalised words, acronyms) that are known, that the title holds or the article uses three times."""
        count: Counter[str] = Counter()
        for sentence in self._text.sentences:
            names = self.names(sentence.first, sentence.last)
            count.update(names)
            if sentence.block.kind in ("title", "heading"):
                count.update(names)
                count.update(names)
        return frozenset(name for name, seen in count.items() if seen > 2).union(self._known_names)

    @cached_property
    def _is_name(self) -> list[bool]:
        words, starts = self._text.words, self._text.words.starts
        return [
            words.prose[start].isupper()
            and len(norm.rstrip(".")) > 1
            and norm not in LIGHT
            and (not i or words.norms[i - 1] not in _BEFORE_CAPITALS)
            for i, (norm, start) in enumerate(zip(words.norms, starts, strict=True))
        ]

    def names(self, first: int, last: int) -> frozenset[str]:
        """The capitalised words of a range, but for its first."""
        is_name, norms = self._is_name, self._text.words.norms
        return frozenset(norms[i] for i in range(first + 1, last) if is_name[i])
