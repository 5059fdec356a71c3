"""The report for a terminal: findings by file, each with its line, what else belongs to it, and what to do."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from healthlint.article import Article
from healthlint.finding import Finding, Severity
from healthlint.linter import Checked
from healthlint.reports.json import is_unseen, summary

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_ANSI = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "magenta": 35, "cyan": 36}


def style(text: str, *names: str) -> str:
    """The text in colour, for terminals; whoever prints it strips the codes where there is none."""
    codes = ";".join(str(_ANSI[name]) for name in names)
    return f"\x1b[{codes}m{text}\x1b[0m" if text else ""


def render_file(checked: Checked, width: int) -> str:
    """The findings of one file, and its counts; `width` is that of the terminal, in columns."""
    article = checked.article
    if article is None:
        return ""
    lines = [style(printable(checked.path), "bold")]
    before: Finding | None = None
    for finding in checked.findings:
        same_place = before is not None and (before.start, before.end) == (finding.start, finding.end)
        lines += ["", *_finding(article, finding, width, show_line=not same_place)]
        before = finding
    if checked.findings:
        lines.append("")
    lines.append(style(_facts(checked), "dim"))
    return "\n".join(lines) + "\n"


def render_summary(files: Sequence[Checked], fixed: int | None = None) -> str:
    """One line over all files, with the number of edits `fixed` has counted; one more on the edits still to be made."""
    counts = summary(files)
    checked = counts["files"] - counts["unread"]
    parts = [f"{plural(counts[s.value], s.value)}" for s in Severity if s is not Severity.INFO]
    parts.append(f"{counts['info']} info")
    text = f"{plural(checked, 'article')}: " + (", ".join(parts) if counts["findings"] else "no findings")
    if counts["unread"]:
        text += f"; {plural(counts['unread'], 'file')} could not be checked"
    if fixed is not None:
        text += f"; {fixed} fixed"
    worst = next((severity for severity in Severity if counts[severity.value]), None)
    return style(text + ".", _COLOURS[worst] if worst else "green", "bold") + "\n" + _fixable(files)


def _fixable(files: Sequence[Checked]) -> str:
    edits = [finding.edit for checked in files for finding in checked.findings if finding.edit]
    safe = sum(edit.safe for edit in edits)
    ways = [(safe, "--fix"), (len(edits) - safe, "--unsafe-fixes")]
    shown = [f"{count} by {option}" for count, option in ways if count]
    return style(f"Of these can be fixed: {', '.join(shown)}.", "dim") + "\n" if shown else ""


def render_statistics(files: Sequence[Checked]) -> str:
    """How often each rule fired, the most frequent first."""
    counts = Counter((f.rule, f.severity) for checked in files for f in checked.findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0][0]))
    return "".join(f"{count:6}  {severity.value:8} {rule}\n" for (rule, severity), count in rows)


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def printable(text: str) -> str:
    """The text with each control, bidirectional and other unseen character as a blank or `·`."""
    return "".join(" " if character in "\t\r\n" else "·" if is_unseen(character) else character for character in text)


def _finding(article: Article, finding: Finding, width: int, show_line: bool) -> Iterator[str]:
    line, column = article.line_and_column(finding.start)
    severity = style(f"{finding.severity.value:7}", _COLOURS[finding.severity], "bold")
    place = f"{line}:{column}"
    yield f"  {place:>7}  {severity}  {style(finding.rule, 'dim')}"
    yield from _wrapped(finding.message, width)
    if show_line:
        yield from _excerpt(article, finding.start, finding.end, width)
    for related in finding.related:
        line, column = article.line_and_column(related.start)
        yield from _wrapped(f"{line}:{column} {related.message}", width)
        yield from _excerpt(article, related.start, related.end, width)
    yield from _wrapped(f"→ {finding.fix}", width, colour="green")


def _wrapped(text: str, width: int, colour: str | None = None) -> Iterator[str]:
    for line in textwrap.wrap(printable(text), max(width - 11, 30), break_on_hyphens=False):
        yield " " * 11 + (style(line, colour) if colour else line)


def _excerpt(article: Article, start: int, end: int, width: int) -> Iterator[str]:
    """The line that holds a span, cut to the width around it; the span underlined where it is not all that is shown."""
    line, column = article.line_and_column(start)
    text = article.line_text(line)
    first, last = column - 1, min(column - 1 + end - start, len(text))
    if last <= first:
        return
    room = max(width - 16, 30)
    left = _reach(text, first, -1, 20)
    right = _reach(text, left, 1, room)
    if right == len(text):
        left = _reach(text, right, -1, room)
    shown = printable(text[left:right])
    before, after = "…" if left else "", "…" if right < len(text) else ""
    last = min(last, right)
    gap = " " * (_columns(shown[: first - left]) + len(before))
    if first <= left and last >= right:
        yield style(f"{line:>9} │ ", "dim") + before + shown + after
        return
    marks = "^" * max(_columns(shown[first - left : last - left]), 1)
    yield style(f"{line:>9} │ ", "dim") + before + shown + after
    yield style(f"{'':>9} │ ", "dim") + gap + style(marks, "magenta")


def _reach(text: str, offset: int, step: int, room: int) -> int:
    """How far from an offset, on (step 1) or back (-1), the characters fill no more than so many columns."""
    ahead = 0 if step > 0 else -1
    while 0 <= offset + ahead < len(text):
        room -= _columns(text[offset + ahead])
        if room < 0:
            break
        offset += step
    return offset


def _columns(text: str) -> int:
    """Terminal columns: two for wide characters, none for combining ones."""
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _facts(checked: Checked) -> str:
    counts = Counter(finding.severity for finding in checked.findings)
    found = ", ".join(_count(counts[severity], severity) for severity in Severity if counts[severity])
    metrics = checked.metrics
    return (
        f"  {found or 'no findings'} · {metrics['words']:,} words · reading grade "
        f"{max(metrics['flesch_kincaid_grade'], 0):.0f} · plain language {metrics['plain_language']:.0f} of 100"
    )


def _count(count: int, severity: Severity) -> str:
    return f"{count} info" if severity is Severity.INFO else plural(count, severity.value)


def without_colour(text: str) -> str:
    """The text as a file or a plain terminal shows it."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)
