"""Known names: every form under which an actor of the ontology may stand in a text, by its words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.lang import fold, fold_words
from kg.lang.ar import adjective_forms
from kg.ontology import Actor

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way to name an actor. `how`: name, short, acronym, metonym, nisba, people, capital or seat.

    `path` is the actor that the words name; for a capital or seat of government `state` is the country
    it can stand for. `ambiguous` forms need support from their context.
    """

    keys: Keys
    path: str
    type: str
    how: str
    state: str | None = None
    ambiguous: bool = False
    feminine: bool = False


class NameTable:
    """Name forms by their keys, and how long the longest is that begins with a word."""

    def __init__(self) -> None:
        self._forms: dict[Keys, list[NameForm]] = {}
        self._longest: dict[str, int] = {}

    def add(self, form: NameForm) -> None:
        """Register a form unless the same actor already has it in the same manner."""
        keys = form.keys
        same = self._forms.get(keys)
        if same is None:
            self._forms[keys] = [form]
            self._longest[keys[0]] = max(len(keys), self.longest(keys[0]))
        elif not any(other.path == form.path for other in same):
            same.append(form)

    def close(self) -> None:
        """Put the names before the adjectives; call once after the last `add`."""
        for forms in self._forms.values():
            if len(forms) > 1:
                forms.sort(key=lambda form: form.how in ("nisba", "people"))

    def __contains__(self, key: str) -> bool:
        return key in self._longest

    def longest(self, first: str) -> int:
        """Number of words of the longest form that starts with `first`."""
        return self._longest.get(first, 0)

    def at(self, first: str, following: Sequence[str]) -> list[NameForm]:
        """The longest forms that start with `first` and go on with the keys in `following`."""
        for length in range(self.longest(first), 0, -1):
            forms = self._forms.get((first, *following[: length - 1]))
            if forms is not None:
                return forms
        return []


def _nisba_keys(nisba: str) -> Iterator[Keys]:
    """All inflected forms of a nisba of one or two words, with and without the article."""
    words = nisba.split()
    inflected = [list(adjective_forms(word)) for word in words]
    for index, (key, gender, number) in enumerate(inflected[0]):
        for tail in _agreeing(inflected[1:], index, gender, number):
            form = (key, *tail)
            yield form
            yield tuple("ال" + part for part in form)
    yield from _construct_plural(words)


def _agreeing(rest: list[list[tuple[str, str, str]]], index: int, gender: str, number: str) -> list[Keys]:
    if not rest:
        return [()]
    key, other_gender, other_number = rest[0][index]
    return [(key,)] if (gender, number) == (other_gender, other_number) else []


def _construct_plural(words: list[str]) -> Iterator[Keys]:
    if len(words) == 1:
        yield (fold(words[0] + "و"),)


def _plain_forms(actor: Actor, lang: str) -> Iterator[tuple[str, str]]:
    label = actor.labels.get(lang)
    if label:
        yield label, "name"
    for name in actor.alternatives.get(lang, ()):
        yield name, "name"
    for name in actor.short_names.get(lang, ()):
        yield name, "short"
    for name in actor.acronyms.get(lang, ()):
        yield name, "acronym"
    for name in actor.metonyms.get(lang, ()):
        yield name, "metonym"


def _with_article(text: str) -> list[str]:
    return [text, " ".join("ال" + word for word in text.split())]


def actor_forms(actor: Actor, states: dict[str, str]) -> Iterator[NameForm]:
    """Every form of one actor; `states` maps a capital or seat to the country whose government it stands for."""
    ambiguous = {fold_words(name) for names in actor.ambiguous.values() for name in names}
    state = states.get(actor.path)
    feminine = actor.gender == "f"

    def form(keys: Keys, how: str) -> NameForm:
        unsure = bool(ambiguous) and (keys in ambiguous or tuple(k.removeprefix("ال") for k in keys) in ambiguous)
        return NameForm(keys, actor.path, actor.type, how, state, unsure, feminine)

    for lang in ("ar", "en"):
        for text, how in _plain_forms(actor, lang):
            yield form(fold_words(text), how)
    for nisba in actor.nisbas:
        for keys in _nisba_keys(nisba):
            yield form(keys, "nisba")
    for people in actor.inhabitants:
        for text in _with_article(people):
            yield form(fold_words(text), "people")


def capital_states(actors: Iterable[Actor]) -> dict[str, str]:
    """Capitals and seats of government to the path of their country."""
    states: dict[str, str] = {}
    for actor in actors:
        for seat in (actor.capital, *actor.seats):
            if seat:
                states.setdefault(seat, actor.path)
    return states


def build_names(actors: Sequence[Actor]) -> NameTable:
    """The table of all forms of all actors."""
    table = NameTable()
    states = capital_states(actors)
    for actor in actors:
        for form in actor_forms(actor, states):
            table.add(form)
    table.close()
    return table
