"""What is said twice, and what only looks so: summaries, parallel sentences, lines that lead to a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from healthlint.rulebook import Rulebook
from tests.findings import find_in

Repeats = Callable[[str], list[tuple[str, str]]]

RULES = (
    "duplicate-heading",
    "duplicate-paragraph",
    "duplicate-sentence",
    "near-duplicate-paragraph",
    "near-duplicate-sentence",
)

SHINGLES = "Shingles is a painful rash on one side of the body. "
VIRUS = "The virus of chickenpox sleeps in a nerve for years and then wakes. "
VACCINE = "A vaccine halves the number of people over sixty who ever get it. "


@pytest.fixture
def repeats(rulebook: Rulebook) -> Repeats:
    """The rule and the text of each repetition in a Markdown text."""

    def run(source: str) -> list[tuple[str, str]]:
        return [(finding.rule, source[finding.start : finding.end]) for finding in find_in(source, rulebook, RULES)]

    return run


def test_list_that_sums_up_may_repeat(repeats: Repeats) -> None:
    body = f"# Shingles\n\n{SHINGLES}It burns.\n\n## Cause\n\n{VIRUS}Why is not known.\n\n## Vaccine\n\n{VACCINE}It is safe.\n\n"
    points = f"## To remember\n\n- {SHINGLES}\n- {VIRUS}\n- {VACCINE}\n- Ask.\n"
    assert repeats(body + points) == []


def test_list_pasted_whole_is_no_summary(repeats: Repeats) -> None:
    points = f"- {SHINGLES}\n- {VIRUS}\n- {VACCINE}\n"
    source = f"# Shingles\n\n## What it is\n\n{points}\n## Once more\n\n{points}"
    assert repeats(source) == [("duplicate-sentence", points.strip().removeprefix("- "))]


def test_same_sentence_about_another_thing_is_no_repeat(repeats: Repeats) -> None:
    asthma = "Most people with mild asthma can lead a full and active life with the right inhaler. "
    eczema = "Most people with mild eczema can lead a full and active life with the right cream. "
    assert repeats(f"# Allergies\n\n{asthma}It is common.\n\n{eczema}It is common.\n") == []


def test_same_sentence_with_another_number_is_no_repeat(repeats: Repeats) -> None:
    source = "Adults take 2 of the small white tablets in the morning with food.\n\nThen wait.\n\n"
    source += "Children take 1 of the small white tablets in the morning with food.\n"
    assert repeats(source) == []


def test_sentence_and_its_denial_are_no_repeat(repeats: Repeats) -> None:
    source = "You can swim with grommets once the ear has healed after surgery.\n\nRest.\n\n"
    source += "You cannot swim with grommets once the ear has healed after surgery.\n"
    assert repeats(source) == []


def test_sentences_set_side_by_side_are_no_repeat(repeats: Repeats) -> None:
    source = "If the stone is taken out through a small cut in the belly, you can go home the next day. "
    source += "If the stone is taken out through a long cut in the belly, you stay for a week."
    assert repeats(source) == []


def test_items_built_alike_are_no_repeat(repeats: Repeats) -> None:
    source = "- Front. The splint holds the front of the wrist. Wear the splint at night.\n"
    source += "- Back. The splint holds the back of the wrist. Wear the splint at night.\n"
    assert repeats(source) == []


def test_line_that_leads_to_a_list_may_stand_twice(repeats: Repeats) -> None:
    source = "## Gout\n\nCall the nurse on the ward if you have\n\n- pain\n\n## Stones\n\n"
    source += "Call the nurse on the ward if you have\n\n- fever\n\nSigns of a serious infection are these: none.\n"
    assert repeats(source) == []


def test_emergency_line_may_stand_in_each_section(repeats: Repeats) -> None:
    line = "Call 999 at once if the lips turn blue or the chest hurts.\n\n"
    assert repeats(f"# Lungs\n\n## Asthma\n\nIt wheezes.\n\n{line}## Croup\n\nIt barks.\n\n{line}") == []


def test_short_point_may_stand_in_two_lists(repeats: Repeats) -> None:
    assert (
        repeats("## Drugs\n\n- Tablets for the pain at night.\n\n## Care\n\n- Tablets for the pain at night.\n") == []
    )


def test_one_sentence_lost_in_a_long_paragraph_is_a_repeated_sentence_only(repeats: Repeats) -> None:
    again = "Wear the brace on the knee for six hours of each day in the first month"
    long = (
        f"{again}. " + "Walk a mile. Climb some stairs. Sit on a hard chair. Cook a meal. Tend the garden. Swim. Row. "
    )
    long += "Ask a friend along, because two keep at it longer than one who trains alone in a cold gym."
    assert repeats(f"{long}\n\nEat well.\n\n{again}, please. Then rest.\n") == [
        ("near-duplicate-sentence", f"{again}, please.")
    ]


def test_line_of_a_template_makes_no_two_paragraphs_alike(repeats: Repeats) -> None:
    line = "Our nurses answer the phone from nine to five on every working day of the week. Write down your questions first."
    source = "".join(
        f"## Part {part}\n\n{text} {line}\n\n"
        for part, text in enumerate(("Casts itch.", "Splints slip.", "Slings chafe the neck."))
    )
    assert repeats(source) == [("duplicate-sentence", line)]


def test_heading_may_stand_under_two_headings(repeats: Repeats) -> None:
    assert repeats("# Rash\n\n## Adults\n\n### What helps\n\nIce.\n\n## Babies\n\n### What helps\n\nMilk.\n") == []


def test_heading_under_a_heading_in_the_same_words_is_flagged(repeats: Repeats) -> None:
    assert repeats("# Rash\n\n## What helps\n\n### What helps\n\nIce.\n") == [("duplicate-heading", "What helps")]


def test_heading_twice_under_one_heading_is_flagged(repeats: Repeats) -> None:
    source = "# Rash\n\n## Adults\n\n### What helps\n\nIce.\n\n### Who gets it\n\nAll.\n\n### What helps\n\nMilk.\n"
    assert repeats(source) == [("duplicate-heading", "What helps")]


def test_paragraph_in_other_words_is_flagged_with_a_new_name_in_it(repeats: Repeats) -> None:
    first = (
        "Warm the stiff shoulder under the shower before you train. Swing the arm like a pendulum for a minute or two."
    )
    second = "Warm your stiff shoulder in the shower before training. Then swing the arm like a pendulum for some minutes, even with arthritis."
    assert repeats(f"{first}\n\nGo slowly.\n\n{second}\n")[0] == ("near-duplicate-paragraph", second)
