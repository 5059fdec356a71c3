"""Figures in their clauses: what each is the amount of, what it is said of, and what makes it hold only for some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from healthlint.article import Block, Section
from healthlint.claims import Claim, Matter, Narrowing
from healthlint.claims.attribute import Attribute, AttributeGroup
from healthlint.claims.bounds import BEFORE_FIGURE
from healthlint.claims.clauses import CONDITIONS as OPENERS
from healthlint.claims.figures import Figure
from healthlint.claims.reader import Reader
from healthlint.claims.tables import cell_heads
from healthlint.language import Sentence
from healthlint.measures import UNITS
from healthlint.phrasebook import Match
from healthlint.text import Text

CONDITIONS = ("condition",)
MEDICINES = ("medicine", "named-medicine", "supplement")
"""The word lists whose entries a figure is said of wherever its sentence names them."""

MEANT = ("symptom", "treatment", "test", "product")
"""The word lists whose entries it is said of only if the other sentence names another."""

LISTS = (CONDITIONS, MEDICINES, MEANT)

_UNLESS = ("heading", "reference", "question", "quoted", "attributed", "called-false", "refuted")
_APART = frozenset(
    "placebo dummy sham control controls comparison compared versus instead plus example without dominant recessive "
    "fasting previous accelerated blastic".split()
)
"""Words that part two figures: the other arm of a trial, another way to inherit, another time."""
_GROUPS = frozenset(["group", "groups", "arm", "arms"])
_GENERAL = frozenset(
    [
        "infection",
        "viral infection",
        "bacterial infection",
        "virus",
        "tumour",
        "inflammation",
        "injury",
        "medicine",
        "treatment",
    ]
)
"""Names that stand for whatever the article is about."""
_DIFFERENCES = [[word] for word in "less more fewer longer shorter earlier later extra ago".split()]
_FORMULA = frozenset(["multiply", "divide", "calculate", "multiplied", "divided"])
_OPENING = frozenset("for in of among with at by after within".split())
_RELATIVES = frozenset(["who", "that", "those"])
_OF_WHOM = frozenset("people those patients women men children adults anyone".split())
_ORDINALS = frozenset("first second third fourth last next".split())
_COUNTRIES = {
    "britain": "uk",
    "england": "uk",
    "u.k.": "uk",
    "us": "usa",
    "u.s.": "usa",
    "america": "usa",
    "states": "usa",
}


@dataclass(frozen=True)
class Measured:
    """A figure with its clause. `attributes` are what it may be the amount of.

    `named` are the conditions, the medicines and what is MEANT in its sentence, `over` those of the heading and title;
    `ordinals` its "first" and "second", `beside` the other figures of its clause; `of_group` where it speaks of one arm of a study.
    """

    figure: Figure
    attributes: Mapping[tuple[str, str], Attribute]
    claim: Claim
    named: tuple[frozenset[str], ...]
    over: tuple[frozenset[str], ...]
    ordinals: frozenset[str]
    of_group: bool
    beside: tuple[Figure, ...]


def read_measured(text: Text, reader: Reader, groups: Iterable[AttributeGroup]) -> Iterator[Measured]:
    """Every figure that the article itself states, in order."""
    by_clause: dict[tuple[int, int], list[Figure]] = {}
    over: dict[int, tuple[frozenset[str], ...]] = {}
    heads = cell_heads(text.article.blocks)
    for figure in reader.figures:
        if text.words.norms[figure.last : figure.last + 1] in _DIFFERENCES:
            continue
        by_clause.setdefault(_clause(text, reader, figure), []).append(figure)
    for (first, last), held in by_clause.items():
        if not _FORMULA.isdisjoint(text.words.norms[first:last]) or reader.excused(
            Match(held[0].first, held[0].last), _UNLESS
        ):
            continue
        named = [(group, match) for group in groups for match in text.matches_in(group.owner, first, last)]
        norms = text.words.norms[first:last]
        numbers = frozenset().union(*(_numbers(text, figure) for figure in held))
        for figure in held:
            so_far = _so_far(text, figure, last)
            attributes, vocabulary = _attributes(text, figure, named, first)
            marks = numbers | vocabulary | _opener(text, figure, first)
            section = text.section_of(so_far.start)
            heading = section.start if section else -1
            if heading not in over:
                over[heading] = tuple(_over(text, section, lists) for lists in LISTS)
            claim = _in_table(
                reader.statement("figure", so_far, first, so_far.last, marks), so_far, text, reader, heads
            )
            yield Measured(
                figure,
                attributes,
                _for_whom(claim, text, so_far),
                tuple(_names(text, lists, so_far.first, last) for lists in LISTS),
                over[heading],
                _ORDINALS.intersection(norms),
                not _GROUPS.isdisjoint(norms),
                tuple(other for other in held if other is not figure),
            )


def _in_table(
    claim: Claim, sentence: Sentence, text: Text, reader: Reader, heads: Mapping[int, tuple[Block, Block]]
) -> Claim:
    """A claim with what the heads of its row and column name."""
    if sentence.block.start not in heads:
        return claim
    keys = reader.keys
    ranges = [text.word_range(head.start, head.end) for head in heads[sentence.block.start]]
    named = frozenset[str]().union(*(keys.within(*where) for where in ranges))
    first, last = ranges[0]
    names = keys.names(first - 1, last) - keys.common_names
    narrowing = replace(claim.narrowing, parts=claim.parts | names)
    return replace(
        claim,
        matter_reader=partial(Matter, claim.keys | named, claim.lead | named),
        narrowing_reader=partial(replace, narrowing),
    )


def _so_far(text: Text, figure: Figure, last: int) -> Sentence:
    """A sentence up to the next comma or end of its clause: whom it names behind that does not narrow the figure."""
    norms, sentence = text.words.norms, figure.sentence
    commas = [i for i in range(figure.last, last) if norms[i] in (",", ";")]
    opens = norms[sentence.first] in _OPENING and "," not in norms[sentence.first : figure.first]
    last = next(iter(commas[opens:]), last)
    return Sentence(sentence.first, last, sentence.start, text.words.ends[last - 1], sentence.block)


def _clause(text: Text, reader: Reader, figure: Figure) -> tuple[int, int]:
    """The clause of a figure; all of its sentence where the clause is little more than the figure, as in brackets."""
    first, last = next(cut for cut in reader.clauses(figure.sentence) if cut[0] <= figure.first < cut[1])
    if len(reader.keys.outside(first, last, range(figure.first, figure.last))) < 1:
        return figure.sentence.first, figure.sentence.last
    return first, last


def _attributes(
    text: Text, figure: Figure, named: Iterable[tuple[AttributeGroup, Match]], first: int
) -> tuple[dict[tuple[str, str], Attribute], frozenset[int]]:
    """What the clause says the figure is of, and the words that say so; a maximum dose is no dose."""
    found: dict[tuple[str, str], Attribute] = {}
    words: set[int] = set()
    opener = _opener(text, figure, first)
    for group, match in named:
        attribute = group.by_name[match.name]
        within_if = any(text.words.norms[i] == "if" and match.last <= i for i in opener)
        if not attribute.has_measure(figure.measure) or _says_of_whom(text, match):
            continue
        if attribute.threshold or not within_if:
            found[group.name, match.name] = attribute
            words.update(range(match.first, match.last))
    names = [name for _, name in found]
    beaten = {other for attribute in found.values() for other in attribute.rather_than}
    found = {
        key: attribute
        for key, attribute in found.items()
        if attribute.name not in beaten and not any(name.endswith(f" {attribute.name}") for name in names)
    }
    return found, frozenset(words)


def _says_of_whom(text: Text, match: Match) -> bool:
    """Whether a phrase only says which people a figure is of: "two thirds of people who have it"."""
    before = text.words.norms[match.first - 1] if match.first else ""
    return before in _RELATIVES or (before in _OF_WHOM and text.words.norms[match.first].endswith("ed"))


def _numbers(text: Text, figure: Figure) -> frozenset[int]:
    """The words of a figure, but for the people in a share: "one child in three"."""
    norms, is_number = text.words.norms, text.words.is_number
    first = figure.first
    while first > figure.sentence.first and norms[first - 1] in BEFORE_FIGURE:
        first -= 1
    return frozenset(
        i
        for i in range(first, figure.last)
        if i < figure.first
        or figure.measure != "share"
        or is_number[i]
        or norms[i] in UNITS
        or not norms[i][0].isalpha()
    )


def _opener(text: Text, figure: Figure, first: int) -> frozenset[int]:
    """The "if" of a condition that is the figure itself: "a fever if it reads 38 °C"."""
    norms = text.words.norms
    for index in range(figure.first - 1, first - 1, -1):
        if norms[index] == ",":
            break
        if norms[index] in OPENERS:
            return frozenset([index])
    return frozenset()


def _for_whom(claim: Claim, text: Text, sentence: Sentence) -> Claim:
    """The claim without the people whom the article is about anyway, and with the arm of the trial that it is about."""

    def narrowing() -> Narrowing:
        implied = claim.over | {"adult"} | ({"female"} if "pregnancy" in claim.over else set())
        arms = _APART.intersection(text.words.norms[sentence.first : sentence.last])
        parts = frozenset(_COUNTRIES.get(part, part) for part in claim.parts) | arms
        return replace(claim.narrowing, groups=claim.groups - implied, parts=parts)

    return replace(claim, narrowing_reader=narrowing)


def _names(text: Text, lists: Iterable[str], first: int, last: int) -> frozenset[str]:
    found = {match.name for name in lists for match in text.matches_in(f"<{name}>", first, last)}
    return frozenset(found - _GENERAL)


def _over(text: Text, section: Section | None, lists: Iterable[str]) -> frozenset[str]:
    blocks = (section.heading if section else None, text.article.title)
    ranges = [text.word_range(block.start, block.end) for block in blocks if block]
    return frozenset().union(*(_names(text, lists, first, last) for first, last in ranges))
