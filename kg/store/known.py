"""What the ontology knows of the actors that articles mention, as triples of the default graph."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.ids import digest
from kg.ontology import Actor, Held, Ontology
from kg.rdf import DIP, ENTITY, HELD, day, entity_iri, iri
from kg.store.facts import Fact
from kg.store.quads import LABEL, SUBJECT_OF, TYPE, text

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
        for node, actor in self.actors.items():
            for linked in linked_actors(actor, self):
                found[linked].add(node)
        return found

    def party(self, within: str) -> ox.NamedNode:
        """For whom an office in an organisation acts: its state if it belongs to one."""
        actor = self.actors.get(within)
        return entity_iri(actor.of_country) if actor and actor.of_country else ox.NamedNode(within)


def actor_triples(actor: Actor, known: Background) -> Iterator[ox.Triple]:
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


def introduction(actor: Actor) -> Iterator[ox.Triple]:
    """Type and labels of an actor to whom others are linked."""
    node = entity_iri(actor.path)
    yield ox.Triple(node, TYPE, ox.NamedNode(DIP + actor.type))
    for lang, label in actor.labels.items():
        yield ox.Triple(node, LABEL, text(label, lang))


def _names(actor: Actor) -> Iterator[ox.Triple]:
    node = entity_iri(actor.path)
    yield from introduction(actor)
    for key, attribute in _NAMES.items():
        for lang, names in getattr(actor, attribute).items():
            yield from (ox.Triple(node, iri(key), text(name, lang)) for name in names)
    for nisba in actor.nisbas:
        yield ox.Triple(node, iri("dip:nisba"), text(nisba, "ar"))
    for demonym in actor.demonyms:
        yield ox.Triple(node, iri("dip:demonym"), text(demonym, "en"))
    for key, code in (("dip:iso2", actor.iso2), ("dip:iso3", actor.iso3), ("dip:gender", actor.gender)):
        if code:
            yield ox.Triple(node, iri(key), ox.Literal(code))


def _links(actor: Actor, known: Background) -> Iterator[ox.Triple]:
    node = entity_iri(actor.path)
    for key, path in _link_pairs(actor):
        if ENTITY + path in known.actors:
            yield ox.Triple(node, iri(key), entity_iri(path))
    for same in actor.same_as:
        yield ox.Triple(node, iri("owl:sameAs"), _foreign(same))


def _link_pairs(actor: Actor) -> Iterator[tuple[str, str]]:
    single = (("capital", actor.capital), ("locatedIn", actor.located_in), ("ofCountry", actor.of_country))
    yield from ((f"dip:{key}", path) for key, path in single if path)
    yield from (("dip:seat", path) for path in actor.seats)
    yield from (("dip:memberOf", path) for path in actor.member_of)


def _foreign(name: str) -> ox.NamedNode:
    return iri(name) if name.startswith("wd:") else ox.NamedNode(name)


def _held(actor: Actor, held: Held, known: Background) -> Iterator[ox.Triple]:
    within = known.actors.get(ENTITY + held.within)
    if within is None:
        return
    node = ox.NamedNode(HELD + digest([actor.path, held.office, held.within, str(held.start)]))
    yield from _office(node, entity_iri(actor.path), entity_iri(held.within), held.office, known)
    yield ox.Triple(node, iri("dip:known"), ox.Literal(True))
    if held.start:
        yield ox.Triple(node, iri("dip:begin"), day(held.start))
    if held.end:
        yield ox.Triple(node, iri("dip:end"), day(held.end))
    else:
        yield ox.Triple(entity_iri(actor.path), iri("dip:holdsOffice"), entity_iri(held.within))
    office = known.ontology.offices.get(held.office)
    if office and office.speaks_for:
        yield ox.Triple(node, iri("dip:actsFor"), known.party(ENTITY + held.within))


def _office(
    node: ox.NamedNode, holder: ox.NamedNode, within: ox.NamedNode, office: str | None, known: Background
) -> Iterator[ox.Triple]:
    yield ox.Triple(node, TYPE, iri("dip:OfficeHeld"))
    yield ox.Triple(node, iri("dip:holder"), holder)
    yield ox.Triple(node, iri("dip:of"), within)
    kind = known.ontology.offices.get(office) if office else None
    if kind is None:
        return
    yield ox.Triple(node, iri("dip:office"), entity_iri(kind.name))
    for lang, label in kind.labels.items():
        yield ox.Triple(node, iri("dip:officeLabel"), text(label, lang))


def told_office(fact: Fact, holder: ox.NamedNode, within: ox.NamedNode, known: Background) -> Iterator[ox.Triple]:
    """An office as articles state it: without dates, but with the articles it is good for."""
    for label in sorted({claim.one("officeLabel") or "" for claim in fact.asserted}):
        node = ox.NamedNode(HELD + digest([holder.value, label, within.value]))
        office = _office_named(label, known.ontology)
        yield from _office(node, holder, within, office, known)
        if office is None and label:
            yield ox.Triple(node, iri("dip:officeLabel"), text(label))
        if office is None or known.ontology.offices[office].speaks_for:
            yield ox.Triple(node, iri("dip:actsFor"), known.party(within.value))
        for claim in fact.asserted:
            yield ox.Triple(node, SUBJECT_OF, ox.NamedNode(claim.article))


def _office_named(label: str, ontology: Ontology) -> str | None:
    wanted = label.casefold().replace("-", " ").strip()
    for path, office in ontology.offices.items():
        if wanted in {name.casefold().replace("-", " ") for name in office.labels.values()}:
            return path
    return None
