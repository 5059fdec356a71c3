"""The documentation of the rules is what the rules say now."""

from __future__ import annotations

from pathlib import Path

from healthlint.docs import render_docs
from healthlint.rulebook import Rulebook

DOCS = Path(__file__).parent.parent / "docs"


def test_docs_are_current(rulebook: Rulebook) -> None:
    pages = render_docs(rulebook)
    on_disk = {f"rules/{path.name}": path.read_text(encoding="utf-8") for path in (DOCS / "rules").glob("*.md")}
    stale = sorted(name for name in pages.keys() | on_disk.keys() if pages.get(name) != on_disk.get(name))
    assert stale == [], "run make docs"
