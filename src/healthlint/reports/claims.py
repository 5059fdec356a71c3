"""The claims of an article as healthlint reads them, for people who wonder why it did or did not find a contradiction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthlint.analysis import Analysis, Knowledge
from healthlint.article import Article
from healthlint.claims import Claim
from healthlint.claims.measured import Measured
from healthlint.reports.json import dump
from healthlint.reports.text import printable


def render_claims(article: Article, knowledge: Knowledge, form: str) -> str:
    """Every claim and figure in the order of the text, with what it is about and what narrows it; in text or json."""
    analysis = Analysis(article, knowledge)
    claims = sorted(analysis.all_claims, key=lambda c: (c.start, c.relation, c.place, c.wording))
    facts = [_facts(analysis, claim) for claim in claims]
    figures = [_figure_facts(analysis, one) for one in analysis.measured]
    if form == "json":
        return dump({"path": article.path, "claims": facts, "figures": figures})
    return "\n".join(_lines(sorted([*facts, *figures], key=lambda fact: (fact["start"], "figure" in fact)))) + "\n"


def _place(analysis: Analysis, start: int, end: int) -> dict[str, Any]:
    first, last = analysis.article.source_span(start, end)
    line, column = analysis.article.line_and_column(first)
    return {"line": line, "column": column, "start": first, "end": last}


def _figure_facts(analysis: Analysis, one: Measured) -> dict[str, Any]:
    sentence, claim = one.figure.sentence, one.claim
    return {
        **_place(analysis, sentence.start, sentence.end),
        "figure": analysis.words.surface(one.figure.first, one.figure.last),
        "measure": one.figure.measure,
        "bound": one.figure.bound,
        "of": [name for _, name in one.attributes],
        "about": sorted(frozenset().union(*one.named) or claim.keys),
        "narrowed_by": sorted(claim.groups | claim.held | claim.parts | claim.order),
        "sentence": analysis.article.prose[sentence.start : sentence.end],
    }


def _facts(analysis: Analysis, claim: Claim) -> dict[str, Any]:
    return {
        **_place(analysis, claim.start, claim.end),
        "relation": claim.relation,
        "scale": claim.scale,
        "place": claim.place,
        "says": analysis.knowledge.relations[claim.relation].words(claim.scale, claim.place),
        "wording": claim.wording,
        "subject": claim.subject,
        "topic": claim.named,
        "about": sorted(claim.keys),
        "narrowed_by": sorted(claim.groups | claim.held | claim.parts | claim.order),
        "holds_for_all": claim.universal,
        "sentence": analysis.article.prose[claim.start : claim.end],
    }


def _lines(facts: list[dict[str, Any]]) -> Iterator[str]:
    if not facts:
        yield "No claims."
    before = None
    for fact in facts:
        place = (fact["line"], fact["column"])
        if place != before:
            yield printable(f"{fact['line']}:{fact['column']} {fact['sentence']}")
        before = place
        narrowed = f"; only: {', '.join(fact['narrowed_by'])}" if fact["narrowed_by"] else ""
        if "figure" in fact:
            what = ", ".join(fact["of"]) or fact["measure"]
            yield printable(f"    figure “{fact['figure']}”: {what} (about {', '.join(fact['about'])}{narrowed})")
            continue
        topic = f"; topic: {fact['topic']}" if fact["topic"] else ""
        name = fact["relation"] + (f" ({fact['scale']})" if fact["scale"] else "")
        about = fact["subject"] or ", ".join(fact["about"])
        yield printable(
            f"    {name} {fact['place']:+d}, {fact['says']}: “{fact['wording']}” (about {about}{topic}{narrowed})"
        )
