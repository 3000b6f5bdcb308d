"""Word forms: every inflected key of the lexicon with what it may stand for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kg.lang import fold, fold_words
from kg.lang.ar import Split, adjective_forms, noun_forms, verb_forms, without_pronoun
from kg.lexicon.frames import Frame, Light
from kg.lexicon.lexeme import Form, Lexeme


class FormTable:
    """Keys to forms, filled once when a lexicon is loaded."""

    def __init__(self) -> None:
        self._forms: dict[str, list[Form]] = defaultdict(list)
        self._presents: dict[str, str] = {}
        self._split: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._forms

    def get(self, key: str) -> list[Form]:
        """The forms of a key; empty for an unknown one."""
        return self._forms.get(key, [])

    def add(self, key: str, form: Form) -> None:
        """Register one form."""
        self._forms[key].append(form)

    def add_words(self, kind: str, words: Iterable[str]) -> None:
        """Uninflected words; the first word of a multiword row gets the rest attached."""
        for word in words:
            first, *rest = fold_words(word)
            self.add(first, Form(kind, word, rest=tuple(rest)))

    def split_first(self, words: Iterable[str]) -> None:
        """Words that begin with a conjunction whatever else could be spelt so."""
        self._split.update(fold(word) for word in words)

    def add_verb(self, pair: str, form: Form) -> None:
        """All forms of a verb given as `past/present`, optionally followed by fixed words."""
        past, _, present = pair.partition("/")
        head, *rest = past.split()
        present = present.split()[0] if present.strip() else self._presents.get(head, "")
        self._presents.setdefault(head, present)
        fixed = tuple(fold(word) for word in rest)
        for item in verb_forms(head, present) if present else ():
            self.add(item.key, _inflected(form, *item[1:], fixed, bool(fixed)))
        if not present:
            for ending, gender in (("", "m"), ("ت", "f")):
                self.add(fold(head + ending), _inflected(form, "past", gender, "s", False, 3, fixed, True))

    def add_noun(self, pair: str, form: Form) -> None:
        """All forms of a noun given as `singular/plural`; fixed words may follow the singular."""
        singular, _, plural = pair.partition("/")
        head, *rest = singular.split()
        fixed = tuple(fold(word) for word in rest)
        plural = plural.split()[0] if plural.strip() else ""
        for key, number in noun_forms(head, plural):
            gender = "f" if singular.endswith("ة") or number == "p" else "m"
            self.add(key, _inflected(form, "", gender, number, False, 3, fixed, False))

    def add_adjective(self, word: str, form: Form) -> None:
        """All forms of an adjective or participle given in the masculine singular (broken plural after a slash)."""
        singular, _, plural = word.partition("/")
        head, *rest = singular.split()
        fixed = tuple(fold(w) for w in rest)
        for key, gender, number in adjective_forms(head):
            self.add(key, _inflected(form, "", gender, number, False, 3, fixed, False))
        if plural.strip():
            self.add(fold(plural), _inflected(form, "", "m", "p", False, 3, fixed, False))

    def add_frame(self, frame: Frame) -> None:
        """All triggers of a frame."""
        for pair in frame.verbs:
            self.add_verb(pair, Form("verb", pair, frame))
        for pair in frame.phrases:
            self.add_verb(pair, Form("verb", pair, frame))
        for pair in frame.nouns:
            self.add_noun(pair, Form("noun", pair, frame))
        for word in frame.participles:
            self.add_adjective(word, Form("participle", word, frame))

    def add_light(self, light: Light) -> None:
        """A light verb and its verbal nouns."""
        for pair in light.verbs:
            self.add_verb(pair, Form("light", pair, None, light))
        for pair in light.nouns:
            self.add_noun(pair, Form("lightnoun", pair, None, light))

    def take_apart(
        self, key: str, cuts: Sequence[Split], *, nominal: bool = False, below: bool = False, owned: bool = False
    ) -> Lexeme:
        """The reading with the fewest clitics that the lexicon backs, of the ways to cut them off; an unknown word is
        its own stem.

        `nominal`: the spelling shows that the word is no verb and has no pronoun; `below`: its hamza shows that it is
        rather a noun (`إدانتها`, but `أدانتها`). `owned`: it ends with the pronoun, not with the feminine ending that
        looks like it (`حليفه`, not `حليفة`).
        """
        if nominal:
            return next(filter(None, map(_without_verbs, self._read(cuts))), None) or Lexeme(key, key)
        if below and (noun := self._noun(cuts)) is not None:
            return noun
        if key in self._split:
            return next(lexeme for lexeme in self._read(cuts) if lexeme.conj)
        found = next(self._read(cuts), None) or next(self._read_with_pronoun(cuts), None)
        if owned and found is not None and found.kinds <= _ORDINARY and not (found.article or found.pronoun):
            found = next((other for other in self._read_with_pronoun(cuts) if other.kinds <= _ORDINARY), found)
        if found is not None and not found.conj and all(form.number == "d" for form in found.forms):
            found = next((other for other in self._read(cuts) if other.conj), found)
        return found or Lexeme(key, key)

    def _noun(self, cuts: Sequence[Split]) -> Lexeme | None:
        """The first reading as a noun with a pronoun, where what needs none is but a verb."""
        first = next(self._read(cuts), None)
        if first is not None and not first.kinds <= _VERBAL:
            return None
        return next((one for one in self._read_with_pronoun(cuts) if not one.kinds <= _VERBAL), None)

    def _read(self, cuts: Sequence[Split]) -> Iterator[Lexeme]:
        for cut in cuts:
            forms = tuple([form for form in self.get(cut.stem) if _agrees(form, cut)])
            if forms:
                yield _lexeme(cut, cut.stem, "", forms)

    def _read_with_pronoun(self, cuts: Sequence[Split]) -> Iterator[Lexeme]:
        for cut in cuts:
            if cut.article:
                continue
            for stem, pronoun in without_pronoun(cut.stem):
                forms = tuple([f for f in self.get(stem) if _owns(f, stem) and _agrees(f, cut)])
                if forms:
                    yield _lexeme(cut, stem, pronoun, forms)


@lru_cache(maxsize=4_096)
def _inflected(form: Form, tense: str, gender: str, number: str, passive: bool, person: int, rest: tuple[str, ...],
               gap: bool) -> Form:  # fmt: skip
    """A form with what its ending tells; ordinary words, which are of one form, share it."""
    return Form(form.kind, form.lemma, form.frame, form.light, tense, gender, number, passive, person, rest, gap)


_NO_PRONOUN = frozenset({"given", "function", "adjective", "name"})
_VERBAL = frozenset({"verb", "light", "plainverb", "modalverb"})
_ORDINARY = frozenset({"adjective", "plainnoun"})
_NOMINAL_PREFIX = frozenset({"ب", "ك"})


def _owns(form: Form, stem: str) -> bool:
    """Whether a pronoun can follow the form: none follows an adjective, nor a noun with nunation (`أجرا`)."""
    nunation = stem.endswith("ا") and form.kind not in _VERBAL
    return form.kind not in _NO_PRONOUN and not nunation


def _without_verbs(lexeme: Lexeme) -> Lexeme | None:
    lexeme.forms = tuple([form for form in lexeme.forms if form.kind not in _VERBAL])
    lexeme.kinds = _kinds_of(lexeme.forms)
    return lexeme if lexeme.forms else None


def _agrees(form: Form, cut: Split) -> bool:
    """Whether the clitics taken off can stand before such a form (no article on a verb, س only on a present)."""
    if form.kind in _VERBAL:
        if cut.article or cut.prep in _NOMINAL_PREFIX:
            return False
        if cut.prep == "ل" and form.tense != "present":
            return False
        return not cut.future or form.tense == "present"
    return not cut.future


@lru_cache(maxsize=4_096)
def _kinds(kinds: tuple[str, ...]) -> frozenset[str]:
    """The kinds as a set, kept once for all words that have them."""
    return frozenset(kinds)


def _kinds_of(forms: Iterable[Form]) -> frozenset[str]:
    return _kinds(tuple([form.kind for form in forms]))


def _lexeme(cut: Split, stem: str, pronoun: str, forms: tuple[Form, ...]) -> Lexeme:
    key = stem if not pronoun else stem + "+" + pronoun
    kinds = _kinds_of(forms)
    return Lexeme(key, stem, cut.skip, cut.conj, cut.prep, cut.article, cut.future, pronoun, forms, kinds)
