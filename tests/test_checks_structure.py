"""What the checks of structure say, and where else they point: what the examples of the rules do not show."""

from __future__ import annotations

import time

import pytest

from healthlint.analysis import Analysis, Knowledge
from healthlint.linter import find
from healthlint.reading.markdown import read_markdown
from healthlint.rulebook import Rulebook
from tests.findings import Say

SPRAIN = "# Resting an ankle sprain\n\nPut ice on the ankle, and raise it. Most sprains heal in six weeks.\n\n"


def test_count_names_both_numbers_and_points_at_the_last(say: Say) -> None:
    assert say("count-mismatch", "# Four ways to rest\n\n1. Sit\n2. Lie\n3. Lean\n") == [
        ("“Four ways” promises 4; 3 can be counted.", "Four ways", ["Lean"])
    ]


def test_headings_that_repeat_are_counted_once(say: Say) -> None:
    source = "# 3 tips for sleep\n\n" + "".join(f"## Tip {n}: {n * 'z'}\n\nText.\n\n" for n in (1, 2, 1, 3))
    assert say("count-mismatch", source) == []


def test_furniture_says_how_far_it_goes(say: Say) -> None:
    assert say("page-furniture", SPRAIN + "## Leave a Reply\n\nPost Comment\n\n## Related Posts\n\n- Hats\n") == [
        (
            "Part of a web page, not of the article: “Leave a Reply” and the 3 lines after it.",
            "Leave a Reply\n\nPost Comment\n\n## Related Posts\n\n- Hats",
            [],
        )
    ]


def test_section_on_another_condition_points_at_the_title(say: Say) -> None:
    assert say("topic-drift", SPRAIN + "## Soothing acne\n\nWash your face. Do not squeeze.\n") == [
        (
            "This section leaves the subject of the article; it speaks of acne.",
            "Soothing acne",
            ["Resting an ankle sprain"],
        )
    ]


def test_section_on_a_kind_of_the_subject_stays(say: Say) -> None:
    source = "# Skin cancer\n\nIt grows on sunny days.\n\n## Melanoma\n\nIt is dark. It spreads. See a doctor.\n"
    assert say("topic-drift", source) == []


def test_title_points_at_what_belies_it(say: Say) -> None:
    body = "Balm warms the skin over a stiff joint, and many people like the smell of it on a cold day in winter. "
    body += "Arthritis has no known cure, and what eases one knee may do nothing for the next, so try it for a month."
    assert say("title-mismatch", f"# A balm that cures arthritis\n\n{body}\n") == [
        ("The title says “cures”; the article says “has no known cure”.", "cures", ["has no known cure"])
    ]


def test_acronym_spelled_out_later_is_no_finding(say: Say) -> None:
    assert say("undefined-acronym", "People with COPD cough. COPD is chronic obstructive pulmonary disease.\n") == []


def test_letters_after_a_name_are_no_acronym(say: Say) -> None:
    assert say("undefined-acronym", "By Una Ferris-Holt, RSCN, DipHE, a nurse. LIMITED OFFER today!\n") == []


@pytest.mark.parametrize(
    "rule",
    ["comma-splice", "count-mismatch", "page-furniture", "title-mismatch", "topic-drift", "undefined-acronym"],
)
def test_time_grows_with_the_length_only(rule: str, rulebook: Rulebook, knowledge: Knowledge) -> None:
    text = "# 9 ways to rest\n\n" + "".join(
        f"## Way {n}: lie{n} down\n\nSit on chair{n}, it helps. The ABQ{n % 9} scan is new. Two things matter:\n\n- a{n}\n- b\n\n"
        for n in range(4_000)
    )
    seconds = []
    for share in (10, 1):
        analysis = Analysis(read_markdown("a.md", text[: len(text) // share]), knowledge)
        find(analysis, [rulebook.rules["passive-voice"]])
        start = time.process_time()
        find(analysis, [rulebook.rules[rule]])
        seconds.append(time.process_time() - start)
    assert seconds[1] < 40 * seconds[0] + 0.2


@pytest.mark.parametrize(
    "text",
    [
        "High LDL (bad) cholesterol is common. LDL clogs arteries.",
        "A developmental disorder not otherwise specified (DD-NOS) is common. Children with DD-NOS talk late.",
        "The gene is called CFTR. Faults in CFTR run in families. The CFTR protein lets salt through.",
        "Kidney failure, also called end-stage kidney disease or ESRD, needs dialysis.",
        "This echo is a transesophageal (tranz-ih-sof-uh-JEE-ul) echocardiography, or TEE.",
        "A tablet for the stomach (Acidol XR) is sold over the counter.",
    ],
)
def test_acronym_explained_in_other_ways(say: Say, text: str) -> None:
    assert say("undefined-acronym", text) == []


def test_line_without_its_mark_ends_a_section_as_a_heading_does(say: Say) -> None:
    part = "The nurse weighs you and asks how you slept. " * 45
    assert say("long-section", f"# Clinic\n\nFirst visit\n\n{part}\n\nSecond visit\n\n{part}") == []
    assert [message for message, _, _ in say("long-section", f"# Clinic\n\n{part}\n\nThen:\n\n{part}")] == [
        "811 words without a heading between them."
    ]


def test_list_without_its_line_breaks_is_no_long_sentence(say: Say) -> None:
    points = " - ".join(["swelling of the hands that lasts for more than a week"] * 5)
    assert say("long-sentence", f"You may notice: - {points}.") == []
    assert len(say("long-sentence", f"You may notice {points.replace(' - ', ', ')}.")) == 1


def test_grade_is_compared_as_it_is_shown(say: Say) -> None:
    # 10.3 shows as 10
    sentence = "The department recommends regular examinations for everybody. "
    found = say("grade-level", f"# Eyes\n\n{sentence * 6}")
    assert all("Reading grade 10," not in message for message, _, _ in found)
