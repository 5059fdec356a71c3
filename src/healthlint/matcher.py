"""The elements of a phrase as functions that find where it goes on from a word, to the right or to the left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Protocol

from healthlint.phrase import LONGEST_GAP, Choice, Element, Gap, Listed, Literal

RIGHT, LEFT = 1, -1


class Place(Protocol):
    """What a matcher looks at."""

    @property
    def norms(self) -> list[str]: ...
    @property
    def is_number(self) -> list[bool]: ...
    def index(self, name: str) -> tuple[Mapping[int, Sequence[int]], Mapping[int, Sequence[int]]]:
        """Where the entries of a list start and end, the longest first: first → lasts, last → firsts."""


Matcher = Callable[[Place, int, int], int]
"""From a boundary between words, and the one that ends the sentence, to the boundary that is reached; -1 for none.

Where there is a choice, the first that leads to the end: a word rather than nothing, the longest entry of a list, the
shortest gap.
"""


def compile_matcher(elements: Sequence[Element], step: int, after: Matcher | None = None) -> Matcher:
    """The matcher of normalised elements, in the order of the text, and then of `after`; it is met from the left (RIGHT) or the right."""
    match = after or _reached
    following: Sequence[Element] = ()
    for alike, run in groupby(elements[::-step], key=lambda element: isinstance(element, Gap)):
        if alike:
            match = _gap(len(list(run)) * LONGEST_GAP, following, step, match)
            continue
        for element in run:
            match = _element(element, step, match)
            following = (element, *following) if step == RIGHT else (*following, element)
    return match


def edge_words(elements: Sequence[Element], step: int) -> frozenset[str] | None:
    """The words with which elements can start, seen in a direction; none where it can be any word, or nothing."""
    words: frozenset[str] = frozenset()
    for element in elements[::step]:
        if isinstance(element, Literal):
            return words | {element.text}
        if not isinstance(element, Choice):
            return None
        for option in element.options:
            edge = edge_words(option, step) if option else frozenset()
            if edge is None:
                return None
            words |= edge
        if () not in element.options:
            return words
    return None


def _reached(place: Place, position: int, limit: int) -> int:
    return position


def _element(element: Element, step: int, after: Matcher) -> Matcher:
    if isinstance(element, Literal):
        return _word(frozenset((element.text,)), step, after)
    if isinstance(element, Choice):
        return _choice(element, step, after)
    return _listed(element, step, after) if isinstance(element, Listed) else _number(step, after)


def _word(words: frozenset[str], step: int, after: Matcher) -> Matcher:
    beside = min(step, 0)

    def match(place: Place, position: int, limit: int) -> int:
        if position != limit and place.norms[position + beside] in words:
            return after(place, position + step, limit)
        return -1

    return match


def _choice(choice: Choice, step: int, after: Matcher) -> Matcher:
    ways: dict[str, list[tuple[int, Matcher]]] = defaultdict(list)
    others: list[Matcher] = []
    for option in filter(None, choice.options):
        rest = option[1:] if step == RIGHT else option[:-1]
        words = _one_word(option[::step][0])
        if words:
            way = (-len(rest), compile_matcher(rest, step, after) if rest else after)
            for word in words:
                ways[word].append(way)
        else:
            others.append(compile_matcher(option, step, after))
    if () in choice.options:
        others.append(after)
    if not others and all(way is after for met in ways.values() for _, way in met):
        return _word(frozenset(ways), step, after)
    by_word = {word: [way for _, way in sorted(met, key=itemgetter(0))] for word, met in ways.items()}
    beside = min(step, 0)

    def match(place: Place, position: int, limit: int) -> int:
        if position != limit:
            for way in by_word.get(place.norms[position + beside], ()):
                reached = way(place, position + step, limit)
                if reached >= 0:
                    return reached
        for way in others:
            reached = way(place, position, limit)
            if reached >= 0:
                return reached
        return -1

    return match


def _one_word(element: Element) -> frozenset[str]:
    """The words of which an element is always one; none where it can be anything else."""
    if isinstance(element, Literal):
        return frozenset((element.text,))
    if isinstance(element, Choice):
        words = [option[0].text for option in element.options if len(option) == 1 and isinstance(option[0], Literal)]
        if len(words) == len(element.options):
            return frozenset(words)
    return frozenset()


def _gap(longest: int, following: Sequence[Element], step: int, after: Matcher) -> Matcher:
    """Up to `longest` words; what follows is only tried where it can begin."""
    beside = min(step, 0)
    ends = edge_words(following, step)
    nearest = following[::step][0] if following else None
    name = nearest.name if isinstance(nearest, Listed) else ""

    def match(place: Place, position: int, limit: int) -> int:
        norms = place.norms
        listed = place.index(name)[0 if step == RIGHT else 1] if name else None
        for reached in range(position, position + step * (min(longest, abs(limit - position)) + 1), step):
            if listed is not None:
                possible = reached in listed
            else:
                possible = ends is None or (reached != limit and norms[reached + beside] in ends)
            if possible:
                found = after(place, reached, limit)
                if found >= 0:
                    return found
        return -1

    return match


def _number(step: int, after: Matcher) -> Matcher:
    beside = min(step, 0)

    def match(place: Place, position: int, limit: int) -> int:
        """Over a number, or a range of two ("4 to 6", "4-6", "twenty five")."""
        is_number, norms = place.is_number, place.norms
        ends = []
        reached = position
        while reached != limit and abs(reached - position) < 5:
            word = reached + beside
            if is_number[word]:
                ends.append(reached + step)
            elif reached == position or norms[word] not in ("to", "or", "-", "–", "and"):
                break
            reached += step
        for end in reversed(ends):
            found = after(place, end, limit)
            if found >= 0:
                return found
        return -1

    return match


def _listed(element: Listed, step: int, after: Matcher) -> Matcher:
    name, side = element.name, 0 if step == RIGHT else 1

    def match(place: Place, position: int, limit: int) -> int:
        for end in place.index(name)[side].get(position, ()):
            if (limit - end) * step >= 0:
                found = after(place, end, limit)
                if found >= 0:
                    return found
        return -1

    return match
