"""Why an event of the graph is one event: its tellings, what joined them, and where they disagree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import UsageError
from kg.rdf import EVENT, iri, value_of
from kg.resolve import Comparison, Join, Kind, resolve
from kg.store.claims import claims_of
from kg.store.derive import background
from kg.store.engine import Engine
from kg.store.facts import claims_with
from kg.store.judged import judgements
from kg.store.resolved import spelled_now
from kg.store.spellings import RESOLVED
from kg.store.tellings import WordsInGraph, kinds_of, tellings, whereabouts
from kg.store.told import ToldEvent

_AGAINST = (("asserted", "denied"), ("asserted", "negated"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An event: the ids of its tellings (each an event of one article), their claims, and why they are one.

    `judged` are pairs that people hold for the same; `disputes` name what tellings disagree in: two statuses that
    exclude each other, or (joined by judgement only) `dates` or `roles`.
    """

    event: str
    tellings: tuple[str, ...]
    claims: tuple[tuple[str, ToldEvent], ...]
    joins: tuple[Join, ...]
    judged: tuple[tuple[str, str], ...]
    disputes: tuple[str, ...]


def event_named(graph: Engine, name: str) -> str:
    """The event (a bare id) that an id of the graph or of a telling means. Raises UsageError if there is none."""
    local = name.removeprefix(EVENT).removeprefix("event:")
    node = ox.NamedNode(EVENT + local)
    if any(graph.quads_for_pattern(None, iri("dip:tells"), node, RESOLVED)):
        return local
    for claim in claims_with(graph, "claimOf", node):
        for quad in graph.quads_for_pattern(ox.NamedNode(claim), iri("dip:tells"), None, RESOLVED):
            return value_of(quad.object).removeprefix(EVENT)
    raise UsageError(f"there is no event {local!r} in the store; copy an id from the column 'event' of a query")


def tellings_of(graph: Engine, event: str) -> dict[str, list[str]]:
    """The ids of an event's tellings, each with the IRIs of its claims."""
    found: dict[str, list[str]] = {}
    for quad in graph.quads_for_pattern(None, iri("dip:tells"), ox.NamedNode(EVENT + event), RESOLVED):
        for other in graph.quads_for_pattern(quad.subject, iri("dip:claimOf"), None, None):
            found.setdefault(value_of(other.object).removeprefix(EVENT), []).append(value_of(quad.subject))
    return {name: sorted(found[name]) for name in sorted(found)}


def account(graph: Engine, name: str) -> Account:
    """The account of an event."""
    event = event_named(graph, name)
    told = tellings_of(graph, event)
    known, words = background(), WordsInGraph(graph, spelled_now(graph))
    kinds, within = kinds_of(known.ontology), whereabouts(known.actors.values())
    read = [one for name in told for one in tellings(claims_with(graph, "claimOf", ox.NamedNode(EVENT + name)), words)]
    judged, comparison = judgements(graph), Comparison(within)
    claims = tuple((name, claim) for name in told for claim in claims_of(graph, told[name]))
    apart = {
        what
        for one in read
        for two in read
        if one.id < two.id and (what := comparison.contradiction(one, two, kinds.get(one.type, Kind())))
    }
    return Account(
        event=event,
        tellings=tuple(told),
        claims=claims,
        joins=resolve(read, kinds, within, judged).joins,
        judged=tuple(
            pair for pair in sorted(judged.same) if {part.removeprefix(EVENT) for part in pair} <= told.keys()
        ),
        disputes=tuple(sorted({*_disputed([claim for _, claim in claims]), *apart})),
    )


def _disputed(claims: Sequence[ToldEvent]) -> Iterator[str]:
    """Pairs of statuses that cannot both be right."""
    found = {claim.factuality for claim in claims}
    yield from (" / ".join(pair) for pair in _AGAINST if found.issuperset(pair))
