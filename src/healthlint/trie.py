"""Phrases made ready for matching: a trie over their words, with patterns hung on the rarest part of longer phrases."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from healthlint.language import first_word, normalise
from healthlint.matcher import LEFT, RIGHT, Matcher, compile_matcher, edge_words
from healthlint.phrase import Choice, Element, Listed, Literal, Sequence, plural_forms

MOST_SPELLED_OUT = 40
"""Readings of a phrase, or part of one, up to which each is looked for as it is; above, the rarest part is."""

# How often a word stands in health articles, in words of a thousand, as a guess: the search for a pattern starts at its
# rarest part. A wrong guess costs time and nothing else.
_OFTEN = {
    50.0: ", . the",
    25.0: "and of to a in",
    8.0: "is or for are you your with that be may can as have it this not on by from or who if an at more will other has",
    3.0: "( ) - : also when do does how what which no their they most some than one two we our i after about into up out then",
    1.5: "people patients treatment treatments risk blood cancer heart body disease help see check take work children doctor "
    "health medical medicine medicines care day days week weeks time good get make pain should could would been first "
    "research study trial trials clinical problems cells often cause because used use need there was were but so all any",
}
_PER_THOUSAND = {word: often for often, words in _OFTEN.items() for word in words.split()}
_OTHER_WORD = 0.05
_LIST = 15.0


class Pattern:
    """What must stand before and after the words of a phrase that are looked for first.

    Each part is worked out when first asked for: one article needs few of all patterns.
    """

    def __init__(self, owner: str, name: str, before: Sequence, after: Sequence) -> None:
        self.owner = owner
        self.name = name
        self._before = before
        self._after = after

    @cached_property
    def just_before(self) -> frozenset[str] | None:
        """The words of which one must stand right before those looked for; none where any may."""
        return edge_words(self._before, LEFT)

    @cached_property
    def just_after(self) -> frozenset[str] | None:
        return edge_words(self._after, RIGHT)

    @cached_property
    def find_start(self) -> Matcher:
        return compile_matcher(self._before, LEFT)

    @cached_property
    def find_end(self) -> Matcher:
        return compile_matcher(self._after, RIGHT)


Words = tuple[str, str, bool]
"""What stands behind mere words: their owner, the name of the phrase, and whether they must be in capitals."""


class Node(dict[str, "Node"]):
    """A trie over words: each word leads to the node of the words that may follow; `literals` and `patterns` end here.

    In pure Python it matches as fast as spaCy's PhraseMatcher and is built fifteen times faster (10,000 phrases: 0.02 s
    against 0.28 s), which is what one article from a cold start waits for.
    """

    # most nodes end nothing; they share these
    literals: tuple[Words, ...] = ()
    patterns: tuple[Pattern, ...] = ()


class Trie:
    """The root of the trie, and the patterns that start at an entry of a word list.

    Everything waits outside of the trie until an article has a word of it: one article needs little of all. Terms and
    words wait by their first word, a phrase by the words of which one stands in each of its readings.
    """

    def __init__(self) -> None:
        self.root = Node()
        self.by_list: dict[str, list[Pattern]] = defaultdict(list)
        self._terms: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        self._phrases: dict[str, list[_Waiting]] = defaultdict(list)
        self._words: dict[str, list[tuple[tuple[str, ...], Words | Pattern]]] = defaultdict(list)

    def add_term(self, term: str, owner: str, name: str) -> None:
        """Add an entry of a word list with its plural, "NSAIDs" too."""
        self._terms[first_word(term)].append((term, owner, name))
        if " " not in term:
            # the plural of a single word is waited for by another word
            for plural in [term + "s"] if _in_capitals(term) else plural_forms(term):
                self._terms[first_word(plural)].append((plural, owner, name))

    def add_phrase(self, phrase: Sequence, owner: str, name: str) -> None:
        waiting = _Waiting(phrase, owner, name)
        often, marks = _marks(phrase)
        if often == math.inf:
            self._compile(waiting)
            return
        for word in marks:
            self._phrases[word].append(waiting)

    def grow(self, norms: Iterable[str]) -> None:
        """Make the trie ready for an article with these words."""
        words = set(norms)
        for word in self._phrases.keys() & words:
            for phrase in self._phrases.pop(word):
                self._compile(phrase)
        for word in self._terms.keys() & words:
            for term, owner, name in self._terms.pop(word):
                capitals = _in_capitals(term)
                self._node(normalise(term)).literals += ((owner, name, capitals),)
                first, blank, last = term.rpartition(" ")
                for plural in plural_forms(last) if blank and not capitals else ():
                    self._node(normalise(f"{first} {plural}")).literals += ((owner, name, False),)
        for word in self._words.keys() & words:
            for mere, end in self._words.pop(word):
                node = self._node(mere)
                if isinstance(end, Pattern):
                    node.patterns += (end,)
                else:
                    node.literals += (end,)

    def _compile(self, phrase: _Waiting) -> None:
        """Spell a phrase out, or make a pattern of it; one that waits by several words, once."""
        if phrase.done:
            return
        phrase.done = True
        elements = _normal(phrase.elements)
        if 0 < _readings(elements) <= MOST_SPELLED_OUT:
            for words in _spelled_out(elements):
                self._wait(words, (phrase.owner, phrase.name, False))
        else:
            self._add_pattern(elements, phrase.owner, phrase.name)

    def _add_pattern(self, elements: Sequence, owner: str, name: str) -> None:
        """Hang a pattern on the words, or the list, that are likely its rarest part."""
        first, last, anchors = _anchor(elements)
        anchor = elements[first]
        if anchors and last - first == len(elements):
            for words in anchors:
                self._wait(words, (owner, name, False))
            return
        pattern = Pattern(owner, name, elements[:first], elements[last:])
        if isinstance(anchor, Listed):
            self.by_list[anchor.name].append(pattern)
        elif anchors:
            for words in anchors:
                self._wait(words, pattern)
        else:
            assert isinstance(anchor, Choice)
            for option in anchor.options:
                self._add_pattern((*elements[:first], *option, *elements[last:]), owner, name)

    def _wait(self, words: tuple[str, ...], end: Words | Pattern) -> None:
        if words:
            self._words[words[0]].append((words, end))

    def _node(self, words: Iterable[str]) -> Node:
        """The node at the end of `words`, made where it is not there yet."""
        node = self.root
        for word in words:
            following = node.get(word)
            if following is None:
                following = node[word] = Node()
            node = following
        return node


def _in_capitals(term: str) -> bool:
    singular = term.removesuffix("s")
    return singular.isupper() and len(singular) > 1


class _Waiting:
    """A phrase as its rule has it, not compiled yet."""

    __slots__ = ("done", "elements", "name", "owner")

    def __init__(self, elements: Sequence, owner: str, name: str) -> None:
        self.elements = elements
        self.owner = owner
        self.name = name
        self.done = False


def _marks(elements: Sequence) -> tuple[float, list[str]]:
    """Words of which an article must have one to have the phrase, the rarest, and how often they stand in a thousand.

    Endlessly often, and none, where that is unknown.
    """
    return min(map(_openings, elements), default=(math.inf, []))


@cache
def _openings(element: Element) -> tuple[float, list[str]]:
    """The words of which one begins whatever an element stands for."""
    if isinstance(element, Literal):
        word = first_word(element.text)
        return _PER_THOUSAND.get(word, _OTHER_WORD), [word]
    if not isinstance(element, Choice):
        return math.inf, []
    marks = [_marks(option) for option in element.options]
    return sum(often for often, _ in marks), [word for _, words in marks for word in words]


def _normal(elements: Sequence) -> Sequence:
    """The elements with one normalised word in each literal."""
    normal: list[Element] = []
    for element in elements:
        if isinstance(element, Literal):
            normal += _literals(element.text)
        elif isinstance(element, Choice):
            normal.append(_normal_choice(element))
        else:
            normal.append(element)
    return tuple(normal)


@cache
def _normal_choice(choice: Choice) -> Choice:
    return Choice(tuple(_normal(option) for option in choice.options))


@cache
def _literals(text: str) -> tuple[Literal, ...]:
    return tuple(map(Literal, normalise(text)))


def _readings(elements: Sequence) -> int:
    """How many ways there are to read mere words; 0 for elements that hold gaps, numbers or lists."""
    return math.prod(map(_readings_of, elements))


@cache
def _readings_of(element: Element) -> int:
    if isinstance(element, Choice):
        counts = [_readings(option) for option in element.options]
        return sum(counts) if all(counts) else 0
    return int(isinstance(element, Literal))


def _spelled_out(elements: Sequence) -> Iterator[tuple[str, ...]]:
    """Every reading of elements that hold mere words."""
    parts: list[list[tuple[str, ...]]] = []
    for element in elements:
        if isinstance(element, Literal):
            parts.append([(element.text,)])
        elif isinstance(element, Choice):
            parts.append([words for option in element.options for words in _spelled_out(option)])
    for picked in itertools.product(*parts):
        yield tuple(itertools.chain.from_iterable(picked))


def _anchor(elements: Sequence) -> tuple[int, int, list[tuple[str, ...]]]:
    """The range of elements to look for first, and the words it stands for: what is likely the rarest.

    No words are given for a list, nor for a choice that must be parted into its options.
    """
    best = (math.inf, 0, 0)
    first = 0
    while first < len(elements):
        last = first + 1
        while isinstance(elements[first], Literal) and last < len(elements) and isinstance(elements[last], Literal):
            last += 1
        best = min(best, (_frequency(elements[first:last]), first, last))
        first = last
    _, first, last = best
    anchor = elements[first:last]
    return first, last, list(_spelled_out(anchor)) if 0 < _readings(anchor) <= MOST_SPELLED_OUT else []


def _frequency(elements: Sequence) -> float:
    """How often the rarest part of the elements stands in a thousand words, as a guess; endless where none must stand."""
    return min(map(_frequency_of, elements), default=math.inf)


@cache
def _frequency_of(element: Element) -> float:
    if isinstance(element, Literal):
        return _PER_THOUSAND.get(element.text, _OTHER_WORD)
    if isinstance(element, Listed):
        return _LIST
    if isinstance(element, Choice):
        return sum(map(_frequency, element.options))
    return math.inf
