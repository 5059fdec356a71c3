"""Lists that sum an article up: what they say is meant to be said twice."""

from __future__ import annotations

from collections import Counter, defaultdict

from healthlint.article import Article
from healthlint.language import WORD
from healthlint.unit import Unit, unit_of

LEAST_POINTS = 3
"""Points that a list must take from elsewhere in the article to sum it up."""

TAKEN_POINTS = 0.4
"""Share of its points that are then taken from elsewhere: one point in a few may say something new."""

TAKEN = 0.6
"""Share of the pairs of words of a point that another block must hold to be its source."""


def find_summaries(article: Article) -> set[int]:
    """The groups of the lists of which a good part of the points is said elsewhere, one here, one there.

    A list pasted whole has all its points from one place, and is none.
    """
    units = [
        unit_of(block.start, block.end, WORD.findall(block.text), block)
        for block in article.blocks
        if block.kind in ("paragraph", "item", "quotation")
    ]
    holders: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
    groups: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.block.kind == "item":
            groups[unit.block.group].append(unit)
        for shingle in unit.shingles:
            holders[shingle].append(unit)
    return {group for group, points in groups.items() if _sums_up(points, holders)}


def _sums_up(points: list[Unit], holders: dict[tuple[str, ...], list[Unit]]) -> bool:
    if len(points) < LEAST_POINTS:
        return False
    sources = [source for point in points if (source := _source(point, holders))]
    taken = max(LEAST_POINTS, len(points) * TAKEN_POINTS)
    return len(sources) >= taken and len(set(sources)) >= max(2, len(sources) / 2)


def _source(point: Unit, holders: dict[tuple[str, ...], list[Unit]]) -> tuple[int, int] | None:
    """Where else most of what a point says stands: the list, or the paragraph."""
    shared = Counter(
        (unit.block.group, 0 if unit.block.group else unit.start)
        for shingle in point.shingles
        for unit in holders[shingle]
        if unit.block.group != point.block.group or not unit.block.group
    )
    if not shared:
        return None
    place, count = shared.most_common(1)[0]
    return place if count >= TAKEN * len(point.shingles) else None
