"""By which program each article was read, and from where."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from posixpath import basename, normpath

from kg.errors import UsageError
from kg.rdf import ARTICLE, iri, value_of
from kg.store.engine import Engine

_NUMBERED = re.compile(r"(?P<file>.+):(?P<record>\d{1,18})")
_INSIDE = ("/", ":")
_SHOWN = 4
Place = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """`mark` stands for the program, its data and what was told of the article; `source` is the file (and record)."""

    mark: str
    source: str
    url: str | None = None

    @property
    def place(self) -> Place | None:
        """Where one article is at a time, so that another one read there replaces it.

        That is an address within a file, or a file of one article; a record without an address has none.
        """
        numbered = _NUMBERED.fullmatch(self.source)
        if self.url:
            return (numbered["file"] if numbered else self.source), self.url
        return None if numbered else (self.source, None)


def rank(source: str) -> tuple[str, int]:
    """The order of sources: by the name of the file, then by the number of the record in it."""
    numbered = _NUMBERED.fullmatch(source)
    return (numbered["file"], int(numbered["record"])) if numbered else (source, 0)


def readings(graph: Engine) -> dict[str, Reading]:
    """How each article was read, by its id."""
    marks, files, urls = (
        {quad.subject: value_of(quad.object) for quad in graph.quads_for_pattern(None, iri(key), None, None)}
        for key in ("dip:readingMark", "dip:sourceFile", "schema:url")
    )
    return {
        value_of(node).removeprefix(ARTICLE): Reading(mark, files.get(node, ""), urls.get(node))
        for node, mark in marks.items()
    }


def replaced(known: Mapping[str, Reading], read: Iterable[str]) -> list[str]:
    """The articles in whose places others have been read."""
    now = set(read)
    places = {known[ident].place for ident in now} - {None}
    return sorted(ident for ident, reading in known.items() if ident not in now and reading.place in places)


def named(known: Mapping[str, Reading], name: str) -> list[str]:
    """The articles with this id, address or file, or in this folder, archive or feed. UsageError if there is none."""
    path = normpath(name)
    exact = [ident for ident, one in known.items() if name in {ident, one.url, one.source}]
    inside = [ident for ident, one in known.items() if _is_in(one.source, path)]
    files = {ident: file for ident, one in known.items() if basename(file := _file(one.source)) == name}
    if found := exact or inside:
        return sorted(found)
    if len(set(files.values())) > 1:
        raise UsageError(f"{name!r} may be {_listed(files.values())}; give one of these")
    if not files:
        hint = f"; there are for example {_listed(one.source for one in known.values())}" if known else ""
        raise UsageError(f"no article has {name!r} as id, address, file or folder{hint}")
    return sorted(files)


def _file(source: str) -> str:
    numbered = _NUMBERED.fullmatch(source)
    return numbered["file"] if numbered else source


def _is_in(source: str, path: str) -> bool:
    tidy = normpath(source)
    return tidy == path or tidy.startswith(tuple(path.rstrip("/") + mark for mark in _INSIDE))


def _listed(sources: Iterable[str]) -> str:
    shown = sorted(set(sources))
    return ", ".join(shown[:_SHOWN]) + (f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else "")
