"""How many of what a store holds."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf import DIP, event_name, iri, value_of
from kg.store.engine import Engine
from kg.store.quads import KINDS, TYPE
from kg.store.quarantine import is_article


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts; entities by type, asserted events by type, claims by factuality, each largest first."""

    articles: int
    triples: int
    entities: Mapping[str, int]
    events: Mapping[str, int]
    claims: Mapping[str, int]
    publishers: Mapping[str, int]
    first: str | None
    last: str | None


def count(graph: Engine) -> Stats:
    """Count what is in the store; `first` and `last` are publication dates."""
    default = ox.DefaultGraph()
    types = Counter(value_of(quad.object) for quad in graph.quads_for_pattern(None, TYPE, None, default))
    entities = {kind: types.pop(DIP + kind, 0) for kind in KINDS}
    other = {DIP + name for name in ("Event", "OfficeHeld")}
    events = {event_name(node): n for node, n in types.items() if node.startswith(DIP) and node not in other}
    claims = _values(graph, "dip:factuality")
    dates = sorted(_values(graph, "schema:datePublished"))
    return Stats(
        articles=sum(1 for name in graph.named_graphs() if is_article(name)),
        triples=len(graph),
        entities=_sorted(entities),
        events=_sorted(events),
        claims=_sorted({name.removeprefix(DIP): n for name, n in claims.items()}),
        publishers=_sorted(_values(graph, "schema:publisher", default)),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )


def _values(graph: Engine, key: str, where: ox.DefaultGraph | None = None) -> Counter[str]:
    return Counter(value_of(quad.object) for quad in graph.quads_for_pattern(None, iri(key), None, where))


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(((k, n) for k, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0])))
