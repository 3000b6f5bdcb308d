"""One node for the spellings of one name: which entity each spelling stands for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product

from kg.rdf import iri
from kg.resolve import Judgements

RESOLVED = iri("dip:resolved")
Names = Mapping[str, frozenset[str]]


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
