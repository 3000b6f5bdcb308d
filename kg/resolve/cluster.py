"""From pairs to events: the surest pairs are joined first, and nothing is joined across a contradiction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations_with_replacement

from kg.resolve.days import Days
from kg.resolve.group import Group
from kg.resolve.same import NEWS, Comparison, Reason, Shared, surest
from kg.resolve.telling import Kind, Roles, Telling, Whereabouts, block_keys


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
    comparison: Comparison
    judged: Judgements
    groups: dict[str, Group] = field(default_factory=dict)

    def group(self, name: str) -> Group:
        if name not in self.groups:
            self.groups[name] = Group.of(self.tellings[name])
        return self.groups[name]

    def event(self, name: str) -> str:
        """The smallest id of a telling's group."""
        return min(one.id for one in self.groups[name].members) if name in self.groups else name

    def join(self, one: str, two: str) -> None:
        """Make the groups of two tellings one."""
        first, second = self.group(one), self.group(two)
        if first is not second:
            self.groups.update((member.id, first) for member in second.members)
            first.take(second)

    def may_join(self, one: str, two: str) -> bool:
        """Whether nothing that one group tells contradicts what the other tells."""
        first, second = self.group(one), self.group(two)
        if first is second or not first.articles.isdisjoint(second.articles) or first.days.forbid(second.days):
            return False
        return self._roles_fit(first, second) and not self._are_judged_different(first, second)

    def _roles_fit(self, first: Group, second: Group) -> bool:
        return all(
            kind == other and self.comparison.shared(here, there, self.kinds.get(kind, Kind())) is not None
            for kind, here in first.roles
            for other, there in second.roles
        )

    def _are_judged_different(self, first: Group, second: Group) -> bool:
        different = self.judged.different
        return bool(different) and any(
            (min(one.id, two.id), max(one.id, two.id)) in different for one in first.members for two in second.members
        )


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
    comparison = Comparison(within)
    clusters = _Clusters(known, kinds, comparison, judged)
    for one, two in sorted(judged.same):
        if one in known and two in known:
            clusters.join(one, two)
    joins = []
    for join in sorted(_joins_among(known.values(), kinds, comparison)):
        if clusters.may_join(join.one, join.two):
            clusters.join(join.one, join.two)
            joins.append(join)
    return Resolution(event_of={name: clusters.event(name) for name in known}, joins=tuple(joins))


class _Member:
    """A telling in the numbered blocks that it belongs to.

    `day` is that of its publication, if it states none.
    """

    __slots__ = ("article", "blocks", "day", "days", "telling")

    def __init__(self, telling: Telling, blocks: tuple[int, ...]) -> None:
        self.telling, self.blocks, self.days = telling, blocks, Days.of(telling)
        self.article = telling.article
        self.day = None if telling.begin or telling.published is None else telling.published.toordinal()


def _joins_among(tellings: Iterable[Telling], kinds: Mapping[str, Kind], comparison: Comparison) -> Iterator[Join]:
    """Every pair that a rule holds for one event."""
    numbers: dict[tuple[str, str, int], int] = {}
    blocks: list[list[_Member]] = []
    # What is of one week is met together, so that its words need not be folded again and again.
    for telling in sorted(tellings, key=lambda telling: (telling.published or date.min, telling.id)):
        keys = [numbers.setdefault(key, len(numbers)) for key in block_keys(telling)]
        blocks += ([] for _ in range(len(numbers) - len(blocks)))
        member = _Member(telling, tuple(keys))
        for key in keys:
            blocks[key].append(member)
    for number, block in enumerate(blocks):
        kind = kinds.get(block[0].telling.type, Kind())
        for shared, some, others in _fitting(block, kind, comparison):
            for one, two in _meetings(some, others, number):
                reason = surest(one, two, shared)
                if reason is not None:
                    yield Join(reason, min(one.id, two.id), max(one.id, two.id))


def _fitting(
    block: Iterable[_Member], kind: Kind, comparison: Comparison
) -> Iterator[tuple[Shared, Sequence[_Member], Sequence[_Member]]]:
    """The members by who takes part, two groups at a time where somebody does in both and nobody contradicts it.

    So whole groups are left aside at once; a group comes with itself too.
    """
    alike: dict[Roles, list[_Member]] = defaultdict(list)
    for member in block:
        alike[member.telling.roles].append(member)
    for (here, some), (there, others) in combinations_with_replacement(alike.items(), 2):
        shared = comparison.shared(here, there, kind)
        if shared is not None and shared.someone:
            yield shared, some, others


def _meetings(some: Sequence[_Member], others: Sequence[_Member], number: int) -> Iterator[tuple[Telling, Telling]]:
    """The pairs of two groups of a block, by number, that nothing forbids and that have met in no block before."""
    for index, one in enumerate(some):
        article, day, days = one.article, one.day, one.days
        before = {block for block in one.blocks if block < number}
        for two in others[index + 1 :] if some is others else others:
            if day is not None and two.day is not None and not -NEWS <= day - two.day <= NEWS:
                continue
            if article != two.article and before.isdisjoint(two.blocks) and not days.forbid(two.days):
                yield one.telling, two.telling
