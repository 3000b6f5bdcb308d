"""The rules that draw relations: CONSTRUCT queries in `ontology/rules`, in stages.

By their variables: a rule over `?event` adds to an event or draws a relation `?from` somebody `?to` somebody out of
one; any other rule goes from one relation to another. A stage sees what the stages before it have drawn.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.rdf import DIP, iri
from kg.resources import data_dir
from kg.store.engine import Engine
from kg.store.guard import placed
from kg.store.header import read_header


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One CONSTRUCT query; `draws` is the predicate of all that it constructs."""

    name: str
    text: str
    stage: int
    draws: ox.NamedNode
    summary: str

    @property
    def over_events(self) -> bool:
        """Whether each of its triples follows from one event."""
        return "?event" in self.text

    @property
    def types(self) -> frozenset[str]:
        """The IRIs of the event types it speaks of, none if it is about all."""
        return frozenset(DIP + name for name in re.findall(r"\?event a dip:(\w+)", self.text))

    @property
    def adds_to_event(self) -> bool:
        """Whether its triples are about the event itself, not between its participants."""
        return self.over_events and "?from" not in self.text

    def triples(self, graph: Engine, **bound: ox.NamedNode) -> Iterator[ox.Triple]:
        """What it constructs, with some of its variables bound."""
        given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): node for name, node in bound.items()
        }
        found = graph.query(self.text, substitutions=given) if given else graph.query(self.text)
        if not isinstance(found, (ox.QuerySolutions, ox.QueryBoolean)):
            yield from found

    @property
    def parts(self) -> tuple[str, ...]:
        """Queries that together construct what it does: one for each side where all that it asks is a union."""
        return tuple(_sides(self.text)) or (self.text,)


def constructed(graph: Engine, text: str) -> bytes:
    """All that a CONSTRUCT query gives, as N-Triples."""
    found = graph.query(text)
    return (found.serialize(format=ox.RdfFormat.N_TRIPLES) if isinstance(found, ox.QueryTriples) else None) or b""


def _sides(text: str) -> Iterator[str]:
    """The query with each side of the union in its place; none where it asks something else, or something more."""
    groups: dict[int, list[slice]] = defaultdict(list)
    opened: list[int] = []
    between: list[tuple[int, str]] = []
    for kind, token, start in placed(text):
        if kind == "other" and token == "{":
            opened.append(start)
        elif kind == "other" and token == "}" and opened:
            groups[len(opened)].append(slice(opened.pop(), start + 1))
        elif len(opened) == 1:
            between.append((start, token.upper()))
    if not groups[1]:
        return
    whole, sides = groups[1][-1], groups[2]
    joined = [word for start, word in between if start > whole.start]
    if joined == ["UNION"] * (len(sides) - 1) and not text[whole.stop :].strip():
        yield from (text[: whole.start] + text[side] + text[whole.stop :] for side in sides)


@cache
def load_rules(folder: Path | None = None) -> tuple[tuple[Rule, ...], ...]:
    """The rules by stage. Raises OntologyError on a rule without a whole number as its stage, or without `draws`."""
    stages: dict[int, list[Rule]] = defaultdict(list)
    for path in sorted((folder or data_dir("ontology") / "rules").glob("*.rq")):
        rule = _read_rule(path)
        stages[rule.stage].append(rule)
    return tuple(tuple(stages[stage]) for stage in sorted(stages))


def _read_rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    stage, draws = (header.get(key, [""])[0] for key in ("stage", "draws"))
    if not stage.isdecimal() or not draws.startswith("dip:"):
        raise OntologyError(f"{path}: a rule needs lines such as '#+ stage: 1' and '#+ draws: dip:met'")
    summary = header.get("summary_en", [""])[0]
    return Rule(name=path.stem, text=text, stage=int(stage), draws=iri(draws), summary=summary)
