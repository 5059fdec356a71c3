"""The examples and the findings that belong to them; `make snapshots` writes these anew, and a person reads them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from healthlint.checking import read_file
from healthlint.linter import check_article
from healthlint.reading import FORMATS
from healthlint.reports.text import render_file, without_colour
from healthlint.rulebook import Rulebook

EXAMPLES = Path(__file__).parent.parent / "examples"
DRAFTS = sorted(path for path in EXAMPLES.iterdir() if path.suffix in FORMATS)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_findings(path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    rules = rulebook.rules
    active = [rule for rule in rules.values() if rule.enabled and rule.kind != "date"]
    checked = check_article(read_file(Path(path.name)), rulebook.knowledge, rules, active)
    report = without_colour(render_file(checked, 100))
    snapshot = path.with_name(path.name + ".findings")
    if os.environ.get("UPDATE_SNAPSHOTS"):
        snapshot.write_text(report, encoding="utf-8")
    assert report == snapshot.read_text(encoding="utf-8")
