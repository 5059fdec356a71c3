"""An article as healthlint reads it, for people who wonder why it did or did not find something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthlint.analysis import Analysis, Knowledge
from healthlint.article import Article
from healthlint.linter import metrics
from healthlint.reports.json import dump
from healthlint.reports.text import printable


def render_reading(article: Article, knowledge: Knowledge, form: str) -> str:
    """Title, metadata, sorts, signals, metrics, sections and sentences; `form` is text or json."""
    analysis = Analysis(article, knowledge)
    facts = _facts(analysis)
    if form == "json":
        return dump(facts)
    return "\n".join(_lines(facts)) + "\n"


def _facts(analysis: Analysis) -> dict[str, Any]:
    article = analysis.article
    return {
        "path": article.path,
        "format": article.format,
        "title": article.title.text if article.title else None,
        "metadata": [{"key": datum.key, "value": datum.value} for datum in article.metadata],
        "about": [sort for sort in analysis.knowledge.sorts if analysis.is_about(sort)],
        "signals": {
            name: [article.source[start:end] for start, end in spans] for name, spans in analysis.signals.items()
        },
        "metrics": metrics(analysis),
        "sections": [
            {
                "heading": section.heading.text if section.heading else None,
                "level": section.heading.level if section.heading else 0,
                "about": [sort for sort in analysis.knowledge.sorts if analysis.is_about(sort, section)],
                "sentences": [
                    _sentence(analysis, sentence.start, sentence.end, sentence.block.kind)
                    for block in section.blocks
                    for sentence in analysis.sentences_in(block.start, block.end)
                ],
            }
            for section in article.sections
        ],
    }


def _sentence(analysis: Analysis, start: int, end: int, kind: str) -> dict[str, Any]:
    line, column = analysis.article.line_and_column(analysis.article.source_span(start, end)[0])
    return {"line": line, "column": column, "kind": kind, "text": analysis.article.prose[start:end]}


def _lines(facts: dict[str, Any]) -> Iterator[str]:
    yield printable(f"{facts['path']} ({facts['format']})")
    yield printable(f"Title: {facts['title'] or '(none)'}")
    for datum in facts["metadata"]:
        yield printable(f"Metadata: {datum['key']}: {datum['value']}")
    yield f"About: {', '.join(facts['about']) or '(no sort that rules ask for)'}"
    yield "Metrics: " + ", ".join(f"{name} {value}" for name, value in facts["metrics"].items())
    yield "Signals:"
    for name, quotes in facts["signals"].items():
        shown = printable("; ".join(f"“{quote}”" for quote in quotes[:3])) or "absent"
        yield f"  {name}: {shown}" + (f" and {len(quotes) - 3} more" if len(quotes) > 3 else "")
    for section in facts["sections"]:
        about = f"  [{', '.join(section['about'])}]" if section["about"] else ""
        yield ""
        yield printable("#" * max(section["level"], 1) + f" {section['heading'] or '(lead)'}{about}")
        for sentence in section["sentences"]:
            mark = "" if sentence["kind"] == "paragraph" else f" [{sentence['kind']}]"
            yield printable(f"  {sentence['line']}:{sentence['column']}{mark} {sentence['text']}")
