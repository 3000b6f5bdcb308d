"""How far a build has come: a line that is rewritten on a terminal, a plain line now and then elsewhere."""

import sys
from time import monotonic

from kg.cli.output import remark
from kg.pipeline import Progress

_OFTEN, _RARELY = 0.2, 60.0
_CLEAR = "\r\x1b[K"


class Shown(Progress):
    """Counts, the rate and the time left, on stderr.

    `total` is how many articles there may be, 0 if nobody knows; the sources may hold more.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._start = self._last = monotonic()
        self._stored = 0
        self._terminal = sys.stderr.isatty()

    def read(self, articles: int, unchanged: int) -> None:
        now = monotonic()
        if now - self._last < (_OFTEN if self._terminal else _RARELY):
            return
        self._last = now
        self._say(self._line(articles, unchanged, articles / (now - self._start)))

    def _line(self, articles: int, unchanged: int, rate: float) -> str:
        done = articles + unchanged
        pace = f"{self._stored:,} stored, {rate:.0f} a second"
        if done > self._total:
            return f"{done:,} articles, {pace}"
        return f"{done:,} of {self._total:,} articles, {pace}, {span((self._total - done) / rate)} left"

    def stored(self, articles: int) -> None:
        self._stored = articles

    def deriving(self) -> None:
        if self._terminal:
            self._say(f"{self._stored:,} articles stored; joining and indexing what they tell ...")

    def _say(self, text: str) -> None:
        sys.stderr.write(f"{_CLEAR}{text}" if self._terminal else remark(text))
        sys.stderr.flush()

    def end(self) -> None:
        """Leave a clean line."""
        if self._terminal:
            sys.stderr.write(_CLEAR)

    def interrupted(self) -> str:
        """What holds after an interrupt from the keyboard."""
        return f"stopped; {self._stored:,} articles are stored, the same command goes on from there"


def span(seconds: float) -> str:
    """A time in words, as precise as it deserves."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
