"""Filling the slots of a verbal noun's frame: idafa, attached pronoun, nisba, prepositions."""

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.clause import Clause
from kg.extract.fillers import Roles, acting, can_mean, drafts_at, fits, of_kind
from kg.extract.govern import first_bare, group, is_adjective, is_bare, is_definite
from kg.extract.governed import governed
from kg.extract.opening import aiming_verb
from kg.extract.roles import objects_at
from kg.extract.units import Draft, Unit
from kg.lexicon import Frame
from kg.lexicon.cues import AGENT, BESIDE

_REACH = 8
_VICTIM = "victim"
_HARMING = frozenset({"Assault", "Coercion"})
_ACCUSATIVE = ("ين", "ات", "ا", "ه")
_AIMS = ("target", "destination")
# Frames whose complement tells what the other one did: "اتهمه بدعمه", "هنأه بفوزه"
_OF_OTHER = frozenset({"Accusation", "Support"})


def noun_roles(clause: Clause, index: int, frame: Frame) -> Roles:
    """The roles of a verbal noun's frame: idafa, pronoun, nisba, prepositions."""
    units = clause.units
    region = near(clause, index)
    roles: Roles = []
    used: set[int] = set()
    victims: Roles = []
    for role, markers in frame.noun_slots or frame.slots:
        for mark in markers:
            free = [at for at in region if at not in used] if used else region
            found = [draft for draft in _noun_slot(clause, index, mark, role, free) if (role, draft) not in victims]
            if found:
                roles.extend((role, draft) for draft in found)
                victims += [("actor", draft) for draft in found if mark == _VICTIM]
                used.update(at for at in region if units[at].draft in found)
                break
    objects = _after_doer(units, index, frame)
    if objects is not None:
        doers = {id(draft) for draft in _genitive(clause, index, "actor")}
        roles = [("actor" if id(draft) in doers else role, draft) for role, draft in roles]
        if not any(role == "target" for role, _ in roles):
            roles += [("target", draft) for draft in drafts_at(units, objects, "target")]
    if (
        units[index].pronoun
        and governed(units, region, AGENT, "actor")
        and not any(role == "target" for role, _ in roles)
    ):
        roles += [("target", draft) for draft in _genitive(clause, index, "target")]  # `اتهامها من قبل ليما`
    if frame.can_be_aimed and not any(role in _AIMS for role, _ in roles):
        roles += _hit(clause, index, frame)
    if _has_object(units, index) and not any(role == "actor" for role, _ in roles):
        roles += [("actor", draft) for draft in _genitive(clause, index, "actor")]
    return roles


def _hit(clause: Clause, index: int, frame: Frame) -> Roles:
    """`عقوبات أميركية جديدة تستهدف طهران`, `جولة تشمل عمان`: whom or what a verb says that the noun is aimed at."""
    verb = aiming_verb(clause.units, index)
    role = next((role for role in _AIMS if any(role == name for name, _ in frame.noun_slots)), "target")
    objects = objects_at(clause.units, clause.right(verb), [], clause.assets) if verb is not None else []
    return [(role, draft) for draft in drafts_at(clause.units, objects, role)]


def _after_doer(units: Sequence[Unit], index: int, frame: Frame) -> list[int] | None:
    """Where its object stands, if the name that completes a verbal noun is of who does it, else None.

    `اختطاف المتمردين موظفين`, `استهداف إسرائيل لغزة`: then the object follows, bare or with `ل`.
    """
    if frame.type in _HARMING and not frame.befalls and _has_noun_object(units, index):
        return [index + 2]
    marks = next((marks for role, marks in frame.noun_slots if role == "target"), ())
    if "genitive" not in marks or frame.befalls or index + 1 >= len(units) or not is_bare(units, index + 1):
        return None
    doer, after = acting(units[index + 1].draft, "actor"), group(units, index + 1)[-1] + 1
    while after < len(units) and (is_adjective(units, after) or _is_where(units[after])):
        after += 1
    if after >= len(units) or units[after].prep != "ل" or units[after].conj or doer is None or not fits("actor", doer):
        return None
    met = acting(units[after].draft, "target")
    if units[after].kind == "np" and met is not None and fits("target", met):
        return group(units, after) if frame.type != "Appointment" or met.type == "Person" else None
    if units[after].kind == "other" and units[after].construct and after + 1 < len(units) and fits(
            "target", units[after + 1].draft):  # fmt: skip
        return [after + 1]
    ordinary = doer.type == "Country" and units[after].kind == "other" and not units[after].pronoun
    return [] if ordinary and (_VICTIM in marks or units[after].article) else None


def _is_where(unit: Unit) -> bool:
    return unit.kind == "np" and unit.prep == "في" and not unit.conj


def _has_noun_object(units: Sequence[Unit], index: int) -> bool:
    """`اختطاف المتمردين موظفين`: after the name that completes it a verbal noun has an ordinary noun as its object, so
    that the name is of who does it."""
    doer = units[index + 1].draft if index + 2 < len(units) else None
    if doer is None or doer.type == "Person" or not is_bare(units, index + 1):
        return False
    after = units[index + 2]
    if after.draft is not None:
        return is_bare(units, index + 2) and not after.conj and after.draft.type != "Group"
    return after.kind == "other" and after.plain and not (after.prep or after.conj) and after.key.endswith(_ACCUSATIVE)


def _has_object(units: Sequence[Unit], index: int) -> bool:
    """`تزويدها القوات بالأسلحة`: with a name right after it a verbal noun's pronoun is who does it (but not in
    `كان في استقباله الوزير`)."""
    return (
        bool(units[index].pronoun)
        and units[index].prep != "في"
        and index + 1 < len(units)
        and is_bare(units, index + 1)
    )


def governed_slots(clause: Clause, index: int, frame: Frame) -> Roles:
    """What the prepositions of a noun's frame govern after another word ("مشاورات عقدتها لندن مع ...")."""
    region = clause.right(index)
    slots = [(role, mark) for role, marks in frame.noun_slots for mark in marks if role != "actor" and mark != "ل"]
    return [(role, draft) for role, mark in slots for draft in governed(clause.units, region, mark, role)]


def near(clause: Clause, index: int) -> list[int]:
    """What stands close enough behind a noun to belong to it: up to the second phrase of another noun."""
    found: list[int] = []
    phrases = 0
    for at in clause.right(index)[:_REACH]:
        unit = clause.units[at]
        phrases += unit.kind in ("other", "noun") and bool(unit.prep)
        if phrases > 1 or (unit.kind == "noun" and not unit.prep and found and not _is_document(unit)):
            break
        found.append(at)
    return found


def _is_document(unit: Unit) -> bool:
    return unit.draft is not None and unit.draft.type == "Agreement"


def _noun_slot(clause: Clause, index: int, marker: str, role: str, region: list[int]) -> list[Draft]:
    """What a marker finds: `named` is a genitive that is no pronoun, `own` one that is, `victim` whose the indefinite
    one is to whom it is done (`قتل فلسطيني`), `genitive@agent` takes only those who can act of themselves."""
    if "@" not in marker:
        return _marked(clause, index, marker, role, region)
    mark, _, kind = marker.partition("@")
    return of_kind(clause.units, _marked(clause, index, mark, role, region), kind)


def _marked(clause: Clause, index: int, mark: str, role: str, region: list[int]) -> list[Draft]:
    units = clause.units
    if mark in ("genitive", "subject"):
        befalls = role == "target" and _has_object(units, index)
        return drafts_at(units, group(units, index + 1), role) if befalls else _genitive(clause, index, role)
    if mark == _VICTIM:
        completes = index > 0 and units[index - 1].construct and not units[index].prep  # `أمر اعتقال تركي`
        indefinite = not (units[index].article or completes) and _is_of_victim(units, index + 1)
        return _nisba(units, index, role) if indefinite else []
    if mark in ("own", "named"):
        return _genitive(clause, index, role) if bool(units[index].pronoun) == (mark == "own") else []
    if mark == "adjective":
        return [] if role == "actor" and _is_completed(units, index) else _nisba(units, index, role)
    if mark == "host":
        return _host(units, index, role, region)
    if mark == "object":
        at, _ = first_bare(units, [i for i in region if i > index + 1 or units[index].pronoun])
        return drafts_at(units, group(units, at), role) if at is not None else governed(units, region, "ل", role)
    if mark == AGENT:
        return governed(units, region, AGENT, role) or governed(units, region, BESIDE, role)
    if mark == "ل" and role == "actor":
        region = _up_to_preposition(units, region)
    elif mark == "ل" and role == "target" and _is_completed(units, index):
        return []
    return governed(units, region, mark, role)


def _is_of_victim(units: Sequence[Unit], index: int) -> bool:
    """`قتل فلسطيني`, `توقيف مواطنين مصريين`: an adjective of origin of those who suffer it."""
    if index + 1 < len(units) and units[index].plain and not (units[index].prep or units[index].conj):
        return is_adjective(units, index + 1) and not is_definite(units[index + 1])
    return is_adjective(units, min(index, len(units) - 1))


def _is_completed(units: Sequence[Unit], index: int) -> bool:
    """`قصف الأحياء لترهيب السكان`: an ordinary noun is what it is done to, not whoever stands after `ل`."""
    after = units[index + 1] if index + 1 < len(units) else None
    completed = after is not None and after.kind == "other" and after.article and not (after.prep or after.conj)
    return completed and not (units[index].article or units[index].pronoun)


def _up_to_preposition(units: Sequence[Unit], region: Sequence[int]) -> list[int]:
    """`هجوم للحركة`, but not `ضربات على أهداف تابعة للحركة`: who is named right after the noun does it."""
    first = next((place for place, at in enumerate(region) if units[at].prep or units[at].construct), len(region))
    return list(region[: first + 1])


def _genitive(clause: Clause, index: int, role: str) -> list[Draft]:
    units = clause.units
    if units[index].pronoun:
        other = clause.kind in _OF_OTHER and units[index].prep in ("ب", "علي", "ل")
        meant = [clause.partners or clause.subject] if other else [clause.subject, clause.partners]
        agreeing = (side for side in meant if all(can_mean(units[index].pronoun, d, clause.masculine) for d in side))
        return [draft for draft in next(filter(None, agreeing), []) if fits(role, draft)]
    after = next((at for at in range(index + 1, len(units)) if not units[at].count), len(units))
    if after < len(units) and is_bare(units, after) and not units[after].conj and not units[index].article:
        return drafts_at(units, group(units, after), role)
    return []


def _host(units: Sequence[Unit], index: int, role: str, region: list[int]) -> list[Draft]:
    """`كان في استقباله الرئيس ...`: who stands there to meet the guest that the pronoun means."""
    if not units[index].pronoun or units[index].prep != "في":
        return []
    at, _ = first_bare(units, region)
    return drafts_at(units, group(units, at), role) if at is not None else []


def _nisba(units: Sequence[Unit], index: int, role: str) -> list[Draft]:
    inner = [draft for draft in units[index].inner if draft.how == "nisba" and fits(role, draft)]
    if inner:
        return inner
    for at in range(index + 1, min(index + 4, len(units))):
        if is_adjective(units, at):
            return drafts_at(units, [at, *_further_nisbas(units, at)], role)
        if units[at].kind != "other" or units[at].prep:
            break
    return []


def _further_nisbas(units: Sequence[Unit], index: int) -> list[int]:
    """`المناورات الأميركية الكورية`, `الضربات الأميركية والفرنسية`: the other states that qualify the same noun."""
    beside = list(takewhile(lambda at: is_adjective(units, at), range(index + 1, len(units))))
    return beside or [at for at in group(units, index)[1:] if _nisba_like(units[at])]


def _nisba_like(unit: Unit) -> bool:
    return unit.draft is not None and unit.draft.how == "nisba"
