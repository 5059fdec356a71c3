"""Titles that promise what the article does not hold.

Each case of the rule is a set of phrases: `X` in the title; `X_needs`, of which the article must say one; `X_belied`, of
which it may say none; `X_excused`, which make it hold all the same. Besides, a result in figures that the title promises,
and the condition or product it names, must stand in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.finding import Finding
from healthlint.numerals import ONES, TENS
from healthlint.phrasebook import Match
from healthlint.rule import Rule

CASES = (
    "cure", "absolute", "instant", "harmless", "people", "study", "scientists", "doctors", "hospitals", "industry",
    "government", "celebrities", "women", "men", "children", "older", "first_trimester", "causes", "symptoms",
    "treatment", "prevention", "diet", "recipe", "risks", "dose", "cost",
)  # fmt: skip
PHRASES = tuple(f"{case}{part}" for case in CASES for part in ("", "_needs", "_belied", "_excused"))

_NUMBERS = ONES | TENS
_VALUE = rf"(?P<value>\d+(?:[.,]\d+)?|{'|'.join(_NUMBERS)})"
_UNITS = {
    "weight": {r"pounds?|lbs?": 0.4536, r"kg|kilos?|kilograms?": 1.0, r"stones?": 6.35},
    "size": {r"inch(?:es)?": 2.54, r"cm|centimet(?:er|re)s?": 1.0},
    "share": {r"%|percent|per ?cent": 1.0},
}
_RESULTS = tuple(
    (kind, re.compile(rf"\b{_VALUE}[\s-]*(?P<unit>{'|'.join(units)})(?!\w)", re.I)) for kind, units in _UNITS.items()
)
_PRODUCT = re.compile(r"\b(?:[A-Z][a-z]+[A-Z]\w*|[A-Z]\w+(?=[™®]))")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on each promise of the title that the article does not keep."""
    title = analysis.article.title
    if title is None or analysis.word_count < rule.options["least_words"]:
        return
    body = _Body(rule, analysis, title)
    for case in CASES:
        yield from body.judge(case)
    yield from body.figures()
    yield from body.names()


class _Body:
    """An article without its title."""

    def __init__(self, rule: Rule, analysis: Analysis, title: Block) -> None:
        self.rule = rule
        self.analysis = analysis
        self.title = title
        self.title_words = analysis.word_range(title.start, title.end)
        self.prose = analysis.article.prose[title.end :]
        self.lower = self.prose.lower()

    def judge(self, case: str) -> Iterator[Finding]:
        """A finding where the title makes the promise of a case and the rest of the article breaks it."""
        promises = [
            match
            for match in self.analysis.matches_in(self.rule.owner(case), *self.title_words)
            if not self.analysis.contexts.excuse(match, self.rule.unless)
        ]
        if not promises or self._said(f"{case}_excused", headings=True):
            return
        promise = promises[-1]
        belied = self._said(f"{case}_belied", headings=False)
        if belied:
            yield self._finding(promise, f"says “{self.analysis.surface(belied)}”", belied)
        elif self._has(f"{case}_needs") and not self._said(f"{case}_needs", headings=True):
            yield self._finding(promise, "never speaks of it")

    def figures(self) -> Iterator[Finding]:
        """A result in figures that the article does not give: "lose 10 pounds" where it speaks of 8."""
        for name, pattern in _RESULTS:
            for found in pattern.finditer(self.title.text):
                promised = _amount(name, found)
                given = list(pattern.finditer(self.prose))
                if given and not any(abs(_amount(name, other) - promised) <= promised * _NEAR for other in given):
                    yield self._at(found, f"gives other figures for the {name}", given[0])

    def names(self) -> Iterator[Finding]:
        """A condition or product of the title that the article never names."""
        for name in self.rule.options["lists"]:
            promised = self.analysis.matches_in(f"<{name}>", *self.title_words)
            others = {match.name for match in self.analysis.matches(f"<{name}>") if match.first >= self.title_words[1]}
            if promised and not any(self._is_named(match, others) for match in promised):
                yield self._finding(promised[0], "never names it")
        for found in _PRODUCT.finditer(self.title.text):
            if found[0].lower() not in self.lower:
                yield self._at(found, "never names it")

    def _is_named(self, match: Match, others: set[str]) -> bool:
        """Whether the article names what a match names, or any of its longer words in whatever form."""
        if match.name in others or match.last - match.first > _LONG_NAME:
            return True
        words = re.findall(r"\w{4,}", self.analysis.surface(match).lower())
        return any(word[: max(4, len(word) - 3)] in self.lower for word in words)

    def _has(self, option: str) -> bool:
        return bool(self.rule.options.get(option))

    def _said(self, option: str, *, headings: bool) -> Match | None:
        """The first place after the title where a phrase of an option stands."""
        for match in self.analysis.matches(self.rule.owner(option)):
            if match.first < self.title_words[1] or self.analysis.contexts.holds("reference", match):
                continue
            if headings or self.analysis.block_of(match).kind != "heading":
                return match
        return None

    def _finding(self, promise: Match, fault: str, place: Match | None = None) -> Finding:
        start, end = self.analysis.span(promise)
        related = [(*self.analysis.span(place), "the article")] if place else []
        return self.rule.finding(self.analysis, start, end, related, match=self.analysis.surface(promise), fault=fault)

    def _at(self, found: re.Match[str], fault: str, place: re.Match[str] | None = None) -> Finding:
        start = self.title.start + found.start()
        related = [(self.title.end + place.start(), self.title.end + place.end(), "the article")] if place else []
        return self.rule.finding(self.analysis, start, start + len(found[0]), related, match=found[0], fault=fault)


_LONG_NAME = 4
_NEAR = 0.1


def _amount(kind: str, found: re.Match[str]) -> float:
    """A quantity in the one unit that all of its kind are measured with."""
    factor = next(value for unit, value in _UNITS[kind].items() if re.fullmatch(unit, found["unit"], re.I))
    word = found["value"].lower()
    number = _NUMBERS[word] if word in _NUMBERS else float(word.replace(",", ""))
    return number * factor
