"""The plain-language index, part by part; terms that an article explains, and those that it does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.analysis import Analysis, Knowledge
from healthlint.everyday import is_everyday
from healthlint.explain import explain_plain_language
from healthlint.phrasebook import Phrasebook
from healthlint.plain import PARTS, hardest_words, plain_language, plain_parts
from healthlint.reading.markdown import read_markdown
from healthlint.rulebook import Rulebook
from healthlint.ruletest import findings_in
from healthlint.terms import is_classical, is_explained, is_technical

_EMPTY = Knowledge(Phrasebook(), {}, {}, {}, {}, {}, {})

EASY = (
    "A cold gets better on its own. Rest, and drink a lot of water. Honey can soothe a sore throat. "
    "See your doctor if the cough lasts for three weeks."
)
HARD = (
    "Administration of amoxicillin reduced the incidence of otorrhoea (RR 0.62, 95% CI 0.41 to 0.93; 4 trials, n = 512). "
    "Heterogeneity was substantial (I² = 64%), and adverse events were inconsistently reported in the included studies."
)


def analyse(text: str, knowledge: Knowledge) -> Analysis:
    return Analysis(read_markdown("a.md", text), knowledge)


def values(text: str, knowledge: Knowledge) -> dict[str, float]:
    return {measured.part.name: round(measured.value, 2) for measured in plain_parts(analyse(text, knowledge))}


def index(text: str, knowledge: Knowledge) -> float:
    return round(plain_language(analyse(text, knowledge)), 1)


def flagged(rule: str, text: str, rulebook: Rulebook) -> list[str]:
    return [text[f.start : f.end] for f in findings_in(rulebook.rules[rule], text, rulebook.knowledge)]


def test_the_index_of_an_easy_text_and_of_a_hard_one(knowledge: Knowledge) -> None:
    assert (index(EASY, knowledge), index(HARD, knowledge)) == (100.0, 30.4)


def test_the_parts_of_an_easy_text(knowledge: Knowledge) -> None:
    assert values(EASY, knowledge) == {
        "hard words": 3.33,  # soothe, of 30 words
        "research words": 0.0,
        "figures": 0.0,
        "word length": 1.13,
        "acronyms": 0.0,
        "technical words": 0.0,
        "sentence length": 7.5,
    }


def test_the_parts_of_a_hard_text(knowledge: Knowledge) -> None:
    assert values(HARD, knowledge) == {
        "hard words": 45.83,  # 11 of the 24 words that are no figure and no acronym
        "research words": 17.65,  # incidence, RR, CI, trials, heterogeneity, adverse events: 6 to 34 words
        "figures": 20.59,  # three decimals, two percentages, two equals signs
        "word length": 1.97,
        "acronyms": 5.88,  # RR, CI
        "technical words": 5.88,  # amoxicillin, otorrhoea
        "sentence length": 17.0,
    }


@pytest.mark.parametrize("text", [EASY, HARD, f"{EASY} {HARD}"])
@pytest.mark.parametrize("times", [2, 3, 7])
def test_a_text_over_again_scores_the_same(text: str, times: int, knowledge: Knowledge) -> None:
    again = "\n\n".join([text] * times)
    assert plain_language(analyse(again, knowledge)) == plain_language(analyse(text, knowledge))


def test_the_weights_make_a_hundred_and_the_costs_the_index(knowledge: Knowledge) -> None:
    assert sum(part.weight for part in PARTS) == 100
    analysis = analyse(HARD, knowledge)
    assert plain_language(analysis) == 100.0 - sum(measured.cost for measured in plain_parts(analysis))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_costs_nothing_when_easy_and_half_its_weight_at_half(part: object) -> None:
    assert part in PARTS
    for known in PARTS:
        assert known.cost(known.easy) == 0
        assert known.cost(known.easy / 2) == 0
        assert known.cost(known.easy + known.half) == known.weight / 2
        assert known.cost(1e9) < known.weight


@pytest.mark.parametrize("text", ["", "# Only a title", "| a | b |\n|---|---|\n| 1 | 2 |", "!!!"])
def test_a_text_without_prose_scores_nothing(text: str, knowledge: Knowledge) -> None:
    assert plain_language(analyse(text, knowledge)) == 0.0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_the_index_stays_between_its_ends(text: str) -> None:
    analysis = analyse(text, _EMPTY)
    assert 0.0 <= plain_language(analysis) <= 100.0


def test_an_explained_term_costs_nothing(knowledge: Knowledge) -> None:
    bare = "Most people with gastroparesis eat small meals. Gastroparesis is mild in most."
    told = "Most people with gastroparesis (a slow stomach) eat small meals. Gastroparesis is mild in most."
    assert values(bare, knowledge)["technical words"] > 0
    assert values(told, knowledge)["technical words"] == 0


def test_the_hardest_words_by_syllables_and_use() -> None:
    words = "rest anticoagulant the anticoagulant doctor monitoring of ibuprofen rest rest".split()
    assert hardest_words(words, 2) == ["anticoagulant", "monitoring"]


def test_everyday_words_in_their_forms() -> None:
    known = "go goes stopped stopping bigger happiest quickly carries carried doctor's doctor’s x-ray painkillers sore-throat"
    assert [word for word in known.split() if not is_everyday(word)] == []
    hard = "hypertension administer utilise renal cohort aetiology"
    assert [word for word in hard.split() if is_everyday(word)] == []


def test_technical_words_in_british_and_american_spelling() -> None:
    assert [word for word in "haemochromatosis hemochromatosis microglial".split() if not is_technical(word)] == []
    common = (
        "diarrhoea anaemia haemorrhage oestrogen paediatric organisation immunisation anesthesia bronchitis arthritis"
    )
    assert [word for word in common.split() if is_technical(word)] == []


def test_classical_words_are_built_from_parts() -> None:
    assert is_classical("gastroparesis")
    assert not is_classical("gummies")
    assert not is_classical("nutcases")


def test_two_words_run_together_are_no_term() -> None:
    assert not is_classical("haematuriablood")
    assert not is_classical("gastroenteritisan")


@pytest.mark.parametrize(
    "text",
    [
        "It is xerosis (dry skin).",
        "It is dry skin (xerosis).",
        "It is xerosis, also called dry skin.",
        "It is dry skin, also known as xerosis.",
        "It is xerosis, or dry skin.",
        "Dry skin is called “xerosis”.",
        "The xerosis is when the skin dries out.",
        "Often xerosis means dry skin.",
        "What is xerosis",
        "Often xerosis – dry skin – itches.",
        "Often xerosis: dry skin.",
        "The medical name for dry skin is xerosis.",
        "It is xerosis, a dryness of the skin.",
        "The skin is dry (severe xerosis).",
        "The xerosis test: a strip is pressed on the skin.",
        "They check for xerosis. This test takes a minute.",
        "It is xerosis (XR). In some, XR is a sign of old age.",
        "The xeroses and xerosis are rare disorders that dry the skin.",
        "It may be called winter xerosis.",
        "Some get xerosis cutis (dryness of the skin).",
        "It is xerosis (XR, a dryness of the skin).",
    ],
)
def test_an_explanation(text: str, knowledge: Knowledge) -> None:
    start = text.index("xerosis")
    assert is_explained(analyse(text, knowledge), start, start + len("xerosis"))


@pytest.mark.parametrize(
    "text",
    [
        "It is xerosis (XR).",
        "It is xerosis (see below).",
        "It is xerosis (2).",
        "It is eczema, itching or xerosis.",
        "Often xerosis is mild.",
        "It is skin trouble (eczema, xerosis).",
        "It is xerosis.\n\n(Dry skin is common.)",
    ],
)
def test_no_explanation(text: str, knowledge: Knowledge) -> None:
    start = text.index("xerosis")
    assert not is_explained(analyse(text, knowledge), start, start + len("xerosis"))


def test_a_term_is_flagged_once_at_its_first_use(rulebook: Rulebook) -> None:
    text = "She had pruritus. Pruritus is worse at night. The pruritus went away."
    assert flagged("plain-alternative", text, rulebook) == ["pruritus"]


def test_a_plain_word_in_the_same_paragraph_is_enough(rulebook: Rulebook) -> None:
    assert flagged("plain-alternative", "Itching keeps people awake. Pruritus is worse at night.", rulebook) == []
    assert flagged("plain-alternative", "Itching tires.\n\nPruritus is worse at night.", rulebook) == ["Pruritus"]


def test_the_plural_of_a_plain_word_is_plain(rulebook: Rulebook) -> None:
    assert flagged("plain-alternative", "Other illnesses and bruises heal too.", rulebook) == []


def test_the_plain_word_in_the_singular_or_without_of_the_is_enough(rulebook: Rulebook) -> None:
    text = "Triglycerides are one type of blood fat. A vascular surgeon mends a blood vessel."
    assert flagged("plain-alternative", text, rulebook) == []


def test_part_of_a_long_name_is_no_term(rulebook: Rulebook) -> None:
    text = "He has chronic obstructive pulmonary disease and takes nonsteroidal anti-inflammatory drugs (NSAIDs)."
    assert flagged("plain-alternative", text, rulebook) == []
    assert flagged("plain-alternative", "He has pulmonary trouble.", rulebook) == ["pulmonary"]


def test_the_worst_terms_of_a_long_list(rulebook: Rulebook) -> None:
    text = "It eased pruritus.\n\nThe signs are epistaxis, melaena, dyspnoea and tachycardia.\n\nIt eased malaise."
    assert flagged("plain-alternative", text, rulebook) == ["epistaxis", "melaena", "dyspnoea", "tachycardia"]


def test_the_list_of_plain_words_is_large_and_says_each_word_once(rulebook: Rulebook) -> None:
    terms = rulebook.vocabulary.lexicons["plain-word"].terms
    hard = [word.lower() for words in terms.values() for word in words]
    assert len(hard) >= 1000
    assert len(set(hard)) == len(hard)
    assert not set(hard) & {term.lower() for term in terms}


def test_a_name_is_no_unexplained_term(rulebook: Rulebook) -> None:
    text = "The firm Neurocytica pays for the study of gastroparesis."
    assert flagged("unexplained-term", text, rulebook) == ["gastroparesis"]
    assert flagged("unexplained-term", "It is caused by Anaplasma phagocytophilum.", rulebook) == []


def test_a_term_of_the_title_is_explained_by_the_article(rulebook: Rulebook) -> None:
    text = "The pain of lymphangiomatosis and myelofibrosis comes and goes."
    assert flagged("unexplained-term", f"# Living with lymphangiomatosis\n\n{text}", rulebook) == ["myelofibrosis"]


def test_the_page_on_the_index_names_every_part() -> None:
    page = explain_plain_language(80)
    assert all(part.name in page and str(part.weight) in page for part in PARTS)
    assert max(map(len, page.splitlines())) <= 80


def test_a_word_of_the_family_explained_is_enough(rulebook: Rulebook) -> None:
    text = "Some have it done thoracoscopically. Thoracoscopy is a look into the chest."
    assert flagged("unexplained-term", text, rulebook) == []
    assert flagged("unexplained-term", "Some have it done thoracoscopically.", rulebook) == ["thoracoscopically"]
