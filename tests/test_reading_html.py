"""HTML in, articles out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.article import Article, Block
from healthlint.reading.html import read_html
from tests.work import ends_soon


def read(source: str) -> Article:
    return read_html("page.html", source)


def kinds(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source).blocks]


def shown(article: Article, text: str) -> str:
    """The source of the first place where the prose says `text`."""
    at = article.prose.index(text)
    start, end = article.source_span(at, at + len(text))
    return article.source[start:end]


def facts(source: str) -> list[tuple[str, str]]:
    return [(datum.key, datum.value) for datum in read(source).metadata]


PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<title>Migraine - Example Health</title>
<style>p { color: red } /* <p>not prose</p> */</style>
</head>
<body>
<header><h1>Example Health</h1><nav><ul><li>Home</li></ul></nav></header>
<nav><a href="/">Start</a></nav>
<main>
<article>
  <header><h1>Living with <em>migraine</em></h1><p>Written by a nurse.</p></header>
  <p>Rest in a dark&nbsp;room
     helps &amp; soothes.</p>
  <h2>What to do</h2>
  <ul><li>Drink water</li><li>Sleep<ol><li>early</li></ol></li></ul>
  <script>var x = "<p>hidden</p>";</script>
  <aside>Ask a pharmacist.</aside>
  <footer>This is no medical advice.</footer>
</article>
</main>
<aside>Buy our pillow</aside>
<footer>All rights reserved</footer>
</body>
</html>
"""


def test_article_out_of_a_page() -> None:
    assert list(read(PAGE).blocks) == [
        Block("title", "Living with migraine", 0, 20, level=1),
        Block("paragraph", "Written by a nurse.", 22, 41),
        Block("paragraph", "Rest in a dark room helps & soothes.", 43, 79),
        Block("heading", "What to do", 81, 91, level=2),
        Block("item", "Drink water", 93, 104, level=1, group=1),
        Block("item", "Sleep", 106, 111, level=1, group=1),
        Block("item", "early", 113, 118, level=2, group=2, ordered=True),
        Block("paragraph", "Ask a pharmacist.", 120, 137),
        Block("paragraph", "This is no medical advice.", 139, 165),
    ]


def test_positions() -> None:
    article = read(PAGE)
    assert shown(article, "Living with migraine") == "Living with <em>migraine"
    assert shown(article, "migraine") == "migraine"
    assert shown(article, "dark room") == "dark&nbsp;room"
    assert shown(article, "room helps") == "room\n     helps"
    assert shown(article, "& soothes") == "&amp; soothes"
    assert shown(article, "early") == "early"


def test_empty_input() -> None:
    assert read("").blocks == ()
    assert read(" \n<p> &nbsp; </p>").blocks == ()


def test_fragment() -> None:
    assert kinds("<h1>Sleep</h1><p>Go to bed early.") == [("title", "Sleep"), ("paragraph", "Go to bed early.")]
    assert kinds("Only words.") == [("paragraph", "Only words.")]


def test_largest_article_wins() -> None:
    source = "<article><p>Teaser</p></article><article><p>The longer one</p></article><p>Beside</p>"
    assert kinds(source) == [("paragraph", "The longer one")]


def test_nested_article_is_part_of_the_outer() -> None:
    source = "<article><p>Outer</p><article><p>Inner words</p></article><p>End</p></article>"
    assert [text for _, text in kinds(source)] == ["Outer", "Inner words", "End"]


def test_teaser_beside_main_is_not_the_article() -> None:
    long = "Many words about sleep. " * 5
    source = f"<main><p>{long}</p></main><article>Read on</article>"
    assert kinds(source) == [("paragraph", long.strip())]


def test_main_and_role_main() -> None:
    assert kinds("<p>Around</p><main><p>Inside</p></main>") == [("paragraph", "Inside")]
    assert kinds("<p>Around</p><div role='main'><p>Inside</p></div>") == [("paragraph", "Inside")]


def test_body_without_its_surroundings() -> None:
    source = (
        "<body><header>Logo</header><div role=navigation>Menu</div><p>Text</p><noscript>No</noscript>"
        "<template><p>No</p></template><form>Search</form><button>Go</button><svg><title>Icon</title></svg>"
        "<iframe>No</iframe><select><option>A</select><div role=contentinfo>Legal</div><aside>Ad</aside></body>"
    )
    assert kinds(source) == [("paragraph", "Text")]


def test_page_wrapped_in_a_form() -> None:
    assert kinds("<body><form id=aspnet><p>Text</p><button>Go</button></form></body>") == [("paragraph", "Text")]


def test_hidden_elements() -> None:
    source = (
        "<p>Seen <span hidden>a</span><span aria-hidden=TRUE>b</span><span style='display : none'>c</span>words.</p>"
        "<div hidden><p>d</p></div><body style='display:none'>"
    )
    assert kinds(source) == [("paragraph", "Seen words.")]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Back pain | Example", "Back pain"),
        ("Back pain - what helps | Conditions | Example", "Back pain - what helps"),
        ("Back pain – Example Health", "Back pain"),
        ("Vitamin D – why the dark months matter", "Vitamin D – why the dark months matter"),
        ("Heart &amp; lung", "Heart & lung"),
    ],
)
def test_title_element(title: str, expected: str) -> None:
    article = read(f"<title>{title}</title><h2>Causes</h2><p>Many.</p>")
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("title", expected),
        ("heading", "Causes"),
        ("paragraph", "Many."),
    ]
    assert shown(article, expected) == expected.replace("&", "&amp;")


def test_first_heading_is_promoted() -> None:
    assert kinds("<p>Lead</p><h3>Causes</h3><p>Many.</p>")[1] == ("title", "Causes")


def test_second_h1_is_a_heading() -> None:
    blocks = read("<h1>One</h1><h1>Two</h1>").blocks
    assert [(block.kind, block.level) for block in blocks] == [("title", 1), ("heading", 1)]


def test_tables() -> None:
    source = (
        "<table><caption>Doses</caption><thead><tr><th>Drug<th>Dose</thead>"
        "<tr><td>A</td><td><p>1&thinsp;g</p><table><tr><td>inner</table>after</td></tr></table><table><td>B</table>"
    )
    assert [(b.kind, b.text, b.group, b.row) for b in read(source).blocks] == [
        ("caption", "Doses", 0, 0),
        ("cell", "Drug", 1, 0),
        ("cell", "Dose", 1, 0),
        ("cell", "A", 1, 1),
        ("cell", "1 g", 1, 1),
        ("cell", "inner", 2, 0),
        ("cell", "after", 1, 1),
        ("cell", "B", 3, 0),
    ]


def test_layout_table() -> None:
    assert kinds("<table role=presentation><tr><td>Text<td>More</table>") == [
        ("paragraph", "Text"),
        ("paragraph", "More"),
    ]


def test_lists() -> None:
    source = "<ul><li>a<li><p>b</p><p>c</p></ul><ol><li>d</ol><li>e"
    assert [(b.text, b.level, b.group, b.ordered) for b in read(source).blocks] == [
        ("a", 1, 1, False),
        ("b", 1, 1, False),
        ("c", 1, 1, False),
        ("d", 1, 2, True),
        ("e", 1, 0, False),
    ]


def test_quotations_captions_and_definitions() -> None:
    source = (
        "<blockquote>I felt better.<p>Really.</p><ul><li>So did I</ul></blockquote>"
        "<figure><img alt='A man &amp; a dog' src=x><figcaption>Walking helps</figcaption></figure>"
        "<dl><dt>Fever<dd>Above 38 degrees</dl>"
    )
    assert kinds(source) == [
        ("quotation", "I felt better."),
        ("quotation", "Really."),
        ("quotation", "So did I"),
        ("caption", "A man & a dog"),
        ("caption", "Walking helps"),
        ("paragraph", "Fever"),
        ("paragraph", "Above 38 degrees"),
    ]
    assert shown(read(source), "man & a dog") == "man &amp; a dog"


def test_image_inside_a_paragraph_does_not_cut_it() -> None:
    source = "<p>Walk <img alt=Shoes> every day.</p><p>Then rest.</p>"
    assert kinds(source) == [
        ("paragraph", "Walk every day."),
        ("caption", "Shoes"),
        ("paragraph", "Then rest."),
    ]


def test_inline_quotation_has_its_marks() -> None:
    article = read("<p>She said <q>it cures</q> twice.</p>")
    assert [block.text for block in article.blocks] == ["She said “it cures” twice."]
    assert shown(article, "“it cures”") == "<q>it cures</q>"


def test_bare_text_in_a_div() -> None:
    assert kinds("<div>One <b>two</b><p>Three</p>four</div>") == [
        ("paragraph", "One two"),
        ("paragraph", "Three"),
        ("paragraph", "four"),
    ]


def test_line_breaks() -> None:
    assert kinds("<p>One<br>two<br/> <br>three<br>four</p>") == [
        ("paragraph", "One two"),
        ("paragraph", "three four"),
    ]


def test_white_space_and_invisible_characters() -> None:
    article = read("<p>\n Take  <b> para&shy;cetamol\u200b </b> only\tas <i>pre</i>scribed .</p>")
    assert [block.text for block in article.blocks] == ["Take paracetamol only as prescribed ."]
    assert shown(article, "paracetamol") == "para&shy;cetamol"
    assert shown(article, "only as") == "only\tas"
    assert shown(article, "prescribed") == "pre</i>scribed"


def test_entities() -> None:
    article = read("<p>&lt;5 &#37; &#x2265;3 &eacute; AT&T fish &chips &#99999999999; &unknown; &copy 5</p>")
    assert article.blocks[0].text == "<5 % ≥3 é AT&T fish &chips �99; &unknown; © 5"
    assert shown(article, "≥3") == "&#x2265;3"
    assert shown(article, "é AT") == "&eacute; AT"


def test_links() -> None:
    source = (
        "<p>See <a href='/a?x=1&amp;y=2'>the <b>study</b></a> and <a name=n>here</a>.</p>"
        "<a href=/b><h2>Causes</h2><p>Read</p></a>"
    )
    article = read(source)
    assert [(article.prose[link.start : link.end], link.url) for link in article.links] == [
        ("the study", "/a?x=1&y=2"),
        ("Causes", "/b"),
        ("Read", "/b"),
    ]


def test_comments() -> None:
    source = "<!-- healthlint: off -->\r\n<p>Text<!-- unfinished"
    article = read(source)
    assert [(c.text, source[c.start : c.end]) for c in article.comments] == [
        ("healthlint: off", "<!-- healthlint: off -->"),
        ("unfinished", "<!-- unfinished"),
    ]
    assert [block.text for block in article.blocks] == ["Text"]


def test_meta_elements() -> None:
    source = (
        '<meta charset=utf-8>\r\n<meta name="Author" content="Ann Lee &amp; Bo Chan">\r\n'
        '<meta property="article:published_time" content="2024-03-01">'
        '<meta property="article:author" content="https://social.example/ann">'
        '<meta name="twitter:creator" content="@ann"><meta itemprop=dateModified content=2024-05-02>'
        '<meta name="Robots" content="index">'
    )
    article = read(source)
    assert [(d.key, d.value, source[d.start : d.end]) for d in article.metadata] == [
        ("author", "Ann Lee & Bo Chan", "Ann Lee &amp; Bo Chan"),
        ("published", "2024-03-01", "2024-03-01"),
        ("updated", "2024-05-02", "2024-05-02"),
        ("robots", "index", "index"),
    ]


def test_time_elements() -> None:
    source = (
        "<p><time class='entry-date published updated' datetime=2024-01-02>2 January</time>"
        "<time itemprop=dateModified>3 May 2024</time> <time class=last-reviewed datetime=2024-06-01>June</time>"
        "<time datetime=2020-01-01>long ago</time></p>"
    )
    article = read(source)
    assert [(d.key, d.value, source[d.start : d.end]) for d in article.metadata] == [
        ("published", "2024-01-02", "2024-01-02"),
        ("updated", "3 May 2024", "3 May 2024"),
        ("reviewed", "2024-06-01", "2024-06-01"),
    ]


def test_bylines() -> None:
    source = (
        "<p class='post-byline'>By  Ann <b>Lee</b>, RN | 3 min read</p><p class=author>About the author</p>"
        "<div class=byline><p>Written by: Bo Chan</p><p>Bo runs.</p></div><a rel='author' href=/c>Cy Dee</a>"
    )
    article = read(source)
    assert [(d.key, d.value, source[d.start : d.end]) for d in article.metadata] == [
        ("author", "Ann Lee, RN", "Ann <b>Lee</b>, RN"),
        ("author", "Bo Chan", "Bo Chan"),
        ("author", "Cy Dee", "Cy Dee"),
    ]


def test_itemprop() -> None:
    source = (
        "<div itemprop=author itemscope><span itemprop=name>Ann Lee</span>, <i itemprop=jobTitle>Nurse</i></div>"
        "<div itemprop=reviewedBy itemscope><span itemprop=name>Bo Chan</span>, <i itemprop=jobTitle>GP</i></div>"
        "<p itemprop=citation>Lee 2020</p>"
    )
    assert facts(source) == [
        ("author", "Ann Lee"),
        ("credentials", "Nurse"),
        ("reviewer", "Bo Chan"),
        ("sources", "Lee 2020"),
    ]


def test_byline_of_another_article_does_not_count() -> None:
    source = (
        "<article><p>A long text about sleep.</p><p class=byline>By Ann Lee</p></article>"
        "<article><p class=byline>By Bo Chan</p></article>"
    )
    assert facts(source) == [("author", "Ann Lee")]


def test_linked_data() -> None:
    source = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "MedicalWebPage", "author": {"@id": "#ann"}, "reviewedBy": [{"name": "Bo Chan", "jobTitle": "GP"}],
   "datePublished": "2024-01-02", "dateModified": "2024-02-03", "lastReviewed": "2024-03-04",
   "citation": ["Lee 2020", {"name": "Chan \\u0026 Dee 2021"}], "comment": {"author": "Troll"},
   "funder": {"name": "A fund"}, "sponsor": "A firm"},
  {"@id": "#ann", "@type": "Person", "name": "Ann \\"Annie\\" Lee", "jobTitle": "Nurse", "honorificSuffix": "RN"}
]}
</script>"""
    article = read(source)
    assert [(d.key, d.value, source[d.start : d.end]) for d in article.metadata] == [
        ("reviewer", "Bo Chan", "Bo Chan"),
        ("published", "2024-01-02", "2024-01-02"),
        ("updated", "2024-02-03", "2024-02-03"),
        ("reviewed", "2024-03-04", "2024-03-04"),
        ("sources", "Lee 2020", "Lee 2020"),
        ("sources", "Chan & Dee 2021", "Chan \\u0026 Dee 2021"),
        ("funding", "A fund", "A fund"),
        ("funding", "A firm", "A firm"),
        ("author", 'Ann "Annie" Lee', 'Ann \\"Annie\\" Lee'),
        ("credentials", "Nurse", "Nurse"),
        ("credentials", "RN", "RN"),
    ]


@pytest.mark.parametrize("script", ["{", "[" * 100_000, '{"author": ', "", "null", '"text"', '{"author": 1}'])
def test_broken_linked_data(script: str) -> None:
    source = f"<script type='application/ld+json'>{script}</script><p>Text</p>"
    assert (kinds(source), facts(source)) == ([("paragraph", "Text")], [])


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("<P>one</P><DIV>two</Div>", ["one", "two"]),
        ("one</b></span></div> two", ["one two"]),
        ("<h2>one<p>two", ["one", "two"]),
        ("<h2>one</h3>two", ["one", "two"]),
        ("BMI < 18 or <3 & more", ["BMI < 18 or <3 & more"]),
        ("<p>one <b class='x", ["one"]),
        ('<p>one <a href="x>two</a> three', ["one two three"]),
        ("<p>one <![CDATA[two]]> three", ["one two three"]),
        ("<p>one <![foo]> two <?php x ?> three", ["one two three"]),
        ("<p>one<script>two", ["one"]),
        ("<p>one</ p>two", ["one", "two"]),
        ("<title>one<p>two", ["one", "two"]),
        ("<p>one<!-->two<!--->three", ["onetwothree"]),
        ("<table><tr><td>one</div></p>two<tr>three</table>four", ["one", "two", "three", "four"]),
        ("<ul><li>one</ol><li>two</ul>three", ["one", "two", "three"]),
    ],
)
def test_malformed(source: str, texts: list[str]) -> None:
    assert [text for _, text in kinds(source)] == texts


FRAGMENTS = st.sampled_from(
    ["<p>", "</p>", "<h1>", "</h1>", "<h2>", "<li>", "<ul>", "</ul>", "<ol>", "<table>", "<tr>", "<td>", "</table>",
     "<article>", "</article>", "<main>", "<title>", "</title>", "<br>", "<q>", "</q>", "<a href=x>", "</a>", "<b",
     "<img alt='a &amp;\n b'>", "<blockquote>", "<div hidden>", "</div>", "<!--", "-->", "<!", "<![CDATA[", "]]>",
     "<script type=application/ld+json>", "</script>", '{"author": "Ann"}', "<p class=byline>", "By Ann Lee", "&amp;",
     "&nbsp;", "&shy;", "&#", "&#x41;", "<", ">", "\n", "\n\n", " ", "\u2028", "\x1c", "\x00", "words here", '"', "'",
     "<time class=updated>", "<i itemprop=author>", "<i itemprop=name>", "<meta name=author content='Bo'>"]
)  # fmt: skip
SOURCES = st.lists(FRAGMENTS | st.text(max_size=8)).map("".join)


def check(article: Article) -> None:
    for block in article.blocks:
        assert block.text == article.prose[block.start : block.end]
        assert block.text == block.text.strip() != ""
        for at in range(block.start, block.end):
            start, end = article.source_span(at, at + 1)
            assert 0 <= start < end <= len(article.source)
    for datum in article.metadata:
        assert 0 <= datum.start <= datum.end <= len(article.source)
    for comment in article.comments:
        assert 0 <= comment.start < comment.end <= len(article.source)
    for link in article.links:
        assert 0 <= link.start < link.end <= len(article.prose)


@settings(max_examples=400, deadline=None)
@given(SOURCES)
def test_any_text_is_an_article(source: str) -> None:
    check(read(source))


@settings(max_examples=200, deadline=None)
@given(SOURCES)
def test_line_breaks_of_every_system_give_the_same_blocks(source: str) -> None:
    unix = source.replace("\r\n", "\n").replace("\r", "\n")
    blocks = read(unix).blocks
    for line_break in ("\r\n", "\r"):
        other = read(unix.replace("\n", line_break))
        assert other.blocks == blocks
        check(other)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["pain", "rest", " ", "\n", "\r\n", "&amp;", "<b>", "</b>", "<br>", "<p>"])))
def test_words_map_to_themselves(parts: list[str]) -> None:
    article = read("".join(parts))
    for word in ("pain", "rest"):
        at = article.prose.find(word)
        while at >= 0:
            start, end = article.source_span(at, at + len(word))
            text = article.source[start:end]
            assert text.replace("<b>", "").replace("</b>", "") == word
            at = article.prose.find(word, at + 1)


@pytest.mark.parametrize(
    "source",
    [
        "words in a row " * 50_000,
        "<a " * 20_000,
        "<!--" * 20_000,
        '<a b="x' * 20_000,
        "<div>" * 20_000 + "</p>" * 20_000,
        "<p><object>" + "<i>" * 490 + "<div/>" * 20_000,
        "<table><tr><td>" * 20_000,
        "<b itemprop=author>a " * 20_000,
        "<![CDATA[" * 20_000,
        "&#" * 50_000,
        "&#" + "9" * 50_000,
        "a\r\n" * 50_000,
        "<title>" + "a - " * 50_000,
        "<p class=byline>By " + "a |" * 50_000,
    ],
    ids=lambda source: source[:12],
)
def test_time_is_linear(source: str) -> None:
    with ends_soon():
        read(source)
