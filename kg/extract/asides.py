"""What is inserted between commas in a clause that goes on after it."""

from collections.abc import Mapping, Sequence

from kg.extract.govern import COMMAS, FINITE, STOP_PUNCT
from kg.extract.units import Unit

_NOMINAL = frozenset({"np", "other", "noun", "date"})
_CIRCUMSTANCE = 8
# `التقى الوزير، بيدرو دياز، مع نظيره، ...`: what a verb governs is no circumstance
_OF_VERBS = frozenset({"مع", "ب", "ل", "الي", "علي", "عن", "ضد"})


def asides(units: Sequence[Unit]) -> dict[int, int]:
    """What stands between commas in a clause that goes on after it: a relative clause (`رحبت مدريد، التي ترفض الحرب،
    بزيارة ...`), or a circumstance (`طالبت كييف، خلال اجتماع طارئ، موسكو بسحب قواتها`).

    The index of the comma after each by that of the comma before it.
    """
    found: dict[int, int] = {}
    for at in [at for at, unit in enumerate(units[:-1]) if unit.kind == "punct" and unit.key in COMMAS]:
        end = _relative_end(units, at) if units[at + 1].kind == "relative" else _circumstance_end(units, at)
        if end is not None:
            found[at] = end
    return found


def _relative_end(units: Sequence[Unit], start: int) -> int | None:
    told = False
    for at in range(start + 2, len(units) - 1):
        unit, following = units[at], units[at + 1]
        if unit.kind == "punct" and unit.key in STOP_PUNCT:
            return None
        told = told or unit.kind in FINITE
        if told and _is_comma(unit) and not following.conj and _resumes(following):
            return at
    return None


def _resumes(unit: Unit) -> bool:
    return bool(unit.prep) or unit.kind in FINITE or unit.kind == "content"


def _circumstance_end(units: Sequence[Unit], start: int) -> int | None:
    opening = units[start + 1]
    closes = start > 0 and units[start - 1].commas and opening.prep in _OF_VERBS
    if not opening.prep or opening.conj or opening.kind not in _NOMINAL or closes:
        return None
    for at in range(start + 2, min(start + _CIRCUMSTANCE, len(units) - 1)):
        if _is_comma(units[at]):
            following = units[at + 1]
            return at if not following.conj and following.kind in _NOMINAL else None
        if units[at].kind not in _NOMINAL:
            return None
    return None


def _is_comma(unit: Unit) -> bool:
    return unit.kind == "punct" and unit.key in COMMAS


def aside_end(found: Mapping[int, int], index: int) -> int | None:
    """Where what stands between commas ends in which a unit stands."""
    return next((end for start, end in found.items() if start < index < end), None)
