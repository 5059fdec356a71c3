"""A number of things promised ("7 foods", "seven strategies") and another number given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.finding import Finding
from healthlint.rule import Rule

_WORDS = {word: value for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve "
                                                   "thirteen fourteen fifteen".split())}  # fmt: skip
_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(list(_WORDS)[2:])})"


@dataclass(frozen=True)
class _Promise:
    start: int
    end: int
    number: int
    block: Block


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding where a title, heading or sentence promises `things` that are counted in another number.

    A sentence promises what the list right after it holds; one that repeats the number of a title which does not hold
    is wrong with it.
    """
    nouns = "|".join(re.escape(noun) for noun in rule.options["things"])
    pattern = re.compile(rf"\b{_NUMBER}\s+(?:[\w’'-]+\s+){{0,3}}?(?:{nouns})\b", re.I)
    of_title: tuple[int, int, tuple[int, int]] | None = None
    for promise in _promises(analysis, pattern):
        counted = _counted(analysis, promise)
        if counted and promise.number not in counted:
            given, place = max(counted.items())
            if promise.block.kind == "title":
                of_title = promise.number, given, place
        elif of_title and promise.number == of_title[0] and not counted:
            given, place = of_title[1:]
        else:
            continue
        yield rule.finding(
            analysis, promise.start, promise.end, [(*place, "the last one is here")],
            match=analysis.article.prose[promise.start : promise.end], promised=promise.number, counted=given,
        )  # fmt: skip


def _promises(analysis: Analysis, pattern: re.Pattern[str]) -> Iterator[_Promise]:
    for block in analysis.article.blocks:
        if block.kind in ("cell", "footnote", "caption"):
            continue
        for found in pattern.finditer(block.text):
            number = _value(found["number"])
            if number > 1:
                yield _Promise(block.start + found.start(), block.start + found.end(), number, block)


def _counted(analysis: Analysis, promise: _Promise) -> dict[int, tuple[int, int]]:
    """How many things there are, as far as headings and lists tell, each count with the place of its last one."""
    counts: dict[int, tuple[int, int]] = {}
    kind = promise.block.kind
    if kind == "title":
        counts |= _numbered_headings(analysis)
    section = analysis.section_of(promise.start)
    if section is None:
        return counts
    blocks = list(section.blocks)
    if kind in ("title", "heading"):
        groups = {block.group for block in blocks if block.kind == "item"}
    else:
        following = blocks[blocks.index(promise.block) + 1 :][:1] if promise.block in blocks else []
        leads_in = promise.block.kind == "paragraph" and promise.block.text.rstrip().endswith((":", "."))
        groups = {block.group for block in following if block.kind == "item" and leads_in}
    for group in groups:
        items = [block for block in blocks if block.kind == "item" and block.group == group and block.level == 1]
        if len(items) > 1:
            counts[len(items)] = (items[-1].start, items[-1].end)
    return counts


def _numbered_headings(analysis: Analysis) -> dict[int, tuple[int, int]]:
    """The count of headings that carry a number ("3. Oats", "Best foods 3: oats")."""
    numbered = [
        block
        for block in analysis.article.blocks
        if block.kind == "heading" and re.search(r"(?:^|\s)#?\d{1,2}[.:)]\s", block.text)
    ]
    return {len(numbered): (numbered[-1].start, numbered[-1].end)} if len(numbered) > 1 else {}


def _value(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text.lower()]
