"""Markdown, MDX and front matter: whole block lists, and the exact source of what they say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.article import Article
from healthlint.reading.markdown import read_markdown
from tests.work import ends_soon


def read(source: str, path: str = "a.md") -> Article:
    return read_markdown(path, source)


def blocks(source: str, path: str = "a.md") -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source, path).blocks]


def source_of(article: Article, phrase: str) -> str:
    """The source text of a phrase of the prose."""
    start = article.prose.index(phrase)
    first, last = article.source_span(start, start + len(phrase))
    return article.source[first:last]


def metadata(source: str, path: str = "a.md") -> list[tuple[str, str, str]]:
    article = read(source, path)
    return [(datum.key, datum.value, source[datum.start : datum.end]) for datum in article.metadata]


# Headings and the title


def test_first_h1_is_the_title() -> None:
    article = read("# Sore Knees\n\nText.\n\n## Causes\n\n### Old ones\n\nSetext\n---\n\n# Again\n")
    assert [(block.kind, block.text, block.level) for block in article.blocks] == [
        ("title", "Sore Knees", 1),
        ("paragraph", "Text.", 0),
        ("heading", "Causes", 2),
        ("heading", "Old ones", 3),
        ("heading", "Setext", 2),
        ("heading", "Again", 1),
    ]


def test_setext_title_of_two_lines() -> None:
    assert blocks("Sore\nKnees\n===\n") == [("title", "Sore Knees")]


def test_first_heading_is_promoted_without_h1() -> None:
    assert blocks("Lead.\n\n## Causes\n") == [("paragraph", "Lead."), ("title", "Causes")]


def test_heading_attributes_are_no_prose() -> None:
    assert blocks("# Sore Knees {#knees}\n") == [("title", "Sore Knees")]


def test_front_matter_title_is_the_title_without_h1() -> None:
    article = read('---\ntitle: "Sore Knees"\n---\n\n## Causes\n')
    assert [(block.kind, block.text) for block in article.blocks] == [("title", "Sore Knees"), ("heading", "Causes")]
    assert article.source_span(0, 10) == (12, 22)
    assert source_of(article, "Knees") == "Knees"


def test_h1_wins_over_the_front_matter_title() -> None:
    article = read("---\ntitle: In front\n---\n# In body\n")
    assert [(block.kind, block.text) for block in article.blocks] == [("title", "In body")]
    assert [datum.value for datum in article.values("title")] == ["In front"]


@pytest.mark.parametrize("body", ["# \n", "# ![logo](l.png)\n", "> # Quoted\n", "```\n# code\n```\n"])
def test_an_h1_that_says_nothing_is_no_title(body: str) -> None:
    assert blocks("---\ntitle: In front\n---\n" + body)[0] == ("title", "In front")


def test_html_h1_is_a_title() -> None:
    assert blocks('---\ntitle: In front\n---\n<h1 align="center">In body</h1>\n') == [("title", "In body")]


# Inline


def test_inline_markup_is_dropped_and_mapped() -> None:
    article = read("Take *two* **pills**, ~~or~~ `one a` day.\n")
    assert article.prose == "Take two pills, or one a day."
    assert source_of(article, "two pills") == "two* **pills"
    assert source_of(article, "or one") == "or~~ `one"
    assert source_of(article, "a day.") == "a` day."


def test_entities_and_escapes() -> None:
    article = read("Tom &amp; Ann&nbsp;Lee \\* caf&eacute; &#65; &bogus;.\n")
    assert article.prose == "Tom & Ann Lee * café A &bogus;."
    assert source_of(article, "&") == "&amp;"
    assert source_of(article, "& Ann Lee") == "&amp; Ann&nbsp;Lee"
    assert source_of(article, "*") == "*"
    assert source_of(article, "café") == "caf&eacute;"
    assert source_of(article, "fé") == "f&eacute;"


def test_characters_of_many_bytes() -> None:
    article = read("# Über 😀 Fièvre\n\n38 °C *is* „hoch“ – ja.\n")
    assert [block.text for block in article.blocks] == ["Über 😀 Fièvre", "38 °C is „hoch“ – ja."]
    assert source_of(article, "Fièvre") == "Fièvre"
    assert source_of(article, "is „hoch“ – ja.") == "is* „hoch“ – ja."


def test_breaks_become_spaces() -> None:
    article = read("One  \ntwo\\\nthree\nfour<br>five\n")
    assert article.prose == "One two three four five"
    assert source_of(article, "One two") == "One  \ntwo"
    assert source_of(article, "four five") == "four<br>five"
    assert article.source_span(3, 4) == (3, 6)


def test_runs_of_white_space_become_one_space() -> None:
    article = read("Cure  it <!-- now -->  all\ttoday\u00a0\u200bor\u00adnot.\n")
    assert article.prose == "Cure it all today ornot."
    assert source_of(article, "Cure it all") == "Cure  it <!-- now -->  all"
    assert source_of(article, "ornot") == "or\u00adnot"


def test_links() -> None:
    article = read("See [the *guide*](http://g.org/a), <http://x.org> and [ref].\n\n[ref]: /r 'R'\n")
    assert article.prose == "See the guide, http://x.org and ref."
    assert [(article.prose[link.start : link.end], link.url) for link in article.links] == [
        ("the guide", "http://g.org/a"),
        ("http://x.org", "http://x.org"),
        ("ref", "/r"),
    ]


def test_image_text_is_a_caption() -> None:
    article = read("Before ![A *sore* knee &amp; leg](k.png) after.\n\n![](empty.png)\n")
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("paragraph", "Before after."),
        ("caption", "A sore knee & leg"),
    ]
    assert source_of(article, "sore knee & leg") == "sore* knee &amp; leg"


def test_linked_image() -> None:
    article = read("[![Knee](k.png)](http://k.org)\n")
    assert [(block.kind, block.text) for block in article.blocks] == [("caption", "Knee")]
    assert article.links == ()


def test_inline_html_and_comments() -> None:
    source = 'Press<!-- ref: 12 --> the <b>red</b> <a href="/u?a=1&amp;b=2">button</a>.\n'
    article = read(source)
    assert article.prose == "Press the red button."
    assert source_of(article, "red button") == 'red</b> <a href="/u?a=1&amp;b=2">button'
    assert [(c.text, source[c.start : c.end]) for c in article.comments] == [("ref: 12", "<!-- ref: 12 -->")]
    assert [(article.prose[link.start : link.end], link.url) for link in article.links] == [("button", "/u?a=1&b=2")]


# Blocks


def test_lists() -> None:
    article = read("- one\n- two\n  wrapped\n  1. inner\n\n     more\n- [x] done\n\nText.\n\n3. three\n")
    assert [(b.kind, b.text, b.level, b.group, b.ordered) for b in article.blocks] == [
        ("item", "one", 1, 1, False),
        ("item", "two wrapped", 1, 1, False),
        ("item", "inner", 2, 2, True),
        ("paragraph", "more", 0, 0, False),
        ("item", "done", 1, 1, False),
        ("paragraph", "Text.", 0, 0, False),
        ("item", "three", 1, 3, True),
    ]
    assert source_of(article, "two wrapped") == "two\n  wrapped"


def test_text_after_an_inner_list_is_a_paragraph() -> None:
    assert blocks("- one\n\n  - inner\n\n  tail\n") == [("item", "one"), ("item", "inner"), ("paragraph", "tail")]


def test_table() -> None:
    article = read("| Age | Dose \\| *form* |\n|---|---|\n| 3 | `5 mg` |\n| 4 | |\n\n|B|\n|-|\n")
    assert [(b.kind, b.text, b.group, b.row) for b in article.blocks] == [
        ("cell", "Age", 1, 0),
        ("cell", "Dose | form", 1, 0),
        ("cell", "3", 1, 1),
        ("cell", "5 mg", 1, 1),
        ("cell", "4", 1, 2),
        ("cell", "B", 2, 0),
    ]
    assert source_of(article, "| form") == "| *form"


def test_quotations() -> None:
    article = read("> First\n> line.\n>\n> - point\n>\n> ## Head\n\nAfter.\n")
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("quotation", "First line."),
        ("quotation", "point"),
        ("quotation", "Head"),
        ("paragraph", "After."),
    ]
    assert source_of(article, "First line.") == "First\n> line."


def test_alerts_are_the_author_speaking() -> None:
    assert blocks("> [!WARNING]\n> Call now.\n") == [("paragraph", "Call now.")]


def test_footnotes() -> None:
    assert blocks("Known[^1].\n\n[^1]: The source.\n\n    More of it.\n") == [
        ("paragraph", "Known."),
        ("footnote", "The source."),
        ("footnote", "More of it."),
    ]


def test_code_blocks_are_skipped() -> None:
    assert blocks("```\ncode\n```\n\n    indented\n\nText.\n") == [("paragraph", "Text.")]


def test_rules_are_no_front_matter_in_the_middle() -> None:
    assert blocks("One.\n\n---\n\nTwo: three.\n\n---\n") == [("paragraph", "One."), ("paragraph", "Two: three.")]


def test_code_in_a_quotation_maps_as_a_whole() -> None:
    article = read("> `a\n> b`\n")
    assert article.prose == "a b"
    assert source_of(article, "a b") == "a\n> b"


# HTML blocks


def test_html_block() -> None:
    source = (
        "<div>\n<h2>Risks</h2>\n<p>Salt &lt; sugar,<br/>says <a href='/x'>Ann</a>.</p>\nLoose\ntext\n"
        "<script>var p = '<p>';</script>\n<ul><li>one</li><li>two</li></ul>\n</div>\n\nAfter.\n"
    )
    article = read(source)
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("title", "Risks"),
        ("paragraph", "Salt < sugar, says Ann."),
        ("paragraph", "Loose text"),
        ("item", "one"),
        ("item", "two"),
        ("paragraph", "After."),
    ]
    assert source_of(article, "< sugar, says") == "&lt; sugar,<br/>says"
    assert [(article.prose[link.start : link.end], link.url) for link in article.links] == [("Ann", "/x")]
    assert article.blocks[3].group == article.blocks[4].group == 1


def test_html_table_and_image() -> None:
    article = read('<table>\n<tr><th>Age</th></tr>\n<tr><td>3</td></tr>\n</table>\n\n<img src=k alt="A &amp; B">\n')
    assert [(b.kind, b.text, b.group, b.row) for b in article.blocks] == [
        ("cell", "Age", 1, 0),
        ("cell", "3", 1, 1),
        ("caption", "A & B", 0, 0),
    ]
    assert source_of(article, "A & B") == "A &amp; B"


def test_markdown_between_html_quotation_tags() -> None:
    assert blocks("<blockquote>\n\n*Said* so.\n\n</blockquote>\n\nAfter.\n") == [
        ("quotation", "Said so."),
        ("paragraph", "After."),
    ]


def test_an_unclosed_html_heading_ends_with_its_block() -> None:
    assert blocks("<h2>Risks\n\nText.\n") == [("title", "Risks"), ("paragraph", "Text.")]


def test_comment_blocks() -> None:
    source = "One.\n\n<!-- first\n\nsecond -->\n\n> Two.\n>\n> <!-- third -->\n\n<!-- open"
    article = read(source)
    assert [block.text for block in article.blocks] == ["One.", "Two."]
    assert [(c.text, source[c.start : c.end]) for c in article.comments] == [
        ("first\n\nsecond", "<!-- first\n\nsecond -->"),
        ("third", "<!-- third -->"),
        ("open", "<!-- open"),
    ]


def test_html_block_in_a_quotation_keeps_its_places() -> None:
    article = read("> <div>\n> Rest &amp; ice\n> helps.\n> </div>\n")
    assert [(block.kind, block.text) for block in article.blocks] == [("quotation", "Rest & ice helps.")]
    assert source_of(article, "& ice helps.") == "&amp; ice\n> helps."


# MDX

MDX = """---
title: Sore Knees
---
import Callout from './callout'
export const meta = {
  a: '<b>',
}

# Sore {props.part} Knees

<Callout type="x"
  onClick={() => { a > b }}>
  Rest *helps*.
</Callout>

<Tabs>
  <Tab label="One">

    Deep &amp; prose <Tip /> goes on {/* a comment */} now.

  </Tab>
</Tabs>

- {/* before */} item <img src={x} alt="no" />

{/* long
comment */}

Say `<Callout {x}>`, 5 < 6 and {open; import it.

```jsx
import x from '{'
```

End<br/>of <a href="/u">it</a>. <!-- html -->
"""


def test_mdx() -> None:
    article = read(MDX, "a.mdx")
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("title", "Sore Knees"),
        ("paragraph", "Rest helps."),
        ("paragraph", "Deep & prose goes on now."),
        ("item", "item"),
        ("paragraph", "Say <Callout {x}>, 5 < 6 and {open; import it."),
        ("paragraph", "End of it."),
    ]
    assert source_of(article, "Sore Knees") == "Sore {props.part} Knees"
    assert source_of(article, "Deep & prose goes") == "Deep &amp; prose <Tip /> goes"
    assert [(c.text, MDX[c.start : c.end]) for c in article.comments] == [
        ("a comment", "{/* a comment */}"),
        ("before", "{/* before */}"),
        ("long\ncomment", "{/* long\ncomment */}"),
        ("html", "<!-- html -->"),
    ]
    assert [(article.prose[link.start : link.end], link.url) for link in article.links] == [("it", "/u")]


def test_braces_are_prose_in_markdown() -> None:
    assert blocks("Use {this} <3 and more.\n") == [("paragraph", "Use {this} <3 and more.")]


# Front matter


def test_yaml_front_matter() -> None:
    source = """---
title: 'Knees: a guide'
author: {name: Jo Roe, credentials: MD, title: GP}
reviewer:
  name: Ann Lee
  credentials: RN
  date: 2024-05-03
date: 2023-01-02
tags: [knee, "leg"]
sources:
  - A book
  - {title: A paper, url: http://p.org}
description: >
  Folded
  text.
seo: {title: Other}
draft: ~
---
Text.
"""
    assert metadata(source) == [
        ("title", "Knees: a guide", "Knees: a guide"),
        ("author", "Jo Roe", "Jo Roe"),
        ("credentials", "MD", "MD"),
        ("credentials", "GP", "GP"),
        ("reviewer", "Ann Lee", "Ann Lee"),
        ("reviewer_credentials", "RN", "RN"),
        ("reviewed", "2024-05-03", "2024-05-03"),
        ("published", "2023-01-02", "2023-01-02"),
        ("tags", "knee", "knee"),
        ("tags", "leg", "leg"),
        ("sources", "A book", "A book"),
        ("sources", "A paper", "A paper"),
        ("sources_url", "http://p.org", "http://p.org"),
        ("description", "Folded text.", "Folded\n  text."),
        ("seo", "Other", "Other"),
    ]
    assert blocks(source) == [("title", "Knees: a guide"), ("paragraph", "Text.")]


def test_broken_yaml_is_read_line_by_line() -> None:
    source = '---\ntitle: Knees: a guide\nauthor: "Jo Roe"\nsources:\n  - A book\n  - Another\nempty:\n---\nText.\n'
    assert metadata(source) == [
        ("title", "Knees: a guide", "Knees: a guide"),
        ("author", "Jo Roe", "Jo Roe"),
        ("sources", "A book", "A book"),
        ("sources", "Another", "Another"),
    ]


def test_toml_front_matter() -> None:
    source = """+++
title = "The \\"knee\\"" # a comment
date = 2024-05-03
authors = [
  "Jo Roe",
  'Ann Lee',
]
summary = \"\"\"
Two
lines\"\"\"
[reviewer]
name = 'Bo Lind'
credentials = "RN"
[[sources]]
title = "A book"
+++
Text.
"""
    assert metadata(source) == [
        ("title", 'The "knee"', 'The \\"knee\\"'),
        ("published", "2024-05-03", "2024-05-03"),
        ("author", "Jo Roe", "Jo Roe"),
        ("author", "Ann Lee", "Ann Lee"),
        ("description", "Two lines", "Two\nlines"),
        ("reviewer", "Bo Lind", "Bo Lind"),
        ("reviewer_credentials", "RN", "RN"),
        ("sources", "A book", "A book"),
    ]
    assert blocks(source) == [("title", 'The "knee"'), ("paragraph", "Text.")]


def test_values_after_carriage_returns() -> None:
    source = "---\r\ntitle: Knees\r\nauthor: Jo Roe\r\n---\r\nText\r\nhere.\r\n"
    article = read(source)
    assert [source[datum.start : datum.end] for datum in article.metadata] == ["Knees", "Jo Roe"]
    assert source_of(article, "Text here.") == "Text\r\nhere."


@pytest.mark.parametrize(
    "source",
    [
        "---\nJust prose.\n---\n",
        "---\n\ntitle: after a blank line\n---\n",
        "---\ntitle: never closed\n",
        "Text\n---\ntitle: not at the start\n---\n",
    ],
)
def test_what_is_no_front_matter(source: str) -> None:
    assert metadata(source) == []


@pytest.mark.parametrize(
    "block",
    [
        "a: &a [*a]",
        "[" * 5000,
        'a: "\\UFFFFFFFF"',
        "a: \x07",
        "- a\n- b: c",
        "a: !!python/object:os.system x",
        "? [a]\n: b",
    ],
)
def test_hostile_front_matter_does_not_fail(block: str) -> None:
    assert read(f"---\n{block}\n---\nText.\n").blocks[-1].text.endswith("Text.")


# Any text

PARTS = [
    *(
        "word",
        "Two words.",
        " ",
        "  ",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "- [x] ",
        "*",
        "_",
        "**",
        "`",
        "~~",
    ),
    *("```\n", "---\n", "+++\n", "===\n", "title: x\n", "a = [\n", ":", "&amp;", "&#0;", "\\", "{", "}", "{/*", "*/}"),
    *(
        "<",
        ">",
        "<b>",
        "</b>",
        "<div>\n",
        "</div>",
        "<h1>",
        "<table>",
        "<td>",
        "<!--",
        "-->",
        "<a href='u'>",
        "<Tag a={",
    ),
    *('<img alt="x\ny">', "[a](b)", "![a](b)", "[^1]", "[^1]: ", "import x from 'y'\n", "|", "|a|b|\n|-|-|\n"),
    *("\t", "    ", "é", "😀", "\u00a0", "\u200b", "\ufdd0", "\0"),
]
MARKUP = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


def check_whole(article: Article) -> None:
    for block in article.blocks:
        assert block.text
        assert block.text == article.prose[block.start : block.end] == block.text.strip()
        assert not set("\n\ufdd0") & set(block.text)
        first, last = article.source_span(block.start, block.end)
        assert 0 <= first < last <= len(article.source)
    for link in article.links:
        assert 0 <= link.start < link.end <= len(article.prose)
    for start, end in [(d.start, d.end) for d in article.metadata] + [(c.start, c.end) for c in article.comments]:
        assert 0 <= start <= end <= len(article.source)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), MARKUP), st.sampled_from(["a.md", "a.mdx"]))
def test_any_text_is_an_article(source: str, path: str) -> None:
    check_whole(read(source, path))


@settings(max_examples=200, deadline=None)
@given(MARKUP, st.sampled_from(["a.md", "a.mdx"]))
def test_line_breaks_make_no_difference(source: str, path: str) -> None:
    article = read(source, path)
    for line_break in ("\r\n", "\r"):
        other = read(source.replace("\n", line_break), path)
        check_whole(other)
        assert other.blocks == article.blocks
        assert [link.url for link in other.links] == [link.url for link in article.links]


@settings(max_examples=200, deadline=None)
@given(MARKUP)
def test_prose_without_markup_is_its_own_source(source: str) -> None:
    """Each plain word of the prose stands in the source where the article says."""
    article = read(source)
    for block in article.blocks:
        for offset in range(block.start, block.end):
            if article.prose[offset].isalpha() and article.prose[offset] != "�":
                first, last = article.source_span(offset, offset + 1)
                assert article.source[first:last] == article.prose[offset]


@pytest.mark.parametrize("source", ["", " \n\t\n", "---\n", "<!-- only -->", "\ufeff"])
def test_blank_input_has_no_blocks(source: str) -> None:
    assert read(source).blocks == ()


def test_a_lone_surrogate_is_read() -> None:
    assert len(read("a \ud800 b\n").blocks) == 1


@pytest.mark.parametrize("part", ["{<a ", "`", "<!-- ", "<a \"'", "[", "**a *", "{/* ", "import a\n\n"])
def test_reading_is_linear(part: str) -> None:
    with ends_soon():
        read(part * 20_000, "a.mdx")
