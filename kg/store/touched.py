"""What articles that came or went have touched: remembered before they are replaced, for deriving anew only that."""

from collections.abc import Collection
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.rdf import ENTITY, EVENT, iri, value_of
from kg.resolve import Telling
from kg.store.engine import Engine
from kg.store.facts import claims_in
from kg.store.quads import TYPE
from kg.store.resolved import spelled_now
from kg.store.spellings import RESOLVED
from kg.store.tellings import WordsInGraph, tellings

# Beyond this share of all articles, deriving everything is quicker than following what has changed.
_SHARE, _FEW = 0.01, 5


@dataclass(slots=True)
class Touched:
    """IRIs of articles, of the entities they name and of the events and relations they tell, before and after.

    `claims` are those that were told before, `events` what they told over all articles, `tellings` what each
    article told. `known` is the number of articles that there were.
    """

    articles: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    tellings: list[Telling] = field(default_factory=list)
    known: int = 0
    everything: bool = False

    def note(self, graph: Engine, article: str, old: Collection[ox.Quad], new: Collection[ox.Quad]) -> None:
        """Remember an article whose graph is about to change from `old` to `new`."""
        self.articles.add(article)
        if self.everything or len(self.articles) > max(_FEW, _SHARE * self.known):
            self.everything = True
            return
        for quad in (*old, *new):
            if quad.predicate == TYPE and value_of(quad.subject).startswith(ENTITY):
                self.entities.add(value_of(quad.subject))
        self.told |= {claim.told for claim in claims_in((*old, *new)).values()}
        gone = claims_in(old)
        if gone:
            self._note_gone(graph, gone.keys())
            self.tellings += tellings(gone, WordsInGraph(graph, spelled_now(graph)))

    def note_judged(self, nodes: Collection[str]) -> None:
        """Remember events or entities of which people have judged."""
        self.entities |= {node for node in nodes if node.startswith(ENTITY)}
        self.told |= {node for node in nodes if node.startswith(EVENT)}

    def _note_gone(self, graph: Engine, claims: Collection[str]) -> None:
        self.claims |= set(claims)
        for name in claims:
            for quad in graph.quads_for_pattern(ox.NamedNode(name), iri("dip:tells"), None, RESOLVED):
                self.events.add(value_of(quad.object))
