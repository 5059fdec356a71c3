"""Attributes: what a figure may be the amount of (incubation period, dose, share affected); `rules/attributes/` has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from healthlint.phrase import Phrase, read_phrases
from healthlint.phrasebook import Phrasebook
from healthlint.yamlfile import read_yaml


@dataclass(frozen=True)
class Attribute:
    """One attribute: the measures that its figures have ("time", "count *"), and the phrases that name it.

    There is `one_per` subject (an incubation period) or article (the customers served) whatever else the clause says;
    of the others, the words of the clauses must tell. A `threshold` differs where its ends differ: "above 38 °C".
    A figure of this attribute is none of those that it is `rather_than`, whatever their phrases.
    """

    name: str
    measures: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    one_per: str
    threshold: bool
    rather_than: tuple[str, ...]

    def has_measure(self, measure: str) -> bool:
        return any(fnmatchcase(measure, pattern) for pattern in self.measures)


@dataclass(frozen=True)
class AttributeGroup:
    """The attributes of one file, which a rule compares; the file name is its name."""

    name: str
    what: str
    sources: tuple[str, ...]
    attributes: tuple[Attribute, ...]

    @property
    def owner(self) -> str:
        """The name under which the phrasebook holds the phrases."""
        return f"attributes:{self.name}"

    @cached_property
    def by_name(self) -> dict[str, Attribute]:
        return {attribute.name: attribute for attribute in self.attributes}


def read_attributes(path: Path, shown: str, lists: Collection[str]) -> AttributeGroup:
    """Read one file of attributes; InputError for an unknown key, list or phrase."""
    root = read_yaml(path, shown)
    fields = root.mapping(("what", "sources", "attributes"))
    attributes = []
    for name, node in fields["attributes"].mapping().items():
        keys = node.mapping(("measures", "phrases", "one_per", "threshold", "rather_than"))
        attributes.append(
            Attribute(
                name=name,
                measures=keys["measures"].texts(),
                phrases=read_phrases(keys["phrases"], lists),
                one_per=keys["one_per"].choice(("subject", "article")) if "one_per" in keys else "",
                threshold="threshold" in keys and keys["threshold"].flag(),
                rather_than=keys["rather_than"].texts() if "rather_than" in keys else (),
            )
        )
    return AttributeGroup(
        name=path.stem,
        what=fields["what"].text() if "what" in fields else "",
        sources=fields["sources"].texts() if "sources" in fields else (),
        attributes=tuple(attributes),
    )


def add_to(book: Phrasebook, groups: Iterable[AttributeGroup]) -> None:
    for group in groups:
        for attribute in group.attributes:
            for phrase in attribute.phrases:
                book.add(group.owner, phrase.elements, attribute.name)
