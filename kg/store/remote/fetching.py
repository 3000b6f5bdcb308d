"""Bringing all graphs of a store from its server to this machine, a graph at a time, and counting them after."""

from collections.abc import Iterable, Iterator
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
    names: Iterator[ox.NamedNode] = (
        name for (name,) in remote.rows(["g"], articles_group) if isinstance(name, ox.NamedNode)
    )
    every = iter([DERIVED, *BESIDE])
    while part := list(islice(every, _PART)) or list(islice(names, _PART)):
        _fetch_some(remote, copy, part)


def _fetch_some(remote: Remote, copy: ox.Store, names: list[ox.NamedNode]) -> None:
    """Some graphs. Servers cut long answers without a word, so what has come is counted."""
    wanted = dict(_counts(remote, names))
    for name in names:
        if name in wanted:
            _load(copy, name, _whole(remote, name))
            if (came := _held(copy, name)) != wanted[name]:
                _fetch_parts(remote, copy, name, came, wanted[name])


def _counts(remote: Remote, names: Iterable[ox.NamedNode]) -> Iterator[tuple[ox.NamedNode, int]]:
    for name, count in remote.few(counts_text(names)):
        if isinstance(name, ox.NamedNode) and isinstance(count, ox.Literal):
            yield name, int(count.value)


def _held(copy: ox.Store, name: ox.NamedNode) -> int:
    return sum(1 for _ in copy.quads_for_pattern(None, None, None, named_here(name)))


def _whole(remote: Remote, name: ox.NamedNode) -> Iterator[ox.Triple]:
    """The triples of a graph in one answer."""
    if not remote.at.graphs:
        return remote.triples(triples_of(name))
    where = {"graph": name.value}
    return triples(remote.client.send("GET", remote.at.graphs, params=where, headers=typed(TRIPLES), stream=True))


def _fetch_parts(remote: Remote, copy: ox.Store, name: ox.NamedNode, most: int, wanted: int) -> None:
    """A graph that is longer than the `most` triples that the server tells at once."""
    for predicate, count in remote.few(predicates_text(name)):
        if isinstance(predicate, ox.NamedNode) and isinstance(count, ox.Literal):
            for text in _parts(name, predicate, int(count.value), most):
                _load(copy, name, remote.triples(text))
    if (came := _held(copy, name)) != wanted:
        raise StoreError(
            f"{plain(remote.at.query)} tells {came:,} of the {wanted:,} triples of {name}; is it being written, or "
            "does it limit its answers?"
        )


def _parts(name: ox.NamedNode, predicate: ox.NamedNode, count: int, most: int) -> Iterator[str]:
    """Queries for the triples of a property, each for fewer than the server tells at once."""
    size = 0
    while count / 16**size > most * (0.5 if size else 0.999) and size < _DEEPEST:
        size += 1
    for digits in map("".join, product(_DIGITS, repeat=size)):
        yield triples_of(name, predicate, hashed("s", digits) if digits else "")


def _load(copy: ox.Store, name: ox.NamedNode, found: Iterator[ox.Triple]) -> None:
    graph = named_here(name)
    while part := [ox.Quad(t.subject, t.predicate, t.object, graph) for t in islice(found, _QUADS)]:
        copy.bulk_extend(part)
