"""Units and what they measure, each with its factor to the base unit, so that weeks and months can be compared."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A unit: the dimension that it measures, and how many base units it is."""

    dimension: str
    factor: float
    offset: float = 0.0


def _units(dimension: str, **names: float) -> dict[str, Unit]:
    return {name: Unit(dimension, factor) for spelled, factor in names.items() for name in spelled.split("__")}


UNITS: dict[str, Unit] = {
    **_units("time", second__seconds__sec__secs=1 / 86_400, minute__minutes__min__mins=1 / 1_440,
             hour__hours__hr__hrs=1 / 24, day__days__night__nights=1.0, week__weeks__wk__wks=7.0, fortnight=14.0,
             month__months=30.4, trimester__trimesters=91.0, year__years__yr__yrs=365.0, decade__decades=3_650.0),
    **_units("mass", mcg__ug__microgram__micrograms=0.001, mg__milligram__milligrams__milligrammes=1.0,
             g__gram__grams__grammes__gm=1_000.0, kg__kgs__kilo__kilos__kilogram__kilograms=1e6,
             lb__lbs__pound__pounds=453_592.0, stone=6_350_290.0, oz__ounce__ounces=28_349.0),
    **_units("volume", ml__millilitre__millilitres__milliliter__milliliters__cc=1.0,
             l__litre__litres__liter__liters=1_000.0, pint__pints=500.0, teaspoon__teaspoons__tsp=5.0,
             tablespoon__tablespoons__tbsp=15.0, cup__cups=240.0, glass__glasses=225.0),
    **_units("length", mm__millimetre__millimetres__millimeter__millimeters=0.001,
             cm__centimetre__centimetres__centimeter__centimeters=0.01, m__metre__metres__meter__meters=1.0,
             km__kilometre__kilometres__kilometer__kilometers=1_000.0, inch__inches=0.0254, foot__feet__ft=0.3048,
             mile__miles=1_609.0, yard__yards=0.914),
    **_units("energy", calorie__calories__kcal__kilocalorie__kilocalories=1.0, kj__kilojoule__kilojoules=0.239),
    **_units("activity", iu=1.0), **_units("amount", mmol=1.0, meq=1.0),
    **_units("field", gauss=1.0, tesla=10_000.0), **_units("pressure", mmhg=1.0, **{"mm hg": 1.0}),
    "mg/dl": Unit("mg/dL", 1.0), "mmol/l": Unit("mmol/L", 1.0), "mg/kg": Unit("mg/kg", 1.0),
    "\u00b5g": Unit("mass", 0.001), "\u03bcg": Unit("mass", 0.001),
    "%": Unit("share", 1.0), "percent": Unit("share", 1.0), "per cent": Unit("share", 1.0),
    "°c": Unit("temperature", 1.0), "° c": Unit("temperature", 1.0), "degrees c": Unit("temperature", 1.0),
    "degrees celsius": Unit("temperature", 1.0), "°f": Unit("temperature", 5 / 9, -32.0),
    "° f": Unit("temperature", 5 / 9, -32.0), "degrees f": Unit("temperature", 5 / 9, -32.0),
    "degrees fahrenheit": Unit("temperature", 5 / 9, -32.0), "spf": Unit("factor", 1.0),
}  # fmt: skip
"""Units as written, in lower case."""

DAYS = {"day": 1.0, "night": 1.0, "daily": 1.0, "nightly": 1.0, "week": 7.0, "weekly": 7.0, "month": 30.4,
        "monthly": 30.4, "year": 365.0, "yearly": 365.0, "annually": 365.0, "hour": 1 / 24, "hourly": 1 / 24}  # fmt: skip
"""How many days the words of a rate stand for: "a day", "weekly"."""
