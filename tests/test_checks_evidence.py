"""Citations, links, shares of people, repeated phrases and advice: what the examples of the rules do not show."""

from __future__ import annotations

import pytest

from tests.findings import Say

TWO_SOURCES = "\n\n## References\n\n1. Winther K. Rosehip. 2005.\n2. Chrubasik C. Rosehip. 2008.\n"


def test_a_range_of_citations_names_the_first_that_is_missing(say: Say) -> None:
    assert say("dangling-citation", f"# Rosehip\n\nIt eased stiff knees [1–3], and hips [3].{TWO_SOURCES}") == [
        ("[1–3] leads nowhere: no source with the number 3 is listed.", "[1–3]", [])
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"# Rosehip\n\nIt eased stiff knees [2].{TWO_SOURCES}",
        "# Rosehip\n\nIt eased stiff knees.[^1]\n\n[^1]: Winther K. 2005.\n",
        "# Rosehip\n\nIt eased stiff knees [2].\n\n## Sources\n\n[1] Winther K. 2005. [2] Chrubasik C. 2008.\n",
        "# Rosehip\n\nIn [2024] it sold out, and so it did [last year].\n",
    ],
)
def test_citations_that_lead_somewhere(say: Say, text: str) -> None:
    assert say("dangling-citation", text) == []


def test_a_shop_in_any_country_is_a_shop(say: Say) -> None:
    text = "# Tea\n\n[One](https://www.amazon.de/1), [two](https://shop.ebay.com/2), [here](#top), [mail](mailto:a@b.org).\n"
    assert say("weak-sources-only", text) == [
        ("All links lead to shops, social media or personal blogs (here www.amazon.de).", "One", [])
    ]


@pytest.mark.parametrize("entry", ["Winther K. Rosehip in osteoarthritis. 2005.", "[WHO](https://www.who.int/)"])
def test_a_source_of_another_sort_is_enough(say: Say, entry: str) -> None:
    text = f"# Tea\n\n[One](https://www.amazon.de/1), [two](https://ebay.com/2).\n\n## Sources\n\n1. {entry}\n"
    assert say("weak-sources-only", text) == []


def test_shares_are_compared_within_a_section(say: Say) -> None:
    one = "About 12% of women get a rash."
    two = "A headache strikes 1 in 20 users."
    assert say("mixed-number-format", f"# Rash\n\n{one}\n\n## Headache\n\n{two}\n") == []
    assert say("mixed-number-format", f"# Rash\n\n{one} {two} A fit comes in 1% of cases.\n") == [
        (
            "“1 in 20 users” here, “12% of women” earlier in this section: readers cannot compare the two.",
            "1 in 20 users",
            ["12% of women"],
        )
    ]


def test_the_same_sentence_again_is_no_repeated_advice(say: Say) -> None:
    assert say("repeated-advice", "# Sun\n\nYou should wear long sleeves outdoors.\n\n" * 4) == []


def test_a_phrase_without_content_may_be_repeated(say: Say) -> None:
    text = "# Rest\n\n" + "As soon as it is dark, rest. As soon as it is light, walk. " * 4 + "\n"
    assert [quote for _, quote, _ in say("repeated-phrase", text)] == []


def test_sentences_of_two_paragraphs_may_open_alike(say: Say) -> None:
    text = "# Rash\n\nIt can itch. It can burn.\n\nIt can weep. It can crust.\n"
    assert say("repeated-opening", text) == []
