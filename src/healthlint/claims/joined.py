"""Items and cells with what leads into them, as one clause each, in a text of their own that claims can be read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from healthlint.article import SEPARATOR, Article, Block, BlockKind
from healthlint.claims import Claim
from healthlint.claims.clauses import NEGATIONS
from healthlint.claims.keys import Keys
from healthlint.claims.leadin import is_lead_in, join, join_heading
from healthlint.claims.reader import Reader
from healthlint.claims.relation import Relation, owner
from healthlint.claims.tables import cell_clauses
from healthlint.claims.topics import Topics
from healthlint.context import Contexts
from healthlint.language import Sentence
from healthlint.phrasebook import Match, Phrasebook
from healthlint.text import Text

_AGENTS = ("treatment", "medicine", "supplement", "test")
_LEADING = ("paragraph", "item", "heading")
DOUBTED = ("attributed", "refuted", "called-false")
"""Contexts in which the items of a list are not what the article says."""


@dataclass(frozen=True)
class Join:
    """A clause made of an item or cell and its lead-in; `start` and `end` are the prose span of the item's sentence."""

    clause: str
    start: int
    end: int
    lead_in: tuple[int, int]


class Joiner:
    """Finds the clauses that the lists and tables of one text make."""

    def __init__(self, text: Text, contexts: Contexts, relations: Collection[Relation]) -> None:
        self._text = text
        self._contexts = contexts
        self._owners = [owner(relation, scale) for relation in relations for scale in relation.scales]
        self._orders = frozenset(verb for relation in relations for verb in relation.imperatives)

    def joins(self) -> Iterator[Join]:
        """The clauses of items, then those of cells; only where lead-in or item could hold a claim."""
        cells: list[Block] = []
        above: dict[int, Block] = {}
        before: Block | None = None
        for block in self._text.article.blocks:
            if block.kind == "item":
                if before is not None and before.group != block.group and before.kind in _LEADING:
                    above.setdefault(block.group, before)
                if block.group in above:
                    yield from self._item(above[block.group], block)
            elif block.kind == "cell":
                cells.append(block)
            before = block
        for _, table in groupby(cells, key=lambda cell: cell.group):
            yield from self._cells(list(table))

    def _item(self, lead: Block, item: Block) -> Iterator[Join]:
        text = self._text
        leading, own = text.sentences_in(lead.start, lead.end)[-1:], text.sentences_in(item.start, item.end)[:1]
        if not leading or not own:
            return
        first, said = text.sentence_text(leading[0]), text.sentence_text(own[0])
        clause = join_heading(lead.text, said)
        if not clause and lead.kind != "heading" and is_lead_in(first):
            if self._contexts.excuse(Match(leading[0].last - 1, leading[0].last), DOUBTED):
                clause = f"{first.rstrip(' :')}: {said}"
            elif self._tells(leading[0]) or self._tells(own[0]):
                clause = join(first, said)
        if clause:
            yield Join(clause, own[0].start, own[0].end, (leading[0].start, leading[0].end))

    def _tells(self, sentence: Sentence) -> bool:
        norms = self._text.words.norms[sentence.first : sentence.last]
        if norms[0] in self._orders or not NEGATIONS.isdisjoint(norms):
            return True
        index = bisect_left(self._phrases, sentence.first)
        return index < len(self._phrases) and self._phrases[index] < sentence.last

    @cached_property
    def _phrases(self) -> list[int]:
        """Where the phrases of all relations start."""
        return sorted({match.first for name in self._owners for match in self._text.matches(name)})

    def _cells(self, cells: Sequence[Block]) -> Iterator[Join]:
        text = self._text
        agents = [
            any(text.matches_in(f"<{name}>", *text.word_range(cell.start, cell.end)) for name in _AGENTS)
            for cell in cells
        ]
        for cell, head, clause in cell_clauses(cells, agents):
            yield Join(clause, cell.start, cell.end, (head.start, head.end))


class Joined:
    """Clauses of lists and tables as a text of their own, under the same title and headings, and the way back.

    `replaced` says where in the article the sentences start that are read here, and not by themselves.
    """

    def __init__(self, text: Text, joins: Iterable[Join], book: Phrasebook) -> None:
        self._joins = sorted(joins, key=lambda one: one.start)
        self._starts: list[int] = []
        self.replaced = frozenset(one.start for one in self._joins)
        self.text = Text(self._article(text), book)

    def placed(self, claim: Claim) -> Claim:
        """A claim that was read here, at its place in the article."""
        place = self._joins[bisect_right(self._starts, claim.start) - 1]
        return replace(claim, start=place.start, end=place.end, lead_in=place.lead_in)

    def _article(self, text: Text) -> Article:
        blocks: list[Block] = []

        def add(kind: BlockKind, words: str, level: int) -> int:
            start = blocks[-1].end + len(SEPARATOR) if blocks else 0
            blocks.append(Block(kind, words, start, start + len(words), level))
            return start

        over = text.article.title
        if over is not None and self._joins:
            add("title", over.text, over.level)
        for joined in self._joins:
            section = text.section_of(joined.start)
            if section is not None and section.heading is not None and section.heading is not over:
                over = section.heading
                add("heading", over.text, over.level)
            self._starts.append(add("item", joined.clause, 1))
        prose = SEPARATOR.join(block.text for block in blocks)
        return Article(text.article.path, text.article.format, "", prose, tuple(blocks))


class JoinedReader(Reader):
    """Reads claims from joined clauses; they stand where the item or cell stands in the article."""

    def __init__(
        self, joined: Joined, contexts: Contexts, topics: Topics, keys: Keys, vocabularies: Mapping[str, frozenset[str]]
    ) -> None:
        super().__init__(joined.text, contexts, topics, keys, vocabularies)
        self._joined = joined

    def excused(self, match: Match, names: Iterable[str]) -> bool:
        """Title and headings are here to name topics; what they state is read from the article."""
        return self._joined.text.block_of(match).kind != "item" or super().excused(match, names)

    def read(self, relation: Relation) -> Iterator[Claim]:
        """The claims of one relation; none of a clause that says two things, such as “should reduce it by avoiding …”."""
        claims = list(super().read(relation))
        signs = {(claim.scale, claim.start, claim.place > 0) for claim in claims}
        for claim in claims:
            if (claim.scale, claim.start, claim.place <= 0) not in signs:
                yield self._joined.placed(claim)

    def statement(self, relation: str, sentence: Sentence, first: int, last: int, marks: Collection[int]) -> Claim:
        return self._joined.placed(super().statement(relation, sentence, first, last, marks))
