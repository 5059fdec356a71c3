"""Passages dense with passive verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.language import Sentence
from healthlint.rule import Rule

_BE = frozenset("is are was were be been being".split())
_PARTICIPLE = re.compile(
    r"\w{2,}(?:[^e]ed|[aeiou]ed|eed)$|\w+(?:tten|ken|iven|aken|hosen|rown|nown|hown|orn|ought|aught)$"
)
_IRREGULAR = frozenset(
    "done made found kept held told felt left sent built put set read cut seen taken given begun drawn driven eaten fed "
    "led met paid run sold understood won bound spread split worn shut".split()
)
_ADJECTIVES = frozenset(
    "tired worried concerned interested pleased excited bored scared used supposed related based married need needed "
    "advanced red bed indeed speed hundred allowed involved aged experienced complicated detailed limited naked sacred".split()
)


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding where one sentence, or two neighbours, hold `most` or more passives."""
    most = rule.options["most"]
    counts = [(sentence, _passives(analysis, sentence)) for sentence in analysis.prose_sentences]
    skip = False
    for (sentence, count), (following, next_count) in zip_longest(counts, counts[1:], fillvalue=(None, 0)):
        if sentence is None or skip:
            skip = False
            continue
        together = count
        end = sentence.end
        if count < most and count and next_count and following is not None and following.block == sentence.block:
            together, end = count + next_count, following.end
        if together >= most:
            skip = end != sentence.end
            yield rule.finding(analysis, sentence.start, end, count=together)


def _passives(analysis: Analysis, sentence: Sentence) -> int:
    """How many forms of be are followed by a participle, an adverb between them or not; "X is done, Y used" is two."""
    norms = analysis.words.norms
    count = 0
    for index in range(sentence.first, sentence.last - 1):
        if norms[index] not in _BE:
            continue
        after = index + 1
        while after < sentence.last - 1 and (
            norms[after].endswith("ly")
            or norms[after] in ("not", "also", "often", "being", "been", "then", "always", "never")
        ):
            after += 1
        word = norms[after]
        if word not in _ADJECTIVES and (word in _IRREGULAR or _PARTICIPLE.match(word)):
            count += 1
    return count
