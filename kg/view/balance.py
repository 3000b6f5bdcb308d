"""The balance of cooperation and conflict month by month, as a drawing: cooperation upward, conflict downward."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HEIGHT, _ROOM, _WIDTH, _WIDEST, _LABELS = 190.0, 78.0, 816.0, 46.0, 12
# Which columns of the dossier's table go up, and which down; deeds nearest to the middle, what is not settled outside.
_UP, _DOWN = (("cooperation-deeds", 1), ("cooperation-words", 0)), (("conflict-deeds", 3), ("conflict-words", 2))
_UNSETTLED = 5
KINDS = ("cooperation-words", "cooperation-deeds", "conflict-words", "conflict-deeds", "unsettled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A rectangle of the drawing: place and size in its own units, and what it counts."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The bars of one month. `number` counts the months from 1; `labelled` where there is room for its name."""

    number: int
    name: str
    middle: float
    bars: tuple[Bar, ...]
    labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The drawing: its width, the height of the line in the middle, and a column for each month."""

    width: float
    zero: float
    columns: tuple[Column, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of bars that are there, in the order of the key."""
        found = {bar.kind for column in self.columns for bar in column.bars}
        return tuple(kind for kind in KINDS if kind in found)


def chart(months: Sequence[tuple[str, Sequence[int]]], *, mirrored: bool) -> Chart:
    """The chart of the months of a dossier, in their order; `mirrored` runs from right to left."""
    top = max((max(_total(cells, _UP) + cells[_UNSETTLED], _total(cells, _DOWN)) for _, cells in months), default=0)
    step = _WIDTH / max(len(months), 8)
    every = -(-len(months) // _LABELS) or 1
    columns = []
    for number, (name, cells) in enumerate(months):
        left = number * step
        middle = _WIDTH - left - step / 2 if mirrored else left + step / 2
        bars = tuple(_bars(cells, middle, min(step * 0.7, _WIDEST), _ROOM / max(top, 1)))
        columns.append(Column(number=number + 1, name=name, middle=middle, bars=bars, labelled=number % every == 0))
    return Chart(width=_WIDTH, zero=_ROOM + 6, columns=tuple(columns))


def _total(cells: Sequence[int], side: Sequence[tuple[str, int]]) -> int:
    return sum(cells[index] for _, index in side)


def _bars(cells: Sequence[int], middle: float, width: float, unit: float) -> Iterator[Bar]:
    zero = _ROOM + 6
    up = down = 0.0
    for kind, count in [(kind, cells[index]) for kind, index in _UP] + [("unsettled", cells[_UNSETTLED])]:
        up += count * unit
        if count:
            yield _bar(middle, zero - up, width, count * unit, kind, count)
    for kind, count in [(kind, cells[index]) for kind, index in _DOWN]:
        if count:
            yield _bar(middle, zero + down, width, count * unit, kind, count)
        down += count * unit


def _bar(middle: float, y: float, width: float, height: float, kind: str, count: int) -> Bar:
    return Bar(x=round(middle - width / 2, 1), y=round(y, 1), width=round(width, 1), height=round(height, 1),
               kind=kind, count=count)  # fmt: skip
