"""Clauses: a sentence cut where a new statement starts, and what in a clause makes it hold only for some."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from healthlint.language import Sentence
from healthlint.text import Text

_BREAKS = frozenset([";", ":", "–", "—", "but", "although", "though", "whereas", "because", "however"])
_AFTER_COMMA = frozenset("and or so while which who yet since as where".split())
_SUBJECTS = frozenset("it they he she we you this these those there its their your".split())
_AUXILIARIES = frozenset("is are was were can could may might must should will would do does did has have had".split())

_OPENING = frozenset("since because although though while whereas as".split())
_QUALIFYING = frozenset("in for if when whenever unless once until after before during among with".split())
"""Words that open what a sentence holds for: it belongs to the clause behind its comma."""
_REPORTING = frozenset(
    "proven proved clear show shows shown suggest suggests suggested found find finds say says believe know means".split()
)
CONDITIONS = frozenset("if unless when whenever who whose provided".split())
_ASKED = frozenset("see know check out tell ask decide determine even as wonder of for to".split())
_RELATIVES = frozenset(["who", "whose"])
_INSIDE = frozenset("not and or also they you he she it that".split())
_PARTICIPLES = frozenset("treated untreated controlled uncontrolled inherited acquired selected trained".split())
"""Words that part where they stand before a noun, and behind "is" or "be" say what happens."""
_BEING = frozenset("is are was were be been being get gets not also usually often only never".split())
_LOOKING = frozenset("look looks looked looking".split())
_SHARES = frozenset("percent % half third quarter fraction minority few".split())
_MOMENTS = frozenset("step steps twenties thirties forties fifties sixties seventies".split())
"""Behind "early" and "late" what is no form or stage of anything."""
_COUNTED = frozenset("pregnancy baby trimester attack episode infection".split())
"""What may be otherwise the first time."""
_NAMING = frozenset(["such", "including", "like"])
_NAMED_WITHIN = 6
"""Words behind "some" within which its cases are named: "some sedatives, such as zopiclone"."""
_ORDER = {"before": "before", "until": "before", "after": "after", "once": "after", "during": "during"}

NEGATIONS = frozenset(
    "not no never cannot neither nor none nobody nothing without unlikely rarely seldom hardly".split()
)
_WHOLE = frozenset("all every always everyone everybody completely entirely fully".split())
_WHOLLY = frozenset(["at", "after", "above"])
"""Words before "all" that do not make it a number of cases."""
_UNIVERSAL = frozenset(
    "all every everyone everybody anyone anybody nobody completely totally entirely perfectly whole entire".split()
)
_ALMOST = frozenset(["nearly", "almost", "virtually", "practically"])
_TIMES = frozenset("day days morning evening night week month year time times hour hours meal".split())
_MERELY = frozenset(
    "make makes made worsen worsens prolong prolongs delay delays add adds mask masks hide hides slow slows feed feeds".split()
)
"""Verbs before which "only" is scorn: “massage only makes it worse”."""
_AMOUNTS = frozenset(["some", "many", "certain", "few"])
_VAGUE = frozenset("point time stage extent degree way more other".split())
_EXAMPLES = 8
"""Words behind "such" within which examples stand."""
_LISTED = 5
"""Words before a comma within which another makes it one of a list."""
ELSEWHERE = frozenset(["other", "another", "different", "unlike", "alternative"])
"""Words for what is left over when a thing has been spoken of: never the same thing."""
NARROWING_WORDS = ELSEWHERE | frozenset(
    "severe severely mild mildly moderate serious advanced early earlier late later acute chronic infantile juvenile "
    "congenital acquired inherited sporadic secondary primary recurrent untreated treated uncontrolled controlled "
    "some certain only specific particular rare selected high-risk older younger young "
    "percent % half third quarter fraction minority heavy heavily long-term short-term first second remaining "
    "unlicensed untrained unqualified trained wrong".split()
)
"""Words that part what they stand before from the rest of its kind."""


def cut(text: Text, sentence: Sentence) -> list[tuple[int, int]]:
    """The clauses of a sentence, as ranges of words."""
    norms = text.words.norms
    edges = [sentence.first]
    opened = norms[sentence.first] in _OPENING
    qualified = norms[sentence.first] in _QUALIFYING
    aside = 0
    for index in range(sentence.first + 1, sentence.last - 1):
        norm = norms[index]
        following = norms[index + 1]
        if index < aside:
            continue
        if norm == "(":
            aside = _aside_end(norms, index, sentence.last)
            continue
        if norm == "," and qualified:
            qualified = False
            continue
        if (
            norm in _BREAKS
            or (norm == "," and _opens_clause(norms, sentence.first, index))
            or (norm == "and" and (following in _SUBJECTS or following in _AUXILIARIES))
            or (norm == "," and opened)
            or (norm == "that" and norms[index - 1] in _REPORTING)
        ) and index > edges[-1] + 1:
            edges.append(index)
            opened = False
    return list(zip(edges, [*edges[1:], sentence.last], strict=True))


def _opens_clause(norms: Sequence[str], first: int, comma: int) -> bool:
    """Whether a comma ends a clause, and does not stand before the last thing of a list: "eggs, fish, and other meat"."""
    following = norms[comma + 1]
    if following in ("and", "or") and norms[comma + 2] not in _SUBJECTS:
        return "," not in norms[max(first, comma - _LISTED) : comma]
    return following in _AFTER_COMMA or following in _SUBJECTS


def _aside_end(norms: Sequence[str], at: int, last: int) -> int:
    """Where a parenthesis ends, which leaves the clause around it whole."""
    return next((i + 1 for i in range(at, last) if norms[i] == ")"), at)


def conditions(text: Text, first: int, last: int, spared: Collection[int]) -> Iterator[tuple[int, int]]:
    """The parts of a clause that say when or for whom it holds; "when" before the `spared` words is what it says."""
    norms = text.words.norms
    index = first
    while index < last:
        if norms[index] in CONDITIONS and norms[index + 1 : index + 3] == ["you", "can"]:
            index += 2
        elif norms[index] in CONDITIONS and index not in spared and (index == 0 or norms[index - 1] not in _ASKED):
            stop = _condition_end(norms, index, last)
            if norms[index] != "when" or not any(i in spared for i in range(index + 1, stop)):
                yield index + 1, stop
            index = stop
        index += 1


def _condition_end(norms: Sequence[str], at: int, last: int) -> int:
    """Where what a word such as "if" or "who" opens ends: at its comma, or where the verb of the clause itself follows."""
    who = norms[at] in _RELATIVES
    for i in range(at + 1, last):
        if norms[i] == "," or (who and i > at + 2 and norms[i] in _AUXILIARIES and norms[i - 1] not in _INSIDE):
            return i
    return last


def order(text: Text, first: int, last: int, spared: Collection[int]) -> frozenset[str]:
    """Whether a clause speaks of the time before, during or after something."""
    norms = text.words.norms
    return frozenset(
        _ORDER[norms[i]]
        for i in range(first, last)
        if norms[i] in _ORDER and i not in spared and norms[i - 1] not in _LOOKING
    )


def partings(text: Text, first: int, last: int, spared: Collection[int]) -> Iterator[int]:
    """The places of words that part what a clause speaks of from the rest: "severe", "some", "another"."""
    norms = text.words.norms
    said = max(spared, default=first)
    for i in range(first, last):
        if norms[i] not in NARROWING_WORDS or _is_example(norms, first, i):
            continue
        told = i not in spared and (norms[i] not in _SHARES or i < said)
        if told and _narrows(norms, i, last):
            yield i


def _is_example(norms: Sequence[str], first: int, at: int) -> bool:
    """Whether a word stands in a list of examples: "some of them, such as primary lateral sclerosis"."""
    before = norms[max(first, at - _EXAMPLES) : at]
    return "such" in before and _AUXILIARIES.isdisjoint(before[before.index("such") :])


def _narrows(norms: Sequence[str], at: int, last: int) -> bool:
    """Whether a word that can part what it stands before does: not in "at some point", nor as "… and others are severe"."""
    following = norms[at + 1] if at + 1 < last else ""
    if norms[at] == "only" and following in _MERELY:
        return False
    if norms[at] in _AMOUNTS:
        named = norms[at + 1 : min(at + 1 + _NAMED_WITHIN, last)]
        return norms[at - 1] != "at" and following not in _VAGUE and _NAMING.isdisjoint(named)
    if norms[at] in _SHARES:
        return following == "of"
    if norms[at] in _PARTICIPLES and norms[at - 1] in _BEING:
        return False
    if norms[at] == "other" and norms[at - 1] in ("and", "or"):
        return False  # "eggs, fish and other sources of protein": the end of a list
    if following in _MOMENTS:
        return False
    if norms[at] == "first":
        return following in _COUNTED
    return following not in _AUXILIARIES and norms[at - 2 : at] != ["sooner", "or"]


def is_partial(norms: Sequence[str], first: int, last: int) -> bool:
    """Whether a denial goes on with "all" or "every", and so leaves some: "cannot prevent all infections"."""
    return any(norms[i] in _WHOLE and norms[i - 1] not in _WHOLLY for i in range(first, min(last, len(norms))))


def is_universal(text: Text, first: int, last: int) -> bool:
    """Whether a clause speaks of all cases, so that one exception belies it."""
    norms = text.words.norms
    return any(
        norms[i] in _UNIVERSAL and norms[i - 1] not in _ALMOST and (i + 1 == last or norms[i + 1] not in _TIMES)
        for i in range(first, last)
    )
