"""The rules by which two tellings tell one event, and what speaks against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from rapidfuzz.fuzz import token_set_ratio

from kg.resolve.days import Days
from kg.resolve.telling import Kind, Roles, Sides, Telling, Whereabouts, sides_of, widened

ALIKE, REPEATED = 55.0, 88.0
_COUNTERPARTS = ("target", "destination", "host", "gathering", "agreement")
_PLACES = frozenset({"destination", "place"})
# News is repeated within so many days.
NEWS = 6
# Two tellings are held against each other for every pair of a week; so many pairs of roles are met again and again.
_KEPT = 32_768


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why two tellings tell one event: the rule, its rank (the surest first), and how alike their words are."""

    rank: int
    unlike: float
    rule: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Whom two tellings of one type both name in the same manner.

    `someone` is there at all; `all` are, who acts and the other side; on `occasion` persons come together, who do so
    once, whereas states do such things again and again, and at once.
    """

    someone: bool
    all: bool
    occasion: bool


def _likeness(one: Telling, two: Telling, least: float = 0.0) -> float:
    """How alike the words are (0 to 100), whatever their order; 0 if less than `least`."""
    here, there = one.words, two.words
    # Newspapers print what agencies write: many are the very same.
    return 100.0 if here == there and here else token_set_ratio(here, there, score_cutoff=least)


def _is_alike(one: Telling, two: Telling, least: float) -> bool:
    return _likeness(one, two, least) >= least


def _is_repeated(one: Telling, two: Telling) -> bool:
    """Whether the one is written down from the other: half of the words are the same ones, the others alike."""
    here, there = one.vocabulary, two.vocabulary
    return 2 * len(here & there) >= min(len(here), len(there)) and _is_alike(one, two, REPEATED)


def _is_one_occasion(one: Telling, two: Telling, shared: Shared) -> bool:
    """Whether the same come together for what is told in like words, or for what they hardly do twice."""
    return shared.occasion or _is_alike(one, two, ALIKE)


def _same_words(one: Telling, two: Telling, _: Shared) -> bool:
    apart = _apart(one, two)
    return apart is not None and apart <= NEWS and _is_repeated(one, two)


def _same_day(one: Telling, two: Telling, shared: Shared) -> bool:
    return one.stated is not None and two.stated is not None and _is_one_occasion(one, two, shared)


def _day_told(one: Telling, two: Telling, shared: Shared) -> bool:
    """One states the day, the other was published then."""
    stated = one.stated or two.stated
    other = two if one.stated else one
    if stated is None or other.stated is not None or other.begin is not None or other.published is None:
        return False
    close = (other.published - stated[0]).days >= -1 and (other.published - stated[1]).days <= 2
    return close and _is_one_occasion(one, two, shared)


def _same_news(one: Telling, two: Telling, shared: Shared) -> bool:
    """Neither states a day; both were published within a day."""
    if one.begin is not None or two.begin is not None:
        return False
    apart = _apart(one, two)
    return apart is not None and apart <= 1 and _is_one_occasion(one, two, shared)


RULES: Mapping[str, Callable[[Telling, Telling, Shared], bool]] = {
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
        self._shared: Callable[[Roles, Roles, bool, bool], Shared | None] = lru_cache(_KEPT)(partial(_shared, within))

    def reason(self, one: Telling, two: Telling, kind: Kind) -> Reason | None:
        """The surest reason to hold two tellings for one event, None if there is none or something speaks against it.

        `kind` is that of the first.
        """
        if one.type != two.type or self.contradiction(one, two, kind) is not None:
            return None
        shared = self.shared(one.roles, two.roles, kind)
        return surest(one, two, shared) if shared else None

    def shared(self, one: Roles, two: Roles, kind: Kind) -> Shared | None:
        """Whom two tellings of a kind both name; None if a role has one filler here and another there."""
        return self._shared(one, two, kind.symmetric, kind.occasion)

    def contradiction(self, one: Telling, two: Telling, kind: Kind) -> str | None:
        """What forbids that the two tell one event: `article`, `dates` or `roles`; None if nothing does."""
        if one.article == two.article:
            return "article"
        if Days.of(one).forbid(Days.of(two)):
            return "dates"
        return "roles" if self.shared(one.roles, two.roles, kind) is None else None


def surest(one: Telling, two: Telling, shared: Shared) -> Reason | None:
    """The surest rule that holds of two tellings of one type that nothing contradicts; None if none does."""
    # Every rule asks for somebody who takes part in both.
    for rank, name, rule in (_RANKED if shared.all else _FOR_SOME) if shared.someone else ():
        if rule(one, two, shared):
            return Reason(rank, 100 - _likeness(one, two), name)
    return None


def _shared(within: Whereabouts, one: Roles, two: Roles, symmetric: bool, occasion: bool) -> Shared | None:
    """Whom two tellings of a kind both name; None if a role has one filler here and another there."""
    sides = _sides(sides_of(one, symmetric), sides_of(two, symmetric), within)
    if sides is None:
        return None
    both = sides.get("parties" if symmetric else "actor", frozenset())
    persons = sum(path.startswith("person/") for path in both)
    return Shared(
        someone=any(sides.values()),
        all=len(both) >= 2 if symmetric else "actor" in sides and any(role in sides for role in _COUNTERPARTS),
        occasion=occasion and persons >= (2 if symmetric else 1),
    )


def _apart(one: Telling, two: Telling) -> int | None:
    """Days between the two publications."""
    if one.published is None or two.published is None:
        return None
    return abs((one.published - two.published).days)


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
