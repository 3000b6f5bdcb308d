"""What is one over all articles: which entity each spelling means, and which event each telling tells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.rdf import iri, value_of
from kg.store.engine import Engine
from kg.store.facts import Claims, Fact, by_told
from kg.store.gist import Saying
from kg.store.spellings import RESOLVED


@dataclass(frozen=True, slots=True)
class Resolved:
    """The entity of each spelling, and the event of what articles tell where it goes by another name (all IRIs)."""

    spelled: Mapping[str, str]
    event_of: Mapping[str, str]

    def facts(self, sayings: Iterable[Saying]) -> Iterator[Fact]:
        """Events and relations with all claims that tell them; those of one article alone as soon as it is read."""
        shared = set(self.event_of.values())
        groups: dict[str, Claims] = defaultdict(dict)
        for saying in sayings:
            for told, group in by_told(saying.claims).items():
                event = self.event_of.get(told, told)
                if event in shared or any(claim.is_relation for claim in group.values()):
                    groups[event] |= {name: claim.shared() for name, claim in group.items()}
                else:
                    yield Fact(event, group, self.spelled)
        for event, group in sorted(groups.items()):
            yield Fact(event, group, self.spelled)


def spelled_now(graph: Engine) -> dict[str, str]:
    """The entity of each spelling as it was last resolved."""
    quads = graph.quads_for_pattern(None, iri("dip:spellingOf"), None, RESOLVED)
    return {value_of(quad.subject): value_of(quad.object) for quad in quads}


def resolved_now(graph: Engine) -> Resolved:
    """What was resolved last."""
    names = {quad.subject: quad.object for quad in graph.quads_for_pattern(None, iri("dip:claimOf"), None, None)}
    tells = graph.quads_for_pattern(None, iri("dip:tells"), None, RESOLVED)
    pairs = ((names.get(quad.subject, quad.object), quad.object) for quad in tells)
    return Resolved(spelled_now(graph), {value_of(told): value_of(event) for told, event in pairs if told != event})
