"""Claims that break a shape are set aside: kept with the reason in a graph of their own, out of every query."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

import pyoxigraph as ox

from kg.rdf import ARTICLE, BASE, CLAIM, iri, value_of
from kg.store.engine import Engine
from kg.store.lines import Row, lines_of
from kg.store.quads import PART_OF, TYPE, quads_in, text
from kg.store.shapes import broken, index_of_rows, load_shapes

QUARANTINE = ox.NamedNode(BASE + "quarantine")


def set_apart(rows: Collection[Row], article: str) -> tuple[list[Row], bytes]:
    """(what may be stored of one article's rows, lines of the quarantine)."""
    reasons: dict[str, set[str]] = defaultdict(set)
    for node, reason in broken(index_of_rows(rows), load_shapes()):
        if node.startswith(CLAIM):
            reasons[node.partition("#")[0]].add(reason)
    if not reasons:
        return list(rows), b""
    kept = [row for row in rows if _claim_of(row) not in reasons]
    apart = lines_of((row for row in rows if _claim_of(row) in reasons), article)
    return kept, ox.serialize(_records(reasons, list(quads_in(apart))), format=ox.RdfFormat.N_QUADS) or b""


def _claim_of(row: Row) -> str:
    return row[0][1:-1].partition("#")[0]


def _records(reasons: Mapping[str, Collection[str]], apart: Collection[ox.Quad]) -> Iterator[ox.Quad]:
    for name, told in sorted(reasons.items()):
        claim = ox.NamedNode(name)
        own = [quad for quad in apart if value_of(quad.subject).partition("#")[0] == name]
        lines = sorted(str(quad.triple) for quad in own)
        yield ox.Quad(claim, TYPE, iri("dip:QuarantinedClaim"), QUARANTINE)
        yield ox.Quad(claim, iri("dip:setAside"), text(" .\n".join(lines) + " ."), QUARANTINE)
        if isinstance(own[0].graph_name, ox.NamedNode):
            yield ox.Quad(claim, PART_OF, own[0].graph_name, QUARANTINE)
        for reason in sorted(told):
            yield ox.Quad(claim, iri("dip:reason"), text(reason), QUARANTINE)


def forget(graph: Engine, article: ox.NamedNode) -> None:
    """Empty the quarantine of an article's claims."""
    for quad in list(graph.quads_for_pattern(None, PART_OF, article, QUARANTINE)):
        for other in list(graph.quads_for_pattern(quad.subject, None, None, QUARANTINE)):
            graph.remove(other)


def quarantined(graph: Engine) -> Iterator[tuple[str, str, str]]:
    """(file of the article, claim, reason) of everything set aside, by claim."""
    for quad in sorted(graph.quads_for_pattern(None, iri("dip:reason"), None, QUARANTINE), key=str):
        articles = graph.quads_for_pattern(quad.subject, PART_OF, None, QUARANTINE)
        source = "".join(_file(graph, other.object) for other in articles)
        yield source, value_of(quad.subject).removeprefix(CLAIM), value_of(quad.object)


def _file(graph: Engine, article: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if not isinstance(article, ox.NamedNode):
        return ""
    found = graph.quads_for_pattern(article, iri("dip:sourceFile"), None, article)
    return next((value_of(quad.object) for quad in found), "")


def is_article(name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bool:
    """Whether a named graph is an article's."""
    return value_of(name).startswith(ARTICLE)
