"""Titles and headings of plain text, told by their look and by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import groupby

from healthlint.reading.byline import DATE
from healthlint.reading.lines import Unit

LONGEST, LONGEST_TITLE = 12, 25
"""Words of a heading, and of a title at the head of the text."""
LONGEST_SENTENCE_CASE = 9
"""Words of a heading that only its place tells from a sentence."""
FOLLOWER = 12
"""Words of a paragraph that can follow such a heading."""

HOME = re.compile(r"(?:you are here:?\s*)?(?:home|home ?page|start)\s*[»›→>/|]", re.IGNORECASE)
TRAIL = re.compile(r"\s[»›→>]\s")
ADDRESS = re.compile(r"https?://|www\.|\S@\S")
FURNITURE = re.compile(
    r"ads?|advertisement|photos?|video|share|print|(?:advertisement|enlarge this image|continue reading) .*"
    r"|.* (?:reporter|correspondent|staff writer|getty images)",
    re.IGNORECASE,
)
"""What web pages leave between paragraphs."""
CLOSERS = "\"'”’)»*"


def find_headings(units: list[Unit], bylines: Collection[int]) -> dict[int, int]:
    """Return the level of each unit that is a heading, by its index; the title has level 0."""
    levels = {index: unit.level for index, unit in enumerate(units) if unit.kind == "heading"}
    plain = [index for index in range(len(units) - 1) if index not in levels and index not in bylines]
    looks = [index for index in plain if _looks_like_heading(units, index)]
    title = _headline(units, plain)
    levels.update(dict.fromkeys(_without_lists(units, looks, title), 2))
    if title is not None and title < min(levels, default=len(units)):
        levels[title] = 0
    elif levels:
        levels[min(levels)] = 0
    return levels


def is_breadcrumb(text: str) -> bool:
    """Whether a line is the way to the page ("Home » Pain » Back Pain")."""
    return bool(HOME.match(text)) or len(TRAIL.findall(text)) >= 2 or bool(re.search(r"\s[»›]\s", text))


def _headline(units: list[Unit], plain: list[int]) -> int | None:
    """The line that heads the text, if it can be a title; it may be longer than other headings."""
    for index in plain:
        unit = units[index]
        if unit.kind != "text":
            return None
        if not is_breadcrumb(unit.text) and unit.text.count("|") < 2:
            return index if _can_head(unit.text, LONGEST_TITLE) else None
    return None


def _can_head(text: str, longest: int) -> bool:
    """Whether a line is short, opens like a heading and does not end like a sentence."""
    if len(text) > 16 * longest or not 1 <= len(text.split()) <= longest:
        return False
    first = next((letter for letter in text if letter.isalnum()), "")
    if not first or first.islower() or not any(letter.isalpha() for letter in text):
        return False
    if text.rstrip(CLOSERS).endswith((".", ",", ";", ":", "…")) or text.startswith("["):
        return False
    return not (
        is_breadcrumb(text)
        or FURNITURE.fullmatch(text)
        or text.count("|") >= 2
        or ADDRESS.search(text)
        or DATE.fullmatch(text)
    )


def _looks_like_heading(units: list[Unit], index: int) -> bool:
    unit, follower = units[index], units[index + 1]
    before = units[index - 1] if index else None
    if not _can_head(unit.text, LONGEST) or (before and before.text.endswith(":")):
        return False
    followed = follower.kind == "text" and follower.words >= FOLLOWER
    if unit.kind == "item":
        # "1. Drink More Water" above a paragraph heads it; in a list, it is an item.
        return unit.ordered and followed and not (before and before.kind == "item")
    if unit.text.endswith("?") or _is_capitalised(unit.text):
        return True
    return followed and unit.words <= LONGEST_SENTENCE_CASE and not unit.text.endswith("!")


def _is_capitalised(text: str) -> bool:
    """Whether a line is in Title Case or in capitals; short words may stay small."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    return sum(word[0].isupper() for word in words) >= 0.6 * len(words) if words else text[0].isupper()


def _without_lists(units: list[Unit], looks: list[int], title: int | None) -> list[int]:
    """Leave out lines that stand in a row of three or more: a menu, or a list without bullets."""
    headings = []
    for _, row in groupby(enumerate(looks), key=lambda pair: pair[1] - pair[0]):
        indices = [index for _, index in row]
        first, last = indices[0], indices[-1]
        headings += [
            index
            for index in indices
            if len(indices) < 3 or index == last or index == title == first or units[index].text.endswith("?")
        ]
    return headings
