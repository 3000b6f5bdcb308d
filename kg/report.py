"""What a build did, counted."""

from collections import Counter
from dataclasses import dataclass, field

from kg.model import Subgraph


@dataclass(slots=True, eq=False)
class Report:
    """What a build did: counts of what was read anew, the sources that could not be read, and what breaks a shape."""

    articles: int = 0
    unchanged: int = 0
    replaced: int = 0
    empty: list[str] = field(default_factory=list)
    entities: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        """Count what another report counts."""
        self.articles += other.articles
        self.empty += other.empty
        self.entities.update(other.entities)
        self.events.update(other.events)
        self.relations.update(other.relations)
        self.claims.update(other.claims)


def counted(subgraph: Subgraph) -> Report:
    """What one article contributes, as a report."""
    events = {statement.event: statement for statement in reversed(subgraph.statements)}
    return Report(
        articles=1,
        empty=[] if subgraph.statements else [subgraph.article.source],
        entities=Counter(entity.type for entity in subgraph.entities),
        events=Counter(s.type for s in events.values() if not s.relation),
        relations=Counter(s.type for s in events.values() if s.relation),
        claims=Counter(str(s.factuality) for s in subgraph.statements),
    )
