"""Headings that their sections deny, and summaries that do not say what the text says."""

from __future__ import annotations

import pytest

from healthlint.analysis import Analysis
from healthlint.linter import find
from healthlint.reading.markdown import read_markdown
from healthlint.rulebook import Rulebook


def _found(rulebook: Rulebook, text: str) -> list[tuple[str, str, list[str]]]:
    """Rule, quoted sentence and related places of each contradiction."""
    article = read_markdown("a.md", text)
    rules = [rule for rule in rulebook.rules.values() if rule.pack == "contradiction"]
    source = article.source
    return [
        (f.rule, source[f.start : f.end], [source[p.start : p.end] for p in f.related])
        for f in find(Analysis(article, rulebook.knowledge), rules)
    ]


def test_a_section_that_denies_its_heading(rulebook: Rulebook) -> None:
    text = "# Bunions\n\n## Surgery is not needed\n\nWide shoes help. Bunions *require* surgery.\n"
    assert _found(rulebook, text) == [
        ("contradict-heading", "Bunions *require* surgery.", ["Surgery is not needed"]),
    ]


def test_a_title_is_denied_anywhere_below_it(rulebook: Rulebook) -> None:
    text = "# Bunions always require surgery\n\n## Shoes\n\nWear wide ones.\n\n### Later\n\nSurgery is rarely needed for bunions.\n"
    assert _found(rulebook, text) == [
        ("contradict-heading", "Surgery is rarely needed for bunions.", ["Bunions always require surgery"]),
    ]


def test_a_summary_at_the_start_and_one_at_the_end(rulebook: Rulebook) -> None:
    start = (
        "# Impetigo\n\n## At a glance\n\n- Impetigo is not contagious.\n\n## Spread\n\nImpetigo is highly contagious.\n"
    )
    end = (
        "# Impetigo\n\nImpetigo is highly contagious.\n\nTowels carry it.\n\nBottom line: impetigo is not contagious.\n"
    )
    assert _found(rulebook, start) == [
        ("contradict-summary", "Impetigo is highly contagious.", ["Impetigo is not contagious."]),
    ]
    assert _found(rulebook, end) == [
        ("contradict-summary", "Bottom line: impetigo is not contagious.", ["Impetigo is highly contagious."]),
    ]


def test_two_sentences_of_one_summary_are_no_matter_of_summary_and_text(rulebook: Rulebook) -> None:
    text = "# Impetigo\n\n## Summary\n\nImpetigo is highly contagious. Wash hands.\n\nImpetigo is not contagious.\n"
    assert [rule for rule, _, _ in _found(rulebook, text)] == ["contradict-contagion"]


@pytest.mark.parametrize(
    "text",
    [
        "# Bunions\n\n## When surgery is not needed\n\nBunions require surgery.\n",
        "# Bunions\n\n## Is surgery not needed?\n\nBunions require surgery.\n",
        "# Cheese\n\n## Foods to avoid\n\nHard cheese.\n\n## Soft cheese\n\nEnjoy soft cheese, it is perfectly safe.\n",
        "# Sleep\n\n## Valerian can harm the liver\n\nRest. Those who take tablets can use the mask freely, and should use it.\n",
        "# Impetigo\n\n## Myth: impetigo is not contagious\n\nImpetigo is highly contagious.\n",
        "# Bunions and broken hips\n\n## Bunions: surgery is rarely needed\n\nWide shoes help.\n\n## Broken hips\n\nA broken hip requires surgery.\n",
    ],
)
def test_headings_that_nothing_denies(rulebook: Rulebook, text: str) -> None:
    assert _found(rulebook, text) == []


def test_a_heading_and_another_section(rulebook: Rulebook) -> None:
    text = "# Feet\n\n## Bunions do not require surgery\n\nWide shoes help.\n\n## Costs\n\nBunions require surgery.\n"
    assert _found(rulebook, text) == []


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Scurvy is rare in children", "Scurvy is common in children."),
        ("Gluten does not cause rosacea", "Gluten causes rosacea."),
        ("Avoid salted nuts at night", "You should eat salted nuts at night."),
        ("Glaucoma develops slowly", "Glaucoma develops rapidly."),
    ],
)
def test_headings_are_compared_on_every_relation(rulebook: Rulebook, heading: str, sentence: str) -> None:
    text = f"# Notes\n\n## {heading}\n\nRest a while. {sentence}\n"
    assert _found(rulebook, text) == [("contradict-heading", sentence, [heading])]
