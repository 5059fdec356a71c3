"""Findings fixed: their edits made in the articles, again and again until none is left, and shown or written."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from healthlint.checking import Selection, check_files, read_bytes
from healthlint.errors import InputError
from healthlint.finding import Edit, Finding
from healthlint.linter import Checked
from healthlint.settings import Settings

MOST_PASSES = 100
"""After so many passes, rules flag what they or others have written."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Fixed:
    """One file with `count` edits made: `checked` is what remains to be reported, `before` the text as it was."""

    checked: Checked
    before: str = ""
    count: int = 0

    @property
    def after(self) -> str:
        return self.checked.article.source if self.checked.article else self.before


def fix(checked: Checked, settings_of: Callable[[Path], Settings], selection: Selection, unsafe: bool) -> Fixed:
    """Make the safe edits of an article, or all of them, until no more is found; nothing is written."""
    if checked.article is None:
        return Fixed(checked)
    path, before, text, count = checked.path, checked.article.source, checked.article.source, 0
    for _ in range(MOST_PASSES):
        edits = choose_edits(checked.findings, unsafe)
        if not edits:
            return Fixed(checked, before, count)
        after = apply_edits(text, edits)
        if len(after) > 2 * len(before) + 1000:
            break
        # the reader takes one byte order mark away
        again = next(check_files([(Path(path), codecs.BOM_UTF8 + after.encode())], settings_of, selection))
        if again.error:  # edits that leave nothing to read are not made
            return Fixed(checked, before, count)
        checked, text, count = again, after, count + len(edits)
    rules = ", ".join(sorted({finding.rule for finding in checked.findings if finding.edit}))
    remedy = "Change the edits of these rules, so that no rule flags them again."
    return Fixed(Checked(path, error=InputError(path, f"edits follow each other without end ({rules}).", remedy)))


def choose_edits(findings: Iterable[Finding], unsafe: bool) -> list[Edit]:
    """The edits to make in one pass; of two that overlap the first, the other waits for the next pass."""
    chosen: list[Edit] = []
    for finding in findings:
        edit = finding.edit
        if edit and (edit.safe or unsafe) and not any(edit.start < e.end and e.start < edit.end for e in chosen):
            chosen.append(edit)
    return sorted(chosen, key=lambda edit: edit.start)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made that are in its order and do not overlap."""
    parts, reached = [], 0
    for edit in edits:
        parts += [text[reached : edit.start], edit.text]
        reached = edit.end
    return "".join([*parts, text[reached:]])


def write(fixed: Fixed) -> Fixed:
    """Write the fixed text to its file, in the encoding that the file has; what cannot be written is an error."""
    path = Path(fixed.checked.path)
    if fixed.after == fixed.before:
        return fixed
    try:
        path.write_bytes(encode_like(read_bytes(path), fixed.after))
    except InputError as error:
        return Fixed(Checked(fixed.checked.path, error=error))
    except OSError as failure:
        what = f"cannot be written ({failure.strerror or 'unknown reason'})."
        return Fixed(Checked(str(path), error=InputError(str(path), what, "Check that you may change the file.")))
    return fixed


def encode_like(data: bytes, text: str) -> bytes:
    """The text in the encoding, and with the byte order mark, of what the file holds."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode()


def unified_diff(fixed: Fixed) -> str:
    """What has changed, as `patch` reads it; empty where nothing has."""
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (fixed.before, fixed.after))
    path = fixed.checked.path
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in difflib.unified_diff(before, after, path, path)
    )
