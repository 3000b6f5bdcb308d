"""What differs between two stores, as an analyst would tell it: articles, entities, events, relations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from kg.rdf import ARTICLE, DIP, ENTITY, iri, value_of
from kg.store.claims import all_claims
from kg.store.engine import Engine
from kg.store.exchange import labels
from kg.store.quarantine import is_article
from kg.store.rules import load_rules
from kg.store.told import ToldEvent

Labels = Mapping[str, Mapping[str, str]]
Fact = tuple[str, str, str]
T = TypeVar("T", str, Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventState:
    """An event as one store has it: id, type, participants (paths in order), statuses, dates, claims, publishers."""

    id: str
    type: str
    parties: tuple[str, ...]
    statuses: tuple[str, ...]
    dates: tuple[str, ...]
    claims: frozenset[str]
    articles: frozenset[str]
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An event in both stores: `what` names the fields that differ; several before are joined, several after parted."""

    before: tuple[EventState, ...]
    after: tuple[EventState, ...]
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the second store has and the first has not, and the other way round.

    Articles are (id, title or file), relations (subject, name, object) with paths, `names` the labels of both.
    """

    articles: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
    reread: tuple[tuple[str, str], ...]
    entities: tuple[tuple[str, ...], tuple[str, ...]]
    events: tuple[tuple[EventState, ...], tuple[EventState, ...]]
    changed: tuple[Change, ...]
    relations: tuple[tuple[Fact, ...], tuple[Fact, ...]]
    names: Labels

    def __bool__(self) -> bool:
        """Whether anything differs."""
        pairs = (self.articles, self.entities, self.events, self.relations)
        return any(new or gone for new, gone in pairs) or bool(self.reread or self.changed)


def difference(old: Engine, new: Engine) -> Difference:
    """What has changed from one store to another."""
    before, after = _articles(old), _articles(new)
    both = before.keys() & after.keys()
    first, second = _events(all_claims(old)), _events(all_claims(new))
    changed = tuple(_changes(first, second))
    seen_before = {state.id for change in changed for state in change.before}
    seen_after = {state.id for change in changed for state in change.after}
    kept = {state.claims for state in first.values()} & {state.claims for state in second.values()}
    names = {**labels(old), **labels(new)}
    return Difference(
        articles=(_only(after, before), _only(before, after)),
        reread=tuple((name, after[name]) for name in sorted(both) if _graph(old, name) != _graph(new, name)),
        entities=_apart(_entities(old), _entities(new)),
        events=(
            tuple(state for state in second.values() if state.id not in seen_after and state.claims not in kept),
            tuple(state for state in first.values() if state.id not in seen_before and state.claims not in kept),
        ),
        changed=changed,
        relations=_apart(_relations(old), _relations(new)),
        names=names,
    )


def _apart(old: set[T], new: set[T]) -> tuple[tuple[T, ...], tuple[T, ...]]:
    return tuple(sorted(new - old)), tuple(sorted(old - new))


def _only(here: Mapping[str, str], there: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, title) for name, title in sorted(here.items()) if name not in there)


def _articles(graph: Engine) -> dict[str, str]:
    """Title, else file, by id."""
    found = {}
    for name in graph.named_graphs():
        if is_article(name) and isinstance(name, ox.NamedNode):
            texts = {
                value_of(quad.predicate): value_of(quad.object)
                for quad in graph.quads_for_pattern(name, None, None, name)
            }
            title = texts.get(iri("schema:headline").value) or texts.get(iri("dip:sourceFile").value, "")
            found[value_of(name).removeprefix(ARTICLE)] = title
    return found


def _graph(graph: Engine, article: str) -> set[ox.Triple]:
    """What an article tells; by which program it was read makes no difference."""
    quads = graph.quads_for_pattern(None, None, None, ox.NamedNode(ARTICLE + article))
    return {quad.triple for quad in quads if quad.predicate != iri("dip:readingMark")}


def _entities(graph: Engine) -> set[str]:
    quads = graph.quads_for_pattern(None, iri("schema:subjectOf"), None, ox.DefaultGraph())
    nodes = {value_of(quad.subject) for quad in quads}
    return {node.removeprefix(ENTITY) for node in nodes if node.startswith(ENTITY)}


def _relations(graph: Engine) -> set[Fact]:
    """The relations that rules have drawn between entities."""
    drawn = {rule.draws for stage in load_rules() for rule in stage if not rule.adds_to_event}
    quads = (quad for name in drawn for quad in graph.quads_for_pattern(None, name, None, ox.DefaultGraph()))
    return {(_path(quad.subject), value_of(quad.predicate).removeprefix(DIP), _path(quad.object)) for quad in quads}


def _path(term: object) -> str:
    return value_of(term).removeprefix(ENTITY)


def _events(claims: Iterable[ToldEvent]) -> dict[str, EventState]:
    groups: dict[str, list[ToldEvent]] = defaultdict(list)
    for claim in claims:
        if not claim.relation:
            groups[claim.event].append(claim)
    return {event: _state(event, group) for event, group in sorted(groups.items())}


def _state(event: str, group: list[ToldEvent]) -> EventState:
    spans = {(claim.begin, claim.until) for claim in group if claim.begin}
    return EventState(
        id=event,
        type=group[0].type,
        parties=tuple(dict.fromkeys(path for claim in group for _, path in claim.roles)),
        statuses=tuple(sorted({claim.factuality for claim in group})),
        dates=tuple(sorted(begin if begin == end else f"{begin}/{end}" for begin, end in spans)),
        claims=frozenset(claim.id for claim in group),
        articles=frozenset(claim.article for claim in group),
        publishers=tuple(sorted({claim.publisher for claim in group if claim.publisher})),
    )


def _changes(first: Mapping[str, EventState], second: Mapping[str, EventState]) -> Iterable[Change]:
    """Events of the two stores that share claims and are not quite the same, each once."""
    home = {claim: state.id for state in first.values() for claim in state.claims}
    came: dict[str, set[str]] = defaultdict(set)
    went: dict[str, set[str]] = defaultdict(set)
    for state in second.values():
        for claim in state.claims:
            if claim in home:
                came[state.id].add(home[claim])
                went[home[claim]].add(state.id)
    for name in sorted(came):
        before = tuple(first[other] for other in sorted(came[name]))
        after = tuple(second[other] for other in sorted({other for old in came[name] for other in went[old]}))
        what = _what(before, after)
        if what and after[0].id == name:
            yield Change(before=before, after=after, what=what)


def _what(before: tuple[EventState, ...], after: tuple[EventState, ...]) -> tuple[str, ...]:
    if len(before) > 1 or len(after) > 1:
        return ("joined",) if len(before) > 1 else ("parted",)
    one, two = before[0], after[0]
    fields = ("statuses", "dates", "parties", "publishers", "claims")
    return tuple(name for name in fields if getattr(one, name) != getattr(two, name))
