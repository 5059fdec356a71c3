"""Numbers that are a dose by what stands around them, and that have no unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.rule import Rule

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d*\.?\d+")
_JOINTS = frozenset(("-", "–", "to", "or", "and"))
_STOPS = frozenset((".", ",", ";", "-", "–", "—", "?", "!", ":"))
_LEAST = 5
"""From here up a number behind “take” is no count of tablets."""


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each number with a sign of a dose right before or behind it and no unit."""
    for first, last in _amounts(analysis):
        place = _dose(rule, analysis, first, last)
        if place:
            start, end = analysis.words.starts[place[0]], analysis.words.ends[place[1] - 1]
            yield rule.finding(analysis, start, end, match=analysis.words.surface(*place))


def _amounts(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """The numbers in digits, and ranges of two, as words."""
    words, last = analysis.words, -1
    for start, end in analysis.ranges_with_digits:
        for index in range(*analysis.word_range(start, end)):
            if index < last or not _NUMBER.fullmatch(words.norms[index]):
                continue
            last = index + 1
            for after in (index + 1, index + 2):
                if _second_of_range(analysis, index, after):
                    last = after + 1
            yield index, last


def _second_of_range(analysis: Analysis, first: int, second: int) -> bool:
    words = analysis.words
    if second >= len(words.norms) or not _NUMBER.fullmatch(words.norms[second]):
        return False
    if second == first + 2:
        return words.norms[first + 1] in _JOINTS
    return words.starts[second] == words.ends[first] + 1  # 5-10, of which the hyphen is no word


def _dose(rule: Rule, analysis: Analysis, first: int, last: int) -> tuple[int, int] | None:
    """The words of a dose without a unit; none where the number counts something else."""
    norms, owner = analysis.words.norms, rule.owner
    sentence = analysis.sentences[analysis.sentence_index(first)]
    value = float(norms[first].replace(",", ""))
    large = value >= _LEAST or "." in norms[first]
    year = 1900 <= value <= 2099 and len(norms[first]) == 4
    cue = bool(_starting(analysis, owner("cues"), last)) if last < sentence.last else False
    stop = last >= sentence.last or norms[last] in _STOPS
    named = _ending(analysis, owner("names"), first)
    if named is not None and (cue or (stop and large and not year)):
        return named, last
    if large and not year:
        if cue and (_ending(analysis, owner("verbs"), first) is not None):
            return first, last
        if (cue or stop) and _ending(analysis, owner("doses"), first) is not None:
            return first, last
        thing = _starting(analysis, owner("things"), last)
        if (
            thing
            and _ending(analysis, owner("counts"), first) is None
            and not _starting(analysis, owner("people"), thing)
        ):
            return first, thing
        if _starting(analysis, owner("shares"), last):
            return first, last
    return None


def _ending(analysis: Analysis, owner: str, last: int) -> int | None:
    """Where a phrase starts that ends right before a word."""
    reach = max(last - 8, 0)
    return next((match.first for match in analysis.matches_in(owner, reach, last) if match.last == last), None)


def _starting(analysis: Analysis, owner: str, first: int) -> int:
    """Where a phrase ends that starts at a word; 0 for none."""
    return next((match.last for match in analysis.matches_in(owner, first, first + 1)), 0)
