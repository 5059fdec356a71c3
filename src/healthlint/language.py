"""English text as words and sentences; the only module that imports spaCy."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import ModuleType
from typing import Any

from healthlint.article import Block

NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "half dozen".split()
)

# Before a full stop that ends no sentence; what spaCy's tokenizer keeps with its stop ("Dr.", "e.g.") is not here.
_ABBREVIATIONS = frozenset(
    "approx fig figs no nos vol al ref refs min max ca cf est ext tel prof mr mrs ms dr st sr jr dept eq resp incl "
    "viz ed eds pp vs i.e e.g eg ie".split()
)
_NEVER_LAST = frozenset(
    "dr. mr. mrs. ms. prof. vs. e.g. i.e. eg. ie. st. no. fig. approx. cf. ca. rev. gen. sen.".split()
)
_AFTER_LETTER_NAMES = frozenset("vitamin vitamins hepatitis type group grade stage class phase plan part omega".split())
_CLOSERS = frozenset(['"', "'", "”", "’", ")", "]", "»", "''"])
_ENDERS = frozenset([".", "!", "?", "…", "...", "!!", "??", "?!", "!?", "!!!", "???"])
_IS_AFTER = frozenset("it that there here what where who how he she this".split())


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a heading, list item or table cell, each a unit of its own.

    `first` and `last` are a half-open range of words, `start` and `end` of prose characters.
    """

    first: int
    last: int
    start: int
    end: int
    block: Block


@dataclass(frozen=True)
class Words:
    """The words of a prose, normalised for matching; parallel lists.

    `norms` are in lower case, contractions resolved ("don't" is do + not); hyphens inside compounds are left out, so
    that "follow-up" and "follow up" are the same words. Punctuation marks are words too.
    """

    prose: str
    norms: list[str]
    starts: list[int]
    ends: list[int]

    def surface(self, first: int, last: int) -> str:
        """The prose from word `first` to before word `last`."""
        return self.prose[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def at(self, offset: int) -> int:
        """Index of the first word that starts at or after a prose offset."""
        return bisect_left(self.starts, offset)

    @cached_property
    def is_number(self) -> list[bool]:
        return [norm[0].isdigit() or norm in NUMBER_WORDS or norm[0] in "½¼¾⅓⅔" for norm in self.norms]


def read_words(prose: str) -> Words:
    """Cut a prose into words."""
    doc = _pipeline().tokenizer(prose)
    table = doc.to_array(["NORM", "IDX", "LENGTH"])
    strings = doc.vocab.strings
    norms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    columns = (table[:, column].tolist() for column in range(3)) if len(doc) else ([], [], [])
    plain: dict[int, str] = {}
    for norm_id, start, length in zip(*columns, strict=True):
        norm = plain.get(norm_id)
        if norm is None:
            norm = _normal(strings[norm_id])
            if norm.isalpha():
                plain[norm_id] = norm
            elif not norm or (norm == "-" and _inside_compound(prose, start, start + length)):
                continue
            elif norm == "'s" and norms and norms[-1] in _IS_AFTER and ends[-1] == start:
                norm = "is"
            elif len(norm) == 2 and norm[1] == "." and norms and norms[-1] in _AFTER_LETTER_NAMES:
                # "vitamin D." is read as an initial, such as that of a name
                norms.append(norm[0])
                starts.append(start)
                ends.append(start + 1)
                norm, start, length = ".", start + 1, 1
        norms.append(norm)
        starts.append(start)
        ends.append(start + length)
    return Words(prose, norms, starts, ends)


def first_word(text: str) -> str:
    """The first of the words that `normalise` gives; empty where there are none."""
    words = _normal_stretch(text.partition(" ")[0]) or normalise(text)
    return words[0] if words else ""


def normalise(text: str) -> list[str]:
    """Cut a phrase of a rule or word list into the same normal words as an article."""
    # spaCy's tokenizer cuts each stretch between blanks by itself, and most of them are words that need no cutting
    return [norm for stretch in text.split() for norm in _normal_stretch(stretch)]


@cache
def _normal_stretch(text: str) -> tuple[str, ...]:
    if text.isalpha() and text.isascii() and text not in _special_cases():
        return (text.lower(),)
    parts = text.split("-")
    if all(part.isascii() and part.isalpha() and part not in _special_cases() for part in parts):
        return tuple(part.lower() for part in parts)
    return tuple(read_words(text).norms)


def read_sentences(words: Words, blocks: Sequence[Block]) -> list[Sentence]:
    """Cut each block into sentences; only paragraphs, quotations, items and footnotes can hold more than one."""
    sentences: list[Sentence] = []
    for block in blocks:
        first, last = words.at(block.start), words.at(block.end)
        begin = first
        if block.kind not in ("title", "heading"):
            for index in range(first, last - 1):
                if words.norms[index] in _ENDERS or words.norms[index][-1] == ".":
                    stop = _sentence_stop(words, index, first, last)
                    if stop and begin < stop < last:
                        sentences.append(_sentence(words, begin, stop, block))
                        begin = stop
        if begin < last:
            sentences.append(_sentence(words, begin, last, block))
    return sentences


def _sentence(words: Words, first: int, last: int, block: Block) -> Sentence:
    return Sentence(first, last, words.starts[first], words.ends[last - 1], block)


def _sentence_stop(words: Words, index: int, first: int, last: int) -> int:
    """Index of the word after the sentence that the mark at `index` ends; 0 when it ends none."""
    norms, starts, ends = words.norms, words.starts, words.ends
    mark = norms[index]
    after = index + 1
    closed = False
    while after < last and norms[after] in _CLOSERS and starts[after] == ends[after - 1]:
        after, closed = after + 1, True
    if after >= last:
        return last
    following = words.prose[starts[after]]
    spaced = starts[after] > ends[after - 1]
    if mark in ("…", "..."):
        return after if spaced and following.isupper() else 0
    if mark not in _ENDERS:
        return after if _stop_of_abbreviation(words, index, after) else 0
    if mark == ".":
        if not spaced and not closed and not following.isupper():
            return 0
        if (
            index > first
            and norms[index - 1] in _ABBREVIATIONS
            and not (norms[index - 1] == "no" and following.isupper())
        ):
            return 0
    elif not spaced and not closed:
        return 0
    # '"Is it safe?" she asked' and 'the "good." fats' go on
    return 0 if closed and following.islower() else after


def _stop_of_abbreviation(words: Words, index: int, after: int) -> bool:
    """Whether a word with its own full stop ("U.S.", "p.m.", "vitamin C.") also ends the sentence."""
    norm = words.norms[index]
    following = words.prose[words.starts[after]]
    if norm in _NEVER_LAST or words.starts[after] == words.ends[index] or not following.isupper():
        return False
    return len(norm) > 2 or not norm[0].isalnum()


@cache
def _normal(norm: str) -> str:
    if norm.isspace():
        return ""
    if norm in ("‐", "‑", "­"):
        return "-"
    return norm.replace("’", "'").strip("\u200b\ufeff\u00ad").lower()


def _inside_compound(prose: str, start: int, end: int) -> bool:
    return start > 0 and end < len(prose) and prose[start - 1].isalnum() and prose[end].isalnum()


@cache
def _special_cases() -> frozenset[str]:
    return frozenset(_pipeline().tokenizer.rules)


@cache
def _pipeline() -> Any:
    """spaCy's English tokenizer, without a trained model."""
    # spacy/__init__.py imports its command line (typer, httpx, weasel …), half of its import time and unused here
    stubs = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": ModuleType("spacy.cli.info")}
    stubs["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    absent = [name for name in stubs if "spacy" not in sys.modules and sys.modules.setdefault(name, stubs[name])]
    try:
        import spacy
    finally:
        for name in absent:
            del sys.modules[name]
    return spacy.blank("en")


WORD = re.compile(r"[^\W_]+(?:['’\-‐‑.&/][^\W_]+)*")
"""A word as a reader counts it: "over-the-counter", "don't" and "3.5" are one each."""
