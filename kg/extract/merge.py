"""One event told twice is one event: which readings of an article belong together, and which tells it best."""

from collections import defaultdict
from collections.abc import Sequence

from kg.extract.event import Event

# An article that tells one event more often than this repeats itself
_COMPARED = 20
_SYMMETRIC = frozenset({"Meeting", "Call", "Agreement", "Cooperation"})
# One actor refuses or asks for many things: without a target only the same words tell the same act
_DIVERSE = frozenset({"Rejection", "Request"})
_EXTRA = ("destination", "place", "gathering", "agreement", "host")


def merge(events: Sequence[Event]) -> list[list[Event]]:
    """Groups of readings that tell the same event, each with its most informative reading first."""
    groups: list[list[Event]] = []
    homes: dict[tuple[str, str], list[list[Event]]] = defaultdict(list)
    for event in events:
        keys = [(event.type, ref) for role in ("actor", "target") for ref in event.fillers(role)]
        near = (group for key in keys for group in homes[key])
        home = next((group for group in near if any(_same(event, other) for other in group[-_COMPARED:])), None)
        if home is None:
            home = []
            groups.append(home)
        home.append(event)
        for key in keys:
            if not any(group is home for group in homes[key]):
                homes[key].append(home)
    for group in groups:
        group.sort(key=_telling, reverse=True)
    return groups


def _parties(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    actors, targets = frozenset(event.fillers("actor")), frozenset(event.fillers("target"))
    return (actors | targets, frozenset()) if event.type in _SYMMETRIC else (actors, targets)


def _same(event: Event, other: Event) -> bool:
    """Same type, compatible participants, time, place and reality."""
    if event.type != other.type or _clash(event, other):
        return False
    (actors, targets), (actors2, targets2) = _parties(event), _parties(other)
    if event.type in _SYMMETRIC:
        return actors <= actors2 or actors2 <= actors
    if event.type in _DIVERSE and not (targets or targets2 or _shared(event, other)):
        return actors == actors2 and event.frame is other.frame
    if not _within(actors, actors2) or not _within(targets, targets2):
        return False
    return bool(actors & actors2 or targets & targets2)


def _shared(event: Event, other: Event) -> bool:
    return any(set(event.fillers(role)) & set(other.fillers(role)) for role in _EXTRA)


def _within(one: frozenset[str], two: frozenset[str]) -> bool:
    return one <= two or two <= one


def _clash(event: Event, other: Event) -> bool:
    if event.date and other.date and (event.date.end < other.date.start or other.date.end < event.date.start):
        return True
    if {event.factuality, other.factuality} == {"asserted", "planned"}:
        return True
    return any(_disjoint(set(event.fillers(role)), set(other.fillers(role))) for role in ("destination", "gathering"))


def _disjoint(one: set[str], two: set[str]) -> bool:
    return bool(one and two and not one & two)


def _telling(event: Event) -> tuple[int, int, int]:
    return len(event.roles), int(event.date is not None), int(event.verbal)
