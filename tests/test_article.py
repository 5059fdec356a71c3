"""The way from prose back to the file's own text."""

from __future__ import annotations

from healthlint.article import Article, ArticleBuilder


def build(source: str, *pieces: tuple[str, int, int]) -> Article:
    builder = ArticleBuilder("a.md", "markdown", source)
    for piece in pieces:
        builder.piece(*piece)
    builder.block("paragraph")
    return builder.build()


def test_an_entity_maps_as_a_whole() -> None:
    source = "salt &amp; water"
    article = build(source, ("salt ", 0, 5), ("&", 5, 10), (" water", 10, 16))
    assert article.prose == "salt & water"
    assert article.source_span(5, 6) == (5, 10)
    assert article.source_span(0, 12) == (0, 16)
    assert article.source_span(7, 12) == (11, 16)


def test_markup_inside_a_span_is_included() -> None:
    source = "a **bold** cure"
    article = build(source, ("a ", 0, 2), ("bold", 4, 8), (" cure", 10, 15))
    start, end = article.source_span(2, 11)
    assert source[start:end] == "bold** cure"


def test_line_breaks_of_every_system() -> None:
    for line_break in ("\n", "\r\n", "\r"):
        source = f"one{line_break}two{line_break}three"
        builder = ArticleBuilder("a.txt", "text", source)
        builder.copy(0, len(builder.text))
        builder.block("paragraph")
        article = builder.build()
        assert article.prose == "one two three"
        start, end = article.source_span(4, 7)
        assert source[start:end] == "two"
        start, end = article.source_span(8, 13)
        assert source[start:end] == "three"
        assert article.line_and_column(start) == (3, 1)
        assert article.line_text(2) == "two"


def test_edges_are_trimmed_and_empty_blocks_dropped() -> None:
    builder = ArticleBuilder("a.txt", "text", "  gout  \n\n   \n\nrest")
    builder.copy(0, 8)
    builder.block("heading", level=1)
    builder.copy(10, 13)
    builder.block("paragraph")
    builder.copy(15, 19)
    builder.block("paragraph")
    article = builder.build()
    assert [(block.kind, block.text) for block in article.blocks] == [("heading", "gout"), ("paragraph", "rest")]
    assert article.source_span(0, 4) == (2, 6)
    assert article.source_span(6, 10) == (15, 19)


def test_sections() -> None:
    builder = ArticleBuilder("a.txt", "text", "lead head one two")
    for kind, start, end in (("paragraph", 0, 4), ("heading", 5, 9), ("paragraph", 10, 13), ("paragraph", 14, 17)):
        builder.copy(start, end)
        builder.block(kind, level=2)  # type: ignore[arg-type]
    sections = builder.build().sections
    assert [(s.heading.text if s.heading else None, [b.text for b in s.blocks]) for s in sections] == [
        (None, ["lead"]),
        ("head", ["one", "two"]),
    ]
