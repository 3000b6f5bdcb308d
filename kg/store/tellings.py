"""From claims to tellings, and from tellings to events."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.lang import fold_words
from kg.ontology import Actor, Ontology
from kg.rdf import ENTITY, ROLES, event_name, iri, value_of
from kg.resolve import Kind, Telling
from kg.store.engine import Engine
from kg.store.facts import Claims, ToldClaim, by_told


@dataclass(frozen=True, slots=True)
class Words:
    """What the graphs say beside the claims: the quote of each claim, the day of each article, by IRI."""

    graph: Engine
    spelled: Mapping[str, str]

    def quote(self, claim: str) -> str:
        """The words that say it."""
        return self._one(f"{claim}#evidence-quote", "oa:exact")

    def published(self, article: str) -> date | None:
        """When the article was published."""
        return _day(self._one(article, "schema:datePublished"))

    def _one(self, node: str, key: str) -> str:
        quads = self.graph.quads_for_pattern(ox.NamedNode(node), iri(key), None, None)
        return next((value_of(quad.object) for quad in quads), "")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def tellings(claims: Claims, words: Words) -> Iterator[Telling]:
    """The telling of each event among the claims."""
    for event, group in by_told(claims).items():
        if not any(claim.is_relation for claim in group.values()):
            yield _telling(event, group, words)


def _telling(event: str, group: Claims, words: Words) -> Telling:
    first = next(iter(group.values()))
    begin, end = _days(group)
    quotes = dict.fromkeys(words.quote(name) for name in sorted(group))
    return Telling(
        id=event,
        article=first.article,
        type=event_name(first.one("claimType") or ""),
        roles=frozenset(pair for claim in group.values() for pair in _roles(claim, words.spelled)),
        words=" ".join(word for quote in quotes for word in fold_words(quote)),
        begin=begin,
        end=end,
        published=words.published(first.article),
    )


def _roles(claim: ToldClaim, spelled: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for role in ROLES:
        for node in claim.values.get(role, ()):
            yield role, spelled.get(node, node).removeprefix(ENTITY)


def _days(group: Claims) -> tuple[date | None, date | None]:
    """The most precise dates among those of the claims."""
    pairs = ((_day(claim.one("begin")), _day(claim.one("end"))) for claim in group.values())
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
