"""Entries of several word lists in one sentence: an act, a thing and a person that are harmless each and not together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from healthlint.analysis import Analysis
from healthlint.language import Sentence
from healthlint.phrasebook import Match
from healthlint.yamlfile import Node

MOST_WORDS = 24
"""Words over which a combination may spread; in a longer sentence the parts rarely belong to one statement."""

_LISTS = r"<[a-z][a-z0-9-]*>(?:\|<[a-z][a-z0-9-]*>)*"
_WRITTEN = re.compile(rf"{_LISTS}(?: \+ (?:near )?=?{_LISTS})+(?: without {_LISTS})?")


@dataclass(frozen=True)
class Group:
    """Word lists of which an entry must stand in the sentence; `near`, in it or the one before.

    A `same` group counts only entries of the term that the entry of the first group belongs to.
    """

    lists: tuple[str, ...]
    near: bool
    same: bool


@dataclass(frozen=True)
class Combination:
    """Groups that must all be there, and lists of which nothing may be in the sentence."""

    text: str
    groups: tuple[Group, ...]
    without: tuple[str, ...]


def read_combinations(node: Node) -> tuple[Combination, ...]:
    """Read `<act> + <thing>|<other-thing> + near =<situation> without <list>`; the first group leads."""
    return tuple(_combination(item) for item in node.items())


def _combination(node: Node) -> Combination:
    text = node.text()
    if not _WRITTEN.fullmatch(text):
        raise node.error(f"{text!r} is no combination.", "Write lists such as '<act> + <thing> without <list>'.")
    groups, _, without = text.partition(" without ")
    return Combination(text, tuple(map(_group, groups.split(" + "))), tuple(without.split("|")) if without else ())


def _group(text: str) -> Group:
    lists = text.removeprefix("near ")
    return Group(tuple(lists.removeprefix("=").split("|")), near=lists != text, same=lists.startswith("="))


def check_lists(combinations: tuple[Combination, ...], known: Collection[str], node: Node) -> None:
    """InputError for a list that does not exist."""
    for combination in combinations:
        named = {owner.strip("<>") for group in combination.groups for owner in group.lists}
        for name in sorted((named | {owner.strip("<>") for owner in combination.without}).difference(known)):
            raise node.error(f"combination {combination.text!r}: there is no word list <{name}>.")


def together(combination: Combination, analysis: Analysis) -> Iterator[tuple[Match, list[Match]]]:
    """Where a combination stands, from its first part to its last, with its parts.

    What is merely `near` is the situation and no part of the advice: people speak of it with an "if" and a "when".
    """
    lead, *others = combination.groups
    for owner in lead.lists:
        for match in analysis.matches(owner):
            sentence = analysis.sentence_of(match)
            if any(analysis.matches_in(owner, sentence.first, sentence.last) for owner in combination.without):
                continue
            parts = _parts(match, others, sentence, analysis)
            if parts:
                advice = [part for part, group in zip(parts, combination.groups, strict=True) if not group.near]
                start, end = min(part.first for part in advice), max(part.last for part in advice)
                if end - start <= MOST_WORDS:
                    yield Match(start, end, combination.text), advice


def _parts(match: Match, groups: list[Group], sentence: Sentence, analysis: Analysis) -> list[Match]:
    """The entry of each group that is nearest to a match and shares no word with the others; none where one is missing."""
    parts = [match]
    before = analysis.sentences[max(analysis.sentence_index(sentence.first) - 1, 0)]
    for group in groups:
        apart = [
            entry
            for owner in group.lists
            for entry in analysis.matches_in(owner, (before if group.near else sentence).first, sentence.last)
            if (not group.same or entry.name == match.name)
            and all(entry.last <= part.first or part.last <= entry.first for part in parts)
        ]
        if not apart:
            return []
        parts.append(min(apart, key=lambda entry: abs(entry.first - match.first)))
    return parts
