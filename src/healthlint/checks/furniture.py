"""Pieces of the web page that were pasted with the article: breadcrumbs, share buttons, comment forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.finding import Finding
from healthlint.language import WORD
from healthlint.rule import Rule

_CRUMBS = re.compile(r"\s*[»›→]\s*|\s(?:>>?|/|\||::)\s")
_CRUMBS_OPEN = re.compile(r"(?i)^you are here:?\s*")
_SHOWN = 60
_HOMES = frozenset(["home", "homepage", "start", "main", "blog", "articles"])


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each run of blocks that are nothing but furniture; links under a heading go with it."""
    for run in _runs(rule, analysis):
        more = len(run) - 1
        tail = f" and the {'line' if more == 1 else f'{more} lines'} after it" if more else ""
        text = run[0].text if len(run[0].text) <= _SHOWN else run[0].text[:_SHOWN].rsplit(" ", 1)[0] + " …"
        yield rule.finding(analysis, run[0].start, run[-1].end, match=text, tail=tail)


def _runs(rule: Rule, analysis: Analysis) -> Iterator[list[Block]]:
    run: list[Block] = []
    under = False
    for block in analysis.article.blocks:
        if block.kind == "heading":
            under = False
        if _is_furniture(rule, analysis, block):
            run.append(block)
            under = under or (block.kind == "heading" and _leads_away(rule, analysis, block))
        elif run and under and block.kind == "item" and len(WORD.findall(block.text)) <= rule.options["most_words"]:
            run.append(block)
        else:
            if run:
                yield run
            run, under = [], False
    if run:
        yield run


def _is_furniture(rule: Rule, analysis: Analysis, block: Block) -> bool:
    if block.kind in ("title", "cell", "footnote", "caption"):
        return False
    if any(pattern.search(block.text) for pattern in rule.options["patterns"]):
        return True
    words = len(WORD.findall(block.text))
    if not words or words > rule.options["most_words"]:
        return False
    return _is_breadcrumb(block) or _is_covered(rule, analysis, block, words)


def _is_breadcrumb(block: Block) -> bool:
    parts = _CRUMBS.split(_CRUMBS_OPEN.sub("", block.text))
    return len(parts) > 1 and parts[0].strip().lower() in _HOMES and len(block.text) < 200


def _is_covered(rule: Rule, analysis: Analysis, block: Block, words: int) -> bool:
    """Whether an opener of the rule starts a block, or its phrases cover at least half of the words."""
    first, last = analysis.word_range(block.start, block.end)
    if analysis.matches_in(rule.owner("openers"), first, first + 2):
        return True
    matches = analysis.matches_in(rule.owner("phrases"), first, last)
    return sum(len(WORD.findall(analysis.surface(match))) for match in matches) * 2 >= words


def _leads_away(rule: Rule, analysis: Analysis, block: Block) -> bool:
    """Whether a heading stands over links to other pages."""
    return bool(analysis.matches_in(rule.owner("link_lists"), *analysis.word_range(block.start, block.end)))
