"""What holds for every article: spans inside the text, the same findings for all line breaks, no crash on any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.analysis import Analysis, Knowledge
from healthlint.errors import InputError
from healthlint.finding import Finding
from healthlint.linter import check_article, find, ordered
from healthlint.reading import read_article
from healthlint.rulebook import Rulebook

# Words and marks that rules, readers and suppressions look at, so that random texts meet them.
FRAGMENTS = [
    "# Gout", "## ", "\n", "\n\n", "- ", "1. ", "> ", "| a | b |\n|---|---|\n| c | d |", "```\n", "&amp;", "**", "_", "[x](http://y)",
    "<p>", "</p>", "<!-- healthlint-disable -->", "<!-- healthlint-enable -->", "---\n", "title: x\n", "By Jane Doe", "5 September 2023",
    "garlic cures gout", "guaranteed", "surgery is rarely needed", "gout requires surgery", "100% safe", ".5 mg", "10 to 5 mg",
    "studies show", "suffers from", "committed suicide", "e.g.", "Dr. ", "3 of 10 (40%)", "“", "”", "’", "(", ")", ",", ". ", "! ", "? ",
    "it helps", "rest", "COPD", "Home » Pain", "Leave a comment", "7 foods", "é", "日本", "\u202e", "\t", "stop taking your insulin",
]  # fmt: skip

texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=30).map(" ".join)


def findings(name: str, text: str, rulebook: Rulebook) -> list[Finding]:
    rules = [rule for rule in rulebook.rules.values() if rule.enabled]
    article = read_article(name, text.encode("utf-8", "surrogatepass"))
    return ordered(find(Analysis(article, rulebook.knowledge), rules))


def encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text) and "\0" not in text


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.mdx"])
@settings(max_examples=60, deadline=None)
@given(text=texts.filter(encodable))
def test_spans_lie_in_the_text(name: str, text: str, rulebook: Rulebook) -> None:
    for finding in findings(name, text, rulebook):
        for start, end in [(finding.start, finding.end), *((p.start, p.end) for p in finding.related)]:
            assert 0 <= start <= end <= len(text)
        assert "{" not in finding.message.replace("{{", "") or "{" in text


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@settings(max_examples=60, deadline=None)
@given(text=texts.filter(encodable))
def test_line_breaks_make_no_difference(name: str, text: str, rulebook: Rulebook) -> None:
    text = text.replace("\r", " ")
    plain = findings(name, text, rulebook)
    for line_break in ("\r\n", "\r"):
        other_text = text.replace("\n", line_break)
        other = findings(name, other_text, rulebook)
        assert [(f.rule, f.message) for f in plain] == [(f.rule, f.message) for f in other]
        assert [text[f.start : f.end] for f in plain] == [
            other_text[f.start : f.end].replace(line_break, "\n") for f in other
        ]


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.docx", "a.mdx"])
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_give_findings_or_a_clear_error(name: str, data: bytes, rulebook: Rulebook) -> None:
    rules = rulebook.rules
    try:
        checked = check_article(read_article(name, data), rulebook.knowledge, rules, rules.values())
        assert checked.error is None
    except InputError as error:
        assert error.where.startswith(name)
        assert error.what.endswith(".")


def test_rules_do_not_depend_on_their_order(rulebook: Rulebook, knowledge: Knowledge) -> None:
    text = "# Gout\n\nGarlic is guaranteed to cure gout. Surgery is rarely needed for gout. Gout requires surgery. Take .5 mg."
    article = read_article("a.md", text.encode())
    rules = [rule for rule in rulebook.rules.values() if rule.enabled]
    forwards = ordered(find(Analysis(article, knowledge), rules))
    assert forwards == ordered(find(Analysis(article, knowledge), rules[::-1]))
    assert len(forwards) == len(set(forwards)) > 0
