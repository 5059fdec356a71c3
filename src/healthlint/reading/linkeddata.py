"""The facts of an HTML page that its JSON-LD scripts tell: author, reviewer, dates, sources, funding."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from healthlint.reading.htmltags import resolve_entities
from healthlint.reading.metadata import canonical_key

PROPERTIES = frozenset(
    ("author", "creator", "reviewedBy", "datePublished", "dateModified", "lastReviewed", "citation", "funder",
     "sponsor")
)  # fmt: skip
ADDRESS = re.compile(r"https?:|@", re.IGNORECASE)
_JSON_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)


@dataclass(frozen=True)
class Fact:
    """A metadatum, and the `article` element in which it stands."""

    key: str
    value: str
    start: int
    end: int
    article: int = 0


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as it is read, keys in the order of the file."""


@dataclass(frozen=True)
class _Text:
    """A JSON string and where it stands."""

    value: str
    start: int
    end: int


def read_linked_data(text: str, start: int, end: int) -> list[Fact]:
    """Read the facts of a JSON-LD script; a broken one has none."""
    try:
        tree = json.loads(text[start:end], object_pairs_hook=_Pairs, strict=False)
        tree = _located(tree, _JSON_STRING.finditer(text, start, end))
        nodes = list(_nodes(tree))
    except (ValueError, RecursionError):
        return []
    named = {node["@id"].value: node for node in nodes if isinstance(node.get("@id"), _Text) and "name" in node}
    return [
        fact
        for node in nodes
        for key, value in node.items()
        if key in PROPERTIES
        for fact in _facts_of(canonical_key(key), value, named)
    ]


def _located(value: Any, strings: Iterator[re.Match[str]]) -> Any:
    """Give each string its place: the strings of a JSON text stand in the order in which its tree is walked."""
    if isinstance(value, str):
        found = next(strings)
        return _Text(resolve_entities(value), *found.span(1))
    if isinstance(value, _Pairs):
        located = {}
        for key, inner in value:
            next(strings)
            located[key] = _located(inner, strings)
        return located
    return [_located(inner, strings) for inner in value] if isinstance(value, list) else value


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Walk the objects that describe the page, not those of comments and recommended pages in it."""
    if isinstance(tree, list):
        for inner in tree:
            yield from _nodes(inner)
    elif isinstance(tree, dict):
        yield tree
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(tree.get(key))


def _facts_of(key: str, value: Any, named: dict[str, dict[str, Any]]) -> Iterator[Fact]:
    """The facts in the value of a property: a text, a person or work by name or by reference, or a list of them."""
    if isinstance(value, _Text):
        if key != "author" or not ADDRESS.match(value.value):
            yield Fact(key, value.value.strip(), value.start, value.end)
    elif isinstance(value, list):
        for inner in value:
            yield from _facts_of(key, inner, named)
    elif isinstance(value, dict):
        reference = value.get("@id")
        if "name" not in value and isinstance(reference, _Text):
            value = named.get(reference.value, value)
        for part in ("name",) if key != "author" else ("name", "jobTitle", "honorificSuffix"):
            if isinstance(value.get(part), _Text):
                text = value[part]
                yield Fact(key if part == "name" else "credentials", text.value.strip(), text.start, text.end)
