"""Contexts: what surrounds a phrase and changes what it says (negation, quotation, question, myth, advice against …).

The word triggers are declared in `rules/contexts/`; scopes follow NegEx (Chapman 2001): a trigger reaches forward to a
terminator or the end of the sentence, and a few words back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from healthlint.errors import nearest
from healthlint.language import Sentence
from healthlint.phrase import Phrase, read_phrases
from healthlint.phrasebook import Match, Phrasebook
from healthlint.text import Text
from healthlint.yamlfile import Node, read_yaml

STRUCTURAL = ("quoted", "question", "heading", "reference")
"""Contexts that punctuation and place decide; they need no words."""

BACKWARD_REACH = 5
"""Words that a trigger after the phrase reaches back (NegEx)."""

_SUGGESTION = re.compile(r"\bwhy (?:not|don['’]t you|wouldn['’]t you|bother|keep)\b", re.IGNORECASE)
"""A question that is advice."""

# each choice starts with its mark, by which they are looked for, and looks behind that mark only then
_QUOTATION = re.compile(r"“[^”\n]{1,600}”|\"(?<!\w\")[^\"\n]{1,600}\"|‘(?<!\w‘)[^’\n]{3,600}’(?!\w)")

_PARTS = ("before", "after", "sentence", "heading", "block", "ends", "except")


@dataclass(frozen=True)
class Context:
    """The triggers of one context.

    A phrase is in it when a `before` trigger stands earlier in its clause, an `after` trigger right behind it, a
    `sentence` trigger anywhere in its sentence, a `block` trigger at the start of its paragraph, or a `heading`
    trigger in the heading over it. `ends` close a clause; `except` are look-alikes of triggers.
    """

    name: str
    what: str
    phrases: dict[str, tuple[Phrase, ...]]


def read_context(path: Path, shown: str, lists: Collection[str]) -> Context:
    """Read one context; the file name is its name."""
    fields = read_yaml(path, shown).mapping(("what", "sources", *_PARTS))
    phrases = {part: read_phrases(fields[part], lists) for part in _PARTS if part in fields}
    return Context(path.stem, fields["what"].text() if "what" in fields else "", phrases)


def read_context_names(node: Node, known: Collection[str]) -> tuple[str, ...]:
    """Read a list of context names, as rules give them under `unless`."""
    names = {*known, *STRUCTURAL}
    for item in node.items():
        if item.text() not in names:
            raise item.error(f"there is no context {item.text()!r}.", nearest(item.text(), names))
    return node.texts()


def add_to(book: Phrasebook, contexts: Iterable[Context]) -> None:
    for context in contexts:
        for part, phrases in context.phrases.items():
            for phrase in phrases:
                book.add(_owner(context.name, part), phrase.elements)


class Contexts:
    """Answers, for one text, whether a phrase stands in a context."""

    def __init__(self, text: Text, references: Iterable[tuple[int, int]] = ()) -> None:
        self._text = text
        self._references = sorted(references)
        self._known: dict[tuple[str, int], bool] = {}
        self._marked: dict[str, tuple[set[int], set[int]]] = {}

    def excuse(self, match: Match, names: Iterable[str], own: Collection[Match] = ()) -> str:
        """The first of `names` that the match stands in; empty when it stands in none.

        A negation inside one of its `own` parts is part of what is said ("you do not need … your tablets").
        """
        return next((name for name in names if self.holds(name, match, own)), "")

    def holds(self, name: str, match: Match, own: Collection[Match] = ()) -> bool:
        if name == "quoted":
            return self._quoted(match)
        if name == "question":
            sentence = self._text.sentence_of(match)
            asked = self._text.sentence_text(sentence)
            return asked.rstrip("\"”’')] ").endswith("?") and not _SUGGESTION.search(asked)
        if name == "heading":
            return self._text.block_of(match).kind in ("title", "heading")
        if name == "reference":
            block = self._text.block_of(match)
            return block.kind == "footnote" or any(start <= block.start < end for start, end in self._references)
        return self._triggered(name, match, own)

    def _triggered(self, name: str, match: Match, own: Collection[Match]) -> bool:
        text = self._text
        sentence = text.sentence_of(match)
        # most phrases have no trigger near them, so where the clause ends is only asked for where there is one
        if text.matches_in(_owner(name, "before"), sentence.first, match.first):
            clause = self._clause_start(name, sentence.first, match.first)
            if self._live(name, "before", clause, match.first, own):
                return True
        reach = min(match.last + BACKWARD_REACH, sentence.last)
        if text.matches_in(_owner(name, "after"), match.last, reach):
            reach = self._clause_end(name, match.last, reach)
            if self._live(name, "after", match.last, reach, own):
                return True
        return self._around(name, sentence)

    def _around(self, name: str, sentence: Sentence) -> bool:
        """Whether a whole sentence stands in a context: by its own words, how its block opens, or the heading over it."""
        key = (name, sentence.first)
        if key not in self._known:
            self._known[key] = self._live(name, "sentence", sentence.first, sentence.last) or self._under(
                name, sentence
            )
        return self._known[key]

    def _under(self, name: str, sentence: Sentence) -> bool:
        if name not in self._marked:
            self._marked[name] = self._opened(name), self._headed(name)
        opened, headed = self._marked[name]
        if sentence.block.start in opened:
            return True
        section = self._text.section_of(sentence.block.start) if headed else None
        return section is not None and section.heading is not None and section.heading.start in headed

    def _opened(self, name: str) -> set[int]:
        """Where the blocks start that open with a trigger."""
        text = self._text
        found = ((match, text.block_of(match)) for match in text.matches(_owner(name, "block")))
        return {block.start for match, block in found if match.first == text.words.at(block.start)}

    def _headed(self, name: str) -> set[int]:
        """Where the headings start that hold a trigger."""
        blocks = map(self._text.block_of, self._text.matches(_owner(name, "heading")))
        return {block.start for block in blocks if block.kind in ("title", "heading")}

    def _clause_start(self, name: str, first: int, last: int) -> int:
        ends = self._text.matches_in(_owner(name, "ends"), first, last)
        return ends[-1].last if ends else first

    def _clause_end(self, name: str, first: int, last: int) -> int:
        ends = self._text.matches_in(_owner(name, "ends"), first, last)
        return ends[0].first if ends else last

    def _live(self, name: str, part: str, first: int, last: int, own: Collection[Match] = ()) -> bool:
        """Whether a trigger stands in a range of words, in none of the `own` parts, and is none of the look-alikes."""
        found = self._text.matches_in(_owner(name, part), first, last)
        triggers = [t for t in found if not any(o.first <= t.first and t.last <= o.last for o in own)]
        if not triggers:
            return False
        look_alikes = self._text.matches_in(_owner(name, "except"), max(first - BACKWARD_REACH, 0), last)
        return any(not any(a.first <= t.first < a.last for a in look_alikes) for t in triggers)

    def _quoted(self, match: Match) -> bool:
        if self._text.block_of(match).kind == "quotation":
            return True
        start, end = self._text.span(match)
        index = bisect_right(self._quotations, (start, len(self._text.article.prose))) - 1
        return index >= 0 and end <= self._quotations[index][1]

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        """Prose ranges between quotation marks, inside one block."""
        return [found.span() for found in _QUOTATION.finditer(self._text.article.prose)]


@cache
def _owner(name: str, part: str) -> str:
    return f"context:{name}/{part}"
