"""The tellings that may tell the same event as given ones, found without reading all articles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.rdf import ENTITY, ROLES, event_class, iri, value_of
from kg.resolve import Comparison, Judgements, Kind, Telling, block_keys
from kg.store.engine import Engine
from kg.store.facts import claims_with
from kg.store.quarantine import is_article
from kg.store.tellings import Words, tellings


@dataclass(slots=True)
class Nearby:
    """A search that starts at some tellings and goes on to all that rules or judgements connect with them."""

    graph: Engine
    words: Words
    kinds: Mapping[str, Kind]
    comparison: Comparison
    judged: Judgements
    _spellings: Mapping[str, Iterable[str]] = field(default_factory=dict)
    _found: dict[str, Telling | None] = field(default_factory=dict)
    _events: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def connected(self, start: Iterable[Telling], names: Iterable[str]) -> dict[str, Telling]:
        """By id, the tellings in the store that are connected with those of `start`, or are among `names`."""
        reached: dict[str, Telling] = {}
        waiting = [*start, *(told for name in sorted(names) if (told := self._telling(name)))]
        reached.update((told.id, told) for told in waiting if self._telling(told.id) == told)
        while waiting:
            for other in self._neighbours(waiting.pop()):
                if other.id not in reached:
                    reached[other.id] = other
                    waiting.append(other)
        return reached

    def _telling(self, event: str) -> Telling | None:
        """What the store tells of an event of an article."""
        if event not in self._found:
            claims = claims_with(self.graph, "claimOf", ox.NamedNode(event))
            self._found[event] = next(iter(tellings(claims, self.words)), None)
        return self._found[event]

    def _neighbours(self, told: Telling) -> Iterator[Telling]:
        keys = set(block_keys(told))
        for event in sorted(self._sharing(told)):
            other = self._telling(event)
            if other is None or keys.isdisjoint(block_keys(other)):
                continue
            if self.comparison.reason(told, other, self.kinds.get(told.type, Kind())):
                yield other
        for one, two in self.judged.same:
            if told.id in (one, two):
                other = self._telling(two if told.id == one else one)
                if other is not None:
                    yield other

    def _sharing(self, told: Telling) -> set[str]:
        """The events of articles that are of its type and share a participant."""
        return {event for _, path in told.roles for event in self._with(told.type, path)}

    def _with(self, kind: str, path: str) -> set[str]:
        if (kind, path) not in self._events:
            nodes = (ENTITY + path, *self._spellings.get(ENTITY + path, ()))
            self._events[kind, path] = {event for node in nodes for event in self._told_of(kind, node)}
        return self._events[kind, path]

    def _told_of(self, kind: str, node: str) -> Iterator[str]:
        wanted = event_class(kind)
        for role in ROLES:
            for quad in self.graph.quads_for_pattern(None, iri(f"dip:{role}"), ox.NamedNode(node), None):
                name = quad.graph_name
                if is_article(name) and ox.Quad(quad.subject, iri("dip:claimType"), wanted, name) in self.graph:
                    for other in self.graph.quads_for_pattern(quad.subject, iri("dip:claimOf"), None, name):
                        yield value_of(other.object)
