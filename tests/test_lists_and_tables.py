"""Claims of list items and table cells: each with the lead-in that it completes."""

from __future__ import annotations

import pytest

from healthlint.analysis import Analysis, Knowledge
from healthlint.claims.joined import Joiner
from healthlint.claims.leadin import join, join_heading
from healthlint.linter import find
from healthlint.reading.markdown import read_markdown
from healthlint.rulebook import Rulebook


@pytest.mark.parametrize(
    ("lead_in", "item", "clause"),
    [
        ("You should not:", "drive for two weeks", "You should not drive for two weeks"),
        ("You should not", "Drive for two weeks;", "You should not drive for two weeks"),
        ("Avoid the following foods:", "soft cheese, or", "Avoid soft cheese"),
        ("Avoid these drinks:", "tonic water", "Avoid tonic water"),
        ("Seek help if you:", "cannot pass urine", "Seek help if you cannot pass urine"),
        ("Do not use the cream if any of the following apply to you:", "broken skin", "Do not use the cream if broken skin"),
        ("People with any of the following conditions should not fly:", "a collapsed lung", "People with a collapsed lung should not fly"),
        ("The following are safe to eat:", "hard cheeses", "hard cheeses are safe to eat"),
        ("If you are breastfeeding:", "Avoid codeine.", "If you are breastfeeding, avoid codeine"),
        ("During an attack, follow these steps:", "sit upright", "During an attack, sit upright"),
        ("Try these steps:", "do not lie flat", ""),
        ("The following may be needed:", "Surgery: the lump is cut out.", "surgery may be needed"),
        ("The following foods raise the risk:", "Red meat", "red meat raise the risk"),
        ("The following is a list of signs:", "Fever", ""),
        ("If you have mice, take the following precautions to reduce the risk:", "avoid sweeping", "If you have mice, avoid sweeping"),
        ("Lower your risk with the following tips:", "avoid smoke", ""),
        ("You must not:", "never swim alone", ""),
        ("Our clinic has three rooms:", "the blue room", ""),
        ("Take these steps in order:", "wash your hands", ""),
    ],
)  # fmt: skip
def test_an_item_completes_its_lead_in(lead_in: str, item: str, clause: str) -> None:
    assert join(lead_in, item) == clause


@pytest.mark.parametrize(
    ("heading", "item", "clause"),
    [
        ("Don’t", "Put butter on a burn.", "do not put butter on a burn"),
        ("Don't", "do not burst blisters", ""),
        ("Do", "cool the burn", ""),
        ("Foods to avoid when pregnant", "Raw shellfish", "avoid raw shellfish when pregnant"),
        ("What not to eat", "Raw shellfish", "do not eat raw shellfish"),
        ("Who should not have the flu jab", "Babies under six months", "babies under six months should not have the flu jab"),
        ("How to avoid malaria", "Sleep under a net", ""),
    ],
)  # fmt: skip
def test_an_item_completes_its_heading(heading: str, item: str, clause: str) -> None:
    assert join_heading(heading, item) == clause


def _clauses(knowledge: Knowledge, text: str) -> list[tuple[str, str, str]]:
    """Clause, item and lead-in of each join, as the source has them."""
    article = read_markdown("a.md", text)
    analysis = Analysis(article, knowledge)
    joins = Joiner(analysis, analysis.contexts, knowledge.relations.values()).joins()

    def source(start: int, end: int) -> str:
        first, last = article.source_span(start, end)
        return article.source[first:last]

    return [(join.clause, source(join.start, join.end), source(*join.lead_in)) for join in joins]


def test_only_the_first_sentence_of_an_item_is_joined(knowledge: Knowledge) -> None:
    text = "# Stitches\n\nFor a week, you should not:\n\n- **swim**. Chlorine stings.\n- lift more than 5 kg\n"
    assert _clauses(knowledge, text) == [
        ("For a week, you should not swim", "swim**.", "For a week, you should not:"),
        ("For a week, you should not lift more than 5 kg", "lift more than 5 kg", "For a week, you should not:"),
    ]


def test_a_nested_list_has_the_item_over_it_as_lead_in(knowledge: Knowledge) -> None:
    text = "# Burns\n\n- Do not use:\n  - butter\n  - ice\n- Cool the burn.\n"
    assert _clauses(knowledge, text) == [
        ("Do not use butter", "butter", "Do not use:"),
        ("Do not use ice", "ice", "Do not use:"),
    ]


def test_a_list_of_myths_claims_nothing(knowledge: Knowledge) -> None:
    text = "# Colds\n\nHere are some common myths about colds:\n\n- Zinc cures a cold.\n"
    analysis = Analysis(read_markdown("a.md", text), knowledge)
    assert analysis.all_claims == []


def test_cells_are_read_with_the_heads_of_row_and_column(knowledge: Knowledge) -> None:
    table = """# Medicines

| Medicine | Safe in pregnancy? | With food | Notes |
|---|---|---|---|
| Ibuprofen | No | Take with meals | Blue box |
| Paracetamol | Yes | rarely needed | Red box |

| Condition | Surgery | Is it catching? | Needs antibiotics |
|---|---|---|---|
| Bunions | Rarely needed | No | No |

| Do | Don't |
|---|---|
| Keep it dry | Pick the scab |
"""
    assert [clause for clause, _, _ in _clauses(knowledge, table)] == [
        "Ibuprofen is not safe in pregnancy",
        "Take ibuprofen with meals",
        "Paracetamol is safe in pregnancy",
        "Paracetamol is rarely needed with food",
        "Surgery is rarely needed for bunions",
        "Bunions is not catching",
        "Bunions does not need antibiotics",
        "do not pick the scab",
    ]


def test_a_row_that_lacks_a_cell_is_not_read(knowledge: Knowledge) -> None:
    table = "# Colds\n\n| Medicine | Dose | Safe in pregnancy? |\n|---|---|---|\n| Ibuprofen |  | No |\n"
    assert _clauses(knowledge, table) == []


def _contradictions(rulebook: Rulebook, text: str) -> list[tuple[str, tuple[str, ...]]]:
    article = read_markdown("a.md", text)
    rules = [rule for rule in rulebook.rules.values() if rule.kind == "contradiction"]
    found = find(Analysis(article, rulebook.knowledge), rules)
    source = article.source
    return sorted({(source[f.start : f.end], tuple(source[p.start : p.end] for p in f.related)) for f in found})


@pytest.mark.parametrize(
    ("text", "later", "earlier"),
    [
        (
            "# After a cataract operation\n\nYou should not:\n\n- rub the operated eye\n- swim\n\nRub the operated eye gently each evening. "
            "You should rub the operated eye.\n",
            "You should rub the operated eye.",
            "rub the operated eye",
        ),
        (
            "# Pregnancy\n\nSoft cheese is perfectly safe.\n\n## Foods to avoid\n\n- Soft cheese\n- Liver\n",
            "Soft cheese",
            "Soft cheese is perfectly safe.",
        ),
        (
            "# Feet\n\n| Condition | Surgery |\n|---|---|\n| Bunions | Rarely needed |\n\nBunions require surgery.\n",
            "Bunions require surgery.",
            "Rarely needed",
        ),
        (
            "# Wine\n\nYou can:\n\n- drink red wine with these tablets\n\nDo not:\n\n- drink red wine with these tablets\n",
            "drink red wine with these tablets",
            "drink red wine with these tablets",
        ),
    ],
)
def test_an_item_or_cell_contradicts_a_sentence(rulebook: Rulebook, text: str, later: str, earlier: str) -> None:
    assert (later, (earlier,)) in _contradictions(rulebook, text)


@pytest.mark.parametrize(
    "text",
    [
        "# Burns\n\nDo not put butter on a burn.\n\n## Don't\n\n- put butter on a burn\n- burst blisters\n",
        "# Burns\n\nNever put butter on a burn.\n\nYou should not:\n\n- put butter on a burn\n",
        "# Psoriasis\n\nPlaque:\n\nusually begins in childhood\n\nPustular:\n\n– mainly affects adults\n",
        "# Liver\n\nLiver is good for you.\n\nIf you are pregnant:\n\n- avoid liver\n",
        "# Codeine\n\nTake codeine tablets at night.\n\nDo not take codeine tablets if you have:\n\n- sleep apnoea\n",
    ],
)
def test_an_item_agrees_with_a_sentence(rulebook: Rulebook, text: str) -> None:
    assert _contradictions(rulebook, text) == []
