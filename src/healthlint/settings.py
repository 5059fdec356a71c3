"""Settings: `.healthlint.yml`, or `[tool.healthlint]` in pyproject.toml, found from an article upwards."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pathspec import PathSpec

from healthlint.errors import InputError, nearest
from healthlint.rule import Rule
from healthlint.rulebook import Rulebook, change_rule, load_rulebook, rules_folder
from healthlint.yamlfile import Node, read_yaml

FILE_NAME = ".healthlint.yml"
FAIL_ON = ("error", "warning", "info", "never")
_KEYS = ("packs", "rules", "rule_folders", "overrides", "fail_on", "audience", "exclude")


@dataclass(frozen=True)
class Change:
    """What settings say of packs and rules, for all articles or for those whose path matches a pattern."""

    packs: Mapping[str, Node]
    rules: Mapping[str, Node]
    paths: PathSpec[Any] | None = None

    def concerns(self, path: str) -> bool:
        return self.paths is None or self.paths.match_file(path)


@dataclass(frozen=True)
class Settings:
    """The settings that hold below `root`; without a file, healthlint's own.

    `cache_root` is where the cache stands; nothing is kept where there is none.
    """

    root: Path
    changes: tuple[Change, ...] = ()
    rule_folders: tuple[Path, ...] = ()
    fail_on: str = "warning"
    exclude: PathSpec[Any] | None = None
    cache_root: Path | None = None

    @cached_property
    def rulebook(self) -> Rulebook:
        """The shipped rules, the house rules, and what the settings change for every article."""
        book = load_rulebook(self.rule_folders)
        for change in self.changes:
            _check_names(change, book)
        rules = _changed(book, book.rules, [change for change in self.changes if change.paths is None])
        # overrides are tried at once, so that a mistake in one shows before an article matches its paths
        _changed(book, rules, [change for change in self.changes if change.paths is not None])
        return Rulebook(rules, book.vocabulary)

    def rules_for(self, path: Path) -> dict[str, Rule]:
        """The rules for one article, with the overrides whose patterns its path matches."""
        book = self.rulebook
        relative = self.relative(path)
        overrides = [change for change in self.changes if change.paths is not None and change.concerns(relative)]
        return _changed(book, book.rules, overrides)

    def excludes(self, path: Path) -> bool:
        return self.exclude is not None and self.exclude.match_file(self.relative(path))

    def relative(self, path: Path) -> str:
        """A path as patterns see it: from the folder of the settings."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()


def find_settings(start: Path) -> Path | None:
    """The settings file for what lies in the folder `start`: there or above, up to the root of the repository."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
        if _in_pyproject(folder / "pyproject.toml"):
            return folder / "pyproject.toml"
        if (folder / ".git").exists():
            return None
    return None


def without_settings(folder: Path) -> Settings:
    """What holds where there is no settings file; the cache then stands at the root of the repository, if any."""
    root = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)
    return Settings(folder, cache_root=root)


def read_settings(path: Path, shown: str | None = None) -> Settings:
    """Read settings; InputError with file, line and the nearest right word for each mistake."""
    name = shown or str(path)
    root = _from_toml(path, name) if path.suffix == ".toml" else read_yaml(path, name)
    fields = root.mapping(_KEYS)
    folder = path.resolve().parent
    changes: list[Change] = []
    if "audience" in fields:
        changes.append(_audience(fields["audience"]))
    changes.append(_change(fields))
    for item in fields["overrides"].items() if "overrides" in fields else ():
        entry = item.mapping(("paths", "packs", "rules"))
        if "paths" not in entry:
            raise item.error("an override needs paths.", "Write paths: ['news/**'].")
        changes.append(_change(entry, _patterns(entry["paths"])))
    return Settings(
        root=folder,
        cache_root=folder,
        changes=tuple(changes),
        rule_folders=tuple(_folder(item, folder) for item in fields["rule_folders"].items())
        if "rule_folders" in fields
        else (),
        fail_on=fields["fail_on"].choice(FAIL_ON) if "fail_on" in fields else "warning",
        exclude=_patterns(fields["exclude"]) if "exclude" in fields else None,
    )


def _change(fields: Mapping[str, Node], paths: PathSpec[Any] | None = None) -> Change:
    packs, rules = (fields[key].mapping() if key in fields else {} for key in ("packs", "rules"))
    return Change(packs, rules, paths)


def _audience(node: Node) -> Change:
    """A profile from `rules/audiences/`: written like settings."""
    profiles = {path.stem: path for path in (rules_folder() / "audiences").glob("*.yml")}
    path = profiles[node.choice(profiles)]
    fields = read_yaml(path, f"rules/audiences/{path.name}").mapping(("what", "sources", "packs", "rules"))
    return _change(fields)


def _patterns(node: Node) -> PathSpec[Any]:
    return PathSpec.from_lines("gitignore", node.texts())


def _folder(node: Node, base: Path) -> Path:
    folder = base / node.text()
    if not folder.is_dir():
        raise node.error(f"no such folder: {node.text()!r}.", "Paths are read from the folder of this file.")
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _check_names(change: Change, book: Rulebook) -> None:
    for names, known, noun in ((change.packs, book.packs, "pack"), (change.rules, book.rules, "rule")):
        for name, node in names.items():
            if name not in known:
                raise node.error(f"there is no {noun} {name!r}.", nearest(name, known))


def _changed(book: Rulebook, rules: Mapping[str, Rule], changes: list[Change]) -> dict[str, Rule]:
    """Packs first, then rules, so that one rule of a pack that is off can be on."""
    changed = dict(rules)
    for change in changes:
        for pack, node in change.packs.items():
            node.choice(("on", "off", "error", "warning", "info"))
            for rule in book.packs[pack]:
                changed[rule.id] = change_rule(changed[rule.id], node, book.vocabulary)
        for name, node in change.rules.items():
            changed[name] = change_rule(changed[name], node, book.vocabulary)
    return changed


def _in_pyproject(path: Path) -> bool:
    """Whether there is a table [tool.healthlint]; a file that cannot be read is another tool's affair, unless it is ours."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    if "healthlint" not in text:
        return False
    try:
        return isinstance(_toml().loads(text).get("tool", {}).get("healthlint"), dict)
    except (ValueError, AttributeError):
        return "[tool.healthlint" in text


def _from_toml(path: Path, shown: str) -> Node:
    """The table [tool.healthlint], as the same nodes that YAML gives."""
    try:
        text = path.read_text(encoding="utf-8")
        table = _toml().loads(text)
    except OSError as error:
        raise InputError(shown, f"cannot be read ({error.strerror}).") from None
    except ValueError as error:
        raise InputError(shown, f"not valid TOML: {error}.") from None
    ours = table.get("tool", {}).get("healthlint")
    if ours is None:
        raise InputError(shown, "there is no table [tool.healthlint] in it.", f"Add one, or write a {FILE_NAME}.")
    return _toml_node(ours, shown, text.splitlines(), ("tool", "healthlint"), 0)


def _toml() -> Any:
    """The TOML parser: Python's own since 3.11, before that the package that it came from."""
    return importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")


def _toml_node(value: Any, file: str, lines: list[str], trail: tuple[str, ...], above: int) -> Node:
    """`above` is the index of the line of what holds the value: TOML keeps no lines, so its key is looked for below."""
    at = next((n for n in range(above, len(lines)) if _toml_key(trail[-1]).search(lines[n])), above)
    shown = trail[2:]
    if isinstance(value, dict):
        inner = {key: _toml_node(item, file, lines, (*trail, key), at) for key, item in value.items()}
        return Node(inner, file, at + 1, shown)
    if isinstance(value, list):
        return Node([_toml_node(item, file, lines, trail, at) for item in value], file, at + 1, shown)
    text = ("on" if value else "off") if isinstance(value, bool) else str(value)
    return Node(text, file, at + 1, shown)


def _toml_key(key: str) -> re.Pattern[str]:
    """A key as TOML writes it: before `=`, or in the brackets of a table."""
    return re.compile(rf"""^[^#]*(?<![\w-])["']?{re.escape(key)}["']?\s*[=.\]]""")


DEFAULT_FILE = """\
# What healthlint checks below this folder. Remove the # in front of what you want to change.
# Every rule: healthlint rules. One rule: healthlint explain RULE.

# Exit with 1 when there is a finding this bad or worse: error, warning, info or never.
fail_on: warning

# Who reads the articles: easy (reading grade 6), general (8) or professional (12).
audience: general

# Packs and rules: on, off, error, warning or info.
# packs:
#   stigma: off
# rules:
#   long-sentence: warning
#   grade-level:
#     options: {most: 7}

# Your own rules, a file each, in folders beside this file.
# rule_folders: [house-rules]

# What holds for some paths only.
# overrides:
#   - paths: ['news/**']
#     rules: {missing-medical-reviewer: off}

# What is never checked.
# exclude: ['drafts/old/**']
"""
