"""What the words around a trigger say of it: whether it tells an event of its own, and who may do it."""

from collections.abc import Sequence

from kg.extract.govern import describes_noun
from kg.extract.opening import noun_opens
from kg.extract.parse import Parsed
from kg.extract.units import Unit
from kg.lang.ar import bare_case
from kg.lexicon import Form, Frame, Light

_ATTRIBUTING = frozenset({("relative", "ما"), ("adverbial", "لما"), ("adverbial", "كما"), ("adverbial", "حسبما")})
# What is done by saying it
_BY_WORD = frozenset({"Support", "Rejection", "Request", "Accusation", "Denial", "Threat", "Concession"})
_NEAR = 3
_POINTING = frozenset({"ذلك", "هذا", "هذه"})


def forbids(parsed: Parsed, unit: Unit, form: Form) -> bool:
    """`لا يقل عن مئة`: after لا the short form would forbid something, which news does not; the verb is another."""
    before = parsed.words[unit.first - 1] if unit.first else None
    return form.number == "j" and before is not None and before.lex.stem == "لا"


def performs(parsed: Parsed, index: int, frame: Frame) -> bool:
    """`جدد رفضه`, `أعلن دعمه`: saying that one refuses or supports is to do so, and no statement beside it."""
    following = parsed.units[index + 1 : index + 4]
    noun = next((unit for unit in following if unit.kind == "noun"), None)
    own = noun is not None and bool(noun.pronoun) and noun.prep in ("", "عن")
    kinds = {form.frame.type for form in noun.forms if form.frame} if noun else set()
    return frame.type == "Statement" and own and bool(kinds & _BY_WORD)


def resumes(parsed: Parsed, index: int, lights: Sequence[Light]) -> bool:
    """`زيارة يقوم بها الوزير`: the noun is taken up again by a pronoun after the light verb's preposition."""
    following = parsed.units[index + 1] if index + 1 < len(parsed.units) else None
    taken = following is not None and following.kind == "pronoun"
    return taken and following is not None and any(following.prep in light.noun for light in lights)


def is_antecedent(parsed: Parsed, at: int, verb: int) -> bool:
    """`جهود يبذلها`, `الاتفاق الذي وقعته`: whether the verb's pronoun means an ordinary noun or a document."""
    unit = parsed.units[at]
    noun = unit.plain and is_noun(parsed, unit) and not (at and parsed.units[at - 1].count)
    document = unit.draft is not None and unit.draft.type == "Agreement"
    return (noun and at == verb - 1) or (document and parsed.units[at + 1].kind == "relative")


def is_noun(parsed: Parsed, unit: Unit) -> bool:
    """Whether an ordinary word stands as a noun: by its article or its place, unless it only describes another."""
    lex = parsed.words[unit.last].lex
    return (unit.plain or unit.article) and not lex.has("adjective")


def is_done_by_noun(parsed: Parsed, index: int) -> bool:
    """`ناشد أهالي القرية الحكومة`: whether somebody does it who is not named."""
    following = parsed.units[index + 1 : index + 2]
    ordinary = any(unit.kind == "other" and not unit.prep and is_noun(parsed, unit) for unit in following)
    return ordinary or noun_opens(parsed.units, index)


def describes_holder(parsed: Parsed, index: int) -> bool:
    """`الذي يتولى الحقيبة منذ عام`: who has an office, not who takes it."""
    units = parsed.units
    present = bool(units[index].forms) and all(form.tense == "present" for form in units[index].forms)
    return present and not units[index].future and index > 0 and units[index - 1].kind == "relative"


def announces_antecedent(parsed: Parsed, index: int) -> bool:
    """`العقوبات التي أعلنتها واشنطن`: what is announced is told by the noun before."""
    units = parsed.units
    return bool(units[index].pronoun) and index > 0 and units[index - 1].kind == "relative"


def attributes(parsed: Parsed, index: int) -> bool:
    """`وفقا لما ذكرته السفارة`: a verb of saying that only names the source is no event of its own."""
    before = parsed.units[index - 1] if index else None
    also = index == 1 and before is not None and before.key == "كما"
    return before is not None and not also and (before.kind, before.key) in _ATTRIBUTING


def has_other_subject(parsed: Parsed, index: int) -> bool:
    """An ordinary noun right after the verb is its subject, so nothing is inherited; so is one it describes."""
    units = parsed.units
    following = units[index + 1] if index + 1 < len(units) else None
    if describes_noun(parsed.units, index) or noun_opens(parsed.units, index):
        return True
    if following is None or following.key in _POINTING or following.prep:
        return False
    plan = following.kind == "modal" and bool(following.forms) and following.article
    return following.kind == "noun" or plan or (following.kind == "other" and not _is_adverb(parsed, following))


def _is_adverb(parsed: Parsed, unit: Unit) -> bool:
    """`يجتمع أيضا مع`, `وصل رسميا`: what has an adverb's form, or the ending of one, is no subject."""
    lex = parsed.words[unit.first].lex
    accusative = not unit.article and bare_case(unit.key) != unit.key
    return accusative or lex.has("function:adverbs") or lex.has("function:conjunctions")


def strikes_by_nature(parsed: Parsed, index: int, nature: frozenset[str]) -> bool:
    """`ضربت عاصفة اليابان`, `إعصار يجتاح كوبا`: whether what strikes is nobody's deed."""
    beside = [*parsed.units[max(0, index - _NEAR) : index], *parsed.units[index + 1 : index + 2]]
    return any(unit.kind == "other" and not unit.prep and bare_case(unit.key) in nature for unit in beside)


def goes_on(units: Sequence[Unit], index: int) -> bool:
    """Whether a verb takes the sentence back to its subject: `ودعت`, `كما دعت`."""
    return bool(units[index].conj) or (index > 0 and units[index - 1].kind == "adverbial")


def quoted_by(units: Sequence[Unit], index: int) -> int | None:
    """`نقلت الوكالة عن الوزير قوله إنه سيزور`: where he stands whose words follow."""
    if not units[index].pronoun:
        return None
    before = range(index - 1, max(-1, index - 1 - 2 * _NEAR), -1)
    return next((at for at in before if units[at].kind == "np" and units[at].prep == "عن"), None)
