"""Filling the index of names: what a look-up shows, so that it need not open the graph."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import pyoxigraph as ox

from kg.ontology import Actor, Ontology
from kg.rdf import ARTICLE, ENTITY, entity_iri, iri, language_of, value_of
from kg.store.claims import told_by
from kg.store.content import Content, Known
from kg.store.derive import Derived, background
from kg.store.engine import Engine
from kg.store.ledger import Ledger
from kg.store.names import Names
from kg.store.quads import KINDS, LABEL, SUBJECT_OF, TYPE
from kg.store.resolved import Resolved

_DEFAULT = ox.DefaultGraph()
_FULL = ("rdfs:label", "skos:altLabel")
_PARTIAL = ("dip:shortName", "dip:acronym", "dip:metonym", "dip:nisba", "dip:demonym")
_OFFICE = {"dip:begin": "begin", "dip:end": "end", "dip:of": "within"}
_TOLD = ("holdsOffice", "locatedIn", "memberOf", "partyTo", "signed", "capital", "ofCountry")


def index_names(graph: Engine, names: Names, ledger: Ledger, derived: Derived) -> None:
    """Make the index anew from the gists of the articles, and from the default graph once it is whole."""
    resolved = derived.resolved
    claims = (told for saying in ledger.sayings() for told in told_by(saying, resolved))

    def known() -> Known:
        derived.told()
        return _known(graph, ledger, derived)

    names.rebuild(Content(claims=claims, known=known))


def _known(graph: Engine, ledger: Ledger, derived: Derived) -> Known:
    kinds, ontology = _kinds(graph), background().ontology
    return Known(
        entities=_entities(graph, kinds, _mentions(ledger, derived.resolved)),
        names=chain(_names(graph, kinds), _by_office(kinds, ontology)),
        facts=_facts(graph, ontology, derived),
        offices=_offices(graph),
        terms=_terms(ontology),
    )


def _quads(graph: Engine, key: str) -> Iterator[ox.Quad]:
    return graph.quads_for_pattern(None, iri(key), None, _DEFAULT)


def _path(term: object) -> str:
    return value_of(term).removeprefix(ENTITY)


def _kinds(graph: Engine) -> dict[str, str]:
    found = {}
    for kind in KINDS:
        for quad in graph.quads_for_pattern(None, TYPE, iri(f"dip:{kind}"), _DEFAULT):
            found[_path(quad.subject)] = kind
    return found


def _entities(
    graph: Engine, kinds: dict[str, str], told: Counter[str]
) -> Iterator[tuple[str, str, str | None, str | None, int]]:
    for path, kind in sorted(kinds.items()):
        # Asked for one by one: most labels are those of events.
        quads = graph.quads_for_pattern(entity_iri(path), LABEL, None, _DEFAULT)
        labels = {language_of(quad.object): value_of(quad.object) for quad in quads}
        yield path, kind, labels.get("ar"), labels.get("en"), told[path]


def _mentions(ledger: Ledger, resolved: Resolved) -> Counter[str]:
    """In how many articles each entity is, by path."""
    told: Counter[str] = Counter()
    for naming in ledger.namings():
        told.update({resolved.spelled.get(entity.node, entity.node) for entity in naming.entities})
    return Counter({node.removeprefix(ENTITY): count for node, count in told.items()})


def _names(graph: Engine, kinds: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    for key in (*_FULL, *_PARTIAL):
        for quad in _quads(graph, key):
            path = _path(quad.subject)
            if path in kinds:
                yield path, value_of(quad.object), int(key in _FULL)
                if key == "dip:nisba":
                    yield path, f"{value_of(quad.object)}ة", 0


def _by_office(kinds: dict[str, str], ontology: Ontology) -> Iterator[tuple[str, str, int]]:
    return (
        (path, name, full) for path, name, full in office_names(background().actors.values(), ontology) if path in kinds
    )


def office_names(actors: Iterable[Actor], ontology: Ontology) -> Iterator[tuple[str, str, int]]:
    """What office-holders are called by their office: `the Russian foreign minister`, `president of Egypt`."""
    known = {actor.path: actor for actor in actors}
    for actor in known.values():
        for held in actor.held:
            office, within = ontology.offices.get(held.office), known.get(held.within)
            if held.end is None and office and office.single_holder and within:
                yield from ((actor.path, name, -1) for name in _called(office.labels, within))


def _called(office: Mapping[str, str], within: Actor) -> Iterator[str]:
    arabic, english = office.get("ar", ""), office.get("en", "")
    yield f"{arabic} {within.labels.get('ar', '')}"
    yield f"{english} of {within.labels.get('en', '')}"
    yield f"{within.labels.get('en', '')} {english}"
    yield from (f"{demonym} {english}" for demonym in within.demonyms)
    yield from (f"{arabic} {nisba}" for nisba in within.nisbas)


def _facts(graph: Engine, ontology: Ontology, derived: Derived) -> Iterator[tuple[str, str, str]]:
    derived.drawn()
    drawn = sorted({event.relation for event in ontology.events.values() if event.relation})
    for name in (*_TOLD, *drawn):
        for quad in _quads(graph, f"dip:{name}"):
            yield _path(quad.subject), name, _path(quad.object)
    for quad in _quads(graph, "owl:sameAs"):
        yield _path(quad.subject), "sameAs", value_of(quad.object)


def _offices(graph: Engine) -> Iterator[tuple[str, str]]:
    """Each term of office as a record: `within`, `labels`, `begin`, `end`, `articles`."""
    holders = {quad.subject: _path(quad.object) for quad in _quads(graph, "dip:holder")}
    for node, holder in sorted(holders.items(), key=lambda item: value_of(item[0])):
        yield holder, json.dumps(_record(graph.quads_for_pattern(node, None, None, _DEFAULT)), ensure_ascii=False)


def _record(quads: Iterable[ox.Quad]) -> dict[str, object]:
    values: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]] = defaultdict(list)
    for quad in quads:
        values[quad.predicate.value].append(quad.object)
    single = {name: _path(next(iter(values[iri(key).value]), "")) or None for key, name in _OFFICE.items()}
    articles = sorted(value_of(node).removeprefix(ARTICLE) for node in values[SUBJECT_OF.value])
    labels = {language_of(label): value_of(label) for label in values[iri("dip:officeLabel").value]}
    return {"labels": labels, "articles": articles, **single}


def _terms(ontology: Ontology) -> Iterator[tuple[str, str | None, str | None]]:
    for term in ontology.terms.values():
        yield term.name, term.labels.get("ar"), term.labels.get("en")
