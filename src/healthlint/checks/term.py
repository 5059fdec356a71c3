"""Terms that readers do not know and that the article nowhere explains."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.checks.scope import in_scope
from healthlint.finding import Finding
from healthlint.language import normalise
from healthlint.phrase import plural_forms
from healthlint.phrasebook import Match
from healthlint.readability import syllables
from healthlint.rule import Rule
from healthlint.terms import is_classical, is_explained

# "nonsteroidal anti-inflammatory drugs (NSAIDs)"
_SPELLED_OUT = re.compile(r"(?:[ -][a-z]+){1,3} \([A-Z]{2,}s?\)")
_LEAST_STEM = 8
_LONGEST_ENDING = 6
_SPECIES = re.compile(r"(?:um|us|ae|ii|ensis)$")
_LONG_NAMES = ("<condition>", "<test>", "<treatment>")
_FORM = re.compile(r"(?:ed|ing|(?<![uis])s)$")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the first use of each term that is nowhere explained; with `most` only the worst of an article."""
    unexplained = []
    for uses in _terms(rule, analysis).values():
        usable = [use for use in uses if in_scope(rule, analysis, use) and not _in_name(analysis, use)]
        if usable and not any(is_explained(analysis, *place) for place in _places(analysis, uses)):
            unexplained.append((usable[0], len(uses)))
    for use, times in _worst(rule, analysis, unexplained):
        # one that comes back is perhaps better explained than replaced, which is for the editor to say
        surface = analysis.surface(use)
        finding = rule.finding(analysis, *analysis.span(use), match=surface, instead=use.name, times=times)
        yield finding if times == 1 and _fits_in_place(rule, analysis, use) else replace(finding, edit=None)


def _places(analysis: Analysis, uses: list[Match]) -> list[tuple[int, int]]:
    """Where a term stands, and where words of its family do: to explain "laparoscopy" is to explain "laparoscopic"."""
    places = [analysis.span(use) for use in uses]
    for word in sorted({analysis.surface(use).lower() for use in uses}):
        if " " not in word and len(word) >= _LEAST_STEM + 2:
            places += _family(analysis, word)
    return places


def _family(analysis: Analysis, word: str) -> Iterator[tuple[int, int]]:
    stem = word[: max(_LEAST_STEM, len(word) - _LONGEST_ENDING)]
    words = analysis.words
    for i in _by_opening(analysis)[stem[:_LEAST_STEM]]:
        if words.norms[i].startswith(stem):
            yield words.starts[i], words.ends[i]


@lru_cache(maxsize=1)  # each rule about terms asks for it
def _by_opening(analysis: Analysis) -> dict[str, list[int]]:
    """Where the words stand that open with the same letters."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, norm in enumerate(analysis.words.norms):
        if len(norm) >= _LEAST_STEM:
            places[norm[:_LEAST_STEM]].append(index)
    return places


def _fits_in_place(rule: Rule, analysis: Analysis, use: Match) -> bool:
    """Whether the plain word can stand where the term stands: not for another form, or "of the heart" before a noun."""
    surface, lexicons = analysis.surface(use).lower(), analysis.knowledge.lexicons
    listed = {term.lower() for name in rule.options["lists"] for term in lexicons[name].terms.get(use.name, ())}
    form = _FORM.search(surface)
    same_form = not form or any(word.endswith(form[0]) for word in use.name.split())
    return surface in listed and same_form and not use.name.startswith("of ")


def _terms(rule: Rule, analysis: Analysis) -> dict[str, list[Match]]:
    """Every term with its uses, in the order of the text."""
    uses: dict[str, list[Match]] = defaultdict(list)
    for match in sorted([*_listed(rule, analysis), *_phrases(rule, analysis)]):
        uses[" ".join(analysis.words.norms[match.first : match.last]).removesuffix("s")].append(match)
    return uses


def _listed(rule: Rule, analysis: Analysis) -> Iterator[Match]:
    """What stands behind the plain word in a word list, save in a block that also has the plain word."""
    for name in rule.options["lists"]:
        hard: list[Match] = []
        plain: set[tuple[int, str]] = set()
        for match in analysis.matches(f"<{name}>"):
            if _is_canonical(match, analysis):
                plain.add((analysis.block_of(match).start, match.name))
            else:
                hard.append(match)
        excused = {
            match.name for match in hard if (block := analysis.block_of(match)) and _is_glossed(match, block, plain)
        }
        yield from (match for match in hard if match.name not in excused)


def _is_glossed(match: Match, block: Block, plain: set[tuple[int, str]]) -> bool:
    """Whether a block has the plain words too; "blood fat" will do for "blood fats", and the lung for "of the lungs"."""
    if (block.start, match.name) in plain:
        return True
    core = match.name.removeprefix("of the ").removesuffix("s")
    return core != match.name and re.search(rf"\b{re.escape(core)}s?\b", block.text.lower()) is not None


def _is_canonical(match: Match, analysis: Analysis) -> bool:
    return _are_canonical(tuple(analysis.words.norms[match.first : match.last]), match.name)


@cache
def _are_canonical(words: tuple[str, ...], name: str) -> bool:
    plain = tuple(normalise(name))
    same_number = words[-1] in plural_forms(plain[-1]) or plain[-1] in plural_forms(words[-1])
    return words == plain or (words[:-1] == plain[:-1] and same_number)


def _phrases(rule: Rule, analysis: Analysis) -> Iterator[Match]:
    """The phrases of the rule, and with `classical` words of medical Greek and Latin, save those of other lists."""
    taken = {
        word
        for name in rule.options["except_lists"]
        for match in analysis.matches(f"<{name}>")
        for word in range(match.first, match.last)
    }
    exempt = frozenset(rule.options["exempt"])
    for match in analysis.matches(rule.owner("phrases")):
        if match.first not in taken:
            yield match
            taken.update(range(match.first, match.last))
    if rule.options["classical"]:
        # the whole article explains what its title names
        if title := analysis.article.title:
            titled = analysis.words.norms[slice(*analysis.word_range(title.start, title.end))]
            exempt |= {form for word in titled for form in (word, *plural_forms(word))}
        for index, word in enumerate(analysis.words.norms):
            if is_classical(word) and index not in taken and word not in exempt and not _is_name(analysis, index):
                yield Match(index, index + 1)


def _in_name(analysis: Analysis, use: Match) -> bool:
    """Whether a term is part of a long name ("chronic obstructive pulmonary disease"), of one in capitals ("National Institute of Neurological Disorders") or glued to the next word."""
    if analysis.block_of(use).kind in ("title", "heading"):
        return False
    if _SPELLED_OUT.match(analysis.article.prose, analysis.span(use)[1]) or any(
        _covers(owner, analysis, use) for owner in _LONG_NAMES
    ):
        return True
    norms, starts, prose = analysis.words.norms, analysis.words.starts, analysis.article.prose
    sentence = analysis.sentence_of(use)
    # the capital of the first word of a sentence says nothing
    around = [w for w in (use.first - 1, use.last) if sentence.first < w < sentence.last and norms[w][0].isalpha()]
    named = prose[starts[use.first]].isupper() and any(prose[starts[word]].isupper() for word in around)
    first_word = analysis.surface(use).split()[0]
    return named or (not first_word.isupper() and any(letter.isupper() for letter in analysis.surface(use)[1:]))


def _covers(owner: str, analysis: Analysis, use: Match) -> bool:
    """Whether an entry of a list, of at least three words, holds a term and more."""
    near = analysis.matches_in(owner, max(use.first - 4, 0), use.first + 1)
    return any(match.last - match.first > 2 and match.last >= use.last and match[:2] != use[:2] for match in near)


def _is_name(analysis: Analysis, word: int) -> bool:
    """Whether a word, or for the name of a species the word before it, has a capital that no sentence begins with."""
    first = analysis.sentences[analysis.sentence_index(word)].first
    named = (word, word - 1) if _SPECIES.search(analysis.words.norms[word]) else (word,)
    return any(index > first and analysis.article.prose[analysis.words.starts[index]].isupper() for index in named)


def _worst(rule: Rule, analysis: Analysis, unexplained: list[tuple[Match, int]]) -> list[tuple[Match, int]]:
    """The terms in the sentences with the most of them, the longest first, in the order of the text."""
    most = rule.options["most"]
    if not most or len(unexplained) <= most:
        return sorted(unexplained)
    together = Counter(analysis.sentence_index(use.first) for use, _ in unexplained)

    def badness(item: tuple[Match, int]) -> tuple[int, int]:
        use = item[0]
        return together[analysis.sentence_index(use.first)], sum(map(syllables, analysis.surface(use).split()))

    return sorted(sorted(unexplained, key=badness, reverse=True)[:most])
