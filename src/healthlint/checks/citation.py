"""Citations that lead nowhere, and links that lead to no source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from healthlint.analysis import Analysis
from healthlint.article import Block
from healthlint.finding import Finding
from healthlint.rule import Rule

_MARKER = re.compile(r"(?<=[\w.,;:!?”\"’')])\s?\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_NUMBERED = re.compile(r"(?:^|(?<=\s))(?:\[(\d{1,3})\]|(\d{1,3})[.)])(?=\s)")


def check_markers(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield a finding for each number in brackets that the list of sources does not hold; the first where there is none."""
    article = analysis.article
    ranges = analysis.reference_ranges
    entries = [block for block in article.blocks if any(start < block.start < end for start, end in ranges)]
    entries += [block for block in article.blocks if block.kind == "footnote"]
    known = _numbers(entries)
    seen: set[int] = set()
    for marker in _MARKER.finditer(article.prose):
        if any(start <= marker.start() < end for start, end in ranges):
            continue
        cited = {int(number) for number in re.findall(r"\d+", marker[1])}
        missing = sorted(cited - known - seen)
        if missing:
            seen.update(missing)
            start = marker.start() + marker[0].index("[")
            yield rule.finding(
                analysis, start, marker.end(), match=f"[{marker[1]}]", number=missing[0], entries=len(known)
            )
            if not known:
                return


def _numbers(entries: list[Block]) -> set[int]:
    """The numbers that entries bear, else as many as there are entries."""
    borne = {
        int(a or b) for block in entries for a, b in _NUMBERED.findall(block.text)[: None if len(entries) == 1 else 1]
    }
    return borne if 1 in borne else set(range(1, len(entries) + 1))


def check_links(rule: Rule, analysis: Analysis) -> Iterator[Finding]:
    """Yield one finding, on the first link, where every link out of the article leads to one of the `weak` hosts."""
    hosts = [(link, urlsplit(link.url).netloc.lower()) for link in analysis.article.links]
    outward = [(link, host) for link, host in hosts if host]
    if len(outward) < rule.options["least"] or not all(_is_weak(host, rule.options["weak"]) for _, host in outward):
        return
    if any(_is_unlinked(analysis, start, end) for start, end in analysis.reference_ranges):
        return
    link, host = outward[0]
    yield rule.finding(analysis, link.start, link.end, match=host, count=len(outward))


def _is_weak(host: str, weak: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith("." + name) or (name.endswith(".") and name in host) for name in weak)


def _is_unlinked(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a list of sources has an entry without a link, such as a book."""
    blocks = [b for b in analysis.article.blocks if start < b.start < end and b.kind != "heading"]
    return any(not any(b.start <= link.start < b.end for link in analysis.article.links) for b in blocks)
