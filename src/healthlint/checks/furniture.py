"""Pieces of the web page that were pasted with the article: breadcrumbs, share buttons, comment forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.finding import Finding
from healthlint.language import WORD
from healthlint.rule import Rule

_CRUMBS = re.compile(r"\s*[»›→]\s*|\s[>/|]\s")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each short block that is nothing but furniture."""
    for block in analysis.article.blocks:
        words = WORD.findall(block.text)
        if not words or len(words) > rule.options["most_words"] or block.kind in ("title", "cell"):
            continue
        if _is_breadcrumb(block) or _is_all_furniture(rule, analysis, block, len(words)):
            yield rule.finding(analysis, block.start, block.end, match=block.text)


def _is_breadcrumb(block: Block) -> bool:
    parts = _CRUMBS.split(block.text)
    return len(parts) > 1 and parts[0].strip().lower() in ("home", "homepage", "start", "main") and len(block.text) < 200


def _is_all_furniture(rule: Rule, analysis: Analysis, block: Block, count: int) -> bool:
    """Whether the rule's phrases cover at least half of the words of a block."""
    matches = analysis.matches_in(rule.owner("phrases"), *analysis.word_range(block.start, block.end))
    return sum(len(WORD.findall(analysis.surface(match))) for match in matches) * 2 >= count
