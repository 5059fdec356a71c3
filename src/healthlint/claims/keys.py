"""Keys: what the words of an article are about, one key for all wordings of one thing."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from healthlint.claims.topics import CONDITION_NOUNS
from healthlint.lexicon import Lexicon, opening
from healthlint.stems import LIGHT, stem
from healthlint.text import Text

LISTS = ("condition", "symptom", "medicine", "supplement", "treatment", "test", "body-part", "food", "concept")
"""The word lists whose entries are keys; the last one that holds a word names it."""

BROADER = ("medicine", "supplement", "treatment", "test", "concept", "food")
"""Those in which a claim about a kind of thing is one about the thing; a kind of disease is another disease."""

THINGS = frozenset(["medicine", "supplement", "treatment", "test", "food"])
"""Those whose entries can be good or bad for somebody."""

MATTERS = frozenset(["condition", "symptom", "body-part"])
"""Those whose entries a thing can be good or bad for."""

_REMEDIES = ("medicine", "supplement", "treatment")
_GENERIC = {
    word: lists
    for lists, words in {
        _REMEDIES: "medicine medication drug tablet pill capsule remedy spray cream drop injection jab shot vaccine "
        "lotion gel ointment patch painkiller gum device inhaler herb course anticoagulant antibiotic solution "
        "product therapy treatment surgery operation procedure technique method supplement",
        ("condition", "symptom"): " ".join(CONDITION_NOUNS),
        ("test",): "test scan check exam examination",
    }.items()
    for word in words.split()
}
"""Nouns that stand for what was named before, with the word lists that it is to be found in."""

_TELLING = 2.5
_VAGUE = frozenset("food drink medicine treatment test symptom disease doctor body product eat wear daily risk".split())
_BINDING = frozenset(["of", "in", "on"])
_ARTICLES = frozenset("the a an your his her their".split())
_EVERYWHERE = frozenset(["dna", "rna"])
"""Names in capitals of what everybody has."""
_BEFORE_CAPITALS = frozenset(["“", '"', ":", "."])


class Keys:
    """The key of each word: the canonical term of the list entry that it belongs to, else its stem."""

    def __init__(self, text: Text, lexicons: Mapping[str, Lexicon], known_names: Collection[str] = ()) -> None:
        self._text = text
        self._known_names = known_names
        self._lexicons = {name: lexicons[name] for name in LISTS if name in lexicons}
        self._concepts = _concepts(lexicons)
        self._wider: dict[str, set[str]] = {}
        self._noted: dict[tuple[str, str], str] = {}
        self._placed: set[str] = set()
        self.things: set[str] = set()
        self.matters: set[str] = set()

    @cached_property
    def generic(self) -> dict[str, tuple[str, ...]]:
        """The keys of nouns that stand for what was named before, with the lists that it is to be found in."""
        return {key: _GENERIC[word] for word in _GENERIC for key in self.of_words([word])}

    @cached_property
    def by_word(self) -> list[str]:
        """One key for each word, empty for light words and punctuation; a term of several words has its key once."""
        concepts = self._concepts
        norms = self._text.words.norms
        known = {
            norm: ""
            if norm in LIGHT or not norm[0].isalpha() or len(norm) < 2
            else concepts.get(stem(norm)) or stem(norm)
            for norm in set(norms)
        }
        keys = [known[norm] for norm in norms]
        ranks = {name: rank for rank, name in enumerate(reversed(self._lexicons))}
        terms = sorted(
            (match.first - match.last, ranks[name], match.first, match, name)
            for name in self._lexicons
            for match in self._text.matches(f"<{name}>")
        )
        taken = bytearray(len(keys))
        for _, _, _, match, name in terms:
            if not any(taken[match.first : match.last]):
                taken[match.first : match.last] = b"\1" * (match.last - match.first)
                keys[match.first : match.last] = [self._note(match.name, name)] + [""] * (match.last - match.first - 1)
        self._turned(keys)
        self._shortened(keys)
        return keys

    def _shortened(self, keys: list[str]) -> None:
        """Give "stones" the key of "kidney stones" where that is what the title names."""
        title = self._text.article.title
        first, last = self._text.word_range(title.start, title.end) if title else (0, 0)
        heads = {stem(key.rpartition(" ")[2]): key for key in keys[first:last] if " " in key}
        heads = {head: key for head, key in heads.items() if head not in self.generic and len(head) > 2}
        for i, key in enumerate(keys if heads else ()):
            if key in heads:
                keys[i] = heads[key]

    def _turned(self, keys: list[str]) -> None:
        """Give "a tumour of the brain" the key of "brain tumour"."""
        norms = self._text.words.norms
        lists = [(name, self._lexicons[name].pairs) for name in ("condition", "symptom") if name in self._lexicons]
        for i in [i for i, norm in enumerate(norms) if norm in _BINDING]:
            if 0 < i < len(keys) - 2 and keys[i - 1]:
                at = i + 1 + (norms[i + 1] in _ARTICLES)
                pair = frozenset((opening(norms[i - 1]), opening(norms[at])))
                for name, pairs in lists:
                    if pair in pairs:
                        keys[i - 1], keys[at] = self._note(pairs[pair], name), ""
                        break

    def _note(self, term: str, name: str) -> str:
        """The key of a list entry; what the entry is a kind of is kept for `wider`."""
        if (term, name) in self._noted:
            return self._noted[term, name]
        key = self._noted[term, name] = self._canonical(term)
        if name in MATTERS:
            self.matters.add(key)
        if name in BROADER and key not in self._placed:
            self._placed.add(key)
            lexicons = [self._lexicons[other] for other in BROADER if other in self._lexicons]
            kinds = {self._canonical(kind) for lexicon in lexicons for kind in lexicon.wider(term)} - {key}
            if kinds:
                self._wider[key] = kinds
            if any(term in lexicon.terms and lexicon.name in THINGS for lexicon in lexicons):
                self.things.add(key)
        return key

    def _canonical(self, term: str) -> str:
        head = stem(term.lower()) if " " not in term else term
        return self._concepts.get(head, head)

    def broadened(self, keys: Collection[str]) -> frozenset[str]:
        """The keys with those of what they are kinds of."""
        return frozenset(keys).union(*(self._wider[key] for key in keys if key in self._wider))

    def narrowed(self, keys: frozenset[str]) -> frozenset[str]:
        """The keys with those of all kinds of them that the text names."""
        return keys.union(key for key, kinds in self._wider.items() if not keys.isdisjoint(kinds))

    def meet(self, keys: frozenset[str], others: frozenset[str]) -> frozenset[str]:
        """Those of `keys` that are among `others`, or are kinds of them, or of which some of them are kinds."""
        wider, shared = self._wider, keys & others
        if len(shared) < len(keys):
            if not wider.keys().isdisjoint(others):
                shared |= keys & {kind for other in others if other in wider for kind in wider[other]}
            if not wider.keys().isdisjoint(keys):
                shared |= {key for key in keys if key in wider and not others.isdisjoint(wider[key])}
        return shared

    def common(self, one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
        """Those of both that meet; there are none just where `meet` finds none, whichever of the two it is asked for."""
        return self.meet(one, other) | self.meet(other, one)

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a key says: the more, the fewer sentences hold it."""
        count: Counter[str] = Counter()
        for sentence in self._text.sentences:
            count.update(set(self.by_word[sentence.first : sentence.last]))
        total = max(len(self._text.sentences), 40)
        return {key: math.log2(1 + total / seen) for key, seen in count.items() if key}

    def is_inside_term(self, at: int) -> bool:
        """Whether a word is one of several that a list entry has ("primary" in "primary biliary cholangitis")."""
        return " " in self.by_word[at] or not (self.by_word[at] or self._text.words.norms[at] in LIGHT)

    def within(self, first: int, last: int) -> frozenset[str]:
        return frozenset(filter(None, self.by_word[first:last]))

    def outside(self, first: int, last: int, spared: Collection[int]) -> frozenset[str]:
        """The keys of a range but for the `spared` words."""
        return frozenset(self.by_word[i] for i in range(first, last) if self.by_word[i] and i not in spared)

    def first_of(self, first: int, last: int, count: int = 2) -> frozenset[str]:
        """The first keys of a range: in a plain statement, its subject."""
        found = [key for key in self.by_word[first:last] if key]
        return frozenset(found[:count])

    def beside(self, first: int, left: int, right: int, last: int, before: bool) -> frozenset[str]:
        """What a phrase speaks of: the last three keys before `left`, or the first three from `right` on."""
        found = [key for key in self.by_word[first:left] if key][-3:] if before else []
        found = found or [key for key in self.by_word[right:last] if key][:3]
        return frozenset(found) | frozenset(
            stem(key.split()[-1]) for key in found if " " in key and key not in self._wider
        )

    def of_words(self, words: Iterable[str]) -> frozenset[str]:
        """The keys of single words."""
        return _keys_of(words, self._concepts)

    def group(self, name: str) -> str:
        """People as their key, so that babies and infants are one group."""
        head = stem(name) if " " not in name else name
        return self._concepts.get(head, head)

    def tells(self, key: str) -> bool:
        """Whether a key stands in no more than one sentence of five."""
        return key not in _VAGUE and self.weights.get(key, 0.0) >= _TELLING

    def rarest(self, keys: Collection[str], share: float) -> list[str]:
        """The rarest keys, of which two sets that have `share` of their weight in common must share one."""
        spare = (1 - share) * self.weight(keys)
        found = []
        for key in sorted(keys, key=lambda key: (-self.weights.get(key, 1.0), key)):
            found.append(key)
            spare -= self.weights.get(key, 1.0)
            if spare < 0:
                break
        return found

    @cached_property
    def titled(self) -> frozenset[str]:
        """The keys of the title."""
        title = self._text.article.title
        return self.within(*self._text.word_range(title.start, title.end)) if title else frozenset()

    def part(self, own: frozenset[str], shared: frozenset[str], given: frozenset[str]) -> float:
        """The part of the weight of some keys that is shared, with or without those that go without saying."""
        rest = own - given
        part = self._part(own, shared)
        return part if len(rest) == len(own) else max(part, self._part(rest, shared))

    def _part(self, keys: frozenset[str], shared: frozenset[str]) -> float:
        return self.weight(keys & shared) / self.weight(keys) if keys else 1.0

    def weight(self, keys: Iterable[str]) -> float:
        weigh = self.weights.get
        # the sum must not depend on the order of a set
        return math.fsum([weigh(key, 1.0) for key in keys])

    @cached_property
    def common_names(self) -> frozenset[str]:
        """The names (capitalised words, acronyms) that are known, that the title holds or the article uses three times."""
        count: Counter[str] = Counter()
        for sentence in self._text.sentences:
            headed = sentence.block.kind in ("title", "heading")
            names = self.names(sentence.first - headed, sentence.last)
            count.update(names)
            if headed:
                count.update(names)
                count.update(names)
        return frozenset(name for name, seen in count.items() if seen > 2).union(self._known_names)

    @cached_property
    def _name_places(self) -> list[int]:
        """Where capitalised words stand that do not open a sentence."""
        prose, norms = self._text.words.prose, self._text.words.norms
        return [
            i
            for i, start in enumerate(self._text.words.starts)
            if prose[start].isupper()
            and norms[i] not in LIGHT
            and len(norms[i].rstrip(".")) > 1
            and (not i or norms[i - 1] not in _BEFORE_CAPITALS)
            and norms[i] not in _EVERYWHERE
            and norms[i + 1 : i + 2] != [")"]  # "chronic kidney disease (CKD)": the same thing
        ]

    def names(self, first: int, last: int) -> frozenset[str]:
        """The capitalised words of a range, but for its first."""
        by_word, norms, at = self.by_word, self._text.words.norms, self._name_places
        places = at[bisect_right(at, first) : bisect_left(at, last)]
        return frozenset(norms[i] for i in places if by_word[i] not in self.things)


def keys_of(words: Iterable[str], lexicons: Mapping[str, Lexicon]) -> frozenset[str]:
    """The keys of single words that stand in no article."""
    return _keys_of(words, _concepts(lexicons))


def _keys_of(words: Iterable[str], concepts: Mapping[str, str]) -> frozenset[str]:
    return frozenset(concepts.get(stem(word)) or stem(word) for word in words)


def _concepts(lexicons: Mapping[str, Lexicon]) -> Mapping[str, str]:
    return lexicons["concept"].stems if "concept" in lexicons else {}
