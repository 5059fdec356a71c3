"""Articles to measure with: the Markdown files of a folder, or made-up ones where none is given."""

from __future__ import annotations

import random
from pathlib import Path

_SUBJECTS = ["Gout", "Hay fever", "A sprained ankle", "Migraine", "High blood pressure", "Eczema", "A cold", "Asthma"]
_VERBS = [
    "can cause",
    "may lead to",
    "often comes with",
    "rarely leads to",
    "is sometimes mistaken for",
    "differs from",
]
_OBJECTS = [
    "pain at night", "swelling of the joints", "a high temperature", "trouble with breathing", "a rash on the skin",
    "tiredness that lasts for weeks", "headaches on one side", "problems with sleep",
]  # fmt: skip
_ADVICE = [
    "Talk to your doctor if it lasts for more than {n} weeks.", "About {n} in 100 people get it at some time.",
    "Take no more than {n} tablets in a day, and read the leaflet first.", "Most people feel better after {n} days.",
    "Call an ambulance if the chest hurts or you cannot breathe.", "A nurse can show you how to use the inhaler.",
]  # fmt: skip


def read_articles(folder: Path | None, count: int) -> list[str]:
    """`count` texts: those of a folder, again from the first where there are fewer, or made-up ones."""
    if folder:
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))]
        return [texts[index % len(texts)] for index in range(count)]
    return [make_article(1600, seed) for seed in range(count)]


def make_article(words: int, seed: int = 0) -> str:
    """A Markdown article of about so many words, always the same for a seed."""
    pick = random.Random(seed)
    lines = [f"# {pick.choice(_SUBJECTS)}"]
    written = 0
    while written < words:
        lines.append(f"## {pick.choice(_SUBJECTS)} and what helps, part {len(lines)}")
        for _ in range(4):
            sentences = [
                f"{pick.choice(_SUBJECTS)} {pick.choice(_VERBS)} {pick.choice(_OBJECTS)} in group {pick.randint(1, 9999)}."
                for _ in range(3)
            ]
            sentences.append(pick.choice(_ADVICE).format(n=pick.randint(2, 60)))
            paragraph = " ".join(sentences)
            lines.append(paragraph)
            written += len(paragraph.split())
    return "\n\n".join(lines) + "\n"
