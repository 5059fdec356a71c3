"""Acronyms that the article never spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.rule import Rule

_ACRONYM = re.compile(r"(?<![\w.@/#-])[A-Z][A-Za-z]{0,2}[A-Z]{1,4}[0-9]?s?(?![\w@])")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the first use of each acronym that stands in no bracket pair with its expansion."""
    prose = analysis.article.prose
    exempt = {word.upper() for word in rule.options["exempt"]}
    seen: set[str] = set()
    for block in analysis.article.blocks:
        if block.kind not in ("paragraph", "item", "quotation", "heading", "title") or block.text.isupper():
            continue
        for found in _ACRONYM.finditer(prose, block.start, block.end):
            acronym = re.sub(r"s$", "", found[0])
            if acronym.upper() in exempt or acronym in seen or len(acronym) < 2:
                continue
            seen.add(acronym)
            if not _expanded(acronym, prose) and not _in_references(analysis, found.start()):
                yield rule.finding(analysis, found.start(), found.start() + len(acronym), acronym=acronym)


def _expanded(acronym: str, prose: str) -> bool:
    """Whether "long form (ACRONYM)" or "ACRONYM (long form)" or "ACRONYM, or long form" stands anywhere."""
    letters = [letter.lower() for letter in acronym if letter.isalpha()]
    name = re.escape(acronym)
    for found in re.finditer(rf"[(\[,]\s*(?:or |the |also called |known as )?{name}s?\b", prose):
        before = re.findall(r"[^\W_]+", prose[max(0, found.start() - 120) : found.start()])
        if _spells(letters, before[-len(letters) * 2 - 1 :]):
            return True
    for found in re.finditer(rf"\b{name}s?(?:\s*[(\[,–—-]|\s+(?:means|stands for|is short for|is))\s*", prose):
        after = re.findall(r"[^\W_]+", prose[found.end() : found.end() + 120])
        if _spells(letters, after[: len(letters) * 2 + 1]):
            return True
    return False


def _spells(letters: list[str], words: list[str]) -> bool:
    """Whether most letters are initials, or parts of words, in order; "heparin-induced" and "beta" may give two."""
    text = " ".join(words).lower()
    position, initials = 0, 0
    for letter in letters:
        at_start = re.compile(rf"\b{re.escape(letter)}").search(text, position)
        index = at_start.start() if at_start else text.find(letter, position)
        if index < 0:
            return False
        initials += at_start is not None
        position = index + 1
    return initials >= max(2, (len(letters) + 1) // 2)


def _in_references(analysis: Analysis, offset: int) -> bool:
    return any(start <= offset < end for start, end in analysis.reference_ranges)
