"""The default graph after a few articles have come or gone: only what follows from them is made anew."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.rdf import ENTITY, ROLES, iri, value_of
from kg.resolve import Comparison, Telling, resolve
from kg.store.changes import Changes
from kg.store.derive import background
from kg.store.engine import Engine
from kg.store.facts import claims_with
from kg.store.judged import entity_judgements, judgements
from kg.store.known import Background
from kg.store.nearby import Nearby
from kg.store.quads import TYPE
from kg.store.rederive import Rederiving
from kg.store.resolved import spelled_now
from kg.store.spellings import RESOLVED, spelled
from kg.store.tellings import WordsInGraph, kinds_of, tellings, whereabouts
from kg.store.told_of import ToldOfOne
from kg.store.touched import Touched
from kg.store.units import Units

_TELLS, _SPELLS, _KEY = iri("dip:tells"), iri("dip:spellingOf"), iri("dip:spellingKey")
_TOLD, _SUBJECT = iri("dip:claimOf"), iri("dip:subject")


def update(graph: Engine, touched: Touched) -> Changes:
    """Make anew what follows from the touched articles; the outcome is that of deriving from nothing."""
    known = background()
    before = spelled_now(graph)
    now = _respelled(graph, touched, known, before)
    moved = {node for node in before.keys() | now.keys() if before.get(node) != now.get(node)}
    named = touched.entities | moved
    chiefs = {chief for node in named for chief in (before.get(node), now.get(node)) if chief}
    changed = _Events(graph, known, before, now).resolved_anew(touched, moved)
    units = Units.of(ToldOfOne(graph), known, now)
    triples = Rederiving(graph, units, touched.articles, changed, named | chiefs).run()
    articles = touched.articles | _telling(graph, changed) | _naming(graph, moved)
    return Changes(triples=frozenset(triples), articles=frozenset(articles))


def _telling(graph: Engine, events: Iterable[str]) -> set[str]:
    """The articles with claims that tell one of these events."""
    claims = {
        quad.subject
        for event in events
        for quad in graph.quads_for_pattern(None, _TELLS, ox.NamedNode(event), RESOLVED)
    }
    return {value_of(quad.graph_name) for claim in claims for quad in graph.quads_for_pattern(claim, _TOLD, None, None)}


def _naming(graph: Engine, nodes: Iterable[str]) -> set[str]:
    """The articles that name one of these entities."""
    quads = (quad for node in nodes for quad in graph.quads_for_pattern(ox.NamedNode(node), TYPE, None, None))
    return {value_of(quad.graph_name) for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}


def _told_of(graph: Engine, node: str) -> Iterator[str]:
    for role in ROLES:
        for claim in claims_with(graph, role, ox.NamedNode(node)).values():
            yield claim.told


def _respelled(graph: Engine, touched: Touched, known: Background, before: Mapping[str, str]) -> dict[str, str]:
    """The entity of each spelling now; the keys of the touched persons are written down anew."""
    persons = {node for node in touched.entities if node.startswith(f"{ENTITY}person/")}
    keys: dict[str, frozenset[str]] = {}
    waiting = set(persons)
    judged = entity_judgements(graph)
    while waiting:
        node = waiting.pop()
        old = {value_of(quad.object) for quad in graph.quads_for_pattern(ox.NamedNode(node), _KEY, None, RESOLVED)}
        told = ToldOfOne(graph)(node)
        keys[node] = told.spelling_keys if told else frozenset()
        sharing = {other for key in old | keys[node] for other in _with_key(graph, key)}
        partners = {name for pair in judged.same if node in pair for name in pair}
        waiting |= (sharing | partners | {name for name, chief in before.items() if chief == node}) - keys.keys()
    for node in keys:
        _rewrite(graph, node, _KEY, (ox.Literal(key) for key in keys[node]))
    fresh = spelled(keys, judged, known.actors)
    for node in keys:
        _rewrite(graph, node, _SPELLS, (ox.NamedNode(fresh[node]) for _ in range(node in fresh)))
    return {node: chief for node, chief in before.items() if node not in keys} | fresh


def _with_key(graph: Engine, key: str) -> Iterator[str]:
    for quad in graph.quads_for_pattern(None, _KEY, ox.Literal(key), RESOLVED):
        yield value_of(quad.subject)


def _rewrite(graph: Engine, node: str, predicate: ox.NamedNode, values: Iterable[ox.NamedNode | ox.Literal]) -> None:
    subject = ox.NamedNode(node)
    old = set(graph.quads_for_pattern(subject, predicate, None, RESOLVED))
    new = {ox.Quad(subject, predicate, value, RESOLVED) for value in values}
    for quad in old - new:
        graph.remove(quad)
    graph.extend(new - old)


@dataclass(frozen=True, slots=True)
class _Events:
    """Which event each claim tells: written down anew where articles or spellings have changed."""

    graph: Engine
    known: Background
    before: Mapping[str, str]
    now: Mapping[str, str]

    def resolved_anew(self, touched: Touched, moved: set[str]) -> set[str]:
        """The events that are concerned, those that are gone among them."""
        within, kinds = whereabouts(self.known.actors.values()), kinds_of(self.known.ontology)
        judged, units = judgements(self.graph), Units.of(ToldOfOne(self.graph), self.known, self.now)
        respelled = {event for node in moved for event in _told_of(self.graph, node)}
        told = self._with_mates(touched.told | respelled | touched.events)
        words, comparison = WordsInGraph(self.graph, self.now), Comparison(within)
        nearby = Nearby(self.graph, words, kinds, comparison, judged, units.spellings)
        reached = nearby.connected([*touched.tellings, *self._as_before(respelled)], told)
        event_of = resolve(reached.values(), kinds, within, judged).event_of
        changed = touched.events | {node for name in told | reached.keys() for node in self._written(name, event_of)}
        for claim in touched.claims:
            if not _has(self.graph, ox.NamedNode(claim), _TOLD):
                _rewrite(self.graph, claim, _TELLS, [])
        return changed

    def _with_mates(self, told: set[str]) -> set[str]:
        """The events of articles, and those that were one with them; a relation is itself in every article."""
        events = {name for name in told if not _is_relation(self.graph, name)}
        whole = events | {event for name in events for event in self._telling(name)}
        return told | {mate for event in whole for mate in _mates(self.graph, event)}

    def _telling(self, name: str) -> Iterator[str]:
        """What the claims of an article's event were written down as telling."""
        for claim in _claims_of(self.graph, name):
            for quad in self.graph.quads_for_pattern(claim, _TELLS, None, RESOLVED):
                yield value_of(quad.object)

    def _as_before(self, respelled: set[str]) -> Iterator[Telling]:
        """Tellings with the spellings of before, whose neighbours are no longer theirs."""
        words = WordsInGraph(self.graph, self.before)
        for name in respelled:
            yield from tellings(claims_with(self.graph, "claimOf", ox.NamedNode(name)), words)

    def _written(self, name: str, event_of: Mapping[str, str]) -> Iterator[str]:
        """Write down what the claims of an article's event tell; what they told and what they tell."""
        yield name
        if _is_relation(self.graph, name):
            fresh = (claim for claim in _claims_of(self.graph, name) if not _has(self.graph, claim, _TELLS))
            self.graph.extend(ox.Quad(claim, _TELLS, ox.NamedNode(name), RESOLVED) for claim in list(fresh))
            return
        event = event_of.get(name, name)
        yield event
        yield from list(self._telling(name))
        for claim in _claims_of(self.graph, name):
            _rewrite(self.graph, claim.value, _TELLS, [ox.NamedNode(event)])


def _claims_of(graph: Engine, name: str) -> list[ox.NamedNode]:
    quads = graph.quads_for_pattern(None, _TOLD, ox.NamedNode(name), None)
    return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]


def _is_relation(graph: Engine, name: str) -> bool:
    """Whether articles tell it as a relation; one claim shows it."""
    quads = graph.quads_for_pattern(None, _TOLD, ox.NamedNode(name), None)
    return any(_has(graph, quad.subject, _SUBJECT) for quad in islice(quads, 1))


def _has(graph: Engine, node: ox.NamedNode | ox.BlankNode | ox.Triple, predicate: ox.NamedNode) -> bool:
    return any(True for _ in graph.quads_for_pattern(node, predicate, None, None))


def _mates(graph: Engine, event: str) -> set[str]:
    """The events of articles that were told as one."""
    claims = graph.quads_for_pattern(None, _TELLS, ox.NamedNode(event), RESOLVED)
    told = (other for quad in claims for other in graph.quads_for_pattern(quad.subject, _TOLD, None, None))
    return {value_of(quad.object) for quad in told}
