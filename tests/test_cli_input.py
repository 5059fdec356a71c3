"""What healthlint says of input that it cannot use: the words and the exit code, and never a traceback."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from tests.desk import HOUSE_RULE, Desk
from tests.work import ends_soon

ENDINGS = "healthlint reads md, markdown, mdx, txt, html, htm, docx."
UNREAD = "0 articles: no findings; 1 file could not be checked.\n"


def _refused(desk: Desk, path: str, words: str) -> None:
    """One file is refused with these words, in text and in JSON."""
    ran = desk.run("check", path)
    assert (ran.code, ran.out, ran.err) == (2, UNREAD, f"healthlint: {words}\n")
    ran = desk.check(path)
    assert ran.code == 2
    assert ran.err == f"healthlint: {words}\n"
    (file,) = ran.json["files"]
    error = file["error"]
    assert f"{error['where']}: {error['what']}\n  {error['remedy']}" == words
    assert (file["findings"], file["signals"], file["metrics"], file["title"]) == ([], {}, {}, None)
    assert ran.json["summary"] == {"files": 1, "unread": 1, "findings": 0, "error": 0, "warning": 0, "info": 0}


def _stopped(desk: Desk, words: str, *arguments: str) -> None:
    """The run ends before anything is checked."""
    ran = desk.run(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"healthlint: {words}\n")


def test_missing_path(desk: Desk) -> None:
    _refused(desk, "colds.md", "colds.md: no such file or folder.\n  Check the spelling of the path.")


def test_dangling_link(desk: Desk) -> None:
    (desk.folder / "colds.md").symlink_to("gone.md")
    _refused(desk, "colds.md", "colds.md: no such file or folder.\n  Check the spelling of the path.")


def test_path_that_no_file_can_have(desk: Desk) -> None:
    name = "x" * 5000
    _refused(desk, name, f"{name}: cannot be read (File name too long).\n  Check that it is there and readable.")


def test_folder_without_articles(desk: Desk) -> None:
    desk.write("notes/list.csv", "a,b\n")
    _refused(desk, "notes", f"notes: no articles in this folder.\n  {ENDINGS}")


def test_folder_that_may_not_be_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("open/colds.md", "Honey is a sure cure.\n")
    desk.write("open/locked/flu.md", "Rest.\n")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ran = desk.check("open")
    assert ran.code == 2
    assert ran.err == (
        "healthlint: open/locked: cannot be read (Permission denied).\n  Check that you may open this folder.\n"
    )
    assert ran.found == [("open/colds.md", "sure-cure", "sure cure")]


def test_folder_with_the_name_of_an_article(desk: Desk) -> None:
    desk.write("colds.md/inside.md", "Honey is a sure cure.\n")
    assert desk.check("colds.md").found == [("colds.md/inside.md", "sure-cure", "sure cure")]
    ran = desk.run("show", "colds.md")
    assert (ran.code, ran.err) == (
        2,
        "healthlint: colds.md: is a folder, not a file.\n  Give the path of an article.\n",
    )


def test_file_that_may_not_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("colds.md", "Rest.\n")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "colds.md":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    _refused(desk, "colds.md", "colds.md: cannot be read (Permission denied).\n  Check that it is there and readable.")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero on this system")
def test_device_without_end(desk: Desk) -> None:
    _refused(desk, "/dev/zero", "/dev/zero: is not a file.\n  Give the path of an article, or use --stdin-filename.")


def test_other_encoding(desk: Desk) -> None:
    desk.write("colds.md", b"# Colds\n\nMenthol in caf\xe9 au lait.\n")
    _refused(desk, "colds.md", "colds.md:3: not UTF-8 text (byte 23).\n  Save the file as UTF-8.")


def test_half_a_character_of_utf_16(desk: Desk) -> None:
    desk.write("colds.md", b"\xff\xfea\x00b")
    _refused(desk, "colds.md", "colds.md:1: not UTF-16 text (byte 4).\n  Save the file as UTF-8.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
def test_encodings_that_are_fine(desk: Desk, encoding: str) -> None:
    desk.write("colds.md", "# Colds\n\nCafé: “a sure cure”.\n".encode(encoding))
    assert desk.check("colds.md").found == [("colds.md", "sure-cure", "sure cure")]


def test_broken_docx(desk: Desk) -> None:
    words = "not a readable .docx file (not a zip archive).\n  Open it in a word processor and save it again as .docx."
    desk.write("colds.docx", b"Honey is a sure cure.")
    _refused(desk, "colds.docx", f"colds.docx: {words}")


def test_docx_that_is_another_archive(desk: Desk) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("readme.txt", "Honey")
    desk.write("colds.docx", archive.getvalue())
    words = "not a readable .docx file (parts are missing).\n  Open it in a word processor and save it again as .docx."
    _refused(desk, "colds.docx", f"colds.docx: {words}")


@pytest.mark.parametrize("content", ["", " \n\t\n\r\n", "\ufeff", "<!-- later -->\n"])
@pytest.mark.parametrize("name", ["colds.md", "colds.txt", "colds.html"])
def test_nothing_in_it(desk: Desk, name: str, content: str) -> None:
    desk.write(name, content)
    _refused(desk, name, f"{name}: there is no text in it.\n  Leave it out, or check that it was saved.")


def test_binary(desk: Desk) -> None:
    desk.write("colds.txt", b"Honey\0is a sure cure.")
    _refused(desk, "colds.txt", "colds.txt: a binary file, not text.\n  Leave it out, or export the article as text.")


def test_far_too_large(desk: Desk) -> None:
    with (desk.folder / "colds.md").open("wb") as file:
        file.truncate(50_000_000)
    with ends_soon():
        _refused(desk, "colds.md", "colds.md: 50 MB is too large for an article.\n  Split it, or leave it out.")


def test_unknown_ending(desk: Desk) -> None:
    desk.write("colds.pdf", b"%PDF-1.7")
    _refused(desk, "colds.pdf", f"colds.pdf: unknown kind of file.\n  {ENDINGS}")


def test_the_others_are_still_checked(desk: Desk) -> None:
    desk.write("a.md", "Honey is a sure cure.\n")
    desk.write("b.md", b"\xff")
    desk.write("c.md", "")
    desk.write("d.md", "Sage is a wonder.\n")
    ran = desk.check("a.md", "b.md", "gone.md", "c.md", "d.md")
    assert ran.code == 2
    assert ran.found == [("a.md", "sure-cure", "sure cure"), ("d.md", "hype", "wonder")]
    assert [file["path"] for file in ran.json["files"]] == ["a.md", "b.md", "gone.md", "c.md", "d.md"]
    assert ran.json["summary"] == {"files": 5, "unread": 3, "findings": 2, "error": 1, "warning": 1, "info": 0}
    assert ran.err == (
        "healthlint: b.md:1: not UTF-8 text (byte 0).\n  Save the file as UTF-8.\n"
        "healthlint: gone.md: no such file or folder.\n  Check the spelling of the path.\n"
        "healthlint: c.md: there is no text in it.\n  Leave it out, or check that it was saved.\n"
    )
    ran = desk.run("check", "a.md", "b.md", "gone.md", "c.md", "d.md")
    assert ran.out.endswith("\n2 articles: 1 error, 1 warning, 0 info; 3 files could not be checked.\n")


def test_what_could_not_be_checked_is_no_success(desk: Desk) -> None:
    assert desk.run("check", "gone.md", "--exit-zero", "--fail-on", "never").code == 2


def test_name_that_would_steer_the_terminal(desk: Desk) -> None:
    ran = desk.run("check", "gone\x1b[2J.md")
    assert ran.err == "healthlint: gone·[2J.md: no such file or folder.\n  Check the spelling of the path.\n"


def test_name_that_is_not_utf_8(desk: Desk) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        desk.write(name, "Honey is a sure cure.\n")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    ran = desk.run("check", name)
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "caf·.md"
    assert desk.check(name).found == [(name, "sure-cure", "sure cure")]


class TestStandardInput:
    def test_as_a_named_file(self, desk: Desk) -> None:
        ran = desk.run("check", "--stdin-filename", "colds.md", "--format", "json", stdin=b"# Colds\n\nA sure cure.\n")
        assert (ran.code, ran.found) == (1, [("colds.md", "sure-cure", "sure cure")])
        assert ran.json["files"][0]["title"] == "Colds"

    def test_the_name_tells_the_format(self, desk: Desk) -> None:
        page = b"<title>Colds</title><p>A sure <b>cure</b>.</p>"
        ran = desk.run("check", "-", "--stdin-filename", "colds.html", "--format", "json", stdin=page)
        assert ran.found == [("colds.html", "sure-cure", "sure <b>cure")]
        assert ran.json["files"][0]["format"] == "html"

    def test_the_settings_are_those_of_its_folder(self, desk: Desk) -> None:
        desk.settings("packs: {promises: off}\n", "news/.healthlint.yml")
        assert desk.run("check", "--stdin-filename", "news/colds.md", stdin=b"A sure cure.\n").code == 0
        assert desk.run("check", "--stdin-filename", "colds.md", stdin=b"A sure cure.\n").code == 1

    def test_nothing_is_kept_of_it(self, desk: Desk) -> None:
        desk.run("check", "--stdin-filename", "colds.md", stdin=b"A sure cure.\n")
        assert not (desk.folder / ".healthlint_cache").exists()

    def test_needs_a_name(self, desk: Desk) -> None:
        words = "-: standard input needs a name.\n  Add --stdin-filename article.md."
        _stopped(desk, words, "check", "-")
        _stopped(desk, words, "check", "colds.md", "-")

    def test_is_not_mixed_with_paths(self, desk: Desk) -> None:
        desk.write("colds.md", "A sure cure.\n")
        words = "--stdin-filename: cannot be given together with paths.\n  Leave one of them out."
        _stopped(desk, words, "check", "colds.md", "--stdin-filename", "flu.md")

    def test_name_of_another_kind(self, desk: Desk) -> None:
        ran = desk.run("check", "--stdin-filename", "colds.pdf", stdin=b"A sure cure.\n")
        assert (ran.code, ran.err) == (2, f"healthlint: colds.pdf: unknown kind of file.\n  {ENDINGS}\n")

    def test_other_encoding(self, desk: Desk) -> None:
        ran = desk.run("check", "--stdin-filename", "colds.md", stdin=b"\n\xe9")
        assert (ran.code, ran.err) == (
            2,
            "healthlint: colds.md:2: not UTF-8 text (byte 1).\n  Save the file as UTF-8.\n",
        )


class TestOptions:
    def test_missing_settings_file(self, desk: Desk) -> None:
        words = "strict.yml: no such settings file.\n  Check the path given to --config."
        desk.write("colds.md", "Rest.\n")
        _stopped(desk, words, "check", "--config", "strict.yml", "colds.md")
        _stopped(desk, words, "rules", "--config", "strict.yml")
        _stopped(desk, words, "explain", "--config", "strict.yml", "hype")

    def test_settings_and_none(self, desk: Desk) -> None:
        desk.settings("fail_on: error\n")
        words = "--config: cannot be given together with --isolated.\n  Leave one of them out."
        _stopped(desk, words, "check", "--config", ".healthlint.yml", "--isolated")

    @pytest.mark.parametrize(
        ("option", "name", "words"),
        [
            ("--select", "sure-cur", "there is no rule or pack 'sure-cur'.\n  Did you mean 'sure-cure'?"),
            ("--ignore", "promise", "there is no rule or pack 'promise'.\n  Did you mean 'promises'?"),
            ("--pack", "word", "there is no pack 'word'.\n  Did you mean 'wording'?"),
            ("--pack", "hype", "there is no pack 'hype'.\n  Known: order, promises, wording."),
        ],
    )
    def test_unknown_name(self, desk: Desk, option: str, name: str, words: str) -> None:
        desk.write("colds.md", "Rest.\n")
        _stopped(desk, f"{option}: {words}", "check", option, name, "colds.md")
        _stopped(desk, f"{option}: {words}", "check", f"{option}={name}", "colds.md")

    def test_unknown_name_among_good_ones(self, desk: Desk) -> None:
        desk.write("colds.md", "Rest.\n")
        words = "--select: there is no rule or pack 'hyp'.\n  Did you mean 'hype'?"
        _stopped(desk, words, "check", "--select", "sure-cure, hyp", "colds.md")

    def test_unknown_pack_of_rules(self, desk: Desk) -> None:
        _stopped(desk, "--pack: there is no pack 'ordr'.\n  Did you mean 'order'?", "rules", "--pack", "ordr")

    def test_unknown_rule_to_explain(self, desk: Desk) -> None:
        _stopped(desk, "hyp: there is no such rule.\n  Did you mean 'hype'?", "explain", "hyp")

    def test_unknown_command(self, desk: Desk) -> None:
        _stopped(desk, "chekc: there is no such command.\n  Did you mean 'check'?", "chekc", "colds.md")
        _stopped(
            desk,
            "colds.md: there is no such command.\n  Known: check, claims, explain, init, rules, show, test.",
            "colds.md",
        )

    def test_unknown_option(self, desk: Desk) -> None:
        ran = desk.run("check", "--selct", "hype")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines()[0] == "Usage: healthlint check [OPTIONS] [PATHS]..."
        assert "No such option '--selct'" in ran.err
        assert "--select" in ran.err

    @pytest.mark.parametrize(
        ("option", "value", "known"),
        [
            ("--severity", "eror", "'error', 'warning', 'info'"),
            ("--fail-on", "allways", "'error', 'warning', 'info', 'never'"),
            ("--format", "xml", "'text', 'json'"),
        ],
    )
    def test_unknown_choice(self, desk: Desk, option: str, value: str, known: str) -> None:
        ran = desk.run("check", option, value)
        assert (ran.code, ran.out) == (2, "")
        assert f"Invalid value for '{option}': '{value}' is not one of {known}." in ran.err

    def test_counts_are_text_only(self, desk: Desk) -> None:
        words = "--statistics: cannot be given together with --format json.\n  Leave one of them out."
        _stopped(desk, words, "check", "--statistics", "--format", "json")

    def test_show_missing_file(self, desk: Desk) -> None:
        ran = desk.run("show", "gone.md")
        words = "healthlint: gone.md: no such file.\n  Check the spelling of the path.\n"
        assert (ran.code, ran.out, ran.err) == (2, "", words)

    def test_rules_folder_missing(self, desk: Desk) -> None:
        _stopped(desk, "house: no such folder of house rules.\n  Check the spelling of the path.", "test", "house")

    def test_rules_folder_without_rules(self, desk: Desk) -> None:
        desk.write("house/readme.txt", "Soon.")
        words = "house: there are no rules in this folder.\n  A rule is a file such as house-rules/my-rule.yml."
        _stopped(desk, words, "test", "house")


class TestYaml:
    @pytest.mark.parametrize(
        ("settings", "words"),
        [
            ("fail_on: [error\n", ".healthlint.yml:2: not valid YAML: "),
            ("rules:\n\thype: off\n", ".healthlint.yml:2: not valid YAML: "),
        ],
    )
    def test_settings_that_are_no_yaml(self, desk: Desk, settings: str, words: str) -> None:
        desk.settings(settings)
        desk.write("colds.md", "Rest.\n")
        ran = desk.run("check", "colds.md")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"healthlint: {words}")
        assert ran.err.endswith("\n  Quote text that holds a colon, #, [ or {.\n")

    def test_alias_inside_itself(self, desk: Desk) -> None:
        desk.settings("packs: &a\n  wording: *a\n")
        desk.write("colds.md", "Rest.\n")
        words = ".healthlint.yml: not valid YAML: an alias stands inside its own anchor."
        _stopped(desk, words, "check", "colds.md")

    def test_rule_that_is_no_yaml(self, desk: Desk) -> None:
        desk.write("house/brew.yml", HOUSE_RULE.replace("why: Our", "why: 'Our"))
        desk.settings("rule_folders: [house]\n")
        desk.write("colds.md", "Rest.\n")
        ran = desk.run("check", "colds.md")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("healthlint: house/brew.yml:")
        assert ": not valid YAML: " in ran.err

    @pytest.mark.parametrize(
        ("right", "wrong", "words"),
        [
            ("severity: warning", "severty: warning", "2: severty: unknown key.\n  Did you mean 'severity'?"),
            (
                "severity: warning",
                "severity: warn",
                "2: severity: 'warn' is not known here.\n  Did you mean 'warning'?",
            ),
            ("kind: phrase", "kind: phrases", "1: kind: 'phrases' is not known here.\n  Did you mean 'phrase'?"),
            ("{match}", "{mtch}", "3: message: there is no field {mtch} here.\n  Did you mean 'match'?"),
            (
                "{phrases: [brew]}",
                "{phrase: [brew]}",
                "7: options > phrase: unknown key.\n  Did you mean 'phrases'?",
            ),
            (
                "[brew]",
                "[<medicin>]",
                "7: options > phrases: phrase '<medicin>': there is no word list <medicin>.\n  Did you mean 'medicine'?",
            ),
            (
                "[brew]",
                "['(brew|steep']",
                "7: options > phrases: phrase '(brew|steep': '(' without its closing bracket.",
            ),
            (
                "[brew]",
                "brew",
                "7: options > phrases: expected a list, got text.\n  Write it as [one, two] or with a dash a line.",
            ),
            (
                "severity: warning\n",
                "severity: warning\nseverity: info\n",
                "3: severity: given twice (first on line 2).",
            ),
            (
                "severity: warning\n",
                "",
                "1: the key severity is missing.\n  A rule needs kind, severity, message, why and fix.",
            ),
        ],
    )
    def test_typo_in_a_rule(self, desk: Desk, right: str, wrong: str, words: str) -> None:
        assert right in HOUSE_RULE
        desk.write("house/lexicons/medicine.yml", "terms: {aspirin: []}\n")
        desk.write("house/brew.yml", HOUSE_RULE.replace(right, wrong, 1))
        desk.settings("rule_folders: [house]\n")
        desk.write("colds.md", "Rest.\n")
        _stopped(desk, f"house/brew.yml:{words}", "check", "colds.md")
        _stopped(desk, f"house/brew.yml:{words}", "test", "house")


class TestSuppressions:
    def test_unknown_rule(self, desk: Desk) -> None:
        desk.write("colds.md", "# Colds\n\n<!-- healthlint-disable hyp -->\nA wonder.\n")
        words = "colds.md:3: the suppression names no rule: 'hyp'.\n  Did you mean 'hype'?"
        ran = desk.run("check", "colds.md")
        assert (ran.code, ran.err) == (2, f"healthlint: {words}\n")

    def test_unknown_verb(self, desk: Desk) -> None:
        desk.write("colds.md", "<!-- healthlint-disable-line hype -->\nA wonder.\n")
        words = "colds.md:1: there is no comment healthlint-disable-line.\n  Did you mean 'disable-file'?"
        ran = desk.run("check", "colds.md")
        assert (ran.code, ran.err) == (2, f"healthlint: {words}\n")

    @pytest.mark.parametrize("slip", ["healthlint disable", "healthlint: disable", "Healthlint disable"])
    def test_slip(self, desk: Desk, slip: str) -> None:
        desk.write("colds.md", f"<!-- {slip} hype -->\nA wonder.\n")
        ran = desk.run("check", "colds.md")
        words = f"colds.md:1: cannot read the comment {slip!r}.\n  Write healthlint-disable."
        assert (ran.code, ran.err) == (2, f"healthlint: {words}\n")

    def test_comments_about_healthlint_are_left_alone(self, desk: Desk) -> None:
        desk.write("colds.md", "<!-- healthlint was run on 1 May -->\nRest.\n")
        assert desk.run("check", "colds.md").code == 0

    def test_reason_without_its_colon(self, desk: Desk) -> None:
        desk.write("colds.md", "<!-- healthlint-disable hype because -->\nA wonder.\n")
        ran = desk.run("check", "colds.md")
        assert ran.code == 2
        assert ran.err.startswith("healthlint: colds.md:1: the suppression names no rule: 'because'.\n")
