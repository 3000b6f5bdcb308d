"""Names in a sentence: known names by longest match, personal names by how they are built."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.units import Draft
from kg.extract.words import Word, keys_after, stem_start
from kg.lexicon import Lexicon, NameForm

OPENING = frozenset("\"“«'‘(")
CLOSING = frozenset("\"”»'’)“")
_MAX_NAME_WORDS = 6
_LEADS_TO_PLACE = frozenset({"في", "الي", "من", "مدينه", "دوله", "جمهوريه", "سلطنه", "عاصمه"})
_LED_BY = frozenset({"نظام", "حكومه", "اداره", "انصار"})
# Parts that may end a name, unlike the other particles
_CLOSING_PARTS = frozenset({"الله", "الدين", "اوغلو", "زاده"})
_CLITIC_ARTICLES = ("بال", "لل", "وال", "فال", "كال")
# What a word is of which no adjective can be said
_NO_NOUN = frozenset({"verb", "light", "plainverb", "modalverb", "prep", "function:prepositions_more"})
_HOUSE = frozenset({"ال", "عبد"})
# `المعروفة باسم ...`: a given name that mostly means "by the name of"
_AS_PREPOSITION = frozenset({"باسم", "لي"})
_LINEAGE = _HOUSE | {"بن", "ابن", "بنت"}
# First words of given names of two
_COMPOUND = frozenset({"عبد", "ابو", "ام"})
_IN_NAME = frozenset({"adjective", "given", "function:numerals"})


@dataclass(slots=True, eq=False)
class Found:
    """Known names that cover the words `first` to `last`; `start` is the offset after clitics."""

    first: int
    last: int
    start: int
    clitics: str
    forms: list[NameForm]


def find_known(words: Sequence[Word], lexicon: Lexicon) -> dict[int, Found]:
    """Known names by their first word, longest first from the left, not overlapping."""
    found: dict[int, Found] = {}
    before: Found | None = None
    for index in [at for at, word in enumerate(words) if word.lex.names]:
        hit = _known_at(words, index, lexicon, before) if before is None or index > before.last else None
        if hit is not None:
            found[index] = before = hit
    return found


def _known_at(words: Sequence[Word], index: int, lexicon: Lexicon, before: Found | None) -> Found | None:
    """The known name that starts at a word; `before` is the last one before it."""
    word = words[index]
    if _is_preposition(word):
        return None
    for skip, stem, clitics in word.lex.names:
        forms = lexicon.names.at(stem, keys_after(words, index, lexicon.names.longest(stem) - 1))
        if not forms or (clitics and _better_whole(word, forms, lexicon)) or _is_language(words, index, forms, clitics):
            continue
        spelled = forms[0].how != "short" or not word.text.endswith("ئ")  # `هادئ` is no "هادي"
        sure = spelled and any(not form.ambiguous and not _too_common(form, lexicon) for form in forms)
        if sure or _supported(words, index, forms) or (clitics == "و" and _joins(index, forms[0], before)):
            last = _last_word(words, index, len(forms[0].keys))
            return Found(index, last, stem_start(word, skip), clitics, forms)
    return None


def _is_language(words: Sequence[Word], index: int, forms: list[NameForm], clitics: str) -> bool:
    """`يتحدث الفرنسية`, `بالروسية`: a feminine adjective that qualifies no noun is the name of a language."""
    form = forms[0]
    if form.how != "nisba" or len(form.keys) > 1 or "و" in clitics or not form.keys[0].startswith("ال"):
        return False
    before = words[index - 1] if index and not words[index - 1].punct else None
    alone = bool(clitics) or (before is not None and before.lex.kinds <= _NO_NOUN and bool(before.lex.kinds))
    return form.keys[0].endswith("يه") and alone


def _too_common(form: NameForm, lexicon: Lexicon) -> bool:
    """A surname of two letters, or one that is an ordinary word ("سلام", "السلمي"), names nobody by itself."""
    if form.how != "short" or len(form.keys) > 1:
        return False
    key = form.keys[0]
    return len(key) < 3 or lexicon.knows(key) or (key.startswith("ال") and lexicon.knows(key[2:]))


def _supported(words: Sequence[Word], index: int, forms: list[NameForm]) -> bool:
    """Whether what stands before a name that is an ordinary word too shows that the name is meant."""
    if index == 0:
        return False
    before = words[index - 1].lex
    nisba = forms[0].how == "nisba"
    if nisba and before.stem == "نظام":
        return False
    if before.has("title") or forms[0].how == "short":
        return before.has("title") or before.stem in _LED_BY  # `الرئيس سلام`, but `اتفاق سلام`
    return before.has("head") or (not nisba and before.stem in _LEADS_TO_PLACE)


def _joins(index: int, form: NameForm, before: Found | None) -> bool:
    """`بايدن وشي`, `النيجر ومالي`: what is joined to a name of the same kind is a name, whatever else it could be."""
    if before is None or before.last != index - 1:
        return False
    other = before.forms[0]
    return form.type == other.type and form.type in ("Person", "Country") and "nisba" not in (form.how, other.how)


def _better_whole(word: Word, forms: list[NameForm], lexicon: Lexicon) -> bool:
    return len(forms[0].keys) == 1 and lexicon.knows(word.key)


def _last_word(words: Sequence[Word], index: int, count: int) -> int:
    while count > 1:
        index += 1
        count -= not words[index].punct
    return index


def person_at(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon, *,
              titled: bool) -> tuple[Draft, int] | None:  # fmt: skip
    """A personal name that starts at a word, and the index after it. `titled`: an office stands before it."""
    index = _skip_honorifics(words, index, lexicon)
    if index >= len(words):
        return None
    hit = known.get(index)
    longer = _longer_name(words, index, hit, known, lexicon) if hit is not None else None
    if hit is not None:
        return longer or _known_person(words, hit)
    if not titled and words[index].key in _AS_PREPOSITION:
        return None
    # What follows a title is joined to nothing; without one a given name has to come first.
    unfit = bool(words[index].lex.conj) if titled else _first_key(words[index]) not in lexicon.given
    if unfit:
        return None
    quoted = _quoted_name(words, index, lexicon) if titled else None
    if quoted is not None:
        return quoted
    quoted_word = titled and index > 0 and words[index - 1].text in OPENING and words[index].key not in lexicon.given
    last = None if quoted_word else _name_end(words, index, known, lexicon)
    if last is None or not (titled or _looks_personal(words, index, last, lexicon)):
        return None
    keys = (_first_key(words[index]), *(word.key for word in words[index + 1 : last + 1] if not word.punct))
    start = stem_start(words[index], words[index].lex.skip) if keys[0] != words[index].key else words[index].start
    return Draft(start, words[last].end, "Person", "unknown", keys), _skip_closing(words, last + 1)


def _first_key(word: Word) -> str:
    """The key of a name's first word, without the conjunction before it (`وهيلينا`)."""
    return word.lex.stem if word.lex.conj and not word.lex.forms else word.key


def _known_person(words: Sequence[Word], hit: Found) -> tuple[Draft, int] | None:
    persons = tuple(form for form in hit.forms if form.type == "Person")
    if not persons or (hit.clitics and "و" not in hit.clitics):
        return None
    last = _lineage_end(words, hit.last)
    draft = Draft(hit.start, words[last].end, "Person", persons[0].how, persons[0].keys, persons)
    draft.feminine = persons[0].feminine
    return draft, _skip_closing(words, last + 1)


def _lineage_end(words: Sequence[Word], last: int) -> int:
    """`السلطان هيثم بن طارق آل سعيد`: the last word of the fathers and the house after a known name."""
    while last + 2 < len(words) and words[last + 1].key in _LINEAGE and not words[last + 2].punct:
        compound = words[last + 2].key in _COMPOUND and last + 3 < len(words) and not words[last + 3].punct
        last += 3 if compound else 2
    return last


def _longer_name(
    words: Sequence[Word], index: int, hit: Found, known: dict[int, Found], lexicon: Lexicon
) -> tuple[Draft, int] | None:
    """A run of name words that goes on after a known short name ("كيم" in the name of another Kim).

    Where it is a surname only, nothing follows it.
    """
    if not _part_of_name(hit) or words[index].key not in lexicon.given:
        return None
    last = _name_end(words, index, known, lexicon)
    if last is None or last <= hit.last or words[hit.last + 1].punct or hit.last + 1 in known:
        return None
    keys = tuple(word.key for word in words[index : last + 1] if not word.punct)
    return Draft(hit.start, words[last].end, "Person", "unknown", keys), _skip_closing(words, last + 1)


def _quoted_name(words: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[Draft, int] | None:
    """A name that quotation marks delimit, whatever words it is made of."""
    if index == 0 or words[index - 1].text not in '"“«‘':
        return None
    for end in range(index, min(index + _MAX_NAME_WORDS, len(words))):
        if words[end].text in CLOSING and end > index:
            keys = tuple(word.key for word in words[index:end])
            draft = Draft(words[index].start, words[end - 1].end, "Person", "unknown", keys)
            plain = end - index > 1 and not any(word.key.startswith("و") for word in words[index + 1 : end])
            return (draft, end + 1) if plain and _can_be_name(words[index], lexicon, first=True) else None
        if words[end].punct and words[end].text not in "-–":
            return None
    return None


def _skip_honorifics(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    while index < len(words):
        word = words[index]
        honorific = word.key in lexicon.honorifics and word.key not in lexicon.given
        if not (honorific or (word.punct and word.text in OPENING)):
            break
        index += 1
    return index


def _skip_closing(words: Sequence[Word], index: int) -> int:
    return index + 1 if index < len(words) and words[index].text in CLOSING else index


def _name_end(words: Sequence[Word], index: int, known: dict[int, Found], lexicon: Lexicon) -> int | None:
    """Index of the last word of a run that can be a personal name."""
    last, count, start = None, 0, index
    while index < len(words) and count < _MAX_NAME_WORDS:
        word = words[index]
        if word.punct:
            if word.text not in "-–'’" or last is None or index + 1 >= len(words):
                break
        elif not _goes_on(words, index, last, known, lexicon):
            break
        else:
            count += 1
            last = index
        index += 1
    while last is not None and words[last].key in lexicon.particles and words[last].key not in _CLOSING_PARTS:
        last -= 1
        if last < start:
            return None
    return last


def _goes_on(words: Sequence[Word], index: int, last: int | None, known: dict[int, Found], lexicon: Lexicon) -> bool:
    """Whether a word carries a name on; after a particle like آل any word does."""
    word = words[index]
    if last is not None and words[last].key in _HOUSE:
        return not word.lex.has("prep")
    hit = known.get(index)
    # `تامي بروس`: no adjective of origin follows a preposition without its article.
    adjective = hit is not None and hit.forms[0].how in ("nisba", "people")
    chance = adjective and hit is not None and hit.clitics in ("ب", "ك", "ل") and last is not None
    other = hit is not None and not (_part_of_name(hit) or chance)
    return not other and _can_be_name(word, lexicon, first=last is None)


def _is_preposition(word: Word) -> bool:
    """`على` is no `علي`, though their keys are the same."""
    return word.text.endswith("ى") and word.lex.has("prep")


def _part_of_name(hit: Found) -> bool:
    """A known surname, or a name that is ambiguous, may be part of somebody else's name."""
    return not hit.clitics and all(form.type == "Person" and form.how == "short" for form in hit.forms)


def _can_be_name(word: Word, lexicon: Lexicon, *, first: bool) -> bool:
    if _is_preposition(word):
        return False
    if word.key in lexicon.given or word.key in lexicon.particles:
        return not first or word.key in lexicon.given
    if first and word.text.endswith("ة"):
        return False
    if word.lex.conj and not word.lex.forms:
        return first
    if not word.lex.forms and word.key.startswith(_CLITIC_ARTICLES if first else "لل"):
        return False
    if word.text.endswith(("اً", "ًا")):
        return False
    if any(map(str.isdigit, word.key)) or len(word.key) < 2 or _looks_inflected(word):
        return False
    if not word.lex.forms or (not first and _only_dual(word)):
        return True
    if word.lex.conj or word.lex.prep or word.lex.pronoun:
        return False
    return not first and word.lex.article and {form.kind for form in word.lex.forms} <= _IN_NAME


def _looks_inflected(word: Word) -> bool:
    """A word in no list that ends as nouns and adjectives do, not names ("المقترحات", "الفرعية", "أولوياتها")."""
    if word.text[1:2] == "إ" and word.text[0] in "لبكوف":
        return True
    article = word.key.startswith("ال") and word.key.endswith(("ات", "يه"))
    return not word.lex.forms and (article or word.key.endswith(("اتها", "اته", "اتهم", "اتنا", "يتها", "يته")))


def _only_dual(word: Word) -> bool:
    """After a single person a verb in the dual is no verb but part of a foreign name ending in -a."""
    return not word.lex.conj and all(form.number == "d" and form.kind.endswith("verb") for form in word.lex.forms)


def _looks_personal(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Without an office before it a name starts with a given name and has a second part that is not a word."""
    names = [word for word in words[first : last + 1] if not word.punct]
    if len(names) < 2 or _first_key(names[0]) not in lexicon.given or names[0].text.endswith("ى"):
        return False
    if any(form.kind in ("adjective", "plainverb") for form in names[0].lex.forms):
        return False
    return any(not word.lex.forms or word.key in lexicon.given for word in names[1:])
