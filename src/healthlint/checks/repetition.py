"""Sentences, paragraphs and headings that say again what was said, word for word or nearly so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from rapidfuzz.fuzz import token_sort_ratio

from healthlint.analysis import Analysis
from healthlint.checks.parallel import Parallels
from healthlint.finding import Finding
from healthlint.language import WORD, Sentence
from healthlint.rule import Rule
from healthlint.unit import Unit, unit_of

UNITS = ("sentence", "paragraph", "heading")

MOST_SHARERS = 30
"""Units that share a shingle beyond which it says nothing (boilerplate) and is passed over; keeps the index linear."""

CLAUSE = 6
"""Shingles that two units must share at the least to say a clause in the same words (own)."""

PART_OF_LONGER = 0.4
"""Share of the longer unit's shingles from which on one sentence in common makes two paragraphs alike."""

STANDING = 3
"""Places from which on a sentence in the same words is a standing line."""

POINT = 10
"""Words below which an item that stands in two lists is an option named twice ("a clinical trial of a new treatment")."""
_EMERGENCY = "signal:emergency_guidance/phrases"


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each cluster of repeats, on its second member; the others are related."""
    unit, least = rule.options["unit"], rule.options["least_words"]
    if unit == "heading":
        clusters: Iterable[list[Unit]] = [group for group in _headings(analysis) if len(group[0].words) >= least]
    else:
        exact = rule.options["similarity"] >= 100
        of_article = _units_of(analysis)
        every = of_article.sentences if unit == "sentence" else of_article.paragraphs(with_standing=exact)
        units = [each for each in every if len(each.words) >= least]
        clusters = _runs(_exact(units) if exact else _near(units, rule, analysis), units)
    for cluster in clusters:
        first, second, *rest = cluster
        related = [(first.start, first.end, "first said here")]
        related += [(unit.start, unit.end, "said again here") for unit in rest]
        yield rule.finding(
            analysis,
            second.start,
            second.end,
            related,
            times=len(cluster),
            match=analysis.article.prose[second.start : second.end],
        )


def _runs(clusters: list[list[Unit]], units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Clusters whose members follow each other in the text at every place, as one: a passage pasted whole."""
    place = {unit.start: index for index, unit in enumerate(units)}
    run: list[list[Unit]] = []
    for cluster in sorted(clusters, key=lambda cluster: cluster[1].start):
        last = run[-1] if run else []
        follows = len(last) == len(cluster) and all(
            place[after.start] == place[before.start] + 1 for before, after in zip(last, cluster, strict=True)
        )
        if run and not follows:
            yield _spanned(run)
            run = []
        run.append(cluster)
    if run:
        yield _spanned(run)


def _spanned(run: list[list[Unit]]) -> list[Unit]:
    """One unit for each place of a run, from the start of its first member to the end of its last."""
    return [Unit(first.start, last.end, first.words, first.block) for first, last in zip(run[0], run[-1], strict=True)]


class _Units:
    """What one article may repeat, for all rules on repetition."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._passed_over = _meant_to_repeat(analysis)

    @cached_property
    def sentences(self) -> list[Unit]:
        return list(self._sentences())

    def paragraphs(self, with_standing: bool) -> list[Unit]:
        """The paragraphs of several sentences.

        What stands everywhere in the same words has a rule of its own, and makes no two paragraphs alike.
        """
        standing = set() if with_standing else _standing(self._analysis)
        return list(self._paragraphs(standing)) if standing else self._whole_paragraphs

    @cached_property
    def _whole_paragraphs(self) -> list[Unit]:
        return list(self._paragraphs(set()))

    def _sentences(self) -> Iterator[Unit]:
        analysis = self._analysis
        passed_over = self._passed_over | _pasted_blocks(analysis)
        for sentence in analysis.prose_sentences:
            block, words = sentence.block, analysis.words_of(sentence)
            is_point = block.kind == "item" and sentence.end == block.end and len(words) < POINT
            is_lead_in = analysis.article.prose[sentence.end - 1] == ":"
            if block.start in passed_over or is_point or is_lead_in:
                continue
            # "Call 999 if …" is for every reader, whichever section she reads
            if not analysis.matches_in(_EMERGENCY, sentence.first, sentence.last):
                yield _sentence_unit(sentence, analysis)

    def _paragraphs(self, standing: set[tuple[str, ...]]) -> Iterator[Unit]:
        analysis = self._analysis
        for block in analysis.article.blocks:
            if block.kind not in ("paragraph", "item", "quotation") or block.start in self._passed_over:
                continue
            sentences = analysis.sentences_in(block.start, block.end)
            if len(sentences) > 1:
                said = [words for s in sentences if (words := analysis.words_of(s)) and tuple(words) not in standing]
                yield unit_of(block.start, block.end, [word for words in said for word in words], block)


@lru_cache(maxsize=1)
def _units_of(analysis: Analysis) -> _Units:
    return _Units(analysis)


def _standing(analysis: Analysis) -> set[tuple[str, ...]]:
    """The sentences that stand in many places in the same words, as lines of a template do."""
    count = Counter(tuple(analysis.words_of(sentence)) for sentence in analysis.prose_sentences)
    return {words for words, times in count.items() if times >= STANDING}


def _sentence_unit(sentence: Sentence, analysis: Analysis) -> Unit:
    return unit_of(sentence.start, sentence.end, analysis.words_of(sentence), sentence.block)


def _meant_to_repeat(analysis: Analysis) -> set[int]:
    """Starts of the blocks of a list that sums the article up, and of the one sentence that leads to a list."""
    blocks = analysis.article.blocks
    starts = {block.start for block in blocks if block.group and block.group in analysis.summaries}
    for block, after in pairwise(blocks):
        leads = block.kind == "paragraph" and after.kind == "item" and block.text[-1] not in ".!?"
        if leads and len(analysis.sentences_in(block.start, block.end)) == 1:
            starts.add(block.start)
    return starts


def _pasted_blocks(analysis: Analysis) -> set[int]:
    """Starts of the blocks of several sentences that stand earlier in the same words: the rule for paragraphs has them."""
    seen: set[str] = set()
    pasted: set[int] = set()
    for block in analysis.article.blocks:
        if block.text in seen and len(analysis.sentences_in(block.start, block.end)) > 1:
            pasted.add(block.start)
        seen.add(block.text)
    return pasted


def _headings(analysis: Analysis) -> list[list[Unit]]:
    """Clusters of the headings in the same words under the same headings; one that repeats the one above it counts too.

    "What helps" may stand under "Hay fever" and under "Asthma", not twice under one of them.
    """
    groups: dict[tuple[tuple[str, ...], ...], list[Unit]] = defaultdict(list)
    above: list[Unit] = []
    for block in analysis.article.blocks:
        if block.kind not in ("title", "heading"):
            continue
        unit = unit_of(block.start, block.end, WORD.findall(block.text), block)
        while above and above[-1].block.level >= block.level:
            above.pop()
        path = [heading.words for heading in above]
        if unit.words in path:
            del path[path.index(unit.words) :]
        path.append(unit.words)
        groups[tuple(path)].append(unit)
        above.append(unit)
    return [group for group in groups.values() if len(group) > 1]


def _exact(units: Sequence[Unit]) -> list[list[Unit]]:
    groups: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.words].append(unit)
    return [group for group in groups.values() if len(group) > 1]


def _near(units: Sequence[Unit], rule: Rule, analysis: Analysis) -> list[list[Unit]]:
    """Clusters of units that are alike but neither the same nor parallel; each joins the first one that it is like.

    A unit in the very words of an earlier one is left to the rule for exact repeats.
    """
    parallels = Parallels(analysis, rule.options["unit"])
    units = list({unit.words: unit for unit in reversed(units)}.values())[::-1]
    similarity, share = rule.options["similarity"], rule.options["shared"]
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    clusters: dict[int, list[Unit]] = {}
    leader_of: dict[int, int] = {}
    for index, unit in enumerate(units):
        in_common: list[int] = []
        for shingle in unit.shingles:
            sharers = by_shingle[shingle]
            if len(sharers) <= MOST_SHARERS:
                in_common += sharers
                sharers.append(index)
        shared = Counter(in_common)
        for other, count in shared.most_common(5):
            earlier = units[other]
            alike = (
                _says_again(unit, earlier, count, share, analysis)
                or token_sort_ratio(unit.key, earlier.key, score_cutoff=similarity) > 0
            )
            if alike and not parallels.are(earlier, unit):
                leader = leader_of.get(other, other)
                leader_of[index] = leader
                clusters.setdefault(leader, [units[leader]]).append(unit)
                break
    return list(clusters.values())


def _says_again(one: Unit, other: Unit, shared: int, share: float, analysis: Analysis) -> bool:
    """Whether most of the shorter of two units is in the other, and not as one sentence lost in a long paragraph.

    `shared` counts the shingles in common.
    """
    if shared < max(CLAUSE, share * min(len(one.shingles), len(other.shingles))):
        return False
    if shared >= PART_OF_LONGER * max(len(one.shingles), len(other.shingles)):
        return True
    sentences = [_sentence_unit(sentence, analysis) for sentence in analysis.sentences_in(one.start, one.end)]
    return (
        len(sentences) == 1
        or sum(2 * len(set(each.shingles) & set(other.shingles)) > len(each.shingles) for each in sentences) > 1
    )
