"""Articles as healthlint reads them: blocks of prose, sections, metadata, and the way back to the file's own text.

Prose is what a reader reads, without markup; every check works on it. Two spaces of offsets exist: prose offsets,
inside this package, and source offsets, in findings and reports. `Article.source_span` is the one bridge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "item", "cell", "quotation", "caption", "footnote"]

SEPARATOR = "\n\n"
"""Stands between two blocks in the prose, so that no phrase and no sentence reaches from one into the next."""

LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Block:
    """A title, heading, paragraph, list item, table cell …; `start` and `end` are prose offsets.

    `level` is the depth of a heading (title 1) or list item (outermost 1). `group` is shared by the items of one list
    and the cells of one table, 0 outside; `row` counts the rows of a table from 0 (the header row).
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    level: int = 0
    group: int = 0
    row: int = 0
    ordered: bool = False


@dataclass(frozen=True)
class Section:
    """The blocks from one heading to the next of any level; the lead has no heading."""

    heading: Block | None
    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        return self.heading.start if self.heading else self.blocks[0].start

    @property
    def end(self) -> int:
        return self.blocks[-1].end if self.blocks else self.start + len(self.heading.text if self.heading else "")


@dataclass(frozen=True)
class Metadatum:
    """One value from front matter, meta element, JSON-LD or document properties.

    `key` is canonical (see `reading.metadata`) where healthlint knows it, else the file's own in lower case. `start`
    and `end` are source offsets; both 0 where the file's text does not hold the value (docx properties).
    """

    key: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Link:
    """A hyperlink: prose offsets of its text, and where it leads."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class Comment:
    """A comment in the file, `text` without its markers; source offsets of the whole comment."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A run of prose and the source it came from: character by character when both are as long, else as a whole."""

    prose: int
    start: int
    end: int
    length: int


@dataclass(frozen=True)
class Article:
    """One article. Made by `reading`, read by everything else, changed by nothing."""

    path: str
    format: str
    source: str
    prose: str
    blocks: tuple[Block, ...]
    metadata: tuple[Metadatum, ...] = ()
    links: tuple[Link, ...] = ()
    comments: tuple[Comment, ...] = ()
    segments: tuple[Segment, ...] = field(default=(), repr=False)

    @cached_property
    def title(self) -> Block | None:
        return next((block for block in self.blocks if block.kind == "title"), None)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        sections: list[Section] = []
        heading: Block | None = None
        blocks: list[Block] = []
        for block in self.blocks:
            if block.kind in ("title", "heading"):
                if heading or blocks:
                    sections.append(Section(heading, tuple(blocks)))
                heading, blocks = block, []
            else:
                blocks.append(block)
        if heading or blocks:
            sections.append(Section(heading, tuple(blocks)))
        return tuple(sections)

    @cached_property
    def reach_of_heading(self) -> dict[int, int]:
        """Where what stands under each title and heading ends: at the next heading of its level or above."""
        reach: dict[int, int] = {}
        open_headings: list[Block] = []
        for block in self.blocks:
            if block.kind in ("title", "heading"):
                while open_headings and block.kind == "heading" and open_headings[-1].level >= block.level:
                    reach[open_headings.pop().start] = block.start
                open_headings.append(block)
        return reach | {block.start: len(self.prose) for block in open_headings}

    @cached_property
    def title_place(self) -> tuple[int, int]:
        """Prose span on which a finding about something absent stands: the title, else the first block."""
        block = self.title or (self.blocks[0] if self.blocks else None)
        return (block.start, block.end) if block else (0, 0)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a prose offset."""
        index = bisect_right(self._block_starts, offset) - 1
        return self.blocks[index] if index >= 0 else None

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open prose range to the source range that shows it; what markup stands inside is included."""
        first = self._source_range(start)[0]
        last = self._source_range(end - 1)[1] if end > start else first
        return first, max(first, last)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a source offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line (from 1), without its line break."""
        starts = self._line_starts
        end = starts[line] if line < len(starts) else len(self.source)
        return self.source[starts[line - 1] : end].rstrip("\r\n")

    def values(self, key: str) -> list[Metadatum]:
        return [datum for datum in self.metadata if datum.key == key]

    def _source_range(self, offset: int) -> tuple[int, int]:
        """Source range of the prose character at `offset`; in a separator, the empty range after the block."""
        index = bisect_right(self._segment_starts, offset) - 1
        if index < 0:
            return 0, 0
        segment = self.segments[index]
        inside = offset - segment.prose
        if inside >= segment.length:
            return segment.end, segment.end
        if segment.length == segment.end - segment.start:
            return segment.start + inside, segment.start + inside + 1
        return segment.start, segment.end

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.prose for segment in self.segments]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in LINE_BREAK.finditer(self.source))]


class ArticleBuilder:
    """Collects blocks, piece by piece, with the source range of each; every reader uses it.

    Readers work on `text`: the source with each line break written as `\\n`. All offsets a reader gives are offsets
    in `text`; `build` turns them into offsets in the source.
    """

    def __init__(self, path: str, format: str, source: str) -> None:
        self.path = path
        self.format = format
        self.source = source
        self.text = LINE_BREAK.sub("\n", source)
        self._carriage_returns = _positions_after_crlf(source)
        self._pieces: list[tuple[str, int, int]] = []
        self._pending = 0
        self._prose: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._segments: list[Segment] = []
        self._metadata: list[Metadatum] = []
        self._links: list[tuple[int, int, str]] = []
        self._pending_links: list[tuple[int, int, str]] = []
        self._comments: list[Comment] = []

    def piece(self, text: str, start: int, end: int) -> None:
        """Add prose to the block being built: `text` is what stands at `start:end`, or stands for it (an entity)."""
        if text:
            self._pieces.append((text, start, end))
            self._pending += len(text)

    def copy(self, start: int, end: int) -> None:
        """Add the text at `start:end` as it is, with line breaks as spaces."""
        self.piece(self.text[start:end].replace("\n", " "), start, end)

    @property
    def pending(self) -> int:
        """How many characters of prose the block being built has so far."""
        return self._pending

    def link(self, begin: int, end: int, url: str) -> None:
        """Note a link over the characters `begin:end` of the block being built (see `pending`)."""
        self._pending_links.append((begin, end, url))

    def block(self, kind: BlockKind, *, level: int = 0, group: int = 0, row: int = 0, ordered: bool = False) -> None:
        """End the block being built; one that holds nothing but white space is dropped, its edges are trimmed."""
        whole = "".join(text for text, _, _ in self._pieces)
        lead = len(whole) - len(whole.lstrip())
        text = whole.strip()
        pieces, links = self._pieces, self._pending_links
        self._pieces, self._pending_links = [], []
        self._pending = 0
        if not text:
            return
        if self._blocks:
            self._prose.append(SEPARATOR)
            self._length += len(SEPARATOR)
        begin = self._length
        position = begin - lead
        for part, start, end in pieces:
            self._add_segment(part, position, begin, begin + len(text), start, end)
            position += len(part)
        for first, last, url in links:
            first, last = max(first - lead, 0), min(last - lead, len(text))
            if first < last:
                self._links.append((begin + first, begin + last, url))
        self._prose.append(text)
        self._length += len(text)
        self._blocks.append(Block(kind, text, begin, self._length, level, group, row, ordered))

    def _add_segment(self, part: str, position: int, begin: int, end: int, start: int, stop: int) -> None:
        first, last = max(position, begin), min(position + len(part), end)
        if first >= last:
            return
        if len(part) == stop - start:
            start, stop = start + first - position, start + last - position
        self._segments.append(Segment(first, start, stop, last - first))

    def metadatum(self, key: str, value: str, start: int = 0, end: int = 0) -> None:
        if value.strip():
            self._metadata.append(Metadatum(key, value.strip(), start, end))

    def comment(self, text: str, start: int, end: int) -> None:
        self._comments.append(Comment(text.strip(), start, end))

    def promote_title(self) -> None:
        """Make the first heading the title when no block is one yet."""
        if any(block.kind == "title" for block in self._blocks):
            return
        for index, block in enumerate(self._blocks):
            if block.kind == "heading":
                self._blocks[index] = Block("title", block.text, block.start, block.end, 1)
                return

    def build(self) -> Article:
        at = self._in_source
        return Article(
            path=self.path,
            format=self.format,
            source=self.source,
            prose="".join(self._prose),
            blocks=tuple(self._blocks),
            metadata=tuple(Metadatum(d.key, d.value, at(d.start), at(d.end)) for d in self._metadata),
            links=tuple(Link(*link) for link in self._links),
            comments=tuple(Comment(c.text, at(c.start), at(c.end)) for c in self._comments),
            segments=tuple(self._split_at_breaks(self._segments)),
        )

    def _in_source(self, offset: int) -> int:
        return offset + bisect_right(self._carriage_returns, offset)

    def _split_at_breaks(self, segments: Iterable[Segment]) -> Iterable[Segment]:
        """Shift segments into the source; one that spans a CRLF is cut there, for it is one character longer."""
        returns = self._carriage_returns
        for segment in segments:
            cuts = returns[bisect_right(returns, segment.start) : bisect_right(returns, segment.end)]
            if not cuts or segment.length != segment.end - segment.start:
                yield Segment(
                    segment.prose, self._in_source(segment.start), self._in_source(segment.end), segment.length
                )
                continue
            first = segment.start
            for cut in [*cuts, segment.end]:
                length = cut - first
                if length:
                    prose = segment.prose + first - segment.start
                    yield Segment(prose, self._in_source(first), self._in_source(first) + length, length)
                first = cut


def _positions_after_crlf(source: str) -> list[int]:
    """Offsets, in the text with `\\n` for each line break, of the characters that follow a CRLF."""
    return [found.end() - 1 - index for index, found in enumerate(re.finditer(r"\r\n", source))]
