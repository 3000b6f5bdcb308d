"""Filling the index of names from the default graph."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from kg.rdf import ENTITY, iri, language_of, value_of
from kg.store.derive import KINDS
from kg.store.names import EntityRow, NameRow, Names
from kg.store.quads import LABEL, SUBJECT_OF, TYPE

_DEFAULT = ox.DefaultGraph()
_FULL = ("rdfs:label", "skos:altLabel")
_PARTIAL = ("dip:shortName", "dip:acronym", "dip:metonym", "dip:nisba", "dip:demonym")


def index_names(graph: ox.Store, names: Names) -> None:
    """Make the index anew."""
    kinds = _kinds(graph)
    names.rebuild(_entities(graph, kinds), _rows(graph, kinds))


def _kinds(graph: ox.Store) -> dict[str, str]:
    found = {}
    for kind in KINDS:
        for quad in graph.quads_for_pattern(None, TYPE, iri(f"dip:{kind}"), _DEFAULT):
            found[value_of(quad.subject)] = kind
    return found


def _entities(graph: ox.Store, kinds: dict[str, str]) -> Iterator[EntityRow]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in graph.quads_for_pattern(None, LABEL, None, _DEFAULT):
        if value_of(quad.subject) in kinds:
            labels[value_of(quad.subject)].setdefault(language_of(quad.object), value_of(quad.object))
    told = Counter(value_of(quad.subject) for quad in graph.quads_for_pattern(None, SUBJECT_OF, None, _DEFAULT))
    for node, kind in sorted(kinds.items()):
        yield _path(node), kind, labels[node].get("ar"), labels[node].get("en"), told[node]


def _rows(graph: ox.Store, kinds: dict[str, str]) -> Iterator[NameRow]:
    for key in (*_FULL, *_PARTIAL):
        for quad in graph.quads_for_pattern(None, iri(key), None, _DEFAULT):
            if value_of(quad.subject) in kinds:
                yield NameRow(_path(value_of(quad.subject)), value_of(quad.object), key in _FULL)


def _path(node: str) -> str:
    return node.removeprefix(ENTITY)
