"""The values of parameters: what a person writes, as the term that it means."""

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.rdf import EVENT, day, entity_iri, event_class
from kg.store import Named, Store

if TYPE_CHECKING:
    from kg.queries.ready import Param

_ID = re.compile(r"[0-9a-f]{8,64}")


def term_for(param: "Param", value: str, store: Store) -> NamedNode | Literal:
    """The term a value stands for; UsageError says what is wrong with it."""
    if param.kind == "entity":
        return entity_iri(entity_named(store, value))
    if param.kind == "date":
        return _date(param.name, value)
    if param.kind == "type":
        return _event_type(value)
    return _event(value)


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


def _date(name: str, value: str) -> Literal:
    from kg.ontology.actors import month

    try:
        return day(month(value, last=name in {"until", "to"}))
    except (ValueError, TypeError) as error:
        raise UsageError(f"{value!r} is not a date; write 2024-09-16, 2024-09 or 2024") from error


def _event_type(value: str) -> NamedNode:
    from kg.ontology import load_ontology

    wanted = value.removeprefix("dip:").casefold()
    events = load_ontology().events
    for event in events.values():
        if wanted in {event.name.casefold(), *(label.casefold() for label in event.labels.values())}:
            return event_class(event.name)
    raise UsageError(f"there is no event type {value!r}; it is one of {', '.join(events)}")


def _event(value: str) -> NamedNode:
    local = value.removeprefix(EVENT).removeprefix("event:")
    if not _ID.fullmatch(local):
        raise UsageError(f"{value!r} is not the id of an event; copy one from the column 'event' of a query")
    return NamedNode(EVENT + local)
