"""What the days of tellings say against their being of one event."""

from dataclasses import dataclass
from typing import Self

from kg.resolve.telling import Telling

# News tells what happens at most so many days away.
_AROUND = 14
_NEVER, _EVER = 0, 10_000_000


@dataclass(slots=True)
class Days:
    """The days of some tellings, as ordinals: the bounds that every day of another telling has to keep.

    Of those that state when, the latest first and the earliest last day; the same of those that state days rather than
    a month or a year; and the earliest and the latest publication of those that state nothing.
    """

    begin: int = _NEVER
    end: int = _EVER
    first: int = _NEVER
    last: int = _EVER
    earliest: int = _EVER
    latest: int = _NEVER

    @classmethod
    def of(cls, one: Telling) -> Self:
        """The days of one telling."""
        days = cls()
        if one.begin is not None and one.end is not None:
            days.begin, days.end = one.begin.toordinal(), one.end.toordinal()
        if one.stated is not None:
            days.first, days.last = days.begin, days.end
        if one.begin is None and one.published is not None:
            days.earliest = days.latest = one.published.toordinal()
        return days

    def take(self, other: Self) -> None:
        """Be the days of these and those."""
        self.begin, self.end = max(self.begin, other.begin), min(self.end, other.end)
        self.first, self.last = max(self.first, other.first), min(self.last, other.last)
        self.earliest, self.latest = min(self.earliest, other.earliest), max(self.latest, other.latest)

    def forbid(self, other: Self) -> bool:
        """Whether the days of one of these contradict those of one of the others."""
        if self.end < other.begin or other.end < self.begin:
            return True
        return self._outlie(other) or other._outlie(self)

    def _outlie(self, other: Self) -> bool:
        """Whether news that states no day is too far from a day that another states."""
        return self.latest > other.last + _AROUND or self.earliest < other.first - _AROUND
