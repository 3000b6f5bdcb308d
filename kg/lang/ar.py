"""Arabic word forms: inflection from citation forms, and the clitics around a stem.

Everything works on unvocalised spelling; results are folded keys (see `kg.lang.fold`).
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.lang import fold

# The mark of the indefinite accusative
TANWIN = "\u064b"
_DEFECTIVE = (("", "m", "s"), ("ون", "m", "p"), ("ين", "m", "p"))
_SOUND = (
    ("", "m", "s"), ("ا", "m", "s"), ("ة", "f", "s"), ("ان", "m", "d"), ("ين", "m", "p"), ("ون", "m", "p"),
    ("تان", "f", "d"), ("تين", "f", "d"), ("ات", "f", "p"),
)  # fmt: skip
PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "كم", "ه")


class Inflection(NamedTuple):
    """One form of a verb.

    `tense` past or present, `gender` m, f or empty, `number` s, d, p or j (singular jussive), `person` 1 or 3.
    """

    key: str
    tense: str
    gender: str
    number: str
    passive: bool = False
    person: int = 3


# Form, tense, gender, number, whether passive, person
_Written = tuple[str, str, str, str, bool, int]


def _folded(forms: Iterable[str]) -> list[str]:
    """The keys of forms; folded together, for each call takes longer than its letters."""
    return fold("\n".join(forms)).split("\n")


def verb_forms(past: str, present: str) -> Iterator[Inflection]:
    """All third-person forms, first person plural, and the passives that differ in spelling."""
    written = [*_past(past, passive=False), *_present(present, passive=False, hollow=_is_hollow(past))]
    for form in _passive_pasts(past):
        written += _past(form, passive=True)
    for form in _passive_presents(past, present):
        written += _present(form, passive=True, hollow=False)
    keys = _folded(form for form, *_ in written)
    return (Inflection(key, *row[1:]) for key, row in zip(keys, written, strict=True))


def _is_hollow(past: str) -> bool:
    return len(past) > 2 and past[-2] == "ا" and past[-1] not in "ءاىي"


def _past_endings(past: str) -> Iterator[tuple[str, str, str]]:
    base = past[:-1]
    weak_dual = {"ى": base + "يا", "ا": base + "وا"}.get(past[-1], past + "ا")
    stem = base if past[-1] in "ىا" else past
    plural = base + "وا" if past[-1] in "ىاي" else past + "وا"
    yield past, "m", "s"
    yield stem + "ت", "f", "s"
    yield weak_dual, "m", "d"
    yield stem + "تا", "f", "d"
    yield plural, "m", "p"
    if past[-1] not in "ىا" and not _is_hollow(past):
        yield past + "ن", "f", "p"


def _past(past: str, *, passive: bool) -> Iterator[_Written]:
    for form, gender, number in _past_endings(past):
        yield form, "past", gender, number, passive, 3
    if past[-1] not in "ىاي" and not _is_hollow(past):
        yield past + "نا", "past", "", "p", passive, 1


def _present_endings(stem: str) -> Iterator[tuple[str, str, str]]:
    weak = stem[-1] in "يىوا"
    base = stem[:-1] if weak else stem
    dual = base + {"و": "وا", "ي": "يا", "ى": "يا", "ا": "يا"}.get(stem[-1], "ا") if weak else stem + "ا"
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        yield prefix + stem, gender, "s"
        yield prefix + dual, gender, "d"
        yield prefix + dual + "ن", gender, "d"
        if weak:
            yield prefix + base, gender, "j"
    yield "ي" + base + "ون", "m", "p"
    yield "ي" + base + "وا", "m", "p"
    yield "ي" + stem + "ن", "f", "p"


def _present(present: str, *, passive: bool, hollow: bool) -> Iterator[_Written]:
    stem = present[1:]
    if not stem:
        return
    for form, gender, number in _present_endings(stem):
        yield form, "present", gender, number, passive, 3
    yield "ن" + stem, "present", "", "p", passive, 1
    if hollow and len(stem) > 2 and stem[-2] in "اوي":
        short = stem[:-2] + stem[-1]
        yield "ي" + short, "present", "m", "j", passive, 3
        yield "ت" + short, "present", "f", "j", passive, 3


def _passive_pasts(past: str) -> Iterator[str]:
    if _is_hollow(past) and len(past) > 3:
        yield past[:-2] + "ي" + past[-1]
    if len(past) == 4 and past[1] == "ا" and past[0] not in "او":
        yield past[0] + "و" + past[2:]
    if len(past) == 5 and past[0] == "ت" and past[2] == "ا":
        yield past[:2] + "و" + past[3:]
    if past[-1] == "ا":
        yield past[:-1] + "ي"


def _passive_presents(past: str, present: str) -> Iterator[str]:
    if _is_hollow(past) and len(present) > 3 and present[-2] in "وي":
        yield present[:-2] + "ا" + present[-1]
    if present[-1] == "و":
        yield present[:-1] + "ى"


def noun_forms(singular: str, plural: str = "") -> Iterator[tuple[str, str]]:
    """(key, number) of a noun without article and pronoun: case endings, dual, and sound plurals."""
    written = list(_noun_forms(singular, plural))
    return zip(_folded(form for form, _ in written), (number for _, number in written), strict=True)


def _noun_forms(singular: str, plural: str) -> Iterator[tuple[str, str]]:
    base = singular[:-1] + "ت" if singular.endswith("ة") else singular
    yield singular, "s"
    if not singular.endswith(("ة", "ا", "ى")):
        yield singular + "ا", "s"
    # What has no plural is not counted: `ضمان` is no two annexations.
    if plural or singular.endswith("ة"):
        yield base + "ان", "d"
        yield base + "ين", "d"
    if plural:
        yield plural, "p"
        if plural.endswith(("ين", "ون")):
            for ending in ("ين", "ون", "ي", "و"):
                yield plural[:-2] + ending, "p"
        elif not (plural.endswith(("ات", "ة", "ى", "ا", "اء")) or _is_diptote(plural)):
            yield plural + "ا", "p"


def _is_diptote(plural: str) -> bool:
    """`كوادر`, `مفاتيح`: broken plurals with an alif in the middle have no nunation."""
    return len(plural) in (5, 6) and plural[2] == "ا"


def adjective_forms(masculine: str) -> Iterator[tuple[str, str, str]]:
    """(key, gender, number) of an adjective, participle or nisba with sound endings."""
    defective = masculine.endswith("ي") and len(masculine) == 4 and masculine[1] == "ا"
    written = [(masculine[:-1] + ending, *told) for ending, *told in _DEFECTIVE] if defective else []
    written += [(masculine + ending, *told) for ending, *told in _SOUND]
    keys = _folded(form for form, _, _ in written)
    return ((key, gender, number) for key, (_, gender, number) in zip(keys, written, strict=True))


def bare_case(stem: str) -> str:
    """`اتفاقا` is `اتفاق` in the accusative."""
    return stem[:-1] if stem.endswith("ا") and len(stem) > 3 else stem


def nominative(word: str) -> str:
    """A word as it is written, without the ending of the indefinite accusative (`اتفاقًا`, `اتفاقا`, `قمةً`)."""
    return bare_case(word.replace(TANWIN, ""))


class Split(NamedTuple):
    """A word cut into clitics and stem. `skip` counts the letters of the key before the stem's own."""

    stem: str
    skip: int
    conj: str = ""
    prep: str = ""
    article: bool = False
    future: bool = False


def splits(key: str) -> list[Split]:
    """The ways to take proclitics off, the fewest first; the first is the whole word."""
    whole = Split(key, 0)
    found = [whole, *_article(whole), *_prepositions(whole)]
    if key[0] in "وف" and len(key) > 2:
        rest = Split(key[1:], 1, key[0])
        found += [rest, *_article(rest), *_prepositions(rest)]
    return sorted(found, key=_clitics) if len(found) > 2 else found


def _clitics(split: Split) -> int:
    return bool(split.conj) + bool(split.prep) + split.article + split.future


def _article(split: Split) -> list[Split]:
    if split.stem.startswith("ال") and len(split.stem) > 3:
        return [Split(split.stem[2:], split.skip + 2, split.conj, split.prep, True)]
    return []


def _prepositions(split: Split) -> list[Split]:
    stem = split.stem
    if len(stem) < 3:
        return []
    if stem[0] == "س" and stem[1] in "يتنا":
        return [Split(stem[1:], split.skip + 1, split.conj, future=True)]
    if stem[0] not in "بلك":
        return []
    rest = Split(stem[1:], split.skip + 1, split.conj, stem[0])
    assimilated = [Split(stem[2:], split.skip + 2, split.conj, "ل", True)] if stem.startswith("لل") else []
    return [rest, *_article(rest), *assimilated]


def without_pronoun(stem: str) -> Iterator[tuple[str, str]]:
    """(stem, pronoun) for each pronoun that may end the word, with the stem's spelling restored."""
    for pronoun in PRONOUNS:
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= 2:
            base = stem[: -len(pronoun)]
            yield base, pronoun
            if base[-1] == "ت":
                yield base[:-1] + "ه", pronoun
            elif base[-1] in "يو":
                yield base[:-1] + "ء", pronoun
                if base[-1] == "و":
                    yield base + "ا", pronoun
                else:
                    yield base + "ن", pronoun
            elif base[-1] == "ا":
                yield base[:-1] + "ي", pronoun
