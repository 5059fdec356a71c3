"""Articles in plain text, as pasted from a web page or a word processor."""

from __future__ import annotations

from healthlint.article import Article, ArticleBuilder
from healthlint.reading.byline import Fact, read_byline
from healthlint.reading.flow import MASK, Flow
from healthlint.reading.lines import Unit, read_units
from healthlint.reading.titles import find_headings

TOP = 15
"""Units from the top in which a byline may stand, unless the body begins before."""
BOTTOM = 12
BODY = 25
"""Words of a unit that make it a part of the body."""


def read_plain(path: str, source: str) -> Article:
    """Read plain text; paragraphs, headings and lists are told by their look alone."""
    builder = ArticleBuilder(path, "text", source)
    text = _without_comments(builder)
    units = read_units(text)
    bylines = _bylines(units)
    _describe(builder, units, bylines)
    headings = find_headings(units, set(bylines))
    flow = Flow(builder, text)
    for index, unit in enumerate(units):
        level = headings.get(index)
        # A numbered heading keeps its number; `#` is no part of one.
        _say(flow, unit, whole=level is not None and unit.kind == "item")
        if level is not None:
            builder.block("title" if level == 0 else "heading", level=max(level, 1))
        elif unit.kind == "item":
            builder.block("item", level=unit.level, group=unit.group, ordered=unit.ordered)
        else:
            builder.block("paragraph")
        flow.begin()
    return builder.build()


def _without_comments(builder: ArticleBuilder) -> str:
    """Mask HTML comments, and hand them to the builder."""
    text, parts, position = builder.text, [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        builder.comment(text[start + 4 : end], start, end + 3)
        parts += [text[position:start], MASK * (end + 3 - start)]
        position = end + 3
    return "".join([*parts, text[position:]])


def _say(flow: Flow, unit: Unit, *, whole: bool) -> None:
    """Say the lines of a unit, with its marker when it is said as a whole."""
    before: int | None = None
    for start, end, _ in unit.lines:
        if before is not None:
            flow.space(before, start)
        flow.copy(unit.begin if whole and before is None else start, end)
        before = end


def _bylines(units: list[Unit]) -> dict[int, list[Fact]]:
    """Bylines by the index of their unit: above the body, and near the end."""
    bylines: dict[int, list[Fact]] = {}
    top = min(next((index for index, unit in enumerate(units) if unit.words >= BODY), len(units)), TOP)
    authors: set[str] = set()
    for index, unit in enumerate(units):
        if unit.kind != "text" or len(unit.lines) > 1:
            continue
        if unit.text in authors:
            bylines[index] = []
        elif index < top or index >= len(units) - BOTTOM:
            facts = read_byline(unit.text, top=index < top)
            if facts is not None:
                bylines[index] = facts
                authors.update(fact.value for fact in facts if fact.key == "author")
    return bylines


def _describe(builder: ArticleBuilder, units: list[Unit], bylines: dict[int, list[Fact]]) -> None:
    """Hand what bylines tell to the builder, once for each fact."""
    told = set()
    for index, facts in bylines.items():
        begin = units[index].begin
        for fact in facts:
            if (fact.key, fact.value) not in told:
                told.add((fact.key, fact.value))
                builder.metadatum(fact.key, fact.value, begin + fact.start, begin + fact.end)
