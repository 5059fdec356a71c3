"""Sentences, paragraphs, lists, sections and heads of tables that are too long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.language import WORD
from healthlint.rule import Rule

UNITS = ("sentence", "paragraph", "list", "section", "table-head")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each unit above `most`: words of a sentence, section or head, items of a list …"""
    most = rule.options["most"]
    for start, end, size in _SIZES[rule.options["unit"]](analysis):
        if size > most:
            yield rule.finding(analysis, start, end, count=size, most=most)


def _sentences(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    for sentence in analysis.prose_sentences:
        yield sentence.start, sentence.end, len(analysis.words_of(sentence))


def _paragraphs(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    for block, sentences in groupby(analysis.prose_sentences, key=lambda sentence: sentence.block):
        if block.kind == "paragraph":
            first, *rest = sentences
            yield first.start, first.end, 1 + len(rest)


def _lists(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    for section in analysis.article.sections:
        if any(section.start <= start < section.end for start, _ in analysis.reference_ranges):
            continue
        items = [block for block in section.blocks if block.kind == "item" and block.level == 1]
        for _, group in groupby(items, key=lambda block: block.group):
            first, *rest = group
            yield first.start, first.end, 1 + len(rest)


def _sections(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    for section in analysis.article.sections:
        words = sum(len(WORD.findall(block.text)) for block in section.blocks)
        place = section.heading or section.blocks[0]
        yield place.start, place.end, words


def _table_heads(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    cells = [block for block in analysis.article.blocks if block.kind == "cell"]
    for _, group in groupby(cells, key=lambda cell: cell.group):
        table = list(group)
        # a table of one row, or of a cell a row, is there for the layout
        if table[-1].row > 0 and table[1].row == 0:
            for cell in table:
                if cell.row == 0:
                    yield cell.start, cell.end, len(WORD.findall(cell.text))


_SIZES = {
    "sentence": _sentences,
    "paragraph": _paragraphs,
    "list": _lists,
    "section": _sections,
    "table-head": _table_heads,
}
