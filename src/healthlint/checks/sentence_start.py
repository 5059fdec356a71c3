"""Sentences that start with a small letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.language import Sentence
from healthlint.rule import Rule

_ELLIPSES = ("...", "…", ". .")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the first word of a sentence that starts small where it should not, one a paragraph.

    A list item counts only where a sibling starts with a capital: items that complete a lead-in all start small.
    """
    exempt = set(rule.options["exempt"])
    expected = _blocks_with_capitals(analysis)
    previous: Sentence | None = None
    flagged = -1
    for sentence in analysis.prose_sentences:
        block = sentence.block.start
        opens_block = previous is None or previous.block.start != block
        previous = sentence
        word = analysis.words.surface(sentence.first, sentence.first + 1)
        if not word[:1].islower() or word in exempt or any(letter.isupper() or letter.isdigit() for letter in word):
            continue
        if sentence.last - sentence.first < rule.options["least_words"] or (opens_block and block not in expected):
            continue
        # "It takes a while . . . usually a week"
        if not opens_block and analysis.article.prose[block : sentence.start].rstrip().endswith(_ELLIPSES):
            continue
        # more of them in one paragraph are a list that lost its marks: one finding is enough
        if block != flagged:
            flagged = block
            start = analysis.words.starts[sentence.first]
            yield rule.finding(analysis, start, start + len(word), word=word, instead=word[0].upper() + word[1:])


def _blocks_with_capitals(analysis: Analysis) -> set[int]:
    """Starts of the blocks whose first word must have a capital: items among such, and paragraphs that are no list."""
    blocks = analysis.article.blocks
    lists: dict[int, list[bool]] = defaultdict(list)
    for block in blocks:
        if block.kind == "item":
            lists[block.group].append(block.text[:1].isupper())
    expected = {
        block.start
        for block in blocks
        if block.kind == "item" and 2 * sum(lists[block.group]) >= len(lists[block.group])
    }
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        # paragraphs that start small one after the other, or after a colon, are a list that lost its marks
        in_list = any(neighbour and neighbour.text[:1].islower() for neighbour in (before, after))
        led_in = before is not None and before.text.rstrip().endswith((":", ","))
        if block.kind == "paragraph" and block.text.rstrip().endswith((".", "!", "?")) and not in_list and not led_in:
            expected.add(block.start)
    return expected
