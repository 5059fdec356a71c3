"""A module imports only from floors below its own, so that data flows one way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import healthlint

PACKAGE = Path(healthlint.__file__).parent

# From the ground up. The modules of one floor know nothing of each other.
FLOORS = [
    {"errors", "article", "finding", "stems", "numerals", "measures", "__init__"},
    {"yamlfile", "language", "readability", "quantities", "reading.metadata", "reading.flow", "reading.htmltags"},
    {
        "phrase",
        "reading.linkeddata",
        "reading.frontmatter",
        "reading.fragments",
        "reading.mdx",
        "reading.byline",
        "everyday",
        "names",
        "unit",
        "shapes",
    },
    {"matcher"},
    {"trie", "summary"},
    {"phrasebook", "reading.lines"},
    {"reading.titles"},
    {"reading.markdown", "reading.plain", "reading.html", "reading.docx", "lexicon", "text"},
    {"claims.topics"},
    {
        "reading.__init__",
        "claims.__init__",
        "claims.bounds",
        "claims.clauses",
        "claims.told",
        "claims.keys",
        "claims.leadin",
        "claims.headings",
        "context",
        "sorts",
    },
    {
        "files",
        "claims.relation",
        "claims.attribute",
        "claims.figures",
        "claims.opposed",
        "claims.tables",
        "signals",
        "terms",
    },
    {
        "claims.qualifiers",
        "claims.about",
        "claims.duties",
        "claims.acts",
        "claims.harms",
        "claims.orders",
        "claims.shares",
        "claims.suited",
        "claims.weights",
    },
    {"claims.matter", "claims.stance"},
    {"claims.reader"},
    {"claims.align", "claims.compared", "claims.events", "claims.measured", "claims.joined", "claims.rhythms"},
    {"claims.differing", "claims.declared", "claims.event_pairs"},
    {"claims.headcount", "claims.maximum", "claims.supply"},
    {"analysis", "edits"},
    {"rule", "plain"},
    {"checks.together"},
    {"checks.scope", "checks.pairs", "checks.parallel"},
    {"checks.*"},
    {"kinds"},
    {"rulebook", "explain"},
    {"settings", "suppression"},
    {"linter", "sources"},
    {"ruletest", "cache", "reports.json"},
    {"checking"},
    {"reports.text", "fixing"},
    {"reports.reading", "reports.claims", "reports.__init__", "docs"},
    {"cli"},
    {"__main__"},
]


def _modules() -> list[str]:
    names = []
    for path in sorted(PACKAGE.rglob("*.py")):
        names.append(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
    return names


def _floor(module: str) -> int:
    for number, names in enumerate(FLOORS):
        if module in names:
            return number
    if module.startswith("checks."):
        return next(number for number, names in enumerate(FLOORS) if "checks.*" in names)
    raise AssertionError(f"{module} has no floor: give it one in FLOORS")


def _imports(module: str) -> set[str]:
    """The modules of the package that a module imports, also inside functions."""
    path = PACKAGE / Path(*module.split(".")).with_suffix(".py")
    known = set(_modules())
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("healthlint"):
            inner = node.module.removeprefix("healthlint").lstrip(".")
            for name in [alias.name for alias in node.names]:
                candidates = [f"{inner}.{name}".lstrip("."), inner, f"{inner}.__init__".lstrip(".")]
                found.update([c for c in candidates if c in known][:1])
    return found


@pytest.mark.parametrize("module", _modules())
def test_imports_only_floors_below(module: str) -> None:
    for imported in _imports(module):
        assert _floor(imported) < _floor(module), f"{module} imports {imported}, which is not below it"


@pytest.mark.parametrize(("library", "only"), [("spacy", "language"), ("textstat", "readability"), ("click", "cli")])
def test_a_library_stays_in_its_room(library: str, only: str) -> None:
    users = set()
    for module in _modules():
        path = PACKAGE / Path(*module.split(".")).with_suffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] == library for name in names):
                users.add(module)
    assert users == {only}
