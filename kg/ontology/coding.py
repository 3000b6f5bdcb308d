"""PLOVER and CAMEO codes of what is told: by type, factuality and who acts, as `ontology/coding.ttl` says."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.ontology.turtle import Node, read_turtle
from kg.resources import data_dir


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A condition and its codes, as shortened names (`plover:CONSULT-visit`, `cameo:04`); None where there is none.

    Empty `factualities` or `kinds` (of actor, such as `Country`) hold for all.
    """

    name: str
    order: int
    types: frozenset[str]
    factualities: frozenset[str]
    kinds: frozenset[str]
    plover: str | None
    cameo: str | None

    def fits(self, event_class: str, factuality: str, kinds: Collection[str]) -> bool:
        """Whether a claim of that class (`AgreementEvent`), factuality and kinds of actor meets the condition."""
        if event_class not in self.types or (self.factualities and factuality not in self.factualities):
            return False
        return not self.kinds or not self.kinds.isdisjoint(kinds)


@cache
def load_codings(path: Path | None = None) -> tuple[Coding, ...]:
    """The codings in their order."""
    nodes = read_turtle([path or data_dir("ontology") / "coding.ttl"])
    found = (_coding(node) for node in nodes.values() if "dip:Coding" in node.links.get("rdf:type", ()))
    return tuple(sorted(found, key=lambda coding: coding.order))


def _coding(node: Node) -> Coding:
    def names(key: str) -> frozenset[str]:
        return frozenset(name.partition(":")[2] for name in node.links.get(key, ()))

    return Coding(
        name=node.name,
        order=int(node.text("dip:order") or 0),
        types=names("dip:codesType"),
        factualities=names("dip:underFactuality"),
        kinds=names("dip:byKind"),
        plover=node.link("dip:ploverCode"),
        cameo=node.link("dip:cameoCode"),
    )


def coding_of(event_class: str, factuality: str, kinds: Collection[str]) -> Coding | None:
    """The coding of a claim; None for what neither scheme has a type for."""
    return next((coding for coding in load_codings() if coding.fits(event_class, factuality, kinds)), None)
