"""What MDX adds to Markdown: imports and exports, JSX tags, expressions; none of it is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

STOP = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})|(?P<ticks>`+)|(?P<comment><!--)|(?P<tag><)|(?P<brace>\{)|\\."
    r"|(?:\A|(?<=\n\n))(?P<module>import[ \t]+(?:['\"{*]|[\w$]+[^\n]* from\b)"
    r"|export[ \t]+(?:default|const|let|var|function|async|class|[{*]))",
    re.MULTILINE,
)
BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)|\Z")
TAG_NAME = re.compile(r"</?(?P<name>[A-Za-z][\w.:-]*|)(?=[\s/>{])")
TAG_PART = re.compile(r"[^<>{}\"']+|\"[^\"]*\"|'[^']*'")
NATIVE = ("a", "br", "img")
"""Tags that are left to Markdown, for they mean something to a reader."""


class Span(NamedTuple):
    start: int
    end: int
    comment: str | None = None


def find_mdx(text: str) -> Iterator[Span]:
    """Yield what is not Markdown, in order; a comment with its text. What is never closed is Markdown."""
    closers = _closing_braces(text)
    open_comments = True
    position = 0
    while stop := STOP.search(text, position):
        start, end, span = stop.start(), stop.end(), None
        if stop["fence"]:
            end = _end_of_fence(text, end, stop["fence"])
        elif stop["ticks"]:
            end = _end_of_code(text, end, stop["ticks"])
        elif stop["comment"] and open_comments:
            close = text.find("-->", end)
            open_comments = close >= 0
            span = Span(start, close + 3, text[end:close]) if open_comments else None
        elif stop["tag"]:
            span = _tag(text, start, closers)
        elif stop["brace"] and start in closers:
            span = _expression(text, start, closers[start])
        elif stop["module"]:
            span = Span(start, _end_of_paragraph(text, end))
        if span:
            yield span
            end = span.end
        position = end


def _closing_braces(text: str) -> dict[int, int]:
    """Map each brace that is closed to the offset after its closing brace, in one pass."""
    opened: list[int] = []
    closers: dict[int, int] = {}
    for brace in re.finditer(r"[{}]", text):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            closers[opened.pop()] = brace.end()
    return closers


def _end_of_fence(text: str, position: int, fence: str) -> int:
    close = re.compile(rf"^[ \t>]*{re.escape(fence)}{fence[0]}*[ \t]*$", re.MULTILINE).search(text, position)
    return close.end() if close else len(text)


def _end_of_code(text: str, position: int, ticks: str) -> int:
    """Where inline code ends; it does not reach over a blank line."""
    close = re.compile(rf"(?<!`){ticks}(?!`)|\n[ \t]*\n").search(text, position)
    return close.end() if close and close.group() == ticks else position


def _end_of_paragraph(text: str, position: int) -> int:
    blank = BLANK_LINE.search(text, position)
    return blank.start() if blank else len(text)


def _tag(text: str, start: int, closers: dict[int, int]) -> Span | None:
    name = TAG_NAME.match(text, start)
    if name is None:
        return None
    position, braces = name.end(), False
    while position < len(text) and text[position] != ">":
        part = TAG_PART.match(text, position)
        if part:
            position = part.end()
        elif position in closers:
            position, braces = closers[position], True
        else:
            return None
    if position >= len(text) or (name["name"] in NATIVE and not braces):
        return None
    return Span(start, position + 1)


def _expression(text: str, start: int, end: int) -> Span:
    inside = text[start + 1 : end - 1].strip()
    comment = inside[2:-2] if len(inside) >= 4 and inside.startswith("/*") and inside.endswith("*/") else None
    return Span(start, end, comment)
