"""Everything healthlint knows of one article, each fact worked out once, when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from healthlint import signals, sorts
from healthlint.article import Article, Section
from healthlint.claims import Claim
from healthlint.claims.align import Statement, read_statements
from healthlint.claims.attribute import AttributeGroup
from healthlint.claims.compared import Comparison, read_comparisons
from healthlint.claims.differing import Pair, differing
from healthlint.claims.events import read_events
from healthlint.claims.headcount import miscounted
from healthlint.claims.joined import Joined, JoinedReader, Joiner
from healthlint.claims.keys import Keys, keys_of
from healthlint.claims.maximum import exceeding
from healthlint.claims.measured import Measured, read_measured
from healthlint.claims.reader import Reader
from healthlint.claims.relation import Relation
from healthlint.claims.rhythms import read_rhythms
from healthlint.claims.supply import outlasting
from healthlint.claims.topics import Topics
from healthlint.context import Context, Contexts
from healthlint.language import WORD, Sentence
from healthlint.lexicon import Lexicon
from healthlint.phrasebook import Phrasebook
from healthlint.quantities import Quantity, find_quantities
from healthlint.readability import Grades, count, grade
from healthlint.signals import Signal
from healthlint.sorts import Sort
from healthlint.summary import find_summaries
from healthlint.text import Text

T = TypeVar("T")


@dataclass(frozen=True)
class Knowledge:
    """What rules and analysis share: word lists, contexts, signals, sorts, relations and attributes, and the phrases of them all.

    `comparisons` are the options of the rules by which two claims are compared.
    """

    book: Phrasebook
    lexicons: Mapping[str, Lexicon]
    contexts: Mapping[str, Context]
    signals: Mapping[str, Signal]
    sorts: Mapping[str, Sort]
    relations: Mapping[str, Relation]
    attributes: Mapping[str, AttributeGroup]
    comparisons: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def vocabularies(self) -> dict[str, frozenset[str]]:
        """The keys of the words of each relation: they say where a claim stands, not what it is about."""
        return {name: keys_of(one.vocabulary, self.lexicons) for name, one in self.relations.items()}


class Analysis(Text):
    """The facts of one article."""

    def __init__(self, article: Article, knowledge: Knowledge) -> None:
        super().__init__(article, knowledge.book)
        self.knowledge = knowledge
        self._about: dict[tuple[str, int], bool] = {}
        self._words_of: dict[int, list[str]] = {}
        self.compared: dict[tuple[Any, ...], list[tuple[Claim, Claim]]] = {}
        self._counts: dict[int, tuple[int, int, int]] = {}

    @cached_property
    def contexts(self) -> Contexts:
        return Contexts(self, self.reference_ranges)

    @cached_property
    def signals(self) -> dict[str, list[tuple[int, int]]]:
        """Each signal's evidence as source spans; an empty list where it is absent."""
        known = self.knowledge.signals.values()
        return {signal.name: signals.find_evidence(signal, self, self.contexts) for signal in known}

    def is_about(self, sort: str, section: Section | None = None) -> bool:
        """Whether the article, or one of its sections, is of a sort."""
        key = (sort, section.start if section else -1)
        if key not in self._about:
            known = self.knowledge.sorts[sort]
            self._about[key] = sorts.section_is_about(known, self, section) if section else sorts.is_about(known, self)
        return self._about[key]

    @cached_property
    def reference_ranges(self) -> list[tuple[int, int]]:
        """Prose ranges of the lists of sources and further links at the end of an article."""
        references = self.knowledge.signals.get("references")
        headings = set(signals.headed_blocks(references, self)) if references else set()
        return [(s.start, s.end) for s in self.article.sections if s.heading in headings]

    @cached_property
    def summaries(self) -> set[int]:
        """The groups of the lists that sum the article up."""
        return find_summaries(self.article)

    @cached_property
    def claims(self) -> Mapping[str, list[Claim]]:
        """The claims of each relation, in the order of the text."""
        relations = self.knowledge.relations
        return _WhenAsked(lambda name: sorted(self._claims(relations[name]), key=lambda claim: claim.start))

    @property
    def all_claims(self) -> list[Claim]:
        """The claims of all relations; those by clause and by comparison make none."""
        relations = self.knowledge.relations.items()
        return [c for name, one in relations if one.by not in ("clause", "comparison") for c in self.claims[name]]

    def _claims(self, relation: Relation) -> Iterator[Claim]:
        """What sentences claim by themselves, and what items and cells claim together with their lead-ins."""
        if relation.by == "event":
            own = read_events(relation, self, self.claim_reader)
            yield from read_events(relation, self._joined.text, self._joined_reader)
        elif relation.by == "rhythm":
            own = read_rhythms(relation, self, self.claim_reader)
            yield from read_rhythms(relation, self._joined.text, self._joined_reader)
        else:
            own = self.claim_reader.read(relation)
            yield from self._joined_reader.read(relation)
        yield from (claim for claim in own if claim.start not in self._joined.replaced)

    @cached_property
    def statements(self) -> Mapping[str, list[Statement]]:
        """The clauses that each relation by clause compares."""
        return _WhenAsked(lambda name: list(self._statements(self.knowledge.relations[name])))

    def _statements(self, relation: Relation) -> Iterator[Statement]:
        own = read_statements(relation, self, self.claim_reader)
        yield from (one for one in own if one.sentence.start not in self._joined.replaced)
        yield from read_statements(relation, self._joined.text, self._joined_reader)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """What the article says is more than what, in the order of the text."""
        return list(read_comparisons(self, self.claim_reader))

    @cached_property
    def _joined(self) -> Joined:
        joiner = Joiner(self, self.contexts, self.knowledge.relations.values())
        return Joined(self, joiner.joins(), self.knowledge.book)

    @cached_property
    def _joined_reader(self) -> JoinedReader:
        text, lexicons = self._joined.text, self.knowledge.lexicons
        keys = Keys(text, lexicons, self.keys.common_names)
        return JoinedReader(self._joined, Contexts(text), Topics(text, lexicons), keys, self.knowledge.vocabularies)

    @cached_property
    def measured(self) -> list[Measured]:
        """The figures that the article states, with what each is the amount of."""
        return list(read_measured(self, self.claim_reader, self.knowledge.attributes.values()))

    @cached_property
    def differing_figures(self) -> list[Pair]:
        """Pairs of figures for one thing that cannot both hold, in the order of the later."""
        measured = self.measured
        pairs = [*differing(measured, self.keys), *miscounted(measured, self), *outlasting(measured, self)]
        return sorted(pairs, key=lambda pair: pair[0].figure.first)

    @cached_property
    def excessive_doses(self) -> list[tuple[Measured, Measured]]:
        """The doses above the maximum that the article states, each with that maximum."""
        return list(exceeding(self.measured, self, self.keys))

    @cached_property
    def keys(self) -> Keys:
        return Keys(self, self.knowledge.lexicons)

    @cached_property
    def claim_reader(self) -> Reader:
        return Reader(
            self, self.contexts, Topics(self, self.knowledge.lexicons), self.keys, self.knowledge.vocabularies
        )

    @cached_property
    def quantities(self) -> list[Quantity]:
        return list(find_quantities(self.article.prose))

    @cached_property
    def ranges_with_digits(self) -> list[tuple[int, int]]:
        """Prose ranges of the sentences that hold a digit; neighbours in one block are one range."""
        ranges: list[tuple[int, int]] = []
        block = None
        for sentence in self.sentences:
            if not any(
                norm[0].isdigit() or norm[-1].isdigit() for norm in self.words.norms[sentence.first : sentence.last]
            ):
                block = None
            elif block == sentence.block.start:
                ranges[-1] = ranges[-1][0], sentence.end
            else:
                ranges.append((sentence.start, sentence.end))
                block = sentence.block.start
        return ranges

    @cached_property
    def prose_sentences(self) -> list[Sentence]:
        """The sentences that readability counts: running prose, without headings, table cells and references."""
        references = self.reference_ranges
        return [
            sentence
            for sentence in self.sentences
            if sentence.block.kind in ("paragraph", "item", "quotation")
            and not any(start <= sentence.start < end for start, end in references)
        ]

    def words_of(self, sentence: Sentence) -> list[str]:
        """The words of a sentence as a reader counts them."""
        if sentence.start not in self._words_of:
            self._words_of[sentence.start] = WORD.findall(self.article.prose, sentence.start, sentence.end)
        return self._words_of[sentence.start]

    def grades(self, sentences: list[Sentence]) -> Grades:
        return grade(map(self._counts_of, sentences))

    def _counts_of(self, sentence: Sentence) -> tuple[int, int, int]:
        if sentence.start not in self._counts:
            self._counts[sentence.start] = count(self.words_of(sentence))
        return self._counts[sentence.start]

    @cached_property
    def article_grades(self) -> Grades:
        return self.grades(self.prose_sentences)

    @cached_property
    def word_count(self) -> int:
        return sum(len(WORD.findall(block.text)) for block in self.article.blocks)


class _WhenAsked(dict[str, list[T]]):
    """What is read of each relation once it is asked for: the only rule on one may be off."""

    def __init__(self, read: Callable[[str], list[T]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, name: str) -> list[T]:
        found = self[name] = self._read(name)
        return found
