"""What articles tell of entities: asked for one by one, or known at once for all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pyoxigraph as ox

from kg.rdf import ARTICLE, DIP, language_of, value_of
from kg.resolve import spelling_key
from kg.store.engine import Engine
from kg.store.gist import Name, Naming
from kg.store.quads import ALT, KINDS, LABEL, TYPE

_KINDS = frozenset(KINDS)


@dataclass(slots=True)
class ToldEntity:
    """Of an entity: its classes (local names), the articles that name it (IRIs), and in how many it has which label;
    labels and other names are (language, name)."""

    types: set[str] = field(default_factory=set)
    articles: list[str] = field(default_factory=list)
    labels: Counter[Name] = field(default_factory=Counter)
    aliases: set[Name] = field(default_factory=set)

    @classmethod
    def together(cls, parts: Iterable["ToldEntity"]) -> "ToldEntity":
        """What is told of the spellings of one entity."""
        whole = cls()
        for part in parts:
            whole.types |= part.types
            whole.articles += part.articles
            whole.labels.update(part.labels)
            whole.aliases |= part.aliases
        return whole

    @property
    def spelling_keys(self) -> frozenset[str]:
        """The keys of a person's spellings."""
        return frozenset(key for _, name in self.labels if (key := spelling_key(name)))


class Told(Protocol):
    """Gives what articles tell."""

    def __call__(self, node: str) -> ToldEntity | None:
        """What is told of a node (an IRI); None if no article names it."""


class ToldOfOne:
    """Asks the store each time."""

    def __init__(self, graph: Engine) -> None:
        self._graph = graph

    def __call__(self, node: str) -> ToldEntity | None:
        """As the protocol says."""
        kinds, labels, aliases = (self._quads(node, key) for key in (TYPE, LABEL, ALT))
        types = {value_of(quad.object).removeprefix(DIP) for quad in kinds} & _KINDS
        if not types:
            return None
        return ToldEntity(
            types=types,
            articles=list(dict.fromkeys(value_of(quad.graph_name) for quad in kinds)),
            labels=Counter((language_of(quad.object), value_of(quad.object)) for quad in labels),
            aliases={(language_of(quad.object), value_of(quad.object)) for quad in aliases},
        )

    def _quads(self, node: str, predicate: ox.NamedNode) -> list[ox.Quad]:
        quads = self._graph.quads_for_pattern(ox.NamedNode(node), predicate, None, None)
        return [quad for quad in quads if value_of(quad.graph_name).startswith(ARTICLE)]


class ToldOfAll:
    """All entities of all articles, by IRI."""

    def __init__(self, namings: Iterable[Naming]) -> None:
        self.entities: dict[str, ToldEntity] = {}
        for naming in namings:
            self._add(naming)

    def __call__(self, node: str) -> ToldEntity | None:
        """As the protocol says."""
        return self.entities.get(node)

    def mentions(self, spelled: Mapping[str, str]) -> Counter[str]:
        """In how many articles each entity is, whatever it is spelled like there (all IRIs)."""
        found: dict[str, list[ToldEntity]] = defaultdict(list)
        for node, told in self.entities.items():
            found[spelled.get(node, node)].append(told)
        return Counter({node: len({name for one in all_of for name in one.articles}) for node, all_of in found.items()})

    def _add(self, naming: Naming) -> None:
        for entity in naming.entities:
            told = self.entities.get(entity.node)
            if told is None:
                told = self.entities[entity.node] = ToldEntity()
            told.types.add(entity.type)
            told.articles.append(naming.article)
            told.aliases.update(entity.aliases)
            # Counter.update takes four times as long for the one or two names of an entity.
            for name in entity.labels:
                told.labels[name] += 1
