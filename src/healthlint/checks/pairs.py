"""Pairs of claims that cannot both hold, and where the two stand: in the text, in a heading, in a summary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from healthlint.analysis import Analysis
from healthlint.claims import Claim
from healthlint.claims.acts import pairs_of_acts
from healthlint.claims.align import opposed_statements
from healthlint.claims.compared import opposed_comparisons
from healthlint.claims.declared import declared_opposed, is_compatible
from healthlint.claims.event_pairs import pairs_of_events
from healthlint.claims.harms import pairs_of_harm
from healthlint.claims.headings import HEADINGS
from healthlint.claims.opposed import LONGEST_LIST, hold_together, pairs_by_head, pairs_by_words
from healthlint.claims.relation import Relation
from healthlint.claims.rhythms import pairs_of_rhythms
from healthlint.claims.suited import pairs_of_groups
from healthlint.phrasebook import Match

Pair = tuple[Claim, Claim]
Options = Mapping[str, Any]

_LIMITS = ("scales", "gap", "topics", "share", "least", "same_subject", "opposed")
"""The options that decide which pairs there are."""
SUMMARY = "summary"
"""The context of what sums an article up."""
ROLES = ("text", "heading", "summary")
"""What a pair is: two sentences of the text, a heading and its own section, a summary and what it sums up."""


def opposed_pairs(options: Options, analysis: Analysis, role: str) -> Iterator[Pair]:
    """Pairs (later, earlier) of one role that stand `gap` or more apart on a scale; a sentence and its copy are none."""
    relation = analysis.knowledge.relations[options["relation"]]
    if role == "heading" and not _headings_state(analysis, relation):
        return
    for pair in _compared(options, analysis, relation):
        named = not options["scales"] or pair[0].scale in options["scales"] or bool(options["opposed"])
        if not named or _role(analysis, *pair) != role or _words_of(pair[0], analysis) == _words_of(pair[1], analysis):
            continue
        if is_compatible(*pair, analysis.keys, options["compatible"]):
            continue
        if role != "heading" or _is_on_heading(analysis, relation, *pair):
            yield pair


def _compared(options: Options, analysis: Analysis, relation: Relation) -> list[Pair]:
    """The pairs of all roles; the rules on headings and summaries compare as the rule of the relation does."""
    limits = tuple(options[name] for name in _LIMITS)
    key = (relation.name, *limits)
    if key not in analysis.compared:
        analysis.compared[key] = list(_PAIRS[relation.by](options, analysis, relation))
    return analysis.compared[key]


def _headings_state(analysis: Analysis, relation: Relation) -> bool:
    """Whether any heading takes a place on the scales of a relation; in most articles none does."""
    if relation.by == "clause":
        return any(one.sentence.block.kind in HEADINGS for one in analysis.statements[relation.name])
    if relation.by == "comparison":
        return False  # no heading says in full what is better than what
    reach = analysis.article.reach_of_heading
    return any(claim.start in reach for claim in analysis.claims[relation.name])


def _role(analysis: Analysis, later: Claim, earlier: Claim) -> str:
    """The role of a pair; none for a heading and what is not under it."""
    above = analysis.article.block_at(earlier.start)
    below = analysis.article.block_at(later.start)
    if above and above.kind in HEADINGS:
        return "heading" if later.start < analysis.article.reach_of_heading[above.start] else ""
    if below and below.kind in HEADINGS:
        return ""
    return "text" if _in_summary(analysis, later) == _in_summary(analysis, earlier) else "summary"


def _in_summary(analysis: Analysis, claim: Claim) -> bool:
    return analysis.contexts.holds(SUMMARY, Match(*analysis.word_range(claim.start, claim.end)))


def _is_on_heading(analysis: Analysis, relation: Relation, later: Claim, heading: Claim) -> bool:
    """Whether a pair is about what the heading names, which is lent to sentences that only point ("it is safe").

    It is not where a verdict shares no word with it, nor where the paragraph has named another thing before.
    """
    if relation.by not in ("head", "words") or _share_a_word(analysis, later, heading):
        return True
    block = analysis.article.block_at(later.start)
    if relation.by == "head" or block is None:
        return False
    keys = analysis.keys
    named = keys.within(*analysis.word_range(block.start, later.start)) & keys.things
    return named <= keys.broadened(keys.within(*analysis.word_range(heading.start, heading.end)))


def _share_a_word(analysis: Analysis, one: Claim, other: Claim) -> bool:
    ranges = [analysis.word_range(claim.start, claim.end) for claim in (one, other)]
    return not analysis.keys.within(*ranges[0]).isdisjoint(analysis.keys.within(*ranges[1]))


def _words_of(claim: Claim, analysis: Analysis) -> list[str]:
    """The words of a claim's sentence and its lead-in: it cannot contradict its copy."""
    norms = analysis.words.norms
    ranges = [analysis.word_range(*claim.lead_in), analysis.word_range(claim.start, claim.end)]
    return [norm for first, last in ranges for norm in norms[first:last]]


def _by_subject(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    """The claim that goes furthest must hold for everybody: "needed in severe cases" and "rarely needed" agree."""
    by_subject: dict[str, list[Claim]] = defaultdict(list)
    for claim in analysis.claims[relation.name]:
        earlier = by_subject[claim.subject]
        yield from ((claim, other) for other in earlier[-LONGEST_LIST:] if _opposed(options, claim, other))
        earlier.append(claim)


def _by_topic(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    """Claims about the condition itself: how it spreads, whom it strikes, how it ends."""
    by_scale: dict[str, list[Claim]] = defaultdict(list)
    for claim in analysis.claims[relation.name]:
        earlier = by_scale[claim.scale]
        for other in earlier[-LONGEST_LIST:]:
            apart = abs(claim.place - other.place) >= options["gap"] and claim.start != other.start
            if apart and _same_topic(claim, other) and hold_together(claim, other, analysis.keys):
                yield claim, other
        earlier.append(claim)


def _by_words(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    claims = analysis.claims[relation.name]
    told = bool(relation.imperatives)
    limits = options["gap"], options["share"], options["least"]
    return pairs_by_words(claims, analysis.keys, limits, options["same_subject"], told)


def _by_head(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    return pairs_by_head(analysis.claims[relation.name], analysis.keys, options["gap"])


def _by_clause(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    statements, limits = analysis.statements[relation.name], (options["share"], options["least"])
    found = opposed_statements(statements, analysis.keys, relation, options["scales"], limits)
    declared = declared_opposed(statements, analysis.keys, relation, options["opposed"], limits)
    for one, other in (*found, *declared):
        yield (one, other) if one.start > other.start else (other, one)


def _by_event(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    claims = analysis.claims[relation.name]
    return pairs_of_events(claims, analysis.keys, relation, options["gap"], options["share"])


def _by_act(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    return pairs_of_acts(analysis.claims[relation.name], analysis.keys, relation, options["gap"])


def _by_harm(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    return pairs_of_harm(analysis.claims[relation.name], analysis.keys, options["gap"])


def _by_group(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    return pairs_of_groups(analysis.claims[relation.name], analysis.keys, options["gap"])


def _by_rhythm(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    return pairs_of_rhythms(analysis.claims[relation.name], analysis.keys, options["gap"])


def _by_comparison(options: Options, analysis: Analysis, relation: Relation) -> Iterator[Pair]:
    return opposed_comparisons(analysis.comparisons, analysis.keys, relation)


_PAIRS = {
    "subject": _by_subject,
    "topic": _by_topic,
    "words": _by_words,
    "head": _by_head,
    "clause": _by_clause,
    "event": _by_event,
    "act": _by_act,
    "harm": _by_harm,
    "group": _by_group,
    "rhythm": _by_rhythm,
    "comparison": _by_comparison,
}


def _opposed(options: Options, claim: Claim, other: Claim) -> bool:
    if claim.start == other.start or abs(claim.place - other.place) < options["gap"]:
        return False
    furthest = max(abs(claim.place), abs(other.place))
    if any(abs(c.place) == furthest and c.qualified for c in (claim, other)):
        return False
    same = _same_topic(claim, other)
    if options["topics"] == "same":
        return same
    return not same and bool(claim.topic & other.frame or other.topic & claim.frame)


def _same_topic(claim: Claim, other: Claim) -> bool:
    return not claim.topic or not other.topic or claim.named in other.topic or other.named in claim.topic
