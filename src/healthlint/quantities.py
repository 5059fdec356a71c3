"""Numbers with what they count: doses, ranges, percentages, durations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = {
    "mcg": "mass", "µg": "mass", "μg": "mass", "ug": "mass", "microgram": "mass", "micrograms": "mass",
    "mg": "mass", "milligram": "mass", "milligrams": "mass", "g": "mass", "gram": "mass", "grams": "mass",
    "kg": "mass", "ml": "volume", "mL": "volume", "millilitre": "volume", "millilitres": "volume",
    "milliliter": "volume", "milliliters": "volume", "l": "volume", "L": "volume", "litre": "volume",
    "litres": "volume", "liter": "volume", "liters": "volume", "cc": "volume", "IU": "activity", "iu": "activity",
    "U": "activity", "unit": "activity", "units": "activity", "mmol": "amount", "mEq": "amount",
    "minute": "time", "minutes": "time", "hour": "time", "hours": "time", "day": "time", "days": "time",
    "week": "time", "weeks": "time", "month": "time", "months": "time", "year": "time", "years": "time",
    "%": "share", "percent": "share", "per cent": "share",
    "tablet": "count", "tablets": "count", "capsule": "count", "capsules": "count", "pill": "count",
    "pills": "count", "drop": "count", "drops": "count", "puff": "count", "puffs": "count",
    "times": "count", "people": "count", "cm": "length", "mm": "length", "m": "length", "inches": "length",
    "pounds": "mass", "lb": "mass", "lbs": "mass", "stone": "mass", "ounces": "mass", "oz": "mass",
}  # fmt: skip
"""Units as written, and what they measure."""

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)"
_UNIT = "|".join(sorted((re.escape(unit) for unit in UNITS), key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?<![\w.,/])(?P<low>{_NUMBER})(?:(?P<joint>\s?(?:–|—|-|to)\s?)(?P<high>{_NUMBER}))?"
    rf"(?P<space>\s?-?)(?P<unit>{_UNIT})(?![\w])"
)


@dataclass(frozen=True)
class Quantity:
    """An amount or a range of one unit; `low_text` and `high_text` as written, prose offsets."""

    low: float
    high: float
    low_text: str
    high_text: str
    unit: str
    kind: str
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        return bool(self.high_text)


def find_quantities(prose: str) -> Iterator[Quantity]:
    """The quantities of a prose, in order."""
    for found in _QUANTITY.finditer(prose):
        low = _value(found["low"])
        high = _value(found["high"]) if found["high"] else low
        yield Quantity(
            low=low,
            high=high,
            low_text=found["low"],
            high_text=found["high"] or "",
            unit=found["unit"],
            kind=UNITS[found["unit"]],
            start=found.start(),
            end=found.end(),
        )


def _value(text: str) -> float:
    return float(text.replace(",", ""))
