"""Lengths, areas, weights and volumes in the units of newspapers on either side of the Atlantic: 10 feet are three metres."""

from __future__ import annotations

from storycompare.text.numbers import Number

_TABLE = {
    "length": {
        "km kms kilometer kilometre": 1000.0,
        "metre meter": 1.0,
        "cm centimeter centimetre": 0.01,
        "mm millimeter millimetre": 0.001,
        "mile": 1609.344,
        "yard": 0.9144,
        "ft feet foot": 0.3048,
        "inch inche": 0.0254,
    },
    "area": {"hectare": 10_000.0, "acre": 4046.856},
    "weight": {"kg kilo kilogram": 1.0, "gram": 0.001, "lb lbs": 0.45359237, "ounce": 0.02834952, "tonne": 1000.0},
    "volume": {"liter litre": 1.0, "gallon": 3.785412, "pint": 0.473176},
}
_UNITS = {name: (kind, factor) for kind, units in _TABLE.items() for names, factor in units.items() for name in names.split()}


def amounts(x: Number, y: Number) -> tuple[float, float] | None:
    """Return how much two numbers say in one unit, where they have two units of one kind; two kinds are never as much.

    >>> from storycompare.text.numbers import numbers
    >>> amounts(*numbers("10 feet or 3 metres"))
    (3.048, 3.0)
    >>> amounts(*numbers("3 metres and 4 meters")) is None
    True
    """
    one, other = _UNITS.get(x.unit) or _UNITS.get(x.unit.rstrip("s")), _UNITS.get(y.unit) or _UNITS.get(y.unit.rstrip("s"))
    if one is None or other is None or one == other:
        return None
    return (round(x.value * one[1], 6), round(y.value * other[1], 6)) if one[0] == other[0] else (0.0, 1.0)
