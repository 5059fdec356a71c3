"""Sections that leave the subject of the title."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.article import Section
from healthlint.finding import Finding
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on each heading that names another condition than the title while its section hardly names the title's.

    Conditions, symptoms and body parts count; a kind of what the title names ("ankle sprain" under "sprains") is no drift.
    """
    title = analysis.article.title
    if title is None:
        return
    subject = _named(rule, analysis, title.start, title.end)
    if not subject:
        return
    for section in analysis.article.sections:
        heading = section.heading
        if heading is None or heading.kind == "title" or not section.blocks:
            continue
        named = _named(rule, analysis, heading.start, heading.end)
        if named and not any(_related(analysis, name, other) for name in named for other in subject):
            share = _share(rule, analysis, section, subject)
            if share <= rule.options["most_share"]:
                yield rule.finding(
                    analysis, heading.start, heading.end, [(title.start, title.end, "the title")],
                    heading=heading.text, named=sorted(named)[0], title=title.text,
                )  # fmt: skip


def _named(rule: Rule, analysis: Analysis, start: int, end: int) -> frozenset[str]:
    """Canonical names of what a prose range names; in "muscle spasm" the muscle is no subject of its own."""
    words = analysis.word_range(start, end)
    found = sorted(
        (match for name in rule.options["lists"] for match in analysis.matches_in(f"<{name}>", *words)),
        key=lambda match: (match.first, -match.last),
    )
    names, reached = set(), -1
    for match in found:
        if match.last > reached:
            names.add(match.name)
            reached = match.last
    return frozenset(names)


def _related(analysis: Analysis, one: str, other: str) -> bool:
    if one == other or one in other or other in one:
        return True
    return any(
        one in lexicon.terms and other in lexicon.terms and (other in lexicon.wider(one) or one in lexicon.wider(other))
        for lexicon in analysis.knowledge.lexicons.values()
    )


def _share(rule: Rule, analysis: Analysis, section: Section, subject: frozenset[str]) -> float:
    """Share of the section's sentences that name the subject of the title or a kind of it."""
    sentences = analysis.sentences_in(section.blocks[0].start, section.end)
    naming = sum(
        any(_related(analysis, name, other) for name in _named(rule, analysis, s.start, s.end) for other in subject)
        for s in sentences
    )
    return naming / len(sentences) if sentences else 1.0
