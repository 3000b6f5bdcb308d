"""Copies for other tools: rdflib, networkx, RDF files, GraphML and CSV."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, TextIO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.rdf import DIP, ENTITY, PREFIXES, language_of, value_of
from kg.store.claims import all_claims
from kg.store.engine import Engine
from kg.store.quads import KINDS, LABEL, TYPE
from kg.store.told import ToldEvent

if TYPE_CHECKING:
    import networkx
    import rdflib

RDF_FORMATS = ("turtle", "trig", "nquads", "jsonld")
FORMATS = (*RDF_FORMATS, "graphml", "csv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_SOURCES = ("actor", "subject")
_SIDES = ("target", "destination", "host", "object")


def to_rdflib(graph: Engine) -> "rdflib.Dataset":
    """The whole store as an rdflib dataset in memory."""
    import rdflib

    dataset = rdflib.Dataset()
    for prefix, base in PREFIXES.items():
        dataset.bind(prefix, base)
    dataset.default_graph.parse(data=_ntriples(graph, ox.DefaultGraph()), format="nt")
    for name in graph.named_graphs():
        dataset.graph(rdflib.URIRef(value_of(name))).parse(data=_ntriples(graph, name), format="nt")
    return dataset


def _ntriples(graph: Engine, name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    triples = (quad.triple for quad in graph.quads_for_pattern(None, None, None, name))
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode("utf-8")


def labels(graph: Engine) -> dict[str, dict[str, str]]:
    """Labels of every entity by path and language."""
    found: dict[str, dict[str, str]] = {}
    for quad in graph.quads_for_pattern(None, LABEL, None, ox.DefaultGraph()):
        node = value_of(quad.subject)
        if node.startswith(ENTITY):
            names = found.setdefault(node.removeprefix(ENTITY), {})
            names.setdefault(language_of(quad.object), value_of(quad.object))
    return found


def _kinds(graph: Engine) -> dict[str, str]:
    quads = graph.quads_for_pattern(None, TYPE, None, ox.DefaultGraph())
    pairs = ((value_of(quad.subject), value_of(quad.object).removeprefix(DIP)) for quad in quads)
    return {node.removeprefix(ENTITY): kind for node, kind in pairs if kind in KINDS}


def to_networkx(graph: Engine) -> "networkx.MultiDiGraph[str]":
    """Entities by path with `type`, `label_ar`, `label_en`; an edge a claim and pair of participants.

    Edges carry `type`, `status`, `role`, `date`, `quote`, `source`, `article`, `event`; missing values are "".
    """
    import networkx

    network = networkx.MultiDiGraph()
    names = labels(graph)
    for path, kind in sorted(_kinds(graph).items()):
        named = names.get(path, {})
        network.add_node(path, type=kind, label_ar=named.get("ar", ""), label_en=named.get("en", ""))
    for claim in all_claims(graph):
        for first, role, second in _pairs(claim):
            network.add_edge(first, second, key=f"{claim.id}:{role}", role=role, **_edge(claim))
    return network


def _pairs(claim: ToldEvent) -> Iterator[tuple[str, str, str]]:
    """From each actor to everything else that takes part; between the actors if there is no other side."""
    sources = [path for role, path in claim.roles if role in _SOURCES]
    others = [(role, path) for role, path in claim.roles if role not in _SOURCES]
    if all(role not in _SIDES for role, _ in others):
        yield from ((first, "actor", second) for first, second in combinations(sources, 2))
    for first in sources:
        for role, second in others:
            if first != second:
                yield first, role, second


def _edge(claim: ToldEvent) -> dict[str, str]:
    return {
        "type": claim.type,
        "status": claim.factuality,
        "date": claim.begin or "",
        "quote": claim.quote,
        "source": claim.source or "",
        "article": claim.article,
        "event": claim.event,
    }


def export(graph: Engine, name: str) -> bytes:
    """The store in a format of FORMATS; Turtle holds the derived facts only, as it knows no named graphs."""
    if name in RDF_FORMATS:
        return _rdf(graph, name)
    if name == "graphml":
        return _graphml(graph)
    if name == "csv":
        return _csv(graph)
    raise UsageError(f"unknown format {name}; choose one of {', '.join(FORMATS)}")


def used_prefixes(items: Iterable[ox.Triple | ox.Quad]) -> dict[str, str]:
    """The prefixes of which the triples make use."""
    text = " ".join(map(str, items))
    return {prefix: base for prefix, base in PREFIXES.items() if f"<{base}" in text}


def _rdf(graph: Engine, name: str) -> bytes:
    if name == "turtle":
        triples = sorted((q.triple for q in graph.quads_for_pattern(None, None, None, ox.DefaultGraph())), key=str)
        return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used_prefixes(triples)) or b""
    formats = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
    quads = sorted(graph, key=lambda quad: (str(quad.graph_name), str(quad)))
    if name == "nquads":
        lines = (ox.serialize(quads, format=formats[name]) or b"").splitlines(keepends=True)
        return b"".join(sorted(lines))
    return ox.serialize(quads, format=formats[name], prefixes=used_prefixes(quads)) or b""


def _graphml(graph: Engine) -> bytes:
    import networkx

    buffer = io.BytesIO()
    networkx.write_graphml_xml(_printable(to_networkx(graph)), buffer)
    return buffer.getvalue()


def _printable(network: "networkx.MultiDiGraph[str]") -> "networkx.MultiDiGraph[str]":
    """The same without characters that XML cannot hold."""
    for _, values in network.nodes(data=True):
        values.update({key: xml_text(value) for key, value in values.items()})
    for _, _, values in network.edges(data=True):
        values.update({key: xml_text(value) for key, value in values.items()})
    return network


def xml_text(value: str) -> str:
    """The text without what XML 1.0 forbids."""
    return "".join(char for char in value if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))


def plain_cell(value: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula; a signed number is none."""
    return f"'{value}" if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value) else value


def write_rows(out: TextIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """CSV with neutralised formulas."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([plain_cell(cell) for cell in header])
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)


def _csv(graph: Engine) -> bytes:
    """One row a claim of an event, participants by label."""
    out = io.StringIO()
    names = labels(graph)
    columns = ("actor", "target", "destination", "host", "place", "gathering", "agreement")
    header = ("event", "type", "status", "date", "until", *columns, "source", "quote", "article")
    rows = (_csv_row(claim, columns, names) for claim in all_claims(graph) if not claim.relation)
    write_rows(out, header, rows)
    return out.getvalue().encode("utf-8")


def _csv_row(claim: ToldEvent, columns: Sequence[str], names: dict[str, dict[str, str]]) -> list[str]:
    def label(path: str) -> str:
        known = names.get(path, {})
        return known.get("ar") or known.get("en") or path

    cells = ["; ".join(label(path) for role, path in claim.roles if role == column) for column in columns]
    dates = [claim.begin or "", claim.until or ""]
    source = label(claim.source) if claim.source else ""
    return [claim.event, claim.type, claim.factuality, *dates, *cells, source, claim.quote, claim.article]
