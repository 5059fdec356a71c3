"""The shapes that options of rules have in YAML: each reads a node into a value, or raises what is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

from healthlint.yamlfile import Node

Shape = Callable[[Node], Any]


def words(node: Node) -> tuple[str, ...]:
    """A list of words, or words in one text."""
    return node.texts() if isinstance(node.value, list) else tuple(node.text().split())


def one_of(*known: str) -> Shape:
    return lambda node: node.choice(known)


def any_of(*known: str) -> Shape:
    return lambda node: tuple(item.choice(known) for item in node.items())


def substitutions(node: Node) -> dict[str, str]:
    """Phrases and what to write instead."""
    return {phrase: instead.text() for phrase, instead in node.mapping().items()}


def word_pairs(node: Node) -> tuple[tuple[str, str], ...]:
    """A list of lists of two words each."""
    found = []
    for item in node.items():
        pair = item.texts()
        if len(pair) != 2:
            raise item.error(f"expected two words, got {len(pair)}.")
        found.append((pair[0], pair[1]))
    return tuple(found)


def patterns(node: Node) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(item, item.text()) for item in node.items())


def replacements(node: Node) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Regular expressions and their replacements, applied one after the other."""
    return tuple((_pattern(value, key), value.text()) for key, value in node.mapping().items())


def day(node: Node) -> datetime.date:
    try:
        return datetime.date.fromisoformat(node.text())
    except ValueError:
        raise node.error(f"expected a date such as 2025-01-31, got {node.text()!r}.") from None


def _pattern(node: Node, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise node.error(f"regular expression {text!r}: {error}.") from None
