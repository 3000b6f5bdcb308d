"""Writing to a server: updates and whole graphs, each of which may be sent twice."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.remote.complaints import plain
from kg.store.remote.endpoints import TRIPLES, UPDATE, Endpoints
from kg.store.remote.graphs import is_ours
from kg.store.remote.http import Client, typed
from kg.store.remote.texts import changed, dropped


def carry_out(client: Client, at: Endpoints, text: str) -> None:
    """Have an update carried out. Raises StoreError if it was not."""
    if not at.update:
        raise StoreError(f"{plain(at.query)} was opened for reading; see {UPDATE}")
    client.send("POST", at.update, data=text.encode(), headers=typed("*/*", "application/sparql-update")).close()


def put_graph(client: Client, at: Endpoints, graph: ox.NamedNode, lines: Iterable[bytes]) -> None:
    """Have a graph of an article hold just these lines of N-Triples. The last line comes last.

    Where the server has no service for whole graphs this takes several requests; a reading mark at the end tells
    whether all have come.
    """
    assert is_ours(graph)
    if at.graphs:
        where = {"graph": graph.value}
        client.send("PUT", at.graphs, params=where, data=b"".join(lines), headers=typed("*/*", TRIPLES)).close()
        return
    carry_out(client, at, dropped(graph))
    quads = list(ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES))
    for text in changed(graph, (), quads):
        carry_out(client, at, text)


def drop_graph(client: Client, at: Endpoints, graph: ox.NamedNode) -> None:
    """Have a graph of an article be gone."""
    assert is_ours(graph)
    carry_out(client, at, dropped(graph))
