"""What a user can set in the contradiction rules: pairs of words and phrases on the scales."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.analysis import Analysis
from healthlint.errors import InputError
from healthlint.linter import find
from healthlint.reading.markdown import read_markdown
from healthlint.rulebook import Rulebook, load_rulebook


def _book(folder: Path, files: dict[str, str]) -> Rulebook:
    for name, text in files.items():
        path = folder / "house" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_rulebook((folder / "house",))


def _found(book: Rulebook, text: str) -> list[str]:
    rules = [rule for rule in book.rules.values() if rule.kind == "contradiction" and rule.enabled]
    return [finding.rule for finding in find(Analysis(read_markdown("a.md", text), book.knowledge), rules)]


SPLINT = "Wear the splint on the left wrist at night.\n\nWear the splint on the right wrist at night.\n"


def test_two_words_can_be_declared_opposed(tmp_path: Path, rulebook: Rulebook) -> None:
    house = "extends: contradict-opposites\noptions: {opposed: [[left, right]]}\n"
    assert _found(rulebook, SPLINT) == []
    assert _found(_book(tmp_path, {"our-opposites.yml": house}), SPLINT) == ["contradict-opposites"]


def test_two_things_can_be_declared_compatible(tmp_path: Path, rulebook: Rulebook) -> None:
    text = "Kelp is completely safe for everyone.\n\nAvoid seaweed and kelp, because they hold too much iodine.\n"
    house = "extends: contradict-verdict\noptions: {compatible: [[kelp, seaweed]]}\n"
    assert "contradict-verdict" in _found(rulebook, text)
    assert "contradict-verdict" not in _found(_book(tmp_path, {"our-verdict.yml": house}), text)


def test_a_phrase_can_be_added_to_a_scale(tmp_path: Path, rulebook: Rulebook) -> None:
    text = "Zinc lozenges shorten a cold.\n\nZinc lozenges are a damp squib for a cold.\n"
    scale = 'extends: yes\nscale:\n  "-1": {phrases: [a damp squib]}\n'
    assert _found(rulebook, text) == []
    assert _found(_book(tmp_path, {"relations/efficacy.yml": scale}), text) == ["contradict-efficacy"]


def test_a_pair_is_two_words(tmp_path: Path) -> None:
    house = "extends: contradict-opposites\noptions: {opposed: [[left, right, middle]]}\n"
    with pytest.raises(InputError, match="expected two words, got 3"):
        _book(tmp_path, {"our-opposites.yml": house})


def test_a_message_names_the_topic_as_the_article_does(rulebook: Rulebook) -> None:
    text = "# Notes\n\nSurgery is rarely needed for hallux valgus.\n\nHallux valgus requires surgery.\n"
    rules = [rulebook.rules["contradict-necessity"]]
    messages = [f.message for f in find(Analysis(read_markdown("a.md", text), rulebook.knowledge), rules)]
    assert messages == ["surgery: required here, rarely needed earlier; about hallux valgus, both cannot hold."]
