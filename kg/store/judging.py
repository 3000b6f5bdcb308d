"""Merging and splitting: what a person decides, written down as verdicts on pairs."""

from collections.abc import Collection
from itertools import product

from kg.errors import UsageError
from kg.rdf import ENTITY, EVENT
from kg.store.account import event_named, tellings_of
from kg.store.engine import Engine
from kg.store.judged import judge, withdraw
from kg.store.resolved import spelled_now


def merge(graph: Engine, one: str, two: str, reason: str) -> set[str]:
    """Write down that two are one; all that is concerned. Raises UsageError where that says nothing."""
    if one.startswith(ENTITY) != two.startswith(ENTITY):
        raise UsageError("an event and an entity cannot be one; name two events or two entities")
    here, there = (sorted(_parts(graph, whole)) for whole in (one, two))
    if set(here) & set(there):
        raise UsageError("these are one already")
    withdraw(graph, product(here, there))
    judge(graph, [(here[0], there[0])], same=True, reason=reason)
    return {*here, *there}


def split(graph: Engine, whole: str, parts: Collection[str], reason: str) -> set[str]:
    """Write down that some parts are not what the others are; all that is concerned."""
    every = _parts(graph, whole)
    strange = sorted(set(parts) - every)
    if strange:
        raise UsageError(f"{_bare(strange[0])} is no part of {_bare(whole)}; its parts are {_listed(every)}")
    rest = every - set(parts)
    if not parts or not rest:
        raise UsageError(f"name some, not all, of the parts of {_bare(whole)}: {_listed(every)}")
    judge(graph, product(sorted(parts), sorted(rest)), same=False, reason=reason)
    return every


def _parts(graph: Engine, whole: str) -> set[str]:
    """The tellings of an event, the spellings of an entity, as IRIs."""
    if whole.startswith(ENTITY):
        return {whole, *(node for node, chief in spelled_now(graph).items() if chief == whole)}
    event = event_named(graph, whole)
    return {EVENT + name for name in tellings_of(graph, event)}


def _bare(node: str) -> str:
    return node.removeprefix(EVENT).removeprefix(ENTITY)


def _listed(nodes: Collection[str]) -> str:
    return ", ".join(_bare(node) for node in sorted(nodes))
