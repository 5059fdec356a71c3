"""What one rule flags, why, how to mend it, where it comes from, and how to silence it; as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from healthlint.kinds import KINDS
from healthlint.plain import PARTS
from healthlint.rule import Rule


def explain_rule(rule: Rule, width: int) -> str:
    """A page for the terminal; needs no article, and so loads no spaCy."""
    return "\n".join(_lines(rule, width)) + "\n"


PLAIN_LANGUAGE = "plain-language"
"""The topic, beside the ids of rules, that can be explained."""


def explain_plain_language(width: int) -> str:
    """How the plain-language index comes about; a page for the terminal."""
    lines = [
        "plain-language (metric)",
        "",
        *textwrap.wrap(
            "How plain a text is, from 0 to 100; higher is plainer. It starts at 100, and each of these takes something "
            "away, up to its weight. All are shares or means, so that the length of the text does not matter. Headings, "
            "tables and lists of references do not count.",
            width,
        ),
        "",
        f"{'':17}{'weight':>6}{'free up to':>12}{'half at':>9}",
    ]
    for part in PARTS:
        lines.append(f"{part.name:17}{part.weight:>6}{part.easy:>12g}{part.easy + part.half:>9g}")
        lines += textwrap.wrap(f"{part.what} ({part.source})", width, initial_indent="  ", subsequent_indent="  ")
    lines += [
        "",
        *textwrap.wrap(
            "A part takes nothing up to the value under “free up to”, half its weight at the value under “half at”, and "
            "ever less for each step beyond: weight × excess ÷ (excess + half − free).",
            width,
        ),
        "",
        *textwrap.wrap(
            "The index tells a hard text from a plain one on the same subject. It does not say whether a text is right, "
            "or whether its readers understand it: ask some of them.",
            width,
        ),
    ]
    return "\n".join(lines) + "\n"


def _lines(rule: Rule, width: int) -> Iterator[str]:
    state = rule.severity.value if rule.enabled else f"{rule.severity.value}, off by default"
    yield f"{rule.id} ({rule.pack}, {state})"
    yield ""
    yield from textwrap.wrap(rule.why, width)
    for title, text in (("Says", rule.message), ("Fix", rule.fix)):
        yield ""
        yield from textwrap.wrap(f"{title}: {text}", width, subsequent_indent="  ")
    if rule.edit:
        yield f"\nFixed by: healthlint check --{'fix' if rule.edit.safe else 'unsafe-fixes'}"
    for title, examples in (("Flagged (between « and »)", rule.examples.bad), ("Fine", rule.examples.good)):
        if examples:
            yield f"\n{title}:"
            for example in examples:
                yield from _example(example, width)
    when = [*rule.when.about, *(f"{sort} sections" for sort in rule.when.section)]
    if when:
        yield f"\nOnly in articles about: {', '.join(when)}."
    if rule.unless:
        yield f"\nNot where the words are: {', '.join(rule.unless)}."
    options = {name: value for name, value in rule.options.items() if name in KINDS[rule.kind].options}
    shown = [
        f"{name}: {as_written(value)}"
        for name, value in options.items()
        if isinstance(value, str | int | float) and value != ""
    ]
    if shown:
        yield f"\nOptions: {', '.join(shown)}."
    if rule.sources:
        yield "\nSources:"
        yield from (f"  {source}" for source in rule.sources)
    yield f"\nTo silence it: <!-- healthlint-disable {rule.id}: why -->, or in .healthlint.yml rules: {{{rule.id}: off}}"


def as_written(value: str | float) -> str | float:
    """An option as YAML has it."""
    return ("no", "yes")[value] if isinstance(value, bool) else value


def _example(example: str, width: int) -> Iterator[str]:
    for number, paragraph in enumerate(part for part in example.strip().split("\n") if part.strip()):
        yield from textwrap.wrap(
            paragraph, width, initial_indent="    " if number else "  - ", subsequent_indent="    "
        )
