"""Words of several sorts in one sentence, in whatever order: an act and a thing that are harmless each and not together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from healthlint.analysis import Analysis
from healthlint.language import Sentence
from healthlint.names import BUILT_IN
from healthlint.phrase import Phrase, bare_lists
from healthlint.phrasebook import Match
from healthlint.rule import Rule
from healthlint.yamlfile import Node

MOST_WORDS = 24
"""Words over which a combination may spread; in a longer sentence the parts rarely belong to one statement."""

PARTS = ("acts", "things", "pledges", "fates")
"""Options whose phrases a combination may name: "overnight" is a pledge, "clears" an act, "acne" a thing."""

_PART = rf"(?:<[a-z][a-z0-9-]*>|{'|'.join(PARTS)})"
_PARTS = rf"{_PART}(?:\|{_PART})*"
_WRITTEN = re.compile(rf"{_PARTS}(?: \+ (?:near )?=?{_PARTS})+(?: without {_PARTS})?")


@dataclass(frozen=True)
class Group:
    """Word lists and parts of which an entry must stand in the sentence; `near`, in it or the one before.

    A `same` group counts only entries of the term that the entry of the first group belongs to.
    """

    names: tuple[str, ...]
    near: bool
    same: bool


@dataclass(frozen=True)
class Combination:
    """Groups that must all be there, and lists and parts of which nothing may be in the sentence."""

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
    names = text.removeprefix("near ")
    return Group(tuple(names.removeprefix("=").split("|")), near=names != text, same=names.startswith("="))


def check_lists(combinations: tuple[Combination, ...], known: Collection[str], node: Node) -> None:
    """InputError for a list that does not exist."""
    for combination in combinations:
        named = {name for group in combination.groups for name in group.names}.union(combination.without)
        for name in sorted({name.strip("<>") for name in named if name not in PARTS}.difference(known)):
            raise node.error(f"combination {combination.text!r}: there is no word list <{name}>.")


def together(rule: Rule, analysis: Analysis) -> Iterator[tuple[Match, list[Match]]]:
    """Where a combination of a rule stands, from its first part to its last, with what a context may excuse.

    What is merely `near` is the situation and no part of the advice: people speak of it with an "if" and a "when".
    """
    for combination in rule.options["together"]:
        lead, *others = combination.groups
        leads = matches_of(analysis, owners_of(rule, lead.names), 0, len(analysis.words.norms))
        if not leads:
            continue
        groups = [(group, owners_of(rule, group.names)) for group in others]
        without = owners_of(rule, combination.without)
        for match in leads:
            sentence = analysis.sentence_of(match)
            if matches_of(analysis, without, sentence.first, sentence.last):
                continue
            parts = _parts(analysis, match, groups, sentence)
            if parts:
                advice = [part for part, group in zip(parts, combination.groups, strict=True) if not group.near]
                start, end = min(part.first for part in advice), max(part.last for part in advice)
                if end - start <= MOST_WORDS:
                    stretch = Match(start, end, combination.text)
                    yield stretch, [stretch, *advice]


def owners_of(rule: Rule, names: Iterable[str]) -> list[str]:
    """What the phrasebook knows word lists and parts by; a phrase that is but a choice of lists is known by those."""
    owners: list[str] = []
    for name in names:
        if name.startswith("<"):
            owners.append(name)
        else:
            owners.append(rule.owner(name))
            owners += [f"<{listed}>" for phrase in rule.options[name] for listed in lists_of(phrase)]
    return owners


def matches_of(analysis: Analysis, owners: Iterable[str], first: int, last: int) -> list[Match]:
    """The entries of word lists and the phrases of parts that start inside a range of words, in order."""
    return sorted(match for owner in owners for match in analysis.matches_in(owner, first, last))


def lists_of(phrase: Phrase) -> tuple[str, ...]:
    """The word lists from files that a phrase is nothing but a choice of; the phrasebook holds their matches already."""
    names = bare_lists(phrase)
    return () if any(name in BUILT_IN for name in names) else names


def _parts(
    analysis: Analysis, lead: Match, groups: Iterable[tuple[Group, list[str]]], sentence: Sentence
) -> list[Match]:
    """The entry of each group that is nearest to a match and shares no word with the others; none where one is missing."""
    parts = [lead]
    before = analysis.sentences[max(analysis.sentence_index(sentence.first) - 1, 0)]
    for group, owners in groups:
        first = (before if group.near else sentence).first
        apart = [
            entry
            for entry in matches_of(analysis, owners, first, sentence.last)
            if (not group.same or entry.name == lead.name) and all(_apart(entry, part) for part in parts)
        ]
        if not apart:
            return []
        parts.append(min(apart, key=lambda entry: max(lead.first - entry.last, entry.first - lead.last)))
    return parts


def _apart(part: Match, taken: Match) -> bool:
    """Whether a part shares no word with one that is taken; it may fill its gap ("turn asthma around")."""
    return part.last <= taken.first or taken.last <= part.first or (taken.first < part.first and part.last < taken.last)
