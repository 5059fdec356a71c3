"""The crosswalk from instruments to rules names rules that there are, and says of every item where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from healthlint.rulebook import Rulebook

TEXT = (Path(__file__).parent.parent / "docs" / "instruments.md").read_text(encoding="utf-8")
ITEMS = {
    "JAMA benchmarks": 4,
    "HONcode": 8,
    "DISCERN": 16,
    "QUEST": 7,
    "PEMAT, for printed material": 24,
    "CDC Clear Communication Index": 20,
    "NHS content standard and style": 12,
    "HealthNewsReview": 10,
}


def _rows(instrument: str) -> list[list[str]]:
    section = TEXT.partition(f"\n## {instrument}\n")[2].partition("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_every_rule_is_there(rulebook: Rulebook) -> None:
    links = re.findall(r"\[([^\]]+)\]\(rules/([^)]+)\.md\)", TEXT)
    assert len(links) > 100
    assert [name for name, page in links if name != page or name not in rulebook.rules] == []


def test_rules_that_are_off_are_marked(rulebook: Rulebook) -> None:
    links = re.findall(r"\[([^\]]+)\]\(rules/[^)]+\)(°?)", TEXT)
    assert [name for name, mark in links if bool(mark) is rulebook.rules[name].enabled] == []


def test_instruments() -> None:
    assert re.findall(r"^## (.+)$", TEXT, re.M) == list(ITEMS)


@pytest.mark.parametrize("instrument", ITEMS)
def test_every_item_is_accounted_for(instrument: str) -> None:
    rows = _rows(instrument)
    assert len(rows) == ITEMS[instrument]
    for item, rules, rest in rows:
        assert rules or re.search("not in the text|not yet", rest), item
