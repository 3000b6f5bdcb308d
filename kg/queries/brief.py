"""A dossier on an actor, or on two: every line of it is what claims or the tables of actors state."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.happenings import REFUTING, Happening, happenings
from kg.queries.kinds import COOPERATION, NEUTRAL, Kinds, load_kinds
from kg.queries.period import Period
from kg.queries.profile import Profile, profile_of

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.told import ToldEvent

_SIDES = ("actor", "target", "destination", "host")
_PARTNERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Asserted events by family and by words or deeds; statements apart; and all that is not simply asserted."""

    cooperation_words: int = 0
    cooperation_deeds: int = 0
    conflict_words: int = 0
    conflict_deeds: int = 0
    statements: int = 0
    unsettled: int = 0

    @property
    def cells(self) -> tuple[int, ...]:
        """The numbers in the order of the fields."""
        return tuple(getattr(self, name) for name in Tally.__slots__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month (`2018-06`; of times long past a year; "" if no day is known): counts, and the best attested events."""

    month: str
    tally: Tally
    shown: tuple[Happening, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody with whom asserted events are told, and how many of which family."""

    path: str
    events: int
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The dossier. `notes` are the claims in the order in which it cites them, `numbers` counts them by id from 1."""

    profiles: tuple[Profile, ...]
    told: tuple[Happening, ...]
    months: tuple[Month, ...]
    total: Tally
    partners: tuple[Partner, ...]
    disputed: tuple[Happening, ...]
    planned: tuple[Happening, ...]
    notes: tuple["ToldEvent", ...]
    numbers: Mapping[str, int]

    def named(self) -> set[str]:
        """Everyone whom the dossier names."""
        found = {path for profile in self.profiles for path in profile.named()}
        found |= {partner.path for partner in self.partners}
        return found | {path for one in self.told for path in one.parties()}


def brief(store: "Store", about: Sequence[str], *, period: Period | None = None, most: int = 8) -> Brief:
    """The dossier on one actor or two (paths), with at most `most` events a month."""
    told, kinds = happenings(store, about, period=period), load_kinds()
    months = tuple(_months(told, kinds, most))
    disputed = tuple(one for one in told if one.disputed)
    planned = tuple(_still_planned(told, together=len(about) > 1))
    profiles = tuple(profile_of(store, path, told) for path in about)
    notes = {claim.id: claim for claim in _cited(profiles, months, disputed, planned)}
    return Brief(
        profiles=profiles,
        told=told,
        months=months,
        total=_tally(told, kinds),
        partners=tuple(_partners(told, about, kinds)),
        disputed=disputed,
        planned=planned,
        notes=tuple(notes.values()),
        numbers={name: number for number, name in enumerate(notes, 1)},
    )


def cited_for(happening: Happening) -> tuple["ToldEvent", ...]:
    """The claims by which an event is cited: for each status, the first claim of each publisher, at most three."""
    chosen: dict[tuple[str, str | None], ToldEvent] = {}
    for claim in happening.claims:
        chosen.setdefault((claim.factuality, claim.publisher), claim)
    by_status: dict[str, list[ToldEvent]] = defaultdict(list)
    for (status, _), claim in chosen.items():
        by_status[status].append(claim)
    return tuple(claim for status in happening.statuses for claim in by_status[status][:3])


def sides(happening: Happening) -> tuple[tuple["ToldEvent", ...], tuple["ToldEvent", ...]]:
    """The claims for and against a disputed event: one of each publisher, status and source."""
    chosen: dict[tuple[str, str | None, str | None], ToldEvent] = {}
    for claim in happening.claims:
        chosen.setdefault((claim.factuality, claim.publisher, claim.source), claim)
    each = tuple(chosen.values())
    return (
        tuple(claim for claim in each if claim.factuality not in REFUTING),
        tuple(claim for claim in each if claim.factuality in REFUTING),
    )


def _months(told: Sequence[Happening], kinds: Kinds, most: int) -> Iterator[Month]:
    """By the month of the stated day; an event without one stands in the month in which it was told.

    What is known by its year only, or lies more than a year before the first telling, stands under its year.
    """
    groups: dict[str, list[Happening]] = defaultdict(list)
    first = min((one.told_on for one in told if one.told_on), default="")
    for one in told:
        groups[_month_of(one, first)].append(one)
    for month, group in sorted(groups.items()):
        best = sorted(group, key=lambda one: _weight(one, kinds))[:most]
        shown = tuple(sorted(best, key=lambda one: (one.day or "", one.begin is None, one.event)))
        yield Month(month=month, tally=_tally(group, kinds), shown=shown, more=len(group) - len(shown))


def _month_of(one: Happening, first: str) -> str:
    day = one.day or ""
    past = bool(first) and day < f"{int(first[:4]) - 1:04}{first[4:]}"
    return day[:4] if past or one.granularity in ("year", "decade") else day[:7]


def _weight(one: Happening, kinds: Kinds) -> tuple[bool, int, int, bool, bool, str]:
    """What says most comes first: what ties somebody to somebody, then what more publishers and articles tell."""
    return (
        kinds.family(one.type) == NEUTRAL or len({path for role, path in one.roles if role in _SIDES}) < 2,
        -len(one.publishers),
        -len(one.articles),
        not one.holds,
        one.begin is None,
        one.event,
    )


def _tally(told: Iterable[Happening], kinds: Kinds) -> Tally:
    counts = Counter(_column(one, kinds) for one in told)
    return Tally(**{name: counts[name] for name in Tally.__slots__})


def _column(one: Happening, kinds: Kinds) -> str:
    if not one.holds:
        return "unsettled"
    family = kinds.family(one.type)
    if family == NEUTRAL:
        return "statements"
    return f"{family}_{'deeds' if kinds.in_deeds(one.type) else 'words'}"


def _partners(told: Iterable[Happening], about: Sequence[str], kinds: Kinds) -> Iterator[Partner]:
    """Those who take part in most asserted events beside the actors themselves."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in told:
        if one.holds and kinds.family(one.type) != NEUTRAL:
            for path in {path for role, path in one.roles if role in _SIDES} - set(about):
                found[path][kinds.family(one.type)] += 1
    ranked = sorted(found.items(), key=lambda pair: (-pair[1].total(), pair[0]))
    for path, counts in ranked[:_PARTNERS]:
        cooperation = counts[COOPERATION]
        yield Partner(path=path, events=counts.total(), cooperation=cooperation, conflict=counts.total() - cooperation)


def _still_planned(told: Sequence[Happening], *, together: bool) -> Iterator[Happening]:
    """What is planned, and nothing that may be its doing is told."""
    done = [one for one in told if "asserted" in one.statuses]
    for one in told:
        if one.statuses[0] == "planned" and not any(_fulfils(other, one, together=together) for other in done):
            yield one


def _fulfils(done: Happening, plan: Happening, *, together: bool) -> bool:
    """Whether it is of the plan's type, with all its parties, and no earlier than the plan was told.

    Between two (`together`) the stated day is enough, as persons may do what was planned for their states.
    """
    if done.type != plan.type:
        return False
    if together and plan.begin and done.begin == plan.begin:
        return True
    later = (done.begin or done.told_on or "9999") >= (plan.told_on or "")
    parties = {path for role, path in plan.roles if role in _SIDES}
    return later and parties <= {path for role, path in done.roles if role in _SIDES}


def _cited(
    profiles: Iterable[Profile],
    months: Iterable[Month],
    disputed: Iterable[Happening],
    planned: Iterable[Happening],
) -> Iterator["ToldEvent"]:
    for profile in profiles:
        each = (*(claim for _, claim in profile.offices), *(claim for _, _, claim in profile.standing))
        yield from (claim for claim in each if claim)
    for month in months:
        for one in month.shown:
            yield from cited_for(one)
    for one in disputed:
        for side in sides(one):
            yield from side
    for one in planned:
        yield from cited_for(one)
