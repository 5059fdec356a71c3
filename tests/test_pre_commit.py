"""The hook for pre-commit, run by pre-commit itself in a repository of its own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from healthlint.rulebook import load_rulebook
from tests.desk import HOUSE_RULE, Ran, run_process

MANIFEST = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"

# the shipped rules would have much to say of articles as short as these
SETTINGS = """\
rule_folders: [house]
packs: {%s}
"""

pytest.importorskip("pre_commit", reason="pre-commit is not here: install healthlint[dev]")


def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    assert isinstance(hook, dict)
    return hook


def test_manifest(tmp_path: Path) -> None:
    ran = run_process(sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST), cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_fields() -> None:
    hook = _hook()
    assert (hook["id"], hook["entry"], hook["language"], hook["require_serial"]) == (
        "healthlint",
        "healthlint check",
        "python",
        True,
    )


@pytest.mark.skipif(not shutil.which("git"), reason="git is not here")
def test_run(tmp_path: Path) -> None:
    repository = tmp_path / "articles"
    repository.mkdir()
    hook = {**_hook(), "language": "system"}  # the command that is under test, not one from the net
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (repository / ".healthlint.yml").write_text(
        SETTINGS % ", ".join(f"{pack}: off" for pack in sorted(load_rulebook().packs)), encoding="utf-8"
    )
    (repository / "house").mkdir()
    (repository / "house" / "brew.yml").write_text(HOUSE_RULE, encoding="utf-8")
    article = repository / "tea.md"

    def run(*command: str) -> Ran:
        path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
        return run_process(
            *command, cwd=repository, PATH=path, PRE_COMMIT_HOME=str(tmp_path / "home"), HOME=str(tmp_path),
            GIT_CONFIG_GLOBAL="/dev/null",
        )  # fmt: skip

    def commit() -> Ran:
        assert run("git", "add", "--all").code == 0
        return run(sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never")

    assert run("git", "init", "--quiet").code == 0
    article.write_text("# Tea\n\nA brew of sage.\n", encoding="utf-8")
    ran = commit()
    assert ran.code == 1, ran
    assert "healthlint...............................................................Failed" in ran.out
    assert "- hook id: healthlint\n- exit code: 1\n" in ran.out
    assert "tea.md\n" in ran.out
    assert "      3:3  warning  brew\n           Write “infusion”, not “brew”.\n" in ran.out

    article.unlink()
    (repository / "notes.csv").write_text("A brew of sage.\n", encoding="utf-8")
    ran = commit()
    assert (ran.code, "no files to check" in ran.out) == (0, True), ran

    article.write_text("# Tea\n\nAn infusion of sage.\n", encoding="utf-8")
    ran = commit()
    assert ran.code == 0, ran
    assert "healthlint...............................................................Passed" in ran.out
