"""Headings: too few for the length, levels skipped, none of a title."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.finding import Finding
from healthlint.language import WORD
from healthlint.rule import Rule

FAULTS = ("missing", "skipped", "empty", "no-title")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each heading with the `fault` that the rule looks for."""
    yield from _FAULTS[rule.options["fault"]](rule, analysis)


def _missing(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    words = analysis.word_count
    if words >= rule.options["words"] and not any(block.kind == "heading" for block in analysis.article.blocks):
        yield rule.finding(analysis, *analysis.article.title_place, words=words)


def _skipped(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    before: Block | None = None
    for block in analysis.article.blocks:
        if block.kind not in ("title", "heading"):
            continue
        if before and block.level > before.level + 1:
            yield rule.finding(analysis, block.start, block.end, level=block.level, before=before.level)
        before = block


def _empty(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    sections = analysis.article.sections
    for index, section in enumerate(sections):
        heading = section.heading
        following = sections[index + 1].heading if index + 1 < len(sections) else None
        if (
            heading
            and heading.kind == "heading"
            and not section.blocks
            and (following is None or following.level <= heading.level)
        ):
            yield rule.finding(analysis, heading.start, heading.end, heading=heading.text)


def _no_title(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    article = analysis.article
    if article.title is None and article.blocks and len(WORD.findall(article.prose)) >= rule.options["words"]:
        yield rule.finding(analysis, *article.title_place)


_FAULTS = {"missing": _missing, "skipped": _skipped, "empty": _empty, "no-title": _no_title}
