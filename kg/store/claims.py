"""Claims with their words, read back from the named graphs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf import ARTICLE, CLAIM, DIP, ENTITY, EVENT, event_name, iri, value_of
from kg.store.engine import Engine
from kg.store.facts import PARTIES, Claims, ToldClaim, claims_named, read_claims
from kg.store.told import ToldEvent


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


def all_claims(graph: Engine, claims: Claims | None = None) -> Iterator[ToldEvent]:
    """Every claim of the store, by id: one scan a property, but for the `claims` if they have been read."""
    yield from _all_told(read_claims(graph) if claims is None else claims, _beside(graph, (None,), (None,)))


def claims_of(graph: Engine, names: Iterable[str]) -> Iterator[ToldEvent]:
    """The claims with these IRIs, by id."""
    claims: Claims = {}
    for name in names:
        claims |= claims_named(graph, ox.NamedNode(name))
    places = [f"{name}#evidence-{part}" for name in claims for part in ("quote", "position")]
    articles = {claim.article for claim in claims.values()}
    yield from _all_told(claims, _beside(graph, [*places, *articles], list(claims)))


def _all_told(claims: Claims, beside: _Beside) -> Iterator[ToldEvent]:
    for node, claim in sorted(claims.items()):
        yield _told(node, claim, beside)


def _beside(graph: Engine, nodes: Sequence[str | None], claims: Sequence[str | None]) -> _Beside:
    """What stands beside claims: that of the places and articles among `nodes` (None for all)."""
    return _Beside(
        quotes=_column(graph, "oa:exact", nodes),
        starts=_column(graph, "oa:start", nodes),
        ends=_column(graph, "oa:end", nodes),
        publishers=_column(graph, "schema:publisher", nodes),
        events=_column(graph, "dip:tells", claims),
        spelled=_column(graph, "dip:spellingOf", (None,)),
    )


def _column(graph: Engine, key: str, nodes: Sequence[str | None]) -> dict[str, str]:
    """The values of a property by IRI, of some nodes or (None) of all."""
    found = {}
    for node in nodes:
        subject = ox.NamedNode(node) if node else None
        for quad in graph.quads_for_pattern(subject, iri(key), None, None):
            found[value_of(quad.subject)] = value_of(quad.object)
    return found


def _told(node: str, claim: ToldClaim, beside: _Beside) -> ToldEvent:
    place = f"{node}#evidence-position"
    article = claim.article
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
