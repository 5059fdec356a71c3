"""What the checks of claims join: parts in any order, animal studies with what is said of people, stories with persons."""

from __future__ import annotations

import pytest

from tests.findings import Flagged

DOGS = "Researchers fed 40 old dogs on seaweed for a month."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vanishes for good: your lumbago.", ["Vanishes for good: your lumbago"]),
        ("For good, lumbago vanishes.", ["For good, lumbago vanishes"]),
        ("It can turn lumbago around.", ["turn lumbago around"]),
        ("Lumbago does not vanish for good.", []),
        ("She left the town for good. Lumbago vanishes with rest.", []),
    ],
)
def test_parts_stand_in_any_order_in_one_sentence(flagged: Flagged, text: str, expected: list[str]) -> None:
    assert flagged("cure-claim", text) == expected


def test_an_effect_is_read_from_the_clause_without_the_animals(flagged: Flagged) -> None:
    text = f"{DOGS} Seaweed protects the heart, the team says. In dogs seaweed protects the kidneys."
    assert flagged("animal-to-human", text) == ["protects the heart"]


def test_people_in_the_place_of_animals_are_found_all_over_the_report(flagged: Flagged) -> None:
    report = f"{DOGS}\n\nThe dogs given the seaweed lived longer.\n\n## Dose\n\nPatients given the seaweed did well.\n"
    assert flagged("animal-to-human", report) == ["Patients given"]
    assert flagged("animal-to-human", report + "\nIn a trial of 90 adults it did nothing.\n") == []


def test_names_with_an_age_or_a_place_are_persons(flagged: Flagged) -> None:
    assert flagged("testimonial-evidence", "Zdenka, 71, is pain-free on our drops.") == ["Zdenka, 71, is pain-free"]
    assert flagged("testimonial-evidence", "Zdenka from Brno is pain-free.") == ["Zdenka from Brno is pain-free"]
    assert flagged("testimonial-evidence", "The hip is pain-free.") == []
