"""A number of things promised ("7 foods", "seven strategies") and another number given."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from healthlint.analysis import Analysis
from healthlint.article import Block, Section
from healthlint.finding import Finding
from healthlint.numerals import ONES, value_of
from healthlint.rule import Rule

_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(list(ONES)[1:])}|twenty)"
# "one of three types", "stage 4 symptoms", "the first two steps", "2-3 ways" promise nothing
_NO_PROMISE = re.compile(
    r"(?:\b(?:one|any|some|each|either|all but|first|last|next|other|another|stage|type|phase|grade|level|omega|day|week"
    r"|between|least|most|than|over|under|about|around|nearly|almost|to|or) (?:of )?(?:the |these |those |our )?|[\d.,–-])$",
    re.I,
)
_TIME_AND_AMOUNT = (
    "seconds minutes hours days weeks months years times doses tablets capsules drops pounds kilos kilograms grams "
    "milligrams glasses cups spoons teaspoons tablespoons portions servings pieces slices units litres liters ounces "
    "feet inches miles metres meters calories dollars percent points people patients adults children women men babies "
    "participants volunteers copies thirds quarters"
).split()
_LABELLED = re.compile(r"(?P<label>.*?)#?(?P<number>\d{1,2})\s*[.:)–—-]\s")
_ENUMERATION = re.compile(r"\s*(?:;|,)\s*(?:(?:and|or)\s+)?|\s+(?:and|or|&)\s+")


@dataclass(frozen=True)
class _Promise:
    start: int
    end: int
    number: int
    noun: str
    block: Block


@dataclass
class _Counts:
    """What an article may give: every count that would keep a promise, and the counts of what is surely meant."""

    fitting: set[int] = field(default_factory=set)
    sure: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, count: int, last: Block | None = None) -> None:
        self.fitting.add(count)
        if last and count > 1:
            self.sure[count] = (last.start, last.end)

    def breaks(self, number: int) -> bool:
        return bool(self.sure) and number not in self.fitting


def check(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding where a title, heading or sentence promises `things` that are counted in another number.

    A sentence promises what it lists after its colon, or the list right after it; one that repeats the number of a
    title that does not hold is wrong with it.
    """
    finder = _Finder(rule, analysis)
    of_title: tuple[int, int, tuple[int, int]] | None = None
    for promise in finder.promises():
        counts = finder.counts(promise)
        if counts.breaks(promise.number):
            given, place = max(counts.sure.items())
            if promise.block.kind == "title":
                of_title = promise.number, given, place
        elif of_title and promise.number == of_title[0] and not counts.sure and finder.may_repeat(promise):
            given, place = of_title[1:]
        else:
            continue
        yield rule.finding(
            analysis, promise.start, promise.end, [(*place, "the last one is here")],
            match=analysis.article.prose[promise.start : promise.end], promised=promise.number, counted=given,
        )  # fmt: skip


class _Finder:
    """Promises of one article and what there is to count."""

    def __init__(self, rule: Rule, analysis: Analysis) -> None:
        self.analysis = analysis
        self.blocks = analysis.article.blocks
        self.index = {block.start: index for index, block in enumerate(self.blocks)}
        self.persons = frozenset(rule.options["persons"])
        self.outer = re.compile("|".join(rf"\b{re.escape(words)}\b" for words in rule.options["outer_headings"]), re.I)
        nouns = "|".join(sorted(map(re.escape, (*rule.options["things"], *self.persons)), key=len, reverse=True))
        between = r"\s+(?:[\w’'-]+\s+){0,3}?"
        self.promise = re.compile(rf"\b{_NUMBER}{between}(?P<noun>{nouns})\b", re.I)
        self.before_colon = re.compile(rf"\b{_NUMBER}{between}(?P<noun>[a-z]+s)(?=:)", re.I)
        self.title_nouns: set[str] = set()

    def promises(self) -> Iterator[_Promise]:
        for block in self.blocks:
            if block.kind in ("cell", "footnote", "caption"):
                continue
            reached = 0
            for found in self._numbered(block):
                number, noun = _value(found["number"]), found["noun"].lower()
                if number < 2 or found.start() < reached or noun in _TIME_AND_AMOUNT:
                    continue
                if (
                    block.kind not in ("title", "heading")
                    and noun not in self.title_nouns
                    and _excluded(block.text, found)
                ):
                    continue
                reached = found.end()
                if block.kind == "title":
                    self.title_nouns.add(noun)
                yield _Promise(block.start + found.start(), block.start + found.end(), number, noun, block)

    def _numbered(self, block: Block) -> Iterator[re.Match[str]]:
        """Numbers with the things they count; they are looked for where a number stands, which few words are."""
        words = self.analysis.words
        for index in range(*self.analysis.word_range(block.start, block.end)):
            if words.is_number[index]:
                at = words.starts[index] - block.start
                found = self.promise.match(block.text, at) or self.before_colon.match(block.text, at)
                if found:
                    yield found

    def may_repeat(self, promise: _Promise) -> bool:
        """Whether a sentence with the number of the title may speak of its things ("9 ways", later "these 9 tips")."""
        return promise.noun in self.title_nouns or promise.number > _FEW

    def counts(self, promise: _Promise) -> _Counts:
        if promise.block.kind == "title":
            return self._of_article(promise)
        section = self.analysis.section_of(promise.start)
        if section and section.heading is promise.block:
            return self._of_section(section)
        inside = self._in_sentence(promise)
        return inside if inside.sure else self._of_list_after(promise)

    def _of_article(self, promise: _Promise) -> _Counts:
        """Numbered or labelled headings and, for want of them, the one numbered list; all else may fit."""
        counts = _Counts()
        for section in self.analysis.article.sections:
            self._add_lists(counts, section.blocks, sure=False)
        counts.add(sum(block.kind == "item" and block.level == 1 for block in self.blocks))
        self._add_headings(counts, promise)
        ordered = Counter(
            block.group for block in self.blocks if block.kind == "item" and block.ordered and block.level == 1
        )
        if not counts.sure and promise.number > 2 and len(ordered) == 1:
            group, count = ordered.most_common()[0]
            if count > 2 and not any(word in promise.noun for word in ("type", "kind", "stage", "cause")):
                counts.add(count, [block for block in self.blocks if block.group == group and block.level == 1][-1])
        if not counts.sure and promise.number > max(_FEW, len(self._headings), *counts.fitting):
            self._add_plain_headings(counts)
        return counts

    def _add_plain_headings(self, counts: _Counts) -> None:
        """The most headings of one level, when all there is to count falls short of the promise."""
        inner = [block for block in self._headings if not self.outer.search(block.text)]
        levels = Counter(block.level for block in inner).most_common(1)
        if levels and levels[0][1] > 2:
            counts.add(levels[0][1], [block for block in inner if block.level == levels[0][0]][-1])

    def _add_headings(self, counts: _Counts, promise: _Promise) -> None:
        numbered: dict[str, dict[str, Block]] = defaultdict(dict)
        labelled: dict[str, dict[str, Block]] = defaultdict(dict)
        for block in self._headings:
            found = _LABELLED.match(block.text)
            label, colon, rest = block.text.partition(":")
            if found:
                numbered[found["label"].strip().lower()][found["number"]] = block
            elif colon and rest.strip():
                labelled[label.strip().lower()][rest.strip().lower()] = block
        series = [row for row in numbered.values() if row]
        for row in series:
            counts.add(len(row))
        every = [block for row in series for block in row.values()]
        if len(every) > 1:
            counts.add(len(every), max(every, key=lambda block: block.start))
        for label, row in labelled.items():
            sure = len(row) > 1 and any(word in label for word in (promise.noun, promise.noun.rstrip("s")))
            counts.add(len(row), max(row.values(), key=lambda block: block.start) if sure else None)
        if not counts.sure:
            self._add_rows(counts)

    def _add_rows(self, counts: _Counts) -> None:
        """Headings of one level may be what is meant, with or without those that only open and close an article."""
        for level in {block.level for block in self._headings}:
            row = [block for block in self._headings if block.level == level]
            inner = [block for block in row if not self.outer.search(block.text)]
            counts.fitting.update({len({block.text.lower() for block in inner}), len(row), len(inner)})
            counts.add(sum(block.text.endswith("?") for block in row))

    def _of_section(self, section: Section) -> _Counts:
        """Lists under a heading; its subheadings, table rows and paragraphs may fit too."""
        counts = _Counts()
        self._add_lists(counts, section.blocks, sure=True)
        if section.blocks and section.blocks[0].kind != "item":
            counts.add(sum(block.kind == "paragraph" for block in section.blocks))
        heading = section.heading
        if heading:
            below = 0
            for block in self.blocks[self.index[heading.start] + 1 :]:
                if block.kind == "heading" and block.level <= heading.level:
                    break
                below += block.kind == "heading" and block.level == heading.level + 1
            counts.add(below)
        return counts

    def _add_lists(self, counts: _Counts, blocks: Iterable[Block], *, sure: bool) -> None:
        items: dict[int, list[Block]] = defaultdict(list)
        rows: dict[int, set[int]] = defaultdict(set)
        for block in blocks:
            if block.kind == "item" and block.level == 1:
                items[block.group].append(block)
            elif block.kind == "cell":
                rows[block.group].add(block.row)
        for row in items.values():
            counts.add(len(row), row[-1] if sure else None)
        counts.add(sum(map(len, items.values())))
        for table in rows.values():
            counts.fitting.update({len(table), len(table) - 1})

    def _of_list_after(self, promise: _Promise) -> _Counts:
        """The list that a paragraph leads in to, when the promise is in its last sentence."""
        counts = _Counts()
        index = self.index[promise.block.start] + 1
        tail = promise.block.text[promise.end - promise.block.start :].rstrip()
        if promise.block.kind != "paragraph" or index >= len(self.blocks) or self.blocks[index].kind != "item":
            return counts
        if not tail.endswith((":", ".")) or re.search(r"[.!?:]\s", tail) or (tail.endswith(".") and len(tail) > 40):
            return counts
        group = self.blocks[index].group
        items = []
        for block in self.blocks[index:]:
            if block.group != group:
                break
            items += [block] if block.level == 1 else []
        # more than promised, in long items, is another list that was run into this one
        if len(items) < promise.number or all(len(block.text) < _SHORT for block in items):
            counts.add(len(items), items[-1])
        return counts

    def _in_sentence(self, promise: _Promise) -> _Counts:
        """Short things listed after the colon of the same sentence, or one person where several are promised."""
        counts = _Counts()
        text = promise.block.text[promise.end - promise.block.start :]
        found = re.match(r"[^.:;!?()]{0,50}:\s+(?P<rest>\S.*)", text)
        if found is None:
            return counts
        if promise.noun in self.persons:
            self._add_persons(counts, promise, promise.end + found.start("rest"))
        sentence = re.match(r"[^.:!?()\"“]+(?=[.!]\s|[.!]?$)", found["rest"])
        things = _ENUMERATION.split(sentence[0]) if sentence else []
        if (
            len(things) > 1
            and max(len(thing.split()) for thing in things) <= _WORDS_OF_THING
            and promise.noun not in self.persons
        ):
            start = promise.end + found.start("rest")
            commas = re.split(r"[,;]", sentence[0]) if sentence else []
            counts.fitting.update(range(len(commas), len(things) + 1))
            counts.sure[len(things)] = (start, start + len(sentence[0] if sentence else ""))
        return counts

    def _add_persons(self, counts: _Counts, promise: _Promise, start: int) -> None:
        """One person named after the colon, and none in the paragraph after it."""
        index = self.index[promise.block.start]
        end = self.blocks[min(index + 1, len(self.blocks) - 1)].end
        names = {
            found[0]
            for found in re.finditer(
                r"(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.? [A-Z][\w’'-]+", self.analysis.article.prose[start:end]
            )
        }
        if len(names) == 1:
            counts.fitting.add(1)
            counts.sure[1] = (start, promise.block.end)

    @cached_property
    def _headings(self) -> list[Block]:
        return [block for block in self.blocks if block.kind == "heading"]


_FEW = 4
_SHORT = 90
_WORDS_OF_THING = 4


def _excluded(text: str, found: re.Match[str]) -> bool:
    return _NO_PROMISE.search(text[max(0, found.start() - 30) : found.start()]) is not None


def _value(text: str) -> int:
    return int(value_of(text))
