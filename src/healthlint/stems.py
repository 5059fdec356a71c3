"""Words cut to their stems, crudely: "vaccinated" and "vaccination" share one, and so do "infection" and "infected"."""

from __future__ import annotations

from functools import cache

LIGHT = frozenset(
    # function words
    "a an the and or but nor so if then than that this these those it its they them their he she his her him you your "
    "we our us i my me who whom whose which what where when while how why of in on at by for from to with without into "
    "onto about over under up down out off as is are was were be been being am do does did done doing have has had "
    "having can could may might must shall should will would not no never none neither cannot ca wo 's ' s t there here "
    "also too very just only even still yet already both either each every any all some many much more most few less "
    "least other another such same own one ones again ever often usually generally sometimes always rarely seldom "
    "typically normally commonly mostly mainly almost nearly about around quite rather really however although though "
    "because since whereas unless until once after before during between among against per via plus etc e.g. i.e. "
    "through within across along upon well back away like make makes made making get gets got getting go goes going "
    "gone come comes thing things way ways lot lots kind kinds sort sorts use uses used using take takes taken taking "
    "took give gives given giving be become becomes became need needs needed be able let keep keeps put "
    # words that nearly every health text holds
    "people person patient patients someone anyone everyone everybody nobody case cases time times day days week weeks "
    "month months year years number part parts percent fact example important possible likely different called known "
    "think thinks thought following follow follows show shows shown showed showing prove proves proven proved anything something everything nothing several certain course amount whether seen occur occurs occurred happen happens happened point suspected develop develops developed developing doing thing able unable usual include includes including cause causes caused help helps helped helping good better best "
    # how many, how much
    "one two three four five six seven eight nine ten twelve dozen hundred thousand half quarter rough roughly total "
    "several couple".split()
)
"""Words that say nothing of what a sentence is about."""

_IRREGULAR = {
    "women": "woman", "men": "man", "children": "child", "feet": "foot", "teeth": "tooth", "ate": "eat", "eaten": "eat",
    "drank": "drink", "drunk": "drink", "lies": "lie", "lying": "lie", "died": "die", "dies": "die", "dying": "die",
    "caught": "catch", "felt": "feel", "slept": "sleep", "bled": "bleed", "fed": "feed", "lost": "lose", "grew": "grow",
    "grown": "grow", "spread": "spread", "began": "begin", "begun": "begin", "fell": "fall", "fallen": "fall",
    "found": "find", "kept": "keep", "left": "leave", "rose": "rise", "risen": "rise", "ill": "ill", "wore": "wear",
    "worn": "wear", "bitten": "bite", "given": "give", "seen": "see", "saw": "see", "bought": "buy",
    # else the fat would be fatal
    "fatal": "fatal", "fatally": "fatal", "fatality": "fatal", "fatalities": "fatal",
}  # fmt: skip
_ENDINGS = (
    "izations isations ization isation ations ation ating ated ates ately iveness ments ment ments ings ing ions ion "
    "ities ity ances ance ences ence ically ical ied ies ers er ed es ely ly ous ive al ic ate e y".split()
)
_SHORTEST = 4


@cache
def stem(word: str) -> str:
    """The stem of a normalised word; a word of up to four letters is only freed of its plural."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) <= _SHORTEST:
        return word[:-1] if len(word) == _SHORTEST and word.endswith("s") and not word.endswith("ss") else word
    if word.endswith("ies") and len(word) <= _SHORTEST + 2:
        return word[:-3] + "y"
    word = word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - (len(ending) < 4):
            return _single(word[: -len(ending)])
    return word


def _single(stemmed: str) -> str:
    """A stem without its doubled last letter: “stopp” of “stopped” is “stop”."""
    doubled = len(stemmed) > 3 and stemmed[-1] == stemmed[-2] and stemmed[-1] in "bdgmnprt"
    return stemmed[:-1] if doubled else stemmed
