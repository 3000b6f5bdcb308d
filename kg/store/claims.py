"""Claims with their words, read back from the named graphs: what cards, pages and exports show."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf import ARTICLE, CLAIM, DIP, ENTITY, EVENT, ROLES, event_name, iri, value_of

_PARTIES = (*ROLES, "source", "subject", "object")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """One claim: ids and paths, ISO dates, and the words that say it with their place in the text."""

    id: str
    event: str
    article: str
    type: str
    factuality: str
    roles: tuple[tuple[str, str], ...]
    quote: str
    start: int
    end: int
    source: str | None = None
    begin: str | None = None
    until: str | None = None
    granularity: str | None = None
    label: str | None = None
    relation: bool = False


def claims_about(graph: ox.Store, path: str) -> list[ToldEvent]:
    """The claims in which an entity plays a part, or of which it is the source."""
    node = ox.NamedNode(ENTITY + path)
    found: dict[object, None] = {}
    for key in _PARTIES:
        for quad in graph.quads_for_pattern(None, iri(f"dip:{key}"), node, None):
            if value_of(quad.subject).startswith(CLAIM):
                found[quad.subject] = None
    return [read_claim(graph, claim) for claim in found if isinstance(claim, ox.NamedNode)]


def all_claims(graph: ox.Store) -> Iterator[ToldEvent]:
    """Every claim of the store, by id."""
    nodes = {quad.subject for quad in graph.quads_for_pattern(None, iri("dip:claimOf"), None, None)}
    for node in sorted(nodes, key=str):
        if isinstance(node, ox.NamedNode):
            yield read_claim(graph, node)


def _properties(graph: ox.Store, node: ox.NamedNode) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for quad in graph.quads_for_pattern(node, None, None, None):
        if isinstance(quad.graph_name, ox.NamedNode):
            found[quad.predicate.value.removeprefix(DIP)].append(value_of(quad.object))
    return found


def read_claim(graph: ox.Store, node: ox.NamedNode) -> ToldEvent:
    """One claim by its node."""
    values = _properties(graph, node)
    quote = _properties(graph, ox.NamedNode(f"{node.value}#evidence-quote"))
    position = _properties(graph, ox.NamedNode(f"{node.value}#evidence-position"))
    roles = [(key, value.removeprefix(ENTITY)) for key in _PARTIES for value in sorted(values.get(key, ()))]
    return ToldEvent(
        id=node.value.removeprefix(CLAIM),
        event=_one(values, "claimOf", EVENT) or "",
        article=_one(values, value_of(iri("schema:isPartOf")), ARTICLE) or "",
        type=event_name(_one(values, "claimType") or ""),
        factuality=_one(values, "factuality", DIP) or "",
        roles=tuple(pair for pair in roles if pair[0] != "source"),
        quote=_one(quote, value_of(iri("oa:exact"))) or "",
        start=int(_one(position, value_of(iri("oa:start"))) or 0),
        end=int(_one(position, value_of(iri("oa:end"))) or 0),
        source=_one(values, "source", ENTITY),
        begin=_one(values, "begin"),
        until=_one(values, "end"),
        granularity=_one(values, "granularity"),
        label=_one(values, "officeLabel"),
        relation="subject" in values,
    )


def _one(values: dict[str, list[str]], key: str, prefix: str = "") -> str | None:
    found = values.get(key)
    return found[0].removeprefix(prefix) if found else None
