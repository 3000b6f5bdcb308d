"""From the parts of a date expression to days: years settled by the calendar, relative dates by the article's."""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kg.model import TimeSpan

_SEARCH_YEARS = 6


@dataclass(slots=True)
class Parts:
    """What an expression says. `days` are one day of the month or a range; `direction` is past, future or current;
    `ending`: only the end of the period is meant."""

    relative: int | None = None
    weekday: int | None = None
    days: list[int] = field(default_factory=list)
    month: int | None = None
    hijri: bool = False
    year: int | None = None
    decade: int | None = None
    unit: str = ""
    amount: int = 0
    direction: str = ""
    ending: bool = False

    def weekday_only(self) -> bool:
        """Whether nothing but a weekday is said, so that tense decides between last and next."""
        return self.weekday is not None and not (self.days or self.month or self.year) and not self.direction

    def month_only(self) -> bool:
        """Whether nothing but a month is said, in the calendar in which publication has one."""
        other = self.days or self.weekday is not None or self.year or self.direction or self.hijri
        return self.month is not None and not other


def settle(parts: Parts, published: date | None) -> TimeSpan | None:
    """The days an expression means, None where they cannot be known."""
    try:
        return _settled(parts, published)
    except (ValueError, OverflowError):  # beyond the years a date can have
        return None


def _settled(parts: Parts, published: date | None) -> TimeSpan | None:
    if parts.decade is not None:
        return _span(date(parts.decade, 1, 1), date(parts.decade + 9, 12, 31), "decade", "decade")
    if parts.hijri:
        return _hijri(parts) if parts.year is not None else _hijri_near(parts, published)
    if parts.year is not None:
        return _with_year(parts, parts.year)
    return _relative_to(parts, published) if published is not None else None


def _relative_to(parts: Parts, published: date) -> TimeSpan | None:
    if parts.days and parts.month is None and parts.direction:
        base = _shift_month(published, {"past": -1, "future": 1}.get(parts.direction, 0))
        return _with_year(Parts(days=parts.days, month=base.month), base.year)
    if parts.month is not None:
        return _without_year(parts, published)
    if parts.relative is not None:
        day = published + timedelta(days=parts.relative)
        return _span(day, day, "day", "relative day")
    if parts.weekday is not None:
        return _named_weekday(parts.weekday, parts.direction, published)
    span = _unit(parts, published) if parts.unit else None
    return _weekend(span) if span is not None and parts.ending and parts.unit == "week" else span


def _weekend(week: TimeSpan) -> TimeSpan:
    """`نهاية الأسبوع`: its Saturday and Sunday."""
    return _span(week.start + timedelta(days=5), week.start + timedelta(days=6), "range", "weekend")


def _named_weekday(weekday: int, direction: str, published: date) -> TimeSpan:
    """`الإثنين الماضي` in an article of a Monday is the Monday before."""
    before = published - timedelta(days=1) if direction == "past" else published
    return weekday_near(weekday, before, future=direction == "future")


def _span(start: date, end: date, granularity: str, rule: str) -> TimeSpan:
    return TimeSpan(start=start, end=end, granularity=granularity, rule=rule)


def month_span(year: int, month: int, rule: str = "month") -> TimeSpan:
    """The whole month."""
    return _span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month", rule)


def _with_year(parts: Parts, year: int) -> TimeSpan | None:
    if not 1000 <= year <= 2100:
        return None
    if parts.month is None:
        return _span(date(year, 1, 1), date(year, 12, 31), "year", "year")
    if not parts.days:
        return month_span(year, parts.month)
    days = [_day(year, parts.month, day) for day in parts.days]
    if None in days:
        return None
    known = sorted(day for day in days if day is not None)
    return _span(known[0], known[-1], "range" if len(known) > 1 else "day", "day+month+year")


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _without_year(parts: Parts, published: date) -> TimeSpan | None:
    """The year that the weekday demands, or the one that puts the date nearest to publication."""
    years = sorted(range(published.year - _SEARCH_YEARS, published.year + 3), key=lambda y: abs(y - published.year))
    spans = [span for year in years if (span := _with_year(parts, year)) is not None]
    if parts.weekday is not None:
        fitting = [span for span in spans if span.start.weekday() == parts.weekday]
        found = min(fitting, key=lambda s: abs((s.start - published).days), default=None)
        return _span(found.start, found.end, found.granularity, "weekday+day+month") if found else None
    spans = _directed(spans, parts, published)
    return min(spans, key=lambda s: abs((s.start - published).days), default=None)


def _directed(spans: list[TimeSpan], parts: Parts, published: date) -> list[TimeSpan]:
    """Of the same expression in several years those before or after; a running month is neither, and a month alone has
    begun."""
    if parts.direction == "past":
        return [span for span in spans if (span.start if parts.days else span.end) <= published]
    if parts.direction == "future":
        return [span for span in spans if (span.end if parts.days else span.start) >= published]
    if parts.days or parts.direction:
        return spans
    return [span for span in spans if span.start <= published] or spans


def weekday_near(weekday: int, published: date, *, future: bool) -> TimeSpan:
    """The last such day up to publication, or the next one after it."""
    back = (published.weekday() - weekday) % 7
    day = published + timedelta(days=7 - back) if future else published - timedelta(days=back)
    return _span(day, day, "day", "weekday")


def _shift_month(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _unit(parts: Parts, published: date) -> TimeSpan | None:
    """`الأسبوع الماضي`, `قبل شهرين`: a period counted from publication."""
    step = parts.amount if parts.amount else {"past": -1, "future": 1}.get(parts.direction, 0)
    kind = "counted" if parts.amount else "relative"
    if parts.unit == "day":
        day = published + timedelta(days=step)
        return _span(day, day, "day", f"{kind} day") if parts.amount else None
    if parts.unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return _span(monday, monday + timedelta(days=6), "range", f"{kind} week")
    if parts.unit == "month":
        first = _shift_month(published, step)
        return month_span(first.year, first.month, f"{kind} month")
    year = published.year + step
    return _span(date(year, 1, 1), date(year, 12, 31), "year", f"{kind} year") if 1000 < year < 2101 else None


def _hijri(parts: Parts) -> TimeSpan | None:
    """Days of the Islamic calendar (Umm al-Qura), where the year is stated and in the calendar's range."""
    if parts.year is None or not 1343 <= parts.year <= 1500:
        return None
    from hijridate import Hijri

    first = Hijri(parts.year, parts.month or 1, min(parts.days, default=1))
    end = Hijri(parts.year, parts.month or 12, 1).month_length()
    last = Hijri(parts.year, parts.month or 12, max(parts.days, default=end))
    granularity = ("range" if len(parts.days) > 1 else "day") if parts.days else "month" if parts.month else "year"
    return _span(date.fromisoformat(first.to_gregorian().isoformat()),
                 date.fromisoformat(last.to_gregorian().isoformat()), granularity, "hijri")  # fmt: skip


def _hijri_near(parts: Parts, published: date | None) -> TimeSpan | None:
    """A Hijri month without year: the one nearest to publication on the side that is said."""
    if published is None:
        return None
    from hijridate import Gregorian

    year = Gregorian.fromdate(published).to_hijri().year
    found = (_hijri(replace(parts, year=year + step)) for step in (0, -1, 1))
    spans = _directed([span for span in found if span is not None], parts, published)
    return min(spans, key=lambda span: abs((span.start - published).days), default=None)


def latest_year(weekday: int, month: int, day: int, latest: date) -> date | None:
    """The last date not after `latest` on which that day of that month was that weekday."""
    for year in range(latest.year, latest.year - 28, -1):
        found = _day(year, month, day)
        if found is not None and found <= latest and found.weekday() == weekday:
            return found
    return None
