"""Prose on its way into a block, with white space as a reader sees it."""

from __future__ import annotations

import re

from healthlint.article import ArticleBuilder

MASK = "\ufdd0"
"""Stands for each character of a comment or tag that a reader has blotted out; no text holds this non-character."""

INVISIBLE = f"\u00ad\u200b\u2060\ufeff{MASK}"
GAP = re.compile(rf"[^\S ][\s{INVISIBLE}]*| [\s{INVISIBLE}]+|[{INVISIBLE}][\s{INVISIBLE}]*")


class Flow:
    """Feeds a builder: a run of white space becomes one space, invisible characters vanish.

    `text` is as long as the builder's text, and the same but for what is masked.
    """

    def __init__(self, builder: ArticleBuilder, text: str) -> None:
        self.text = text
        self._builder = builder
        self._spaced = True

    def begin(self) -> None:
        """Forget the block before: no space opens a block."""
        self._spaced = True

    def copy(self, start: int, end: int) -> None:
        """Add the text at `start:end`."""
        position = start
        for gap in GAP.finditer(self.text, start, end):
            self.say(self.text[position : gap.start()], position, gap.start())
            if gap.group().strip(INVISIBLE):
                self.space(gap.start(), gap.end())
            position = gap.end()
        self.say(self.text[position:end], position, end)

    def say(self, text: str, start: int, end: int) -> None:
        """Add `text`, which stands at `start:end` or stands for it."""
        if text.isspace():
            self.space(start, end)
            return
        if self._spaced and text.startswith(" ") and len(text) == end - start:
            text, start = text[1:], start + 1
        if text.strip(INVISIBLE):
            self._builder.piece(text, start, end)
            self._spaced = text.endswith(" ")

    def space(self, start: int, end: int) -> None:
        """Add one space for what stands at `start:end`, unless a space came before."""
        if not self._spaced:
            self._builder.piece(" ", start, end)
            self._spaced = True
