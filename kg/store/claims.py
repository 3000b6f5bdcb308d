"""Claims with their words, read back from the named graphs."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf import ARTICLE, CLAIM, DIP, ENTITY, EVENT, ROLES, event_name, iri, value_of
from kg.store.facts import ToldClaim, read_claims
from kg.store.told import ToldEvent

PARTIES = (*ROLES, "subject", "object")
_KEYS = ("claimOf", "claimType", "factuality", "source", "begin", "end", "granularity", "officeLabel", *PARTIES)


@dataclass(frozen=True, slots=True)
class _Words:
    """The quotes and positions of all evidence, and the publishers of all articles, by IRI."""

    quotes: dict[str, str]
    starts: dict[str, str]
    ends: dict[str, str]
    publishers: dict[str, str]


def all_claims(graph: ox.Store) -> Iterator[ToldEvent]:
    """Every claim of the store, by id: one scan a property."""
    words = _Words(*(_column(graph, key) for key in ("oa:exact", "oa:start", "oa:end", "schema:publisher")))
    for node, claim in sorted(read_claims(graph, _KEYS).items()):
        yield _told(node, claim, words)


def _column(graph: ox.Store, key: str) -> dict[str, str]:
    quads = graph.quads_for_pattern(None, iri(key), None, None)
    return {value_of(quad.subject): value_of(quad.object) for quad in quads}


def _told(node: str, claim: ToldClaim, words: _Words) -> ToldEvent:
    place = f"{node}#evidence-position"
    article = claim.article.value
    return ToldEvent(
        id=node.removeprefix(CLAIM),
        event=(claim.one("claimOf") or "").removeprefix(EVENT),
        article=article.removeprefix(ARTICLE),
        type=event_name(claim.one("claimType") or ""),
        factuality=(claim.one("factuality") or "").removeprefix(DIP),
        roles=tuple(_roles(claim)),
        quote=words.quotes.get(f"{node}#evidence-quote", ""),
        start=int(words.starts.get(place, 0)),
        end=int(words.ends.get(place, 0)),
        source=_source(claim),
        begin=claim.one("begin"),
        until=claim.one("end"),
        granularity=claim.one("granularity"),
        label=claim.one("officeLabel"),
        relation="subject" in claim.values,
        publisher=words.publishers.get(article),
    )


def _roles(claim: ToldClaim) -> Iterator[tuple[str, str]]:
    for role in PARTIES:
        for node in sorted(map(value_of, claim.values.get(role, ()))):
            yield role, node.removeprefix(ENTITY)


def _source(claim: ToldClaim) -> str | None:
    source = claim.one("source")
    return source.removeprefix(ENTITY) if source else None
