"""A query as a server must be asked it, so that it sees the graphs of the store and no others.

What stands for the default graph is put into `GRAPH <derived> { ... }`; what ranges over graphs is held to ours; a
graph that is named and not ours becomes one that is empty. Texts are put in between tokens, never in the place of one
that a person wrote, but for the names of graphs. The texts have passed the engine's own parser before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import PREFIXES
from kg.store.guard import placed
from kg.store.remote.graphs import DERIVED, is_ours, own
from kg.store.remote.texts import is_ours_text

_NOWHERE = own("nowhere")
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_WITHIN = f"{{ GRAPH {DERIVED} "


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; `word` is it in capitals if it may be a keyword."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next piece may begin."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """The keyword, else nothing."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def is_opening(self) -> bool:
        """Whether it begins a group."""
        return self.kind == "other" and self.text == "{"


@dataclass(slots=True)
class _Edits:
    """What is put into a text, by place; at one place in the order in which it came."""

    put: list[tuple[int, int, str]] = field(default_factory=list)

    def at(self, start: int, text: str, end: int | None = None) -> None:
        self.put.append((start, start if end is None else end, text))

    def applied(self, text: str) -> str:
        parts, done = [], 0
        for start, end, fresh in sorted(self.put, key=lambda edit: edit[0]):
            parts += [text[done:start], fresh]
            done = max(done, end)
        return "".join([*parts, text[done:]])


@dataclass(frozen=True, slots=True)
class Described:
    """A DESCRIBE as queries for what is to be described, one column each."""

    queries: tuple[str, ...]


def rewritten(text: str) -> str | Described:
    """The query for the server. Raises QueryError if it names a foreign graph as its own dataset."""
    tokens = [Token(*found) for found in placed(text)]
    first = _form(tokens)
    if tokens[first].word == "DESCRIBE":
        return Described(tuple(_asked(query) for query in _described(text, tokens, first)))
    return _asked(text)


def _asked(text: str) -> str:
    tokens = [Token(*found) for found in placed(text)]
    first = _form(tokens)
    known = _prefixes(tokens[:first])
    edits = _Edits()
    own = _has_dataset(tokens, known)
    for opening, closing in _outermost(tokens, first):
        if _is_short(tokens, first, opening):
            edits.at(tokens[first].end, f" {text[tokens[opening].start : tokens[closing].end]}")
        if not own:
            edits.at(tokens[opening].start, _WITHIN)
            edits.at(tokens[closing].end, " }")
    for place, token in enumerate(tokens):
        if token.word == "GRAPH":
            _hold(tokens, place, known, edits)
    edits.at(tokens[0].start, "", tokens[first].start)
    return _prologue(tokens, first, known) + edits.applied(text)


def _prologue(tokens: Sequence[Token], first: int, known: dict[str, str]) -> str:
    """All that is declared: the base first, as some servers want it, and every prefix that is used."""
    declared = tokens[:first]
    bases = (f"BASE {value.text}\n" for mark, value in pairwise(declared) if mark.word == "BASE")
    used = {token.text.partition(":")[0] for token in tokens[first:] if token.kind == "name"}
    prefixes = (f"PREFIX {name}: <{known[name]}>\n" for name in sorted(used) if name in known)
    return "".join([*bases, *prefixes])


def _form(tokens: Sequence[Token]) -> int:
    """Where the prologue ends."""
    place = 0
    while tokens[place].word not in _FORMS:
        place += {"PREFIX": 3, "BASE": 2}.get(tokens[place].word, 1)
    return place


def _prefixes(prologue: Sequence[Token]) -> dict[str, str]:
    """All prefixes that hold in a text, those of the store among them."""
    found = dict(PREFIXES)
    for mark, name, value in zip(prologue, prologue[1:], prologue[2:], strict=False):
        if mark.word == "PREFIX":
            found[name.text.partition(":")[0]] = value.text[1:-1]
    return found


def _has_dataset(tokens: Sequence[Token], known: dict[str, str]) -> bool:
    """Whether the query names graphs of ours as its dataset."""
    found = False
    for place, token in enumerate(tokens):
        if token.word == "FROM":
            named = tokens[place + 1 + (tokens[place + 1].word == "NAMED")]
            node = _node(named, known)
            if node is None or not is_ours(node):
                raise QueryError(f"FROM may only name graphs of the store, not {named.text}; leave it out")
            found = True
    return found


def _node(token: Token, known: dict[str, str]) -> ox.NamedNode | None:
    """The IRI that a token names; None for what cannot be told without a base or with escapes."""
    if token.kind == "iri":
        return ox.NamedNode(token.text[1:-1]) if ":" in token.text and "\\" not in token.text else None
    prefix, _, local = token.text.partition(":")
    return ox.NamedNode(known[prefix] + local) if prefix in known and "\\" not in local else None


def _outermost(tokens: Sequence[Token], first: int) -> Iterator[tuple[int, int]]:
    """The groups of patterns that lie in no other, also those of EXISTS in what is selected or ordered by."""
    place = first + 1
    while place < len(tokens):
        if tokens[place].is_opening:
            closing = _closing(tokens, place)
            if not _is_data(tokens, first, place):
                yield place, closing
            place = closing
        place += 1


def _closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for place in range(opening, len(tokens)):
        if tokens[place].kind == "other":
            depth += (tokens[place].text == "{") - (tokens[place].text == "}")
            if not depth:
                return place
    return len(tokens) - 1


def _is_data(tokens: Sequence[Token], first: int, opening: int) -> bool:
    """Whether the braces hold what is constructed, or values."""
    if opening == first + 1 and tokens[first].word == "CONSTRUCT":
        return True
    before = opening - 1
    if tokens[before].text == ")":
        while tokens[before].text != "(":
            before -= 1
        before -= 1
    elif tokens[before].kind == "var":
        before -= 1
    return tokens[before].word == "VALUES"


def _is_short(tokens: Sequence[Token], first: int, opening: int) -> bool:
    """Whether the group is also what is constructed: `CONSTRUCT WHERE { ... }`."""
    return tokens[first].word == "CONSTRUCT" and not any(token.is_opening for token in tokens[first:opening])


def _hold(tokens: Sequence[Token], place: int, known: dict[str, str], edits: _Edits) -> None:
    """Hold one GRAPH to the graphs of the store."""
    name = tokens[place + 1]
    if name.kind == "var":
        closing = _closing(tokens, place + 2)
        edits.at(tokens[closing].end, f" FILTER ({is_ours_text(name.text[1:])}) ")
        return
    node = _node(name, known)
    if node is None or not is_ours(node):
        edits.at(name.start, str(_NOWHERE), name.end)


def _described(text: str, tokens: Sequence[Token], first: int) -> Iterator[str]:
    """Queries for the nodes: one for those that are named, one for each variable."""
    prologue = text[: tokens[first].start]
    after = range(first, len(tokens))
    opening = next((at for at in after if tokens[at].is_opening), None)
    last = next((at for at in after if at == opening or tokens[at].word in {"FROM", "WHERE"}), len(tokens))
    wanted = tokens[first + 1 : last]
    named = " ".join(token.text for token in wanted if token.kind in {"iri", "name"})
    if named:
        yield f"{prologue}SELECT ?node WHERE {{ VALUES ?node {{ {named} }} }}"
    if opening is not None:
        every = any(token.text == "*" for token in wanted)
        names = dict.fromkeys(token.text for token in (tokens[last:] if every else wanted) if token.kind == "var")
        rest = text[tokens[last].start :]
        yield from (f"{prologue}SELECT DISTINCT {name} {rest}" for name in names)
