"""The pages of `docs/rules/`: one a rule, made from the rule's own file, and an index.

usage: python -m healthlint.docs FOLDER
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from healthlint.analysis import Knowledge
from healthlint.explain import as_written
from healthlint.kinds import KINDS
from healthlint.rule import Rule
from healthlint.rulebook import Rulebook, load_rulebook
from healthlint.ruletest import findings_in, unmark

_LONGEST_EXAMPLE = 600


def render_docs(book: Rulebook) -> dict[str, str]:
    """Every page by its path below the docs folder."""
    pages = {f"rules/{rule.id}.md": render_rule(rule, book.knowledge) for rule in book.rules.values()}
    pages["rules/README.md"] = render_index(book)
    return pages


def render_rule(rule: Rule, knowledge: Knowledge) -> str:
    """One rule: what it flags, why, how to mend it, examples with their findings, sources, how to silence it."""
    return "\n".join(_page(rule, knowledge)) + "\n"


def _page(rule: Rule, knowledge: Knowledge) -> Iterator[str]:
    state = "" if rule.enabled else ", off by default"
    yield f"# {rule.id}\n"
    yield f"Pack [{rule.pack}](README.md#{rule.pack}), {rule.severity.value}{state}. {KINDS[rule.kind].what}\n"
    yield f"**Why.** {rule.why}\n"
    if rule.edit:
        yield f"**Fixed by** `healthlint check --{'fix`' if rule.edit.safe else 'unsafe-fixes`: read what it has changed'}.\n"
    if rule.examples.bad:
        yield "## Flagged\n"
        for example in rule.examples.bad:
            yield _quoted(example)
            for finding in findings_in(rule, example, knowledge):
                quote = unmark(example)[0][finding.start : finding.end]
                yield f"- “{_one_line(quote)}”: {finding.message} {finding.fix}"
            yield ""
    else:
        yield f"It says: {rule.message} {rule.fix}\n"
    if rule.examples.good:
        yield "## Fine\n"
        yield from (_quoted(example) for example in rule.examples.good)
    yield from _conditions(rule)
    yield "## Sources\n"
    yield from (f"- {source}" for source in rule.sources)
    yield "\n## To silence it\n"
    yield f"In an article: `<!-- healthlint-disable {rule.id}: why -->`; for all, in `.healthlint.yml`:\n"
    yield f"```yaml\nrules:\n  {rule.id}: off\n```"


def _conditions(rule: Rule) -> Iterator[str]:
    lines = []
    if rule.when.about:
        lines.append(f"- Only in articles about: {', '.join(rule.when.about)}.")
    if rule.when.section:
        lines.append(f"- Only in sections about: {', '.join(rule.when.section)}.")
    if rule.when.not_about:
        lines.append(f"- Not in articles about: {', '.join(rule.when.not_about)}.")
    if rule.when.words:
        lines.append(f"- Only in articles of {rule.when.words} words or more.")
    if rule.unless:
        lines.append(f"- Not where the words are: {', '.join(rule.unless)}.")
    for name in KINDS[rule.kind].options:
        value = rule.options[name]
        if isinstance(value, str | int | float) and value not in ("", False):
            lines.append(f"- Option `{name}`: {as_written(value)}.")
    if lines:
        yield "## When\n"
        yield from lines
        yield ""


def render_index(book: Rulebook) -> str:
    """All rules by pack, and by the source that each implements."""
    lines = ["# Rules\n", f"{len(book.rules)} rules. `healthlint explain RULE` shows the same in a terminal.\n"]
    for pack, rules in sorted(book.packs.items()):
        lines += [f"## {pack}\n", "| rule | severity | why |", "|---|---|---|"]
        for rule in sorted(rules, key=lambda rule: rule.id):
            lines.append(f"| [{rule.id}]({rule.id}.md) | {rule.severity.value} | {_one_line(rule.why)} |")
        lines.append("")
    by_source: dict[str, list[str]] = defaultdict(list)
    for rule in book.rules.values():
        for source in rule.sources:
            by_source[source.partition(": http")[0]].append(rule.id)
    lines += ["## By source\n", "| source | rules |", "|---|---|"]
    for source, ids in sorted(by_source.items()):
        lines.append(f"| {_one_line(source)} | {', '.join(f'[{name}]({name}.md)' for name in sorted(set(ids)))} |")
    return "\n".join(lines) + "\n"


def _quoted(example: str) -> str:
    text = example.strip()
    if len(text) > _LONGEST_EXAMPLE:
        text = text[:_LONGEST_EXAMPLE] + " …"
    return "```markdown\n" + text + "\n```\n"


def _one_line(text: str) -> str:
    line = " ".join(text.split()).replace("|", "\\|")
    return line if len(line) <= 160 else line[:160] + " …"


def write_docs(folder: Path) -> None:
    """Write the pages, and remove those of rules that are no more."""
    pages = render_docs(load_rulebook())
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    for path in (folder / "rules").glob("*.md"):
        if f"rules/{path.name}" not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_docs(Path(sys.argv[1]))
