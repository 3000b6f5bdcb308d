"""What `merge`, `split` and `explain` share: how an event or entity is named."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.store import Store

F = TypeVar("F", bound=Callable[..., Any])
_EVENT = re.compile(r"(?:event:|https://w3id\.org/kg-diplomacy/event/)?([0-9a-f]{16})")


def because_option(function: F) -> F:
    """`--because`: why it was judged so."""
    return click.option("--because", default="", metavar="REASON", help="Why; kept with the judgement.")(function)


def event_id(name: str) -> str | None:
    """The id, if this is how an event is named."""
    found = _EVENT.fullmatch(name)
    return found.group(1) if found else None


def part_named(name: str) -> str:
    """The IRI of a telling by its id, or of a spelling by its path."""
    from kg.rdf import ENTITY, EVENT

    event = event_id(name)
    return EVENT + event if event else ENTITY + name.removeprefix(ENTITY)


def node_named(store: "Store", name: str) -> str:
    """The IRI of the event or entity that a person names. Raises UsageError if it is unknown or ambiguous."""
    from kg.queries.values import entity_named
    from kg.rdf import ENTITY, EVENT
    from kg.store.account import event_named

    event = event_id(name)
    return EVENT + event_named(store.engine, event) if event else ENTITY + entity_named(store, name)
