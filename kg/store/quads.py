"""Terms that the modules of the store share, and the named graph of an article as quads."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.model import Subgraph
from kg.rdf import ARTICLE, iri
from kg.store.lines import Row, lines_of, subgraph_lines

TYPE, LABEL, ALT = iri("rdf:type"), iri("rdfs:label"), iri("skos:altLabel")
SUBJECT_OF, PART_OF = iri("schema:subjectOf"), iri("schema:isPartOf")

# The classes of entities
KINDS = ("Person", "Country", "Organization", "Place", "Gathering", "Agreement", "Conflict", "Group")


def article_iri(article_id: str) -> ox.NamedNode:
    """The article, which is the name of its graph too."""
    return ox.NamedNode(ARTICLE + article_id)


def text(value: str, lang: str = "") -> ox.Literal:
    """A text with its language; lone surrogates, which RDF cannot hold, become `?`."""
    clean = value.encode("utf-8", "replace").decode() if not value.isascii() else value
    return ox.Literal(clean, language=lang) if lang else ox.Literal(clean)


def subgraph_quads(subgraph: Subgraph) -> Iterator[ox.Quad]:
    """All that one article contributes, in its named graph."""
    return quads_in(subgraph_lines(subgraph))


def triples_of(rows: Iterable[Row]) -> Iterator[ox.Triple]:
    """Rows as triples."""
    return (quad.triple for quad in ox.parse(lines_of(rows), format=ox.RdfFormat.N_TRIPLES))


def quads_in(lines: bytes) -> Iterator[ox.Quad]:
    """The quads of lines of N-Quads."""
    return ox.parse(lines, format=ox.RdfFormat.N_QUADS)
