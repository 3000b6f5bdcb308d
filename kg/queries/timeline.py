"""What is told of an actor, or of two together, in the order of time: events, and offices begun and ended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.happenings import Happening, happenings
from kg.queries.offices import Term, named_in_terms, terms_in, terms_of
from kg.queries.period import Period

if TYPE_CHECKING:
    from kg.store import Store

BEGUN, ENDED = "begin", "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The month in which a term of office began or ended; `day` is its first or last day."""

    day: str
    what: str
    term: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Of one actor or two (paths): what has a day in the order of days, then what only has a day of telling."""

    about: tuple[str, ...]
    dated: tuple[Happening | Turn, ...]
    undated: tuple[Happening, ...]

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """The events alone."""
        return (*(one for one in self.dated if isinstance(one, Happening)), *self.undated)

    @property
    def entries(self) -> tuple[Happening | Turn, ...]:
        """Everything in order."""
        return (*self.dated, *self.undated)

    def named(self) -> set[str]:
        """Everyone whom the timeline names."""
        found = named_in_terms(one.term for one in self.dated if isinstance(one, Turn))
        return found | {path for one in self.happenings for path in one.parties()} | set(self.about)


def timeline(
    store: "Store",
    about: Sequence[str],
    *,
    period: Period | None = None,
    types: Iterable[str] = (),
    statuses: Iterable[str] = (),
) -> Timeline:
    """The timeline of one or two actors (paths). Offices are left out where types or statuses are asked for."""
    kinds, wanted = tuple(types), tuple(statuses)
    told = happenings(store, about, period=period, types=kinds, statuses=wanted)
    dated = [one for one in told if one.begin]
    turns = () if kinds or wanted else _turns(store, about, period or Period(), dated)
    return Timeline(
        about=tuple(about),
        dated=tuple(sorted([*dated, *turns], key=_day)),
        undated=tuple(one for one in told if not one.begin),
    )


def _day(one: Happening | Turn) -> tuple[str, bool]:
    return one.day or "", isinstance(one, Happening)


def _turns(store: "Store", about: Sequence[str], period: Period, dated: Sequence[Happening]) -> Iterator[Turn]:
    """Offices of a person; of a state or organisation those that changed hands while something is told of it."""
    first = min((one.begin for one in dated if one.begin), default="9999")
    last = max((one.until or one.begin or "" for one in dated), default="")
    for term in _terms(store, about):
        for what, day in ((BEGUN, term.begin), (ENDED, term.end)):
            own = len(about) == 1 and term.holder == about[0]
            if day and period.covers_day(day) and (own or period or first <= day <= last):
                yield Turn(day=day, what=what, term=term)


def _terms(store: "Store", about: Sequence[str]) -> Iterator[Term]:
    """Of one actor all terms; of two those that one of them held in the other."""
    for path in about:
        found = terms_of(store, path) if path.startswith("person/") else terms_in(store, path)
        if len(about) == 1:
            yield from found
        elif path.startswith("person/"):
            yield from (term for term in found if term.within in about)
