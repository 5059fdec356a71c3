"""Two claims that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.checks.pairs import Pair, opposed_pairs
from healthlint.claims import Claim
from healthlint.finding import Finding
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the later of two claims on one matter that stand `gap` or more apart on a scale.

    With `topics: same` both are about the same condition; with `related` about different ones that the article treats
    as one matter (one stands under the heading or title of the other).
    """
    yield from _findings(rule, analysis, opposed_pairs(rule.options, analysis, "text"))


def check_between(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield the same for what a heading and its section say, or a summary and the text, on the matters of all rules."""
    pairs = (
        pair
        for options in analysis.knowledge.comparisons.values()
        if options["topics"] == "same"
        for pair in opposed_pairs(options, analysis, rule.options["between"])
    )
    yield from _findings(rule, analysis, pairs)


def _findings(rule: Rule, analysis: Analysis, opposed: Iterator[Pair]) -> Iterator[Finding]:
    by_place: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in opposed:
        by_place[pair[0].start, pair[0].end].append(pair)
    for (start, end), pairs in sorted(by_place.items()):
        claim, first = pairs[0]
        places = {(o.start, o.end): f"{_says(analysis, o)} here: “{o.wording}”" for _, o in pairs}
        yield rule.finding(
            analysis,
            start,
            end,
            [(*place, note) for place, note in places.items()],
            subject=claim.subject,
            here=_says(analysis, claim),
            there=_says(analysis, first),
            topic=_name(claim),
            other_topic=_name(first),
            match=claim.wording,
            other=first.wording,
        )


def _says(analysis: Analysis, claim: Claim) -> str:
    return analysis.knowledge.relations[claim.relation].words(claim.scale, claim.place)


def _name(claim: Claim) -> str:
    return claim.called or claim.named or "the same matter"
