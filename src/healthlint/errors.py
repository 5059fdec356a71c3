"""What can be wrong with what healthlint is given; programming errors are not here."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class InputError(Exception):
    """A file, rule, setting or option that cannot be used: where, what, and what to do about it."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.where = where
        self.what = what
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"\n  {self.remedy}" if self.remedy else "")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a did-you-mean sentence, or the known words when none is near."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"Known: {', '.join(names)}." if len(names) <= 20 else ""
