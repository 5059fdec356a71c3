"""One article through all rules: findings in the order of the text, and the facts that reports show beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from healthlint.analysis import Analysis, Knowledge
from healthlint.article import Article
from healthlint.errors import InputError
from healthlint.finding import Finding
from healthlint.kinds import KINDS
from healthlint.plain import plain_language
from healthlint.rule import Rule
from healthlint.suppression import UNUSED, find_suppressions, suppress, unused


@dataclass(frozen=True)
class Checked:
    """What there is to report of one file; `error` where it could not be read, and then nothing else.

    `signals` holds each signal's evidence as source spans, `metrics` counts and grades.
    """

    path: str
    article: Article | None = None
    findings: tuple[Finding, ...] = ()
    signals: Mapping[str, list[tuple[int, int]]] = field(default_factory=dict)
    metrics: Mapping[str, float] = field(default_factory=dict)
    error: InputError | None = None


def check_article(article: Article, knowledge: Knowledge, known: Mapping[str, Rule], active: Iterable[Rule]) -> Checked:
    """Lint one article; `known` are the rules that a suppression may name, `active` those that run."""
    if not article.blocks:
        raise InputError(article.path, "there is no text in it.", "Leave it out, or check that it was saved.")
    rules = list(active)
    suppressions = find_suppressions(article, known)
    analysis = Analysis(article, knowledge)
    found = told_once(find(analysis, rules))
    names = {rule.id for rule in rules}
    silent = next((rule for rule in rules if rule.id == UNUSED), None)
    without_effect = unused(silent, found, suppressions, names, known) if silent else []
    findings = ordered([*suppress(found, suppressions), *without_effect])
    return Checked(article.path, article, tuple(findings), analysis.signals, metrics(analysis))


def find(analysis: Analysis, rules: Iterable[Rule]) -> list[Finding]:
    """The findings of the rules that apply to an article, in any order."""
    found: list[Finding] = []
    for rule in rules:
        if rule.applies(analysis):
            found += KINDS[rule.kind].check(rule, analysis)
    return found


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Without those that link places which another finding of their pack links already, the worst one first."""
    kept: list[Finding] = []
    linked: dict[tuple[str, int, int], set[tuple[int, int]]] = {}
    for finding in sorted(findings, key=lambda one: one.severity.rank):
        places = {(place.start, place.end) for place in finding.related}
        known = linked.setdefault((finding.pack, finding.start, finding.end), set())
        if not places or not places <= known:
            kept.append(finding)
        known |= places
    return kept


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """In the order of the text, the worst first where several start at one place; each once."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.start, f.severity.rank, f.end, f.rule))


def metrics(analysis: Analysis) -> dict[str, float]:
    """Counts and grades of an article; grades to one decimal."""
    grades = analysis.article_grades
    return {
        "words": analysis.word_count,
        "sentences": grades.sentences,
        "flesch_kincaid_grade": round(grades.flesch_kincaid_grade, 1),
        "smog_index": round(grades.smog_index, 1),
        "flesch_reading_ease": round(grades.flesch_reading_ease, 1),
        "plain_language": round(plain_language(analysis), 1),
    }
