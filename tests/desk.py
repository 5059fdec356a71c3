"""A desk to try the command at: a folder for articles, a few rules of its own, and what a run printed.

The shipped rules change often and take a while to load; what these tests look at does not depend on them.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import healthlint.checking
import healthlint.rulebook
import healthlint.settings
from healthlint.cli import main

RULES = {
    "promises/sure-cure.yml": """\
kind: phrase
severity: error
message: '“{match}” promises too much.'
why: Nothing helps everyone. A promise is remembered longer than the small print.
fix: Say how many it helps.
sources: ['A style guide: https://example.org/promises']
options: {phrases: [sure cure, never fails]}
examples:
  bad: ['Honey is a «sure cure» for coughs.', 'This tea «never fails».']
  good: ['Honey may soothe a cough.', 'There is no cure, sure.']
""",
    "wording/hype.yml": """\
kind: phrase
severity: warning
message: '“{match}” is hype.'
why: Hype tells a reader nothing.
fix: Say what it does.
sources: ['A style guide: https://example.org/hype']
options: {phrases: [wonder]}
examples:
  bad: ['Oats are a «wonder» food.', 'A «wonder» of nature.']
  good: ['Oats fill you up.', 'I wondered why.']
""",
    "wording/padding.yml": """\
kind: phrase
severity: info
message: '“{match}” adds nothing.'
why: Words that add nothing hide those that do.
fix: Leave it out.
sources: ['A style guide: https://example.org/padding']
options: {phrases: [very, really]}
examples:
  bad: ['It is «very» cold.', 'It «really» hurts.']
  good: ['It is cold.', 'It hurts.']
""",
    "wording/whisper.yml": """\
kind: phrase
severity: warning
enabled: false
message: '“{match}” is too quiet.'
why: Some houses want it said aloud.
fix: Speak up.
sources: ['A style guide: https://example.org/whisper']
options: {phrases: [perhaps]}
""",
    "order/said-twice.yml": """\
kind: repetition
severity: info
message: 'This sentence stands here {times} times.'
why: A reader looks for what has changed.
fix: Keep one.
sources: ['A style guide: https://example.org/twice']
options: {unit: sentence, similarity: 100, least_words: 5}
""",
    "order/unused-suppression.yml": """\
kind: suppression
severity: warning
message: 'This comment silences {names}, and there is nothing here to silence.'
why: A suppression that has outlived its finding will hide the next one.
fix: Delete the comment.
sources: ['A style guide: https://example.org/unused']
""",
    "signals/disclaimer.yml": """\
what: The page says that it gives general information.
why: A page does not know its reader.
sources: ['A style guide: https://example.org/disclaimer']
metadata: [disclaimer]
phrases: [general information only]
""",
    "audiences/easy.yml": """\
what: Readers of easy-read material.
sources: ['A style guide: https://example.org/easy']
rules:
  padding: error
""",
    "audiences/general.yml": """\
what: Everyone.
sources: ['A style guide: https://example.org/general']
""",
    "audiences/professional.yml": """\
what: Professionals.
sources: ['A style guide: https://example.org/professional']
rules:
  padding: off
""",
}

HOUSE_RULE = """\
kind: phrase
severity: warning
message: 'Write “infusion”, not “{match}”.'
why: Our readers know infusions. They do not know brews.
fix: Write “infusion”.
sources: ['Our style sheet: https://example.org/house']
options: {phrases: [brew]}
examples:
  bad: ['Drink the «brew» warm.', 'A «brew» of sage.']
  good: ['Drink the infusion warm.', 'The brewery is shut.']
"""


@dataclass(frozen=True)
class Ran:
    """What a run of the command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def found(self) -> list[tuple[str, str, str]]:
        """Path, rule and quote of each finding of a JSON report."""
        return [
            (file["path"], finding["rule"], finding["quote"])
            for file in self.json["files"]
            for finding in file["findings"]
        ]


class Desk:
    """A folder that is the root of a repository, and the command run in it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._patch = monkeypatch
        self._capsys = capsys

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def settings(self, text: str, name: str = ".healthlint.yml") -> Path:
        return self.write(name, text)

    def run(self, *arguments: str, stdin: bytes = b"") -> Ran:
        """Run the command as a user does, but for the process; an exception that escapes fails the test."""
        self._patch.setattr(sys, "argv", ["healthlint", *arguments])
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out, err)

    def check(self, *arguments: str) -> Ran:
        """`check` with a JSON report."""
        return self.run("check", "--format", "json", *arguments)


def make_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    shipped = tmp_path / "shipped"
    for name, text in RULES.items():
        path = shipped / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for module in (healthlint.rulebook, healthlint.settings, healthlint.checking):
        monkeypatch.setattr(module, "rules_folder", lambda: shipped)
    folder = tmp_path / "desk"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Desk(folder, monkeypatch, capsys)


def run_process(*command: str, cwd: Path, **environment: str) -> Ran:
    """Run a command in a process of its own, without this process's PYTHONPATH."""
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "NO_COLOR", "FORCE_COLOR")}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**env, "COLUMNS": "100", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
