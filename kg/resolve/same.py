"""The rules by which two tellings tell one event, and what speaks against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rapidfuzz.fuzz import token_set_ratio

from kg.resolve.telling import Kind, Telling, Whereabouts, widened

ALIKE, REPEATED = 55.0, 88.0
_COUNTERPARTS = ("target", "destination", "host", "gathering", "agreement")
_PLACES = ("destination", "place")
_ROLES = ("actor", *_COUNTERPARTS, "place")
_BESIDE_PARTIES = tuple(role for role in _ROLES if role not in {"actor", "target"})


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why two tellings tell one event: the rule, its rank (the surest first), and how alike their words are."""

    rank: int
    unlike: float
    rule: str


@dataclass(frozen=True)
class _Pair:
    """Two tellings of one type, with what is known about them."""

    one: Telling
    two: Telling
    kind: Kind
    within: Whereabouts

    def likeness(self) -> float:
        """How alike the words are, 0 to 100, whatever their order."""
        return token_set_ratio(self.one.words, self.two.words)

    def published_apart(self) -> int | None:
        """Days between the two publications."""
        if self.one.published is None or self.two.published is None:
            return None
        return abs((self.one.published - self.two.published).days)

    @cached_property
    def sides(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """What the two say of each role; the parties to a symmetric event are one side."""
        if self.kind.symmetric:
            return [(self.one.parties, self.two.parties), *map(self._role, _BESIDE_PARTIES)]
        return [*map(self._role, _ROLES)]

    def _role(self, role: str) -> tuple[frozenset[str], frozenset[str]]:
        one, two = self.one.fillers(role), self.two.fillers(role)
        if role in _PLACES and not (one <= two or two <= one):
            wide_one, wide_two = widened(one, self.within), widened(two, self.within)
            return (one, one) if two <= wide_one or one <= wide_two else (one, two)
        return one, two

    def fits(self) -> bool:
        """Whether no role has one filler here and another there; one article may name more of them."""
        return all(not one or not two or one <= two or two <= one for one, two in self.sides)

    def shares_all(self) -> bool:
        """Whether both name who acts and the other side, and the same."""
        if not self.fits():
            return False
        if self.kind.symmetric:
            one, two = self.sides[0]
            return len(one & two) >= 2
        both = [bool(one and two) for one, two in self.sides]
        return both[0] and any(both[1 : 1 + len(_COUNTERPARTS)])

    def one_occasion(self) -> bool:
        """Whether persons come together, who do so once; states do such things again and again, and at once."""
        if not self.kind.occasion:
            return False
        one, two = self.sides[0]
        persons = sum(path.startswith("person/") for path in one & two)
        return persons >= (2 if self.kind.symmetric else 1)

    def shares_someone(self) -> bool:
        """Whether somebody takes part in the same manner in both."""
        return any(one & two for one, two in self.sides)


def _same_words(pair: _Pair) -> bool:
    apart = pair.published_apart()
    return apart is not None and apart <= 6 and pair.shares_someone() and pair.likeness() >= REPEATED


def _same_day(pair: _Pair) -> bool:
    if pair.one.stated is None or pair.two.stated is None or not pair.shares_all():
        return False
    return pair.one_occasion() or pair.likeness() >= ALIKE


def _day_told(pair: _Pair) -> bool:
    """One states the day, the other was published then."""
    stated = pair.one.stated or pair.two.stated
    other = pair.two if pair.one.stated else pair.one
    if stated is None or other.stated is not None or other.begin is not None or other.published is None:
        return False
    close = (other.published - stated[0]).days >= -1 and (other.published - stated[1]).days <= 2
    return close and pair.shares_all() and (pair.one_occasion() or pair.likeness() >= ALIKE)


def _same_news(pair: _Pair) -> bool:
    """Neither states a day; both were published within a day."""
    apart = pair.published_apart()
    undated = pair.one.begin is None and pair.two.begin is None
    if not undated or apart is None or apart > 1 or not pair.shares_all():
        return False
    return pair.one_occasion() or pair.likeness() >= ALIKE


RULES: Mapping[str, Callable[[_Pair], bool]] = {
    "same-words": _same_words,
    "same-day": _same_day,
    "day-told": _day_told,
    "same-news": _same_news,
}


def same_event(one: Telling, two: Telling, kind: Kind, within: Whereabouts) -> Reason | None:
    """The surest reason to hold two tellings for one event, None if there is none or something speaks against it."""
    pair = _Pair(one, two, kind, within)
    if one.type != two.type or _contradiction(pair):
        return None
    for rank, (name, rule) in enumerate(RULES.items()):
        if rule(pair):
            return Reason(rank, 100 - pair.likeness(), name)
    return None


def contradiction(one: Telling, two: Telling, kind: Kind, within: Whereabouts) -> str | None:
    """What forbids that the two tell one event: `article`, `dates` or `roles`; None if nothing does."""
    return _contradiction(_Pair(one, two, kind, within))


def _contradiction(pair: _Pair) -> str | None:
    if pair.one.article == pair.two.article:
        return "article"
    if _dates_apart(pair.one, pair.two):
        return "dates"
    return None if pair.fits() else "roles"


def _dates_apart(one: Telling, two: Telling) -> bool:
    if one.begin is None or one.end is None or two.begin is None or two.end is None:
        return _told_too_late(one, two) or _told_too_late(two, one)
    return one.end < two.begin or two.end < one.begin


def _told_too_late(undated: Telling, other: Telling) -> bool:
    """News that states no day is of its own week; another of a stated day outside it is another's news."""
    if undated.begin is not None or other.stated is None or undated.published is None:
        return False
    first, last = other.stated
    return not _between(first, undated.published, last)


def _between(first: date, day: date, last: date) -> bool:
    return (day - first).days >= -14 and (day - last).days <= 14
