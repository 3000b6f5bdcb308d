"""The three services of a server: for queries, updates and whole graphs; found by the layouts that are common."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from kg.address import Address
from kg.errors import StoreError
from kg.store.remote.complaints import plain, refused
from kg.store.remote.http import Client, typed
from kg.store.remote.texts import ONE, PROBE, PROBING, forgotten, triples_text

UPDATE, GRAPHS = "KG_STORE_UPDATE", "KG_STORE_GRAPHS"
RESULTS, TRIPLES = "application/sparql-results+json", "application/n-triples"
_SOON = 20.0
_NOT_THERE = frozenset({400, 404, 405, 406, 415, 500, 501})


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Addresses. `update` is empty until something is to be written, `graphs` also where there is no such service."""

    query: str
    update: str = ""
    graphs: str = ""
    virtuoso: bool = False


def readable(client: Client) -> Endpoints:
    """Where the server answers queries. Raises StoreError if it does nowhere."""
    first: StoreError | None = None
    for url in _queried(client.url):
        answer = client.tried("POST", url, data={"query": ONE}, headers=typed(RESULTS), timeout=_SOON)
        if answer.status_code == 200 and _is_answer(answer.content):
            return Endpoints(query=url, virtuoso="virtuoso" in answer.headers.get("Server", "").casefold())
        if answer.status_code in (401, 403, 429) or 300 <= answer.status_code < 400 or answer.status_code > 501:
            raise refused(url, answer, signed=client.has_credentials)
        told = "with a page" if "html" in answer.headers.get("Content-Type", "") else f"{answer.status_code}"
        first = first or StoreError(f"{plain(url)} is no SPARQL service (it answers {told}); correct --store")
    raise first or StoreError(f"{plain(client.url)} is no SPARQL service; correct --store")


def _is_answer(content: bytes) -> bool:
    try:
        found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        return isinstance(found, ox.QuerySolutions) and [len(tuple(row)) for row in found] == [1]
    except (SyntaxError, ValueError):
        return False


def _queried(url: str) -> Iterator[str]:
    yield url
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    if last not in {"query", "sparql", "sparql-auth"} and "/repositories/" not in url:
        yield from (_beside(url, name, under=True) for name in ("query", "sparql"))


def _beside(url: str, name: str, *, under: bool = False) -> str:
    """The address with another last part, or with one more."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    base = path if under else path.rpartition("/")[0]
    return urlunsplit((parts.scheme, parts.netloc, f"{base}/{name}", "", ""))


def writable(client: Client, found: Endpoints) -> Endpoints:
    """The same with where the server takes updates and whole graphs. Raises StoreError if it takes no updates."""
    update = _first_updated(client, found)
    for url in _stored(found):
        if _takes_graphs(client, url):
            return replace(found, update=update, graphs=url)
    return replace(found, update=update)


def _first_updated(client: Client, found: Endpoints) -> str:
    refusal: StoreError | None = None
    for url in _updated(found):
        answer = client.tried("POST", url, data=forgotten(PROBE).encode(),
                              headers=typed("*/*", "application/sparql-update"))  # fmt: skip
        if answer.status_code < 300:
            return url
        if answer.status_code not in _NOT_THERE or os.environ.get(UPDATE):
            raise refused(url, answer, signed=client.has_credentials)
        refusal = refusal or refused(url, answer, signed=client.has_credentials)
    raise StoreError(f"{plain(found.query)} takes no updates; set {UPDATE} to the address that does") from refusal


def _updated(found: Endpoints) -> Iterator[str]:
    """Where updates may be taken, the likeliest first."""
    if named := os.environ.get(UPDATE):
        yield Address(named).url
        return
    if found.virtuoso:
        yield _beside(found.query, "sparql-auth")
    elif "/repositories/" in found.query:
        yield f"{found.query.rstrip('/')}/statements"
    else:
        yield _beside(found.query, "update")
    yield found.query


def _stored(found: Endpoints) -> Iterator[str]:
    if named := os.environ.get(GRAPHS):
        yield Address(named).url
    elif found.virtuoso:
        yield _beside(found.query, "sparql-graph-crud-auth")
    elif "/repositories/" in found.query:
        yield f"{found.query.rstrip('/')}/rdf-graphs/service"
    else:
        yield from (_beside(found.query, name) for name in ("store", "data"))


def _takes_graphs(client: Client, url: str) -> bool:
    """Whether a small graph of ours can be put there, read and taken away."""
    sent, where = triples_text([PROBE]).encode(), {"graph": PROBING.value}
    put = client.tried("PUT", url, params=where, data=sent, headers=typed("*/*", TRIPLES), timeout=_SOON)
    if put.status_code >= 300:
        if put.status_code in (401, 403) and os.environ.get(GRAPHS):
            raise refused(url, put, signed=client.has_credentials)
        return False
    read = client.tried("GET", url, params=where, headers=typed(TRIPLES))
    gone = client.tried("DELETE", url, params=where)
    return gone.status_code < 300 and read.status_code == 200 and _holds(read.content)


def _holds(content: bytes) -> bool:
    try:
        return [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)] == [PROBE.triple]
    except SyntaxError:
        return False
