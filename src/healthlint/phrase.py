"""The phrase language of rules, signals and word lists: parsed here, matched by `phrasebook`.

    (a|b)  one of these      [a]  this or nothing      <name>  an entry of a word list, a person, a date
    #      a number          …    up to five words     ~word   any form of the word

Needs no tokenizer, so that rules can be checked and listed without loading spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from healthlint.errors import nearest
from healthlint.yamlfile import Node

LONGEST_GAP = 5
"""Words that `…` may stand for."""


@dataclass(frozen=True)
class Gap:
    """`…`"""


@dataclass(frozen=True)
class Number:
    """`#`"""


@dataclass(frozen=True)
class Listed:
    """`<name>`"""

    name: str


@dataclass(frozen=True)
class Literal:
    """Words as the rule writes them, to be normalised by the tokenizer."""

    text: str


@dataclass(frozen=True, eq=False)
class Choice:
    """`(a|b)`, `[a]` (nothing is the last option) and `~word` (its forms).

    Each is equal to itself alone, so that what is worked out of one can be kept: phrases share the forms of a word.
    """

    options: tuple[Sequence, ...]


Element = Gap | Number | Listed | Literal | Choice
Sequence = tuple[Element, ...]


@dataclass(frozen=True)
class Phrase:
    """A phrase as written, and its elements."""

    text: str
    elements: Sequence


class PhraseError(ValueError):
    """A phrase that cannot be read; the text says why."""


def read_phrases(node: Node, lists: Collection[str]) -> tuple[Phrase, ...]:
    """Read a list of phrases from YAML; InputError with its line for one that is wrong or names an unknown list."""
    return tuple(read_phrase(item, item.text(), lists) for item in node.items())


def read_phrase(node: Node, text: str, lists: Collection[str]) -> Phrase:
    """Read one phrase; `node` is where an error points."""
    try:
        elements = parse_phrase(text)
    except PhraseError as error:
        raise node.error(f"phrase {text!r}: {error}.") from None
    for name in sorted(name for name in _LISTED.findall(text) if name not in lists):
        raise node.error(f"phrase {text!r}: there is no word list <{name}>.", nearest(name, lists))
    return Phrase(text, elements)


_TOKEN = re.compile(r"\s*(<[^<>]*>|~?[^\s()\[\]|<>#…~]+|…|#|[()\[\]|]|~)")

_CLOSING = {"(": ")", "[": "]"}
_ENDS = frozenset([")", "]", "|"])

_LIST_NAME = re.compile(r"[a-z][a-z0-9-]*")
_LISTED = re.compile(rf"<\s*({_LIST_NAME.pattern})\s*>")

_IRREGULAR = {
    "be": "is are was were been being am",
    "have": "has had having",
    "do": "does did done doing",
    "take": "takes took taken taking",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "get": "gets got gotten getting",
    "make": "makes made making",
    "eat": "eats ate eaten eating",
    "drink": "drinks drank drunk drinking",
    "feel": "feels felt feeling",
    "find": "finds found finding",
    "show": "shows showed shown showing",
    "see": "sees saw seen seeing",
    "say": "says said saying",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "know": "knows knew known knowing",
    "keep": "keeps kept keeping",
    "leave": "leaves left leaving",
    "lose": "loses lost losing",
    "throw": "throws threw thrown throwing",
    "put": "puts putting",
    "cut": "cuts cutting",
    "quit": "quits quitting",
    "set": "sets setting",
    "rid": "rids ridding",
    "beat": "beats beaten beating",
    "fight": "fights fought fighting",
    "buy": "buys bought buying",
    "bring": "brings brought bringing",
    "grow": "grows grew grown growing",
    "shrink": "shrinks shrank shrunk shrinking",
    "melt": "melts melted melting molten",
    "begin": "begins began begun beginning",
    "speak": "speaks spoke spoken speaking",
    "write": "writes wrote written writing",
    "die": "dies died dying",
    "mean": "means meant meaning",
    "become": "becomes became becoming",
    "lead": "leads led leading",
    "hold": "holds held holding",
    "seek": "seeks sought seeking",
    "swallow": "swallows swallowed swallowing",
    "stop": "stops stopped stopping",
    "skip": "skips skipped skipping",
    "prefer": "prefers preferred preferring",
    "spread": "spreads spreading",
    "stick": "sticks stuck sticking",
    "wear": "wears wore worn wearing",
    "ride": "rides rode ridden riding",
    "drive": "drives drove driven driving",
    "feed": "feeds fed feeding",
    "sleep": "sleeps slept sleeping",
    "breathe": "breathes breathed breathing",
    "rub": "rubs rubbed rubbing",
    "run": "runs ran running",
    "sit": "sits sat sitting",
    "lay": "lays laid laying",
    "lie": "lies lay lain lying",
    "let": "lets letting",
    "burn": "burns burned burnt burning",
    "swim": "swims swam swum swimming",
    "share": "shares shared sharing",
}


def parse_phrase(text: str) -> Sequence:
    """Read a phrase into its elements; PhraseError says what is wrong with it."""
    tokens = _tokens(text)
    options, position = _choice(tokens, 0)
    if position < len(tokens):
        raise PhraseError(f"{tokens[position]!r} without its opening bracket")
    elements = _trim(options[0]) if len(options) == 1 else (Choice(tuple(map(_trim, options))),)
    if not _sure(elements):
        raise PhraseError("it needs a word or a <list> that always stands")
    return elements


def bare_lists(phrase: Phrase) -> tuple[str, ...]:
    """The word lists that a phrase is nothing but a choice of; none when it is more than that."""
    if len(phrase.elements) != 1:
        return ()
    element = phrase.elements[0]
    options = element.options if isinstance(element, Choice) else ((element,),)
    names = [option[0].name for option in options if len(option) == 1 and isinstance(option[0], Listed)]
    return tuple(names) if len(names) == len(options) else ()


def word_forms(word: str) -> list[str]:
    """The inflected forms of a verb or noun; some are no English, which matches nothing and harms nothing."""
    if word in _IRREGULAR:
        return [word, *_IRREGULAR[word].split()]
    stem = word[:-1] if word.endswith("e") else word
    forms = [word, *plural_forms(word), stem + "ed", stem + "ing"]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        forms.append(word[:-1] + "ied")
    if re.search(r"[^aeiou][aeiou][bdglmnprt]$", word):
        forms += [word + word[-1] + "ed", word + word[-1] + "ing"]
    return forms


def plural_forms(word: str) -> list[str]:
    """The regular plural of a noun (also the -s form of a verb); none for a word that looks like a plural."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return [] if word.endswith("s") and not word.endswith("ss") else [word + "es"]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return [word[:-1] + "ies"]
    return [word + "s"]


def _tokens(text: str) -> list[str]:
    tokens = _TOKEN.findall(text.replace("...", "…"))
    if not tokens:
        raise PhraseError("it is empty")
    if "".join("".join(tokens).split()) != "".join(text.replace("...", "…").split()):
        raise PhraseError("it holds a < or > that belongs to no <list>")
    return tokens


def _choice(tokens: list[str], position: int) -> tuple[list[Sequence], int]:
    options: list[Sequence] = []
    while True:
        sequence, position = _sequence(tokens, position)
        options.append(sequence)
        if position < len(tokens) and tokens[position] == "|":
            position += 1
            continue
        return options, position


def _sequence(tokens: list[str], position: int) -> tuple[Sequence, int]:
    elements: list[Element] = []
    while position < len(tokens):
        token = tokens[position]
        if token in _ENDS:
            break
        if token in _CLOSING:
            options, position = _choice(tokens, position + 1)
            if position >= len(tokens) or tokens[position] != _CLOSING[token]:
                raise PhraseError(f"{token!r} without its closing bracket")
            if () in options:
                raise PhraseError("a choice with nothing to choose; write [a] for what may be left out")
            elements.append(Choice((*options, ()) if token == "[" else tuple(options)))
        else:
            elements.append(_element(token))
        position += 1
    return tuple(elements), position


@cache
def _element(token: str) -> Element:
    if token == "…":
        return Gap()
    if token == "#":
        return Number()
    if token.startswith("<"):
        name = token[1:-1].strip()
        if not _LIST_NAME.fullmatch(name):
            raise PhraseError(f"{token} is no name of a word list")
        return Listed(name)
    if token == "~":
        raise PhraseError("~ stands alone; write it before a word, as in ~cure")
    if token.startswith("~"):
        return Choice(tuple((Literal(form),) for form in word_forms(token[1:].lower())))
    return Literal(token)


def _trim(elements: Sequence) -> Sequence:
    """Leave out gaps at the edges, which would match anything."""
    kept = list(elements)
    while kept and isinstance(kept[0], Gap):
        kept.pop(0)
    while kept and isinstance(kept[-1], Gap):
        kept.pop()
    return tuple(kept)


def _sure(elements: Sequence) -> bool:
    """Whether a word or list stands in every reading of the elements; else there is nothing to look for."""
    return any(map(_is_sure, elements))


def _is_sure(element: Element) -> bool:
    if isinstance(element, Choice):
        return all(map(_sure, element.options))
    return isinstance(element, Literal | Listed)
