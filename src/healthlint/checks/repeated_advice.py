"""The same instruction given again and again in other words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.claims import Claim
from healthlint.finding import Finding
from healthlint.rule import Rule

_LEAST_KEYS = 2
"""Content words that an instruction must have to be told from others."""


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the last of `times` or more claims of one relation with the same place and content words.

    The same sentence twice counts once: the rules on repeated sentences have it.
    """
    alike: dict[tuple[int, frozenset[str]], dict[str, Claim]] = defaultdict(dict)
    exempt = frozenset(rule.options["exempt"])
    for claim in analysis.claims[rule.options["relation"]]:
        if claim.place and len(claim.keys) >= _LEAST_KEYS and exempt.isdisjoint(claim.keys):
            alike[claim.place, claim.keys].setdefault(analysis.article.prose[claim.start : claim.end], claim)
    for claims in alike.values():
        if len(claims) >= rule.options["times"]:
            text, last = list(claims.items())[-1]
            related = [(claim.start, claim.end, "said here") for claim in claims.values() if claim is not last]
            yield rule.finding(analysis, last.start, last.end, related, match=text, times=len(claims))
