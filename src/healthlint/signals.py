"""Trust signals: what a reader can lean on (disclaimer, author, reviewer, dates, references …), present or not.

Declared in `rules/signals/`; facts of the article, whether or not a rule asks for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from healthlint.article import Block
from healthlint.context import Contexts, read_context_names
from healthlint.phrase import Phrase, read_phrases
from healthlint.phrasebook import Match, Phrasebook
from healthlint.text import Text
from healthlint.yamlfile import read_yaml

EDGE_WORDS = 120
"""Words from the start or the end of an article within which a byline or footer line stands."""

_FIELDS = ("what", "why", "sources", "phrases", "edge_phrases", "headings", "metadata", "metadata_phrases", "links", "unless", "except")  # fmt: skip


@dataclass(frozen=True)
class Signal:
    """How one trust signal is worded.

    `phrases` count anywhere, `edge_phrases` only near the start or end of the article, `headings` when something
    stands under them. A value under a `metadata` key counts; where `metadata_phrases` is given, only one that holds
    such a phrase. `links` are parts of addresses that count as sources. `exceptions` are look-alikes.
    """

    name: str
    what: str
    why: str
    phrases: dict[str, tuple[Phrase, ...]]
    metadata: tuple[str, ...]
    links: tuple[str, ...]
    unless: tuple[str, ...]


def read_signal(path: Path, shown: str, lists: Collection[str], contexts: Collection[str]) -> Signal:
    """Read one signal; the file name, with `_` for `-`, is its name."""
    fields = read_yaml(path, shown).mapping(_FIELDS)
    parts = ("phrases", "edge_phrases", "headings", "metadata_phrases", "except")
    return Signal(
        name=path.stem.replace("-", "_"),
        what=fields["what"].text() if "what" in fields else "",
        why=fields["why"].text() if "why" in fields else "",
        phrases={part: read_phrases(fields[part], lists) for part in parts if part in fields},
        metadata=fields["metadata"].texts() if "metadata" in fields else (),
        links=fields["links"].texts() if "links" in fields else (),
        unless=read_context_names(fields["unless"], contexts) if "unless" in fields else (),
    )


def add_to(book: Phrasebook, signals: Iterable[Signal]) -> None:
    for signal in signals:
        for part, phrases in signal.phrases.items():
            for phrase in phrases:
                book.add(_owner(signal, part), phrase.elements)


def find_evidence(signal: Signal, text: Text, contexts: Contexts) -> list[tuple[int, int]]:
    """The source spans that show a signal, in order; none when it is absent."""
    article = text.article
    spans = [article.source_span(*text.span(match)) for match in _worded(signal, text, contexts)]
    spans += [article.source_span(block.start, block.end) for block in _headed(signal, text)]
    spans += _in_metadata(signal, text)
    for link in article.links:
        if any(part in link.url for part in signal.links):
            spans.append(article.source_span(link.start, link.end))
    return sorted(set(spans))


def _worded(signal: Signal, text: Text, contexts: Contexts) -> Iterable[Match]:
    count = len(text.words.norms)
    for part in ("phrases", "edge_phrases"):
        for match in text.matches(_owner(signal, part)):
            if part == "edge_phrases" and EDGE_WORDS < match.first < count - EDGE_WORDS:
                continue
            if not _excepted(signal, text, match) and not contexts.excuse(match, signal.unless):
                yield match


def _excepted(signal: Signal, text: Text, match: Match) -> bool:
    nearby = text.matches_in(_owner(signal, "except"), max(match.first - 12, 0), match.last)
    return any(look.first < match.last and match.first < look.last for look in nearby)


def _headed(signal: Signal, text: Text) -> Iterable[Block]:
    for match in text.matches(_owner(signal, "headings")):
        block = text.block_of(match)
        section = text.section_of(block.start)
        if section and section.heading == block and section.blocks:
            yield block


def _in_metadata(signal: Signal, text: Text) -> list[tuple[int, int]]:
    spans = []
    demanded = "metadata_phrases" in signal.phrases
    for datum in text.article.metadata:
        if datum.key not in signal.metadata:
            continue
        if not demanded or text.mentions(_owner(signal, "metadata_phrases"), datum.value):
            spans.append((datum.start, datum.end))
    return spans


def _owner(signal: Signal, part: str) -> str:
    return f"signal:{signal.name}/{part}"
