"""Event types by what they are between two parties: cooperation or conflict, in words or in deeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology.terms import EventType

COOPERATION, CONFLICT, NEUTRAL = "cooperation", "conflict", "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The event types of the ontology by name."""

    events: Mapping[str, "EventType"]

    def family(self, kind: str) -> str:
        """Cooperation or conflict; NEUTRAL for a type that by itself ties nobody to anybody, as a statement."""
        event = self.events.get(kind)
        if event is None or event.relation is None:
            return NEUTRAL
        return COOPERATION if event.cooperative else CONFLICT

    def in_deeds(self, kind: str) -> bool:
        """Whether it is done in deeds, not in words."""
        return kind in self.events and self.events[kind].material

    def mutual(self, kind: str) -> bool:
        """Whether its two sides are interchangeable."""
        return kind in self.events and self.events[kind].symmetric


def load_kinds() -> Kinds:
    """Those that come with the program."""
    from kg.ontology import load_ontology

    return Kinds(events=load_ontology().events)
