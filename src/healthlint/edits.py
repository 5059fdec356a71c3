"""Edits of single findings: what to write in the place of the flagged words, and where nobody but an editor should."""

from __future__ import annotations

import re

from healthlint.article import LINE_BREAK, Article
from healthlint.finding import Edit
from healthlint.text import Text

# An edit may bring no sign of markup with it.
_MARKUP = frozenset("<>&*_[]`{}|\\#")
# "use, misuse", "a quarter or a half": a choice is for the editor.
_CHOICE = re.compile(r"[,;:]\s|\sor\s|…")
_ARTICLE_BEFORE = re.compile(r"\b(a|an|the)\s$", re.I)
_ARTICLE = re.compile(r"(?:an?|the)\s", re.I)
_VOWELS = frozenset("aeiou")

_BREAK = r"(?:\r\n|\r(?!\n)|(?<!\r)\n)"
_HEADING = re.compile(r" {0,3}(?:#{1,6}[ \t]+)?")
_ITEM = re.compile(r"[ \t]*[-*+][ \t]+")
_LINE_END = re.compile(rf"[ \t]*(?:{_BREAK}|\Z)")
_BLANK_LINE = re.compile(rf"[ \t]*{_BREAK}")
_UNDERLINE = re.compile(rf"(?:=+|-+)[ \t]*(?:{_BREAK}|\Z)")
_AFTER_BLANK_LINE = re.compile(rf"(?:\A|{_BREAK}[ \t]*{_BREAK})\Z")


def replacement(text: Text, start: int, end: int, words: str, safe: bool) -> Edit | None:
    """Write words in the place of a prose range; none where that would break markup or grammar, or change nothing."""
    here, before = text.article.prose[start:end], text.article.prose[max(start - 4, 0) : start]
    if (
        not words.strip()
        or _CHOICE.search(words)
        or (set(words) & _MARKUP) - set(here)
        or _clashes(before, here, words)
    ):
        return None
    if here[:1].isupper() and not here[1:2].isupper():
        opens = True
    else:  # a dose or an acronym tells nothing of where it stands
        opens = not here[:1].islower() and bool(text.sentences_in(start, start + 1))
    words = words[0].upper() + words[1:] if opens else words
    span = _plain_span(text.article, start, end)
    return Edit(*span, words, safe) if span and words != here else None


def deletion(article: Article, start: int, end: int, safe: bool) -> Edit | None:
    """Delete a prose range with its lines; none where anything else stands on them, or belongs to them."""
    span = _plain_span(article, start, end)
    if not span:
        return None
    source = article.source
    first = span[0] - article.line_and_column(span[0])[1] + 1
    lead, line_end = source[first : span[0]], _LINE_END.match(source, span[1])
    is_item = bool(_ITEM.fullmatch(lead))
    if not line_end or not (is_item or _HEADING.fullmatch(lead)) or _UNDERLINE.match(source, line_end.end()):
        return None
    last = line_end.end()
    blank_before, blank_after = _AFTER_BLANK_LINE.search(source, 0, first), _BLANK_LINE.match(source, last)
    if not (is_item or blank_before or blank_after or last == len(source)):
        return None  # the lines around it would become one paragraph
    if blank_before and blank_after:
        last = blank_after.end()
    if source[last : last + 1] in (" ", "\t"):
        return None  # what is indented belongs to it
    return Edit(first, last, "", safe)


def _plain_span(article: Article, start: int, end: int) -> tuple[int, int] | None:
    """The source of a prose range, where it is the same text; in Word files, which are never written, none."""
    first, last = article.source_span(start, end)
    same = LINE_BREAK.sub("\n", article.source[first:last]) == article.prose[start:end]
    return (first, last) if same and first < last and article.format != "docx" else None


def _clashes(before: str, here: str, words: str) -> bool:
    """Whether an article stands before the words that they, and not those that are here, do not go with."""
    found = _ARTICLE_BEFORE.search(before)
    if not found or words[0].lower() == here[0].lower():
        return False
    wanted = "an" if words[0].lower() in _VOWELS else "a"
    return bool(_ARTICLE.match(words)) or found[1].lower() not in ("the", wanted)
