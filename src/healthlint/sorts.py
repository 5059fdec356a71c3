"""Sorts of article: what an article, or one section of it, is about; rules name them under `when: {about: …}`.

Declared in `rules/sorts/`: decided by the title or heading, or by how often and how variously the text says it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from healthlint.article import Section
from healthlint.phrase import Phrase, read_phrases
from healthlint.phrasebook import Match, Phrasebook
from healthlint.text import Text
from healthlint.yamlfile import read_yaml


@dataclass(frozen=True)
class Sort:
    """One sort: `title` phrases decide where they stand in a title or heading, unless a `not_title` phrase does too.

    Otherwise the text decides: at least `at_least` phrases, `different` of them distinct, at `per_thousand` words.
    """

    name: str
    what: str
    phrases: dict[str, tuple[Phrase, ...]]
    at_least: int
    different: int
    per_thousand: float


def read_sort(path: Path, shown: str, lists: Collection[str]) -> Sort:
    """Read one sort; the file name is its name."""
    fields = read_yaml(path, shown).mapping(
        ("what", "sources", "title", "not_title", "text", "at_least", "different", "per_thousand")
    )
    return Sort(
        name=path.stem,
        what=fields["what"].text() if "what" in fields else "",
        phrases={part: read_phrases(fields[part], lists) for part in ("title", "not_title", "text") if part in fields},
        at_least=fields["at_least"].whole() if "at_least" in fields else 4,
        different=fields["different"].whole() if "different" in fields else 2,
        per_thousand=fields["per_thousand"].number() if "per_thousand" in fields else 8.0,
    )


def add_to(book: Phrasebook, sorts: Iterable[Sort]) -> None:
    for sort in sorts:
        for part, phrases in sort.phrases.items():
            for phrase in phrases:
                book.add(_owner(sort, part), phrase.elements, in_headings=part != "text")


def is_about(sort: Sort, text: Text) -> bool:
    """Whether the whole article is of this sort."""
    title = text.article.title
    if title and _decided_by_heading(sort, text, title.start, title.end):
        return True
    return _decided_by_text(sort, text, 0, len(text.words.norms), 1)


def section_is_about(sort: Sort, text: Text, section: Section) -> bool:
    """Whether one section is of this sort; half of what an article needs is enough."""
    heading = section.heading
    if heading and _decided_by_heading(sort, text, heading.start, heading.end):
        return True
    return _decided_by_text(sort, text, *text.word_range(section.start, section.end), 2)


def _decided_by_heading(sort: Sort, text: Text, start: int, end: int) -> bool:
    words = text.word_range(start, end)
    return bool(text.matches_in(_owner(sort, "title"), *words)) and not text.matches_in(
        _owner(sort, "not_title"), *words
    )


def _decided_by_text(sort: Sort, text: Text, first: int, last: int, ease: int) -> bool:
    matches = text.matches_in(_owner(sort, "text"), first, last)
    distinct = {_wording(match, text) for match in matches}
    return (
        len(matches) * ease >= sort.at_least
        and len(distinct) * ease >= sort.different
        and 1000 * len(matches) >= sort.per_thousand * max(last - first, 1)
    )


def _wording(match: Match, text: Text) -> str:
    return " ".join(text.words.norms[match.first : match.last])


def _owner(sort: Sort, part: str) -> str:
    return f"sort:{sort.name}/{part}"
