"""One claim as cards, pages and exports show it; free of the RDF library, so that a look-up need not load it."""

from dataclasses import dataclass

import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """One claim: ids and paths, ISO dates, and the words that say it with their place in the text."""

    id: str
    event: str
    article: str
    type: str
    factuality: str
    roles: tuple[tuple[str, str], ...]
    quote: str
    start: int
    end: int
    source: str | None = None
    begin: str | None = None
    until: str | None = None
    granularity: str | None = None
    label: str | None = None
    relation: bool = False
    publisher: str | None = None

    @property
    def parties(self) -> frozenset[str]:
        """Everyone who takes part, and the source."""
        return frozenset({path for _, path in self.roles} | ({self.source} if self.source else set()))


def to_record(told: ToldEvent) -> str:
    """The claim as JSON, without what is not known."""
    values = {name: getattr(told, name) for name in ToldEvent.__slots__}
    return orjson.dumps({name: value for name, value in values.items() if value is not None}).decode()


def from_record(record: str) -> ToldEvent:
    """What `to_record` wrote."""
    values = orjson.loads(record)
    values["roles"] = tuple((role, path) for role, path in values["roles"])
    return ToldEvent(**values)
