"""The rules by which two tellings tell one event, and what speaks against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz.fuzz import token_set_ratio

from kg.resolve.telling import Kind, Sides, Telling, Whereabouts, widened

ALIKE, REPEATED = 55.0, 88.0
_COUNTERPARTS = ("target", "destination", "host", "gathering", "agreement")
_PLACES = frozenset({"destination", "place"})
# News is repeated within so many days.
NEWS = 6


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why two tellings tell one event: the rule, its rank (the surest first), and how alike their words are."""

    rank: int
    unlike: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two tellings of one type whose roles fit; `shared` is whom both name, of each side that both fill."""

    one: Telling
    two: Telling
    kind: Kind
    shared: Sides

    def is_alike(self, least: float) -> bool:
        """Whether the words are so alike (0 to 100) whatever their order; the more is asked, the sooner it is told."""
        return token_set_ratio(self.one.words, self.two.words, score_cutoff=least) >= least

    def published_apart(self) -> int | None:
        """Days between the two publications."""
        return _apart(self.one, self.two)

    def shares_all(self) -> bool:
        """Whether both name who acts and the other side, and the same."""
        if self.kind.symmetric:
            return len(self.shared.get("parties", ())) >= 2
        return "actor" in self.shared and any(role in self.shared for role in _COUNTERPARTS)

    def one_occasion(self) -> bool:
        """Whether persons come together, who do so once; states do such things again and again, and at once."""
        if not self.kind.occasion:
            return False
        both = self.shared.get("parties" if self.kind.symmetric else "actor", frozenset())
        return sum(path.startswith("person/") for path in both) >= (2 if self.kind.symmetric else 1)

    def shares_someone(self) -> bool:
        """Whether somebody takes part in the same manner in both."""
        return any(self.shared.values())


def _apart(one: Telling, two: Telling) -> int | None:
    if one.published is None or two.published is None:
        return None
    return abs((one.published - two.published).days)


def _same_words(pair: _Pair) -> bool:
    apart = pair.published_apart()
    return apart is not None and apart <= NEWS and pair.shares_someone() and pair.is_alike(REPEATED)


def _same_day(pair: _Pair) -> bool:
    if pair.one.stated is None or pair.two.stated is None or not pair.shares_all():
        return False
    return pair.one_occasion() or pair.is_alike(ALIKE)


def _day_told(pair: _Pair) -> bool:
    """One states the day, the other was published then."""
    stated = pair.one.stated or pair.two.stated
    other = pair.two if pair.one.stated else pair.one
    if stated is None or other.stated is not None or other.begin is not None or other.published is None:
        return False
    close = (other.published - stated[0]).days >= -1 and (other.published - stated[1]).days <= 2
    return close and pair.shares_all() and (pair.one_occasion() or pair.is_alike(ALIKE))


def _same_news(pair: _Pair) -> bool:
    """Neither states a day; both were published within a day."""
    apart = pair.published_apart()
    undated = pair.one.begin is None and pair.two.begin is None
    if not undated or apart is None or apart > 1 or not pair.shares_all():
        return False
    return pair.one_occasion() or pair.is_alike(ALIKE)


RULES: Mapping[str, Callable[[_Pair], bool]] = {
    "same-words": _same_words,
    "same-day": _same_day,
    "day-told": _day_told,
    "same-news": _same_news,
}


def same_event(one: Telling, two: Telling, kind: Kind, within: Whereabouts) -> Reason | None:
    """The surest reason to hold two tellings for one event, None if there is none or something speaks against it."""
    if one.type != two.type or one.article == two.article or not _may_be(one, two) or _dates_apart(one, two):
        return None
    sides = _sides(one, two, kind, within)
    if sides is None:
        return None
    pair = _Pair(one, two, kind, sides)
    for rank, (name, rule) in enumerate(RULES.items()):
        if rule(pair):
            return Reason(rank, 100 - token_set_ratio(one.words, two.words), name)
    return None


def _may_be(one: Telling, two: Telling) -> bool:
    """Whether any rule could hold: each asks for a stated day, or for publications in one week."""
    if one.begin is not None or two.begin is not None:
        return True
    apart = _apart(one, two)
    return apart is not None and apart <= NEWS


def contradiction(one: Telling, two: Telling, kind: Kind, within: Whereabouts) -> str | None:
    """What forbids that the two tell one event: `article`, `dates` or `roles`; None if nothing does."""
    if one.article == two.article:
        return "article"
    if _dates_apart(one, two):
        return "dates"
    return None if _sides(one, two, kind, within) is not None else "roles"


def _sides(one: Telling, two: Telling, kind: Kind, within: Whereabouts) -> Sides | None:
    """Whom both name, of each side that both fill; None if a role has one filler here and another there.

    One article may name more of them than the other.
    """
    found, others = {}, two.sides(symmetric=kind.symmetric)
    for side, here in one.sides(symmetric=kind.symmetric).items():
        there = others.get(side)
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
    return (day - first).days >= -14 and (day - last).days <= 14
