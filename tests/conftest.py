"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.analysis import Knowledge
from healthlint.rulebook import Rulebook, load_rulebook
from tests.desk import Desk, make_desk
from tests.findings import Flagged, Say, find_in

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The shipped rules."""
    return load_rulebook()


@pytest.fixture(scope="session")
def knowledge(rulebook: Rulebook) -> Knowledge:
    """The shipped rules' phrases and word lists, compiled once for all tests."""
    return rulebook.knowledge


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A folder of articles and the command run in it, with a few rules in the place of the shipped ones."""
    return make_desk(tmp_path, monkeypatch, capsys)


@pytest.fixture
def flagged(rulebook: Rulebook) -> Flagged:
    """The texts that one rule flags in a Markdown text."""

    def run(rule: str, source: str) -> list[str]:
        return [source[finding.start : finding.end] for finding in find_in(source, rulebook, [rule])]

    return run


@pytest.fixture
def say(rulebook: Rulebook) -> Say:
    """The findings of one rule in a Markdown text: message, text, and the texts of the related places."""

    def run(rule: str, source: str) -> list[tuple[str, str, list[str]]]:
        return [
            (finding.message, source[finding.start : finding.end], [source[p.start : p.end] for p in finding.related])
            for finding in find_in(source, rulebook, [rule])
        ]

    return run
