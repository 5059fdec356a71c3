"""Two claims that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.claims import Claim
from healthlint.claims.align import opposed_statements
from healthlint.claims.opposed import LONGEST_LIST, hold_together, pairs_by_head, pairs_by_words
from healthlint.finding import Finding
from healthlint.rule import Rule

Pair = tuple[Claim, Claim]


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the later of two claims on one matter that stand `gap` or more apart on a scale.

    With `topics: same` both are about the same condition; with `related` about different ones that the article treats
    as one matter (one stands under the heading or title of the other).
    """
    relation = analysis.knowledge.relations[rule.options["relation"]]
    opposed: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in _PAIRS[relation.by](rule, analysis):
        named = not rule.options["scales"] or pair[0].scale in rule.options["scales"]
        if named and _words_of(pair[0], analysis) != _words_of(pair[1], analysis):
            opposed[pair[0].start, pair[0].end].append(pair)
    for (start, end), pairs in sorted(opposed.items()):
        claim, first = pairs[0]
        places = {(o.start, o.end): f"{relation.words(o.scale, o.place)} here: “{o.wording}”" for _, o in pairs}
        yield rule.finding(
            analysis,
            start,
            end,
            [(*place, note) for place, note in places.items()],
            subject=claim.subject,
            here=relation.words(claim.scale, claim.place),
            there=relation.words(first.scale, first.place),
            topic=_name(claim),
            other_topic=_name(first),
            match=claim.wording,
            other=first.wording,
        )


def _words_of(claim: Claim, analysis: Analysis) -> list[str]:
    """The words of a claim's sentence and its lead-in: it cannot contradict its copy."""
    norms = analysis.words.norms
    ranges = [analysis.word_range(*claim.lead_in), analysis.word_range(claim.start, claim.end)]
    return [norm for first, last in ranges for norm in norms[first:last]]


def _by_subject(rule: Rule, analysis: Analysis) -> Iterator[Pair]:
    """The claim that goes furthest must hold for everybody: "needed in severe cases" and "rarely needed" agree."""
    by_subject: dict[str, list[Claim]] = defaultdict(list)
    for claim in analysis.claims[rule.options["relation"]]:
        earlier = by_subject[claim.subject]
        yield from ((claim, other) for other in earlier[-LONGEST_LIST:] if _opposed(rule, claim, other))
        earlier.append(claim)


def _by_topic(rule: Rule, analysis: Analysis) -> Iterator[Pair]:
    """Claims about the condition itself: how it spreads, whom it strikes, how it ends."""
    by_scale: dict[str, list[Claim]] = defaultdict(list)
    for claim in analysis.claims[rule.options["relation"]]:
        earlier = by_scale[claim.scale]
        for other in earlier[-LONGEST_LIST:]:
            apart = abs(claim.place - other.place) >= rule.options["gap"] and claim.start != other.start
            if apart and _same_topic(claim, other) and hold_together(claim, other):
                yield claim, other
        earlier.append(claim)


def _by_words(rule: Rule, analysis: Analysis) -> Iterator[Pair]:
    options = rule.options
    claims = analysis.claims[options["relation"]]
    return pairs_by_words(
        claims, analysis.keys, options["gap"], options["share"], options["least"], options["same_subject"]
    )


def _by_head(rule: Rule, analysis: Analysis) -> Iterator[Pair]:
    return pairs_by_head(analysis.claims[rule.options["relation"]], analysis.keys, rule.options["gap"])


def _by_clause(rule: Rule, analysis: Analysis) -> Iterator[Pair]:
    options = rule.options
    relation = analysis.knowledge.relations[options["relation"]]
    statements, limits = analysis.statements[relation.name], (options["share"], options["least"])
    for one, other in opposed_statements(statements, analysis.keys, relation, options["scales"], limits):
        yield (one, other) if one.start > other.start else (other, one)


_PAIRS = {"subject": _by_subject, "topic": _by_topic, "words": _by_words, "head": _by_head, "clause": _by_clause}


def _opposed(rule: Rule, claim: Claim, other: Claim) -> bool:
    if claim.start == other.start or abs(claim.place - other.place) < rule.options["gap"]:
        return False
    furthest = max(abs(claim.place), abs(other.place))
    if any(abs(c.place) == furthest and c.qualified for c in (claim, other)):
        return False
    same = _same_topic(claim, other)
    if rule.options["topics"] == "same":
        return same
    return not same and bool(claim.topic & other.frame or other.topic & claim.frame)


def _same_topic(claim: Claim, other: Claim) -> bool:
    return not claim.topic or not other.topic or claim.named in other.topic or other.named in claim.topic


def _name(claim: Claim) -> str:
    return claim.named or "the same matter"
