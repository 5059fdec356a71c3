"""Every phrase of every rule, signal and word list, found in one pass over the words of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from healthlint.language import Sentence, Words
from healthlint.names import BUILT_IN
from healthlint.phrase import LONGEST_GAP, Listed, Number, Sequence, plural_forms
from healthlint.trie import Branch, Node, Pattern, Skip, Step, Steps, Trie, Word


class Match(NamedTuple):
    """Where a phrase stands, in words, half-open; `name` is what the phrase was added under."""

    first: int
    last: int
    name: str = ""


class Phrasebook:
    """Phrases by owner (a rule's option, a signal, a word list); filled once, then asked by many articles."""

    def __init__(self) -> None:
        self._phrases: list[tuple[Sequence, str, str]] = []
        self._terms: list[tuple[str, str, str, bool]] = []
        self._trie: Trie | None = None

    def add(self, owner: str, elements: Sequence, name: str = "") -> None:
        """Add a phrase under a name that its matches will have."""
        if self._trie is not None:
            raise RuntimeError("the phrasebook is closed: an article has been read with it")
        self._phrases.append((elements, owner, name))

    def add_term(self, owner: str, term: str, name: str) -> None:
        """Add an entry of a word list, with its plural; one written in capitals matches only in capitals."""
        capitals = term.isupper() and len(term) > 1
        self._terms.append((term, owner, name, capitals))
        head, blank, last = term.rpartition(" ")
        for plural in [] if capitals else plural_forms(last):
            self._terms.append((head + blank + plural, owner, name, False))

    def find(self, words: Words, sentences: list[Sentence]) -> dict[str, list[Match]]:
        """All matches by owner, leftmost and longest first, none inside another of the same owner."""
        if self._trie is None:
            self._trie = self._compile()
        return _Search(self._trie, words, sentences).run()

    def _compile(self) -> Trie:
        trie = Trie()
        for term in self._terms:
            trie.add_words(*term)
        for phrase in self._phrases:
            trie.add_phrase(*phrase)
        return trie


class _Search:
    """One pass over one article."""

    def __init__(self, trie: Trie, words: Words, sentences: list[Sentence]) -> None:
        self.trie = trie
        self.words = words
        self.sentences = sentences
        self.sentence_starts = [sentence.first for sentence in sentences]
        self.found: dict[str, set[Match]] = defaultdict(set)
        self.lists: dict[str, tuple[dict[int, list[int]], dict[int, list[int]]]] = {}

    def run(self) -> dict[str, list[Match]]:
        # the lists that patterns name must be complete before the first pattern is verified
        for pattern, first, last, sentence in list(self._walk()):
            self._verify(pattern, first, last, sentence)
        for name, patterns in self.trie.by_list.items():
            for first, ends in list(self._index(name)[0].items()):
                sentence = self.sentences[bisect_right(self.sentence_starts, first) - 1]
                for last in ends:
                    for pattern in self._possible(patterns, first, last, sentence):
                        self._verify(pattern, first, last, sentence)
        return {owner: _outermost(matches) for owner, matches in self.found.items()}

    def _walk(self) -> Iterator[tuple[Pattern, int, int, Sentence]]:
        """Note the literals; yield each pattern whose anchor was seen between words that it can stand between."""
        norms, root = self.words.norms, self.trie.root
        for sentence in self.sentences:
            stop = sentence.last
            for first in range(sentence.first, stop):
                node = root.get(norms[first])
                last = first + 1
                while node is not None:
                    if node.literals:
                        self._note(node, first, last)
                    if node.patterns:
                        for pattern in self._possible(node.patterns, first, last, sentence):
                            yield pattern, first, last, sentence
                    node = node.get(norms[last]) if last < stop else None
                    last += 1

    def _possible(self, patterns: Iterable[Pattern], first: int, last: int, sentence: Sentence) -> Iterator[Pattern]:
        """The patterns that can stand between the words right before and after their anchor."""
        norms = self.words.norms
        left = norms[first - 1] if first > sentence.first else ""
        right = norms[last] if last < sentence.last else ""
        for pattern in patterns:
            if (pattern.just_before is None or left in pattern.just_before) and (
                pattern.just_after is None or right in pattern.just_after
            ):
                yield pattern

    def _note(self, node: Node, first: int, last: int) -> None:
        for owner, name, capitals in node.literals:
            if not capitals or self.words.surface(first, last).rstrip("s").isupper():
                self.found[owner].add(Match(first, last, name))

    def _index(self, name: str) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """Where the entries of a list start and end: first → lasts, last → firsts."""
        if name in self.lists:
            return self.lists[name]
        starts: dict[int, list[int]] = defaultdict(list)
        ends: dict[int, list[int]] = defaultdict(list)
        finder = BUILT_IN.get(name)
        ranges: Iterable[tuple[int, int]] = (
            finder(self.words) if finder else ((match.first, match.last) for match in self.found.get(f"<{name}>", ()))
        )
        for first, last in ranges:
            starts[first].append(last)
            ends[last].append(first)
        self.lists[name] = starts, ends
        return starts, ends

    def _verify(self, pattern: Pattern, first: int, last: int, sentence: Sentence) -> None:
        # persons and dates are found without regard to where sentences end
        if last > sentence.last:
            return
        if not pattern.before and not pattern.after:
            self.found[pattern.owner].add(Match(first, last, pattern.name))
            return
        begin = self._match(pattern.before, first, sentence.first, -1)
        if begin < 0:
            return
        end = self._match(pattern.after, last, sentence.last, 1)
        if end >= 0:
            self.found[pattern.owner].add(Match(begin, end, pattern.name))

    def _match(self, steps: Steps, position: int, limit: int, step: int) -> int:
        """The boundary between words to which the steps lead, to the right or (step -1) to the left; -1 for none.

        Where there is a choice, the first that leads to the end: a word rather than nothing, the longest entry of a
        list, the shortest gap.
        """
        norms = self.words.norms
        for index, element in enumerate(steps):
            word = "" if position == limit else norms[position if step > 0 else position - 1]
            if isinstance(element, Word):
                if word not in element.words:
                    if element.optional:
                        continue
                    return -1
                if element.optional:
                    found = self._match(steps[index + 1 :], position + step, limit, step)
                    if found >= 0:
                        return found
                    continue
                position += step
                continue
            return self._try(self._ways(element, word, position, limit, step), steps[index + 1 :], limit, step)
        return position

    def _try(self, ways: Iterable[tuple[Steps, int]], rest: Steps, limit: int, step: int) -> int:
        for tail, after in ways:
            found = self._match(tail + rest, after, limit, step)
            if found >= 0:
                return found
        return -1

    def _ways(self, element: Step, word: str, position: int, limit: int, step: int) -> Iterator[tuple[Steps, int]]:
        """The ways to go on with an element that is no word: further steps, and the boundary where they start."""
        if isinstance(element, Skip):
            norms, ends = self.words.norms, element.ends
            for after in range(position, position + step * (min(LONGEST_GAP, abs(limit - position)) + 1), step):
                if ends is None or (after != limit and norms[after if step > 0 else after - 1] in ends):
                    yield (), after
        elif isinstance(element, Branch):
            for tail in element.by_word.get(word, ()):
                yield tail, position + step
            for option in element.others:
                yield option, position
            if element.optional:
                yield (), position
        elif position == limit:
            return
        elif isinstance(element, Number):
            for after in self._number_ends(position, limit, step):
                yield (), after
        elif isinstance(element, Listed):
            reached = self._index(element.name)[0 if step > 0 else 1].get(position)
            for after in sorted(reached, reverse=step > 0) if reached else ():
                if (limit - after) * step >= 0:
                    yield (), after

    def _number_ends(self, position: int, limit: int, step: int) -> Iterator[int]:
        """A number, or a range of two ("4 to 6", "4-6", "twenty five")."""
        is_number, norms = self.words.is_number, self.words.norms
        after, ends = position, []
        while after != limit and abs(after - position) < 5:
            word = after if step > 0 else after - 1
            if is_number[word]:
                ends.append(after + step)
            elif after == position or norms[word] not in ("to", "or", "-", "–", "and"):
                break
            after += step
        yield from reversed(ends)


def _outermost(matches: set[Match]) -> list[Match]:
    """Leftmost, then longest; a match inside the one before it is left out."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.first, -m.last, m.name)):
        if not kept or match.last > kept[-1].last:
            kept.append(match)
    return kept
