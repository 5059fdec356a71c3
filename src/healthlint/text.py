"""An article with its words, sentences and phrases: what signals, sorts, claims and checks all work on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from healthlint.article import Article, Block, Section
from healthlint.language import Sentence, Words, read_sentences, read_words
from healthlint.phrasebook import Found, Match, Phrasebook


class Text:
    """The words of one article; each part is worked out when first asked for."""

    def __init__(self, article: Article, book: Phrasebook) -> None:
        self.article = article
        self._book = book
        self._found_in: dict[str, Found] = {}

    @cached_property
    def words(self) -> Words:
        return read_words(self.article.prose)

    @cached_property
    def sentences(self) -> list[Sentence]:
        return read_sentences(self.words, self.article.blocks)

    def matches(self, owner: str) -> Sequence[Match]:
        """Where the phrases of an owner stand, in order."""
        return self._found.of(owner)

    def span(self, match: Match) -> tuple[int, int]:
        """Prose offsets of a match."""
        return self.words.starts[match.first], self.words.ends[match.last - 1]

    def surface(self, match: Match) -> str:
        return self.words.surface(match.first, match.last)

    def sentence_index(self, word: int) -> int:
        """Index of the sentence that holds a word."""
        return bisect_right(self._sentence_firsts, word) - 1

    def sentence_of(self, match: Match) -> Sentence:
        return self.sentences[self.sentence_index(match.first)]

    def sentence_text(self, sentence: Sentence) -> str:
        return self.article.prose[sentence.start : sentence.end]

    def sentences_in(self, start: int, end: int) -> list[Sentence]:
        """The sentences that start inside a prose range."""
        first = bisect_right(self._sentence_starts, start - 1)
        return self.sentences[first : bisect_right(self._sentence_starts, end - 1)]

    def matches_in(self, owner: str, first: int, last: int) -> list[Match]:
        """The matches of an owner that start inside a range of words."""
        found = self._found.of(owner)
        # a match sorts before one that starts later, and (first,) before every match that starts at first
        begin = bisect_left(found, (first,))
        if begin == len(found) or found[begin].first >= last:
            return []
        return found[begin : bisect_left(found, (last,), begin)]

    def word_range(self, start: int, end: int) -> tuple[int, int]:
        """The words inside a prose range."""
        return self.words.at(start), self.words.at(end)

    def section_of(self, offset: int) -> Section | None:
        """The section that holds a prose offset."""
        index = bisect_right(self._section_starts, offset) - 1
        return self.article.sections[index] if index >= 0 else None

    def mentions(self, owner: str, value: str) -> bool:
        """Whether a phrase of an owner stands in a text from outside the prose, such as a metadata value."""
        if value not in self._found_in:
            words = read_words(value)
            whole = Block("paragraph", value, 0, len(value))
            self._found_in[value] = self._book.find(words, read_sentences(words, [whole]))
        return owner in self._found_in[value]

    def block_of(self, match: Match) -> Block:
        return self.sentence_of(match).block

    @cached_property
    def _found(self) -> Found:
        return self._book.find(self.words, self.sentences)

    @cached_property
    def _sentence_firsts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.article.sections]
