"""What the ontology knows of the actors that articles mention, as rows of the default graph."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.ids import digest
from kg.ontology import Actor, Held, Ontology
from kg.rdf import DIP, ENTITY, HELD
from kg.store.facts import Fact
from kg.store.lines import Row, literal, node, term, typed

_NAMES = {
    "skos:altLabel": "alternatives",
    "dip:shortName": "short_names",
    "dip:acronym": "acronyms",
    "dip:metonym": "metonyms",
}


@dataclass(frozen=True)
class Background:
    """The terms of the ontology, and its actors by the IRI of their node."""

    ontology: Ontology
    actors: Mapping[str, Actor]

    @cached_property
    def introducers(self) -> dict[str, set[str]]:
        """The actors whose facts lead to an actor, by its node."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, actor in self.actors.items():
            for linked in linked_actors(actor, self):
                found[linked].add(name)
        return found

    def party(self, within: str) -> str:
        """For whom an office in an organisation acts: its state if it belongs to one (IRIs)."""
        actor = self.actors.get(within)
        return ENTITY + actor.of_country if actor and actor.of_country else within


def actor_rows(actor: Actor, known: Background) -> Iterator[Row]:
    """All that is known of an actor whom articles name. What it is linked to is introduced by itself."""
    yield from _names(actor)
    yield from _links(actor, known)
    for held in actor.held:
        yield from _held(actor, held, known)


def linked_actors(actor: Actor, known: Background) -> Iterator[str]:
    """The nodes to which the facts of an actor lead."""
    paths = (path for _, path in _link_pairs(actor))
    for path in (*paths, *(held.within for held in actor.held)):
        if ENTITY + path in known.actors:
            yield ENTITY + path


def introduction(actor: Actor) -> Iterator[Row]:
    """Type and labels of an actor to whom others are linked."""
    name = node(ENTITY, actor.path)
    yield name, term("rdf:type"), node(DIP, actor.type)
    for lang, label in actor.labels.items():
        yield name, term("rdfs:label"), literal(label, lang)


def _names(actor: Actor) -> Iterator[Row]:
    name = node(ENTITY, actor.path)
    yield from introduction(actor)
    for key, attribute in _NAMES.items():
        for lang, names in getattr(actor, attribute).items():
            yield from ((name, term(key), literal(other, lang)) for other in names)
    for nisba in actor.nisbas:
        yield name, term("dip:nisba"), literal(nisba, "ar")
    for demonym in actor.demonyms:
        yield name, term("dip:demonym"), literal(demonym, "en")
    for key, code in (("dip:iso2", actor.iso2), ("dip:iso3", actor.iso3), ("dip:gender", actor.gender)):
        if code:
            yield name, term(key), literal(code)


def _links(actor: Actor, known: Background) -> Iterator[Row]:
    name = node(ENTITY, actor.path)
    for key, path in _link_pairs(actor):
        if ENTITY + path in known.actors:
            yield name, term(key), node(ENTITY, path)
    for same in actor.same_as:
        yield name, term("owl:sameAs"), term(same) if same.startswith("wd:") else node("", same)


def _link_pairs(actor: Actor) -> Iterator[tuple[str, str]]:
    single = (("capital", actor.capital), ("locatedIn", actor.located_in), ("ofCountry", actor.of_country))
    yield from ((f"dip:{key}", path) for key, path in single if path)
    yield from (("dip:seat", path) for path in actor.seats)
    yield from (("dip:memberOf", path) for path in actor.member_of)


def _held(actor: Actor, held: Held, known: Background) -> Iterator[Row]:
    if ENTITY + held.within not in known.actors:
        return
    name = node(HELD, digest([actor.path, held.office, held.within, str(held.start)]))
    yield from _office(name, ENTITY + actor.path, ENTITY + held.within, held.office, known)
    yield name, term("dip:known"), typed("true", "xsd:boolean")
    for key, day in (("dip:begin", held.start), ("dip:end", held.end)):
        if day:
            yield name, term(key), typed(day.isoformat(), "xsd:date")
    if not held.end:
        yield node(ENTITY, actor.path), term("dip:holdsOffice"), node(ENTITY, held.within)
    office = known.ontology.offices.get(held.office)
    if office and office.speaks_for:
        yield name, term("dip:actsFor"), f"<{known.party(ENTITY + held.within)}>"


def _office(name: str, holder: str, within: str, office: str | None, known: Background) -> Iterator[Row]:
    """An office held, by IRIs; `name` is the term of the node itself."""
    yield name, term("rdf:type"), term("dip:OfficeHeld")
    yield name, term("dip:holder"), f"<{holder}>"
    yield name, term("dip:of"), f"<{within}>"
    kind = known.ontology.offices.get(office) if office else None
    if kind is None:
        return
    yield name, term("dip:office"), node(ENTITY, kind.name)
    for lang, label in kind.labels.items():
        yield name, term("dip:officeLabel"), literal(label, lang)


def told_office(fact: Fact, holder: str, within: str, known: Background) -> Iterator[Row]:
    """An office as articles state it (holder and organisation as IRIs): without dates, but with its articles."""
    for label in sorted({claim.one("officeLabel") or "" for claim in fact.asserted}):
        name = node(HELD, digest([holder, label, within]))
        office = _office_named(label, known.ontology)
        yield from _office(name, holder, within, office, known)
        if office is None and label:
            yield name, term("dip:officeLabel"), literal(label)
        if office is None or known.ontology.offices[office].speaks_for:
            yield name, term("dip:actsFor"), f"<{known.party(within)}>"
        for claim in fact.asserted:
            yield name, term("schema:subjectOf"), f"<{claim.article}>"


def _office_named(label: str, ontology: Ontology) -> str | None:
    wanted = label.casefold().replace("-", " ").strip()
    for path, office in ontology.offices.items():
        if wanted in {name.casefold().replace("-", " ") for name in office.labels.values()}:
            return path
    return None
