"""Articles in Markdown and MDX."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate, count
from typing import Any, NamedTuple

import pyromark
from pyromark import Options

from healthlint.article import Article, ArticleBuilder
from healthlint.reading.flow import MASK, Flow
from healthlint.reading.fragments import Fragments, Place
from healthlint.reading.frontmatter import Value, read_front_matter
from healthlint.reading.mdx import find_mdx

# Metadata blocks stay off: the parser would take any text between two `---` lines, anywhere, for one.
OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_GFM
)
INLINE = ("Emphasis", "Strong", "Strikethrough", "Link", "Image")
HTML_TITLE = re.compile(r"<h1[\s>]", re.IGNORECASE)


class Event(NamedTuple):
    """What the parser met at `start:end`; `tag` is the element of a Start or End, `data` what is told of it."""

    what: str
    tag: str
    data: Any
    start: int
    end: int


def read_markdown(path: str, source: str) -> Article:
    """Read Markdown, or MDX when `path` ends so; anything is Markdown, so nothing fails."""
    builder = ArticleBuilder(path, "markdown", source)
    front = read_front_matter(builder.text)
    for value in front.values if front else ():
        builder.metadatum(value.key, value.value, value.start, value.end)
    body = front.end if front else 0
    mdx = path.lower().endswith(".mdx")
    text = _without_mdx(builder, body) if mdx else builder.text
    events = _events(text, body)
    reader = _Reader(builder, Flow(builder, text), mdx=mdx)
    if front and front.title and not _has_title(events, text):
        reader.title(front.title)
    for event in events:
        reader.take(event)
    reader.flush()
    builder.promote_title()
    return builder.build()


def _without_mdx(builder: ArticleBuilder, body: int) -> str:
    """Mask what MDX adds, and hand its comments to the builder."""
    parts, position = [builder.text[:body]], body
    for start, end, comment in find_mdx(builder.text[body:]):
        start, end = start + body, end + body
        if comment is not None:
            builder.comment(comment, start, end)
        parts += [builder.text[position:start], MASK * (end - start)]
        position = end
    return "".join([*parts, builder.text[position:]])


def _events(text: str, body: int) -> list[Event]:
    # A lone surrogate cannot be encoded; "?" is as long.
    markdown = text[body:].encode("utf-8", "replace").decode("utf-8")
    at = _characters(markdown)
    events = []
    for event, span in pyromark.events_with_range(markdown, options=OPTIONS):
        events.append(Event(*_unpack(event), body + at(span["start"]), body + at(span["end"])))
    return events


def _unpack(event: Any) -> tuple[str, str, Any]:
    """Turn `{"Start": {"Heading": {…}}}` and its shorter kin into what, tag and data."""
    if isinstance(event, str):
        return event, "", None
    ((what, data),) = event.items()
    if what not in ("Start", "End"):
        return what, "", data
    if isinstance(data, str):
        return what, data, None
    ((tag, data),) = data.items()
    return what, tag, data


def _characters(text: str) -> Callable[[int], int]:
    """Return the function from byte offsets to character offsets."""
    if text.isascii():
        return lambda offset: offset
    wide = [(found.start(), len(found.group().encode()) - 1) for found in re.finditer(r"[^\x00-\x7f]", text)]
    extra = [0, *accumulate(more for _, more in wide)]
    ends = [start + 1 + extra[index + 1] for index, (start, _) in enumerate(wide)]
    return lambda offset: offset - extra[bisect_right(ends, offset)]


def _has_title(events: Iterable[Event], text: str) -> bool:
    """Whether a heading of the first level says something, outside quotations."""
    inside, quotes, images = False, 0, 0
    for event in events:
        step = {"Start": 1, "End": -1}.get(event.what, 0)
        if event.tag == "BlockQuote":
            quotes += step
        elif event.tag == "Image":
            images += step
        elif event.tag == "Heading":
            inside = event.what == "Start" and event.data["level"] == "H1" and not quotes
        elif event.what in ("Text", "Code"):
            if inside and not images and event.data.strip(f"{MASK} "):
                return True
        elif event.what == "Html" and HTML_TITLE.search(text, event.start, event.end):
            return True
    return False


class _Reader:
    """Turns events into blocks: a block ends where the next begins, its kind follows from what is open around it."""

    def __init__(self, builder: ArticleBuilder, flow: Flow, *, mdx: bool) -> None:
        self.builder, self.flow, self.mdx = builder, flow, mdx
        self.groups = count(1)
        self.html = Fragments(builder, flow, self.groups, self.flush)
        self.html_lines: list[tuple[int, int]] = []
        self.titled = self.skipping = self.indented = False
        self.heading = self.quotes = self.footnotes = 0
        self.lists: list[tuple[int, bool]] = []
        self.items: list[bool] = []  # for each open item, whether its first block has been said
        self.table, self.row, self.in_cell = 0, 0, False
        self.links: list[tuple[int, str]] = []
        self.images = 0
        self.caption: list[tuple[str, int, int]] = []
        self.captions: list[list[tuple[str, int, int]]] = []

    def title(self, value: Value) -> None:
        """Begin with the title that the front matter gives."""
        self._say(value.value, value.start, value.end)
        self.builder.block("title", level=1)
        self.flow.begin()
        self.titled = True

    def take(self, event: Event) -> None:
        if event.what == "Start":
            self._start(event)
        elif event.what == "End":
            self._end(event)
        elif event.what == "Html":
            self.html_lines.append((event.start, event.end))
        elif not self.skipping:
            self._inline(event)

    def _inline(self, event: Event) -> None:
        if self.indented:
            self.html.inline(event.start, event.end)
        elif event.what == "Text":
            self._say(event.data, event.start, event.end)
        elif event.what == "Code":
            self._code(event)
        elif event.what in ("SoftBreak", "HardBreak"):
            self._say(" ", event.start, event.end)
        elif event.what == "InlineHtml":
            self.html.inline(event.start, event.end)

    def _say(self, text: str, start: int, end: int) -> None:
        if self.images:
            self.caption.append((text, start, end))
        elif self.flow.text[start:end] == text:
            self.flow.copy(start, end)
        else:
            self.flow.say(text, start, end)

    def _code(self, event: Event) -> None:
        """Say inline code; only what an escaped pipe or a quotation's mark has changed maps as a whole."""
        raw = self.flow.text[event.start : event.end]
        ticks = len(raw) - len(raw.lstrip("`"))
        for first in (ticks, ticks + 1):
            if raw[first : first + len(event.data)].replace("\n", " ") == event.data:
                start = event.start + first
                self._say(self.flow.text[start : start + len(event.data)], start, start + len(event.data))
                return
        self._say(event.data, event.start + ticks, event.end - ticks)

    def _start(self, event: Event) -> None:
        if event.tag == "Link":
            self.links.append((self.builder.pending, event.data["dest_url"]))
        elif event.tag == "Image":
            self.images += 1
        elif event.tag not in INLINE:
            self.flush()
            self._open(event)

    def _open(self, event: Event) -> None:
        if event.tag == "Heading":
            self.heading = int(event.data["level"][1])
        elif event.tag == "BlockQuote":
            # `> [!NOTE]` is the author's own voice, set off.
            self.quotes += event.data is None
        elif event.tag == "FootnoteDefinition":
            self.footnotes += 1
        elif event.tag == "List":
            self.lists.append((next(self.groups), event.data is not None))
        elif event.tag == "Item":
            self.items.append(False)
        elif event.tag == "Table":
            self.table, self.row = next(self.groups), 0
        elif event.tag == "TableRow":
            self.row += 1
        elif event.tag == "TableCell":
            self.in_cell = True
        elif event.tag == "CodeBlock":
            # MDX has no indented code; what is indented stands inside a component.
            self.indented = self.mdx and event.data == "Indented"
            self.skipping = not self.indented

    def _end(self, event: Event) -> None:
        if event.tag == "Link":
            begin, url = self.links.pop()
            if not self.images:
                self.builder.link(begin, self.builder.pending, url)
        elif event.tag == "Image":
            self.images -= 1
            if not self.images:
                self.captions.append(self.caption)
                self.caption = []
        elif event.tag not in INLINE:
            self.flush()
            self._close(event)

    def _close(self, event: Event) -> None:
        if event.tag == "Heading":
            self.heading = 0
        elif event.tag == "BlockQuote":
            self.quotes -= event.data is None
        elif event.tag == "FootnoteDefinition":
            self.footnotes -= 1
        elif event.tag == "List":
            self.lists.pop()
        elif event.tag == "Item":
            self.items.pop()
        elif event.tag == "TableCell":
            self.in_cell = False
        elif event.tag == "CodeBlock":
            self.skipping = self.indented = False
        elif event.tag == "HtmlBlock":
            self.html.block(self.html_lines)
            self.html_lines = []

    def flush(self) -> None:
        """End the block being said, then say the captions of its images."""
        if self.builder.pending:
            place = self._place()
            kind, level, group, row, ordered = place
            self.builder.block(kind, level=level, group=group, row=row, ordered=ordered)
            self.titled = self.titled or kind == "title"
            if self.items and kind == "item":
                self.items[-1] = True
        self.html.forget_links()
        captions = [*self.captions, *([piece] for piece in self.html.captions)]
        self.captions, self.html.captions = [], []
        self.flow.begin()
        for caption in captions:
            for text, start, end in caption:
                self._say(text, start, end)
            self.builder.block("caption")
            self.flow.begin()

    def _place(self) -> Place:
        quoted = bool(self.quotes or self.html.quotes)
        place = self.html.place
        if place is None and self.heading:
            place = Place("heading", level=self.heading)
        if place and place.kind == "heading" and not quoted:
            return Place("title", level=1) if place.level == 1 and not self.titled else place
        if place and place.kind in ("cell", "caption", "item"):
            return place
        if self.in_cell:
            return Place("cell", group=self.table, row=self.row)
        if self.footnotes:
            return Place("footnote")
        if quoted:
            return Place("quotation")
        if self.items and not self.items[-1]:
            group, ordered = self.lists[-1]
            return Place("item", level=len(self.lists), group=group, ordered=ordered)
        return Place("paragraph")
