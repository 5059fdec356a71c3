"""Told: clauses that tell readers to do something ("Keep it dry", "it should be kept dry")."""

from __future__ import annotations

from collections.abc import Sequence

_VERBS = frozenset(
    "add allow apply ask avoid bathe bend bind blow boil breathe bring brush build buy carry change chew choose clean "
    "clear close come comb cook cool cover crush cut dab dip dissolve do dress drink drop dry eat elevate empty exercise "
    "expose feed fill finish fold gargle get give go hang have heat hold increase inhale inject insert keep lay lean leave "
    "let lie lift limit loosen lower massage measure melt mix move open pat peel pick pinch place play pour press prop "
    "pull pump push put raise reduce remove rest rinse roll rub run scrub see seek serve settle shake shampoo shave show "
    "shower sit sleep slip smear smooth soak splint sponge spray spread spritz squeeze stand start stay steam sterilise "
    "sterilize stick stir stop store strap stretch strip suck swallow swap swim swish switch take tap taper thaw throw "
    "tie tilt tip treat trim try tuck turn twist use walk warm wash wear wean weigh wet wind wipe wrap".split()
)
"""Verbs with which advice on care opens."""
_MODALS = frozenset(
    "should must ought need needs may can cannot shall best better important essential recommended advised wise sensible "
    "necessary safe fine".split()
)
"""Words that make a statement an order or a permission."""
_OPENERS = frozenset(
    "please always also then instead so just simply only and or but never not do to first next afterwards now , “ \" ( –"
    .split()
)  # fmt: skip
_CIRCUMSTANCES = frozenset(
    "if when whenever once after before during in for at until while as on with every each".split()
)


def is_order(norms: Sequence[str], first: int, at: int) -> bool:
    """Whether the clause that starts at `first` tells readers to do what stands at `at`, or lets them."""
    opening = first
    if norms[first] in _CIRCUMSTANCES:
        opening = next((i + 1 for i in range(first, at) if norms[i] == ","), first)
    while opening < at and norms[opening] in _OPENERS:
        opening += 1
    return norms[opening] in _VERBS or not _MODALS.isdisjoint(norms[first:at]) or _second_order(norms, first, at)


def _second_order(norms: Sequence[str], first: int, at: int) -> bool:
    """Whether an order stands behind a comma or "and" before `at`: "pinch the nose and lean forward"."""
    return any(norms[i] in (",", "and", "then") and norms[i + 1] in _VERBS for i in range(first, at))
