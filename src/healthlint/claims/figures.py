"""Figures: what a number in the text counts or measures, as an interval of one unit, with what bounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthlint.claims.bounds import ABOUT, read_bound, read_days
from healthlint.language import Sentence
from healthlint.measures import UNITS, Unit
from healthlint.numerals import NUMBER, PARTS, value_of
from healthlint.stems import stem
from healthlint.text import Text

INFINITE = float("inf")

_UNIT = "|".join(re.escape(unit).replace(r"\ ", r"\s?") for unit in sorted(UNITS, key=len, reverse=True))
_PART = "|".join(f"{part}(?:e?s)?" for part in PARTS) + "|halves"
_FIGURE = re.compile(
    rf"(?P<money>[$£€]\s?)?(?P<low>{NUMBER})(?:[\s-]*(?P<low_unit>{_UNIT})(?!\w))?"
    rf"(?:(?P<joint>\s?[–—-]\s?|-?\sto\s|\sor\s|\sand\s)(?P<high>{NUMBER}))?"
    rf"(?:[\s-]*(?P<unit>{_UNIT})(?!\w))?",
    re.I,
)
_SHARE = re.compile(
    rf"(?P<part>{NUMBER})(?:\s(?P<noun>[a-z]+))?\s(?:out\sof|in|of|per)\s(?:every\s|each\s)?(?P<whole>{NUMBER})(?![\w%°])"
    rf"(?!\s?(?:{_UNIT})\b)",
    re.I,
)
_FRACTION = re.compile(rf"(?P<count>an?|{NUMBER})[\s-](?P<part>{_PART})\b", re.I)
_LONE_HALF = re.compile(r"half\b(?! an?\b)", re.I)
_ONE_UNIT = re.compile(
    r"(?P<half>half )?an? (?:single |full |whole )?(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade)\b",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGED = re.compile(r"(?:[\s-]*(?:years?|months?|weeks?|days?))?[\s-]*(?:old|of age|olds)\b", re.I)

_ARTICLES = frozenset(["a", "an"])
_AFTER_ARTICLE = frozenset([*PARTS, *(unit for unit, known in UNITS.items() if known.dimension == "time"), "single", "full",
                            "whole"])  # fmt: skip
_BEFORE_ONE = frozenset(
    "is for in within after inside lasts last lasted takes take about around until nearly almost".split()
)
_NO_RATES = frozenset(["share", "age", "temperature"])
_AGES = frozenset("age ages aged".split())
_TURNS = frozenset("turn turns turned reach reaches".split())
_COUNTED = {
    word: name
    for name, words in {
        "times": "times",
        "people": "people person adult patient participant volunteer subject woman women man men child children girl boy "
        "user customer case individual infant baby babies student worker resident client member reader buyer shopper "
        "sufferer survivor teenager couple family families household smoker recruits",
        "animals": "animal mouse mice rat monkey dog rabbit hamster male female pig",
        "pieces": "count tablet capsule capsul pill gummy gummi softgel lozenge caplet",
        "drinks": "drink beer cocktail",
        "dose": "dose injection inject jab shot vaccine booster",
    }.items()
    for word in words.split()
}
"""What things are counted as, by their names: a jab and a shot are doses."""
_PLURALS = frozenset("people children women men teeth feet mice vertebrae bacteria".split())
_NO_NOUNS = frozenset("is was has this its us as less plus thus always perhaps across various and or of".split())
TOLERANCE = {"exact": 0.02, "about": 0.07, "part": 0.15}
"""How far from a figure the true value may lie, relative to it: as it stands, after "about", and for "one in five"."""


@dataclass(frozen=True)
class Figure:
    """A number with its unit: the interval it allows, in base units, and where it stands (words, half-open).

    `measure` says what can be compared with it: a dimension, or what is counted. `bound` is "most" or "least" where
    the text gives only one end; `days` the time that a rate is for, 0 where it is none.
    """

    measure: str
    low: float
    high: float
    bound: str
    days: float
    first: int
    last: int
    sentence: Sentence


def read_figures(text: Text) -> Iterator[Figure]:
    """The figures of an article in order, outside titles, headings, notes and tables of contents."""
    words, prose = text.words, text.article.prose
    reached = -1
    for index, is_number in enumerate(words.is_number):
        if index < reached or not (is_number or (words.norms[index] in _ARTICLES and _opens(words.norms, index))):
            continue
        found = _read(text, prose, index)
        if found is not None:
            reached = found.last
            yield found


def _opens(norms: Sequence[str], index: int) -> bool:
    """Whether an "a" stands before a unit or a part: "a week", "a third"."""
    return index + 1 < len(norms) and norms[index + 1] in _AFTER_ARTICLE


def _read(text: Text, prose: str, index: int) -> Figure | None:
    start = text.words.starts[index]
    if start and (prose[start - 1].isalnum() or prose[start - 1] in ".,/+"):
        return None
    norm = text.words.norms[index]
    if norm in ("a", "an", "half"):
        return _worded(text, prose, index, start)
    return _share(text, prose, index, start) or _amount(text, prose, index, start)


def _worded(text: Text, prose: str, index: int, start: int) -> Figure | None:
    """ "a third of", "half", "a week": figures without a number."""
    fraction = _FRACTION.match(prose, start)
    if fraction:
        return _fraction(text, index, fraction)
    single = _ONE_UNIT.match(prose, start)
    if single:
        before = text.words.norms[index - 1] if index else ""
        if before in _BEFORE_ONE or read_bound(text, index, index + 2)[0] or single["half"]:
            amount = UNITS[single["unit"].lower()].factor * (0.5 if single["half"] else 1.0)
            return _figure(text, "time", amount, amount, index, single.end(), "about")
        return None
    half = _LONE_HALF.match(prose, start)
    if half and text.words.norms[index : index + 2][-1] in ("of", "the", "all", "as"):
        return _figure(text, "share", 50.0, 50.0, index, half.end(), "part")
    return None


def _share(text: Text, prose: str, index: int, start: int) -> Figure | None:
    fraction = _FRACTION.match(prose, start)
    if fraction:
        return _fraction(text, index, fraction)
    found = _SHARE.match(prose, start)
    if not found or _YEAR.fullmatch(found["whole"]):
        return None
    part, whole = value_of(found["part"]), value_of(found["whole"])
    if not 0 < part <= whole or whole < 2 or (found["noun"] or "").lower() in UNITS:
        return None
    share = 100 * part / whole
    return _figure(text, "share", share, share, index, found.end(), "part" if whole <= 20 else "about")


def _fraction(text: Text, index: int, found: re.Match[str]) -> Figure | None:
    """A fraction of something; "a third dose" is none."""
    part = found["part"].lower()
    count = 1.0 if found["count"].lower() in ("a", "an") else value_of(found["count"])
    divisor = 2 if part.startswith("hal") else next(n for name, n in PARTS.items() if part.startswith(name[:5]))
    last = text.words.at(found.end())
    norms = text.words.norms
    if (
        count == 1
        and norms[last : last + 1] != ["of"]
        and not ABOUT & set(norms[max(index - 2, 0) : index])
        and norms[index - 1] not in ("by", "to", "than", "only")
    ):
        return None
    if count >= divisor:
        return None
    share = 100 * count / divisor
    return _figure(text, "share", share, share, index, found.end(), "part")


def _amount(text: Text, prose: str, index: int, start: int) -> Figure | None:
    """A number or range with its unit, with what it counts, or as an age or a price."""
    found = _FIGURE.match(prose, start)
    if not found:
        return None
    norms = text.words.norms
    low, high, unit, end = _ends(found, norms[index - 1])
    after = prose[end : end + 1]
    aged = _AGED.match(prose, end - len(unit))
    if aged or norms[index - 1] in _AGES or norms[max(index - 2, 0) : index] == ["age", "of"]:
        return _figure(text, "age", low, high, index, aged.end() if aged else end, "exact")
    if found["money"]:
        return _figure(text, "money", low, high, index, end, "exact")
    if unit:
        return _with_unit(text, found, (low, high, unit), index, end)
    if after.isalpha() or _YEAR.fullmatch(found["low"]):
        return None
    noun, last = _counted(norms, text.words.at(end))
    if not noun and norms[index - 1] in _TURNS:
        return _figure(text, "age", low, high, index, end, "exact")
    return _figure(text, f"count {noun}", low, high, index, text.words.ends[last - 1], "exact") if noun else None


def _ends(found: re.Match[str], before: str) -> tuple[float, float, str, int]:
    """Low and high end of a range, its unit, and where it ends in the prose.

    "Between 5 and 10 mg" is one range, and "ages 5 and 10" too; in "5 mg and 10 ml" and "two or 3" the first stands alone.
    """
    low = value_of(found["low"])
    joint = (found["joint"] or "").strip().lower()
    alone = (joint == "and" and before not in ("between", "ages")) or (joint == "or" and not found["unit"])
    if found["high"] and not alone:
        return low, value_of(found["high"]), found["unit"] or "", found.end()
    if found["high"]:
        return low, low, found["low_unit"] or "", found.end("low_unit") if found["low_unit"] else found.end("low")
    return low, low, found["unit"] or found["low_unit"] or "", found.end()


def _with_unit(text: Text, found: re.Match[str], ends: tuple[float, float, str], index: int, end: int) -> Figure | None:
    """An amount in base units; nothing where its two ends measure different things."""
    low, high, unit = ends
    known = _unit(unit)
    first = _unit(found["low_unit"] or unit)
    if first.dimension != known.dimension:
        return None
    low, high = (low + first.offset) * first.factor, (high + known.offset) * known.factor
    return _figure(text, known.dimension, low, high, index, end, "exact")


def _unit(written: str) -> Unit:
    name = re.sub(r"\s", " ", written.lower())
    return UNITS.get(name) or UNITS[name.replace(" ", "")]


def _counted(norms: Sequence[str], at: int) -> tuple[str, int]:
    """What a number counts, and the word behind it: the first plural among the next words, people under one name."""
    for index in range(at, min(at + 4, len(norms))):
        word = norms[index]
        if word == "of" and index == at:
            continue
        if not word[0].isalpha() or word in _NO_NOUNS:
            break
        name = _COUNTED.get(word) or _COUNTED.get(word.removesuffix("s")) or _COUNTED.get(stem(word))
        if name or word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
            return name or stem(word), index + 1
    return "", at


def _figure(text: Text, measure: str, low: float, high: float, index: int, end: int, kind: str) -> Figure:
    """Widen an interval by its tolerance, or open it at one end."""
    last = max(text.words.at(end), index + 1)
    bound, about = read_bound(text, index, last)
    if low > high:
        low, high = high, low
    tolerance = TOLERANCE["about" if about and kind == "exact" else kind]
    if measure == "temperature":
        low, high = low - 0.2, high + 0.2
    else:
        low, high = low * (1 - tolerance), high * (1 + tolerance)
    if bound == "most":
        low = 0.0
    elif bound == "least":
        high = INFINITE
    days = 0.0 if measure in _NO_RATES else read_days(text, index, last)
    return Figure(measure, low, high, bound, days, index, last, text.sentences[text.sentence_index(index)])
