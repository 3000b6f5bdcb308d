"""On whose side somebody stands: the states and bodies that a referent acts for, and who else a clause names."""

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.event import Event
from kg.extract.govern import is_adjective
from kg.extract.referents import Registry
from kg.extract.roles import PARTY
from kg.extract.units import Draft, Unit

_OWNED = frozenset({"Organization", "Agreement", "Gathering"})


def own_side(event: Event, registry: Registry) -> set[str]:
    """Referents of the actors of an event and of the states and bodies that they act for."""
    actors = event.fillers("actor")
    return {*actors, *(home for actor in actors for home in registry.homes(actor))}


def parties(units: Sequence[Unit], indices: Iterable[int], own: set[str]) -> Iterator[tuple[int, Draft]]:
    """The participants that units name, in order, without those of one's own side; with the unit's index.

    Of a body, meeting or document only the state in its name counts ("السفارة الأميركية", "القرار المغربي").
    """
    for at in indices:
        for draft in _named(units[at]):
            if draft.referent and draft.type in PARTY and not own & set(draft.referent.split("+")):
                yield at, draft
                break


def _named(unit: Unit) -> list[Draft]:
    draft = unit.draft
    if draft is None:
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
