"""Bylines: lines that say who wrote or reviewed an article, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|{MONTH} \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})\b",
    re.IGNORECASE,
)

_VERBS = "updated|modified|revised|edited|reviewed|checked|approved|verified|written|posted|published|authored|issued"
SEPARATOR = re.compile(r"[|•·●]|\s[–—-]\s|\t")
OPENING = re.compile(
    rf"(?<![\w-])(?:(?:last|first|page|medically|clinically|fact|date|most|recently)[ -])*(?:{_VERBS})\b"
    r"|(?<![\w-])(?:next )?(?:page )?review due\b",
    re.IGNORECASE,
)
"""Words with which a new statement may begin in the middle of a line."""

TIME = re.compile(
    r"(?:[\s,.]|\d{1,2}:\d{2}|[ap]\.?m\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|at\b|(?-i:[A-Z]{2,4})\b)*",
    re.IGNORECASE,
)
"""What may stand between "updated" and the date."""

EDGES = " \t,;:(–—-|•·\u00a0"

LEADS = tuple(
    (person, date, re.compile(pattern, re.IGNORECASE))
    for person, date, pattern in (
        ("reviewer", "reviewed", r"(?:[a-z]+ly |expert |last |peer[ -])?"
         r"(?:reviewed|(?:fact[ -])?checked|approved|verified)(?: and [a-z]+)? by\b:? *"),
        ("reviewer", "reviewed", r"(?:medical |clinical |expert )?reviewers? *: *"),
        ("author", "published", r"(?:(?:article|story|text|words|post|content|report) )?"
         r"(?:(?:written|posted|authored|published|reported|created) )?by\b:? *"),
        ("author", "published", r"(?:authors?|writer|words|byline) *: *"),
        ("", "next_review", r"(?:next )?(?:page )?review (?:date|due)(?: date)? *(?:on|:)? *"),
        ("", "updated", r"(?:(?:date|last|page|content|most|recently) )*"
         r"(?:updated?|modified|revised|edited)(?: on)? *:? *"),
        ("", "reviewed", r"(?:(?:date|last|page|content|most|recently|medically|clinically) )*(?:reviewed|checked)"
         r"(?: on)? *:? *"),
        ("", "published", r"(?:(?:date|first|publish|publication|originally) )*(?:published|posted|issued|date|created)"
         r"(?: on)? *:? *"),
    )
)  # fmt: skip

CREDENTIAL = re.compile(r"(?:[A-Z]\.){2,5}|(?:[A-Z][a-z]{0,4}\.?){2,6}[A-Z]*|[A-Z]{2,6}(?:-[A-Z]{1,4})?")
PARTICLES = frozenset((
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "of", "ter", "van", "von", "zu",
))  # fmt: skip
HONORIFICS = frozenset((
    "dr", "dr.", "prof", "prof.", "professor", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "sir", "dame",
))  # fmt: skip
NOBODY = frozenset((
    "admin", "administrator", "anonymous", "author", "blog", "by", "contributor", "copyright", "department", "desk",
    "editor", "editorial", "editors", "guest", "health", "last", "medical", "min", "news", "newsdesk", "posted",
    "press", "published", "read", "release", "reporter", "reviewed", "reviewer", "site", "staff", "team", "the",
    "updated", "user", "webmaster", "website", "words", "writer", "written",
))  # fmt: skip
"""Words that show that a would-be name names no person."""


class Fact(NamedTuple):
    """One statement of a byline, under its canonical key; offsets in the line."""

    key: str
    value: str
    start: int
    end: int


def read_byline(line: str, *, top: bool) -> list[Fact] | None:
    """Return what a line says of author, reviewer and dates; None when it is no byline.

    A bare date, or a name with only a date or credentials, counts at the top of an article alone. The list is empty
    for a byline that names nobody ("Posted by admin").
    """
    if len(line) > 250 or len(line.split()) > 30:
        return None
    if top and (bare := _bare(line, 0, len(line))):
        return bare
    facts: list[Fact] = []
    found = False
    for start, end in _statements(line):
        statement = _led(line, start, end)
        if statement is None and top:
            statement = _bare(line, start, end) or None
        if statement is not None:
            facts += statement
            found = True
        elif not found and not _about_page(line[start:end]):
            return None
    return facts if found else None


def _statements(line: str) -> Iterator[tuple[int, int]]:
    cuts = [(found.start(), found.end()) for found in SEPARATOR.finditer(line)]
    cuts += [(found.start(), found.start()) for found in OPENING.finditer(line)]
    position = 0
    for start, end in sorted(cuts):
        yield from _stripped(line, position, start)
        position = end
    yield from _stripped(line, position, len(line))


def _stripped(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the range without the white space and punctuation around it, if anything remains."""
    while start < end and line[start] in EDGES:
        start += 1
    while start < end and line[end - 1] in EDGES:
        end -= 1
    if start < end:
        yield start, end


def _about_page(words: str) -> bool:
    """Whether words may stand before the first statement: "This page was", "5 min read"."""
    return bool(
        re.fullmatch(
            r"(?:(?:this|the) )?(?:page|article|content|post|guide|leaflet)(?: (?:was|is|has been))?", words, re.I
        )
        or re.fullmatch(r"\d{1,3}[ -]min(?:ute)?s? read|\d+ comments?", words, re.I)
    )


def _led(line: str, start: int, end: int) -> list[Fact] | None:
    """Read a statement that opens with words such as "written by" or "last updated"."""
    for person, date_key, lead in LEADS:
        match = lead.match(line, start, end)
        if match is None:
            continue
        date = DATE.search(line, match.end(), end)
        people_end = date.start() if date else end
        if person:
            people = _people(line, match.end(), people_end, person)
            nobody = _names_nobody(line[match.end() : people_end])
            if not people and not nobody:
                return None
            return people + ([Fact(date_key, date.group(), *date.span())] if date else [])
        if date and TIME.fullmatch(line, match.end(), date.start()) and len(line[date.end() : end].split()) <= 4:
            return [Fact(date_key, date.group(), *date.span())]
    return None


def _bare(line: str, start: int, end: int) -> list[Fact]:
    """Read a statement that is a date, a name and a date, or a name and credentials."""
    date = DATE.search(line, start, end)
    if date is None:
        people = _people(line, start, end, "author")
        return people if len(people) > 1 and people[-1].key != "author" else []
    published = Fact("published", date.group(), *date.span())
    rest = line[date.end() : end].strip(EDGES + ".)")
    if rest and not _about_page(rest):
        return []
    if TIME.fullmatch(line, start, date.start()):
        return [published]
    people = _people(line, start, date.start(), "author")
    return [*people, published] if people else []


def _names_nobody(words: str) -> bool:
    return len(words.split()) <= 6 and any(word.strip(",.") in NOBODY for word in words.lower().split())


def _people(line: str, start: int, end: int, key: str) -> list[Fact]:
    """Names, each followed by its credentials, up to the first part that is neither."""
    facts: list[Fact] = []
    for part in re.finditer(r"(?:(?!,|;|&| and\b| on\b).)+", line[start:end]):
        for first, last in _stripped(line, start + part.start(), start + part.end()):
            words = line[first:last]
            words = re.sub(r"^and ", "", re.sub(r"\bon$", "", words).rstrip())
            # The point that ends the line is no part of a name; that of "M.D." is.
            words = words if "." in words[:-1] else words.rstrip(".")
            first = line.index(words, first) if words else first
            if facts and CREDENTIAL.fullmatch(words):
                facts.append(Fact(_credentials(key), words, first, first + len(words)))
            elif _is_name(words):
                facts += _name_and_credentials(words, first, key)
            elif words:
                return facts
    return facts


def _credentials(person: str) -> str:
    return "credentials" if person == "author" else f"{person}_credentials"


def _name_and_credentials(words: str, start: int, key: str) -> list[Fact]:
    """Part "Jane Doe MD"; a name in capitals throughout has no credentials in it."""
    name, _, last = words.rpartition(" ")
    if not words.isupper() and " " in name and last.isupper() and len(last) > 1 and CREDENTIAL.fullmatch(last):
        at = start + len(name) + 1
        return [Fact(key, name, start, start + len(name)), Fact(_credentials(key), last, at, at + len(last))]
    return [Fact(key, words, start, start + len(words))]


def _is_name(words: str) -> bool:
    """Whether words look like a person's name: two to five capitalised words, none of which names a role."""
    parts = words.split()
    lowered = [part.lower() for part in parts]
    proper = [part for part in lowered if part not in HONORIFICS and part not in PARTICLES]
    if not 2 <= len(parts) <= 6 or not proper or (len(proper) == 1 and lowered[0] not in HONORIFICS):
        return False
    if NOBODY.intersection(lowered) or re.match(r"\w{3,}ing$", lowered[0]):
        return False
    return all(
        re.fullmatch(r"(?:[^\W\d_]\.)+|[^\W\d_][\w'’-]*\.?", part) and (part[0].isupper() or part.lower() in PARTICLES)
        for part in parts
    )
