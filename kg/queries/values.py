"""The values of parameters: what a person writes, as the term that it means."""

import re
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.rdf import EVENT, day, entity_iri, event_class, iri, value_of
from kg.store import Named, Store
from kg.store.spellings import RESOLVED

if TYPE_CHECKING:
    from kg.queries.ready import Param

_ID = re.compile(r"[0-9a-f]{8,64}")


def terms_for(param: "Param", value: str, store: Store) -> tuple[NamedNode | Literal, ...]:
    """The terms a value stands for; UsageError says what is wrong with it.

    An entity is also what other spellings of its name are called in the graphs of the articles.
    """
    if param.kind == "entity":
        node = entity_iri(entity_named(store, value))
        return node, *spellings(store, node)
    if param.kind == "date":
        return (day(day_named(value, last=param.name in {"until", "to"})),)
    return (event_class(event_type_named(value)) if param.kind == "type" else _event(value),)


def spellings(store: Store, node: NamedNode) -> tuple[NamedNode, ...]:
    """The nodes that stand for other spellings of an entity."""
    found = store.quads(None, iri("dip:spellingOf"), node, RESOLVED)
    return tuple(sorted((NamedNode(value_of(quad.subject)) for quad in found), key=str))


def entity_named(store: Store, name: str) -> str:
    """The path of the one entity that a name means. UsageError lists the candidates if there are several."""
    found = store.find(name)
    if len(found.matches) == 1:
        return found.matches[0].path
    if found.matches:
        raise UsageError(f"{name!r} may mean {listed(found.matches)}; give one of these")
    hint = f"near it: {listed(found.near)}" if found.near else "try another spelling with: kg lookup"
    raise UsageError(f"nothing in the store is called {name!r}; {hint}")


def listed(named: tuple[Named, ...], most: int = 8) -> str:
    """Candidates in one line, each with the path that names it without doubt."""
    shown = [f"{row.path} ({row.label('ar')})" for row in named[:most]]
    return ", ".join(shown) + (f" and {len(named) - most} more" if len(named) > most else "")


def day_named(value: str, *, last: bool) -> date:
    """The first or last day of what a person writes as a date. Raises UsageError if it is none."""
    from kg.ontology.actors import month

    try:
        return month(value, last=last)
    except (ValueError, TypeError) as error:
        raise UsageError(f"{value!r} is not a date; write 2024-09-16, 2024-09 or 2024") from error


def event_type_named(value: str) -> str:
    """The name of the event type that a name or label in any language means. UsageError lists them all."""
    from kg.ontology import load_ontology

    wanted = value.removeprefix("dip:").casefold()
    events = load_ontology().events
    for event in events.values():
        if wanted in {event.name.casefold(), *(label.casefold() for label in event.labels.values())}:
            return event.name
    raise UsageError(f"there is no event type {value!r}; it is one of {', '.join(events)}")


def _event(value: str) -> NamedNode:
    local = value.removeprefix(EVENT).removeprefix("event:")
    if not _ID.fullmatch(local):
        raise UsageError(f"{value!r} is not the id of an event; copy one from the column 'event' of a query")
    return NamedNode(EVENT + local)
