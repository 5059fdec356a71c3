"""How figures are read: what they measure, which interval they allow, and what bounds it."""

from __future__ import annotations

import pytest

from healthlint.analysis import Analysis, Knowledge
from healthlint.claims.figures import read_figures
from healthlint.numerals import value_of
from healthlint.reading.markdown import read_markdown
from healthlint.reports.claims import render_claims


def _read(sentence: str, knowledge: Knowledge) -> list[tuple[str, str, float, float, str]]:
    analysis = Analysis(read_markdown("a.md", f"# Notes\n\n{sentence}\n"), knowledge)
    return [
        (analysis.words.surface(f.first, f.last), f.measure, round(f.low, 2), round(f.high, 2), f.bound)
        for f in read_figures(analysis)
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,200", 1200),
        ("2.5 million", 2_500_000),
        ("thirty-six", 36),
        ("two hundred and fifty", 250),
        ("half a million", 500_000),
        ("two and a half", 2.5),
        ("1½", 1.5),
        ("a hundred", 100),
        ("10 000", 10_000),
    ],
)
def test_numbers(written: str, value: float) -> None:
    assert value_of(written) == value


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("It heals in 4–6 weeks.", [("4–6 weeks", "time", 27.44, 42.84, "")]),
        ("It heals within a month.", [("a month", "time", 0.0, 32.53, "most")]),
        ("It heals in about 10 days.", [("10 days", "time", 9.3, 10.7, "")]),
        ("It lasts at least two years.", [("two years", "time", 715.4, float("inf"), "least")]),
        ("It lasts no more than 10 days.", [("10 days", "time", 0.0, 10.2, "most")]),
        ("Take 1.5 g.", [("1.5 g.", "mass", 1470.0, 1530.0, "")]),
        ("Wash it at 140°F.", [("140°F", "temperature", 59.8, 60.2, "")]),
        ("One in five have it.", [("One in five", "share", 17.0, 23.0, "")]),
        ("It fell by a quarter.", [("a quarter", "share", 21.25, 28.75, "")]),
        ("Some 30 to 40 per cent have it.", [("30 to 40 per cent", "share", 27.9, 42.8, "")]),
        ("A 45-year-old has it.", [("45-year-old", "age", 44.1, 45.9, "")]),
        ("It begins at the age of 60.", [("60", "age", 58.8, 61.2, "")]),
        ("We asked 250 older women.", [("250 older women", "count people", 245.0, 255.0, "")]),
        ("You need two jabs.", [("two jabs", "count dose", 1.96, 2.04, "")]),
        ("You need a third dose in 2024.", []),
        ("Chapter 3 and stage 4.", []),
    ],
)
def test_figures(sentence: str, figures: list[tuple[str, str, float, float, str]], knowledge: Knowledge) -> None:
    assert _read(sentence, knowledge) == figures


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Take 400 mg three times a day.", 1 / 3),
        ("Take 400 mg every 8 hours.", 1 / 3),
        ("Take 400 mg twice daily.", 1 / 2),
        ("Take 400 mg a week.", 7),
        ("Take 400 mg once a day.", 1),
        ("Take 400 mg for a week.", 0),
    ],
)
def test_rates(sentence: str, days: float, knowledge: Knowledge) -> None:
    analysis = Analysis(read_markdown("a.md", f"# Notes\n\n{sentence}\n"), knowledge)
    assert next(iter(read_figures(analysis))).days == pytest.approx(days)


def test_figures_are_shown_with_what_they_are_of(knowledge: Knowledge) -> None:
    article = read_markdown("a.md", "# Mumps\n\nThe incubation period of mumps is 14 to 25 days.\n")
    assert "figure “14 to 25 days”: incubation period (about mumps)" in render_claims(article, knowledge, "text")
