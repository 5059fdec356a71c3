"""Words of several lists in one sentence: what a rule with `together` flags, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.errors import InputError
from healthlint.rulebook import load_rulebook
from healthlint.ruletest import run_examples

RULE = """\
kind: phrase
severity: error
message: '“{match}” harms plants.'
why: Plants die of it.
fix: Leave it out.
unless: [warned-off]
options:
  together:
    - <plant-act> + near =<plant>
    - <pouring> + <liquid> without <gardener>
examples: {%s: ['%s']}
"""
LISTS = {
    "plant": "terms:\n  rose: [roses]\n  cactus: [cacti]\n",
    "plant-act": "groups:\n  rose: [~prune in June]\n  cactus: [~water daily]\n",
    "pouring": "terms:\n  ~pour: []\n",
    "liquid": "terms:\n  salt water: [vinegar]\n",
    "gardener": "terms:\n  gardener: []\n",
}


def house(folder: Path, rule: str) -> Path:
    (folder / "lexicons").mkdir()
    for name, text in LISTS.items():
        (folder / "lexicons" / f"{name}.yml").write_text(text, encoding="utf-8")
    (folder / "plants.yml").write_text(rule, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "sentence",
    [
        # in one sentence, in either order, in any form of the verb
        "If you keep a cactus, «water daily».",
        "«Watering daily» suits a cactus.",
        # the situation in the sentence before
        "You own cacti? «Water daily».",
        # an act goes with its own situation only
        "With roses, water daily.",
        # the name of a group is no wording
        "A cactus is like a cactus.",
        # advice against, a word that excuses, and what stands too far apart
        "If you keep a cactus, never water daily.",
        "In the bed, «vinegar should be poured».",
        "The gardener poured vinegar.",
        "They poured. Then vinegar came.",
    ],
)
def test_together(tmp_path: Path, sentence: str) -> None:
    book = load_rulebook([house(tmp_path, RULE % ("bad" if "«" in sentence else "good", sentence))])
    assert run_examples(book.rules["plants"], book.knowledge) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<plant-act> + near =<plants>", "there is no word list <plants>."),
        ("plant + act", "'plant + act' is no combination."),
    ],
)
def test_mistakes(tmp_path: Path, written: str, said: str) -> None:
    folder = house(tmp_path, RULE.replace("<plant-act> + near =<plant>", written) % ("good", "All is well."))
    with pytest.raises(InputError) as mistake:
        load_rulebook([folder])
    assert said in str(mistake.value)
