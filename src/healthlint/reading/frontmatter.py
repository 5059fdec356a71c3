"""Front matter: the YAML or TOML block that opens a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from healthlint.reading.metadata import CANONICAL, canonical_key

OPENING = re.compile(
    r"(?:---[ \t]*\n(?![ \t]*\n)(?P<yaml>.*?)^(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)

STRING = r"""\"(?:[^"\\\n]|\\.)*\"|'[^'\n]*'"""
COLLECTION = r"""\[[^\[\]]*\]|\{[^{}]*\}"""
LONG_STRING = r"""\"{3}(?:[^"]|"(?!""))*"{3}|'{3}(?:[^']|'(?!''))*'{3}"""
LINE = re.compile(
    r"^(?P<indent>[ \t]*)(?:\[{1,2}(?P<table>[\w.\- \"]{1,60})\]{1,2}[ \t]*$|"
    r"(?P<dash>-[ \t]+)?"
    r"(?:(?P<key>[A-Za-z_][\w.\- ]{0,60}?|\"[^\"\n]{1,60}\")[ \t]{0,9}(?P<sign>=|:(?=[ \t\n]|\Z)))?[ \t]*"
    rf"(?P<value>{LONG_STRING}|{COLLECTION}|[^\n]*))",
    re.MULTILINE,
)
"""A line of TOML, or of YAML that a YAML parser refuses; a value in brackets or three quotes may go over many lines."""

ELEMENT = re.compile(
    rf"(?:(?P<key>[\w-]+)[ \t]*(?:=|:[ \t])[ \t]*)?(?P<value>{STRING}|[^\s,\"'\[\]{{}}][^,\[\]{{}}\n]*)"
)
QUOTED = re.compile(rf"(?:{STRING})(?=[ \t]*(?:#|$))")

NAMES = ("name", "title", "label", "text", "value", "full_name")
PEOPLE = ("author", "reviewer")

Path = tuple[str, ...]


class Value(NamedTuple):
    """One value of the front matter; `path` holds the file's own keys that lead to it."""

    key: str
    value: str
    start: int
    end: int
    path: Path


class FrontMatter(NamedTuple):
    """The values of the front matter, and where the body begins."""

    values: list[Value]
    end: int

    @property
    def title(self) -> Value | None:
        return next((value for value in self.values if value.key == "title" and len(value.path) == 1), None)


class Leaf(NamedTuple):
    path: Path
    value: str
    start: int
    end: int


def read_front_matter(text: str) -> FrontMatter | None:
    """Read the block that opens `text`; None when there is none, or when it is prose between two rules."""
    opening = OPENING.match(text)
    if opening is None:
        return None
    syntax = "yaml" if opening["yaml"] is not None else "toml"
    block = opening[syntax]
    leaves = _yaml_leaves(block) if syntax == "yaml" else None
    if leaves is None:
        leaves = list(_line_leaves(block))
    if block.strip() and not leaves and not any(line["sign"] for line in LINE.finditer(block)):
        return None
    shift = opening.start(syntax)
    values = [
        Value(_key(leaf.path), value, shift + leaf.start, shift + leaf.end, leaf.path)
        for leaf in leaves
        if (value := " ".join(leaf.value.split()))
    ]
    return FrontMatter(values, opening.end())


def _key(path: Path) -> str:
    """Name a value by the keys that lead to it: `author.name` is the author, `author.title` a credential."""
    key = canonical_key(path[0])
    for name in path[1:]:
        key = _nested_key(key, name)
    return key


def _nested_key(parent: str, name: str) -> str:
    key = "credentials" if name.lower() == "title" and parent in PEOPLE else canonical_key(name)
    if name.lower() in NAMES and key != "credentials":
        return parent
    if parent == "reviewer":
        return "reviewed" if key in ("published", "updated", "reviewed") else f"reviewer_{key}"
    return key if key in CANONICAL else f"{parent}_{key}"


def _yaml_leaves(block: str) -> list[Leaf] | None:
    """Scalars of a YAML mapping as they are written (a date stays a string); None for anything else."""
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
        return list(_node_leaves(node, (), block, set())) if isinstance(node, yaml.MappingNode) else None
    # PyYAML lets a character escape beyond Unicode end in the error of `chr`.
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return None


def _node_leaves(node: yaml.Node, path: Path, block: str, seen: set[int]) -> Iterator[Leaf]:
    if isinstance(node, yaml.ScalarNode):
        if not node.tag.endswith(":null"):
            yield Leaf(path, node.value, *_scalar_span(node, block))
        return
    # An alias gives the same node again; a mapping may even hold itself.
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from _node_leaves(value, (*path, key.value), block, seen)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _node_leaves(value, path, block, seen)


def _scalar_span(node: yaml.ScalarNode, block: str) -> tuple[int, int]:
    """Where a scalar's characters stand, without its quotes or its `|`."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        start = block.find("\n", start, end) + 1 or start
    elif node.style and block[end - 1 : end] == node.style:
        start, end = block.index(node.style, start) + 1, end - 1
    return _trimmed(block, start, end)


def _trimmed(block: str, start: int, end: int) -> tuple[int, int]:
    part = block[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _line_leaves(block: str) -> Iterator[Leaf]:
    """Read `key = value` and `key: value` line by line, with `[table]` headers, indented keys and `- entries`."""
    table: Path = ()
    parent: Path = ()
    for line in LINE.finditer(block):
        if line["table"]:
            table, parent = _dotted(line["table"]), ()
            continue
        key, nested = line["key"], bool(line["indent"] or line["dash"])
        if not key and not (line["dash"] and parent):
            continue
        path = (parent if nested and parent else table) + (_key_path(key, line["sign"]) if key else ())
        if key and not nested:
            parent = () if line["value"].strip() else path
        yield from _value_leaves(block, path, *line.span("value"))


def _key_path(key: str, sign: str) -> Path:
    return _dotted(key) if sign == "=" else (key.strip(' "'),)


def _dotted(key: str) -> Path:
    return tuple(part.strip(' "') for part in key.split("."))


def _value_leaves(block: str, path: Path, start: int, end: int) -> Iterator[Leaf]:
    if block[start : start + 3] in ('"""', "'''") and end - start >= 6:
        yield Leaf(path, block[start + 3 : end - 3], *_trimmed(block, start + 3, end - 3))
    elif block[start : start + 1] in ("[", "{") and block[end - 1] in "]}":
        for element in ELEMENT.finditer(block, start + 1, end - 1):
            where = (*path, element["key"]) if element["key"] else path
            yield from _scalar_leaf(block, where, *element.span("value"))
    else:
        yield from _scalar_leaf(block, path, start, end)


def _scalar_leaf(block: str, path: Path, start: int, end: int) -> Iterator[Leaf]:
    quoted = QUOTED.match(block[start:end])
    if quoted:
        start, end = start + 1, start + quoted.end() - 1
        value = block[start:end]
        yield Leaf(path, re.sub(r'\\(["\\])', r"\1", value) if block[start - 1] == '"' else value, start, end)
        return
    comment = re.search(r"[ \t]#", block[start:end])
    start, end = _trimmed(block, start, start + comment.start() if comment else end)
    if block[start:end] not in ("", "~", "null"):
        yield Leaf(path, block[start:end], start, end)
