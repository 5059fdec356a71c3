"""Trust signals: what a reader can lean on (disclaimer, author, reviewer, dates, references …), present or not.

Declared in `rules/signals/`; facts of the article, whether or not a rule asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import get_args

from healthlint.article import Block, BlockKind
from healthlint.context import Contexts, read_context_names
from healthlint.phrase import Phrase, read_phrases
from healthlint.phrasebook import Match, Phrasebook
from healthlint.shapes import patterns
from healthlint.text import Text
from healthlint.yamlfile import read_yaml

EDGE_WORDS = 150
"""Words from the start or the end of an article, its list of sources left out, within which a byline or footer stands."""

HEADING_SHARE = 0.4
"""The least share of a heading's words that a phrase must be for the heading to be about it."""

_FIELDS = (
    "what", "why", "sources", "phrases", "edge_phrases", "byline_phrases", "headings", "metadata", "metadata_phrases",
    "metadata_patterns", "patterns", "blocks", "links", "unless", "except",
)  # fmt: skip

_STATEMENT_OPENERS = frozenset(["|", "·", "•", "●", ";", ":", "–", "—", "-", "/", "(", "[", "*", ",", "and"])
"""Words after which a new statement may begin in a byline or footer."""


@dataclass(frozen=True)
class Signal:
    """How one trust signal is worded.

    `phrases` and the regular expressions `patterns` count anywhere, `edge_phrases` only near the start or end of the
    article, `byline_phrases` only where a statement begins there, `headings` when something stands under them. A value
    under a `metadata` key (`*` stands for any part of it) counts; where `metadata_phrases` or `metadata_patterns` are
    given, only one that holds such a phrase or pattern. `links` are parts of addresses that count as sources, `blocks`
    kinds of block that count in themselves. `except` are look-alikes of phrases.
    """

    name: str
    what: str
    why: str
    phrases: dict[str, tuple[Phrase, ...]]
    patterns: dict[str, tuple[re.Pattern[str], ...]]
    metadata: tuple[str, ...]
    links: tuple[str, ...]
    blocks: tuple[str, ...]
    unless: tuple[str, ...]


def read_signal(path: Path, shown: str, lists: Collection[str], contexts: Collection[str]) -> Signal:
    """Read one signal; the file name, with `_` for `-`, is its name."""
    fields = read_yaml(path, shown).mapping(_FIELDS)
    parts = ("phrases", "edge_phrases", "byline_phrases", "headings", "metadata_phrases", "except")
    return Signal(
        name=path.stem.replace("-", "_"),
        what=fields["what"].text() if "what" in fields else "",
        why=fields["why"].text() if "why" in fields else "",
        phrases={part: read_phrases(fields[part], lists) for part in parts if part in fields},
        patterns={part: patterns(fields[part]) for part in ("patterns", "metadata_patterns") if part in fields},
        metadata=fields["metadata"].texts() if "metadata" in fields else (),
        links=fields["links"].texts() if "links" in fields else (),
        blocks=tuple(node.choice(get_args(BlockKind)) for node in fields["blocks"].items())
        if "blocks" in fields
        else (),
        unless=read_context_names(fields["unless"], contexts) if "unless" in fields else (),
    )


def add_to(book: Phrasebook, signals: Iterable[Signal]) -> None:
    for signal in signals:
        for part, phrases in signal.phrases.items():
            for phrase in phrases:
                book.add(_owner(signal, part), phrase.elements, in_headings=part == "headings")


def find_evidence(signal: Signal, text: Text, contexts: Contexts) -> list[tuple[int, int]]:
    """The source spans that show a signal, in order; none when it is absent."""
    article = text.article
    spans = [article.source_span(*text.span(match)) for match in _worded(signal, text, contexts)]
    spans += [article.source_span(block.start, block.end) for block in headed_blocks(signal, text)]
    spans += [article.source_span(block.start, block.end) for block in article.blocks if block.kind in signal.blocks]
    spans += _in_metadata(signal, text)
    for pattern in signal.patterns.get("patterns", ()):
        spans += [article.source_span(*found.span()) for found in pattern.finditer(article.prose)]
    for link in article.links:
        if any(part in link.url for part in signal.links):
            spans.append(article.source_span(link.start, link.end))
    return sorted(set(spans))


def _worded(signal: Signal, text: Text, contexts: Contexts) -> Iterable[Match]:
    last = _body_end(text, contexts)
    for part in ("phrases", "edge_phrases", "byline_phrases"):
        for match in text.matches(_owner(signal, part)):
            if part != "phrases" and EDGE_WORDS < match.first < last - EDGE_WORDS:
                continue
            if part == "byline_phrases" and not _begins_statement(text, match):
                continue
            if not _excepted(signal, text, match) and not contexts.excuse(match, signal.unless):
                yield match


def _body_end(text: Text, contexts: Contexts) -> int:
    """The end, in words, of what stands before the list of sources and the footnotes that close an article."""
    for sentence in reversed(text.sentences):
        if not contexts.holds("reference", Match(sentence.first, sentence.last)):
            return sentence.last
    return 0


def _begins_statement(text: Text, match: Match) -> bool:
    """Whether a match opens a sentence, a line of the file, or what a separator parts from the words before."""
    if match.first == text.sentence_of(match).first or text.words.norms[match.first - 1] in _STATEMENT_OPENERS:
        return True
    article = text.article
    start = article.source_span(*text.span(match))[0]
    before = article.source[max(start - 12, 0) : start].rstrip(" \t*_>|~`")
    return not before or before[-1] in "\n\r"


def _excepted(signal: Signal, text: Text, match: Match) -> bool:
    nearby = text.matches_in(_owner(signal, "except"), max(match.first - 12, 0), match.last)
    return any(look.first < match.last and match.first < look.last for look in nearby)


def headed_blocks(signal: Signal, text: Text) -> Iterable[Block]:
    """The headings that name a signal and have something under them."""
    for match in text.matches(_owner(signal, "headings")):
        block = text.block_of(match)
        section = text.section_of(block.start)
        if block.kind != "heading" or not section or section.heading != block or not section.blocks:
            continue
        first, last = text.word_range(block.start, block.end)
        if match.last - match.first >= HEADING_SHARE * (last - first):
            yield block


def _in_metadata(signal: Signal, text: Text) -> list[tuple[int, int]]:
    return [
        (datum.start, datum.end)
        for datum in text.article.metadata
        if any(fnmatchcase(datum.key, key) for key in signal.metadata) and _is_value(signal, text, datum.value)
    ]


def _is_value(signal: Signal, text: Text, value: str) -> bool:
    """Whether a metadata value says what the signal demands of it."""
    patterns = signal.patterns.get("metadata_patterns", ())
    if "metadata_phrases" not in signal.phrases and not patterns:
        return True
    if any(pattern.search(value) for pattern in patterns):
        return True
    return text.mentions(_owner(signal, "metadata_phrases"), value)


def _owner(signal: Signal, part: str) -> str:
    return f"signal:{signal.name}/{part}"
