"""Claims: what a clause says of a subject (a treatment, a medicine, a test) on the scale of a relation.

Relations are declared in `rules/relations/`: for each place on the scale, the phrases that say it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from healthlint.claims.topics import Topics
from healthlint.context import Contexts, read_context_names
from healthlint.phrase import Phrase, read_phrases
from healthlint.phrasebook import Match, Phrasebook
from healthlint.text import Text
from healthlint.yamlfile import read_yaml

_CONTRASTS = frozenset(["but", "however", "although", "though", "yet"])
_CLAUSE_ENDS = _CONTRASTS | {",", ";", ":", "–", "—", "(", ")"}


@dataclass(frozen=True)
class Relation:
    """A scale, such as necessity from -3 (must not) to 3 (required), and how each place on it is worded.

    `subjects` are the word lists whose entries the claim is about; `unless` the contexts that make no claim;
    `qualifiers` the phrases that make a claim hold only for some (severity, failure of other treatment, a condition).
    """

    name: str
    what: str
    subjects: tuple[str, ...]
    scale: dict[int, tuple[Phrase, ...]]
    words: dict[int, str]
    unless: tuple[str, ...]
    qualifiers: tuple[Phrase, ...]


@dataclass(frozen=True)
class Claim:
    """What one clause says; `start` and `end` are the prose span of the sentence, `wording` the phrase that says it.

    `topic` is the condition it is about and `frame` the conditions of the heading and title over it, as canonical
    names; `qualified` when it holds only for some.
    """

    relation: str
    subject: str
    place: int
    topic: frozenset[str]
    frame: frozenset[str]
    qualified: bool
    start: int
    end: int
    wording: str


def read_relation(path: Path, shown: str, lists: Collection[str], contexts: Collection[str]) -> Relation:
    """Read one relation; the file name is its name, and each place of the scale has words for messages."""
    root = read_yaml(path, shown)
    fields = root.mapping(("what", "sources", "subjects", "scale", "unless", "qualifiers"))
    scale: dict[int, tuple[Phrase, ...]] = {}
    words: dict[int, str] = {}
    for place, node in fields["scale"].mapping().items():
        entry = node.mapping(("words", "phrases"))
        if not place.lstrip("+-").isdigit():
            raise node.error("a place on a scale is a whole number.")
        scale[int(place)] = read_phrases(entry["phrases"], lists)
        words[int(place)] = entry["words"].text()
    return Relation(
        name=path.stem,
        what=fields["what"].text(),
        subjects=fields["subjects"].texts(),
        scale=scale,
        words=words,
        unless=read_context_names(fields["unless"], contexts) if "unless" in fields else (),
        qualifiers=read_phrases(fields["qualifiers"], lists) if "qualifiers" in fields else (),
    )


def add_to(book: Phrasebook, relations: Iterable[Relation]) -> None:
    for relation in relations:
        for place, phrases in relation.scale.items():
            for phrase in phrases:
                book.add(f"relation:{relation.name}", phrase.elements, str(place))
        for phrase in relation.qualifiers:
            book.add(f"relation:{relation.name}/qualifiers", phrase.elements)


def find_claims(relation: Relation, text: Text, contexts: Contexts, topics: Topics) -> Iterator[Claim]:
    """The claims of one relation, in the order of the text."""
    for match in text.matches(f"relation:{relation.name}"):
        subject = _subject(relation, text, match)
        if subject is None or contexts.excuse(match, relation.unless):
            continue
        place = _place(int(match.name), contexts.holds("negated", match))
        if place is None:
            continue
        sentence = text.sentence_of(match)
        yield Claim(
            relation=relation.name,
            subject=subject.name,
            place=place,
            topic=topics.of(match),
            frame=topics.over(match),
            qualified=_qualified(relation, text, match),
            start=sentence.start,
            end=sentence.end,
            wording=text.surface(match),
        )


def _place(place: int, negated: bool) -> int | None:
    """The place on the scale; "no surgery is required" says that none is needed, "not rarely" is left alone."""
    if not negated or place < 0:
        return place
    return -1 if place > 1 else None


def _qualified(relation: Relation, text: Text, match: Match) -> bool:
    """Whether a qualifier stands in the clause of a match, or in one beside it that is nothing but a qualifier.

    "In severe cases, surgery is needed": qualified. "In some cases it aches, this condition requires surgery": not.
    """
    sentence = text.sentence_of(match)
    norms = text.words.norms
    cuts = [
        i
        for i in range(sentence.first, sentence.last)
        if norms[i] in _CLAUSE_ENDS and not match.first <= i < match.last
    ]
    edges = [sentence.first, *cuts, sentence.last]
    clauses = list(pairwise(edges))
    own = next(i for i, (first, last) in enumerate(clauses) if first <= match.first < last)

    def qualifiers(index: int) -> list[Match]:
        return text.matches_in(f"relation:{relation.name}/qualifiers", *clauses[index])

    if qualifiers(own):
        return True
    beside = [index for index in (own - 1, own + 1) if 0 <= index < len(clauses)]
    return any(
        found.first <= clauses[index][0] + 1 and norms[clauses[index][0]] not in _CONTRASTS
        for index in beside
        for found in qualifiers(index)
    )


def _subject(relation: Relation, text: Text, match: Match) -> Match | None:
    """The first entry of a subject list inside the phrase."""
    found = [
        subject
        for name in relation.subjects
        for subject in text.matches_in(f"<{name}>", match.first, match.last)
        if subject.last <= match.last
    ]
    return min(found, default=None)
