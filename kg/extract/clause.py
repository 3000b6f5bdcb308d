"""The running state of a sentence while its events are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.asides import aside_end, asides
from kg.extract.govern import clause_ends
from kg.extract.units import Draft, Unit


@dataclass(slots=True, eq=False)
class Clause:
    """The running state of a sentence: the subject that later verbs and verbal nouns share."""

    units: Sequence[Unit]
    masculine: frozenset[str]
    assets: frozenset[str] = frozenset()
    subject: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    pointed: list[Draft] = field(default_factory=list)
    partners: list[Draft] = field(default_factory=list)
    earlier: list[Draft] = field(default_factory=list)
    inherited: list[Draft] = field(default_factory=list)
    own_subject: bool = False
    kind: str = ""
    ends: list[int] = field(init=False)
    asides: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.ends = clause_ends(self.units)
        self.asides = asides(self.units)

    def right(self, index: int) -> Sequence[int]:
        """Indices after a trigger up to the end of its clause, without what is inserted between commas."""
        end = self.ends[index]
        if not self.asides:
            return range(index + 1, end)
        enclosing = aside_end(self.asides, index)
        if enclosing is not None:
            return range(index + 1, min(end, enclosing))
        outside: list[int] = []
        start = index + 1
        for opening, closing in self.asides.items():
            if start <= opening <= end:
                outside += range(start, opening)
                start, end = closing + 1, max(end, self.ends[closing])
        return [*outside, *range(start, end)]
