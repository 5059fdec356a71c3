"""Terms that readers do not know: which words are technical, and where an article explains one."""

from __future__ import annotations

import re
from functools import cache

from healthlint.everyday import is_everyday
from healthlint.readability import is_spoken
from healthlint.text import Text

# British spellings of words that the dictionary has in American ones
_RESPELLINGS = (
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("ll", "l"),
    ("tre", "ter"),
    ("ph", "f"),
)

# parts of Greek and Latin that medical words begin with …
_CLASSICAL_START = (
    r"(?:angio|arterio|arthro|athero|autoimm|broncho|carcin|cardio|cephal|cerebr|chol[eo]|chondr|cortico|cranio|cyto|"
    r"derm|dys|electro|encephal|endo|enter|erythr|fibr|gastr|gluco|glyc|haem|hema|hemo|hepat|hist|hyper|hypo|immuno|"
    r"lapar|leuk|leuc|lipo|lymph|melan|mening|muco|myel|myo|naso|necro|nephr|neur|noci|ocul|onco|ophthalm|osteo|ovari|"
    r"patho|peri|phago|pharmac|pharyng|phleb|pleur|pneumo|procto|psycho|pulmon|pyel|rheum|rhin|sclero|sero|spondyl|"
    r"tachy|thorac|thromb|uretero|uter|vaso|ventricul|vesic|viscer)\w{4,}"
)
# … and end with
_CLASSICAL_END = (
    r"\w{3,}(?:itis|itides|osis|oses|otic|ectomy|ectomies|ostomy|otomy|oscopy|opath(?:y|ies|ic)|algia|algic|a?emi[ac]|"
    r"uria|uric|oma|omas|omata|penia|plasia|plastic|plasty|rrhoea|rrhea|rrhagia|lysis|lytic|genic|genesis|graphy|megaly|"
    r"sclerosis|stenosis|troph(?:y|ic)|ceptive|ceptors?|cytes?|cytic|blasts?|phage|philia|plegia|paresis|ptosis|spasm|"
    r"stasis|tropic|globulins?|globin|(?:kin|prote|lip|amyl|transfer|synth|polymer|oxid|reduct|dehydrogen)ases?|ergic|glial?|iform|oid|oids|mediated|escence|moiety|moieties|peptides?|"
    r"lipids?|sterone|phylaxis|phylactic|genous|cidal|static|alysis|emesis)"
)
_CLASSICAL, _CLASSICAL_WHOLE = re.compile(f"{_CLASSICAL_START}|{_CLASSICAL_END}"), re.compile(_CLASSICAL_END)


_LITTLE = frozenset("a an the is are in of or and this that which".split())


@cache
def _is_glued(word: str) -> bool:
    """Whether a blank or dash was lost behind a word: "haematuriablood", "pathologista"."""
    if len(word) > 8 and word.endswith(("the", "that", "which", "this")):
        return True
    for cut in range(6, len(word)):
        head, tail = word[:cut], word[cut:]
        little = tail in _LITTLE
        is_word = little or (len(tail) > 3 and (is_everyday(tail) or is_spoken(tail)))
        if is_word and (_CLASSICAL_WHOLE.fullmatch(head) or (little and is_spoken(head))):
            return True
    return False


@cache
def is_technical(word: str) -> bool:
    """Whether a word in lower case is in no dictionary of general English, in British or American spelling."""
    if not word.isalpha() or len(word) < 6 or is_everyday(word):
        return False
    return not any(is_spoken(form) or is_spoken(_singular(form)) for form in _spellings(word))


@cache
def is_classical(word: str) -> bool:
    """Whether a technical word is built from the Greek and Latin of medicine, and so is no name and no misspelling."""
    return is_technical(word) and bool(_CLASSICAL.fullmatch(_singular(word))) and not _is_glued(word)


def _spellings(word: str) -> set[str]:
    forms = {word}
    for british, american in _RESPELLINGS:
        forms |= {form.replace(british, american) for form in forms}
    return forms


def _singular(word: str) -> str:
    return word.removesuffix("s") if not word.endswith("is") else word


_BEFORE = re.compile(
    r"\b(?:call(?:ed|s)?|known\s+as|termed|named|meaning|creating|forming|referred\s+to\s+as|terms?|words?|what\s+(?:is|are)|so-called|"
    r"meant\s+by|(?:medical|scientific|technical)\s+(?:name|term|word)\s+(?:is|for\s[\w\s]{1,40}\sis)|means)\s+"
    r"(?:an?\s+|the\s+|also\s+)?(?:[a-z]+\s+){0,2}[\"“‘']?$",
    re.IGNORECASE,
)
_HEAD = (
    r"(?: (?:disease|syndrome|disorder|condition|cancer|tumou?r|leuka?emia|lymphoma|ana?emia|infection|failure|fever|"
    r"neoplasm|malformation|plaque|test|analysis|biopsy|scan|therapy|surgery|repair|drug|medicine|cell|gland|nerve)s?){0,2}"
)
"""What a term may qualify: "hairy cell leukaemia is a cancer" explains "hairy cell" too."""

_AFTER = re.compile(
    rf"s?{_HEAD}[\"”’']?(?:"
    # (swelling of …), but not an acronym, a number or a reference
    r"(?: [a-z]+)? *\((?! *(?:[A-Z][A-Za-z]{0,2}[A-Z]|see\b|\d|[Ff]ig|n ?=))[^()]{4,}"
    # (ABC, a swelling of …)
    r"| *\([A-Z]{2,6}, [^()]{6,}"
    # , which is … / , also called … / , a swelling of …
    r"|,? (?:(?:is |are )?(?:also|commonly|often|sometimes|otherwise|better) (?:called|known as)|known as|called|"
    r"that is|i\.e\.|which (?:is|are|means?)|meaning|in other words|in which)\b"
    r"|, (?:an?|the) \w+"
    # , or heart attack,
    r"|, or (?:an? |the )?[a-z][\w’' -]{2,40}[,.;:)]"
    # is when … / means …
    r"| (?:is|are) (?:an?|the|when|where|what|caused by)\b"
    r"| are (?:[\w-]+ ){0,2}(?:diseases|disorders|conditions|tumou?rs|cancers|tests|drugs|medicines|cells|proteins|hormones) "
    r"(?:that|which|in which|caused by)\b"
    r"| (?:means?|refers? to|describes?|happens? when|occurs? when|develops? when)\b"
    # level shows how much iron …
    r"| (?:levels? |test )?(?:indicates?|measures?|shows? (?:how|whether|the amount))\b"
    # . This test uses …
    r"|\. (?:This|The|These|It) (?:test|procedure|operation|treatment|condition|disease|disorder|medicine|drug|scan|method|"
    r"exam|hormone|doctor|specialist)s?\b|\. (?:This|It|They|These) (?:is|are) an?\b"
    # – swelling of …
    r"| *(?: [–—-] |—|: )(?=[A-Za-z]))"
)


# the crease beside the mouth (deep nasolabial fold)
_BRACKETED = re.compile(r"\w \((?:[a-z]+ )?$")
_BRACKET_CLOSES = re.compile(r"s?(?: [a-z]+)?\)")


def is_explained(text: Text, start: int, end: int) -> bool:
    """Whether the words around a prose range say what it means: "X (plain words)", "plain words (X)", "X is when …"."""
    prose = text.article.prose
    before = prose[max(0, start - 60) : start]
    if _BRACKETED.search(before) and _BRACKET_CLOSES.match(prose, end):
        return True
    return bool(_BEFORE.search(before) or _AFTER.match(prose, end) or _short_form_is_explained(prose, end))


_SHORT_FORM = re.compile(_HEAD + r" \(([A-Z]{2,6})s?\)")


def _short_form_is_explained(prose: str, end: int) -> bool:
    """Whether the acronym behind a term is explained: "endocarditis (IE). IE is an infection of …"."""
    short = _SHORT_FORM.match(prose, end)
    return (
        short is not None
        and re.search(rf"\b{short[1]}s? (?:is|are|means?|happens?|occurs?) (?:an?|the|when)\b", prose) is not None
    )
