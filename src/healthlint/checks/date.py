"""Dates that have passed their time, or cannot be."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.rule import Rule

FAULTS = ("stale", "impossible")

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on a date of the article's own (front matter, byline, review line) with the `fault`."""
    today = rule.options["today"] or datetime.date.today()
    if rule.options["fault"] == "impossible":
        yield from _impossible(rule, analysis, today)
        return
    dates = _own_dates(analysis)
    known = [(date, span) for span, _, date in dates if date]
    if not known:
        return
    newest, span = max(known)
    years = (today - newest).days / 365.25
    if years > rule.options["years"]:
        fields = {"date": newest.isoformat(), "years": f"{years:.0f}", "most": f"{rule.options['years']:.0f}"}
        yield rule.finding_in_source(*span, fields)


def _impossible(rule: Rule, analysis: Analysis, today: datetime.date) -> Iterator[Finding]:
    for span, text, date in _own_dates(analysis):
        if date is None:
            yield rule.finding_in_source(*span, {"date": text, "reason": "no such day exists"})
        elif date > today + datetime.timedelta(days=1):
            yield rule.finding_in_source(*span, {"date": text, "reason": "it lies in the future"})


def _own_dates(analysis: Analysis) -> list[tuple[tuple[int, int], str, datetime.date | None]]:
    """Source span, text and value of the dates of publication, update and review; value None for one that cannot be."""
    source = analysis.article.source
    spans = {span for name in ("publication_date", "updated_or_reviewed_date") for span in analysis.signals[name]}
    dates = []
    for start, end in sorted(spans):
        begin = max(source.rfind("\n", 0, start), 0)
        for found in _DATE.finditer(source, start, end):
            if not _AHEAD.search(source, begin, found.start()):
                dates.append((found.span(), found[0], _value(found)))
            begin = found.end()
    return dates


_AHEAD = re.compile(r"next|due\b|until|expire|\bby\W*$", re.I)
"""Before a date that is yet to come and says nothing of the age of an article."""


_NAME = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?"
_DATE = re.compile(
    r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name2>{_NAME})\.?,?\s+(?P<year2>\d{{4}})"
    rf"|\b(?P<name3>{_NAME})\.?\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year3>\d{{4}})"
    rf"|\b(?P<name4>{_NAME})\.?\s+(?P<year4>\d{{4}})",
    re.I,
)


def _value(found: re.Match[str]) -> datetime.date | None:
    """The date; the first of the month where no day is given, None where there is no such day."""
    group = found.groupdict()
    year = next(int(group[name]) for name in ("year", "year2", "year3", "year4") if group[name])
    day = next((int(group[name]) for name in ("day", "day2", "day3") if group[name]), 1)
    name = group["name2"] or group["name3"] or group["name4"]
    month = int(group["month"]) if group["month"] else _MONTHS[name[:3].lower()]
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
