"""Reading one date expression, part by part."""

from collections.abc import Sequence
from typing import Protocol

from kg.dates.calendars import Parts
from kg.dates.table import DateTable, bare_key

# `باب` is no "in August": a month of two or three letters takes no clitic
_SHORTEST_AFTER_CLITIC = 4
_DASHES = frozenset("-–—/")


class Token(Protocol):
    """What a word must tell: offsets and folded key."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset after the last character."""

    @property
    def key(self) -> str:
        """The folded word."""


class DateReader:
    """Reads the parts of one expression from a word on; `last` stays before `index` if there is none."""

    def __init__(self, words: Sequence[Token], index: int, table: DateTable) -> None:
        self.words, self.index, self.table = words, index, table
        self.parts = Parts()
        self.at = index
        self.last = index - 1

    def run(self) -> None:
        while self.at < len(self.words) and (self._phrase() or self._number() or self._period() or self._direction()
                                             or self._link()):  # fmt: skip
            pass
        if not self._complete():
            self.last = self.index - 1

    def _complete(self) -> bool:
        """Whether what was read is a date and not a stray number, unit or month name."""
        parts = self.parts
        if parts.days and parts.month is None and not parts.direction:
            return False
        if parts.unit and parts.relative is None and parts.month is None and parts.year is None:
            return bool(parts.amount or parts.direction)
        if parts.hijri and not parts.year and self._previous(self.last) in _DASHES:
            return False  # "2-صفر" is a score
        if parts.hijri and not (parts.days or parts.year):
            return self.last > self.index or self._previous(self.index) in ("في", "خلال")
        bare_month = parts.month is not None and not (parts.days or parts.year or parts.weekday is not None)
        if bare_month and not parts.direction and self.last == self.index:
            before = self.words[self.index - 1].key if self.index else ""
            return before in self.table.before_month or self.words[self.index].key[0] in "بل"
        return True

    def _keys(self, at: int, strip: str = "") -> list[str]:
        keys = [word.key for word in self.words[at : at + 4]]
        return [keys[0].removeprefix(strip), *keys[1:]] if keys else []

    def _take(self, count: int) -> bool:
        self.at += count
        self.last = self.at - 1
        return True

    def _phrase(self) -> bool:
        for clitic in self.table.openings[self.words[self.at].key] if self.at == self.index else ("",):
            match = self.table.phrase(self._keys(self.at, clitic))
            if match and clitic and len(self.words[self.at].key) - len(clitic) < _SHORTEST_AFTER_CLITIC:
                continue
            if match and self._accept(match[1], match[2], match[0]):
                self._take(match[0])
                self._double_month()
                return True
        return False

    def _previous(self, at: int) -> str:
        return self.words[at - 1].key if at else ""

    def _next(self, at: int) -> str:
        return self.words[at + 1].key if at + 1 < len(self.words) else ""

    def _is_day(self, count: int) -> bool:
        """`الثالث من مايو` is a day of the month, `الأسبوع الثالث من مايو` and `الاجتماع الثالث في مايو` are none."""
        at, parts = self.at + count - 1, self.parts
        counted = bare_key(self._previous(self.at)) in self.table.counted
        free = parts.month is None and len(parts.days) < 2 and not counted
        return free and self._next(at) in ("من", *self.table.until) and self._day_leads_on(at)

    def _accept(self, kind: str, value: int, count: int) -> bool:
        parts = self.parts
        if kind == "ordinals":
            if not self._is_day(count):
                return False
            parts.days.append(value)
        elif kind == "relative" and value == 0 and self._next(self.at) in self.table.not_today:
            return False
        elif kind == "relative" and parts.relative is None and parts.weekday is None:
            parts.relative = value
        elif kind == "weekday" + "s" and parts.weekday is None:
            parts.weekday = value
        elif kind in ("months", "hijri") and parts.month is None:
            parts.month, parts.hijri = value, kind == "hijri"
        elif kind == "months" and parts.hijri:
            parts.month, parts.hijri, parts.year = value, False, None
        elif kind == "decades" and self.at == self.index:
            parts.decade = value
        else:
            return False
        return True

    def _double_month(self) -> None:
        """`أبريل/نيسان`, `سبتمبر أيلول`: the month in both usages."""
        at = self.at + (self.at < len(self.words) and self.words[self.at].key in _DASHES | {"("})
        match = self.table.phrase(self._keys(at))
        if match and match[1] == "months" and match[2] == self.parts.month:
            self.at = at + match[0]
            if self.at < len(self.words) and self.words[self.at].key == ")":
                self.at += 1
            self.last = self.at - 1

    def _number(self) -> bool:
        key = self.words[self.at].key
        key, era = (key[:4], key[4:]) if key[4:] in ("م", "ه") else (key, "")
        digits = key[1:] if key[0] in "وبل" and key[1:].isdecimal() else key
        if not (digits.isascii() and digits.isdecimal()):
            return False
        value, parts = int(digits), self.parts
        if era == "ه" and parts.year is None and (parts.hijri or parts.month is None):
            parts.year, parts.hijri = value, True
            return self._take(1)
        if len(digits) == 4 and parts.year is None and self._year_fits(value):
            parts.year = value
            return self._take(1)
        free = parts.month is None and len(parts.days) < 2
        if value <= 31 and len(digits) <= 2 and free and self._day_leads_on(self.at):
            parts.days.append(value)
            return self._take(1)
        return False

    def _year_fits(self, value: int) -> bool:
        if self.parts.month is not None or self.parts.unit == "year":
            return True
        return 1200 <= value <= 2100 and (self._introduced(self.at) or self._ends_range(self.at))

    def _introduced(self, at: int) -> bool:
        """Whether the word before a number makes it a year, or it begins a range of years."""
        previous, table = self._previous(at), self.table
        if previous in table.years or bare_key(previous) in table.years or previous in table.before_year:
            return True
        after = self._next(at + 1) if self._next(at) in table.until else self._next(at).removeprefix("و")
        return previous in table.range and self._is_year(after) and not self._is_year(self._next(at))

    def _ends_range(self, at: int) -> bool:
        """`عامي 2014 و2016`, `من 2014 إلى 2016`."""
        joined = self.words[at].key[0] == "و"
        first = at - 1 if joined else at - 2
        if first < 0 or not (joined or self._previous(at) in self.table.until):
            return False
        return self._is_year(self.words[first].key) and self._introduced(first)

    def _day_leads_on(self, start: int) -> bool:
        """A number is a day only if a month, or a second number and then a month, follows."""
        for at in range(start + 1, min(start + 7, len(self.words))):
            key = self.words[at].key
            match = self.table.phrase(self._keys(at))
            if match and match[1] != "ordinals":
                return match[1] in ("months", "hijri")
            if key == "الجاري":
                return True
            plain = key[1:] if key[0] in "و" else key
            number = match or (plain.isdecimal() and len(plain) <= 2) or key in ("والعشرين", "والثلاثين", "عشر")
            if not (number or key in self.table.links or key in _DASHES
                    or key in ("الي", "و", "شهر", "الشهر", "هذا")):  # fmt: skip
                return False
            if bare_key(key) == "شهر" and at + 1 < len(self.words) and self._direction_of(at + 1):
                return True
        return False

    def _direction_of(self, at: int) -> str:
        return self.table.directions.get(bare_key(self.words[at].key), "")

    def _period(self) -> bool:
        """A unit of time: `الأسبوع الماضي`, `قبل ثلاثة أيام`, `عام 2015`."""
        key, table, parts = self.words[self.at].key, self.table, self.parts
        if key in table.ago or key in table.later:
            return self._counted(-1 if key in table.ago else 1)
        if key in table.this:
            return self._running()
        stripped = key[1:] if key[0] in "وبل" and bare_key(key[1:]) in table.units else key
        unit = table.units.get(bare_key(stripped))
        if unit is None or parts.unit or parts.relative is not None:
            return False
        following = self.words[self.at + 1].key if self.at + 1 < len(self.words) else ""
        year_next = following.isdigit() and len(following) == 4 and unit == "year"
        month_next = self.table.phrase(self._keys(self.at + 1))
        if year_next or (unit == "month" and month_next and month_next[1] in ("months", "hijri")):
            parts.unit = "year" if year_next else ""
            return self._take(1)
        if self.at + 1 < len(self.words) and self._direction_of(self.at + 1) and bare_key(stripped) in table.singular:
            parts.unit = unit
            return self._take(1)
        return False

    def _running(self) -> bool:
        """`هذا العام`."""
        following = self._next(self.at)
        if self.at != self.index or not following.startswith("ال") or bare_key(following) not in self.table.singular:
            return False
        self.parts.unit, self.parts.direction = self.table.units[bare_key(following)], "current"
        return self._take(2)

    def _counted(self, sign: int) -> bool:
        """A number of units before or after now."""
        if self.at != self.index or self.at + 1 >= len(self.words):
            return False
        first = self.words[self.at + 1].key
        if first in self.table.duals:
            return self._amount(sign * 2, first, 2)
        number = int(first) if first.isdecimal() and len(first) < 3 else self.table.numbers.get(first)
        second = self.words[self.at + 2].key if self.at + 2 < len(self.words) else ""
        if number and second in self.table.units:
            return self._amount(sign * number, second, 3)
        if first in self.table.single and not self._is_year(second):
            return self._amount(sign, first, 2)
        return False

    def _is_year(self, key: str) -> bool:
        return key.isdecimal() and len(key) == 4

    def _amount(self, amount: int, unit: str, count: int) -> bool:
        self.parts.amount, self.parts.unit = amount, self.table.units[unit]
        return self._take(count)

    def _direction(self) -> bool:
        direction = self._direction_of(self.at)
        if self.at == self.index or not direction or self.parts.direction:
            return False
        self.parts.direction = direction
        return self._take(1)

    def _link(self) -> bool:
        """A word between parts; it counts only if another part follows."""
        key = self.words[self.at].key
        joining = self.parts.days and (key in _DASHES or key in ("الي", "و"))
        portion = self.at == self.index and key in self.table.portions
        if not (key in self.table.links or joining or portion or bare_key(key) == "شهر" or key in ("،", "هذا")):
            return False
        if key in ("في", "،", "من", "هذا") and (self.at == self.index or not self._more(self.at + 1)):
            return False
        self.parts.ending = self.parts.ending or (portion and key in self.table.ends)
        self.at += 1
        return True

    def _more(self, at: int) -> bool:
        """Whether a day with its month, a month or a unit follows a link."""
        if at >= len(self.words):
            return False
        key = self.words[at].key
        match = self.table.phrase(self._keys(at))
        if match:
            return match[1] in ("months", "hijri") and self.parts.month is None
        digits = key.isdecimal() and len(key) <= 2 and self.parts.weekday is not None
        of_year = self.parts.month is not None and bare_key(key) in self.table.years and self._is_year(self._next(at))
        year = self.parts.month is not None and self._is_year(key)
        return of_year or digits or year or bare_key(key) == "شهر"
