"""Sentences, paragraphs, lists, sections and heads of tables that are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, zip_longest

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.finding import Finding
from healthlint.language import WORD
from healthlint.rule import Rule

_LONGEST_HEADING = 8
_LINE = 20
_POINT_MARK = re.compile(r"\s[-–•]\s")

UNITS = ("sentence", "paragraph", "list", "section", "table-head")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each unit above `most`: words of a sentence, section or head, items of a list …"""
    most = rule.options["most"]
    for start, end, size in _SIZES[rule.options["unit"]](analysis):
        if size > most:
            yield rule.finding(analysis, start, end, count=size, most=most)


def _sentences(analysis: Analysis) -> Iterator[tuple[int, int, int]]:
    for sentence in analysis.prose_sentences:
        size = len(analysis.words_of(sentence))
        # a list that lost its line breaks is long, its points are not
        points = _POINT_MARK.split(analysis.sentence_text(sentence)) if size > _LINE else []
        yield sentence.start, sentence.end, max(map(_count, points)) if len(points) > 2 else size


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
        place, words = section.heading or section.blocks[0], 0
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            if after and _is_heading_line(block, after):
                yield place.start, place.end, words
                place, words = block, 0
            else:
                words += _count(block.text)
        yield place.start, place.end, words


def _is_heading_line(block: Block, after: Block) -> bool:
    """Whether a short paragraph without a full stop stands over another as a heading does."""
    if block.kind != "paragraph" or after.kind != "paragraph" or not block.text[:1].isupper():
        return False
    return block.text[-1].isalnum() and _count(block.text) <= _LONGEST_HEADING < _count(after.text)


def _count(text: str) -> int:
    return len(WORD.findall(text))


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
