"""Lead-ins: a sentence or heading that its list goes on with, and the clause that it makes with an item."""

from __future__ import annotations

import re

_LONGEST = 30
"""Words up to which a sentence can be a lead-in."""

# A lead-in that ends in one of these is no sentence yet; each item completes it.
_OPEN = frozenset(
    "should not never must can cannot could may might will would to do does did if unless when whenever you your they "
    "it who that avoid have has having are is be been being with without for by from of as and or on about in at than "
    "include includes including eat eating drink drinking take taking use using limit stop try consider need needs "
    "require requires cause causes prevent prevents".split()
)
_CONDITION = re.compile(r"(?:if|when|while|during|before|after|for|in|until|unless|once)\b[^,]{2,80}", re.IGNORECASE)
_ENDS_NAME = (
    "should|must|can|could|may|might|are|is|was|were|do|does|will|would|have|has|need|needs|apply|applies|if|when|for|in|"
    "during|to|of|that|which|who|you|your|increases?|decreases?|raises?|reduces?|lowers?|causes?|affects?|puts?|makes?|"
    "means?|helps?|gives?|includes?|requires?|prevents?|lead|leads|below|with|before|after|on|at|from|by|and|or"
)
"""Words behind “the following” that are no part of what it names."""
_FOLLOWING = re.compile(
    r"(?:(?:any|some|all|one|either|each|both|one or more|at least one) of )?"
    r"(?:the following|(?:these|those|the)(?= [\w ]{0,40}\bbelow$)|these(?= \w+$))"
    rf"(?: (?!(?:{_ENDS_NAME})\b)[\w-]+){{0,3}}",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\s*(?:is|are) (?:a|an|the|some|just|only)?\s*(?:list|lists|outline|overview|examples?|summary|guide)\b"
)
# What such a lead-in announces are sentences, and no part of its own.
_SENTENCES = re.compile(
    r"\b(?:steps?|tips?|advice|measures|instructions|rules|guidelines|guidance|"
    r"precautions|actions|changes|recommendations|directions|questions|suggestions|ways|points|facts)$",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"(?<=\w)\s*(?::|\s[–—-]\s).*")
_APPLIES = re.compile(r" (?:apply|applies|is true|are true|happens?|occurs?)(?: to you)?$", re.IGNORECASE)
_OWN_ADVICE = re.compile(r"(?:do not|don['’]t|never|avoid|always|stop|limit)\b", re.IGNORECASE)
_JOINERS = re.compile(r"^(?:and|or)\s+|[,;]?\s*\b(?:and|or)$|[,;.:]+$", re.IGNORECASE)

_THINGS = r"(?:things?|foods?|drinks?|foods? and drinks?|medicines?|medications?|drugs|remedies|activit(?:y|ies)|exercises|sports|products|herbs|supplements|what)"
_HEADINGS = [
    (re.compile(pattern, re.IGNORECASE), made)
    for pattern, made in (
        (r"(?:do not|don['’]?ts?|what not to do|what you should not do)$", "do not {item}"),
        (rf"(?:.{{0,20}} )?{_THINGS} (?:to|you should|you must|you need to) avoid(?P<tail>(?: .*)?)$", "avoid {item}{tail}"),
        (r"what not to (?P<verb>eat|drink|take|use)(?P<tail>(?: .*)?)$", "do not {verb} {item}{tail}"),
        (rf"{_THINGS} (?:to|you should) (?P<verb>eat|drink|take|use)(?P<tail>(?: .*)?)$", "you should {verb} {item}{tail}"),
        (rf"{_THINGS} you can(?: safely)? (?P<verb>eat|drink|take|use)(?P<tail>(?: .*)?)$", "you can safely {verb} {item}{tail}"),
        (rf"{_THINGS} that are (?P<tail>.*)$", "{item} are {tail}"),
        (r"who (?P<tail>(?:should|must|can) ?not .*)$", "{item} {tail}"),
        (r"who (?P<tail>(?:should|must|needs?|can) .*)$", "{item} {tail}"),
    )
]  # fmt: skip


def join(lead: str, item: str) -> str:
    """The clause that a lead-in makes with an item; empty where the item stands by itself.

    “You should not:” + “drive”, “Avoid the following foods:” + “liver”, “If you are pregnant:” + “avoid liver”.
    """
    item = _fragment(item)
    lead = re.sub(r"\s*(?::|…|\.{1,3}|[-–—])$", "", lead).strip()
    words = lead.split()
    if not item or not words or len(words) > _LONGEST:
        return ""
    shorter = _APPLIES.sub("", lead)
    following = [
        found
        for found in _FOLLOWING.finditer(shorter)
        if not _SENTENCES.search(found[0]) and not _ANNOUNCES.match(shorter, found.end())
    ]
    if following and (following[-1].end() == len(shorter) or "following" in following[-1][0].lower()):
        place = following[-1]
        # “the following: surgery: the lump is cut out” names surgery
        named = _EXPLAINED.sub("", item)
        return "" if _OWN_ADVICE.match(item) else shorter[: place.start()] + named + shorter[place.end() :]
    if words[-1].lower() in _OPEN:
        denied = words[-1].lower() in ("not", "never")
        return "" if denied and _OWN_ADVICE.match(item) else f"{lead} {item}"
    condition = _CONDITION.match(lead)
    return f"{condition[0]}, {item}" if condition else ""


def is_lead_in(text: str) -> bool:
    """Whether a sentence right before a list is one that the items go on with."""
    return text.endswith((":", "…", "...")) or text[-1:].isalnum() or bool(re.search(r"\bfollowing\b[^.]*\.$", text))


def join_heading(heading: str, item: str) -> str:
    """The clause that a heading such as “Don't” or “Foods to avoid” makes with an item; empty where it makes none."""
    heading = heading.strip(" :.")
    for pattern, made in _HEADINGS:
        found = pattern.match(heading)
        if found:
            item = _fragment(item)
            parts = {"tail": "", "verb": "", **found.groupdict()}
            return made.format(item=item, **parts) if item and not _OWN_ADVICE.match(item) else ""
    return ""


def _fragment(item: str) -> str:
    """An item as part of a sentence: a small letter at its start, no joining word or stop at its end."""
    item = _JOINERS.sub("", _JOINERS.sub("", item.strip())).strip()
    return item[0].lower() + item[1:] if item[1:2].islower() else item
