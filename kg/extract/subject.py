"""Who does what a verb tells: the noun phrase that is its subject, before it or after."""

from collections.abc import Sequence

from kg.extract.clause import Clause
from kg.extract.fillers import drafts_at
from kg.extract.govern import agrees, first_bare, group, is_bare, left_subject, relative_object
from kg.extract.opening import noun_opens
from kg.extract.units import Draft, Unit
from kg.lexicon import Form

_TOPIC = "اما"
_OWN_PRONOUNS = ("ها", "هم", "هما")
_SUBJECT_PRONOUNS = ("ها", "نه", "هم", "هما")


def find_subject(clause: Clause, index: int, form: Form) -> tuple[list[int], bool]:
    """(units of a verb's subject, whether it stands before the verb). Empty where it is left out or no actor."""
    units = clause.units
    taken = relative_object(units, index) is not None or _tells_of(units, index, form)
    before = None if taken else left_subject(units, index)
    if before is not None and agrees_left(form, units[before].draft):
        return group_back(units, before, index), True
    if before is None and (noun_opens(units, index) or _has_pronoun(units, index)):
        return [], False
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


def topic(units: Sequence[Unit]) -> list[Draft]:
    """`أما كندا، فقد نددت بالقرار`: of whom a sentence says at its beginning that it goes on about him."""
    if len(units) < 2 or units[0].key != _TOPIC or not is_bare(units, 1):
        return []
    return drafts_at(units, group(units, 1), "actor")


def _has_pronoun(units: Sequence[Unit], index: int) -> bool:
    """`قالت إنها أبلغت الرئيس`: the pronoun is the subject; the masculine one may mean nothing (`قال إنه قتل ستة`)."""
    before = units[index - 1] if index else None
    return before is not None and before.kind == "content" and before.key.endswith(_OWN_PRONOUNS)


def _tells_of(units: Sequence[Unit], index: int, form: Form) -> bool:
    """`الداعية الذي تقول أنقرة إنه ...`: who is named after the relative pronoun and a verb of saying speaks of him."""
    says = form.frame is not None and form.frame.type == "Statement"
    if not says or not index or units[index - 1].kind != "relative" or index + 1 >= len(units):
        return False
    after = group(units, index + 1)[-1] + 1
    return is_bare(units, index + 1) and after < len(units) and units[after].kind == "content"


def _is_topic(unit: Unit, form: Form) -> bool:
    """`يبحث الأزمة مع نظيره`: what two talk about is not who talks."""
    symmetric = form.frame is not None and form.frame.symmetric
    return symmetric and unit.draft is not None and unit.draft.type in ("Conflict", "Place")


def _controlled(units: Sequence[Unit], index: int, form: Form, region: Sequence[int], after: int) -> bool:
    """`قررت بروكسل أن تعاقب بيلاروسيا`, `أعلنت أنها ستعاقب مينسك`, `زار بكين حيث التقى شي`, `أما كييف فاتهمت مينسك`:
    with one noun phrase a transitive verb after أن, after what has its subject as a pronoun, of a meeting in a clause
    beside it, or of what is said of a topic keeps the subject before."""
    if units[index].pronoun:
        return False
    opened = next((at for at in range(index - 1, -1, -1) if units[at].kind not in ("modal", "past")), index)
    key = units[opened].key if units[opened].kind == "content" else ""
    named = key.endswith(_SUBJECT_PRONOUNS)
    goes_on = units[index].conj == "و" and form.tense == "past" and form.number == "s"
    transitive = form.frame is not None and any("object" in markers for _, markers in form.frame.slots)
    answers = units[0].key == _TOPIC and (units[index].conj == "ف" or units[index - 1].key == "قد")
    meets = transitive and form.frame is not None and form.frame.symmetric and units[index - 1].kind == "adverbial"
    if not (goes_on or named or meets or answers or (key == "ان" and form.tense == "present")):
        return False
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
