"""Settings: where they are found, what they change, and what is said of each mistake in them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.desk import HOUSE_RULE, Desk

ARTICLE = "# Colds\n\nHoney is a sure cure. It is very sweet. Oats are a wonder. Perhaps.\n"
ALL = ["sure-cure", "padding", "hype"]


def _rules(desk: Desk, *arguments: str) -> list[str]:
    """The rules that fire in the article, in the order of the text."""
    desk.write("news/colds.md", ARTICLE)
    ran = desk.check("news/colds.md", *arguments)
    assert ran.err == ""
    return [rule for _, rule, _ in ran.found]


def _refused(desk: Desk, words: str, *arguments: str) -> None:
    desk.write("news/colds.md", ARTICLE)
    ran = desk.run("check", "news/colds.md", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"healthlint: {words}\n")


class TestDiscovery:
    def test_none(self, desk: Desk) -> None:
        assert _rules(desk) == ALL

    def test_beside_the_article(self, desk: Desk) -> None:
        desk.settings("rules: {hype: off}\n", "news/.healthlint.yml")
        assert _rules(desk) == ["sure-cure", "padding"]

    def test_above_the_article(self, desk: Desk) -> None:
        desk.settings("rules: {hype: off}\n")
        assert _rules(desk) == ["sure-cure", "padding"]

    def test_the_nearest_alone_holds(self, desk: Desk) -> None:
        desk.settings("rules: {hype: off}\n")
        desk.settings("rules: {padding: off}\n", "news/.healthlint.yml")
        assert _rules(desk) == ["sure-cure", "hype"]

    def test_not_above_the_repository(self, desk: Desk) -> None:
        (desk.folder.parent / ".healthlint.yml").write_text("rules: {hype: off}\n", encoding="utf-8")
        assert _rules(desk) == ALL

    def test_found_from_the_article_not_from_here(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.settings("rules: {hype: off}\n")
        desk.write("news/colds.md", ARTICLE)
        (desk.folder / "elsewhere").mkdir()
        monkeypatch.chdir(desk.folder / "elsewhere")
        assert [rule for _, rule, _ in desk.check("../news/colds.md").found] == ["sure-cure", "padding"]

    def test_each_article_has_its_own(self, desk: Desk) -> None:
        desk.settings("rules: {hype: off}\n", "news/.healthlint.yml")
        desk.write("news/colds.md", ARTICLE)
        desk.write("blog/colds.md", ARTICLE)
        assert [(path, rule) for path, rule, _ in desk.check().found] == [
            ("blog/colds.md", "sure-cure"),
            ("blog/colds.md", "padding"),
            ("blog/colds.md", "hype"),
            ("news/colds.md", "sure-cure"),
            ("news/colds.md", "padding"),
        ]

    def test_given_by_name(self, desk: Desk) -> None:
        desk.settings("rules: {hype: off}\n")
        desk.settings("rules: {padding: off}\n", "strict/all.yml")
        assert _rules(desk, "--config", "strict/all.yml") == ["sure-cure", "hype"]

    def test_isolated(self, desk: Desk) -> None:
        desk.settings("rules: {hype: off}\n")
        assert _rules(desk, "--isolated") == ALL

    def test_empty_file(self, desk: Desk) -> None:
        desk.settings("")
        assert _rules(desk) == ALL


class TestPyproject:
    def test_table(self, desk: Desk) -> None:
        desk.settings(
            '[tool.healthlint]\nfail_on = "never"\nrules = {hype = false}\n[tool.healthlint.packs]\npromises = "info"\n',
            "pyproject.toml",
        )
        assert _rules(desk) == ["sure-cure", "padding"]
        assert desk.check("news/colds.md").json["summary"]["info"] == 2
        assert desk.check("news/colds.md").code == 0

    def test_overrides_and_patterns(self, desk: Desk) -> None:
        desk.settings(
            '[tool.healthlint]\nexclude = ["old/"]\n'
            '[[tool.healthlint.overrides]]\npaths = ["news/**"]\nrules = {padding = "off"}\n',
            "pyproject.toml",
        )
        desk.write("old/colds.md", ARTICLE)
        assert _rules(desk) == ["sure-cure", "hype"]
        assert {file["path"] for file in desk.check().json["files"]} == {"news/colds.md"}

    def test_a_settings_file_beside_it_wins(self, desk: Desk) -> None:
        desk.settings('[tool.healthlint]\nrules = {hype = "off"}\n', "pyproject.toml")
        desk.settings("rules: {padding: off}\n")
        assert _rules(desk) == ["sure-cure", "hype"]

    @pytest.mark.parametrize(
        "text",
        [
            "[tool.other]\na = 1\n",
            "# [tool.healthlint] comes later\n",
            '[project]\ndescription = "[tool.healthlint]"\n',
        ],
    )
    def test_without_a_table(self, desk: Desk, text: str) -> None:
        desk.settings("rules: {hype: off}\n")
        desk.settings(text, "news/pyproject.toml")
        assert _rules(desk) == ["sure-cure", "padding"]

    def test_given_by_name_without_a_table(self, desk: Desk) -> None:
        desk.settings("[tool.other]\na = 1\n", "pyproject.toml")
        words = "pyproject.toml: there is no table [tool.healthlint] in it.\n  Add one, or write a .healthlint.yml."
        _refused(desk, words, "--config", "pyproject.toml")

    def test_broken(self, desk: Desk) -> None:
        desk.settings('[tool.healthlint]\nfail_on = "error\n', "pyproject.toml")
        desk.write("news/colds.md", ARTICLE)
        ran = desk.run("check", "news/colds.md")
        assert ran.code == 2
        assert ran.err.startswith("healthlint: pyproject.toml: not valid TOML: ")
        assert "line 2" in ran.err

    def test_broken_for_other_tools_only(self, desk: Desk) -> None:
        desk.settings("[tool.other\n", "pyproject.toml")
        assert _rules(desk) == ALL

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (
                '[project]\nname = "a"\n\n[tool.healthlint]\n# how strict\nfail_onn = "error"\n',
                "pyproject.toml:6: fail_onn: unknown key.\n  Did you mean 'fail_on'?",
            ),
            (
                '[tool.other]\nhype = 1\n\n[tool.healthlint.rules]\npadding = "off"\nhype = "of"\n',
                "pyproject.toml:6: rules > hype: 'of' is not known here.\n  Did you mean 'off'?",
            ),
            (
                '[tool.healthlint]\nrules.hyp = "off"\n',
                "pyproject.toml:2: rules > hyp: there is no rule 'hyp'.\n  Did you mean 'hype'?",
            ),
        ],
    )
    def test_mistakes_have_a_line(self, desk: Desk, text: str, words: str) -> None:
        desk.settings(text, "pyproject.toml")
        _refused(desk, words)

    @pytest.mark.skipif(sys.version_info >= (3, 11), reason="Python brings its own TOML parser since 3.11")
    def test_the_parser_of_older_pythons(self, desk: Desk) -> None:
        desk.settings('[tool.healthlint]\nfail_on = "never"\n', "pyproject.toml")
        assert desk.run("check").code == 2
        assert "tomli" in sys.modules


class TestPacksAndRules:
    @pytest.mark.parametrize(
        ("settings", "rules"),
        [
            ("packs: {wording: off}", ["sure-cure"]),
            ("packs: {wording: off}\nrules: {hype: on}", ["sure-cure", "hype"]),
            ("rules: {hype: on}\npacks: {wording: off}", ["sure-cure", "hype"]),
            ("packs: {wording: off}\nrules: {hype: error}", ["sure-cure", "hype"]),
            ("packs: {wording: on}", [*ALL, "whisper"]),
            ("rules: {whisper: info}", [*ALL, "whisper"]),
            ("rules: {sure-cure: off, padding: off, hype: off}", []),
            ("rules: {whisper: {enabled: false, severity: error}}", ALL),
            ("rules: {hype: {options: {phrases: [sweet]}}}", ["sure-cure", "padding", "hype"]),
            ("rules: {hype: {options: {phrases: []}}}", ["sure-cure", "padding"]),
            ("rules: {hype: {options: {phrases+: [sweet]}}}", ["sure-cure", "padding", "hype", "hype"]),
            ("rules: {padding: {options: {phrases-: [very]}}}", ["sure-cure", "hype"]),
            ("rules: {hype: {options: {blocks: [title]}}}", ["sure-cure", "padding"]),
        ],
    )
    def test_which_rules_run(self, desk: Desk, settings: str, rules: list[str]) -> None:
        desk.settings(settings + "\n")
        assert _rules(desk) == rules

    @pytest.mark.parametrize(
        ("settings", "counts"),
        [
            ("rules: {hype: info}", (1, 0, 2)),
            ("rules: {hype: {severity: error}}", (2, 0, 1)),
            ("packs: {wording: error}", (4, 0, 0)),
            ("packs: {wording: error}\nrules: {padding: warning, whisper: off}", (2, 1, 0)),
        ],
    )
    def test_severities(self, desk: Desk, settings: str, counts: tuple[int, int, int]) -> None:
        desk.settings(settings + "\n")
        desk.write("news/colds.md", ARTICLE)
        summary = desk.check("news/colds.md").json["summary"]
        assert (summary["error"], summary["warning"], summary["info"]) == counts

    def test_the_command_line_comes_last(self, desk: Desk) -> None:
        desk.settings("packs: {wording: off}\n")
        assert _rules(desk, "--select", "hype") == ["hype"]
        assert _rules(desk, "--select", "hype,sure-cure", "--ignore", "promises") == ["hype"]
        assert _rules(desk, "--select", "wording") == []
        assert _rules(desk, "--pack", "promises") == ["sure-cure"]
        assert _rules(desk, "--isolated", "--severity", "warning") == ["sure-cure", "hype"]


class TestAudience:
    @pytest.mark.parametrize(("audience", "padding"), [("easy", "error"), ("general", "info"), ("professional", None)])
    def test_profile(self, desk: Desk, audience: str, padding: str | None) -> None:
        desk.settings(f"audience: {audience}\n")
        desk.write("news/colds.md", ARTICLE)
        (file,) = desk.check("news/colds.md").json["files"]
        severities = {finding["rule"]: finding["severity"] for finding in file["findings"]}
        assert severities.get("padding") == padding

    def test_own_settings_come_after_it(self, desk: Desk) -> None:
        desk.settings("rules: {padding: off}\naudience: easy\n")
        assert _rules(desk) == ["sure-cure", "hype"]

    def test_every_shipped_profile_loads(self, tmp_path: Path) -> None:
        from healthlint.rulebook import rules_folder
        from healthlint.settings import read_settings

        names = sorted(path.stem for path in (rules_folder() / "audiences").glob("*.yml"))
        assert {"easy", "general", "professional"} <= set(names)
        for name in names:
            file = tmp_path / f"{name}.yml"
            file.write_text(f"audience: {name}\n", encoding="utf-8")
            assert read_settings(file).rulebook.rules


class TestOverridesAndExclude:
    def test_by_path(self, desk: Desk) -> None:
        desk.settings(
            "overrides:\n  - paths: ['news/**', '*.txt']\n    rules: {hype: off}\n    packs: {promises: info}\n"
        )
        desk.write("news/colds.md", ARTICLE)
        desk.write("blog/colds.md", ARTICLE)
        desk.write("blog/colds.txt", ARTICLE)
        found = desk.check().found
        assert [(path, rule) for path, rule, _ in found if rule == "hype"] == [("blog/colds.md", "hype")]

    def test_the_last_one_wins(self, desk: Desk) -> None:
        desk.settings("overrides:\n  - {paths: ['*'], rules: {hype: off}}\n  - {paths: [news/], rules: {hype: on}}\n")
        assert _rules(desk) == ALL

    def test_patterns_start_at_the_settings(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.settings("overrides: [{paths: [/news/colds.md], rules: {hype: off}}]\n")
        desk.write("news/colds.md", ARTICLE)
        monkeypatch.chdir(desk.folder / "news")
        assert [rule for _, rule, _ in desk.check("colds.md").found] == ["sure-cure", "padding"]

    def test_exclude(self, desk: Desk) -> None:
        desk.settings("exclude: ['drafts/**', '*.txt', '!drafts/keep.md']\n")
        for name in ("a.md", "b.txt", "drafts/c.md", "drafts/keep.md"):
            desk.write(name, ARTICLE)
        assert [file["path"] for file in desk.check().json["files"]] == ["a.md", "drafts/keep.md"]

    def test_excluded_but_given_by_name(self, desk: Desk) -> None:
        desk.settings("exclude: ['*.txt']\n")
        desk.write("b.txt", ARTICLE)
        assert [rule for _, rule, _ in desk.check("b.txt").found] == ALL
        assert [rule for _, rule, _ in desk.check("b.txt", ".").found] == ALL


class TestFailOn:
    @pytest.mark.parametrize(
        ("level", "text", "code"),
        [
            ("error", "A wonder.", 0),
            ("error", "A sure cure.", 1),
            ("warning", "Very warm.", 0),
            ("warning", "A wonder.", 1),
            ("info", "Very warm.", 1),
            ("info", "Warm.", 0),
            ("never", "A sure cure.", 0),
        ],
    )
    def test_level(self, desk: Desk, level: str, text: str, code: int) -> None:
        desk.write("colds.md", text + "\n")
        assert desk.run("check", "--fail-on", level, "colds.md").code == code
        desk.settings(f"fail_on: {level}\n")
        assert desk.run("check", "colds.md").code == code

    def test_warning_when_nothing_is_said(self, desk: Desk) -> None:
        desk.write("colds.md", "Very warm.\n")
        assert desk.run("check", "colds.md").code == 0
        desk.write("colds.md", "A wonder.\n")
        assert desk.run("check", "colds.md").code == 1
        assert desk.run("check", "--exit-zero", "colds.md").code == 0

    def test_the_option_wins(self, desk: Desk) -> None:
        desk.settings("fail_on: never\n")
        desk.write("colds.md", "A wonder.\n")
        assert desk.run("check", "--fail-on", "warning", "colds.md").code == 1

    def test_each_article_by_its_own_settings(self, desk: Desk) -> None:
        desk.settings("fail_on: never\n", "drafts/.healthlint.yml")
        desk.write("drafts/colds.md", "A wonder.\n")
        assert desk.run("check").code == 0
        desk.write("colds.md", "A wonder.\n")
        assert desk.run("check").code == 1

    def test_what_is_not_reported_does_not_count(self, desk: Desk) -> None:
        desk.write("colds.md", "A wonder.\n")
        assert desk.run("check", "--severity", "error", "colds.md").code == 0


class TestHouseRules:
    def test_own_rule(self, desk: Desk) -> None:
        desk.write("house/brew.yml", HOUSE_RULE)
        desk.settings("rule_folders: [house]\n")
        desk.write("colds.md", "A brew of sage.\n")
        (finding,) = desk.check("colds.md").json["files"][0]["findings"]
        assert (finding["rule"], finding["pack"], finding["message"]) == (
            "brew",
            "house",
            "Write “infusion”, not “brew”.",
        )
        assert desk.check("--pack", "house", "colds.md").found == [("colds.md", "brew", "brew")]

    def test_folders_below_are_packs(self, desk: Desk) -> None:
        desk.write("house/drinks/brew.yml", HOUSE_RULE)
        desk.settings("rule_folders: [house]\npacks: {drinks: error}\n")
        desk.write("colds.md", "A brew of sage.\n")
        (finding,) = desk.check("colds.md").json["files"][0]["findings"]
        assert (finding["pack"], finding["severity"]) == ("drinks", "error")

    def test_own_word_list(self, desk: Desk) -> None:
        desk.write("house/lexicons/drink.yml", "terms: {sage tea: [sage brew], cocoa: }\n")
        desk.write("house/brew.yml", HOUSE_RULE.replace("[brew]", "[cup of <drink>]"))
        desk.settings("rule_folders: [house]\n")
        desk.write("colds.md", "A cup of sage brew, a cup of cocoa, a cup of milk.\n")
        assert [quote for _, _, quote in desk.check("colds.md").found] == ["cup of sage brew", "cup of cocoa"]

    def test_read_from_the_folder_of_the_settings(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.write("house/brew.yml", HOUSE_RULE)
        desk.settings("rule_folders: [house]\n")
        desk.write("news/colds.md", "A brew of sage.\n")
        monkeypatch.chdir(desk.folder / "news")
        assert desk.check("colds.md").found == [("colds.md", "brew", "brew")]

    def test_name_that_is_taken(self, desk: Desk) -> None:
        desk.write("house/hype.yml", HOUSE_RULE)
        desk.settings("rule_folders: [house]\n")
        _refused(
            desk,
            "house/hype.yml: there is already a rule 'hype' (rules/wording/hype.yml).\n"
            "  Give the file another name, or write `extends: hype` to change that rule.",
        )

    @pytest.mark.parametrize(
        ("extension", "found"),
        [
            ("severity: error", [("hype", "error", "“wonder” is hype.", "Say what it does.")]),
            ("message: 'No “{match}”s.'", [("hype", "warning", "No “wonder”s.", "Say what it does.")]),
            ("fix: Cut it.", [("hype", "warning", "“wonder” is hype.", "Cut it.")]),
            ("enabled: off", []),
            (
                "options: {phrases+: [sweet]}",
                [
                    ("hype", "warning", "“sweet” is hype.", "Say what it does."),
                    ("hype", "warning", "“wonder” is hype.", "Say what it does."),
                ],
            ),
            ("options: {phrases-: [wonder]}", []),
            ("options: {phrases: [sweet]}", [("hype", "warning", "“sweet” is hype.", "Say what it does.")]),
            ("options: {blocks: [heading]}", []),
        ],
    )
    def test_extends(self, desk: Desk, extension: str, found: list[tuple[str, str, str, str]]) -> None:
        desk.write("house/ours.yml", f"extends: hype\n{extension}\n")
        desk.settings("rule_folders: [house]\n")
        desk.write("news/colds.md", ARTICLE)
        (file,) = desk.check("--select", "wording", "--ignore", "padding", "news/colds.md").json["files"]
        keys = ("rule", "severity", "message", "fix")
        assert [tuple(finding[key] for key in keys) for finding in file["findings"]] == found

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("extends: hyp\n", "1: extends: there is no rule 'hyp'.\n  Did you mean 'hype'?"),
            (
                "extends: hype\nkind: phrase\n",
                "2: kind: a rule that extends another keeps its kind.\n  Leave the key out.",
            ),
            (
                "extends: padding\noptions:\n  phrases-:\n    - vary\n",
                "4: options > phrases-: the rule has no phrase 'vary' to take away.\n  Did you mean 'very'?",
            ),
            (
                "extends: padding\noptions: {phrase+: [so]}\n",
                "2: options > phrase+: unknown key.\n  Did you mean 'phrases+'?",
            ),
        ],
    )
    def test_mistakes_in_an_extension(self, desk: Desk, text: str, words: str) -> None:
        desk.write("house/ours.yml", text)
        desk.settings("rule_folders: [house]\n")
        _refused(desk, f"house/ours.yml:{words}")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("rulez: {}\n", "1: rulez: unknown key.\n  Did you mean 'rules'?"),
        ("fail_on: warnings\n", "1: fail_on: 'warnings' is not known here.\n  Did you mean 'warning'?"),
        ("fail_on:\n", "1: fail_on: '' is not known here.\n  Known: error, info, never, warning."),
        ("fail_on: [error]\n", "1: fail_on: expected text, got a list."),
        ("fail_on: error\nfail_on: info\n", "2: fail_on: given twice (first on line 1)."),
        ("# who\naudience: esy\n", "2: audience: 'esy' is not known here.\n  Did you mean 'easy'?"),
        ("packs:\n  wordin: off\n", "2: packs > wordin: there is no pack 'wordin'.\n  Did you mean 'wording'?"),
        ("packs:\n  wording: of\n", "2: packs > wording: 'of' is not known here.\n  Did you mean 'off'?"),
        ("packs: wording\n", "1: packs: expected keys and values, got text."),
        ("packs:\n", "1: packs: expected keys and values, got nothing."),
        ("rules:\n  hype: off\n  hyp: off\n", "3: rules > hyp: there is no rule 'hyp'.\n  Did you mean 'hype'?"),
        (
            "rules:\n  hype:\n    severity: eror\n",
            "3: rules > hype > severity: 'eror' is not known here.\n  Did you mean 'error'?",
        ),
        (
            "rules:\n  hype:\n    option: {}\n",
            "3: rules > hype > option: unknown key.\n  Did you mean 'options'?",
        ),
        (
            "rules:\n  hype:\n    options: {onse: true}\n",
            "3: rules > hype > options > onse: unknown key.\n  Did you mean 'once'?",
        ),
        (
            "rules:\n  hype:\n    options: {once: maybe}\n",
            "3: rules > hype > options > once: expected true or false, got 'maybe'.",
        ),
        (
            "rules: {said-twice: {options: {least_words: five}}}\n",
            "1: rules > said-twice > options > least_words: expected a whole number, got 'five'.",
        ),
        (
            "rule_folders: [house]\n",
            "1: rule_folders: no such folder: 'house'.\n  Paths are read from the folder of this file.",
        ),
        (
            "rule_folders: house\n",
            "1: rule_folders: expected a list, got text.\n  Write it as [one, two] or with a dash a line.",
        ),
        (
            "overrides:\n  - rules: {hype: off}\n",
            "2: overrides: an override needs paths.\n  Write paths: ['news/**'].",
        ),
        (
            "overrides:\n  - paths: ['never/**']\n    rules: {hyp: off}\n",
            "3: overrides > rules > hyp: there is no rule 'hyp'.\n  Did you mean 'hype'?",
        ),
        (
            "overrides:\n  - paths: ['never/**']\n    rules: {hype: offf}\n",
            "3: overrides > rules > hype: 'offf' is not known here.\n  Did you mean 'off'?",
        ),
        (
            "overrides:\n  - path: ['never/**']\n",
            "2: overrides > path: unknown key.\n  Did you mean 'paths'?",
        ),
        ("- hype\n", "1: expected keys and values, got a list."),
    ],
)
def test_mistakes(desk: Desk, settings: str, words: str) -> None:
    desk.settings(settings)
    _refused(desk, f".healthlint.yml:{words}")


def test_settings_that_are_not_utf_8(desk: Desk) -> None:
    desk.write(".healthlint.yml", b"# caf\xe9\n")
    _refused(desk, ".healthlint.yml: not UTF-8 text.\n  Save the file as UTF-8.")


def test_mistake_in_settings_above(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = desk.settings("rulez: {}\n")
    desk.write("news/colds.md", ARTICLE)
    monkeypatch.chdir(desk.folder / "news")
    ran = desk.run("check", "colds.md")
    assert (ran.code, ran.err) == (2, f"healthlint: {file}:1: rulez: unknown key.\n  Did you mean 'rules'?\n")
