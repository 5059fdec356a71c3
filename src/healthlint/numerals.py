"""Numbers as they are written in English: "1,200", "2.5 million", "thirty-six", "two and a half", "three quarters"."""

from __future__ import annotations

import re

ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "twentieth": 20, "hundredth": 100,
}  # fmt: skip
"""What "a third" and "two fifths" divide by."""

_SMALL = (
    rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(list(ONES)[:9])}))?|{'|'.join(sorted(ONES, key=len, reverse=True))})"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?![\d,.])|\d+)(?:\.\d+)?"
NUMBER = (
    rf"(?:(?:{_DIGITS}(?:\s?[½¼¾⅓⅔])?|[½¼¾⅓⅔]|\.\d+|{_SMALL}|half a|an?(?= (?:dozen|hundred|thousand|million)))"
    rf"(?:[ -](?:{'|'.join(_SCALES)})\b(?:(?: and)? {_SMALL}\b(?! (?:{'|'.join(_SCALES)})))?)*(?: and a half\b)?)"
)
"""A regular expression for one number; case is for the caller to ignore."""

_TOKEN = re.compile(rf"{_DIGITS}|\.\d+|[½¼¾⅓⅔]|[a-z]+", re.I)


def value_of(text: str) -> float:
    """The value of what NUMBER matched."""
    total = current = 0.0
    for token in _TOKEN.findall(text.lower()):
        if token[0].isdigit() or token[0] == ".":
            current += float(token.replace(",", "").replace(" ", ""))
        elif token in _SCALES:
            scale = _SCALES[token]
            current = (current or 1) * scale
            if scale >= 1_000:
                total, current = total + current, 0.0
        else:
            current += ONES.get(token) or TENS.get(token) or _FRACTIONS.get(token) or 0.5 * (token == "half")
    return total + current
