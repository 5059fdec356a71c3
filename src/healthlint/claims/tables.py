"""Tables: the clause that a cell makes with the head of its row and of its column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from healthlint.article import Block
from healthlint.claims.leadin import join_heading

_YES = frozenset(["yes", "✓", "✔", "true"])
_NO = frozenset(["no", "✗", "✘", "✕", "never", "false"])
_ASKED = re.compile(r"(?:is|are) (?:it|they|this|these) (?P<rest>.+)$", re.IGNORECASE)
_DOES = re.compile(r"(?:does|do) (?:it|they|this|these) (?P<rest>.+)$", re.IGNORECASE)
_QUALITY = re.compile(
    r"(?:safe|suitable|allowed|contagious|catching|infectious|inherited|hereditary|genetic|curable|treatable|fatal|"
    r"addictive|recommended|needed|necessary|required|harmful|dangerous|effective|preventable)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?P<verb>need|require|cause|spread|help|work|cure|prevent|relieve|harm|damage)(?P<s>s?)\b", re.IGNORECASE
)
_DEGREE = re.compile(r"(?:rarely|seldom|sometimes|usually|often|always|generally|mostly|nearly always)$", re.IGNORECASE)
_PREDICATE = re.compile(
    r"(?:(?:rarely|seldom|sometimes|usually|often|always|generally|not|never|mostly|absolutely|completely) )*"
    r"(?:needed|necessary|required|essential|recommended|advised|safe|harmless|unsafe|dangerous|harmful|effective|"
    r"ineffective|allowed|optional|an option|curable|contagious|inherited)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:in|during|for|while|with|after|before|when)\b", re.IGNORECASE)
_ORDER = re.compile(
    r"(?P<verb>avoid|(?:do not |never )?(?:take|use|eat|drink|give)|stop)(?P<rest>$|\s+(?:in|during|for|while|with|after|"
    r"before|if|when|unless|at|on|only|every|daily|once|twice)\b.*$)",
    re.IGNORECASE,
)


def cell_heads(blocks: Iterable[Block]) -> dict[int, tuple[Block, Block]]:
    """The first cell of the row and the head of the column of each cell, by where the cell starts."""
    found: dict[int, tuple[Block, Block]] = {}
    for _, table in groupby((block for block in blocks if block.kind == "cell"), key=lambda cell: cell.group):
        rows = [list(row) for _, row in groupby(table, key=lambda cell: cell.row)]
        for row in rows[1:]:
            if len(row) == len(rows[0]):
                found |= {cell.start: (row[0], head) for head, cell in zip(rows[0][1:], row[1:], strict=True)}
    return found


def cell_clauses(cells: Sequence[Block], is_agent: Sequence[bool]) -> Iterator[tuple[Block, Block, str]]:
    """Cells of one table that make a clause with their row and column: the cell, the head of its column, the clause.

    `is_agent` tells for each cell whether it names something taken or done (a medicine, a treatment, a test).
    """
    agents = dict(zip(map(id, cells), is_agent, strict=True))
    rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
    heads = rows[0]
    for row in rows[1:]:
        # an empty cell is no block, and shifts those behind it
        if len(row) != len(heads):
            continue
        for index, (head, cell) in enumerate(zip(heads, row, strict=True)):
            clause = join_heading(head.text, cell.text)
            if not clause and index:
                clause = _clause(row[0].text, head.text.strip(" ?:"), cell.text.strip(" ."), agents[id(row[0])])
            if clause:
                yield cell, head, clause


def _clause(row: str, head: str, cell: str, agent: bool) -> str:
    said = cell.lower()
    if said in _YES or said in _NO:
        return _answered(row, head, "" if said in _YES else "not ")
    if _DEGREE.match(cell) and _QUALITY.match(head):
        return f"{row} is {said} {head.lower()}"
    order = _ORDER.match(cell)
    if order and agent:
        return f"{order['verb']} {row.lower()}{order['rest']}"
    if _PREDICATE.match(cell):
        if _PLACE.match(head):
            return f"{row} is {said} {head.lower()}"
        return f"{row} is {said} for {head.lower()}" if agent else f"{head} is {said} for {row.lower()}"
    return ""


def _answered(row: str, head: str, denial: str) -> str:
    """Yes or no below a question or a quality: “Safe in pregnancy?”, “Is it catching?”, “Needs a prescription”."""
    asked = _ASKED.match(head)
    if asked or _QUALITY.match(head):
        return f"{row} is {denial}{(asked['rest'] if asked else head).lower()}"
    does = _DOES.match(head)
    if does:
        return f"{row} does {denial}{does['rest'].lower()}"
    verb = _VERB.match(head)
    if verb and denial:
        return f"{row} does not {verb['verb'].lower()}{head[verb.end() :].lower()}"
    return f"{row} {head.lower()}" if verb else ""
