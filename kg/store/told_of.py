"""What articles tell of entities: asked for one by one, or read at once for all."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import pyoxigraph as ox

from kg.rdf import ARTICLE, ENTITY, iri, value_of
from kg.store.engine import Engine
from kg.store.quads import ALT, KINDS, LABEL, SUBJECT_OF, TYPE

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Told(Protocol):
    """Gives what articles tell."""

    def __call__(self, node: str, predicate: ox.NamedNode) -> Sequence[Term]:
        """The values of type, label, other name or article of a node (an IRI), once for each article."""


class ToldOfOne:
    """Asks the store each time."""

    def __init__(self, graph: Engine) -> None:
        self._graph = graph

    def __call__(self, node: str, predicate: ox.NamedNode) -> Sequence[Term]:
        """As the protocol says."""
        quads = self._graph.quads_for_pattern(ox.NamedNode(node), predicate, None, None)
        return [quad.object for quad in quads if value_of(quad.graph_name).startswith(ARTICLE)]


class ToldOfAll:
    """Reads the store once, property by property; equal values are kept once."""

    def __init__(self, graph: Engine) -> None:
        self._known: dict[Term, Term] = {}
        self._values = {predicate: self._column(graph, predicate) for predicate in (LABEL, ALT, SUBJECT_OF)}
        # Far more has types than entities
        self._values[TYPE] = self._column(graph, TYPE, (iri(f"dip:{kind}") for kind in KINDS))

    def __call__(self, node: str, predicate: ox.NamedNode) -> Sequence[Term]:
        """As the protocol says."""
        return self._values[predicate].get(node, ())

    def _column(
        self, graph: Engine, predicate: ox.NamedNode, values: Iterable[ox.NamedNode | None] = (None,)
    ) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for wanted in values:
            for quad in graph.quads_for_pattern(None, predicate, wanted, None):
                node = value_of(quad.subject)
                if node.startswith(ENTITY) and value_of(quad.graph_name).startswith(ARTICLE):
                    value = quad.object
                    found.setdefault(node, []).append(self._known.setdefault(value, value))
        return found
