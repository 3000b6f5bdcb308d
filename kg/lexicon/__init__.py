"""All that is known of a language and of the world's actors, loaded once and asked by key."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from kg.lang import fold
from kg.lang.ar import TANWIN, Split, bare_case, splits
from kg.lexicon.cues import Cues, Heads, Titles, load_cues, load_heads, load_titles
from kg.lexicon.forms import FormTable
from kg.lexicon.frames import Content, Frame, Light, load_frames, load_lights, read_toml
from kg.lexicon.judgement import Judgement, load_judgement
from kg.lexicon.lexeme import PUNCTUATION, Form, Lexeme, read_forms
from kg.lexicon.memo import Memo
from kg.lexicon.names import NameForm, NameTable, build_names
from kg.ontology import Actor, Held, load_actors
from kg.resources import data_dir

__all__ = ["Content", "Form", "Frame", "Lexeme", "Lexicon", "Light", "NameForm", "load_lexicon"]

# Of ordinary words nothing is asked but that they are such: they share their forms.
_VERB, _NOUN, _ADJECTIVE = Form("plainverb", ""), Form("plainnoun", ""), Form("adjective", "")
_AND = "و"
_DATE = Form("date", "date")
_CLITICS = "وفبكل"
# What no verb is written with: ta marbuta and the accusative with nunation
_NOMINAL_ENDINGS = ("ة", TANWIN, f"{TANWIN}ا")


class Lexicon:
    """Word forms, names, titles, heads and cues of one language, and the actors with their offices."""

    def __init__(self, folder: Path, actors: Sequence[Actor]) -> None:
        self.actors: Mapping[str, Actor] = {actor.path: actor for actor in actors}
        self.frames: tuple[Frame, ...] = load_frames(folder / "frames")
        self.heads: Heads = load_heads(read_toml(folder / "heads.toml"))
        self.titles: Titles = load_titles(read_toml(folder / "titles.toml"))
        self.cues: Cues = load_cues(read_toml(folder / "cues.toml"))
        self.names: NameTable = build_names(actors)
        given = read_toml(folder / "names" / "given.toml")
        self.given: frozenset[str] = frozenset(fold(name) for name in [*given["given"], *given["family_first"]])
        self.particles: frozenset[str] = frozenset(fold(name) for name in given["nobiliary"])
        self.honorifics: frozenset[str] = _honorifics(read_toml(folder / "names" / "honorifics.toml"))
        self.masculine: frozenset[str] = self.cues.masculine
        self._holders: Mapping[tuple[str, str], list[tuple[Held, str]]] = _holders(actors)
        self._forms = _forms(folder, self.frames, self.cues)
        self.judgement: Judgement = load_judgement(read_toml(folder / "judgement.toml"), self._forms)
        for key in sorted(self.titles.offices.firsts()):
            self._forms.add(key, Form("title", key))
        for key in sorted({*self.heads.types, *self.heads.agents}):
            self._forms.add(key, Form("head", key))
        for key in sorted(self.titles.inside):
            self._forms.add(key, Form("plainnoun", key))
        self.words: Memo[str, tuple[str, Lexeme]] = Memo(self._word, 100_000)
        self.date_words: Memo[str, Lexeme] = Memo(self._date_word, 10_000)

    def _word(self, text: str) -> tuple[str, Lexeme]:
        """(key, lexeme) of a written word or sign."""
        if not text[0].isalnum():
            return text, PUNCTUATION
        key = fold(text)
        cuts = splits(key)
        below = text.lstrip(_CLITICS).startswith("إ")
        lexeme = self._forms.take_apart(
            key, cuts, nominal=text.endswith(_NOMINAL_ENDINGS), below=below, owned=text.endswith("ه")
        )
        if lexeme.prep and not lexeme.article and key in self.given:
            lexeme = Lexeme(key, key)  # `كمال` is a name, hardly "like money"
        if not lexeme.forms and key[0] == _AND and key[1:] in self.given and key not in self.given:
            lexeme = Lexeme(key, key[1:], skip=1, conj=_AND)
        lexeme.names = self._name_starts(key, cuts)
        lexeme.opens = tuple(self._opens(key, lexeme))
        lexeme.particle = self.cues.particle(key, lexeme)
        lexeme.readings = read_forms(lexeme)
        return key, lexeme

    def _date_word(self, text: str) -> Lexeme:
        """The lexeme of a word in a date, where it is no trigger and has no other forms."""
        key, lexeme = self.words[text]
        lexeme = replace(lexeme, forms=(_DATE,), article=False, readings=None)
        lexeme.particle = self.cues.particle(key, lexeme)
        return lexeme

    def _opens(self, key: str, lexeme: Lexeme) -> Iterator[str]:
        """The noun phrases that a word can open, in the order in which they are tried."""
        heads, stem = self.heads, lexeme.stem
        if lexeme.has("title"):
            yield "title"
        if stem in self.titles.several:
            yield "several"
        if (
            not (heads.agents | heads.documents).isdisjoint((stem, bare_case(stem)))
            or heads.types.get(stem) == "Country"
        ):
            yield "agent"
        if stem in self.cues.pointing or key in self.cues.pointing:
            yield "anaphor"
        if stem in heads.types or stem.removesuffix("ا") in heads.types:
            yield "head"
        if self._opens_person(key, lexeme):
            yield "person"

    def _opens_person(self, key: str, lexeme: Lexeme) -> bool:
        """Whether a word is a given name, a form of address, or a known name that is no other word."""
        bare = not (lexeme.prep or lexeme.article)
        if key in self.given or (lexeme.conj and not lexeme.forms and lexeme.stem in self.given):
            return bare
        honoured = key in self.honorifics or "ال" + lexeme.stem in self.honorifics
        return honoured or (bare and bool(lexeme.names) and not lexeme.forms)

    def knows(self, key: str) -> bool:
        """Whether the key as it stands is an ordinary word or trigger."""
        return key in self._forms

    def _name_starts(self, key: str, cuts: Iterable[Split]) -> tuple[tuple[int, str, str], ...]:
        """(letters to skip, stem, clitics) for each way in which a known name may start in this word."""
        if key in self.names:
            return ((0, key, ""),)
        return tuple([start for start in _name_cuts(cuts) if start[1] in self.names])

    def plain_frame(self, kind: str) -> Frame | None:
        """The first frame of an event type: what an event is that no trigger of its own names."""
        return next((frame for frame in self.frames if frame.type == kind), None)

    def holders(self, office: str, within: str, on: date | None) -> list[str]:
        """Persons who held the office at a date (all who ever did, if the date is not known), newest first."""
        rows = self._holders.get((office, within), [])
        fitting = [path for held, path in rows if on is None or held.covers(on)]
        return fitting[::-1]

    def offices_of(self, path: str, on: date | None) -> list[Held]:
        """The offices a person held at a date; all of them if the date is not known."""
        actor = self.actors.get(path)
        return [held for held in actor.held if on is None or held.covers(on)] if actor else []


def _name_cuts(cuts: Iterable[Split]) -> Iterator[tuple[int, str, str]]:
    for cut in cuts:
        clitics = cut.conj + cut.prep
        if cut.article and clitics:
            yield cut.skip - (1 if cut.prep == "ل" else 2), "ال" + cut.stem, clitics
        elif clitics:
            yield cut.skip, cut.stem, clitics


def _holders(actors: Sequence[Actor]) -> dict[tuple[str, str], list[tuple[Held, str]]]:
    table: dict[tuple[str, str], list[tuple[Held, str]]] = defaultdict(list)
    for actor in actors:
        for held in actor.held:
            table[held.office.removeprefix("office/"), held.within].append((held, actor.path))
    for rows in table.values():
        rows.sort(key=lambda row: (row[0].start or date.min, row[1]))
    return table


def _honorifics(table: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(key for phrase in table["honorifics"] for key in map(fold, phrase.split()))


def _forms(folder: Path, frames: Sequence[Frame], cues: Cues) -> FormTable:
    forms = FormTable()
    _add_plain_words(forms, folder / "words")
    for frame in frames:
        forms.add_frame(frame)
    for light in load_lights(folder / "light.toml"):
        forms.add_light(light)
    for modal in cues.modals:
        _add_modal(forms, modal)
    for word in sorted(cues.prepositions):
        forms.add(word, Form("prep", word))
    for word in sorted(
        cues.content | cues.relative | cues.past | cues.own_country | cues.counterpart | cues.both | set(cues.pairs)
    ):
        forms.add(word, Form("function", word))
    return forms


def _add_modal(forms: FormTable, modal: Mapping[str, Any]) -> None:
    for pair in modal.get("verbs", ()):
        if "/" in pair:
            forms.add_verb(pair, Form("modalverb", modal["kind"]))
    for noun in modal.get("nouns", ()):
        forms.add_noun(noun, Form("modalnoun", modal["kind"]))
    forms.add_words("modalword", [])


def _add_plain_words(forms: FormTable, folder: Path) -> None:
    verbs, nouns = read_toml(folder / "verbs.toml"), read_toml(folder / "nouns.toml")
    for pair in verbs["verbs"]:
        forms.add_verb(pair, _VERB)
    for pair in nouns["nouns"]:
        forms.add_noun(pair, _NOUN)
    for word in nouns["adjectives"]:
        forms.add_adjective(word, _ADJECTIVE)
    for category, words in sorted(read_toml(folder / "function.toml").items()):
        if category == "split":
            forms.split_first(words)
        elif isinstance(words, list):
            forms.add_words("function:" + category, [word for word in words if " " not in word])


def load_lexicon(lang: str = "ar", root: Path | None = None) -> Lexicon:
    """The lexicon of a language from the ontology folder (by default the one that comes with the program)."""
    folder = root or data_dir("ontology")
    return Lexicon(folder / "lexicon" / lang, load_actors(sorted((folder / "actors").glob("*.ttl"))))
