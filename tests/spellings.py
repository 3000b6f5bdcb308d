"""The index of all actors that the ontology knows, as a store that names every one of them would have it."""

from collections.abc import Iterator

from kg.ontology import load_actors, load_ontology
from kg.ontology.actors import Actor
from kg.store.content import Content, Known
from kg.store.index import office_names
from kg.store.names import Names


def actor_names() -> Names:
    """The index, in memory."""
    actors = load_actors()
    known = Known(
        entities=[(actor.path, actor.type, actor.labels.get("ar"), actor.labels.get("en"), 0) for actor in actors],
        names=[row for actor in actors for row in _names(actor)] + list(office_names(actors, load_ontology())),
        facts=(),
        offices=(),
        terms=(),
    )
    names = Names(None)
    names.rebuild(Content(claims=(), known=lambda: known))
    return names


def _names(actor: Actor) -> Iterator[tuple[str, str, int]]:
    yield from ((actor.path, name, 1) for name in actor.labels.values())
    for group in actor.alternatives.values():
        yield from ((actor.path, name, 1) for name in group)
    for names in (actor.short_names, actor.acronyms, actor.metonyms):
        yield from ((actor.path, name, 0) for group in names.values() for name in group)
    yield from ((actor.path, name, 0) for name in (*actor.nisbas, *actor.demonyms))
    yield from ((actor.path, f"{name}ة", 0) for name in actor.nisbas)
