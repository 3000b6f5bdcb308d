"""Filling the slots of a verb's frame from what stands around it."""

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.clause import Clause
from kg.extract.fillers import Roles, can_mean, drafts_at, fits, of_kind
from kg.extract.govern import COMMAS, agrees, first_bare, group, is_bare, relative_object
from kg.extract.governed import governed
from kg.extract.passive import is_passive
from kg.extract.units import Draft, Unit
from kg.lang.ar import bare_case
from kg.lexicon import Form, Frame
from kg.lexicon.cues import AGENT

_NATIONS = frozenset({"nisba", "people"})


def verb_roles(clause: Clause, index: int, form: Form, frame: Frame, subject: list[int], before: bool) -> Roles:
    """The roles of a verb's frame."""
    units = clause.units
    clause.kind = frame.type
    clause.pointed = _pointed(clause, index, bool(subject))
    region = clause.right(index)
    clause.inherited = _meant(clause, index, form)
    assets = clause.assets if frame.type == "Assault" else frozenset()
    objects = objects_at(units, region, subject if not before else [], assets)
    passive = is_passive(clause, index, form, frame, subject)
    roles: Roles = []
    for role, markers in frame.slots:
        for marker in markers:
            mark, _, kind = marker.partition("@") if "@" in marker else (marker, "", "")
            if mark == "genitive":
                found = _owners(units, region, form.rest, role)
            else:
                found = _verb_slot(clause, mark, role, (subject, objects, region), passive)
            found = of_kind(units, found, kind) if kind else found
            if found:
                roles.extend((role, draft) for draft in found)
                clause.taken.update(at for at in region if units[at].draft in found)
                break
    return roles


def _meant(clause: Clause, index: int, form: Form) -> list[Draft]:
    """Whom a verb without a subject means: who was the subject, or after a pronoun that does not agree with him the
    other side (`اتهم الوزير كوبا بأنها تدعم الحركة`)."""
    before = clause.units[index - 1] if index else None
    pronoun = before is not None and before.kind == "content" and before.key.endswith("ه") | before.key.endswith("ها")
    sides = [clause.subject, clause.partners] if pronoun else [clause.subject]
    return next((side for side in sides if side and may_inherit(form, side, clause.masculine)), [])


def may_inherit(form: Form, subject: Sequence[Draft], masculine: frozenset[str]) -> bool:
    """A verb that leaves out its subject agrees with the one it means in number and gender."""
    several = len({part for draft in subject for part in draft.referent.split("+")}) > 1
    together = any(draft.type in ("Group", "Organization") for draft in subject)
    things = several and form.gender == "f" and not any(draft.type == "Person" for draft in subject)
    if several == (form.number in ("s", "j")) and not (together and not several) and not things and form.person == 3:
        return False
    return several or all(_is_gender_of(form, draft) and agrees(form, draft, masculine) for draft in subject)


def _is_gender_of(form: Form, draft: Draft) -> bool:
    """Persons whose sex nothing shows take masculine verbs until a feminine one has told otherwise."""
    return draft.type != "Person" or form.gender != "f" or draft.feminine


def objects_at(
    units: Sequence[Unit], region: Sequence[int], subject: Sequence[int], assets: frozenset[str]
) -> list[int]:
    """Units of the object of a verb; of what is attacked, whose it is: of one of the `assets` ("مواقع الحركة")."""
    start = max(subject, default=-1)
    later = _after_apposition(units, [at for at in region if at > start])
    at, hidden = first_bare(units, later)
    if hidden and not subject:
        at = _past_subject(units, later)
    at = at if at is not None else _owner_of(units, later, assets)
    return group(units, at) if at is not None else []


def _owner_of(units: Sequence[Unit], region: Sequence[int], assets: frozenset[str]) -> int | None:
    """`قصفت، بعدد من الغارات، معسكرا تدريبيا للحركة`: whose the first thing is that no preposition governs."""
    governed_by = False
    for place, at in enumerate(region):
        unit = units[at]
        governed_by = bool(unit.prep) or (governed_by and unit.key not in COMMAS and not unit.plain)
        if governed_by or unit.count or unit.kind == "date" or unit.key in COMMAS:
            continue
        if bare_case(unit.key) not in assets:
            return None
        return next((next_at for next_at in region[place + 1 :] if not _describes(units[next_at])), None)
    return None


def _describes(unit: Unit) -> bool:
    """Whether a word belongs to the thing whose owner is looked for (`معسكرا تدريبيا تابعا للحركة`, `غرفة عمليات`)."""
    return unit.kind in ("other", "participle") and not (unit.prep or unit.conj)


def _past_subject(units: Sequence[Unit], region: Sequence[int]) -> int | None:
    """`ناشد أهالي القرية الحكومة`, `اتهمت امرأة سويسرية الوزير`: the name after a noun that is the subject."""
    if not region or units[region[0]].kind != "other" or units[region[0]].prep:
        return None
    for at in region[1:]:
        unit = units[at]
        if unit.kind == "np" and is_bare(units, at):
            return None if _is_nominative(unit) else at
        described = unit.kind == "other" and not (unit.plain or unit.prep)
        if unit.conj or not (described or unit.kind in ("np", "date") or unit.key in COMMAS):
            return None
    return None


def _is_nominative(unit: Unit) -> bool:
    """`انتقد النواب الجمهوريون القرار`: what ends so is no object."""
    return unit.draft is not None and unit.draft.how in _NATIONS | {"name"} and unit.draft.keys[0].endswith("يون")


def _after_apposition(units: Sequence[Unit], region: list[int]) -> list[int]:
    """`تؤيد كوبا، جارة هايتي الأقرب، الخطة`: what stands between commas after the subject describes it."""
    if len(region) < 3 or units[region[0]].key not in COMMAS or units[region[1]].kind != "other":
        return region
    closing = next((i for i, at in enumerate(region[1:9], 1) if units[at].key in COMMAS), 0)
    return region[closing + 1 :] if closing else region


def _verb_slot(clause: Clause, mark: str, role: str, parts: tuple[list[int], list[int], Sequence[int]],
               passive: bool) -> list[Draft]:  # fmt: skip
    subject, objects, region = parts
    units = clause.units
    if mark == "subject":
        if passive:
            return governed(units, region, AGENT, role)
        return drafts_at(units, subject, role) or ([] if subject else list(clause.inherited))
    if mark == "object":
        return _objects_of(clause, (subject, objects), role, passive)
    if clause.kind == "Statement":
        region = list(takewhile(lambda at: units[at].prep in ("", mark), region))
    return governed(units, region, mark, role, clause.kind)


def _owners(units: Sequence[Unit], region: Sequence[int], rest: Sequence[str], role: str) -> list[Draft]:
    """`رفعت واشنطن اسم السودان`: whose the fixed noun of an idiom is."""
    at = next((at for at in region if rest and rest[-1] in (units[at].key, bare_case(units[at].key))), None)
    owned = at is not None and at + 1 in region and not (units[at + 1].prep or units[at + 1].conj)
    return drafts_at(units, group(units, at + 1), role) if at is not None and owned else []


def _objects_of(clause: Clause, parts: tuple[list[int], list[int]], role: str, passive: bool) -> list[Draft]:
    subject, objects = parts
    found = drafts_at(clause.units, subject or objects if passive else objects, role)
    return found or [draft for draft in clause.pointed if fits(role, draft)]


def _pointed(clause: Clause, index: int, own_subject: bool) -> list[Draft]:
    """Whom the pronoun of a verb means: the antecedent (`الحركة التي يقاتلها الجيش`), the subject before
    (`وصل الوزير واستقبله نظيره`), or who was at the other end of it (`التقى الوزير نظيره وأبلغه`)."""
    units = clause.units
    antecedent = relative_object(units, index)
    if antecedent is not None:
        return drafts_at(units, [antecedent], "target")
    pronoun = units[index].pronoun
    meant = clause.earlier if own_subject else clause.partners
    return [draft for draft in meant if can_mean(pronoun, draft, clause.masculine)]
