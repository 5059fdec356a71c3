"""Two claims on one scale that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.claims import Claim
from healthlint.finding import Finding
from healthlint.rule import Rule


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the later of two claims on one subject that stand `gap` or more apart on the scale.

    With `topics: same` both are about the same condition; with `related` about different ones that the article treats
    as one matter (one stands under the heading or title of the other). The claim that goes furthest must hold for
    everybody: "needed in severe cases" and "rarely needed" agree.
    """
    relation = rule.options["relation"]
    words = analysis.knowledge.relations[relation].words
    by_subject: dict[str, list[Claim]] = defaultdict(list)
    for claim in analysis.claims[relation]:
        earlier = by_subject[claim.subject]
        opposed = [other for other in earlier if _opposed(rule, claim, other)]
        if opposed:
            first = opposed[0]
            related = [(o.start, o.end, f"{words[o.place]} here: “{o.wording}”") for o in opposed]
            yield rule.finding(
                analysis,
                claim.start,
                claim.end,
                related,
                subject=claim.subject,
                here=words[claim.place],
                there=words[first.place],
                topic=_name(claim),
                other_topic=_name(first),
            )
        earlier.append(claim)


def _opposed(rule: Rule, claim: Claim, other: Claim) -> bool:
    if claim.start == other.start or abs(claim.place - other.place) < rule.options["gap"]:
        return False
    furthest = max(claim, other, key=lambda c: abs(c.place))
    if furthest.qualified:
        return False
    same = bool(claim.topic & other.topic) or not claim.topic or not other.topic
    if rule.options["topics"] == "same":
        return same
    return not same and bool(claim.topic & other.frame or other.topic & claim.frame)


def _name(claim: Claim) -> str:
    """The longest name of the topic is the most exact one."""
    return max(claim.topic, key=len, default="the same matter")
