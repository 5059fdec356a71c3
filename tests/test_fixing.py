"""Fixes: what is written in the place of a finding, where nothing is, and files that stay as they are elsewhere."""

from __future__ import annotations

import codecs
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.checking import Selection, check_files
from healthlint.finding import Edit, Finding, Severity
from healthlint.fixing import Fixed, apply_edits, choose_edits, fix
from healthlint.rulebook import Rulebook
from healthlint.ruletest import findings_in, unmark
from healthlint.settings import Settings
from tests.desk import Desk
from tests.test_properties import FRAGMENTS, encodable
from tests.test_reports import SCHEMA

DOSE = r"""
kind: quantity
severity: error
message: '“{match}” is misread.'
why: It has been.
fix: 'Write “{instead}”.'
edit: {text: '{instead}', safe: true}
options: {forms: ['(?<!\d)\.\d+ mg', '(?<![\d.])\d+\.0 mg'], mend: {'^\.': '0.', '\.0 ': ' '}}
"""
PLAIN = """
kind: phrase
severity: info
message: '“{match}” has a plainer word.'
why: It has.
fix: 'Write “{instead}”.'
edit: {text: '{instead}'}
options:
  phrases: [physic]
  instead: {tussis: cough, BD: twice a day, utilise: 'use, take', ague: shivers, ache: '*pain*', rest cure: rest}
"""
FURNITURE = """
kind: furniture
severity: warning
message: 'Not of the article: “{match}”.'
why: It was pasted.
fix: Delete it.
edit: {text: ''}
options: {phrases: [share this page]}
"""


@pytest.fixture
def house(desk: Desk) -> Desk:
    """A desk with three rules that know what to write."""
    desk.settings("rule_folders: [house]\npacks: {wording: off, order: off}\n")
    for name, text in (("dose", DOSE), ("plain", PLAIN), ("furniture", FURNITURE)):
        desk.write(f"house/{name}.yml", text.lstrip())
    return desk


def fixed(desk: Desk, text: str, name: str = "a.md") -> str:
    """A text after all fixes."""
    path = desk.write(name, text)
    desk.run("check", "--unsafe-fixes", name)
    return path.read_bytes().decode()


class TestCommand:
    def test_safe_ones(self, house: Desk) -> None:
        path = house.write("a.md", "Take .5 mg for tussis, then 2.0 mg.\n")
        ran = house.run("check", "--fix", "a.md")
        assert path.read_text() == "Take 0.5 mg for tussis, then 2 mg.\n"
        assert ran.out.splitlines()[-2:] == [
            "1 article: 0 errors, 0 warnings, 1 info; 2 fixed.",
            "Of these can be fixed: 1 by --unsafe-fixes.",
        ]
        assert (ran.code, ran.err) == (0, "")

    def test_all(self, house: Desk) -> None:
        path = house.write("a.md", "Take .5 mg for tussis.\n")
        ran = house.run("check", "--unsafe-fixes", "a.md")
        assert path.read_text() == "Take 0.5 mg for cough.\n"
        assert ran.out.splitlines()[-1] == "1 article: no findings; 2 fixed."
        assert house.run("check", "--fix", "--unsafe-fixes", "a.md").out.splitlines()[-1] == (
            "1 article: no findings; 0 fixed."
        )

    def test_without_them_nothing_is_written(self, house: Desk) -> None:
        path = house.write("a.md", "Take .5 mg for tussis, then 2.0 mg.\n")
        ran = house.run("check", "a.md")
        assert path.read_text() == "Take .5 mg for tussis, then 2.0 mg.\n"
        assert ran.out.splitlines()[-1] == "Of these can be fixed: 2 by --fix, 1 by --unsafe-fixes."

    def test_what_remains_decides_the_exit_code(self, house: Desk) -> None:
        house.write("a.md", "Take .5 mg, a sure cure.\n")
        assert house.run("check", "--fix", "a.md").code == 1
        assert house.run("check", "--fix", "--ignore", "sure-cure", "a.md").code == 0

    def test_only_selected_rules_fix(self, house: Desk) -> None:
        path = house.write("a.md", "Take .5 mg for tussis.\n")
        house.run("check", "--unsafe-fixes", "--select", "plain", "a.md")
        assert path.read_text() == "Take .5 mg for cough.\n"

    def test_diff(self, house: Desk) -> None:
        text = "# Tea\n\nTake .5 mg.\n\nNow and then for tussis.\n\nRest.\n"
        path = house.write("a.md", text)
        house.write("b.md", "Rest.\n")
        ran = house.run("check", "--diff", ".")
        assert ran.out == (
            "--- a.md\n+++ a.md\n@@ -1,6 +1,6 @@\n # Tea\n \n-Take .5 mg.\n+Take 0.5 mg.\n \n Now and then for tussis.\n \n"
        )
        assert (ran.code, ran.err, path.read_text()) == (1, "", text)
        assert house.run("check", "--diff", "--exit-zero", ".").code == 0
        both = house.run("check", "--diff", "--fix", "--unsafe-fixes", ".").out
        assert [line for line in both.splitlines() if line[:1] in "+-"] == [
            "--- a.md", "+++ a.md", "-Take .5 mg.", "+Take 0.5 mg.",
            "-Now and then for tussis.", "+Now and then for cough.",
        ]  # fmt: skip
        assert path.read_text() == text
        clean = house.run("check", "--diff", "b.md")
        assert (clean.code, clean.out) == (0, "")

    def test_diff_without_a_last_line_break(self, house: Desk) -> None:
        house.write("a.md", "Take .5 mg.")
        assert house.run("check", "--diff", "a.md").out == (
            "--- a.md\n+++ a.md\n@@ -1 +1 @@\n-Take .5 mg.\n\\ No newline at end of file\n"
            "+Take 0.5 mg.\n\\ No newline at end of file\n"
        )

    def test_standard_input(self, house: Desk) -> None:
        ran = house.run("check", "--diff", "--stdin-filename", "a.md", stdin=b"Take .5 mg.\n")
        assert (ran.code, ran.out) == (1, "--- a.md\n+++ a.md\n@@ -1 +1 @@\n-Take .5 mg.\n+Take 0.5 mg.\n")
        for option in ("--fix", "--unsafe-fixes"):
            ran = house.run("check", option, "--stdin-filename", "a.md", stdin=b"Take .5 mg.\n")
            assert (ran.code, ran.out) == (2, "")
            assert ran.err == (
                f"healthlint: {option}: cannot write to standard input.\n"
                "  Add --diff, or give the path of the file.\n"
            )  # fmt: skip

    @pytest.mark.parametrize("other", [["--statistics"], ["--format", "json"]])
    def test_diff_is_no_report(self, house: Desk, other: list[str]) -> None:
        ran = house.run("check", "--diff", *other)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            f"healthlint: --diff: cannot be given together with {' '.join(other)}.\n  Leave one of them out.\n"
        )

    def test_file_that_cannot_be_written(self, house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        house.write("a.md", "Take .5 mg.\n")
        other = house.write("b.md", "Take .5 mg.\n")
        write = Path.write_bytes

        def refuse(self: Path, data: bytes) -> int:
            if self.name == "a.md":
                raise PermissionError(13, "Permission denied")
            return write(self, data)

        monkeypatch.setattr(Path, "write_bytes", refuse)
        ran = house.run("check", "--fix", "a.md", "b.md")
        assert ran.err == (
            "healthlint: a.md: cannot be written (Permission denied).\n  Check that you may change the file.\n"
        )
        assert ran.code == 2
        assert other.read_text() == "Take 0.5 mg.\n"

    def test_unreadable_file(self, house: Desk) -> None:
        path = house.write("a.md", b"\xff")
        assert house.run("check", "--fix", "a.md", "gone.md").code == 2
        assert house.run("check", "--diff", "a.md").code == 2
        assert path.read_bytes() == b"\xff"


class TestJson:
    def test_edit(self, house: Desk) -> None:
        house.write("a.md", "# Tea\r\n\r\nTake .5 mg, a sure cure.\r\n")
        for _ in range(2):  # the second time from the cache
            report = house.check("a.md").json
            jsonschema.validate(report, SCHEMA)
            assert [finding["edit"] for finding in report["files"][0]["findings"]] == [
                {
                    "start": {"line": 3, "column": 6, "offset": 14},
                    "end": {"line": 3, "column": 11, "offset": 19},
                    "text": "0.5 mg",
                    "safe": True,
                },
                None,
            ]
            assert "fixed" not in report["summary"]

    def test_count(self, house: Desk) -> None:
        house.write("a.md", "Take .5 mg for tussis.\n")
        report = house.check("--fix", "a.md").json
        jsonschema.validate(report, SCHEMA)
        assert report["summary"] == {
            "files": 1, "unread": 0, "findings": 1, "error": 0, "warning": 0, "info": 1, "fixed": 1,
        }  # fmt: skip
        assert report["files"][0]["findings"][0]["start"]["offset"] == 16


class TestFiles:
    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [
            (b"", "utf-8"),
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
        ],
    )
    @pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
    def test_every_other_byte_is_kept(self, house: Desk, mark: bytes, encoding: str, line_break: str) -> None:
        text = "# Tée 日本\n\n\tTake  it \n\nTake .5 mg\u00a0now.  \n\n\n* Rest\u2028.\x0c\n".replace("\n", line_break)
        path = house.write("a.md", mark + text.encode(encoding))
        assert house.run("check", "--fix", "a.md").code == 0
        assert path.read_bytes() == mark + text.replace(".5", "0.5").encode(encoding)

    def test_mixed_line_breaks(self, house: Desk) -> None:
        assert fixed(house, "# Tea\r\n\nTake .5 mg.\r\rTake .7 mg.\n") == "# Tea\r\n\nTake 0.5 mg.\r\rTake 0.7 mg.\n"

    def test_second_byte_order_mark(self, house: Desk) -> None:
        assert fixed(house, "\ufeff\ufeffTake .5 mg.\n") == "\ufeff\ufeffTake 0.5 mg.\n"

    def test_file_without_fixes_is_not_touched(self, house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        house.write("a.md", "Rest.\n")
        monkeypatch.setattr(Path, "write_bytes", lambda *_: pytest.fail("written"))
        assert house.run("check", "--fix", "a.md").code == 0

    @pytest.mark.parametrize(("name", "text"), [("a.html", "<p>Take .5 mg.</p>"), ("a.txt", "Take .5 mg.")])
    def test_other_formats(self, house: Desk, name: str, text: str) -> None:
        assert fixed(house, text, name) == text.replace(".5", "0.5")

    def test_word_file_is_not_written(self, house: Desk) -> None:
        from docx import Document

        document = Document()
        document.add_paragraph("Take .5 mg.")
        document.save(str(house.folder / "a.docx"))
        before = (house.folder / "a.docx").read_bytes()
        report = house.check("--fix", "a.docx").json
        assert [finding["edit"] for finding in report["files"][0]["findings"]] == [None]
        assert (house.folder / "a.docx").read_bytes() == before


class TestReplacement:
    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("Her tussis is dry.", "Her cough is dry."),
            ("Tussis is dry.", "Cough is dry."),
            ("She takes it BD for a week.", "She takes it twice a day for a week."),
            ("BD is best.", "Twice a day is best."),
            ("Her **tussis** is dry.", "Her **cough** is dry."),
            ("[Tussis](tussis.md) is dry.", "[Cough](tussis.md) is dry."),
            ("| tussis |\n|---|\n| Tussis |", "| cough |\n|---|\n| Cough |"),
            ("A tussis is dry.", "A cough is dry."),
            ("Try a rest cure.", "Try a rest."),
            ("The ague came.", "The shivers came."),
        ],
    )
    def test_made(self, house: Desk, text: str, after: str) -> None:
        assert fixed(house, text + "\n") == after + "\n"

    @pytest.mark.parametrize(
        "text",
        [
            "Try rest **cure** now.",  # markup inside
            "Try rest\ncure now.",
            "Try rest&#32;cure now.",
            "Utilise it.",  # a choice
            "It came to an ague.",  # "an shivers"
            "An ache came.",  # markup in what would be written
            "A physic helps.",  # nothing to write
            "<!-- healthlint-disable-next-line dose -->\nTake .5 mg.",
        ],
    )
    def test_not_made(self, house: Desk, text: str) -> None:
        assert fixed(house, text + "\n") == text + "\n"

    def test_front_matter(self, house: Desk) -> None:
        text = "---\ntitle: Tussis at night\n---\n\nIt is dry.\n"
        assert fixed(house, text) == text.replace("Tussis", "Cough")


class TestDeletion:
    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("# Tea\n\nShare this page\n\nDrink it.\n", "# Tea\n\nDrink it.\n"),
            ("# Tea\r\n\r\nShare this page\r\n\r\nDrink it.\r\n", "# Tea\r\n\r\nDrink it.\r\n"),
            ("Share this page\n\nDrink it.\n", "Drink it.\n"),
            ("Drink it.\n\nShare this page", "Drink it.\n\n"),
            ("# Tea\n\n## Share this page\n\nDaily.\n", "# Tea\n\nDaily.\n"),
            ("Drink it.\n\nShare this page\n\nShare this page\n\nDaily.\n", "Drink it.\n\nDaily.\n"),
            ("- Drink it.\n- Share this page\n- Daily.\n", "- Drink it.\n- Daily.\n"),
            ("- Drink it.\n- Share this page\n\nDaily.\n", "- Drink it.\n\nDaily.\n"),
        ],
    )
    def test_made(self, house: Desk, text: str, after: str) -> None:
        assert fixed(house, text) == after

    @pytest.mark.parametrize(
        "text",
        [
            "Drink it.\n\n> Share this page\n\nDaily.\n",
            "Drink it.\n\nShare *this* page\n\nDaily.\n",
            "Drink it.\n\nShare this page\n---\n\nDaily.\n",
            "Drink it.\n\n1. Share this page\n2. Daily.\n",
            "# Tea\n\nDrink it.\n## Share this page\nDaily.\n",
            "- Share this page\n  - Daily.\n",
            "Share this page\n",
        ],
    )
    def test_not_made(self, house: Desk, text: str) -> None:
        assert fixed(house, text) == text


class TestPasses:
    def _finding(self, start: int, end: int, text: str, safe: bool = True) -> Finding:
        return Finding("r", "p", Severity.INFO, "m", "f", start, end, edit=Edit(start, end, text, safe))

    def test_first_of_those_that_overlap(self) -> None:
        findings = [
            self._finding(2, 6, "a"),
            self._finding(0, 3, "b"),
            self._finding(4, 8, "c"),
            self._finding(6, 8, "d"),
        ]
        edits = choose_edits(findings, unsafe=False)
        assert edits == [Edit(2, 6, "a", True), Edit(6, 8, "d", True)]
        assert apply_edits("0123456789", edits) == "01ad89"

    def test_unsafe_ones(self) -> None:
        findings = [self._finding(0, 2, "a", safe=False), self._finding(1, 3, "b")]
        assert choose_edits(findings, unsafe=False) == [Edit(1, 3, "b", True)]
        assert choose_edits(findings, unsafe=True) == [Edit(0, 2, "a", False)]

    def test_the_others_follow(self, house: Desk) -> None:
        rule = DOSE.partition("options")[0] + r"options: {forms: ['\d mg'], mend: {mg: milligrams}}"
        house.write("house/unit.yml", rule.lstrip())
        assert fixed(house, "Take .5 mg.\n") == "Take 0.5 milligrams.\n"

    @pytest.mark.parametrize(
        ("options", "rules"),
        [
            ("{phrases: [mint], instead: {cough: tussis}}", "plain"),
            ("{phrases: [mint], instead: {dry: very dry}}", "back"),
            ("{phrases: [mint], instead: {dry: dry and dry}}", "back"),
        ],
    )
    def test_edits_without_end_are_not_made(self, house: Desk, options: str, rules: str) -> None:
        house.write("house/back.yml", PLAIN.partition("options")[0].lstrip() + f"options: {options}\n")
        path = house.write("a.md", "Her tussis is dry.\n")
        ran = house.run("check", "--unsafe-fixes", "a.md")
        assert ran.code == 2
        assert ran.err == (
            f"healthlint: a.md: edits follow each other without end ({rules}).\n"
            "  Change the edits of these rules, so that no rule flags them again.\n"
        )
        assert path.read_text() == "Her tussis is dry.\n"


@pytest.fixture(scope="module")
def shipped() -> Settings:
    return Settings(Path.cwd())


def fix_all(name: str, data: bytes, shipped: Settings) -> Fixed:
    (checked,) = check_files([(Path(name), data)], lambda _: shipped, Selection())
    return fix(checked, lambda _: shipped, Selection(), unsafe=True)


FIXABLE = [
    "Take 2.0 mg", ".5 mL", "100 µg", "8 U", "5-µg tablet", "100000 units", "1/2 tablet", "5 mg BID", "MTX", "10 to 5 mg",
    "Diabetics", "the elderly", "hypertension", "haematomas", "utilise", "Share this page", "Advertisement", "the dose is small",
    "a", "an", "\n\n", "\n- ", "\n\n## ", "\n1. ", "\n> ", "**", "\r\n\r\n", "<p>", "</p>\n",
]  # fmt: skip


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@settings(max_examples=80, deadline=None)
@given(text=st.lists(st.sampled_from([*FIXABLE, *FRAGMENTS]), max_size=30).map(" ".join).filter(encodable))
def test_fixing_twice_changes_nothing(name: str, text: str, shipped: Settings) -> None:
    once = fix_all(name, text.encode(), shipped)
    twice = fix_all(name, once.after.encode(), shipped)
    if once.checked.article:  # else there was nothing to read
        assert (twice.after, twice.count) == (once.after, 0)


def test_no_edit_is_flagged_again(rulebook: Rulebook) -> None:
    rules = [rule for rule in rulebook.rules.values() if rule.edit]
    assert len(rules) > 10
    for rule in rules:
        made = 0
        for example in rule.examples.bad:
            findings = findings_in(rule, example, rulebook.knowledge)
            text = apply_edits(unmark(example)[0], choose_edits(findings, unsafe=True))
            made += text != unmark(example)[0]
            left = [finding for finding in findings_in(rule, text, rulebook.knowledge) if finding.edit]
            assert left == [], f"{rule.id}: {text!r}"
        assert made, f"no example of {rule.id} shows its edit"


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        ("{txt: x}", "edit > txt: unknown key."),
        ("{safe: true}", "edit: the key text is missing."),
        ("{text: '{insted}'}", "edit > text: there is no field {insted} here."),
        ("{text: x, safe: perhaps}", "edit > safe: expected true or false, got 'perhaps'."),
        ("yes", "edit: expected keys and values, got text."),
    ],
)
def test_mistakes_in_a_rule(desk: Desk, edit: str, error: str) -> None:
    desk.settings("rule_folders: [house]\n")
    desk.write("house/plain.yml", PLAIN.lstrip().replace("{text: '{instead}'}", edit))
    desk.write("a.md", "Rest.\n")
    assert desk.run("check").err.startswith(f"healthlint: house/plain.yml:6: {error}\n")


def test_extends(desk: Desk) -> None:
    desk.settings("rule_folders: [house]\n")
    desk.write("house/hype.yml", "extends: hype\nedit: {text: plain, safe: true}\n")
    path = desk.write("a.md", "A wonder of a tea.\n")
    assert desk.run("check", "--fix", "a.md").code == 0
    assert path.read_text() == "A plain of a tea.\n"


def test_explained(desk: Desk) -> None:
    desk.settings("rule_folders: [house]\n")
    desk.write("house/plain.yml", PLAIN.lstrip())
    desk.write("house/dose.yml", DOSE.lstrip())
    assert "\nFixed by: healthlint check --unsafe-fixes\n" in desk.run("explain", "plain").out
    assert "\nFixed by: healthlint check --fix\n" in desk.run("explain", "dose").out
    assert "Fixed by" not in desk.run("explain", "hype").out
