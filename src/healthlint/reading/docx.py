"""Word documents (.docx)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from healthlint.article import Article, ArticleBuilder, BlockKind
from healthlint.errors import InputError

LARGEST_UNPACKED = 100_000_000
"""Bytes; an article with its pictures stays below it, a zip bomb does not."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFF = ("0", "false", "off", "none")
_SHOWN = {_W + "tab": " ", _W + "ptab": " ", _W + "br": " ", _W + "cr": " ", _W + "noBreakHyphen": "-"}
_NOT_PROSE = frozenset(
    _W + name for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "drawing", "pict", "object")
)
"""Tracked deletions, field codes, formatting, pictures and text boxes."""
_WRAPPERS = frozenset(_W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_NOT_COPIED = re.compile(r"\s{2,}|[\u00ad\u200b\u2060\ufeff]+")
_PLACEHOLDERS = frozenset(
    ("apache poi", "home user", "microsoft office user", "office user", "python-docx", "the author", "windows user",
     "word document", "your name", "untitled")
)  # fmt: skip
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){1,5}")


def read_docx(path: str, data: bytes) -> Article:
    """Read the body, then the notes; line n of the source is paragraph n, those of table cells included."""
    package = _open(path, data)
    reader = _Reader(package)
    paragraphs = reader.paragraphs()
    _find_title(paragraphs)
    builder = ArticleBuilder(path, "docx", "\n".join(paragraph.text for paragraph in paragraphs))
    for author in package.author.split(";"):
        if _PERSON.fullmatch(author.strip()) and author.strip().lower() not in _PLACEHOLDERS:
            builder.metadatum("author", author)
    if package.title.strip().lower() not in _PLACEHOLDERS:
        builder.metadatum("title", package.title)
    builder.metadatum("description", package.subject)
    _add_blocks(builder, paragraphs)
    builder.promote_title()
    return builder.build()


@dataclass(frozen=True)
class _Package:
    """What python-docx finds in the file; the elements are lxml's."""

    body: Any
    styles: Any
    numbering: Any
    links: dict[str, str]
    notes: list[tuple[Any, dict[str, str]]]
    author: str
    title: str
    subject: str


def _open(path: str, data: bytes) -> _Package:
    reason = _unreadable(data)
    if not reason:
        from docx import Document

        try:
            return _unpack(Document(io.BytesIO(data)))
        except Exception as error:  # python-docx, zipfile and lxml fail in as many ways as a file can be broken
            if "is not a Word file" in str(error):
                reason = "another kind of Office file"
            else:
                reason = "parts are missing" if isinstance(error, KeyError) else "damaged"
    raise InputError(
        path, f"not a readable .docx file ({reason}).", "Open it in a word processor and save it again as .docx."
    )


def _unreadable(data: bytes) -> str:
    """Say why a file is not even opened, or nothing."""
    if data.startswith(_OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in data
        return "password-protected" if protected else "an old .doc file"
    if not data:
        return "empty"
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return "not a zip archive"
    if any(part.flag_bits & 1 for part in parts):
        return "password-protected"
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        return f"more than {LARGEST_UNPACKED // 1_000_000} MB unpacked"
    return ""


def _unpack(document: Any) -> _Package:
    from docx.oxml.parser import parse_xml

    if document.element.body is None:
        raise KeyError("body")
    numbering, notes = None, []
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind == "numbering" and not relation.is_external:
            numbering = parse_xml(relation.target_part.blob)
        elif kind in ("footnotes", "endnotes") and not relation.is_external:
            notes.append((parse_xml(relation.target_part.blob), _links(relation.target_part)))
    properties = document.core_properties
    author, title, subject = properties.author, properties.title, properties.subject
    styles = document.styles.element
    return _Package(document.element.body, styles, numbering, _links(document.part), notes, author, title, subject)


def _links(part: Any) -> dict[str, str]:
    return {name: relation.target_ref for name, relation in part.rels.items() if relation.is_external}


@dataclass
class _Paragraph:
    kind: BlockKind | None = "paragraph"
    """None: not part of the article (a line of the table of contents)."""
    level: int = 0
    ordered: bool = False
    table: int = 0
    row: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    bold: bool = True
    text: str = ""

    def add(self, text: str, bold: bool) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.bold = self.bold and (bold or text.isspace())


@dataclass(frozen=True)
class _Style:
    name: str
    parent: str
    formatting: Any


class _Reader:
    """Reads paragraphs in the order of the document, with the kind that style, list and table give them."""

    def __init__(self, package: _Package) -> None:
        self._package = package
        self._links = package.links
        self._tables = 0
        self._styles = {
            style.get(_W + "styleId", ""): _Style(_value(style, "name").lower(), _value(style, "basedOn"), style)
            for style in package.styles.findall(_W + "style")
        }
        self._ordered: dict[tuple[str, int], bool] = {}
        if package.numbering is not None:
            self._read_numbering(package.numbering)

    def paragraphs(self) -> list[_Paragraph]:
        found = list(self._inside(self._package.body))
        _find_headings(found)
        for notes, links in self._package.notes:
            self._links = links
            for note in notes:
                if isinstance(note.tag, str) and note.get(_W + "type", "normal") == "normal":
                    for paragraph in self._inside(note):
                        paragraph.kind = "footnote"
                        found.append(paragraph)
        return found

    def _inside(self, element: Any, table: int = 0, row: int = 0) -> Iterator[_Paragraph]:
        for child in _children(element, "p", "tbl"):
            if child.tag == _W + "p":
                yield self._paragraph(child, table, row)
                continue
            self._tables += 1
            number = self._tables
            rows = (line for line in _children(child, "tr") if line.find(f"{_W}trPr/{_W}del") is None)
            for index, line in enumerate(rows):
                for cell in _children(line, "tc"):
                    yield from self._inside(cell, number, index)

    def _paragraph(self, element: Any, table: int, row: int) -> _Paragraph:
        paragraph = _Paragraph(table=table, row=row)
        self._read(element, paragraph, bold=False)
        paragraph.text = re.sub(r"\s", " ", "".join(paragraph.parts))
        self._classify(element, paragraph)
        if table and paragraph.kind not in ("title", "heading", None):
            paragraph.kind = "cell"
        return paragraph

    def _read(self, element: Any, paragraph: _Paragraph, bold: bool) -> None:
        """Add the text that a reader sees when all tracked changes are accepted."""
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _NOT_PROSE:
                continue
            if child.tag == _W + "t":
                paragraph.add(child.text or "", bold)
            elif child.tag in _SHOWN:
                paragraph.add(_SHOWN[child.tag], bold)
            elif child.tag == _W + "hyperlink":
                begin, anchor = paragraph.length, child.get(_W + "anchor")
                self._read(child, paragraph, bold)
                url = self._links.get(child.get(_RELATION, ""), f"#{anchor}" if anchor else "")
                if url and begin < paragraph.length:
                    paragraph.links.append((begin, paragraph.length, url))
            elif child.tag != _W + "r":
                self._read(child, paragraph, bold)
            elif not _is_on(child, "vanish"):
                strong = _value(child.find(_W + "rPr"), "rStyle").lower() == "strong"
                self._read(child, paragraph, strong or _is_on(child, "b"))

    def _classify(self, element: Any, paragraph: _Paragraph) -> None:
        formatting = [element, *self._style_chain(_value(element.find(_W + "pPr"), "pStyle"))]
        names = [self._styles[item.get(_W + "styleId", "")].name for item in formatting[1:]]
        outline = next((text for item in formatting if (text := _value(item.find(_W + "pPr"), "outlineLvl"))), "9")
        numbered, number, depth = self._list_place(formatting)
        for name in names:
            heading = re.fullmatch(r"heading ([1-9])", name)
            if name == "title" or heading:
                paragraph.kind = "heading" if heading else "title"
                paragraph.level = int(heading[1]) if heading else 1
                return
            if name.startswith("toc "):
                paragraph.kind = None
                return
            if name in ("quote", "intense quote", "caption"):
                paragraph.kind = "caption" if name == "caption" else "quotation"
                return
            if name == "list" or name.startswith("list "):
                paragraph.kind = "item"
                paragraph.ordered = name.startswith("list number")
                paragraph.level = int(name[-1]) if name[-1].isdecimal() else 1
                break
        if paragraph.kind == "paragraph" and _number(outline) < 9:
            paragraph.kind, paragraph.level = "heading", _number(outline) + 1
        elif numbered:
            paragraph.kind = "item"
            paragraph.ordered = self._ordered.get((number, depth), paragraph.ordered)
            paragraph.level = max(paragraph.level, depth + 1)

    def _list_place(self, formatting: list[Any]) -> tuple[bool, str, int]:
        """Whether a paragraph is in a list, in which, and how deep; number 0 takes it out of that of its style."""
        depths = [item.find(f"{_W}pPr/{_W}numPr") for item in formatting]
        numbers = (number for place in depths if (number := _value(place, "numId")))
        levels = (level for place in depths if (level := _value(place, "ilvl")))
        number = next(numbers, "0")
        return number != "0", number, _number(next(levels, "0"))

    def _style_chain(self, name: str) -> Iterator[Any]:
        """The style of this name and those that it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name].formatting
            name = self._styles[name].parent

    def _read_numbering(self, numbering: Any) -> None:
        formats: dict[str, dict[int, bool]] = {}
        for abstract in numbering.findall(_W + "abstractNum"):
            formats[abstract.get(_W + "abstractNumId", "")] = {
                _number(level.get(_W + "ilvl", "0")): _value(level, "numFmt") not in ("bullet", "none", "")
                for level in abstract.findall(_W + "lvl")
            }
        for number in numbering.findall(_W + "num"):
            for depth, ordered in formats.get(_value(number, "abstractNumId"), {}).items():
                self._ordered[number.get(_W + "numId", ""), depth] = ordered


def _children(element: Any, *names: str) -> Iterator[Any]:
    """The children of these names, also those inside content controls and tracked insertions."""
    wanted = {_W + name for name in names}
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, *names)


def _value(element: Any, name: str) -> str:
    child = None if element is None else element.find(_W + name)
    return "" if child is None else str(child.get(_W + "val", ""))


def _is_on(run: Any, name: str) -> bool:
    switch = run.find(f"{_W}rPr/{_W}{name}")
    return switch is not None and switch.get(_W + "val", "1") not in _OFF


def _number(text: str) -> int:
    return min(int(text), 9) if text.isascii() and text.isdecimal() and len(text) < 9 else 9


def _find_headings(paragraphs: list[_Paragraph]) -> None:
    """Make headings of short bold lines that stand before text, as many writers do not use styles."""
    written = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    bold = [_is_bold_line(paragraph) for paragraph in written]
    for index, (paragraph, following) in enumerate(pairwise(written)):
        before_text = following.kind not in ("title", "heading") and (not bold[index + 1] or index == 0)
        if bold[index] and before_text:
            paragraph.kind, paragraph.level = "heading", 2


def _is_bold_line(paragraph: _Paragraph) -> bool:
    text = paragraph.text.strip()
    short = len(text) <= 80 and not text.endswith((".", ",", ";", "!"))
    return paragraph.kind == "paragraph" and paragraph.bold and short


def _find_title(paragraphs: list[_Paragraph]) -> None:
    """Keep one title: the first paragraph in the Title style, else the first Heading 1."""
    written = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    title = next((paragraph for paragraph in written if paragraph.kind == "title"), None)
    first = next((paragraph for paragraph in written if paragraph.kind == "heading" and paragraph.level == 1), None)
    for paragraph in written:
        if paragraph is (title or first):
            paragraph.kind = "title"
        elif paragraph.kind == "title":
            paragraph.kind = "heading"


def _add_blocks(builder: ArticleBuilder, paragraphs: list[_Paragraph]) -> None:
    offset = group = 0
    tables: dict[int, int] = {}
    in_list = False
    for paragraph in paragraphs:
        kind = paragraph.kind if paragraph.text.strip() else None
        if kind is not None:
            if (kind == "item" and not in_list) or (kind == "cell" and paragraph.table not in tables):
                group += 1
            if kind == "cell":
                tables.setdefault(paragraph.table, group)
            in_list = kind == "item"
            _add_text(builder, paragraph, offset)
        if kind == "item":
            builder.block(kind, level=paragraph.level, group=group, ordered=paragraph.ordered)
        elif kind == "cell":
            builder.block(kind, group=tables[paragraph.table], row=paragraph.row)
        elif kind is not None:
            builder.block(kind, level=paragraph.level if kind in ("title", "heading") else 0)
        offset += len(paragraph.text) + 1


def _add_text(builder: ArticleBuilder, paragraph: _Paragraph, offset: int) -> None:
    """Add the text of a paragraph, white space collapsed, and the links over it."""
    text = paragraph.text
    bounds = sorted({0, len(text), *(place for link in paragraph.links for place in link[:2])})
    written: dict[int, int] = {0: 0}
    length = 0
    for first, last in pairwise(bounds):
        for found in _NOT_COPIED.finditer(text, first, last):
            builder.copy(offset + first, offset + found.start())
            shown = " " if found.group().isspace() else ""
            builder.piece(shown, offset + found.start(), offset + found.end())
            length += found.start() - first + len(shown)
            first = found.end()
        builder.copy(offset + first, offset + last)
        length += last - first
        written[last] = length
    for begin, end, url in paragraph.links:
        builder.link(written[begin], written[end], url)
