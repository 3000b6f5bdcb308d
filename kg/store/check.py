"""Validation: the shapes of the ontology, and that every quote is what its article says there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rdf import ARTICLE, CLAIM, iri, shorten, value_of
from kg.resources import data_dir

if TYPE_CHECKING:
    import rdflib

_BATCH = 20


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: which article (its file), which node, the words concerned, and what."""

    source: str
    node: str
    quote: str
    message: str

    def __str__(self) -> str:
        words = f" ({self.quote})" if self.quote else ""
        return f"{self.source}: {shorten(self.node)}: {self.message}{words}"


def validate(graph: ox.Store) -> list[Finding]:
    """All findings, sorted; empty when all is well."""
    return sorted({*_wrong_quotes(graph), *_broken_shapes(graph)})


def _one(graph: ox.Store, node: str, key: str) -> str:
    quads = graph.quads_for_pattern(ox.NamedNode(node), iri(key), None, None)
    return next((value_of(quad.object) for quad in quads), "")


def _finding(graph: ox.Store, node: str, article: str, message: str) -> Finding:
    base = node.partition("#")[0]
    quote = _one(graph, f"{base}#evidence-quote", "oa:exact") if base.startswith(CLAIM) else ""
    return Finding(_one(graph, article, "dip:sourceFile") or article, node, quote, message)


def _wrong_quotes(graph: ox.Store) -> Iterator[Finding]:
    for name in graph.named_graphs():
        body = _one(graph, value_of(name), "schema:articleBody")
        for quad in graph.quads_for_pattern(None, iri("oa:exact"), None, name):
            node = value_of(quad.subject)
            place = node.removesuffix("-quote") + "-position"
            start, end = _one(graph, place, "oa:start"), _one(graph, place, "oa:end")
            if not (start.isdecimal() and end.isdecimal()) or body[int(start) : int(end)] != value_of(quad.object):
                yield _finding(graph, node, value_of(name), "the article does not say this at that place")


def _broken_shapes(graph: ox.Store) -> Iterator[Finding]:
    import rdflib

    shapes = rdflib.Graph().parse(data_dir("ontology") / "shapes.ttl", format="turtle")
    names = sorted(graph.named_graphs(), key=str)
    for start in range(0, len(names), _BATCH):
        yield from _check_batch(graph, names[start : start + _BATCH], shapes)


def _check_batch(
    graph: ox.Store, names: "list[ox.NamedNode | ox.BlankNode]", shapes: "rdflib.Graph"
) -> Iterator[Finding]:
    import pyshacl
    import rdflib
    from rdflib.namespace import SH

    triples = [quad.triple for name in names for quad in graph.quads_for_pattern(None, None, None, name)]
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    data = rdflib.Graph().parse(data=text.decode(), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    if conforms:
        return
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        node = str(report.value(result, SH.focusNode))
        message = report.value(result, SH.resultMessage) or "breaks a shape"
        yield _finding(graph, node, _article_of(graph, node), str(message))


def _article_of(graph: ox.Store, node: str) -> str:
    """The named graph that describes a node; for an evidence node that of its claim."""
    for name in (node, re.sub("#.*", "", node)):
        for quad in graph.quads_for_pattern(ox.NamedNode(name), None, None, None):
            if value_of(quad.graph_name).startswith(ARTICLE):
                return value_of(quad.graph_name)
    return ""
