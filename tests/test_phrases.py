"""The phrase language: what it matches in a sentence, and what it says of a phrase that cannot be read."""

from __future__ import annotations

import pytest

from healthlint.article import ArticleBuilder
from healthlint.phrase import PhraseError, parse_phrase
from healthlint.phrasebook import Phrasebook
from healthlint.text import Text


def matches(phrase: str, text: str, **lists: list[str]) -> list[str]:
    builder = ArticleBuilder("a.md", "markdown", text)
    builder.copy(0, len(text))
    builder.block("paragraph")
    book = Phrasebook()
    book.add("phrase", parse_phrase(phrase))
    for name, terms in lists.items():
        for term in terms:
            book.add_term(f"<{name.replace('_', '-')}>", term, term)
    found = Text(builder.build(), book)
    return [found.surface(match) for match in found.matches("phrase")]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        # words in any case, with any apostrophe, with hyphens or blanks
        ("guaranteed", "It is Guaranteed.", ["Guaranteed"]),
        ("do not stop", "Don’t stop. Do not stop. Don't stop.", ["Don’t stop", "Do not stop", "Don't stop"]),
        ("cannot", "You can't. You cannot. You can not.", ["can't", "cannot", "can not"]),
        ("over-the-counter", "An over the counter pill, an over-the-counter pill.", ["over the counter", "over-the-counter"]),
        ("it is important", "It’s important.", ["It’s important"]),
        # whole words only
        ("cure", "A curette, a secure cure.", ["cure"]),
        # choices, options, forms
        ("(cures|heals) [all] pain", "It cures pain and heals all pain.", ["cures pain", "heals all pain"]),
        ("~cure pain", "Cures pain, cured pain, curing pain.", ["Cures pain", "cured pain", "curing pain"]),
        ("~stop it", "He stopped it; stopping it is hard.", ["stopped it", "stopping it"]),
        ("~take two", "She took two, has taken two, takes two.", ["took two", "taken two", "takes two"]),
        ("(a (b|c)|d) e", "a b e, a c e, d e, b e", ["a b e", "a c e", "d e"]),
        # numbers and ranges
        ("# mg", "Take 5 mg, 4-6 mg, 4–6 mg, two to three mg or 1,200 mg.",
         ["5 mg", "4-6 mg", "4–6 mg", "two to three mg", "1,200 mg"]),
        ("# %", "About 50% or 14.3 %.", ["50%", "14.3 %"]),
        # gaps of up to five words
        ("rub … skin", "Rub the oil into your dry skin.", ["Rub the oil into your dry skin"]),
        ("rub … skin", "Rub the oil into all of your dry skin.", []),
        ("rub … skin", "Rub. The skin is dry.", []),
    ],
)  # fmt: skip
def test_matches(phrase: str, text: str, expected: list[str]) -> None:
    assert matches(phrase, text) == expected


def test_word_lists_and_their_plurals() -> None:
    text = "Statins cure colds; a statin cures the common cold. An antibiotic cures sinusitis."
    found = matches("<medicine> ~cure [the] <condition>", text, medicine=["statin"], condition=["cold", "common cold"])
    assert found == ["Statins cure colds", "statin cures the common cold"]


def test_a_term_in_capitals_matches_only_capitals() -> None:
    assert matches("<drug>", "MS and ms.", drug=["MS"]) == ["MS"]


def test_a_pattern_of_lists_alone() -> None:
    assert matches("<a> <b>", "Garlic tea helps.", a=["garlic"], b=["tea"]) == ["Garlic tea"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Dr Jane de Souza, MD.", ["By Dr Jane de Souza"]),
        ("By Ngozi Adeyemi and friends", ["By Ngozi Adeyemi"]),
        ("By J. R. Whitfield", ["By J. R. Whitfield"]),
        ("By admin", []),
        ("By the Editorial Team", []),
        ("By Monday", []),
    ],
)
def test_persons(text: str, names: list[str]) -> None:
    assert matches("by <person>", text) == names


@pytest.mark.parametrize(
    "date",
    [
        "5 September 2023",
        "September 5, 2023",
        "5th of March 2024",
        "March 2024",
        "2024-03-05",
        "05/03/2024",
        "Sept. 2024",
    ],
)
def test_dates(date: str) -> None:
    assert matches("updated <date>", f"Updated {date}.") == [f"Updated {date}"]


def test_a_copyright_year_is_no_date() -> None:
    assert matches("<date>", "© 2024 Gout Weekly, open since 12 May.") == []


def test_leftmost_and_longest() -> None:
    assert matches("(high blood pressure|blood pressure|pressure)", "High blood pressure hurts.") == [
        "High blood pressure"
    ]


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("", "it is empty"),
        ("(a|b", "'(' without its closing bracket"),
        ("a) b", "')' without its opening bracket"),
        ("[a|]", "a choice with nothing to choose; write [a] for what may be left out"),
        ("…", "it needs a word or a <list> that always stands"),
        ("# …", "it needs a word or a <list> that always stands"),
        ("[a]", "it needs a word or a <list> that always stands"),
        ("take <Two Words>", "<Two Words> is no name of a word list"),
        ("a ~ b", "~ stands alone; write it before a word, as in ~cure"),
    ],
)
def test_phrases_that_cannot_be_read(phrase: str, message: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse_phrase(phrase)
    assert str(caught.value) == message
