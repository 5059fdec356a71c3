"""The output in the README is what healthlint prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from healthlint.checking import read_file
from healthlint.linter import check_article
from healthlint.reports.text import render_file, without_colour
from healthlint.rulebook import Rulebook

ROOT = Path(__file__).parent.parent


def test_the_output_block_is_real(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```\n\$ healthlint check (\S+)\n\n(.*?)```", readme, re.S)
    assert block is not None
    monkeypatch.chdir(ROOT)
    rules = rulebook.rules
    active = [rule for rule in rules.values() if rule.enabled and rule.kind != "date"]
    checked = check_article(read_file(Path(block[1])), rulebook.knowledge, rules, active)
    printed = without_colour(render_file(checked, 100))
    for paragraph in block[2].strip("\n").split("\n\n"):
        assert paragraph.strip("\n") in printed or paragraph.strip() == "…"
