"""Where a phrase stands and how far its surroundings reach: shared by the checks that look for phrases."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from healthlint.analysis import Analysis
from healthlint.checks.together import together
from healthlint.phrasebook import Match
from healthlint.rule import Rule

SCOPES = ("sentence", "neighbours", "paragraph", "nearby", "section", "article")
"""How far to look for a counterpart or an excuse.

`neighbours` are the sentences before and after, `nearby` is the paragraph with the sentences before and after it.
"""


def scope_of(scope: str, analysis: Analysis, match: Match) -> tuple[int, int]:
    """The words of the sentence, paragraph … that holds a match; half-open."""
    sentence = analysis.sentence_of(match)
    if scope == "sentence":
        return sentence.first, sentence.last
    if scope == "neighbours":
        index = analysis.sentence_index(match.first)
        nearby = analysis.sentences[max(index - 1, 0) : index + 2]
        return nearby[0].first, nearby[-1].last
    if scope in ("paragraph", "nearby"):
        first, last = analysis.word_range(sentence.block.start, sentence.block.end)
        if scope == "nearby":
            before = analysis.sentences[max(analysis.sentence_index(first) - 1, 0)]
            behind = analysis.sentences[min(analysis.sentence_index(last - 1) + 1, len(analysis.sentences) - 1)]
            return before.first, behind.last
        return first, last
    section = analysis.section_of(sentence.start) if scope == "section" else None
    if section:
        return analysis.word_range(section.start, section.end)
    return 0, len(analysis.words.norms)


def in_scope(rule: Rule, analysis: Analysis, match: Match, own: Collection[Match] = ()) -> bool:
    """Whether a match is in a block and section that the rule looks at, and in no context that excuses it."""
    kinds = rule.options.get("blocks", ())
    if kinds and analysis.block_of(match).kind not in kinds:
        return False
    if rule.when.section and not _in_section_about(rule, analysis, match):
        return False
    return not analysis.contexts.excuse(match, rule.unless, own)


def _in_section_about(rule: Rule, analysis: Analysis, match: Match) -> bool:
    section = analysis.section_of(analysis.span(match)[0])
    return section is not None and any(analysis.is_about(sort, section) for sort in rule.when.section)


def flagged(rule: Rule, analysis: Analysis) -> Iterator[Match]:
    """The phrases and combinations that nothing excuses; of two that cross, the first."""
    reached = 0
    for match, parts in sorted(_candidates(rule, analysis), key=lambda found: (found[0].first, -found[0].last)):
        if match.first < reached or _excused(rule, analysis, match):
            continue
        if all(in_scope(rule, analysis, part, parts[1:]) for part in parts or [match]):
            reached = match.last
            yield match


def _candidates(rule: Rule, analysis: Analysis) -> Iterator[tuple[Match, list[Match]]]:
    """Phrases, and combinations with their parts, each of which a context may excuse."""
    for match in analysis.matches(rule.owner("phrases")):
        yield match, []
    yield from together(rule, analysis)


def _excused(rule: Rule, analysis: Analysis, match: Match) -> bool:
    first, last = scope_of(rule.options["within"], analysis, match)
    return bool(analysis.matches_in(rule.owner("excused_by"), first, last))
