"""From pairs to events: the surest pairs are joined first, and nothing is joined across a contradiction."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from kg.resolve.same import Reason, contradiction, same_event
from kg.resolve.telling import Kind, Telling, Whereabouts, block_keys


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Two tellings (ids in order) that tell one event, and why."""

    reason: Reason
    one: str
    two: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """What people have decided: pairs of ids, smaller first, that are the same or that are not."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """`event_of` gives each telling its event: the smallest id among the tellings of that event.

    `joins` are the pairs that were joined, in the order in which that was done.
    """

    event_of: Mapping[str, str]
    joins: tuple[Join, ...] = ()


@dataclass(slots=True)
class _Clusters:
    """Tellings in groups that grow."""

    tellings: Mapping[str, Telling]
    kinds: Mapping[str, Kind]
    within: Whereabouts
    judged: Judgements
    group_of: dict[str, list[str]] = field(default_factory=dict)

    def group(self, name: str) -> list[str]:
        return self.group_of.setdefault(name, [name])

    def join(self, one: str, two: str) -> None:
        """Make the groups of two tellings one."""
        first, second = self.group(one), self.group(two)
        if first is not second:
            first += second
            self.group_of.update(dict.fromkeys(second, first))

    def may_join(self, one: str, two: str) -> bool:
        """Whether nothing that one group tells contradicts what the other tells."""
        first, second = self.group(one), self.group(two)
        return first is not second and not any(self._apart(here, there) for here in first for there in second)

    def _apart(self, here: str, there: str) -> bool:
        if (min(here, there), max(here, there)) in self.judged.different:
            return True
        one, two = self.tellings[here], self.tellings[there]
        kind = self.kinds.get(one.type, Kind())
        return one.type != two.type or contradiction(one, two, kind, self.within) is not None


NOBODY = Judgements()


def resolve(
    tellings: Iterable[Telling],
    kinds: Mapping[str, Kind],
    within: Whereabouts,
    judged: Judgements = NOBODY,
) -> Resolution:
    """The event of each telling. The order of the tellings makes no difference.

    What people have judged comes first: what they hold for the same is joined whatever speaks against it, what
    they hold for different is never joined by a rule.
    """
    known = {telling.id: telling for telling in tellings}
    clusters = _Clusters(known, kinds, within, judged)
    for one, two in sorted(judged.same):
        if one in known and two in known:
            clusters.join(one, two)
    joins = []
    for join in sorted(joins_among(known.values(), kinds, within)):
        if clusters.may_join(join.one, join.two):
            clusters.join(join.one, join.two)
            joins.append(join)
    groups = clusters.group_of
    return Resolution(
        event_of={name: min(groups[name]) if name in groups else name for name in known}, joins=tuple(joins)
    )


def joins_among(tellings: Iterable[Telling], kinds: Mapping[str, Kind], within: Whereabouts) -> Iterator[Join]:
    """Every pair that a rule holds for one event."""
    blocks: dict[tuple[str, str, int], list[tuple[Telling, tuple[int, ...]]]] = {}
    numbers: dict[tuple[str, str, int], int] = {}
    for telling in sorted(tellings, key=lambda telling: telling.id):
        keys = list(block_keys(telling))
        member = telling, tuple(sorted(numbers.setdefault(key, len(numbers)) for key in keys))
        for key in keys:
            blocks.setdefault(key, []).append(member)
    for key, block in blocks.items():
        kind, number = kinds.get(key[0], Kind()), numbers[key]
        for (one, first), (two, second) in combinations(block, 2):
            if one.article != two.article and _first_common(first, second) == number:
                reason = same_event(one, two, kind, within)
                if reason is not None:
                    yield Join(reason, one.id, two.id)


def _first_common(first: tuple[int, ...], second: tuple[int, ...]) -> int | None:
    """The first block in which two tellings meet: there they are held against each other, and nowhere else."""
    for number in first:
        if number in second:
            return number
    return None
