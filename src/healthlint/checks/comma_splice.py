"""Two sentences joined by no more than a comma.

Without a parser: an independent clause before the comma, and after it a subject (pronoun, or determiner and noun, or
bare noun) with a finite verb. Where a list, a subordinate clause or a quotation may be meant, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from healthlint.analysis import Analysis
from healthlint.finding import Finding
from healthlint.language import Sentence
from healthlint.phrase import plural_forms
from healthlint.rule import Rule

WORD_LISTS = (
    "pronouns", "determiners", "adverbs", "subordinators", "openers", "auxiliaries", "verbs", "past", "imperatives",
    "reporting",
)  # fmt: skip

_ADJECTIVE = ("ing", "ed", "ly", "less", "ful", "ous", "ive", "ible", "able")
_PLURALS = frozenset(["people", "children", "women", "men", "feet", "teeth"])
_DEGREES = frozenset(["too", "more", "less", "no", "much", "it", "them", "you", "us"])
_JOINING = frozenset(["and", "but", "so", "or", "yet"])
_CONDITIONS = frozenset(["if", "when", "although", "unless", "whenever"])

_BREAKS = frozenset([",", ";", ":", "–", "—", "(", ")", "“", "”", '"', "/"])


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding on the words around the comma, at most one a sentence."""
    finder = _Finder(rule, analysis)
    for sentence in analysis.prose_sentences:
        comma = finder.splice(sentence)
        if comma:
            last = min(comma + 4, sentence.last)
            start, end = analysis.words.starts[comma - 1], analysis.words.ends[last - 1]
            yield rule.finding(analysis, start, end, match=analysis.article.prose[start:end])


class _Finder:
    """The word lists of the rule, as sets."""

    def __init__(self, rule: Rule, analysis: Analysis) -> None:
        options = rule.options
        self.words = analysis.words
        self.norms = analysis.words.norms
        self.pronouns = frozenset(options["pronouns"])
        self.determiners = frozenset(options["determiners"])
        self.subordinators = frozenset(options["subordinators"])
        self.openers = self.subordinators | frozenset(options["openers"])
        self.imperatives = frozenset(options["imperatives"])
        self.reporting = frozenset(options["reporting"])
        self.after_however = frozenset([*options["pronouns"], *options["determiners"], *options["subordinators"]])
        self.subjects = [[word] for word in (*options["pronouns"], *options["determiners"])]
        self.adverbs = frozenset(options["adverbs"])
        self.auxiliaries = frozenset(options["auxiliaries"])
        self.plain_verbs = frozenset(options["verbs"])
        self.s_verbs = frozenset(form for verb in options["verbs"] for form in plural_forms(verb)[:1])
        self.verbs = self.auxiliaries | self.plain_verbs | self.s_verbs | frozenset(options["past"])

    def splice(self, sentence: Sentence) -> int:
        """Index of the comma that splices; 0 when none does."""
        marks = [i for i in range(sentence.first, sentence.last) if self.norms[i] in _BREAKS]
        edges = [sentence.first - 1, *marks, sentence.last]
        parts = [(left + 1, right) for left, right in pairwise(edges)]
        if any(self.norms[mark] in ("“", "”", '"', ";", "(") for mark in marks) or len(parts) > 5:
            return 0
        for index, mark in enumerate(marks):
            if self.norms[mark] != "," or self._goes_on(parts[index + 2 :]) or not self._independent(parts[index]):
                continue
            if any(self._subordinate(part) for part in parts[: index + 1]) or self._leads_in(parts[index]):
                continue
            if index and self._leads_on(parts[0]):
                continue
            if self._is_clause(parts[index + 1]) or (len(parts) == 2 and self._is_command(parts[1])):
                return mark
        return 0

    def _is_clause(self, part: tuple[int, int]) -> bool:
        return self._starts_clause(part) and not self._lists(part) and not self._attributes(part)

    def _leads_on(self, part: tuple[int, int]) -> bool:
        """Whether a sentence opens with a long phrase ("for those who cannot bend") that may reach over the commas."""
        words = self.norms[part[0] : part[1]]
        return len(words) > 4 and words[0] in self.openers - _JOINING

    def _goes_on(self, later: list[tuple[int, int]]) -> bool:
        """Whether "and", "or" or "but" opens a later part: then the commas make a list."""
        return any(first < last and self.norms[first] in ("and", "or", "but") for first, last in later)

    def _subordinate(self, part: tuple[int, int]) -> bool:
        """Whether a part is, or ends with, a clause that cannot stand alone ("it means that if you rest")."""
        words = self.norms[part[0] : part[1]]
        return any(
            word in self.subordinators
            and (
                index == 0
                or (word in _CONDITIONS and index + 2 < len(words))
                or (words[index + 1 : index + 2] in self.subjects and "as" not in words[:index])
            )
            for index, word in enumerate(words)
        )

    def _leads_in(self, part: tuple[int, int]) -> bool:
        """Whether a part only leads in to what follows ("put another way", "… and in the south", "… . Fortunately")."""
        first, last = part
        words = self.norms[first:last]
        if not words or words[0] in self.openers or words[-1] in self.subordinators or words[-1] in self.adverbs:
            return True
        if "way" in words[-2:] or (self._capital(last - 1) and words[-1].endswith("ly")):
            return True
        opened = [i for i, word in enumerate(words) if word in self.openers and i + 1 < len(words)]
        # a new sentence that the text does not part from the one before ("disease.1 Although surgery")
        if any(self._capital(first + i) for i in opened):
            return True
        joined = [i for i in opened if words[i] in ("and", "or", "but", "that") and words[i + 1] in self.openers]
        return any(words[i] == "that" or not self.verbs.intersection(words[i:]) for i in joined)

    def _capital(self, word: int) -> bool:
        return self.words.prose[self.words.starts[word]].isupper()

    def _independent(self, part: tuple[int, int]) -> bool:
        """A subject of one word or more, then a finite verb; or an imperative."""
        first, last = part
        if last - first < 3 or self.norms[first] in self.adverbs:
            return False
        words = self.norms[first:last]
        if words[0] in self.imperatives:
            return True
        if words[0] in ("the", "more", "less") and len(words) > 1 and words[1] in ("more", "less", "longer", "sooner"):
            return False
        if (
            words[0].endswith(("ing", "ly"))
            and words[1] not in self.s_verbs
            and not self.auxiliaries.intersection(words[1:])
        ):
            return False
        return any(word in self.verbs for word in words[1:]) and words[-1] not in ("that", "and", "or", "but")

    def _starts_clause(self, part: tuple[int, int]) -> bool:
        first, last = part
        words = self.norms[first:last]
        if words[:1] == ["however"]:
            return len(words) > 4 and words[1] in self.after_however and any(word in self.verbs for word in words[2:])
        while words and words[0] in self.adverbs:
            words = words[1:]
        if len(words) < 3:
            return False
        if words[0] in self.pronouns and self._verb_follows(words, 1):
            return True
        if words[0] in self.determiners:
            return self._noun_then_verb(words, (2, 3))
        return self._bare_subject(words)

    def _verb_follows(self, words: list[str], index: int) -> bool:
        while index < len(words) - 1 and words[index] in self.adverbs:
            index += 1
        return words[index] in self.verbs

    def _agrees(self, noun: str, verb: str) -> bool:
        """Whether a noun and a verb can stand together: "condition requires", "symptoms require", "drugs can"."""
        if verb in self.auxiliaries and verb != "'s":
            return noun.isalpha() and noun not in self.openers
        return verb in (self.plain_verbs if self._is_plural(noun) else self.s_verbs)

    def _is_plural(self, noun: str) -> bool:
        return noun in _PLURALS or (noun.endswith("s") and not noun.endswith("ss"))

    def _bare_subject(self, words: list[str]) -> bool:
        """Up to three nouns without a determiner and a verb that agrees ("adequate water intake helps", "teens need")."""
        noun, verb, after = words[0], words[1], words[2]
        if noun.endswith("ing") and noun.isalpha() and verb in self.auxiliaries and verb != "'s":
            return True
        if not self._may_be_noun(noun):
            return False
        if len(words) > 3 and self._agrees(noun, verb):
            # "sunlight starts" may be two nouns, "sunlight starts the process" is none
            sure = verb in self.auxiliaries or self._is_plural(noun) or after in self.determiners or after in _DEGREES
            if sure:
                return True
        return self._noun_then_verb(words, (2, 3))

    def _noun_then_verb(self, words: list[str], places: tuple[int, ...]) -> bool:
        for index in places:
            if index < len(words) and self._agrees(words[index - 1], words[index]):
                return all(self._may_be_noun(word) for word in words[1:index])
        return False

    def _is_command(self, part: tuple[int, int]) -> bool:
        """ "cover the little lights", "do not blame it": an imperative with something behind it."""
        words = self.norms[part[0] : part[1]]
        if words[:2] == ["do", "not"]:
            words = words[2:]
        return len(words) > 3 and words[0] in self.imperatives and words[1] not in self.openers

    def _lists(self, part: tuple[int, int]) -> bool:
        """ "the dose is raised and tablets are missed": the last of a row of clauses."""
        words = self.norms[part[0] : part[1]]
        joints = [i for i, word in enumerate(words) if word in ("and", "or")]
        return any(
            self.auxiliaries.intersection(words[i + 2 : i + 4]) and words[i + 1] not in self.pronouns for i in joints
        )

    def _attributes(self, part: tuple[int, int]) -> bool:
        """ ", the company says" and ", research shows" name a source and are no sentence of their own."""
        words = [word for word in self.norms[part[0] : part[1]] if word.isalpha()]
        if words[0] in self.pronouns and words[1] in self.reporting and not self.norms[part[0] + 2].isalpha():
            return True
        return len(words) <= 5 and any(word in self.reporting for word in words[1:])

    def _may_be_noun(self, word: str) -> bool:
        return (
            word.isalpha()
            and word not in self.openers
            and word not in self.verbs
            and word not in self.adverbs
            and not word.endswith(_ADJECTIVE)
        )
