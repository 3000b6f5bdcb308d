"""One node for the spellings of one name: which entity each spelling stands for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product

import pyoxigraph as ox

from kg.rdf import ARTICLE, iri, value_of
from kg.resolve import Judgements, spelling_key
from kg.store.engine import Engine
from kg.store.quads import LABEL, TYPE

RESOLVED = iri("dip:resolved")
_PERSON = iri("dip:Person")
Names = Mapping[str, frozenset[str]]


def named_persons(graph: Engine) -> dict[str, frozenset[str]]:
    """The spelling keys of every person of the articles, by IRI."""
    found: dict[str, set[str]] = defaultdict(set)
    quads = graph.quads_for_pattern(None, TYPE, _PERSON, None)
    for person in {quad.subject for quad in quads if value_of(quad.graph_name).startswith(ARTICLE)}:
        found[value_of(person)] |= keys_of(graph, person)
    return {node: frozenset(keys) for node, keys in found.items()}


def keys_of(graph: Engine, person: ox.NamedNode | ox.BlankNode | ox.Triple) -> set[str]:
    """The spelling keys of what articles call a person."""
    labels = graph.quads_for_pattern(person, LABEL, None, None)
    names = {value_of(quad.object) for quad in labels if value_of(quad.graph_name).startswith(ARTICLE)}
    return {key for name in names if (key := spelling_key(name))}


def spelled(keys: Names, judged: Judgements, known: Iterable[str]) -> dict[str, str]:
    """The entity that each node spells: itself is left out. A known actor, else the first by name, stands for all."""
    groups: dict[str, set[str]] = {}
    for one, two in (*sorted(judged.same), *sorted(_sharing(keys))):
        here, there = groups.get(one, {one}), groups.get(two, {two})
        if here is not there and not any((min(pair), max(pair)) in judged.different for pair in product(here, there)):
            joined = here | there
            groups.update(dict.fromkeys(joined, joined))
    actors = set(known)
    return {node: chief for node, group in groups.items() if (chief := _chief(group, actors)) != node}


def _chief(group: set[str], actors: set[str]) -> str:
    return min(group, key=lambda node: (node not in actors, node))


def _sharing(keys: Names) -> Iterable[tuple[str, str]]:
    """Pairs of nodes that share a key, each with the first of its key."""
    nodes: dict[str, list[str]] = defaultdict(list)
    for node in sorted(keys):
        for key in keys[node]:
            nodes[key].append(node)
    return ((group[0], other) for group in nodes.values() for other in group[1:])
