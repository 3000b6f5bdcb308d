"""On whose side somebody stands, and who of the other side a sentence names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.event import Event
from kg.extract.fillers import PARTY
from kg.extract.govern import is_adjective
from kg.extract.referents import Registry
from kg.extract.units import Draft, Unit

_OWNED = frozenset({"Organization", "Agreement", "Gathering"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The participants of a sentence who are not of one event's own side: its actors, and whom they act for."""

    units: Sequence[Unit]
    registry: Registry
    own: frozenset[str]

    def named(self, indices: Iterable[int]) -> Iterator[tuple[int, Draft]]:
        """Those that units name, in order, with the unit's index.

        Of a body, meeting or document only the state in its name counts ("السفارة البرازيلية", "القرار الكندي").
        """
        for at in indices:
            for draft in _participants(self.units[at]):
                if draft.referent and draft.type in PARTY and not self.own & self._sides(draft):
                    yield at, draft
                    break

    @property
    def of_states(self) -> bool:
        """Whether a state stands on the event's own side."""
        return any(self.registry.cluster(part).type == "Country" for part in self.own)

    def _sides(self, draft: Draft) -> set[str]:
        parts = draft.referent.split("+")
        return {*parts, *(home for part in parts if draft.type == "Person" for home in self.registry.homes(part))}


def others(event: Event, units: Sequence[Unit], registry: Registry) -> Others:
    """The other side of an event in its sentence."""
    actors = event.fillers("actor")
    homes = (home for actor in actors for home in registry.homes(actor))
    return Others(units=units, registry=registry, own=frozenset((*actors, *homes)))


def _participants(unit: Unit) -> list[Draft]:
    draft = unit.draft
    if draft is None or (draft.how == "bare" and draft.type in _OWNED):
        return []
    inner = [part for part in unit.inner if part.type in PARTY]
    if draft.type in _OWNED and draft.how == "head":
        return [*(part for part in inner if part.type == "Country"), draft]
    return [draft, *inner]


def as_state(draft: Draft, units: Sequence[Unit], at: int) -> Draft:
    """The state in the title of a person, for what a state does is aimed at states."""
    if draft.type != "Person":
        return draft
    states = [part for part in units[at].drafts() if part.type == "Country" and part.referent]
    return states[0] if states else draft


def stands_alone(units: Sequence[Unit], at: int) -> bool:
    """Whether a participant is named for itself or as owner, not as the place or topic of something."""
    described = units[at - 1].draft if at and is_adjective(units, at) else None
    return not units[at].prep and not (described is not None and described.type == "Conflict")
