"""Bringing all graphs of a store from its server to this machine, a graph at a time, and counting them after."""

from collections.abc import Generator, Iterable, Iterator
from itertools import islice, product

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.remote.answers import triples
from kg.store.remote.complaints import plain
from kg.store.remote.endpoints import TRIPLES
from kg.store.remote.graphs import BESIDE, DERIVED, named_here
from kg.store.remote.http import typed
from kg.store.remote.reading import Remote
from kg.store.remote.texts import articles_group, counts_text, hashed, predicates_text, triples_of

_PART, _QUADS = 100, 50_000
_DIGITS = "0123456789abcdef"
_DEEPEST = 4


def fetch(remote: Remote, copy: ox.Store) -> None:
    """Fill an empty engine with what is on the server. Raises StoreError if the server tells less than it has."""
    quads = (quad for part in _batched(_names(remote)) for quad in _quads(remote, part))
    while part := list(islice(quads, _QUADS)):
        copy.bulk_extend(part)


def _names(remote: Remote) -> Iterator[ox.NamedNode]:
    yield from (DERIVED, *BESIDE)
    yield from (name for (name,) in remote.rows(["g"], articles_group) if isinstance(name, ox.NamedNode))


def _batched(names: Iterator[ox.NamedNode]) -> Iterator[list[ox.NamedNode]]:
    while part := list(islice(names, _PART)):
        yield part


def _quads(remote: Remote, names: list[ox.NamedNode]) -> Iterator[ox.Quad]:
    """The quads of some graphs. Servers cut long answers without a word, so what has come is counted."""
    for name, wanted in _counts(remote, names):
        came = yield from _placed(_whole(remote, name), name)
        if came != wanted:
            came = yield from _in_parts(remote, name, came)
        if came != wanted:
            raise StoreError(
                f"{plain(remote.at.query)} tells {came:,} of the {wanted:,} triples of {name}; is it being written, or "
                "does it limit its answers?"
            )


def _placed(found: Iterator[ox.Triple], name: ox.NamedNode) -> Generator[ox.Quad, None, int]:
    """Triples as quads of the store; how many there were."""
    graph, count = named_here(name), 0
    for triple in found:
        count += 1
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
    return count


def _counts(remote: Remote, names: Iterable[ox.NamedNode]) -> list[tuple[ox.NamedNode, int]]:
    """The number of triples of each graph that has any."""
    found = remote.few(counts_text(names))
    return [(g, int(n.value)) for g, n in found if isinstance(g, ox.NamedNode) and isinstance(n, ox.Literal)]


def _whole(remote: Remote, name: ox.NamedNode) -> Iterator[ox.Triple]:
    """The triples of a graph in one answer."""
    if not remote.at.graphs:
        return remote.triples(triples_of(name))
    where = {"graph": name.value}
    return triples(remote.client.send("GET", remote.at.graphs, params=where, headers=typed(TRIPLES), stream=True))


def _in_parts(remote: Remote, name: ox.NamedNode, most: int) -> Generator[ox.Quad, None, int]:
    """A graph that is longer than the `most` triples that the server tells at once, property by property."""
    came = 0
    for predicate, count in remote.few(predicates_text(name)):
        if isinstance(predicate, ox.NamedNode) and isinstance(count, ox.Literal):
            for text in _parts(name, predicate, int(count.value), most):
                came += yield from _placed(remote.triples(text), name)
    return came


def _parts(name: ox.NamedNode, predicate: ox.NamedNode, count: int, most: int) -> Iterator[str]:
    """Queries for the triples of a property, each for fewer than the server tells at once."""
    size = 0
    while count / 16**size > most * (0.5 if size else 0.999) and size < _DEEPEST:
        size += 1
    for digits in map("".join, product(_DIGITS, repeat=size)):
        yield triples_of(name, predicate, hashed("s", digits) if digits else "")
