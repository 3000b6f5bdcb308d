"""A stretch of time that an answer is narrowed to."""

from dataclasses import dataclass
from datetime import date

from kg.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a first to a last day, both inclusive; None leaves that side open."""

    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None

    def covers(self, begin: str | None, end: str | None) -> bool:
        """Whether a time with these ISO days (None: open) lies in it at least in part."""
        return (self.until is None or begin is None or begin <= self.until.isoformat()) and (
            self.since is None or end is None or end >= self.since.isoformat()
        )

    def covers_day(self, day: str | None) -> bool:
        """Whether a day lies in it; a day that is not known lies only in an open period."""
        return not self if day is None else self.covers(day, day)


def period(since: str | None, until: str | None) -> Period:
    """The period between two dates as people write them. Raises UsageError on a bad or reversed one."""
    from kg.queries.values import day_named

    made = Period(
        since=day_named(since, last=False) if since else None,
        until=day_named(until, last=True) if until else None,
    )
    if made.since and made.until and made.since > made.until:
        raise UsageError(f"the period ends ({until}) before it begins ({since}); swap --since and --until")
    return made
