"""A rule as its file declares it; it makes findings."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from healthlint.analysis import Analysis
from healthlint.edits import deletion, replacement
from healthlint.finding import Edit, Finding, Place, Severity


@dataclass(frozen=True)
class Examples:
    """A rule's own tests; «» marks the exact span of each finding, `good` has none."""

    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()


@dataclass(frozen=True)
class When:
    """Where a rule applies: articles, or with `section` sections, of one of the sorts; none means everywhere.

    `not_about` leaves sorts out; `words` is the least length of an article, in words.
    """

    about: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()
    words: int = 0


@dataclass(frozen=True)
class EditTemplate:
    """What a rule writes in the place of a finding, with {fields}; no text at all deletes it with its lines."""

    text: str
    safe: bool = False


@dataclass(frozen=True)
class Rule:
    """One rule; `options` have the shapes that its kind declares in `kinds`."""

    id: str
    pack: str
    kind: str
    severity: Severity
    message: str
    why: str
    fix: str
    sources: tuple[str, ...]
    options: Mapping[str, Any]
    when: When = When()
    unless: tuple[str, ...] = ()
    examples: Examples = Examples()
    edit: EditTemplate | None = None
    enabled: bool = True
    file: str = field(default="", compare=False)

    def owner(self, option: str) -> str:
        """The name under which the phrasebook holds the phrases of an option."""
        return f"rule:{self.id}/{option}"

    def applies(self, analysis: Analysis) -> bool:
        """Whether the article as a whole is of a sort that this rule is for."""
        when = self.when
        if when.words and analysis.word_count < when.words:
            return False
        if any(analysis.is_about(sort) for sort in when.not_about):
            return False
        return not when.about or any(analysis.is_about(sort) for sort in when.about)

    def finding(
        self, analysis: Analysis, start: int, end: int, related: Iterable[tuple[int, int, str]] = (), **fields: Any
    ) -> Finding:
        """A finding on a prose range, with other prose ranges that belong to it; `fields` fill the message and fix."""
        article = analysis.article
        places = tuple(Place(*article.source_span(begin, stop), note) for begin, stop, note in related)
        finding = self.finding_in_source(*article.source_span(start, end), fields, places)
        edit = self._edit(analysis, start, end, fields)
        return replace(finding, edit=edit) if edit else finding

    def finding_in_source(
        self, start: int, end: int, fields: Mapping[str, Any], related: tuple[Place, ...] = ()
    ) -> Finding:
        """A finding on a source range, for what stands outside the prose (metadata, comments)."""
        message, fix = fill(self.message, fields), fill(self.fix, fields)
        return Finding(self.id, self.pack, self.severity, message, fix, start, end, related)

    def _edit(self, analysis: Analysis, start: int, end: int, fields: Mapping[str, Any]) -> Edit | None:
        if self.edit is None:
            return None
        if not self.edit.text:
            return deletion(analysis.article, start, end, self.edit.safe)
        return replacement(analysis, start, end, fill(self.edit.text, fields), self.edit.safe)


def fill(template: str, fields: Mapping[str, Any]) -> str:
    """Put values into the {fields} of a message."""
    return template.format_map(fields) if "{" in template else template


def fields_of(template: str) -> set[str]:
    """The names of the {fields} in a message; ValueError for one that cannot be read."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
