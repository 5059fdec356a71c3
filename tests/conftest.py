"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.analysis import Knowledge
from healthlint.rulebook import Rulebook, load_rulebook
from tests.desk import Desk, make_desk

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
