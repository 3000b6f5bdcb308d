"""What must hold between the actors of all files; each finding is one line that names the actor."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from kg.lang import fold_words
from kg.ontology.actors import Actor, Held
from kg.ontology.terms import Office

_UNIQUE = frozenset({"Person", "Country", "Organization"})
_Terms = dict[tuple[str, str], list[tuple[Held, Actor]]]


def check_actors(actors: Sequence[Actor], offices: Mapping[str, Office]) -> list[str]:
    """Contradictions in the tables, sorted; empty when all is well."""
    paths = {actor.path for actor in actors}
    found = [*_duplicates(actors), *_shared_names(actors), *_overlaps(actors, offices)]
    for actor in actors:
        found += [f"{actor.file}: {actor.path}: {text}" for text in _findings(actor, paths, offices)]
    return sorted(found)


def _findings(actor: Actor, paths: set[str], offices: Mapping[str, Office]) -> Iterator[str]:
    for lang in ("ar", "en"):
        if not actor.labels.get(lang, "").strip():
            yield f"no rdfs:label in {lang}"
    for link in (actor.capital, actor.located_in, actor.of_country, *actor.seats, *actor.member_of):
        if link is not None and link not in paths:
            yield f"links to {link}, which is not described"
    for held in actor.held:
        yield from _term_findings(held, actor, paths, offices)


def _term_findings(held: Held, actor: Actor, paths: set[str], offices: Mapping[str, Office]) -> Iterator[str]:
    if held.office not in offices:
        yield f"unknown office {held.office}"
    if held.within not in paths:
        yield f"office in {held.within}, which is not described"
    if held.start and held.end and held.start > held.end:
        yield f"{held.office} ends before it starts"
    if held.start and actor.kept_to and held.start > actor.kept_to:
        yield f"{held.office} starts after {actor.kept_to:%Y-%m}, the date the table is kept to"


def _duplicates(actors: Iterable[Actor]) -> Iterator[str]:
    """Two actors that must be one: the same label in one type, or the same foreign identifier."""
    seen: dict[tuple[str, str], str] = {}
    for actor in actors:
        keys = [(actor.type, label) for label in actor.labels.values() if actor.type in _UNIQUE]
        for key in keys + [("identifier", same) for same in actor.same_as]:
            if seen.setdefault(key, actor.path) != actor.path:
                yield f"{actor.file}: {actor.path}: has the {key[0]} {key[1]!r} of {seen[key]}"


def _shared_names(actors: Iterable[Actor]) -> Iterator[str]:
    """A name that two actors of one type share, where nothing says that it is ambiguous."""
    seen: dict[tuple[str, tuple[str, ...]], str] = {}
    for actor in actors:
        unsure = {fold_words(name) for names in actor.ambiguous.values() for name in names}
        names = (name for table in (actor.alternatives, actor.acronyms) for row in table.values() for name in row)
        for key in sorted({fold_words(name) for name in [*actor.labels.values(), *names] if name} - unsure):
            if seen.setdefault((actor.type, key), actor.path) != actor.path:
                yield f"{actor.file}: {actor.path}: shares the name {' '.join(key)!r} with {seen[actor.type, key]}"


def _single_terms(actors: Iterable[Actor], offices: Mapping[str, Office]) -> _Terms:
    terms: _Terms = defaultdict(list)
    for actor in actors:
        for held in actor.held:
            office = offices.get(held.office)
            if office and office.single_holder and held.start:
                terms[held.office, held.within].append((held, actor))
    return terms


def _overlaps(actors: Iterable[Actor], offices: Mapping[str, Office]) -> Iterator[str]:
    """Two holders of one office at a time; a month in which one hands over to the other is fine."""
    for (office, within), terms in _single_terms(actors, offices).items():
        terms.sort(key=lambda term: (term[0].start or date.min, term[0].end or date.max))
        for (earlier, first), (later, second) in pairwise(terms):
            if first.path != second.path and _runs_into(earlier, later):
                yield f"{second.file}: {second.path}: {office} of {within} while {first.path} holds it"


def _runs_into(earlier: Held, later: Held) -> bool:
    end, start = earlier.end or date.max, later.start or date.min
    return (end.year, end.month) > (start.year, start.month)
