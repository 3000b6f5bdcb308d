"""What people have judged to be the same or different: kept in a graph of its own that no building erases."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.ids import digest
from kg.rdf import BASE, ENTITY, EVENT, iri, value_of
from kg.resolve import Judgements
from kg.store.engine import Engine
from kg.store.quads import TYPE, text

JUDGED = iri("dip:judged")
_JUDGEMENT = BASE + "judgement/"
Pair = tuple[str, str]


def judge(graph: Engine, pairs: Iterable[Pair], *, same: bool, reason: str = "") -> None:
    """Record a verdict on pairs of IRIs; it takes the place of an earlier one on the same pair."""
    for pair in pairs:
        one, two = sorted(pair)
        withdraw(graph, [pair])
        node = ox.NamedNode(_JUDGEMENT + digest([one, two]))
        graph.extend(ox.Quad(node, *row, JUDGED) for row in _rows(one, two, same=same, reason=reason))


def withdraw(graph: Engine, pairs: Iterable[Pair]) -> None:
    """Forget the verdicts on pairs of IRIs."""
    for pair in pairs:
        node = ox.NamedNode(_JUDGEMENT + digest(sorted(pair)))
        for quad in list(graph.quads_for_pattern(node, None, None, JUDGED)):
            graph.remove(quad)


def _rows(one: str, two: str, *, same: bool, reason: str) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    yield TYPE, iri("dip:Judgement")
    yield iri("dip:judges"), ox.NamedNode(one)
    yield iri("dip:judges"), ox.NamedNode(two)
    yield iri("dip:verdict"), iri("dip:same" if same else "dip:different")
    if reason:
        yield iri("rdfs:comment"), text(reason)


def judgements(graph: Engine, base: str = EVENT) -> Judgements:
    """The verdicts on events (as IRIs), or on entities (`base` ENTITY)."""
    verdicts: dict[str, set[Pair]] = {"same": set(), "different": set()}
    for quad in graph.quads_for_pattern(None, iri("dip:verdict"), None, JUDGED):
        judged = graph.quads_for_pattern(quad.subject, iri("dip:judges"), None, JUDGED)
        pair = sorted(value_of(other.object) for other in judged)
        if len(pair) == 2 and all(name.startswith(base) for name in pair):
            verdicts[value_of(quad.object).rpartition("#")[2]].add((pair[0], pair[1]))
    return Judgements(same=frozenset(verdicts["same"]), different=frozenset(verdicts["different"]))


def entity_judgements(graph: Engine) -> Judgements:
    """The verdicts on entities."""
    return judgements(graph, ENTITY)
