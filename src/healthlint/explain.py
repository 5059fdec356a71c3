"""What one rule flags, why, how to mend it, where it comes from, and how to silence it; as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from healthlint.kinds import KINDS
from healthlint.rule import Rule


def explain_rule(rule: Rule, width: int) -> str:
    """A page for the terminal; needs no article, and so loads no spaCy."""
    return "\n".join(_lines(rule, width)) + "\n"


def _lines(rule: Rule, width: int) -> Iterator[str]:
    state = rule.severity.value if rule.enabled else f"{rule.severity.value}, off by default"
    yield f"{rule.id} ({rule.pack}, {state})"
    yield ""
    yield from textwrap.wrap(rule.why, width)
    for title, text in (("Says", rule.message), ("Fix", rule.fix)):
        yield ""
        yield from textwrap.wrap(f"{title}: {text}", width, subsequent_indent="  ")
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
    shown = [f"{name}: {value}" for name, value in options.items() if isinstance(value, str | int | float) and value != ""]
    if shown:
        yield f"\nOptions: {', '.join(shown)}."
    if rule.sources:
        yield "\nSources:"
        yield from (f"  {source}" for source in rule.sources)
    yield f"\nTo silence it: <!-- healthlint-disable {rule.id}: why -->, or in .healthlint.yml rules: {{{rule.id}: off}}"


def _example(example: str, width: int) -> Iterator[str]:
    for number, paragraph in enumerate(part for part in example.strip().split("\n") if part.strip()):
        yield from textwrap.wrap(
            paragraph, width, initial_indent="    " if number else "  - ", subsequent_indent="    "
        )
