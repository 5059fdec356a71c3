"""Lines of plain text joined to paragraphs and list items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from healthlint.reading.flow import INVISIBLE

BREAK = re.compile("[\n\v\f\x85\u2028\u2029]")
BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + INVISIBLE
UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
RULE = re.compile(r"(?:[-=*_~#+–—]\s*){3,}")
HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
BULLET = re.compile(r"(?:[•▪◦‣●○■□►➢✓✔·\uf0a7\uf0b7]\s*|[-–*+]\s+|o\t)(?=[^\s•▪◦·])")
NUMBER = re.compile(r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\(?[A-Za-z]\))\s+(?=\S)")
REFERENCE = re.compile(r"\[\d{1,3}\]")

SHORTEST_WRAPPED, LONGEST_WRAPPED = 45, 130
"""Characters of a line that an editor or a mail program may have broken."""


class Line(NamedTuple):
    """A line without the white space around it.

    `width` is that of the widest line of its run, which has no blank lines; `wraps` tells whether a line of the run
    breaks off within a sentence.
    """

    start: int
    end: int
    text: str
    indent: int
    width: int
    wraps: bool

    @property
    def length(self) -> int:
        return self.indent + self.end - self.start


@dataclass
class Unit:
    """What will be one block: its lines without list marker; `begin` is where the marker stands."""

    kind: Literal["text", "item", "heading"]
    begin: int
    indent: int
    lines: list[tuple[int, int, str]] = field(default_factory=list)
    level: int = 0
    group: int = 0
    ordered: bool = False

    @cached_property
    def text(self) -> str:
        return " ".join(text for _, _, text in self.lines)

    @cached_property
    def words(self) -> int:
        return len(self.text.split())


def read_units(text: str) -> list[Unit]:
    """Split text into units; lines that are nothing but a rule are dropped."""
    units: list[Unit] = []
    for run in _runs(text):
        current: Unit | None = None
        previous = run[0]
        for line in run:
            if RULE.fullmatch(line.text):
                if current and UNDERLINE.fullmatch(line.text):
                    _underline(current, line.text)
                current = None
            elif current and _continues(current, previous, line):
                current.lines.append((line.start, line.end, line.text))
            else:
                current = _unit(line)
                units.append(current)
            previous = line
    _group_items(units)
    return units


def _runs(text: str) -> Iterator[list[Line]]:
    """Yield the lines that stand together without a blank line between."""
    run: list[tuple[int, int, str, int]] = []
    begin = 0
    for end in [*(found.start() for found in BREAK.finditer(text)), len(text)]:
        raw = text[begin:end]
        words = raw.strip(BLANK)
        if words:
            indent = len(raw) - len(raw.lstrip(BLANK))
            run.append((begin + indent, begin + indent + len(words), words, indent))
        elif run:
            yield _measured(run)
            run = []
        begin = end + 1
    if run:
        yield _measured(run)


def _measured(run: list[tuple[int, int, str, int]]) -> list[Line]:
    width = max(indent + end - start for start, end, _, indent in run)
    wraps = any(len(words) >= SHORTEST_WRAPPED and not _ends(words) for _, _, words, _ in run[:-1])
    return [Line(*line, width, wraps) for line in run]


def _ends(words: str) -> bool:
    return words.rstrip("\"'”’)").endswith((".", "!", "?", ":", ";"))


def _unit(line: Line) -> Unit:
    """Begin a unit with a line; `#` makes a heading, a bullet or number an item."""
    hashes = HASHES.match(line.text)
    marker = hashes or BULLET.match(line.text) or NUMBER.match(line.text)
    unit = Unit("heading" if hashes else "item" if marker else "text", line.start, line.indent)
    text = line.text[marker.end() :] if marker else line.text
    if hashes:
        unit.level = len(hashes[1])
        text = text.rstrip("#").rstrip() or text
    unit.ordered = bool(marker and not hashes and NUMBER.match(line.text))
    start = line.start + (marker.end() if marker else 0)
    unit.lines.append((start, start + len(text), text))
    return unit


def _underline(unit: Unit, line: str) -> None:
    """Make a heading of a short line above `====` or `----`; above anything longer, that is a rule."""
    if unit.kind == "text" and len(unit.lines) == 1 and unit.lines[0][2].count(" ") < 15:
        unit.kind, unit.level = "heading", 1 if line.startswith("=") else 2


def _continues(unit: Unit, previous: Line, line: Line) -> bool:
    """Whether a line flows on from the one above it."""
    if unit.kind == "heading" or HASHES.match(line.text) or REFERENCE.match(line.text):
        return False
    if BULLET.match(line.text) or NUMBER.match(line.text):
        return False
    if unit.kind == "item" and line.indent > unit.indent:
        return True
    ended = _ends(previous.text)
    if line.text[0].islower() and not ended and previous.length >= SHORTEST_WRAPPED:
        return True
    # A wrapped line ends where the next word would not have fitted; one without an end may be a bit shorter still.
    room = line.width if ended else 0.9 * line.width
    needed = previous.length + 1 + len(line.text.split(None, 1)[0])
    return line.wraps and line.width <= LONGEST_WRAPPED and previous.length >= SHORTEST_WRAPPED and needed > room


def _group_items(units: list[Unit]) -> None:
    """Give the items of one list their group, and each its level by how far it is indented."""
    group = 0
    indents: list[int] = []
    before: Unit | None = None
    for unit in units:
        if unit.kind == "item":
            same = before is not None and before.kind == "item"
            if same and before and before.indent == unit.indent and before.ordered != unit.ordered:
                same = False
            if not same:
                group, indents = group + 1, []
            while indents and indents[-1] > unit.indent:
                indents.pop()
            if not indents or indents[-1] < unit.indent:
                indents.append(unit.indent)
            unit.group, unit.level = group, len(indents)
        before = unit
