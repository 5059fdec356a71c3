"""A number of things promised ("7 foods", "seven strategies") and another number given."""

from __future__ import annotations

import re
from collections import Counter
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
    noun: str
    block: Block


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding where a title, heading or sentence promises `things` that are counted in another number."""
    nouns = "|".join(re.escape(noun) for noun in rule.options["things"])
    promise = re.compile(rf"\b{_NUMBER}\s+(?:[\w’'-]+\s+){{0,3}}?(?P<noun>{nouns})\b", re.I)
    for found in _promises(analysis, promise):
        counted = _counted(analysis, found)
        if counted and found.number not in counted:
            best, place = max(counted.items())
            yield rule.finding(
                analysis, found.start, found.end, [(*place, "the last one is here")],
                match=analysis.article.prose[found.start : found.end], promised=found.number, counted=best,
            )  # fmt: skip


def _promises(analysis: Analysis, pattern: re.Pattern[str]) -> Iterator[_Promise]:
    for block in analysis.article.blocks:
        if block.kind in ("cell", "footnote", "caption"):
            continue
        for found in pattern.finditer(block.text):
            number = _value(found["number"])
            if number > 1:
                start, end = block.start + found.start(), block.start + found.end()
                yield _Promise(start, end, number, found["noun"].lower(), block)


def _counted(analysis: Analysis, promise: _Promise) -> dict[int, tuple[int, int]]:
    """How many things there are, as far as headings and lists tell, each count with the place of its last one."""
    counts: dict[int, tuple[int, int]] = {}
    in_heading = promise.block.kind in ("title", "heading")
    if promise.block.kind == "title":
        counts |= _numbered_headings(analysis)
    section = analysis.section_of(promise.start)
    if section is None:
        return counts
    blocks = [b for b in section.blocks if b.start > promise.start or in_heading]
    items = Counter(block.group for block in blocks if block.kind == "item" and block.level == 1)
    groups = list(items)[:1] if not in_heading else list(items)
    for group in groups:
        last = [block for block in blocks if block.group == group][-1]
        counts[items[group]] = (last.start, last.end)
    return counts


def _numbered_headings(analysis: Analysis) -> dict[int, tuple[int, int]]:
    """The count of headings that carry a number ("3. Oats", "Best foods 3: oats")."""
    numbered = [
        (int(found[1]), block)
        for block in analysis.article.blocks
        if block.kind == "heading" and (found := re.search(r"(?:^|\s)#?(\d{1,2})[.:)]\s", block.text))
    ]
    if len(numbered) < 2:
        return {}
    _, last = numbered[-1]
    return {len(numbered): (last.start, last.end)}


def _value(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS[text.lower()]
