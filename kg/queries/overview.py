"""What a whole store holds, at a glance: who is told of most, who with whom, what is new, disputed and planned."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from kg.queries.articles import Cited, cited
from kg.queries.kinds import CONFLICT, COOPERATION, Kinds, load_kinds

if TYPE_CHECKING:
    from kg.store import Store
    from kg.store.told import ToldEvent

_SIDES = ("target", "destination", "host")
_ACTORS = ("country", "person", "organization", "group")
_REFUTED = frozenset({"denied", "negated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors (paths in order), in how many events they meet, and in how many of cooperation and of conflict."""

    one: str
    two: str
    events: int
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The store at a glance. `actors` and `pairs` are complete, the most told first; `articles` the newest first.

    Events are the claims that tell them: `latest` by the day, `disputed` with both sides, `planned` and not yet told
    as done. `months` counts articles by month, `statuses` claims.
    """

    actors: tuple[tuple[str, int], ...]
    pairs: tuple[Pair, ...]
    articles: tuple[Cited, ...]
    latest: tuple[tuple["ToldEvent", ...], ...]
    disputed: tuple[tuple["ToldEvent", ...], ...]
    planned: tuple[tuple["ToldEvent", ...], ...]
    months: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    publishers: tuple[tuple[str, int], ...]
    events: int

    def named(self) -> set[str]:
        """The paths of all entities that it names."""
        told = [claim for group in (*self.latest, *self.disputed, *self.planned) for claim in group]
        parties = {path for claim in told for path in claim.parties}
        return (
            parties | {path for path, _ in self.actors} | {path for pair in self.pairs for path in (pair.one, pair.two)}
        )


def overview(store: "Store", *, most: int = 8) -> Overview:
    """A store at a glance, with at most so many events of each kind."""
    from kg.store.claims import all_claims

    claims = [claim for claim in all_claims(store.whole) if not claim.relation]
    events: dict[str, list[ToldEvent]] = defaultdict(list)
    for claim in claims:
        events[claim.event].append(claim)
    told = [tuple(group) for _, group in sorted(events.items())]
    articles = cited(store, store.articles())
    return Overview(
        actors=tuple(_actors(told)),
        pairs=tuple(_pairs(told, load_kinds())),
        articles=tuple(sorted(articles.values(), key=lambda one: (one.published or "", one.id), reverse=True)),
        latest=_newest((group for group in told if _statuses(group) == {"asserted"}), most),
        disputed=_newest(
            (group for group in told if _statuses(group) & _REFUTED and "asserted" in _statuses(group)), most
        ),
        planned=_newest((group for group in told if _statuses(group) == {"planned"}), most),
        months=_counted(one.published[:7] for one in articles.values() if one.published),
        statuses=tuple(Counter(claim.factuality for claim in claims).most_common()),
        publishers=tuple(sorted(_counted(one.publisher or "" for one in articles.values()), key=lambda pair: -pair[1])),
        events=len(told),
    )


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items()))


def _statuses(group: Sequence["ToldEvent"]) -> set[str]:
    return {claim.factuality for claim in group}


def _newest(groups: Iterable[tuple["ToldEvent", ...]], most: int) -> tuple[tuple["ToldEvent", ...], ...]:
    """The latest of those whose day is stated."""
    dated = [(max(claim.begin or "" for claim in group), group) for group in groups]
    known = sorted((pair for pair in dated if pair[0]), key=lambda pair: (pair[0], pair[1][0].event), reverse=True)
    return tuple(group for _, group in known[:most])


def _actors(told: Iterable[Sequence["ToldEvent"]]) -> list[tuple[str, int]]:
    counts = Counter(path for group in told for path in {path for claim in group for _, path in claim.roles})
    acting = [(path, count) for path, count in counts.items() if path.partition("/")[0] in _ACTORS]
    return sorted(acting, key=lambda pair: (-pair[1], pair[0]))


def _pairs(told: Iterable[Sequence["ToldEvent"]], kinds: Kinds) -> list[Pair]:
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for group in told:
        if "asserted" in _statuses(group):
            for pair in _met(group):
                found[pair].update(["events", kinds.family(group[0].type)])
    made = [_pair(one, two, counts) for (one, two), counts in found.items()]
    return sorted(made, key=lambda pair: (-pair.events, pair.one, pair.two))


def _pair(one: str, two: str, counts: Mapping[str, int]) -> Pair:
    return Pair(one=one, two=two, events=counts["events"], cooperation=counts[COOPERATION], conflict=counts[CONFLICT])


def _met(group: Sequence["ToldEvent"]) -> set[tuple[str, str]]:
    """The actors who stand on two sides of an event, or act in it together, in order."""
    pairs = set()
    for claim in group:
        starts = [path for role, path in claim.roles if role == "actor"]
        ends = [path for role, path in claim.roles if role in _SIDES] or starts
        pairs |= {(min(pair), max(pair)) for pair in product(starts, ends) if pair[0] != pair[1]}
    return {pair for pair in pairs if all(path.partition("/")[0] in _ACTORS for path in pair)}
