"""Sentences that start with a small letter."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.finding import Finding
from healthlint.language import Sentence
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the first word of a sentence that starts small where its neighbours do not.

    A list item counts only where a sibling starts with a capital: items that complete a lead-in all start small.
    """
    exempt = set(rule.options["exempt"])
    siblings = _capital_lists(analysis)
    previous: Sentence | None = None
    for sentence in analysis.prose_sentences:
        opens_block = previous is None or previous.block != sentence.block
        previous = sentence
        word = analysis.words.surface(sentence.first, sentence.first + 1)
        if not word[:1].islower() or word in exempt or any(letter.isupper() or letter.isdigit() for letter in word):
            continue
        if sentence.last - sentence.first < rule.options["least_words"]:
            continue
        if opens_block and not _must_be_capital(sentence.block, siblings):
            continue
        start = analysis.words.starts[sentence.first]
        yield rule.finding(analysis, start, start + len(word), word=word, instead=word[0].upper() + word[1:])


def _capital_lists(analysis: Analysis) -> set[int]:
    """Lists of which at least half of the items start with a capital."""
    capitals: dict[int, list[bool]] = {}
    for block in analysis.article.blocks:
        if block.kind == "item":
            capitals.setdefault(block.group, []).append(block.text[:1].isupper())
    return {group for group, upper in capitals.items() if sum(upper) * 2 >= len(upper)}


def _must_be_capital(block: Block, siblings: set[int]) -> bool:
    if block.kind == "item":
        return block.group in siblings
    # a paragraph that starts small may go on a sentence broken by a list or a table; one that ends like a sentence is one
    return block.kind == "paragraph" and block.text.rstrip().endswith((".", "!", "?"))
