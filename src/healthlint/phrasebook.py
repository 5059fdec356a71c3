"""Every phrase of every rule, signal and word list, found in one pass over the words of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from healthlint.language import Sentence, Words
from healthlint.names import BUILT_IN
from healthlint.phrase import Element
from healthlint.trie import Pattern, Trie


class Match(NamedTuple):
    """Where a phrase stands, in words, half-open; `name` is what the phrase was added under."""

    first: int
    last: int
    name: str = ""


class Found:
    """The matches of one text by owner, put in order when first asked for: many owners never are."""

    def __init__(self, raw: Mapping[str, list[tuple[int, int, str]]]) -> None:
        self._raw = raw
        self._ordered: dict[str, list[Match]] = {}

    def __contains__(self, owner: str) -> bool:
        return owner in self._raw

    def of(self, owner: str) -> list[Match]:
        """The matches of an owner, leftmost and longest first, none inside another."""
        found = self._ordered.get(owner)
        if found is None:
            found = self._ordered[owner] = _outermost(self._raw[owner]) if owner in self._raw else []
        return found


class Phrasebook:
    """Phrases by owner (a rule's option, a signal, a word list); filled once, then asked by many articles."""

    def __init__(self) -> None:
        self._phrases: list[tuple[tuple[Element, ...], str, str, bool]] = []
        self._terms: list[tuple[str, str, str]] = []
        self._tries: tuple[Trie, Trie] | None = None

    def add(self, owner: str, elements: tuple[Element, ...], name: str = "", *, in_headings: bool = False) -> None:
        """Add a phrase under a name that its matches will have; `in_headings` looks in titles and headings alone."""
        if self._tries is not None:
            raise RuntimeError("the phrasebook is closed: an article has been read with it")
        self._phrases.append((elements, owner, name, in_headings))

    def add_term(self, owner: str, term: str, name: str) -> None:
        """Add an entry of a word list, with its plural; one written in capitals matches only in capitals."""
        self._terms.append((term, owner, name))

    def find(self, words: Words, sentences: list[Sentence]) -> Found:
        """All matches in a text."""
        if self._tries is None:
            self._tries = self._compile()
        for trie in self._tries:
            trie.grow(words.norms)
        return _Search(*self._tries, words, sentences).run()

    def _compile(self) -> tuple[Trie, Trie]:
        anywhere, headings = Trie(), Trie()
        for term in self._terms:
            anywhere.add_term(*term)
        for elements, owner, name, in_headings in self._phrases:
            (headings if in_headings else anywhere).add_phrase(elements, owner, name)
        return anywhere, headings


class _Search:
    """One pass over one article; what matchers look at."""

    def __init__(self, anywhere: Trie, headings: Trie, words: Words, sentences: list[Sentence]) -> None:
        self.words = words
        self.norms = words.norms
        self.is_number = words.is_number
        self.parts = (
            (anywhere, sentences),
            (headings, [sentence for sentence in sentences if sentence.block.kind in ("title", "heading")]),
        )
        # first and -last word and name, so that they sort leftmost and longest first
        self.found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self.lists: dict[str, tuple[dict[int, list[int]], dict[int, list[int]]]] = {}

    def run(self) -> Found:
        # the lists that patterns name must be complete before the first pattern is verified
        seen = [place for trie, sentences in self.parts for place in self._walk(trie, sentences)]
        for place in seen:
            self._verify(*place)
        for trie, sentences in self.parts:
            self._verify_at_lists(trie, sentences)
        return Found(self.found)

    def index(self, name: str) -> tuple[Mapping[int, list[int]], Mapping[int, list[int]]]:
        """Where the entries of a list start and end, the longest first: first → lasts, last → firsts."""
        known = self.lists.get(name)
        if known is None:
            finder = BUILT_IN.get(name)
            found = self.found.get(f"<{name}>", ())
            ranges = finder(self.words) if finder else ((first, -end) for first, end, _ in found)
            starts: dict[int, list[int]] = defaultdict(list)
            ends: dict[int, list[int]] = defaultdict(list)
            for first, end in sorted({(first, -last) for first, last in ranges}):
                starts[first].append(-end)
                ends[-end].append(first)
            known = self.lists[name] = dict(starts), dict(ends)
        return known

    def _verify_at_lists(self, trie: Trie, sentences: list[Sentence]) -> None:
        starts = [sentence.first for sentence in sentences]
        for name, patterns in trie.by_list.items():
            for first, ends in self.index(name)[0].items():
                index = bisect_right(starts, first) - 1
                for last in ends:
                    # persons and dates are found without regard to where sentences end
                    if index >= 0 and last <= sentences[index].last:
                        self._verify(patterns, first, last, sentences[index])

    def _walk(self, trie: Trie, sentences: list[Sentence]) -> list[tuple[tuple[Pattern, ...], int, int, Sentence]]:
        """Note the literals; give where the words that patterns are looked for by stand."""
        norms, found, start = self.norms, self.found, trie.root.get
        seen = []
        for sentence in sentences:
            stop = sentence.last
            for first in range(sentence.first, stop):
                node = start(norms[first])
                last = first + 1
                while node is not None:
                    for owner, name, capitals in node.literals:
                        if not capitals or self._in_capitals(first, last):
                            found[owner].append((first, -last, name))
                    if node.patterns:
                        seen.append((node.patterns, first, last, sentence))
                    node = node.get(norms[last]) if last < stop else None
                    last += 1
        return seen

    def _in_capitals(self, first: int, last: int) -> bool:
        return self.words.surface(first, last).rstrip("s").isupper()

    def _verify(self, patterns: Sequence[Pattern], first: int, last: int, sentence: Sentence) -> None:
        """Note the patterns that stand around the words that they are looked for by."""
        start, stop = sentence.first, sentence.last
        left = self.norms[first - 1] if first > start else ""
        right = self.norms[last] if last < stop else ""
        for pattern in patterns:
            if (pattern.just_before is None or left in pattern.just_before) and (
                pattern.just_after is None or right in pattern.just_after
            ):
                begin = pattern.find_start(self, first, start)
                end = pattern.find_end(self, last, stop) if begin >= 0 else -1
                if end >= 0:
                    self.found[pattern.owner].append((begin, -end, pattern.name))


def _outermost(matches: list[tuple[int, int, str]]) -> list[Match]:
    """Leftmost, then longest; a match inside the one before it is left out, unless it is the same words by another name."""
    kept: list[Match] = []
    reached, before = -1, (-1, -1)
    for first, end, name in sorted(set(matches)):
        if -end > reached or (first, end) == before:
            reached, before = -end, (first, end)
            kept.append(Match(first, reached, name))
    return kept
