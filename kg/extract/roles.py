"""Filling the slots of a frame from what stands around its trigger."""

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.clause import Clause
from kg.extract.fillers import Roles, acting, can_mean, drafts_at, fits, of_kind
from kg.extract.govern import (
    COMMAS,
    agrees,
    first_bare,
    group,
    is_adjective,
    is_apposed,
    is_bare,
    left_subject,
)
from kg.extract.units import Draft, Unit
from kg.lang.ar import bare_case
from kg.lexicon import Form, Frame
from kg.lexicon.cues import AGENT

_HARMING = frozenset({"Assault", "Coercion"})
_SUBJECT_PRONOUNS = ("ها", "نه", "هم", "هما")
_NAMING = frozenset({"np", "other", "noun"})
_AIMING = frozenset({"علي", "ضد", "الي", "ل", "باتجاه"})
PLACED = frozenset({"Meeting", "Participation", "Reception", "Agreement", "Mobilization", "Assault"})


def find_subject(clause: Clause, index: int, form: Form) -> tuple[list[int], bool]:
    """(units of a verb's subject, whether it stands before the verb). Empty where it is left out or no actor."""
    units = clause.units
    before = left_subject(units, index) if _relative_object(units, index) is None else None
    if before is not None and agrees_left(form, units[before].draft):
        return group_back(units, before, index), True
    region = clause.right(index)
    after, blocked = first_bare(units, region)
    if after is not None and clause.own_subject and clause.subject and _controlled(units, index, form, region, after):
        return [], False
    if after is not None and _is_topic(units[after], form):
        return [], False
    says = form.frame is not None and form.frame.type == "Statement"
    # `ينفي كل من بنين وتوغو`: the verb agrees with what counts them up.
    sure = after == index + 1 and (says or (form.gender == "m" and len(group(units, after)) > 1))
    if after is not None and not blocked and (sure or agrees(form, units[after].draft, clause.masculine)):
        return group(units, after), False
    return [], False


def _is_topic(unit: Unit, form: Form) -> bool:
    """`يبحث الأزمة مع نظيره`: what two talk about is not who talks."""
    symmetric = form.frame is not None and form.frame.symmetric
    return symmetric and unit.draft is not None and unit.draft.type in ("Conflict", "Place")


def _controlled(units: Sequence[Unit], index: int, form: Form, region: Sequence[int], after: int) -> bool:
    """`قررت بروكسل أن تعاقب بيلاروسيا`, `أعلنت أنها ستعاقب مينسك`: a transitive verb after أن, or after what has its
    subject as a pronoun, keeps with one noun phrase the subject before."""
    key = units[index - 1].key if index and units[index - 1].kind == "content" else ""
    named = key.endswith(_SUBJECT_PRONOUNS)
    goes_on = units[index].conj == "و" and form.tense == "past" and form.number == "s"
    if not (goes_on or named or (key == "ان" and form.tense == "present")):
        return False
    transitive = form.frame is not None and any("object" in markers for _, markers in form.frame.slots)
    others = [at for at in region if at > max(group(units, after)) and is_bare(units, at)]
    return transitive and not others


def agrees_left(form: Form, draft: Draft | None) -> bool:
    """A subject before its verb agrees in full; only a clear clash of gender rules it out."""
    if draft is None or form.person != 3:
        return False
    return not (draft.type == "Person" and draft.feminine and form.gender == "m" and form.number == "s")


def group_back(units: Sequence[Unit], index: int, verb: int) -> list[int]:
    """The coordinated noun phrases around one that stands before a verb."""
    first = index
    while first > 0 and units[first].conj == "و" and is_bare(units, first - 1):
        first -= 1
    return [at for at in group(units, first) if at < verb]


def verb_roles(clause: Clause, index: int, form: Form, frame: Frame, subject: list[int], before: bool) -> Roles:
    """The roles of a verb's frame."""
    units = clause.units
    clause.kind = frame.type
    clause.pointed = _pointed(clause, index, bool(subject))
    region = clause.right(index)
    clause.inherited = clause.subject if may_inherit(form, clause.subject, clause.masculine) else []
    objects = _objects(clause, region, subject if not before else [])
    passive = form.passive or _agentless(units, region) or _suffered(clause, index, form, frame, subject)
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


def _suffered(clause: Clause, index: int, form: Form, frame: Frame, subject: Sequence[int]) -> bool:
    """Whether a verb that harms tells on whom it fell, in a passive that is written like the active."""
    if frame.type not in _HARMING:
        return False
    units, region = clause.units, clause.right(index)
    counted = _counts_victims(units, index, subject)
    if counted or _befalls(units, region, form, subject):
        return True
    takes_object = any("object" in markers for _, markers in frame.slots)
    kills = frame.type == "Assault" and takes_object and frame.spoken is None
    return kills and _dies(units, region, form, subject)


def _counts_victims(units: Sequence[Unit], index: int, subject: Sequence[int]) -> bool:
    """`قتل 60 مدنيا`, `قتل ستة جنود`: a number right after a verb of killing counts those whom it befell."""
    following = units[index + 1] if index + 1 < len(units) else None
    return following is not None and following.count and not following.prep and all(at > index for at in subject)


def _befalls(units: Sequence[Unit], region: Sequence[int], form: Form, subject: Sequence[int]) -> bool:
    """`حكم على الصحفي بالسجن`: on whom something is done by nobody who is named."""
    masculine = form.gender == "m" and form.number == "s" and form.tense == "past"
    upon = bool(region) and units[region[0]].prep == "علي"
    return masculine and upon and not subject


def _dies(units: Sequence[Unit], region: Sequence[int], form: Form, subject: Sequence[int]) -> bool:
    """`قتل ضابط روسي في غارة`, `اغتيل الوزير`: people whom nothing follows that they could have killed."""
    people = [units[at].draft for at in subject]
    human = all(draft is not None and (draft.type == "Person" or draft.how == "agent") for draft in people)
    after = (at for at in region if at > max(subject, default=-1) and not is_adjective(units, at))
    alone = not any(_is_object(units[at]) for at in after)
    return bool(subject) and human and alone and form.tense == "past"


def _is_object(unit: Unit) -> bool:
    return (unit.kind in _NAMING and not (unit.prep or unit.count)) or (unit.kind == "relative" and unit.key == "ما")


def _agentless(units: Sequence[Unit], region: Sequence[int]) -> bool:
    agent = next((at for at in region if units[at].prep == AGENT), None)
    return agent is not None and not any(units[at].kind == "noun" for at in region if at < agent)


def _objects(clause: Clause, region: Sequence[int], subject: Sequence[int]) -> list[int]:
    """The object of a verb; of what is attacked, whose it is ("استهدفت مواقع الحركة")."""
    units = clause.units
    assets = clause.assets if clause.kind == "Assault" else frozenset()
    start = max(subject, default=-1)
    later = _after_apposition(units, [at for at in region if at > start])
    at, _ = first_bare(units, later)
    later = [at for at in later if not units[at].count]
    if at is None and later and bare_case(units[later[0]].key) in assets and not units[later[0]].prep:
        at = next((place for place in later[1:2] if units[place].kind == "np" and not units[place].prep), None)
    return group(units, at) if at is not None else []


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
    antecedent = _relative_object(units, index)
    if antecedent is not None:
        return drafts_at(units, [antecedent], "target")
    pronoun = units[index].pronoun
    meant = clause.earlier if own_subject else clause.partners
    return [draft for draft in meant if can_mean(pronoun, draft, clause.masculine)]


def _relative_object(units: Sequence[Unit], index: int) -> int | None:
    """`الحركة التي يقاتلها الجيش`: the antecedent to which the verb's pronoun points."""
    if index < 2 or not units[index].pronoun or units[index - 1].kind != "relative":
        return None
    for at in range(index - 2, max(-1, index - 5), -1):
        if units[at].kind == "np" and not is_adjective(units, at):
            return at
        if units[at].kind not in ("other", "np"):
            return None
    return None


def governed(units: Sequence[Unit], region: Sequence[int], prep: str, role: str, event_type: str = "") -> list[Draft]:
    """The first group of mentions in a region that a preposition governs and that can fill the role.

    Where the things are that are talked about (`بحثا الأوضاع في سوريا`), nothing happens.
    """
    for at in region:
        if _claims(units[at], prep, event_type):
            return []
        if role == "place" and prep == "في" and at and units[at - 1].topic:
            continue
        if units[at].kind == "np" and _preposition(units, at) == prep and fits(role, acting(units[at].draft, role)):
            return drafts_at(units, group(units, at), role)
    return []


def _claims(unit: Unit, prep: str, event_type: str) -> bool:
    """Whether an event noun after a verb of saying takes what the preposition governs for its own."""
    if event_type != "Statement" or unit.kind != "noun":
        return False
    return any(prep in marks for form in unit.forms if form.frame for _, marks in form.frame.noun_slots)


def _preposition(units: Sequence[Unit], index: int) -> str:
    """The preposition of a noun phrase, or of the ordinary noun that it completes, explains or describes ("على مواقع
    الحزب", "على السيارات الصينية")."""
    unit, before = units[index], units[index - 1] if index else None
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
