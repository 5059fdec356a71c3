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
    """Neighbouring blocks of furniture; entries of a menu count from the third on."""
    run: list[Block] = []
    sure = under = False
    for block in (*analysis.article.blocks, None):
        if block and block.kind == "heading":
            under = False
        if block and _is_furniture(rule, analysis, block):
            run.append(block)
            sure = True
            under = under or (block.kind == "heading" and _leads_away(rule, analysis, block))
        elif block and ((under and _is_short_item(rule, block)) or _menu_entries(rule, analysis, block) == 1):
            run.append(block)
        else:
            if sure or len(run) > 2:
                yield run
            run, sure, under = [], False, False


def _is_short_item(rule: Rule, block: Block) -> bool:
    return block.kind == "item" and len(WORD.findall(block.text)) <= rule.options["most_words"]


def _is_furniture(rule: Rule, analysis: Analysis, block: Block) -> bool:
    if block.kind in ("title", "cell", "footnote", "caption"):
        return False
    if block.kind != "heading" and any(pattern.search(block.text) for pattern in rule.options["patterns"]):
        return True
    words = len(WORD.findall(block.text))
    if not words or words > rule.options["most_words"]:
        return False
    return (
        _is_breadcrumb(block) or _menu_entries(rule, analysis, block) > 1 or _is_covered(rule, analysis, block, words)
    )


def _menu_entries(rule: Rule, analysis: Analysis, block: Block) -> int:
    """How many entries of a menu make up a block; 0 where there are other words too."""
    if block.kind not in ("paragraph", "item") or len(block.text) > 200:
        return 0
    found = analysis.matches_in(rule.owner("menu"), *analysis.word_range(block.start, block.end))
    covered = sum(len(WORD.findall(analysis.surface(match))) for match in found)
    return len(found) if covered == len(WORD.findall(block.text)) else 0


def _is_breadcrumb(block: Block) -> bool:
    parts = _CRUMBS.split(_CRUMBS_OPEN.sub("", block.text))
    return len(parts) > 1 and parts[0].strip().lower() in _HOMES and len(block.text) < 200


def _is_covered(rule: Rule, analysis: Analysis, block: Block, words: int) -> bool:
    """Whether an opener of the rule starts a block, or its phrases cover half of the words (of a heading: all)."""
    first, last = analysis.word_range(block.start, block.end)
    if analysis.matches_in(rule.owner("openers"), first, first + 2):
        return True
    matches = analysis.matches_in(rule.owner("phrases"), first, last)
    covered = sum(len(WORD.findall(analysis.surface(match))) for match in matches)
    if block.kind == "heading":
        return covered >= len(re.findall(r"[^\W\d]+", block.text))
    entries = analysis.matches_in(rule.owner("menu"), first, last)
    if matches or len(entries) > 2:
        covered += sum(len(WORD.findall(analysis.surface(entry))) for entry in entries)
    return covered * 2 >= words


def _leads_away(rule: Rule, analysis: Analysis, block: Block) -> bool:
    """Whether a heading stands over links to other pages."""
    return bool(analysis.matches_in(rule.owner("link_lists"), *analysis.word_range(block.start, block.end)))
