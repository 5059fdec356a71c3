"""Seconds from the command to the findings of one article, beside `import spacy` and proselint; best of several.

usage: python benchmarks/cold_start.py [ARTICLE.md]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from articles import make_article

RUNS = 7
BIN = Path(sys.executable).parent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.md"
        given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
        article.write_text(given.read_text(encoding="utf-8") if given else make_article(2_600), encoding="utf-8")
        spacy = measure([sys.executable, "-c", "import spacy"])
        ours = measure([str(BIN / "healthlint"), "check", "--isolated", "--no-cache", "--format", "json", str(article)])
        (Path(folder) / ".healthlint.yml").write_text("fail_on: warning\n", encoding="utf-8")  # where a cache stands
        again = measure([str(BIN / "healthlint"), "check", "--format", "json", str(article)], folder)
        listing = measure([str(BIN / "healthlint"), "rules", "--isolated"])
        print(f"import spacy:            {spacy:.2f} s")
        print(f"healthlint, cold:        {ours:.2f} s (0.85 × (import spacy + 1 s) is {0.85 * (spacy + 1):.2f} s)")
        print(f"healthlint, from cache:  {again:.2f} s")
        print(f"healthlint rules:        {listing:.2f} s")
        if (BIN / "proselint").exists():
            print(f"proselint, cold:         {measure([str(BIN / 'proselint'), 'check', str(article)]):.2f} s")


def measure(command: list[str], folder: str | None = None) -> float:
    """The best of several runs, in seconds; what the command finds does not matter."""
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
        seconds.append(time.perf_counter() - started)
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return min(seconds)


if __name__ == "__main__":
    main()
