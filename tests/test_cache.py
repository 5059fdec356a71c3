"""What has not changed is not checked again, and nobody can tell but by the clock."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

import healthlint.checking
import healthlint.linter
from tests.desk import HOUSE_RULE, Desk, Ran

CACHE = ".healthlint_cache"
ARTICLE = "# Tea\n\nA wonder of nature, very warm. General information only.\n\nDrink it now and again. Yes. Drink it now and again.\n"


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that were in fact checked."""
    paths: list[str] = []
    check = healthlint.linter.check_article

    def watch(article, *rest):  # type: ignore[no-untyped-def]
        paths.append(article.path)
        return check(article, *rest)

    monkeypatch.setattr(healthlint.checking, "check_article", watch)
    return paths


def _twice(desk: Desk, *arguments: str) -> tuple[Ran, Ran]:
    return desk.run("check", *arguments), desk.run("check", *arguments)


@pytest.mark.parametrize("form", ["text", "json"])
def test_same_report(desk: Desk, checked: list[str], form: str) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("b/c.txt", "A sure cure.\n")
    first, second = _twice(desk, "--format", form)
    assert first == second
    assert first.code == 1
    assert "said-twice" in first.out
    assert checked == ["a.md", "b/c.txt"]


def test_article_that_changed(desk: Desk, checked: list[str]) -> None:
    desk.write("a.md", ARTICLE)
    desk.write("b.md", ARTICLE)
    desk.check()
    desk.write("a.md", "A sure cure.\n")
    ran = desk.check()
    assert checked == ["a.md", "b.md", "a.md"]
    assert ran.found[0] == ("a.md", "sure-cure", "sure cure")
    assert len(ran.found) == 4


@pytest.mark.parametrize(
    "arguments",
    [["--select", "hype"], ["--ignore", "hype"], ["--pack", "wording"], ["--severity", "warning"]],
)
def test_other_selection(desk: Desk, checked: list[str], arguments: list[str]) -> None:
    desk.write("a.md", ARTICLE)
    whole = desk.check().found
    part = desk.check(*arguments).found
    assert checked == ["a.md", "a.md"]
    assert part != whole
    assert desk.check(*arguments).found == part
    assert len(checked) == 2


@pytest.mark.parametrize(
    "settings",
    [
        "rules: {hype: off}\n",
        "rules: {hype: error}\n",
        "rules: {hype: {options: {phrases+: [warm]}}}\n",
        "rules: {hype: {options: {blocks: [title]}}}\n",
        "packs: {wording: error}\n",
        "audience: easy\n",
        "overrides: [{paths: ['*.md'], rules: {hype: off}}]\n",
    ],
)
def test_other_settings(desk: Desk, checked: list[str], settings: str) -> None:
    desk.write("a.md", ARTICLE)
    before = desk.check().json
    desk.settings(settings)
    assert desk.check().json != before
    assert checked == ["a.md", "a.md"]


def test_settings_that_change_no_finding(desk: Desk, checked: list[str]) -> None:
    desk.write("a.md", ARTICLE)
    desk.settings("fail_on: error\n")
    assert desk.check().code == 0
    desk.settings("fail_on: info\n")
    assert desk.check().code == 1
    assert checked == ["a.md"]


@pytest.mark.parametrize(
    ("word", "other"), [("message: 'Write", "message: 'Say"), ("fix: Write", "fix: Say"), ("[brew]", "[tea]")]
)
def test_rule_that_changed(desk: Desk, checked: list[str], word: str, other: str) -> None:
    desk.write("a.md", "A brew of tea.\n")
    desk.settings("rule_folders: [house]\n")
    desk.write("house/brew.yml", HOUSE_RULE)
    before = desk.check().json
    desk.write("house/brew.yml", HOUSE_RULE.replace(word, other, 1))
    assert desk.check().json != before
    assert checked == ["a.md", "a.md"]


def test_word_list_that_changed(desk: Desk, checked: list[str]) -> None:
    desk.write("a.md", "A cup of sage.\n")
    desk.settings("rule_folders: [house]\n")
    desk.write("house/brew.yml", HOUSE_RULE.replace("[brew]", "[<herb>]"))
    desk.write("house/lexicons/herb.yml", "terms: {mint: }\n")
    assert desk.check().found == []
    desk.write("house/lexicons/herb.yml", "terms: {mint: , sage: }\n")
    assert desk.check().found == [("a.md", "brew", "sage")]


def test_another_day(desk: Desk, checked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Tomorrow(datetime.date):
        @classmethod
        def today(cls) -> Tomorrow:
            return cls(2199, 1, 1)

    desk.write("a.md", ARTICLE)
    desk.check()
    monkeypatch.setattr(datetime, "date", Tomorrow)
    desk.check()
    assert checked == ["a.md", "a.md"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"null", b'{"key": 1}', b'"key"'])
def test_broken_entry(desk: Desk, checked: list[str], content: bytes) -> None:
    desk.write("a.md", ARTICLE)
    before = desk.check().json
    (entry,) = (desk.folder / CACHE).glob("*.json")
    entry.write_bytes(content)
    assert desk.check().json == before
    assert checked == ["a.md", "a.md"]
    assert desk.check().json == before
    assert len(checked) == 2


@pytest.mark.parametrize(
    ("part", "value"),
    [("signals", []), ("findings", [[1, 2]]), ("findings", 3), ("findings", [["a", "b", "c", "d", "e", 0, 1, []]])],
)
def test_entry_of_another_shape(desk: Desk, checked: list[str], part: str, value: object) -> None:
    desk.write("a.md", ARTICLE)
    before = desk.check().json
    (entry,) = (desk.folder / CACHE).glob("*.json")
    entry.write_text(json.dumps({**json.loads(entry.read_text(encoding="utf-8")), part: value}), encoding="utf-8")
    assert desk.check().json == before
    assert checked == ["a.md", "a.md"]


def test_file_that_cannot_be_checked(desk: Desk) -> None:
    desk.write("a.md", "<!-- healthlint-disable hyp -->\nRest.\n")
    desk.write("b.md", b"\xff")
    first, second = _twice(desk, "--format", "json")
    assert first == second
    assert first.code == 2
    assert not (desk.folder / CACHE).exists()


class TestPlace:
    def test_git_does_not_see_it(self, desk: Desk) -> None:
        desk.write("a.md", ARTICLE)
        desk.check()
        assert (desk.folder / CACHE / ".gitignore").read_text(encoding="utf-8") == "*\n"

    def test_beside_the_settings(self, desk: Desk) -> None:
        desk.settings("fail_on: error\n", "news/.healthlint.yml")
        desk.write("news/deep/a.md", ARTICLE)
        desk.check()
        assert (desk.folder / "news" / CACHE).is_dir()
        assert not (desk.folder / CACHE).exists()

    def test_at_the_root_of_the_repository_without_settings(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.write("news/a.md", ARTICLE)
        monkeypatch.chdir(desk.folder / "news")
        desk.check("a.md")
        desk.check("--isolated", "a.md")
        assert (desk.folder / CACHE).is_dir()
        assert not (desk.folder / "news" / CACHE).exists()

    @pytest.mark.parametrize("arguments", [[], ["--isolated"]])
    def test_nowhere_without_either(self, desk: Desk, arguments: list[str], checked: list[str]) -> None:
        (desk.folder / ".git").rmdir()
        desk.write("a.md", ARTICLE)
        _twice(desk, *arguments)
        assert [path.name for path in desk.folder.iterdir()] == ["a.md"]
        assert checked == ["a.md", "a.md"]

    def test_not_wanted(self, desk: Desk, checked: list[str]) -> None:
        desk.write("a.md", ARTICLE)
        _twice(desk, "--no-cache")
        assert checked == ["a.md", "a.md"]
        assert not (desk.folder / CACHE).exists()

    def test_folder_that_cannot_be_made(self, desk: Desk, checked: list[str]) -> None:
        desk.write("a.md", ARTICLE)
        desk.write(CACHE, "a file in its place")
        first, second = _twice(desk, "--format", "json")
        assert first == second
        assert (first.code, first.err) == (1, "")
        assert checked == ["a.md", "a.md"]

    def test_folder_that_cannot_be_written(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.write("a.md", ARTICLE)

        def refuse(self: Path, *rest: object, **others: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "write_text", refuse)
        ran = desk.check("a.md")
        assert (ran.code, ran.err) == (1, "")
