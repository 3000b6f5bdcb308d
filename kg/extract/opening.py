"""Ordinary nouns that open a clause: as subjects of a verb, and as what a verb says they hit."""

from collections.abc import Sequence

from kg.extract.govern import FINITE, NOMINAL, TAKING_UP, is_bare
from kg.extract.units import Unit

_GENDER = {"الذي": False, "التي": True}
# What can stand between a noun that opens a clause and its verb
_PREDICATED = NOMINAL | {"modal", "past"}
_POINTING = frozenset({"ذلك", "هذا", "هذه", "تلك", "هناك", "هو", "هي", "هم", "ما", "من"})
_NEAR = 7


def noun_opens(units: Sequence[Unit], index: int) -> bool:
    """`قال إن الغارات على المدينة تهدد لبنان`, a headline `هجمات الحوثيين تهدد السعودية`: whether an ordinary noun that
    opens the clause, or that a relative pronoun takes up, is the subject of a verb."""
    if units[index].pronoun or units[index].conj:
        return False
    if index > 1 and units[index - 1].kind == "relative":
        return takes_up(units, index)
    at = _clause_start(units, index)
    if at >= index or (at > 0 and units[at - 1].key != "ان"):
        return False
    opening = units[at]
    after_content = at > 0 and opening.kind == "other" and opening.key not in _POINTING
    return (_is_noun(opening) or after_content) and not (opening.prep or opening.count)


def _clause_start(units: Sequence[Unit], index: int) -> int:
    """The first unit of the clause of a verb, without relative clauses between (`المشاهد التي نقلت عبرت عن`)."""
    at = index
    while at > 0 and not units[at - 1].conj:
        before = units[at - 1]
        relative = _relative_before(units, at - 1) if before.kind in FINITE else None
        if relative is not None:
            at = relative
        elif before.kind in _PREDICATED or _is_alternative(units, at - 1):
            at -= 1
        else:
            break
    return at


def _relative_before(units: Sequence[Unit], verb: int) -> int | None:
    """The relative pronoun right before a verb."""
    return verb - 1 if verb > 1 and units[verb - 1].kind == "relative" else None


def _is_noun(unit: Unit) -> bool:
    """Whether a unit is an ordinary noun: an event noun, or one with or without article that no list of names has."""
    ordinary = unit.plain or unit.article or bool(unit.pronoun)
    return unit.kind == "noun" or (unit.kind == "other" and ordinary)


def takes_up(units: Sequence[Unit], index: int) -> bool:
    """Whether a relative pronoun that describes an ordinary noun stands for the subject of the verb after it: the two
    agree, no other pronoun takes up the noun (`اليوم الذي قال فيه مسؤولون`), and no subject and object follow
    (`التي تتهم كييف موسكو بها`)."""
    if index < 2 or units[index - 1].kind != "relative" or not _is_noun(units[index - 2]):
        return False
    feminine = _GENDER.get(units[index - 1].key)
    agrees = feminine is None or any((form.gender == "f") == feminine for form in units[index].forms)
    following = units[index + 1] if index + 1 < len(units) else None
    taken = following is not None and (following.kind == "pronoun" or following.key in TAKING_UP)
    return agrees and not taken and sum(is_bare(units, at) for at in range(index + 1, min(index + 4, len(units)))) < 2


def _is_alternative(units: Sequence[Unit], index: int) -> bool:
    """`قد تؤجل أو تلغى`: the two verbs have one subject."""
    return units[index].kind in FINITE and units[index + 1].key == "او"


def aiming_verb(units: Sequence[Unit], index: int) -> int | None:
    """`هجوم استهدف السفارة`, `العقوبات التي طالت طهران`: the verb after an event noun that tells whom it hits."""
    for at in range(index + 1, min(len(units), index + _NEAR)):
        unit = units[at]
        if unit.kind in FINITE and unit.pronoun:
            continue  # `غارات نفذها التحالف استهدفت ...`
        if unit.kind in FINITE:
            aims = any(form.light is not None and form.light.aims for form in unit.forms)
            return at if aims and not (unit.conj or unit.pronoun) else None
        if unit.conj or unit.kind not in ("np", "other", "date", "relative"):
            return None
    return None
