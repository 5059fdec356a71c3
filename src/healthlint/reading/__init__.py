"""Bytes in, `Article` out: one module per format."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from healthlint.article import Article
from healthlint.errors import InputError

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
"""The endings that healthlint reads, and the format of each."""

LARGEST = 20_000_000
"""Bytes; above it a file is taken for a data file and refused (an article of a million words has some 6 MB)."""


def read_article(path: str, data: bytes) -> Article:
    """Read an article; the ending of `path` tells its format. InputError for what is not such an article."""
    format = FORMATS.get(PurePath(path).suffix.lower())
    if format is None:
        known = ", ".join(ending.lstrip(".") for ending in FORMATS)
        raise InputError(path, "unknown kind of file.", f"healthlint reads {known}.")
    if len(data) > LARGEST:
        raise InputError(path, f"{len(data) / 1e6:.0f} MB is too large for an article.", "Split it, or leave it out.")
    if format == "docx":
        from healthlint.reading.docx import read_docx

        return read_docx(path, data)
    text = decode(path, data)
    if format == "markdown":
        from healthlint.reading.markdown import read_markdown

        return read_markdown(path, text)
    if format == "html":
        from healthlint.reading.html import read_html

        return read_html(path, text)
    from healthlint.reading.plain import read_plain

    return read_plain(path, text)


def decode(path: str, data: bytes) -> str:
    """Decode UTF-8 (with or without BOM) or UTF-16 with BOM; anything else is an InputError."""
    encoding, name = "utf-8-sig", "UTF-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, name = "utf-16", "UTF-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}:{line}", f"not {name} text (byte {error.start}).", "Save the file as UTF-8."
        ) from None
    if "\0" in text:
        raise InputError(path, "a binary file, not text.", "Leave it out, or export the article as text.")
    return text
