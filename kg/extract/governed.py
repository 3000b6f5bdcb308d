"""What the prepositions around a trigger govern: participants, places, documents."""

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.clause import Clause
from kg.extract.fillers import Roles, acting, drafts_at, fits
from kg.extract.govern import group, is_adjective, is_apposed
from kg.extract.units import Draft, Unit
from kg.lang.ar import bare_case

# `على أهداف تابعة للحركة`: what belongs to somebody stands for him
_BELONGING = frozenset({"تابع", "تابعه", "تابعين", "تابعتين", "تابعان", "التابع", "التابعه", "التابعين"})
# `ضابط مقيم في ليما`: where somebody lives, nothing need happen
_RESIDING = frozenset({"مقيم", "مقيمه", "متمركز", "متمركزه", "موجود", "موجوده", "واقع", "واقعه", "كاين", "كاينه"})
_AIMING = frozenset({"علي", "ضد", "الي", "ل", "باتجاه"})
# What these govern is another event, with its own place
_OCCASIONED = frozenset({"بعد", "عقب", "اثر", "منذ", "بسبب", "غداه", "قبل", "قبيل", "عشيه"})
# `عاد من بكين`, but not `عاد إلى العمل بعد رسائل من بكين`
_FROM = ("من", "destination")
PLACED = frozenset({"Meeting", "Participation", "Reception", "Agreement", "Mobilization", "Assault"})


def governed(units: Sequence[Unit], region: Sequence[int], prep: str, role: str, event_type: str = "") -> list[Draft]:
    """The first group of mentions in a region that a preposition governs and that can fill the role.

    Where the things are that are talked about (`بحثا الأوضاع في سوريا`), nothing happens.
    """
    for at in region:
        if _claims(units[at], prep, event_type) or ((prep, role) == _FROM and units[at].prep not in ("", "من")):
            return []
        if role == "place" and prep == "في" and at and (units[at - 1].topic or units[at - 1].key in _RESIDING):
            continue
        if units[at].kind == "np" and _preposition(units, at) == prep and fits(role, acting(units[at].draft, role)):
            return drafts_at(units, group(units, at), role)
    return []


def _claims(unit: Unit, prep: str, event_type: str) -> bool:
    """Whether an event noun after a verb of saying, or a manner (`بالتعاون مع`), takes what the preposition governs."""
    manner = unit.prep == "ب" and prep == "مع" and not unit.pronoun
    if unit.kind != "noun" or not (event_type == "Statement" or manner):
        return False
    return any(prep in marks for form in unit.forms if form.frame for _, marks in form.frame.noun_slots)


def _preposition(units: Sequence[Unit], index: int) -> str:
    """The preposition of a noun phrase, or of the ordinary noun that it completes, explains or describes ("على مواقع
    الحزب", "على السيارات الصينية")."""
    unit, before = units[index], units[index - 1] if index else None
    if unit.prep == "ل" and before is not None and bare_case(before.key) in _BELONGING:
        return next((units[at].prep for at in range(index - 2, max(-1, index - 5), -1) if units[at].prep), "")
    if before is not None and is_apposed(units, index):
        return before.prep
    completes = before is not None and before.construct and not unit.prep and not unit.conj
    completes = completes or (is_adjective(units, index) and before is not None and before.kind == "other")
    return before.prep if before is not None and completes and before.prep in _AIMING else unit.prep


def add_place(clause: Clause, index: int, kind: str, roles: Roles) -> Roles:
    """Where it happened: a place after `في` in the clause, and a gathering or agreement that the clause names."""
    names = {role for role, _ in roles}
    region = clause.right(index)
    found = list(roles)
    region = list(takewhile(lambda at: not _is_occasion(clause.units[at]), region))
    if kind in PLACED and "place" not in names:
        taken = [draft for _, draft in roles]
        places = [d for prep in ("في", "ب") for d in governed(clause.units, region, prep, "place") if d not in taken]
        found += [("place", draft) for draft in places[:1]]
    if kind == "Participation":
        found += [("actor", d) for prep in ("بحضور", "بمشاركه") for d in governed(clause.units, region, prep, "actor")]
    if kind == "Participation" and "gathering" not in names:
        found += [("gathering", d) for at in region for d in clause.units[at].drafts() if fits("gathering", d)][:1]
    if kind == "Agreement" and "agreement" not in names:
        found += [("agreement", d) for at in region for d in clause.units[at].drafts() if fits("agreement", d)][:1]
    return found


def _is_occasion(unit: Unit) -> bool:
    return unit.prep in _OCCASIONED and unit.kind in ("noun", "other")
