"""Sentences, paragraphs and headings that say again what was said, word for word or nearly so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.fuzz import token_sort_ratio

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.language import WORD
from healthlint.rule import Rule

UNITS = ("sentence", "paragraph", "heading")

MOST_SHARERS = 30
"""Units that share a shingle beyond which it says nothing (boilerplate) and is passed over; keeps the index linear."""

CLAUSE = 6
"""Shingles that two units must share at the least to say a clause in the same words (own)."""

# Words that carry no content, so that "is key to" and "is the key to" are the same shingle.
_EMPTY = frozenset("a an the of to in on for and or is are be was were it this that your you also can very".split())


@dataclass(frozen=True)
class Unit:
    """One sentence, paragraph or heading: prose offsets and its words in lower case."""

    start: int
    end: int
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        return " ".join(self.words)

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Pairs of neighbouring content words."""
        return frozenset(pairwise(word for word in self.words if word not in _EMPTY))


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each cluster of repeats, on its second member; the others are related."""
    units = [unit for unit in _units(rule.options["unit"], analysis) if len(unit.words) >= rule.options["least_words"]]
    exact = rule.options["similarity"] >= 100
    clusters = _exact(units) if exact else _near(units, rule.options["similarity"], rule.options["shared"])
    for cluster in clusters if rule.options["unit"] == "heading" else _runs(clusters, units):
        first, second, *rest = cluster
        related = [(first.start, first.end, "first said here")]
        related += [(unit.start, unit.end, "said again here") for unit in rest]
        yield rule.finding(
            analysis,
            second.start,
            second.end,
            related,
            times=len(cluster),
            match=analysis.article.prose[second.start : second.end],
        )


def _runs(clusters: list[list[Unit]], units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Clusters whose members follow each other in the text at every place, as one: a passage pasted whole."""
    place = {unit.start: index for index, unit in enumerate(units)}
    run: list[list[Unit]] = []
    for cluster in sorted(clusters, key=lambda cluster: cluster[1].start):
        last = run[-1] if run else []
        follows = len(last) == len(cluster) and all(
            place[after.start] == place[before.start] + 1 for before, after in zip(last, cluster, strict=True)
        )
        if run and not follows:
            yield _spanned(run)
            run = []
        run.append(cluster)
    if run:
        yield _spanned(run)


def _spanned(run: list[list[Unit]]) -> list[Unit]:
    """One unit for each place of a run, from the start of its first member to the end of its last."""
    return [Unit(first.start, last.end, first.words) for first, last in zip(run[0], run[-1], strict=True)]


def _units(kind: str, analysis: Analysis) -> Iterator[Unit]:
    if kind == "sentence":
        pasted = _pasted_blocks(analysis)
        for sentence in analysis.prose_sentences:
            if sentence.block.start not in pasted:
                yield _unit(sentence.start, sentence.end, analysis.words_of(sentence))
        return
    wanted = ("title", "heading") if kind == "heading" else ("paragraph", "item", "quotation")
    for block in analysis.article.blocks:
        if block.kind in wanted and (kind == "heading" or len(analysis.sentences_in(block.start, block.end)) > 1):
            yield _unit(block.start, block.end, WORD.findall(block.text))


def _pasted_blocks(analysis: Analysis) -> set[int]:
    """Starts of the blocks of several sentences that stand earlier in the same words: the rule for paragraphs has them."""
    seen: set[str] = set()
    pasted: set[int] = set()
    for block in analysis.article.blocks:
        if block.text in seen and len(analysis.sentences_in(block.start, block.end)) > 1:
            pasted.add(block.start)
        seen.add(block.text)
    return pasted


def _unit(start: int, end: int, words: Sequence[str]) -> Unit:
    return Unit(start, end, tuple(word.lower().replace("’", "'") for word in words))


def _exact(units: Sequence[Unit]) -> list[list[Unit]]:
    groups: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.words].append(unit)
    return [group for group in groups.values() if len(group) > 1]


def _near(units: Sequence[Unit], similarity: float, share: float) -> list[list[Unit]]:
    """Clusters of units that are alike but not the same; each joins the first one that it is like.

    A unit in the very words of an earlier one is left to the rule for exact repeats.
    """
    units = list({unit.words: unit for unit in reversed(units)}.values())[::-1]
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    clusters: dict[int, list[Unit]] = {}
    leader_of: dict[int, int] = {}
    for index, unit in enumerate(units):
        shared: Counter[int] = Counter()
        for shingle in unit.shingles:
            sharers = by_shingle[shingle]
            if len(sharers) <= MOST_SHARERS:
                shared.update(sharers)
                sharers.append(index)
        for other, count in shared.most_common(5):
            if _alike(unit, units[other], count, similarity, share):
                leader = leader_of.get(other, other)
                leader_of[index] = leader
                clusters.setdefault(leader, [units[leader]]).append(unit)
                break
    return list(clusters.values())


def _alike(one: Unit, other: Unit, shared: int, similarity: float, share: float) -> bool:
    """Alike as a whole, or saying a long clause in the same words; `shared` counts the shingles in common."""
    if shared >= CLAUSE and shared >= share * min(len(one.shingles), len(other.shingles)):
        return True
    return token_sort_ratio(one.key, other.key) >= similarity
