"""Comparisons: what is said to be more than what, or the most of all, for pairs that turn the order round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from healthlint.claims import Claim
from healthlint.claims.clauses import NEGATIONS
from healthlint.claims.keys import Keys
from healthlint.claims.opposed import LONGEST_LIST, hold_together
from healthlint.claims.reader import Reader
from healthlint.claims.relation import Relation
from healthlint.language import Sentence
from healthlint.phrasebook import Match
from healthlint.text import Text

_QUALITIES = {
    word: (quality, sign)
    for quality, more, less in (
        ("good", "better superior good well effective helpful useful beneficial best", "worse inferior bad badly"),
        ("high", "higher high greater", "lower low"),
        ("large", "larger bigger large big largest biggest", "smaller small tiny smallest"),
        ("long", "longer long longest", "shorter short briefer shortest"),
        ("fast", "faster quicker sooner fast quickly rapidly quick fastest", "slower slow slowly slowest"),
        ("safe", "safer safe gentler safest", "riskier dangerous risky harmful deadlier toxic"),
        ("severe", "severe serious severer", "milder mild lighter"),
        ("strong", "stronger strong potent powerful strongest", "weaker weak weakest"),
        ("common", "common commonly often frequent frequently likely commoner prevalent commonest leading", "rarer rare rarely seldom uncommon"),
        ("old", "older old oldest", "younger young youngest"),
        ("easy", "easier easy easiest", "harder hard difficult"),
    )
    for words, sign in ((more, 1), (less, -1))
    for word in words.split()
}  # fmt: skip
"""What comparatives and adjectives compare, and which way."""
_SUPERLATIVES = frozenset(
    "best largest biggest longest fastest strongest commonest leading oldest safest smallest main chief top principal "
    "foremost number deadliest".split()
)
_RANKED = frozenset("cause causes killer killers reason reasons source sources trigger triggers culprit driver".split())
"""Nouns of which there is one first, whatever its adjective: the leading, biggest or commonest cause."""
_KILLS = frozenset("kills kill causes claims".split())
"""Verbs of what ranks first: “kills more women than any other cancer”."""
_GRADED = frozenset(["more", "less", "most", "least"])
_PREPOSITIONS = frozenset("in among for of at with".split())
_COPULAS = frozenset(["is", "are", "was", "were", "remains", "being"])
_POINTING = frozenset("this that these those such it they".split())
_PEOPLE = frozenset(["male", "female", "child", "adult", "baby", "older person", "young", "affect", "case"])
_STANDARDS = frozenset(["normal", "average", "usual", "expected", "ever", "before"])
"""What is no thing that another is compared with."""
_WITHIN = 4
"""Words behind "more" within which its adjective stands."""
_SCOPE = 2
"""Keys that two superlatives must both be about."""
_SIDE = 3
"""Keys behind "than" that can be the other side."""


@dataclass(frozen=True)
class Comparison:
    """`left` is more (1), less (-1) or as much (0) of a quality than `right`; of a superlative `right` is its scope."""

    reader: Reader
    sentence: Sentence
    first: int
    last: int
    quality: str
    sign: int
    left: frozenset[str]
    right: frozenset[str]
    context: frozenset[str]
    superlative: bool = False


def read_comparisons(text: Text, reader: Reader) -> Iterator[Comparison]:
    norms = text.words.norms
    for sentence in text.sentences:
        words = norms[sentence.first : sentence.last]
        if sentence.block.kind in ("heading", "title", "footnote") or (
            "the" not in words and "than" not in words and "as" not in words
        ):
            continue
        for first, last in reader.clauses(sentence):
            if norms[first] in _POINTING:
                continue
            found = (
                _first_of_all(reader, sentence, norms, first, last)
                or _compared(reader, sentence, norms, first, last)
                or _superlative(reader, sentence, norms, first, last)
            )
            if found and found.left and found.right:
                yield found


def _first_of_all(reader: Reader, sentence: Sentence, norms: Sequence[str], first: int, last: int) -> Comparison | None:
    """ "X kills more women than any other cancer"."""
    verb = next((i for i in range(first + 1, last - 4) if norms[i] in _KILLS and norms[i + 1] == "more"), 0)
    turn = next((i for i in range(verb, last - 2) if norms[i : i + 3] == ["than", "any", "other"]), 0) if verb else 0
    if not turn:
        return None
    keys = reader.keys
    left, right = keys.within(first, verb), keys.within(verb + 2, last)
    return Comparison(reader, sentence, first, turn, "rank", 1, left - right, right, frozenset(), True)


def _compared(reader: Reader, sentence: Sentence, norms: Sequence[str], first: int, last: int) -> Comparison | None:
    """ "X works better than Y", "more common in X than in Y", "as safe as Y"."""
    turn = next((i for i in range(first, last - 1) if norms[i] in ("than", "to") and _is_turn(norms, i)), 0)
    start, quality, sign = _grade(norms, first, turn) if turn else _equal(norms, first, last)
    if not quality or not NEGATIONS.isdisjoint(norms[first:last]):
        return None
    turn = turn or next(i for i in range(start + 1, last) if norms[i] == "as")
    keys = reader.keys
    inside = next((i for i in range(start, turn) if norms[i] in _PREPOSITIONS), 0)
    named = keys.within(first, start)
    left = keys.within(inside, turn) if inside else named
    right = frozenset([key for key in keys.by_word[turn + 1 : last] if key][:_SIDE])
    context = named if inside else frozenset()
    return Comparison(reader, sentence, first, last, quality, sign, left - right, right - left - context, context)


def _is_turn(norms: Sequence[str], at: int) -> bool:
    return norms[at + 1] not in _STANDARDS and (norms[at] == "than" or norms[at - 1] in ("superior", "inferior"))


def _grade(norms: Sequence[str], first: int, turn: int) -> tuple[int, str, int]:
    """Where the comparative before "than" starts, what it compares, and which way."""
    for i in range(turn - 1, first - 1, -1):
        if norms[i] in _GRADED and norms[i] != "most":
            adjective = next((word for word in norms[i + 1 : min(i + 1 + _WITHIN, turn)] if word in _QUALITIES), "")
            quality, sign = _QUALITIES.get(adjective, ("", 0))
            return i, quality, -sign if norms[i] == "less" else sign
        if norms[i] in _QUALITIES and (norms[i].endswith(("er", "ior")) or norms[i] == "worse"):
            return i, *_QUALITIES[norms[i]]
    return 0, "", 0


def _equal(norms: Sequence[str], first: int, last: int) -> tuple[int, str, int]:
    for i in range(first, last - 2):
        if (
            norms[i] == "as"
            and norms[i + 1] in _QUALITIES
            and norms[i + 1] not in ("long", "much", "well", "often")
            and norms[i + 2] == "as"
        ):
            return i, _QUALITIES[norms[i + 1]][0], 0
    return 0, "", 0


def _superlative(reader: Reader, sentence: Sentence, norms: Sequence[str], first: int, last: int) -> Comparison | None:
    """ "X is the most common Y in Z", "the biggest Y of Z is X"."""
    for i in range(first + 1, last - 2):
        if norms[i - 1] != "the" or norms[i - 2] == "of" or norms[i] not in _SUPERLATIVES | {"most"}:
            continue
        begin = i + 1 + (norms[i] in ("most", "number"))
        keys, copula = reader.keys, next((j for j in range(first, last) if norms[j] in _COPULAS), 0)
        ranked = norms[begin] in _RANKED
        quality, sign = ("rank", 1) if ranked else _QUALITIES.get(norms[begin - 1], ("", 0))
        if not quality:
            return None
        left, right = keys.within(first, i - 1), keys.within(begin, last)
        if copula > i:
            left, right = frozenset([key for key in keys.by_word[copula:last] if key][:2]), keys.within(begin, copula)
        if not copula or not NEGATIONS.isdisjoint(norms[first:last]):
            return None
        return Comparison(reader, sentence, first, last, quality, sign, left - right, right, frozenset(), True)
    return None


def opposed_comparisons(found: Collection[Comparison], keys: Keys, relation: Relation) -> Iterator[tuple[Claim, Claim]]:
    """Pairs (later, earlier) of which the one turns the order of the other round, or names another as the first."""
    holders: dict[tuple[str, str], list[Comparison]] = defaultdict(list)
    for one in found:
        sides = keys.broadened(one.left | one.right)
        seen = {id(other): other for key in sides for other in holders[one.quality, key][-LONGEST_LIST:]}
        for other in seen.values():
            if one.sentence is not other.sentence and _turned(one, other, keys):
                pair = [_claim(comparison, relation) for comparison in (one, other)]
                if pair[0] and pair[1] and hold_together(pair[0], pair[1], keys):
                    yield pair[0], pair[1]
        for key in sides:
            holders[one.quality, key].append(one)


def _turned(one: Comparison, other: Comparison, keys: Keys) -> bool:
    if one.superlative or other.superlative:
        apart = not keys.meet(one.left, other.left) and not keys.meet(other.left, one.left)
        within = one.right <= other.right or other.right <= one.right
        alike = one.right == other.right or (within and len(one.right & other.right) >= _SCOPE)
        return one.superlative and other.superlative and one.sign == other.sign and apart and alike
    if not keys.meet(one.context, other.context) and (one.context or other.context or one.left | one.right <= _PEOPLE):
        return False
    straight = bool(keys.meet(one.left, other.left)) and bool(keys.meet(one.right, other.right))
    crossed = bool(keys.meet(one.left, other.right)) and bool(keys.meet(one.right, other.left))
    if straight == crossed:
        return False
    return one.sign != (other.sign if straight else -other.sign)


def _claim(comparison: Comparison, relation: Relation) -> Claim | None:
    reader, first, last = comparison.reader, comparison.first, comparison.last
    if reader.excused(Match(first, last), relation.unless):
        return None
    claim = reader.statement(relation.name, comparison.sentence, first, last, ())
    return replace(
        claim,
        place=comparison.sign,
        narrowing_reader=lambda: replace(claim.narrowing, groups=frozenset()),
    )
