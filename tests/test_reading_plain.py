"""Plain text: whole block lists, bylines, and the exact source of what they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.article import Article
from healthlint.reading.byline import read_byline
from healthlint.reading.plain import read_plain
from tests.work import ends_soon

LONG = "Knees carry the whole body up and down the stairs, and they do so for a lifetime of days."
OTHER = "Rest helps most sore knees within a week or two, and so does a walk on level ground."


def read(source: str) -> Article:
    return read_plain("a.txt", source)


def blocks(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source).blocks]


def kinds(source: str) -> list[str]:
    return [block.kind for block in read(source).blocks]


def metadata(source: str) -> list[tuple[str, str]]:
    article = read(source)
    for datum in article.metadata:
        assert source[datum.start : datum.end] == datum.value
    return [(datum.key, datum.value) for datum in article.metadata]


def source_of(article: Article, phrase: str) -> str:
    """The source text of a phrase of the prose."""
    start = article.prose.index(phrase)
    first, last = article.source_span(start, start + len(phrase))
    return article.source[first:last]


# Paragraphs


def test_one_line_is_a_paragraph() -> None:
    assert blocks("Sore Knees And What Helps\n") == [("paragraph", "Sore Knees And What Helps")]
    assert blocks(LONG) == [("paragraph", LONG)]


def test_blank_lines_part_paragraphs() -> None:
    assert blocks(f"{LONG}\n \t\n{OTHER}\n\n\n") == [("paragraph", LONG), ("paragraph", OTHER)]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    first, second = f"{LONG} {OTHER}", f"{OTHER} {LONG} And so on."
    assert blocks(f"{first}\n{second}\n") == [("paragraph", first), ("paragraph", second)]


def test_hard_wrapped_lines_are_joined() -> None:
    source = (
        "Knees carry the whole body up and down the stairs, and they do so for\n"
        "a lifetime of days. Rest helps most sore knees within a week or two.\n"
        "Walking on level ground does as well.\n"
        "Another paragraph begins here, for the line before it had room to spare\n"
        "and Doctor Roe would have used it.\n"
    )
    article = read(source)
    assert [block.text for block in article.blocks] == [
        "Knees carry the whole body up and down the stairs, and they do so for a lifetime of days. Rest helps most "
        "sore knees within a week or two. Walking on level ground does as well.",
        "Another paragraph begins here, for the line before it had room to spare and Doctor Roe would have used it.",
    ]
    assert source_of(article, "so for a lifetime") == "so for\na lifetime"


def test_short_lines_are_not_joined() -> None:
    assert blocks(f"{LONG}\n\n12 High Street,\nLeeds.\nPhone 555 0100\n")[1:] == [
        ("paragraph", "12 High Street,"),
        ("paragraph", "Leeds."),
        ("paragraph", "Phone 555 0100"),
    ]


def test_sentences_on_lines_of_their_own_are_not_joined() -> None:
    assert blocks(f"{LONG}\n{OTHER}\n{LONG}\n") == [("paragraph", LONG), ("paragraph", OTHER), ("paragraph", LONG)]


def test_white_space_and_invisible_characters() -> None:
    article = read(f"  Cure  it\tall\u00a0\u200bto\u00adday.\u2028{LONG}\v{OTHER}\n")
    assert [block.text for block in article.blocks] == ["Cure it all today.", LONG, OTHER]
    assert source_of(article, "Cure it") == "Cure  it"
    assert source_of(article, "today") == "to\u00adday"


def test_carriage_returns() -> None:
    article = read(
        "Sore Knees\r\n\r\nKnees carry the whole body up and down the stairs,\r\nand they do so for years.\r\n"
    )
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("title", "Sore Knees"),
        ("paragraph", "Knees carry the whole body up and down the stairs, and they do so for years."),
    ]
    assert source_of(article, "stairs, and") == "stairs,\r\nand"


def test_comments_are_no_prose() -> None:
    source = f"{LONG}\n\n<!-- hide\n\nthis -->\n\nRest<!-- 1 --> helps. Not <!-- open.\n"
    article = read(source)
    assert [block.text for block in article.blocks] == [LONG, "Rest helps. Not <!-- open."]
    assert source_of(article, "Rest helps") == "Rest<!-- 1 --> helps"
    assert [(c.text, source[c.start : c.end]) for c in article.comments] == [
        ("hide\n\nthis", "<!-- hide\n\nthis -->"),
        ("1", "<!-- 1 -->"),
    ]


# Title and headings


def test_title_and_headings() -> None:
    source = (
        f"What Makes Knees Sore?\n\n{LONG}\n\nGetting started\n\n{LONG}\n\nRest And Ice For Knees\n\n{LONG}\n\n"
        f"WHEN TO CALL\n\n{LONG}\n\nDoes rest help?\n\nYes.\n"
    )
    assert [(b.kind, b.text, b.level) for b in read(source).blocks if b.kind != "paragraph"] == [
        ("title", "What Makes Knees Sore?", 1),
        ("heading", "Getting started", 2),
        ("heading", "Rest And Ice For Knees", 2),
        ("heading", "WHEN TO CALL", 2),
        ("heading", "Does rest help?", 2),
    ]


def test_headings_without_blank_lines() -> None:
    long = f"{LONG} {OTHER}"
    assert kinds(f"Sore Knees\n{long}\nRest And Ice\n{long}\n{long}\n") == [
        "title", "paragraph", "heading", "paragraph", "paragraph",
    ]  # fmt: skip


def test_a_long_headline_is_the_title() -> None:
    headline = "Do you rest your knees when they are sore? A new trial of old people says that you had better not"
    assert blocks(f"{headline}\n\n{LONG}\n")[0] == ("title", headline)


@pytest.mark.parametrize(
    "crumbs",
    ["Home » Knees » What Makes Knees Sore?", "Home > Blog > Knees", "Home / Knees", "Joints › Knees", "A > B > C"],
)
def test_a_breadcrumb_is_a_paragraph(crumbs: str) -> None:
    assert blocks(f"{crumbs}\n\nSore Knees\n\n{LONG}\n")[:2] == [("paragraph", crumbs), ("title", "Sore Knees")]


def test_marked_headings() -> None:
    source = f"Sore knees and the trouble with stairs\n===\n{LONG}\n\nRest\n----\n{LONG}\n\n### Ice packs ###\n{LONG}\n"
    assert [(b.kind, b.text, b.level) for b in read(source).blocks if b.kind != "paragraph"] == [
        ("title", "Sore knees and the trouble with stairs", 1),
        ("heading", "Rest", 2),
        ("heading", "Ice packs", 3),
    ]


def test_rules_are_dropped() -> None:
    assert blocks(f"{LONG}\n\n* * *\n\n{OTHER}\n-----\n") == [("paragraph", LONG), ("paragraph", OTHER)]


@pytest.mark.parametrize(
    "line",
    [
        "Rest helps.",
        "Causes include:",
        "in lower case",
        "Posted by admin | 4 min read | 0 Comments",
        "See www.knees.org",
        "[1] Roe J. Knees And Stairs",
        "Advertisement",
        "3 May 2024",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert blocks(f"Sore Knees\n\n{LONG}\n\n{line}\n\n{LONG}\n")[2] == ("paragraph", line)


def test_a_row_of_short_lines_is_a_list_or_menu() -> None:
    assert kinds(f"Sore Knees\n\n{LONG}\n\nFever\n\nChills\n\nCough\n\nWhen To Call\n\n{LONG}\n") == [
        "title", "paragraph", "paragraph", "paragraph", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


def test_a_line_after_a_colon_is_no_heading() -> None:
    assert kinds(f"Sore Knees\n\n{LONG}\n\nCauses include:\n\nStress\n\n{LONG}\n")[3] == "paragraph"


def test_the_last_line_is_no_heading() -> None:
    assert kinds(f"Sore Knees\n\n{LONG}\n\nRelated Posts\n") == ["title", "paragraph", "paragraph"]


# Lists


@pytest.mark.parametrize("marker", ["• ", "•", "– ", "- ", "* ", "· ", "◦ ", "\uf0b7\t"])
def test_bullets(marker: str) -> None:
    source = f"{LONG}\n\n{marker}Sore knees\n\n{marker}Stiff knees\n{LONG}\n"
    article = read(source)
    assert [(b.kind, b.text, b.level, b.group, b.ordered) for b in article.blocks] == [
        ("paragraph", LONG, 0, 0, False),
        ("item", "Sore knees", 1, 1, False),
        ("item", "Stiff knees", 1, 1, False),
        ("paragraph", LONG, 0, 0, False),
    ]
    assert source_of(article, "Sore knees") == "Sore knees"


@pytest.mark.parametrize("markers", [("1. ", "2. "), ("1) ", "2) "), ("a) ", "b) "), ("(1) ", "(2) ")])
def test_numbers(markers: tuple[str, str]) -> None:
    article = read(f"{LONG}\n{markers[0]}Rest\n{markers[1]}Ice\n")
    assert [(b.kind, b.text, b.group, b.ordered) for b in article.blocks[1:]] == [
        ("item", "Rest", 1, True),
        ("item", "Ice", 1, True),
    ]


def test_wrapped_and_nested_items() -> None:
    source = (
        "- Rest the knee for a day or two and keep it up on a cushion while\n"
        "you sit.\n"
        "- Ice\n"
        "  in a towel\n"
        "    1. Ten minutes\n"
        "- Walk\n\n"
        f"{LONG}\n\n"
        "- Another list\n"
    )
    assert [(b.text, b.level, b.group) for b in read(source).blocks if b.kind == "item"] == [
        ("Rest the knee for a day or two and keep it up on a cushion while you sit.", 1, 1),
        ("Ice in a towel", 1, 1),
        ("Ten minutes", 2, 1),
        ("Walk", 1, 1),
        ("Another list", 1, 2),
    ]


def test_numbered_headings_keep_their_number() -> None:
    assert blocks(f"Two Ways To Help Knees\n\n1. Rest\n\n{LONG}\n\n2. Ice\n\n{OTHER}\n") == [
        ("title", "Two Ways To Help Knees"),
        ("heading", "1. Rest"),
        ("paragraph", LONG),
        ("heading", "2. Ice"),
        ("paragraph", OTHER),
    ]


def test_references_are_parted() -> None:
    assert blocks(f"{LONG}\n\n[1] Roe J. Knees. 2020.\n[2] Lee A. Stairs. 2021.\n")[1:] == [
        ("paragraph", "[1] Roe J. Knees. 2020."),
        ("paragraph", "[2] Lee A. Stairs. 2021."),
    ]


# Bylines


def test_bylines_at_the_top() -> None:
    source = f"Sore Knees\n\nJo Roe 5 September 2023\n\nMedically reviewed by Dr. Ann Lee, RN\n\n{LONG} {OTHER}\n"
    assert kinds(source) == ["title", "paragraph", "paragraph", "paragraph"]
    assert metadata(source) == [
        ("author", "Jo Roe"),
        ("published", "5 September 2023"),
        ("reviewer", "Dr. Ann Lee"),
        ("reviewer_credentials", "RN"),
    ]


def test_bylines_at_the_end() -> None:
    source = f"Sore Knees\n\n{LONG} {OTHER}\n\nWritten by Jo Roe\n\nThis page was last reviewed on 3 May 2024.\n"
    assert metadata(source) == [("author", "Jo Roe"), ("reviewed", "3 May 2024")]


def test_a_byline_is_no_title_and_told_once() -> None:
    source = (
        f"By Jo Roe\n\nSore Knees\n\n{LONG} {OTHER}\n\nJo Roe\n\nJo Roe lives in Leeds, where she writes on knees.\n"
    )
    assert [block.kind for block in read(source).blocks] == ["paragraph", "title", *["paragraph"] * 3]
    assert metadata(source) == [("author", "Jo Roe")]


def test_dates_and_names_in_the_body_are_no_byline() -> None:
    body = "\n\n".join([f"{LONG} {OTHER}"] * 14)
    assert metadata(f"Sore Knees\n\n{body}\n\nBy Jo Roe\n\n3 May 2024\n\n{body}\n") == []


def test_byline_after_carriage_returns() -> None:
    assert metadata(f"Sore Knees\r\n\r\nBy Jo Roe\r\n\r\n{LONG}\r\n") == [("author", "Jo Roe")]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("By Jane Doe, MD", [("author", "Jane Doe"), ("credentials", "MD")]),
        ("Written by Jane Doe MD, PhD and John van der Roe on May 3, 2024", [
            ("author", "Jane Doe"), ("credentials", "MD"), ("credentials", "PhD"), ("author", "John van der Roe"),
            ("published", "May 3, 2024"),
        ]),
        ("By Jane Doe | Updated May 4, 2024 | Fact checked by Bo Lind", [
            ("author", "Jane Doe"), ("updated", "May 4, 2024"), ("reviewer", "Bo Lind"),
        ]),
        ("Jane Doe, M.D.", [("author", "Jane Doe"), ("credentials", "M.D.")]),
        ("Jane Doe - 3 May 2024 - 5 min read", [("author", "Jane Doe"), ("published", "3 May 2024")]),
        ("Monday, December 3, 2018", [("published", "December 3, 2018")]),
        ("Published: 2024-05-03", [("published", "2024-05-03")]),
        ("Last updated: 9:30 am, 3 May 2024", [("updated", "3 May 2024")]),
        ("Page last reviewed: 3 May 2024 Next review due: 3 May 2027", [
            ("reviewed", "3 May 2024"), ("next_review", "3 May 2027"),
        ]),
        ("Reviewed by Ann Lee on 3 May 2024", [("reviewer", "Ann Lee"), ("reviewed", "3 May 2024")]),
        ("By JO ROE, Health Reporter", [("author", "JO ROE")]),
        ("Author: Jo O'Neil, BSc", [("author", "Jo O'Neil"), ("credentials", "BSc")]),
        ("by Dr Roe", [("author", "Dr Roe")]),
    ],
)  # fmt: skip
def test_byline(line: str, facts: list[tuple[str, str]]) -> None:
    found = read_byline(line, top=True)
    assert found is not None
    assert [(fact.key, fact.value) for fact in found] == facts
    assert [line[fact.start : fact.end] for fact in found] == [value for _, value in facts]


@pytest.mark.parametrize("line", ["Posted by admin", "By the editorial team", "Posted by admin | 4 min read"])
def test_a_byline_that_names_nobody(line: str) -> None:
    assert read_byline(line, top=True) == []


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe",
        "What Makes Knees Sore?",
        "By design",
        "By Eating Less Sugar",
        "By resting, people can avoid sore knees.",
        "Reviewed by your doctor",
        "The trial was updated on 3 May 2024 after complaints.",
        "Published on 3 May 2024, the trial of many people found that rest helps most.",
        "5 min read",
        "By Jo Roe " + "and so on " * 40,
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert read_byline(line, top=True) is None


# Any text

PARTS = [
    *(
        "word",
        "Two Words",
        LONG,
        " ",
        "  ",
        "\n",
        "\n\n",
        "- ",
        "• ",
        "1. ",
        "a) ",
        "## ",
        "\n===\n",
        "\n---\n",
        "?",
        ".",
    ),
    *(
        "By Jo Roe",
        ", MD",
        " 3 May 2024",
        "Updated ",
        "Reviewed by ",
        " | ",
        " – ",
        "Home » ",
        "[1] ",
        "<!--",
        "-->",
        ":",
    ),
    *("\t", "\u00a0", "\u200b", "\ufdd0", "\u2028", "\v", "é", "😀", "\0", "(", ",", "and "),
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


def check_whole(article: Article) -> None:
    for block in article.blocks:
        assert block.text
        assert block.text == article.prose[block.start : block.end] == block.text.strip()
        assert not set("\n\ufdd0") & set(block.text)
        first, last = article.source_span(block.start, block.end)
        assert 0 <= first < last <= len(article.source)
    for offset, letter in enumerate(article.prose):
        first, last = article.source_span(offset, offset + 1)
        assert letter == " " or letter == "\n" or article.source[first:last] == letter
    for datum in article.metadata:
        assert article.source[datum.start : datum.end] == datum.value


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), TEXTS))
def test_any_text_is_an_article(source: str) -> None:
    check_whole(read(source))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_line_breaks_make_no_difference(source: str) -> None:
    article = read(source)
    for line_break in ("\r\n", "\r"):
        other = read(source.replace("\n", line_break))
        check_whole(other)
        assert other.blocks == article.blocks
        assert [(d.key, d.value) for d in other.metadata] == [(d.key, d.value) for d in article.metadata]


@pytest.mark.parametrize("source", ["", " \n\t\n", "---\n", "<!-- only -->", "\ufeff"])
def test_blank_input_has_no_blocks(source: str) -> None:
    assert read(source).blocks == ()


@pytest.mark.parametrize("part", ["word ", "<!-- ", "- ", "Head Line\n\n", "1. a\n", "a » ", "By Jo Roe | ", " \t"])
def test_reading_is_linear(part: str) -> None:
    with ends_soon():
        read(part * 50_000)
