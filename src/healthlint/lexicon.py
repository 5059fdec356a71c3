"""Word lists: the medicines, conditions, procedures, clinicians, hedges … that rules name as `<medicine>`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from healthlint.names import BUILT_IN
from healthlint.phrase import word_forms
from healthlint.phrasebook import Phrasebook
from healthlint.stems import stem
from healthlint.yamlfile import Node, read_yaml


@dataclass(frozen=True)
class Lexicon:
    """One word list: canonical terms with their synonyms, and which terms are kinds of which.

    In a `grouped` list the terms are names of groups, and only the synonyms are looked for.
    """

    name: str
    what: str
    sources: tuple[str, ...]
    terms: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    grouped: bool = False

    def wordings(self, term: str) -> tuple[str, ...]:
        """What stands in a text for a term."""
        return self.terms[term] if self.grouped else (term, *self.terms[term])

    @cached_property
    def _parents(self) -> dict[str, set[str]]:
        parents: dict[str, set[str]] = {}
        for kind, members in self.kinds.items():
            for member in members:
                parents.setdefault(member, set()).add(kind)
        return parents

    @cached_property
    def stems(self) -> dict[str, str]:
        """The term behind the stem of each wording of one word."""
        return {
            stem(wording.lower()): term
            for term in self.terms
            for wording in self.wordings(term)
            if " " not in wording and "-" not in wording
        }

    @cached_property
    def pairs(self) -> dict[frozenset[str], str]:
        """The term behind the openings of the words of each wording of two words, to see it in "a tumour of the brain"."""
        return {
            frozenset(opening(word) for word in wording.lower().split()): term
            for term, synonyms in self.terms.items()
            for wording in (term, *synonyms)
            if wording.count(" ") == 1
        }

    def wider(self, term: str) -> frozenset[str]:
        """The canonical term and everything it is a kind of: ibuprofen is an NSAID is a painkiller."""
        if term not in self._parents:
            return frozenset([term])
        found: set[str] = set()
        waiting = [term]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._parents.get(name, ())
        return frozenset(found)


def opening(word: str) -> str:
    """What a noun and its adjective have in common: ovary, ovarian."""
    return word[:4]


def read_lexicon(path: Path, shown: str) -> Lexicon:
    """Read one word list; the file name is its name."""
    root = read_yaml(path, shown)
    fields = root.mapping(("what", "sources", "terms", "groups", "is"))
    if "terms" not in fields and "groups" not in fields:
        raise root.error("a word list needs the key terms or groups.")
    grouped = "groups" in fields
    terms: dict[str, tuple[str, ...]] = {}
    for term, node in fields["groups" if grouped else "terms"].mapping().items():
        canonical, *forms = _forms(term)
        terms[canonical] = (*forms, *(form for synonym in _synonyms(node) for form in _forms(synonym)))
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, node in fields["is"].mapping().items() if "is" in fields else ():
        kinds[kind] = node.texts()
        for name in (kind, *kinds[kind]):
            if name not in terms:
                raise node.error(f"{name!r} is not one of the terms above.")
    return Lexicon(
        name=path.stem,
        what=fields["what"].text() if "what" in fields else "",
        sources=fields["sources"].texts() if "sources" in fields else (),
        terms=terms,
        kinds=kinds,
        grouped=grouped,
    )


def add_to(book: Phrasebook, lexicons: Iterable[Lexicon]) -> None:
    """Make each list known to the phrasebook as `<name>`."""
    for lexicon in lexicons:
        for term in lexicon.terms:
            for wording in lexicon.wordings(term):
                book.add_term(f"<{lexicon.name}>", wording, term)


def known_lists(lexicons: Iterable[Lexicon]) -> set[str]:
    """The names that a phrase may put between < and >."""
    return {lexicon.name for lexicon in lexicons} | set(BUILT_IN)


def _forms(wording: str) -> list[str]:
    """A wording, or the forms of the verb that it begins with ("~put on": put on, puts on, putting on)."""
    if not wording.startswith("~"):
        return [wording]
    verb, blank, rest = wording[1:].partition(" ")
    return [form + blank + rest for form in word_forms(verb)]


def _synonyms(node: Node) -> tuple[str, ...]:
    return () if node.value == "" else node.texts()
