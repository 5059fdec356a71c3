"""The JSON report: a contract, described by `docs/report.schema.json`."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from healthlint.article import Article
from healthlint.finding import Edit, Finding, Severity
from healthlint.linter import Checked
from healthlint.reading import FORMATS

VERSION = 1


def render_json(files: Sequence[Checked], fixed: int | None = None) -> str:
    """All files in one object; lines and columns from 1, offsets from 0, ends exclusive; `fixed` counts edits made."""
    counts = summary(files) if fixed is None else {**summary(files), "fixed": fixed}
    return dump({"version": VERSION, "files": [_file(checked) for checked in files], "summary": counts})


def dump(value: Any) -> str:
    """A value as JSON that people can read too: letters and signs as they are, what nobody sees as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return re.sub(r"[^\n -~]", lambda found: json.dumps(found[0])[1:-1] if is_unseen(found[0]) else found[0], text)


def is_unseen(character: str) -> bool:
    """Whether a character is a control, bidirectional or other mark that a terminal obeys and does not show."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def summary(files: Sequence[Checked]) -> dict[str, int]:
    """Counts over all files: files, those that could not be read, findings, and findings of each severity."""
    findings = [finding for checked in files for finding in checked.findings]
    counts = {severity.value: sum(f.severity is severity for f in findings) for severity in Severity}
    unread = sum(checked.error is not None for checked in files)
    return {"files": len(files), "unread": unread, "findings": len(findings), **counts}


def _file(checked: Checked) -> dict[str, Any]:
    article = checked.article
    error = checked.error
    return {
        "path": checked.path,
        "format": article.format if article else FORMATS.get(PurePath(checked.path).suffix.lower(), ""),
        "title": article.title.text if article and article.title else None,
        "findings": [_finding(article, finding) for finding in checked.findings] if article else [],
        "signals": {
            name: {"present": bool(spans), "evidence": [_place(article, *span) for span in spans]}
            for name, spans in checked.signals.items()
        }
        if article
        else {},
        "metrics": dict(checked.metrics),
        "error": {"where": error.where, "what": error.what, "remedy": error.remedy} if error else None,
    }


def _finding(article: Article, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "pack": finding.pack,
        "severity": finding.severity.value,
        "message": finding.message,
        "fix": finding.fix,
        **_place(article, finding.start, finding.end),
        "related": [{"message": place.message, **_place(article, place.start, place.end)} for place in finding.related],
        "edit": _edit(article, finding.edit) if finding.edit else None,
    }


def _edit(article: Article, edit: Edit) -> dict[str, Any]:
    start, end = _position(article, edit.start), _position(article, edit.end)
    return {"start": start, "end": end, "text": edit.text, "safe": edit.safe}


def _place(article: Article, start: int, end: int) -> dict[str, Any]:
    return {"start": _position(article, start), "end": _position(article, end), "quote": article.source[start:end]}


def _position(article: Article, offset: int) -> dict[str, int]:
    line, column = article.line_and_column(offset)
    return {"line": line, "column": column, "offset": offset}
