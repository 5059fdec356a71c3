"""Two figures for one thing that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase

from healthlint.analysis import Analysis
from healthlint.claims.differing import Pair
from healthlint.claims.measured import Measured
from healthlint.finding import Finding
from healthlint.rule import Rule

_STRENGTHS = frozenset(["field", "activity", "factor"])


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the later of two figures for one of the `attributes` of these groups.

    Figures that only the words around them show to be of one thing are flagged by their `measures`.
    """
    by_sentence: dict[int, list[Pair]] = defaultdict(list)
    for pair in analysis.differing_figures:
        if _is_mine(rule, pair):
            by_sentence[pair[0].figure.sentence.start].append(pair)
    for pairs in by_sentence.values():
        later, earlier, _, attribute = pairs[0]
        sentence = later.figure.sentence
        others = {other.figure.sentence.start: other for _, other, _, _ in pairs}
        yield rule.finding(
            analysis,
            sentence.start,
            sentence.end,
            [(o.figure.sentence.start, o.figure.sentence.end, f"{_text(o, analysis)} here") for o in others.values()],
            attribute=(attribute or _dimension(later)).capitalize(),
            here=_text(later, analysis),
            there=_text(earlier, analysis),
            line=_line(earlier, analysis),
            topic=_topic(later, earlier),
        )


def check_maximum(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on each dose that is above the maximum which the article states for it."""
    for dose, maximum in analysis.excessive_doses:
        there = maximum.figure.sentence
        yield rule.finding(
            analysis,
            dose.figure.sentence.start,
            dose.figure.sentence.end,
            [(there.start, there.end, f"maximum {_text(maximum, analysis)} here")],
            here=_text(dose, analysis),
            daily=_daily(dose),
            there=_text(maximum, analysis),
            line=_line(maximum, analysis),
            topic=_topic(dose, maximum),
        )


def _daily(dose: Measured) -> str:
    """What a dose in mg taken more than once a day comes to: ", 3,200 mg a day,"."""
    figure = dose.figure
    if figure.measure != "mass" or not 0 < figure.days < 1:
        return ""
    return f" ({(figure.low + figure.high) / 2 / figure.days:,.0f} mg a day)"


def _is_mine(rule: Rule, pair: Pair) -> bool:
    later, _, group, _ = pair
    if group:
        return group in rule.options["attributes"]
    return any(fnmatchcase(later.figure.measure, pattern) for pattern in rule.options["measures"])


def _text(measured: Measured, analysis: Analysis) -> str:
    return analysis.words.surface(measured.figure.first, measured.figure.last)


def _line(measured: Measured, analysis: Analysis) -> int:
    start, _ = analysis.article.source_span(measured.figure.sentence.start, measured.figure.sentence.end)
    return analysis.article.line_and_column(start)[0]


def _dimension(measured: Measured) -> str:
    measure = measured.figure.measure
    return "number" if measure.startswith("count") else "strength" if measure in _STRENGTHS else measure


def _topic(later: Measured, earlier: Measured) -> str:
    """What both are about, as " (both about gout)"; empty where no word list holds it."""
    both = frozenset[str]().union(
        *((m | n) & (o | p) for m, n, o, p in zip(later.named, later.over, earlier.named, earlier.over, strict=True))
    )
    return f" (both about {min(both, key=lambda name: (-len(name), name))})" if both else ""
