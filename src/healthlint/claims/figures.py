"""Figures: what a number in the text counts or measures, as an interval of one unit, with what bounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthlint.language import Sentence
from healthlint.measures import DAYS, UNITS
from healthlint.numerals import NUMBER, PARTS, value_of
from healthlint.stems import stem
from healthlint.text import Text

INFINITE = float("inf")

_UNIT = "|".join(re.escape(unit).replace(r"\ ", r"\s?") for unit in sorted(UNITS, key=len, reverse=True))
_PART = "|".join(f"{part}(?:e?s)?" for part in PARTS) + "|halves"
_FIGURE = re.compile(
    rf"(?P<money>[$£€]\s?)?(?P<low>{NUMBER})(?:[\s-]*(?P<low_unit>{_UNIT})(?!\w))?"
    rf"(?:(?P<joint>\s?[–—-]\s?|\sto\s|\sor\s|\sand\s)(?P<high>{NUMBER}))?"
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

_ABOUT = frozenset("about around approximately roughly nearly almost some circa approx estimated average averages "
                   "averaging averaged typically perhaps probably usually".split())  # fmt: skip
_MOST = frozenset(["up to", "no more than", "not more than", "at most", "less than", "fewer than", "under", "below",
                   "within", "inside", "not exceed", "maximum of", "limit of", "never more than", "as many as",
                   "as much as", "maximum", "no later than", "by age", "before age", "before the age of", "only"])  # fmt: skip
_LEAST = frozenset(["at least", "more than", "over", "above", "not less than", "no less than", "no fewer than",
                    "minimum of", "greater than", "older than", "longer than", "a minimum of", "exceeds",
                    "as little as", "after age", "after the age of", "from the age of", "from age", "older", "past"])  # fmt: skip
BEFORE_FIGURE = _ABOUT | frozenset("up to at least most no not more less fewer than under over only just as many much within below "
                                 "above between".split())  # fmt: skip
"""Words before a figure that belong to it."""
_DENIED = frozenset("not never no nobody cannot".split())
_AGES = frozenset("age ages aged".split())
_TURNS = frozenset("turn turns turned reach reaches".split())
_PER = frozenset("a an per each every /".split())
_NO_RATES = frozenset(["share", "age", "temperature"])
_RATE_STOPS = frozenset([".", ";", ",", "(", "until", "for", "if"])
_RATE_REACH = 9
_WITHIN = frozenset("inside within for after until over about around of".split())
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_HOURLY = frozenset(["hours", "days", "weeks"])
_FIRST_NUMBER = re.compile(NUMBER, re.I)
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
        if (not is_number and words.norms[index] not in ("a", "an", "half")) or index < reached:
            continue
        found = _read(text, prose, index)
        if found is not None:
            reached = found.last
            yield found


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
        if before in _BEFORE_ONE or _bound(text, index, index + 2)[0] or single["half"]:
            amount = UNITS[single["unit"].lower()].factor * (0.5 if single["half"] else 1.0)
            return _figure(text, "time", amount, amount, index, single.end(), "about")
        return None
    half = _LONE_HALF.match(prose, start)
    if half and text.words.norms[index : index + 2][-1] in ("of", "the", "all", "as"):
        return _figure(text, "share", 50.0, 50.0, index, half.end(), "part")
    return None


_BEFORE_ONE = frozenset(
    "is for in within after inside lasts last lasted takes take about around until nearly almost".split()
)


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
        and not _ABOUT & set(norms[max(index - 2, 0) : index])
        and norms[index - 1] not in ("by", "to", "than", "only")
    ):
        return None
    if count >= divisor:
        return None
    share = 100 * count / divisor
    return _figure(text, "share", share, share, index, found.end(), "part")


def _amount(text: Text, prose: str, index: int, start: int) -> Figure | None:
    found = _FIGURE.match(prose, start)
    if not found:
        return None
    end = found.end()
    joint = (found["joint"] or "").strip().lower()
    unit = found["unit"]
    if found["high"] and (
        (joint == "and" and text.words.norms[index - 1] not in ("between", "ages")) or (joint == "or" and not unit)
    ):
        end, unit, joint = found.end("low_unit") if found["low_unit"] else found.end("low"), found["low_unit"], ""
    if not found["high"]:
        joint, unit = "", unit or found["low_unit"]
    low = value_of(found["low"])
    high = value_of(found["high"]) if joint else low
    decade = prose[end : end + 1] == "s"
    if not found["money"] and not unit and prose[end : end + 1].isalpha() and not decade:
        return None
    norms = text.words.norms
    aged = _AGED.match(prose, found.start("unit") if unit else end)
    if (
        aged
        or norms[index - 1] in _AGES
        or norms[max(index - 2, 0) : index] == ["age", "of"]
        or (not unit and norms[index - 1] in _TURNS and not _counted(norms, text.words.at(end))[0])
    ):
        return _figure(text, "age", low, high, index, aged.end() if aged else end, "exact")
    if decade or (_YEAR.fullmatch(found["low"]) and not unit):
        return None
    if found["money"]:
        return _figure(text, "money", low, high, index, end, "exact")
    if unit:
        key = re.sub(r"\s", " ", unit.lower())
        known = UNITS.get(key) or UNITS[key.replace(" ", "")]
        first_unit = UNITS.get((found["low_unit"] or unit).lower(), known)
        if first_unit.dimension != known.dimension:
            return None
        low, high = (low + first_unit.offset) * first_unit.factor, (high + known.offset) * known.factor
        return _figure(text, known.dimension, low, high, index, end, "exact")
    noun, last = _counted(norms, text.words.at(end))
    return _figure(text, f"count {noun}", low, high, index, text.words.ends[last - 1], "exact") if noun else None


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
    bound, about = _bound(text, index, last)
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
    days = 0.0 if measure in _NO_RATES else _days(text, index, last)
    return Figure(measure, low, high, bound, days, index, last, text.sentences[text.sentence_index(index)])


def _bound(text: Text, index: int, last: int) -> tuple[str, bool]:
    """The end that alone is given, by the words before a figure or right behind it; and whether it is approximate."""
    norms = text.words.norms
    first = text.sentences[text.sentence_index(index)].first
    before = norms[max(first, index - 4) : index]
    about = not _ABOUT.isdisjoint(before[-3:])
    behind = norms[last : last + 2]
    if behind in (
        ["or", "more"],
        ["or", "older"],
        ["and", "over"],
        ["or", "over"],
        ["and", "older"],
        ["or", "longer"],
        ["and", "above"],
        ["or", "above"],
        ["or", "higher"],
    ):
        return "least", about
    if behind in (
        ["or", "less"],
        ["or", "fewer"],
        ["or", "under"],
        ["or", "younger"],
        ["and", "under"],
        ["at", "most"],
        ["or", "lower"],
    ):
        return "most", about
    for length in (4, 3, 2, 1):
        words = " ".join(before[-length:])
        if words in _MOST:
            return "most", about
        if words in _LEAST:
            return "least" if _DENIED.isdisjoint(norms[max(first, index - 6) : index]) else "most", about
    return "", about


def _days(text: Text, index: int, last: int) -> float:
    """How many days a rate is for: 1 in "a day", 7 in "weekly", a third in "three times a day" and "every 8 hours"."""
    norms = text.words.norms
    sentence = text.sentences[text.sentence_index(index)]
    times = 1.0
    for at in range(last, min(last + _RATE_REACH, sentence.last)):
        if norms[at] in _RATE_STOPS:
            break
        within = norms[at - 1] in ("a", "an") and norms[at - 2] in _WITHIN
        if norms[at] in DAYS and (norms[at].endswith("ly") or (norms[at - 1] in _PER and not within)):
            return DAYS[norms[at]] / times
        if norms[at : at + 2] == ["24", "hours"]:
            return 1.0 / times
        if norms[at] in _TIMES:
            times = _TIMES[norms[at]]
        elif norms[at] == "times":
            times = _number(norms[at - 1]) or times
        elif norms[at] in _HOURLY and norms[at - 1] not in _PER and "every" in norms[last:at]:
            return _number(norms[at - 1]) * UNITS[norms[at]].factor
    before = norms[max(sentence.first, index - 2 * _RATE_REACH) : index]
    return 1.0 if "daily" in before or before[-4:-1] == ["in", "a", "day"] else 0.0


def _number(norm: str) -> float:
    """The number that a word is, the first of a range; 0 for none."""
    found = _FIRST_NUMBER.match(norm)
    return value_of(found[0]) if found else 0.0
