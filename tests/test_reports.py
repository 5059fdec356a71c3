"""What the command prints: reports in text and JSON, and the commands that show, list, explain, begin and try."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from healthlint.settings import read_settings
from tests.desk import HOUSE_RULE, RULES, Desk

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))

ARTICLE = """\
# Sage tea

Sage tea is a sure cure. Drink it warm and slowly. It tastes very bitter.

Drink it warm and slowly.
"""

REPORT = """\
tea.md

     3:15  error    sure-cure
           “sure cure” promises too much.
        3 │ Sage tea is a sure cure. Drink it warm and slowly. It tastes very bitter.
          │               ^^^^^^^^^
           → Say how many it helps.

     3:62  info     padding
           “very” adds nothing.
        3 │ Sage tea is a sure cure. Drink it warm and slowly. It tastes very bitter.
          │                                                              ^^^^
           → Leave it out.

      5:1  info     said-twice
           This sentence stands here 2 times.
        5 │ Drink it warm and slowly.
           3:26 first said here
        3 │ Sage tea is a sure cure. Drink it warm and slowly. It tastes very bitter.
          │                          ^^^^^^^^^^^^^^^^^^^^^^^^^
           → Keep one.

  1 error, 2 info · 22 words · reading grade 0 · plain language 100 of 100
"""


class TestText:
    def test_whole(self, desk: Desk) -> None:
        desk.write("tea.md", ARTICLE)
        ran = desk.run("check", "tea.md")
        assert ran.out == REPORT + "\n1 article: 1 error, 0 warnings, 2 info.\n"
        assert (ran.code, ran.err) == (1, "")

    def test_quiet(self, desk: Desk) -> None:
        desk.write("tea.md", ARTICLE)
        assert desk.run("check", "--quiet", "tea.md").out == REPORT + "\n"
        desk.write("tea.md", "Rest.\n")
        assert desk.run("check", "--quiet", "tea.md").out == ""

    def test_nothing_found(self, desk: Desk) -> None:
        desk.write("tea.md", "# Sage tea\n\nDrink it warm.\n")
        assert desk.run("check", "tea.md").out == (
            "tea.md\n  no findings · 5 words · reading grade 0 · plain language 100 of 100\n\n1 article: no findings.\n"
        )

    @pytest.mark.parametrize(
        ("texts", "summary"),
        [
            (["Rest.", "Rest."], "2 articles: no findings."),
            (["A wonder.", "Rest."], "2 articles: 0 errors, 1 warning, 0 info."),
            (["A sure cure. It never fails.", "A wonder of wonder."], "2 articles: 2 errors, 2 warnings, 0 info."),
            (["Very very warm."], "1 article: 0 errors, 0 warnings, 2 info."),
        ],
    )
    def test_summary(self, desk: Desk, texts: list[str], summary: str) -> None:
        for number, text in enumerate(texts):
            desk.write(f"{number}.md", text + "\n")
        assert desk.run("check").out.splitlines()[-1] == summary

    def test_of_many_only_those_with_findings(self, desk: Desk) -> None:
        desk.write("a.md", "Rest.\n")
        desk.write("b.md", "A wonder.\n")
        out = desk.run("check").out
        assert "a.md" not in out
        assert out.startswith("b.md\n\n      1:3  warning  hype\n")

    def test_statistics(self, desk: Desk) -> None:
        desk.write("a.md", "A wonder of wonder, very, really. A sure cure.\n")
        desk.write("b.md", "A wonder.\n")
        ran = desk.run("check", "--statistics")
        assert ran.out == "     3  warning  hype\n     2  info     padding\n     1  error    sure-cure\n"
        assert ran.code == 1
        assert desk.run("check", "--statistics", "--select", "said-twice").out == ""

    def test_long_message_is_wrapped(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.settings("rule_folders: [house]\n")
        desk.write(
            "house/brew.yml",
            HOUSE_RULE.replace(
                "fix: Write “infusion”.",
                "fix: Write “infusion” wherever you now write this word, also in headings and captions.",
            ),
        )
        desk.write("a.md", "A brew.\n")
        monkeypatch.setenv("COLUMNS", "60")
        assert desk.run("check", "a.md").out.splitlines()[6:8] == [
            "           → Write “infusion” wherever you now write this",
            "           word, also in headings and captions.",
        ]


class TestExcerpt:
    """The line with the span underlined; 44 columns of it at a width of 60."""

    def _lines(self, desk: Desk, text: str, name: str = "a.txt") -> tuple[str, str]:
        desk.write(name, text)
        lines = desk.run("check", "--select", "hype", name).out.splitlines()
        at = next(number for number, line in enumerate(lines) if "│" in line)
        for line in lines[at : at + 2]:
            assert line[:12] in ("        1 │ ", "          │ ")
        return lines[at][12:], lines[at + 1][12:]

    @pytest.fixture(autouse=True)
    def _narrow(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "60")

    def test_cut_on_both_sides(self, desk: Desk) -> None:
        text = "Honey soothes a sore throat for an hour or two, and some call it a wonder, though nobody knows quite why.\n"
        shown, marks = self._lines(desk, text)
        assert shown == "… and some call it a wonder, though nobody knows qu…"[: len(shown) - 1] + "…"
        assert marks == " " * 21 + "^^^^^^"
        assert 12 + len(shown) <= 60

    def test_cut_at_the_end(self, desk: Desk) -> None:
        shown, marks = self._lines(desk, "A wonder of a drink that soothes a sore throat for an hour or two at most.\n")
        assert shown == "A wonder of a drink that soothes a sore thro…"
        assert marks == "  ^^^^^^"

    def test_cut_at_the_start(self, desk: Desk) -> None:
        shown, marks = self._lines(desk, "It soothes a sore throat for an hour or two, and some say it is a wonder.\n")
        assert shown.startswith("…")
        assert shown.endswith(" say it is a wonder.")
        assert shown[marks.index("^") : marks.rindex("^") + 1] == "wonder"

    def test_wide_characters(self, desk: Desk) -> None:
        shown, marks = self._lines(desk, "茶 is a wonder.\n")
        assert (shown, marks) == ("茶 is a wonder.", "        ^^^^^^")

    def test_a_line_of_wide_characters_fits(self, desk: Desk) -> None:
        shown, marks = self._lines(desk, "茶" * 60 + " wonder " + "茶" * 60 + "\n")
        columns = sum(2 if character == "茶" else 1 for character in shown)
        assert columns <= 46
        before = shown[: shown.index("wonder")]
        assert marks == " " * sum(2 if character == "茶" else 1 for character in before) + "^^^^^^"

    @pytest.mark.parametrize("word", ["cafe\u0301", "чи\u0306", "चाय\u0941", "❤\ufe0f!"])
    def test_combining_marks(self, desk: Desk, word: str) -> None:
        shown, marks = self._lines(desk, f"{word} is a wonder.\n")
        assert shown == f"{word} is a wonder."
        width = {"cafe\u0301": 4, "чи\u0306": 2, "चाय\u0941": 3, "❤\ufe0f!": 2}[word]
        assert marks == " " * (width + 6) + "^^^^^^"

    def test_tabs(self, desk: Desk) -> None:
        shown, marks = self._lines(desk, "Tea\tis\ta wonder.\n")
        assert (shown, marks) == ("Tea is a wonder.", "         ^^^^^^")


CONTROLS = "\x1b[31m \x07 \x08 \x7f \x9b \u202e \u2066 \u200b \u2028"


class TestControlCharacters:
    def test_in_every_text(self, desk: Desk) -> None:
        desk.write("a.md", f"---\nauthor: A\u202eB\n---\n# Tea {CONTROLS} time\n\nA {CONTROLS} wonder.\n")
        for arguments in (["check", "--no-color"], ["show"]):
            out = desk.run(*arguments, "a.md").out
            assert "wonder" in out
            assert not set(out) & set(CONTROLS) - set(" [31m")
        shown = "\x1b[31m \x07".replace("\x1b", "·").replace("\x07", "·")
        assert shown in desk.run("check", "a.md").out

    def test_in_json(self, desk: Desk) -> None:
        desk.write("a.md", f"# Tea {CONTROLS} time\n\nA\x9b wonder, “ä”.\n")
        for arguments in (["check", "--format", "json"], ["show", "--format", "json"]):
            ran = desk.run(*arguments, "a.md")
            assert not set(ran.out) & set(CONTROLS) - set(" [31m")
            assert "“" in ran.out or arguments[0] == "check"
        assert "\u202e" in desk.run("show", "--format", "json", "a.md").json["title"]

    def test_in_messages_of_errors(self, desk: Desk) -> None:
        desk.write("a.md", "<!-- healthlint-disable \x1b[31mhype -->\nRest.\n")
        ran = desk.run("check", "a.md")
        assert (ran.code, "\x1b" in ran.err) == (2, False)


class TestColour:
    def _coloured(self, desk: Desk, *arguments: str) -> bool:
        desk.write("tea.md", ARTICLE)
        ran = desk.run("check", *arguments, "tea.md")
        assert ran.out.count("sure-cure") == 1
        return "\x1b[" in ran.out

    def test_not_into_a_file(self, desk: Desk) -> None:
        assert not self._coloured(desk)

    def test_on_a_terminal(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            "click.utils.should_strip_ansi", lambda stream=None, color=None: not color and color is not None
        )
        assert self._coloured(desk)
        monkeypatch.setenv("NO_COLOR", "1")
        assert not self._coloured(desk)
        assert self._coloured(desk, "--color")
        assert "\x1b[" not in desk.run("rules").out
        monkeypatch.setenv("NO_COLOR", "")
        assert self._coloured(desk)
        assert not self._coloured(desk, "--no-color")
        assert "\x1b[" in desk.run("rules").out

    def test_asked_for(self, desk: Desk) -> None:
        assert self._coloured(desk, "--color")
        assert not self._coloured(desk, "--no-color")

    def test_whole(self, desk: Desk) -> None:
        desk.write("a.md", "A wonder.\n")
        assert desk.run("check", "--color", "a.md").out == (
            "\x1b[1ma.md\x1b[0m\n"
            "\n"
            "      1:3  \x1b[33;1mwarning\x1b[0m  \x1b[2mhype\x1b[0m\n"
            "           “wonder” is hype.\n"
            "\x1b[2m        1 │ \x1b[0mA wonder.\n"
            "\x1b[2m          │ \x1b[0m  \x1b[35m^^^^^^\x1b[0m\n"
            "           \x1b[32m→ Say what it does.\x1b[0m\n"
            "\n"
            "\x1b[2m  1 warning · 2 words · reading grade 3 · plain language 97 of 100\x1b[0m\n"
            "\n"
            "\x1b[33;1m1 article: 0 errors, 1 warning, 0 info.\x1b[0m\n"
        )

    def test_json_has_none(self, desk: Desk) -> None:
        assert not self._coloured(desk, "--color", "--format", "json")


class TestJson:
    def test_whole(self, desk: Desk) -> None:
        desk.settings("rule_folders: [house]\npacks: {order: info, wording: off, promises: off}\n")
        desk.write("house/brew.yml", HOUSE_RULE)
        text = "# Sage\r\n\r\nA *brew* of sage.\r\n\r\nGeneral information only.\r\n"
        desk.write("a.md", text)
        ran = desk.check("a.md")
        report = ran.json
        metrics = report["files"][0].pop("metrics")
        assert set(metrics) == {
            "words", "sentences", "flesch_kincaid_grade", "smog_index", "flesch_reading_ease", "plain_language",
        }  # fmt: skip
        assert (metrics["words"], metrics["sentences"]) == (8, 2)
        assert report == {
            "version": 1,
            "files": [
                {
                    "path": "a.md",
                    "format": "markdown",
                    "title": "Sage",
                    "findings": [
                        {
                            "rule": "brew",
                            "pack": "house",
                            "severity": "warning",
                            "message": "Write “infusion”, not “brew”.",
                            "fix": "Write “infusion”.",
                            "start": {"line": 3, "column": 4, "offset": 13},
                            "end": {"line": 3, "column": 8, "offset": 17},
                            "quote": "brew",
                            "related": [],
                            "edit": None,
                        }
                    ],
                    "signals": {
                        "disclaimer": {
                            "present": True,
                            "evidence": [
                                {
                                    "start": {"line": 5, "column": 1, "offset": 31},
                                    "end": {"line": 5, "column": 25, "offset": 55},
                                    "quote": "General information only",
                                }
                            ],
                        }
                    },
                    "error": None,
                }
            ],
            "summary": {"files": 1, "unread": 0, "findings": 1, "error": 0, "warning": 1, "info": 0},
        }

    def test_related(self, desk: Desk) -> None:
        desk.write("tea.md", ARTICLE)
        finding = desk.check("--select", "said-twice", "tea.md").json["files"][0]["findings"][0]
        assert finding["related"] == [
            {
                "message": "first said here",
                "start": {"line": 3, "column": 26, "offset": ARTICLE.index("Drink")},
                "end": {"line": 3, "column": 51, "offset": ARTICLE.index("Drink") + 25},
                "quote": "Drink it warm and slowly.",
            }
        ]

    @pytest.mark.parametrize("arguments", [[], ["--select", "hype"], ["--severity", "error"], ["--quiet"]])
    def test_keeps_to_its_schema(self, desk: Desk, arguments: list[str]) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        desk.write("tea.md", ARTICLE)
        desk.write("page.html", "<title>Tea</title><p>A wonder. General information only.</p>")
        desk.write("plain.txt", "Rest.\n")
        desk.write("broken.docx", b"no")
        desk.write("empty.md", "")
        report = desk.check(*arguments, ".", "gone.md", "list.csv").json
        jsonschema.validate(report, SCHEMA)
        assert [file["path"] for file in report["files"]] == [
            "broken.docx", "empty.md", "page.html", "plain.txt", "tea.md", "gone.md", "list.csv",
        ]  # fmt: skip
        assert [file["format"] for file in report["files"]] == [
            "docx", "markdown", "html", "text", "markdown", "markdown", "",
        ]  # fmt: skip

    def test_the_schema_is_strict(self) -> None:
        good: dict[str, Any] = {
            "version": 1,
            "files": [],
            "summary": {"files": 0, "unread": 0, "findings": 0, "error": 0, "warning": 0, "info": 0},
        }
        jsonschema.validate(good, SCHEMA)
        for wrong in ({**good, "version": 2}, {**good, "more": 1}, {"version": 1, "files": []}):
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate(wrong, SCHEMA)


class TestShow:
    TEXT = "---\nauthor: Ana Ruiz\n---\n# Sage tea\n\nDrink it warm. General information only.\n\n## How\n\n- Boil water.\n- Add 2.5 g of sage.\n"

    def test_text(self, desk: Desk) -> None:
        desk.write("tea.md", self.TEXT)
        lines = desk.run("show", "tea.md").out.splitlines()
        assert lines[3].startswith("About: ")
        assert lines[4].startswith("Metrics: words ")
        assert lines[:3] + lines[5:] == [
            "tea.md (markdown)",
            "Title: Sage tea",
            "Metadata: author: Ana Ruiz",
            "Signals:",
            "  disclaimer: “General information only”",
            "",
            "# Sage tea",
            "  6:1 Drink it warm.",
            "  6:16 General information only.",
            "",
            "## How",
            "  10:3 [item] Boil water.",
            "  11:3 [item] Add 2.5 g of sage.",
        ]

    def test_json(self, desk: Desk) -> None:
        desk.write("tea.md", self.TEXT)
        shown = desk.run("show", "--format", "json", "tea.md").json
        assert set(shown.pop("metrics")) >= {"words", "sentences", "flesch_kincaid_grade"}
        assert shown == {
            "path": "tea.md",
            "format": "markdown",
            "title": "Sage tea",
            "metadata": [{"key": "author", "value": "Ana Ruiz"}],
            "about": [],
            "signals": {"disclaimer": ["General information only"]},
            "sections": [
                {
                    "heading": "Sage tea",
                    "level": 1,
                    "about": [],
                    "sentences": [
                        {"line": 6, "column": 1, "kind": "paragraph", "text": "Drink it warm."},
                        {"line": 6, "column": 16, "kind": "paragraph", "text": "General information only."},
                    ],
                },
                {
                    "heading": "How",
                    "level": 2,
                    "about": [],
                    "sentences": [
                        {"line": 10, "column": 3, "kind": "item", "text": "Boil water."},
                        {"line": 11, "column": 3, "kind": "item", "text": "Add 2.5 g of sage."},
                    ],
                },
            ],
        }

    def test_empty(self, desk: Desk) -> None:
        desk.write("tea.md", "")
        ran = desk.run("show", "tea.md")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("tea.md (markdown)\nTitle: (none)\n")

    def test_leaves_no_cache(self, desk: Desk) -> None:
        desk.write("tea.md", self.TEXT)
        desk.run("show", "tea.md")
        assert not (desk.folder / ".healthlint_cache").exists()


class TestRules:
    def test_list(self, desk: Desk) -> None:
        ran = desk.run("rules")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == (
            "order\n"
            "  said-twice          info     A reader looks for what has changed.\n"
            "  unused-suppression  warning  A suppression that has outlived its finding will hide the next one.\n"
            "\n"
            "promises\n"
            "  sure-cure           error    Nothing helps everyone.\n"
            "\n"
            "wording\n"
            "  hype                warning  Hype tells a reader nothing.\n"
            "  padding             info     Words that add nothing hide those that do.\n"
            "  whisper             off      Some houses want it said aloud.\n"
            "\n"
            "6 rules. healthlint explain RULE says more of one.\n"
        )

    def test_filters(self, desk: Desk) -> None:
        def ids(*arguments: str) -> list[str]:
            return [rule["id"] for rule in desk.run("rules", "--format", "json", *arguments).json]

        assert ids("--pack", "wording") == ["hype", "padding", "whisper"]
        assert ids("--pack", "wording,promises", "--severity", "error") == ["sure-cure"]
        assert ids("--pack", "promises", "--pack", "order") == ["said-twice", "unused-suppression", "sure-cure"]
        assert ids("--severity", "warning") == ["unused-suppression", "hype", "whisper"]
        assert ids("--pack", "promises", "--severity", "info") == []

    def test_one(self, desk: Desk) -> None:
        assert desk.run("rules", "--pack", "promises").out == (
            "promises\n  sure-cure  error    Nothing helps everyone.\n\n1 rule. healthlint explain RULE says more of one.\n"
        )

    def test_with_settings(self, desk: Desk) -> None:
        desk.settings("rule_folders: [house]\npacks: {promises: off}\nrules: {hype: error}\n")
        desk.write("house/brew.yml", HOUSE_RULE)
        assert desk.run("rules", "--pack", "house,promises").out == (
            "house\n"
            "  brew       warning  Our readers know infusions.\n"
            "\n"
            "promises\n"
            "  sure-cure  off      Nothing helps everyone.\n"
            "\n"
            "2 rules. healthlint explain RULE says more of one.\n"
        )
        states = {rule["id"]: rule["severity"] for rule in desk.run("rules", "--format", "json").json}
        assert states["hype"] == "error"
        assert "brew" not in [rule["id"] for rule in desk.run("rules", "--isolated", "--format", "json").json]

    def test_json(self, desk: Desk) -> None:
        assert desk.run("rules", "--pack", "promises", "--format", "json").json == [
            {
                "id": "sure-cure",
                "pack": "promises",
                "kind": "phrase",
                "severity": "error",
                "message": "“{match}” promises too much.",
                "why": "Nothing helps everyone. A promise is remembered longer than the small print.",
                "fix": "Say how many it helps.",
                "sources": ["A style guide: https://example.org/promises"],
                "enabled": True,
            }
        ]


class TestExplain:
    def test_house_rule(self, desk: Desk) -> None:
        desk.settings("rule_folders: [house]\n")
        desk.write("house/brew.yml", HOUSE_RULE)
        ran = desk.run("explain", "brew")
        assert (ran.code, ran.err) == (0, "")
        lines = ran.out.splitlines()
        options = [line for line in lines if line.startswith("Options:")]
        assert "\n".join(line for line in lines if line not in options).replace("\n\n\n", "\n\n") == (
            "brew (house, warning)\n"
            "\n"
            "Our readers know infusions. They do not know brews.\n"
            "\n"
            "Says: Write “infusion”, not “{match}”.\n"
            "\n"
            "Fix: Write “infusion”.\n"
            "\n"
            "Flagged (between « and »):\n"
            "  - Drink the «brew» warm.\n"
            "  - A «brew» of sage.\n"
            "\n"
            "Fine:\n"
            "  - Drink the infusion warm.\n"
            "  - The brewery is shut.\n"
            "\n"
            "Sources:\n"
            "  Our style sheet: https://example.org/house\n"
            "\n"
            "To silence it: <!-- healthlint-disable brew: why -->, or in .healthlint.yml rules: {brew: off}"
        )

    def test_changed_by_settings(self, desk: Desk) -> None:
        assert desk.run("explain", "whisper").out.startswith("whisper (wording, warning, off by default)\n")
        desk.settings("rules: {hype: error}\n")
        assert desk.run("explain", "hype").out.startswith("hype (wording, error)\n")
        assert desk.run("explain", "--isolated", "hype").out.startswith("hype (wording, warning)\n")


class TestInit:
    def test_writes_settings_that_load(self, desk: Desk) -> None:
        ran = desk.run("init")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == "Wrote .healthlint.yml: what to check, how strictly, and your own rules.\n"
        desk.write("tea.md", ARTICLE)
        assert [rule for _, rule, _ in desk.check("tea.md").found] == ["sure-cure", "padding", "said-twice"]

    def test_does_not_overwrite(self, desk: Desk) -> None:
        desk.settings("fail_on: error\n")
        ran = desk.run("init")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "healthlint: .healthlint.yml: is already there.\n  Edit it, or remove it first.\n"
        assert (desk.folder / ".healthlint.yml").read_text(encoding="utf-8") == "fail_on: error\n"

    def test_folder_that_cannot_be_written(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*rest: object, **others: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "write_text", refuse)
        ran = desk.run("init")
        assert (ran.code, ran.err) == (2, "healthlint: .healthlint.yml: cannot be written (Permission denied).\n")

    def test_every_example_in_it_holds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """With the shipped rules, and each comment that is a setting made one."""
        import re

        from healthlint.settings import DEFAULT_FILE

        monkeypatch.chdir(tmp_path)
        (tmp_path / "house-rules").mkdir()
        text = re.sub(r"(?m)^# (?=[a-z_]+:( \[.*)?$| )", "", DEFAULT_FILE)
        assert "\npacks:\n" in text
        assert "\noverrides:\n" in text
        assert "\nrule_folders: [house-rules]\n" in text
        (tmp_path / ".healthlint.yml").write_text(text, encoding="utf-8")
        assert read_settings(tmp_path / ".healthlint.yml").rulebook.rules


class TestTest:
    def test_passing(self, desk: Desk) -> None:
        desk.write("house/brew.yml", HOUSE_RULE)
        desk.write("house/names/steep.yml", HOUSE_RULE.replace("brew", "steep"))
        for folder in ("house", "./house/", str(desk.folder / "house")):
            ran = desk.run("test", folder)
            assert (ran.code, ran.out, ran.err) == (0, "2 rules: 8 examples passed, 0 failed.\n", "")
        assert desk.run("test", "house/names").out == "1 rule: 4 examples passed, 0 failed.\n"

    def test_failing(self, desk: Desk) -> None:
        rule = HOUSE_RULE.replace("«brew» warm", "«brew warm»").replace("infusion warm", "brew warm")
        desk.write("house/brew.yml", rule)
        ran = desk.run("test", "house")
        assert (ran.code, ran.err) == (1, "")
        assert ran.out == (
            "house/brew.yml: bad example: expected 'Drink the «brew warm».', found 'Drink the «brew» warm.'.\n"
            "house/brew.yml: good example: expected no finding, found 'Drink the «brew» warm.'.\n"
            "1 rule: 2 examples passed, 2 failed.\n"
        )

    def test_bad_example_without_a_mark(self, desk: Desk) -> None:
        desk.write("house/brew.yml", HOUSE_RULE.replace("«brew» warm", "brew warm"))
        assert desk.run("test", "house").out == (
            "house/brew.yml: bad example without «»: 'Drink the brew warm.'.\n  Mark the span of the finding.\n"
            "1 rule: 3 examples passed, 1 failed.\n"
        )

    def test_without_examples(self, desk: Desk) -> None:
        desk.write("house/brew.yml", HOUSE_RULE[: HOUSE_RULE.index("examples:")])
        ran = desk.run("test", "house")
        assert (ran.code, ran.out) == (
            1,
            "house/brew.yml: no examples.\n  Add at least two bad and two good ones.\n"
            "1 rule: 0 examples passed, 1 failed.\n",
        )

    def test_extension_keeps_the_examples_that_still_hold(self, desk: Desk) -> None:
        desk.write("house/ours.yml", "extends: hype\nseverity: error\n")
        ran = desk.run("test", "house")
        assert (ran.code, ran.out) == (0, "1 rule: 4 examples passed, 0 failed.\n")
        desk.write("house/ours.yml", "extends: hype\noptions: {phrases+: [marvel]}\n")
        assert desk.run("test", "house").code == 1

    def test_the_rules_of_this_desk(self, desk: Desk) -> None:
        for name, text in RULES.items():
            if "examples:" in text:
                desk.write("house/our-" + name.split("/")[1], text)
        assert desk.run("test", "house").out == "3 rules: 12 examples passed, 0 failed.\n"
