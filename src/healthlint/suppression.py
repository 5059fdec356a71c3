"""Suppressions: comments in an article that silence rules, and findings about those that silence nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from healthlint.article import Article, Comment
from healthlint.errors import InputError, nearest
from healthlint.finding import Finding
from healthlint.rule import Rule

UNUSED = "unused-suppression"
"""The rule that flags a suppression without effect."""

_COMMENT = re.compile(r"healthlint-(?P<verb>[\w-]+)(?P<names>[^:]*)(?::(?P<reason>.*))?$", re.S)
_VERBS = ("disable", "enable", "disable-next-line", "disable-file")
_MISSPELT = re.compile(rf"healthlint[\s:_]+(?P<verb>{'|'.join(_VERBS)})\b", re.I)


@dataclass(frozen=True)
class Suppression:
    """One rule or pack that a comment silences ("" for every rule), but for some; from where to where, in the source.

    A comment that names several, or whose reach an `enable` cuts, makes several suppressions; `start` and `end` are its.
    """

    name: str
    first: int
    last: int
    start: int
    end: int
    but: frozenset[str] = frozenset()

    def covers(self, finding: Finding) -> bool:
        if finding.rule == UNUSED or {finding.rule, finding.pack} & self.but:
            return False
        return self.name in ("", finding.rule, finding.pack) and self.first <= finding.start < self.last


def find_suppressions(article: Article, rules: Mapping[str, Rule]) -> list[Suppression]:
    """Read the comments of an article; InputError for a verb or rule that does not exist."""
    known = {*rules, *(rule.pack for rule in rules.values())}
    end_of_text = len(article.source) + 1
    found: list[Suppression] = []
    open_ones: list[Suppression] = []
    for comment in article.comments:
        parts = _COMMENT.match(comment.text)
        if not parts:
            _check_spelling(article, comment)
            continue
        verb, names = parts["verb"], parts["names"].replace(",", " ").split()
        _check(article, comment.start, verb, names, known)
        first, last = comment.end, end_of_text
        if verb == "enable":
            still_open: list[Suppression] = []
            for suppression in open_ones:
                ended, rest = _enable(suppression, names, comment.start, comment.end, rules)
                found += ended
                still_open += rest
            open_ones = still_open
            continue
        if verb == "disable-file":
            first = 0
        elif verb == "disable-next-line":
            first, last = _next_line(article, comment.end)
        made = [Suppression(name, first, last, comment.start, comment.end) for name in names or [""]]
        if verb == "disable":
            open_ones += made
        else:
            found += made
    return sorted([*found, *open_ones], key=lambda suppression: suppression.start)


def suppress(findings: Iterable[Finding], suppressions: Collection[Suppression]) -> list[Finding]:
    """Leave out the findings that a suppression covers."""
    return [finding for finding in findings if not any(s.covers(finding) for s in suppressions)]


def unused(
    rule: Rule,
    findings: Collection[Finding],
    suppressions: Collection[Suppression],
    active: Collection[str],
    rules: Mapping[str, Rule],
) -> list[Finding]:
    """A finding on each comment that names something without effect, where all that it stands for has run."""
    idle: dict[tuple[int, int], dict[str, bool]] = {}
    for s in suppressions:
        names = idle.setdefault((s.start, s.end), {})
        names[s.name] = names.get(s.name, True) and not any(s.covers(finding) for finding in findings)
    without_effect = {
        place: [name for name, is_idle in names.items() if is_idle and _has_run(name, active, rules)]
        for place, names in idle.items()
    }
    return [
        rule.finding_in_source(*place, {"names": ", ".join(names) if names != [""] else "every rule"})
        for place, names in without_effect.items()
        if names
    ]


def _has_run(name: str, active: Collection[str], rules: Mapping[str, Rule]) -> bool:
    """Whether every rule that a name stands for has run, but for those that are off; if not, nobody can tell."""
    meant = [rule for rule in rules.values() if name in ("", rule.id, rule.pack)]
    return any(rule.id in active for rule in meant) and all(rule.id in active for rule in meant if rule.enabled)


def _enable(
    opened: Suppression, names: Collection[str], at: int, after: int, rules: Mapping[str, Rule]
) -> tuple[list[Suppression], list[Suppression]]:
    """What an `enable` of some names (none: all) makes of an open suppression: what ends here, and what goes on."""
    pack = rules[opened.name].pack if opened.name in rules else None
    if not names or opened.name in names or pack in names:
        return [replace(opened, last=at)], []
    inside = {name for name in names if not opened.name or (name in rules and rules[name].pack == opened.name)}
    if not inside:
        return [], [opened]
    return [replace(opened, last=at)], [replace(opened, first=after, but=opened.but | inside)]


def _check_spelling(article: Article, comment: Comment) -> None:
    """InputError for `healthlint disable` and `healthlint: disable`, which mean to silence and would not."""
    slip = _MISSPELT.match(comment.text)
    if slip:
        line, _ = article.line_and_column(comment.start)
        right = f"healthlint-{slip['verb'].lower()}"
        raise InputError(f"{article.path}:{line}", f"cannot read the comment {slip[0]!r}.", f"Write {right}.")


def _check(article: Article, offset: int, verb: str, names: Iterable[str], known: Collection[str]) -> None:
    line, _ = article.line_and_column(offset)
    where = f"{article.path}:{line}"
    if verb not in _VERBS:
        raise InputError(where, f"there is no comment healthlint-{verb}.", nearest(verb, _VERBS))
    for name in names:
        if name not in known:
            raise InputError(where, f"the suppression names no rule: {name!r}.", nearest(name, known))


def _next_line(article: Article, offset: int) -> tuple[int, int]:
    """Source range of the next line that is not blank, after the line of an offset."""
    rest = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)\s*")
    skipped = rest.match(article.source, offset)
    line, column = article.line_and_column(skipped.end() if skipped else len(article.source))
    first = (skipped.end() if skipped else len(article.source)) - column + 1
    return first, first + len(article.line_text(line)) + 1
