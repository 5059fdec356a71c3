"""Strict YAML: every scalar is text until a reader asks for more, and every mistake names its file and line.

PyYAML on its own turns `no` into False and keeps the last of two equal keys; here neither happens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import yaml

from healthlint.errors import InputError, nearest

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Parser):  # type: ignore[misc]
    """Leaves out what tells numbers from text: every scalar is text here."""

    def resolve(self, *_: Any) -> str:
        return ""

    def descend_resolver(self, *_: Any) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


class Node:
    """A YAML value that knows its file, its line and the keys that lead to it."""

    __slots__ = ("file", "line", "trail", "value")

    def __init__(self, value: str | list[Node] | dict[str, Node], file: str, line: int, trail: tuple[str, ...]) -> None:
        self.value = value
        self.file = file
        self.line = line
        self.trail = trail

    def error(self, what: str, remedy: str = "") -> InputError:
        trail = " > ".join(self.trail)
        return InputError(f"{self.file}:{self.line}", f"{trail}: {what}" if trail else what, remedy)

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.error(f"expected text, got {self._shape()}.")
        return self.value

    def items(self) -> list[Node]:
        if not isinstance(self.value, list):
            raise self.error(f"expected a list, got {self._shape()}.", "Write it as [one, two] or with a dash a line.")
        return self.value

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def mapping(self, known: Collection[str] | None = None) -> dict[str, Node]:
        """The keys and values; with `known`, a key that is not in it is an error."""
        if not isinstance(self.value, dict):
            raise self.error(f"expected keys and values, got {self._shape()}.")
        for key, node in self.value.items():
            if known is not None and key not in known:
                raise node.error("unknown key.", nearest(key, known))
        return self.value

    def whole(self) -> int:
        return int(self._number(int, "a whole number"))

    def number(self) -> float:
        return self._number(float, "a number")

    def flag(self) -> bool:
        words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
        word = self.text().lower()
        if word not in words:
            raise self.error(f"expected true or false, got {word!r}.")
        return words[word]

    def choice(self, known: Collection[str]) -> str:
        word = self.text()
        if word not in known:
            raise self.error(f"{word!r} is not known here.", nearest(word, known))
        return word

    def _number(self, convert: Callable[[str], float], what: str) -> float:
        try:
            return convert(self.text())
        except ValueError:
            raise self.error(f"expected {what}, got {self.value!r}.") from None

    def _shape(self) -> str:
        if isinstance(self.value, list):
            return "a list"
        if isinstance(self.value, dict):
            return "keys and values"
        return "nothing" if not self.value else "text"


def read_yaml(path: Path, shown: str | None = None) -> Node:
    """Read a YAML file; `shown` is how errors name it."""
    file = shown or str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(file, f"cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise InputError(file, "not UTF-8 text.", "Save the file as UTF-8.") from None
    return parse_yaml(text, file)


def parse_yaml(text: str, file: str) -> Node:
    """Parse one YAML document; an empty one is a mapping without keys."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part)
        where = f"{file}:{mark.line + 1}" if mark else file
        raise InputError(where, f"not valid YAML: {what}.", "Quote text that holds a colon, #, [ or {.") from None
    except yaml.YAMLError as error:
        raise InputError(file, f"not valid YAML: {str(error).splitlines()[0]}.") from None
    if root is None:
        return Node({}, file, 1, ())
    try:
        _refuse_lost_text(root, file, text.splitlines())
        return _convert(root, file, ())
    except RecursionError:
        raise InputError(file, "not valid YAML: an alias stands inside its own anchor.") from None


def _refuse_lost_text(node: Any, file: str, lines: list[str]) -> None:
    """InputError for a list item such as `- take # mg`: YAML reads what is behind the # as a comment."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            _refuse_lost_text(value, file, lines)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        return
    for item in node.value:
        end = item.end_mark
        plain = isinstance(item, yaml.ScalarNode) and not item.style and end.line < len(lines)
        if plain and lines[end.line][end.column :].lstrip().startswith("#"):
            where = f"{file}:{item.start_mark.line + 1}"
            raise InputError(where, f"what is behind the # in {item.value!r} would be lost.", "Quote the text.")
        _refuse_lost_text(item, file, lines)


def _convert(node: yaml.Node, file: str, trail: tuple[str, ...]) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        # `key:` with nothing after it is null in YAML; here it is empty text, and whoever reads it says what is missing
        return Node(node.value, file, line, trail)
    if isinstance(node, yaml.SequenceNode):
        return Node([_convert(item, file, trail) for item in node.value], file, line, trail)
    assert isinstance(node, yaml.MappingNode)
    values: dict[str, Node] = {}
    for key, value in _pairs(node, file, trail):
        child = _convert(value, file, (*trail, key.value))
        child.line = key.start_mark.line + 1 if isinstance(value, yaml.ScalarNode) else child.line
        if key.value in values:
            first = values[key.value].line
            raise InputError(f"{file}:{key.start_mark.line + 1}", f"{key.value}: given twice (first on line {first}).")
        values[key.value] = child
    return Node(values, file, line, trail)


def _pairs(node: Any, file: str, trail: tuple[str, ...]) -> Iterator[tuple[Any, yaml.Node]]:
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise InputError(f"{file}:{key.start_mark.line + 1}", "a key must be plain text.")
        yield key, value
