"""The rules by which two tellings tell one event, and what speaks against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from rapidfuzz.fuzz import token_set_ratio

from kg.resolve.telling import Kind, Roles, Sides, Telling, Whereabouts, sides_of, widened

ALIKE, REPEATED = 55.0, 88.0
_COUNTERPARTS = ("target", "destination", "host", "gathering", "agreement")
_PLACES = frozenset({"destination", "place"})
# News is repeated within so many days, and tells what happens at most so many days away.
NEWS, AROUND = 6, 14
# Two tellings are held against each other for every pair of a week; so many pairs of roles are met again and again.
_KEPT = 32_768


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why two tellings tell one event: the rule, its rank (the surest first), and how alike their words are."""

    rank: int
    unlike: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Shared:
    """Whom two tellings of one type both name in the same manner.

    `someone` is there at all; `all` are, who acts and the other side; on `occasion` persons come together, who do so
    once, whereas states do such things again and again, and at once.
    """

    someone: bool
    all: bool
    occasion: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two tellings of one type whose roles fit."""

    one: Telling
    two: Telling
    shared: _Shared

    def is_alike(self, least: float) -> bool:
        """Whether the words are so alike (0 to 100), whatever their order."""
        return token_set_ratio(self.one.words, self.two.words, score_cutoff=least) >= least

    def is_repeated(self) -> bool:
        """Whether the one is written down from the other: half of the words are the same ones, the others alike."""
        here, there = self.one.vocabulary, self.two.vocabulary
        return 2 * len(here & there) >= min(len(here), len(there)) and self.is_alike(REPEATED)

    def is_one_occasion(self) -> bool:
        """Whether the same come together for what is told in like words, or for what they hardly do twice."""
        return self.shared.occasion or self.is_alike(ALIKE)


def _same_words(pair: _Pair) -> bool:
    apart = _apart(pair.one, pair.two)
    return apart is not None and apart <= NEWS and pair.is_repeated()


def _same_day(pair: _Pair) -> bool:
    return pair.one.stated is not None and pair.two.stated is not None and pair.is_one_occasion()


def _day_told(pair: _Pair) -> bool:
    """One states the day, the other was published then."""
    stated = pair.one.stated or pair.two.stated
    other = pair.two if pair.one.stated else pair.one
    if stated is None or other.stated is not None or other.begin is not None or other.published is None:
        return False
    close = (other.published - stated[0]).days >= -1 and (other.published - stated[1]).days <= 2
    return close and pair.is_one_occasion()


def _same_news(pair: _Pair) -> bool:
    """Neither states a day; both were published within a day."""
    if pair.one.begin is not None or pair.two.begin is not None:
        return False
    apart = _apart(pair.one, pair.two)
    return apart is not None and apart <= 1 and pair.is_one_occasion()


RULES: Mapping[str, Callable[[_Pair], bool]] = {
    "same-words": _same_words,
    "same-day": _same_day,
    "day-told": _day_told,
    "same-news": _same_news,
}
_RANKED = tuple((rank, name, rule) for rank, (name, rule) in enumerate(RULES.items()))
# All but the first ask who acts and for the other side in both.
_FOR_SOME = _RANKED[:1]


class Comparison:
    """Holds tellings against each other. `within` is what each place lies in, by path."""

    def __init__(self, within: Whereabouts) -> None:
        self._shared: Callable[[Roles, Roles, bool, bool], _Shared | None] = lru_cache(_KEPT)(partial(_shared, within))

    def reason(self, one: Telling, two: Telling, kind: Kind) -> Reason | None:
        """The surest reason to hold two tellings for one event, None if there is none or something speaks against it.

        `kind` is that of the first.
        """
        if one.type != two.type or one.article == two.article or not _may_be(one, two):
            return None
        shared = self._shared(one.roles, two.roles, kind.symmetric, kind.occasion)
        # Every rule asks for somebody who takes part in both.
        if shared is None or not shared.someone or _dates_apart(one, two):
            return None
        pair = _Pair(one, two, shared)
        for rank, name, rule in _RANKED if shared.all else _FOR_SOME:
            if rule(pair):
                return Reason(rank, 100 - token_set_ratio(one.words, two.words), name)
        return None

    def contradiction(self, one: Telling, two: Telling, kind: Kind) -> str | None:
        """What forbids that the two tell one event: `article`, `dates` or `roles`; None if nothing does."""
        if one.article == two.article:
            return "article"
        if _dates_apart(one, two):
            return "dates"
        return None if self.fit(one.roles, two.roles, kind) else "roles"

    def fit(self, one: Roles, two: Roles, kind: Kind) -> bool:
        """Whether no role of one event can have but one of two different fillers."""
        return self._shared(one, two, kind.symmetric, kind.occasion) is not None


def _shared(within: Whereabouts, one: Roles, two: Roles, symmetric: bool, occasion: bool) -> _Shared | None:
    """Whom two tellings of a kind both name; None if a role has one filler here and another there."""
    sides = _sides(sides_of(one, symmetric), sides_of(two, symmetric), within)
    if sides is None:
        return None
    both = sides.get("parties" if symmetric else "actor", frozenset())
    persons = sum(path.startswith("person/") for path in both)
    return _Shared(
        someone=any(sides.values()),
        all=len(both) >= 2 if symmetric else "actor" in sides and any(role in sides for role in _COUNTERPARTS),
        occasion=occasion and persons >= (2 if symmetric else 1),
    )


def _apart(one: Telling, two: Telling) -> int | None:
    """Days between the two publications."""
    if one.published is None or two.published is None:
        return None
    return abs((one.published - two.published).days)


def _may_be(one: Telling, two: Telling) -> bool:
    """Whether any rule could hold: each asks for a stated day, or for publications in one week."""
    if one.begin is not None or two.begin is not None:
        return True
    apart = _apart(one, two)
    return apart is not None and apart <= NEWS


def _sides(one: Sides, two: Sides, within: Whereabouts) -> Sides | None:
    """Whom both name, of each side that both fill; None if a side has one filler here and another there.

    One article may name more of them than the other.
    """
    found = {}
    for side, here in one.items():
        there = two.get(side)
        if there is not None:
            both = _in_both(here, there, within if side in _PLACES else None)
            if both is None:
                return None
            found[side] = both
    return found


def _in_both(one: frozenset[str], two: frozenset[str], within: Whereabouts | None) -> frozenset[str] | None:
    """The smaller of two sets of fillers if the other holds it; a place is held by what it lies in."""
    if one <= two:
        return one
    if two <= one:
        return two
    if within is not None and (two <= widened(one, within) or one <= widened(two, within)):
        return one
    return None


def _dates_apart(one: Telling, two: Telling) -> bool:
    if one.begin is None or one.end is None or two.begin is None or two.end is None:
        return _told_too_late(one, two) or _told_too_late(two, one)
    return one.end < two.begin or two.end < one.begin


def _told_too_late(undated: Telling, other: Telling) -> bool:
    """News that states no day is of its own week; another of a stated day outside it is another's news."""
    if undated.begin is not None or other.begin is None or undated.published is None:
        return False
    stated = other.stated
    return stated is not None and not _between(stated[0], undated.published, stated[1])


def _between(first: date, day: date, last: date) -> bool:
    return (day - first).days >= -AROUND and (day - last).days <= AROUND
