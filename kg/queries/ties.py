"""What ties one actor to another: the events and relations that name both, with the claims that tell them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg.queries.happenings import REFUTING, STATUSES, narrowest

if TYPE_CHECKING:
    from kg.store.told import ToldEvent

STEPPING = ("asserted", "planned", "alleged")
_FIRM, _SOFT, _FAINT = 1.0, 0.4, 0.2
_WEIGHT = {"asserted": _FIRM, "planned": _SOFT, "alleged": _SOFT, "hypothetical": _FAINT}
_SIDES = ("target", "destination", "host", "gathering", "agreement")
_PLACING = ("place", "locatedIn", "capital")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One event or relation between two, with the claims that may carry it and those that refute it.

    An office that only the tables of actors state has no claims; `label`, `begin` and `until` then say what it is.
    """

    event: str
    type: str
    claims: tuple["ToldEvent", ...]
    against: tuple["ToldEvent", ...] = ()
    label: str | None = None
    begin: str | None = None
    until: str | None = None
    granularity: str | None = None

    @property
    def status(self) -> str:
        """The firmest status that a claim gives it."""
        found = {claim.factuality for claim in self.claims}
        return next((status for status in STATUSES if status in found), "asserted")

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who printed it, each once."""
        return tuple(sorted({claim.publisher for claim in self.claims if claim.publisher}))

    @property
    def independent(self) -> int:
        """How many publishers tell it in words of their own: a reprint is no second one."""
        return max(1, min(len(self.publishers), len({" ".join(claim.quote.split()) for claim in self.claims})))

    @property
    def strength(self) -> float:
        """By how much it ties: its status, a refuted event as little as a rumour, times its independent publishers."""
        weight = min(_WEIGHT[self.status], _SOFT if self.against else _FIRM)
        return weight * self.independent


def pairs(claim: "ToldEvent", ends: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Who is tied to whom: those who act to those to whom it is done, and those who act together.

    Being at the same place ties nobody, so a place counts only where the question is about that place.
    """
    if claim.relation:
        yield from _relation(claim, ends)
        return
    actors = [path for role, path in claim.roles if role == "actor"]
    others = [path for role, path in claim.roles if role in _SIDES or (role == "place" and path in ends)]
    found = {*((one, two) for one in actors for two in others), *combinations(actors, 2)}
    yield from sorted(pair for pair in found if pair[0] != pair[1])


def _relation(claim: "ToldEvent", ends: frozenset[str]) -> Iterator[tuple[str, str]]:
    subjects = [path for role, path in claim.roles if role == "subject"]
    objects = [path for role, path in claim.roles if role == "object"]
    if claim.type not in _PLACING or not ends.isdisjoint({*subjects, *objects}):
        yield from ((one, two) for one in subjects for two in objects if one != two)


def ties(
    claims: Iterable["ToldEvent"], statuses: frozenset[str], refuted: Mapping[str, Mapping[str, "ToldEvent"]]
) -> list[Tie]:
    """The claims between two by the event they tell, the strongest first.

    A relation is one however many articles tell it.
    """
    told: dict[tuple[str, str], dict[str, ToldEvent]] = {}
    for claim in claims:
        if claim.factuality in statuses:
            key = claim.type, "" if claim.relation else claim.event
            told.setdefault(key, {})[claim.id] = claim
    made = [_tie(event, kind, found, refuted) for (kind, event), found in told.items()]
    return sorted(made, key=_rank)


def _tie(
    event: str, kind: str, found: Mapping[str, "ToldEvent"], refuted: Mapping[str, Mapping[str, "ToldEvent"]]
) -> Tie:
    claims = tuple(
        sorted(found.values(), key=lambda claim: (STATUSES.index(claim.factuality), claim.begin is None, claim.id))
    )
    event = event or claims[0].event
    against = tuple(claim for _, claim in sorted(refuted.get(event, {}).items()))
    dated = narrowest(claims)
    return Tie(
        event=event,
        type=kind,
        claims=claims,
        against=against,
        label=claims[0].label,
        begin=dated.begin if dated else None,
        until=dated.until if dated else None,
        granularity=dated.granularity if dated else None,
    )


def _rank(tie: Tie) -> tuple[float, int, bool, str]:
    return -tie.strength, -len(tie.claims), tie.begin is None, tie.event


def refutes(claim: "ToldEvent") -> bool:
    """Whether the claim says that it is not so."""
    return claim.factuality in REFUTING
