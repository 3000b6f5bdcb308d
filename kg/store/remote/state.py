"""What is noted of a store on its server: that it is one, which state it is in, and whether a build was left."""

from dataclasses import dataclass
from uuid import uuid4

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf import number
from kg.store.folder import FORMAT, VERSION
from kg.store.remote.complaints import plain
from kg.store.remote.graphs import own
from kg.store.remote.reading import Remote
from kg.store.remote.texts import noted, rows_text, state_group

STORE = own("store")
_FORMAT, _MARK, _UNFINISHED, _QUADS = (own(name) for name in ("format", "mark", "unfinished", "quads"))


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`mark` names the outcome of the last build that ended, of `quads` quads; empty before the first has."""

    mark: str = ""
    quads: int | None = None
    unfinished: bool = False


def all_noted(remote: Remote) -> list[tuple[ox.NamedNode, ox.NamedNode, str]]:
    """What stands in the graph of the state: subjects, properties and texts."""
    return [
        (subject, key, value.value)
        for subject, key, value in remote.few(rows_text(("s", "p", "o"), state_group()))
        if isinstance(subject, ox.NamedNode) and isinstance(key, ox.NamedNode) and isinstance(value, ox.Literal)
    ]


def state(remote: Remote) -> State | None:
    """The state of the store; None if there is none. Raises StoreError if another version of kg has made it."""
    known = {key: value for subject, key, value in all_noted(remote) if subject == STORE}
    if _FORMAT not in known:
        return None
    if known[_FORMAT] != _format():
        raise StoreError(
            f"the store at {plain(remote.at.query)} was made by another version of kg; empty its graphs and build again"
        )
    quads = known.get(_QUADS, "")
    return State(
        mark=known.get(_MARK, ""),
        quads=int(quads) if quads.isdecimal() else None,
        unfinished=_UNFINISHED in known,
    )


def _format() -> str:
    return f"{FORMAT} {VERSION}"


def founded() -> str:
    """The update that makes an empty store of a server."""
    return noted(STORE, [(_FORMAT, ox.Literal(_format()))])


def begun() -> str:
    """The update that notes that a build is at work."""
    return noted(STORE, [(_UNFINISHED, ox.Literal(True))])


def ended(mark: str, quads: int) -> str:
    """The update that notes that a build has ended."""
    return noted(STORE, [(_UNFINISHED, None), (_MARK, ox.Literal(mark)), (_QUADS, number(quads))])


def fresh_mark() -> str:
    """A name that no other state has."""
    return uuid4().hex
