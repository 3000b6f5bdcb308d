"""How a query is evaluated: its patterns with how much of the store fits each, and the times it took."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import pyoxigraph as ox

from kg.rdf import PREFIXES, shorten
from kg.store import Store
from kg.store.engine import Engine
from kg.store.guard import check_query

_INNER = {"BGP": "join of patterns", "LeftJoin": "optional", "Union": "union", "Minus": "minus", "Filter": "filter",
          "Graph": "graph", "Extend": "bind", "Group": "group", "OrderBy": "order", "Distinct": "distinct",
          "Slice": "slice", "ToMultiSet": "values", "Project": "project", "Join": "join",
          "Reduced": "reduced"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The steps of a query, outermost first, and its times in milliseconds."""

    steps: tuple[str, ...]
    parse: float
    first: float
    whole: float
    rows: int


def plan(store: Store, text: str, *, timeout: float, limit: int) -> Plan:
    """Evaluate a query and tell how. Raises as `Store.query` does."""
    check_query(text)
    started = perf_counter()
    steps = tuple(_steps(text, store.engine))
    parsed = perf_counter()
    store.query(text, timeout=timeout, limit=1)
    first = perf_counter()
    answer = store.query(text, timeout=timeout, limit=limit)
    ended = perf_counter()
    count = len(answer.rows) if answer.triples is None else len(answer.triples)
    times = ((parsed - started) * 1000, (first - parsed) * 1000, (ended - first) * 1000)
    return Plan(steps=steps, parse=times[0], first=times[1], whole=times[2], rows=count)


def _steps(text: str, graph: Engine) -> Iterator[str]:
    """The algebra of the query as indented lines; rdflib parses it, so a text that only the engine reads has none."""
    from rdflib.plugins.sparql import prepareQuery

    try:
        algebra = prepareQuery(text, initNs=PREFIXES).algebra
    except Exception as error:
        yield f"(no plan: {' '.join(str(error).split())[:120]})"
        return
    yield from _walk(algebra, graph, 0)


def _walk(node: Any, graph: Engine, depth: int) -> Iterator[str]:
    name = getattr(node, "name", "")
    inside = depth
    if name in _INNER:
        yield "  " * depth + _INNER[name]
        inside = depth + 1
    for triple in node.get("triples") or () if name == "BGP" else ():
        yield "  " * inside + f"{_count(triple, graph):>9,}  {' '.join(map(_term, triple))}"
    for key in ("p", "p1", "p2"):
        if isinstance(node.get(key), dict):
            yield from _walk(node[key], graph, inside)


def _term(term: Any) -> str:
    from rdflib import URIRef

    return shorten(str(term)) if isinstance(term, URIRef) else term.n3() if hasattr(term, "n3") else str(term)


def _count(triple: tuple[Any, Any, Any], graph: Engine) -> int:
    """How many quads of all graphs fit the constants of a pattern, counted up to a million."""
    from rdflib import URIRef

    subject, predicate, value = (ox.NamedNode(str(term)) if isinstance(term, URIRef) else None for term in triple)
    found = 0
    for _ in graph.quads_for_pattern(subject, predicate, value, None):
        found += 1
        if found >= 1_000_000:
            break
    return found
