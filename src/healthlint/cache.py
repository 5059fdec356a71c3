"""What was found in an article the last time, so that one that has not changed need not be checked again."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from healthlint import __version__
from healthlint.article import Article
from healthlint.errors import InputError
from healthlint.finding import Edit, Finding, Place, Severity
from healthlint.linter import Checked

FOLDER = ".healthlint_cache"
"""Stands beside the settings or at the root of the repository, and tells git to ignore it."""


class Cache:
    """One small file an article, under a key of everything that decides its findings."""

    def __init__(self, root: Path, rule_folders: Iterable[Path]) -> None:
        self._folder = root / FOLDER
        self._rules = _fingerprint(rule_folders)

    def key(self, data: bytes, selection: str) -> str:
        """A key of the article's bytes, the rules, the choice of rules, and the day (some rules look at dates)."""
        parts = (__version__, self._rules, selection, datetime.date.today().isoformat())
        return hashlib.sha256("\0".join(parts).encode() + b"\0" + data).hexdigest()

    def read(self, path: Path, article: Article, key: str) -> Checked | None:
        """What was found under this key; none where nothing, or nothing readable, is there."""
        try:
            stored = json.loads(self._file(path).read_text(encoding="utf-8"))
            if stored["key"] != key:
                return None
            return Checked(
                article.path,
                article,
                tuple(_finding(entry) for entry in stored["findings"]),
                {name: [(start, end) for start, end in spans] for name, spans in stored["signals"].items()},
                stored["metrics"],
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, path: Path, checked: Checked, key: str) -> None:
        """Keep what was found; where the folder cannot be written, do without."""
        stored = {
            "key": key,
            "findings": [_entry(finding) for finding in checked.findings],
            "signals": dict(checked.signals),
            "metrics": dict(checked.metrics),
        }
        try:
            if not self._folder.is_dir():
                self._folder.mkdir(parents=True)
                (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
            self._file(path).write_text(json.dumps(stored), encoding="utf-8")
        except OSError:
            return

    def _file(self, path: Path) -> Path:
        return self._folder / f"{hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]}.json"


def _fingerprint(folders: Iterable[Path]) -> str:
    """A digest of the rule files, and of when the code last changed (for those who work on it)."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.yml")):
            try:
                digest.update(path.as_posix().encode() + b"\0" + path.read_bytes())
            except OSError as error:
                raise InputError(str(path), f"cannot be read ({error.strerror}).") from None
    newest = max(path.stat().st_mtime_ns for path in Path(__file__).parent.rglob("*.py"))
    return digest.hexdigest() + str(newest)


def _entry(finding: Finding) -> list[object]:
    related = [[place.start, place.end, place.message] for place in finding.related]
    head = [finding.rule, finding.pack, finding.severity.value, finding.message, finding.fix]
    edit = finding.edit
    return [*head, finding.start, finding.end, related, [edit.start, edit.end, edit.text, edit.safe] if edit else None]


def _finding(entry: list[object]) -> Finding:
    rule, pack, severity, message, fix, start, end, related, edit = entry
    places = tuple(Place(*place) for place in related)  # type: ignore[attr-defined]
    made = Edit(*edit) if edit else None  # type: ignore[misc]
    return Finding(rule, pack, Severity(severity), message, fix, start, end, places, made)  # type: ignore[arg-type]
