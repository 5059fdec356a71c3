"""Word documents in, articles out."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.article import Article, Block
from healthlint.errors import InputError
from healthlint.reading import docx as reader
from healthlint.reading.docx import read_docx

REMEDY = "Open it in a word processor and save it again as .docx."


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document: Any) -> Article:
    return read_docx("draft.docx", saved(document))


def kinds(document: Any) -> list[tuple[str, str, int]]:
    return [(block.kind, block.text, block.level) for block in read(document).blocks]


def add_xml(document: Any, xml: str) -> None:
    """Put raw elements at the end of the body."""
    wrapped = parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a')} xmlns:mc='urn:mc'>{xml}</w:body>")
    for element in list(wrapped):
        document.element.body.insert(len(document.element.body) - 1, element)


def rewritten(data: bytes, name: str, content: bytes | None) -> bytes:
    """Replace a part of the package, or leave it out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        if content is not None:
            new.writestr(name, content)
    return stream.getvalue()


def draft() -> Any:
    document = Document()
    document.add_heading("Sleeping well", 0)
    document.add_paragraph("Go to bed at the same hour.")
    document.add_heading("At night", 1)
    document.add_paragraph("Darken the room", style="List Bullet")
    document.add_paragraph("")
    document.add_paragraph("with curtains", style="List Bullet 2")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Age", "Hours"
    table.cell(1, 0).text, table.cell(1, 1).text = "Adult", "7 to 9"
    document.add_paragraph("Rise first", style="List Number")
    document.add_paragraph("I slept like a stone.", style="Quote")
    document.add_paragraph("So did we.", style="Intense Quote")
    document.add_paragraph("A bed", style="Caption")
    return document


def test_blocks() -> None:
    assert list(read(draft()).blocks) == [
        Block("title", "Sleeping well", 0, 13, level=1),
        Block("paragraph", "Go to bed at the same hour.", 15, 42),
        Block("heading", "At night", 44, 52, level=1),
        Block("item", "Darken the room", 54, 69, level=1, group=1),
        Block("item", "with curtains", 71, 84, level=2, group=1),
        Block("cell", "Age", 86, 89, group=2, row=0),
        Block("cell", "Hours", 91, 96, group=2, row=0),
        Block("cell", "Adult", 98, 103, group=2, row=1),
        Block("cell", "7 to 9", 105, 111, group=2, row=1),
        Block("item", "Rise first", 113, 123, level=1, group=3, ordered=True),
        Block("quotation", "I slept like a stone.", 125, 146),
        Block("quotation", "So did we.", 148, 158),
        Block("caption", "A bed", 160, 165),
    ]


def test_lines_are_paragraphs() -> None:
    article = read(draft())
    assert article.source.split("\n")[:8] == [
        "Sleeping well", "Go to bed at the same hour.", "At night", "Darken the room", "", "with curtains", "Age", "Hours"
    ]  # fmt: skip
    at = article.prose.index("curtains")
    start, end = article.source_span(at, at + 8)
    assert article.source[start:end] == "curtains"
    assert article.line_and_column(start) == (6, 6)


def test_breaks_tabs_and_white_space() -> None:
    document = Document()
    document.add_paragraph("One\ttwo\nthree\u00a0four   five para\u00adcetamol")
    document.add_paragraph("   ")
    document.add_paragraph("  six")
    article = read(document)
    assert article.source == "One two three four   five para\u00adcetamol\n   \n  six"
    assert [block.text for block in article.blocks] == ["One two three four five paracetamol", "six"]
    at = article.prose.index("paracetamol")
    start, end = article.source_span(at, at + 11)
    assert article.source[start:end] == "para\u00adcetamol"


def test_first_heading_is_the_title() -> None:
    document = Document()
    document.add_paragraph("Note to the editor")
    document.add_heading("Back pain", 1)
    document.add_heading("Causes", 1)
    document.add_heading("Muscles", 3)
    assert kinds(document) == [
        ("paragraph", "Note to the editor", 0),
        ("title", "Back pain", 1),
        ("heading", "Causes", 1),
        ("heading", "Muscles", 3),
    ]


def test_bold_lines_are_headings() -> None:
    document = Document()
    for text, bold in [
        ("Living with asthma", True),
        ("What it is", True),
        ("A disease of the airways.", False),
        ("Never stop your inhaler.", True),
        ("Symptoms:", True),
        ("Cough and wheeze.", False),
        ("The end", True),
    ]:
        document.add_paragraph().add_run(text).bold = bold
    document.add_paragraph("Only ").add_run("half").bold = True
    assert kinds(document) == [
        ("title", "Living with asthma", 1),
        ("heading", "What it is", 2),
        ("paragraph", "A disease of the airways.", 0),
        ("paragraph", "Never stop your inhaler.", 0),
        ("heading", "Symptoms:", 2),
        ("paragraph", "Cough and wheeze.", 0),
        ("heading", "The end", 2),
        ("paragraph", "Only half", 0),
    ]


def test_styles_built_on_others() -> None:
    document = Document()
    style = document.styles.add_style("House Heading", 1)
    style.base_style = document.styles["Heading 2"]
    document.styles.add_style("Circle", 1).base_style = document.styles["House Heading"]
    document.styles["Heading 2"].base_style = document.styles["Circle"]
    document.add_heading("Title", 0)
    document.add_paragraph("By style", style="House Heading")
    add_xml(document, "<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>By level</w:t></w:r></w:p>")
    assert kinds(document)[1:] == [("heading", "By style", 2), ("heading", "By level", 3)]


def test_lists_by_numbering() -> None:
    document = Document()
    document.part.numbering_part.element.append(
        parse_xml(
            f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/></w:lvl>"
            "<w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>"
        )
    )
    document.part.numbering_part.element.append(
        parse_xml(f"<w:num {nsdecls('w')} w:numId='78'><w:abstractNumId w:val='77'/></w:num>")
    )
    for depth, number, text in [(0, 78, "one"), (1, 78, "two"), (0, 999, "three"), (0, 0, "four"), (0, 78, "five")]:
        add_xml(
            document,
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr></w:pPr>"
            f"<w:r><w:t>{text}</w:t></w:r></w:p>",
        )
    assert list(read(document).blocks) == [
        Block("item", "one", 0, 3, level=1, group=1, ordered=True),
        Block("item", "two", 5, 8, level=2, group=1),
        Block("item", "three", 10, 15, level=1, group=1),
        Block("paragraph", "four", 17, 21),
        Block("item", "five", 23, 27, level=1, group=2, ordered=True),
    ]


def test_tables() -> None:
    document = Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Wide"
    cell = table.cell(1, 0)
    cell.text = "Before"
    cell.add_table(1, 1).cell(0, 0).text = "Inner"
    cell.add_paragraph("After", style="List Bullet")
    document.add_table(1, 1).cell(0, 0).text = "Next"
    assert [(b.kind, b.text, b.group, b.row) for b in read(document).blocks] == [
        ("cell", "Wide", 1, 0),
        ("cell", "Before", 1, 1),
        ("cell", "Inner", 2, 0),
        ("cell", "After", 1, 1),
        ("cell", "Next", 3, 0),
    ]


def test_tracked_changes_fields_and_hidden_text() -> None:
    document = Document()
    add_xml(
        document,
        "<w:p><w:r><w:t xml:space='preserve'>Take </w:t></w:r><w:del><w:r><w:delText>two</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>one</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t xml:space='preserve"
        "'> tablet</w:t></w:r><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>"
        "<w:ins><w:p><w:r><w:t>New paragraph</w:t></w:r></w:p></w:ins>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>old</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    )
    assert [(block.kind, block.text) for block in read(document).blocks] == [
        ("paragraph", "Take one tablet"),
        ("paragraph", "New paragraph"),
        ("paragraph", "In a control"),
        ("cell", "kept"),
    ]


def test_headers_footers_and_contents_are_left_out() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Causes 2", style="toc 1")
    document.add_paragraph("Rest helps.")
    assert [block.text for block in read(document).blocks] == ["Rest helps."]


def test_links() -> None:
    document = Document()
    target = document.part.relate_to("https://example.org/a", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    add_xml(
        document,
        "<w:p><w:r><w:t xml:space='preserve'>As   the </w:t></w:r>"
        f"<w:hyperlink r:id='{target}'><w:r><w:t>new  study</w:t></w:r></w:hyperlink>"
        "<w:hyperlink w:anchor='refs'><w:r><w:t>[1]</w:t></w:r></w:hyperlink>"
        "<w:hyperlink r:id='none'><w:r><w:t> shows</w:t></w:r></w:hyperlink></w:p>",
    )
    article = read(document)
    assert article.prose == "As the new study[1] shows"
    assert [(article.prose[link.start : link.end], link.url) for link in article.links] == [
        ("new study", "https://example.org/a"),
        ("[1]", "#refs"),
    ]


def test_footnotes_follow_the_body() -> None:
    document = Document()
    document.add_paragraph("Rest helps.")
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator'><w:p><w:r><w:t>--</w:t></w:r></w:p></w:footnote>"
        "<w:footnote><w:p><w:r><w:t>Lee A, 2020.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    article = read(document)
    assert [(block.kind, block.text) for block in article.blocks] == [
        ("paragraph", "Rest helps."),
        ("footnote", "Lee A, 2020."),
    ]
    assert article.source == "Rest helps.\nLee A, 2020."


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("Ann B. Lee, MD; Bo O’Chan", ["Ann B. Lee, MD", "Bo O’Chan"]),
        ("python-docx", []),
        ("admin", []),
        ("user", []),
        ("Microsoft Office User", []),
        ("alee42", []),
        ("ann.lee@example.org", []),
    ],
)
def test_author(author: str, authors: list[str]) -> None:
    document = Document()
    document.core_properties.author = author
    assert [(datum.key, datum.value) for datum in read(document).metadata] == [("author", name) for name in authors]


def test_properties() -> None:
    document = draft()
    document.core_properties.title = "Sleep"
    document.core_properties.subject = "How to sleep"
    assert [(d.key, d.value, d.start, d.end) for d in read(document).metadata] == [
        ("title", "Sleep", 0, 0),
        ("description", "How to sleep", 0, 0),
    ]


def test_empty_document() -> None:
    article = read(Document())
    assert (article.blocks, article.source, article.metadata) == ((), "", ())


def test_without_properties_and_numbering() -> None:
    data = saved(draft())
    for name in ("docProps/core.xml", "word/numbering.xml"):
        data = rewritten(data, name, None)
    detached = rewritten(data, "_rels/.rels", _only_document_relation())
    links = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    article = read_docx("draft.docx", rewritten(detached, "word/_rels/document.xml.rels", links))
    assert [block.text for block in article.blocks] == [block.text for block in read(draft()).blocks]
    assert article.metadata == ()


def _only_document_relation() -> bytes:
    return (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="word/document.xml"/></Relationships>'
    )


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_docx("draft.docx", data)
    assert (caught.value.where, caught.value.remedy) == ("draft.docx", REMEDY)
    return caught.value.what


def test_what_is_not_a_document() -> None:
    whole = saved(draft())
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500)
    protected = ole + "EncryptedPackage".encode("utf-16-le")
    unbodied = f"<w:document {nsdecls('w')}/>".encode()
    broken = [
        (b"", "empty"),
        (b"plain words", "not a zip archive"),
        (whole[:3000], "not a zip archive"),
        (ole, "an old .doc file"),
        (protected, "password-protected"),
        (rewritten(whole, "word/document.xml", None), "parts are missing"),
        (rewritten(whole, "[Content_Types].xml", None), "parts are missing"),
        (rewritten(whole, "word/document.xml", unbodied), "parts are missing"),
        (rewritten(whole, "word/document.xml", b"<w:document"), "damaged"),
        (
            whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"),
            "password-protected",
        ),
    ]
    assert [refusal(data) for data, _ in broken] == [f"not a readable .docx file ({why})." for _, why in broken]


def test_another_kind_of_office_file() -> None:
    whole = saved(draft())
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        types = package.read("[Content_Types].xml")
    types = types.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
    data = rewritten(whole, "[Content_Types].xml", types)
    assert refusal(data) == "not a readable .docx file (another kind of Office file)."


def test_zip_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(101_000_000))
    assert refusal(stream.getvalue()) == "not a readable .docx file (more than 100 MB unpacked)."
    monkeypatch.setattr(reader, "LARGEST_UNPACKED", 1000)
    assert "unpacked" in refusal(saved(draft()))


WHOLE = saved(draft())


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6), st.booleans())
def test_broken_bytes_never_fail_otherwise(at: int, junk: bytes, cut: bool) -> None:
    data = WHOLE[:at] + junk + (b"" if cut else WHOLE[at + len(junk) :])
    try:
        read_docx("draft.docx", data)
    except InputError as error:
        assert error.what.startswith("not a readable .docx file (")


XML_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
STYLES = st.sampled_from(["Normal", "Title", "Heading 1", "Heading 3", "List Bullet", "List Number 2", "Quote"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(XML_TEXT | st.sampled_from(["a  b", "\t", "a\nb", "c\u2028d"]), STYLES, st.booleans())))
def test_any_text_is_an_article(paragraphs: list[tuple[str, str, bool]]) -> None:
    document = Document()
    for text, style, bold in paragraphs:
        document.add_paragraph(style=style).add_run(text).bold = bold
    article = read(document)
    assert article.source.count("\n") == max(len(paragraphs) - 1, 0)
    for block in article.blocks:
        assert block.text == article.prose[block.start : block.end] == block.text.strip() != ""
        for at in range(block.start, block.end):
            start, end = article.source_span(at, at + 1)
            assert 0 <= start < end <= len(article.source)
