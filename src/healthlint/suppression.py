"""Suppressions: comments in an article that silence rules, and findings about those that silence nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from healthlint.article import Article
from healthlint.errors import InputError, nearest
from healthlint.finding import Finding
from healthlint.rule import Rule, fill

UNUSED = "unused-suppression"
"""The rule that flags a suppression without effect."""

_COMMENT = re.compile(r"healthlint-(?P<verb>[\w-]+)(?P<names>[^:]*)(?::(?P<reason>.*))?$", re.S)
_VERBS = ("disable", "enable", "disable-next-line", "disable-file")


@dataclass(frozen=True)
class Suppression:
    """One comment: the rules it silences (none named: all), and from where to where; all source offsets."""

    names: tuple[str, ...]
    first: int
    last: int
    start: int
    end: int

    def covers(self, finding: Finding) -> bool:
        if finding.rule == UNUSED:
            return False
        named = not self.names or finding.rule in self.names or finding.pack in self.names
        return named and self.first <= finding.start < self.last


def find_suppressions(article: Article, rules: Mapping[str, Rule]) -> list[Suppression]:
    """Read the comments of an article; InputError for a verb or rule that does not exist."""
    known = {*rules, *(rule.pack for rule in rules.values())}
    found: list[Suppression] = []
    end_of_text = len(article.source) + 1
    open_ones: list[tuple[tuple[str, ...], int, int]] = []
    for comment in article.comments:
        parts = _COMMENT.match(comment.text)
        if not parts:
            continue
        verb, names = parts["verb"], tuple(re.split(r"[\s,]+", parts["names"].strip())) if parts["names"].strip() else ()
        _check(article, comment.start, verb, names, known)
        if verb == "disable-file":
            found.append(Suppression(names, 0, end_of_text, comment.start, comment.end))
        elif verb == "disable-next-line":
            found.append(Suppression(names, *_next_line(article, comment.end), comment.start, comment.end))
        elif verb == "disable":
            open_ones.append((names, comment.start, comment.end))
        else:
            found += [Suppression(n, end, comment.start, start, end) for n, start, end in open_ones if _closes(names, n)]
            open_ones = [entry for entry in open_ones if not _closes(names, entry[0])]
    found += [Suppression(names, end, end_of_text, start, end) for names, start, end in open_ones]
    return sorted(found, key=lambda suppression: suppression.start)


def suppress(findings: Iterable[Finding], suppressions: Collection[Suppression]) -> list[Finding]:
    """Leave out the findings that a suppression covers."""
    return [finding for finding in findings if not any(s.covers(finding) for s in suppressions)]


def unused(
    rule: Rule, findings: Collection[Finding], suppressions: Collection[Suppression], active: Collection[str]
) -> list[Finding]:
    """A finding on each suppression that covers none of the findings, though a rule that it names is active."""
    return [
        Finding(
            rule.id, rule.pack, rule.severity,
            fill(rule.message, {"names": ", ".join(s.names) or "every rule"}), fill(rule.fix, {}), s.start, s.end,
        )
        for s in suppressions
        if not any(s.covers(finding) for finding in findings)
        and (not s.names or any(name in active for name in s.names))
    ]  # fmt: skip


def _check(article: Article, offset: int, verb: str, names: Iterable[str], known: Collection[str]) -> None:
    line, _ = article.line_and_column(offset)
    where = f"{article.path}:{line}"
    if verb not in _VERBS:
        raise InputError(where, f"there is no comment healthlint-{verb}.", nearest(verb, _VERBS))
    for name in names:
        if name not in known:
            raise InputError(where, f"the suppression names no rule: {name!r}.", nearest(name, known))


def _closes(names: tuple[str, ...], opened: tuple[str, ...]) -> bool:
    return not names or set(names) >= set(opened) and bool(opened)


def _next_line(article: Article, offset: int) -> tuple[int, int]:
    """Source range of the next line that is not blank, after the line of an offset."""
    rest = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)\s*")
    skipped = rest.match(article.source, offset)
    first = skipped.end() if skipped else len(article.source)
    line, _ = article.line_and_column(first)
    return first, first + len(article.line_text(line)) + 1
