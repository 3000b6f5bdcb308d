"""Validation: the shapes of the ontology, and that every quote is what its article says there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf import CLAIM, iri, shorten, value_of
from kg.store.engine import Engine
from kg.store.quarantine import is_article
from kg.store.shapes import broken, index_of, load_shapes


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


def validate(graph: Engine) -> list[Finding]:
    """All findings, sorted; empty when all is well."""
    return sorted({*_wrong_quotes(graph), *_broken_shapes(graph)})


def _one(graph: Engine, node: str, key: str) -> str:
    quads = graph.quads_for_pattern(ox.NamedNode(node), iri(key), None, None)
    return next((value_of(quad.object) for quad in quads), "")


def _finding(graph: Engine, node: str, article: str, message: str) -> Finding:
    passage = _one(graph, node, "dip:evidence") if node.startswith(CLAIM) else node
    quote = _one(graph, passage, "oa:exact") if passage else ""
    return Finding(_one(graph, article, "dip:sourceFile") or article, node, quote, message)


def _wrong_quotes(graph: Engine) -> Iterator[Finding]:
    for name in filter(is_article, graph.named_graphs()):
        body = _one(graph, value_of(name), "schema:articleBody")
        for quad in graph.quads_for_pattern(None, iri("oa:exact"), None, name):
            node = value_of(quad.subject)
            if any(body[start:end] != value_of(quad.object) for start, end in _places(graph, node)):
                yield _finding(graph, node, value_of(name), "the article does not say this at that place")


def _places(graph: Engine, passage: str) -> Iterator[tuple[int, int]]:
    """Where a passage stands, by its IRI and by what is stated of it; nowhere (0, 0) what cannot be read."""
    yield _place(*passage.rpartition("#char=")[2].partition(",")[::2])
    start, end = _one(graph, passage, "oa:start"), _one(graph, passage, "oa:end")
    if start or end:
        yield _place(start, end)


def _place(start: str, end: str) -> tuple[int, int]:
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (0, 0)


def _broken_shapes(graph: Engine) -> Iterator[Finding]:
    shapes = load_shapes()
    for name in filter(is_article, graph.named_graphs()):
        index = index_of(quad.triple for quad in graph.quads_for_pattern(None, None, None, name))
        for node, message in broken(index, shapes):
            yield _finding(graph, node, value_of(name), message)
