"""What a study in animals or cells is made to say of people: effects, and promises to readers, in the words around it."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.checks.scope import in_scope, scope_of
from healthlint.checks.together import matches_of, owners_of
from healthlint.finding import Finding
from healthlint.phrasebook import Match
from healthlint.rule import Rule

PHRASES = (
    "studies", "animals", "experiments", "acts", "things", "readers", "promises", "phrases", "reported", "trials", "excused_by",
)  # fmt: skip

_REACH = 6
"""Words between an act and its thing, a reader and the promise."""

_STUDY_REACH = 8
"""Words between an animal and the word that shows it in an experiment."""

_CLAUSE_ENDS = frozenset([",", ";", ":", "(", ")", "–", "—", "-", "--", ".", "!", "?", "*", "so", "but", "because"])

_CAUTIOUS = frozenset(
    "may might could whether study studies research evidence suggesting suggests was were had".split()
)
_ASKED = frozenset("how what why whether which if".split())
_PRESUPPOSED = ("how", "why")

_NO_EFFECT_CLAIMED = frozenset("to can may might help helps".split())
"""Words before an act that make it a purpose or a possibility ("given to lower blood pressure")."""

_NO_PAST = frozenset(
    "bed red need feed seed weed speed depressed stressed addicted bloated wrinkled tired diseased damaged clogged blocked "
    "enlarged inflamed processed fried salted fermented refined saturated sweetened ground unwanted infected united".split()
)


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each sentence, and each heading, that speaks of people on the strength of such a study."""
    studies = _studies(rule, analysis)
    if not studies:
        return
    told = set()
    for match in sorted(
        [*_near(rule, analysis, studies), *_credited(rule, analysis, studies), *_anywhere(rule, analysis, studies)]
    ):
        index = analysis.sentence_index(match.first)
        if index not in told and in_scope(rule, analysis, match) and not _excused(rule, analysis, match):
            told.add(index)
            yield rule.finding(analysis, *analysis.span(match), match=analysis.surface(match))


def _studies(rule: Rule, analysis: Analysis) -> set[int]:
    """The sentences that speak of an experiment in animals or cells."""
    found = {analysis.sentence_index(match.first) for match in analysis.matches(rule.owner("studies"))}
    for animal in analysis.matches(rule.owner("animals")):
        sentence = analysis.sentence_of(animal)
        first, last = max(sentence.first, animal.first - _STUDY_REACH), min(sentence.last, animal.last + _STUDY_REACH)
        if analysis.matches_in(rule.owner("experiments"), first, last):
            found.add(analysis.sentence_index(animal.first))
    return found


def _near(rule: Rule, analysis: Analysis, studies: set[int]) -> Iterator[Match]:
    """Claims in the paragraph of a study; effects only in its sentence and the ones before and after."""
    for match in analysis.matches(rule.owner("phrases")):
        if _has_study(analysis, match, studies, "nearby"):
            yield match
    for opening, closing, scope in (("acts", "things", "neighbours"), ("readers", "promises", "nearby")):
        for match in _pairs(rule, analysis, opening, closing):
            if _has_study(analysis, match, studies, scope) and not _of_animals(rule, analysis, match):
                yield match


def _credited(rule: Rule, analysis: Analysis, studies: set[int]) -> Iterator[Match]:
    """What opens a sentence and is credited to such a study behind it: "it gives you gout, tests on mice reveal"."""
    norms = analysis.words.norms
    named = owners_of(rule, ("things",))
    for sentence in map(analysis.sentences.__getitem__, sorted(studies)):
        stop = next((i for i in range(sentence.first, sentence.last) if norms[i] in _CLAUSE_ENDS), sentence.last)
        claim = Match(sentence.first, stop)
        things = matches_of(analysis, named, *claim[:2])
        told_of_them = any(
            norm in _CAUTIOUS or (norm.endswith("ed") and norm not in _NO_PAST) for norm in norms[sentence.first : stop]
        )
        if (
            things
            and not told_of_them
            and not _of_animals(rule, analysis, claim)
            and analysis.matches_in(rule.owner("experiments"), stop, sentence.last)
        ):
            yield claim


def _anywhere(rule: Rule, analysis: Analysis, studies: set[int]) -> Iterator[Match]:
    """Claims far from the study: in the title, and in an article that comes back to it, people in the animals' place.

    None where the article reports a trial in people as well.
    """
    if analysis.matches(rule.owner("trials")):
        return
    for match in _pairs(rule, analysis, "acts", "things"):
        if analysis.block_of(match).kind == "title" and match.first and not _of_animals(rule, analysis, match):
            yield match
    if len(studies) > 1:
        yield from analysis.matches(rule.owner("reported"))


def _pairs(rule: Rule, analysis: Analysis, opening: str, closing: str) -> Iterator[Match]:
    """An act and the thing after it in the same clause, at the shortest."""
    norms = analysis.words.norms
    closings = owners_of(rule, (closing,))
    for match in analysis.matches(rule.owner(opening)):
        start, stop = _clause(analysis, match)
        sentence = analysis.sentence_of(match)
        before, after = norms[start : match.first], norms[match.last : stop]
        asked = before[1:] if before[:1] and before[0] in _PRESUPPOSED and start == sentence.first else before
        # a purpose, a noun ("the causes of gout"), what is still asked; a heading such as "Why salt ages you" claims it
        if not _NO_EFFECT_CLAIMED.isdisjoint(before[-1:]) or after[:1] == ["of"] or not _ASKED.isdisjoint(asked):
            continue
        things = matches_of(analysis, closings, match.last, min(match.last + _REACH, stop))
        if things:
            yield Match(match.first, things[0].last)


def _has_study(analysis: Analysis, match: Match, studies: set[int], scope: str) -> bool:
    first, last = scope_of(scope, analysis, match)
    if scope == "neighbours":
        opening, closing = scope_of("paragraph", analysis, match)
        first, last = max(first, opening), min(last, closing)
    indices = range(analysis.sentence_index(first), analysis.sentence_index(last - 1) + 1)
    return not studies.isdisjoint(indices)


def _of_animals(rule: Rule, analysis: Analysis, match: Match) -> bool:
    """Whether the clause of a claim names the animals or the laboratory itself."""
    clause = _clause(analysis, match)
    return any(analysis.matches_in(rule.owner(part), *clause) for part in ("studies", "animals"))


def _clause(analysis: Analysis, match: Match) -> tuple[int, int]:
    sentence, norms = analysis.sentence_of(match), analysis.words.norms
    first, last = match.first, match.last
    while first > sentence.first and norms[first - 1] not in _CLAUSE_ENDS:
        first -= 1
    while last < sentence.last and norms[last] not in _CLAUSE_ENDS:
        last += 1
    return first, last


def _excused(rule: Rule, analysis: Analysis, match: Match) -> bool:
    first, last = scope_of("neighbours", analysis, match)
    return bool(analysis.matches_in(rule.owner("excused_by"), first, last))
