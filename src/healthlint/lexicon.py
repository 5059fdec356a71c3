"""Word lists: the medicines, conditions, procedures, clinicians, hedges … that rules name as `<medicine>`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from healthlint.names import BUILT_IN
from healthlint.phrasebook import Phrasebook
from healthlint.stems import stem
from healthlint.yamlfile import Node, read_yaml


@dataclass(frozen=True)
class Lexicon:
    """One word list: canonical terms with their synonyms, and which terms are kinds of which."""

    name: str
    what: str
    sources: tuple[str, ...]
    terms: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]

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
            for term, synonyms in self.terms.items()
            for wording in (term, *synonyms)
            if " " not in wording and "-" not in wording
        }

    def wider(self, term: str) -> frozenset[str]:
        """The canonical term and everything it is a kind of: ibuprofen is an NSAID is a painkiller."""
        found: set[str] = set()
        waiting = [term]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._parents.get(name, ())
        return frozenset(found)


def read_lexicon(path: Path, shown: str) -> Lexicon:
    """Read one word list; the file name is its name."""
    root = read_yaml(path, shown)
    fields = root.mapping(("what", "sources", "terms", "is"))
    if "terms" not in fields:
        raise root.error("a word list needs the key terms.")
    terms = {term: _synonyms(node) for term, node in fields["terms"].mapping().items()}
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
    )


def add_to(book: Phrasebook, lexicons: Iterable[Lexicon]) -> None:
    """Make each list known to the phrasebook as `<name>`."""
    for lexicon in lexicons:
        for term, synonyms in lexicon.terms.items():
            for wording in (term, *synonyms):
                book.add_term(f"<{lexicon.name}>", wording, term)


def known_lists(lexicons: Iterable[Lexicon]) -> set[str]:
    """The names that a phrase may put between < and >."""
    return {lexicon.name for lexicon in lexicons} | set(BUILT_IN)


def _synonyms(node: Node) -> tuple[str, ...]:
    return () if node.value == "" else node.texts()
