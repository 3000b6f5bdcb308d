"""Which graphs of a server are a store's: those of articles and a few with fixed names."""

import pyoxigraph as ox

from kg.rdf import ARTICLE, BASE, iri
from kg.store.engine import Graph
from kg.store.judged import JUDGED
from kg.store.quarantine import QUARANTINE
from kg.store.spellings import RESOLVED

DEFAULT = ox.DefaultGraph()
# The default graph of a server may be the union of all, or belong to others: the derived facts have a name there.
DERIVED = iri("dip:derived")
STATE = iri("dip:state")
# What is noted in the graph of the state is no part of the ontology.
_NOTED = BASE + "server/"
BESIDE = (RESOLVED, JUDGED, QUARANTINE)


def own(name: str) -> ox.NamedNode:
    """The IRI of something that is only noted for the servers' sake."""
    return ox.NamedNode(_NOTED + name)


def named_there(graph: Graph) -> ox.NamedNode | None:
    """What a graph of the store is called on the server; None if no store has such a graph."""
    if isinstance(graph, ox.DefaultGraph):
        return DERIVED
    return graph if isinstance(graph, ox.NamedNode) and is_ours(graph) else None


def named_here(graph: Graph) -> Graph:
    """What a graph of the server is called in the store."""
    return DEFAULT if graph == DERIVED else graph


def is_ours(name: ox.NamedNode) -> bool:
    """Whether queries may name the graph."""
    return name.value.startswith(ARTICLE) or name in BESIDE
