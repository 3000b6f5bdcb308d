"""The parts a sentence is read as: noun phrases, triggers, particles; and drafts of the mentions in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.dates import DateMention
from kg.lexicon import Form, NameForm


@dataclass(slots=True, eq=False)
class Draft:
    """A mention before it is known whom it names.

    `how`: name, short, nisba, capital ... for known names; title (a description by office), unknown (a
    new personal name), head (a name opened by a head noun), bare (a head noun alone), both, counterpart, own.
    `through`: a common noun acts for a body and agrees with the verb in its place ("طائرات التحالف").
    """

    start: int
    end: int
    type: str
    how: str
    keys: tuple[str, ...] = ()
    forms: tuple[NameForm, ...] = ()
    office: str = ""
    within: list["Draft"] = field(default_factory=list)
    title_text: str = ""
    definite: bool = False
    feminine: bool = False
    referent: str = ""
    home: str = ""
    through: bool = False


@dataclass(slots=True, eq=False)
class Unit:
    """A part of a sentence: `kind` is np, verb, noun, participle, light, content, adverbial, relative, punct,
    date, modal or other. `first` and `last` are word indices (inclusive); `construct`: an ordinary noun that the
    next noun phrase can complete (idafa); `count`: a number, or a word like "about" before one;
    `plain`: an ordinary noun without article; `topic`: one that tells what is talked about;
    `commas`: its name stands between commas, and the comma after it closes it."""

    kind: str
    first: int
    last: int
    prep: str = ""
    conj: str = ""
    draft: Draft | None = None
    inner: Sequence[Draft] = ()
    forms: tuple[Form, ...] = ()
    key: str = ""
    article: bool = False
    future: bool = False
    pronoun: str = ""
    date: DateMention | None = None
    start: int = 0
    end: int = 0
    in_quotes: bool = False
    construct: bool = False
    count: bool = False
    plain: bool = False
    topic: bool = False
    commas: bool = False

    def drafts(self) -> Sequence[Draft]:
        """All drafts of the unit, the main one first; none without it."""
        return [self.draft, *self.inner] if self.draft else ()
