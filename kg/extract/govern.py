"""What stands around a trigger: the clause, coordinated participants, the subject by position and agreement."""

from collections.abc import Sequence

from kg.extract.fillers import gender_of_body
from kg.extract.units import Draft, Unit
from kg.lexicon import Form

_MAY_STOP = frozenset({"content", "adverbial", "verb", "light", "relative", "participle", "punct"})
COMMAS = ("،", ",")
STOP_PUNCT = frozenset(".:؛؟!;?…|")
_SKIP_LEFT = frozenset({"modal", "past", "date", "other", "pronoun", "noun"})
NOMINAL = frozenset({"np", "other", "noun", "date"})
FINITE = frozenset({"verb", "light"})
_OPENERS = frozenset({"content", "adverbial", "join", "past"})
# `سبق لأوتاوا أن وافقت`, `على باريس أن تعتذر`: who has done or is to do what follows
_MAY = frozenset({"ل", "علي"})
# Prepositions with a pronoun that takes up something named before
TAKING_UP = frozenset(
    {"اليها", "اليه", "عليها", "عليه", "فيها", "فيه", "بها", "به", "منها", "منه", "عنها", "عنه", "لها", "له"}
)
# `بحث ما يظن أنه خرق`: of these nothing goes before
_WHATEVER = frozenset({"ما", "من"})
_OCCASION = frozenset({"خلال", "اثناء", "في"})
_NEVER_ACT = frozenset({"Gathering", "Agreement"})
ADJECTIVE = frozenset({"nisba"})


def is_adjective(units: Sequence[Unit], index: int) -> bool:
    """Whether a noun phrase is a nisba of the word before it (`العقوبات الأميركية`, but not `لقاء الأميركي`)."""
    unit = units[index]
    if unit.draft is None or unit.draft.how not in ADJECTIVE or unit.conj or unit.prep or index == 0:
        return False
    before = units[index - 1]
    indefinite = before.kind == "noun" and before.first == before.last and not (before.article or before.pronoun)
    completes = indefinite and is_definite(unit)
    return before.kind in ("other", "noun", "np", "participle", "modal") and not before.count and not completes


def is_definite(unit: Unit) -> bool:
    """Whether a noun phrase is written with the article."""
    return unit.draft is not None and unit.draft.keys[0].startswith("ال")


def is_bare(units: Sequence[Unit], index: int) -> bool:
    """Whether a unit is a noun phrase that no preposition governs."""
    unit = units[index]
    if unit.kind != "np" or unit.prep:
        return False
    before = units[index - 1] if index else None
    owned = before is not None and before.kind == "modal" and bool(before.forms)
    completes = before is not None and (before.construct or owned) and not unit.conj
    governed = is_apposed(units, index) and bool(units[index - 1].prep)
    return not (completes or governed or is_adjective(units, index) or _shares_preposition(units, index))


def is_apposed(units: Sequence[Unit], index: int) -> bool:
    """`لحليفتها كندا`: a name right after a noun with a pronoun says who that is."""
    unit, before = units[index], units[index - 1] if index else None
    said = before is not None and before.kind == "other" and bool(before.pronoun)
    return said and unit.kind == "np" and not (unit.prep or unit.conj) and not is_adjective(units, index)


def _shares_preposition(units: Sequence[Unit], index: int) -> bool:
    """`بحضور السيسي وماكرون`: the preposition governs the second as well."""
    at = index
    while at > 0 and units[at].conj == "و" and units[at - 1].kind == "np":
        at -= 1
    return at != index and bool(units[at].prep)


def governing(units: Sequence[Unit], index: int) -> str:
    """The preposition of a unit, or of the ordinary nouns that it completes (`بشأن حادثة تسميم`)."""
    at = index
    while at > 0 and not units[at].prep and not units[at].conj and units[at - 1].construct:
        at -= 1
    return units[at].prep


def is_circumstance(unit: Unit) -> bool:
    """`نافية اتهامها`: a participle that tells what the subject does meanwhile begins a clause of its own."""
    return unit.kind == "participle" and not (unit.prep or unit.article)


def describes_noun(units: Sequence[Unit], index: int) -> bool:
    """`في بادرة تطمئن الجيران`, `اقتراح نرويجي يقضي ب`: a verb right after an indefinite noun tells what that does."""
    at = index - 1
    while at > 0 and is_adjective(units, at):
        at -= 1
    if at < 0 or units[index].conj:
        return False
    noun = units[at]
    event = noun.kind == "noun" and not (noun.article or noun.pronoun or units[index].pronoun)
    return (noun.plain or event) and not (_is_counted(units, at) or _has_occasion(units, index))


def _is_counted(units: Sequence[Unit], index: int) -> bool:
    """`12 دولة آسيوية تدين`: what is counted is the subject, though it has no article."""
    while index > 0 and units[index - 1].plain and not units[index].prep:
        index -= 1
    return index > 0 and units[index - 1].count


def _has_occasion(units: Sequence[Unit], index: int) -> bool:
    """`زيارة يلتقي خلالها نظيره`: the pronoun after the verb says that the noun before is when it happens."""
    following = units[index + 1] if index + 1 < len(units) else None
    return following is not None and following.kind == "pronoun" and following.prep in _OCCASION


def is_owned(units: Sequence[Unit], index: int) -> bool:
    """Whether a noun phrase completes a noun of planning or doing ("استعداد", "قرار", "قيام")."""
    unit, before = units[index], units[index - 1] if index else None
    if unit.kind != "np" or unit.prep or unit.conj or before is None:
        return False
    return (before.kind == "modal" and bool(before.forms)) or any(f.kind == "lightnoun" for f in before.forms)


def clause_ends(units: Sequence[Unit]) -> list[int]:
    """For each unit the index at which the clause after it ends."""
    ends: list[int] = []
    end = len(units)
    for at in range(len(units) - 1, -1, -1):
        ends.append(end)
        if units[at].kind in _MAY_STOP and _ends_clause(units[at]):
            end = at
    return ends[::-1]


def _ends_clause(unit: Unit) -> bool:
    if unit.kind == "punct":
        return unit.key in STOP_PUNCT
    return unit.kind != "participle" or not (unit.prep or unit.article)


def group(units: Sequence[Unit], index: int) -> list[int]:
    """A noun phrase and those coordinated with it ("أ وب وج")."""
    found = [index]
    prep = units[index].prep
    at = index + 1
    while at < len(units):
        unit = units[at]
        joins = unit.kind == "np" and unit.conj == "و" and unit.prep in ("", prep) and not _begins(units, at)
        if joins:
            found.append(at)
        elif _is_related(units, at):
            found.append(at + 1)
            at += 1
        elif not (_between(units, at) or is_adjective(units, at)):
            break
        at += 1
    return found


def _is_related(units: Sequence[Unit], index: int) -> bool:
    """`الرئيس سلفا كير وخصمه رياك مشار`: somebody named by what he is to the one before."""
    unit, following = units[index], units[index + 1] if index + 1 < len(units) else None
    related = unit.kind == "other" and unit.conj == "و" and bool(unit.pronoun) and not unit.prep
    person = following is not None and following.draft is not None and following.draft.type == "Person"
    return related and person and is_apposed(units, index + 1)


def _begins(units: Sequence[Unit], index: int) -> bool:
    """`خلال اجتماع اللجنة وفرنسا تدعو تركيا إلى ...`: whether a coordinated name begins a clause of its own."""
    if index < 2 or index + 2 >= len(units) or units[index].conj != "و" or units[index].prep:
        return False
    verb, following = units[index + 1], units[index + 2]
    alone = verb.kind in FINITE and not verb.conj and all(form.number == "s" for form in verb.forms)
    owned = units[index - 1].kind == "np" and units[index - 2].kind == "noun" and not units[index - 1].prep
    draft = units[index].draft
    alone = alone and draft is not None and draft.how not in ADJECTIVE
    return alone and owned and (following.kind == "content" or is_bare(units, index + 2))


def _between(units: Sequence[Unit], index: int) -> bool:
    """A comma or a description inside an enumeration, as long as another part follows."""
    unit = units[index]
    if unit.kind == "np" and units[index - 1].kind == "punct" and not unit.conj and not unit.prep:
        return False
    following = units[index + 1] if index + 1 < len(units) else None
    return unit.kind == "punct" and unit.key in "،," and following is not None and following.conj == "و"


def agrees(form: Form, draft: Draft | None, masculine: frozenset[str]) -> bool:
    """Whether a verb form can have this subject. Feminine subjects take feminine verbs; unknown gender fits all."""
    if draft is None or not form.gender or form.number not in "sj":
        return True
    if draft.type == "Country" and draft.how in ("name", "capital", "acronym"):
        return (form.gender == "f") != bool(draft.forms and draft.forms[0].path in masculine)
    if draft.type == "Organization" and draft.how != "agent" and not draft.through:
        return gender_of_body(draft, masculine) in ("", form.gender)
    if draft.type == "Person":
        return form.gender == "f" if draft.feminine else form.gender == "m" or draft.how in ("unknown", "surname")
    return True


def left_subject(units: Sequence[Unit], index: int) -> int | None:
    """The noun phrase that opens the clause before a verb, or the antecedent of its relative pronoun; a verb with "and"
    begins a clause of its own."""
    at = index - 1
    if at > 0 and units[at].kind == "content" and units[at - 1].kind == "np" and units[at - 1].prep in _MAY:
        return at - 1
    if describes_noun(units, index) or units[index].conj == "و":
        return None
    while at >= 0:
        unit = units[at]
        if unit.kind == "relative":
            return _antecedent(units, at)
        if _begins(units, at) or (is_bare(units, at) and _opens(units, at)):
            return at
        if unit.kind in FINITE:
            return _topic(units, index, at)
        if not _is_passed(unit):
            return None
        at -= 1
    return None


def _topic(units: Sequence[Unit], index: int, verb: int) -> int | None:
    """`الوزير الذي وصل الأحد التقى`: who opens the clause, where the verb before is of a relative clause on him."""
    if units[index].conj:
        return None
    for at in range(verb - 1, 0, -1):
        if units[at].kind == "relative":
            found = _antecedent(units, at)
            first = found is not None and is_bare(units, found) and (found == 0 or units[found - 1].kind == "content")
            return found if first else None
        if not _is_passed(units[at]):
            return None
    return None


def _is_passed(unit: Unit) -> bool:
    """Whether a unit may stand between a verb and what opens its clause."""
    return unit.kind in _SKIP_LEFT or unit.kind == "np" or (unit.kind == "punct" and unit.key in "،,")


def _antecedent(units: Sequence[Unit], index: int) -> int | None:
    if units[index].key in _WHATEVER:
        return None
    for at in range(index - 1, max(-1, index - 4), -1):
        if units[at].kind == "np":
            return at
        if units[at].kind != "punct":
            return None
    return None


def _opens(units: Sequence[Unit], index: int) -> bool:
    """Whether a noun phrase stands first in its clause (parts coordinated before it do not count)."""
    at = index - 1
    while at >= 0 and units[at].kind == "np" and units[at + 1].conj == "و":
        at -= 1
    if at < 0:
        return True
    before = units[at]
    return before.kind in _OPENERS or (before.kind == "punct" and before.key not in "()") or before.kind == "date"


def _completes_noun(units: Sequence[Unit], index: int) -> bool:
    """`أمر بطرد السفير`: what follows a verbal noun after a preposition belongs to that noun."""
    at = next((at for at in range(index - 1, -1, -1) if not units[at].count), -1)
    while at > 0 and _leads_on(units[at]) and not units[at].prep and units[at - 1].kind == "noun":
        at -= 1  # `بإلغاء قمة ترامب`
    return at >= 0 and _leads_on(units[at]) and bool(units[at].prep)


def _leads_on(unit: Unit) -> bool:
    return unit.kind == "noun" and not (unit.article or unit.pronoun)


def first_bare(units: Sequence[Unit], indices: Sequence[int]) -> tuple[int | None, bool]:
    """(first bare noun phrase, whether an ordinary noun took the place before it)."""
    governed = False
    for at in indices:
        unit = units[at]
        if unit.key in TAKING_UP:
            continue  # `المرة الأولى التي تتهم فيها كييف موسكو`
        governed = bool(unit.prep) or (governed and not unit.conj)
        if unit.draft is not None and unit.draft.type in _NEVER_ACT:
            continue
        if is_bare(units, at) and not _completes_noun(units, at):
            return at, False
        if governed and unit.kind == "other" and unit.article:
            continue
        if unit.kind in ("other", "noun") and not unit.prep and unit.key and not unit.count:
            return None, True
    return None, False


def relative_object(units: Sequence[Unit], index: int) -> int | None:
    """`الحركة التي يقاتلها الجيش`, `الحركة، التي ...`: the antecedent to which the verb's pronoun points."""
    if index < 2 or not units[index].pronoun or units[index - 1].kind != "relative":
        return None
    last = index - 3 if units[index - 2].key in COMMAS else index - 2
    for at in range(last, max(-1, last - 3), -1):
        if units[at].kind == "np" and not is_adjective(units, at):
            return at
        if units[at].kind not in ("other", "np"):
            return None
    return None
