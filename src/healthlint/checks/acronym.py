"""Acronyms that the article never spells out.

One pass notes which acronyms are spelled out or explained anywhere, a second reports the first use of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.finding import Finding
from healthlint.phrasebook import Match
from healthlint.rule import Rule


def _may_start(letters: int) -> str:
    """What must stand before the first letters; it comes after them, for a search for letters is the faster one."""
    back = "." * letters
    prefixes = "|".join(rf"(?<=\b{prefix}-{back})" for prefix in ("anti", "non", "hs"))
    return rf"(?:(?<![\w.@/#’'-]{back})|(?<=[A-Z0-9]-{back})|{prefixes})"


_END = r"s?(?![\w@]|\.\w)"
# COPD, HbA1c, T2D, Nrf2; in a compound, what follows capitals ("MRI-PDFF") or a prefix ("anti-TNF")
_ACRONYM = re.compile(
    rf"(?P<name>[A-Z]{_may_start(1)}(?:[A-Za-z]{{0,2}}[A-Z]{{1,4}}[0-9]?|[A-Za-z]{{0,2}}[0-9][A-Za-z]{{1,2}}"
    rf"|[bcdfghjklmnpqrstvwxz]{{2}}[0-9])){_END}"
)
# eGFR, cTn
_SMALL_FIRST = re.compile(rf"(?P<name>[a-z][A-Z]{_may_start(2)}(?:[A-Z]{{1,3}}|[a-z])){_END}")

# "long form (COPD", "long form, or COPD", "long form, called COPD"
_BRACKET = re.compile(r"[(\[]\s*(?:or |the |also |called |known as |abbreviated )*[“\"']?$")
_OR = re.compile(r"(?:,\s*(?:or )?|\b(?:or|called|termed|named|as|abbreviated|abbreviation))\s*(?:the |an? )?[“\"'(]?$")
# "also called kidney failure or ESRD"
_CALLED_TWICE = re.compile(
    r"\b(?:called|known as|termed|described as|referred to as) [a-z][\w’' -]{3,50} or (?:the |an? )?$"
)
_ALSO_CALLED = re.compile(
    r"(?:\b(?:also|sometimes|often|usually|commonly) (?:called|known as|termed|referred to as)|\breferred to as|[)],? or)"
    r"\s+(?:the |an? )?[“\"'(]?$"
)
# "COPD (long form)", "COPD scan (long form)", "COPD: long form", "COPD stands for long form"
_LONG_FORM_FOLLOWS = re.compile(
    r"s?[”\"']?(?:\s+\w+)?\s*(?:[(\[,:=–—-]+|means|stands for|is short for|is)\s*(?:the |an? )?"
)
_EXPLAINED = re.compile(
    r"s?[”\"']?(?:\s+\w+)?\s*(?:(?:[(\[–—]|--)\s*(?:an?|the|or|good|bad|also|sometimes|better|short for|which is|“|\")\s*[\w)\]]"
    r"|,\s+(?:an?|the|or|which is an?)\s+(?:[\w-]+\s+){0,3}[“\"]?(?:measure|type|kind|form|test|drug|hormone|chemical|"
    r"protein|disease|disorder|virus|group|class|procedure|scan|method|system|substance|enzyme|marker|organi[sz]ation|agency|"
    r"body|charity|good|bad)\b)"
)
_IN_BRACKETS = re.compile(r"s?(?:\s+\w+)?\s+\((\w)[^()]{4,40}\)")
_GENE = re.compile(
    r"(?:[\s,/]+(?:and |or )?[A-Z][A-Z0-9]+)*[\s,]+(?:genes?|mutations?|gene variants?|allele|proteins?|gangliosid\w+)\b"
)
_AFTER_GENE = re.compile(r"\bgenes?(?: called| named| known as|,|:)? (?:[A-Z][A-Z0-9]+,? (?:and |or )?|[(]or )*$")
_POST_NOMINAL = re.compile(r"[A-Z][\w'’.-]+ [A-Z][\w'’.-]+,? (?:[A-Z][A-Za-z-]*[A-Z][\w-]*,? )*$")
_NAME_FOLLOWS = re.compile(r"s?[ \n][A-Z][a-z]+")
_ROMAN = re.compile(r"[IVX]+[A-D]?[0-9]?")
_NATURAL_WORD = re.compile(r"(?=(?:[^AEIOUY]*[AEIOUY]){2})(?!.*[^AEIOUY]{3})[A-Z]{6,}")
_LETTER_OF_LIST = re.compile(r"([A-Z])\b\s*(?:[–—:.=-]|is for|stands for|for\b)")
_BRAND = re.compile(r"[(][A-Z][a-z]+ $")
_PRONOUNCED = re.compile(r" ?[(][^() ]*-[^()]*[)]")
_COMPOUND_BEFORE, _COMPOUND_AFTER = re.compile(r"(?:[A-Z]{2,}-)+$"), re.compile(r"(?:-[A-Z]{2,})+")
_DIGITS_BEFORE = re.compile(r"\d\)?[ -]?(?:[A-Z]+-)*$")
_REACH = 140


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the first use of each acronym that is never spelled out."""
    finder = _Finder(rule, analysis)
    known = finder.known()
    for found in finder.found:
        block, name = analysis.article.block_at(found.start()), found["name"]
        if block is None or block.kind in ("cell", "caption", "footnote") or block.text.isupper():
            continue
        if name in known or name[:-1] in known or finder.is_no_acronym(found, block):
            continue
        known.add(name)
        yield rule.finding(analysis, *found.span("name"), acronym=name)


class _Finder:
    """The words of the rule and of the article, as sets."""

    def __init__(self, rule: Rule, analysis: Analysis) -> None:
        self.analysis = analysis
        self.prose = analysis.article.prose
        self.found = sorted(
            (*_ACRONYM.finditer(self.prose), *_SMALL_FIRST.finditer(self.prose)), key=lambda found: found.start()
        )
        self.exempt = frozenset(word.upper() for word in rule.options["exempt"])
        self.emphasis = frozenset(word.upper() for word in rule.options["emphasis"])
        self.list_letters = "".join(
            found[1] for block in analysis.article.blocks if (found := _LETTER_OF_LIST.match(block.text))
        )

    def known(self) -> set[str]:
        """The acronyms that the article spells out or explains anywhere, and the names of genes and proteins."""
        return {found["name"] for found in self.found if self._is_explained(found) or self._is_gene(found)}

    def is_no_acronym(self, found: re.Match[str], block: Block) -> bool:
        """Whether capitals are a shouted word, a qualification, a gene, a brand, a stage or part of a name."""
        name = found["name"]
        if len(name) > 3 and name[-1].isdigit() and name[:-1].upper() in self.exempt:
            return True
        if name.upper() in self.exempt or _ROMAN.fullmatch(name):
            return True
        if name.isupper() and self._is_word(found):
            return True
        before, after = self.prose[max(block.start, found.start() - _REACH) : found.start()], self._after(found)
        if block.kind in ("paragraph", "item") and _NAME_FOLLOWS.match(after):
            return True
        if _DIGITS_BEFORE.search(before) or (_BRAND.search(before) and after.startswith(")")):
            return True
        return self._is_qualification(found, before, after) or self._in_references(found.start())

    def _is_gene(self, found: re.Match[str]) -> bool:
        return bool(_GENE.match(self._after(found)) or _AFTER_GENE.search(self._before(found.start())))

    def _before(self, offset: int) -> str:
        return self.prose[max(0, offset - _REACH) : offset].rpartition("\n\n")[2]

    def _is_explained(self, found: re.Match[str]) -> bool:
        # "pervasive developmental disorder not otherwise specified (PDD-NOS)" spells out both
        ahead = _COMPOUND_BEFORE.search(self.prose, max(0, found.start() - 12), found.start())
        behind = _COMPOUND_AFTER.match(self.prose, found.end("name"))
        start, end = ahead.start() if ahead else found.start(), behind.end() if behind else found.end("name")
        letters = [letter.lower() for letter in self.prose[start:end] if letter.isalpha()]
        before, after = _PRONOUNCED.sub("", self._before(start)), self.prose[end : end + _REACH].partition("\n\n")[0]
        opened = _BRACKET.search(before)
        if (
            _EXPLAINED.match(after)
            or _ALSO_CALLED.search(before)
            or _CALLED_TWICE.search(before)
            or (opened and re.match(r"s?[)\]]", after))
        ):
            return True
        bracketed = _IN_BRACKETS.match(after)
        if bracketed and bracketed[1].lower() == letters[0]:
            return True
        leads = opened or _OR.search(before)
        if leads and _spells(letters, re.findall(r"[^\W_]+", before[: leads.start()])[-len(letters) * 2 - 2 :]):
            return True
        follows = _LONG_FORM_FOLLOWS.match(after)
        if follows is None:
            return False
        return _spells(letters, re.findall(r"[^\W_]+", after[follows.end() :])[: len(letters) * 2 + 1])

    def _after(self, found: re.Match[str]) -> str:
        return self.prose[found.end("name") : found.end("name") + _REACH].partition("\n\n")[0]

    def _is_word(self, found: re.Match[str]) -> bool:
        """Whether capitals only shout: among other shouted words, or a word that stands in small letters elsewhere."""
        name = found["name"]
        if name in self.emphasis or self._is_small(name.lower()) or _NATURAL_WORD.fullmatch(name):
            return True
        if len(name) > 2 and name in self.list_letters:
            return True
        beside = (
            re.search(r"\b([A-Z]{2,}) $", self.prose[max(0, found.start() - 20) : found.start()]),
            re.match(r" ([A-Z]{2,})\b(?!-)", self.prose[found.end() : found.end() + 20]),
        )
        return any(other and other[1] not in self.exempt for other in beside) or self._is_said(found)

    def _is_small(self, word: str) -> bool:
        """Whether a word stands in small letters anywhere."""
        return len(word) > 3 and re.search(rf"\b{word}\b", self.prose) is not None

    def _is_said(self, found: re.Match[str]) -> bool:
        """Whether capitals show the stress in brackets that say how a word sounds ("sow RYE uh sis")."""
        opening = self.prose.rfind("(", max(0, found.start() - 40), found.start())
        closing = self.prose.find(")", found.end(), found.end() + 40)
        if min(opening, closing) < 0 or ")" in self.prose[opening : found.start()]:
            return False
        syllables = re.findall(r"\w+", self.prose[opening:closing])
        return len(syllables) > 1 and max(map(len, syllables)) < 6 and any(part.islower() for part in syllables)

    def _is_qualification(self, found: re.Match[str], before: str, after: str) -> bool:
        first = self.analysis.words.at(found.start())
        titles = self.analysis.matches_in("<credential>", max(first - 4, 0), first + 1)
        brands = self.analysis.matches_in("<medicine>", max(first - 2, 0), first)
        if any(match.last > first for match in titles) or any(match.last == first for match in brands):
            return True
        return bool(_POST_NOMINAL.search(before)) and re.match(r"(?:-[A-Z]+)?(?:[,.;:)|*]|\s*$)", after) is not None

    def _in_references(self, offset: int) -> bool:
        word = self.analysis.words.at(offset)
        return self.analysis.contexts.holds("reference", Match(word, word + 1))


def _spells(letters: list[str], words: list[str]) -> bool:
    """Whether all letters are initials, or parts of words, in order; "heparin-induced" and "beta" may give two."""
    text = " ".join(words).lower()
    position, initials = 0, 0
    for letter in letters:
        at_start = re.compile(rf"\b{re.escape(letter)}").search(text, position)
        index = at_start.start() if at_start else text.find(letter, position)
        if index < 0:
            return False
        initials += at_start is not None
        position = index + 1
    # one long word may hold them all: "electroencephalogram, or EEG"
    return initials >= min(2, len(letters)) or any(_holds(letters, word.lower()) for word in words[-2:])


def _holds(letters: list[str], word: str) -> bool:
    return word.startswith(letters[0]) and re.search(".*".join(map(re.escape, letters)), word) is not None
