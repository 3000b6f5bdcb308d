"""The complement of a trigger: what is said, asked for, denied."""

from collections.abc import Sequence

from kg.extract.event import Event
from kg.extract.govern import is_circumstance
from kg.extract.units import Unit
from kg.lang.ar import bare_case


def content_of(outer: Event, units: Sequence[Unit], end: int | None) -> range:
    """The units in the complement of an event's trigger; `end` is where the clause ends if it is between commas."""
    stop = len(units) if end is None else end
    first = _opened(outer, units, stop)
    if first is None:
        return range(0)
    at, opener = first
    closed = (after for after in range(at + 1, stop) if _closes(units, after, opener))
    return range(at, next(closed, stop))


def _opened(outer: Event, units: Sequence[Unit], stop: int) -> tuple[int, str] | None:
    """(where the complement begins, by which kind of unit), unless another clause comes first."""
    content = outer.frame.content
    if content is None:
        return None
    for at in range(outer.unit + 1, stop):
        unit = units[at]
        if content.kind == "reported" and unit.in_quotes and not units[outer.unit].in_quotes:
            return at, "punct"
        if _opens_content(unit, content.markers):
            return at, unit.kind
        if unit.kind in ("verb", "light", "adverbial"):
            return None
    return None


def _closes(units: Sequence[Unit], index: int, opener: str) -> bool:
    """Whether the main clause goes on at a unit. A complement without أن holds no finite verb of its own, and ends
    before a reason (`ألغت زيارتها احتجاجا على الترحيل`)."""
    unit = units[index]
    if opener == "noun" and unit.kind == "noun":
        return not (unit.prep or unit.conj or unit.article) and bare_case(unit.key) != unit.key
    if is_circumstance(unit) and opener != "punct" and not unit.in_quotes:
        return any(form.frame is not None and form.frame.content is not None for form in unit.forms)
    if unit.kind == "adverbial":
        return units[index - 1].kind == "punct"
    if unit.kind not in ("verb", "light"):
        return False
    if unit.conj and _ends_content(units, index):
        return True
    nominal = opener not in ("content", "punct")
    return nominal and not any(u.kind in ("content", "adverbial", "relative") for u in units[max(0, index - 2) : index])


def _opens_content(unit: Unit, markers: frozenset[str]) -> bool:
    if unit.kind == "content":
        return not markers or unit.key in markers or unit.key.startswith(("ا", "با"))
    if unit.kind in ("noun", "light", "participle", "other"):
        return unit.prep in markers or ("object" in markers and not unit.prep and unit.kind == "noun")
    return unit.kind == "punct" and unit.key == ":"


def _ends_content(units: Sequence[Unit], index: int) -> bool:
    """A coordinated verb of saying takes the sentence back to the speaker."""
    return any(form.frame is not None and form.frame.content is not None for form in units[index].forms)
