"""From claims to tellings, and from tellings to events."""

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Protocol

import pyoxigraph as ox

from kg.ontology import Actor, Ontology
from kg.rdf import ENTITY, ROLES, event_name, iri, value_of
from kg.resolve import Kind, Roles, Telling
from kg.store.engine import Engine
from kg.store.facts import Claims, ToldClaim, by_told


class Words(Protocol):
    """What stands beside claims: their quotes, the days of their articles, and the entity that each node spells."""

    @property
    def spelled(self) -> Mapping[str, str]:
        """The entity of each node (IRIs) that is but a spelling of it."""

    def quote(self, claim: str) -> str:
        """The words that say a claim (an IRI)."""

    def published(self, article: str) -> date | None:
        """When an article (an IRI) was published."""


@dataclass(frozen=True, slots=True)
class WordsInGraph:
    """As the named graphs have them."""

    graph: Engine
    spelled: Mapping[str, str]

    def quote(self, claim: str) -> str:
        """As the protocol says."""
        return self._one(self._one(claim, "dip:evidence"), "oa:exact")

    def published(self, article: str) -> date | None:
        """As the protocol says."""
        return day_of(self._one(article, "schema:datePublished"))

    def _one(self, node: str, key: str) -> str:
        quads = self.graph.quads_for_pattern(ox.NamedNode(node), iri(key), None, None) if node else ()
        return next((value_of(quad.object) for quad in quads), "")


@lru_cache(maxsize=16_384)
def day_of(text: str | None) -> date | None:
    """A day in ISO form; None for what is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def tellings(claims: Claims, words: Words, types: Container[str] | None = None) -> Iterator[Telling]:
    """The telling of each event among the claims, or of those of some types (local names)."""
    for event, group in by_told(claims).items():
        wanted = types is None or type_of(next(iter(group.values()))) in types
        if wanted and not any(claim.is_relation for claim in group.values()):
            yield _telling(event, group, words)


def type_of(claim: ToldClaim) -> str:
    """The local name of the type of what a claim tells."""
    return event_name(claim.one("claimType") or "")


def _telling(event: str, group: Claims, words: Words) -> Telling:
    first = next(iter(group.values()))
    begin, end = _days(group)
    return Telling(
        id=event,
        article=first.article,
        type=type_of(first),
        roles=_shared(frozenset(pair for claim in group.values() for pair in _roles(claim, words.spelled))),
        quotes=tuple(dict.fromkeys(words.quote(name) for name in sorted(group))),
        begin=begin,
        end=end,
        published=words.published(first.article),
    )


@lru_cache(maxsize=65_536)
def _shared(roles: Roles) -> Roles:
    """The roles, kept once for all that have them."""
    return roles


def _roles(claim: ToldClaim, spelled: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for role in ROLES:
        for node in claim.values.get(role, ()):
            yield role, intern(spelled.get(node, node).removeprefix(ENTITY))


def _days(group: Claims) -> tuple[date | None, date | None]:
    """The most precise dates among those of the claims."""
    pairs = ((day_of(claim.one("begin")), day_of(claim.one("end"))) for claim in group.values())
    known = [(one, two) for one, two in pairs if one is not None and two is not None]
    return min(known, key=lambda pair: (pair[1] - pair[0], pair[0]), default=(None, None))


def kinds_of(ontology: Ontology) -> dict[str, Kind]:
    """What the ontology says of each event type, for telling events apart."""
    return {name: Kind(symmetric=event.symmetric, occasion=event.occasion) for name, event in ontology.events.items()}


def whereabouts(actors: Collection[Actor]) -> dict[str, str]:
    """What each known place lies in, by path."""
    found = {actor.path: actor.located_in for actor in actors if actor.located_in}
    capitals = {actor.capital: actor.path for actor in actors if actor.capital}
    return {**capitals, **found}
