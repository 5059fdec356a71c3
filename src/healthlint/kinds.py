"""The kinds of rule: for each, its check, the shape of its options and the fields its message may use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from healthlint.analysis import Analysis
from healthlint.checks import (
    acronym,
    balance,
    bare_dose,
    citation,
    comma_splice,
    contradiction,
    date,
    density,
    drift,
    extrapolation,
    figure,
    frequency,
    furniture,
    grade,
    headings,
    length,
    naming,
    number_format,
    opening,
    pairing,
    pairs,
    passive,
    phrase,
    plain_part,
    promised_count,
    quantity,
    repeated_advice,
    repetition,
    requirement,
    scope,
    sentence_start,
    term,
    testimonial,
    title,
    together,
)
from healthlint.finding import Finding
from healthlint.rule import Rule
from healthlint.shapes import Shape, any_of, day, one_of, patterns, replacements, substitutions, word_pairs, words
from healthlint.yamlfile import Node

Check = Callable[[Rule, Analysis], Iterator[Finding]]


@dataclass(frozen=True)
class Kind:
    """One kind of rule. `phrases` are the options that hold phrases, of which `title_phrases` are looked for in titles
    and headings alone; `required` are the options without a default.

    `parts` are those whose word lists the check asks for itself, so that their matches are not kept twice.
    """

    check: Check
    what: str
    options: Mapping[str, Shape] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    title_phrases: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    fields: Collection[str] = ()


_COMPARISON: dict[str, Shape] = {
    "scales": words,
    "gap": Node.whole,
    "topics": one_of("same", "related"),
    "share": Node.number,
    "least": Node.whole,
    "same_subject": Node.flag,
    "compatible": word_pairs,
    "opposed": word_pairs,
}
_COMPARED = {
    "scales": (),
    "gap": 3,
    "topics": "same",
    "share": 0.6,
    "least": 2,
    "same_subject": False,
    "compatible": (),
    "opposed": (),
}
_PAIR_FIELDS = ("subject", "here", "there", "topic", "other_topic", "match", "other")


def _nothing(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    return iter(())


_BLOCKS = any_of("title", "heading", "paragraph", "item", "cell", "quotation", "caption", "footnote")

KINDS: dict[str, Kind] = {
    "phrase": Kind(
        phrase.check,
        "Flags phrases, and words of several lists in one sentence, unless their context or a phrase nearby excuses them.",
        options={
            "instead": substitutions,
            "together": together.read_combinations,
            "blocks": _BLOCKS,
            "within": one_of(*scope.SCOPES),
            "once": Node.flag,
        },
        defaults={"instead": {}, "together": (), "blocks": (), "within": "sentence", "once": False},
        phrases=("phrases", "excused_by", *together.PARTS),
        parts=together.PARTS,
        fields=("match", "instead"),
    ),
    "testimonial": Kind(
        testimonial.check,
        "Flags phrases, and signed quotations of customers that hold one of the `quoted` phrases.",
        options={"together": together.read_combinations, "blocks": _BLOCKS, "within": one_of(*scope.SCOPES)},
        defaults={"together": (), "blocks": (), "within": "sentence"},
        phrases=("phrases", "excused_by", "quoted", *together.PARTS),
        parts=together.PARTS,
        fields=("match",),
    ),
    "extrapolation": Kind(
        extrapolation.check,
        "Flags what is said of people near a study in animals or cells: an act and a thing, a reader and a promise.",
        options={"blocks": _BLOCKS},
        defaults={"blocks": ()},
        phrases=extrapolation.PHRASES,
        parts=("things",),
        required=("excused_by",),
        fields=("match",),
    ),
    "requirement": Kind(
        requirement.check,
        "Flags an article, or a section, that does not say what its sort must say.",
        options={"signal": Node.text},
        defaults={"signal": ""},
        phrases=("phrases", "called_for_by"),
        fields=("match",),
    ),
    "pairing": Kind(
        pairing.check,
        "Flags a phrase whose counterpart is not nearby.",
        options={
            "within": one_of(*scope.SCOPES),
            "only_with_within": one_of(*scope.SCOPES),
            "once": Node.flag,
            "links_count": Node.flag,
            "blocks": _BLOCKS,
        },
        defaults={
            "within": "paragraph",
            "only_with_within": "sentence",
            "once": False,
            "links_count": False,
            "blocks": (),
        },
        phrases=("triggers", "only_with", "counterparts", "section_counterparts"),
        required=("triggers", "counterparts"),
        fields=("match",),
    ),
    "acronym": Kind(
        acronym.check,
        "Flags the first use of an acronym that is never spelled out.",
        options={"exempt": words, "emphasis": words},
        defaults={"exempt": (), "emphasis": ()},
        fields=("acronym",),
    ),
    "repetition": Kind(
        repetition.check,
        "Flags sentences, paragraphs or headings that repeat an earlier one; similarity from 0 to 100 (the same words).",
        options={
            "unit": one_of(*repetition.UNITS),
            "similarity": Node.number,
            "shared": Node.number,
            "least_words": Node.whole,
        },
        defaults={"similarity": 100.0, "shared": 0.4, "least_words": 4},
        required=("unit",),
        fields=("times", "match"),
    ),
    "grade": Kind(
        grade.check,
        "Flags an article or section above a reading grade.",
        options={
            "formula": one_of(*grade.FORMULAS),
            "per": one_of("article", "section"),
            "most": Node.number,
            "least_sentences": Node.whole,
        },
        defaults={"formula": "flesch_kincaid_grade", "per": "article", "least_sentences": 5},
        required=("most",),
        fields=("grade", "most", "words", "heading"),
    ),
    "length": Kind(
        length.check,
        "Flags sentences, paragraphs, lists, sections or heads of tables that are too long.",
        options={"unit": one_of(*length.UNITS), "most": Node.whole},
        required=("unit", "most"),
        fields=("count", "most"),
    ),
    "passive": Kind(
        passive.check,
        "Flags a sentence, or two neighbours, with many passive verbs.",
        options={"most": Node.whole},
        defaults={"most": 3},
        fields=("count",),
    ),
    "sentence-start": Kind(
        sentence_start.check,
        "Flags sentences that start with a small letter.",
        options={"exempt": words, "least_words": Node.whole},
        defaults={"exempt": (), "least_words": 4},
        fields=("word", "instead"),
    ),
    "comma-splice": Kind(
        comma_splice.check,
        "Flags two sentences joined by a comma.",
        options=dict.fromkeys(comma_splice.WORD_LISTS, words),
        required=comma_splice.WORD_LISTS,
        fields=("match",),
    ),
    "furniture": Kind(
        furniture.check,
        "Flags short blocks that are parts of a web page and not of the article.",
        options={"most_words": Node.whole, "patterns": patterns},
        defaults={"most_words": 14, "patterns": ()},
        phrases=("phrases", "menu", "openers", "link_lists"),
        fields=("match", "tail"),
    ),
    "promised-count": Kind(
        promised_count.check,
        "Flags a promised number of things that the article does not give.",
        options={"things": words, "persons": words, "outer_headings": words},
        defaults={"persons": (), "outer_headings": ()},
        required=("things",),
        fields=("match", "promised", "counted"),
    ),
    "headings": Kind(
        headings.check,
        "Flags missing, skipped or empty headings.",
        options={"fault": one_of(*headings.FAULTS), "words": Node.whole},
        defaults={"words": 0},
        required=("fault",),
        fields=("words", "level", "before", "heading"),
    ),
    "drift": Kind(
        drift.check,
        "Flags sections and passages that are on another subject than the article.",
        options={"lists": words, "most_share": Node.number, "least_words": Node.whole}
        | dict.fromkeys(("medical", "health", "neutral"), words),
        defaults={
            "lists": ("condition", "symptom", "body-part"),
            "most_share": 0.1,
            "least_words": 120,
            "medical": (),
            "health": (),
            "neutral": (),
        },
        fields=("part", "named"),
    ),
    "title": Kind(
        title.check,
        "Flags titles that promise what the article does not hold.",
        options={"least_words": Node.whole, "lists": words},
        defaults={"least_words": 40, "lists": ()},
        phrases=title.PHRASES,
        title_phrases=title.CASES,
        fields=("match", "fault"),
    ),
    "quantity": Kind(
        quantity.check_forms,
        "Flags doses and other quantities by how they are written; a group named span narrows the finding.",
        options={"forms": patterns, "mend": replacements, "anywhere": Node.flag},
        defaults={"mend": (), "anywhere": False},
        required=("forms",),
        fields=("match", "instead"),
    ),
    "bare-dose": Kind(
        bare_dose.check,
        "Flags numbers that are a dose, by the `names`, `verbs` or `doses` before them and the `cues` behind, without a unit.",
        phrases=("names", "verbs", "doses", "cues", "things", "counts", "people", "shares"),
        fields=("match",),
    ),
    "sum": Kind(
        quantity.check_sums,
        "Flags ranges that run down and shares that their own figures belie.",
        options={"fault": one_of(*quantity.FAULTS)},
        required=("fault",),
        fields=("match", "instead", "part", "whole", "share"),
    ),
    "date": Kind(
        date.check,
        "Flags the article's own dates when they are old or cannot be.",
        options={"fault": one_of(*date.FAULTS), "years": Node.number, "today": day},
        defaults={"years": 3.0, "today": None},
        required=("fault",),
        fields=("date", "years", "most", "reason"),
    ),
    "term": Kind(
        term.check,
        "Flags the first use of each term that the article nowhere explains; with `most` only the worst of an article.",
        options={
            "lists": words,
            "except_lists": words,
            "classical": Node.flag,
            "exempt": words,
            "blocks": _BLOCKS,
            "most": Node.whole,
        },
        defaults={"lists": (), "except_lists": (), "classical": False, "exempt": (), "blocks": (), "most": 0},
        phrases=("phrases",),
        fields=("match", "instead", "times"),
    ),
    "plain-part": Kind(
        plain_part.check,
        "Flags an article in which one part of the plain-language index is above `most`.",
        options={"part": one_of(*plain_part.NAMES), "most": Node.number, "least_sentences": Node.whole},
        defaults={"least_sentences": 5},
        required=("part", "most"),
        fields=("value", "most", "words"),
    ),
    "citation": Kind(
        citation.check_markers,
        "Flags numbers in brackets that lead to no entry of the list of sources.",
        fields=("match", "number", "entries"),
    ),
    "links": Kind(
        citation.check_links,
        "Flags an article whose links all lead to hosts that are no sources.",
        options={"weak": words, "least": Node.whole},
        defaults={"least": 1},
        required=("weak",),
        fields=("match", "count"),
    ),
    "number-format": Kind(
        number_format.check,
        "Flags shares of people in two forms, or over two bases, within a section.",
        options={"fault": one_of(*number_format.FAULTS)},
        required=("fault",),
        fields=("match", "other"),
    ),
    "lexical-density": Kind(
        density.check_lexical_density,
        "Flags an article of which more than `most` words in 100 are content words.",
        options={"most": Node.number, "least_sentences": Node.whole},
        defaults={"least_sentences": 5},
        required=("most",),
        fields=("share", "most"),
    ),
    "repeated-phrase": Kind(
        density.check_repeated_phrase,
        "Flags the phrase of `words` words that makes up more than `most` in 100 words of an article.",
        options={"words": Node.whole, "most": Node.number, "times": Node.whole, "least_words": Node.whole},
        defaults={"times": 4, "least_words": 60},
        required=("words", "most"),
        fields=("match", "times"),
    ),
    "repeated-opening": Kind(
        opening.check,
        "Flags neighbouring sentences that open with the same words.",
        options={"words": Node.whole, "times": Node.whole},
        defaults={"words": 2, "times": 3},
        fields=("match", "times"),
    ),
    "repeated-advice": Kind(
        repeated_advice.check,
        "Flags an instruction that is given again and again.",
        options={"relation": Node.text, "times": Node.whole, "exempt": words},
        defaults={"relation": "advice", "times": 3, "exempt": ()},
        fields=("match", "times"),
    ),
    "balance": Kind(
        balance.check,
        "Flags an article that tells one side of a matter many times more often than the other.",
        options={"least": Node.whole, "times": Node.number},
        defaults={"least": 6, "times": 5.0},
        phrases=("phrases", "counterparts"),
        required=("phrases", "counterparts"),
        fields=("count", "others"),
    ),
    "suppression": Kind(
        _nothing,
        "Flags suppressions without effect; the linter, which alone knows them, makes its findings.",
        fields=("names",),
    ),
    "contradiction": Kind(
        contradiction.check,
        "Flags two claims that stand apart on one scale.",
        options={"relation": Node.text, **_COMPARISON},
        defaults=_COMPARED,
        required=("relation",),
        fields=_PAIR_FIELDS,
    ),
    "contradiction-between": Kind(
        contradiction.check_between,
        "Flags what a section says against its heading, or the text against its summary.",
        options={"between": one_of(*pairs.ROLES[1:])},
        required=("between",),
        fields=_PAIR_FIELDS,
    ),
    "figure": Kind(
        figure.check,
        "Flags two figures for one thing that cannot both hold.",
        options={"attributes": words, "measures": words},
        defaults={"measures": ()},
        required=("attributes",),
        fields=("attribute", "here", "there", "line", "topic"),
    ),
    "maximum": Kind(
        figure.check_maximum,
        "Flags doses above the maximum that the article itself states.",
        fields=("here", "daily", "there", "line", "topic"),
    ),
    "naming": Kind(
        naming.check,
        "Flags one thing that is called by several names without a word that they are the same.",
        options={"exact": words, "loose": words, "least_uses": Node.whole},
        defaults={"exact": (), "loose": (), "least_uses": 3},
        fields=("match", "usual"),
    ),
    "frequency": Kind(
        frequency.check,
        "Flags a word for how often beside a share that belies it.",
        phrases=tuple(frequency.BANDS),
        fields=("match", "share"),
    ),
}
