"""HTML inside Markdown: tags dropped, entities decoded, the blocks they make."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from healthlint.article import ArticleBuilder, BlockKind
from healthlint.reading.flow import Flow

TOKEN = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<skipped>script|style|template|svg)\b.*?(?:</(?P=skipped)\s*>|\Z)"
    r"|(?P<tag></?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|</?[a-zA-Z][^<>]*(?:>|\Z))"
    r"|<[!?][^<>]*(?:>|\Z)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<break>\n)|(?P<text>[^<&\n]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)
TAG_NAME = re.compile(r"</?([a-zA-Z][\w:-]*)")
ATTRIBUTE = re.compile(r"\s(alt|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip


class Place(NamedTuple):
    """Where a block stands; the fields are those of `Block`."""

    kind: BlockKind
    level: int = 0
    group: int = 0
    row: int = 0
    ordered: bool = False


class Lines:
    """Lines of one HTML block joined, and the way back to where they stand (a quotation mark may stand between)."""

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        self.joined = "".join(text[start:end] for start, end in spans)
        self._starts = [start for start, _ in spans]
        self._begins = [0, *accumulate(end - start for start, end in spans)][:-1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        first = self._at(start)
        return (first, self._at(end - 1) + 1) if end > start else (first, first)

    def _at(self, offset: int) -> int:
        line = bisect_right(self._begins, offset) - 1
        return self._starts[line] + offset - self._begins[line]


class Fragments:
    """Reads HTML blocks and inline tags; `place` is what their tags make of the text that follows, if anything."""

    def __init__(self, builder: ArticleBuilder, flow: Flow, groups: Iterator[int], flush: Callable[[], None]) -> None:
        self.place: Place | None = None
        self.quotes = 0
        self.captions: list[tuple[str, int, int]] = []
        self._builder, self._flow, self._groups, self._flush = builder, flow, groups, flush
        self._lists: list[tuple[int, bool]] = []
        self._table, self._row = 0, -1
        self._anchors: list[tuple[int, str]] = []

    def block(self, spans: list[tuple[int, int]]) -> None:
        """Read an HTML block, given its lines."""
        self._read(Lines(self._flow.text, spans))
        self._flush()
        # An `<h2>` that is never closed must not make a heading of the rest.
        self.place = None

    def inline(self, start: int, end: int) -> None:
        """Read one tag or comment inside a paragraph."""
        self._read(Lines(self._flow.text, [(start, end)]))

    def forget_links(self) -> None:
        """Drop links left open when a block ends."""
        self._anchors.clear()

    def _read(self, lines: Lines) -> None:
        for token in TOKEN.finditer(lines.joined):
            start, end = lines.span(*token.span())
            if token["comment"] is not None:
                self._builder.comment(token["comment"], start, end)
            elif token["tag"]:
                self._tag(token["tag"], token.start(), lines)
            elif token["entity"]:
                self._flow.say(html.unescape(token["entity"]), start, end)
            elif token["break"]:
                self._flow.space(start, end)
            elif token["text"]:
                self._flow.copy(start, end)

    def _tag(self, tag: str, offset: int, lines: Lines) -> None:
        found = TAG_NAME.match(tag)
        name, closing = found[1].lower() if found else "", tag.startswith("</")
        if name == "br":
            self._flow.space(*lines.span(offset, offset + len(tag)))
        elif name == "img":
            self._caption(tag, offset, lines)
        elif name == "a":
            self._anchor(tag, closing)
        elif name not in INLINE:
            self._flush()
            self._structure(name, closing)

    def _structure(self, name: str, closing: bool) -> None:
        """Follow the block elements that tell what their text is."""
        if name in ("ul", "ol"):
            if not closing:
                self._lists.append((next(self._groups), name == "ol"))
            elif self._lists:
                self._lists.pop()
        elif name == "table" and not closing:
            self._table, self._row = next(self._groups), -1
        elif name == "tr" and not closing:
            self._row += 1
        elif name == "blockquote":
            self.quotes = max(self.quotes + (-1 if closing else 1), 0)
        if name in ("h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "figcaption", "caption"):
            self.place = None if closing else self._place(name)

    def _place(self, name: str) -> Place:
        if name == "li":
            group, ordered = self._lists[-1] if self._lists else (0, False)
            return Place("item", level=max(len(self._lists), 1), group=group, ordered=ordered)
        if name in ("td", "th"):
            return Place("cell", group=self._table, row=max(self._row, 0))
        return Place("heading", level=int(name[1])) if name.startswith("h") else Place("caption")

    def _caption(self, tag: str, offset: int, lines: Lines) -> None:
        for attribute in ATTRIBUTE.finditer(tag):
            if attribute[1].lower() == "alt" and attribute.lastindex:
                first, last = attribute.span(attribute.lastindex)
                text = html.unescape(attribute[attribute.lastindex]).replace("\n", " ")
                self.captions.append((text, *lines.span(offset + first, offset + last)))

    def _anchor(self, tag: str, closing: bool) -> None:
        if closing:
            if self._anchors:
                begin, url = self._anchors.pop()
                self._builder.link(begin, self._builder.pending, url)
            return
        urls = [attribute for attribute in ATTRIBUTE.finditer(tag) if attribute[1].lower() == "href"]
        url = html.unescape(urls[0][urls[0].lastindex or 0]) if urls else ""
        self._anchors.append((self._builder.pending, url))
