"""Rules and shapes as the reference shows them, with every term that they name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.ontology.turtle import Node, curie, read_turtle
from kg.store.header import read_header
from kg.view.captions import RULES, SHAPES, Both
from kg.view.vocabulary import SHAPES_FILE, Mention, Row, Vocabulary, expand, kinds_of

_TERM = re.compile(r"\b((?:dip|plover|cameo|office|schema):[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)")
_VALUES = ("sh:class", "sh:datatype", "sh:nodeKind", "sh:node", "sh:in")
_FIRST, _REST, _NIL = "rdf:first", "rdf:rest", "rdf:nil"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its documentation; code is cut into pieces, of which those that name a term lead to it."""

    name: str
    summaries: Both
    documentation: Both
    draws: tuple[Mention, ...]
    examples: tuple[tuple[tuple[Mention, ...], tuple[Mention, ...]], ...]
    body: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a shape asks of a property: how many values, and which."""

    paths: tuple[Mention, ...]
    number: str
    values: tuple[Mention, ...]
    messages: Both


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A shape: what it is held against and what it asks for."""

    name: str
    targets: tuple[Mention, ...]
    demands: tuple[Demand, ...]


def rules(words: Vocabulary, home: Path) -> tuple[Rule, ...]:
    """The rules of an ontology's folder by name."""
    return tuple(_rule(words, path) for path in sorted((home / "rules").glob("*.rq")))


def _rule(words: Vocabulary, path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    pairs = zip(header.get("given", ()), header.get("then", ()), strict=False)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#+"))
    return Rule(
        name=path.stem,
        summaries=_both(header, "summary"),
        documentation=_both(header, "doc"),
        draws=tuple(piece for piece in _pieces(words, " ".join(header.get("draws", ()))) if piece.href),
        examples=tuple((_pieces(words, given), _pieces(words, then)) for given, then in pairs),
        body=_pieces(words, body),
    )


def _both(header: Mapping[str, Sequence[str]], key: str) -> Both:
    return {lang: header.get(f"{key}_{lang}", [""])[0] for lang in ("ar", "en")}


def _pieces(words: Vocabulary, text: str) -> tuple[Mention, ...]:
    """The text cut where it names a term."""
    return tuple(_piece(words, part) for part in _TERM.split(text) if part)


def _piece(words: Vocabulary, part: str) -> Mention:
    if not _TERM.fullmatch(part):
        return Mention(name=part)
    found = words.mention(curie(expand(part)))
    return Mention(name=part, labels=found.labels, href=found.href)


def shapes(words: Vocabulary, home: Path) -> tuple[Shape, ...]:
    """The shapes of an ontology's folder in the order of their file."""
    path = home / SHAPES_FILE
    nodes = read_turtle([path]) if path.is_file() else {}
    reader = _Shapes(words, nodes)
    return tuple(reader.shape(node) for node in nodes.values() if "sh:NodeShape" in kinds_of(node))


class _Shapes:
    """Reads shapes, which are spread over unnamed nodes."""

    def __init__(self, words: Vocabulary, nodes: Mapping[str, Node]) -> None:
        self._words, self._nodes = words, nodes

    def shape(self, node: Node) -> Shape:
        targets = [name for key in ("sh:targetClass", "sh:targetObjectsOf") for name in node.links.get(key, ())]
        parts = [node, *(self._nodes[name] for name in node.links.get("sh:property", ()))]
        demands = tuple(map(self._demand, parts))
        said = tuple(one for one in demands if one.messages or one.values or one.paths)
        return Shape(name=node.name.partition(":")[2], targets=self._mentions(targets), demands=said)

    def _demand(self, node: Node) -> Demand:
        names = [name for key in _VALUES for value in node.links.get(key, ()) for name in self._members(value)]
        texts = [Mention(name=text) for value in node.links.get("sh:in", ()) for text in self._listed_texts(value)]
        either = [name for head in node.links.get("sh:or", ()) for name in self._members(head)]
        paths = dict.fromkeys(path for name in node.links.get("sh:path", either) for path in self._paths(name))
        return Demand(
            paths=self._mentions(paths),
            number=_number(node),
            values=(*self._mentions(names), *texts),
            messages=node.one_by_lang("sh:message"),
        )

    def _paths(self, name: str) -> Iterator[str]:
        """The properties that a path, or the shapes of an alternative, speak of."""
        if not name.startswith("_:"):
            yield name
            return
        node = self._nodes[name]
        for key in ("sh:path", "sh:property", "sh:alternativePath"):
            for inner in node.links.get(key, ()):
                for member in self._members(inner):
                    yield from self._paths(member)

    def _members(self, name: str) -> Iterator[str]:
        """The names in a list, or the name itself where it is none."""
        node = self._nodes.get(name)
        if node is None or not {_FIRST, _REST} & {*node.links, *node.texts}:
            yield from () if name == _NIL else (name,)
            return
        yield from node.links.get(_FIRST, ())
        for rest in node.links.get(_REST, ()):
            yield from self._members(rest)

    def _listed_texts(self, name: str) -> Iterator[str]:
        node = self._nodes.get(name)
        if node is not None:
            yield from node.all_texts(_FIRST)
            for rest in node.links.get(_REST, ()):
                yield from self._listed_texts(rest)

    def _mentions(self, names: Iterable[str]) -> tuple[Mention, ...]:
        return tuple(self._mention(name) for name in names)

    def _mention(self, name: str) -> Mention:
        if "sh:NodeShape" in kinds_of(self._nodes.get(name) or Node(name, "")):
            local = name.partition(":")[2]
            return Mention(name=local, href=f"#shape-{local}")
        return self._words.mention(name)


def _number(node: Node) -> str:
    """How many values: `1`, `0..1`, `1..∞`; empty where any number is fine."""
    least, most = node.text("sh:minCount") or "0", node.text("sh:maxCount") or "∞"
    if (least, most) == ("0", "∞"):
        return ""
    return least if least == most else f"{least}..{most}"


def uses(found_rules: Sequence[Rule], found_shapes: Sequence[Shape]) -> Mapping[str, Sequence[Row]]:
    """For each term, by name, the rules and shapes that name it."""
    by_rule, by_shape = defaultdict[str, list[Mention]](list), defaultdict[str, list[Mention]](list)
    for rule in found_rules:
        for name in dict.fromkeys(curie(expand(piece.name)) for piece in rule.body if piece.href):
            by_rule[name].append(Mention(name=rule.name, href=f"#rule-{rule.name}"))
    for shape in found_shapes:
        for name in dict.fromkeys(_named(shape)):
            by_shape[name].append(Mention(name=shape.name, href=f"#shape-{shape.name}"))
    rows: dict[str, list[Row]] = defaultdict(list)
    for labels, table in ((RULES, by_rule), (SHAPES, by_shape)):
        for name, mentions in table.items():
            rows[name].append((Mention(name="", labels=labels), tuple(mentions)))
    return rows


def _named(shape: Shape) -> Iterator[str]:
    yield from (one.name for one in shape.targets)
    for demand in shape.demands:
        yield from (one.name for one in (*demand.paths, *demand.values))
