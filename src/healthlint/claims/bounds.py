"""What stands around a number: "at least", "up to", "about", and the time that a rate is for."""

from __future__ import annotations

import re

from healthlint.measures import DAYS, UNITS
from healthlint.numerals import NUMBER, value_of
from healthlint.text import Text

ABOUT = frozenset("about around approximately roughly nearly almost some circa approx estimated average averages "
                   "averaging averaged typically perhaps probably usually".split())  # fmt: skip
_MOST = frozenset(["up to", "no more than", "not more than", "at most", "less than", "fewer than", "under", "below",
                   "within", "inside", "not exceed", "maximum of", "limit of", "never more than", "as many as",
                   "as much as", "maximum", "no later than", "by age", "before age", "before the age of", "only"])  # fmt: skip
_LEAST = frozenset(["at least", "more than", "over", "above", "not less than", "no less than", "no fewer than",
                    "minimum of", "greater than", "older than", "longer than", "a minimum of", "exceeds",
                    "as little as", "after age", "after the age of", "from the age of", "from age", "older", "past"])  # fmt: skip
BEFORE_FIGURE = ABOUT | frozenset("up to at least most no not more less fewer than under over only just as many much within below "
                                 "above between".split())  # fmt: skip
"""Words before a figure that belong to it."""
_DENIED = frozenset("not never no nobody cannot".split())
_LEAST_BEHIND = frozenset(["or more", "or older", "and over", "or over", "and older", "or longer", "and above", "or above",
                           "or higher", "or later"])  # fmt: skip
_MOST_BEHIND = frozenset(
    ["or less", "or fewer", "or under", "or younger", "and under", "at most", "or lower", "or earlier"]
)
_PER = frozenset("a an per each every /".split())
_RATE_STOPS = frozenset([".", ";", ",", "(", "until", "for", "if"])
_RATE_REACH = 9
_WITHIN = frozenset("inside within for after until over about around of".split())
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_HOURLY = frozenset(["hours", "days", "weeks"])
_FIRST_NUMBER = re.compile(NUMBER, re.I)


def read_bound(text: Text, index: int, last: int) -> tuple[str, bool]:
    """The end that alone is given, by the words before a figure or right behind it; and whether it is approximate."""
    norms = text.words.norms
    first = text.sentences[text.sentence_index(index)].first
    before = norms[max(first, index - 4) : index]
    about = not ABOUT.isdisjoint(before[-3:])
    behind = " ".join(norms[last : last + 2])
    if behind in _LEAST_BEHIND:
        return "least", about
    if behind in _MOST_BEHIND:
        return "most", about
    for length in (4, 3, 2, 1):
        words = " ".join(before[-length:])
        if words in _MOST:
            return "most", about
        if words in _LEAST:
            return "least" if _DENIED.isdisjoint(norms[max(first, index - 6) : index]) else "most", about
    return "", about


def read_days(text: Text, index: int, last: int) -> float:
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
