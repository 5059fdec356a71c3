"""Relations: the scales on which claims stand, and how each place on them is worded; `rules/relations/` declares them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from healthlint.context import read_context_names
from healthlint.phrase import Choice, Literal, Phrase, read_phrases
from healthlint.phrasebook import Phrasebook
from healthlint.yamlfile import Node, read_yaml

BY = ("subject", "topic", "words", "head", "clause", "event", "comparison", "act", "harm", "group", "rhythm")
"""How two claims come to be about one thing.

By the subject inside their phrases and the topic; by the topic alone; by the content words of their clauses; by
the thing that a verdict names; or, for relations that any clause takes a place in, by nearly all of its content words;
by what happens and to what, for relations whose phrases are weighed by the words beside them; by what is compared with
what; by the act that readers are told to do, whatever it is called; by the product that harmed somebody or nobody; by
those for whom it is; or by the act and its object, for how often it is to be done.
"""

_FIELDS = (
    *("what", "sources", "by", "subjects", "scale", "scales", "unless", "qualifiers", "imperatives", "for_anybody"),
    *("weighed_by", "weights", "named", "objects", "orders", "ahead", "behind", "extends", "sweeping", "told"),
)


@dataclass(frozen=True)
class Step:
    """A place on a scale: the words that messages have for it, its phrases, and what a negation makes of it, if a claim."""

    words: str
    phrases: tuple[Phrase, ...]
    negated: int | None


@dataclass(frozen=True)
class Relation:
    """A family of scales, such as necessity from -3 (must not) to 3 (required); most have the one scale "".

    `subjects` are the word lists whose entries a claim by `subject` is about; `unless` the contexts that make no claim;
    `qualifiers` the phrases that make a claim hold only for some (severity, failure of other treatment, a condition);
    `imperatives` verbs that take a place where they open a sentence ("Drink plenty of water").
    A relation `for_anybody` is not parted by the people that its claims name: whether a disease is catching, say.
    For events, `weights` are the places of the terms of the word list `weighed_by`, and `named` the scales on which two
    claims must name the same thing beside what the headings say. With `objects`, what stands beside the phrases must be
    the same. With `orders`, a phrase without weights must open its clause, as in “Keep the leg up”.
    Weights of the groups `ahead` must stand before the phrase, those of the groups `behind` after it, and nothing is
    said of another thing in between. The phrases of the scales that are `told` count only where readers are told to do
    something, and two claims on them must name one thing or act.
    """

    name: str
    what: str
    by: str
    subjects: tuple[str, ...]
    scales: dict[str, dict[int, Step]]
    unless: tuple[str, ...]
    qualifiers: tuple[Phrase, ...]
    imperatives: dict[str, int]
    for_anybody: bool
    weighed_by: str
    weights: dict[str, int]
    named: tuple[str, ...]
    objects: bool
    sweeping: tuple[Phrase, ...]
    orders: bool
    ahead: tuple[str, ...]
    behind: tuple[str, ...]
    told: tuple[str, ...]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the phrases: they say where a claim stands, not what it is about."""
        found: set[str] = set()
        seen: set[Choice] = set()
        waiting = [p.elements for scale in self.scales.values() for step in scale.values() for p in step.phrases]
        while waiting:
            for element in waiting.pop():
                if isinstance(element, Literal):
                    found.update(element.text.lower().split())
                elif isinstance(element, Choice) and element not in seen:
                    seen.add(element)
                    waiting += element.options
        return frozenset(found) | frozenset(self.imperatives)

    def words(self, scale: str, place: int) -> str:
        steps = self.scales.get(scale, {})
        step = steps.get(place) or (next(iter(steps.values())) if self.by == "rhythm" else None)
        return step.words if step else ""


def read_relation(
    path: Path, shown: str, lists: Collection[str], contexts: Collection[str], shipped: Relation | None = None
) -> Relation:
    """Read one relation; the file name is its name, and each place of a scale has words for messages.

    One that `extends` the shipped relation of its name adds phrases, qualifiers and imperatives to it.
    """
    root = read_yaml(path, shown)
    fields = root.mapping(_FIELDS)
    extended = shipped if "extends" in fields and fields["extends"].flag() else None
    base = dict(extended.scales) if extended else {}
    scales = {"": _scale(fields["scale"], lists, base.get("", {}))} if "scale" in fields else {}
    if "scales" in fields:
        given = fields["scales"].mapping().items()
        scales |= {name: _scale(node, lists, base.get(name, {})) for name, node in given}
    orders = fields["imperatives"].mapping().items() if "imperatives" in fields else ()
    imperatives = {verb: int(place) for place, node in orders for verb in node.text().split()}
    qualifiers = read_phrases(fields["qualifiers"], lists) if "qualifiers" in fields else ()
    sweeping = read_phrases(fields["sweeping"], lists) if "sweeping" in fields else ()
    if extended:
        return replace(
            extended,
            scales=base | scales,
            imperatives=extended.imperatives | imperatives,
            qualifiers=extended.qualifiers + qualifiers,
            sweeping=extended.sweeping + sweeping,
        )
    if not scales:
        raise root.error("a relation needs the key scale or scales.")
    return Relation(
        imperatives=imperatives,
        for_anybody="for_anybody" in fields and fields["for_anybody"].flag(),
        weighed_by=fields["weighed_by"].choice(sorted(lists)) if "weighed_by" in fields else "",
        weights={term: node.whole() for term, node in fields["weights"].mapping().items()}
        if "weights" in fields
        else {},
        named=fields["named"].texts() if "named" in fields else (),
        objects="objects" in fields and fields["objects"].flag(),
        sweeping=sweeping,
        ahead=fields["ahead"].texts() if "ahead" in fields else (),
        behind=fields["behind"].texts() if "behind" in fields else (),
        told=fields["told"].texts() if "told" in fields else (),
        orders="orders" in fields and fields["orders"].flag(),
        name=path.stem,
        what=fields["what"].text(),
        by=fields["by"].choice(BY) if "by" in fields else "subject",
        subjects=fields["subjects"].texts() if "subjects" in fields else (),
        scales=scales,
        unless=read_context_names(fields["unless"], contexts) if "unless" in fields else (),
        qualifiers=qualifiers,
    )


def add_to(book: Phrasebook, relations: Iterable[Relation]) -> None:
    for relation in relations:
        for name, scale in relation.scales.items():
            for place, step in scale.items():
                for phrase in step.phrases:
                    book.add(owner(relation, name), phrase.elements, str(place))
        for phrase in relation.qualifiers:
            book.add(f"relation:{relation.name}/qualifiers", phrase.elements)
        for phrase in relation.sweeping:
            book.add(f"relation:{relation.name}/sweeping", phrase.elements)


def owner(relation: Relation, scale: str) -> str:
    """The name under which the phrasebook holds the phrases of a scale."""
    return f"relation:{relation.name}:{scale}"


def _scale(node: Node, lists: Collection[str], base: Mapping[int, Step]) -> dict[int, Step]:
    scale = dict(base)
    for place, entry in node.mapping().items():
        if not place.lstrip("+-").isdigit():
            raise entry.error("a place on a scale is a whole number.")
        fields = entry.mapping(("words", "phrases", "negated"))
        before = base.get(int(place))
        phrases = read_phrases(fields["phrases"], lists) if "phrases" in fields else ()
        scale[int(place)] = Step(
            words=before.words if before and "words" not in fields else fields["words"].text(),
            phrases=(before.phrases if before else ()) + phrases,
            negated=fields["negated"].whole() if "negated" in fields else before.negated if before else None,
        )
    return scale
