"""Lists that no file can hold: the names of persons, and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from healthlint.language import Words

_PARTICLES = frozenset("de del della di da van von der den la le al el bin ibn ben mac mc o st y e".split())
_TITLES = frozenset("dr dr. prof prof. professor mr mr. mrs mrs. ms ms. mx sir dame sister nurse doctor".split())
_NO_NAME = frozenset(
    "the a an by our your my team staff admin editor editors editorial desk health wellness medical clinic hospital group "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december guest contributor newsroom reporter correspondent customers customer board "
    "university institute school department center centre foundation trust national royal society association "
    "college journal news press agency service services inc ltd llc".split()
)


def _names(words: Words) -> Iterator[tuple[int, int]]:
    """Persons: two to five capitalised words, a title before them or not ("Dr Nkechi Oyelaran-Pike", "J. de Vries")."""
    prose, norms, starts, count = words.prose, words.norms, words.starts, len(words.norms)
    reached = 0
    for first in [index for index, start in enumerate(starts) if prose[start].isupper()]:
        if first < reached or norms[first] in _NO_NAME:
            continue
        last, capitals = first, 0
        titled = norms[first] in _TITLES
        while last < count and last - first < 6 and (last == first or words.ends[last - 1] + 2 > starts[last]):
            letter = prose[starts[last]]
            if letter.isupper() and norms[last] not in _NO_NAME and norms[last][0].isalpha():
                capitals += norms[last] not in _TITLES
            elif not (norms[last] in _PARTICLES or (norms[last] in (".", "'") and last > first)):
                break
            last += 1
        while last > first and (norms[last - 1] in _PARTICLES or norms[last - 1] in (".", "'")):
            last -= 1
        if capitals >= 2 or (titled and capitals >= 1):
            yield first, last
        reached = max(last, first + 1)


_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)


def _dates(words: Words) -> Iterator[tuple[int, int]]:
    """Dates with a year: "5 September 2023", "Sept 5, 2023", "March 2024", "2024-03-05", "05/03/2024"."""
    norms = words.norms
    for index in [index for index, norm in enumerate(norms) if norm[0].isdigit() or norm in _MONTHS]:
        norm = norms[index]
        if norm in _MONTHS:
            first = index - 1 if index and norms[index - 1] == "of" else index
            first = first - 1 if first and norms[first - 1].rstrip("stndrh").isdigit() else index
            last = index + 1
            while (
                last < len(norms) and last - index < 5 and (norms[last][0].isdigit() or norms[last] in (",", ".", "of"))
            ):
                last += 1
                if norms[last - 1].isdigit() and len(norms[last - 1]) == 4:
                    yield first, last
                    break
        elif _numeric_date(norm):
            yield index, index + 1
        elif len(norm) == 4 and norm.isdigit() and norm[:2] in ("19", "20"):
            parts = norms[index + 1 : index + 3]
            if len(parts) == 2 and all(part.isdigit() and len(part) == 2 for part in parts):
                yield index, index + 3


def _numeric_date(norm: str) -> bool:
    parts = norm.replace("-", "/").replace(".", "/").split("/")
    return len(parts) == 3 and all(part.isdigit() for part in parts) and sorted(map(len, parts))[-1] == 4


_INTRODUCE = frozenset(
    "since when until user client customer member reader volunteer tester little baby toddler actress actor singer our "
    "footballer grandmother grandfather mister madame monsieur señora senora señor senor signora signor frau herr".split()
)

_BEFORE_DETAIL = frozenset([",", "(", "from"])


def _told_of(words: Words) -> Iterator[tuple[int, int]]:
    """A name as stories introduce it: "Margaret, 67", "Tom, aged 50", "Ed from Hull", "our client Tomas"."""
    norms, starts, prose = words.norms, words.starts, words.prose
    telling = (i for i in range(1, len(norms) - 1) if norms[i] in _BEFORE_DETAIL or norms[i - 1] in _INTRODUCE)
    for index in telling:
        if norms[index - 1] in _INTRODUCE and prose[starts[index]].isupper() and norms[index] not in _NO_NAME | _MONTHS:
            yield index, index + 1
        if norms[index] not in _BEFORE_DETAIL or not prose[starts[index - 1]].isupper():
            continue
        after = index + 1 + (norms[index + 1] in ("aged", "age"))
        if norms[index] == "from":
            follows = prose[starts[after]].isupper()
        else:
            follows = after < len(norms) and norms[after].isdigit() and 12 < int(norms[after]) < 112
        if follows and norms[index - 1] not in _MONTHS:
            yield index - 1, after + 1


BUILT_IN: dict[str, Callable[[Words], Iterator[tuple[int, int]]]] = {
    "person": _names,
    "told-person": _told_of,
    "date": _dates,
}
"""Lists that no file can hold: persons and dates."""
