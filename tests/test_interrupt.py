"""An interruption ends the run with 130 and one line."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

import healthlint.checking
from tests.desk import Desk

# Says when it is at work, and then waits for the signal.
SCRIPT = """\
import sys, time
import healthlint.checking
def wait(*rest):
    print("at work", flush=True)
    time.sleep(30)
healthlint.checking.check_article = wait
from healthlint.cli import main
sys.argv = ["healthlint", "check", "--no-cache", "tea.md"]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_signal(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text("Tea.\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout
    assert process.stdout.readline() == "at work\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (130, "", "healthlint: interrupted.")


def test_while_checking(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*rest: object) -> None:
        raise KeyboardInterrupt

    desk.write("tea.md", "Tea.\n")
    monkeypatch.setattr(healthlint.checking, "check_article", interrupt)
    ran = desk.run("check", "tea.md")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "healthlint: interrupted.")
