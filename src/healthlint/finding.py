"""Findings: what is wrong, where, and what to do. Complete at birth, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(str, Enum):
    """How much a finding matters, from the worst down."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class Place:
    """A half-open range of characters in the file's own text, with what there is to say of it."""

    start: int
    end: int
    message: str = ""


@dataclass(frozen=True)
class Edit:
    """Text to write in the place of a half-open range; `safe` where it cannot change what the article says."""

    start: int
    end: int
    text: str
    safe: bool


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong; `start` and `end` are a half-open range in the file's own text."""

    rule: str
    pack: str
    severity: Severity
    message: str
    fix: str
    start: int
    end: int
    related: tuple[Place, ...] = ()
    edit: Edit | None = None
