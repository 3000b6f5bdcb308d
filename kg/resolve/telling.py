"""An event as one article tells it, as far as it matters for telling it from others."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from kg.lang import fold_words

_SHORT = 7
_WEEK = 7
_PARTIES = frozenset({"actor", "target"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the ontology says of an event type.

    In a `symmetric` type actor and target are interchangeable. The parties to an `occasion` come together for it:
    there is hardly a second one of the kind between the same parties at the same time.
    """

    symmetric: bool = False
    occasion: bool = False


Roles = frozenset[tuple[str, str]]
Sides = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event of one article: `id` is the event's within the article, `quotes` the words that say it.

    `begin` and `end` are the stated days, None where the article states none; `published` is the article's day.
    """

    id: str
    article: str
    type: str
    roles: Roles
    quotes: tuple[str, ...] = ()
    begin: date | None = None
    end: date | None = None
    published: date | None = None

    @property
    def words(self) -> str:
        """The folded words of the quotes."""
        return _folded(self.quotes)

    @property
    def vocabulary(self) -> frozenset[str]:
        """The different words among them."""
        return _vocabulary(self.quotes)

    @property
    def stated(self) -> tuple[date, date] | None:
        """The stated first and last day, where they say when rather than in which month or year."""
        if self.begin is None or self.end is None or (self.end - self.begin).days > _SHORT:
            return None
        return self.begin, self.end


@lru_cache(maxsize=16_384)
def sides_of(roles: Roles, symmetric: bool) -> Sides:
    """Who fills each role; where it is symmetric, `parties` are those who act and are acted upon."""
    found: dict[str, set[str]] = defaultdict(set)
    for role, path in roles:
        found["parties" if symmetric and role in _PARTIES else role].add(path)
    return {side: frozenset(paths) for side, paths in found.items()}


@lru_cache(maxsize=16_384)
def _folded(quotes: tuple[str, ...]) -> str:
    return " ".join(word for quote in quotes for word in fold_words(quote))


@lru_cache(maxsize=4_096)
def _vocabulary(quotes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_folded(quotes).split())


def block_keys(telling: Telling) -> Iterator[tuple[str, str, int]]:
    """Keys of which two tellings share one if they may tell the same event: type, participant and week.

    A telling stands in the weeks of its stated day and of its publication, and in those after them, so that
    two that are less than a week apart meet.
    """
    days = [day for day in (telling.begin if telling.stated else None, telling.published) if day is not None]
    weeks = {week for day in days for week in (day.toordinal() // _WEEK, day.toordinal() // _WEEK + 1)} or {0}
    for path, week in product(sorted({path for _, path in telling.roles}), sorted(weeks)):
        yield telling.type, path, week


Whereabouts = Mapping[str, str]


def widened(paths: frozenset[str], within: Whereabouts) -> frozenset[str]:
    """The paths and everything that they lie in (`place/cairo` lies in `country/eg`)."""
    found = set(paths)
    for path in paths:
        place = within.get(path)
        while place is not None and place not in found:
            found.add(place)
            place = within.get(place)
    return frozenset(found)
