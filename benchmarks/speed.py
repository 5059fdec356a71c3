"""Words a second with every rule on, memory, and how the time grows with length; beside proselint in the same run.

usage: python benchmarks/speed.py [FOLDER-OF-MARKDOWN]
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from pathlib import Path

from articles import make_article, read_articles

from healthlint.checking import Selection
from healthlint.linter import check_article
from healthlint.reading import read_article
from healthlint.settings import Settings


def main() -> None:
    gc.disable()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    texts = read_articles(folder, 200)
    words = sum(len(text.split()) for text in texts)
    settings = Settings(Path.cwd())
    rules = dict(settings.rulebook.rules)
    active = Selection(select=tuple(rules)).choose(rules)
    knowledge = settings.rulebook.knowledge

    def check(text: str) -> int:
        return len(check_article(read_article("a.md", text.encode()), knowledge, rules, active).findings)

    check(texts[0])  # imports, compilation and the dictionary are start-up
    gc.freeze()  # as the command does
    gc.set_threshold(50_000, 20, 100)
    gc.enable()
    started = time.perf_counter()
    findings = sum(check(text) for text in texts)
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"healthlint: {len(active)} rules, {len(texts)} articles, {words:,} words, {findings:,} findings")
    print(f"  {seconds:.2f} s, {words / seconds:,.0f} words a second, {memory:.0f} MB at most")
    _growth(check)
    _proselint(texts, words)


def _growth(check: object) -> None:
    """Time per word of a short and a long article of one make."""
    per_word = {}
    for size, repeats in ((2_000, 20), (200_000, 1)):
        text = make_article(size)
        count = len(text.split())
        best = min(_seconds(check, text) for _ in range(repeats if repeats > 1 else 2))
        per_word[size] = best / count
        print(f"  {count:,} words: {1e6 * best / count:.1f} µs a word")
    print(f"  growth from 2,000 to 200,000 words: {per_word[200_000] / per_word[2_000]:.2f} times a word")


def _seconds(check: object, text: str) -> float:
    started = time.perf_counter()
    check(text)  # type: ignore[operator]
    return time.perf_counter() - started


def _proselint(texts: list[str], words: int) -> None:
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        print("proselint: not installed")
        return
    CheckRegistry().register_many(__register__)
    LintFile("a.md", content=texts[0]).lint()
    started = time.perf_counter()
    found = sum(len(LintFile("a.md", content=text).lint()) for text in texts)
    seconds = time.perf_counter() - started
    print(f"proselint: {found:,} findings\n  {seconds:.2f} s, {words / seconds:,.0f} words a second")


if __name__ == "__main__":
    main()
