"""Terms that readers do not know and that the article nowhere explains."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from healthlint.analysis import Analysis
from healthlint.checks.scope import in_scope
from healthlint.finding import Finding
from healthlint.language import normalise
from healthlint.phrase import plural_forms
from healthlint.phrasebook import Match
from healthlint.readability import syllables
from healthlint.rule import Rule
from healthlint.terms import is_classical, is_explained

_FORM = re.compile(r"(?:ed|ing|(?<![uis])s)$")


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the first use of each term that is nowhere explained; with `most` only the worst of an article."""
    unexplained = []
    for uses in _terms(rule, analysis).values():
        usable = [use for use in uses if in_scope(rule, analysis, use) and not _in_name(analysis, use)]
        if usable and not any(is_explained(analysis, *analysis.span(use)) for use in uses):
            unexplained.append((usable[0], len(uses)))
    for use, times in _worst(rule, analysis, unexplained):
        # one that comes back is perhaps better explained than replaced, which is for the editor to say
        surface = analysis.surface(use)
        finding = rule.finding(analysis, *analysis.span(use), match=surface, instead=use.name, times=times)
        yield finding if times == 1 and _fits_in_place(rule, analysis, use) else replace(finding, edit=None)


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
        excused = {match.name for match in hard if (analysis.block_of(match).start, match.name) in plain}
        yield from (match for match in hard if match.name not in excused)


def _is_canonical(match: Match, analysis: Analysis) -> bool:
    words, plain = analysis.words.norms[match.first : match.last], normalise(match.name)
    return words == plain or (words[:-1] == plain[:-1] and words[-1] in plural_forms(plain[-1]))


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
        for index, word in enumerate(analysis.words.norms):
            if is_classical(word) and index not in taken and word not in exempt and not _is_name(analysis, index):
                yield Match(index, index + 1)


def _in_name(analysis: Analysis, use: Match) -> bool:
    """Whether a term is part of a name ("National Institute of Neurological Disorders") or glued to the next word."""
    if analysis.block_of(use).kind in ("title", "heading"):
        return False
    norms, starts, prose = analysis.words.norms, analysis.words.starts, analysis.article.prose
    around = [word for word in (use.first - 1, use.last) if 0 <= word < len(norms) and norms[word][0].isalpha()]
    named = prose[starts[use.first]].isupper() and any(prose[starts[word]].isupper() for word in around)
    return named or any(letter.isupper() for letter in analysis.surface(use)[1:] if not analysis.surface(use).isupper())


def _is_name(analysis: Analysis, word: int) -> bool:
    """Whether a word has a capital that no sentence begins with."""
    capital = analysis.article.prose[analysis.words.starts[word]].isupper()
    return capital and analysis.sentences[analysis.sentence_index(word)].first != word


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
