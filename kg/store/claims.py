"""Claims with their words, read back from the named graphs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.model import Span
from kg.rdf import ARTICLE, CLAIM, DIP, ENTITY, EVENT, event_name, iri, span_of, value_of
from kg.store.engine import Engine
from kg.store.facts import PARTIES, Claims, ToldClaim, claims_named, read_claims
from kg.store.gist import Saying, Shown
from kg.store.resolved import Resolved
from kg.store.told import ToldEvent


def all_claims(graph: Engine) -> Iterator[ToldEvent]:
    """Every claim of the store, by id: one scan a property."""
    yield from _told_in(read_claims(graph), _beside(graph, (None,), (None,)))


def claims_of(graph: Engine, names: Iterable[str]) -> Iterator[ToldEvent]:
    """The claims with these IRIs, by id."""
    claims: Claims = {}
    for name in names:
        claims |= claims_named(graph, ox.NamedNode(name))
    yield from _told_in(claims, _beside(graph, list({claim.article for claim in claims.values()}), list(claims)))


def told_by(saying: Saying, resolved: Resolved) -> Iterator[ToldEvent]:
    """The claims of an article."""
    for name, claim in saying.claims.items():
        event = resolved.event_of.get(claim.told, claim.told)
        yield _told(name, claim, saying.shown[name], saying.publisher, event, resolved.spelled)


def trigger_of(graph: Engine, claim: str) -> Span | None:
    """Where the word stands that names the event of a claim (an id)."""
    quads = graph.quads_for_pattern(ox.NamedNode(CLAIM + claim), iri("dip:trigger"), None, None)
    return next((span_of(value_of(quad.object)) for quad in quads), None)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the claims, by IRI: passages and words, publishers, and what claims and spellings mean."""

    passages: dict[str, str]
    quotes: dict[str, str]
    publishers: dict[str, str]
    events: dict[str, str]
    spelled: dict[str, str]

    def shown(self, claim: str) -> Shown:
        """The words that show a claim."""
        passage = self.passages.get(claim)
        if passage is None:
            return Shown()
        span = span_of(passage)
        return Shown(self.quotes.get(passage, ""), span.start, span.end)


def _beside(graph: Engine, articles: Sequence[str | None], claims: Sequence[str | None]) -> _Beside:
    """What stands beside claims, of some articles and claims or (None) of all."""
    passages = _column(graph, "dip:evidence", claims)
    return _Beside(
        passages=passages,
        quotes=_column(graph, "oa:exact", claims if claims == (None,) else list(set(passages.values()))),
        publishers=_column(graph, "schema:publisher", articles),
        events=_column(graph, "dip:tells", claims),
        spelled=_column(graph, "dip:spellingOf", (None,)),
    )


def _told_in(claims: Claims, beside: _Beside) -> Iterator[ToldEvent]:
    for name, claim in sorted(claims.items()):
        event, publisher = beside.events.get(name, claim.told), beside.publishers.get(claim.article)
        yield _told(name, claim, beside.shown(name), publisher, event, beside.spelled)


def _column(graph: Engine, key: str, nodes: Sequence[str | None]) -> dict[str, str]:
    """The values of a property by IRI, of some nodes or (None) of all."""
    found = {}
    for node in nodes:
        subject = ox.NamedNode(node) if node else None
        for quad in graph.quads_for_pattern(subject, iri(key), None, None):
            found[value_of(quad.subject)] = value_of(quad.object)
    return found


def _told(
    name: str, claim: ToldClaim, shown: Shown, publisher: str | None, event: str, spelled: Mapping[str, str]
) -> ToldEvent:
    source = claim.one("source")
    return ToldEvent(
        id=name.removeprefix(CLAIM),
        event=event.removeprefix(EVENT),
        article=claim.article.removeprefix(ARTICLE),
        type=event_name(claim.one("claimType") or ""),
        factuality=(claim.one("factuality") or "").removeprefix(DIP),
        roles=tuple(_roles(claim, spelled)),
        quote=shown.quote,
        start=shown.start,
        end=shown.end,
        source=_path(source, spelled) if source else None,
        begin=claim.one("begin"),
        until=claim.one("end"),
        granularity=claim.one("granularity"),
        label=claim.one("officeLabel"),
        relation=claim.is_relation,
        publisher=publisher,
    )


def _roles(claim: ToldClaim, spelled: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for role in PARTIES:
        if role in claim.values:
            yield from ((role, path) for path in sorted({_path(node, spelled) for node in claim.values[role]}))


def _path(node: str, spelled: Mapping[str, str]) -> str:
    """The path of the entity that a node stands for."""
    return spelled.get(node, node).removeprefix(ENTITY)
