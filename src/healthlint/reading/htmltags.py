"""HTML cut into tags and runs of text, with the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

# Not html.parser: it raises AssertionError on "<![foo]>", takes 40 s for 20,000 unclosed "<a ", gives no positions of
# attributes, and reads comments and scripts differently from one Python patch release to the next.
_MARKUP = re.compile(r"<!--|<!\[CDATA\[|\]\]>|<[!?]|</\s*[a-zA-Z]|<[a-zA-Z]")
COMMENT = re.compile(r"<!--(?:-?>|(.*?)(?:--!?>|\Z))", re.DOTALL)
_END_TAG = re.compile(r"</\s*([^\s/>]+)[^>]*>?")
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_TAG_TAIL = re.compile(r"[\s/]*>?")
RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}

ENTITY = r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,9}|[a-zA-Z][a-zA-Z0-9]{0,31});?"


class Run(NamedTuple):
    """Text, a comment, or the inside of a script."""

    kind: str
    start: int
    end: int


class Tag(NamedTuple):
    name: str
    start: int
    end: int
    closing: bool = False
    empty: bool = False
    attributes: Mapping[str, tuple[int, int]] = MappingProxyType({})


def scan_html(text: str) -> Iterator[Run | Tag]:
    """Cut HTML into runs and tags as browsers do, in one pass and without ever going back."""
    at = 0
    while at < len(text):
        found = _MARKUP.search(text, at)
        start = found.start() if found else len(text)
        if start > at:
            yield Run("text", at, start)
        if not found:
            return
        at = found.end()
        opening = found.group()
        if opening == "<!--":
            comment = COMMENT.match(text, start)
            at = comment.end() if comment else at
            yield Run("comment", start, at)
        elif opening in ("<!", "<?"):
            at = text.find(">", start) + 1 or len(text)
        elif opening.startswith("</"):
            ending = _END_TAG.match(text, start)
            if ending:
                at = ending.end()
                yield Tag(ending[1].lower(), start, at, closing=True)
        elif opening not in ("<![CDATA[", "]]>"):
            tag = _start_tag(text, start)
            yield tag
            at = tag.end
            if tag.name in RAW_END and not tag.empty:
                raw = RAW_END[tag.name].search(text, at)
                at = raw.start() if raw else len(text)
                yield Run(tag.name, tag.end, at)


def _start_tag(text: str, start: int) -> Tag:
    name = _NAME.match(text, start + 1)
    at = name.end() if name else start + 1
    attributes: dict[str, tuple[int, int]] = {}
    while found := _ATTRIBUTE.match(text, at):
        at = found.end()
        value = next((found.span(group) for group in (2, 3, 4) if found.start(group) >= 0), (at, at))
        attributes.setdefault(found[1].lower(), value)
    tail = _TAG_TAIL.match(text, at)
    end = tail.end() if tail else at
    return Tag(name.group().lower() if name else "", start, end, False, "/" in text[at:end], attributes)


def resolve_entities(value: str) -> str:
    """Resolve the entities of a value one by one, for `unescape` fails on numbers of thousands of digits."""
    return re.sub(ENTITY, lambda found: unescape(found.group()), value) if "&" in value else value
