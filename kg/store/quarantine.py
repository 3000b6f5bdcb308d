"""Claims that break a shape are set aside: kept with the reason in a graph of their own, out of every query."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

import pyoxigraph as ox

from kg.rdf import ARTICLE, BASE, CLAIM, iri, value_of
from kg.store.constraints import Index
from kg.store.engine import Engine
from kg.store.lines import Row, lines_of
from kg.store.quads import PART_OF, TYPE, quads_in, text
from kg.store.shapes import broken, index_of_rows, load_shapes

QUARANTINE = ox.NamedNode(BASE + "quarantine")
_SHOWN = tuple(str(iri(key)) for key in ("dip:evidence", "dip:trigger"))


def set_apart(rows: Collection[Row], article: str) -> tuple[list[Row], bytes, frozenset[str]]:
    """(what may be stored of one article's rows, lines of the quarantine, ids of the claims that are in it)."""
    index = index_of_rows(rows)
    wrong: dict[str, set[str]] = defaultdict(set)
    for node, reason in broken(index, load_shapes()):
        wrong[f"<{node}>"].add(reason)
    reasons = {claim: told for claim in index if (told := _reasons(claim, index, wrong))}
    if not reasons:
        return list(rows), b"", frozenset()
    shown = {passage for claim in index.keys() - reasons for passage in _passages(claim, index)}
    orphans = {passage for claim in reasons for passage in _passages(claim, index)} - shown
    kept = [row for row in rows if row[0] not in reasons and row[0] not in orphans]
    apart = ox.serialize(_records(reasons, index, article), format=ox.RdfFormat.N_QUADS) or b""
    return kept, apart, frozenset(claim[1:-1].removeprefix(CLAIM) for claim in reasons)


def _passages(claim: str, index: Index) -> Iterator[str]:
    """The passages that a claim shows; nothing for any other node."""
    if claim.startswith(f"<{CLAIM}"):
        yield from (passage for key in _SHOWN for passage in index[claim].get(key, ()))


def _reasons(claim: str, index: Index, wrong: Mapping[str, set[str]]) -> set[str]:
    """What is wrong with a claim, or with a passage that it shows; nothing for any other node."""
    if not claim.startswith(f"<{CLAIM}") or not wrong:
        return set()
    return {reason for node in (claim, *_passages(claim, index)) for reason in wrong.get(node, ())}


def _records(reasons: Mapping[str, Collection[str]], index: Index, article: str) -> Iterator[ox.Quad]:
    for name, told in sorted(reasons.items()):
        claim = ox.NamedNode(name[1:-1])
        rows = lines_of(
            ((node, key, value) for node in (name, *_passages(name, index))
             for key, values in index.get(node, {}).items() for value in values),
            article,
        )  # fmt: skip
        triples = sorted(str(quad.triple) for quad in quads_in(rows))
        yield ox.Quad(claim, TYPE, iri("dip:QuarantinedClaim"), QUARANTINE)
        yield ox.Quad(claim, iri("dip:setAside"), text(" .\n".join(triples) + " ."), QUARANTINE)
        yield ox.Quad(claim, PART_OF, ox.NamedNode(article[1:-1]), QUARANTINE)
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


def articles_in(graph: Engine) -> Iterator[str]:
    """The ids of all articles of a graph."""
    for name in graph.named_graphs():
        if is_article(name):
            yield value_of(name).removeprefix(ARTICLE)


def is_article(name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bool:
    """Whether a named graph is an article's."""
    return value_of(name).startswith(ARTICLE)
