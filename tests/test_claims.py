"""Contradictions between two sentences: cases that a medical editor can extend, and what holds for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthlint.analysis import Analysis, Knowledge
from healthlint.finding import Finding
from healthlint.linter import find, told_once
from healthlint.reading.markdown import read_markdown
from healthlint.reports.claims import render_claims
from healthlint.rulebook import Rulebook
from healthlint.yamlfile import read_yaml

FOLDER = Path(__file__).parent / "cases" / "contradictions"
UNRELATED = [
    "Parking is free in the evening.",
    "The clinic opens at nine and closes at five.",
    "Lime trees line the road to the old harbour.",
]


def _cases() -> list[dict[str, Any]]:
    cases = []
    for path in sorted(FOLDER.glob("*.yml")):
        for node in read_yaml(path, path.name).items():
            fields = node.mapping(("first", "second", "contradiction", "why", "title", "points_back"))
            case = {name: fields[name].text() for name in fields if name not in ("contradiction", "points_back")}
            flags = {name: name in fields and fields[name].flag() for name in ("contradiction", "points_back")}
            cases.append({"title": "Notes", **case, **flags})
    return cases


CASES = _cases()


def _findings(rulebook: Rulebook, title: str, *paragraphs: str) -> list[Finding]:
    article = read_markdown("a.md", "\n\n".join([f"# {title}", *paragraphs]) + "\n")
    rules = [rule for rule in rulebook.rules.values() if rule.pack == "contradiction"]
    return list(find(Analysis(article, rulebook.knowledge), rules))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['first']} {case['second']}")
def test_case(case: dict[str, Any], rulebook: Rulebook) -> None:
    found = _findings(rulebook, case["title"], case["first"], case["second"])
    assert bool(found) is case["contradiction"], case["why"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case["points_back"]], ids=lambda case: f"{case['first']} {case['second']}"
)
def test_the_order_of_the_two_does_not_matter(case: dict[str, Any], rulebook: Rulebook) -> None:
    found = _findings(rulebook, case["title"], case["second"], case["first"])
    assert bool(found) is case["contradiction"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['first']} {case['second']}")
def test_no_sentence_contradicts_itself_or_its_copy(case: dict[str, Any], rulebook: Rulebook) -> None:
    for sentence in (case["first"], case["second"]):
        assert _findings(rulebook, case["title"], sentence) == []
        assert _findings(rulebook, case["title"], sentence, sentence) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    case=st.sampled_from(CASES),
    filler=st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=3, unique=True),
    at=st.integers(min_value=0, max_value=2),
)
def test_an_unrelated_paragraph_changes_nothing(
    case: dict[str, Any], filler: list[str], at: int, rulebook: Rulebook
) -> None:
    pair = [case["first"], case["second"]]
    found = _findings(rulebook, case["title"], *pair[:at], *filler, *pair[at:])
    assert bool(found) is case["contradiction"]


def test_a_finding_stands_on_the_later_sentence_and_relates_the_earlier(rulebook: Rulebook) -> None:
    first, second = "Impetigo is highly contagious.", "Impetigo is not contagious."
    finding = _findings(rulebook, "Notes", first, second)[0]
    text = f"# Notes\n\n{first}\n\n{second}\n"
    assert text[finding.start : finding.end] == second
    assert [text[place.start : place.end] for place in finding.related] == [first]


def test_claims_are_shown_with_what_narrows_them(knowledge: Knowledge) -> None:
    article = read_markdown("a.md", "# Gout\n\nIn severe cases, gout must be treated with medicine.\n")
    shown = render_claims(article, knowledge, "text")
    assert "treatment required" in shown
    assert "severe" in shown


def test_two_rules_that_see_the_same_pair_report_it_once(rulebook: Rulebook) -> None:
    text = "# Sleep\n\nZopiclone is safe in pregnancy.\n\nZopiclone is dangerous in pregnancy.\n"
    analysis = Analysis(read_markdown("a.md", text), rulebook.knowledge)
    rules = [rulebook.rules[name] for name in ("contradict-safety", "contradict-verdict")]
    assert [finding.rule for finding in find(analysis, rules)] == ["contradict-safety", "contradict-verdict"]
    assert [finding.rule for finding in told_once(find(analysis, rules))] == ["contradict-safety"]
    assert [finding.rule for finding in told_once(find(analysis, rules[1:]))] == ["contradict-verdict"]
