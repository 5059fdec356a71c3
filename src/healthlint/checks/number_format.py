"""Shares of people given in more than one form within a section: percentages beside “1 in 5”, or changing bases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.language import Sentence
from healthlint.rule import Rule

_PEOPLE = (
    r"(?:people|adults|women|men|children|babies|teenagers|patients|users|cases|pregnancies|births|Americans|Britons)"
)
_PERCENT = re.compile(rf"\b\d+(?:\.\d+)?\s?(?:%|per\s?cent|percent)\s+of\s+(?:\w+\s+){{0,2}}{_PEOPLE}\b")
_RATIO = re.compile(
    rf"\b(?:\d{{1,3}}|one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out of)\s+(?:every\s+)?"
    rf"(?P<base>\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|a thousand)(?:\s+{_PEOPLE})?\b",
    re.IGNORECASE,
)
FAULTS = ("forms", "bases")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the first share of a section in another form (or, fault bases, over another base) than before.

    A sentence that gives one share in both forms, “20% of people (1 in 5)”, explains it and counts for neither.
    """
    found_in: dict[int, tuple[str, int, int]] = {}
    done: set[int] = set()
    for sentence, form, start, end in _shares(analysis, rule.options["fault"]):
        section = analysis.section_of(sentence.start)
        key = section.start if section else -1
        earlier = found_in.setdefault(key, (form, start, end))
        if earlier[0] != form and key not in done:
            done.add(key)
            related = [(earlier[1], earlier[2], "another form here")]
            prose = analysis.article.prose
            yield rule.finding(
                analysis, start, end, related, match=prose[start:end], other=prose[earlier[1] : earlier[2]]
            )


def _shares(analysis: Analysis, fault: str) -> Iterator[tuple[Sentence, str, int, int]]:
    """The shares of people: sentence, form (or base), and prose span."""
    prose = analysis.article.prose
    for sentence in analysis.prose_sentences:
        text = prose[sentence.start : sentence.end]
        if not any(map(str.isdigit, text)) and " in " not in text and "out of" not in text:
            continue
        percents = list(_PERCENT.finditer(prose, sentence.start, sentence.end))
        ratios = list(_RATIO.finditer(prose, sentence.start, sentence.end))
        if fault == "bases":
            bases = {found["base"].lower() for found in ratios if found["base"][0].isdigit()}
            for found in ratios:
                if len(bases) == 1 and found["base"][0].isdigit():
                    yield sentence, found["base"], *found.span()
        elif not (percents and ratios):
            for form, shares in (("percent", percents), ("ratio", ratios)):
                for found in shares[:1]:
                    yield sentence, form, *found.span()
