"""Filling the index of names from the default graph."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from kg.ontology import Ontology, load_ontology
from kg.rdf import CLAIM, ENTITY, ROLES, iri, language_of, value_of
from kg.store.content import Content
from kg.store.derive import KINDS
from kg.store.facts import read_claims
from kg.store.names import Names
from kg.store.quads import LABEL, SUBJECT_OF, TYPE

_DEFAULT = ox.DefaultGraph()
_FULL = ("rdfs:label", "skos:altLabel")
_TOLD = ("holdsOffice", "locatedIn", "memberOf", "partyTo", "signed", "capital", "ofCountry")
_PARTIAL = ("dip:shortName", "dip:acronym", "dip:metonym", "dip:nisba", "dip:demonym")


def index_names(graph: ox.Store, names: Names) -> None:
    """Make the index anew."""
    kinds = _kinds(graph)
    content = Content(_entities(graph, kinds), _names(graph, kinds), _told(graph), _terms(load_ontology()))
    names.rebuild(content)


def _told(graph: ox.Store) -> Iterator[tuple[str, str, str | None]]:
    """Each claim for everyone who takes part in it or is its source."""
    for node, claim in read_claims(graph, (*ROLES, "subject", "object", "source", "claimOf", "begin")).items():
        paths = {
            value_of(term) for key in (*ROLES, "subject", "object", "source") for term in claim.values.get(key, ())
        }
        for path in sorted(paths):
            yield _path(path), node.removeprefix(CLAIM), claim.one("begin")


def _terms(ontology: Ontology) -> Iterator[tuple[str, str | None, str | None, bool]]:
    drawn = {event.relation for event in ontology.events.values()} | set(_TOLD)
    for term in ontology.terms.values():
        yield term.name, term.labels.get("ar"), term.labels.get("en"), term.name in drawn


def _kinds(graph: ox.Store) -> dict[str, str]:
    found = {}
    for kind in KINDS:
        for quad in graph.quads_for_pattern(None, TYPE, iri(f"dip:{kind}"), _DEFAULT):
            found[value_of(quad.subject)] = kind
    return found


def _entities(graph: ox.Store, kinds: dict[str, str]) -> Iterator[tuple[str, str, str | None, str | None, int]]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in graph.quads_for_pattern(None, LABEL, None, _DEFAULT):
        if value_of(quad.subject) in kinds:
            labels[value_of(quad.subject)].setdefault(language_of(quad.object), value_of(quad.object))
    told = Counter(value_of(quad.subject) for quad in graph.quads_for_pattern(None, SUBJECT_OF, None, _DEFAULT))
    for node, kind in sorted(kinds.items()):
        yield _path(node), kind, labels[node].get("ar"), labels[node].get("en"), told[node]


def _names(graph: ox.Store, kinds: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    for key in (*_FULL, *_PARTIAL):
        for quad in graph.quads_for_pattern(None, iri(key), None, _DEFAULT):
            if value_of(quad.subject) in kinds:
                yield _path(value_of(quad.subject)), value_of(quad.object), key in _FULL


def _path(node: str) -> str:
    return node.removeprefix(ENTITY)
