"""Comments in an article that silence rules, in every format that has comments, and those that silence nothing."""

from __future__ import annotations

import pytest

from tests.desk import Desk

UNUSED = "unused-suppression"


def _found(desk: Desk, name: str, text: str, *arguments: str) -> list[tuple[str, int, str]]:
    """Rule, line and quote of each finding."""
    desk.write(name, text)
    ran = desk.check(name, *arguments)
    assert ran.err == ""
    (file,) = ran.json["files"]
    return [(finding["rule"], finding["start"]["line"], finding["quote"]) for finding in file["findings"]]


def _comment(name: str, text: str) -> str:
    return f"{{/* {text} */}}" if name.endswith(".mdx") else f"<!-- {text} -->"


def _article(name: str, *paragraphs: str) -> str:
    """Paragraphs and comments (those that start with healthlint) as a format writes them; paragraph n is on line 2n-1."""
    html = name.endswith(".html")
    lines = [
        _comment(name, text) if text.startswith("healthlint") else f"<p>{text}</p>" if html else text
        for text in paragraphs
    ]
    return "\n\n".join(lines) + "\n"


@pytest.mark.parametrize("name", ["a.md", "a.mdx", "a.txt", "a.html"])
class TestFormats:
    def test_until_enabled(self, desk: Desk, name: str) -> None:
        text = _article(
            name, "A wonder.", "healthlint-disable hype", "Wonder!", "healthlint-enable hype", "One wonder."
        )
        assert _found(desk, name, text) == [("hype", 1, "wonder"), ("hype", 9, "wonder")]

    def test_to_the_end(self, desk: Desk, name: str) -> None:
        text = _article(name, "A wonder.", "healthlint-disable hype", "One wonder.", "A wonder, a sure cure.")
        assert _found(desk, name, text) == [("hype", 1, "wonder"), ("sure-cure", 7, "sure cure")]

    def test_next_line(self, desk: Desk, name: str) -> None:
        text = _article(name, "healthlint-disable-next-line hype", "A wonder, very.", "A wonder.")
        assert _found(desk, name, text) == [("padding", 3, "very"), ("hype", 5, "wonder")]

    def test_whole_file(self, desk: Desk, name: str) -> None:
        text = _article(name, "A wonder.", "A sure cure.", "healthlint-disable-file hype", "Wonders of wonder.")
        assert _found(desk, name, text) == [("sure-cure", 3, "sure cure")]

    def test_pack(self, desk: Desk, name: str) -> None:
        text = _article(name, "healthlint-disable wording", "A very warm wonder.", "A sure cure.")
        assert _found(desk, name, text) == [("sure-cure", 5, "sure cure")]

    def test_everything(self, desk: Desk, name: str) -> None:
        text = _article(name, "healthlint-disable", "A very warm sure cure.", "healthlint-enable", "A wonder.")
        assert _found(desk, name, text) == [("hype", 7, "wonder")]

    def test_several(self, desk: Desk, name: str) -> None:
        text = _article(name, "healthlint-disable hype, padding sure-cure", "A very warm sure cure, a wonder.")
        assert _found(desk, name, text) == []

    def test_with_a_reason(self, desk: Desk, name: str) -> None:
        text = _article(name, "healthlint-disable hype: the title of a book: see below", "A wonder, very warm.")
        assert _found(desk, name, text) == [("padding", 3, "very")]

    def test_everything_with_a_reason(self, desk: Desk, name: str) -> None:
        assert _found(desk, name, _article(name, "healthlint-disable-file: an old advertisement", "A wonder.")) == []

    def test_unused(self, desk: Desk, name: str) -> None:
        text = _article(name, "Rest.", "healthlint-disable hype: it was here once", "Drink.")
        comment = _comment(name, "healthlint-disable hype: it was here once")
        assert _found(desk, name, text) == [(UNUSED, 3, comment)]

    def test_carriage_returns(self, desk: Desk, name: str) -> None:
        text = _article(
            name, "A wonder.", "healthlint-disable hype", "Wonder!", "healthlint-enable", "One wonder.",
            "healthlint-disable-next-line hype", "A wonder.", "Wonder, wonder.",
        )  # fmt: skip
        expected = [("hype", 1, "wonder"), ("hype", 9, "wonder"), ("hype", 15, "Wonder"), ("hype", 15, "wonder")]
        assert _found(desk, name, text) == expected
        assert _found(desk, name, text.replace("\n", "\r\n")) == expected
        assert _found(desk, name, text.replace("\n", "\r")) == expected


def test_markdown_comments_in_mdx(desk: Desk) -> None:
    assert _found(desk, "a.mdx", "<!-- healthlint-disable hype -->\n\nA wonder.\n") == []


def test_inside_a_line(desk: Desk) -> None:
    text = "A wonder. <!-- healthlint-disable hype -->A wonder.<!-- healthlint-enable --> One wonder.\n"
    desk.write("a.md", text)
    (file,) = desk.check("a.md").json["files"]
    assert [finding["start"]["offset"] for finding in file["findings"]] == [2, text.rindex("wonder")]


def test_comment_over_several_lines(desk: Desk) -> None:
    text = "<!--\n  healthlint-disable-next-line\n  hype: a title\n-->\nA wonder.\nOne wonder.\n"
    assert _found(desk, "a.md", text) == [("hype", 6, "wonder")]


def test_next_line_ends_with_the_line(desk: Desk) -> None:
    text = "Tea.\n\n<!-- healthlint-disable-next-line hype -->\n   A wonder of tea.\nwonder of nature.\n"
    assert _found(desk, "a.md", text) == [("hype", 5, "wonder")]


def test_next_line_at_the_end(desk: Desk) -> None:
    text = "Rest.\n\n<!-- healthlint-disable-next-line hype -->"
    assert _found(desk, "a.md", text) == [(UNUSED, 3, "<!-- healthlint-disable-next-line hype -->")]


class TestEnable:
    def test_one_of_two(self, desk: Desk) -> None:
        text = _article(
            "a.md", "healthlint-disable hype padding", "Very, a wonder.", "healthlint-enable hype", "Very, a wonder."
        )
        assert _found(desk, "a.md", text) == [("hype", 7, "wonder")]

    def test_one_rule_of_a_pack(self, desk: Desk) -> None:
        text = _article(
            "a.md", "healthlint-disable wording", "Very, a wonder.", "healthlint-enable hype", "Very, a wonder."
        )
        assert _found(desk, "a.md", text) == [("hype", 7, "wonder")]

    def test_one_rule_of_all(self, desk: Desk) -> None:
        text = _article("a.md", "healthlint-disable", "Very, a wonder.", "healthlint-enable hype", "Very, a wonder.")
        assert _found(desk, "a.md", text) == [("hype", 7, "wonder")]

    def test_the_pack_of_a_rule(self, desk: Desk) -> None:
        text = _article("a.md", "healthlint-disable hype", "A wonder.", "healthlint-enable wording", "A wonder.")
        assert _found(desk, "a.md", text) == [("hype", 7, "wonder")]

    def test_another_rule(self, desk: Desk) -> None:
        text = _article("a.md", "healthlint-disable hype", "A wonder.", "healthlint-enable padding", "A wonder.")
        assert _found(desk, "a.md", text) == []


class TestUnused:
    def test_exact(self, desk: Desk) -> None:
        desk.write("a.md", "# Colds\n\n<!-- healthlint-disable-next-line hype -->\nRest.\n")
        (file,) = desk.check("a.md").json["files"]
        assert file["findings"] == [
            {
                "rule": UNUSED,
                "pack": "order",
                "severity": "warning",
                "message": "This comment silences hype, and there is nothing here to silence.",
                "fix": "Delete the comment.",
                "start": {"line": 3, "column": 1, "offset": 9},
                "end": {"line": 3, "column": 43, "offset": 51},
                "quote": "<!-- healthlint-disable-next-line hype -->",
                "related": [],
                "edit": None,
            }
        ]

    @pytest.mark.parametrize(
        ("comment", "text", "names"),
        [
            ("healthlint-disable", "Rest.", "every rule"),
            ("healthlint-disable-file", "Rest.", "every rule"),
            ("healthlint-disable wording", "A sure cure.", "wording"),
            ("healthlint-disable hype padding", "A sure cure.", "hype, padding"),
            ("healthlint-disable hype padding", "A very sure cure.", "hype"),
            ("healthlint-disable padding, hype", "A very sure cure.", "hype"),
        ],
    )
    def test_names(self, desk: Desk, comment: str, text: str, names: str) -> None:
        desk.write("a.md", f"<!-- {comment} -->\n\n{text}\n")
        (file,) = desk.check("a.md", "--select", "order").json["files"]
        assert [finding["message"] for finding in file["findings"]] == []
        (file,) = desk.check("a.md").json["files"]
        assert [finding["message"] for finding in file["findings"] if finding["rule"] == UNUSED] == [
            f"This comment silences {names}, and there is nothing here to silence."
        ]

    def test_cannot_be_told_of_a_rule_that_has_not_run(self, desk: Desk) -> None:
        text = _article("a.md", "healthlint-disable", "Very warm.")
        assert _found(desk, "a.md", text, "--severity", "warning") == []
        text = _article("a.md", "healthlint-disable wording", "Very warm.")
        assert _found(desk, "a.md", text, "--severity", "warning") == []
        text = _article("a.md", "healthlint-disable padding", "Warm.")
        assert _found(desk, "a.md", text, "--severity", "warning") == []
        assert _found(desk, "a.md", text, "--ignore", "padding") == []

    def test_of_a_rule_that_is_off(self, desk: Desk) -> None:
        assert _found(desk, "a.md", _article("a.md", "healthlint-disable whisper", "Perhaps.")) == []

    def test_is_not_silenced_by_itself(self, desk: Desk) -> None:
        text = _article("a.md", "healthlint-disable-file", "healthlint-disable hype", "Very warm.")
        assert _found(desk, "a.md", text) == [(UNUSED, 3, "<!-- healthlint-disable hype -->")]

    def test_off(self, desk: Desk) -> None:
        desk.settings("rules: {unused-suppression: off}\n")
        assert _found(desk, "a.md", _article("a.md", "healthlint-disable hype", "Warm.")) == []

    def test_two_that_silence_the_same(self, desk: Desk) -> None:
        text = _article("a.md", "healthlint-disable hype", "healthlint-disable-next-line hype", "A wonder.")
        assert _found(desk, "a.md", text) == []
