"""Marks over a text, which may lie in and across one another, as pieces that lie one after the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that covers a span: a mention (`kind` "mention"), trigger or sentence of what `key` names."""

    span: Span
    kind: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text with the keys of the marks that cover all of it: the closest mention, triggers, sentences."""

    text: str
    mention: str | None
    triggers: tuple[str, ...]
    sentences: tuple[str, ...]
    opens: tuple[str, ...]


def pieces(text: str, block: Span, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text of a block cut wherever a mark begins or ends. `opens` has the triggers that begin with the piece."""
    inside = [mark for mark in marks if mark.span.overlaps(block)]
    edges = {edge for mark in inside for edge in (mark.span.start, mark.span.end) if block.start < edge < block.end}
    bounds = [block.start, *sorted(edges), block.end]
    for start, end in pairwise(bounds):
        yield _piece(text, Span(start, end), [mark for mark in inside if mark.span.start < end > start < mark.span.end])


def _piece(text: str, span: Span, over: Sequence[Mark]) -> Piece:
    mentions = sorted(
        (mark for mark in over if mark.kind == "mention"), key=lambda mark: mark.span.end - mark.span.start
    )
    triggers = [mark for mark in over if mark.kind == "trigger"]
    return Piece(
        text=span.of(text),
        mention=mentions[0].key if mentions else None,
        triggers=tuple(mark.key for mark in triggers),
        sentences=tuple(mark.key for mark in over if mark.kind == "sentence"),
        opens=tuple(mark.key for mark in triggers if mark.span.start == span.start),
    )
