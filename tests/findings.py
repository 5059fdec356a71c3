"""The findings of some of the rules in a Markdown text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.linter import find, ordered
from healthlint.reading.markdown import read_markdown
from healthlint.rulebook import Rulebook

Flagged = Callable[[str, str], list[str]]
"""From a rule and a text to what the rule flags in it."""

Say = Callable[[str, str], list[tuple[str, str, list[str]]]]
"""From a rule and a text to the findings: message, what is flagged, and the related places."""


def find_in(source: str, book: Rulebook, rules: Iterable[str]) -> list[Finding]:
    analysis = Analysis(read_markdown("a.md", source), book.knowledge)
    return ordered(find(analysis, [book.rules[rule] for rule in rules]))
