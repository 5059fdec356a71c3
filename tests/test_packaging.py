"""The built wheel, installed in an environment of its own, brings its rules with it; nothing comes from the net."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.desk import run_process

ROOT = Path(__file__).parent.parent
RULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.yml"))

pytest.importorskip("hatchling", reason="the wheel is built with hatchling: install healthlint[dev]")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run([*command, "--target", "sdist"], cwd=ROOT, env=env, check=True, capture_output=True)
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (source,) = (folder / "unpacked").iterdir()
    subprocess.run([*command, "--target", "wheel"], cwd=source, env=env, check=True, capture_output=True)
    return folder


def test_sdist(built: Path) -> None:
    (source,) = (built / "unpacked").iterdir()
    names = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    assert set(RULES) <= names
    assert {"README.md", "LICENSE", "pyproject.toml", "src/healthlint/cli.py", "docs/report.schema.json"} <= names
    assert not [name for name in names if ".healthlint_cache" in name or "__pycache__" in name]


def test_wheel(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"healthlint/{name}" for name in RULES} <= names
    assert "healthlint/cli.py" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"healthlint"}


def test_installed(built: Path, tmp_path: Path) -> None:
    place = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    (wheel,) = built.glob("*.whl")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    packages = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
    )
    # the dependencies come from the environment of the tests; healthlint itself is found first, in the new one
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    article = tmp_path / "tea.md"
    article.write_text("# Tea\n\n<!-- healthlint-disable-next-line cure-claim -->\nA cup of tea.\n", encoding="utf-8")
    script = "from healthlint.rulebook import rules_folder; print(rules_folder())"
    ran = run_process(str(python), "-c", script, cwd=tmp_path)
    assert ran.out.strip() == str(packages / "healthlint" / "rules")
    command = str(python.with_name("healthlint"))
    listed = run_process(command, "rules", "--format", "json", cwd=tmp_path)
    assert (listed.code, listed.err) == (0, "")
    packs = {"lexicons", "contexts", "signals", "sorts", "relations", "attributes", "audiences"}
    assert len(listed.json) == len([name for name in RULES if name.split("/")[1] not in packs])
    ran = run_process(command, "check", "--isolated", "--format", "json", "tea.md", cwd=tmp_path)
    assert (ran.code, ran.err) == (1, "")
    assert ("tea.md", "unused-suppression", "<!-- healthlint-disable-next-line cure-claim -->") in ran.found
