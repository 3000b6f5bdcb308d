"""The default graph and the graph of what is resolved, made from nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from tempfile import SpooledTemporaryFile
from threading import Event
from typing import TypeVar

import pyoxigraph as ox

from kg.ontology import load_actors, load_ontology
from kg.rdf import ENTITY
from kg.store.changes import Changes
from kg.store.engine import Engine, load_lines, rank_merging
from kg.store.facts import Fact
from kg.store.heap import give_back
from kg.store.judged import entity_judgements, judgements
from kg.store.known import Background
from kg.store.ledger import Ledger
from kg.store.lines import Row, lines_of, literal, term
from kg.store.resolved import Resolved
from kg.store.resolving import Question, events_of
from kg.store.rules import constructed, load_rules
from kg.store.spellings import RESOLVED, spelled
from kg.store.tellings import kinds_of, whereabouts
from kg.store.told_of import ToldOfAll
from kg.store.units import Units, article_rows

T = TypeVar("T")

DEFAULT = ox.DefaultGraph()
_SOME = 2_000
_PART = 12 << 20
_SPOOLED = 1 << 20
_RULES = 2


@cache
def background() -> Background:
    """What the ontology knows, read once."""
    return Background(load_ontology(), {ENTITY + actor.path: actor for actor in load_actors()})


@dataclass(frozen=True, slots=True)
class Derived:
    """What has been resolved, if all was, or what has changed. The default graph may still be on its way.

    With what has been resolved come `mentions`: in how many articles each entity (an IRI) is. `told` waits until the
    graph holds all but what rules draw, `drawn` until it holds all.
    """

    resolved: Resolved | None = None
    mentions: Mapping[str, int] | None = None
    changes: Changes | None = None
    told: Callable[[], object] = lambda: None
    drawn: Callable[[], object] = lambda: None


@contextmanager
def derived(graph: Engine, ledger: Ledger) -> Iterator[Derived]:
    """Make both graphs anew from the named graphs, the ontology, its rules and what people have judged.

    Oxigraph's store is written by a thread of its own, which has ended when the block has; where the block fails it is
    stopped.
    """
    resolved, mentions, parts = _anew(graph, ledger)
    stopped = Event()
    if not isinstance(graph, ox.Store):
        _write(graph, parts, stopped)
        _draw(graph, stopped)
        yield Derived(resolved, mentions)
        return
    with ThreadPoolExecutor(max_workers=1) as thread:
        writing = thread.submit(_write, graph, parts, stopped)
        drawing = thread.submit(_draw, graph, stopped, writing.result)
        try:
            yield Derived(resolved, mentions, told=writing.result, drawn=drawing.result)
        except BaseException:
            stopped.set()
            raise
        drawing.result()


def _anew(graph: Engine, ledger: Ledger) -> tuple[Resolved, Mapping[str, int], Iterator[bytes]]:
    """What is one over all articles, in how many each entity is, and both graphs' lines, made as they are asked for."""
    known, told = background(), ToldOfAll(ledger.namings())
    keys = {node: one.spelling_keys for node, one in told.entities.items() if "Person" in one.types}
    spellings = spelled(keys, entity_judgements(graph), known.actors)
    question = Question(
        spelled=spellings,
        kinds=kinds_of(known.ontology),
        within=whereabouts(known.actors.values()),
        judged=judgements(graph),
    )
    resolved, units = Resolved(spellings, events_of(ledger, question)), Units.of(told, known, spellings)
    return resolved, told.mentions(spellings), _made(units, ledger, resolved, _entities(units, told), keys)


def _write(graph: Engine, parts: Iterable[bytes], stopped: Event) -> None:
    """Write both graphs from their lines."""
    graph.clear_graph(DEFAULT)
    graph.clear_graph(RESOLVED)
    # The rules ask for what is loaded here again and again.
    rank_merging(graph, urgent=True)
    _load(graph, _in_parts(_until(stopped, parts)))
    give_back()


def _draw(graph: Engine, stopped: Event, told: Callable[[], object] = lambda: None) -> None:
    """Add what the rules draw, unless what is `told` could not be written; Oxigraph answers several at once."""
    told()
    with ThreadPoolExecutor(_RULES if isinstance(graph, ox.Store) else 1) as threads:
        for stage in _until(stopped, load_rules()):
            parts = [part for rule in stage for part in rule.parts]
            drawn = list(threads.map(lambda part: b"" if stopped.is_set() else constructed(graph, part), parts))
            give_back()
            _load(graph, _in_parts(_until(stopped, drawn)))
    rank_merging(graph, urgent=False)


def _until(stopped: Event, items: Iterable[T]) -> Iterator[T]:
    """The items, as long as nobody has stopped the work."""
    for item in items:
        if stopped.is_set():
            return
        yield item


def _load(graph: Engine, parts: Iterable[bytes]) -> None:
    """Store lines in parts, each while the next is made."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        loading = None
        for part in parts:
            if loading is not None:
                loading.result()
            loading = thread.submit(load_lines, graph, part)
        if loading is not None:
            loading.result()


def _made(
    units: Units, ledger: Ledger, resolved: Resolved, entities: Iterable[str], keys: Mapping[str, Iterable[str]]
) -> Iterator[bytes]:
    """Both graphs as lines, in parts.

    What is resolved comes last: a part that holds lines of both would have the engine merge all its orders.
    """
    relations: dict[str, list[Fact]] = defaultdict(list)
    graph = str(RESOLVED)
    facts = resolved.facts(ledger.sayings())
    with SpooledTemporaryFile(_SPOOLED, dir=_folder(ledger)) as telling:
        while some := list(islice(facts, _SOME)):
            telling.write(lines_of(_telling_rows(some), graph))
            yield lines_of(_event_rows(units, some, relations))
        yield from _lines(row for naming in ledger.namings() for row in article_rows(naming.article, naming.about))
        yield from _lines(row for node in sorted(entities) for row in units.entity(node, relations.get(node, ())))
        telling.seek(0)
        while lines := telling.readlines(_SPOOLED):
            yield b"".join(lines)
    yield from _lines(_resolution_rows(resolved.spelled, keys), graph)


def _folder(ledger: Ledger) -> str | None:
    """Where files may lie: beside the ledger."""
    return str(ledger.path.parent) if ledger.path else None


def _lines(rows: Iterable[Row], graph: str = "") -> Iterator[bytes]:
    rest = iter(rows)
    while some := list(islice(rest, _SOME)):
        yield lines_of(some, graph)


def _in_parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines put together: the larger the parts, the less the engine has to merge later."""
    part: list[bytes] = []
    size = 0
    for some in lines:
        part.append(some)
        size += len(some)
        if size >= _PART:
            yield b"".join(part)
            part, size = [], 0
    yield b"".join(part)


def _telling_rows(facts: Iterable[Fact]) -> Iterator[Row]:
    """What each claim tells."""
    tells = term("dip:tells")
    for fact in facts:
        yield from ((f"<{name}>", tells, f"<{fact.node}>") for name in fact.claims)


def _resolution_rows(spellings: Mapping[str, str], keys: Mapping[str, Iterable[str]]) -> Iterator[Row]:
    """What each spelling spells, and by which keys it is known."""
    for node, chief in spellings.items():
        yield f"<{node}>", term("dip:spellingOf"), f"<{chief}>"
    for node, found in keys.items():
        yield from ((f"<{node}>", term("dip:spellingKey"), literal(key)) for key in found)


def _event_rows(units: Units, facts: Iterable[Fact], relations: dict[str, list[Fact]]) -> Iterator[Row]:
    """The events that hold; the relations that hold are put to their subjects."""
    for fact in facts:
        if not fact.holds:
            continue
        subjects = fact.fillers("subject")
        for subject in subjects:
            relations[subject].append(fact)
        if not subjects:
            yield from units.event(fact)


def _entities(units: Units, told: ToldOfAll) -> set[str]:
    """Every entity that an article names, and every known actor that their facts lead to."""
    found = {units.spelled.get(node, node) for node in told.entities}
    introduced = {node for node, others in units.known.introducers.items() if not found.isdisjoint(others)}
    return found | introduced
