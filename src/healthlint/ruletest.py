"""A rule's own examples, run: «» marks the exact span of each finding."""

from __future__ import annotations

from healthlint.analysis import Analysis, Knowledge
from healthlint.finding import Finding
from healthlint.linter import find, ordered
from healthlint.reading.markdown import read_markdown
from healthlint.rule import Rule


def run_examples(rule: Rule, knowledge: Knowledge) -> list[str]:
    """What is wrong with the examples of a rule: one text a failure, none when all pass."""
    failures = []
    for text in rule.examples.bad:
        expected = unmark(text)[1]
        found = [(finding.start, finding.end) for finding in findings_in(rule, text, knowledge)]
        if not expected:
            failures.append(f"bad example without «»: {text!r}.\n  Mark the span of the finding.")
        elif found != expected:
            failures.append(f"bad example: expected {text!r}, found {mark(unmark(text)[0], found)!r}.")
    for text in rule.examples.good:
        spans = [(finding.start, finding.end) for finding in findings_in(rule, text, knowledge)]
        if spans:
            failures.append(f"good example: expected no finding, found {mark(text, spans)!r}.")
    return failures


def findings_in(rule: Rule, example: str, knowledge: Knowledge) -> list[Finding]:
    """The findings of one rule in one of its examples, read as Markdown."""
    article = read_markdown("example.md", unmark(example)[0])
    return ordered(find(Analysis(article, knowledge), [rule]))


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without «», and the spans that they marked."""
    plain = ""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for character in text:
        if character == "«":
            opened.append(len(plain))
        elif character == "»" and opened:
            spans.append((opened.pop(), len(plain)))
        else:
            plain += character
    return plain, sorted(spans)


def mark(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with «» around each span."""
    edges = [(start, "«") for start, _ in spans] + [(end, "»") for _, end in spans]
    for offset, sign in sorted(edges, reverse=True):
        text = text[:offset] + sign + text[offset:]
    return text
