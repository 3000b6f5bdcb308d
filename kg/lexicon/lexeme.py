"""What is known of one written word, whatever stands beside it: how it is taken apart, and what it may be."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.lexicon.frames import Frame, Light

_VERBAL = frozenset({"verb", "light", "plainverb", "modalverb"})
_NOMINAL = frozenset({"noun", "lightnoun", "participle"})
_TRIGGERS = _VERBAL | _NOMINAL
_MODAL = "modalnoun"


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What a key can stand for. `rest` are the further words of a multiword trigger (`gap`: words may intervene)."""

    kind: str
    lemma: str
    frame: Frame | None = None
    light: Light | None = None
    tense: str = ""
    gender: str = ""
    number: str = ""
    passive: bool = False
    person: int = 3
    rest: tuple[str, ...] = ()
    gap: bool = False


Forms = tuple[Form, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """As which triggers a word can be read. `verbs`: unless a particle before it shortens them (`لم يزر`), then
    `short`; `idioms`: the forms that need further words; `nominal`: whether it can be a noun or adjective instead."""

    verbs: Forms
    short: Forms
    nouns: Forms
    modal: Forms
    nominal: bool
    idioms: Forms


@dataclass(frozen=True, slots=True, eq=False)
class Particle:
    """What a word does between noun phrases and triggers. `opener`: it may begin a phrase that joins, names an agent or
    opens a clause; else it is a `cue` (content, relative, past, modal or prep) with a `key`, but the modal
    `before_present` where a verb in the present follows (`قد يزور`)."""

    opener: bool
    cue: str = ""
    key: str = ""
    before_present: str = ""


@dataclass(slots=True, eq=False)
class Lexeme:
    """A written word taken apart: clitics, stem, attached pronoun, and all forms of the stem.

    Not frozen, for the lexicon completes it step by step; then it is shared by all places where the word stands.
    `opens`: the noun phrases that can begin with it (title, several, agent, anaphor, head, person). `names`: where in
    it a known name may start, as (letters to skip, stem, clitics). `readings` and `particle` are None where it is
    nothing such.
    """

    key: str
    stem: str
    skip: int = 0
    conj: str = ""
    prep: str = ""
    article: bool = False
    future: bool = False
    pronoun: str = ""
    forms: Forms = ()
    kinds: frozenset[str] = frozenset()
    opens: tuple[str, ...] = ()
    names: tuple[tuple[int, str, str], ...] = ()
    readings: Readings | None = None
    particle: Particle | None = None

    def of_kind(self, *kinds: str) -> Forms:
        """The forms of these kinds."""
        return tuple([form for form in self.forms if form.kind in kinds]) if self.forms else ()

    def has(self, kind: str) -> bool:
        """Whether the word can be of this kind."""
        return kind in self.kinds


# What every sign is that is neither letter nor digit
PUNCTUATION = Lexeme("", "")


def read_forms(lexeme: Lexeme, followed: Iterable[Form] = ()) -> Readings | None:
    """The readings of a word after which the further words of these idioms stand."""
    if lexeme.kinds.isdisjoint(_TRIGGERS) and _MODAL not in lexeme.kinds:
        return None
    fitting = [form for form in lexeme.forms if not form.rest or form in followed]
    verbs = tuple([form for form in fitting if form.kind in _VERBAL])
    nouns = tuple([form for form in fitting if form.kind in _NOMINAL and _circumstantial(form, lexeme)])
    return Readings(
        verbs=tuple([form for form in verbs if form.number != "j"]),
        short=verbs,
        nouns=nouns,
        modal=lexeme.of_kind(_MODAL),
        nominal=bool(nouns) or lexeme.has("plainnoun") or lexeme.has("adjective"),
        idioms=tuple([form for form in lexeme.forms if form.rest and form.kind in _TRIGGERS]),
    )


def _circumstantial(form: Form, lexeme: Lexeme) -> bool:
    """A participle tells what its subject does in the singular accusative ("مؤكدا", "داعية") or with the article."""
    singular = form.number == "s" and lexeme.stem.endswith(("ا", "ه"))
    return form.kind != "participle" or lexeme.article or singular
