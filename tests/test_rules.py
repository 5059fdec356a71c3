"""Each shipped rule: its own examples, and what every rule must have."""

from __future__ import annotations

import re

import pytest

from healthlint.analysis import Knowledge
from healthlint.kinds import KINDS
from healthlint.rule import Rule
from healthlint.rulebook import Rulebook, load_rulebook
from healthlint.ruletest import mark, run_examples, unmark

RULES = sorted(load_rulebook().rules.values(), key=lambda rule: rule.id)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: Rule, knowledge: Knowledge) -> None:
    assert run_examples(rule, knowledge) == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.kind != "suppression"], ids=lambda rule: rule.id)
def test_two_bad_and_two_good_examples(rule: Rule) -> None:
    assert len(rule.examples.bad) >= 2
    assert len(rule.examples.good) >= 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_says_why_what_to_do_and_where_from(rule: Rule) -> None:
    for text in (rule.message, rule.why, rule.fix):
        assert re.match(r"[A-Z“{0-9‘]", text), f"starts small: {text}"
        assert re.search(r"[.?!)”]$", text), f"does not end: {text}"
    assert rule.sources
    assert any("https://" in source for source in rule.sources), "no source that a reader can open"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_id_is_kebab_case(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.id)


def test_every_kind_is_used() -> None:
    assert {rule.kind for rule in RULES} == set(KINDS)


def test_packs(rulebook: Rulebook) -> None:
    packs = {"trust", "safety", "claims", "contradiction", "repetition", "readability", "stigma", "structure", "spun"}
    assert packs <= set(rulebook.packs)
    assert len(rulebook.rules) >= 45


def test_vocabulary_is_large_enough(rulebook: Rulebook) -> None:
    sizes = {name: len(lexicon.terms) for name, lexicon in rulebook.vocabulary.lexicons.items()}
    assert sizes["medicine"] >= 400
    assert sizes["condition"] + sizes["symptom"] >= 400
    assert sizes["treatment"] >= 150
    for name in ("clinician", "test", "supplement", "body-part", "population"):
        assert sizes[name] >= 80, name


def test_the_signals(rulebook: Rulebook) -> None:
    assert set(rulebook.vocabulary.signals) >= {
        "disclaimer", "professional_help", "emergency_guidance", "author_named", "author_credentials",
        "medical_reviewer", "publication_date", "updated_or_reviewed_date", "references",
        "funding_or_conflict_disclosure", "risks_or_side_effects", "alternatives_or_options",
        "uncertainty_acknowledged",
    }  # fmt: skip


def test_marks_are_read_back() -> None:
    plain, spans = unmark("Garlic «cures» colds and «heals» flu.")
    assert (plain, spans) == ("Garlic cures colds and heals flu.", [(7, 12), (23, 28)])
    assert mark(plain, spans) == "Garlic «cures» colds and «heals» flu."
