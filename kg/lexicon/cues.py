"""Small word tables of a language: titles, head nouns, cues, prepositions; single words and fixed phrases."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.lang import fold, fold_words
from kg.lang.ar import bare_case
from kg.lexicon.lexeme import Lexeme, Particle

Keys = tuple[str, ...]
# The preposition that all ways to name an agent count as
AGENT = "من قبل"
# This one names the agent of a noun, but may stand far from the verb that it says nothing about
BESIDE = "من جانب"


def bare(key: str) -> str:
    """A key without the article."""
    return key[2:] if key.startswith("ال") and len(key) > 3 else key


class PhraseTable:
    """Phrases of one or more words with a value each; longest match first. Words are compared without article."""

    def __init__(self, rows: Iterable[tuple[str, str]] = ()) -> None:
        self._rows: dict[str, list[tuple[Keys, str]]] = defaultdict(list)
        for phrase, value in rows:
            keys = tuple(bare(key) for key in fold_words(phrase))
            self._rows[keys[0]].append((keys, value))
        for found in self._rows.values():
            found.sort(key=lambda row: -len(row[0]))

    def __contains__(self, key: str) -> bool:
        return key in self._rows

    def firsts(self) -> Iterable[str]:
        """The first words of all phrases."""
        return self._rows.keys()

    def match(self, keys: Sequence[str]) -> tuple[int, str] | None:
        """(number of words, value) of the longest phrase that `keys` begin with."""
        for phrase, value in self._rows.get(keys[0], ()):
            if phrase == tuple(keys[: len(phrase)]):
                return len(phrase), value
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """Head nouns that open the name of an entity, by key, with the entity type and how much they need beside them."""

    types: Mapping[str, str]
    named: frozenset[str]
    generic: frozenset[str]
    agents: frozenset[str]
    officials: frozenset[str]
    plain: frozenset[str]
    introduced: frozenset[str]
    delegations: frozenset[str]
    documents: frozenset[str]
    masses: frozenset[str]
    adverbs: frozenset[str]
    assets: frozenset[str]
    media: frozenset[str]


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(bare(fold_words(word)[0]) for word in words)


def _oblique(plural: str) -> str:
    return plural[:-2] + "ين" if plural.endswith("ون") else plural


def _declined(words: Iterable[str]) -> Iterator[str]:
    """Words with their oblique plurals and their duals."""
    for word in words:
        stem = word[:-1] + "ت" if word.endswith("ة") else word
        yield from (word, _oblique(word), stem + "ان", stem + "ين")


def load_heads(table: Mapping[str, Any]) -> Heads:
    """The tables of heads.toml. The first type that claims a head keeps it."""
    types: dict[str, str] = {}
    for section in ("country", "gathering", "agreement", "conflict", "organization", "place", "group"):
        for head in table[section]["heads"]:
            if len(head.split()) == 1:
                for form in (head, _oblique(head)):
                    types.setdefault(bare(fold_words(form)[0]), section.capitalize())
    named = [word for section in ("gathering", "agreement", "conflict") for word in table[section].get("named", ())]
    return Heads(
        types=types,
        named=_keys(named),
        generic=frozenset(" ".join(fold_words(w)) for w in table["gathering"].get("generic", ())),
        agents=_keys(_declined(table["agent"]["nouns"])),
        officials=_keys(_declined(table["agent"]["officials"])),
        delegations=_keys(_declined(table["agent"]["delegations"])),
        documents=_keys(table["agent"]["documents"]),
        plain=_keys(table["place"]["plain"]),
        media=_keys(table["organization"]["media"]),
        assets=_keys(table["agent"]["assets"]),
        masses=_keys(table["group"]["masses"]),
        adverbs=_keys(table["conflict"]["adverbs"]),
        introduced=_keys([*table["agreement"]["introduced"], *table["gathering"]["introduced"]]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """Offices as phrases, and the words that may stand inside a title.

    `several` gives the first word of an office for what two or more who hold it are called.
    """

    offices: PhraseTable
    alone: frozenset[str]
    inside: frozenset[str]
    describing: frozenset[str]
    links: frozenset[str]
    posted: frozenset[str]
    address: frozenset[str]
    several: Mapping[str, str]


def load_titles(table: Mapping[str, Any]) -> Titles:
    """The tables of titles.toml."""
    rows = [(phrase, office) for office, phrases in table["offices"].items() for phrase in phrases]
    inside = table["inside"]
    return Titles(
        offices=PhraseTable(rows),
        alone=frozenset(table["alone"]["offices"]),
        inside=_keys([*inside["words"], *inside["portfolios"]]),
        describing=_keys(inside["words"]),
        links=frozenset(fold_words(word)[0] for word in inside["links"]),
        posted=frozenset(table["posted"]["offices"]),
        address=_keys(table["address"]["words"]),
        several={fold(form): fold(one) for one, forms in table["several"].items() for form in forms},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Clause structure and factuality: words, phrases and the modal tables.

    `openers` are the first words of adverbials, joins and agents; `pointing` are the words that can open a noun phrase
    which points to somebody named elsewhere.
    """

    openers: frozenset[str]
    pointing: frozenset[str]
    sports: frozenset[str]
    nature: frozenset[str]
    content: frozenset[str]
    adverbial: PhraseTable
    relative: frozenset[str]
    impersonal: frozenset[str]
    occasion: PhraseTable
    past: frozenset[str]
    aspects: PhraseTable
    prepositions: frozenset[str]
    agents: PhraseTable
    sources: PhraseTable
    joins: PhraseTable
    each: PhraseTable
    topics: frozenset[str]
    both: frozenset[str]
    both_persons: frozenset[str]
    counterpart: frozenset[str]
    accusations: frozenset[str]
    pairs: Mapping[str, tuple[str, ...]]
    own_country: frozenset[str]
    capital: frozenset[str]
    modal_words: Mapping[str, str]
    masculine: frozenset[str]
    modals: tuple[Mapping[str, Any], ...]

    def particle(self, key: str, lexeme: Lexeme) -> Particle | None:
        """What a word can do between noun phrases and triggers."""
        stem = lexeme.stem
        opener = key in self.openers or stem in self.openers
        if key in self.content or (stem in self.content and not lexeme.article):
            return Particle(opener, "content", stem)
        whole = stem if lexeme.conj else key
        if whole in self.relative and whole not in self.prepositions:
            return Particle(opener, "relative", whole)
        modal = self._modal(key, lexeme)
        if key in self.past or (stem in self.past and lexeme.conj):
            return Particle(opener, "past", stem, modal)
        if modal:
            return Particle(opener, "modal", modal)
        if lexeme.has("prep") and not lexeme.article and not lexeme.pronoun:
            return Particle(opener, "prep", stem)
        return Particle(opener) if opener else None

    def _modal(self, key: str, lexeme: Lexeme) -> str:
        """The modal cue that a word is unless it is a trigger."""
        if lexeme.of_kind("verb", "noun", "participle"):
            return ""
        return next(filter(None, map(self.modal_words.get, (key, lexeme.stem, bare_case(lexeme.stem)))), "")


def load_cues(table: Mapping[str, Any]) -> Cues:
    """The tables of cues.toml."""
    clause, words, coreference = table["clause"], table["words"], table["coreference"]
    modal_words = {
        fold_words(w)[0]: row["kind"] for row in table["modal"] for w in row.get("words", ()) if " " not in w
    }
    # What opens a clause of mere possibility is known by that.
    adverbial = PhraseTable((phrase, modal_words.get(fold(phrase), phrase)) for phrase in clause["adverbial"])
    time = table["time"]
    aspects = PhraseTable([*((w, "past") for w in time["still"]), *((w, "negated") for w in time["ended"])])
    phrases = [adverbial, aspects, *(_phrases(words[name]) for name in ("joins", "agents", "each"))]
    both = _keys([*coreference["both"], *coreference["both_persons"]])
    pairs = {fold_words(word)[0]: tuple(paths) for word, paths in coreference["pairs"].items()}
    counterpart, capital, own_country = (_keys(coreference[name]) for name in ("counterpart", "capital", "own_country"))
    return Cues(
        pointing=both | counterpart | capital | own_country | pairs.keys(),
        openers=frozenset(key for table in phrases for key in table.firsts()),
        sports=_keys(table["topic"]["sports"]),
        nature=_keys(table["topic"]["nature"]),
        content=_whole(clause["content"]),
        adverbial=adverbial,
        relative=_whole(clause["relative"]),
        occasion=_phrases(clause["occasion"]),
        impersonal=_whole(clause["impersonal"]),
        past=_whole(time["past"]),
        aspects=aspects,
        prepositions=_whole(words["prepositions"]),
        agents=PhraseTable((phrase, BESIDE if fold(phrase) == BESIDE else AGENT) for phrase in words["agents"]),
        sources=_phrases(marker.removesuffix(" ل") for marker in table["source"]["markers"]),
        joins=_phrases(words["joins"]),
        each=_phrases(words["each"]),
        topics=_keys(words["topics"]),
        both=both,
        both_persons=_keys(coreference["both_persons"]),
        counterpart=counterpart,
        pairs=pairs,
        accusations=_keys(coreference["accusations"]),
        capital=capital,
        own_country=own_country,
        modal_words=modal_words,
        masculine=_masculine(table["agreement"]),
        modals=tuple(table["modal"]),
    )


def _masculine(agreement: Mapping[str, Any]) -> frozenset[str]:
    """Paths of states and heads of the names of bodies."""
    states = {f"country/{code}" for code in agreement["masculine_states"]}
    return _keys(agreement["masculine_bodies"]) | states


def _whole(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_words(word)[0] for word in words)


def _phrases(phrases: Iterable[str]) -> PhraseTable:
    return PhraseTable((phrase, phrase) for phrase in phrases)
