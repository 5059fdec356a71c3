"""Figures and their sources, medicines and their cautions: where the counterpart may stand."""

from __future__ import annotations

import pytest

from tests.findings import Flagged


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("About 30 percent of people with gout have kidney stones.", ["About 30 percent of"]),
        ("About 30 percent of people with gout have kidney stones.2 Most pass.", []),
        ("About 30 percent of people with gout have stones,1 most of them small.", []),
        ("About 30 percent of people with gout have a uric acid above 7.2 at night.", ["About 30 percent of"]),
    ],
)
def test_raised_figure_pasted_flat_is_a_source(flagged: Flagged, source: str, expected: list[str]) -> None:
    assert flagged("uncited-statistic", source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Scientists believe that lichen planus may result from a fault in the immune system.", []),
        ("Scientists believe that lichen planus clears up with cold baths.", ["Scientists believe that"]),
        ("Some studies have shown that walnuts help, but other studies have not.", []),
        ("Some studies have shown that walnuts help the heart.", ["Some studies have shown that"]),
        ("There are no studies that show walnuts help.", []),
    ],
)
def test_what_is_not_known_is_told_as_such(flagged: Flagged, source: str, expected: list[str]) -> None:
    assert flagged("vague-attribution", source) == expected


def test_medicine_is_flagged_once_where_its_dose_stands(flagged: Flagged) -> None:
    source = "NAPROXEN helps with cramps.\n\nTake naproxen 500 mg with breakfast.\n\nNaproxen works all day.\n"
    assert flagged("drug-without-warning", source) == ["naproxen"]


def test_caution_elsewhere_about_the_same_medicine_counts(flagged: Flagged) -> None:
    advice = "For cramps, take naproxen with a glass of water.\n\n"
    assert flagged("drug-without-warning", f"{advice}Do not take naproxen with a stomach ulcer.\n") == []
    assert flagged("drug-without-warning", f"{advice}Do not take senna with a bowel blockage.\n") == ["naproxen"]


def test_side_effects_told_for_the_section_count(flagged: Flagged) -> None:
    advice = "## Tablets\n\nMesalazine helps most people with colitis.\n\n"
    assert flagged("drug-without-warning", f"{advice}Side effects include headaches and wind.\n") == []
    assert flagged("drug-without-warning", f"{advice}## Other drugs\n\nSide effects include wind.\n") == ["Mesalazine"]


def test_example_of_a_class_is_no_advice(flagged: Flagged) -> None:
    source = "Lupus of the kidney responds well to steroid drugs, such as prednisolone."
    assert flagged("drug-without-warning", source) == []
    assert flagged("drug-without-warning", "Lupus of the kidney responds well to prednisolone.") == ["prednisolone"]


def test_how_many_women_to_men_is_no_effect(flagged: Flagged) -> None:
    assert flagged("relative-risk-only", "Women are three times more likely than men to have gallstones.") == []
    assert flagged("relative-risk-only", "Smokers are three times more likely to have an ulcer.") == [
        "three times more likely"
    ]


def test_danger_signs_are_asked_of_what_may_turn_dangerous(flagged: Flagged) -> None:
    quiet = (
        "It begins in childhood and lasts for life. Symptoms differ from one person to the next, and so does what helps. "
        * 3
    )
    assert (
        flagged("missing-red-flags", f"# Colour blindness\n\nColour blindness is a condition of the eye. {quiet}") == []
    )
    assert flagged("missing-red-flags", f"# Chest pain\n\nChest pain is a symptom with many causes. {quiet}") == [
        "Chest pain"
    ]
