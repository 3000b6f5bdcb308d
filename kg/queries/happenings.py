"""What is told of an actor, or of two together: one happening an event, with all that tell it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.articles import published_days
from kg.queries.period import Period

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.told import ToldEvent

STATUSES = ("asserted", "planned", "alleged", "hypothetical", "denied", "negated")
REFUTING = frozenset({"denied", "negated"})
_HELD = frozenset({"asserted", "planned", "alleged"})
ALL = 1_000_000
_ACTING = ("dip:actorParty", "dip:targetParty", "dip:placeParty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event over all articles. `begin`, `until` and `granularity` are the narrowest that a claim states.

    `told_on` is the day on which the first article that tells it was published.
    """

    event: str
    type: str
    claims: tuple["ToldEvent", ...]
    begin: str | None
    until: str | None
    granularity: str | None
    told_on: str | None

    @property
    def statuses(self) -> tuple[str, ...]:
        """The different statuses that claims give it, the firmest first."""
        found = {claim.factuality for claim in self.claims}
        return tuple(status for status in STATUSES if status in found)

    @property
    def holds(self) -> bool:
        """Whether it is asserted and nobody refutes it."""
        return "asserted" in self.statuses and REFUTING.isdisjoint(self.statuses)

    @property
    def disputed(self) -> bool:
        """Whether some tell, plan or allege it and others refute it."""
        return not REFUTING.isdisjoint(self.statuses) and not _HELD.isdisjoint(self.statuses)

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """Role and path of everyone who takes part according to any claim, each once."""
        return tuple(dict.fromkeys(pair for claim in self.claims for pair in claim.roles))

    @property
    def sources(self) -> tuple[str, ...]:
        """Who is named as saying it."""
        return tuple(dict.fromkeys(claim.source for claim in self.claims if claim.source))

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that tell it; each is one telling."""
        return tuple(dict.fromkeys(claim.article for claim in self.claims))

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who printed it, each once."""
        return tuple(sorted({claim.publisher for claim in self.claims if claim.publisher}))

    @property
    def day(self) -> str | None:
        """The day by which it is put in order: the stated one, else that of the first telling."""
        return self.begin or self.told_on

    def parties(self) -> set[str]:
        """Everyone who takes part or is named as saying it."""
        return {path for claim in self.claims for path in claim.parties}


def happenings(
    store: "Store",
    about: Sequence[str],
    *,
    period: Period | None = None,
    types: Iterable[str] = (),
    statuses: Iterable[str] = (),
) -> tuple[Happening, ...]:
    """The events in which all of `about` (paths) take part, themselves or through who acts for them.

    Those with a stated day come first, by day; then the others, by the day they were told. A status keeps the
    events to which at least one claim gives it.
    """
    days, wanted = published_days(store), period or Period()
    kinds, kept = frozenset(types), frozenset(statuses)
    found = (_happening(event, claims, days) for event, claims in _told(store, about).items())
    chosen = [
        one
        for one in found
        if (not kinds or one.type in kinds) and (not kept or not kept.isdisjoint(one.statuses)) and _within(one, wanted)
    ]
    return tuple(sorted(chosen, key=_order))


def _order(one: Happening) -> tuple[bool, str, str, str]:
    return one.begin is None, one.day or "9999", one.type, one.event


def _within(one: Happening, period: Period) -> bool:
    return period.covers(one.begin, one.until or one.begin) if one.begin else period.covers_day(one.told_on)


def _told(store: "Store", about: Sequence[str]) -> dict[str, list["ToldEvent"]]:
    """The claims of each event that has to do with all of `about`."""
    each = [_events_of(store, path) for path in about]
    events = set.intersection(*(set(found) for found in each))
    known = {claim.id: claim for found in each for event in events for claim in found[event]}
    return _completed(store, sorted(events), known)


def _events_of(store: "Store", path: str) -> dict[str, list["ToldEvent"]]:
    """By event, the claims that name an entity; those in which others act for it have none yet."""
    from pyoxigraph import DefaultGraph

    from kg.rdf import EVENT, entity_iri, iri, value_of

    found: dict[str, list[ToldEvent]] = defaultdict(list)
    for claim in store.names.told(path, ALL)[0]:
        if not claim.relation:
            found[claim.event].append(claim)
    for key in _ACTING:
        for quad in store.quads(None, iri(key), entity_iri(path), DefaultGraph()):
            found.setdefault(value_of(quad.subject).removeprefix(EVENT), [])
    return found


def _completed(store: "Store", events: Sequence[str], known: Mapping[str, "ToldEvent"]) -> dict[str, list["ToldEvent"]]:
    """All claims of the events: those at hand, and those that name other parties."""
    from kg.store.claims import claims_of

    told = {name: event for event in events for name in _claims_telling(store, event)}
    missing = [name for name in told if name.rpartition("/")[2] not in known]
    claims = [*known.values(), *(claims_of(store.engine, missing) if missing else ())]
    by_event: dict[str, list[ToldEvent]] = defaultdict(list)
    for claim in claims:
        if not claim.relation:
            by_event[claim.event].append(claim)
    return by_event


def _claims_telling(store: "Store", event: str) -> Iterator[str]:
    from pyoxigraph import NamedNode

    from kg.rdf import EVENT, iri, value_of

    for quad in store.quads(None, iri("dip:tells"), NamedNode(EVENT + event)):
        yield value_of(quad.subject)


def _happening(event: str, claims: Sequence["ToldEvent"], days: Mapping[str, str]) -> Happening:
    told = tuple(
        sorted(claims, key=lambda claim: (days.get(claim.article, "9999"), claim.article, claim.start, claim.id))
    )
    best = narrowest(told)
    return Happening(
        event=event,
        type=told[0].type,
        claims=told,
        begin=best.begin if best else None,
        until=best.until if best else None,
        granularity=best.granularity if best else None,
        told_on=min((days[claim.article] for claim in told if claim.article in days), default=None),
    )


def narrowest(claims: Iterable["ToldEvent"]) -> "ToldEvent | None":
    """The claim that states the time most precisely, None if none states it."""
    return min((claim for claim in claims if claim.begin), key=_breadth, default=None)


def _breadth(claim: "ToldEvent") -> tuple[int, str]:
    """How many days the stated time spans."""
    from datetime import date

    begin = claim.begin or ""
    return (date.fromisoformat(claim.until or begin) - date.fromisoformat(begin)).days, begin
