"""Claims with their words, read back from the named graphs."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf import ARTICLE, CLAIM, DIP, ENTITY, EVENT, event_name, iri, value_of
from kg.store.facts import PARTIES, ToldClaim, read_claims
from kg.store.spellings import RESOLVED
from kg.store.told import ToldEvent

_KEYS = ("claimOf", "claimType", "factuality", "source", "begin", "end", "granularity", "officeLabel", *PARTIES)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the claims, by IRI: words, publishers, and what claims and spellings are resolved to."""

    quotes: dict[str, str]
    starts: dict[str, str]
    ends: dict[str, str]
    publishers: dict[str, str]
    events: dict[str, str]
    spelled: dict[str, str]

    def path(self, term: object) -> str:
        """The path of the entity that a node stands for."""
        node = value_of(term)
        return self.spelled.get(node, node).removeprefix(ENTITY)


def all_claims(graph: ox.Store) -> Iterator[ToldEvent]:
    """Every claim of the store, by id: one scan a property."""
    columns = (_column(graph, key) for key in ("oa:exact", "oa:start", "oa:end", "schema:publisher"))
    beside = _Beside(*columns, *(_column(graph, key, RESOLVED) for key in ("dip:tells", "dip:spellingOf")))
    for node, claim in sorted(read_claims(graph, _KEYS).items()):
        yield _told(node, claim, beside)


def _column(graph: ox.Store, key: str, within: ox.NamedNode | None = None) -> dict[str, str]:
    quads = graph.quads_for_pattern(None, iri(key), None, within)
    return {value_of(quad.subject): value_of(quad.object) for quad in quads}


def _told(node: str, claim: ToldClaim, beside: _Beside) -> ToldEvent:
    place = f"{node}#evidence-position"
    article = claim.article.value
    return ToldEvent(
        id=node.removeprefix(CLAIM),
        event=beside.events.get(node, claim.told).removeprefix(EVENT),
        article=article.removeprefix(ARTICLE),
        type=event_name(claim.one("claimType") or ""),
        factuality=(claim.one("factuality") or "").removeprefix(DIP),
        roles=tuple(_roles(claim, beside)),
        quote=beside.quotes.get(f"{node}#evidence-quote", ""),
        start=int(beside.starts.get(place, 0)),
        end=int(beside.ends.get(place, 0)),
        source=_source(claim, beside),
        begin=claim.one("begin"),
        until=claim.one("end"),
        granularity=claim.one("granularity"),
        label=claim.one("officeLabel"),
        relation=claim.is_relation,
        publisher=beside.publishers.get(article),
    )


def _roles(claim: ToldClaim, beside: _Beside) -> Iterator[tuple[str, str]]:
    for role in PARTIES:
        for path in sorted({beside.path(node) for node in claim.values.get(role, ())}):
            yield role, path


def _source(claim: ToldClaim, beside: _Beside) -> str | None:
    source = claim.one("source")
    return beside.path(source) if source else None
