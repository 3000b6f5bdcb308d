"""What a word is where it stands: verb, event noun, participle, modal, or nothing of the kind."""

from collections.abc import Sequence

from kg.extract.units import Unit
from kg.extract.words import Word
from kg.lexicon import Form, Lexeme
from kg.lexicon.lexeme import Forms, read_forms

_APOCOPATING = frozenset({"لم", "لما", "لا"})
_CLAUSE_START = frozenset({"content", "adverbial", "relative", "date", "past", "modal"})
_SLACK = 6
# What these open is no object of the verb before them
_COMPLEMENT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
_COUNTING = frozenset({"function:numerals", "function:quantifiers"})


def classify(words: Sequence[Word], index: int, units: Sequence[Unit], prep: str) -> tuple[str, Forms]:
    """The kind of unit a word makes and the forms it may be; `prep` is the preposition that governs it."""
    lex = words[index].lex
    readings = lex.readings
    if readings is None:
        return "other", ()
    idioms = [form for form in readings.idioms if _fixed_words_follow(words, index, form)] if readings.idioms else []
    if idioms:
        readings = read_forms(lex, idioms) or readings
    shortened = len(readings.short) > len(readings.verbs) and _is_shortened(words, index)
    verbs = readings.short if shortened else readings.verbs
    if verbs and not prep and (not readings.nominal or _verb_position(lex, units, index + 1 < len(words))):
        return _verb_kind(verbs), _longest(verbs, words, index) if idioms else verbs
    if readings.nouns:
        kind = "participle" if readings.nouns[0].kind == "participle" else "noun"
        return kind, _longest(readings.nouns, words, index) if idioms else readings.nouns
    return ("modal" if readings.modal else "other"), readings.modal


def _is_shortened(words: Sequence[Word], index: int) -> bool:
    """Whether a particle stands before a verb after which its ending is cut off."""
    return index > 0 and words[index - 1].key.removeprefix("و").removeprefix("ف") in _APOCOPATING


def _fixed_words_follow(words: Sequence[Word], index: int, form: Form) -> bool:
    """Whether the further words of an idiom stand after its first."""
    at, slack = index, _SLACK if form.gap else 0
    for part in form.rest:
        at = _find_part(words, part, at + 1, slack)
        if at < 0:
            return False
    return True


def _find_part(words: Sequence[Word], part: str, start: int, slack: int) -> int:
    for at in range(start, min(start + slack + 1, len(words))):
        word = words[at]
        if part in (word.key, word.lex.stem) or part + "ا" == word.lex.stem:
            return at
        if (word.punct and word.text not in '"“”«»،,') or word.key in _COMPLEMENT:
            return -1
    return -1


def _verb_position(lex: Lexeme, units: Sequence[Unit], followed: bool) -> bool:
    """Whether a word that can be verb or noun stands where a verb stands."""
    if lex.article or lex.prep:
        return False
    before = units[-1] if units else None
    if lex.pronoun:
        return before is not None and (before.kind == "relative" or (before.kind == "noun" and not before.article))
    if before is None or lex.conj or before.key == "ثم":
        return True
    if before.kind in _CLAUSE_START:
        return not (_is_plan(before) and before.pronoun)  # `قرارها طرد السفير`
    if before.kind == "punct":
        return before.key not in "()"
    owned = len(units) > 1 and (_is_plan(units[-2]) or any(form.kind == "lightnoun" for form in units[-2].forms))
    subject = before.kind == "np" and not before.prep and not owned
    return (subject or _disagrees(lex, before)) and followed and not _has_verb(units)


def _is_plan(unit: Unit) -> bool:
    return unit.kind == "modal" and bool(unit.forms)


def _disagrees(lex: Lexeme, before: Unit) -> bool:
    """`المستشار السابق سافر`: an adjective without article does not describe the definite word before it."""
    return before.kind == "other" and before.article and lex.has("adjective") and not lex.has("plainnoun")


def _has_verb(units: Sequence[Unit]) -> bool:
    """Whether the noun phrase at the end is the subject of a verb before it: what follows is then its object."""
    for unit in reversed(units):
        if unit.kind in ("verb", "light"):
            return True
        if unit.kind not in ("np", "date", "other") and not (unit.kind == "punct" and unit.key in "،,()"):
            return False
    return False


def _verb_kind(forms: Forms) -> str:
    kinds = {form.kind for form in forms}
    return "light" if "light" in kinds and "verb" not in kinds else "verb"


def _longest(forms: Forms, words: Sequence[Word], index: int) -> Forms:
    """Only the forms with the most fixed words: an idiom wins over its first word alone, and over another whose words
    do not stand there to the letter (`استدعت سفيرها`, not `استدعت سفير`)."""
    most = max(len(form.rest) for form in forms)
    longest = tuple(form for form in forms if len(form.rest) == most)
    if not most or len(longest) == 1:
        return longest
    written = {word.key for word in words[index + 1 : index + 1 + most + _SLACK]}
    return tuple(form for form in longest if form.rest[-1] in written) or longest


def describe(unit: Unit, word: Word, before: Unit | None) -> None:
    """What a word that is no trigger does to the words around it."""
    lex = word.lex
    # `كتاب جديد`: what can be an adjective is one after an ordinary noun without article.
    describing = lex.has("adjective") and before is not None and before.plain and not (lex.conj or unit.prep)
    if "plainnoun" in lex.kinds and not lex.article and not describing:
        unit.plain = not lex.pronoun
        unit.construct = unit.plain and unit.kind == "other" and not word.key.endswith("ا")
    if unit.kind == "other":
        unit.count = not lex.kinds.isdisjoint(_COUNTING) or word.key[-1].isdigit()
        if lex.pronoun and "prep" in lex.kinds:
            unit.kind, unit.prep = "pronoun", lex.stem


def voices(words: Sequence[Word], index: int, units: Sequence[Unit]) -> bool:
    """`عبر الوزير عن قلقه`: a verb where a clause begins, elsewhere the preposition "by way of"."""
    if not words[index].lex.has("verb"):
        return False
    begins = not units or units[-1].kind in ("punct", "content", "adverbial", "past")
    return begins and "عن" in [word.key for word in words[index + 1 : index + 25]]


def present_follows(words: Sequence[Word], index: int) -> bool:
    """`قد يزور` may happen, `قد زار` has happened."""
    following = words[index + 1].lex.forms if index + 1 < len(words) else ()
    return any(form.tense == "present" for form in following)
