"""Which files are read: below folders what git does not ignore, and whatever is given by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk


def _read(desk: Desk, *paths: str) -> list[str]:
    ran = desk.run("check", "--format", "json", "--select", "hype", *paths)
    assert ran.err == ""
    return [file["path"] for file in ran.json["files"]]


def _write(desk: Desk, *names: str) -> None:
    for name in names:
        desk.write(name, "Rest and drink.\n")


def test_every_kind_in_order(desk: Desk) -> None:
    _write(desk, "b.md", "a.txt", "c/z.html", "c/B.HTM", "c/a.markdown", "d.mdx", "e.csv", "f.md.bak", "README")
    assert _read(desk) == ["a.txt", "b.md", "c/B.HTM", "c/a.markdown", "c/z.html", "d.mdx"]


def test_in_the_order_given(desk: Desk) -> None:
    _write(desk, "a.md", "b/c.md", "z.md")
    assert _read(desk, "z.md", "b", "a.md") == ["z.md", "b/c.md", "a.md"]


def test_each_once(desk: Desk) -> None:
    _write(desk, "a.md", "b/c.md")
    whole = str(desk.folder / "b" / "c.md")
    assert _read(desk, "b/c.md", ".", "b", "./b/c.md", "b/../a.md", whole) == ["b/c.md", "a.md"]


def test_names_of_folders_stay_as_given(desk: Desk) -> None:
    _write(desk, "b/c.md")
    assert _read(desk, str(desk.folder)) == [str(desk.folder / "b" / "c.md")]
    assert _read(desk, "./b/") == ["b/c.md"]


def test_hidden_and_tool_folders(desk: Desk) -> None:
    _write(desk, "a.md", ".hidden.md", ".drafts/b.md", "node_modules/c.md", "x/node_modules/d.md", "__pycache__/e.md")
    assert _read(desk) == ["a.md"]


def test_lock_files_of_word(desk: Desk) -> None:
    _write(desk, "a.md", "~$a.md")
    assert _read(desk) == ["a.md"]


def test_given_by_name(desk: Desk) -> None:
    _write(desk, ".hidden.md", ".drafts/b.md", "node_modules/c.md", "out/d.md", "out/deep/e.md")
    desk.write(".gitignore", "out/\n")
    assert _read(desk, ".hidden.md", "node_modules/c.md", "out/d.md") == [".hidden.md", "node_modules/c.md", "out/d.md"]
    assert _read(desk, ".drafts") == [".drafts/b.md"]
    assert _read(desk, "node_modules") == ["node_modules/c.md"]
    assert _read(desk, "out") == ["out/d.md", "out/deep/e.md"]
    assert _read(desk, "out/deep") == ["out/deep/e.md"]


class TestIgnored:
    def test_patterns(self, desk: Desk) -> None:
        _write(desk, "a.md", "b.txt", "out/c.md", "x/out/d.md", "x/y.md", "top.md", "x/top.md")
        desk.write(".gitignore", "# made\n*.txt\nout/\n/top.md\n")
        assert _read(desk) == ["a.md", "x/top.md", "x/y.md"]

    def test_negation(self, desk: Desk) -> None:
        _write(desk, "a.txt", "keep.txt", "b.md")
        desk.write(".gitignore", "*.txt\n!keep.txt\n")
        assert _read(desk) == ["b.md", "keep.txt"]

    def test_nothing_below_an_ignored_folder_comes_back(self, desk: Desk) -> None:
        _write(desk, "out/keep.md", "b.md")
        desk.write(".gitignore", "out/\n!out/keep.md\n")
        assert _read(desk) == ["b.md"]

    def test_nested(self, desk: Desk) -> None:
        _write(desk, "a.txt", "x/a.txt", "x/b.md", "x/y/b.md", "b.md")
        desk.write(".gitignore", "*.txt\n")
        desk.write("x/.gitignore", "!a.txt\n/b.md\n")
        assert _read(desk) == ["b.md", "x/a.txt", "x/y/b.md"]

    def test_from_above_the_folder(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        _write(desk, "x/y/a.txt", "x/y/b.md", "x/y/c.html")
        desk.write(".gitignore", "*.txt\n")
        desk.write("x/.gitignore", "y/c.html\n")
        assert _read(desk, "x/y") == ["x/y/b.md"]
        monkeypatch.chdir(desk.folder / "x" / "y")
        assert _read(desk) == ["b.md"]

    def test_not_from_above_the_repository(self, desk: Desk) -> None:
        _write(desk, "a.txt")
        (desk.folder.parent / ".gitignore").write_text("*.txt\n", encoding="utf-8")
        assert _read(desk) == ["a.txt"]

    def test_without_a_repository(self, desk: Desk) -> None:
        (desk.folder / ".git").rmdir()
        _write(desk, "a.txt", "b.md")
        desk.write(".gitignore", "*.txt\n")
        assert _read(desk) == ["b.md"]

    def test_everything(self, desk: Desk) -> None:
        _write(desk, "a.md")
        desk.write(".gitignore", "*\n")
        ran = desk.run("check")
        assert (ran.code, ran.err) == (
            2,
            "healthlint: .: no articles in this folder.\n  healthlint reads md, markdown, mdx, txt, html, htm, docx.\n",
        )


class TestLinks:
    def test_file_outside(self, desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "far.md").write_text("Rest.\n", encoding="utf-8")
        (desk.folder / "near.md").symlink_to(tmp_path / "far.md")
        desk.write(".gitignore", "*.txt\n")
        assert _read(desk) == ["near.md"]

    def test_file_that_is_gone(self, desk: Desk) -> None:
        _write(desk, "a.md")
        (desk.folder / "b.md").symlink_to("gone.md")
        assert _read(desk) == ["a.md"]

    def test_folders_are_not_followed(self, desk: Desk) -> None:
        _write(desk, "x/a.md")
        (desk.folder / "x" / "round").symlink_to(desk.folder)
        assert _read(desk) == ["x/a.md"]
