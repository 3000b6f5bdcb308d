"""Filling the index of names: what a look-up shows, so that it need not open the graph."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import pyoxigraph as ox

from kg.ontology import Actor, Ontology
from kg.rdf import ARTICLE, ENTITY, iri, language_of, value_of
from kg.store.claims import all_claims
from kg.store.content import Content
from kg.store.derive import background
from kg.store.engine import Engine
from kg.store.facts import Claims
from kg.store.names import Names
from kg.store.quads import KINDS, LABEL, SUBJECT_OF, TYPE

_DEFAULT = ox.DefaultGraph()
_FULL = ("rdfs:label", "skos:altLabel")
_PARTIAL = ("dip:shortName", "dip:acronym", "dip:metonym", "dip:nisba", "dip:demonym")
_TOLD = ("holdsOffice", "locatedIn", "memberOf", "partyTo", "signed", "capital", "ofCountry")


def index_names(graph: Engine, names: Names, claims: Claims | None = None) -> None:
    """Make the index anew from the graphs, and from the claims if they have been read already."""
    kinds, ontology = _kinds(graph), background().ontology
    content = Content(
        entities=_entities(graph, kinds),
        names=chain(_names(graph, kinds), _by_office(kinds, ontology)),
        claims=all_claims(graph, claims),
        facts=_facts(graph, ontology),
        offices=_offices(graph),
        terms=_terms(ontology),
    )
    names.rebuild(content)


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


def _entities(graph: Engine, kinds: dict[str, str]) -> Iterator[tuple[str, str, str | None, str | None, int]]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in graph.quads_for_pattern(None, LABEL, None, _DEFAULT):
        labels[_path(quad.subject)].setdefault(language_of(quad.object), value_of(quad.object))
    told = Counter(_path(quad.subject) for quad in graph.quads_for_pattern(None, SUBJECT_OF, None, _DEFAULT))
    for path, kind in sorted(kinds.items()):
        yield path, kind, labels[path].get("ar"), labels[path].get("en"), told[path]


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


def _facts(graph: Engine, ontology: Ontology) -> Iterator[tuple[str, str, str]]:
    drawn = sorted({event.relation for event in ontology.events.values() if event.relation})
    for name in (*_TOLD, *drawn):
        for quad in _quads(graph, f"dip:{name}"):
            yield _path(quad.subject), name, _path(quad.object)
    for quad in _quads(graph, "owl:sameAs"):
        yield _path(quad.subject), "sameAs", value_of(quad.object)


def _offices(graph: Engine) -> Iterator[tuple[str, str]]:
    """Each term of office as a record: `within`, `labels`, `begin`, `end`, `articles`."""
    records: dict[str, dict[str, object]] = {}
    holders = {value_of(quad.subject): _path(quad.object) for quad in _quads(graph, "dip:holder")}
    for node in holders:
        records[node] = {"labels": {}, "articles": [], "begin": None, "end": None}
    for key, name in (("dip:of", "within"), ("dip:begin", "begin"), ("dip:end", "end")):
        for quad in _quads(graph, key):
            if value_of(quad.subject) in records:
                records[value_of(quad.subject)][name] = _path(quad.object)
    _add_lists(graph, records)
    for node, record in sorted(records.items()):
        yield holders[node], json.dumps(record, ensure_ascii=False)


def _add_lists(graph: Engine, records: dict[str, dict[str, object]]) -> None:
    for quad in _quads(graph, "dip:officeLabel"):
        labels = records.get(value_of(quad.subject), {}).get("labels")
        if isinstance(labels, dict):
            labels[language_of(quad.object)] = value_of(quad.object)
    for quad in _quads(graph, "schema:subjectOf"):
        articles = records.get(value_of(quad.subject), {}).get("articles")
        if isinstance(articles, list):
            articles.append(value_of(quad.object).removeprefix(ARTICLE))


def _terms(ontology: Ontology) -> Iterator[tuple[str, str | None, str | None]]:
    for term in ontology.terms.values():
        yield term.name, term.labels.get("ar"), term.labels.get("en")
