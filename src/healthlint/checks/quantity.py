"""Doses, ranges and sums that are written in a way that misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.quantities import Quantity
from healthlint.rule import Rule

FAULTS = ("range-reversed", "arithmetic")


def check_forms(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each of the `forms` (regular expressions over the prose, as doses are matters of spelling).

    They are looked for in sentences that hold a digit, or with `anywhere` in all of the prose.
    """
    prose = analysis.article.prose
    ranges = [(0, len(prose))] if rule.options["anywhere"] else analysis.ranges_with_digits
    for form in rule.options["forms"]:
        for first, last in ranges:
            for found in form.finditer(prose, first, last):
                start, end = found.span("span") if "span" in form.groupindex else found.span()
                yield rule.finding(
                    analysis, start, end, match=prose[start:end], instead=_mended(rule, prose[start:end])
                )


def _mended(rule: Rule, text: str) -> str:
    for pattern, replacement in rule.options["mend"]:
        text = pattern.sub(replacement, text)
    return text


def check_sums(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each range that runs down, or share that its own figures belie."""
    yield from _FAULTS[rule.options["fault"]](rule, analysis)


def _reversed(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    for quantity in analysis.quantities:
        if quantity.is_range and quantity.low > quantity.high and not _counts_down(quantity, analysis):
            match = analysis.article.prose[quantity.start : quantity.end]
            instead = match.replace(quantity.low_text, "\0", 1).replace(quantity.high_text, quantity.low_text, 1)
            yield rule.finding(
                analysis, quantity.start, quantity.end, match=match, instead=instead.replace("\0", quantity.high_text)
            )


def _counts_down(quantity: Quantity, analysis: Analysis) -> bool:
    """Whether "from 10 to 5 mg" tells a change and no range."""
    before = analysis.article.prose[max(0, quantity.start - 40) : quantity.start].lower()
    return bool(
        re.search(r"\b(from|reduc\w+|drop\w*|fell|fall\w*|cut|lower\w*|decreas\w+|declin\w+|went|taper\w*)\b", before)
    )


_SHARE = re.compile(
    r"(?P<part>\d{1,3}(?:,\d{3})+|\d+)\s+(?:out\s+of|of|in)\s+(?:the\s+|every\s+|all\s+)?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)"
    r"(?:\s+[\w’'-]+){0,6}?\s*\(\s*(?P<share>\d+(?:\.\d+)?)\s?%\s*\)"
)
_SHARE_OF_WHOLE = re.compile(
    r"\b[Oo]f\s+(?:the\s+|all\s+)?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\s+[\w’'-]+){1,6},\s+(?P<part>\d{1,3}(?:,\d{3})+|\d+)"
    r"\s*\(\s*(?P<share>\d+(?:\.\d+)?)\s?%\s*\)"
)


def _shares(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Shares off by more than one percentage point, which rounding does not explain."""
    for pattern in (_SHARE, _SHARE_OF_WHOLE):
        for found in pattern.finditer(analysis.article.prose):
            part, whole = (int(found[name].replace(",", "")) for name in ("part", "whole"))
            if not whole or part > whole:
                continue
            share = 100 * part / whole
            if abs(share - float(found["share"])) > 1:
                yield rule.finding(
                    analysis, *found.span(), match=found[0], part=found["part"], whole=found["whole"],
                    share=found["share"], instead=f"{share:.0f}",
                )  # fmt: skip


_FAULTS = {"range-reversed": _reversed, "arithmetic": _shares}
