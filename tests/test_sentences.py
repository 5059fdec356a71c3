"""Where sentences end, and where they do not."""

from __future__ import annotations

import pytest

from healthlint.article import Block
from healthlint.language import read_sentences, read_words


def sentences(text: str) -> list[str]:
    words = read_words(text)
    return [text[s.start : s.end] for s in read_sentences(words, [Block("paragraph", text, 0, len(text))])]


@pytest.mark.parametrize(
    "parts",
    [
        ["Gout hurts.", "Rest helps.", "Does ice?", "Yes!"],
        ["Take 2.5 mg a day.", "It costs $3.50."],
        ["Use pain relief, e.g. ibuprofen, for a day.", "Stop then."],
        ["See Dr. Okafor at 3 p.m. on Monday.", "Bring the letter."],
        ["It was approved in the U.S. in May.", "Then came Europe."],
        ["He works in the U.S.", "The trial began there."],
        ["Eat vitamin C.", "It does no harm."],
        ["Write to J. Smith.", "She answers."],
        ["“Is it safe?” she asked.", "It is."],
        ["She said: “It is safe.”", "He agreed."],
        ["The spine aches.", "stress makes it worse."],
        ["The drug works (see fig. 2).", "It is cheap."],
        ["It takes approx. 4 weeks.", "Wait."],
        ["It lasted … a week.", "Then it went…", "Nobody knows why."],
        ["One study (Lee et al. 2020) found this.", "Others did not."],
        ["The end.)", "Next."],
    ],
)
def test_cut(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_missing_blank_between_sentences() -> None:
    assert sentences("It can cause a stroke.Call for help.") == ["It can cause a stroke.", "Call for help."]


def test_headings_and_items_are_units_of_their_own() -> None:
    prose = "What helps. And what not\n\nRest\n\nIce. Warmth"
    blocks = [Block("heading", prose[:24], 0, 24), Block("item", "Rest", 26, 30), Block("item", "Ice. Warmth", 32, 43)]
    words = read_words(prose)
    assert [prose[s.start : s.end] for s in read_sentences(words, blocks)] == [
        "What helps. And what not", "Rest", "Ice.", "Warmth",
    ]  # fmt: skip


def test_words_keep_their_places() -> None:
    words = read_words("Don’t take over-the-counter pills: 10mg.")
    assert words.norms == ["do", "not", "take", "over", "the", "counter", "pills", ":", "10", "mg", "."]
    assert [words.surface(i, i + 1) for i in range(11)] == [
        "Do", "n’t", "take", "over", "the", "counter", "pills", ":", "10", "mg", ".",
    ]  # fmt: skip
